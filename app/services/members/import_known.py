"""Who is registered already: the fate of every row, and where a list contradicts a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, or_, select

from app.core.codes import ABILITY_LEVELS
from app.core.masking import mask_phone
from app.models import Assessment, Member, MemberCard, TerminalPin
from app.services.base import chunks, pieces
from app.services.codes import shipped_table
from app.services.imports.imported import ImportedMember, duplicate_code
from app.services.members.import_beside import BesideFiles
from app.services.members.import_report import Conflict, Difference, ImportDetail, Updates
from app.services.members.types import sex_text

PHONES = ("phone", "phone2", "emergency_phone")
TEXTS = (
    "name", "former_name", "birth_date", "sex", "phone", "phone2", "address",
    "registered_address", "community", "living", "emergency_contact", "emergency_phone",
    "joined_on", "note", "self_care", "ability_level", "ethnic", "marital", "education",
)  # fmt: skip
"""Columns of `Member` that a list can contradict, in the order in which they are shown."""
CODED = ("ethnic", "marital", "education")
TAKEN = "别的老人在用"
ASSESSED = "以评估结果为准"
BLOCKED = {
    "ability_level": "ability_assessed", "card": "card_taken", "terminal_pin": "pin_taken"
}  # fmt: skip
"""Field that cannot be taken over → the warning that says so."""
STATES = {"left": "known_left", "registered": "known_waiting"}
"""State of a file that is not on the list for good → the warning that says so."""


class Stored(NamedTuple):
    """What is compared when an identity number is met again."""

    name: str
    phone: str
    card: str
    terminal_pin: str


class Known:
    """Who is registered already, and what earlier rows of the same list took."""

    def __init__(
        self,
        connection: Connection,
        rows: Sequence[ImportedMember],
        today: dt.date,
        updates: Updates = None,
    ) -> None:
        # Here, because cards know members: whichever module comes first must find the other whole.
        from app.services.cards import past_cards
        from app.services.memberships.gone import gone_now

        execute = connection.execute
        numbers = [row.id_number for row in rows if row.id_number]
        self._updates = updates
        self._people: dict[str, Any] = {}
        self._rows: dict[tuple[str, str], int] = {}
        self._files: dict[str, Any] = {}
        self._stored = _stored(today)
        self._past = past_cards(connection, (row.card for row in rows if row.card))
        self._gone = gone_now(connection, today)
        self._cards = _owners(execute, MemberCard.number, MemberCard, _IN_USE)
        self._pins = _owners(execute, TerminalPin.pin, TerminalPin, _EVERYWHERE)
        for part in chunks(numbers, 900):  # type: ignore[arg-type]
            for r in execute(self._stored.where(Member.id_number.in_(part))):
                self._know(r.id_number, r)
        for number, uid in _merged(execute, set(numbers) - self._files.keys()).items():
            for r in execute(self._stored.where(Member.uid == uid)):
                self._know(number, r)
        self._keys = self._without_document(execute, rows)
        ids = [file.id for file in self._files.values()]
        self._beside = BesideFiles(connection, rows, ids)
        self._last = {key: row.row for row in rows if (key := self._key(row)) in self._files}
        self.conflicts: list[Conflict] = []

    def _know(self, number: str, file: Any) -> None:
        """Let ``number`` mean ``file``."""
        card, pin = file.card or "", file.pin or ""
        self._people[number] = Stored(file.name, file.phone or "", card, pin)
        self._files[number] = file

    def _key(self, row: ImportedMember) -> str:
        """What a person is known by: the number, or name and birth date of who has none."""
        return self._keys.get(row.row) or row.id_number

    def _without_document(
        self, execute: Callable[[Any], Any], rows: Sequence[ImportedMember]
    ) -> dict[int, str]:
        """Row number → key of people without any document; the year alone may be known."""
        mine = [row for row in rows if row.id_type == "none" and not row.rejection]
        same: dict[str, list[tuple[str, str]]] = {}
        for part in pieces(sorted({row.name for row in mine}), 900):
            condition = (Member.id_type == "none") & Member.name.in_(part)
            for r in execute(self._stored.where(condition)):
                self._know(r.uid, r)
                same.setdefault(r.name, []).append((r.birth_date or "-", r.uid))
        keys = {}
        for row in mine:
            people = same.setdefault(row.name, [])
            found = (
                key
                for born, key in people
                if born.startswith(row.born) or row.born.startswith(born)
            )
            keys[row.row] = key = next(found, "") or f"{row.name} {row.born}"
            people.append((row.born, key))
        return keys

    def fate(self, row: ImportedMember) -> ImportDetail:
        """Decide one row, in the order of the list."""
        if row.rejection:
            return ImportDetail(row.row, row.name, "rejected", row.rejection, cells=row.cells)
        known = self._people.get(key) if (key := self._key(row)) else None
        cells = (*row.cells, *self._ended(row), *self._clashes(row))
        if known is not None:
            conflict = self._contradiction(row)
            blocked = (*self._doubts(row), *self._blocked(row, conflict))
            if conflict and (taken := self._taken(conflict)):
                self._claim(row, taken)
                warnings = tuple(dict.fromkeys((*row.warnings, *blocked)))
                return ImportDetail(row.row, row.name, "updated", "", warnings, 0, cells)
            same = duplicate_code(self._held(known, row), row)
            if not row.id_number:
                same = "same_undocumented"
            twin = known.row if isinstance(known, ImportedMember) else 0
            return ImportDetail(row.row, row.name, "duplicate", same, blocked, twin, cells)
        if key:
            self._people[key] = row
        warnings = row.warnings
        if row.card and row.card in self._cards:
            warnings += ("card_taken",)
        elif row.card in self._past:
            warnings += ("card_ended",)
        if row.terminal_pin and row.terminal_pin in self._pins:
            warnings += ("pin_taken",)
        if row.card_until and not row.card:
            warnings += ("card_until_alone",)
        # A card that stays where it was is no reason against a later row: that hears the same.
        kept = {"card"} if "card_ended" in warnings else set()
        self._give(row, {"card", "terminal_pin"} - kept, 0)
        return ImportDetail(row.row, row.name, "added", "", warnings, 0, cells)

    def _ended(self, row: ImportedMember) -> tuple[tuple[str, str, str], ...]:
        """The number, state and day of a card that a list must not bring back."""
        past = self._past.get(row.card)
        if past is None:
            return ()
        file = self._files.get(self._key(row))
        own = file is not None and file.id == past.member_id
        return (("card_ended", past.number, past.words if own else f"是别人的卡，{past.words}"),)

    def _doubts(self, row: ImportedMember) -> tuple[str, ...]:
        """What the file says that whoever sends the list may not know."""
        file = self._files.get(self._key(row))
        if file is None:
            return ()
        said = [STATES[file.state]] if file.state in STATES else []
        if row.card_until and not row.card and not file.card:
            said.append("card_until_alone")
        return tuple(said)

    def _held(self, known: Any, row: ImportedMember) -> Any:
        """``known`` by the card and number of ``row``, where that is one of several they have."""
        file = self._files.get(self._key(row))
        if file is None:
            return known
        card = row.card if self._cards.get(row.card) == file.id else known.card
        pin = (
            row.terminal_pin if self._pins.get(row.terminal_pin) == file.id else known.terminal_pin
        )
        return known._replace(card=card, terminal_pin=pin)

    def _claim(self, row: ImportedMember, taken: frozenset[str]) -> None:
        """What is taken over about ``row`` is nobody else's any more, further down the list."""
        self._give(row, taken, self._files[self._key(row)].id)

    def _give(self, row: ImportedMember, keys: Iterable[str], owner: int) -> None:
        """Let the numbers ``keys`` of ``row`` belong to ``owner``, 0 for somebody new, unless they
        are somebody's already."""
        for key, number, owners in (
            ("card", row.card, self._cards), ("terminal_pin", row.terminal_pin, self._pins)
        ):  # fmt: skip
            if key in keys and number and number not in owners:
                owners[number] = owner
                self._rows[key, number] = row.row

    def _clashes(self, row: ImportedMember) -> tuple[tuple[str, str, str], ...]:
        """The earlier rows of the same list that have the card or number of ``row``."""
        return tuple(
            (BLOCKED[key], word, str(at))
            for key, word, number in (
                ("card", "卡号", row.card), ("terminal_pin", "人脸机编号", row.terminal_pin)
            )
            if (at := self._rows.get((key, number)))
        )  # fmt: skip

    def _contradiction(self, row: ImportedMember) -> Conflict | None:
        """Where the row contradicts the file of its person; None when it does nowhere.

        Of several rows about one person the last one is held against the file.
        """
        if self._last.get(self._key(row)) != row.row:
            return None
        file = self._files[self._key(row)]
        differences = tuple(self._differences(row, file))
        if not differences:
            return None
        classes = self._beside.classes_after(row, file)
        conflict = Conflict(row.row, file.uid, file.version, file.name, differences, classes)
        self.conflicts.append(conflict)
        return conflict

    def _taken(self, conflict: Conflict) -> frozenset[str]:
        """The fields of ``conflict`` that are taken over."""
        offered = frozenset(conflict.offered)
        if self._updates == "all":
            return offered
        accepted = (self._updates or {}).get(conflict.row)
        return offered & accepted.fields if accepted is not None else frozenset()

    def _card_stays(self, row: ImportedMember, file: Any) -> tuple[str, str]:
        """Why the card of ``row``, which nobody uses, is not given to the person of ``file``: code
        of `imports.messages`, and words; both empty when it is."""
        if ended := self._ended(row):
            return "card_ended", ended[0][2]
        gone = self._gone.get(file.id, "")
        return ("card_gone", gone) if gone else ("", "")

    def _blocked(self, row: ImportedMember, conflict: Conflict | None) -> tuple[str, ...]:
        """Codes of `imports.messages` for what cannot be taken over whoever wants it."""
        if conflict is None:
            return ()
        stays, _ = self._card_stays(row, self._files[self._key(row)])
        return tuple(
            stays if one.key == "card" and one.blocked != TAKEN else BLOCKED[one.key]
            for one in conflict.differences
            if one.blocked
        )

    def _differences(self, row: ImportedMember, file: Any) -> Iterable[Difference]:
        for key in TEXTS:
            given, stored = given_value(row, key), getattr(file, key)
            if key == "birth_date" and given and (stored or "").startswith(given):
                continue  # The year alone says nothing else.
            if given is not None and given != stored:
                why = ASSESSED if key == "ability_level" and file.assessed else ""
                before, after = _shown(key, stored, given)
                yield Difference(key, before, after + self._beside.with_it(key, row, file), why)
        card, pin = row.card, row.terminal_pin
        for key, given, stored, owners in (
            ("card", card, file.card, self._cards),
            ("terminal_pin", pin, file.pin, self._pins),
        ):
            owner = owners.get(given)
            if given and owner != file.id:
                after = given + self._beside.with_it(key, row, file)
                why = "" if owner is None else TAKEN
                if key == "card" and owner is None:
                    _, why = self._card_stays(row, file)
                yield Difference(key, stored or "", after, why)
        own = not card or self._cards.get(card) == file.id
        yield from self._beside.differences(row, file, (card or file.card or "") if own else "")


