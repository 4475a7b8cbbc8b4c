"""Where Tab goes: on in the order of what is seen, not in that in which it was made.

Qt appends what is made later to the end of the window: the content of a file that opens would
come behind the status line. Here the layouts say the order, and a widget that wants another one
(a page: content before actions) declares it with `Ordered`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


@runtime_checkable
class Ordered(Protocol):
    """A widget that says itself in which order Tab goes through its parts."""

    def tab_order(self) -> Sequence[QWidget]:
        """The parts that can be reached, in their order."""
        ...


def stops(root: QWidget) -> list[QWidget]:
    """What Tab stops at inside ``root``, in its order."""
    return [widget for widget in _walk(root) if _is_stop(widget)]


def step(root: QWidget, *, forward: bool) -> bool:
    """Put the focus on the stop of ``root`` after the one with the focus, or before it.

    From the last one it goes to the first. False when there is nowhere to go.
    """
    order = list(_walk(root))
    focus = root.window().focusWidget()
    at = order.index(focus) if focus in order else -1
    before, after = order[: max(at, 0)], order[at + 1 :]
    ring = after + before if forward else before[::-1] + after[::-1]
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    for widget in ring:
        if _is_stop(widget):
            widget.setFocus(reason)
            return True
    return False


def is_lost(focus: QWidget | None) -> bool:
    """Whether ``focus`` can no longer hold the focus: hidden or disabled just now, or gone."""
    return focus is None or not focus.isVisible() or not focus.isEnabled()


def _is_stop(widget: QWidget) -> bool:
    wants = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(wants) and widget.focusProxy() is None and widget.isEnabled()


def _walk(widget: QWidget) -> Iterator[QWidget]:
    """``widget`` and all that is shown in it."""
    yield widget
    for part in _parts(widget):
        if not part.isHidden() and not part.isWindow():
            yield from _walk(part)


def _parts(widget: QWidget) -> Sequence[QWidget]:
    if isinstance(widget, Ordered):
        return widget.tab_order()
    layout = widget.layout()
    placed = [] if layout is None else list(dict.fromkeys(_placed(layout)))
    others = (one for one in widget.children() if isinstance(one, QWidget) and one not in placed)
    return [*placed, *others]


def _placed(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        if (item := layout.itemAt(place)) is None:
            continue
        inside, below = item.widget(), item.layout()
        if inside is not None:
            yield inside
        elif below is not None:
            yield from _placed(below)
