"""Finding people: every keystroke is a few indexed range scans on ``member_key``."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Connection, bindparam, select, text

from app.core.codes import Method
from app.core.idcard import full_number
from app.core.masking import mask_id, mask_phone
from app.core.names import (
    QueryKind,
    letter_splits,
    matches,
    query_kind,
    query_text,
    typed_text,
)
from app.core.phones import dialled
from app.models import Member
from app.services import member_codes
from app.services.following import FOLLOWED
from app.services.members import spelling
from app.services.members.giving import member_no
from app.services.members.places import places_and_names
from app.services.members.types import MemberHit, sex_text

TOP = "\U0010ffff"
# Distinct: a name with many readings would otherwise take the places of other people.
KEYED = (
    "SELECT DISTINCT member_id FROM member_key WHERE kind = '{}' AND key >= ? AND key < ? LIMIT ?"
)
RANGES = {
    **{kind: KEYED.format(kind) for kind in ("pinyin", "initials", "phone_tail", "id_tail")},
    "no": "SELECT id FROM member WHERE member_no >= ? AND member_no < ?"
    " AND deleted_at IS NULL LIMIT ?",
    "old_card": "SELECT member_id FROM member_card WHERE number >= ? AND number < ?"
    " AND state <> 'issued' AND deleted_at IS NULL LIMIT ?",
    "id": "SELECT id FROM member WHERE id_number >= ? AND id_number < ?"
    " AND id_number IS NOT NULL AND deleted_at IS NULL LIMIT ?",
    "card": "SELECT member_id FROM member_card WHERE number >= ? AND number < ?"
    " AND state = 'issued' AND deleted_at IS NULL LIMIT ?",
}
"""One indexed range scan per way of finding somebody."""

WAYS: dict[QueryKind, tuple[tuple[str, bool], ...]] = {
    QueryKind.DIGITS: (
        ("short_no", False), ("no", False), ("phone_tail", True), ("id_tail", True),
        ("card", False), ("id", False), ("old_card", False),
    ),
    QueryKind.LETTERS: (
        ("pinyin", False), ("initials", False), ("card", False), ("no", False),
        ("old_card", False),
    ),
    QueryKind.CODE: (
        ("card", False), ("no", False), ("id", False), ("id_tail", True), ("old_card", False),
    ),
}  # fmt: skip
"""Kinds of key to look in, in order of likelihood; True: the query is reversed (a tail)."""

SPELT = (QueryKind.CHINESE, QueryKind.MIXED)
"""Kinds that mean nothing but a name."""
SHORTEST_PART = 2
"""Letters from which on a given name or another later part of a name is looked for."""
BY_NAME = frozenset({"name", "pinyin", "initials"})
LABELS = {
    "name": "姓名", "pinyin": "拼音", "initials": "首字母", "phone_tail": "电话尾号",
    "id": "证件号", "id_tail": "证件尾号", "card": "卡号", "no": "会员号", "short_no": "会员号",
    "old_card": "旧卡", "expired_card": "卡已到期", "community": "社区和姓名",
    "code": "会员卡", "old_code": "旧会员卡",
}  # fmt: skip


LATE = (
    "SELECT member_id FROM member_card WHERE member_id IN ({}) AND +number >= ? AND +number < ?"
    " AND state = 'issued' AND deleted_at IS NULL GROUP BY member_id"
    " HAVING max(coalesce(valid_until, '9')) < ?"
)
"""Of the people found by a card, those of whom no card that fits is valid any more."""


WHOSE = (
    "SELECT member_id FROM member_card WHERE number = :n AND deleted_at IS NULL"
    " AND (state = 'issued' OR ended_on > :d) AND coalesce(issued_on, '') <= :d"
    " AND coalesce(valid_until, :d) >= :d AND {} ORDER BY state = 'issued', id DESC LIMIT 1"
)
"""Whose card a whole number was on a date, also of one that ended since."""
BEFORE = (
    "SELECT member_id FROM member_card WHERE number = ? AND state <> 'issued'"
    " AND deleted_at IS NULL AND ended_on <= ?"
)
LATER = (
    "SELECT member_id FROM member_card WHERE number = ? AND state = 'issued'"
    " AND deleted_at IS NULL AND issued_on > ?"
)


def find_on(connection: Connection, typed: str, limit: int, date: str) -> dict[int, str]:
    """As `find_ids` for what is entered for the ISO ``date``: a whole card number means whoever
    had the card on that day, and nobody who had it before or has it since. On a day between two
    holders it is nobody's: who had it before is met by the old card, who got it later not at all.
    """
    number = query_text(typed_text(typed)).upper()
    held = connection.execute(text(WHOSE.format(ALIVE)), {"n": number, "d": date}).scalar()
    if held is not None:
        return {held: "card"}
    found = dict.fromkeys(member_codes.holders(connection, typed_text(typed), date), "code")
    return found or _not_yet(connection, number, date, find_ids(connection, typed, limit, date))


def _not_yet(
    connection: Connection, number: str, date: str, found: dict[int, str]
) -> dict[int, str]:
    """``found`` without whoever got the card ``number`` after ``date``, where it was somebody
    else's before."""
    before = _ids(connection, BEFORE, (number, date))
    later = set(_ids(connection, LATER, (number, date))) if before else set()
    kept: dict[int, str] = {}
    for member_id, way in found.items():
        if member_id not in later or way not in ("card", "expired_card"):
            kept[member_id] = way
        elif member_id in before:
            kept[member_id] = "old_card"
    return kept


