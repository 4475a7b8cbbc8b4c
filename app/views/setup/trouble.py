"""What is shown when the data cannot be opened: the sentence, what to do, never a new file."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.views import parts
from app.views.setup.panel import Panel, Problem, enter_clicks
from app.views.theme import px

RESTORE_HELPS = frozenset({"database_damaged", "keys_damaged", "keys_missing", "not_found"})
"""Codes of refusals that a backup puts right."""
RETRY_IS_VAIN = frozenset({"schema_too_new"})
"""Codes that stay as they are until something else is installed."""


class TroublePage(Panel):
    """One sentence and its way out.

    Args:
        code: of the refusal; decides which ways are offered.
        report: of a bug, to be copied; empty for everything a person can put right.

    Signals:
        retry(), restore(), leave()
    """

    retry = Signal()
    restore = Signal()
    leave = Signal()

    def __init__(self, code: str, sentence: str, report: str = "") -> None:
        super().__init__("", "error", "danger")
        title = self.tr("程序出了问题") if report else self.tr("现在打不开")
        self.title.setText(title)
        self.sentence = parts.label(sentence, wrap=True, selectable=True)
        self.add(self.sentence)
        self._report = report
        self.buttons = [
            parts.on_click(parts.button(text, icon, kind), act)
            for text, icon, kind, act in self._ways(code)
        ]
        enter_clicks(*self.buttons)
        if report:
            shown = QPlainTextEdit(report)
            shown.setReadOnly(True)
            shown.setFixedHeight(px(200))
            self.add(shown)
        self.add(parts.row(*self.buttons, None))
        self.setFocusProxy(self.buttons[0])

    def _ways(self, code: str) -> list[tuple[str, str, str, Callable[[], object]]]:
        """(word, icon, kind, what it does), the best first."""
        ways: list[tuple[str, str, str, Callable[[], object]]] = []
        if code in RESTORE_HELPS:
            ways.append((self.tr("从备份恢复"), "restore", "primary", self.restore.emit))
        if code not in RETRY_IS_VAIN:
            kind = "plain" if ways else "primary"
            ways.append((self.tr("再试一次"), "refresh", kind, self.retry.emit))
        if self._report:
            ways.append((self.tr("复制问题报告"), "copy", "plain", self._copy))
        ways.append((self.tr("退出"), "", "plain", self.leave.emit))
        return ways

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)


class PhrasePage(Panel):
    """Asks for the recovery phrase, because nothing on this machine opens the file.

    Signals:
        given(str phrase), restore(), leave()
    """

    given = Signal(str)
    restore = Signal()
    leave = Signal()

    def __init__(self, sentence: str) -> None:
        super().__init__(self.tr("请输入恢复口令"), "key")
        self.phrase = QLineEdit()
        self.phrase.setAccessibleName(self.tr("恢复口令"))
        self.phrase.setPlaceholderText("0000-0000-0000-0000-0000-0000-0000-0000-0000-0000")
        self.problem = Problem()
        self.open = parts.button(self.tr("打开"), "key", "primary")
        restore = parts.button(self.tr("从备份恢复"), "restore", "quiet")
        leave = parts.button(self.tr("退出"))
        self.add(
            parts.label(sentence, wrap=True),
            parts.column(
                parts.label(self.tr("口令是打印纸上的十组数字，按编号顺序输入，空格和横线可以不打。"),
                            "second", wrap=True),
                self.phrase,
                self.problem,
            ),
            parts.row(
                parts.on_click(self.open, self._give),
                parts.on_click(leave, self.leave.emit),
                None,
                parts.on_click(restore, self.restore.emit),
            ),
        )  # fmt: skip
        enter_clicks(self.open, restore, leave)
        self.phrase.returnPressed.connect(self._give)
        self.setFocusProxy(self.phrase)

    def refuse(self, sentence: str) -> None:
        """The phrase was wrong; it stays for correction."""
        self.set_busy(False)
        self.problem.say(sentence)
        self.phrase.setFocus()

    def set_busy(self, busy: bool) -> None:
        """While the phrase is tried."""
        self.open.setEnabled(not busy)
        self.phrase.setEnabled(not busy)

    def _give(self) -> None:
        if self.open.isEnabled() and self.phrase.text().strip():
            self.problem.say("")
            self.given.emit(self.phrase.text())
