"""The rows of an export: every field a column may show, in the order of the list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, text

from app.core.dates import age_of
from app.services.base import chunks
from app.services.classification.priority import priority_of
from app.services.classification.words import codes_of
from app.services.members.listing import CARD, LAST_SEEN, NEWEST, PERIOD, priority_words

FIELDS = (
    "id", "member_no", "name", "former_name", "sex", "birth_date", "id_number", "phone", "phone2",
    "community", "address", "registered_address", "ethnic", "marital", "education", "living",
    "categories", "ability_level", "self_care", "emergency_contact", "emergency_phone",
    "joined_on", "left_on", "note",
)  # fmt: skip
ROWS = (
    f"SELECT {', '.join(f'm.{key}' for key in FIELDS)},"  # noqa: S608
    f" coalesce(({PERIOD}), 'active') AS state, ({CARD}) AS card, {LAST_SEEN} AS last_seen,"
    " h.diets, h.allergies, a.assessed_on, a.valid_until, a.number AS assessment_no,"
    " a.total AS score, rtrim(coalesce(a.assessor1, '') || '、' || coalesce(a.assessor2, ''), '、')"
    " AS assessors FROM member m"
    " LEFT JOIN health_note h ON h.member_id = m.id AND h.deleted_at IS NULL"
    f" LEFT JOIN assessment a ON a.id = (SELECT a.id {NEWEST})"
)


def export_rows(connection: Connection, ids: Sequence[int], today: dt.date) -> Iterator[Any]:
    """The people of ``ids`` in their order, with ``priority`` in words; read in pieces."""
    words = priority_words(connection)
    for part in chunks(list(ids)):
        marks = ",".join(str(int(one)) for one in part)
        sql = f"{ROWS} WHERE m.id IN ({marks}) AND m.deleted_at IS NULL"
        rows = connection.execute(text(sql), {"d": today.isoformat()}).mappings()
        found = {row["id"]: row for row in rows}
        for one in part:
            if one in found:
                yield _with_priority(found[one], today, words)


def _with_priority(row: Any, today: dt.date, words: Any) -> SimpleNamespace:
    codes, _ = codes_of(row["categories"], words.table)
    age = age_of(row["birth_date"], today)
    priority = priority_of(
        codes, age, row["ability_level"], row["living"] or "", words.rules, words.names
    )
    return SimpleNamespace(**row, priority=priority.text)