def find_ids(connection: Connection, typed: str, limit: int, today: str = "") -> dict[int, str]:
    """Ids of living members that ``typed`` fits, likeliest first, with the kind of key met.

    What fits nobody as a whole may be a community and a name: ``小河 王``, ``小河王秀英``,
    ``xh wxy``. With the ISO date ``today`` a card that has expired by then is told apart.
    """
    typed = typed_text(typed)
    found = _find_whole(connection, typed, limit, today)
    if today:
        for member_id in _late(connection, typed, found, today):
            found[member_id] = "expired_card"
    if len(found) < limit:
        for community, name in places_and_names(connection, typed):
            for member_id in _living_there(connection, community, name, limit):
                found.setdefault(member_id, "community")
    return dict(list(found.items())[:limit])


def _find_whole(connection: Connection, typed: str, limit: int, today: str = "") -> dict[int, str]:
    kind, plain = query_kind(typed), query_text(typed)
    if kind is QueryKind.EMPTY:
        return {}
    if kind in SPELT:
        return dict.fromkeys(spelling.people(connection, plain, limit), "name")
    if found := _by_code(connection, plain, today):
        return found
    for way, backwards in WAYS[kind]:
        if len(found) >= limit:
            break
        if len(plain) < 3 and way in ("phone_tail", "id", "id_tail"):
            continue
        for member_id in _range(connection, way, plain[::-1] if backwards else plain, limit):
            found.setdefault(member_id, way)
    if kind is QueryKind.LETTERS and len(found) < limit:
        _add_splits(connection, plain, limit, found)
        if len(plain) >= SHORTEST_PART:
            for member_id in spelling.people_by_letters(connection, plain, limit):
                found.setdefault(member_id, "pinyin")
    if kind is not QueryKind.LETTERS and len(found) < limit:
        for member_id in _by_telephone(connection, plain, limit):
            found.setdefault(member_id, "phone_tail")
    if not found and len(plain) in (15, 18):
        found = dict.fromkeys(of_number(connection, plain.upper()), "id")
    return found


def _by_telephone(connection: Connection, plain: str, limit: int) -> list[int]:
    """Who has the number that ``plain`` is, however it is written; also without its area code."""
    number, local = (digits[::-1] for digits in dialled(plain))
    found = _ids(connection, RANGES["phone_tail"], (number, number + TOP, limit)) if number else []
    return found + (_ids(connection, EXACT["phone"], (local,)) if local else [])


def _by_code(connection: Connection, plain: str, today: str) -> dict[int, str]:
    """Whose paper card ``plain`` is; one that is void is told apart."""
    if found := member_codes.holders(connection, plain):
        return dict.fromkeys(found, "code")
    date = dt.date.fromisoformat(today) if today else dt.date.max
    void = member_codes.void_code(connection, plain, date)
    return dict.fromkeys(living(connection, void.member_uid) if void else (), "old_code")


