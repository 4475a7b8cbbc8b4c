"""Strips above the page, a toast at its foot, progress of long work."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.views import icons, parts
from app.views.notify import Message, Notifier, Toast
from app.views.tasks import Task, TaskRunner
from app.views.theme import Space, Status, Tone, px

_INFO_MS, _TOAST_MS, _UNDO_MS = 8_000, 4_000, 10_000
_MOST = 3


class Strip(QFrame):
    """One message with its action and a cross.

    Signals:
        gone(): it was closed.
    """

    gone = Signal()

    def __init__(self, message: Message) -> None:
        super().__init__()
        self.message = message
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
        count = f"  {done:,} / {total:,}" if total > 0 else ""
        self.words.setText(f"{self._title}：{what}{count}")

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.words.setText(self.tr("正在取消…"))
        self._task.cancel()


class MessageArea(QWidget):
    """Strips and progress, above the page; the newest below."""

    def __init__(self, notify: Notifier, runner: TaskRunner) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(px(Space.XL), px(Space.M), px(Space.XL), 0)
        self._box.setSpacing(px(Space.S))
        self._strips: list[Strip] = []
        self._running: dict[Task, ProgressStrip] = {}
        notify.posted.connect(self.post)
        notify.cleared.connect(self.clear)
        runner.shown.connect(self.follow)
        self.hide()

    def post(self, message: Message) -> None:
        """Show ``message``; the same words twice are one strip."""
        for strip in self._strips:
            if strip.message.text == message.text:
                self._drop(strip)
                break
        strip = Strip(message)
        strip.gone.connect(lambda: self._drop(strip))
        self._strips.append(strip)
        self._box.addWidget(strip)
        while len(self._strips) > _MOST:
            self._drop(self._strips[0])
        self.show()

    def follow(self, task: Task) -> None:
        """Show the progress of ``task`` until it ends."""
        strip = ProgressStrip(task)
        self._running[task] = strip
        self._box.insertWidget(0, strip)
        task.ended.connect(lambda: self._ended(task))
        self.show()

    def texts(self) -> list[str]:
        """The messages shown."""
        return [strip.message.text for strip in self._strips]

    def strips(self) -> list[Strip]:
        """The strips shown."""
        return list(self._strips)

    def running(self) -> list[ProgressStrip]:
        """Progress shown now."""
        return list(self._running.values())

    def clear(self) -> None:
        """Remove every message."""
        for strip in list(self._strips):
            self._drop(strip)

    def close_last(self) -> bool:
        """Esc closes the newest message; False when there is none."""
        if not self._strips:
            return False
        self._drop(self._strips[-1])
        return True

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
        self.setVisible(bool(self._strips or self._running))


class ToastView(QFrame):
    """The last confirmation, at the foot of the pages, with 撤销."""

    def __init__(self, host: QWidget, notify: Notifier) -> None:
        super().__init__(host)
        self.setProperty("role", "toast")
        self._notify, self._toast = notify, Toast("")
        self.words = parts.label("")
        self.undo = parts.on_click(
            parts.button(self.tr("撤销"), tip=self.tr("撤销 (Ctrl+Z)")), self._take_back
        )
        box = QHBoxLayout(self)
        box.setContentsMargins(px(Space.L), px(Space.S), px(Space.S), px(Space.S))
        box.setSpacing(px(Space.L))
        box.addWidget(self.words)
        box.addWidget(self.undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        notify.toasted.connect(self.show_toast)
        notify.cleared.connect(self.hide)
        notify.taken_back.connect(self.hide)
        host.installEventFilter(self)
        self.hide()

    def show_toast(self, toast: Toast) -> None:
        """Show ``toast`` instead of the one before."""
        self._toast = toast
        self.words.setText(toast.text)
        self.undo.setVisible(toast.undo is not None)
        right = Space.S if toast.undo is not None else Space.L
        below = Space.S if toast.undo is not None else Space.M
        margins = (px(Space.L), px(below), px(right), px(below))
        self.layout().setContentsMargins(*margins)  # type: ignore[union-attr]
        self._timer.start(_UNDO_MS if toast.undo is not None else _TOAST_MS)
        self.show()
        self.raise_()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the foot."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _take_back(self) -> None:
        self.hide()
        if self._toast.undo is not None:
            self._notify.undo(self._toast.undo)

    def _place(self) -> None:
        self.adjustSize()
        host = self.parentWidget()
        assert host is not None
        self.move((host.width() - self.width()) // 2, host.height() - self.height() - px(Space.XL))
