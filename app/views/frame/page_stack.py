"""The pages: made when first opened, kept, refreshed when their data changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QStackedWidget

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
    """Knows which pages exist and in which order they were opened."""

    def __init__(self, navigation: Sequence[NavItem]) -> None:
        super().__init__()
        self.items = {item.key: item for item in navigation}
        self._pages: dict[str, Page] = {}
        self._history: list[str] = []

    def open(self, key: str) -> Page:
        """Bring the page ``key`` to the front; KeyError when there is none."""
        page = self.page(key)
        if self.current_key() != key:
            self._history = [*self._history[-_REMEMBERED:], key]
        self.setCurrentWidget(page)
        return page

    def page(self, key: str) -> Page:
        """The page ``key``, made now if it was never opened."""
        if key not in self._pages:
            self._pages[key] = self.items[key].factory()
            self.addWidget(self._pages[key])
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
        """Throw all pages away; they are made anew when opened."""
        for page in self._pages.values():
            self.removeWidget(page)
            page.hide()
            page.deleteLater()
        self._pages.clear()

    def changed(self, entities: frozenset[str]) -> None:
        """Tell every page what changed."""
        for page in list(self._pages.values()):
            page.changed(entities)
