"""The tab 动态: everything of one person, newest first, by kind and period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout

from app.core.clock import today
from app.core.numbers import counted
from app.services.members import MemberFile
from app.services.rights import Right
from app.services.timeline import KINDS, Slot, TimelineEvent, TimelineQuery
from app.views import parts
from app.views.members.tabs.frame import FileTab, TabContext
from app.views.periods import periods, span_of
from app.views.theme import Space, Status, Tone
from app.views.widgets.table import Column, DataTable, Filter, TableQuery

if TYPE_CHECKING:
    from app.views.kit import Kit

LOOKS = {
    "attendance": ("attendance", Tone.OK), "meal": ("meals", Tone.OK),
    "face_check": ("face_checks", Tone.INFO), "assessment": ("ok", Tone.PRIMARY),
    "card": ("card", Tone.PRIMARY), "consent": ("edit", Tone.PRIMARY),
    "membership": ("members", Tone.WARN), "class": ("person", Tone.INFO),
    "print": ("printing", Tone.NEUTRAL), "merge": ("link", Tone.WARN),
    "change": ("edit", Tone.NEUTRAL),
}  # fmt: skip
"""Kind → icon and tone."""


class TimelineSource:
    """Adapts the time line of one person to `TableSource`."""

    def __init__(self, context: TabContext, uid: str) -> None:
        self._app, self._actor, self._uid = context.app, context.kit.actor, uid
        self._asked = TimelineQuery(uid)

    def ids(self, query: TableQuery) -> Sequence[Slot]:
        """The places of what ``query`` finds; from now on `rows` reads these."""
        asked = timeline_query(self._uid, query)
        found = self._app.timeline.ids(asked, self._actor())
        self._asked = asked
        return found

    def rows(self, ids: Sequence[Slot]) -> Sequence[TimelineEvent | None]:
        """The events at ``ids``."""
        return self._app.timeline.events(self._asked, ids, self._actor())


class TimelineTab(FileTab):
    """A table; Enter or a double click goes to where a line comes from.

    What is yet to come is a list of its own, which the button ``coming`` brings.
    """

    def __init__(self, context: TabContext) -> None:
        super().__init__()
        self._context, self._uid, self._after = context, "", ""
        self.table = DataTable(
            "member_timeline", self._columns(), context.kit.runner, prefs=context.kit.prefs,
            filters=(
                Filter("kind", self.tr("种类"), tuple(KINDS.items())),
                Filter("period", self.tr("时间"), (("", ""),)),
            ),
            unit=self.tr("条"), notify=context.kit.notify,
        )  # fmt: skip
        self.table.toolbar.box.hide()
        self.table.set_empty(self.tr("这里会列出签到、就餐、评估、办卡、打印和每一次修改。"))
        self.table.activated.connect(self._open)
        self.coming = parts.button("", "clock", "chip")
        parts.on_click(self.coming, self._turn)
        self.table.add_tool(self.coming)
        self.table.loaded.connect(lambda _: self._count())
        self._show_coming(0)
        parts.bare(QVBoxLayout(self), Space.M).addWidget(self.table)

    def show_file(self, file: MemberFile) -> None:
        """Show the time line of ``file``; the same one anew keeps its place."""
        if file.uid == self._uid:
            self.table.refresh()
            return
        self._uid = file.uid
        now = today(self._context.kit.clock)
        joined = str(file.values.get("joined_on") or "")[:10]
        first = span_of(joined)[0] or now
        self._after = f"{(now + dt.timedelta(days=1)).isoformat()}/"
        choices = ((self._after, self.tr("以后")), *periods(min(first, now), now))
        self.table.set_filter_choices("period", choices)
        self._show_coming(0)
        self.table.set_source(TimelineSource(self._context, file.uid))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("at", self.tr("时间"), 142, sortable=False, value=_minute),
            Column("kind", self.tr("种类"), 108, sortable=False, kind="status", value=_status),
            Column("text", self.tr("事项"), 420, sortable=False, stretch=True),
            Column("who", self.tr("经手"), 96, sortable=False),
        )

    def _count(self) -> None:
        """Say how much is yet to come."""
        app, actor, uid = self._context.app, self._context.kit.actor(), self._uid

        def done(count: int) -> None:
            if uid == self._uid:
                self._show_coming(count)

        self._context.kit.runner.run(lambda: app.timeline.coming(uid, actor), done, owner=self)

    def _show_coming(self, count: int) -> None:
        self.coming.setText(parts.fill(self.tr("以后 %1 条"), counted(count)))
        shown = self.table.query().filters.get("period") == self._after != ""
        parts.set_look(self.coming, "active", "true" if shown else "false")
        parts.set_shown(self.coming, count > 0 or shown)

    def _turn(self) -> None:
        """To what is yet to come, and back."""
        chip = self.table.toolbar.chips["period"]
        chip.choose("" if chip.value == self._after else self._after)

    def _open(self, slot: Slot) -> None:
        source = self.table.source()
        assert source is not None

        def go(rows: Sequence[TimelineEvent | None]) -> None:
            if rows[0] is not None:
                open_event(self._context.kit, rows[0])

        self._context.kit.runner.run(lambda: source.rows([slot]), go, owner=self)


def open_event(kit: Kit, event: TimelineEvent) -> None:
    """Go to where ``event`` comes from; the audit only with the right to look at it."""
    if event.kind == "change" and not kit.actor().may(Right.AUDIT):
        words = _tr("这一条记在审计日志里，由中心负责人或系统管理员查看。")
        kit.notify.info(words, topic="timeline.audit")
    elif event.page:
        kit.go(event.page, dict(event.argument))


def _tr(text: str) -> str:
    return QCoreApplication.translate("TimelineTab", text)


def timeline_query(uid: str, query: TableQuery) -> TimelineQuery:
    """The table's wish in the service's words."""
    kind = query.filters.get("kind", "")
    first, last = span_of(query.filters.get("period", ""))
    return TimelineQuery(uid, frozenset({kind} if kind else ()), first, last)


def _minute(event: TimelineEvent) -> str:
    return event.at[:16]


def _status(event: TimelineEvent) -> Status:
    icon, tone = LOOKS[event.kind]
    return replace(Status(event.label, tone), icon=icon)
