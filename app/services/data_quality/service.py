"""The data quality service."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from app.core.masking import mask_code, mask_phone
from app.services.base import Service, chunks
from app.services.data_quality.checks import BY_KEY, CHECKS, HERE, Check, values_of
from app.services.members.listing import SORTS
from app.services.rights import Actor, Right, requires
from app.services.settings import Settings

MASKS: dict[str, Callable[[str], str]] = {
    "shared_phone": mask_phone,
    "odd_phone": lambda number: mask_phone(mask_code(number)),
}
"""Checks whose detail is a number."""
SORTABLE = {key: SORTS[key] for key in ("member_no", "name", "community", "age", "last_seen")}


SHOWN = "m.id, m.uid, m.member_no, m.name, m.birth_date, m.community"


@dataclass(frozen=True)
class QualityRow:
    """One line: whom it is about, what is wrong, where it is mended (``tab``, ``field``)."""

    id: int
    uid: str
    member_no: str
    name: str
    birth_year: str
    community: str
    detail: str
    tab: str
    field: str


class DataQuality(Service):
    """Asks the files what is missing, impossible or out of date."""

    @requires(Right.LOOK)
    def counts(self, actor: Actor) -> dict[str, int]:
        """Check → number of people."""
        with self._db.read() as connection:
            return {
                check.key: int(_run(connection, f"SELECT count(*) {_from(check)}", self._values())
                               .scalar_one())
                for check in CHECKS
            }  # fmt: skip

    @requires(Right.LOOK)
    def ids(
        self, key: str, actor: Actor, sort: str = "", descending: bool = False, community: str = ""
    ) -> tuple[int, ...]:
        """Ids of the people that the check ``key`` found, by community and name if not said."""
        check, values = BY_KEY[key], self._values()
        by = SORTABLE.get(sort, f"{SORTS['community']}, {SORTS['name']}")
        if sort in SORTABLE and descending:
            by += " DESC"
        where = " AND m.community = :community" if community else ""
        if community:
            values["community"] = community
        with self._db.read() as connection:
            sql = f"SELECT m.id {_from(check)}{where} ORDER BY {by}, m.id"
            return tuple(_run(connection, sql, values).scalars())

    @requires(Right.LOOK)
    def rows(self, key: str, ids: Sequence[int], actor: Actor) -> list[QualityRow]:
        """The lines of ``ids``, in their order; who has gone is left out."""
        check, values = BY_KEY[key], self._values()
        mask = MASKS.get(key, str)
        found: dict[int, QualityRow] = {}
        with self._db.read() as connection:
            for part in chunks(list(ids)):
                marks = ",".join(str(int(one)) for one in part)
                shown = f"{SHOWN}, {check.detail} AS detail"
                sql = f"SELECT {shown} FROM member m WHERE m.id IN ({marks})"  # noqa: S608
                for row in _run(connection, sql, values):
                    found[row.id] = QualityRow(
                        row.id, row.uid, row.member_no, row.name, (row.birth_date or "")[:4],
                        row.community or "", mask(row.detail or ""), check.tab, check.field,
                    )  # fmt: skip
        return [found[one] for one in ids if one in found]

    def _values(self) -> dict[str, Any]:
        days = int(Settings(self._db).get("unseen_days"))
        return values_of(self._today(), days)


def _from(check: Check) -> str:
    who = "m.deleted_at IS NULL" if check.everybody else HERE
    return f"FROM member m WHERE {who} AND ({check.where})"


def _run(connection: Connection, sql: str, values: dict[str, Any]) -> Any:
    needed = {key: value for key, value in values.items() if f":{key}" in sql}
    return connection.execute(text(sql), needed)