def _late(connection: Connection, typed: str, found: dict[int, str], today: str) -> list[int]:
    """Who of ``found`` was met by an expired card."""
    by_card = [member_id for member_id, way in found.items() if way == "card"]
    if not by_card:
        return []
    number = query_text(typed).upper()
    sql = LATE.format(",".join("?" * len(by_card)))
    return _ids(connection, sql, (*by_card, number, number + TOP, today))


THERE = " AND member_id IN (SELECT id FROM member WHERE community = ?) LIMIT ?"


def _living_there(connection: Connection, community: str, name: str, limit: int) -> list[int]:
    """Ids of the members of ``community`` whose name ``name`` fits."""
    kind, plain = query_kind(name), query_text(name)
    found: dict[int, None] = {}
    for way in () if kind in SPELT else ("pinyin", "initials"):
        sql = RANGES[way].removesuffix(" LIMIT ?") + THERE
        values = (plain, plain + TOP, community, limit)
        found |= dict.fromkeys(_ids(connection, sql, values))
    if kind in SPELT:
        found = dict.fromkeys(spelling.people(connection, plain, limit, community))
    elif not found and len(plain) >= SHORTEST_PART:
        found = dict.fromkeys(spelling.people_by_letters(connection, plain, limit, community))
    return list(found)


def _range(connection: Connection, way: str, key: str, limit: int) -> list[int]:
    if way == "short_no":
        # Also in full: of a file that was merged, only this leads to the file it went into.
        return _ids(connection, EXACT["no"], (member_no(int(key)),)) if len(key) <= 6 else []
    # Cards and identity numbers are stored in capitals.
    key = key.upper() if way in ("card", "old_card", "id") else key
    return [row[0] for row in connection.exec_driver_sql(RANGES[way], (key, key + TOP, limit))]


SPLIT = (
    "SELECT k.member_id, m.name, m.former_name FROM member_key k"
    " JOIN member m ON m.id = k.member_id"
    " WHERE k.kind = 'pinyin' AND k.key >= ? AND k.key < ? AND k.key LIKE ?"
    " AND k.member_id IN (SELECT member_id FROM member_key WHERE kind = 'initials'"
    " AND key >= ? AND key < ?)"
)


def _add_splits(connection: Connection, plain: str, limit: int, found: dict[int, str]) -> None:
    """Whole syllables together with first letters: ``wangxy``, ``wxiuy``; `matches` decides."""
    for parts in letter_splits(plain):
        if len(found) >= limit:
            return
        # A syllable stands in the key as it is, a first letter may be followed by more.
        keyed = "".join(part + "%" * (part[1:] in ("", "h")) for part in parts) + "%"
        first = keyed[: keyed.index("%")]
        letters = "".join(part[0] for part in parts)
        values = (first, first + TOP, keyed, letters, letters + TOP)
        _keep_matching(connection.exec_driver_sql(SPLIT, values), plain, limit, found, "pinyin")


def _keep_matching(
    rows: Any, plain: str, limit: int, found: dict[int, str], way: str = "name"
) -> None:
    for member_id, name, former in rows:
        if len(found) >= limit:
            return
        if matches(plain, name) or (former and matches(plain, former)):
            found.setdefault(member_id, way)


HIT_COLUMNS = (
    Member.id, Member.uid, Member.name, Member.sex, Member.birth_date, Member.community,
    Member.member_no, Member.phone, Member.id_number, Member.former_name,
)  # fmt: skip
HITS = select(*HIT_COLUMNS).where(
    Member.id.in_(bindparam("ids", expanding=True)), Member.deleted_at.is_(None)
)


def hits(connection: Connection, found: dict[int, str], typed: str = "") -> list[MemberHit]:
    """Search results for ids, in the order given; ``typed`` tells a former name by."""
    typed = typed_text(typed)
    rows = {row.id: row for row in connection.execute(HITS, {"ids": list(found)})}
    return [
        _hit(rows[i], _matched_by(rows[i], way, typed)) for i, way in found.items() if i in rows
    ]


def _matched_by(row: Any, way: str, typed: str) -> str:
    """The label of ``way``; who goes by another name today is found by the former one."""
    label = LABELS.get(way, "")
    former = typed and way in BY_NAME and row.former_name and not matches(typed, row.name)
    return f"{label}（曾用名）" if former else label


