"""What the guided form asks one by one: the 26 items, then the five risk events."""

from __future__ import annotations

from dataclasses import dataclass

from app.services.assessments.items import DOMAINS, EVENT_STEPS, EVENTS, ITEMS, Option
from app.views.assessments.levels import tr

RISKS = "events"
"""Key of the group of the risk events beside those of the four domains."""


@dataclass(frozen=True)
class Question:
    """One card. ``column`` is where the answer goes, ``group`` a domain or `RISKS`."""

    column: str
    code: str
    name: str
    group: str
    group_name: str
    hint: str
    options: tuple[Option, ...]

    @property
    def title(self) -> str:
        """``B.1.1 进食``."""
        return f"{self.code} {self.name}".strip()

    def option(self, points: int | None, *, coma: bool) -> Option | None:
        """The step that was answered."""
        for option in self.options:
            if option.score == points and option.coma is coma:
                return option
        return None


def questions() -> tuple[Question, ...]:
    """All of them in their order."""
    titles = {domain.key: f"{domain.code} {domain.name}" for domain in DOMAINS}
    items = tuple(
        Question(i.column, i.code, i.name, i.domain, titles[i.domain], i.hint, i.options)
        for i in ITEMS
    )
    title = tr("近 30 天照护风险事件")
    steps = tuple(Option(n, text, str(n)) for n, text in enumerate(EVENT_STEPS))
    risks = tuple(Question(e.column, "", e.name, RISKS, title, title, steps) for e in EVENTS)
    return items + risks


def short(option: Option) -> str:
    """What a tile shows of an answer: the points, or that it is coma."""
    return tr("昏迷") if option.coma else str(option.score)
