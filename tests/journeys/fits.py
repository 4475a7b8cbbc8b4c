"""Whether everything on the screen can be read and reached, however large it is made."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QWidget,
)

from app.views import parts
from app.views.widgets.table.view import LEAST_ROWS, TableView
from tests.journeys.eyes import words_of

_INPUTS = (QLabel, QAbstractButton, QLineEdit)


def faults(top: QWidget) -> list[str]:
    """What cannot be read or reached in ``top``, a sentence each; what waits below a fold counts.

    Words that do not fit, widgets beyond the edge of their place, widgets over each other,
    places that would have to be scrolled sideways, tables of less than four rows.
    """
    shown = [one for one in top.findChildren(QWidget) if one.isVisible()]
    found = [f"{words_of(one)!r} {why}" for one in shown if (why := clipped(one) or cut(one, top))]
    found += [f"{name}: {why}" for one in shown for name, why in _crowded(one)]
    found += [why for one in shown if (why := _sideways(one) or _low(one))]
    return found


def clipped(widget: QWidget) -> str:
    """Why the words of ``widget`` cannot be read; empty when they can."""
    words = words_of(widget) if isinstance(widget, QLabel | QAbstractButton) else ""
    if not words or isinstance(widget, parts.ElidedLabel) or _may_shrink(widget):
        return ""
    if isinstance(widget, QLabel) and widget.wordWrap():
        needed = widget.heightForWidth(widget.width())
        return f"{needed} high, has {widget.height()}" if needed > widget.height() + 1 else ""
    hint = widget.minimumSizeHint() if isinstance(widget, QLabel) else widget.sizeHint()
    if hint.width() > widget.width() + 1 or hint.height() > widget.height() + 1:
        return f"needs {hint.toTuple()}, has {widget.size().toTuple()}"
    return ""


def cut(widget: QWidget, top: QWidget) -> str:
    """Which ancestor cuts ``widget`` off, unless that one can be scrolled; empty for none."""
    if not isinstance(widget, _INPUTS):
        return ""
    one, rect = widget, widget.rect()
    while one is not top and (parent := one.parentWidget()) is not None:
        rect.translate(one.pos())
        above = parent.parentWidget()
        if isinstance(above, QScrollArea) and above.widget() is one:
            one, rect = above, above.rect()  # it can be scrolled into sight, if that is in sight
            continue
        if isinstance(above, QAbstractScrollArea) and above.viewport() is parent:
            return ""  # the table's own matter
        if not parent.rect().adjusted(-1, -1, 1, 1).contains(rect):
            return (
                f"is cut off by {type(parent).__name__}: {_words(rect)} in {_words(parent.rect())}"
            )
        one = parent
    return ""


def _words(rect: QRect) -> str:
    return f"{rect.x()},{rect.y()} {rect.width()}×{rect.height()}"


def _may_shrink(widget: QWidget) -> bool:
    """Its page shortens it on purpose and says the rest in a tip."""
    parent = widget.parentWidget()
    wraps = isinstance(widget, QLabel) and widget.wordWrap()
    return (
        parent is not None
        and not wraps
        and (parent.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Ignored)
    )


def _crowded(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Pairs of neighbours in the layout of ``widget`` that lie over each other."""
    layout = widget.layout()
    if layout is None:
        return
    placed = [one for one in _placed(layout) if one.isVisible() and not one.size().isEmpty()]
    for one, other in combinations(placed, 2):
        both = one.geometry().intersected(other.geometry())
        if both.width() > 1 and both.height() > 1:
            yield type(widget).__name__, f"{_name(one)} and {_name(other)} lie over each other"


def _placed(layout: QLayout) -> Iterator[QWidget]:
    if isinstance(layout, QStackedLayout):
        return
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        if (inner := item.layout()) is not None:
            yield from _placed(inner)
        elif (widget := item.widget()) is not None:
            yield widget


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {words_of(widget)!r}"


def _sideways(widget: QWidget) -> str:
    """A place whose content is wider than itself; tables scroll by themselves."""
    if not isinstance(widget, QScrollArea) or widget.widget() is None:
        return ""
    needed, has = widget.widget().width(), widget.viewport().width()
    return f"{_name(widget)} would scroll sideways: {needed} in {has}" if needed > has + 1 else ""


def _low(widget: QWidget) -> str:
    """A table that shows less than four rows though it has more."""
    if not isinstance(widget, TableView) or widget.least_rows < LEAST_ROWS:
        return ""
    rows = min(LEAST_ROWS, widget.model().rowCount())
    needed = rows * widget.verticalHeader().defaultSectionSize()
    has = widget.viewport().height()
    return f"a table of {has} px for {rows} rows of {needed}" if needed > has + 1 else ""
