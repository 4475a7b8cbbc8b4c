"""审计: the newest events, and the check that nothing was changed behind the product's back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.clock import local
from app.services.audit import AuditReport, AuditRow
from app.views import parts
from app.views.store import Store
from app.views.tasks import TaskRunner
from app.views.theme import Space, Status, Tone
from app.views.widgets.table import Column, DataTable, SequenceSource

ACTIONS = {
    "insert": "新增", "update": "修改", "delete": "删除", "sign_in": "登录", "password": "改密码",
    "look": "查看完整号码", "export": "导出", "import": "导入",
}  # fmt: skip
ENTITIES = {
    "member": "老人", "member_card": "卡", "attendance": "签到", "meal": "就餐",
    "terminal": "终端", "terminal_pin": "终端编号", "terminal_file": "终端文件",
    "face_check": "人脸记录", "work_item": "待办", "document": "打印件", "setting": "设置",
    "user_account": "账号", "sync_peer": "区平台", "sync_bundle": "上报包",
    "sync_rejection": "退回记录", "sync_identity": "签名钥匙", "table": "表格",
}  # fmt: skip
SHOWN = 500


class AuditSection(QWidget):
    """Signals: verify_asked()."""

    verify_asked = Signal()

    def __init__(self, runner: TaskRunner, prefs: Store) -> None:
        super().__init__()
        self.verify = parts.button(self.tr("核对审计链"), "shield")
        parts.on_click(self.verify, self.verify_asked.emit)
        self.result = parts.StatusLabel(Status(""))
        self.problems = parts.label("", wrap=True, selectable=True)
        self.problems.hide()
        self.table = DataTable("audit", _columns(self), runner, prefs=prefs, unit=self.tr("条"))
        self.table.add_tool(self.verify)
        box = parts.bare(QVBoxLayout(self), Space.M)
        box.addWidget(self.result)
        box.addWidget(self.problems)
        box.addWidget(self.table, 1)

    def set_rows(self, rows: Sequence[AuditRow]) -> None:
        """Show the newest events."""
        self.table.set_source(
            SequenceSource(rows, self.table.model.columns, identity=lambda one: one.id)
        )

    def set_report(self, report: AuditReport) -> None:
        """Say what the check found."""
        if report.sound:
            words = self.tr("审计链完整：核对了 %1 条事件、%2 行数据，没有发现被改动、删除或调换。")
            text = parts.fill(words, f"{report.events:,}", f"{report.rows:,}")
            self.result.set_status(Status(text, Tone.OK, "shield"))
        else:
            words = self.tr("发现 %1 处在系统外被改动，请保留现状并联系系统管理员。")
            text = parts.fill(words, len(report.problems))
            self.result.set_status(Status(text, Tone.DANGER))
        self.problems.setText("\n".join(report.problems[:10]))
        self.problems.setVisible(bool(report.problems))

    def set_busy(self, busy: bool) -> None:
        """While the chain is checked."""
        self.verify.setEnabled(not busy)

    def set_not_allowed(self) -> None:
        """Say who may look."""
        self.verify.setEnabled(False)
        self.table.set_empty(self.tr("审计日志由中心负责人或系统管理员查看。"))
        self.set_rows(())


def _columns(section: QWidget) -> tuple[Column, ...]:
    return (
        Column("id", section.tr("号"), 76, kind="number"),
        Column("at", section.tr("时间"), 168, value=lambda one: local_second(one.at)),
        Column("actor_name", section.tr("谁"), 110),
        Column("action", section.tr("做了什么"), 110, value=lambda one: action_words(one.action)),
        Column("entity", section.tr("对象"), 100, value=lambda one: entity_words(one.entity)),
        Column("reason", section.tr("原因"), 150, stretch=True),
        Column("fields", section.tr("涉及的栏目"), 200, hidden=True, sortable=False),
    )


def action_words(action: str) -> str:
    """An action in Chinese; unknown ones as they are."""
    return ACTIONS.get(action, action)


def entity_words(entity: str) -> str:
    """A table's noun in Chinese; unknown ones as they are."""
    return ENTITIES.get(entity, entity)


def local_second(utc: str) -> str:
    """UTC text as ``2026-11-22 08:31:05`` on the wall clock."""
    moment = dt.datetime.fromisoformat(utc.replace("Z", "+00:00"))
    return local(moment).strftime("%Y-%m-%d %H:%M:%S")
