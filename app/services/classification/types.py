"""Commands and results of the classification."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.services.classification.priority import Priority


@dataclass(frozen=True)
class ClassRow:
    """One value of a member on one axis; dates ISO, ``""`` when open.

    ``name`` is the word of ``code`` today; ``standing`` is ``now``, ``past`` or ``coming``.
    """

    uid: str
    version: int
    axis: str
    code: str
    name: str
    from_on: str
    to_on: str
    evidence_no: str
    decided_by: str
    note: str
    standing: str


@dataclass(frozen=True)
class MemberClasses:
    """Everything one member was, is and will be classified as, newest first on each axis."""

    member_uid: str
    rows: tuple[ClassRow, ...]
    priority: Priority

    def on_axis(self, axis: str) -> tuple[ClassRow, ...]:
        """The rows of ``axis``, those in force first."""
        order = ("now", "coming", "past")
        return tuple(
            sorted(
                (row for row in self.rows if row.axis == axis),
                key=lambda row: order.index(row.standing),
            )
        )


@dataclass(frozen=True)
class SaveClass:
    """Give a member a class, or change one that was given (``uid``, seen at ``version``).

    ``from_on`` None: since before anybody wrote it down; ``to_on`` its last day, None: open.
    """

    member_uid: str
    code: str
    from_on: dt.date | None = None
    to_on: dt.date | None = None
    evidence_no: str = ""
    decided_by: str = ""
    note: str = ""
    uid: str = ""
    version: int = 0
