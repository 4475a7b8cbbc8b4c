"""会籍 of two files: whose standing stands from now on, and what of the other stays as history.

Nobody is off the list twice on one day, and a death is never dropped unless somebody chooses so.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select

from app.core.codes import MemberState
from app.core.errors import UserError
from app.db.session import UnitOfWork
from app.models import Member, MembershipPeriod
from app.services.memberships.away import reason_names
from app.services.memberships.types import DIED
from app.services.merging.types import CLASH, FOREVER, KEPT, MERGED, MergeField, MoveCount

STANDING, LABEL = "standing", "会籍"
"""The field by which a person chooses whose standing stands."""
LONGEST_NOTE = 200
_WAITING, _LEFT, _PAUSED = (
    MemberState.REGISTERED.value, MemberState.LEFT.value, MemberState.PAUSED.value,
)  # fmt: skip
_DAY = dt.timedelta(days=1)


class Span(NamedTuple):
    """One stretch off the list; days ISO, ``to_on`` `FOREVER` while open."""

    state: str
    from_on: str
    to_on: str
    reason: str
    note: str

    def stands(self, today: str) -> bool:
        """Whether it says something about ``today`` or a day to come."""
        return self.to_on >= today

    def meets(self, other: Span) -> bool:
        """Whether the two share a day."""
        return self.from_on <= other.to_on and other.from_on <= self.to_on


class File(NamedTuple):
    """The periods of one file by uid, and its own day of joining (``""``: unknown)."""

    spans: Mapping[str, Span]
    joined: str


Fates = dict[str, tuple[Span, ...]]
"""Uid of a period → what is left of it: nothing, itself, or several stretches around others."""


def file_of(rows: Sequence[Any], joined: str | None) -> File:
    """``rows``: living periods of one member."""
    spans = {
        row.uid: Span(
            row.state, row.from_on, row.to_on or FOREVER, row.reason or "", row.note or ""
        )
        for row in rows
    }
    return File(spans, joined or "")


def standing_field(mine: File, theirs: File, names: Mapping[str, str], today: str) -> MergeField:
    """How each file stands, in words; ``names``: of the codes of ``membership_reasons``."""
    one, other = (_text(file, names, today) for file in (mine, theirs))
    wins = KEPT if one == other else winner(mine, theirs, today)
    return MergeField(STANDING, LABEL, one, other, wins)


def died_on(file: File, today: str) -> str:
    """The last day of somebody who died by this file, ``""`` for anybody else."""
    return next((_day(s.from_on, -1) for s in _standing(file, today) if s.reason == DIED), "")


def winner(mine: File, theirs: File, today: str) -> str:
    """Whose standing stands unless a person chooses.

    A death comes first. Waiting gives way to being on the list. Whoever left and was registered
    anew later came back. Being on the list gives way to a pause, which somebody has observed.
    Otherwise the kept file says how it stands: a duplicate that was closed closes nobody.
    """
    if died_on(mine, today) or died_on(theirs, today):
        return KEPT if died_on(mine, today) else MERGED
    my_states, their_states = ({s.state for s in _standing(f, today)} for f in (mine, theirs))
    if _WAITING in my_states and not their_states & {_WAITING, _LEFT}:
        return MERGED
    if _WAITING in their_states and not my_states & {_WAITING, _LEFT}:
        return KEPT
    for file, other, taken in ((mine, theirs, MERGED), (theirs, mine, KEPT)):
        if any(s.from_on < other.joined > file.joined for s in _standing(file, today)):
            return taken
    return MERGED if not my_states and their_states == {_PAUSED} else KEPT


def settled(mine: File, theirs: File, choice: str, today: str) -> Fates:
    """What becomes of every period of both files; ``choice`` `KEPT`, `MERGED`, or ``""``."""
    taken = choice if choice in (KEPT, MERGED) else winner(mine, theirs, today)
    stays, other = (theirs, mine) if taken == MERGED else (mine, theirs)
    fates: Fates = {uid: (span,) for uid, span in stays.spans.items()}
    for uid, span in other.spans.items():
        past = _history(span, stays, today)
        pieces = _outside(past, stays.spans.values()) if past else []
        fates[uid] = tuple(_absorbed(span, pieces, stays, fates))
    return fates


def move_periods(
    unit: UnitOfWork, rows: Sequence[MembershipPeriod], theirs: Sequence[MembershipPeriod],
    kept_id: int, fates: Fates,
) -> MoveCount:  # fmt: skip
    """Give ``theirs`` to the kept file and let all ``rows`` of both say what ``fates`` say."""
    for row in rows:
        first, *more = fates[row.uid] or (None,)
        row.member_id = kept_id
        if first is None:
            row.deleted_at, row.deleted_reason = unit.now, CLASH
        else:
            _write(row, first)
        for span in more:
            extra = MembershipPeriod(member_id=kept_id, state=span.state)
            _write(extra, span)
            unit.session.add(extra)
    unit.session.flush()
    return count_periods(theirs, fates)


def count_periods(theirs: Sequence[Any], fates: Fates) -> MoveCount:
    """How many periods change hands, and how many of them leave nothing of their own."""
    return MoveCount(LABEL, len(theirs), sum(not fates[row.uid] for row in theirs))


def refuse_two_at_once(unit: UnitOfWork, members: Sequence[Member]) -> None:
    """Raise ``overlap`` when after an undo two periods of one file share a day; both are named."""
    connection = unit.session.connection()
    names = reason_names(connection)
    for member in members:
        rows = connection.execute(
            select(MembershipPeriod.__table__)
            .where(MembershipPeriod.member_id == member.id, MembershipPeriod.deleted_at.is_(None))
            .order_by(MembershipPeriod.from_on)
        ).all()
        spans = file_of(rows, member.joined_on).spans.values()
        for one, other in itertools.combinations(spans, 2):
            if one.meets(other):
                said = "和".join(f"“{span_text(span, names)}”" for span in (one, other))
                raise UserError(
                    "overlap",
                    f"撤销后{member.name}（会员号 {member.member_no}）的会籍{said}会落在同一天，"
                    "没有撤销。请先在会籍里改合并以后登记的那一段。",
                )


def _standing(file: File, today: str) -> list[Span]:
    return sorted((s for s in file.spans.values() if s.stands(today)), key=lambda s: s.from_on)


def _history(span: Span, stays: File, today: str) -> Span | None:
    """What of the other file's ``span`` was over when the file that stays begins to speak.

    A pause goes on until the person left by the file that stays; another word about the same
    days stands back.
    """
    if not span.stands(today):
        return span
    leaving = min((s.from_on for s in _standing(stays, today) if s.state == _LEFT), default="")
    if span.from_on < stays.joined:
        return span._replace(to_on=_day(stays.joined, -1))
    if span.state == _PAUSED and span.from_on < leaving:
        return span._replace(to_on=min(span.to_on, _day(leaving, -1)))
    return None


def _outside(span: Span, taken: Any) -> list[Span]:
    """The stretches of ``span`` on days that none of ``taken`` covers, in order."""
    pieces = []
    start = span.from_on
    for other in sorted((one for one in taken if one.meets(span)), key=lambda s: s.from_on):
        if start < other.from_on:
            pieces.append(span._replace(from_on=start, to_on=_day(other.from_on, -1)))
        start = FOREVER if other.to_on == FOREVER else max(start, _day(other.to_on, 1))
    if start <= span.to_on and start != FOREVER:
        pieces.append(span._replace(from_on=start))
    return pieces


def _absorbed(span: Span, pieces: Sequence[Span], stays: File, fates: Fates) -> list[Span]:
    """``pieces`` without those that go on a closed pause of the same reason: one pause it is."""
    rest = list(pieces)
    for uid, own in stays.spans.items():
        same = own.state == span.state == _PAUSED and own.reason == span.reason
        if not same or own.to_on == FOREVER or not own.meets(span):
            continue
        (wide,) = fates[uid]
        for piece in list(rest):
            if _day(piece.to_on, 1) == wide.from_on:
                wide = wide._replace(from_on=piece.from_on)
            elif piece.from_on == _day(wide.to_on, 1):
                wide = wide._replace(to_on=piece.to_on)
            else:
                continue
            rest.remove(piece)
        fates[uid] = (wide._replace(note=_both(wide.note, span.note)),)
    return rest


def _both(one: str, other: str) -> str:
    parts = dict.fromkeys(part for part in (one, other) if part)
    text = "；".join(parts)
    return text if len(text) <= LONGEST_NOTE else one


def _write(row: MembershipPeriod, span: Span) -> None:
    values = {
        "from_on": span.from_on, "to_on": None if span.to_on == FOREVER else span.to_on,
        "reason": span.reason or None, "note": span.note or None,
    }  # fmt: skip
    for key, value in values.items():
        if getattr(row, key) != value:
            setattr(row, key, value)


def _text(file: File, names: Mapping[str, str], today: str) -> str:
    """``在册``, ``暂停 · 住院（2026-11-01 起）``, ``退出 · 去世（最后一天 2026-10-31）``; then
    what is to come."""
    said = [span_text(span, names) for span in _standing(file, today)]
    if not any(span.from_on <= today for span in _standing(file, today)):
        said.insert(0, MemberState.ACTIVE.label)
    return "；".join(said)


def span_text(span: Span, names: Mapping[str, str]) -> str:
    """One stretch in words, with whole dates."""
    label = MemberState(span.state).label
    words = " · ".join(bit for bit in (label, names.get(span.reason, span.reason)) if bit)
    if span.state == _LEFT:
        until = "" if span.to_on == FOREVER else f"，到 {span.to_on}"
        return f"{words}（最后一天 {_day(span.from_on, -1)}{until}）"
    days = f"{span.from_on} 起" if span.to_on == FOREVER else f"{span.from_on} 到 {span.to_on}"
    return f"{words}（{days}）"


def _day(iso: str, days: int) -> str:
    if iso == FOREVER:
        return FOREVER
    return (dt.date.fromisoformat(iso) + days * _DAY).isoformat()
