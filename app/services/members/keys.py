"""The search keys of a member: what a clerk may type and find them by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from app.core.names import query_text, search_keys

KEY_INSERT = "INSERT OR IGNORE INTO member_key (kind, key, member_id) VALUES (?,?,?)"


def member_keys(
    member_id: int, values: Any, member_no: str, cards: Iterable[str] = ()
) -> Iterator[tuple[str, str, int]]:
    """Rows of ``member_key`` for one member; ``values`` maps `FIELDS` (missing ones are None).

    Names are stored with every suffix, so that a prefix search finds any part; digits also
    reversed, so that it finds a tail.
    """
    for name in (values.get("name"), values.get("former_name")):
        if not name:
            continue
        plain = query_text(name)
        yield from (("name", plain[i:], member_id) for i in range(len(plain)))
        pinyin, initials = search_keys(name)
        yield from (("pinyin", reading, member_id) for reading in pinyin)
        yield from (("initials", letters, member_id) for letters in initials)
    for phone in (values.get("phone"), values.get("phone2")):
        if phone:
            yield "phone", phone, member_id
            yield "phone_tail", phone[::-1], member_id
    number = values.get("id_number")
    if number:
        yield "id_tail", number.lower()[::-1], member_id
        yield "id", number.lower(), member_id
    yield "no", member_no.lower(), member_id
    yield from (("card", card.lower(), member_id) for card in cards)


def replace_keys(unit: Any, member_id: int, rows: Sequence[tuple[str, str, int]]) -> None:
    """Write the keys of one member anew inside the open transaction."""
    connection = unit.session.connection()
    connection.exec_driver_sql("DELETE FROM member_key WHERE member_id = ?", (member_id,))
    connection.exec_driver_sql(KEY_INSERT, list(rows))
