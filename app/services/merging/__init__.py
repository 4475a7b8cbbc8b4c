"""Merging (合并): two files of one person put together, and taken apart again."""

from app.services.merging.service import Merging
from app.services.merging.types import (
    MergeField,
    MergePreview,
    MergeResult,
    MergeRow,
    MergeSide,
    MoveCount,
)

__all__ = [
    "MergeField",
    "MergePreview",
    "MergeResult",
    "MergeRow",
    "MergeSide",
    "Merging",
    "MoveCount",
]
