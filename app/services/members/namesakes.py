"""People of one name, who are told apart by year of birth and community wherever one of them is
chosen or has to be looked after."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection

from app.core.names import stored_text, told_apart
from app.services.base import pieces

SHARED = (
    "SELECT o.name FROM member_key k JOIN member o ON o.id = k.member_id"
    " WHERE k.kind = 'name' AND k.key IN ({marks}) AND o.deleted_at IS NULL"
    " GROUP BY o.name HAVING count(DISTINCT o.id) > 1"
)
"""By the index of the search: every name is a key of its own there, the longest of its suffixes."""


def namesakes(connection: Connection, names: Iterable[str]) -> frozenset[str]:
    """Those of ``names`` that more than one file on the list has."""
    wanted = {stored_text(name): name for name in names if name}
    found: set[str] = set()
    for part in pieces(sorted(wanted)):
        statement = SHARED.format(marks=",".join("?" * len(part)))
        found.update(row[0] for row in connection.exec_driver_sql(statement, tuple(part)))
    return frozenset(found)


def about_namesake(connection: Connection, member: Any) -> str:
    """What tells ``member`` (mapped or read) from others of the name, ``1940，小河社区``; ``""``
    when nobody else has it."""
    if member.name not in namesakes(connection, (member.name,)):
        return ""
    return "，".join(bit for bit in ((member.birth_date or "")[:4], member.community or "") if bit)


def name_of(connection: Connection, member: Any) -> str:
    """The name of ``member`` (mapped or read); of a namesake ``王秀英（1940，小河社区）``."""
    if member.name not in namesakes(connection, (member.name,)):
        return str(member.name)
    return told_apart(member.name, (member.birth_date or "")[:4], member.community or "")
