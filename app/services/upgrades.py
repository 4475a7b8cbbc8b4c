"""Rows that an earlier release did not write: made once, when the centre is opened for writing.

The migration makes tables; what goes into them is the services' business, so that it is in the
audit like everything else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.db.session import UnitOfWork
from app.models import Contact, MemberClass
from app.services import contacts
from app.services.base import Service
from app.services.classification import words
from app.services.rights import SYSTEM, internal
from app.services.settings import Settings, peek, put

FLAG = "rows_upgraded"
CURRENT = 2
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


class Upgrades(Service):
    """Completes the rows of a centre that an earlier release wrote."""

    @internal
    def run(self) -> int:
        """Make what is missing; returns how many rows. A second run makes none."""
        if Settings(self._db).get(FLAG) >= CURRENT:
            return 0
        with self._db.write(SYSTEM, "补全旧版本的档案") as unit:
            if peek(unit, FLAG) >= CURRENT:
                return 0
            made = unit.recorder.bulk_insert(MemberClass, _classes(unit))
            made += unit.recorder.bulk_insert(Contact, _contacts(unit))
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
