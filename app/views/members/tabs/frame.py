"""What the tabs of a member's file have in common, and the widget that holds them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from app.services.members import MemberFile
from app.views import parts
from app.views.theme import Space
from app.views.widgets.panes import FrontLayout
from app.views.widgets.saving import save_form

if TYPE_CHECKING:
    from app.services.rights import Actor
    from app.views.kit import Kit
    from app.views.members.page import MembersPage
    from app.views.widgets.form import Form
    from app.wiring import Application

T = TypeVar("T")


@dataclass(frozen=True)
class TabContext:
    """What a tab joins: services, the tools of the window, the page (for its side sheet)."""

    app: Application
    kit: Kit
    page: MembersPage

    def ask(
        self,
        title: str,
        form: Form,
        save: Callable[[Mapping[str, Any], Actor], T],
        done: Callable[[T], None],
    ) -> None:
        """Ask with ``form`` in the side sheet; ``save`` runs off the GUI thread.

        Its faults stay under the fields; once saved, the sheet closes and ``done`` is told.
        """

        def submit(values: Mapping[str, Any]) -> None:
            actor = self.kit.actor()
            save_form(self.page, self.kit, form, lambda: save(values, actor), done)

        form.submitted.connect(submit)
        self.page.open_form(title, form)


class FileTab(QWidget):
    """One tab. Subclasses load and show what belongs to a file.

    ``concerns``: tables whose changes make the tab load anew while it is in front.
    """

    concerns: frozenset[str] = frozenset()

    def show_file(self, file: MemberFile) -> None:
        """Show what belongs to ``file``; called whenever the tab comes to the front."""
        raise NotImplementedError

    def point_at(self, entry: str) -> None:
        """Bring ``entry`` (its uid) into sight once it is loaded; a tab may have none."""


@dataclass(frozen=True)
class TabSpec:
    """A tab: ``key`` for navigation (``go("members", {"uid": …, "tab": key})``, with ``"entry"``
    a uid to point at), its title."""

    key: str
    title: str
    make: Callable[[TabContext], FileTab]
    concerns: frozenset[str] = frozenset()


class _Bar(QTabBar):
    """Turning the wheel scrolls the page; it does not leave the tab for the next."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Left to the page."""
        event.ignore()


class FileTabs(QWidget):
    """The tab bar over the overview and the tabs, which are made when first opened.

    Signals:
        tab_opened(str key): it came to the front.
    """

    tab_opened = Signal(str)

    def __init__(self, overview: QWidget) -> None:
        super().__init__()
        self._bar = _Bar()
        self._bar.setExpanding(False)
        self._bar.setUsesScrollButtons(True)
        # A click as well: from a tab that was clicked Tab goes on to what it shows.
        self._bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._bar.setAccessibleName(self.tr("档案的各个部分"))
        self.setFocusProxy(self._bar)
        holder = QWidget()
        self._stack = FrontLayout(holder)
        self._stack.addWidget(overview)
        self._bar.addTab(self.tr("概况"))
        self._specs: tuple[TabSpec, ...] = ()
        self._made: dict[str, FileTab] = {}
        self._context: TabContext | None = None
        self._file: MemberFile | None = None
        self._bar.currentChanged.connect(self._changed)
        self._bar.hide()
        box = parts.bare(QVBoxLayout(self), Space.M)
        box.addWidget(self._bar)
        box.addWidget(holder, 1)

    def offer(self, specs: Sequence[TabSpec], context: TabContext) -> None:
        """Offer ``specs`` after the overview."""
        self._specs, self._context = tuple(specs), context
        for spec in specs:
            self._bar.addTab(spec.title)
        self._bar.setVisible(bool(specs))

    def show_file(self, file: MemberFile, key: str | None = None) -> None:
        """Another file, or the same one anew: the tab in front shows it. ``key``: the tab that
        comes to the front with it, at once, since laying out the overview first takes its time.
        """
        other = self._file is not None and self._file.uid != file.uid
        self._file = file
        place = self._bar.currentIndex()
        wanted = self._place("" if other and key is None else key, place)
        if wanted != place:
            self._bar.setCurrentIndex(wanted)
        else:
            self._show_current()

    def choose(self, key: str, entry: str = "") -> None:
        """Bring the tab ``key`` to the front, ``""`` the overview; point at ``entry`` there."""
        self._bar.setCurrentIndex(self._place(key, self._bar.currentIndex()))
        if entry and (tab := self._made.get(key)) is not None:
            tab.point_at(entry)

    def turn(self, step: int) -> None:
        """Go on to the next tab, or back to the one before; from the last one to the first."""
        self._bar.setCurrentIndex((self._bar.currentIndex() + step) % self._bar.count())

    def title(self) -> str:
        """What the tab in front is called."""
        return self._bar.tabText(self._bar.currentIndex())

    def current(self) -> str:
        """Key of the tab in front; ``""`` for the overview."""
        place = self._bar.currentIndex()
        return self._specs[place - 1].key if place > 0 else ""

    def tab(self, key: str) -> FileTab | None:
        """The tab ``key`` if it was made."""
        return self._made.get(key)

    def concerns(self) -> frozenset[str]:
        """Tables that the tabs show."""
        return frozenset().union(*(spec.concerns for spec in self._specs))

    def _place(self, key: str | None, otherwise: int) -> int:
        """Where the tab ``key`` is in the bar."""
        keys = ["", *(spec.key for spec in self._specs)]
        return keys.index(key) if key in keys else otherwise

    def _changed(self, _: int) -> None:
        self._show_current()
        self.tab_opened.emit(self.current())

    def _show_current(self) -> None:
        key = self.current()
        if not key:
            self._stack.setCurrentIndex(0)
            return
        if self._context is None or self._file is None:
            return
        tab = self._made.get(key)
        if tab is None:
            spec = next(spec for spec in self._specs if spec.key == key)
            tab = self._made[key] = spec.make(self._context)
            self._stack.addWidget(tab)
        self._stack.setCurrentWidget(tab)
        tab.show_file(self._file)
