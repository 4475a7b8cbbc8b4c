"""A panel that slides over the right side of a page, instead of a box in the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.views import parts
from app.views.theme import SheetWidth, Space, px
from app.views.widgets.form import Form
from app.views.widgets.leave_bar import LeaveBar
from app.views.widgets.tab_order import is_lost

_SHOWN = (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)


@runtime_checkable
class Footed(Protocol):
    """Content whose buttons belong at the foot of the sheet: a form, a picture to crop."""

    def take_foot(self) -> QWidget:
        """The bar of buttons; the sheet takes it over."""
        ...


class SideSheet(QFrame):
    """Shows one widget beside the page it belongs to.

    The buttons of `Footed` content, or of the one form in it, stay in sight at the foot while
    the rest scrolls.

    Args:
        host: the page; the sheet covers its right side and follows its size.
        width: at least so many unscaled pixels; the next of `SheetWidth` is taken.
        guard: says whether it may close; when not, a bar offers to go on or to give up.

    Attributes:
        had_focus: once closed, whether the focus was in it, or nowhere.

    Signals:
        closed(): it is gone; the content is deleted with it.
    """

    closed = Signal()

    def __init__(
        self,
        host: QWidget,
        title: str,
        content: QWidget,
        width: int = SheetWidth.MIDDLE,
        guard: Callable[[], bool] | None = None,
    ) -> None:
        super().__init__(host)
        self.setProperty("role", "sheet")
        self._host, self._guard, self.had_focus = host, guard, True
        fitting = (one for one in SheetWidth.ALL if one >= width)
        self._width = next(fitting, SheetWidth.WIDE)
        self.content = content
        self.title = parts.label(title, "heading")
        self.close_button = parts.on_click(
            parts.button("", "close", "icon", tip=self.tr("关闭 (Esc)")), self.close_sheet
        )
        self.bar = LeaveBar()
        self.stay, self.drop = self.bar.stay, self.bar.drop
        self.bar.stayed.connect(self._stay)
        self.bar.dropped.connect(lambda: self.close_sheet(force=True))
        self._lay_out()
        host.installEventFilter(self)
        self._place()
        self.show()
        self.raise_()
        self.focus_content()

    def close_sheet(self, force: bool = False) -> bool:
        """Close, unless the guard says that something would be lost.

        ``force`` asks nobody; what was typed and not saved is gone, its draft as well.
        """
        if not force and self._guard is not None and not self._guard():
            self.bar.ask()
            return False
        if force and isinstance(self.content, Form):
            self.content.drop_draft()
        self._host.removeEventFilter(self)
        focus: QWidget | None = self.window().focusWidget()
        self.had_focus = is_lost(focus) or (focus is not None and self.isAncestorOf(focus))
        self.hide()
        self.closed.emit()
        self.deleteLater()
        return True

    def tab_order(self) -> Sequence[QWidget]:
        """The content and its buttons first, the way out last."""
        return (self.bar, self._area, *self._foot, self.close_button)

    def focus_content(self) -> None:
        """Put the focus into the content."""
        (self.content.focusProxy() or self.content).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the page; the buttons of a form go and come with it."""
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        elif watched is self._footed and event.type() in _SHOWN:
            self._foot[0].setVisible(event.type() == QEvent.Type.ShowToParent)
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(px(Space.XL), px(Space.L), px(Space.XL), px(Space.L)))
        box.setSpacing(px(Space.M))
        box.addLayout(head)
        box.addWidget(self.bar)
        self._area = parts.scroll(self.content)
        box.addWidget(self._area, 1)
        self._foot: tuple[QWidget, ...] = ()
        self._footed: Form | None = None
        if isinstance(self.content, Footed):
            self._foot = (self.content.take_foot(),)
        elif len(forms := self.content.findChildren(Form)) == 1:
            self._footed = forms[0]
            self._foot = (self._footed.take_foot(),)
            self._footed.installEventFilter(self)
        for foot in self._foot:
            box.addWidget(foot)
            foot.setVisible(self._footed is None or not self._footed.isHidden())

    def _stay(self) -> None:
        # The focus goes first: hiding the button would send it on as Tab does, with the whole
        # line selected, and the next letter would replace what was typed.
        self.focus_content()
        self.bar.hide()

    def _place(self) -> None:
        width = min(px(self._width), self._host.width())
        self.setGeometry(self._host.width() - width, 0, width, self._host.height())
