"""What the wizard needs from an importer; plain data on both sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from app.core.progress import Progress
from app.views.theme import Status, Tone

OUTCOMES: dict[str, Status] = {
    "added": Status("新增", Tone.OK),
    "updated": Status("更新", Tone.INFO, "refresh"),
    "duplicate": Status("重复", Tone.NEUTRAL, "copy"),
    "rejected": Status("不能导入", Tone.DANGER),
}
"""Fate of a row as people see it, in the order of the summary."""


@dataclass(frozen=True)
class ImportPeek:
    """What a file looks like before anything is read in earnest.

    Attributes:
        header_row: the sheet's own number of the header row, from 1.
        columns: (title, recognised field or None) per column of the sheet.
        sample: the first rows as texts.
        choices: (field, label) that a column can mean.
        required: fields without which nothing can be imported.
        remembered: whether the columns are taken as a person corrected them last time.
        sheets: (name, label) of every sheet that is a list; ``sheet`` the one that was looked at.
        doubts: sentences about what will not be read.
    """

    header_row: int
    columns: tuple[tuple[str, str | None], ...]
    sample: tuple[tuple[str, ...], ...]
    choices: tuple[tuple[str, str], ...]
    required: tuple[str, ...] = ()
    remembered: bool = False
    sheets: tuple[tuple[str, str], ...] = ()
    sheet: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportField:
    """One field in which a list contradicts what is stored; ``blocked`` why it cannot be taken."""

    key: str
    label: str
    stored: str
    given: str
    blocked: str = ""


@dataclass(frozen=True)
class ImportConflict:
    """A row about somebody known whose data differ."""

    row: int
    name: str
    fields: tuple[ImportField, ...]


@dataclass(frozen=True)
class ImportRow:
    """The fate of one row; ``row`` is the sheet's own row number, the words are Chinese."""

    row: int
    name: str
    outcome: str
    reason: str = ""
    warnings: str = ""


@dataclass(frozen=True)
class ImportPreview:
    """Result of the dry run, nothing is written yet; ``notes``: sentences about the whole list."""

    rows: tuple[ImportRow, ...]
    counts: Mapping[str, int] = field(default_factory=dict)
    conflicts: tuple[ImportConflict, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportResult:
    """What was written; ``rejected`` rows can be saved for correction, ``rows`` are all of them."""

    counts: Mapping[str, int]
    rejected: int = 0
    rows: tuple[ImportRow, ...] = ()


class ImportSource(Protocol):
    """An importer; every method is called off the GUI thread and may raise `UserError`.

    What comes after `peek` is about the sheet that it looked at.
    """

    def peek(self, path: Path, sheet: str = "") -> ImportPeek:
        """Look at the head of ``path``: of ``sheet``, or of the first that is a list."""
        ...

    def forget(self, path: Path) -> ImportPeek:
        """Forget how columns like those of ``path`` were corrected; what they look like then."""
        ...

    def preview(self, path: Path, mapping: Mapping[int, str], progress: Progress) -> ImportPreview:
        """Decide every row's fate without writing; ``mapping``: column from 0 → field."""
        ...

    def commit(
        self,
        path: Path,
        mapping: Mapping[int, str],
        accepted: Mapping[int, frozenset[str]],
        progress: Progress,
    ) -> ImportResult:
        """Import in one transaction; ``accepted``: row → fields taken over about somebody known."""
        ...

    def save_rejected(self, target: Path) -> None:
        """Write the rows that the latest dry run or import left out, with a reason column, as
        xlsx to ``target``."""
        ...
