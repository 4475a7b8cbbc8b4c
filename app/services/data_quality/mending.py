"""Where what a check found is mended: the field of the form or the entry of the tab; and what is
wrong, in words. SQL on ``member m`` as in `checks`; ``:d`` is today."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.core.masking import mask_code, mask_phone
from app.services.data_quality import outside
from app.services.data_quality.checks import BY_KEY, LAPSED_CONSENT, TWICE, UNBORN, Check
from app.services.members.listing import NEWEST
from app.services.members.validation import CHECKED

_BY_NUMBER = f"m.id_type IN ({', '.join(repr(kind) for kind in CHECKED)})"
"""Whose birth date is read from the number and not typed (GB 11643)."""
_BIRTH = f"CASE WHEN {_BY_NUMBER} THEN 'id_number' ELSE 'birth_date' END"
_ODD = BY_KEY["odd_phone"].detail
_WHICH = f"CASE {_ODD} WHEN m.phone THEN '{{}}' WHEN m.phone2 THEN '{{}}' ELSE '{{}}' END"
FIELDS = {
    "no_id": "CASE m.id_type WHEN 'none' THEN 'no_document_reason' ELSE 'id_number' END",
    "no_birth": _BIRTH,
    "too_old": _BIRTH,
    "no_emergency": "CASE WHEN m.emergency_contact IS NULL THEN 'emergency_contact'"
    " ELSE 'emergency_phone' END",
    "odd_phone": _WHICH.format("phone", "phone2", "emergency_phone"),
}
"""Checks of which one row is mended in another field than the next."""
_CARD = (
    "SELECT c.uid FROM member_card c WHERE c.member_id = m.id AND c.state = 'issued'"
    " AND c.deleted_at IS NULL AND {} ORDER BY c.valid_until, c.id LIMIT 1"
)
ENTRIES = {
    "assessment": f"SELECT a.uid {NEWEST}",
    "card": "SELECT c.uid FROM member_card c WHERE c.member_id = m.id AND c.state = 'lost'"
    " AND c.deleted_at IS NULL ORDER BY c.id DESC LIMIT 1",
    "card_expired": _CARD.format("c.valid_until < :d"),
    "card_ending": _CARD.format("c.valid_until >= :d"),
    "consent": LAPSED_CONSENT.format(what="s.uid"),
    "outside": outside.OUTSIDE_ENTRY,
    "assessed_unborn": "SELECT a.uid FROM assessment a WHERE a.member_id = m.id"  # noqa: S608
    f" AND {UNBORN} ORDER BY a.assessed_on, a.id LIMIT 1",
    "card_twice": f"SELECT c.uid FROM member_card c WHERE c.member_id = m.id AND {TWICE}"  # noqa: S608
    " ORDER BY c.id LIMIT 1",
    "left_before_joining": "SELECT p.uid FROM membership_period p WHERE p.member_id = m.id"
    " AND p.deleted_at IS NULL AND p.state = 'left' ORDER BY p.from_on DESC, p.id DESC LIMIT 1",
}
"""Checks that point at one entry of their tab: its uid."""
_SAID = {
    "odd_phone": f"{_WHICH.format('电话', '备用电话', '紧急电话')} || ' ' || {_ODD}",
}
"""Details that name the field as well."""
WORDS: Mapping[str, Callable[[str], str]] = {
    "no_id": lambda said: said or "没有填证件号",
    "no_birth": lambda said: said or "没有填出生日期",
    "no_phone": lambda said: said or "电话和备用电话都没有填",
    "no_emergency": lambda said: said or "没有填紧急联系人",
    "no_community": lambda said: said or "没有填社区",
    "too_old": lambda born: f"出生 {born}",
    "assessment": lambda until: f"有效期至 {until}",
    "shared_phone": mask_phone,
    "odd_phone": lambda said: _masked(*said.split(" ", 1)),
    "outside": outside.in_words,
    "unseen": lambda day: day if day.startswith("从") else f"最近一次 {day}",
}
"""Check → its raw detail in words; numbers masked. Without one the detail is words already."""


def _masked(which: str, number: str) -> str:
    return f"{which} {mask_phone(mask_code(number))}"


def field_of(check: Check) -> str:
    """SQL: key of the field of the member form; ``''`` where it is not mended in the form."""
    return FIELDS.get(check.key, f"'{check.field}'")


def entry_of(check: Check) -> str:
    """SQL: uid of the entry of the tab; ``''`` where the tab as a whole is meant."""
    return f"coalesce(({ENTRIES[check.key]}), '')" if check.key in ENTRIES else "''"


def detail_of(check: Check) -> str:
    """SQL: what is wrong, for `in_words`."""
    return f"({_SAID[check.key]})" if check.key in _SAID else check.detail


def in_words(check: Check, said: str, consents: Mapping[str, str]) -> str:
    """The raw detail ``said`` of a row as it is shown; ``consents``: kind → its name."""
    if check.key == "consent":
        kind, _, until = said.partition(" ")
        return f"{consents.get(kind, kind)}，有效期至 {until}"
    return WORDS.get(check.key, str)(said)
