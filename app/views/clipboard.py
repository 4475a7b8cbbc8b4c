"""A full number on the clipboard: lent for a minute, not left there for the next person."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

SECONDS = 60
"""How long a number stays, to be pasted."""
HINTS = {
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\x01",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\x00\x00\x00\x00",
    "x-kde-passwordManagerHint": b"secret",
}
"""What keeps it out of the histories that Windows (Win+V) and other desktops write."""


class LentClipboard(QObject):
    """Keeps track of the one secret text on the clipboard.

    It goes after `SECONDS`, with `take_back` (the lock, another clerk) and when the program ends;
    what somebody copied meanwhile, here or elsewhere, stays.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._text = ""
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(SECONDS * 1000)
        self.timer.timeout.connect(self.take_back)

    def lend(self, text: str) -> None:
        """Put ``text`` on the clipboard for a minute."""
        data = QMimeData()
        data.setText(text)
        for kind, value in HINTS.items():
            data.setData(kind, value)
        self._text = text
        _clipboard().setMimeData(data)
        self.timer.start()

    def take_back(self) -> None:
        """Clear the clipboard if the number is still on it."""
        self.timer.stop()
        text, self._text = self._text, ""
        if text and _clipboard().text() == text:
            _clipboard().clear()


def lent() -> LentClipboard:
    """The one of the program."""
    app = QApplication.instance()
    assert app is not None, "nothing is copied without a window"
    found = app.findChild(LentClipboard)
    if found is None:
        found = LentClipboard(app)
        app.aboutToQuit.connect(found.take_back)
    return found


def _clipboard() -> QClipboard:
    return QApplication.clipboard()
