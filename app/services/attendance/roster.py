"""Builds the daily roster from the day's rows: groups by community, ready to print."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from sqlalchemy import Connection, text

from app.core.codes import Method
from app.core.dates import age_text
from app.core.masking import mask_within
from app.core.names import sort_key
from app.services.members.types import ability_text, sex_text
from app.services.rosters import DailyRoster, RosterGroup, RosterRow
from app.services.settings import Centre
from app.services.standing import FIRST_OF_CHAIN

NO_COMMUNITY = "未填社区"
_ASSESSED = (
    "FROM assessment a WHERE a.member_id = m.id AND a.standard = 'GB/T 42195-2022'"
    " AND a.state = 'final' AND a.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM assessment l"
    " WHERE l.corrects = a.uid AND l.state = 'final' AND l.deleted_at IS NULL)"
)
LEVEL = (
    f"CASE WHEN :d = :today OR NOT EXISTS (SELECT 1 {_ASSESSED}) THEN m.ability_level ELSE"
    f" (SELECT CASE WHEN a.valid_until < :d THEN NULL ELSE a.final_level END {_ASSESSED}"
    f" AND a.assessed_on <= :d ORDER BY a.assessed_on DESC, {FIRST_OF_CHAIN} DESC LIMIT 1) END"
)
"""The ability level that held on ``:d`` by the assessments: a roster of a past date does not show
what was found later. Who was never assessed has only the level that came with a list."""
ROWS = text(
    "SELECT m.name, m.sex, m.birth_date, coalesce(m.community, '') AS community,"  # noqa: S608
    f" {LEVEL} AS ability_level, m.self_care, a.arrived_at, a.method, a.note,"
    " (SELECT group_concat(slot) FROM meal WHERE meal.member_id = m.id"
    "  AND meal.service_date = :d AND meal.deleted_at IS NULL) AS slots"
    " FROM attendance a JOIN member m ON m.id = a.member_id"
    " WHERE a.service_date = :d AND a.deleted_at IS NULL"
    " ORDER BY a.arrived_at, a.id"
)


def daily_roster(
    connection: Connection,
    date: dt.date,
    centre: Centre,
    document_number: str,
    made_at: dt.datetime,
    made_by: str,
) -> DailyRoster:
    """The roster of ``date``: communities as in a dictionary, then by arrival; rows are numbered
    through all groups."""
    values = {"d": date.isoformat(), "today": made_at.date().isoformat()}
    found = connection.execute(ROWS, values).all()
    place = {name: sort_key(name) for name in {row.community for row in found}}
    in_order = sorted(found, key=lambda row: (not row.community, place[row.community]))
    numbered = enumerate(in_order, start=1)
    groups = tuple(
        RosterGroup(community or NO_COMMUNITY, tuple(_row(n, row, date) for n, row in rows))
        for community, rows in itertools.groupby(numbered, key=lambda item: item[1].community)
    )
    return DailyRoster(
        centre.name, centre.code, date, groups, document_number, made_at, made_by, centre.demo
    )


def _row(number: int, row: Any, date: dt.date) -> RosterRow:
    slots = (row.slots or "").split(",")
    return RosterRow(
        number, row.name, sex_text(row.sex), age_text(row.birth_date, date),
        row.community, ability_text(row.ability_level, row.self_care), row.arrived_at[11:16],
        Method(row.method).label, "breakfast" in slots, "lunch" in slots, "dinner" in slots,
        mask_within(row.note or ""),
    )  # fmt: skip
