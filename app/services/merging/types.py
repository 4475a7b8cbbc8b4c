"""What the merging service hands out; numbers are masked."""

from __future__ import annotations

from dataclasses import dataclass

KEPT, MERGED = "kept", "merged"
"""Whose value of a field stays: that of the file that is kept, or of the one that goes into it."""


@dataclass(frozen=True)
class MergeSide:
    """One of the two files."""

    uid: str
    version: int
    member_no: str
    name: str
    state: str
    joined_on: str


@dataclass(frozen=True)
class MergeField:
    """One field side by side; ``wins`` `KEPT` or `MERGED` unless a person chooses otherwise."""

    key: str
    label: str
    kept: str
    merged: str
    wins: str

    @property
    def same(self) -> bool:
        """Whether there is nothing to choose."""
        return self.kept == self.merged


@dataclass(frozen=True)
class MoveCount:
    """Rows of one kind that change hands; ``clashes`` of them stay as history beside the same
    day's row of the file that is kept."""

    word: str
    rows: int
    clashes: int = 0


@dataclass(frozen=True)
class MergePreview:
    """What a merge would do."""

    kept: MergeSide
    merged: MergeSide
    fields: tuple[MergeField, ...]
    moves: tuple[MoveCount, ...]


@dataclass(frozen=True)
class MergeResult:
    """A merge that was made; ``uid`` undoes it."""

    uid: str
    kept_uid: str
    kept_name: str
    merged_no: str
    moved: int
    clashes: int


@dataclass(frozen=True)
class MergeRow:
    """One merge of the past; ``at`` local ``YYYY-MM-DD HH:MM``."""

    uid: str
    at: str
    by: str
    kept_uid: str
    kept_name: str
    merged_name: str
    merged_no: str
    undone_at: str
