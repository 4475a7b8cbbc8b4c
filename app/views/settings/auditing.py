"""审计: every event, and the check that nothing was changed behind the product's back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.clock import local
from app.services.audit import (
    AuditChoices,
    AuditQuery,
    AuditReport,
    AuditRow,
    action_words,
    entity_words,
    field_words,
)
from app.services.audit.words import ACTIONS, MISSING
from app.services.rights import Actor
from app.views import parts
from app.views.periods import periods
from app.views.settings.section import SettingsSection
from app.views.store import Store
from app.views.tasks import TaskRunner
from app.views.theme import Space, Status, Tone
from app.views.widgets.table import Column, DataTable, Filter, SequenceSource, TableQuery


class AuditLister(Protocol):
    """The part of the audit service that the list needs."""

    def ids(self, query: AuditQuery, actor: Actor) -> Sequence[int]:
        """Numbers of the events found, in order."""
        ...

    def rows(self, ids: Sequence[int], actor: Actor) -> list[AuditRow]:
        """The events ``ids``; those that are missing are left out."""
        ...


class AuditSource:
    """Adapts the audit service to `TableSource`; a missing event is a row that says so."""

    def __init__(self, audit: AuditLister, actor: Callable[[], Actor]) -> None:
        self._audit, self._actor = audit, actor

    def ids(self, query: TableQuery) -> Sequence[int]:
        """Numbers of what ``query`` finds, the newest first."""
        return self._audit.ids(audit_query(query), self._actor())

    def rows(self, ids: Sequence[int]) -> Sequence[AuditRow]:
        """The events ``ids``."""
        found = {row.id: row for row in self._audit.rows(ids, self._actor())}
        gap = ("", "", MISSING, "", "", "", ())
        return [found.get(one) or AuditRow(one, *gap) for one in ids]


class AuditSection(SettingsSection):
    """Signals: verify_asked()."""

    verify_asked = Signal()

    def __init__(self, runner: TaskRunner, prefs: Store) -> None:
        super().__init__(_tr("审计日志由中心负责人或系统管理员查看。"))
        self.verify = parts.button(self.tr("核对审计链"), "shield")
        parts.on_click(self.verify, self.verify_asked.emit)
        self.result = parts.StatusLabel(Status(""))
        self.problems = parts.label("", wrap=True, selectable=True)
        self.problems.hide()
        self.table = DataTable(
            "audit", _columns(self), runner, prefs=prefs, unit=self.tr("条"),
            filters=_filters(self), placeholder=self.tr("姓名、会员号、谁、原因"),
        )  # fmt: skip
        self.table.add_tool(self.verify)
        box = parts.bare(QVBoxLayout(self), Space.M)
        box.addWidget(self.result)
        box.addWidget(self.problems)
        box.addWidget(self.table, 1)

    def set_source(self, source: AuditSource) -> None:
        """Show the events of ``source``; those shown already are read again in their place."""
        if isinstance(self.table.source(), AuditSource):
            self.table.refresh()
        else:
            self.table.set_source(source)

    def point_at(self, event: int) -> None:
        """Select the event with this number as soon as it is listed, whatever was filtered."""
        self.table.set_query(TableQuery())
        self.table.point_at(event)

    def set_choices(self, choices: AuditChoices, today: dt.date) -> None:
        """What can be filtered by on ``today``."""
        self.table.set_filter_choices("period", periods(choices.first or today, today))
        self.table.set_filter_choices("account", choices.accounts)

    def set_report(self, report: AuditReport) -> None:
        """Say what the check found."""
        if report.sound:
            words = self.tr("审计链完整：核对了 %1 条事件、%2 行数据，没有发现被改动、删除或调换。")
            text = parts.fill(words, report.events, report.rows)
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
        self.table.set_empty(self.why_not.text())
        self.table.set_source(SequenceSource((), self.table.model.columns))


def audit_query(query: TableQuery) -> AuditQuery:
    """The table's wish in the service's words."""
    since, _, until = query.filters.get("period", "").partition("/")
    return AuditQuery(
        text=query.text.strip(),
        since=dt.date.fromisoformat(since) if since else None,
        until=dt.date.fromisoformat(until) if until else None,
        action=query.filters.get("action", ""),
        account=query.filters.get("account", ""),
        sort=query.sort,
        descending=query.descending,
    )


def _filters(section: QWidget) -> tuple[Filter, ...]:
    return (
        Filter("period", section.tr("时间"), (("", ""),)),
        Filter("action", section.tr("做了什么"), tuple(ACTIONS.items())),
        Filter("account", section.tr("账号"), (("", ""),)),
    )


def _columns(section: QWidget) -> tuple[Column, ...]:
    return (
        Column("id", section.tr("号"), 76, align="right"),
        Column("at", section.tr("时间"), 168, value=lambda one: local_second(one.at)),
        Column("actor_name", section.tr("谁"), 128),
        Column("action", section.tr("做了什么"), 110, value=_action),
        Column("entity", section.tr("对象"), 100, value=lambda one: entity_words(one.entity)),
        Column("subject", section.tr("关于"), 290, stretch=True, sortable=False),
        Column("reason", section.tr("原因"), 150, sortable=False),
        Column("fields", section.tr("涉及的栏目"), 200, hidden=True, sortable=False,
               value=lambda one: "、".join(map(field_words, one.fields))),
    )  # fmt: skip


def _action(one: AuditRow) -> str:
    return action_words(one.action, one.entity)


def local_second(utc: str) -> str:
    """UTC text as ``2026-11-22 08:31:05`` on the wall clock; empty stays empty."""
    if not utc:
        return ""
    moment = dt.datetime.fromisoformat(utc)
    return local(moment).strftime("%Y-%m-%d %H:%M:%S")


def _tr(text: str) -> str:
    return QCoreApplication.translate("AuditSection", text)
