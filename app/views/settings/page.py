"""The page 设置: sections on the left, the chosen one on the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from app.views import icons, parts
from app.views.setup.panel import scrolled
from app.views.theme import Space, px
from app.views.widgets.page import Page

_NAV, _WIDEST = 200, 760


class SettingsPage(Page):
    """Holds the sections; each is a widget of its own module.

    Signals:
        section_opened(str key): it came to the front; load what it shows.
    """

    section_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(
            self.tr("设置"),
            "",
            self._help(),
            frozenset({"setting", "user_account", "code_entry"}),
            scroll=False,
        )
        self.sections: dict[str, QWidget] = {}
        self.buttons: dict[str, QPushButton] = {}
        self._holders: dict[str, QWidget] = {}
        self._group = QButtonGroup(self)
        self._nav = parts.Card(padding=Space.S)
        self._nav.box.setSpacing(px(Space.XS))
        self._nav.box.addStretch(1)
        self._stack = QStackedWidget()
        nav = parts.scroll(self._nav)
        nav.setFixedWidth(px(_NAV))
        both = parts.row(nav, self._stack, spacing=Space.L)
        both.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self.body.addWidget(both, 1)

    def add_section(
        self,
        key: str,
        title: str,
        icon: str,
        section: QWidget,
        *,
        fills: bool = False,
        foot: QWidget | None = None,
    ) -> None:
        """Add a section.

        Args:
            fills: it holds a table and takes the whole height.
            foot: the buttons of its form; they stay in sight below what scrolls.
        """
        button = parts.button(title, kind="rail")
        parts.set_icon(button, icons.icon(icon, "second", "primary"))
        button.setCheckable(True)
        button.clicked.connect(lambda *_: self.open_section(key))
        self._group.addButton(button)
        self._nav.box.insertWidget(self._nav.box.count() - 1, button)
        holder: QWidget = parts.scroll(section) if fills else _scrolled(section)
        if foot is not None:
            holder = parts.column(holder, foot, spacing=Space.M)
        self._stack.addWidget(holder)
        self.buttons[key], self.sections[key], self._holders[key] = button, section, holder

    def open_section(self, key: str) -> None:
        """Bring ``key`` to the front."""
        if key not in self.sections:
            return
        self.buttons[key].setChecked(True)
        self._stack.setCurrentWidget(self._holders[key])
        self.section_opened.emit(key)

    def current_section(self) -> str:
        """Key of the section in front."""
        return next((key for key, one in self.buttons.items() if one.isChecked()), "")

    def place(self) -> object:
        """The section in front: another scale is tried on without losing it."""
        return self.current_section()

    def _help(self) -> str:
        return self.tr(
            "左边选一类，右边改。改动立即生效，并记入审计日志。\n"
            "外观只影响这台电脑上的这个用户。\n"
            "备份做完会自动核对，通过了才算数；请每周备份到U盘，和电脑分开放。"
        )


def _scrolled(section: QWidget) -> QScrollArea:
    """``section`` at the top left of a scroll area, no wider than is readable."""
    section.setMaximumWidth(px(_WIDEST))
    # Beside a stretch: a column alone would ask how high it is at a width it never gets.
    beside = parts.row(section, None)
    beside.layout().setStretch(0, 1)  # type: ignore[union-attr]
    beside.layout().setStretch(1, 0)  # type: ignore[union-attr]
    return scrolled(parts.column(beside, None))
