"""What the face check pages ask."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Connection, text

from app.services.face_checks.types import UnmatchedPin
from app.services.standing import LINK_OF_CHECK

DAY = text(
    "SELECT c.id, c.checked_at, c.pin, c.device_no, c.verify, m.name, m.community, m.uid,"  # noqa: S608
    " substr(m.birth_date, 1, 4) AS born"
    f" FROM face_check c LEFT JOIN terminal_pin p ON p.id = {LINK_OF_CHECK}"
    " LEFT JOIN member m ON m.id = p.member_id"
    " WHERE c.service_date = :d AND c.implausible = 0 ORDER BY c.checked_at, c.id"
)
TERMINALS = text(
    "SELECT t.device_no, t.name, count(c.id) AS checks, max(CASE WHEN c.implausible = 0"
    " THEN c.checked_at END) AS last_check FROM terminal t LEFT JOIN face_check c"
    " ON c.device_no = t.device_no WHERE t.deleted_at IS NULL GROUP BY t.id ORDER BY t.device_no"
)
FIRST_CHECK = text(
    "SELECT min(checked_at) FROM face_check WHERE service_date = :d AND implausible = 0"
)
LATEST_KNOWN = text(
    "SELECT max(service_date) FROM face_check WHERE implausible = 0"
    " AND pin IN (SELECT pin FROM terminal_pin WHERE deleted_at IS NULL)"
)
PINS = text(
    "SELECT p.pin, p.device_no, t.name, (SELECT max(c.checked_at) FROM face_check c"
    " WHERE c.pin = p.pin AND c.implausible = 0"
    " AND (p.device_no IS NULL OR c.device_no = p.device_no)) AS last"
    " FROM terminal_pin p JOIN member m ON m.id = p.member_id"
    " LEFT JOIN terminal t ON t.device_no = p.device_no AND t.deleted_at IS NULL"
    " WHERE m.uid = :u AND p.deleted_at IS NULL ORDER BY p.device_no, p.id"
)
BEFORE_JOINING = text(
    "SELECT count(*) FROM member m JOIN attendance a ON a.member_id = m.id"
    " AND a.service_date < m.joined_on AND a.deleted_at IS NULL AND a.source = 'terminal'"
    " WHERE m.uid = :u AND m.deleted_at IS NULL"
)
LATEST_DATE = text("SELECT max(service_date) FROM face_check WHERE implausible = 0")
UNMATCHED = (
    "SELECT c.pin, count(*) AS checks, min(c.checked_at) AS first, max(c.checked_at) AS last,"
    " group_concat(DISTINCT c.device_no) AS devices"
    " FROM face_check c WHERE c.implausible = 0{on_day} AND NOT EXISTS"
    " (SELECT 1 FROM terminal_pin p WHERE p.pin = c.pin AND p.deleted_at IS NULL"
    " AND (p.device_no IS NULL OR p.device_no = c.device_no))"
    " GROUP BY c.pin ORDER BY first, c.pin"
)
ON_DAY = " AND c.pin IN (SELECT pin FROM face_check WHERE service_date = :d AND implausible = 0)"


def unmatched_pins(connection: Connection, date: dt.date | None) -> list[UnmatchedPin]:
    """Numbers nobody is linked to, oldest first; only those seen on ``date`` if given."""
    values: dict[str, Any] = {"d": date.isoformat()} if date else {}
    statement = text(UNMATCHED.format(on_day=ON_DAY if date else ""))
    rows = connection.execute(statement, values)
    return [
        UnmatchedPin(r.pin, r.checks, r.first, r.last, tuple(sorted(r.devices.split(","))))
        for r in rows
    ]
