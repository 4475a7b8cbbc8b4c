"""A second assessment of one day: said under the day, and asked once more before it is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject

from app.core.errors import UserError
from app.views.assessments.levels import tr
from app.views.notify import Action
from app.views.tasks import Latest, TaskRunner
from app.views.theme import Tone
from app.views.widgets.form import Form

DAY = "assessed_on"


class SameDay(QObject):
    """Says under the day of ``form`` what there is of it already; lives as long as the form.

    Args:
        told: the sentence about a day, ``""`` when there is nothing; runs off the GUI thread.
    """

    def __init__(self, form: Form, runner: TaskRunner, told: Callable[[dt.date], str]) -> None:
        super().__init__(form)
        self._form, self._told = form, told
        self._meant: dt.date | None = None
        self._latest = Latest(runner, self)
        form.value_changed.connect(self._changed)
        self.look()

    def look(self) -> None:
        """Ask about the day that stands in the form."""
        day, told = self._day(), self._told
        if day is None:
            self._latest.cancel()
            self._show("")
        else:
            self._latest.submit(lambda: told(day), self._show)

    def is_meant(self) -> bool:
        """Whether somebody has said that it is another one of the day in the form."""
        return self._meant is not None and self._meant == self._day()

    def ask(self, problem: BaseException) -> bool:
        """Offer under the day to keep it all the same; False when that is not what ``problem``
        asks."""
        if not is_second(problem):
            return False
        self._latest.cancel()
        self._show(str(problem), Action(tr("仍然登记"), self._go_on))
        self._form.focus_field(DAY)
        return True

    def _go_on(self) -> None:
        self._meant = self._day()
        self._form.submit()

    def _day(self) -> dt.date | None:
        day = self._form.readable().get(DAY)
        return day if isinstance(day, dt.date) else None

    def _changed(self, key: str) -> None:
        if key == DAY:
            self.look()

    def _show(self, words: str, action: Action | None = None) -> None:
        self._form.set_hint(DAY, words and words + advice(), Tone.WARN, action)


def advice() -> str:
    """What to do about it, behind the sentence of the service."""
    return tr("要改那一份，请在列表里选中它按“更正”；确是另一次评估，可以继续。")


def is_second(problem: BaseException) -> bool:
    """Whether the service asks if this is another assessment of the day."""
    return isinstance(problem, UserError) and problem.code == "same_day"
