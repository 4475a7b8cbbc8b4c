"""Importing a terminal's file: which device, what came of it."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.face_checks import Reconciliation, TerminalImport
from app.views import icons, parts
from app.views.theme import Space, Status, Tone
from app.views.widgets.form import Field, Form

_DEVICE = re.compile(r"(\d{1,6})_attlog", re.IGNORECASE)


def device_of(path: Path, last: str) -> str:
    """``3`` from ``3_attlog.dat``, else the device used last, else 1."""
    found = _DEVICE.match(path.name)
    return str(int(found[1])) if found else last or "1"


class ImportSheet(QWidget):
    """Asks for the device number, then says what was read and matched.

    Signals:
        submitted(device number), closed()
    """

    submitted = Signal(str)
    closed = Signal()

    def __init__(self, path: Path, device: str) -> None:
        super().__init__()
        self.form = Form(
            (
                Field("file", self.tr("文件"), width="full", read_only=True),
                Field(
                    "device",
                    self.tr("设备号"),
                    required=True,
                    max_length=20,
                    help=self.tr("人脸机菜单里的编号，就是文件名 1_attlog.dat 开头的数字"),
                ),
            ),
            save_text=self.tr("导入并核对"),
        )
        self.form.set_values({"file": path.name, "device": device})
        self.form.submitted.connect(lambda values: self.submitted.emit(values["device"]))
        self.form.cancelled.connect(self.closed)
        self._words: list[str] = []
        self.result = QWidget()
        self._lines = parts.bare(QVBoxLayout(self.result), Space.M)
        self.done = parts.on_click(parts.button(self.tr("完成"), kind="primary"), self.closed.emit)
        self.done.hide()
        box = parts.bare(QVBoxLayout(self), Space.L)
        for each in (self.form, self.result, parts.row(self.done, None)):
            box.addWidget(each)
        box.addStretch(1)
        self.setFocusProxy(self.form.editor("device"))

    def set_busy(self, busy: bool) -> None:
        """While importing: no second import."""
        self.form.set_busy(busy)
        self.form.cancel_button.setEnabled(not busy)

    def show_import(self, found: TerminalImport) -> None:
        """Say what the file held."""
        self.form.hide()
        self._say(self._import_words(found), Tone.OK)
        if found.first_date:
            text = self.tr("记录日期：%1 至 %2。")
            self._say(parts.fill(text, found.first_date, found.last_date), Tone.INFO)
        if found.implausible:
            text = self.tr("%1 条的时间不可信（早于 2015 年或在明天以后），已保留，不计签到。")
            self._say(parts.fill(text, found.implausible), Tone.WARN)
        if found.unreadable:
            text = self.tr("%1 行已损坏，读不出来，原始内容已保留。")
            self._say(parts.fill(text, found.unreadable), Tone.WARN)

    def show_matching(self, found: Reconciliation) -> None:
        """Say what the matching of all its dates came to."""
        tone = Tone.WARN if found.unmatched else Tone.OK
        self._say(matching_words(found), tone)
        self.done.show()
        self.done.setFocus()

    def show_unmatched_dates(self) -> None:
        """The file is stored but its dates were not matched: say how to go on."""
        text = self.tr("记录已保存，但没有核对完。可以再次导入同一文件，或逐日按“核对当天”。")
        self._say(text, Tone.WARN)
        self.done.show()

    def words(self) -> tuple[str, ...]:
        """The sentences shown."""
        return tuple(self._words)

    def _say(self, text: str, tone: Tone = Tone.NEUTRAL) -> None:
        """One sentence with its icon; long sentences wrap."""
        self._words.append(text)
        icon = parts.IconLabel(Status("", tone).icon_name, icons.role_of(tone))
        line = QHBoxLayout()
        parts.bare(line, Space.M)
        line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(parts.label(text, wrap=True), 1)
        self._lines.addLayout(line)

    def _import_words(self, found: TerminalImport) -> str:
        text = self.tr("共 %1 行：新存 %2 条，重复 %3 条，读不出 %4 行。")
        numbers = (found.lines, found.stored, found.repeats, found.unreadable)
        return parts.fill(text, *numbers)


def matching_words(found: Reconciliation) -> str:
    """What a matching came to, in one sentence."""
    text = QCoreApplication.translate(
        "FaceChecks", "核对了 %1 次核验：匹配 %2 次，待核 %3 次，新增签到 %4 人次。"
    )
    numbers = (found.checks, found.matched, found.unmatched, found.added)
    return parts.fill(text, *numbers)
