"""The item model: all ids at once, rows by page when they come into sight.

50,000 ids open at once because nothing is asked about a row nobody sees; a proxy model
filtering in Python needed 0.7 s for the same (measured).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from app.views.tasks import TaskRunner
from app.views.theme import Status
from app.views.widgets.table.columns import Column, display, value_of
from app.views.widgets.table.sources import TableSource

Index = QModelIndex | QPersistentModelIndex
PAGE = 100
_KEEP_PAGES = 60
VALUE_ROLE = int(Qt.ItemDataRole.UserRole)
ID_ROLE = VALUE_ROLE + 1
CELL_ROLE = VALUE_ROLE + 2
"""`Cell`: all that painting needs in one question, because each one costs as much as its answer."""

_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}
_ALIGNED = {name: int(flag | Qt.AlignmentFlag.AlignVCenter) for name, flag in _ALIGN.items()}


class Cell(NamedTuple):
    """What is painted: ``value`` tells a `Status` from a text; not ``loaded``: on its way."""

    loaded: bool
    value: Any
    text: str
    align: int


class LazyTableModel(QAbstractTableModel):
    """Rows of a `TableSource`, fetched in pages of 100 off the GUI thread.

    Signals:
        failed(exception): a page could not be fetched.
    """

    failed = Signal(object)

    def __init__(
        self, columns: Sequence[Column], runner: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._runner = runner
        self._source: TableSource | None = None
        self._ids: Sequence[Hashable] = ()
        self._places: dict[Hashable, int] | None = None
        self._pages: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._wanted: list[int] = []
        self._asked: set[int] = set()
        self._generation = 0
        self._sort, self._descending = "", False
        self._ask_soon = QTimer(self)
        self._ask_soon.setSingleShot(True)
        self._ask_soon.setInterval(0)
        self._ask_soon.timeout.connect(self._ask)

    def reset(
        self, source: TableSource, ids: Sequence[Hashable], first: Sequence[Any] = ()
    ) -> None:
        """Show ``ids`` of ``source``; ``first`` are the rows of the first page, if known."""
        self.beginResetModel()
        self._generation += 1
        self._source, self._ids, self._places = source, ids, None
        self._pages.clear()
        self._asked.clear()
        self._wanted.clear()
        if first:
            self._pages[0] = first
        self.endResetModel()

    def set_sort(self, key: str, descending: bool) -> None:
        """Mark the column that the source sorted by."""
        self._sort, self._descending = key, descending
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def ids(self) -> Sequence[Hashable]:
        """All identities in order."""
        return self._ids

    def id_at(self, row: int) -> Hashable:
        """Identity of ``row``."""
        return self._ids[row]

    def row_of(self, identity: Hashable) -> int:
        """Where ``identity`` stands, or -1."""
        if isinstance(self._ids, range):
            # Millions of numbered events: no dictionary of them for a place that can be reckoned.
            number = identity if isinstance(identity, int) else -1
            return self._ids.index(number) if number in self._ids else -1
        if self._places is None:
            self._places = {one: i for i, one in enumerate(self._ids)}
        return self._places.get(identity, -1)

    def row_data(self, row: int) -> Any:
        """The row as the source gave it; None while it is on its way."""
        number, offset = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            self._want(number)
            return None
        self._pages.move_to_end(number)
        return page[offset] if offset < len(page) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Number of ids."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Number of declared columns, shown or not."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Display text, value, id or alignment of one cell."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[column.alignment] | Qt.AlignmentFlag.AlignVCenter
        if role == ID_ROLE:
            return self._ids[index.row()]
        if role not in (
            CELL_ROLE,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            VALUE_ROLE,
        ):
            return None
        value = value_of(self.row_data(index.row()), column, index.column())
        if role == VALUE_ROLE:
            return value
        text = display(value, column.kind)
        if role == CELL_ROLE:
            loaded = index.row() // PAGE in self._pages
            return Cell(loaded, value, text, _ALIGNED[column.alignment])
        return text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Column titles."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            arrow = " ↓" if self._descending else " ↑"
            return column.title + (arrow if column.key == self._sort else "")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[column.alignment] | Qt.AlignmentFlag.AlignVCenter
        return None

    def status(self, index: Index) -> Status | None:
        """The `Status` of a cell, if it shows one."""
        value = self.data(index, VALUE_ROLE)
        return value if isinstance(value, Status) else None

    def _want(self, number: int) -> None:
        """Note that page ``number`` is in sight; the newest wish is answered first."""
        if number in self._asked or number in self._wanted:
            return
        self._wanted.append(number)
        self._ask_soon.start()

    def _ask(self) -> None:
        """Fetch the pages seen last; what was only scrolled past is never fetched."""
        source, generation = self._source, self._generation
        wanted, self._wanted = self._wanted[-3:], []
        if source is None:
            return
        for number in wanted:
            self._asked.add(number)
            part = list(self._ids[number * PAGE : (number + 1) * PAGE])
            self._runner.run(
                partial(source.rows, part),
                partial(self._arrived, generation, number),
                partial(self._missed, generation, number),
                owner=self,
            )

    def _arrived(self, generation: int, number: int, rows: Sequence[Any]) -> None:
        if generation != self._generation:
            return
        self._asked.discard(number)
        self._pages[number] = rows
        while len(self._pages) > _KEEP_PAGES:
            self._pages.popitem(last=False)
        last = min((number + 1) * PAGE, len(self._ids)) - 1
        self.dataChanged.emit(self.index(number * PAGE, 0), self.index(last, len(self.columns) - 1))

    def _missed(self, generation: int, number: int, problem: BaseException) -> None:
        if generation == self._generation:
            self._asked.discard(number)
            self.failed.emit(problem)
