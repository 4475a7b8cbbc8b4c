"""Rows that an earlier release did not write: made once, when the centre is opened for writing.

The migration makes tables; what goes into them is the services' business, so that it is in the
audit like everything else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.db.session import UnitOfWork
from app.models import Contact, MemberClass, MemberCode
from app.services import contacts
from app.services.base import Service
from app.services.classification import words
from app.services.members.keys import member_keys, replace_keys
from app.services.rights import SYSTEM, internal
from app.services.settings import Settings, peek, put

FLAG = "rows_upgraded"
CURRENT = 6
"""Number of the schema revision whose rows are complete."""
UNCLASSED = (
    "SELECT m.id, m.categories FROM member m WHERE coalesce(m.categories, '') <> ''"
    " AND m.deleted_at IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM member_class c WHERE c.member_id = m.id) ORDER BY m.id"
)
ALONE = (
    "SELECT m.id, m.emergency_contact, m.emergency_phone FROM member m"
    " WHERE coalesce(m.emergency_contact, m.emergency_phone, '') <> '' AND m.deleted_at IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.member_id = m.id) ORDER BY m.id"
)
UNCODED = (
    "SELECT m.id, m.uid FROM member m WHERE (m.deleted_at IS NULL OR m.merged_into IS NOT NULL)"
    " AND NOT EXISTS (SELECT 1 FROM member_code c WHERE c.member_id = m.id) ORDER BY m.id"
)


FOUND_BY = (
    "SELECT id, name, former_name, phone, phone2, id_number FROM member"
    " WHERE deleted_at IS NULL ORDER BY id"
)
KEYS = "SELECT kind, key, member_id FROM member_key"


class Upgrades(Service):
    """Completes the rows of a centre that an earlier release wrote."""

    @internal
    def run(self) -> int:
        """Make what is missing; returns how many rows. A second run makes none."""
        if Settings(self._db).get(FLAG) >= CURRENT:
            return 0
        with self._db.write(SYSTEM, "补全旧版本的档案") as unit:
            complete = peek(unit, FLAG)
            if complete >= CURRENT:
                return 0
            made = []
            if complete < 2:
                made += unit.recorder.bulk_insert(MemberClass, _classes(unit))
                made += unit.recorder.bulk_insert(Contact, _contacts(unit))
            made += unit.recorder.bulk_insert(MemberCode, _codes(unit))
            _find_anew(unit)
            put(unit, FLAG, CURRENT)
        return len(made)


def _classes(unit: UnitOfWork) -> Iterator[dict[str, Any]]:
    """The words of ``member.categories`` as rows; since when they hold is not known.

    Words that no table has are kept as codes of their own.
    """
    table = words.class_table(unit)
    axes = {entry.code: entry.group for entry in table}
    for row in unit.session.connection().exec_driver_sql(UNCLASSED).all():
        codes, unknown = words.codes_of(row.categories, table)
        yield from words.bulk_rows(row.id, (*codes, *unknown), axes)


def _contacts(unit: UnitOfWork) -> Iterator[dict[str, Any]]:
    """The emergency contact of ``member`` as the first row of the list."""
    for row in unit.session.connection().exec_driver_sql(ALONE).all():
        yield contacts.bulk_row(row.id, row.emergency_contact, row.emergency_phone)


def _codes(unit: UnitOfWork) -> Iterator[dict[str, Any]]:
    """The uid of everybody as their valid code: until revision 0006 it was what cards showed.

    Also of files that were merged, whose cards find the file that was kept.
    """
    for row in unit.session.connection().exec_driver_sql(UNCODED).all():
        yield {"member_id": row.id, "code": row.uid}


def _find_anew(unit: UnitOfWork) -> None:
    """The search keys as they are made now: more characters have a reading than before revision
    0006, and an extension no longer hides its telephone. They follow from the files, so they are
    not in the audit."""
    connection = unit.session.connection()
    people = connection.exec_driver_sql(FOUND_BY).all()
    keys = [key for row in people for key in member_keys(row.id, row._mapping)]
    before = connection.exec_driver_sql(KEYS).all()
    replace_keys(unit, [(row.kind, row.key, row.member_id) for row in before], keys)
