"""The page 上报: where it stands in words, the steps as buttons, bundles, refused rows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.core.clock import Clock
from app.views import icons, parts
from app.views.store import Store
from app.views.sync.state import SyncView, target_words
from app.views.tasks import TaskRunner
from app.views.theme import Space, Status, Tone, px
from app.views.widgets.page import Page
from app.views.widgets.table import Column, DataTable, SequenceSource
from app.views.widgets.work_list import WorkAction, WorkItem, WorkList

STEPS = ("build", "push", "receipts")
_MOST_REFUSED = 3
_ICONS = {"member": "members", "attendance": "attendance", "meal": "meals"}


class SyncPage(Page):
    """Setters and signals; knows no service.

    Signals:
        pair_asked(), export_asked(): the two halves of pairing.
        step_asked(str): ``build``, ``push``, ``receipts`` or ``again``.
        refused_opened(str key), refused_settled(str key): a row of the work list.
    """

    pair_asked = Signal()
    export_asked = Signal()
    step_asked = Signal(str)
    refused_opened = Signal(str)
    refused_settled = Signal(str)

    def __init__(self, runner: TaskRunner, prefs: Store, clock: Clock) -> None:
        super().__init__(
            self.tr("上报"),
            self.tr("收到区平台的签名回执才算送到"),
            self._help(),
            frozenset({"sync_bundle", "sync_peer", "work_item", "member", "attendance", "meal"}),
        )
        self.state = parts.StatusLabel(Status(""), role="strong")
        self.lines = parts.label("", wrap=True, selectable=True)
        self.numbers = parts.label("", "second", wrap=True)
        self.pair = self.header.add_action("pair", self.tr("配对"), "link")
        self.export = self.header.add_action("export", self.tr("导出本中心配对文件"), "export")
        parts.on_click(self.pair, self.pair_asked.emit)
        parts.on_click(self.export, self.export_asked.emit)
        self.steps = {
            "build": parts.button(self.tr("1 生成上报包"), "document"),
            "push": parts.button(self.tr("2 上报"), "upload"),
            "receipts": parts.button(self.tr("3 取回执"), "download"),
        }
        self.hints = {key: parts.label("", "small", wrap=True) for key in STEPS}
        for key, button in self.steps.items():
            button.clicked.connect(lambda *_, name=key: self.step_asked.emit(name))
        self.again = parts.button(self.tr("重发没有回执的"), "refresh", "quiet")
        parts.on_click(self.again, lambda: self.step_asked.emit("again"))
        self.table = self._make_table(runner, prefs)
        self.refused = WorkList(clock)
        self._lay_out()

    # --- setters --------------------------------------------------------------------------

    def set_view(self, view: SyncView) -> None:
        """Show everything."""
        self.show_content()
        self._view = view
        if view.paired:
            word = parts.fill(self.tr("已与“%1”配对"), view.district)
            self.state.set_status(Status(word, Tone.OK, "link"))
        else:
            word = self.tr("还没有与区平台配对。请向区平台要配对文件，按“配对”导入。")
            self.state.set_status(Status(word, Tone.WARN, "unlink"))
        parts.set_look(self.pair, "kind", "plain" if view.paired else "primary")
        self.pair.setText(self.tr("重新配对") if view.paired else self.tr("配对"))
        self.pair.setIcon(icons.icon("link", "second" if view.paired else "on_primary"))
        self.lines.setText("\n".join(self._lines(view)))
        self.numbers.setText(self._numbers(view))
        self._set_steps(view)
        self.table.replace_source(
            SequenceSource(
                tuple(reversed(view.bundles)), self.table.model.columns, identity=lambda r: r.id
            )
        )
        self._set_refused(view)

    def set_offline(self, sentence: str) -> None:
        """The place cannot be reached; what was made stays and is sent next time."""
        self.state.set_status(Status(self.tr("现在连不上区平台"), Tone.WARN, "offline"))
        self.numbers.setText(sentence)

    def set_busy(self, busy: bool) -> None:
        """While a step runs no other is begun."""
        for button in (*self.steps.values(), self.again, self.pair):
            button.setEnabled(not busy)
        if not busy and self._view is not None:
            self._set_steps(self._view)

    def set_not_allowed(self) -> None:
        """Say who may do this."""
        for button in (self.pair, self.export):
            button.setEnabled(False)
            button.setToolTip(self.tr("需要“上报”权限"))
        self.show_empty(
            self.tr("上报由中心负责人或系统管理员来做。"),
            self.tr("前台账号没有“上报”的权限。登记的内容已经保存，等待他们上报，不会丢失。"),
        )

    # --- inside ---------------------------------------------------------------------------

    _view: SyncView | None = None

    def _lines(self, view: SyncView) -> list[str]:
        lines = []
        if view.paired:
            lines.append(parts.fill(self.tr("送到：%1"), target_words(view.target)))
            lines.append(parts.fill(self.tr("区平台指纹：%1"), view.district_print))
        lines.append(parts.fill(self.tr("本中心指纹：%1"), view.centre_print))
        if view.server_print:
            lines.append(parts.fill(self.tr("服务器指纹：%1"), view.server_print))
        return lines

    def _numbers(self, view: SyncView) -> str:
        waiting = (
            parts.fill(self.tr("等待确认 %1 条改动"), view.waiting)
            if view.waiting
            else self.tr("全部改动都已由区平台确认")
            if view.last_receipt
            else self.tr("还没有要上报的改动")
        )
        receipt = (
            parts.fill(self.tr("最近回执 %1"), f"{view.last_receipt:%Y-%m-%d %H:%M}")
            if view.last_receipt
            else self.tr("还没有收到过回执")
        )
        return f"{waiting} · {receipt}"

    def _set_steps(self, view: SyncView) -> None:
        fresh = view.waiting and not (view.unsent or view.unconfirmed)
        words = {
            "build": self.tr("把上次以后的改动封成一个加密文件"),
            "push": parts.fill(self.tr("发送 %1 个待发送的上报包"), view.unsent)
            if view.unsent
            else self.tr("没有待发送的上报包"),
            "receipts": parts.fill(self.tr("%1 个上报包在等回执"), view.unconfirmed)
            if view.unconfirmed
            else self.tr("看看区平台有没有新的回执"),
        }
        next_step = "push" if view.unsent else ("receipts" if view.unconfirmed else "build")
        for key, button in self.steps.items():
            button.setEnabled(view.paired and (key != "push" or bool(view.unsent)))
            chosen = view.paired and key == next_step and (key != "build" or bool(fresh))
            parts.set_look(button, "kind", "primary" if chosen else "plain")
            icon = {"build": "document", "push": "upload", "receipts": "download"}[key]
            button.setIcon(icons.icon(icon, "on_primary" if chosen else "second"))
            self.hints[key].setText(words[key] if view.paired else self.tr("先配对"))
        self.again.setVisible(view.paired and bool(view.unconfirmed))

    def _set_refused(self, view: SyncView) -> None:
        actions = (
            WorkAction("open", self.tr("打开档案")),
            WorkAction("settle", self.tr("已改好")),
        )
        self.refused.set_items(
            [
                WorkItem(
                    one.key, _ICONS.get(one.entity, "document"), one.text,
                    one.since, Tone.DANGER, "",
                    actions if one.entity == "member" else actions[1:],
                )
                for one in view.refused
            ]
        )  # fmt: skip
        self._refused_part.setVisible(bool(view.refused))
        rows = min(len(view.refused), _MOST_REFUSED)
        self.refused.setFixedHeight(px(rows * 66))

    def _lay_out(self) -> None:
        top = parts.Card()
        top.add(self.state, self.lines, self.numbers)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(Space.L))
        grid.setVerticalSpacing(px(Space.XS))
        for column, key in enumerate(STEPS):
            grid.addWidget(self.steps[key], 0, column)
            self.hints[key].setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self.hints[key], 1, column)
            grid.setColumnStretch(column, 1)
        steps = QWidget()
        steps.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        self._refused_part = parts.column(
            parts.label(self.tr("区平台退回的记录：改好以后下次上报会自动补送"), "strong"),
            self.refused,
        )
        self._refused_part.hide()
        self.refused.acted.connect(self._acted)
        self.refused.opened.connect(self.refused_opened)
        self.table.add_tool(self.again)
        everything = parts.column(top, steps, self._refused_part, self.table, spacing=Space.M)
        everything.layout().setStretch(3, 1)  # type: ignore[union-attr]
        self.body.addWidget(everything, 1)

    def _acted(self, key: str, action: str) -> None:
        (self.refused_opened if action == "open" else self.refused_settled).emit(key)

    def _make_table(self, runner: TaskRunner, prefs: Store) -> DataTable:
        columns = (
            Column("made", self.tr("生成时间"), 150, kind="datetime"),
            Column("range", self.tr("改动范围"), 130, align="right"),
            Column("people", self.tr("人数"), 76, kind="number"),
            Column("visits", self.tr("人次"), 76, kind="number"),
            Column("meals", self.tr("餐次"), 76, kind="number"),
            Column("size_words", self.tr("大小"), 84, align="right", sortable=False),
            Column("status", self.tr("状态"), 130, kind="status"),
            Column("problem", self.tr("问题"), 160, stretch=True),
        )
        table = DataTable("bundles", columns, runner, prefs=prefs, unit=self.tr("个上报包"))
        table.set_empty(self.tr("还没有上报包。"), self.tr("配对以后，按“1 生成上报包”做第一个。"))
        return table

    def _help(self) -> str:
        return self.tr(
            "第一次：向区平台要配对文件，按“配对”导入，电话里核对指纹；"
            "再按“导出本中心配对文件”，把它交给区平台登记。\n"
            "每天或每周：生成、上报、取回执，三步各按一次。断网、断电都不要紧，"
            "再按一次就从停下的地方继续，不会漏，也不会重复计算。\n"
            "只有区平台签名的回执才算送到。被退回的记录会列出来，改好以后下次自动补送。"
        )
