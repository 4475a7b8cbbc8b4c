"""Values as the file keeps them: the audit hashes what will be read back, not what was handed in.

SQLite changes a value on the way into a STRICT column where nothing is lost by it: ``True`` and
``3.0`` become 1 and 3 in a column of whole numbers, 5 becomes ``"5"`` in one of texts. An audit
that had hashed the value before would call the row changed from outside for good.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Integer, Text, inspect

_EMPTY = type(None)


@cache
def stored_types(model: Any) -> Mapping[str, type]:
    """Column of ``model`` → ``int`` or ``str``; columns of other types are left out."""
    found: dict[str, type] = {}
    for attr in inspect(model).column_attrs:
        kind = attr.columns[0].type
        if isinstance(kind, Integer | Text):
            found[attr.key] = int if isinstance(kind, Integer) else str
    return found


def as_stored(value: Any, kind: type) -> Any:
    """``value`` as a column of ``kind`` (``int``, ``str``) keeps it; what the file would refuse
    comes back as it is."""
    if type(value) is kind or value is None:
        return value
    if kind is str:
        return str(int(value) if isinstance(value, bool) else value) if _is_number(value) else value
    if isinstance(value, str):
        value = _number(value)
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return value.__index__() if hasattr(value, "__index__") else value


def settle(obj: Any, names: Iterable[str]) -> None:
    """Put the attributes ``names`` of a mapped object that are loaded as they will be stored."""
    model: Any = type(obj)
    kinds, held = stored_types(model), vars(obj)
    for name in names:
        kind, value = kinds.get(name), held.get(name)
        if kind is not None and value is not None and type(value) is not kind:
            given = as_stored(value, kind)
            # Set only what changes its type: 1 and True are equal, and one history.
            if type(given) is not type(value):
                setattr(obj, name, given)


def settle_rows(model: Any, names: Sequence[str], rows: Sequence[MutableMapping[str, Any]]) -> None:
    """The same for the columns ``names`` of many rows; a column that is right is only looked
    at."""
    kinds = stored_types(model)
    for name in names:
        kind = kinds.get(name)
        if kind is None or set(map(type, map(itemgetter(name), rows))) <= {kind, _EMPTY}:
            continue
        for row in rows:
            row[name] = as_stored(row[name], kind)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float)


def _number(text: str) -> Any:
    """The number that ``text`` says, or ``text``."""
    for read in (int, float):
        try:
            return read(text)
        except ValueError:
            continue
    return text
