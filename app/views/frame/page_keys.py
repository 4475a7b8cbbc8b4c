"""The keys that every page answers: help, refresh, filter, new, print."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt

from app.views import parts
from app.views.frame.keys import WindowKeys
from app.views.frame.page_stack import PageStack
from app.views.kit import Kit
from app.views.widgets.page import Page

_HELP_WIDTH = 440


class PageKeys:
    """Passes keys of the window on to the page in front.

    F1 its help, F5 refresh, Ctrl+F its filter, Ctrl+N and Ctrl+P its actions ``new`` and
    ``print``.
    """

    def __init__(self, keys: WindowKeys, pages: PageStack, kit: Kit) -> None:
        self._pages, self._kit = pages, kit
        for key, act in (
            ("F1", self._help),
            ("F5", Page.refresh),
            ("Ctrl+F", Page.focus_filter),
            ("Ctrl+N", self._new),
            ("Ctrl+P", _print),
        ):
            keys.add(key, self._with_page(act))

    def _with_page(self, act: Callable[[Page], object]) -> Callable[[], None]:
        def ask() -> None:
            page = self._pages.current_page()
            if page is not None:
                act(page)

        return ask

    def _new(self, page: Page) -> None:
        """What the page has to offer, else a new person."""
        if not page.trigger("new") and "new" not in page.header.buttons:
            self._kit.go("members", {"new": True})

    def _help(self, page: Page) -> None:
        title, text = page.help()
        if not text:
            return
        title = title or self._pages.items[self._pages.current_key()].title
        words = parts.label(text, wrap=True, selectable=True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        heading = QCoreApplication.translate("Shell", "%1 · 帮助")
        page.open_sheet(parts.fill(heading, title), words, _HELP_WIDTH)


def _print(page: Page) -> object:
    return page.trigger("print")
