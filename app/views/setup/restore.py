"""Restoring a backup: file, recovery phrase, and what will happen, before it happens."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from app.views import files, parts
from app.views.setup.panel import Panel, Problem, enter_clicks, numbered


class RestorePage(Panel):
    """Asks which backup, and shows what came of it.

    Signals:
        asked(Path, str phrase), leave(): 返回, opened(): go on with the restored data.
    """

    asked = Signal(object, str)
    leave = Signal()
    opened = Signal()

    def __init__(self, folder: Path, has_data: bool) -> None:
        super().__init__(self.tr("从备份恢复"), "restore")
        self._file: Path | None = None
        self._words = numbered(*self._what_happens(folder, has_data))
        self.file = parts.label(self.tr("还没有选择备份文件"), "second", wrap=True)
        self.choose = parts.button(self.tr("选择备份文件"), "folder")
        self.phrase = QLineEdit()
        self.phrase.setAccessibleName(self.tr("恢复口令"))
        self.problem = Problem()
        self.go = parts.button(self.tr("恢复"), "restore", "primary")
        self.go.setEnabled(False)
        self.back = parts.button(self.tr("返回"))
        pick = parts.row(self.choose, self.file)
        pick.layout().setStretch(1, 1)  # type: ignore[union-attr]
        help_text = self.tr("在原来的电脑上可以不填；换了电脑请输入打印纸上的十组数字。")
        self._ask = parts.column(
            self._words,
            pick,
            parts.label(self.tr("恢复口令")),
            self.phrase,
            parts.label(help_text, "small", wrap=True),
        )
        self.add(self._ask, self.problem, parts.row(self.go, self.back, None))
        parts.on_click(self.choose, self._choose)
        parts.on_click(self.back, self.leave.emit)
        parts.on_click(self.go, self._press)
        enter_clicks(self.choose, self.go, self.back)
        self.phrase.returnPressed.connect(self._press)
        self.setFocusProxy(self.choose)
        self._finished = False

    def set_file(self, path: Path) -> None:
        """Take ``path`` as the backup."""
        self._file = path
        self.file.setText(str(path))
        self.problem.say("")
        self.go.setEnabled(True)
        self.go.setFocus()

    def set_busy(self, busy: bool) -> None:
        """While the backup is checked and unpacked."""
        for each in (self.go, self.back, self.choose, self.phrase):
            each.setEnabled(not busy)
        self.go.setText(self.tr("正在核对并恢复…") if busy else self.tr("恢复"))

    def refuse(self, sentence: str) -> None:
        """It did not work; nothing has changed."""
        self.set_busy(False)
        self.problem.say(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back, as long as nothing is under way or done."""
        if event.key() == Qt.Key.Key_Escape and self.back.isEnabled() and not self._finished:
            self.leave.emit()
        else:
            super().keyPressEvent(event)

    def finish(self, aside: Path | None) -> None:
        """It worked; ``aside`` holds the earlier data."""
        self._finished = True
        self.set_busy(False)
        self._ask.hide()
        self.back.hide()
        self.title.setText(self.tr("已经恢复"))
        self.icon.set_icon("ok", "ok")
        text = self.tr("备份已核对并恢复。")
        if aside is not None:
            kept = self.tr("原来的数据没有删除，放在：%1。确认无误后可以由系统管理员删除。")
            text += parts.fill(kept, aside)
        self.card.box.insertWidget(1, parts.label(text, wrap=True, selectable=True))
        self.go.setText(self.tr("打开"))
        self.go.setFocus()

    def _what_happens(self, folder: Path, has_data: bool) -> tuple[str, ...]:
        here = parts.fill(
            self.tr("现有的数据整个移到旁边的文件夹保存，不会删除（数据文件夹：%1）。"), folder
        )
        return (
            self.tr("先逐字节核对备份；有任何不符就停下，什么也不改。"),
            *((here,) if has_data else ()),
            self.tr("恢复后回到备份时的样子；备份之后登记的内容需要重新登记。"),
        )

    def _choose(self) -> None:
        path = files.choose_open(
            self, self.tr("选择备份文件"), self.tr("颐站备份 (*.yzbackup);;所有文件 (*)")
        )
        if path is not None:
            self.set_file(path)

    def _press(self) -> None:
        if self._finished:
            self.opened.emit()
        elif self.go.isEnabled() and self._file is not None:
            self.problem.say("")
            self.asked.emit(self._file, self.phrase.text().strip())
