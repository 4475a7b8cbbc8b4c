"""What the merging service hands out; numbers are masked."""

from __future__ import annotations

from dataclasses import dataclass

KEPT, MERGED, BOTH = "kept", "merged", "both"
"""Whose value of a field stays: that of the file that is kept, of the one that goes into it, or
both put together, where they can be."""
CLASH = "合并：另一份档案已有"
"""Reason of the tombstone of a row that only repeats one of the other file."""
FOREVER = "9999-12-31"


@dataclass(frozen=True)
class MergeSide:
    """One of the two files; ``seen`` a digest of all that a person decides about."""

    uid: str
    version: int
    member_no: str
    name: str
    state: str
    joined_on: str
    seen: str


@dataclass(frozen=True)
class MergeField:
    """One field side by side; ``wins`` `KEPT`, `MERGED` or `BOTH` unless a person chooses.

    ``both``: what stands when both are kept, ``""`` where one of the two must be chosen.
    ``follows``: sides of which the document, where theirs is chosen, says this field by itself:
    nobody chooses here then, and the value of that side stands. ``otherwise``: ``wins`` with
    another document.
    """

    key: str
    label: str
    kept: str
    merged: str
    wins: str
    both: str = ""
    follows: tuple[str, ...] = ()
    otherwise: str = ""

    @property
    def by_document(self) -> bool:
        """Whether the field follows the document unless a person chooses another one."""
        return self.wins in self.follows

    @property
    def same(self) -> bool:
        """Whether there is nothing to choose."""
        return self.kept == self.merged


@dataclass(frozen=True)
class MoveCount:
    """Rows of one kind that change hands; ``clashes`` of them only repeat one of the file that is
    kept (the same day, the same class, the same person to call) and stay as history."""

    word: str
    rows: int
    clashes: int = 0


@dataclass(frozen=True)
class MergePreview:
    """What a merge would do; ``notes``: sentences on what follows from it."""

    kept: MergeSide
    merged: MergeSide
    fields: tuple[MergeField, ...]
    moves: tuple[MoveCount, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class MergeResult:
    """A merge that was made; ``uid`` undoes it, ``notes``: what it did beside the two files."""

    uid: str
    kept_uid: str
    kept_name: str
    merged_no: str
    moved: int
    clashes: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class MergeRow:
    """One merge of the past; ``at`` local ``YYYY-MM-DD HH:MM``; ``kept`` and ``merged``: the
    names with year of birth and community."""

    uid: str
    at: str
    by: str
    kept_uid: str
    kept_name: str
    merged_name: str
    merged_no: str
    undone_at: str
    kept: str = ""
    merged: str = ""
    kept_no: str = ""
