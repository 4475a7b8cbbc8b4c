"""What tests of the window share: a kit without threads, people to find, a clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.core.clock import FixedClock
from app.core.progress import Progress
from app.services.rights import Actor, Role
from app.views.kit import Kit
from app.views.notify import Message, Notifier, Question, Toast
from app.views.store import MemoryStore
from app.views.tasks import InlineTaskRunner

MORNING = dt.datetime(2026, 3, 5, 8, 31)  # a Thursday
TODAY = MORNING.date()


@dataclass(frozen=True)
class Hit:
    """A person as the search finds them."""

    uid: str
    name: str
    sex: str = "女"
    birth_year: int | None = 1938
    community: str = "小河社区"
    phone_masked: str = "138****1234"


PEOPLE = (
    Hit("u1", "王秀英"),
    Hit("u2", "王建国", "男", 1941, "长乐社区", "139****8890"),
    Hit("u3", "阿卜杜热合曼·买买提艾力", "男", 1936, "小河社区", ""),
    Hit("u4", "王𬱖", "女", None, "", "137****0001"),
)


def find_people(text: str) -> list[Hit]:
    """The people whose name contains ``text``."""
    return [hit for hit in PEOPLE if text in hit.name]


@dataclass
class Heard:
    """What a notifier said."""

    messages: list[Message] = field(default_factory=list)
    toasts: list[Toast] = field(default_factory=list)
    crashes: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def listen(notify: Notifier) -> Heard:
    """Collect everything ``notify`` says."""
    heard = Heard()
    notify.posted.connect(heard.messages.append)
    notify.toasted.connect(heard.toasts.append)
    notify.crashed.connect(heard.crashes.append)
    return heard


@dataclass
class Xlsx:
    """Takes the place of the xlsx writer."""

    path: Path | None = None
    headings: Sequence[str] = ()
    rows: list[list[Any]] = field(default_factory=list)

    def __call__(
        self,
        path: Path,
        title: str,
        headings: Sequence[str],
        rows: Iterable[Sequence[object]],
        progress: Progress,
    ) -> None:
        self.path, self.headings, self.rows = path, headings, [list(row) for row in rows]


def make_kit(went: list[tuple[Any, ...]] | None = None) -> Kit:
    """A kit that runs everything at once and remembers nothing; ``went`` collects kit.go."""
    notify = Notifier(asker=lambda _: True)
    gone = went if went is not None else []
    return Kit(
        runner=InlineTaskRunner(notify.problem),
        notify=notify,
        clock=FixedClock(MORNING),
        prefs=MemoryStore(),
        drafts=MemoryStore(),
        actor=lambda: Actor("a1", "李前台", Role.CLERK),
        go=lambda *arguments: gone.append(arguments),
        save_xlsx=Xlsx(),
    )
