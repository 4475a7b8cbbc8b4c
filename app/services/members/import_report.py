"""What an import came to: the fate of every row, the people whose data differ, the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias

from app.services.imports.member_rows import MemberSheet
from app.services.imports.messages import refusal, sentence, sentences
from app.services.imports.values import said

_NAMED_COLUMNS = 6
"""Columns left out that a note names; a printed list of two halves has many."""


class ImportDetail(NamedTuple):
    """One row's fate. ``reason`` and ``warnings`` are codes of `imports.messages`; ``twin`` is the
    earlier row of the same list with the same number, 0 when there is none; ``cells`` as those of
    `ImportedMember`."""

    row: int
    name: str
    outcome: str
    reason: str = ""
    warnings: tuple[str, ...] = ()
    twin: int = 0
    cells: tuple[tuple[str, str, str], ...] = ()


class Difference(NamedTuple):
    """One field in which a list says something else than the file.

    ``key`` field of `imports.columns.LABELS`; texts to show, numbers masked; ``blocked`` why the
    list's value cannot be taken, ``""`` when it can.
    """

    key: str
    stored: str
    given: str
    blocked: str = ""


@dataclass(frozen=True)
class Conflict:
    """A row about somebody registered whose data differ; ``version`` of the file compared,
    ``classes`` the words of all their classes once those of the list are taken over."""

    row: int
    uid: str
    version: int
    name: str
    differences: tuple[Difference, ...]
    classes: str = ""

    @property
    def offered(self) -> tuple[str, ...]:
        """The fields whose value in the list can be taken."""
        return tuple(one.key for one in self.differences if not one.blocked)


class Accepted(NamedTuple):
    """The fields of one row that are taken over, decided about the file at ``version``."""

    version: int
    fields: frozenset[str]


Updates: TypeAlias = Mapping[int, Accepted] | Literal["all"] | None
"""Row number → what is taken over; ``"all"`` everything offered; None nothing."""


@dataclass(frozen=True)
class ImportReport:
    """What an import did, or would do. ``warnings`` counts them over all rows that have some.

    ``conflicts``: rows about people registered before whose data differ, also the accepted ones.
    ``run_uid``: of the `ImportRun`, ``""`` when nothing was written. ``notes``: sentences about
    the whole list, such as what a column that it does not have means.
    """

    rows: int
    added: int
    updated: int
    duplicates: int
    rejected: int
    warnings: int
    details: tuple[ImportDetail, ...]
    sheet: MemberSheet
    conflicts: tuple[Conflict, ...] = ()
    run_uid: str = ""
    notes: tuple[str, ...] = ()

    def left_out(self) -> dict[int, tuple[str, ...]]:
        """Row number → why it was not stored and what is to be heeded, in sentences."""
        differing = {one.row for one in self.conflicts}
        found = {}
        for one in self.details:
            if one.outcome in ("added", "updated"):
                continue
            reason = one.reason
            if reason == "same_id" and one.row in differing:
                reason = "same_id_differs"
            words = (
                refusal(reason, one.cells) if reason else "",
                sentences(one.warnings, one.cells),
            )
            found[one.row] = tuple(filter(None, words))
        return found

    def warned(self) -> list[tuple[int, str]]:
        """How many rows have each kind of warning, with its sentence; the most frequent first."""
        kinds = Counter(code for one in self.details for code in dict.fromkeys(one.warnings))
        return [(rows, sentence(code)) for code, rows in kinds.most_common()]

    def as_json(self) -> dict[str, Any]:
        """The counts and details for ``--json``; details hold no name."""
        keys = ("rows", "added", "updated", "duplicates", "rejected", "warnings")
        details = [
            {
                "row": d.row,
                "outcome": d.outcome,
                "reason": d.reason or None,
                "warnings": list(d.warnings),
            }
            for d in self.details
        ]
        return {**{key: getattr(self, key) for key in keys}, "details": details}


def report_of(
    sheet: MemberSheet,
    details: Sequence[ImportDetail],
    conflicts: Sequence[Conflict],
) -> ImportReport:
    """The report of rows whose fate is decided."""
    counts = {"added": 0, "updated": 0, "duplicate": 0, "rejected": 0}
    for detail in details:
        counts[detail.outcome] += 1
    warned = sum(len(detail.warnings) for detail in details)
    return ImportReport(
        len(details), counts["added"], counts["updated"], counts["duplicate"],
        counts["rejected"], warned, tuple(details), sheet, tuple(conflicts),
        notes=_notes(sheet, details),
    )  # fmt: skip


def _notes(sheet: MemberSheet, details: Sequence[ImportDetail]) -> tuple[str, ...]:
    """What follows from all that many rows do not say: a warning each would hide the others."""
    return tuple(filter(None, (_undated(sheet, details), _columns_left(sheet))))


def _columns_left(sheet: MemberSheet) -> str:
    """The columns with content that are not imported, by name; ``""`` when there are none."""
    columns = sheet.columns
    used = {*columns.fields.values(), *columns.flags}
    left = [
        title.strip() or f"第 {at + 1} 列"
        for at, title in enumerate(columns.headers)
        if at not in used
        and any(at < len(row.raw) and row.raw[at] != "" and said(row.raw[at]) for row in sheet.rows)
    ]
    if not left:
        return ""
    more = "等" if len(left) > _NAMED_COLUMNS else ""
    return f"有 {len(left)} 列没有导入：{'、'.join(left[:_NAMED_COLUMNS])}{more}。"


def _undated(sheet: MemberSheet, details: Sequence[ImportDetail]) -> str:
    """How many new people have no day of joining; ``""`` when all have one."""
    undated = sum(
        one.outcome == "added" and row.joined_on is None
        for one, row in zip(details, sheet.rows, strict=True)
    )
    if not undated:
        return ""
    return (
        f"新增的人里有 {undated} 位没有可用的入会日期，每一天都算作在册。"
        "请补填“入会日期”一列，或导入后在档案里改。"
    )