def given_value(row: ImportedMember, key: str) -> Any:
    """What the row says about the column ``key`` of `Member`; None when it says nothing."""
    if key == "birth_date":
        return row.born or None
    value = getattr(row, key)
    if key == "sex" and value == "0":
        return None
    if key == "joined_on" and value:
        return value.isoformat()
    return None if value == "" else value


def _shown(key: str, stored: Any, given: Any) -> tuple[str, str]:
    if key in PHONES:
        before, after = mask_phone(stored), mask_phone(given)
        same = before == after
        return before, f"{after}（中间几位不同）" if same else after
    if key in CODED:
        words = {entry.code: entry.name for entry in shipped_table(key)}
        return words.get(stored, stored or ""), words.get(given, given)
    if key == "sex":
        return sex_text(stored), sex_text(given)
    if key == "ability_level":
        return "" if stored is None else ABILITY_LEVELS[stored], ABILITY_LEVELS[given]
    return stored or "", str(given)


_IN_USE = (MemberCard.state == "issued") & MemberCard.deleted_at.is_(None)
_EVERYWHERE = TerminalPin.device_no.is_(None) & TerminalPin.deleted_at.is_(None)


def _owners(
    execute: Callable[[Any], Any], number: Any, model: Any, condition: Any
) -> dict[str, int]:
    """Number → id of the member who has it."""
    return {r[0]: r[1] for r in execute(select(number, model.member_id).where(condition))}


