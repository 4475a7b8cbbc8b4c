"""The contract every transport keeps (``tests/contract`` runs it over each of them)."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol, Self

INBOX = "inbox"
RECEIPTS = "receipts"
MOST_RECEIPT = 64 * 1024 * 1024


class Transport(Protocol):
    """A place where bundles go and receipts come from.

    Every method raises `EnvironmentProblem` when the place cannot be reached, read or written.
    Use as a context manager: leaving closes the connection.
    """

    def reach(self) -> None:
        """Raise unless the target is there and lets us in; changes nothing."""
        ...

    def put(self, name: str, data: bytes) -> None:
        """Store ``data`` as ``inbox/name``: whole under that name or not at all.

        The same name again replaces the file, so an interrupted or repeated send is harmless.
        """
        ...

    def list_receipts(self) -> tuple[str, ...]:
        """Names of the files in ``receipts/``, sorted; empty while the folder does not exist."""
        ...

    def get_receipt(self, name: str) -> bytes:
        """Content of ``receipts/name``."""
        ...

    def check(self) -> None:
        """Raise unless the target is there and can take files (used at pairing)."""
        ...

    def describe(self) -> str:
        """The target in words for messages, without secrets."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
