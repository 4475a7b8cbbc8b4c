"""The today page (今日): what counts, what must be decided, how the day runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.clock import Clock, today
from app.core.codes import MealSlot
from app.services.dashboard import DashboardDay
from app.views import parts
from app.views.tasks import TaskRunner
from app.views.theme import Space, Tone, px
from app.views.today.curve import CurveCard
from app.views.today.quality import QualityLine
from app.views.widgets.numbers import NumberButton
from app.views.widgets.page import Page
from app.views.widgets.panes import PanesLayout
from app.views.widgets.work_list import WorkItem, WorkList

COLUMNS, WIDE = 4, ("matched", "waiting")
"""Numbers to a row, and those that take two places: their figures become the longest, and so
every edge stands below one of the first row."""
_NUMBERS, _WORK, _WORK_HIGH = 360, 300, 220
"""Least sizes, unscaled: widths of the two sides, height of the work list."""


@dataclass(frozen=True)
class Number:
    """One of the ten numbers: its key, words and tone."""

    key: str
    label: str
    unit: str
    tone: Tone = Tone.NEUTRAL


class TodayPage(Page):
    """The one screen that stays open.

    Signals:
        number_pressed(str key), item_acted(str uid, str action), item_opened(str uid),
        date_chosen(date)
    """

    number_pressed = Signal(str)
    item_acted = Signal(str, str)
    item_opened = Signal(str)
    date_chosen = Signal(object)

    def __init__(self, clock: Clock, runner: TaskRunner) -> None:
        concerns = {"attendance", "meal", "member", "face_check", "terminal_pin", "work_item"}
        super().__init__("", concerns=frozenset(concerns | {"sync_bundle", "outbox"}))
        self.header.set_title(self.tr("今日"))
        self.help_text = self._help()
        self.dates = self.header.add_date_switch(today(clock))
        self.numbers = {one.key: _button(one) for one in self._declared()}
        self.curve = CurveCard(runner)
        self.work = WorkList(clock)
        self.work_title = parts.label(self.tr("待办"), "strong")
        self.work_more = parts.label("", "small")
        self.quality = QualityLine()
        self.work.set_empty(
            self.tr("没有要处理的事。"),
            self.tr("未登记的号码、对不上的人脸机编号和被退回的上报会列在这里。"),
        )
        self._lay_out()
        self._join()

    # --- setters --------------------------------------------------------------------------

    def set_date(self, date: dt.date, now: dt.date) -> None:
        """Show ``date``; only today is called 今日."""
        self.dates.set_today(now)
        self.dates.set_date(date)
        words = parts.fill(self.tr("%1 月 %2 日"), date.month, date.day)
        self.header.set_title(self.tr("今日") if date == now else words)

    def set_day(self, day: DashboardDay, *, is_today: bool) -> None:
        """Show the numbers and the curve."""
        values = {
            "members": day.members,
            "present": day.present,
            "absent": day.absent,
            "paused": day.paused,
            **day.meals,
            "matched": day.matched,
            "unmatched": day.unmatched,
            "waiting": day.waiting,
        }
        for key, number in self.numbers.items():
            number.set_value(values[key])
        self.curve.set_data(day.arrivals, day.servings, today=is_today)
        self.show_content()

    def set_work(self, items: Sequence[WorkItem], open_count: int) -> None:
        """Show what must be decided; ``open_count`` may be more than ``items``."""
        self.work.set_items(items)
        title = self.tr("待办 %1") if open_count else self.tr("待办")
        self.work_title.setText(parts.fill(title, open_count))
        more = open_count > len(items)
        words = self.tr("先处理最早的 %1 条，其余的会接着出来。") if more else ""
        self.work_more.setText(parts.fill(words, len(items)))
        self.work_more.setVisible(more)

    # --- inside ---------------------------------------------------------------------------

    def _declared(self) -> tuple[Number, ...]:
        people, portions = self.tr("人"), self.tr("份")
        eaten = self.tr("%1已就餐")
        return (
            Number("members", self.tr("在册"), people),
            Number("present", self.tr("已到"), people, Tone.OK),
            Number("absent", self.tr("未到"), people),
            Number("paused", self.tr("请假"), people),
            *(
                Number(slot.value, parts.fill(eaten, slot.label), portions, Tone.PRIMARY)
                for slot in MealSlot
            ),
            Number("unmatched", self.tr("人脸待核"), self.tr("次"), Tone.WARN),
            Number("matched", self.tr("人脸已匹配"), self.tr("次")),
            Number("waiting", self.tr("待上报"), self.tr("条"), Tone.INFO),
        )

    def _help(self) -> str:
        return self.tr(
            "每个数字都能点开，看它数的是谁。\n\n"
            "右边是需要您决定的事，最早的在上面：按数字键处理第几条，“已处理”可以撤销。\n\n"
            "下面的曲线按一刻钟显示到达和就餐人数。\n\n"
            "右下角是数据质量：点一下看是哪些档案，再去补正。\n\n"
            "右上角可以看昨天或其他日期。"
        )

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(px(Space.M))
        place = 0
        for key, number in self.numbers.items():
            wide = 2 if key in WIDE else 1
            grid.addWidget(number, *divmod(place, COLUMNS), 1, wide)
            place += wide
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        left = QWidget()
        below = parts.bare(QVBoxLayout(left), Space.L)
        below.addLayout(grid)
        below.addWidget(self.curve, 1)
        card = parts.card().add(parts.row(self.work_title, None, self.work_more), self.work)
        card.add(self.quality)
        both = PanesLayout()
        both.add(left, 11, _NUMBERS)
        both.add(card, 10, _WORK)
        self.curve.setMinimumHeight(px(170))
        # The plot would ask for much more than it needs, and the page would scroll for it.
        self.curve.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.work.setMinimumHeight(px(_WORK_HIGH))
        self.body.addLayout(both, 1)
        self.setFocusProxy(self.work)

    def _join(self) -> None:
        for key, number in self.numbers.items():
            parts.on_click(number, partial(self.number_pressed.emit, key))
        self.work.acted.connect(self.item_acted)
        self.work.opened.connect(self.item_opened)
        self.dates.date_changed.connect(self.date_chosen)


def _button(number: Number) -> NumberButton:
    return NumberButton(number.label, number.unit, number.tone)
