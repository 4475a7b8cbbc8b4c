"""Where half-filled forms wait: in memory, and behind it in the encrypted file."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer

from app.core.errors import EnvironmentProblem, YizhanError
from app.services.rights import Actor
from app.views.tasks import TaskRunner

SETTLE_MS = 400
"""Changes that come within this time are written together."""
PATIENCE = 3.0
"""Seconds that `DraftStore.write_now` waits for a writer who is at work."""


class DraftKeeper(Protocol):
    """The drafts service."""

    def all(self, actor: Actor) -> Mapping[str, Any]:
        """Name → content of the account's drafts."""
        ...

    def keep(self, contents: Mapping[str, Any], actor: Actor) -> None:
        """Store them; None forgets."""
        ...


class DraftStore(QObject):
    """A `Store` of forms per account; what is written off the GUI thread survives a crash.

    Only contents of forms (mappings) are written; other small values last until the program ends.
    """

    def __init__(
        self,
        keeper: Callable[[], DraftKeeper],
        runner: TaskRunner,
        actor: Callable[[], Actor | None],
    ) -> None:
        super().__init__()
        self._keeper, self._runner, self._actor = keeper, runner, actor
        self._values: dict[str, dict[str, Any]] = {}
        self._loaded: set[str] = set()
        self._unwritten: dict[Actor, dict[str, Any]] = {}
        self._under_way: tuple[Actor, dict[str, Any]] | None = None
        self._turn, self._given, self._written = threading.Lock(), 0, 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLE_MS)
        self._soon.timeout.connect(self.flush)

    def load(self, actor: Actor) -> None:
        """``actor`` signed in: fetch what waited. What was typed meanwhile is newer."""

        def show(found: Mapping[str, Any]) -> None:
            mine = self._values.get(actor.uid, {})
            self._values[actor.uid] = {**found, **mine}

        if actor.signed_in and actor.uid not in self._loaded:
            self._loaded.add(actor.uid)
            self._runner.run(lambda: self._keeper().all(actor), show, self._failed, owner=self)

    def get(self, key: str, default: Any = None) -> Any:
        """The account's value of ``key``, or ``default``."""
        found = self._own().get(key)
        return default if found is None else found

    def set(self, key: str, value: Any) -> None:
        """Remember ``value``; None forgets it."""
        actor, own = self._actor(), self._own()
        if own.get(key) == value:
            return
        form = isinstance(own.get(key) if value is None else value, Mapping)
        own[key] = value
        if form and actor is not None and actor.signed_in:
            self._unwritten.setdefault(actor, {})[key] = value
            if value is None:  # a saved form is never offered again, even if the program ends now
                self.flush()
            else:
                self._soon.start()

    def flush(self) -> None:
        """Write what is new, one transaction at a time."""
        if self._under_way is not None or not self._unwritten:
            return
        actor = next(iter(self._unwritten))
        contents = self._unwritten.pop(actor)
        mine = self._under_way = actor, contents

        def ended(problem: BaseException | None = None) -> None:
            if self._under_way is not mine:  # `write_now` has taken it over
                return
            self._under_way = None
            if problem is not None:
                self._put_back(actor, contents)
                self._failed(problem)
            else:
                self.flush()

        work = self._writing(actor, contents)
        self._runner.run(work, lambda _: ended(), ended, owner=self)

    def write_now(self, patience: float = PATIENCE) -> BaseException | None:
        """Write what is new, and come back when it is stored: the window is about to go.

        What could not be stored, or not within ``patience`` seconds, is still held; the answer is
        the problem then, a `YizhanError` unless it is a bug.
        """
        self._soon.stop()
        if self._under_way is not None:  # it may never begin: the runner is about to be stopped
            self._put_back(*self._under_way)
            self._under_way = None
        for actor in list(self._unwritten):
            contents = self._unwritten.pop(actor)
            problem = self._write_and_wait(actor, contents, patience)
            if problem is not None:
                self._put_back(actor, contents)
                return problem
        return None

    def _write_and_wait(
        self, actor: Actor, contents: Mapping[str, Any], patience: float
    ) -> BaseException | None:
        work, done = self._writing(actor, contents), threading.Event()
        problems: list[BaseException] = []

        def write() -> None:
            try:
                work()
            except BaseException as problem:
                problems.append(problem)
            done.set()

        self._runner.run(write, owner=self)
        if not done.wait(patience):
            busy = self.tr("数据正忙，没有保存的表单还没有留住。请稍等一下再试。")
            return EnvironmentProblem("drafts_waiting", busy)
        return problems[0] if problems else None

    def _writing(self, actor: Actor, contents: Mapping[str, Any]) -> Callable[[], None]:
        """What stores ``contents``, unless newer ones were stored before its turn came."""
        self._given += 1
        number = self._given

        def work() -> None:
            with self._turn:
                if number > self._written:
                    self._keeper().keep(contents, actor)
                    self._written = number

        return work

    def _put_back(self, actor: Actor, contents: Mapping[str, Any]) -> None:
        """``contents`` are not stored after all; what was typed since is newer."""
        self._unwritten[actor] = {**contents, **self._unwritten.get(actor, {})}

    def _own(self) -> dict[str, Any]:
        actor = self._actor()
        return self._values.setdefault(actor.uid if actor else "", {})

    def _failed(self, problem: BaseException) -> None:
        """The form is still on screen: a full disk is said when it is saved, not at every key."""
        if not isinstance(problem, YizhanError):
            self._runner.report_problem(problem)
