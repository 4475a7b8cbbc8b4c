"""Keeps what the guided form holds: every answer at once where a crash leaves it, a draft every few
seconds, and the end of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.clock import local
from app.core.errors import ValidationProblem
from app.services.assessments import AssessmentFile, SaveAssessment
from app.services.assessments.types import Saved
from app.views import parts
from app.views.assessments.guide import AssessmentGuide
from app.views.assessments.left import LeftBehind
from app.views.assessments.same_day import DAY, SameDay, advice, is_second
from app.views.assessments.sections import BACK
from app.views.notify import Action
from app.views.theme import Tone

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application

_SECOND = "assessment.second"
"""Topic of the question whether this is another assessment of the day; it goes with the guide."""
_KEEPING = "assessment.keeping"
"""Topic of what kept the draft from being stored; it goes once it is."""
KEPT_AFTER_MS = 8000
"""Every keeping is one event of the audit; until then `LeftBehind` has the answers."""


class GuidePresenter(QObject):
    """Lives as long as its guide; one keeping at a time, the newest values last.

    Signals:
        finished(uid): it is done, and the file is in front again.
    """

    finished = Signal(str)

    def __init__(
        self,
        guide: AssessmentGuide,
        file: AssessmentFile,
        app: Application,
        kit: Kit,
        keeper: QObject,
    ) -> None:
        super().__init__(guide)
        self._guide, self._app, self._kit, self._keeper = guide, app, kit, keeper
        self._member, self._uid, self._version = file.member_uid, file.uid, file.version
        self._dirty = self._saving = self._done = False
        self._then: Callable[[], None] | None = None
        self._last: dict[str, Any] = {}
        self._by = kit.actor()  # who answered: the window may be locked before it is kept
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_AFTER_MS)
        self._timer.timeout.connect(self.keep)
        guide.changed.connect(self._changed)
        guide.save_wanted.connect(self.keep_now)
        guide.finish_wanted.connect(lambda: self.finish())
        guide.left.connect(self._leave)
        self._left = LeftBehind(kit.drafts, file.member_uid, file.uid)
        self._begin(file)
        if not file.corrects:
            self._look_out_for_a_second()

    def _begin(self, file: AssessmentFile) -> None:
        """Show what is kept, with what a crash left behind."""
        recalled = self._left.recall(file)
        self._guide.show_values(recalled or file)
        if recalled is not None:
            self._changed()
            self._guide.set_state(self.tr("已找回上次没有存完的填写"), Tone.OK)
        else:
            self._guide.set_state(self.tr("草稿") if file.uid else self.tr("还没有改动"))

    def keep(self) -> None:
        """Keep the draft, if anything changed."""
        if not self._dirty or self._done:
            return
        if self._saving:
            self._timer.start()
            return
        self._saving, self._dirty = True, False
        command, app, actor = self._command(), self._app, self._by
        self._kit.runner.run(
            lambda: app.assessments.save_draft(command, actor),
            self._kept,
            self._not_kept,
            owner=self._keeper,
        )

    def keep_now(self) -> None:
        """Ctrl+S: keep it even when nothing changed, so that there is an answer."""
        self._dirty, self._by = True, self._kit.actor()
        self.keep()

    def finish(self, *, alone: bool = True) -> None:
        """Finish; what is missing is shown all at once. ``alone``: ask before a second one of the
        day."""
        if self._done:
            return
        if self._saving:
            self._then = partial(self.finish, alone=alone)
            return
        self._kit.notify.withdraw(_SECOND)
        unreadable = self._guide.unreadable()
        if unreadable:
            self._guide.set_errors(unreadable)
            return
        self._saving = True
        self._guide.set_busy(True)
        command, app, actor = self._command(), self._app, self._kit.actor()
        self._kit.runner.run(
            lambda: app.assessments.finish(command, actor, alone=alone),
            self._finished,
            self._refused,
            owner=self,
        )

    # --- inside ---------------------------------------------------------------------------

    def _look_out_for_a_second(self) -> None:
        form, member, app = self._guide.forms[BACK], self._member, self._app
        actor = self._kit.actor()
        SameDay(
            form,
            self._kit.runner,
            lambda day: app.assessments.same_day(member, day, actor, national=True),
        )
        form.value_changed.connect(self._ask_no_more)

    def _ask_no_more(self, key: str) -> None:
        """What was asked about another day is no longer true."""
        if key == DAY:
            self._kit.notify.withdraw(_SECOND)

    def _command(self) -> SaveAssessment:
        return SaveAssessment(self._member, self._guide.values(), self._uid, self._version)

    def _changed(self) -> None:
        self._dirty, self._by = True, self._kit.actor()
        self._left.store(self._guide.values(), self._version)
        if not self._saving and not self._timer.isActive():
            self._guide.set_state(self.tr("有改动，会自动保存"))
        if not self._timer.isActive():
            self._timer.start()

    def _kept(self, saved: Saved) -> None:
        self._saving = False
        self._kit.notify.withdraw(_KEEPING)
        self._uid, self._version = saved.uid, saved.version
        self._left.forget()
        self._left = LeftBehind(self._kit.drafts, self._member, saved.uid)
        if self._dirty and not self._done:
            self._left.store(self._guide.values(), saved.version)
        if self._done:
            self._keep_the_last()
            return
        at = local(self._kit.clock.now()).strftime("%H:%M")
        self._guide.set_state(parts.fill(self.tr("草稿已保存 %1"), at), Tone.OK)
        if saved.faults:
            self._guide.set_errors(saved.faults, go=False)
        self._go_on()

    def _not_kept(self, problem: BaseException) -> None:
        self._saving, self._dirty = False, True
        self._kit.notify.problem(problem, topic=_KEEPING)
        if not self._done:
            self._guide.set_state(self.tr("草稿没有保存"), Tone.DANGER)
            self._then = None

    def _finished(self, uid: str) -> None:
        self._saving, self._dirty, self._done = False, False, True
        self._left.forget()
        words = self._guide.overview.level_word()
        self._kit.notify.toast(parts.fill(self.tr("评估已完成：%1"), words))
        self._guide.closed.emit()
        self.finished.emit(uid)

    def _refused(self, problem: BaseException) -> None:
        self._saving = False
        self._guide.set_busy(False)
        if isinstance(problem, ValidationProblem):
            self._guide.set_errors(problem.fields)
        elif is_second(problem):
            go_on = Action(self.tr("仍然完成"), partial(self.finish, alone=False))
            self._kit.notify.warn(str(problem) + advice(), go_on, topic=_SECOND)
        else:
            self._kit.notify.problem(problem)

    def _go_on(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()

    def _leave(self) -> None:
        """The guide is about to be deleted: what is not kept yet is kept, whoever owns it."""
        self._timer.stop()
        self._kit.notify.withdraw(_SECOND)
        self._last = self._guide.values()
        if not self._saving:
            self.keep()
        self._done = True

    def _keep_the_last(self) -> None:
        """What was answered while the last keeping was under way; the guide is gone by now."""
        if not self._dirty:
            return
        self._dirty = False
        command = SaveAssessment(self._member, self._last, self._uid, self._version)
        app, actor = self._app, self._by
        self._kit.runner.run(lambda: app.assessments.save_draft(command, actor), owner=self._keeper)
