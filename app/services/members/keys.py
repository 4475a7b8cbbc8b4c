"""The search keys of a member: what a clerk may type and find them by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from app.core.names import query_text, search_keys

KEY_INSERT = "INSERT OR IGNORE INTO member_key (kind, key, member_id) VALUES (?,?,?)"
KEY_DELETE = "DELETE FROM member_key WHERE kind = ? AND key = ? AND member_id = ?"
Key = tuple[str, str, int]


def member_keys(member_id: int, values: Any) -> Iterator[Key]:
    """Rows of ``member_key`` for one member; ``values`` maps `FIELDS` (missing ones are None).

    Names are stored with every suffix, so that a prefix search finds any part; digits reversed,
    so that it finds a tail. Whole numbers, cards and member numbers have indexes of their own.
    """
    for name in (values.get("name"), values.get("former_name")):
        if not name:
            continue
        plain = query_text(name)
        yield from [("name", plain[i:], member_id) for i in range(len(plain))]
        pinyin, initials = search_keys(name)
        yield from [("pinyin", reading, member_id) for reading in pinyin]
        yield from [("initials", letters, member_id) for letters in initials]
    for phone in (values.get("phone"), values.get("phone2")):
        if phone:
            yield "phone_tail", phone.replace("-", "")[::-1], member_id
    number = values.get("id_number")
    if number:
        yield "id_tail", number.lower()[::-1], member_id


def replace_keys(unit: Any, old: Iterable[Key], new: Iterable[Key]) -> None:
    """Exchange the keys of one member inside the open transaction; equal ones stay."""
    before, after = set(old), set(new)
    connection = unit.session.connection()
    if gone := sorted(before - after):
        connection.exec_driver_sql(KEY_DELETE, gone)
    if come := sorted(after - before):
        connection.exec_driver_sql(KEY_INSERT, come)