def _merged(execute: Callable[[Any], Any], numbers: set[str]) -> dict[str, str]:
    """Identity numbers of files that were merged → uid of the living file they went into.

    A list that still has the wrong number must not bring the merged person back.
    """
    rows = execute(
        select(Member.uid, Member.id_number, Member.merged_into, Member.deleted_at).where(
            Member.merged_into.is_not(None)
        )
    ).all()
    into = {row.uid: row.merged_into for row in rows}
    found = {}
    for row in rows:
        if row.id_number in numbers:
            uid = row.merged_into
            while uid in into:
                uid = into[uid]
            found[row.id_number] = uid
    return found


def _stored(today: dt.date) -> Any:
    from app.services.assessments.mirror import in_force, newest
    from app.services.assessments.types import GB

    card = (
        select(MemberCard.number)
        .where(MemberCard.member_id == Member.id, _IN_USE)
        .limit(1)
        .scalar_subquery()
    )
    pin = (
        select(TerminalPin.pin)
        .where(TerminalPin.member_id == Member.id, TerminalPin.deleted_at.is_(None))
        .limit(1)
        .scalar_subquery()
    )
    assessed = (
        select(Assessment.id)
        .where(
            Assessment.member_id == Member.id,
            Assessment.standard == GB,
            Assessment.final_level.is_not(None),
            or_(Assessment.valid_until.is_(None), Assessment.valid_until >= today.isoformat()),
            in_force(),
            newest(),
        )
        .exists()
    )
    return select(
        Member.id, Member.uid, Member.version, Member.id_number, Member.categories, Member.state,
        *(getattr(Member, key) for key in TEXTS),
        card.label("card"), pin.label("pin"), assessed.label("assessed"),
    ).where(Member.deleted_at.is_(None))  # fmt: skip
