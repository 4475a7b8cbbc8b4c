"""People as cells name them: a name with a remark beside it, contacts with their telephones."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from app.core.names import CHINESE, normalise_name
from app.services.imports.phones import numbers_of
from app.services.imports.sheets import Cell
from app.services.imports.values import NOTHING, half_width, said, text_of

_BEHIND = re.compile(r"(.+?)\s*[(（\[【〔](.*?)[)）\]】〕]?")
_BEFORE = re.compile(r"[(（\[【〔](.*?)[)）\]】〕]\s*(.+)")
_GONE = re.compile(
    r"[\d年月日./-]*(?:已经?)?(?:故|亡|死亡?|去世|过世|病故|病逝|逝世|离世|死亡注销)(?:者|了)?"
)
_SAID_AFTER = re.compile(r"(.+?)(?:\s+|[-—－_/、,，])(已?故|已?去世|已?过世|已?病故|已?死亡)")
_FORMER = re.compile(r"(?:曾用名|原名|又名|别名|曾用)[:：]?\s*(.+)")
_MARKS = "*＊※★☆▲△●○◎■□◆◇√✓#＃"
_MASK = "*＊×"
_LABELS = frozenset(
    ["电话", "手机", "手机号", "手机号码", "联系电话", "座机", "宅电", "家", "家庭", "办公", "号码"]
)
"""Words before a number that name nobody."""
_CONTACT = re.compile(
    rf"\s*([{CHINESE}·]{{1,20}})\s*(?:[(（]([^)）]*)[)）])?\s*[:：]?\s*(?=[+\d(（])"
)
_APART = re.compile(r"[/、,，;；\\|\n]|(?<=\d)\s+(?=\D)")


class NamePart(NamedTuple):
    """What a name cell says.

    Attributes:
        name: as stored, without remarks and marks, ``""`` when there is none.
        former: 曾用名 given in brackets, or ``""``.
        remark: what else stands in brackets, or ``""``.
        gone: whether the cell says that the person has died.
        masked: whether characters of the name are hidden behind ``*``.
    """

    name: str
    former: str = ""
    remark: str = ""
    gone: bool = False
    masked: bool = False


class Contact(NamedTuple):
    """Somebody to call: name, first and second telephone number, who they are to the member (a
    code of the table ``relation``) or what the list says instead; each may be ``""``."""

    name: str
    phone: str
    phone2: str = ""
    relation: str = ""
    note: str = ""


class Contacts(NamedTuple):
    """The contacts of a row in their order, and whether some digits are no number."""

    people: tuple[Contact, ...]
    invalid: bool


def name_of(value: Cell) -> NamePart:
    """The name in a cell apart from what else people write there (``张三（已故）``, ``*李四``)."""
    text = value if isinstance(value, str) else text_of(value)
    if text.strip() in NOTHING:
        return NamePart("")
    if len(text) < 5 and text.isalpha():
        return NamePart(normalise_name(text))
    return _name_text(text)


@lru_cache(maxsize=8192)
def _name_text(text: str) -> NamePart:
    """`name_of` for a text."""
    bare = text.strip().strip(_MARKS).strip()
    remark = ""
    if found := _SAID_AFTER.fullmatch(bare) or _BEHIND.fullmatch(bare):
        bare, remark = found.groups()
    elif found := _BEFORE.fullmatch(bare):
        remark, bare = found.groups()
    name = normalise_name(half_width(bare))
    hidden = any(sign in text for sign in _MASK)
    masked = hidden and (len(name) < 2 or any(sign in name for sign in _MASK))
    remark = remark.strip()
    former = _FORMER.fullmatch(remark)
    if former:
        return NamePart(name, normalise_name(former[1]), "", masked=masked)
    return NamePart(name, "", remark, bool(_GONE.fullmatch(remark)), masked)


def is_gone(text: str) -> bool:
    """Whether ``text`` says nothing but that somebody has died."""
    return bool(_GONE.fullmatch(text.strip()))


def contacts_of(names: Cell, phones: Cell) -> Contacts:
    """The contacts of a column of names and one of telephones, or of one that holds both.

    ``王强（子）13900001111、王丽13900002222`` are two people; so are two names beside two numbers.
    """
    plain = isinstance(names, str) and names.isalpha() and names not in NOTHING
    if plain and _is_mobile(phones):
        return Contacts((Contact(normalise_name(str(names)), str(phones)),), False)
    written, numbers = said(names), numbers_of(phones)
    people = _with_phones(written or said(phones))
    if people:
        known = {number for one in people for number in one[1:]}
        left = [number for number in numbers.found if number not in known]
        if left and not people[0].phone2:
            people[0] = people[0]._replace(phone2=left[0])
        return Contacts(tuple(people), numbers.invalid or numbers_of(written).invalid)
    named = [_contact_name(part) for part in _APART.split(written) if part.strip()]
    if len(named) > 1 and len(named) == len(numbers.found):
        pairs = zip(named, numbers.found, strict=True)
        return Contacts(tuple(Contact(*pair) for pair in pairs), numbers.invalid)
    name = _contact_name(written)
    if not (name or numbers.found):
        return Contacts((), numbers.invalid)
    return Contacts((Contact(name, *numbers.found[:2]) if numbers.found else Contact(name, ""),),
                    numbers.invalid)  # fmt: skip


def _is_mobile(cell: Cell) -> bool:
    """Whether the cell is plainly one mobile number."""
    return isinstance(cell, str) and len(cell) == 11 and cell.isdigit() and cell.isascii() and (
        cell[0] == "1" and cell[1] > "2"
    )  # fmt: skip


def _with_phones(text: str) -> list[Contact]:
    """The people of a cell that names each before a number; empty when it names nobody."""
    people: list[Contact] = []
    for part in _APART.split(text):
        found = _CONTACT.match(part)
        number = numbers_of(part[found.end() :]).first if found else ""
        if found and number and found[1] not in _LABELS:
            name = f"{found[1]}({found[2]})" if found[2] else found[1]
            people.append(Contact(_contact_name(name), number))
        elif people and not found and (second := numbers_of(part).first):
            people[-1] = people[-1]._replace(phone2=people[-1].phone2 or second)
    return people


def _contact_name(text: str) -> str:
    """A contact's name as stored."""
    return normalise_name(half_width(text))
