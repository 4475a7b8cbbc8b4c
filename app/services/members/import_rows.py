"""Writing the new people of a list: rows, cards, numbers, classes, contacts and search keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from app.core.clock import local
from app.core.names import sort_text
from app.core.progress import Progress
from app.db.session import UnitOfWork
from app.models import Contact, HealthNote, Member, MemberCard, MemberClass, TerminalPin
from app.services.classification.words import (
    BETWEEN,
    bulk_rows,
    class_table,
    codes_of,
    words_of,
)
from app.services.contacts import bulk_row as contact_row
from app.services.imports.documents import document_of
from app.services.imports.imported import ImportedMember
from app.services.imports.people import Contact as Person
from app.services.members.giving import member_no
from app.services.members.keys import Key, insert_keys, member_keys
from app.services.settings import peek as setting
from app.services.settings import put
from app.services.work_items import SETTLED, settle_codes

BATCH = 2_000
NO_CARD = frozenset({"card_taken", "card_ended"})
"""Warnings that leave the card of a row out."""


def insert_members(
    unit: UnitOfWork,
    rows: Sequence[ImportedMember],
    progress: Progress,
    left_out: Mapping[int, Sequence[str]] | None = None,
) -> None:
    """Insert ``rows`` with cards, terminal numbers and search keys in the open transaction.

    ``left_out``: row number → codes; ``card_taken``, ``card_ended`` and ``pin_taken`` leave that
    number out. Who does not say since when they have been a member is one from today on.
    """
    first_no = int(setting(unit, "next_member_no"))
    derived = _Derived(unit)
    keys: list[Key] = []
    for start in range(0, len(rows), BATCH):
        progress(start, len(rows), "正在保存老人档案")
        keys += _insert_batch(
            unit, rows[start : start + BATCH], first_no + start, left_out or {}, derived
        )
    insert_keys(unit, keys)
    put(unit, "next_member_no", first_no + len(rows))
    given = ((_card(row, left_out or {}), row.id_number, row.phone, row.phone2) for row in rows)
    settle_codes(unit, chain.from_iterable(given), SETTLED, _now(unit))
    progress(len(rows), len(rows), "正在保存老人档案")


def _card(row: ImportedMember, left_out: Mapping[int, Sequence[str]]) -> str:
    """The card that the row brings, if it may."""
    return "" if NO_CARD & set(left_out.get(row.row, ())) else row.card


def _now(unit: UnitOfWork) -> dt.datetime:
    return local(dt.datetime.fromisoformat(unit.now))


def _insert_batch(
    unit: UnitOfWork,
    rows: Sequence[ImportedMember],
    first_no: int,
    left_out: Mapping[int, Sequence[str]],
    derived: _Derived,
) -> list[Key]:
    connection = unit.session.connection()
    last = connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM member").scalar_one()
    values = [_values(row, first_no + n, last + 1 + n, derived) for n, row in enumerate(rows)]
    today = _now(unit).date().isoformat()
    unit.recorder.bulk_insert(Member, values)
    cards, pins, around, notes = [], [], [], []
    classes: list[dict[str, Any]] = []
    keys: list[Key] = []
    for row, value in zip(rows, values, strict=True):
        member_id = value["id"]
        codes = left_out.get(row.row, ())
        if card := _card(row, left_out):
            issued = {"member_id": member_id, "number": card.upper()}
            if row.card_until:
                issued["valid_until"] = row.card_until.isoformat()
            cards.append({**issued, "issued_on": value["joined_on"] or today})
        if row.terminal_pin and "pin_taken" not in codes:
            pins.append({"member_id": member_id, "pin": row.terminal_pin})
        if row.categories:
            given = bulk_rows(member_id, derived.classes(row.categories)[0], derived.axes)
            classes += _dated(given, row) if row.since else given
        if row.diets or row.diet_note:
            diets = BETWEEN.join(row.diets) or None
            notes.append(
                {"member_id": member_id, "diets": diets, "diet_note": row.diet_note or None}
            )
        around += _contacts(row, member_id)
        keys += member_keys(member_id, value)
    unit.recorder.bulk_insert(MemberCard, cards)
    unit.recorder.bulk_insert(TerminalPin, pins)
    unit.recorder.bulk_insert(MemberClass, classes)
    unit.recorder.bulk_insert(Contact, around)
    unit.recorder.bulk_insert(HealthNote, notes)
    return keys


def _dated(given: list[dict[str, object]], row: ImportedMember) -> list[dict[str, object]]:
    """The classes with the day since when they hold, where the list says it."""
    since = {code: day.isoformat() for code, day in row.since}
    return [{**one, "from_on": since.get(str(one["code"]))} for one in given]


def _contacts(row: ImportedMember, member_id: int) -> list[dict[str, Any]]:
    """Whom to call about the new member, in the order of the list."""
    named = (Person(row.emergency_contact, row.emergency_phone),)
    return [
        {
            **contact_row(member_id, one.name, one.phone or None),
            "phone2": one.phone2 or None,
            "relation": one.relation or None,
            "note": one.note or None,
            "emergency_order": place,
        }
        for place, one in enumerate(row.contacts or named, 1)
        if one.name or one.phone
    ]


class _Derived:
    """What follows from a few words that thousands of rows share: worked out once each.

    Attributes:
        axes: code of a class → its axis.
    """

    def __init__(self, unit: UnitOfWork) -> None:
        self._table = class_table(unit)
        self.axes = {entry.code: entry.group for entry in self._table}
        self._classes: dict[tuple[str, ...], tuple[list[str], str | None]] = {}
        self._sorts: dict[str, str] = {}

    def classes(self, given: tuple[str, ...]) -> tuple[list[str], str | None]:
        """Codes of the table ``classes`` and their words for ``member.categories``, in order."""
        if (known := self._classes.get(given)) is None:
            codes, unknown = codes_of(BETWEEN.join(given), self._table)
            words = BETWEEN.join(filter(None, (words_of(codes, self._table), *unknown)))
            known = self._classes[given] = ([*codes, *unknown], words or None)
        return known

    def community_sort(self, community: str) -> str:
        """The reading of a community."""
        if (known := self._sorts.get(community)) is None:
            known = self._sorts[community] = sort_text(community)
        return known


def _values(row: ImportedMember, number: int, member_id: int, derived: _Derived) -> dict[str, Any]:
    return {
        "id": member_id,
        "member_no": member_no(number),
        "name": row.name,
        "id_number": row.id_number or None,
        "birth_date": row.born or None,
        "sex": row.sex or "0",
        "phone": row.phone or None,
        "phone2": row.phone2 or None,
        "address": row.address or None,
        "community": row.community or None,
        "categories": derived.classes(row.categories)[1] if row.categories else None,
        "ability_level": row.ability_level,
        "self_care": row.self_care or None,
        "living": row.living or None,
        "emergency_contact": row.emergency_contact or None,
        "emergency_phone": row.emergency_phone or None,
        "joined_on": row.joined_on.isoformat() if row.joined_on else None,
        "note": row.note or None,
        "former_name": row.former_name or None,
        "id_type": row.id_type or document_of(row.id_number),
        "no_document_reason": row.no_document_reason or None,
        "registered_address": row.registered_address or None,
        "ethnic": row.ethnic or None,
        "marital": row.marital or None,
        "education": row.education or None,
        "name_sort": sort_text(row.name),
        "community_sort": derived.community_sort(row.community) if row.community else None,
    }
