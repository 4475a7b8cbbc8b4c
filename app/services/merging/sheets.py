"""Cards and consents of two files: one card of each kind in use, one sheet of one wording."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from app.core.errors import UserError
from app.db.session import UnitOfWork
from app.models import Consent, Member, MemberCard, MemberMerge
from app.services.merging.types import CLASH, FOREVER, KEPT, MERGED, MergeField

CARD = "卡"
RETURNED = "合并：留用另一张"
"""Why a card is not in use any more of which the person had two."""


# -- cards ---------------------------------------------------------------------------------


def card_fields(
    mine: Sequence[Any], theirs: Sequence[Any], names: Mapping[str, str], today: str
) -> list[MergeField]:
    """One line for each kind of which both files have a card in use; ``names``: of the kinds."""
    made = []
    for kind, (own, other) in _twice(mine, theirs).items():
        late = [card.valid_until is not None and card.valid_until < today for card in (own, other)]
        wins = MERGED if late == [True, False] else KEPT
        label = names.get(kind, kind) or CARD
        made.append(MergeField(_key(kind), label, _card(own), _card(other), wins))
    return made


def card_notes(mine: Sequence[Any], theirs: Sequence[Any], names: Mapping[str, str]) -> list[str]:
    """That one of two cards of a kind will be returned."""
    kinds = [names.get(kind, kind) or CARD for kind in _twice(mine, theirs)]
    if not kinds:
        return []
    return [f"{'、'.join(kinds)}两边都有在用的：只留选中的一张，另一张记为已退回。"]


def return_cards(
    unit: UnitOfWork, mine: Sequence[Any], theirs: Sequence[Any], choices: Mapping[str, str],
    today: dt.date,
) -> list[str]:  # fmt: skip
    """Of two cards of a kind the one nobody chose is returned; in words. Before they move."""
    said = []
    fields = {one.key: one.wins for one in card_fields(mine, theirs, {}, today.isoformat())}
    for kind, (own, other) in _twice(mine, theirs).items():
        choice = choices.get(_key(kind), fields[_key(kind)])
        card = own if choice == MERGED else other
        card.state, card.ended_on, card.end_reason = "returned", today.isoformat(), RETURNED
        said.append(f"卡 {card.number} 记为已退回。")
    unit.session.flush()
    return said


def refuse_two_cards(unit: UnitOfWork, members: Sequence[Member], merge: MemberMerge) -> None:
    """Raise ``two_cards`` when after an undo somebody has a second card in use of the kind of one
    given since the merge, which is named."""
    since = (merge.created_at, merge.uid)
    for member in members:
        used = [card for card in cards_of(unit, member.id) if card.state == "issued"]
        for card in used:
            beside = [one for one in used if one is not card and one.kind == card.kind]
            if beside and (card.created_at, card.uid) > since:
                raise UserError(
                    "two_cards",
                    f"撤销后{member.name}（会员号 {member.member_no}）会有两张同类的卡在用："
                    f"{beside[0].number} 和合并后发的 {card.number}，没有撤销。"
                    f"请先给卡 {card.number} 办退卡。",
                )


def cards_of(unit: UnitOfWork, member_id: int) -> Sequence[MemberCard]:
    """The living cards of one member."""
    return unit.session.scalars(
        select(MemberCard)
        .where(MemberCard.member_id == member_id, MemberCard.deleted_at.is_(None))
        .order_by(MemberCard.id)
    ).all()


def _twice(mine: Sequence[Any], theirs: Sequence[Any]) -> dict[str, tuple[Any, Any]]:
    """Kind → the newest card in use of each file, where both have one."""
    own, other = (
        {card.kind or "": card for card in cards if card.state == "issued"}
        for cards in (mine, theirs)
    )
    return {kind: (own[kind], other[kind]) for kind in own if kind in other}


def _card(card: Any) -> str:
    return f"{card.number}（到 {card.valid_until}）" if card.valid_until else str(card.number)


def _key(kind: str) -> str:
    return f"card {kind}"


# -- consents ------------------------------------------------------------------------------


def covers(row: Any, other: Any) -> bool:
    """Whether ``other`` only repeats ``row``: the same wording, signed by the same, for days for
    which ``row`` stands too. A scan is not given up for a sheet of another day without one."""
    same = all(
        getattr(row, key) == getattr(other, key) for key in ("kind", "text_number", "signed_by")
    )
    if not same or row.withdrawn_on or other.withdrawn_on:
        return False
    if row.signed_by == "guardian" and row.signer_name != other.signer_name:
        return False
    if other.scan_uid and not row.scan_uid and row.signed_on != other.signed_on:
        return False
    longer = (row.until or FOREVER) >= (other.until or FOREVER)
    return bool(row.signed_on <= other.signed_on and longer)


def repeats_sheet(row: Any, mine: Sequence[Any]) -> bool:
    """Whether a consent of the file that goes only repeats one of the other."""
    return any(covers(one, row) for one in mine)


def join_sheets(unit: UnitOfWork, mine: Sequence[Consent], theirs: Sequence[Consent]) -> None:
    """Of sheets that repeat each other one stays; what is known of its scan goes with it.

    ``theirs`` have changed hands; those that repeat one of ``mine`` are tombstones already.
    """
    for row in theirs:
        for own in mine:
            if row.deleted_at is not None and covers(own, row):
                if row.scan_uid and not own.scan_uid:
                    own.scan_uid = row.scan_uid
            elif row.deleted_at is None and own.deleted_at is None and covers(row, own):
                own.deleted_at, own.deleted_reason = unit.now, CLASH
                if own.scan_uid and not row.scan_uid:
                    row.scan_uid = own.scan_uid
    unit.session.flush()


def sheet_notes(
    mine: Sequence[Any], theirs: Sequence[Any], names: Mapping[str, str], today: str
) -> list[str]:
    """Kinds of which more than one sheet stays in force; one withdrawal ends them all."""
    left = [row for row in theirs if not repeats_sheet(row, mine)]
    own = [row for row in mine if not any(covers(row_, row) for row_ in left)]
    kinds = [row.kind for row in own if _holds(row, today)]
    twice = [row.kind for row in left if _holds(row, today) and row.kind in kinds]
    return [
        f"{names.get(kind, kind)}会有两份有效，撤回时一起撤回。" for kind in dict.fromkeys(twice)
    ]


def _holds(row: Any, today: str) -> bool:
    return (row.until or FOREVER) >= today and (row.withdrawn_on or FOREVER) > today
