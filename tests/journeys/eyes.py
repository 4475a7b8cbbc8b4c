"""What stands on the screen: the words that widgets show, and only those in sight."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

SPEAKING = (
    QLabel, QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QListWidget, QTableView,
)  # fmt: skip
"""The widgets that show words of their own."""


def is_in_sight(widget: QWidget) -> bool:
    """Whether any of it is on the screen."""
    return widget.isVisible() and not widget.visibleRegion().isEmpty()


def words_of(widget: QWidget) -> str:
    """The text that ``widget`` shows itself."""
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    if isinstance(widget, QLineEdit):
        return widget.displayText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QListWidget):
        items = [widget.item(row) for row in range(widget.count())]
        shown = [one for one in items if not widget.visualItemRect(one).isEmpty()]
        return "\n".join(_spoken(one.data(Qt.ItemDataRole.AccessibleTextRole)) for one in shown)
    if isinstance(widget, QTableView):
        return "\n".join("\t".join(row) for row in displayed_rows(widget))
    return ""


def _spoken(value: object) -> str:
    return str(value or "")


def displayed_rows(view: QTableView) -> list[list[str]]:
    """The rows in the viewport, cell by cell, as the delegate writes them."""
    model, header = view.model(), view.horizontalHeader()
    order = [header.logicalIndex(place) for place in range(header.count())]
    columns = [column for column in order if not view.isColumnHidden(column)]
    top = max(view.rowAt(0), 0)
    bottom = view.rowAt(view.viewport().height() - 1)
    last = model.rowCount() - 1 if bottom < 0 else bottom
    return [
        [str(model.index(row, column).data() or "") for column in columns]
        for row in range(top, last + 1)
    ]


def titles(view: QTableView) -> list[str]:
    """The column titles in sight."""
    header, model = view.horizontalHeader(), view.model()
    order = [header.logicalIndex(place) for place in range(header.count())]
    shown = [column for column in order if not view.isColumnHidden(column)]
    return [str(model.headerData(column, Qt.Orientation.Horizontal)) for column in shown]


def plain_titles(view: QTableView) -> list[str]:
    """Column titles without the arrow of the sorted one."""
    return [title.rstrip(" ↑↓") for title in titles(view)]
