"""Commands and results of the assessments service. Phone numbers are masked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.services.assessments.items import EVENT_COLUMNS, ITEMS
from app.services.assessments.scoring import Result

GB = "GB/T 42195-2022"
OLDER = "MZ/T 039-2013"
LOCAL = "地方"
STANDARDS = (GB, OLDER, LOCAL)
"""Only the first is scored here; results of the others keep their words."""

BACKGROUND = (
    "height", "weight", "ethnic", "religion", "education", "living", "marital", "payment", "income",
)  # fmt: skip
"""Keys of A.2; ``living``, ``payment`` and ``income`` hold several codes."""
TEXTS = (
    "cause", "medication", "informant_name", "informant_relation", "contact_name",
    "contact_phone", "assessor1", "assessor2", "organisation", "note",
)  # fmt: skip
SCORES = tuple(item.column for item in ITEMS)
FINISHED = ("final", "void")
"""States of what was finished once; void (作废) counts for nothing any more."""
FIELDS = (
    "assessed_on", *TEXTS, *SCORES, "coma", *EVENT_COLUMNS, "background", "diagnoses",
    "conditions",
)  # fmt: skip
"""What a form may set on an assessment."""


@dataclass(frozen=True)
class SaveAssessment:
    """Keep or finish a draft.

    Attributes:
        values: by `FIELDS`; what is left out stays as it was. ``background`` is a dictionary by
            `BACKGROUND`, ``diagnoses`` and ``conditions`` lists of codes.
        uid: of the draft; ``""`` begins one.
        version: what the form had loaded; 0 for a new one.
    """

    member_uid: str
    values: Mapping[str, Any]
    uid: str = ""
    version: int = 0


@dataclass(frozen=True)
class OtherResult:
    """A result of an older or local standard, in its own words (kept, never converted).

    ``corrects``: uid of the older result it takes the place of, with the reason.
    """

    member_uid: str
    standard: str
    assessed_on: dt.date | None
    level: str
    score: str = ""
    organisation: str = ""
    valid_until: dt.date | None = None
    note: str = ""
    corrects: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Saved:
    """Where a draft stands after it was kept; ``faults`` (field → sentence) were left out."""

    uid: str
    version: int
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class AssessmentRow:
    """One line of a member's list.

    Attributes:
        level: 0–4 of GB/T 42195-2022; None for a draft and for other standards.
        words: the level in words, also of other standards.
        expired: its last day has passed.
        correction_reason: why it took the place of another.
        earlier: what it took the place of, newest first.
        void_reason: why it was taken back (``state`` void); else ``""``.
        scan_uid: the attachment with the signed paper; ``""`` without one.
    """

    uid: str
    number: str
    standard: str
    state: str
    assessed_on: str
    cause: str
    level: int | None
    words: str
    total: int | None
    other_score: str
    valid_until: str
    expired: bool
    assessors: str
    correction_reason: str
    corrects: str
    made_at: str
    earlier: tuple[AssessmentRow, ...] = ()
    void_reason: str = ""
    scan_uid: str = ""


@dataclass(frozen=True)
class AssessmentFile:
    """One assessment whole; ``values`` by `FIELDS`, the phone masked."""

    uid: str
    version: int
    number: str
    member_uid: str
    member_name: str
    standard: str
    state: str
    values: Mapping[str, Any]
    result: Result
    valid_until: str
    corrects: str
    correction_reason: str
    other_level: str = ""
    other_score: str = ""
    void_reason: str = ""
    scan_uid: str = ""


@dataclass(frozen=True)
class ComparedLine:
    """One item, sum or level of two assessments.

    Attributes:
        kind: ``item``, ``sum``, ``total`` or ``level``.
        difference: points gained (positive is better); for a level steps gained.
        before_word, after_word: what the number alone does not say (昏迷); else ``""``.
    """

    kind: str
    code: str
    name: str
    maximum: int
    before: int | None
    after: int | None
    difference: int | None
    before_word: str = ""
    after_word: str = ""


@dataclass(frozen=True)
class Comparison:
    """Two assessments of one member, the earlier one first.

    ``why_not``: a sentence when they only stand beside each other, without ``lines``.
    """

    before: AssessmentFile
    after: AssessmentFile
    lines: tuple[ComparedLine, ...]
    why_not: str = ""
