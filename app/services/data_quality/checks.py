"""The checks, each one SQL condition on ``member m``; ``:d`` is today.

Who has left is not asked about any more, except where the dates of leaving themselves are wrong.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from app.services.data_quality.outside import OUTSIDE, OUTSIDE_DETAIL
from app.services.members.listing import BORN, LAST_SEEN, NEWEST
from app.services.standing import ON_LIST

OLDEST = 120
SHARED_BY = 3
"""So many people with one phone are asked about; couples share one."""
SOON = 30
"""Days before a card's last day on which a new one is to be thought of."""
ROUND = (80, 90, 100)
"""Birthdays that centres congratulate on (domain §6.6)."""

_DIGIT = "[0-9]"
_LAND = "[2-9]"
"""First digit of a land line's own number: eight digits from 1 on are half a mobile number."""
_PHONES = (
    "1[3-9]" + _DIGIT * 9,
    *("0" + _DIGIT * area + dash + _LAND + _DIGIT * (own - 1) + extension
      for area in (2, 3) for dash in ("", "-") for own in (7, 8)
      for extension in ("", f"-{_DIGIT}*")),
    *("[48]00" + dash + _DIGIT * 3 + other + _DIGIT * 4
      for dash in ("", "-") for other in ("", "-")),
    _LAND + _DIGIT * 6,
    _LAND + _DIGIT * 7,
)  # fmt: skip
HERE = (
    "m.deleted_at IS NULL AND m.id NOT IN (SELECT q.member_id FROM membership_period q"
    " WHERE q.deleted_at IS NULL AND q.state = 'left' AND q.from_on <= :d"
    " AND (q.to_on IS NULL OR q.to_on >= :d))"
)
"""On ``:d`` registered, on the list or paused."""
_VALID_UNTIL = f"SELECT a.valid_until {NEWEST}"
_LAST_CHECK = (
    "coalesce((SELECT max((SELECT c.checked_at FROM face_check c WHERE c.pin = p.pin"
    " AND c.implausible = 0 ORDER BY c.checked_at DESC LIMIT 1)) FROM terminal_pin p"
    " WHERE p.member_id = m.id AND p.deleted_at IS NULL), '')"
)
"""One step back in the index per number; a terminal whose clock was wrong has seen nobody."""
_KNOWN_SINCE = "coalesce(m.joined_on, date(m.created_at, '+8 hours'))"
"""Without a day of joining somebody is waited for from the day on which the file was made: a list
that was imported a minute ago is no list of people who stay away."""
_LAPSED = (
    "SELECT s.member_id FROM consent s WHERE s.deleted_at IS NULL AND s.withdrawn_on IS NULL"
    " AND s.until < :d AND NOT EXISTS (SELECT 1 FROM consent n WHERE n.member_id = s.member_id"
    " AND n.kind = s.kind AND n.deleted_at IS NULL AND n.withdrawn_on IS NULL"
    " AND (n.until IS NULL OR n.until >= :d))"
)
LAPSED_CONSENT = (
    "SELECT {what} FROM consent s WHERE s.member_id = m.id AND s.deleted_at IS NULL"
    " AND s.withdrawn_on IS NULL AND s.until < :d AND NOT EXISTS (SELECT 1 FROM consent n"
    " WHERE n.member_id = s.member_id AND n.kind = s.kind AND n.deleted_at IS NULL"
    " AND n.withdrawn_on IS NULL AND (n.until IS NULL OR n.until >= :d))"
    " ORDER BY s.until DESC, s.id DESC LIMIT 1"
)
"""Of the member's consents that ran out and were not renewed the last."""
_LATE = "c.state = 'issued' AND c.deleted_at IS NULL AND c.valid_until < :d"
_ENDING = (
    "c.state = 'issued' AND c.deleted_at IS NULL AND c.valid_until >= :d AND c.valid_until <= :soon"
)
TWICE = (
    "c.state = 'issued' AND c.deleted_at IS NULL AND EXISTS (SELECT 1 FROM member_card o"
    " WHERE o.member_id = c.member_id AND coalesce(o.kind, '') = coalesce(c.kind, '')"
    " AND o.state = 'issued' AND o.deleted_at IS NULL AND o.id > c.id)"
)
"""A card ``c`` in use although a later one of its kind is in use as well."""
HEADS = (
    "SELECT q.{what} FROM household_member q WHERE q.deleted_at IS NULL AND q.relation = '02'"
    " AND EXISTS (SELECT 1 FROM household_member o WHERE o.household_id = q.household_id"
    " AND o.relation = '02' AND o.deleted_at IS NULL AND o.id <> q.id)"
)
HEADLESS = (
    "SELECT q.{what} FROM household_member q WHERE q.deleted_at IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM household_member o WHERE o.household_id = q.household_id"
    " AND o.deleted_at IS NULL AND o.relation = '02')"
)
_HOUSE_NO = (
    "SELECT h.number FROM household_member q JOIN household h ON h.id = q.household_id"
    " WHERE q.member_id = m.id AND q.deleted_at IS NULL"
)
UNBORN = "a.state = 'final' AND a.deleted_at IS NULL AND a.assessed_on < m.birth_date"
_SHARED = (
    "SELECT s.phone FROM member s WHERE s.deleted_at IS NULL AND s.phone IS NOT NULL"  # noqa: S608
    f" GROUP BY s.phone HAVING count(*) >= {SHARED_BY}"
)


