"""What a receiver reports about the files of its inbox."""

from __future__ import annotations

from dataclasses import dataclass

from app.sync.errors import BundleRefused


@dataclass(frozen=True)
class FileResult:
    """What became of one file of the inbox.

    ``status``: ``accepted``, ``repeated`` (was taken in before, same bytes), ``gap``,
    ``refused``, ``answered`` (not taken in, and told so at an earlier look) or ``unreadable``;
    ``part`` names the wrong part of a refused file.
    """

    file_name: str
    status: str
    bundle_id: str = ""
    accepted_rows: int = 0
    rejected_rows: int = 0
    code: str = ""
    part: str = ""
    message: str = ""


@dataclass(frozen=True)
class ReceiveReport:
    """One look through the inbox; ``skipped`` names what is no bundle file."""

    files: tuple[FileResult, ...]
    skipped: tuple[str, ...]


def refusal(name: str, error: BundleRefused, bundle_id: str = "") -> FileResult:
    """The result of a refused file."""
    return FileResult(
        name, "refused", bundle_id, code=error.code, part=error.part, message=error.message
    )


def unreadable(name: str) -> FileResult:
    """The result of a file that cannot be read or judged."""
    return FileResult(name, "unreadable", code="unreadable", message="文件无法读取，请检查后再试。")
