"""The head of a page: title, date switch, actions; what one row does not hold is in 更多."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QPushButton, QWidget

from app.views import icons, parts
from app.views.theme import Space, px
from app.views.widgets.date_field import DateSwitch
from app.views.widgets.flow import FlowLayout


class MoreButton(parts.Button):
    """更多: the actions that the row has no room for. What they may and say, they do here too."""

    def __init__(self) -> None:
        super().__init__(self.tr("更多"))
        parts.set_icon(self, icons.icon("more", "second"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self._buttons: dict[str, QPushButton] = {}
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)

    def keys(self) -> tuple[str, ...]:
        """The actions in the menu."""
        return tuple(self._buttons)

    def set_actions(self, buttons: Mapping[str, QPushButton]) -> None:
        """Stand for ``buttons``, which are not shown."""
        self._buttons = dict(buttons)

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        for made in self._buttons.values():
            below: QMenu | None = made.menu()
            if below is not None:
                action = menu.addMenu(below)
                action.setText(made.text() or made.accessibleName())
            else:
                action = menu.addAction(made.text())
                action.triggered.connect(lambda *_, made=made: made.click())
            action.setEnabled(made.isEnabled())
            action.setToolTip(made.toolTip())


class PageHeader(QWidget):
    """Title, a line below it, the date switch and the actions of the page, which wrap.

    Where one row does not hold them, those that `set_spare` names are in the menu 更多.
    """

    def __init__(self, title: str, subtitle: str = "") -> None:
        super().__init__()
        self.title = parts.label(title, "title")
        self.subtitle = parts.label(subtitle, "subtitle")
        parts.set_shown(self.subtitle, bool(subtitle))
        self.buttons: dict[str, QPushButton] = {}
        self.dates: DateSwitch | None = None
        self._flow = FlowLayout(self, Space.S, top=True)
        self._names = parts.column(self.title, self.subtitle, spacing=2)
        self._flow.addWidget(self._names)
        self._flow.add_stretch()
        self._tight = False
        self._offered: tuple[str, ...] = ()
        self._spare: tuple[str, ...] = ()
        self.more: MoreButton | None = None

    def set_spare(self, *keys: str) -> None:
        """Actions that go into 更多 where the row is short, the first one first."""
        self._spare = keys
        self.more = MoreButton()
        self._flow.addWidget(self.more)
        self.more.hide()

    def offer(self, keys: Sequence[str]) -> None:
        """Offer exactly these actions."""
        self._offered = tuple(keys)
        # Hidden first: all actions at once would be wider than the window and widen it.
        for key, made in self.buttons.items():
            if key not in keys:
                made.hide()
        self._fold()

    def is_offered(self, key: str) -> bool:
        """Whether the action ``key`` can be had, in the row or in the menu."""
        made = self.buttons.get(key)
        return made is not None and (not made.isHidden() or key in self._folded())

    def set_tight(self, tight: bool) -> None:
        """In a tight window the line below the title stands beside it, where there is room."""
        self._tight = tight
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: another number of actions in the row."""
        super().resizeEvent(event)
        self._fold()

    def event(self, event: QEvent) -> bool:
        """Another title, another scale."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fold()
        return done

    def _folded(self) -> tuple[str, ...]:
        return self.more.keys() if self.more is not None else ()

    def _arrange(self) -> None:
        """The second line below the title, or beside it."""
        room = self.width() - self._least() - self._flow.spacing()
        names = (self.title.sizeHint().width(), self.subtitle.sizeHint().width())
        beside = self._tight and sum(names) + px(Space.M) <= room
        layout = self._names.layout()
        assert isinstance(layout, QBoxLayout)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if layout.direction() != way:
            layout.setDirection(way)
            layout.setSpacing(px(Space.M if beside else 2))

    def _least(self) -> int:
        """Width of what stands beside the title, as much of it as can be in the menu."""
        if self.more is not None and self._offered:
            return self._needed(frozenset(self._spare) & frozenset(self._offered))
        items = (self._flow.itemAt(at) for at in range(self._flow.count()))
        found = [item.widget() for item in items if item is not None]
        row = [one for one in found if one and one is not self._names and not one.isHidden()]
        return self._wide(row)

    def _fold(self) -> None:
        """Put as few actions into the menu as let the others stand in one row."""
        self._arrange()
        if self.more is None or not self._offered:
            return
        folded = self._to_fold()
        self.more.set_actions({key: self.buttons[key] for key in self._offered if key in folded})
        for key in self._offered:
            parts.set_shown(self.buttons[key], key not in folded)
        parts.set_shown(self.more, bool(folded))

    def _to_fold(self) -> frozenset[str]:
        assert self.more is not None
        spare = [key for key in self._spare if key in self._offered]
        beside = self.width() - self._names.sizeHint().width() - self._flow.spacing()
        for room in (beside, self.width()):
            for count in range(len(spare) + 1):
                folded = frozenset(spare[:count])
                # One alone in a menu is no gain: it is as far away and its word is gone.
                if count != 1 and self._needed(folded) <= room:
                    return folded
        return frozenset(spare)

    def _needed(self, folded: frozenset[str]) -> int:
        """Width of the row of actions without ``folded``."""
        assert self.more is not None
        row: list[QWidget] = [self.buttons[key] for key in self._offered if key not in folded]
        if folded:
            row.append(self.more)
        return self._wide(row)

    def _wide(self, row: Sequence[QWidget]) -> int:
        for each in row:
            each.ensurePolished()
        widths = (max(one.sizeHint().width(), one.minimumSizeHint().width()) for one in row)
        return sum(widths) + self._flow.spacing() * (len(row) - 1)

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
