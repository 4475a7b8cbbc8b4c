"""The refusals of this layer."""

from __future__ import annotations

from app.core.errors import UserError


class BundleRefused(UserError):
    """A bundle that must not be taken in; nothing of it was stored.

    Attributes:
        part: the part of the file that is wrong: ``magic``, ``header``, ``encryption``,
            ``signature``, ``package``, ``data/<entity>.csv``, ``totals`` or ``chain``.
        signer: key id of a file that was opened but whose signer is not the centre it names;
            empty otherwise.
    """

    def __init__(self, code: str, part: str, message: str, *, signer: str = "") -> None:
        super().__init__(code, message)
        self.part = part
        self.signer = signer


class ReceiptRefused(UserError):
    """A receipt that proves nothing; the high-water mark stays where it was."""


class KeyProblem(UserError):
    """A key text that cannot be read, or of an algorithm this version does not know."""


class DecryptFailed(Exception):
    """The ciphertext was made for another key or is damaged.

    Attributes:
        no_match: no recipient stanza fits the key (another key, or a damaged stanza).
    """

    def __init__(self, detail: str, *, no_match: bool) -> None:
        super().__init__(detail)
        self.no_match = no_match
