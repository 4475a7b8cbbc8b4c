"""Saving what a form asks for: its faults, what is said, and the way back, always alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject

from app.views.notify import taken_back
from app.views.widgets.form import Form
from app.views.widgets.page import Page

if TYPE_CHECKING:
    from app.views.notify import Notifier
    from app.views.tasks import TaskRunner

T = TypeVar("T")


class Tools(Protocol):
    """The part of `app.views.kit.Kit` that saving needs."""

    @property
    def runner(self) -> TaskRunner:
        """Runs the work."""
        ...

    @property
    def notify(self) -> Notifier:
        """Says what came of it."""
        ...


@dataclass(frozen=True)
class Said:
    """What is said about a step that was done.

    Attributes:
        words: the toast; empty says nothing.
        undo: takes the step back, off the GUI thread; None: it cannot be.
        what: names the step in the 撤销 of its toast.
        undone: said once it was taken back; when empty, 已撤销： and ``what``.
    """

    words: str = ""
    undo: Callable[[], object] | None = None
    what: str = ""
    undone: str = ""


def save_form(
    page: Page,
    kit: Tools,
    form: Form,
    work: Callable[[], T],
    done: Callable[[T], object],
    failed: Callable[[BaseException], bool] | None = None,
) -> None:
    """Let ``work`` save what ``form`` asked for, off the GUI thread.

    Faults stay under the fields, what ``failed`` says True to was dealt with there, anything
    else is a strip. Once saved, the form is clean, the sheet that holds it closes, and ``done`` is
    told what ``work`` gave.
    """

    def saved(result: T) -> None:
        form.mark_saved()
        sheet = page.sheet()
        if sheet is not None and sheet.isAncestorOf(form):
            page.close_sheet()
        done(result)

    def refused(problem: BaseException) -> None:
        if not form.set_problem(problem) and not (failed is not None and failed(problem)):
            say(problem)

    say = kit.notify.attempt(f"saving {id(form)}")
    form.set_busy(True)
    kit.runner.run(work, saved, refused, owner=form)


class Saving(QObject):
    """Saves for one presenter or tab, says so, and offers the way back.

    Args:
        page: its side sheet holds the forms.
        owner: as long as it lives, answers are welcome.
        shown: called after every step, and after it was taken back: show what is stored now.
    """

    def __init__(self, page: Page, kit: Tools, owner: QObject, shown: Callable[[], object]) -> None:
        super().__init__(owner)
        self._page, self._kit, self._shown = page, kit, shown

    def save(
        self,
        form: Form,
        work: Callable[[], T],
        say: Callable[[T], Said],
        after: Callable[[], object] | None = None,
        failed: Callable[[BaseException], bool] | None = None,
    ) -> None:
        """`save_form`; ``say`` words what ``work`` gave, ``after`` follows upon showing it."""

        def done(result: T) -> None:
            self.said(say(result))
            if after is not None:
                after()

        save_form(self._page, self._kit, form, work, done, failed)

    def run(
        self,
        work: Callable[[], T],
        say: Callable[[T], Said] = lambda _: Said(),
        after: Callable[[], object] | None = None,
    ) -> None:
        """Do something at once, without a form."""

        def done(result: T) -> None:
            self.said(say(result))
            if after is not None:
                after()

        self._kit.runner.run(work, done, owner=self)

    def said(self, said: Said) -> None:
        """Say that a step was done, offer 撤销 where there is a way back, and show it."""
        if said.words:
            undo = None if said.undo is None else self._way_back(said.undo, said)
            self._kit.notify.toast(said.words, undo, what=said.what)
        self._shown()

    def _way_back(self, undo: Callable[[], object], said: Said) -> Callable[[], None]:
        words = said.undone or taken_back(said.what)
        return lambda: self.run(undo, lambda _: Said(words))
