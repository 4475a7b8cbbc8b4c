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
from app.views.notify import Action
from app.views.settings.section import SettingsSection
from app.views.setup.panel import scrolled
from app.views.theme import Space, px
from app.views.widgets.leave_bar import LeaveBar
from app.views.widgets.page import Page
from app.views.widgets.states import StateStack

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
        self.sections: dict[str, SettingsSection] = {}
        self.buttons: dict[str, QPushButton] = {}
        self._holders: dict[str, StateStack] = {}
        self._front, self._wanted = "", ""
        self.leave_bar = self._make_leave_bar()
        self._group = QButtonGroup(self)
        self._nav = parts.Card(padding=Space.S)
        self._nav.box.setSpacing(px(Space.XS))
        self._nav.box.addStretch(1)
        self._stack = QStackedWidget()
        nav = parts.scroll(self._nav)
        nav.setFixedWidth(px(_NAV))
        right = parts.column(self.leave_bar, self._stack, spacing=Space.M)
        right.layout().setStretch(1, 1)  # type: ignore[union-attr]
        both = parts.row(nav, right, spacing=Space.L)
        both.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self.body.addWidget(both, 1)

    def add_section(
        self,
        key: str,
        title: str,
        icon: str,
        section: SettingsSection,
        *,
        fills: bool = False,
    ) -> None:
        """Add a section; ``fills``: it holds a table and takes the whole height."""
        button = parts.button(title, kind="rail")
        parts.set_icon(button, icons.icon(icon, "second", "primary"))
        button.setCheckable(True)
        button.clicked.connect(lambda *_: self.open_section(key))
        self._group.addButton(button)
        self._nav.box.insertWidget(self._nav.box.count() - 1, button)
        holder: QWidget = parts.scroll(section) if fills else _scrolled(section)
        if (foot := section.foot()) is not None:
            holder = parts.column(holder, foot, spacing=Space.M)
        self.buttons[key], self.sections[key] = button, section
        self._holders[key] = StateStack(holder)
        self._stack.addWidget(self._holders[key])
        section.saved.connect(self._go_on)

    def open_section(self, key: str) -> None:
        """Bring ``key`` to the front; unsaved changes of the one before are asked about first."""
        if key not in self.sections:
            return
        front = self._front
        if front and front != key and self.sections[front].is_dirty():
            self.buttons[front].setChecked(True)
            self._wanted = key
            self.leave_bar.ask(
                parts.fill(self.tr("“%1”有未保存的修改。"), self.buttons[front].text())
            )
            return
        self.leave_bar.hide()
        self._front, self._wanted = key, ""
        self.buttons[key].setChecked(True)
        self._stack.setCurrentWidget(self._holders[key])
        self.section_opened.emit(key)

    def current_section(self) -> str:
        """Key of the section in front."""
        return self._front

    def show_section(self, key: str) -> None:
        """What the section shows has been read."""
        self._holders[key].show_content()

    def show_section_problem(self, key: str, text: str) -> None:
        """Say in place of the section why it cannot be shown; 重试 opens it anew."""
        again = Action(self.tr("重试"), lambda: self.open_section(key))
        self._holders[key].show_state("error", text, "", again)

    def place(self) -> object:
        """The section in front: another scale is tried on without losing it."""
        return self.current_section()

    def back(self) -> bool:
        """Esc: a sheet first; while it is asked about unsaved changes, go on with them."""
        if super().back():
            return True
        if self.leave_bar.isHidden():
            return False
        self._stay()
        return True

    def _make_leave_bar(self) -> LeaveBar:
        bar = LeaveBar(can_save=True)
        bar.saved.connect(lambda: self.sections[self._front].submit())
        bar.stayed.connect(self._stay)
        bar.dropped.connect(self._drop)
        return bar

    def _stay(self) -> None:
        self._wanted = ""
        # The focus goes first: hiding the button would send it on as Tab does.
        self.sections[self._front].setFocus()
        self.leave_bar.hide()

    def _drop(self) -> None:
        self.sections[self._front].drop()
        self._go_on()

    def _go_on(self) -> None:
        """Nothing is unsaved any more: open what was asked for meanwhile."""
        if self._wanted:
            wanted = self._wanted
            self.open_section(wanted)
            self.buttons[wanted].setFocus()

    def _help(self) -> str:
        return self.tr(
            "左边选一类，右边改。改动立即生效，并记入审计日志。\n"
            "登记年龄、多久没来要提醒、评估有效期在“中心与助餐”里。\n"
            "重点对象规则改之前会先说明有多少人由一般变为重点。\n"
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
