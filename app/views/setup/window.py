"""The window before the desk: one page at a time, the strips for messages over its head."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.views import parts
from app.views.frame.messages import MessageArea
from app.views.notify import Notifier
from app.views.tasks import TaskRunner
from app.views.theme import px
from app.views.widgets.states import StateView

_WAIT_MS = 400


class StartWindow(QMainWindow):
    """Shows whichever page the start has come to.

    Signals:
        closing(): the person closed it.
    """

    closing = Signal()

    def __init__(self, notify: Notifier, runner: TaskRunner) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("颐站"))
        self.setMinimumSize(960, 600)
        self.resize(px(1280), px(800))
        self._stack = QStackedWidget()
        self.messages = MessageArea(notify, runner, self._stack, top=True)
        holder = QWidget()
        holder.setProperty("ground", "page")
        box = parts.bare(QVBoxLayout(holder), 0)
        box.addWidget(self._stack, 1)
        self.setCentralWidget(holder)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_WAIT_MS)
        self._slow.timeout.connect(self._say_opening)

    def wait(self) -> None:
        """Something is being opened: say so, but only when it takes long."""
        self._slow.start()

    def done_waiting(self) -> None:
        """It is open."""
        self._slow.stop()

    def show_page(self, page: QWidget) -> None:
        """Show ``page`` instead of the one before, which is deleted."""
        self._slow.stop()
        before = self._stack.currentWidget()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.messages.fit()
        if before is not None:
            self._stack.removeWidget(before)
            before.hide()
            before.deleteLater()
        if not self.isVisible():
            self.show()
            self.activateWindow()
        page.setFocus()

    def page(self) -> QWidget | None:
        """The page in sight."""
        return self._stack.currentWidget()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say goodbye."""
        self.closing.emit()
        super().closeEvent(event)

    def _say_opening(self) -> None:
        self.show_page(StateView("loading", self.tr("正在打开数据…")))
