"""Joins the desk with attendance: scans in the order they came, one answer each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.core.clock import local, today, weekday
from app.core.codes import MemberState
from app.core.errors import YizhanError
from app.core.masking import mask_name
from app.services.attendance import CheckIn, CheckInResult, Returned
from app.services.members.types import MemberHit
from app.services.memberships import Away
from app.services.rights import Actor, Right
from app.services.settings import Centre
from app.views import parts
from app.views.days import OneByOne
from app.views.desk.answer import Answer
from app.views.desk.lookup import MOST, by_name, for_strangers, is_clear, is_name
from app.views.desk.page import Desk
from app.views.desk.recent import MOST as MOST_RECENT
from app.views.desk.recent import Recent
from app.views.kit import Kit
from app.views.tasks import Latest
from app.views.theme import Status, Tone

if TYPE_CHECKING:
    from app.wiring import Application

_SECOND_BEEP_MS = 180


class DeskPresenter(QObject):
    """Answers scans and choices; repeats are an answer, unknown codes become a work item."""

    def __init__(self, page: Desk, app: Application, kit: Kit) -> None:
        super().__init__(page)
        self._page, self._app, self._kit = page, app, kit
        self._answers = OneByOne(kit, self._answered, self._failed, self)
        self._recent: list[Recent] = []
        self._in_charge, self._day = kit.actor().uid, today(kit.clock)
        self._search = Latest(kit.runner, self)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_SECOND_BEEP_MS)
        self._again.timeout.connect(QApplication.beep)
        page.submitted.connect(self.submit)
        page.searched.connect(self._find)
        page.chosen.connect(self._check_in)
        page.undo_asked.connect(self.undo)
        page.redo_asked.connect(self.redo)
        page.undo_last_asked.connect(self._undo_last)
        page.acted.connect(self._resume)
        self._away: CheckInResult | None = None
        page.ticked.connect(self._tick)
        kit.runner.run(app.settings.centre, self._name_centre, owner=self)
        self._tick()

    def _name_centre(self, centre: Centre) -> None:
        self._page.set_centre(centre.name)
        self._page.set_demo(centre.demo)

    def submit(self, code: str) -> None:
        """Check in whoever ``code`` means."""
        self._search.cancel()
        actor = self._kit.actor()
        self._answers.add(lambda: answer(self._app, code, actor))

    def _check_in(self, hit: MemberHit) -> None:
        self._page.field.clear()
        actor = self._kit.actor()
        self._answers.add(lambda: self._app.attendance.check_in(CheckIn(hit.uid), actor))

    def _answered(self, result: CheckInResult) -> None:
        time = result.arrived_at[:5]
        self._turn_day()
        if not self._kit.actor().signed_in:  # whoever stands at a locked desk may be anybody
            result = replace(result, name=mask_name(result.name), about="")
        if result.outcome == "checked_in":
            self._remember(Recent(result.attendance_uid, result.name, time, about=result.about))
        elif result.returned is not None:  # checked in before: coming back alone can be undone
            self._remember(
                Recent(result.member_uid, result.name, time, False, result.about, result.returned)
            )
        if result.outcome == "ambiguous":
            note = self.tr("有 %1 位老人符合，请点您的名字。")
            self._page.offer(
                self._shown(result.candidates[:MOST]), parts.fill(note, len(result.candidates))
            )
            self._beep()
        else:
            self._away = result if result.outcome == "away" else None
            self._page.set_recent(self._recent)
            self._page.show_answer(self._words(result, time))
            self._beep(twice=result.outcome in ("unknown", "away", "ended_card"))

    def _words(self, result: CheckInResult, time: str) -> Answer:
        if result.outcome == "checked_in":
            word = parts.fill(self.tr("签到成功 %1"), time)
            back = result.returned
            hint = parts.fill(self.tr("已%1。"), back.word) if back is not None else ""
            return Answer(Status(word, Tone.OK), result.name, hint)
        if result.outcome == "already" and result.returned is not None:
            word = parts.fill(self.tr("已%1；今天 %2 已签到"), result.returned.word, time)
            return Answer(Status(word, Tone.OK), result.name)
        if result.outcome == "already":
            return Answer(Status(parts.fill(self.tr("已签到 %1"), time), Tone.INFO), result.name)
        if result.outcome in ("away", "ended_card"):
            return self._refusal(result)
        hint = self.tr("可以再刷一次，或按“按姓名找”。")
        return Answer(Status(self.tr("未找到，请前台处理"), Tone.WARN), hint=hint)

    def _refusal(self, result: CheckInResult) -> Answer:
        """Paused, left, or a card that ended; while nobody is signed in without the reason."""
        signed_in = self._kit.actor().signed_in
        if result.card is not None:
            name = result.name if signed_in else ""
            # The number of the other card is nothing for whoever stands at a locked desk.
            card = result.card if signed_in else replace(result.card, in_use="")
            return Answer(Status(card.words, Tone.WARN), name, card.advice)
        if result.away is None or not signed_in:
            plain = result.away.plain if result.away is not None else ""
            word = parts.fill(self.tr("%1，请前台处理"), plain)
            return Answer(Status(word, Tone.WARN), result.name)
        hint, action = result.away.advice, ""
        if self._kit.actor().may(Right.EDIT_MEMBERS):
            action, hint = self._way_back(result.away)
        return Answer(Status(result.away.words, Tone.WARN), result.name, hint, action)

    def _way_back(self, away: Away) -> tuple[str, str]:
        """The button that brings somebody back on the list, and when to press it."""
        state = away.state
        if away.died:
            hint = self.tr("请看清是不是本人。去世登记错了的，才按下面的按钮；会再问一次。")
            return self.tr("重新入会并签到 (F4)"), hint
        if state == MemberState.LEFT:
            word, when = self.tr("重新入会并签到 (F4)"), self.tr("要重新入会的")
            return word, parts.fill(self.tr("%1，按下面的按钮：今天起在册，并签到。"), when)
        if state == MemberState.REGISTERED:
            word, when = self.tr("入册并签到 (F4)"), self.tr("已经批准的")
            return word, parts.fill(self.tr("%1，按下面的按钮：今天起在册，并签到。"), when)
        hint = self.tr("人已经回来的，按下面的按钮：今天起恢复在册，并签到。")
        return self.tr("恢复并签到 (F4)"), hint

    def _resume(self) -> None:
        """The person is back: on the list from today on, and checked in."""
        self._turn_day()
        found, app = self._away, self._app
        if found is None or not self._sure(found):
            return
        self._away = None
        uid, actor = found.member_uid, self._kit.actor()  # who is in charge after the question
        self._answers.add(lambda: app.attendance.come_back(uid, actor))

    def _sure(self, found: CheckInResult) -> bool:
        """Nobody comes back from the dead by a slip of the hand: that is asked first."""
        if found.away is None or not found.away.died:
            return True
        words = self.tr(
            "%1登记为去世，最后一天 %2。卡可能在别人手里，请看清来的是不是本人。"
            "去世登记错了，才重新入会并签到。"
        )
        return self._kit.notify.ask_irreversible(
            self.tr("这位老人登记为去世"), parts.fill(words, found.name, found.away.last_day),
            self.tr("登记错了，重新入会并签到"),
        )  # fmt: skip

    def _failed(self, problem: BaseException) -> None:
        """Say on the desk itself what did not work; a bug also goes to the crash page."""
        known = isinstance(problem, YizhanError)
        hint = str(problem) if known else self.tr("请前台处理。")
        word = Status(self.tr("没有完成"), Tone.DANGER)
        self._page.show_answer(Answer(word, hint=hint))
        self._beep(twice=True)
        if not known:
            self._kit.runner.report_problem(problem)

    # --- the last ten -----------------------------------------------------------------------

    def undo(self, uid: str) -> None:
        """Take a check-in of the list back, or the return of who was checked in before."""
        if not self._is_listed(uid):
            return
        actor = self._kit.actor()
        if (returned := self._return(uid)) is not None:
            self._kit.runner.run(
                lambda: self._app.memberships.undo(returned.change, actor),
                lambda _: self._mark(uid, undone=True, hint=returned.as_before),
                self._failed,
                owner=self,
            )
            return
        self._kit.runner.run(
            lambda: self._app.attendance.undo(uid, "前台撤销", actor),
            lambda done: self._mark(uid, undone=True, hint=done.words),
            self._failed,
            owner=self,
        )

    def redo(self, uid: str) -> None:
        """Put a check-in back that was taken back."""
        if not self._is_listed(uid):
            return
        actor, app = self._kit.actor(), self._app
        if self._return(uid) is not None:
            self._answers.add(lambda: app.attendance.come_back(uid, actor))
            return
        self._kit.runner.run(
            lambda: self._app.attendance.redo(uid, actor),
            lambda _: self._mark(uid, undone=False),
            self._failed,
            owner=self,
        )

    def _undo_last(self) -> None:
        last = next((one for one in self._recent if not one.undone), None)
        if last is not None:
            self.undo(last.uid)

    def _mark(self, uid: str, *, undone: bool, hint: str = "") -> None:
        self._recent = [
            replace(one, undone=undone) if one.uid == uid else one for one in self._recent
        ]
        entry = next((one for one in self._recent if one.uid == uid), None)
        self._page.set_recent(self._recent)
        if entry is None:
            return
        word = parts.fill(self.tr("签到成功 %1"), entry.time)
        if undone:
            done = entry.returned.word if entry.returned is not None else self.tr("签到")
            word = parts.fill(self.tr("已撤销%1"), done)
        tone = Tone.WARN if undone else Tone.OK
        status = Status(word, tone, "undo" if undone else "")
        self._page.show_answer(Answer(status, entry.name, hint))

    def _return(self, uid: str) -> Returned | None:
        """What the entry ``uid`` of the list did, where that was coming back alone."""
        return next((one.returned for one in self._recent if one.uid == uid), None)

    def _remember(self, entry: Recent) -> None:
        others = [one for one in self._recent if one.uid != entry.uid]
        self._recent = [entry, *others][:MOST_RECENT]

    # --- names, clock, sound ----------------------------------------------------------------

    def _find(self, letters: str) -> None:
        actor = self._kit.actor()
        self._search.submit(
            lambda: by_name(self._app.attendance, letters, actor),
            self._found,
            self._failed,
        )

    def _found(self, hits: tuple[MemberHit, ...]) -> None:
        note = (
            self.tr("请点您的名字。不在其中就再点一个字母。")
            if hits
            else self.tr("没有找到，请检查首字母，或请前台帮忙。")
        )
        if self._page.is_choosing():
            self._page.offer(self._shown(hits), note, letters=True)

    def _shown(self, hits: tuple[MemberHit, ...]) -> tuple[MemberHit, ...]:
        """People to choose from; while nobody is signed in anybody may be looking."""
        return hits if self._kit.actor().signed_in else for_strangers(hits)

    def _is_listed(self, uid: str) -> bool:
        """Whether the entry ``uid`` is still one of today's."""
        self._turn_day()
        return any(one.uid == uid for one in self._recent)

    def _turn_day(self) -> None:
        """At midnight the list empties: what is taken back here is of today."""
        day = today(self._kit.clock)
        if day != self._day:
            self._day, self._away = day, None
            self._recent.clear()
            self._page.forget()

    def _tick(self) -> None:
        """Once a second: the clock, midnight, and whether the window was locked or the clerk
        changed."""
        self._turn_day()
        if self._kit.actor().uid != self._in_charge:
            self._in_charge = self._kit.actor().uid
            self._recent.clear()
            self._page.forget()
        now = local(self._kit.clock.now())
        date = f"{now.month} 月 {now.day} 日 {weekday(now.date())}"
        self._page.set_moment(f"{now:%H:%M}", date)

    def _beep(self, *, twice: bool = False) -> None:
        """One tone: understood; two: somebody must look."""
        QApplication.beep()
        if twice:
            self._again.start()


def answer(app: Application, code: str, actor: Actor) -> CheckInResult:
    """Check in whoever ``code`` means; a name that is not clear is answered with a choice."""
    if not is_name(code):
        return app.attendance.scan(code, actor)
    hits = by_name(app.attendance, code, actor)
    if is_clear(hits, code):
        return app.attendance.check_in(CheckIn(hits[0].uid), actor)
    return CheckInResult("ambiguous" if hits else "unknown", code=code, candidates=hits)
