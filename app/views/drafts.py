"""Where half-filled forms wait: in memory, and behind it in the encrypted file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer

from app.core.errors import YizhanError
from app.services.rights import Actor
from app.views.tasks import TaskRunner

SETTLE_MS = 400
"""Changes that come within this time are written together."""


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
        self._writing = False
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
        if self._writing or not self._unwritten:
            return
        actor = next(iter(self._unwritten))
        contents = self._unwritten.pop(actor)

        def ended(problem: BaseException | None = None) -> None:
            self._writing = False
            if problem is not None:
                self._failed(problem)
            self.flush()

        self._writing = True
        self._runner.run(
            lambda: self._keeper().keep(contents, actor), lambda _: ended(), ended, owner=self
        )

    def _own(self) -> dict[str, Any]:
        actor = self._actor()
        return self._values.setdefault(actor.uid if actor else "", {})

    def _failed(self, problem: BaseException) -> None:
        """The form is still on screen: a full disk is said when it is saved, not at every key."""
        if not isinstance(problem, YizhanError):
            self._runner.report_problem(problem)
