"""What an import came to: the fate of every row, the people whose data differ, the counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias

from app.services.imports.member_rows import MemberSheet


class ImportDetail(NamedTuple):
    """One row's fate. ``reason`` and ``warnings`` are codes of `imports.messages`; ``twin`` is the
    earlier row of the same list with the same number, 0 when there is none."""

    row: int
    name: str
    outcome: str
    reason: str = ""
    warnings: tuple[str, ...] = ()
    twin: int = 0


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
    """A row about somebody registered whose data differ; ``version`` of the file compared."""

    row: int
    uid: str
    version: int
    name: str
    differences: tuple[Difference, ...]

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
    ``run_uid``: of the `ImportRun`, ``""`` when nothing was written.
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
    sheet: MemberSheet, details: Sequence[ImportDetail], conflicts: Sequence[Conflict]
) -> ImportReport:
    """The report of rows whose fate is decided."""
    counts = {"added": 0, "updated": 0, "duplicate": 0, "rejected": 0}
    for detail in details:
        counts[detail.outcome] += 1
    warned = sum(len(detail.warnings) for detail in details)
    return ImportReport(
        len(details), counts["added"], counts["updated"], counts["duplicate"],
        counts["rejected"], warned, tuple(details), sheet, tuple(conflicts),
    )  # fmt: skip
