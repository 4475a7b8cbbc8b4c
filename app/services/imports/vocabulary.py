"""Words of a cell for what a centre can change itself: classes on five axes, diets."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from app.services.codes import Code, shipped_table
from app.services.imports.code_tables import words
from app.services.imports.values import NO_CLASS, NOTHING, date_of, half_width

AVOIDS = "忌口"
"""The diet that says nothing without what is to be avoided."""
_CLASSES_BETWEEN = re.compile(r"[、,，;；/\\|+＋\s]+|和|及")
_CLASS_TAILS = ("老年人", "老人", "家庭", "人员", "对象", "户", "人群", "群体", "类")
_REMARK = re.compile(r"\s*[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")
_SINCE = re.compile(r"(?:自|从|于)?\s*(.+?)\s*(?:起|至今|开始|认定|批准|享受|以来)*")
_DIETS_BETWEEN = re.compile(r"[、,，;；/\\|+＋。:：()（）\s]+|和|及")
_DIET_TAILS = ("饮食", "膳食", "餐", "食", "饭", "类")
_AVOIDING = re.compile(r"(?:忌|不吃|不食|不能吃|不可吃|不可以吃|禁食|禁)(?!口$).+")
_NO_DIET = NOTHING | {
    "普通", "正常", "一般", "常规", "普食", "不限", "均可", "都可以", "否", "无特殊", "无要求",
    "无特殊要求", "无禁忌", "无忌口", "不忌口", "没有忌口", "正常饮食",
    "普通饮食", "普通餐", "正常餐", "无忌",
}  # fmt: skip


class Classes(NamedTuple):
    """Class codes of one cell in its order, the words that are in no table, and since when:
    (code, day) for those beside which a day is written."""

    codes: tuple[str, ...]
    unknown: tuple[str, ...]
    since: tuple[tuple[str, dt.date], ...] = ()


class Diets(NamedTuple):
    """Diet codes of one cell, what else it says, and the words of that which nobody asked for.

    ``note`` keeps what a code cannot say: what to avoid, and every ``unknown`` word.
    """

    codes: tuple[str, ...] = ()
    note: str = ""
    unknown: tuple[str, ...] = ()

    @property
    def bare(self) -> bool:
        """Whether something is to be avoided and nobody says what."""
        return AVOIDS in self.codes and not self.note


class Vocabulary:
    """What words mean at one centre; answers are remembered, since lists repeat themselves.

    Attributes:
        axes: code of a class → its axis (`app.services.codes.AXES`).
    """

    def __init__(self, classes: Sequence[Code], diets: Sequence[Code]) -> None:
        self._classes = words("categories") | _said(classes)
        self.axes: Mapping[str, str] = {entry.code: entry.group for entry in classes}
        self._diets = _said(diets)
        longest = sorted(map(re.escape, self._diets), key=len, reverse=True)
        self._run = re.compile("|".join(longest))
        self.classes_of = lru_cache(maxsize=8192)(self._classes_of)
        self.diets_of = lru_cache(maxsize=8192)(self._diets_of)

    def _classes_of(self, text: str) -> Classes:
        codes: dict[str, None] = {}
        unknown: list[str] = []
        since: dict[str, dt.date] = {}
        for part in _CLASSES_BETWEEN.split(_REMARK.sub(_day_mark, half_width(text))):
            word, _, day = part.partition("@")
            code = self._class(word)
            if code:
                codes[code] = None
                if day:
                    since[code] = dt.date.fromisoformat(day)
            elif word not in NO_CLASS and _bare(word, self._classes) not in NO_CLASS:
                unknown.append(word)
        return Classes(tuple(codes), tuple(unknown), tuple(since.items()))

    def _class(self, word: str) -> str:
        return self._classes.get(_bare(word, self._classes), "")

    def _diets_of(self, text: str) -> Diets:
        codes: dict[str, None] = {}
        note: list[str] = []
        unknown: list[str] = []
        avoiding = False
        for part in filter(None, _DIETS_BETWEEN.split(half_width(text))):
            found = self._diet(part)
            if found:
                codes |= dict.fromkeys(found)
                avoiding = AVOIDS in found
            elif part in _NO_DIET:
                continue
            elif _AVOIDING.fullmatch(part) and AVOIDS in self._diets.values():
                codes[AVOIDS] = None
                note.append(part)
                avoiding = True
            else:
                note.append(part)
                if not avoiding:
                    unknown.append(part)
        return Diets(tuple(codes), "、".join(note), tuple(unknown))

    def _diet(self, word: str) -> list[str]:
        """The codes of a word, also of several in one: 低盐低脂饮食."""
        for bare in (word, *(word.removesuffix(tail) for tail in _DIET_TAILS)):
            if bare in self._diets:
                return [self._diets[bare]]
            parts = self._run.findall(bare) if bare else []
            if len(parts) > 1 and "".join(parts) == bare:
                return [self._diets[part] for part in parts]
        return []


def class_of(word: str) -> str:
    """Code of one shipped class, also with a tail such as 家庭 or 老人; ``""`` when it is none."""
    return shipped()._class(word)


@cache
def shipped() -> Vocabulary:
    """The words that the program itself knows."""
    return Vocabulary(shipped_table("classes"), shipped_table("diets"))


def _said(entries: Iterable[Code]) -> dict[str, str]:
    """Every name, code and synonym → the code; what is written down outranks what is said."""
    table = {word: one.code for one in entries for word in one.synonyms}
    table |= {one.code: one.code for one in entries}
    return table | {one.name: one.code for one in entries}


def _bare(word: str, table: Mapping[str, str]) -> str:
    """``word`` without tails, as far as needed to find it in ``table``."""
    while word not in table:
        tail = next((tail for tail in _CLASS_TAILS if word.endswith(tail)), None)
        if tail is None:
            break
        word = word.removesuffix(tail)
    return word


def _day_mark(found: re.Match[str]) -> str:
    """``@2020-05-01`` for a bracket that says since when, else the bracket as it stands."""
    inside = _SINCE.fullmatch(found[1].strip())
    day = date_of(inside[1]) if inside else None
    return f"@{day.isoformat()}" if day else found[0]
