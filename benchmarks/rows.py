"""The shape of a measurement, and the clock."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """One line of the table. Times in milliseconds.

    Attributes:
        aim: highest ratio that is promised; None where only ``note`` is aimed at.
        extra: further figures of the same run, such as a rate per second.
    """

    name: str
    floor_name: str
    floor_ms: float
    product_ms: float
    aim: float | None
    extra: str = ""
    met: bool = True

    @property
    def ratio(self) -> float:
        """Product over floor."""
        return self.product_ms / self.floor_ms

    @property
    def good(self) -> bool:
        """Whether every aim of the row is met."""
        return self.met and (self.aim is None or self.ratio <= self.aim)

    def as_json(self) -> dict[str, Any]:
        """For the JSON beside the table."""
        return {**asdict(self), "ratio": round(self.ratio, 3), "good": self.good}


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that ``work`` took."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def best(work: Callable[[], object], times: int = 3) -> float:
    """The shortest of ``times`` runs: what the machine can do when nothing disturbs it."""
    return min(timed(work) for _ in range(times))


def p95(samples: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(samples, n=20)[-1]
