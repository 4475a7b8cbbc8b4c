"""Which columns are shown and how wide: chosen by people, remembered per table."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.views import theme
from app.views.store import Store
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
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(400)
        self._soon.timeout.connect(self.remember)
        view.setModel(model)
        self._restore()
        view.horizontalHeader().sectionResized.connect(lambda *_: self._soon.start())

    def shown(self) -> list[int]:
        """Positions of the shown columns, from left to right."""
        return [i for i in range(len(self._model.columns)) if not self._view.isColumnHidden(i)]

    def show(self, key: str, shown: bool) -> None:
        """Show or hide the column ``key``; the last one stays."""
        position = next(i for i, c in enumerate(self._model.columns) if c.key == key)
        if not shown and self.shown() == [position]:
            return
        self._view.setColumnHidden(position, not shown)
        self._view.fit_stretch()
        self.remember()

    def menu(self, parent: QWidget) -> QMenu:
        """The column chooser."""
        menu = QMenu(parent)
        for i, column in enumerate(self._model.columns):
            action = QAction(column.title, menu)
            action.setCheckable(True)
            action.setChecked(not self._view.isColumnHidden(i))
            action.toggled.connect(lambda on, key=column.key: self.show(key, on))
            menu.addAction(action)
        return menu

    def remember(self) -> None:
        """Write the choice to the store, widths in unscaled pixels."""
        if self._prefs is None:
            return
        scale = theme.current().scale / 100
        columns = self._model.columns
        shown = self.shown()
        self._prefs.set(
            self._key,
            {
                "hidden": [c.key for i, c in enumerate(columns) if i not in shown],
                "widths": {
                    columns[i].key: round(self._view.columnWidth(i) / scale)
                    for i in shown
                    if not columns[i].stretch
                },
            },
        )

    def _restore(self) -> None:
        kept = self._prefs.get(self._key, {}) if self._prefs else {}
        hidden = kept.get("hidden", [c.key for c in self._model.columns if c.hidden])
        self._view.set_columns(self._model, kept.get("widths", {}))
        for i, column in enumerate(self._model.columns):
            self._view.setColumnHidden(i, column.key in hidden)
        self._view.fit_stretch()
