"""Progress of long work, and the way to cancel it."""

from __future__ import annotations

from typing import Protocol

from app.core.errors import UserError


class Cancelled(UserError):
    """The person pressed 取消; the work undid what it had begun."""

    def __init__(self) -> None:
        super().__init__("cancelled", "已取消，没有保存任何更改。")


class Progress(Protocol):
    """Called by long work about every 50 ms; raises `Cancelled` to stop it."""

    def __call__(self, done: int, total: int, what: str) -> None:
        """Say that ``done`` of ``total`` units are finished and name the step in Chinese."""
        ...


def silent(done: int, total: int, what: str) -> None:
    """Progress that nobody watches."""
