"""The older 自理 / 半失能 / 失能 beside the five levels: never converted, only set side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.core.codes import ABILITY_LEVELS, LEGACY_ABILITY

_PART = re.compile(r"(\S+?)\s*([0-4])(?:\s*[-–—~至到]\s*([0-4]))?")


def covered_levels(text: str) -> dict[str, tuple[int, ...]]:
    """The setting ``self_care_levels``: ``自理 0-1；半失能 2；失能 3-4`` → word → its levels.

    Raises ValueError when a word is unknown, missing or twice, or a level is not 0–4.
    """
    found: dict[str, tuple[int, ...]] = {}
    for part in re.split(r"[；;，,、]\s*", text.strip()):
        match = _PART.fullmatch(part.strip())
        if match is None or match[1] not in LEGACY_ABILITY or match[1] in found:
            raise ValueError(f"not a word with its levels: {part!r}")
        first, last = int(match[2]), int(match[3] or match[2])
        if last < first:
            raise ValueError(f"levels the wrong way round: {part!r}")
        found[match[1]] = tuple(range(first, last + 1))
    if set(found) != set(LEGACY_ABILITY):
        raise ValueError("every word needs its levels")
    return found


def words_for(level: int, mapping: Mapping[str, tuple[int, ...]]) -> tuple[str, ...]:
    """The older words that cover ``level``, for reports that still ask for them."""
    return tuple(word for word in LEGACY_ABILITY if level in mapping[word])


def contradiction(
    self_care: str | None, level: int | None, mapping: Mapping[str, tuple[int, ...]]
) -> str:
    """A sentence when the older field and the assessed level do not go together; else ``""``."""
    if level is None or not self_care or self_care not in mapping:
        return ""
    if level in mapping[self_care]:
        return ""
    return (
        f"档案里的自理情况（旧）是“{self_care}”，最近评估是“{ABILITY_LEVELS[level]}”，"
        "两者不一致，请核对后修改档案。"
    )
