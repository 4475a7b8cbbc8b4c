"""A table source whose rows are replaced while the person works in the table."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from app.views.widgets.table import Column, DataTable, SequenceSource, TableQuery


class LiveRows:
    """The rows of one day; new rows keep selection, sort, filters and place in the list.

    Args:
        table: shows the rows; its chips named in ``chips`` offer what occurs in them.
        identity: gives the id of a row.
    """

    def __init__(
        self,
        table: DataTable,
        columns: Sequence[Column],
        identity: Callable[[Any], Hashable],
        chips: Sequence[str] = (),
    ) -> None:
        self._table, self._columns, self._identity = table, tuple(columns), identity
        self._chips = tuple(chips)
        self._inner = SequenceSource((), columns)
        self._by_id: dict[Hashable, Any] = {}

    def ids(self, query: TableQuery) -> Sequence[Hashable]:
        """Identities of what ``query`` finds."""
        return self._inner.ids(query)

    def rows(self, ids: Sequence[Any]) -> Sequence[Any]:
        """Rows of ``ids``, None where one has gone."""
        return self._inner.rows(ids)

    def get(self, identity: object) -> Any:
        """One row, or None when it has gone."""
        return self._by_id.get(identity)

    def replace(self, rows: Sequence[Any]) -> None:
        """Show ``rows``."""
        self._by_id = {self._identity(row): row for row in rows}
        self._inner = SequenceSource(rows, self._columns, identity=self._identity, matches=_matches)
        chosen = self._table.query().filters
        for key in self._chips:
            found = {str(getattr(row, key)) for row in rows} | {chosen.get(key, "")}
            self._table.set_filter_choices(key, [(one, one) for one in sorted(found - {""})])
        if self._table.source() is None:
            self._table.set_source(self)
        else:
            self._table.refresh()


def _matches(row: Any, key: str, value: str) -> bool:
    return str(getattr(row, key)) == value
