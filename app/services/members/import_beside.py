"""Where a list contradicts what is kept beside a file: classes, cards' ends, relations, diet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Connection, select

from app.core.masking import mask_phone
from app.models import Contact, HealthNote, MemberCard, MemberClass
from app.services.base import chunks
from app.services.classification.words import (
    BETWEEN,
    FALLBACK_AXIS,
    codes_of,
    words_of,
)
from app.services.codes import merged_table, shipped_table
from app.services.imports.imported import ImportedMember
from app.services.imports.people import Contact as Person
from app.services.members.import_report import Difference


class Around(NamedTuple):
    """A stored contact."""

    name: str
    phone: str
    relation: str


class Callee(Protocol):
    """Somebody to call, as a list or a file has them."""

    @property
    def name(self) -> str:
        """Name or ``""``."""
        ...

    @property
    def phone(self) -> str | None:
        """First number, if any."""
        ...


def lacking(given: Sequence[Person], stored: Sequence[Callee]) -> list[Person]:
    """Those of ``given`` after the first who are nobody of ``stored``, nor that first one: neither
    the name nor the number is the same."""

    def same(one: Person, other: Callee) -> bool:
        return bool(one.name and one.name == other.name) or bool(
            one.phone and one.phone == other.phone
        )

    known = [*stored, *given[:1]]
    return [one for one in given[1:] if not any(same(one, other) for other in known)]


class BesideFiles:
    """What the database holds about known people, as far as the list speaks of it.

    ``ids``: of the members whose numbers stand in the list.
    """

    def __init__(
        self, connection: Connection, rows: Sequence[ImportedMember], ids: Sequence[int]
    ) -> None:
        self._connection, self._ids = connection, ids
        self._table = merged_table(connection, "classes")
        self._axes = {entry.code: entry.group for entry in self._table}
        self._relations = {entry.code: entry.name for entry in shipped_table("relation")}
        self._since: dict[tuple[int, str], str | None] = {}
        self._contacts: dict[int, list[Around]] = {}
        self._notes: dict[int, tuple[str, str]] = {}
        self._until: dict[str, str] = {}
        if any(row.since for row in rows):
            self._since = {(r.member_id, r.code): r.from_on for r in self._read(_open_classes())}
        if any(one.relation or len(row.contacts) > 1 for row in rows for one in row.contacts):
            for r in self._read(_to_call()):
                around = Around(r.name, r.phone or "", r.relation or "")
                self._contacts.setdefault(r.member_id, []).append(around)
        if any(row.diets or row.diet_note for row in rows):
            self._diets = {e.code: e.name for e in merged_table(connection, "diets")}
            for r in self._read(_notes()):
                self._notes[r.member_id] = (r.diets or "", r.diet_note or "")
        if any(row.card_until for row in rows):
            self._until = {r.number: r.valid_until or "" for r in self._read(_cards())}

    def differences(self, row: ImportedMember, file: Any, card: str) -> Iterator[Difference]:
        """What the row says otherwise; ``card``: the card of theirs that it is about, or ``""``."""
        if row.categories:
            held, after = self._held(file), self._after(row, file)
            if set(after) != set(held):
                yield Difference("categories", file.categories or "", self._told(row, after, held))
            yield from self._since_when(row, file.id, set(after) & set(held))
        if row.card_until and card:
            stored, given = self._until.get(card, ""), row.card_until.isoformat()
            if stored != given:
                yield Difference("card_until", stored, given)
        yield from self._related(row, file)
        yield from self._others(row, file)
        if row.diets or row.diet_note:
            has = self._notes.get(file.id, ("", ""))
            then = (BETWEEN.join(row.diets) or has[0], row.diet_note or has[1])
            if (set(then[0].split(BETWEEN)), then[1]) != (set(has[0].split(BETWEEN)), has[1]):
                yield Difference("diet", self._diet_words(*has), self._diet_words(*then))

    def classes_after(self, row: ImportedMember, file: Any) -> str:
        """The words of all classes once those of the row are taken over."""
        return words_of(self._after(row, file), self._table) or ""

    def with_it(self, key: str, row: ImportedMember, file: Any) -> str:
        """What comes along with another card or another contact, in brackets behind it."""
        if key == "card" and row.card_until:
            return f"（有效期至 {row.card_until.isoformat()}）"
        first = row.contacts[0] if key == "emergency_contact" and row.contacts else None
        if first is None or not first.relation:
            return ""
        same = self._same(first, self._contacts.get(file.id, [])[:1])
        return "" if same else f"（{self._relations[first.relation]}）"

    def _related(self, row: ImportedMember, file: Any) -> Iterator[Difference]:
        """Who the contacts are; of somebody else than the stored one it comes with the name."""
        stored = self._contacts.get(file.id, [])
        for key, given, among in (
            ("contact_relation", row.contacts[:1], stored[:1]),
            ("contact2_relation", row.contacts[1:2], stored),
        ):
            found = self._same(given[0], among) if given and given[0].relation else None
            if found is not None and found.relation != given[0].relation:
                before = self._relations.get(found.relation, found.relation)
                yield Difference(key, before, self._relations[given[0].relation])

    def _others(self, row: ImportedMember, file: Any) -> Iterator[Difference]:
        """Whom else to call: people whom the file lacks, another number of the second one."""
        if len(row.contacts) < 2:
            return
        stored = self._contacts.get(file.id, [])
        if new := lacking(row.contacts, stored):
            yield Difference(
                "contact2", BETWEEN.join(one.name or mask_phone(one.phone) for one in stored[1:]),
                BETWEEN.join(map(self._person, new)),
            )  # fmt: skip
        given = row.contacts[1]
        for one in stored:
            if given.name and given.phone and given.name == one.name and given.phone != one.phone:
                before, after = mask_phone(one.phone), mask_phone(given.phone)
                same = "（中间几位不同）" if before == after else ""
                yield Difference("contact2_phone", before, after + same)
                return

    def _person(self, one: Person) -> str:
        """``王丽 139****2222（女）``."""
        relation = self._relations.get(one.relation, "")
        words = " ".join(filter(None, (one.name, mask_phone(one.phone))))
        return f"{words}（{relation}）" if relation else words

    @staticmethod
    def _same(given: Person, stored: Iterable[Around]) -> Around | None:
        """Whoever of ``stored`` is meant: by the name, or the number where no name is given."""
        for one in stored:
            if given.name == one.name if given.name and one.name else given.phone == one.phone:
                return one
        return None

    def _held(self, file: Any) -> list[str]:
        """Codes, and words of older files that no table has."""
        known, other = codes_of(file.categories, self._table)
        return [*known, *other]

    def _after(self, row: ImportedMember, file: Any) -> list[str]:
        """All classes that hold once the row is taken over: a list of single axes says nothing
        about the others."""
        if not row.by_axis:
            return list(row.categories)
        spoken = {self._axes.get(code, FALLBACK_AXIS) for code in row.categories}
        kept = [c for c in self._held(file) if self._axes.get(c, FALLBACK_AXIS) not in spoken]
        return [*kept, *row.categories]

    def _told(self, row: ImportedMember, after: Sequence[str], has: Sequence[str]) -> str:
        """The classes afterwards, new ones with the day since when."""
        since = {code: day for code, day in row.since if code not in has}
        order = (words_of([code], self._table) or "" for code in self._in_order(after))
        return BETWEEN.join(
            f"{word}（{since[code]} 起）" if code in since else word
            for code, word in zip(self._in_order(after), order, strict=True)
        )

    def _in_order(self, codes: Sequence[str]) -> list[str]:
        known = [entry.code for entry in self._table if entry.code in codes]
        return [*known, *sorted(set(codes) - set(known))]

    def _since_when(
        self, row: ImportedMember, member_id: int, held: set[str]
    ) -> Iterator[Difference]:
        """Classes held already of which the list says another first day."""
        other = [
            (code, self._since.get((member_id, code)), day.isoformat())
            for code, day in row.since
            if code in held and self._since.get((member_id, code)) != day.isoformat()
        ]
        if other:
            words = {code: words_of([code], self._table) or code for code, _, _ in other}
            before = BETWEEN.join(f"{words[code]} {stored}" for code, stored, _ in other if stored)
            after = BETWEEN.join(f"{words[code]} {given}" for code, _, given in other)
            yield Difference("classes_from", before, after)

    def _diet_words(self, codes: str, note: str) -> str:
        names = [self._diets.get(code, code) for code in codes.split(BETWEEN) if code]
        return "；".join(filter(None, (BETWEEN.join(names), note)))

    def _read(self, statement: Any) -> Iterator[Any]:
        """Rows of ``statement`` about the known members."""
        column = statement.selected_columns.member_id
        for part in chunks(list(self._ids), 900):
            yield from self._connection.execute(statement.where(column.in_(part)))


def _open_classes() -> Any:
    return select(MemberClass.member_id, MemberClass.code, MemberClass.from_on).where(
        MemberClass.to_on.is_(None), MemberClass.deleted_at.is_(None)
    )


def _to_call() -> Any:
    return (
        select(Contact.member_id, Contact.name, Contact.phone, Contact.relation)
        .where(Contact.emergency_order.is_not(None), Contact.deleted_at.is_(None))
        .order_by(Contact.member_id, Contact.emergency_order, Contact.id)
    )


def _notes() -> Any:
    return select(HealthNote.member_id, HealthNote.diets, HealthNote.diet_note).where(
        HealthNote.deleted_at.is_(None)
    )


def _cards() -> Any:
    return select(MemberCard.member_id, MemberCard.number, MemberCard.valid_until).where(
        MemberCard.state == "issued", MemberCard.deleted_at.is_(None)
    )
