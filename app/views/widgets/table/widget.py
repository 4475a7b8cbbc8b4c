"""`DataTable`: toolbar, view and states in one; loads off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.core.errors import YizhanError
from app.core.numbers import counted
from app.views import parts
from app.views.kit import SaveXlsx
from app.views.notify import Action, Notifier
from app.views.store import Store
from app.views.tasks import Latest, TaskRunner
from app.views.theme import Space, px
from app.views.widgets.low_window import LowWindow, on_tight
from app.views.widgets.states import StateStack
from app.views.widgets.table.columns import Column, Filter, TableQuery
from app.views.widgets.table.memory import ColumnMemory
from app.views.widgets.table.model import PAGE, LazyTableModel
from app.views.widgets.table.output import TableOutput
from app.views.widgets.table.sources import TableSource
from app.views.widgets.table.toolbar import TableToolbar
from app.views.widgets.table.view import TableView

_LOADING_AFTER_MS, _CLOSE = 300, 5


class DataTable(QWidget):
    """The one table widget.

    Args:
        name: stable key under which the columns are remembered.
        unit: counted noun (人, 次, 份) in 共 120 人.
        multi: several rows may be selected.
        touch: rows of 48 instead of 40.

    Signals:
        activated(id), selection_changed(tuple of ids), query_changed(TableQuery),
        loaded(int count), print_requested(TablePrint)
    """

    activated = Signal(object)
    selection_changed = Signal(object)
    query_changed = Signal(object)
    loaded = Signal(int)
    print_requested = Signal(object)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        runner: TaskRunner,
        *,
        prefs: Store | None = None,
        filters: Iterable[Filter] = (),
        unit: str = "行",
        placeholder: str = "筛选",
        multi: bool = False,
        notify: Notifier | None = None,
        touch: bool = False,
    ) -> None:
        super().__init__()
        self._unit, self._runner = unit, runner
        self._source: TableSource | None = None
        self._query = TableQuery()
        self._wanted: tuple[Hashable, Hashable | None] | None = None
        self._loading = False
        self._window: LowWindow | None = None
        self._empty: tuple[str, str, Action | None] = (self.tr("这里还没有内容。"), "", None)
        self._latest = Latest(runner, self)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_LOADING_AFTER_MS)
        self._slow.timeout.connect(self._say_loading)
        self.model = LazyTableModel(columns, runner, self)
        self.view = TableView(multi=multi, touch=touch)
        self.toolbar = TableToolbar(filters, placeholder)
        self._lay_out()
        self.columns = ColumnMemory(self.view, self.model, prefs, name)
        self.view.set_sticky(next((i for i, c in enumerate(columns) if c.sticky), -1))
        self.output = TableOutput(self, runner, notify)
        self._join()

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setProperty("role", "tableframe")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.view)
        self.states = StateStack(frame)
        self._box = parts.bare(QVBoxLayout(self), Space.M)
        self._box.addWidget(self.toolbar)
        self._box.addWidget(self.states, 1)
        on_tight(self, self._set_tight)
        self.setFocusProxy(self.view)

    def _join(self) -> None:
        self.view.setModel(self.model)
        self.view.opened.connect(lambda index: self.activated.emit(self.model.id_at(index.row())))
        self.view.copy_asked.connect(self.output.copy)
        self.view.sort_asked.connect(self._sort_by)
        self.view.typed.connect(self._type_on)
        self.view.selectionModel().selectionChanged.connect(
            lambda *_: self.selection_changed.emit(self.selected_ids())
        )
        self.model.failed.connect(self._failed)
        self.toolbar.filtered.connect(self._filtered)
        self.toolbar.box.down_pressed.connect(self._go_to_rows)
        self.toolbar.columns.setMenu(self.columns.menu(self.toolbar.columns))
        parts.on_click(self.toolbar.export, self.output.export)
        parts.on_click(
            self.toolbar.print, lambda: self.print_requested.emit(self.output.printable())
        )

    # --- what pages say -------------------------------------------------------------------

    def set_source(self, source: TableSource, *, keep: bool = False) -> None:
        """Show rows of ``source``, from the top; or ``keep`` selection and place, where they are
        the same rows anew."""
        self._source = source
        self._load(keep=keep)

    def replace_source(self, source: TableSource) -> None:
        """The list of before, read anew as a whole: selection and place stay."""
        self.set_source(source, keep=self._source is not None)

    def refresh(self) -> None:
        """Ask the source again; selection and place in the list stay."""
        self._load(keep=True)

    def query(self) -> TableQuery:
        """What is asked now."""
        return self._query

    def set_query(self, query: TableQuery) -> None:
        """Ask for ``query`` and show it in box, chips and header."""
        self.toolbar.set_values(query.text, query.filters)
        self._ask(query)

    def set_filter_choices(self, key: str, choices: Sequence[tuple[str, str]]) -> None:
        """Give the chip ``key`` its choices (value, label), e.g. the communities of today."""
        self.toolbar.chips[key].set_choices(choices)

    def set_filter_groups(
        self, key: str, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    ) -> None:
        """Give the grouped chip ``key`` its submenus (title, choices)."""
        self.toolbar.chips[key].set_groups(groups)

    def source(self) -> TableSource | None:
        """Where the rows come from."""
        return self._source

    def set_empty(self, text: str, hint: str = "", action: Action | None = None) -> None:
        """What to say when there is nothing: what this list is for and what to do."""
        self._empty = (text, hint, action)

    def set_toolbar_visible(self, visible: bool) -> None:
        """Hide the row above for small embedded tables."""
        self.toolbar.setVisible(visible)

    def add_tool(self, widget: QWidget, *, spare: bool = False) -> None:
        """Put a page's own button into the toolbar; a ``spare`` one, which must be a button, is
        in a menu where a tight window has no room for it."""
        self.toolbar.add_tool(widget, spare=spare)

    def set_exporter(self, save_xlsx: SaveXlsx, file_name: str) -> None:
        """Offer 导出; ``file_name`` without ending."""
        self.output.set_exporter(save_xlsx, file_name)
        self.toolbar.export.show()

    def set_export_action(self, ask: Callable[[], object]) -> None:
        """Offer 导出, which calls ``ask`` instead of writing what is shown."""
        self.output.set_action(ask)
        self.toolbar.export.show()

    def set_printable(self, printable: bool) -> None:
        """Offer 打印, which emits ``print_requested``."""
        self.toolbar.print.setVisible(printable)

    def count(self) -> int:
        """Number of rows found."""
        return len(self.model.ids())

    def current_id(self) -> Hashable | None:
        """Identity of the row with the ring, or None."""
        index = self.view.currentIndex()
        return self.model.id_at(index.row()) if index.isValid() else None

    def selected_ids(self) -> tuple[Hashable, ...]:
        """Identities of the selected rows, in the order of the list."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return tuple(self.model.id_at(row) for row in rows)

    def select(self, identity: Hashable) -> bool:
        """Select ``identity`` and bring it into sight; False when it is not in the list."""
        row = self.model.row_of(identity)
        if row < 0:
            return False
        index = self.model.index(row, self.view.outer_columns()[0])
        flags = QItemSelectionModel.SelectionFlag
        # Not selectRow: while Ctrl is still down from a shortcut, that would add to the selection.
        self.view.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.view.scrollTo(index)
        return True

    def point_at(self, identity: Hashable) -> None:
        """`select` now, or as soon as rows that are on their way bring it, unless the person has
        gone to another row by then."""
        found = self.select(identity)
        self._wanted = None if found and not self._loading else (identity, self.current_id())

    def focus_filter(self) -> None:
        """Ctrl+F: type what to look for."""
        self.toolbar.box.setFocus()
        self.toolbar.box.selectAll()

    def showEvent(self, event: QShowEvent) -> None:
        """From now on it gives way to its rows when the window is low."""
        super().showEvent(event)
        window = LowWindow.around(self)
        if window is not self._window:
            if self._window is not None:
                self._window.changed.disconnect(self._set_low)
            self._window = window
            window.changed.connect(self._set_low)
        self._set_low(window.is_low())

    def _set_low(self, low: bool) -> None:
        self.view.set_low(low)

    def _set_tight(self, tight: bool) -> None:
        self.toolbar.set_tight(tight)
        self._box.setSpacing(px(_CLOSE if tight else Space.M))

    # --- loading --------------------------------------------------------------------------

    def _filtered(self, typing: bool) -> None:
        self.toolbar.show_reset()
        text, filters = self.toolbar.box.text(), self.toolbar.values()
        self._ask(replace(self._query, text=text, filters=filters), typing=typing)

    def _ask(self, query: TableQuery, *, typing: bool = False) -> None:
        if query == self._query:
            return
        self._query = query
        self.model.set_sort(query.sort, query.descending)
        self.query_changed.emit(query)
        self._load(keep=False, typing=typing)

    def _load(self, *, keep: bool, typing: bool = False) -> None:
        source, query = self._source, self._query
        if source is None:
            return

        def work() -> tuple[Sequence[Hashable], Sequence[Any]]:
            ids = source.ids(query)
            return ids, source.rows(list(ids[:PAGE]))

        self._loading = True
        self._slow.start()
        self._latest.submit(work, lambda found: self._show(*found, keep=keep), self._failed)
        if not typing:
            self._latest.flush()

    def _show(self, ids: Sequence[Hashable], first: Sequence[Any], *, keep: bool) -> None:
        # Only now: whoever chose a row while the rows were on their way means that one.
        place, wanted = self._place() if keep else None, self._still_wanted()
        self._slow.stop()
        self._loading = False
        assert self._source is not None
        self.model.reset(self._source, ids, first)
        self.columns.widths.measure(first)
        self.toolbar.count.setText(f"共 {counted(len(ids))} {self._unit}")
        if ids:
            self.states.show_content()
            self._return_to(place)
        else:
            self._say_empty()
        found = wanted is not None and self.select(wanted)
        self._wanted = None if found or wanted is None else (wanted, self.current_id())
        self.loaded.emit(len(ids))

    def _still_wanted(self) -> Hashable | None:
        """What `point_at` waits for; nothing once somebody went to another row than then."""
        wanted, before = self._wanted or (None, None)
        return wanted if self.current_id() == before else None

    def _place(self) -> tuple[Any, ...]:
        return self.selected_ids(), self.current_id(), self.view.verticalScrollBar().value()

    def _return_to(self, place: tuple[Any, ...] | None) -> None:
        if place is None:
            self.view.scrollToTop()
            return
        selected, current, scroll = place
        chosen = self.view.selectionModel()
        flags = QItemSelectionModel.SelectionFlag
        for identity in selected:
            row = self.model.row_of(identity)
            if row >= 0:
                chosen.select(self.model.index(row, 0), flags.Select | flags.Rows)
        row = self.model.row_of(current) if current is not None else -1
        if row >= 0:
            column = self.view.outer_columns()[0]
            self.view.setAutoScroll(False)  # out of sight, Qt would turn to it when it is shown
            chosen.setCurrentIndex(self.model.index(row, column), flags.NoUpdate)
            self.view.setAutoScroll(True)
        self.view.verticalScrollBar().setValue(scroll)

    def _say_loading(self) -> None:
        if not self.count():
            self.states.show_state("loading", self.tr("正在读取…"))

    def _say_empty(self) -> None:
        if self._query.text or self._query.filters:
            again = Action(self.tr("清除筛选"), self.toolbar.clear_filters)
            text = self.tr("没有符合条件的内容。")
            self.states.show_state("empty", text, self.tr("可以少填几个条件再试。"), again)
        else:
            text, hint, action = self._empty
            self.states.show_state("empty", text, hint, action)

    def _failed(self, problem: BaseException) -> None:
        self._slow.stop()
        self._loading = False
        known = isinstance(problem, YizhanError)
        text = str(problem) if known else self.tr("读取失败，请按 F5 再试一次。")
        self.states.show_state("error", text, "", Action(self.tr("重试"), self.refresh))
        if not known:
            self._runner.report_problem(problem)

    def _sort_by(self, section: int) -> None:
        """First click up, second down, third back to the list's own order."""
        column = self.model.columns[section]
        if not column.sortable:
            return
        if self._query.sort != column.key:
            self._ask(replace(self._query, sort=column.key, descending=False))
        elif not self._query.descending:
            self._ask(replace(self._query, descending=True))
        else:
            self._ask(replace(self._query, sort="", descending=False))

    def _go_to_rows(self) -> None:
        """Down or Enter in the filter box: to the first row."""
        if self.count():
            if self.current_id() is None:
                self.view.selectRow(0)
            self.view.setFocus()

    def _type_on(self, text: str) -> None:
        """Letters typed on the rows filter; nobody has to reach for the box first."""
        if self.toolbar.isVisible():
            self.focus_filter()
            self.toolbar.box.insert(text)
