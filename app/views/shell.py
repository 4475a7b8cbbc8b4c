"""The main window: rail, top bar, pages, messages, status line, lock and desk.

The shell knows pages only as `Page`; their factories come from the composition root and
run when a page is opened for the first time, which keeps the start short.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from app.core.clock import today
from app.views import parts, theme
from app.views.changes import ChangeRelay
from app.views.frame.focus import FocusKeeper
from app.views.frame.idle import IdleWatch
from app.views.frame.keys import WindowKeys
from app.views.frame.layers import Layers
from app.views.frame.messages import MessageArea
from app.views.frame.page_keys import PageKeys
from app.views.frame.page_stack import NavItem, PageStack
from app.views.frame.rail import Rail
from app.views.frame.status_line import StatusItem, StatusLine
from app.views.frame.toasts import Toasts
from app.views.frame.top_bar import TopBar
from app.views.kit import Kit
from app.views.theme import Status, px
from app.views.widgets.member_picker import MemberPicker
from app.views.widgets.page import Page

__all__ = ["NavItem", "Shell", "StatusItem"]

_MINUTE = 60
_NARROW = 1000


class Shell(QMainWindow):
    """The window.

    Args:
        find: finds people for the search box; None hides it.
        desk: makes the check-in desk; None hides F2.
        idle_minutes: lock after so many quiet minutes; 0 never.
        may_close: asked before the window closes; False: it stays open.

    Signals:
        locked(), unlock_requested(uid, password), person_chosen(hit),
        person_check_in(hit), closing(): the window is about to close.
    """

    locked = Signal()
    unlock_requested = Signal(str, str)
    person_chosen = Signal(object)
    person_check_in = Signal(object)
    closing = Signal()

    def __init__(
        self,
        kit: Kit,
        navigation: Sequence[NavItem],
        *,
        centre_name: str,
        demo: bool = False,
        find: Callable[[str], Sequence[Any]] | None = None,
        idle_minutes: float = 10,
        monotonic: Callable[[], float] = time.monotonic,
        desk: Callable[[], QWidget] | None = None,
        may_close: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__()
        self._kit, self._may_close = kit, may_close
        self.pages = PageStack(navigation, kit.notify.can_undo)
        self._work = QWidget()
        self.layers = Layers(self._work, centre_name, desk)
        self._keys = WindowKeys(self)
        self._rebuild_soon = QTimer(self)
        self._rebuild_soon.setSingleShot(True)
        self._rebuild_soon.timeout.connect(self.rebuild)
        self._scale = theme.current().scale
        # Ends in the program's name, which some window managers have Qt append otherwise.
        self.setWindowTitle(centre_name + ("（演示）" if demo else "") + " · " + self.tr("颐站"))
        self._make_parts(centre_name, demo, find)
        self.rail.desk.setVisible(desk is not None)
        self._lay_out()
        self._join()
        self._make_shortcuts()
        self.idle_watch = IdleWatch(idle_minutes * _MINUTE, monotonic, self)
        self.idle_watch.idle.connect(self.lock)
        self._focus = FocusKeeper(
            self, lambda: self.current_page() if self.layers.works() else None
        )
        self.rail.fold(bool(kit.prefs.get("rail.folded", False)))
        self.set_date(today(kit.clock))
        self.setMinimumSize(960, 600)
        self.resize(px(1280), px(800))

    # --- pages ----------------------------------------------------------------------------

    def navigate(self, key: str, argument: object = None) -> None:
        """Open page ``key``; ``argument`` goes to its ``activated`` signal."""
        before = self.current_key()
        page = self.pages.open(key)
        page.came_from = "" if before == key else before
        self.rail.set_current(key)
        self.toasts.raise_()
        page.activate(argument)
        if self.layers.works():
            page.take_focus()

    def current_key(self) -> str:
        """Key of the page in front; empty before the first one."""
        return self.pages.current_key()

    def page(self, key: str) -> Page:
        """The page ``key``, made now if it was never opened."""
        return self.pages.page(key)

    def current_page(self) -> Page | None:
        """The page in front."""
        return self.pages.current_page()

    def back(self) -> None:
        """Esc: close what lies on top, else the page before."""
        page = self.current_page()
        if page is not None and page.back():
            return
        if self.messages.close_last() or self.notices.close_last():
            return
        if key := self.pages.previous_key():
            self.navigate(key)

    def attach(self, relay: ChangeRelay) -> None:
        """Refresh pages when data changes."""
        relay.changed.connect(self.pages.changed)

    def rebuild(self) -> None:
        """Make all pages anew (another clerk, another scale); stays where it is."""
        page = self.current_page()
        place = page.place() if page is not None else None
        self.pages.clear()
        self.layers.drop_desk()
        if self.current_key():
            self.navigate(self.current_key(), place)

    # --- frame ----------------------------------------------------------------------------

    def set_clerk(self, name: str) -> None:
        """Show who is signed in; messages and 撤销 of the clerk before are gone."""
        if name != self.top_bar.clerk.text():
            self._kit.notify.forget()
        self.top_bar.set_clerk(name)

    def set_date(self, date: dt.date) -> None:
        """Show the service date."""
        self.top_bar.set_date(date)

    def set_status_items(self, items: Sequence[StatusItem]) -> None:
        """Fill the status line."""
        self.status_line.set_items(items)

    def set_status(self, key: str, status: Status) -> None:
        """Change one entry of the status line."""
        self.status_line.set_status(key, status)

    # --- lock and desk --------------------------------------------------------------------

    def lock(self) -> None:
        """Hide everything personal; the desk stays, because it shows nothing personal."""
        if self.layers.is_locked():
            return
        if self.search is not None:
            self.search.search("")
        self.toasts.clear()
        self.layers.lock()  # forms put their drafts away when they go out of sight
        self.locked.emit()

    def unlock(self) -> None:
        """The password was right."""
        self.idle_watch.touch()
        self.layers.unlock()

    def is_locked(self) -> bool:
        """Whether a password is needed to go on."""
        return self.layers.is_locked()

    def set_accounts(self, accounts: Sequence[tuple[str, str]], current: str = "") -> None:
        """Who may sign in: (uid, name)."""
        self.lock_page.set_accounts(accounts, current)

    def lock_error(self, text: str) -> None:
        """Say why it stays locked."""
        self.lock_page.set_error(text)

    def open_desk(self) -> None:
        """F2: the check-in desk in the full window."""
        self.layers.open_desk()

    def close_desk(self) -> None:
        """Back to the pages, or to the lock when time ran out meanwhile."""
        self.layers.close_desk()

    # --- Qt -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, unless somebody nearer to the focus took it."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.layers.desk_is_open():
            self.close_desk()
        elif self.layers.works():
            self.back()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab in the frame goes on in the order of what is seen; from nowhere into the page."""
        return self._focus.step(forward=forward) or super().focusNextPrevChild(forward)

    def showEvent(self, event: QShowEvent) -> None:
        """The idle watch needs the native window."""
        super().showEvent(event)
        self.idle_watch.watch(self.windowHandle())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window shows the rail as icons."""
        super().resizeEvent(event)
        self.rail.squeeze(self.width() < px(_NARROW))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember looks; say goodbye, unless something would be lost."""
        if not self._may_close():
            event.ignore()
            return
        self._kit.prefs.set("rail.folded", self.rail.is_folded())
        self.closing.emit()
        super().closeEvent(event)

    def retire(self) -> None:
        """It is about to be deleted: another look is not its business any more."""
        theme.hub().changed.disconnect(self._restyled)
        self.pages.retire()

    # --- inside ---------------------------------------------------------------------------

    def _make_parts(
        self, centre_name: str, demo: bool, find: Callable[[str], Sequence[Any]] | None
    ) -> None:
        runner, notify = self._kit.runner, self._kit.notify
        self.search: MemberPicker | None = None
        if find is not None:
            self.search = MemberPicker(
                find,
                runner,
                placeholder=self.tr("查找老人 (Ctrl+K)"),
                secondary=self.tr("签到"),
                keep_text=False,
            )
        entries = [(i.key, i.title, i.icon, i.tip) for i in self.pages.items.values()]
        self.rail = Rail(entries)
        self.top_bar = TopBar(centre_name, self.search, demo=demo)
        self.notices = MessageArea(notify, wanted=lambda message: message.general)
        self.messages = MessageArea(
            notify, runner, self.pages, wanted=lambda message: not message.general
        )
        self.status_line = StatusLine()
        self.lock_page, self.crash_page = self.layers.lock_page, self.layers.crash_page

    def _lay_out(self) -> None:
        self._work.setProperty("ground", "page")
        column = QVBoxLayout()
        for widget in (self.top_bar, self.notices, self.pages, self.status_line):
            column.addWidget(widget, 1 if widget is self.pages else 0)
        box = QHBoxLayout(self._work)
        box.addWidget(self.rail)
        box.addLayout(column, 1)
        for layout in (column, box):
            parts.bare(layout, 0)
        self.setCentralWidget(self.layers)
        self.toasts = Toasts(self.pages, self._kit.notify)

    def _join(self) -> None:
        self.rail.chosen.connect(self._choose)
        self.pages.turned.connect(self.messages.turn_to)
        self.rail.desk_asked.connect(self.open_desk)
        self.rail.folded.connect(lambda on: self._kit.prefs.set("rail.folded", on))
        self.status_line.opened.connect(self.navigate)
        self.top_bar.lock_asked.connect(self.lock)
        self.lock_page.unlock_requested.connect(self.unlock_requested)
        self.layers.turned.connect(self._keys.let_work)
        self.layers.returned.connect(self._come_back)
        self._kit.notify.crashed.connect(self.layers.show_crash)
        self._kit.notify.cleared.connect(self.pages.drop_kept)
        theme.hub().changed.connect(self._restyled)
        if self.search is not None:
            self.search.chosen.connect(self.person_chosen)
            self.search.secondary_chosen.connect(self.person_check_in)

    def _make_shortcuts(self) -> None:
        for number, key in enumerate(list(self.pages.items)[:9], 1):
            self._keys.add(f"Ctrl+{number}", partial(self._choose, key))
        self._keys.add("Ctrl+K", self._focus_search)
        self._keys.add("Ctrl+L", self.lock)
        self._keys.add("Ctrl+Z", self._kit.notify.undo_last)
        self._keys.add("F2", self.open_desk, always=True)
        PageKeys(self._keys, self.pages, self._kit)

    def _come_back(self) -> None:
        """The pages are in front again, as they were left; what is shown may be old."""
        page = self.current_page()
        if page is not None:
            page.activate()
            if not self.layers.give_back_focus(page):
                page.take_focus()

    def _choose(self, key: str) -> None:
        """The rail: another page as it was left, the one in front from its start."""
        page = self.current_page()
        if key != self.current_key() or page is None or not page.home():
            self.navigate(key)

    def _focus_search(self) -> None:
        if self.search is not None:
            self.search.setFocus()
            self.search.selectAll()

    def _restyled(self) -> None:
        """Another scale needs other margins: pages are made anew, after this event."""
        if theme.current().scale == self._scale:
            return
        self._scale = theme.current().scale
        self.top_bar.fit()
        self.status_line.fit()
        self.rail.fit()
        self.rail.squeeze(self.width() < px(_NARROW))
        self._rebuild_soon.start()
