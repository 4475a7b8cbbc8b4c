"""Which columns are shown and how wide: chosen by people, remembered per table."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.views.menus import StayingMenu
from app.views.store import Store
from app.views.widgets.table.fitting import ColumnWidths
from app.views.widgets.table.model import LazyTableModel
from app.views.widgets.table.view import TableView


class ColumnMemory(QObject):
    """Applies, changes and remembers the columns of one table."""

    def __init__(
        self, view: TableView, model: LazyTableModel, prefs: Store | None, name: str
    ) -> None:
        super().__init__(view)
        self._view, self._model, self._prefs = view, model, prefs
        self._key = f"table.{name}"
        self._ticks: list[QAction] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(400)
        self._soon.timeout.connect(self.remember)
        view.setModel(model)
        self.widths = ColumnWidths(view, model)
        self._restore()
        self.widths.dragged.connect(self._soon.start)

    def shown(self) -> list[int]:
        """Positions of the shown columns, from left to right."""
        return [i for i in range(len(self._model.columns)) if not self._view.isColumnHidden(i)]

    def show(self, key: str, shown: bool) -> None:
        """Show or hide the column ``key``; the last one stays."""
        position = next(i for i, c in enumerate(self._model.columns) if c.key == key)
        if shown or self.shown() != [position]:
            self.widths.show(position, shown)
            self.remember()
        self._tick()

    def reset(self) -> None:
        """The columns and widths that the table has of its own."""
        for i, column in enumerate(self._model.columns):
            self.widths.show(i, not column.hidden)
        self.widths.set_by_hand({})
        self._soon.stop()
        if self._prefs is not None:
            self._prefs.set(self._key, {})
        self._tick()

    def menu(self, parent: QWidget) -> QMenu:
        """The column chooser; it stays open for several ticks."""
        menu = StayingMenu(parent)
        for column in self._model.columns:
            action = QAction(column.title, menu)
            action.setCheckable(True)
            action.triggered.connect(lambda on, key=column.key: self.show(key, on))
            menu.addAction(action)
            self._ticks.append(action)
        menu.addSeparator()
        restore = QAction(self.tr("恢复默认"), menu)
        restore.triggered.connect(self.reset)
        menu.addAction(restore)
        self._tick()
        return menu

    def remember(self) -> None:
        """Write the choice to the store: hidden columns, dragged widths in unscaled pixels."""
        if self._prefs is None:
            return
        shown = self.shown()
        hidden = [c.key for i, c in enumerate(self._model.columns) if i not in shown]
        self._prefs.set(self._key, {"hidden": hidden, "dragged": self.widths.by_hand()})

    def _tick(self) -> None:
        """The menu says what is shown; also when the last column was to go."""
        for i, action in enumerate(self._ticks):
            action.setChecked(not self._view.isColumnHidden(i))

    def _restore(self) -> None:
        kept = self._prefs.get(self._key, {}) if self._prefs else {}
        hidden = kept.get("hidden", [c.key for c in self._model.columns if c.hidden])
        self.widths.set_by_hand(kept.get("dragged", {}))
        for i, column in enumerate(self._model.columns):
            self.widths.show(i, column.key not in hidden)
