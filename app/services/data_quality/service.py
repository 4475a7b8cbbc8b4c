"""The data quality service."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, text

from app.services.base import Service, chunks
from app.services.codes import merged_table
from app.services.data_quality.checks import BY_KEY, CHECKS, HERE, Check, values_of
from app.services.data_quality.mending import detail_of, entry_of, field_of, in_words
from app.services.data_quality.outside import entry_from
from app.services.members.listing import SORTS
from app.services.rights import Actor, Right, requires
from app.services.settings import Settings

SORTABLE = {key: SORTS[key] for key in ("member_no", "name", "community", "age", "last_seen")}
SUMMED = ("missing", "impossible", "stale", "birthday", "card_ending", "unseen")
"""What today's page tells: the groups in which something is wrong, and single checks."""
SHOWN = "m.id, m.uid, m.member_no, m.name, m.birth_date, m.community"


@dataclass(frozen=True)
class QualityRow:
    """One line: whom it is about, what is wrong, where it is mended.

    ``tab`` of the file; without one ``field`` of the member form. ``entry``: uid of what the tab
    is to point at, ``""`` when it is the tab as a whole. An entry of a ``day`` is mended on its own
    ``page`` (attendance, meals), a meal under its ``slot``.
    """

    id: int
    uid: str
    member_no: str
    name: str
    birth_year: str
    community: str
    detail: str
    tab: str
    field: str
    entry: str = ""
    page: str = ""
    day: str = ""
    slot: str = ""


class DataQuality(Service):
    """Asks the files what is missing, impossible or out of date."""

    @requires(Right.LOOK)
    def counts(self, actor: Actor) -> dict[str, int]:
        """Check → number of people."""
        values = self._values()
        with self._db.read() as connection:
            return {
                check.key: int(_run(connection, f"SELECT count(*) {_from(check)}", values)
                               .scalar_one())
                for check in CHECKS
            }  # fmt: skip

    @requires(Right.LOOK)
    def summary(self, actor: Actor) -> dict[str, int]:
        """Key of `SUMMED` → number of people, each counted once; in that order."""
        values = self._values()
        with self._db.read() as connection:
            return {
                key: int(_run(connection, _count_of(key), values).scalar_one()) for key in SUMMED
            }

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
        found: dict[int, QualityRow] = {}
        shown = (
            f"{SHOWN}, {detail_of(check)} AS detail, {field_of(check)} AS field,"
            f" {entry_of(check)} AS entry"
        )
        with self._db.read() as connection:
            consents = {one.code: one.name for one in merged_table(connection, "consents")}
            for part in chunks(list(ids)):
                marks = ",".join(str(int(one)) for one in part)
                sql = f"SELECT {shown} FROM member m WHERE m.id IN ({marks})"  # noqa: S608
                for row in _run(connection, sql, values):
                    words = in_words(check, row.detail or "", consents)
                    found[row.id] = _line(check, row, words)
        return [found[one] for one in ids if one in found]

    def _values(self) -> dict[str, Any]:
        days = int(Settings(self._db).get("unseen_days"))
        return values_of(self._today(), days)


def _line(check: Check, row: Any, words: str) -> QualityRow:
    line = QualityRow(
        row.id, row.uid, row.member_no, row.name, (row.birth_date or "")[:4], row.community or "",
        words, check.tab, row.field, row.entry,
    )  # fmt: skip
    if check.key != "outside" or not row.entry:
        return line
    entry = entry_from(row.entry)
    return replace(line, entry=entry.uid, page=entry.page, day=entry.day, slot=entry.slot)


def _from(check: Check) -> str:
    who = "m.deleted_at IS NULL" if check.everybody else HERE
    return f"FROM member m WHERE {who} AND ({check.where})"


def _count_of(key: str) -> str:
    """Counts the people of one check, or of all checks of a group, each once."""
    checks = [check for check in CHECKS if key in (check.key, check.group)]
    people = " UNION ".join(f"SELECT m.id {_from(check)}" for check in checks)
    return f"SELECT count(*) FROM ({people})"  # noqa: S608


def _run(connection: Connection, sql: str, values: dict[str, Any]) -> Any:
    needed = {key: value for key, value in values.items() if f":{key}" in sql}
    return connection.execute(text(sql), needed)
