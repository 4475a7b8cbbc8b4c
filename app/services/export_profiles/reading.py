"""The rows of an export: every field a column may show, in the order of the list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, text

from app.core.dates import age_of
from app.services.base import chunks
from app.services.classification.priority import priority_of
from app.services.classification.words import codes_of
from app.services.members.listing import CARD, LAST_SEEN, NEWEST, PERIOD, priority_words

FIELDS = (
    "id", "member_no", "name", "former_name", "sex", "birth_date", "id_type", "id_number",
    "no_document_reason", "phone", "phone2", "community", "address", "registered_area",
    "registered_address", "ethnic", "marital", "education", "living", "categories",
    "ability_level", "self_care", "emergency_contact", "emergency_phone", "joined_on", "left_on",
    "note",
)  # fmt: skip
"""Of the member's own row; always read."""
HEALTH = ("diets", "diet_note", "allergies", "mobility", "medication", "doctor_organisation",
          "doctor_name", "doctor_phone", "doctor_signed_on")  # fmt: skip
_EMERGENCY = (
    "SELECT {} FROM contact c WHERE c.member_id = m.id AND c.deleted_at IS NULL"
    " AND c.emergency_order = {} ORDER BY c.id LIMIT 1"
)
_GUARDIAN = (
    "SELECT {} FROM contact c WHERE c.member_id = m.id AND c.deleted_at IS NULL"
    " AND c.guardian = 1 ORDER BY c.id LIMIT 1"
)
_HOUSE = (
    "SELECT {} FROM household_member q JOIN household o ON o.id = q.household_id"
    " WHERE q.member_id = m.id AND q.deleted_at IS NULL AND o.deleted_at IS NULL LIMIT 1"
)
_CLASSES = (
    "SELECT group_concat({what}, '、') FROM (SELECT k.code, k.evidence_no FROM member_class k"
    " WHERE k.member_id = m.id AND k.deleted_at IS NULL AND coalesce(k.from_on, '') <= :d"
    " AND (k.to_on IS NULL OR k.to_on >= :d) ORDER BY k.id)"
)
_SIGNED = (
    "s.member_id = m.id AND s.deleted_at IS NULL AND s.signed_on <= :d"
    " AND (s.withdrawn_on IS NULL OR s.withdrawn_on > :d)"
)
_VALID = f"{_SIGNED} AND (s.until IS NULL OR s.until >= :d)"
MORE = {
    "emergency_relation": _EMERGENCY.format("c.relation", 1),
    "second_contact": _EMERGENCY.format("c.name", 2),
    "second_phone": _EMERGENCY.format("c.phone", 2),
    "guardian": _GUARDIAN.format("c.name"),
    "guardian_relation": _GUARDIAN.format("c.relation"),
    "guardian_phone": _GUARDIAN.format("c.phone"),
    "guardian_evidence": _GUARDIAN.format("c.guardian_evidence"),
    "collectors": "SELECT group_concat(n, '、') FROM (SELECT c.name AS n FROM contact c"
    " WHERE c.member_id = m.id AND c.deleted_at IS NULL AND c.may_collect = 1 ORDER BY c.id)",
    "household_no": _HOUSE.format("o.number"),
    "household_relation": _HOUSE.format("q.relation"),
    "class_codes": _CLASSES.format(what="code"),
    "class_evidence": _CLASSES.format(what="evidence_no"),
    "state_since": PERIOD.replace("p.state", "p.from_on", 1),
    "state_until": PERIOD.replace("p.state", "p.to_on", 1),
    "state_reason": PERIOD.replace("p.state", "p.reason", 1),
    "card_kind": CARD.replace("c.number", "c.kind", 1),
    "card_issued_on": CARD.replace("c.number", "c.issued_on", 1),
    "card_valid_until": CARD.replace("c.number", "c.valid_until", 1),
    "pins": "SELECT group_concat(n, '、') FROM (SELECT DISTINCT p.pin AS n FROM terminal_pin p"
    " WHERE p.member_id = m.id AND p.deleted_at IS NULL ORDER BY p.pin)",
    "consents": f"SELECT group_concat(n, '、') FROM (SELECT DISTINCT s.kind AS n FROM consent s"  # noqa: S608
    f" WHERE {_VALID} ORDER BY s.kind)",
    "face_consent": f"CASE WHEN EXISTS (SELECT 1 FROM consent s WHERE {_VALID} AND s.kind = 'face')"  # noqa: S608
    " THEN '同意' WHEN EXISTS (SELECT 1 FROM consent s WHERE s.member_id = m.id"
    " AND s.deleted_at IS NULL AND s.kind = 'face' AND s.withdrawn_on <= :d) THEN '已撤回'"
    f" WHEN EXISTS (SELECT 1 FROM consent s WHERE {_SIGNED} AND s.kind = 'face') THEN '已过期'"
    " ELSE '没有签' END",
}
"""What only some columns need, and then asked for: SQL expressions on ``member m``."""
_ROWS = (
    f"SELECT {', '.join(f'm.{key}' for key in FIELDS)},"  # noqa: S608
    f" coalesce(({PERIOD}), 'active') AS state, ({CARD}) AS card, {LAST_SEEN} AS last_seen,"
    f" {', '.join(f'h.{key}' for key in HEALTH)}, a.assessed_on, a.valid_until,"
    " a.number AS assessment_no, a.standard, a.total AS score,"
    " rtrim(coalesce(a.assessor1, '') || '、' || coalesce(a.assessor2, ''), '、') AS assessors"
    "{more}"
    " FROM member m"
    " LEFT JOIN health_note h ON h.member_id = m.id AND h.deleted_at IS NULL"
    f" LEFT JOIN assessment a ON a.id = (SELECT a.id {NEWEST})"
)


def export_rows(
    connection: Connection, ids: Sequence[int], today: dt.date, more: Collection[str] = ()
) -> Iterator[Any]:
    """The people of ``ids`` in their order, with ``priority`` in words and what of `MORE` is
    asked for; read in pieces."""
    words = priority_words(connection)
    asked = "".join(f", ({MORE[key]}) AS {key}" for key in MORE if key in more)
    rows_of = _ROWS.replace("{more}", asked)
    for part in chunks(list(ids)):
        marks = ",".join(str(int(one)) for one in part)
        sql = f"{rows_of} WHERE m.id IN ({marks}) AND m.deleted_at IS NULL"
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
