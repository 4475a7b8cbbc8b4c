"""The lock: signs a clerk in, at the start and after ten quiet minutes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.views import icons, parts
from app.views.inputs import ComboBox
from app.views.theme import Space, px


class LockPage(QWidget):
    """Account and password; behind it nothing personal is visible.

    Signals:
        unlock_requested(uid, password), desk_asked()
    """

    unlock_requested = Signal(str, str)
    desk_asked = Signal()

    def __init__(self, centre_name: str) -> None:
        super().__init__()
        self.setProperty("ground", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._current = ""
        self.account = ComboBox()
        self.account.currentIndexChanged.connect(lambda _: self._name_button())
        self.account.setAccessibleName(self.tr("账号"))
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName(self.tr("密码"))
        self.password.returnPressed.connect(self._ask)
        self.password.installEventFilter(self)
        self.error = parts.label("", "error", wrap=True)
        self.button = parts.on_click(parts.button("", "lock", "primary"), self._ask)
        self.desk = parts.on_click(
            parts.button(self.tr("前台签到 (F2)"), "desk", "quiet"), self.desk_asked.emit
        )
        self._lay_out(centre_name)
        self._name_button()

    def _lay_out(self, centre_name: str) -> None:
        head = parts.label(centre_name, "strong", wrap=True)
        card = parts.Card(padding=Space.XL)
        card.setFixedWidth(px(400))
        card.add(
            parts.row(parts.IconLabel("house", "primary", 36), head),
            parts.column(parts.label(self.tr("账号")), self.account, spacing=Space.XS),
            parts.column(parts.label(self.tr("密码")), self.password, spacing=Space.XS),
            self.error,
            self.button,
            self.desk,
        )
        self.error.hide()
        holder = QWidget()
        parts.bare(QVBoxLayout(self), 0).addWidget(parts.scroll(holder))
        box = QVBoxLayout(holder)
        box.addStretch(2)
        # Between stretches: an aligned card would get the height its words need at full width.
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(card)
        line.addStretch(1)
        box.addLayout(line)
        box.addStretch(3)
        self.setFocusProxy(self.password)

    def set_accounts(self, accounts: Sequence[tuple[str, str]], current: str = "") -> None:
        """Offer ``accounts`` (uid, name); ``current``, who locked the window, is chosen."""
        self._current = current
        self.account.clear()
        for uid, name in accounts:
            self.account.addItem(name, uid)
        self.account.setCurrentIndex(max(self.account.findData(current), 0))
        self._name_button()

    def set_error(self, text: str) -> None:
        """Say why it stays locked; the password is typed again."""
        self.error.setText(text)
        self.error.setVisible(bool(text))
        self.set_busy(False)
        self.password.clear()
        self.password.setFocus()

    def set_busy(self, busy: bool) -> None:
        """While the password is checked."""
        self.button.setEnabled(not busy)
        self.password.setEnabled(not busy)

    def reset(self) -> None:
        """Ready for the next clerk."""
        self.set_error("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc empties the password; nothing here closes."""
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if watched is self.password and escape and event.type() == QEvent.Type.KeyPress:
            self.password.clear()
            return True
        return super().eventFilter(watched, event)

    def _name_button(self) -> None:
        """Only who locked the window unlocks it; anybody else signs in."""
        own = bool(self._current) and self.account.currentData() == self._current
        word = self.tr("解锁") if own else self.tr("登录")
        self.button.setText(word)
        self.button.setAccessibleName(word)
        parts.set_icon(self.button, icons.icon("lock" if own else "right", "on_primary"))

    def _ask(self) -> None:
        if self.button.isEnabled() and self.password.text():
            self.unlock_requested.emit(str(self.account.currentData() or ""), self.password.text())
