"""Masking of personal data, the default everywhere (PIPL Art. 51; domain practice 前6后4)."""

from __future__ import annotations

import re

LONGEST_PURPOSE = 100
"""Characters of what full numbers are wanted for; it stands on every page of such a paper."""

_APART = re.compile(r"[\s\-]+")
_ID = re.compile(r"\d{15}|\d{17}[\dXxＸｘ]")
_WITHIN = re.compile(
    r"(?<!\d)(?:\d{6}[ -]?\d{4}[ -]?\d{4}[ -]?\d{3}[\dXxＸｘ]"
    r"|\d{4}([ -])\d{4}\1\d{4}\1\d{4}\1\d[\dXxＸｘ]|\d{6}[ -]?\d{6}[ -]?\d{3}"
    r"|(?:\+?86[ -]?)?[1１][3-9３-９]\d(?:[ -]?\d{4}){2}"
    r"|(?<![A-Za-z-])0\d{2,3}-\d{7,8}(?![A-Za-z-]))(?!\d)"
)
"""Numbers in a sentence, as people group them: 6-8-4, 6-4-4-4, by fours; 3-4-4; land lines."""
_MOBILE = re.compile(r"(?:\+?86)?([1１]\d{10})")
_LAND_LINE = re.compile(r"0\d{2,3}-\d{7,8}")


def mask_id(number: str | None) -> str:
    """``330105193805123225`` → ``330105********3225``; shorter documents keep the last two."""
    if not number:
        return ""
    if len(number) >= 14:
        return f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}"
    return "*" * max(len(number) - 2, 1) + number[-2:]


def mask_phone(number: str | None) -> str:
    """``13812341234`` → ``138****1234``; land lines keep the last four."""
    if not number:
        return ""
    if len(number) >= 11:
        return f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}"
    return "*" * max(len(number) - 4, 1) + number[-4:]


def mask_code(code: str) -> str:
    """A scanned or typed code of nobody known: identity and mobile numbers masked, others plain.

    Blanks and hyphens within do not hide a number: ``138 1234 5678`` is ``138****5678``.
    """
    plain = _APART.sub("", code)
    if _ID.fullmatch(plain):
        return mask_id(plain)
    mobile = _MOBILE.fullmatch(plain)
    return mask_phone(mobile[1]) if mobile else code.strip()


def mask_within(text: str) -> str:
    """``text`` with the identity and mobile numbers in it masked, as in a remark or a reason."""
    return _WITHIN.sub(lambda found: _masked(found[0]), text)


def _masked(number: str) -> str:
    return mask_phone(number) if _LAND_LINE.fullmatch(number) else mask_code(number)


def mask_name(name: str) -> str:
    """``张三丰`` → ``张**`` for lists hung in public."""
    return name[:1] + "*" * (len(name) - 1)
