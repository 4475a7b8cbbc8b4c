"""The search keys of a member: what a clerk may type and find them by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import itemgetter
from typing import Any

from app.core.names import search_keys, stored_text
from app.db.bulk import insert_rows

KEY_INSERT = "INSERT OR IGNORE INTO member_key (kind, key, member_id)"
KEY_DELETE = "DELETE FROM member_key WHERE kind = ? AND key = ? AND member_id = ?"
KEYS_OF_RANGE = "DELETE FROM member_key WHERE member_id BETWEEN ? AND ?"
"""One walk through all keys: of a list of 20,000, faster than to look each of them up."""
Key = tuple[str, str, int]
_EXTENDED = re.compile(r"(0\d{2,3}-?\d{7,8})-\d{1,6}")
"""A land line with the number of an extension behind it, which few people know or dial."""


def member_keys(member_id: int, values: Any) -> list[Key]:
    """Rows of ``member_key`` for one member; ``values`` maps `FIELDS` (missing ones are None).

    Names are stored with every suffix, so that a prefix search finds any part; digits reversed,
    so that it finds a tail. Whole numbers, cards and member numbers have indexes of their own.
    """
    keys = []
    for name in (values.get("name"), values.get("former_name")):
        if not name:
            continue
        plain = stored_text(name)
        pinyin, initials = search_keys(name)
        keys += [("name", plain[at:], member_id) for at in range(len(plain))]
        keys += [("pinyin", reading, member_id) for reading in pinyin]
        keys += [("initials", letters, member_id) for letters in initials]
    for phone in (values.get("phone"), values.get("phone2")):
        if phone:
            keys.append(("phone_tail", phone.replace("-", "")[::-1], member_id))
            if "-" in phone and (extended := _EXTENDED.fullmatch(phone)):
                keys.append(("phone_tail", extended[1].replace("-", "")[::-1], member_id))
    number = values.get("id_number")
    if number:
        keys.append(("id_tail", number.lower()[::-1], member_id))
    return keys


def insert_keys(unit: Any, keys: Iterable[Key]) -> None:
    """Insert the keys of new members, those of one member after those of the one before."""
    kinds: dict[str, list[Key]] = {}
    for key in keys:
        kinds.setdefault(key[0], []).append(key)
    # In the order of the index the tree is filled from left to right, each page once. One kind
    # after the other, because texts of equal length and width are compared fastest.
    for kind in sorted(kinds):
        kinds[kind].sort(key=itemgetter(1))
        insert_rows(unit.session.connection(), KEY_INSERT, kinds[kind])


def replace_keys(unit: Any, old: Iterable[Key], new: Iterable[Key]) -> None:
    """Exchange the keys of one member inside the open transaction; equal ones stay."""
    before, after = set(old), set(new)
    connection = unit.session.connection()
    if gone := sorted(before - after):
        connection.exec_driver_sql(KEY_DELETE, gone)
    insert_rows(connection, KEY_INSERT, sorted(after - before))
