"""Linking a terminal number to a person: the number, a picker, one button."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent

from app.services.face_checks import UnmatchedPin
from app.views import parts
from app.views.desk.scanning import is_text
from app.views.inputs import ComboBox
from app.views.tasks import TaskRunner
from app.views.theme import px
from app.views.widgets.member_picker import MemberPicker, describe


class LinkPanel(parts.Card):
    """Shows which number is to be linked and asks to whom.

    Signals:
        link_requested(pin, hit): the person is sure.
    """

    link_requested = Signal(str, object)

    def __init__(self, find: Callable[[str], Sequence[Any]], runner: TaskRunner) -> None:
        super().__init__()
        self._pin, self._allowed = "", True
        self.title = parts.label("", "strong", wrap=True)
        self.picker = MemberPicker(find, runner)
        self.where = ComboBox()
        self.where.setAccessibleName(self.tr("在哪台终端"))
        self.who = parts.label("", "second", wrap=True)
        self.who.setMinimumHeight(px(44))
        self.button = parts.button(self.tr("关联"), "link", "primary")
        parts.on_click(self.button, self._link)
        self.picker.chosen.connect(self._chosen)
        self.picker.textChanged.connect(lambda _: self._show())
        self.add(self.title, parts.row(self.picker, self.button), self.where, self.who)
        self._offer_devices(())
        self.set_pin(None)

    def set_pin(self, pin: UnmatchedPin | None) -> None:
        """Offer to link ``pin``; None while none is selected."""
        changed = (pin.pin if pin else "") != self._pin
        self._pin = pin.pin if pin else ""
        if pin is None:
            self.title.setText(self.tr("选择一个待核编号，再指定是哪位老人。"))
        else:
            text = self.tr("编号 %1 是哪位老人？")
            self.title.setText(parts.fill(text, pin.pin))
        if changed:
            self.picker.set_hit(None)
            self._offer_devices(pin.devices if pin else ())
        self._show()

    def set_allowed(self, why_not: str) -> None:
        """Disable linking and say why; empty allows it."""
        self._allowed = not why_not
        self.button.setToolTip(why_not)
        self._show()

    def pin(self) -> str:
        """The number to be linked."""
        return self._pin

    def device(self) -> str:
        """The one terminal where the link is to count; ``""`` for every terminal."""
        return str(self.where.currentData() or "")

    def _offer_devices(self, devices: Sequence[str]) -> None:
        """A number that several terminals saw can be somebody else on each of them."""
        self.where.clear()
        self.where.addItem(self.tr("在所有终端都是这位老人"), "")
        for device in devices:
            self.where.addItem(parts.fill(self.tr("只在 %1 号机"), device), device)
        self.where.setVisible(len(devices) > 1)

    def _chosen(self, _: object) -> None:
        self._show()
        self.button.setFocus()

    def _show(self) -> None:
        hit = self.picker.hit()
        able = bool(self._pin) and self._allowed
        self.picker.setEnabled(able)
        self.button.setEnabled(able and hit is not None)
        if hit is not None:
            words = f"{describe(hit)}\n{self.tr('会员号')} {hit.member_no}"
        elif self._pin:
            words = self.tr("关联以后，这个编号以前的核验都会补成签到。")
        else:
            words = ""
        self.who.setText(words)

    def _link(self) -> None:
        hit = self.picker.hit()
        if hit is not None and self._pin:
            self.link_requested.emit(self._pin, hit)


class TextToPicker(QObject):
    """Sends text typed on a row of ``source`` to the picker: the row is chosen, who is it?"""

    def __init__(self, picker: MemberPicker, source: QObject) -> None:
        super().__init__(picker)
        self._picker = picker
        source.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letters and digits go to the picker; arrows, Enter and shortcuts stay."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if not self._picker.isEnabled() or not is_text(event):
            return False
        self._picker.setFocus()
        self._picker.keyPressEvent(event)
        return True