def _cards(condition: str) -> str:
    return f"m.id IN (SELECT c.member_id FROM member_card c WHERE {condition})"  # noqa: S608


def _card_words(condition: str) -> str:
    """SQL: the card of ``condition`` that ends first, in words."""
    return (
        "(SELECT c.number || '，' || c.valid_until FROM member_card c"  # noqa: S608
        f" WHERE c.member_id = m.id AND {condition} ORDER BY c.valid_until, c.id LIMIT 1)"
    )


def _odd(column: str) -> str:
    shapes = " OR ".join(f"{column} GLOB '{shape}'" for shape in _PHONES)
    return f"({column} IS NOT NULL AND (NOT ({shapes}) OR {column} GLOB '*[^0-9-]*'))"


@dataclass(frozen=True)
class Check:
    """One question about the files.

    Attributes:
        group: missing, impossible, stale or coming; title: in the list of questions.
        where: SQL condition; detail: SQL expression of what is wrong or due, numbers unmasked
            only where `service.MASKS` knows how to mask them.
        tab, field: where it is mended.
        everybody: also those who have left.
    """

    key: str
    group: str
    title: str
    where: str
    detail: str = "''"
    tab: str = ""
    field: str = ""
    everybody: bool = False


GROUPS = {"missing": "缺少", "impossible": "不可能", "stale": "过期", "coming": "提醒"}
CHECKS: tuple[Check, ...] = (
    Check("no_id", "missing", "缺证件号",
          "m.id_number IS NULL AND (m.id_type <> 'none' OR m.no_document_reason IS NULL)",
          "CASE m.id_type WHEN 'none' THEN '无证件，没有写原因' ELSE '' END", "", "id_number"),
    Check("no_birth", "missing", "缺出生日期", "m.birth_date IS NULL", "''", "", "birth_date"),
    Check("no_phone", "missing", "缺电话", "m.phone IS NULL AND m.phone2 IS NULL", "''", "",
          "phone"),
    Check("no_emergency", "missing", "缺紧急联系人",
          "m.emergency_contact IS NULL OR m.emergency_phone IS NULL",
          "CASE WHEN m.emergency_contact IS NOT NULL THEN '有姓名，没有电话'"
          " WHEN m.emergency_phone IS NOT NULL THEN '有电话，没有姓名' ELSE '' END", "",
          "emergency_contact"),
    Check("no_community", "missing", "缺社区", "m.community IS NULL", "''", "", "community"),
    Check("too_old", "impossible", f"年龄超过 {OLDEST} 岁", f"{BORN} <= :too_old",
          "m.birth_date", "", "birth_date"),
    Check("joined_before_birth", "impossible", "入会早于出生", f"{BORN} > m.joined_on",
          "'出生 ' || m.birth_date || '，入会 ' || m.joined_on", "", "joined_on"),
    Check("left_before_joining", "impossible", "退出早于入会",
          "m.id IN (SELECT p.member_id FROM membership_period p WHERE p.deleted_at IS NULL"
          " AND p.state = 'left' AND p.from_on < m.joined_on AND"
          " (p.to_on IS NULL OR p.to_on >= m.joined_on)) OR m.left_on < m.joined_on",
          "'入会 ' || m.joined_on || '，最后一天 ' || coalesce(m.left_on, '')", "membership", "",
          everybody=True),
    Check("outside", "impossible", "不在册时有签到或就餐", OUTSIDE,
          f"({OUTSIDE_DETAIL})", everybody=True),
    Check("assessed_unborn", "impossible", "评估早于出生",
          f"EXISTS (SELECT 1 FROM assessment a WHERE a.member_id = m.id AND {UNBORN})",  # noqa: S608
          "'出生 ' || m.birth_date || '，评估 ' || (SELECT min(a.assessed_on) FROM assessment a"  # noqa: S608
          f" WHERE a.member_id = m.id AND {UNBORN})", "assessment"),
    Check("two_heads", "impossible", "一户有两个户主",
          f"m.id IN ({HEADS.format(what='member_id')})", f"'家庭 ' || ({_HOUSE_NO})", "family"),
    Check("no_head", "impossible", "一户没有户主",
          f"m.id IN ({HEADLESS.format(what='member_id')})", f"'家庭 ' || ({_HOUSE_NO})",
          "family"),
    Check("card_twice", "impossible", "同一种卡有两张在用", _cards(TWICE),
          "(SELECT group_concat(c.number, '、') FROM member_card c WHERE c.member_id = m.id"
          " AND c.state = 'issued' AND c.deleted_at IS NULL)", "membership"),
    Check("odd_phone", "impossible", "电话不像电话",
          " OR ".join(_odd(f"m.{key}") for key in ("phone", "phone2", "emergency_phone")),
          "coalesce(CASE WHEN " + _odd("m.phone") + " THEN m.phone WHEN " + _odd("m.phone2")
          + " THEN m.phone2 END, m.emergency_phone)", "", "phone"),
    Check("shared_phone", "impossible", f"{SHARED_BY} 人以上共用一个电话",
          f"m.phone IN ({_SHARED})", "m.phone", "", "phone"),
    Check("assessment", "stale", "能力评估已过期", f"({_VALID_UNTIL}) < :d", f"({_VALID_UNTIL})",
          "assessment"),
    Check("card", "stale", "卡已挂失，没有补办",
          "m.id IN (SELECT c.member_id FROM member_card c WHERE c.state = 'lost'"
          " AND c.deleted_at IS NULL) AND m.id NOT IN (SELECT c.member_id FROM member_card c"
          " WHERE c.state = 'issued' AND c.deleted_at IS NULL)",
          "(SELECT c.number || coalesce('，' || c.ended_on, '') FROM member_card c"
          " WHERE c.member_id = m.id AND c.state = 'lost' AND c.deleted_at IS NULL"
          " ORDER BY c.id DESC LIMIT 1)", "membership"),
    Check("card_expired", "stale", "卡已到期", _cards(_LATE), _card_words(_LATE), "membership"),
    Check("consent", "stale", "同意书已过期", f"m.id IN ({_LAPSED})",
          "(" + LAPSED_CONSENT.format(what="s.kind || ' ' || s.until") + ")", "consents"),
    Check("birthday", "coming", "本月 80、90、100 岁生日",
          "length(m.birth_date) = 10 AND substr(m.birth_date, 6, 2) = substr(:d, 6, 2)"
          " AND CAST(substr(:d, 1, 4) AS INTEGER) - CAST(substr(m.birth_date, 1, 4) AS INTEGER)"
          f" IN ({', '.join(map(str, ROUND))})",
          "CAST(substr(:d, 1, 4) - substr(m.birth_date, 1, 4) AS TEXT) || ' 岁，'"
          " || substr(m.birth_date, 6)"),
    Check("card_ending", "coming", f"卡 {SOON} 天内到期", _cards(_ENDING), _card_words(_ENDING),
          "membership"),
    Check("unseen", "coming", "很久没有来",
          f"{ON_LIST} AND {_KNOWN_SINCE} <= :unseen AND {LAST_SEEN} <= :unseen"
          f" AND substr({_LAST_CHECK}, 1, 10) <= :unseen",
          f"coalesce(nullif(max({LAST_SEEN}, substr({_LAST_CHECK}, 1, 10)), ''), '从没来过')",
          "timeline"),
)  # fmt: skip
"""In the order of the page."""
BY_KEY = {check.key: check for check in CHECKS}


def values_of(today: dt.date, unseen_days: int) -> dict[str, Any]:
    """The values of every condition."""
    return {
        "d": today.isoformat(),
        "too_old": f"{today.year - OLDEST - 1:04d}-{today:%m-%d}",
        "soon": (today + dt.timedelta(days=SOON)).isoformat(),
        "unseen": (today - dt.timedelta(days=unseen_days)).isoformat(),
    }
