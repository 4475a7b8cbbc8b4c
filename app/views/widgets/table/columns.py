"""What a table shows: columns, filters, the query they make, and how values become words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from app.core.money import yuan
from app.core.numbers import counted
from app.views.theme import Status

GROUP_SIGN = "\x1f"
"""Between the chosen values of a grouped filter chip."""
RIGHT_KINDS = frozenset({"number", "money"})


class Quiet(str):
    """A value written in grey: it is there, but nobody has to look at it."""


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        key: name in the row and in ``TableQuery.sort``.
        width: unscaled pixels; ``stretch`` takes what is left.
        align: left, right or center; empty chooses by kind (figures right).
        kind: text, number, money (分), date, time, datetime, status (`Status`), check.
        hidden: not shown until chosen in the column chooser.
        sticky: stays in sight at the left when the others are scrolled away; one of a table.
        value: takes the value from a row; by default ``row[key]`` or ``row.key``.
        free: what people wrote; the numbers of people in it are masked where it leaves the table.
        even: it is compared with the other even ones; none is cut while they have room to spare.
    """

    key: str
    title: str
    width: int = 120
    align: str = ""
    sortable: bool = True
    kind: str = "text"
    hidden: bool = False
    stretch: bool = False
    sticky: bool = False
    even: bool = False
    free: bool = False
    value: Callable[[Any], Any] | None = None

    @property
    def alignment(self) -> str:
        """left, right or center."""
        return self.align or ("right" if self.kind in RIGHT_KINDS else "left")


@dataclass(frozen=True)
class Filter:
    """A filter chip: with choices a menu of (value, label), without them on or off ("1").

    ``groups``: a menu with a submenu for each (title, choices); one of each may be chosen, and
    the value joins them with `GROUP_SIGN`.
    """

    key: str
    title: str
    choices: tuple[tuple[str, str], ...] = ()
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()


@dataclass(frozen=True)
class TableQuery:
    """What the table wants to see; the source answers in SQL."""

    text: str = ""
    sort: str = ""
    descending: bool = False
    filters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def value_of(row: Any, column: Column, position: int) -> Any:
    """The value of ``column`` in ``row`` (a mapping, an object or a tuple)."""
    if row is None:
        return None
    if column.value is not None:
        return column.value(row)
    if isinstance(row, Mapping):
        return row.get(column.key)
    if isinstance(row, tuple) and not hasattr(row, column.key):
        return row[position] if position < len(row) else None
    return getattr(row, column.key, None)


def display(value: Any, kind: str = "text") -> str:
    """``value`` as people read it; never None, never a repr."""
    if value is None or value == "":
        return ""
    if isinstance(value, Status):
        return value.word
    if kind == "money" and isinstance(value, int):
        return yuan(value)
    if kind == "number" and type(value) is int:
        return counted(value)
    if kind == "check":
        return "✓" if value else ""
    if isinstance(value, dt.datetime):
        return value.strftime("%H:%M" if kind == "time" else "%Y-%m-%d %H:%M")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "、".join(str(one) for one in value)
    label = getattr(value, "label", None)
    return label if isinstance(label, str) else str(value)
