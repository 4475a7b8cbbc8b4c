"""What is opened for a while and closed when its ``with`` ends."""

from __future__ import annotations

from types import TracebackType
from typing import Self


class Closing:
    """``with thing:`` calls `close` at the end, whatever happened inside."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back what is held; by itself nothing is."""
