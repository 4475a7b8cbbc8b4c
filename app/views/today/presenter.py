"""Joins the today page with the services."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from app.core.clock import today
from app.services.dashboard import DashboardDay
from app.services.rights import Actor
from app.services.work_items import WorkItemRow
from app.views import parts
from app.views.days import DayPresenter
from app.views.desk.lookup import masked
from app.views.kit import Kit
from app.views.theme import Tone
from app.views.today.page import TodayPage
from app.views.widgets.work_list import WorkAction, WorkItem

if TYPE_CHECKING:
    from app.wiring import Application

SHOWN = 30
"""Work items shown at once; each is a row of widgets."""
DONE = "done"


class TodayPresenter(DayPresenter):
    """Counts the day, lists what must be decided, opens what a number counts."""

    def __init__(self, page: TodayPage, app: Application, kit: Kit) -> None:
        super().__init__(page, app, kit)
        self._items: dict[str, WorkItemRow] = {}
        page.activated.connect(self._activated)
        page.number_pressed.connect(self.open_number)
        page.item_acted.connect(self._act)
        page.item_opened.connect(self.open_item)

    def read(self, date: dt.date, actor: Actor) -> tuple[DashboardDay, list[WorkItemRow]]:
        """The numbers, and what waits for a decision."""
        day = self._app.dashboard.day(date, actor)
        return day, self._app.work_items.open_items(actor, limit=SHOWN)

    def show(self, found: tuple[DashboardDay, Sequence[WorkItemRow]]) -> None:
        """Put numbers and work on the page."""
        day, rows = found
        self._items = {row.uid: row for row in rows}
        self._page.set_day(day, is_today=day.date == today(self._kit.clock))
        self._page.set_work([self._item(row) for row in rows], day.work_items)

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
            lambda _: self._kit.notify.toast(
                text, lambda: self._reopen(uid), what=parts.fill(self.tr("处理“%1”"), title_of(row))
            ),
            owner=self,
        )

    # --- inside -----------------------------------------------------------------------------

    def _activated(self, argument: object) -> None:
        if isinstance(argument, Mapping) and argument.get("date"):
            self.go_to(dt.date.fromisoformat(str(argument["date"])))

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
