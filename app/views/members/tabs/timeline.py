"""The tab 动态: everything of one person, newest first, by kind and period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout

from app.core.clock import today
from app.services.members import MemberFile
from app.services.timeline import KINDS, Slot, TimelineEvent, TimelineQuery
from app.views import parts
from app.views.members.tabs.frame import FileTab, TabContext
from app.views.periods import periods, span_of
from app.views.theme import Space, Status, Tone
from app.views.widgets.table import Column, DataTable, Filter, TableQuery

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
    """A table; Enter or a double click goes to where a line comes from."""

    def __init__(self, context: TabContext) -> None:
        super().__init__()
        self._context, self._uid = context, ""
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
        self.table.set_filter_choices("period", periods(min(first, now), now))
        self.table.set_source(TimelineSource(self._context, file.uid))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("at", self.tr("时间"), 142, sortable=False, value=_minute),
            Column("kind", self.tr("种类"), 92, sortable=False, kind="status", value=_status),
            Column("text", self.tr("事项"), 420, sortable=False, stretch=True),
            Column("who", self.tr("经手"), 96, sortable=False),
        )

    def _open(self, slot: Slot) -> None:
        source = self.table.source()
        assert source is not None

        def go(rows: Sequence[TimelineEvent | None]) -> None:
            event = rows[0]
            if event is not None and event.page:
                self._context.kit.go(event.page, dict(event.argument))

        self._context.kit.runner.run(lambda: source.rows([slot]), go, owner=self)


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
