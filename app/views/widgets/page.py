"""The base of all pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.views import parts
from app.views.notify import Action
from app.views.theme import SheetWidth, Space, px
from app.views.widgets.form import Form
from app.views.widgets.header import PageHeader
from app.views.widgets.low_window import on_tight
from app.views.widgets.side_sheet import SideSheet
from app.views.widgets.states import StateStack
from app.views.widgets.tab_order import is_lost, step
from app.views.widgets.table.widget import DataTable

_CLOSE = 5
"""Unscaled pixels between what stands below each other in a tight window."""


class Page(QWidget):
    """Base of all pages: head, body, states, side sheet.

    Args:
        help_text: what F1 shows, in plain words.
        concerns: nouns whose change makes the page refresh.
        scroll: the body scrolls when the window is low; False where its parts do so themselves.

    Attributes:
        came_from: key of the page that was in front before this one was opened last; empty when
            this one was.

    Signals:
        activated(argument): the page comes to the front; the argument of ``kit.go`` or None.
        refresh_requested(): load what the page shows (first time, F5, data changed).
        scene_changed(): something else stands in it, e.g. a file instead of the list.
    """

    activated = Signal(object)
    refresh_requested = Signal()
    scene_changed = Signal()

    def __init__(
        self,
        title: str,
        subtitle: str = "",
        help_text: str = "",
        concerns: frozenset[str] = frozenset(),
        *,
        scroll: bool = True,
    ) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setProperty("ground", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.help_text, self.concerns = help_text, concerns
        self.came_from = ""
        self.header = PageHeader(title, subtitle)
        content = QWidget()
        self.body = QVBoxLayout(content)
        self.states = StateStack(parts.ScrollArea(content) if scroll else content)
        self._stale = True
        self._scene = ""
        self._sheet: SideSheet | None = None
        self._before_sheet: QWidget | None = None
        self._box = QVBoxLayout(self)
        self._box.addWidget(self.header)
        self._box.addWidget(self.states, 1)
        self._set_tight(False)
        on_tight(self, self._set_tight)

    # --- called by the shell --------------------------------------------------------------

    def activate(self, argument: object = None) -> None:
        """The page comes to the front."""
        self.activated.emit(argument)
        if self._stale:
            self.refresh()

    def take_focus(self) -> None:
        """Put the focus where work begins: the open sheet, the first table, or the page."""
        if self._sheet is not None and not self._sheet.isHidden():
            self._sheet.focus_content()
        else:
            self.focus_home()

    def focus_home(self) -> None:
        """The page's own place for the focus: the first table in sight, or the page."""
        tables = [table for table in self.findChildren(DataTable) if table.isVisible()]
        (self.focusProxy() or (tables[0] if tables else self)).setFocus()

    def tab_order(self) -> Sequence[QWidget]:
        """An open sheet alone; else the content before the actions above it."""
        return (self._sheet,) if self._sheet is not None else (self.states, self.header)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes on in the order of what is seen.

        Qt asks this, too, when what has the focus is hidden, disabled or deleted, and would go
        on to the rail or the status line: the page has a place for the focus of its own.
        """
        if not self.isVisible():
            return super().focusNextPrevChild(forward)
        if is_lost(self.window().focusWidget()):
            self.take_focus()
            return True
        return step(self.window(), forward=forward)

    def refresh(self) -> None:
        """Load anew (F5)."""
        self._stale = False
        self.refresh_requested.emit()

    def changed(self, entities: frozenset[str]) -> None:
        """Rows of ``entities`` changed: refresh now if in sight, else when next in sight."""
        if not self.concerns & entities:
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def scene(self) -> str:
        """What stands in the page now; messages belong to it."""
        return self._scene

    def set_scene(self, scene: str) -> None:
        """Something else stands in the page: what was said before is not about it."""
        if scene != self._scene:
            self._scene = scene
            self.scene_changed.emit()

    def trigger(self, key: str) -> bool:
        """Press the action ``key`` if the page has it and it is enabled."""
        made = self.header.buttons.get(key)
        if made is None or not made.isEnabled() or not self.header.is_offered(key):
            return False
        made.click()
        return True

    def place(self) -> object:
        """What `activate` needs to come back to this place when the page is made anew."""
        return None

    def focus_filter(self) -> None:
        """Ctrl+F: into the filter box of the first table in sight."""
        for table in self.findChildren(DataTable):
            if table.isVisible():
                table.focus_filter()
                return

    def home(self) -> bool:
        """Its entry in the rail was chosen while it is in front; False: it is at its start."""
        return False

    def help(self) -> tuple[str, str]:
        """What F1 says about what is in sight: (its name, words); no name: that of the page."""
        return "", self.help_text

    def back(self) -> bool:
        """Esc: close what lies on top; False when there was nothing to close."""
        if self._sheet is None:
            return False
        self._sheet.close_sheet()
        return True

    # --- called by the page and its presenter -----------------------------------------------

    def open_sheet(
        self,
        title: str,
        content: QWidget,
        width: int = SheetWidth.MIDDLE,
        guard: Callable[[], bool] | None = None,
    ) -> SideSheet | None:
        """Show ``content`` in a side sheet; None when an open one must be finished first."""
        if self._sheet is not None and not self._sheet.close_sheet():
            content.deleteLater()
            return None
        self._before_sheet = QApplication.focusWidget()
        self._sheet = SideSheet(self, title, content, width, guard)
        self._sheet.closed.connect(self._forget_sheet)
        return self._sheet

    def open_form(self, title: str, form: Form, width: int = SheetWidth.WIDE) -> None:
        """Show a form in a sheet that does not close over unsaved changes."""
        form.cancelled.connect(self.back)
        self.open_sheet(title, form, width, guard=lambda: not form.is_dirty())

    def sheet(self) -> SideSheet | None:
        """The open side sheet."""
        return self._sheet

    def close_sheet(self) -> None:
        """Close the side sheet without asking."""
        if self._sheet is not None:
            self._sheet.close_sheet(force=True)

    def show_content(self) -> None:
        """Show the body."""
        self.states.show_content()

    def show_loading(self, text: str = "") -> None:
        """Say that the content is on its way."""
        self.states.show_state("loading", text or self.tr("正在读取…"))

    def show_empty(self, text: str, hint: str = "", action: Action | None = None) -> None:
        """Say that there is nothing, and what to do."""
        self.states.show_state("empty", text, hint, action)

    def show_error(self, text: str, action: Action | None = None) -> None:
        """Say what failed; 重试 by default."""
        again = action or Action(self.tr("重试"), self.refresh)
        self.states.show_state("error", text, "", again)

    def show_offline(self, text: str, action: Action | None = None) -> None:
        """Say what cannot be reached."""
        again = action or Action(self.tr("重试"), self.refresh)
        self.states.show_state("offline", text, "", again)

    def _set_tight(self, tight: bool) -> None:
        """In a tight window everything stands closer: the room is for what is listed."""
        gap, side = (_CLOSE, Space.L) if tight else (Space.L, Space.XL)
        self._box.setContentsMargins(px(side), px(gap), px(side), px(gap))
        self._box.setSpacing(px(gap))
        parts.bare(self.body, gap)
        self.header.set_tight(tight)

    def _forget_sheet(self) -> None:
        """The focus goes back to where it was; else it would wander to the frame. Whoever went on
        elsewhere while their form was being saved keeps typing there."""
        sheet, self._sheet = self._sheet, None
        before, self._before_sheet = self._before_sheet, None
        if not self.isVisible() or (sheet is not None and not sheet.had_focus):
            return
        known = before is not None and shiboken6.isValid(before) and self.isAncestorOf(before)
        if known and before is not None and before.isVisible() and before.isEnabled():
            before.setFocus()
        else:
            self.take_focus()
