"""Joins the meals page with the services: codes in the order they came, one answer each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from app.core.codes import MealSlot
from app.core.errors import ValidationProblem
from app.services.meals import MealRow, ServeMeal, ServeResult
from app.services.rights import Actor
from app.views import parts
from app.views.days import DayPresenter, OneByOne
from app.views.desk.lookup import MOST, is_clear, is_name, named
from app.views.kit import Kit
from app.views.meals.page import MealsPage
from app.views.theme import Status, Tone
from app.views.widgets.table import TableQuery

if TYPE_CHECKING:
    from app.wiring import Application


class MealsPresenter(DayPresenter):
    """Loads a day, records meals, takes them back."""

    def __init__(self, page: MealsPage, app: Application, kit: Kit) -> None:
        super().__init__(page, app, kit)
        self._suggested: MealSlot | None = None
        self._mark = ""
        self._asked_slot: MealSlot | None = None
        self._at_counter, self._slot_at_counter = "", ""
        self._answers = OneByOne(kit, self._answered, self._refused, self)
        page.activated.connect(self._activated)
        page.submitted.connect(self.submit)
        page.chosen.connect(lambda hit: self._serve(hit.uid))
        page.undo_asked.connect(self.undo)
        page.member_asked.connect(lambda uid: kit.go("members", uid))

    # --- the day ----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Load the day anew."""
        super().refresh()
        self.offer_export(self._page.table, self.tr("就餐记录"))

    def read(self, date: dt.date, actor: Actor) -> tuple[list[MealRow], MealSlot]:
        """The meals, and which meal it is at this hour."""
        values = self._app.settings.all()
        slot = self._app.meals.slot_now(values["lunch_from"], values["dinner_from"])
        return self._app.meals.day(date, actor), slot

    def show(self, found: tuple[list[MealRow], MealSlot]) -> None:
        """Fill the table; the row just written is selected."""
        rows, suggested = found
        if suggested is not self._suggested:  # a new meal begins: it replaces an earlier choice
            self._suggested = suggested
            self._page.set_slot(suggested)
        self._page.set_rows(rows)
        if self._asked_slot is not None:
            self._page.show_slot_rows(self._asked_slot)
            self._asked_slot = None
        if self._mark:
            self._page.mark(self._mark)
            self._mark = ""

    def _activated(self, argument: object) -> None:
        if isinstance(argument, Mapping):
            if argument.get("row"):
                self._mark = str(argument["row"])
                self._page.table.set_query(TableQuery())
            if argument.get("slot"):
                self._page.show_slot_rows(MealSlot(argument["slot"]))
            if argument.get("date"):
                # Once the day is there, the meal of this hour would take its place.
                slot = argument.get("slot")
                self._asked_slot = MealSlot(slot) if slot else None
                self.go_to(dt.date.fromisoformat(str(argument["date"])))
        self._page.ready()

    def go_to(self, date: dt.date) -> None:
        """Show ``date``."""
        self._page.offer(())
        super().go_to(date)
        self._page.say_ready()

    # --- recording --------------------------------------------------------------------------

    def submit(self, code: str) -> None:
        """Record the meal of whoever ``code`` means."""
        self._page.offer(())
        entry = self._page.back_entry.read(self._date)
        if entry is None:
            self._page.field.setText(code)
            return
        back = self.past_date
        slot, note, actor = self._page.slot(), entry[1], self._kit.actor()
        self._answers.add(lambda: answer(self._app, code, slot, back, note, actor))

    def _serve(self, member_uid: str) -> None:
        entry = self._page.back_entry.read(self._date)
        if entry is None:
            return
        self._page.offer(())
        self._page.field.clear()
        command = ServeMeal(member_uid, self._page.slot(), self.past_date, note=entry[1])
        actor = self._kit.actor()
        self._answers.add(lambda: self._app.meals.serve(command, actor))

    def _answered(self, result: ServeResult) -> None:
        if result.outcome == "ambiguous":
            note = self.tr("符合的老人不止一位，按数字键或点一下选人：")
            self._page.offer(result.candidates[:MOST], note)
        status = self._words(result)
        self._page.say(status)
        self._warn(result)
        if result.outcome == "served":
            self._mark = result.meal_uid
            what = f"{result.name}{result.slot.label}"
            self._kit.notify.toast(status.word, lambda: self._undo_quick(result), what=what)
        self._page.ready()

    def _warn(self, result: ServeResult) -> None:
        """Say allergies and diet of whoever stands at the counter (健康提示)."""
        self._page.warn_diet("")
        self._at_counter, self._slot_at_counter = result.member_uid, result.slot.value
        if result.outcome not in ("served", "already") or not result.member_uid:
            return
        app, actor, uid = self._app, self._kit.actor(), result.member_uid

        def done(found: dict[str, str]) -> None:
            if uid in found and uid == self._at_counter:
                self._page.warn_diet(parts.fill(self.tr("%1　%2"), result.name, found[uid]))

        self._kit.runner.run(lambda: app.health.warnings([uid], actor), done, owner=self)

    def _words(self, result: ServeResult) -> Status:
        meal, time = result.slot.label, result.served_at[:5]
        if result.outcome == "served":
            words = self.tr("%1 %2已登记 %3")
            return Status(parts.fill(words, result.name, meal, time), Tone.OK)
        if result.outcome == "already":
            words = self.tr("%1 %2已就餐 %3")
            return Status(parts.fill(words, result.name, meal, time), Tone.INFO)
        if result.outcome == "ambiguous":
            return Status(self.tr("请选是哪一位。"), Tone.INFO)
        if result.refusal:
            words = self.tr("%1 没有登记：%2")
            return Status(parts.fill(words, result.name, result.refusal), Tone.WARN)
        if is_name(result.code) or self.past_date is not None:
            return Status(self.tr("没有找到，请换姓名或电话尾号再试。"), Tone.WARN)
        return Status(self.tr("未找到，已记入待办。可用姓名再试。"), Tone.WARN)

    def _refused(self, problem: BaseException) -> None:
        fields = problem.fields if isinstance(problem, ValidationProblem) else {}
        if not self._page.back_entry.show_errors(dict(fields)):
            self._kit.runner.report_problem(problem)

    # --- taking back ------------------------------------------------------------------------

    def undo(self, uid: str) -> None:
        """Take the meal of a row back; the toast records it again."""
        row = self._page.table.live.get(uid)
        if row is None:
            return
        text = parts.fill(self.tr("已撤销%1的%2。"), row.name, row.slot_label)
        what = parts.fill(self.tr("取消%1的%2"), row.name, row.slot_label)
        self._take_back(
            uid,
            row.member_uid,
            row.slot,
            lambda: self._kit.notify.toast(text, lambda: self._again(uid), what=what),
        )

    def _undo_quick(self, result: ServeResult) -> None:
        """撤销 of the toast, Ctrl+Z."""
        words = parts.fill(self.tr("已撤销%1的%2。"), result.name, result.slot.label)
        status = Status(words, Tone.WARN, "undo")
        self._take_back(
            result.meal_uid, result.member_uid, result.slot.value, lambda: self._page.say(status)
        )

    def _take_back(self, uid: str, whose: str, slot: str, then: Callable[[], object]) -> None:
        """Take the meal ``uid`` back: what was said of the diet of ``whose`` goes with it."""
        actor = self._kit.actor()

        def done(_: object) -> None:
            if (whose, slot) == (self._at_counter, self._slot_at_counter):
                # Nobody is handed this meal any more.
                self._at_counter, self._slot_at_counter = "", ""
                self._page.warn_diet("")
            then()

        self._kit.runner.run(lambda: self._app.meals.undo(uid, "撤销", actor), done, owner=self)

    def _again(self, uid: str) -> None:
        """Let a meal that was taken back stand again as it was."""
        actor = self._kit.actor()
        self._kit.runner.run(
            lambda: self._app.meals.redo(uid, actor),
            lambda _: self._page.say(Status(self.tr("就餐记录已恢复。"), Tone.OK)),
            owner=self,
        )


def answer(
    app: Application, code: str, slot: MealSlot, date: dt.date | None, note: str, actor: Actor
) -> ServeResult:
    """Record the meal of whoever ``code`` means; ``date`` None is now.

    A name that is not clear, and any code on another date, is answered with people to choose
    from: only a scan of today may open a work item.
    """
    if date is None and not is_name(code):
        return app.meals.scan(code, slot, actor)
    if date is not None and (refused := app.meals.refused_card(code, slot, date, actor)):
        return refused
    # By a card: whose it was on that day, whatever became of it since.
    hits = named(app.members.find(code, MOST, actor, on=date), code)
    if is_clear(hits, code) or (len(hits) == 1 and not is_name(code)):
        return app.meals.serve(ServeMeal(hits[0].uid, slot, date, note=note), actor)
    return ServeResult("ambiguous" if hits else "unknown", slot=slot, code=code, candidates=hits)
