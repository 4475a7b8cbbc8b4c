"""Filter chips: what is chosen always stands in its chip, and a cross takes it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent, Qt
from PySide6.QtWidgets import QMenu, QPushButton

from app.views import icons, parts
from app.views.menus import TickMenu
from app.views.theme import Space, px
from app.views.widgets.table.columns import GROUP_SIGN, Filter

_CROSS = 24
_DROP = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class FilterChip(parts.Button):
    """One filter: a menu of choices, or on and off.

    A chosen value stays although it is offered no longer: the list is still filtered by it.

    Signals:
        changed(): its value is another one.
    """

    changed = Signal()

    def __init__(self, filter_: Filter) -> None:
        super().__init__()
        self.filter = filter_
        self.value = ""
        self.setProperty("kind", "chip")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self._choices = TickMenu(self)
        self._groups: list[frozenset[str]] = []
        self._words: dict[str, str] = {}
        self._actions: dict[str, QAction] = {}
        self._below: list[QMenu] = []
        self._given: object = None
        self.cross = self._make_cross()
        if self.offers():
            self.setMenu(self._choices)
        else:
            self.clicked.connect(lambda *_: self.choose("" if self.value else "1"))
        if filter_.groups:
            self.set_groups(filter_.groups)
        else:
            self.set_choices(filter_.choices)

    def offers(self) -> bool:
        """Whether there is something to choose from; else it is on or off."""
        return bool(self.filter.choices or self.filter.groups)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other choices (value, label)."""
        if not self._begin(choices):
            return
        for value, text in choices:
            if value:
                self._offer(self._choices, value, text, self.choose)
        self._show()

    def set_groups(self, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        """Offer a submenu per group (title, choices)."""
        if not self._begin(groups):
            return
        self._groups = [frozenset(value for value, _ in choices) for _, choices in groups]
        for title, choices in groups:
            menu = TickMenu(title, self._choices)
            self._choices.addMenu(menu)
            self._below.append(menu)
            for value, text in choices:
                if value:
                    self._offer(menu, value, text, self.pick)
        self._show()

    def chosen(self) -> tuple[str, ...]:
        """The chosen values, at most one of a group."""
        return tuple(one for one in self.value.split(GROUP_SIGN) if one)

    def pick(self, value: str) -> None:
        """Choose ``value`` in its group instead of what was chosen there, or take it back."""
        group = next(group for group in self._groups if value in group)
        kept = [one for one in self.chosen() if one not in group]
        self.choose(GROUP_SIGN.join([*kept, *(() if value in self.chosen() else (value,))]))

    def choose(self, value: str) -> None:
        """Take ``value`` as a person would."""
        if value != self.value:
            self.set_value(value)
            self.changed.emit()

    def set_value(self, value: str) -> None:
        """Take ``value`` silently."""
        self.value = value
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes back what is chosen; the cross has no focus of its own."""
        if event.key() in _DROP and self.value:
            self.choose("")
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cross at the end."""
        super().resizeEvent(event)
        side = px(_CROSS)
        left, top = self.width() - side - px(Space.S), (self.height() - side) // 2
        self.cross.setGeometry(left, top, side, side)
        self.cross.setIconSize(QSize(px(Space.L), px(Space.L)))

    def _make_cross(self) -> QPushButton:
        made = parts.Button("", self)
        made.setProperty("kind", "inline")
        made.setIcon(icons.icon("close", "primary"))
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.hide()
        return parts.on_click(made, lambda: self.choose(""))

    def _begin(self, given: object) -> bool:
        """An empty menu with 全部; False when it offers ``given`` already: it may be open."""
        if given == self._given:
            return False
        self._given = given
        self._choices.clear()
        self._actions.clear()
        for menu in self._below:
            menu.deleteLater()
        self._below.clear()
        if self.offers():
            self._offer(self._choices, "", _tr("全部"), self.choose)
            self._choices.addSeparator()
        return True

    def _offer(self, menu: QMenu, value: str, text: str, take: Callable[[str], object]) -> None:
        action = QAction(text, menu)
        action.setCheckable(True)
        action.triggered.connect(partial(self._taken, take, value))
        menu.addAction(action)
        self._actions[value] = action
        if value:
            self._words[value] = text

    def _taken(self, take: Callable[[str], object], value: str, _on: bool = False) -> None:
        take(value)
        self._tick()

    def _tick(self) -> None:
        """The menu says what is chosen."""
        for value, action in self._actions.items():
            action.setChecked(value in self.chosen() if value else not self.value)

    def _show(self) -> None:
        title, on = self.filter.title, bool(self.value)
        if self.offers():
            words = "、".join(self._words.get(one, one) for one in self.chosen())
            self.setText(f"{title}：{words}" if on else f"{title}  ▾")
            self.setAccessibleName(f"{title}：{words}" if on else title)
        else:
            self.setText(f"✓ {title}" if on else title)
        tip = parts.fill(_tr("清除“%1”"), title)
        self.cross.setToolTip(tip)
        self.cross.setAccessibleName(tip)
        self.cross.setVisible(on and self.offers())
        parts.set_look(self, "clearable", "true" if on and self.offers() else "false")
        parts.set_look(self, "active", "true" if on else "false")
        self._tick()
        self.updateGeometry()


class FoldedChips(parts.Button):
    """筛选: the chips that a low window has no row for, as one menu."""

    def __init__(self) -> None:
        super().__init__(_tr("筛选") + "  ▾")
        self.setProperty("kind", "chip")
        self.setAccessibleName(_tr("筛选"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self._chips: list[FilterChip] = []
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)

    def stand_for(self, chips: Iterable[FilterChip]) -> None:
        """Offer what ``chips`` offer, which are not shown."""
        self._chips = list(chips)

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        for chip in self._chips:
            if chip.offers():
                action = menu.addMenu(chip.menu())
                action.setText(chip.filter.title)
            else:
                action = menu.addAction(chip.filter.title)
                action.triggered.connect(lambda *_, chip=chip: chip.click())


def _tr(text: str) -> str:
    return QCoreApplication.translate("FilterChip", text)
