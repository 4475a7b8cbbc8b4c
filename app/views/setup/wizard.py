"""The first start: centre, administrator, confirmation, recovery phrase, what can wait."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.core.settings import code_fault
from app.views import parts
from app.views.setup.administrator import administrator_form, password_faults
from app.views.setup.panel import Panel, Problem, enter_clicks, leads_on
from app.views.setup.phrase import PhraseCard
from app.views.theme import Space
from app.views.widgets.form import Field, Form

CENTRE, ADMINISTRATOR, CONFIRM, PHRASE, MORE = range(5)
LATER = (
    (
        "members",
        {"import": True},
        "import",
        "导入老人名单",
        "Excel 或 csv，列会自动识别。",
    ),
    (
        "face_checks",
        {"import": True},
        "terminal",
        "人脸考勤终端",
        "用U盘导入终端记录，核对到人。",
    ),
    ("sync", {"pair": True}, "link", "与区平台配对", "导入区平台给的配对文件，以后按天上报。"),
)
"""(page, argument, icon, title, what it is): the steps which can wait."""


class SetupWizard(Panel):
    """Five steps in one card. Nothing is written before 确认设立.

    Signals:
        confirmed(dict): code, name, username, display_name, password.
        print_asked(): the recovery phrase on paper.
        phrase_checked(): two groups were typed rightly.
        finished(str page, object argument): open the desk there; an empty page is the first one.
        restore(): there is a backup, restore it instead. leave(): 退出.
    """

    confirmed = Signal(object)
    print_asked = Signal()
    phrase_checked = Signal()
    finished = Signal(str, object)
    restore = Signal()
    leave = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__(self.tr("设立中心"), "house", width=760)
        self._folder, self._values = folder, dict[str, Any]()
        self.phrase: PhraseCard | None = None
        self.steps = parts.label("", "second")
        self.problem = Problem()
        self._views: dict[int, QWidget] = {
            CENTRE: self._make_centre(),
            ADMINISTRATOR: self._make_administrator(),
            CONFIRM: self._make_confirm(),
            MORE: self._make_more(),
        }
        self.add(self.steps, *self._views.values(), self.problem)
        enter_clicks(self.create_button, self._confirm_back, self.later)
        self.step = CENTRE
        self.go_to(CENTRE)

    # --- called by the presenter -----------------------------------------------------------

    def go_to(self, step: int) -> None:
        """Show ``step``."""
        self.step = step
        self.problem.say("")
        for number, view in self._views.items():
            view.setVisible(number == step)
        names = (self.tr("中心"), self.tr("管理员"), self.tr("确认"),
                 self.tr("恢复口令"), self.tr("其他准备"))  # fmt: skip
        words = self.tr("第 %1 步，共 %2 步：%3")
        self.steps.setText(parts.fill(words, step + 1, len(names), names[step]))
        self.setFocusProxy(self._views[step])
        self._views[step].setFocus()

    def set_busy(self, busy: bool) -> None:
        """While the centre is set up."""
        for each in (self.create_button, self._confirm_back):
            each.setEnabled(not busy)
        self.create_button.setText(self.tr("正在设立…") if busy else self.tr("确认设立"))

    def refuse(self, sentence: str) -> None:
        """Setting up did not work; everything typed is still there."""
        self.set_busy(False)
        self.problem.say(sentence)

    def show_phrase(self, phrase: str) -> None:
        """The centre exists: show its recovery phrase."""
        self.set_busy(False)
        self.phrase = PhraseCard(phrase)
        self.phrase.print_asked.connect(self.print_asked)
        self.phrase.confirmed.connect(self.phrase_checked)
        self._views[PHRASE] = self.phrase
        self.card.box.insertWidget(self.card.box.count() - 1, self.phrase)
        self.title.setText(self.tr("请保管好恢复口令"))
        self.go_to(PHRASE)

    def show_more(self) -> None:
        """The phrase is safe: what else can be prepared."""
        self.title.setText(self.tr("中心已经设好"))
        self.icon.set_icon("ok", "ok")
        self.go_to(MORE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes one step back while nothing is written yet."""
        free = self._confirm_back.isEnabled()
        if event.key() == Qt.Key.Key_Escape and free and self.step in (ADMINISTRATOR, CONFIRM):
            self.go_to(self.step - 1)
        else:
            super().keyPressEvent(event)

    # --- the steps -------------------------------------------------------------------------

    def _make_centre(self) -> QWidget:
        self.centre = Form(
            (
                Field("name", self.tr("中心名称"), required=True, width="full", max_length=60,
                      placeholder=self.tr("如 小河街道居家养老服务中心"),
                      help=self.tr("写全称，会印在每一张表上。")),
                Field("code", self.tr("中心编码"), required=True,
                      placeholder=self.tr("如 330105001"),
                      help=self.tr("九位数字。区平台给的编码；没有就用街道代码。")),
            ),
            save_text=self.tr("下一步"),
            cancel_text=self.tr("退出"),
        )  # fmt: skip
        leads_on(self.centre)
        self.centre.submitted.connect(self._take_centre)
        self.centre.cancelled.connect(self.leave.emit)
        words = self.tr("颐站把一个中心的签到、助餐、名单和上报放在这台电脑上，数据全部加密。")
        restore = parts.button(self.tr("已有备份，从备份恢复"), "restore", "quiet")
        parts.on_click(restore, self.restore.emit)
        view = parts.column(
            parts.label(words, wrap=True), self.centre, parts.row(restore, None), spacing=Space.M
        )
        view.setFocusProxy(self.centre)
        return view

    def _make_administrator(self) -> QWidget:
        self.administrator = administrator_form(self.tr("下一步"), self.tr("上一步"))
        self.administrator.submitted.connect(self._take_administrator)
        self.administrator.cancelled.connect(lambda: self.go_to(CENTRE))
        words = self.tr("系统管理账号可以给同事开账号、改设置、看操作记录。请由负责的人来设。")
        view = parts.column(parts.label(words, wrap=True), self.administrator, spacing=Space.M)
        view.setFocusProxy(self.administrator)
        return view

    def _make_confirm(self) -> QWidget:
        self.summary = parts.label("", wrap=True, selectable=True)
        self.create_button = parts.button(self.tr("确认设立"), "check", "primary")
        self._confirm_back = parts.button(self.tr("上一步"))
        parts.on_click(self.create_button, self._confirm)
        parts.on_click(self._confirm_back, lambda: self.go_to(ADMINISTRATOR))
        words = self.tr("请核对。按“确认设立”之前，什么也不会写到电脑上。")
        view = parts.column(
            parts.label(words, wrap=True),
            self.summary,
            parts.row(self.create_button, self._confirm_back, None),
            spacing=Space.L,
        )
        view.setFocusProxy(self.create_button)
        return view

    def _make_more(self) -> QWidget:
        lines: list[QWidget] = [parts.label(self.tr("下面三件事现在做、以后做都可以。"), wrap=True)]
        for page, argument, icon, title, words in LATER:
            now = parts.button(self.tr("现在做"))
            now.setAccessibleName(self.tr("现在做：") + self.tr(title))
            now.clicked.connect(lambda *_, p=page, a=argument: self.finished.emit(p, a))
            card = parts.Card("h", Space.M)
            text = parts.column(
                parts.label(self.tr(title), "strong"),
                parts.label(self.tr(words), "second", wrap=True),
                spacing=Space.XS,
            )
            enter_clicks(now)
            card.add(parts.IconLabel(icon, "primary", 28), text, now)
            card.box.setStretch(1, 1)
            lines.append(card)
        self.later = parts.button(self.tr("以后再说，开始使用"), "check", "primary")
        parts.on_click(self.later, lambda: self.finished.emit("", None))
        view = parts.column(*lines, parts.row(self.later, None), spacing=Space.M)
        view.setFocusProxy(self.later)
        return view

    # --- inside ----------------------------------------------------------------------------

    def _take_centre(self, values: dict[str, Any]) -> None:
        fault = code_fault(values["code"].strip())
        if fault:
            self.centre.set_errors({"code": fault})
            self.centre.focus_first_error()
            return
        self._values.update(values)
        self.go_to(ADMINISTRATOR)

    def _take_administrator(self, values: dict[str, Any]) -> None:
        faults = password_faults(values)
        if faults:
            self.administrator.set_errors(faults)
            self.administrator.focus_first_error()
            return
        self._values.update(values)
        words = self.tr("中心名称：%1\n中心编码：%2\n系统管理：%3（账号 %4）\n数据文件夹：%5")
        self.summary.setText(
            parts.fill(
                words, self._values["name"], self._values["code"],
                values["display_name"], values["username"], self._folder,
            )
        )  # fmt: skip
        self.go_to(CONFIRM)

    def _confirm(self) -> None:
        self.problem.say("")
        self.set_busy(True)
        self.confirmed.emit(dict(self._values))
