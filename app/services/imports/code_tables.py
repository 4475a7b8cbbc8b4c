"""The editable code tables in ``resources/codes``: code, name, synonyms of real life."""

from __future__ import annotations

import csv
from functools import cache
from typing import NamedTuple

from app.core.paths import resource


class CodeRow(NamedTuple):
    """One row of a table: the code that is stored, the name shown, other words for it."""

    code: str
    name: str
    synonyms: tuple[str, ...] = ()


@cache
def code_table(name: str) -> tuple[CodeRow, ...]:
    """The rows of ``resources/codes/<name>.csv`` in order, for example ``categories``."""
    with resource("codes", f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            CodeRow(row["code"], row["name"], tuple((row.get("synonyms") or "").split()))
            for row in csv.DictReader(file)
        )


@cache
def words(name: str) -> dict[str, str]:
    """Every name, code and synonym of a table → the code."""
    table: dict[str, str] = {}
    for row in code_table(name):
        for word in (row.code, row.name, *row.synonyms):
            table.setdefault(word, row.code)
    return table
