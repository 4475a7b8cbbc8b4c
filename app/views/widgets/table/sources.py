"""Where rows come from: a protocol for services, and a source for short lists in memory."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Protocol

from app.views.widgets.table.columns import Column, TableQuery, display, value_of


class TableSource(Protocol):
    """Answers off the GUI thread.

    ``ids`` gives the identities of all rows in order; ``rows`` the rows of some of them in
    the same order and length, None where a row has gone meanwhile.
    """

    def ids(self, query: TableQuery) -> Sequence[Hashable]:
        """Identities of what ``query`` finds, sorted."""
        ...

    def rows(self, ids: Sequence[Any]) -> Sequence[Any]:
        """Rows of ``ids``: mappings, tuples or frozen dataclasses."""
        ...


class SequenceSource:
    """A short list in memory that filters and sorts itself.

    Args:
        rows: the rows.
        columns: the table's columns; text search and sort use what they display.
        identity: gives the id of a row; its position by default.
        matches: ``matches(row, key, value)`` decides about a filter chip.
    """

    def __init__(
        self,
        rows: Sequence[Any],
        columns: Sequence[Column],
        *,
        identity: Callable[[Any], Hashable] | None = None,
        matches: Callable[[Any, str, str], bool] | None = None,
    ) -> None:
        self._columns = tuple(columns)
        self._matches = matches
        self._rows: dict[Hashable, Any] = {
            identity(row) if identity else number: row for number, row in enumerate(rows)
        }

    def ids(self, query: TableQuery) -> Sequence[Hashable]:
        """Identities of the rows that match, sorted."""
        found = [one for one, row in self._rows.items() if self._fits(row, query)]
        position = next((i for i, c in enumerate(self._columns) if c.key == query.sort), None)
        if position is None:
            return found
        column = self._columns[position]
        return sorted(
            found,
            key=lambda one: _sort_key(value_of(self._rows[one], column, position), column.kind),
            reverse=query.descending,
        )

    def rows(self, ids: Sequence[Hashable]) -> Sequence[Any]:
        """The rows of ``ids``."""
        return [self._rows.get(one) for one in ids]

    def _fits(self, row: Any, query: TableQuery) -> bool:
        for key, value in query.filters.items():
            if self._matches is not None and not self._matches(row, key, value):
                return False
        wanted = query.text.strip().casefold()
        return not wanted or any(
            wanted in display(value_of(row, column, i), column.kind).casefold()
            for i, column in enumerate(self._columns)
        )


def _sort_key(value: Any, kind: str) -> tuple[int, Any, str]:
    """Empty values last, numbers by size, the rest as displayed."""
    if value is None or value == "":
        return (2, 0, "")
    if isinstance(value, int | float):
        return (0, value, "")
    return (1, 0, display(value, kind))