def _hit(row: Any, matched_by: str) -> MemberHit:
    return MemberHit(
        row.id, row.uid, row.name, sex_text(row.sex), (row.birth_date or "")[:4],
        row.community or "", row.member_no, mask_phone(row.phone), mask_id(row.id_number),
        matched_by,
    )  # fmt: skip


ALIVE = "EXISTS (SELECT 1 FROM member m WHERE m.id = member_id AND m.deleted_at IS NULL)"
EXACT = {
    "card": "SELECT member_id FROM member_card WHERE number = ? AND state = 'issued'"  # noqa: S608
    f" AND deleted_at IS NULL AND {ALIVE} LIMIT 10",
    "id": "SELECT id FROM member WHERE id_number = ? AND id_number IS NOT NULL"
    " AND deleted_at IS NULL LIMIT 10",
    "no": FOLLOWED.format("member_no = ?"),
    "uid": FOLLOWED.format("uid = ?"),
    "phone": "SELECT member_id FROM member_key WHERE kind = 'phone_tail' AND key = ?"  # noqa: S608
    f" AND {ALIVE} LIMIT 10",
}
WENT = (
    "SELECT g.merged_uid FROM member_merge g JOIN member m ON m.uid = g.merged_uid"
    " WHERE g.undone_at IS NULL AND g.deleted_at IS NULL AND m.id_number = ?"
)
"""Files with an identity number that were merged; there are few merges."""
TAIL = (
    "SELECT DISTINCT member_id FROM member_key WHERE kind = 'phone_tail' AND key >= ? AND key < ?"  # noqa: S608
    f" AND {ALIVE} LIMIT 10"
)


def resolve(connection: Connection, code: str) -> tuple[list[int], Method]:
    """Who a scanned or typed ``code`` is, and how it was shown.

    Tried in order: card, the code of a paper card, identity number, member number, phone,
    whole name; then member number without its leading zeros together with the phone tail of four
    and more digits. Several ids mean that it is not unique.
    """
    code = typed_text(code).strip()
    plain = query_text(code)
    if not plain:
        return [], Method.MANUAL
    for found, method in _exact(connection, code, plain):
        if found:
            return found, method
    found = _range(connection, "short_no", plain, 1) if plain.isdecimal() else []
    if plain.isdigit() and 4 <= len(plain) <= 11:
        back = plain[::-1]
        found += _ids(connection, TAIL, (back, back + TOP))
    return list(dict.fromkeys(found)), Method.MANUAL


def _exact(connection: Connection, code: str, plain: str) -> Any:
    capitals = plain.upper()
    yield _ids(connection, EXACT["card"], (capitals,)), Method.CARD
    yield member_codes.holders(connection, plain), Method.QR
    if len(plain) in (15, 18):
        yield of_number(connection, capitals), Method.ID_CARD
    yield _ids(connection, EXACT["no"], (plain,)), Method.MANUAL
    for number in dict.fromkeys((plain, *dialled(plain))):
        yield _ids(connection, EXACT["phone"], (number[::-1],)), Method.MANUAL
    if not plain.isascii():
        yield _whole_names(connection, plain), Method.MANUAL


def of_number(connection: Connection, typed: str) -> list[int]:
    """Whose identity number ``typed`` is (15 or 18 characters), also of a file that was merged."""
    number = full_number(typed)
    found = _ids(connection, EXACT["id"], (number,))
    if not found:
        for uid in _ids(connection, WENT, (number,)):
            found += living(connection, str(uid))
    return list(dict.fromkeys(found))


def living(connection: Connection, uid: str) -> list[int]:
    """The living file that ``uid`` means, also after it was merged; at most one."""
    return _ids(connection, EXACT["uid"], (uid,))


def _whole_names(connection: Connection, plain: str) -> list[int]:
    """Members whose whole name is ``plain``, however blanks and dots were typed."""
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT k.member_id, m.name FROM member_key k JOIN member m ON m.id = k.member_id"
        " WHERE k.kind = 'name' AND k.key IN (SELECT value FROM json_each(?))"
        " AND m.deleted_at IS NULL",
        (spelling.keys(connection, plain),),
    )
    return [member_id for member_id, name in rows if query_text(name) == plain]


def _ids(connection: Connection, sql: str, values: tuple[Any, ...]) -> list[int]:
    return [row[0] for row in connection.exec_driver_sql(sql, values)]
