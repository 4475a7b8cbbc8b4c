"""What a form consists of, declared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

KINDS = frozenset(
    {"text", "choice", "search", "multi", "date", "birth", "time", "phone", "id_number", "number",
     "password", "note"}
)  # fmt: skip
WIDTHS = {"third": 2, "half": 3, "full": 6}
"""Columns of six that a field takes."""


@dataclass(frozen=True)
class Field:
    """One field.

    Attributes:
        key: name in the values and in ``ValidationProblem.fields``.
        kind: text, choice, search (a choice found by typing characters or pinyin), multi, date,
            birth (a date, or the year alone), time, phone, id_number, number, password, note.
        help: grey line below, says what is meant, not how to type.
        missing: sentence for an empty required field; 请填写 and the label by default.
        choices: (value, label) of choice, search and multi.
        also: (value, word) that search takes for a choice although it is not shown.
        width: third, half or full of the form.
    """

    key: str
    label: str
    kind: str = "text"
    help: str = ""
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    also: tuple[tuple[str, str], ...] = ()
    width: str = "half"
    placeholder: str = ""
    read_only: bool = False
    max_length: int = 0
    missing: str = ""

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
