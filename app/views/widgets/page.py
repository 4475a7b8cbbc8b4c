"""The head of a page and the base of all pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from app.views import parts
from app.views.notify import Action
from app.views.theme import Space, px
from app.views.widgets.date_field import DateSwitch
from app.views.widgets.flow import FlowLayout
from app.views.widgets.side_sheet import SideSheet
from app.views.widgets.states import StateStack
from app.views.widgets.table.widget import DataTable


class PageHeader(QWidget):
    """Title, a line below it, the date switch and the actions of the page, which wrap."""

    def __init__(self, title: str, subtitle: str = "") -> None:
        super().__init__()
        self.title = parts.label(title, "title")
        self.subtitle = parts.label(subtitle, "subtitle")
        parts.set_shown(self.subtitle, bool(subtitle))
        self.buttons: dict[str, QPushButton] = {}
        self.dates: DateSwitch | None = None
        self._flow = FlowLayout(self, Space.S, top=True)
        self._flow.addWidget(parts.column(self.title, self.subtitle, spacing=2))
        self._flow.add_stretch()

    def set_title(self, title: str) -> None:
        """Change the title."""
        self.title.setText(title)

    def set_subtitle(self, subtitle: str) -> None:
        """Change the line below; empty hides it."""
        self.subtitle.setText(subtitle)
        parts.set_shown(self.subtitle, bool(subtitle))

    def add_action(self, key: str, text: str, icon: str = "", kind: str = "plain") -> QPushButton:
        """Add a button; ``new`` answers Ctrl+N and ``print`` Ctrl+P."""
        tip = {"new": "Ctrl+N", "print": "Ctrl+P"}.get(key, "")
        made = parts.button(text, icon, kind, tip=f"{text} ({tip})" if tip else "")
        self.buttons[key] = made
        self._flow.addWidget(made)
        return made

    def add_date_switch(self, today: dt.date) -> DateSwitch:
        """Add 昨天 / 今天 / date before the actions."""
        self.dates = DateSwitch(today)
        self._flow.insert(2, self.dates)
        return self.dates

    def add_widget(self, widget: QWidget) -> None:
        """Add any other widget at the end."""
        self._flow.addWidget(widget)


class Page(QWidget):
    """Base of all pages: head, body, states, side sheet.

    Args:
        help_text: what F1 shows, in plain words.
        concerns: nouns whose change makes the page refresh.
        scroll: the body scrolls when the window is low; False where its parts do so themselves.

    Signals:
        activated(argument): the page comes to the front; the argument of ``kit.go`` or None.
        refresh_requested(): load what the page shows (first time, F5, data changed).
    """

    activated = Signal(object)
    refresh_requested = Signal()

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
        self.header = PageHeader(title, subtitle)
        content = QWidget()
        self.body = QVBoxLayout(content)
        parts.bare(self.body, Space.L)
        self.states = StateStack(parts.ScrollArea(content) if scroll else content)
        self._stale = True
        self._sheet: SideSheet | None = None
        self._before_sheet: QWidget | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(px(Space.XL), px(Space.L), px(Space.XL), px(Space.L))
        box.setSpacing(px(Space.L))
        box.addWidget(self.header)
        box.addWidget(self.states, 1)

    # --- called by the shell --------------------------------------------------------------

    def activate(self, argument: object = None) -> None:
        """The page comes to the front."""
        self.activated.emit(argument)
        if self._stale:
            self.refresh()

    def take_focus(self) -> None:
        """Put the focus where work begins: the open sheet, the first table, or the page."""
        if self._sheet is not None:
            self._sheet.focus_content()
            return
        tables = [table for table in self.findChildren(DataTable) if table.isVisible()]
        (self.focusProxy() or (tables[0] if tables else self)).setFocus()

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

    def trigger(self, key: str) -> bool:
        """Press the action ``key`` if the page has it and it is enabled."""
        made = self.header.buttons.get(key)
        if made is None or not made.isEnabled() or made.isHidden():
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
        width: int = 560,
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

    def sheet(self) -> SideSheet | None:
        """The open side sheet."""
        return self._sheet

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

    def _forget_sheet(self) -> None:
        """The focus goes back to where it was; else it would wander to the frame."""
        self._sheet, before = None, self._before_sheet
        self._before_sheet = None
        if not self.isVisible():
            return
        known = before is not None and shiboken6.isValid(before) and self.isAncestorOf(before)
        if known and before is not None and before.isVisible() and before.isEnabled():
            before.setFocus()
        else:
            self.take_focus()
