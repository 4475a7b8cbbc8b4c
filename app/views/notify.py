"""The only route for messages to people: a strip, a toast with 撤销, or a crash page.

The notifier holds no widget. The shell listens to its signals and shows what comes; tests
listen to the same signals. The one box of the product is `ask_irreversible`.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.core.errors import EnvironmentProblem, UserError
from app.core.logging import scrub
from app.core.progress import Cancelled
from app.views.theme import Tone

log = logging.getLogger(__name__)

Asker = Callable[["Question"], bool]


@dataclass(frozen=True)
class Action:
    """A button in a message: its word and what it does."""

    text: str
    callback: Callable[[], object]


@dataclass(frozen=True)
class Message:
    """A strip: stays until closed, except info, which leaves by itself.

    ``topic`` lets `Notifier.withdraw` take it back; a ``general`` one belongs to no page.
    """

    text: str
    tone: Tone
    action: Action | None = None
    topic: str = ""
    general: bool = False


@dataclass(frozen=True)
class Toast:
    """A short confirmation at the bottom, with 撤销 where the step can be taken back.

    ``what`` names the step behind 撤销, as a noun: ``删除规则``, ``签署人脸识别单独同意书``. It is
    read on other pages too, behind ``撤销：``.
    """

    text: str
    undo: Callable[[], object] | None = None
    what: str = ""
    topic: str = ""


@dataclass(frozen=True)
class Question:
    """What `Notifier.ask_irreversible` asks; ``typed`` must be typed in to confirm."""

    title: str
    text: str
    confirm: str
    typed: str = ""


def taken_back(what: str, more: str = "") -> str:
    """What is said once a step was taken back: ``已撤销：发卡 TK001。``, and then ``more``.

    ``what`` names the step as in its `Toast`; without it the words are 已撤销。 alone.
    """
    words = QCoreApplication.translate("Notifier", "已撤销：%1。").replace("%1", what)
    return (words if what else QCoreApplication.translate("Notifier", "已撤销。")) + more


class Notifier(QObject):
    """Collects what the window has to say.

    Signals:
        posted(Message), toasted(Toast), crashed(str report), cleared()
        taken_back(callable undo): this step is being undone, or cannot be any more; its toast
            is no longer true.
        withdrawn(str topic): what was said about ``topic`` is no longer true.
    """

    posted = Signal(object)
    toasted = Signal(object)
    crashed = Signal(str)
    cleared = Signal()
    taken_back = Signal(object)
    withdrawn = Signal(str)
    _caught = Signal(object)

    def __init__(self, asker: Asker | None = None) -> None:
        super().__init__()
        self._caught.connect(self.problem)
        self._asker = asker
        self._undo: list[tuple[str, Callable[[], object]]] = []

    def error(
        self, text: str, action: Action | None = None, *, topic: str = "", general: bool = False
    ) -> None:
        """Something did not work; ``text`` says what happened and what to do."""
        self.posted.emit(Message(text, Tone.DANGER, action, topic, general))

    def warn(
        self, text: str, action: Action | None = None, *, topic: str = "", general: bool = False
    ) -> None:
        """Something needs attention but did work."""
        self.posted.emit(Message(text, Tone.WARN, action, topic, general))

    def info(self, text: str, action: Action | None = None, *, topic: str = "") -> None:
        """Good to know; leaves by itself."""
        self.posted.emit(Message(text, Tone.INFO, action, topic))

    def toast(
        self,
        text: str,
        undo: Callable[[], object] | None = None,
        *,
        what: str = "",
        topic: str = "",
    ) -> None:
        """Confirm a step; ``undo`` gives it 撤销 and makes it the target of Ctrl+Z."""
        if undo is not None:
            self._undo.append((text, undo))
            del self._undo[:-20]
        self.toasted.emit(Toast(text, undo, what, topic))

    def withdraw(self, topic: str) -> None:
        """Take back the strips and the toast about ``topic``: their step was done."""
        self.withdrawn.emit(topic)

    def undo_last(self) -> bool:
        """Take back the latest step that can be; False when there is none."""
        if not self._undo:
            self.info(self.tr("没有可以撤销的操作。"))
            return False
        self.undo(self._undo[-1][1])
        return True

    def can_undo(self) -> bool:
        """Whether there is a step that can be taken back."""
        return bool(self._undo)

    def undo(self, callback: Callable[[], object]) -> None:
        """Take back one step (the 撤销 of its toast); a second time does nothing."""
        before = len(self._undo)
        self._undo = [(text, one) for text, one in self._undo if one is not callback]
        if len(self._undo) == before:
            return
        self.taken_back.emit(callback)
        try:
            callback()
        except Exception as problem:
            self.problem(problem)

    def forget_steps(self) -> None:
        """Another day: what was done before it is not taken back with one key any more."""
        steps, self._undo = self._undo, []
        for _, undo in steps:
            self.taken_back.emit(undo)

    def forget(self) -> None:
        """Another clerk takes over: no message and no undo of the last one remains."""
        self._undo.clear()
        self.cleared.emit()

    def problem(
        self,
        exc: BaseException,
        retry: Callable[[], object] | None = None,
        *,
        topic: str = "",
    ) -> None:
        """Show an exception in the way its kind asks for."""
        if isinstance(exc, Cancelled):
            self.info(exc.message, topic=topic)
        elif isinstance(exc, UserError):
            self.error(exc.message, topic=topic)
        elif isinstance(exc, EnvironmentProblem):
            again = Action(self.tr("重试"), retry) if retry and exc.retryable else None
            self.error(exc.message, again, topic=topic)
        else:
            self._bug(exc)

    def attempt(self, topic: str) -> Callable[[BaseException], None]:
        """``topic`` is tried, perhaps again: what kept it from working the last time is no longer
        said. Gives what says why it did not work this time."""
        self.withdraw(topic)
        return lambda problem: self.problem(problem, topic=topic)

    def catch_everything(self) -> Callable[[], None]:
        """Bring exceptions nobody caught, on any thread, to the crash page instead of stderr.

        Ctrl+C still ends the program. Returns what puts the hooks back as they were.
        """
        before = sys.excepthook, threading.excepthook

        def caught(
            kind: type[BaseException], exc: BaseException, trace: TracebackType | None
        ) -> None:
            if issubclass(kind, KeyboardInterrupt):
                sys.__excepthook__(kind, exc, trace)
            else:
                self._caught.emit(exc)

        def caught_beside(args: threading.ExceptHookArgs) -> None:
            # A thread that ends itself is no fault.
            if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
                self._caught.emit(args.exc_value)

        def put_back() -> None:
            sys.excepthook, threading.excepthook = before

        sys.excepthook, threading.excepthook = caught, caught_beside
        return put_back

    def ask_irreversible(
        self, title: str, text: str, confirm: str = "确定", typed: str = ""
    ) -> bool:
        """Ask before what cannot be undone (restore, purge, key change); True to go on."""
        question = Question(title, text, confirm, typed)
        if self._asker is not None:
            return self._asker(question)
        from app.views.widgets.irreversible import ask

        return ask(question)

    def _bug(self, exc: BaseException) -> None:
        text = report(exc)
        log.error("unexpected: %s", text)
        self.crashed.emit(text)


def report(exc: BaseException) -> str:
    """The stack of ``exc`` for the log and the crash page, without personal data."""
    return scrub("".join(traceback.format_exception(exc)))
