"""What every presenter is given besides the services."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.core.clock import Clock
from app.core.progress import Progress
from app.services.rights import Actor
from app.views.notify import Notifier
from app.views.store import Store
from app.views.tasks import TaskRunner


class SaveXlsx(Protocol):
    """Writes a table as an xlsx file; gives text cells, so that no number is reshaped."""

    def __call__(
        self,
        path: Path,
        title: str,
        headings: Sequence[str],
        rows: Iterable[Sequence[object]],
        progress: Progress,
    ) -> None:
        """Write ``rows`` under ``headings`` to ``path``; raises EnvironmentProblem."""
        ...


@dataclass(frozen=True)
class Kit:
    """Tools of the window.

    Attributes:
        prefs: looks only, never personal data.
        drafts: half-filled forms, in the encrypted database (`app.views.drafts`).
        actor: the signed-in clerk of this moment.
        go: ``go("members", uid)`` opens a page with an argument.
        save_xlsx: writes any table.
    """

    runner: TaskRunner
    notify: Notifier
    clock: Clock
    prefs: Store
    drafts: Store
    actor: Callable[[], Actor]
    go: Callable[..., None]
    save_xlsx: SaveXlsx
