"""The pages: made when first opened, kept, refreshed when their data changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QStackedWidget

from app.views import theme
from app.views.widgets.page import Page

_REMEMBERED = 20


@dataclass(frozen=True)
class NavItem:
    """One entry of the rail; ``factory`` makes its page when it is first opened."""

    key: str
    title: str
    icon: str
    factory: Callable[[], Page]
    tip: str = ""


class PageStack(QStackedWidget):
    """Knows which pages exist and in which order they were opened.

    Args:
        wanted: whether steps can be taken back that know the pages which took them.

    Signals:
        turned(str page, str scene): another page is in front, or something else stands in it.
    """

    turned = Signal(str, str)

    def __init__(
        self, navigation: Sequence[NavItem], wanted: Callable[[], bool] = lambda: False
    ) -> None:
        super().__init__()
        self._wanted = wanted
        theme.hub().rescaling.connect(self._rescaling)
        self.items = {item.key: item for item in navigation}
        self._pages: dict[str, Page] = {}
        self._kept: list[Page] = []
        self._history: list[str] = []

    def open(self, key: str) -> Page:
        """Bring the page ``key`` to the front; KeyError when there is none."""
        page = self.page(key)
        if self.current_key() != key:
            self._history = [*self._history[-_REMEMBERED:], key]
        self.setCurrentWidget(page)
        self._turn()
        return page

    def page(self, key: str) -> Page:
        """The page ``key``, made now if it was never opened."""
        if key not in self._pages:
            self._pages[key] = self.items[key].factory()
            self.addWidget(self._pages[key])
            self._pages[key].scene_changed.connect(self._turn)
        return self._pages[key]

    def current_key(self) -> str:
        """Key of the page in front; empty before the first one."""
        return self._history[-1] if self._history else ""

    def current_page(self) -> Page | None:
        """The page in front."""
        return self._pages.get(self.current_key())

    def previous_key(self) -> str:
        """Forget the page in front and say which was open before; empty when none was."""
        if len(self._history) < 2:
            return ""
        self._history.pop()
        return self._history[-1]

    def clear(self) -> None:
        """Throw all pages away; they are made anew when opened.

        As long as they are wanted they stay out of sight until `drop_kept`.
        """
        for page in self._pages.values():
            self.removeWidget(page)
            page.hide()
            self._kept.append(page)
        self._pages.clear()
        if not self._wanted():
            self.drop_kept()

    def drop_kept(self) -> None:
        """Nobody can ask any more for what the pages of before did."""
        for page in self._kept:
            page.deleteLater()
        self._kept.clear()

    def changed(self, entities: frozenset[str]) -> None:
        """Tell every page what changed."""
        for page in list(self._pages.values()):
            page.changed(entities)

    def retire(self) -> None:
        """Its window is about to be deleted: another look is not its business any more."""
        theme.hub().rescaling.disconnect(self._rescaling)

    def _turn(self) -> None:
        page = self.current_page()
        if page is not None:
            self.turned.emit(self.current_key(), page.scene())

    def _rescaling(self) -> None:
        """Pages out of sight would only be dressed to be thrown away: that took a second."""
        if self._wanted():
            return
        front = self.current_key()
        for key in [key for key in self._pages if key != front]:
            page = self._pages.pop(key)
            self.removeWidget(page)
            page.deleteLater()
            QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
