"""Joins the today page with the services."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject

from app.core.clock import today
from app.core.errors import YizhanError
from app.services.dashboard import DashboardDay
from app.services.work_items import WorkItemRow
from app.views import parts
from app.views.desk.lookup import masked
from app.views.kit import Kit
from app.views.tasks import Latest
from app.views.theme import Tone
from app.views.today.page import TodayPage
from app.views.widgets.work_list import WorkAction, WorkItem

if TYPE_CHECKING:
    from app.wiring import Application

SHOWN = 30
"""Work items shown at once; each is a row of widgets."""
DONE = "done"


class TodayPresenter(QObject):
    """Counts the day, lists what must be decided, opens what a number counts."""

    def __init__(self, page: TodayPage, app: Application, kit: Kit) -> None:
        super().__init__(page)
        self._page, self._app, self._kit = page, app, kit
        self._date = today(kit.clock)
        self._follows_today = True
        self._items: dict[str, WorkItemRow] = {}
        self._load = Latest(kit.runner, self, 0)
        page.activated.connect(self._activated)
        page.refresh_requested.connect(self.refresh)
        page.date_chosen.connect(self._go_to)
        page.number_pressed.connect(self.open_number)
        page.item_acted.connect(self._act)
        page.item_opened.connect(self.open_item)
        page.set_date(self._date, self._date)

    def refresh(self) -> None:
        """Count anew; at midnight a page that shows today moves on."""
        now = today(self._kit.clock)
        if self._follows_today:
            self._date = now
        date, actor = self._date, self._kit.actor()
        self._page.set_date(date, now)
        dashboard, work_items = self._app.dashboard, self._app.work_items

        def work() -> tuple[DashboardDay, list[WorkItemRow]]:
            return dashboard.day(date, actor), work_items.open_items(actor, limit=SHOWN)

        self._load.submit(work, self._loaded, self._not_loaded)

    def open_number(self, key: str) -> None:
        """Open the page that shows whom or what a number counts."""
        date = self._date.isoformat()
        targets: dict[str, tuple[str, Any]] = {
            "members": ("members", None),
            "present": ("attendance", {"date": date, "view": "present"}),
            "paused": ("members", {"state": "paused"}),
            "absent": ("attendance", {"date": date, "view": "absent"}),
            "matched": ("face_checks", {"date": date}),
            "unmatched": ("face_checks", {"date": date, "view": "unmatched"}),
            "waiting": ("sync", None),
        }
        page, argument = targets.get(key, ("meals", {"date": date, "slot": key}))
        self._kit.go(page, argument)

    def open_item(self, uid: str) -> None:
        """Open the page on which a work item can be settled."""
        row = self._items.get(uid)
        if row is None:
            return
        uid, _, _ = row.subject.partition(" ")
        targets: dict[str, tuple[str, Any]] = {
            "away_check": ("members", {"uid": uid, "tab": "membership"}),
            "face_removal": ("members", {"uid": uid, "tab": "membership"}),
            "unmatched_pin": ("face_checks", {"pin": row.subject}),
            "rejected_row": ("sync", {"rejected": row.subject}),
        }
        self._kit.go(*targets.get(row.kind, ("members", None)))

    def dismiss(self, uid: str) -> None:
        """Close an item without a further effect; the toast opens it again."""
        row, actor = self._items[uid], self._kit.actor()
        text = parts.fill(self.tr("已处理：%1"), title_of(row))
        self._kit.runner.run(
            lambda: self._app.work_items.dismiss(uid, "已处理", actor),
            lambda _: self._kit.notify.toast(text, lambda: self._reopen(uid), what=self.tr("处理")),
            owner=self,
        )

    # --- inside -----------------------------------------------------------------------------

    def _activated(self, argument: object) -> None:
        if isinstance(argument, Mapping) and argument.get("date"):
            self._go_to(dt.date.fromisoformat(str(argument["date"])))

    def _go_to(self, date: dt.date) -> None:
        self._date = date
        self._follows_today = date == today(self._kit.clock)
        self.refresh()

    def _loaded(self, found: tuple[DashboardDay, Sequence[WorkItemRow]]) -> None:
        day, rows = found
        self._items = {row.uid: row for row in rows}
        self._page.set_day(day, is_today=day.date == today(self._kit.clock))
        self._page.set_work([self._item(row) for row in rows], day.work_items)

    def _not_loaded(self, problem: BaseException) -> None:
        known = isinstance(problem, YizhanError)
        self._page.show_error(str(problem) if known else self.tr("没有读到今天的数字，请重试。"))
        if not known:
            self._kit.runner.report_problem(problem)

    def _item(self, row: WorkItemRow) -> WorkItem:
        looks = {
            "unknown_code": ("scan", Tone.WARN, self.tr("去找老人")),
            "unmatched_pin": ("face_checks", Tone.WARN, self.tr("关联老人")),
            "rejected_row": ("sync", Tone.DANGER, self.tr("去更正")),
            "away_check": ("face_checks", Tone.WARN, self.tr("去会籍")),
            "face_removal": ("face_checks", Tone.DANGER, self.tr("看编号")),
        }
        icon, tone, word = looks.get(row.kind, ("info", Tone.INFO, self.tr("查看")))
        actions = (WorkAction("open", word), WorkAction(DONE, self.tr("已处理")))
        since = dt.datetime.fromisoformat(row.opened_at)
        whole = row.kind in ("rejected_row", "away_check", "face_removal")
        detail = row.detail if whole else row.detail.partition("，")[0]
        return WorkItem(row.uid, icon, title_of(row), since, tone, detail, actions)

    def _act(self, uid: str, action: str) -> None:
        if uid in self._items:
            (self.dismiss if action == DONE else self.open_item)(uid)

    def _reopen(self, uid: str) -> None:
        actor = self._kit.actor()
        self._kit.runner.run(lambda: self._app.work_items.reopen(uid, actor), owner=self)


def title_of(row: WorkItemRow) -> str:
    """What happened and about which number, in one line beside its buttons."""
    words = {"unknown_code": _tr("未登记号码 %1"), "unmatched_pin": _tr("人脸机编号 %1 待关联")}
    # The uid of a rejected row says nothing to people.
    return parts.fill(words.get(row.kind, row.title), masked(row.subject))


def _tr(text: str) -> str:
    return QCoreApplication.translate("TodayPresenter", text)
