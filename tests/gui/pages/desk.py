"""A page on real services without a shell: what it says and where it wants to go is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from app.core.progress import Progress
from app.services.rights import Actor
from app.views.kit import Kit
from app.views.notify import Notifier
from app.views.store import MemoryStore
from app.views.tasks import InlineTaskRunner, TaskRunner
from app.wiring import Application

SAMPLES = Path(__file__).parents[3] / "resources" / "samples"


class Desk:
    """Makes a kit and listens.

    Attributes:
        messages: texts of strips; toasts: texts of toasts; undoable: what their 撤销 names;
        gone: arguments of ``kit.go``;
        saved: (title, headings, rows) of every xlsx written.
    """

    def __init__(self, app: Application, actor: Actor, runner: TaskRunner | None = None) -> None:
        self.app, self.actor = app, actor
        self.notify = Notifier()
        self.runner = runner or InlineTaskRunner()
        self.runner.set_problem(self.notify.problem)
        self.messages: list[str] = []
        self.toasts: list[str] = []
        self.undoable: list[str] = []
        self.crashes: list[str] = []
        self.gone: list[tuple[Any, ...]] = []
        self.saved: list[tuple[str, list[str], list[list[object]]]] = []
        self.notify.posted.connect(lambda message: self.messages.append(message.text))
        self.notify.toasted.connect(lambda toast: self.toasts.append(toast.text))
        self.notify.toasted.connect(lambda toast: self.undoable.append(toast.what))
        self.notify.crashed.connect(self.crashes.append)
        self.kit = Kit(
            self.runner, self.notify, app.clock, MemoryStore(), MemoryStore(), lambda: self.actor,
            lambda *argument: self.gone.append(argument), self._save,
        )  # fmt: skip

    def _save(
        self,
        path: Path,
        title: str,
        headings: Sequence[str],
        rows: Iterable[Sequence[object]],
        progress: Progress,
    ) -> None:
        self.saved.append((title, list(headings), [list(row) for row in rows]))


def shown(table: Any) -> list[list[str]]:
    """All rows of a `DataTable` as displayed, in the columns shown."""
    return table.output.read_all()(lambda *_: None)
