"""What a receiver said about files it did not take in, so that it says it only once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.core.canonical import canonical, digest
from app.sync.crypto import SigningKey
from app.sync.district.results import FileResult
from app.sync.district.store import DistrictStore, StoredAnswer
from app.sync.files import environment, write_atomic
from app.sync.header import RECEIPT_SUFFIX
from app.sync.receipt import Receipt, write_receipt


class AnswerBook:
    """Signs receipts into ``folder``; an answer given before is given again byte for byte."""

    def __init__(self, store: DistrictStore, folder: Path, signing: SigningKey) -> None:
        self.store = store
        self.folder = folder
        self.signing = signing

    def refused(
        self, result: FileResult, sha256: str, receipt: Receipt | None = None
    ) -> FileResult:
        """``result`` after its receipt was written; ``answered`` when nothing about it is new.

        A file is judged anew at every look, because what was missing may have come; only when
        the answer differs from the one remembered for ``sha256`` is a new receipt signed.
        """
        name = receipt.file_name if receipt else result.file_name
        outcome = _outcome(result, receipt)
        known = self.store.answer(sha256, name)
        new = known is None or known.outcome != outcome
        if known is None or new:
            data = write_receipt(receipt, self.signing) if receipt else b""
            known = StoredAnswer(sha256, name, outcome, data)
            self.store.keep_answer(known)
        if receipt:
            self.write(name, known.receipt)
        return result if new else replace(result, status="answered")

    def write(self, bundle_file: str, receipt: bytes) -> None:
        """Write a receipt unless it is there already."""
        name = bundle_file + RECEIPT_SUFFIX
        path = self.folder / name
        with environment(self.folder):
            if not (path.is_file() and path.read_bytes() == receipt):
                write_atomic(self.folder, name, receipt, mode=0o644)


def _outcome(result: FileResult, receipt: Receipt | None) -> str:
    """What was said, without when."""
    said = receipt.body() if receipt else {"code": result.code, "message": result.message}
    said.pop("made_at", None)
    return digest(canonical(said))
