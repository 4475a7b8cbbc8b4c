"""Strips and progress of long work: over the foot of the page, which never moves for them."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.core.numbers import counted
from app.views import icons, parts
from app.views.frame.places import WhenASheetComes, clear_of_buttons, free_area
from app.views.notify import Message, Notifier
from app.views.tasks import Task, TaskRunner
from app.views.theme import Space, Status, Tone, px

_INFO_MS = 8_000
_MOST = 3
_WIDEST = 640
_JUST = 1.0
"""Seconds; what was said so shortly before the page turned to something else belongs there."""

Place = tuple[str, str]
"""A page of the rail, and what stands in it: its list, one file, a print preview."""


class Strip(QFrame):
    """One message with its action and a cross.

    Signals:
        gone(): it was closed.
    """

    gone = Signal()

    def __init__(self, message: Message) -> None:
        super().__init__()
        self.message = message
        self.origin: Place = ("", "")
        self.since = time.monotonic()
        self.setProperty("role", "strip")
        self.setProperty("tone", str(message.tone))
        icon = Status("", message.tone).icon_name
        self.words = parts.label(message.text, wrap=True, selectable=True)
        box = QHBoxLayout(self)
        box.setContentsMargins(px(Space.M), px(Space.XS), px(Space.XS), px(Space.XS))
        box.setSpacing(px(Space.S))
        box.addWidget(parts.IconLabel(icon, icons.role_of(message.tone)))
        box.addWidget(self.words, 1)
        if message.action is not None:
            self.action = parts.on_click(parts.button(message.action.text), self._act)
            box.addWidget(self.action)
        self.close_button = parts.on_click(
            parts.button("", "close", "icon", tip=self.tr("关闭")), self.gone.emit
        )
        box.addWidget(self.close_button)
        if message.tone is Tone.INFO and message.action is None:
            self._timer = QTimer(self)
            self._timer.setSingleShot(True)
            self._timer.timeout.connect(self.gone)
            self._timer.start(_INFO_MS)

    def _act(self) -> None:
        assert self.message.action is not None
        self.gone.emit()
        self.message.action.callback()


class ProgressStrip(QFrame):
    """What is happening, how much is left, and 取消."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self.setProperty("tone", "neutral")
        self._task, self._title = task, task.title
        self.words = parts.label(task.title + "…")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.cancel = parts.on_click(parts.button(self.tr("取消")), self._cancel)
        box = QHBoxLayout(self)
        box.setContentsMargins(px(Space.M), px(Space.XS), px(Space.XS), px(Space.XS))
        box.setSpacing(px(Space.M))
        box.addWidget(self.words)
        box.addWidget(self.bar, 1)
        box.addWidget(self.cancel)
        task.progressed.connect(self._advance)

    def _advance(self, done: int, total: int, what: str) -> None:
        self.bar.setRange(0, max(total, 0))
        self.bar.setValue(done)
        count = f"  {counted(done)} / {counted(total)}" if total > 0 else ""
        self.words.setText(f"{self._title}：{what}{count}")

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.words.setText(self.tr("正在取消…"))
        self._task.cancel()


class MessageArea(QWidget):
    """Strips and progress; the newest below.

    Args:
        host: the pages; the area lies over their foot. Without one it takes part in a layout.
        top: over the head of ``host`` instead, where its fields and buttons are below.
        wanted: which messages are shown here; all by default.
    """

    def __init__(
        self,
        notify: Notifier,
        runner: TaskRunner | None = None,
        host: QWidget | None = None,
        wanted: Callable[[Message], bool] = lambda _: True,
        *,
        top: bool = False,
    ) -> None:
        super().__init__(host)
        self._top = top
        self._host, self._wanted = host, wanted
        self._place: Place = ("", "")
        self._box = QVBoxLayout(self)
        if host is None:
            self._box.setContentsMargins(px(Space.XL), px(Space.M), px(Space.XL), 0)
        else:
            self._box.setContentsMargins(0, 0, 0, 0)
            host.installEventFilter(self)
            WhenASheetComes(self, self.fit)
        self._box.setSpacing(px(Space.S))
        self._strips: list[Strip] = []
        self._running: dict[Task, ProgressStrip] = {}
        notify.posted.connect(self.post)
        notify.cleared.connect(self.clear)
        notify.withdrawn.connect(self.withdraw)
        if runner is not None:
            runner.shown.connect(self.follow)
        self.hide()

    def post(self, message: Message) -> None:
        """Show ``message``; the same words twice are one strip."""
        if not self._wanted(message):
            return
        for strip in self._strips:
            if strip.message.text == message.text:
                self._drop(strip)
                break
        strip = Strip(message)
        strip.origin = self._place
        strip.gone.connect(lambda: self._drop(strip))
        self._strips.append(strip)
        self._box.addWidget(strip)
        strip.show()  # else the layout leaves its height out until the next turn
        while len(self.strips()) > _MOST:
            self._drop(self.strips()[0])
        self.fit()

    def turn_to(self, page: str, scene: str = "") -> None:
        """Something else is in front: only what was said there is shown.

        The step that said something may itself lead from a list to a file: then it goes along.
        """
        before, self._place = self._place, (page, scene)
        now = time.monotonic()
        for strip in self._strips:
            just = before[0] == page and now - strip.since < _JUST
            if strip.origin == before and just:
                strip.origin = self._place
            strip.setVisible(strip.origin == self._place)
        self.fit()

    def withdraw(self, topic: str) -> None:
        """Remove the messages about ``topic``."""
        for strip in list(self._strips):
            if strip.message.topic == topic:
                self._drop(strip)

    def follow(self, task: Task) -> None:
        """Show the progress of ``task`` until it ends."""
        strip = ProgressStrip(task)
        self._running[task] = strip
        self._box.insertWidget(0, strip)
        strip.show()
        task.ended.connect(lambda: self._ended(task))
        self.fit()

    def texts(self) -> list[str]:
        """The messages shown."""
        return [strip.message.text for strip in self.strips()]

    def strips(self) -> list[Strip]:
        """The strips shown: those of the page in front."""
        return [strip for strip in self._strips if strip.origin == self._place]

    def running(self) -> list[ProgressStrip]:
        """Progress shown now."""
        return list(self._running.values())

    def clear(self) -> None:
        """Remove every message."""
        for strip in list(self._strips):
            self._drop(strip)

    def close_last(self) -> bool:
        """Esc closes the newest message; False when there is none."""
        shown = self.strips()
        if not shown:
            return False
        self._drop(shown[-1])
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the pages."""
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Show what there is to show, at its place."""
        self.setVisible(bool(self.strips() or self._running))
        if self._host is None or self.isHidden():
            return
        area = free_area(self._host)
        margin = px(Space.XL)
        width = min(px(_WIDEST), area.width() - 2 * margin)
        self._box.activate()
        height = max(self._box.heightForWidth(width), self._box.minimumSize().height())
        if self._top:
            left = area.left() + (area.width() - width) // 2
            self.setGeometry(left, area.top() + px(Space.M), width, height)
        else:
            top = area.bottom() - height - px(Space.S)
            rect = QRect(area.left() + margin, top, width, height)
            self.setGeometry(clear_of_buttons(self._host, rect))
        self.raise_()

    def _drop(self, strip: Strip) -> None:
        if strip in self._strips:
            self._strips.remove(strip)
            self._remove(strip)

    def _ended(self, task: Task) -> None:
        self._remove(self._running.pop(task))

    def _remove(self, widget: QWidget) -> None:
        self._box.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
        self.fit()
