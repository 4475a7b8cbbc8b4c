"""What a form consists of, declared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.core.dates import Lean

KINDS = frozenset(
    {"text", "choice", "search", "multi", "date", "birth", "time", "phone", "id_number", "number",
     "password", "note", "ordered", "suggest"}
)  # fmt: skip
WIDTHS = {"third": 2, "half": 3, "full": 6}
"""Columns of six that a field takes."""


Groups = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""(heading, (value, label) …) of choices that stand under headings."""


@dataclass(frozen=True)
class Field:
    """One field.

    Attributes:
        key: name in the values and in ``ValidationProblem.fields``.
        kind: text, choice, search (a choice found by typing characters or pinyin), multi, date,
            birth (a date, or the year alone), time, phone, id_number, number, password, note,
            ordered (any of ``groups`` in an order that the person chooses), suggest (text with
            suggestions, which are found as those of search).
        help: grey line below, says what is meant, not how to type.
        missing: sentence for an empty required field; 请填写 and the label by default.
        choices: (value, label) of choice, search, multi and suggest.
        groups: (heading, choices) of ordered, and of multi where many stand under headings.
        also: (value, word) that search takes for a choice although it is not shown.
        width: third, half or full of the form.
        lean: of a date: where it lies when its year is not typed. ``past`` for what can only
            have been, ``future`` for what is still to come, ``near`` by default.
    """

    key: str
    label: str
    kind: str = "text"
    help: str = ""
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    groups: Groups = ()
    also: tuple[tuple[str, str], ...] = ()
    width: str = "half"
    placeholder: str = ""
    read_only: bool = False
    max_length: int = 0
    missing: str = ""
    lean: Lean | Literal[""] = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS or self.width not in WIDTHS:
            raise ValueError(f"field {self.key}: kind {self.kind!r} width {self.width!r}")


@dataclass(frozen=True)
class Section:
    """Fields under one heading; without a title just fields."""

    title: str
    fields: tuple[Field, ...]


def sections_of(declared: Sequence[Field | Section]) -> tuple[Section, ...]:
    """Loose fields gathered into sections without a title."""
    made: list[Section] = []
    loose: list[Field] = []
    for one in declared:
        if isinstance(one, Field):
            loose.append(one)
            continue
        if loose:
            made.append(Section("", tuple(loose)))
            loose = []
        made.append(one)
    if loose:
        made.append(Section("", tuple(loose)))
    return tuple(made)
