"""The work list (待办): questions that only a person may decide, oldest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.core.errors import UserError
from app.core.masking import mask_code
from app.core.names import query_text
from app.db.session import UnitOfWork
from app.services.base import Service, stamp
from app.services.rights import Actor, Right, requires

if TYPE_CHECKING:
    from sqlalchemy import Select

    from app.models import WorkItem

LONGEST_CODE = 64
"""Characters kept of a code that nobody knows; what is longer is no code."""
SETTLED = "已登记给老人"
"""How a question about a code ends once somebody has it."""

KINDS = {
    "unknown_code": "窗口扫到未登记的号码",
    "unmatched_pin": "人脸机编号没有对应老人",
    "rejected_row": "上报被退回",
    "away_check": "不在册的老人在人脸机上核验",
    "face_removal": "从人脸机删除此人",
}
_OPEN = "FROM work_item WHERE closed_at IS NULL AND deleted_at IS NULL"
OPEN_ITEMS = (
    f"SELECT id, uid, kind, subject, detail, opened_at {_OPEN}"
    " AND (:kind = '' OR kind = :kind) ORDER BY opened_at, id LIMIT :most"
)
OPEN_COUNT = f"SELECT count(*) {_OPEN}"


@dataclass(frozen=True)
class WorkItemRow:
    """One open question.

    Attributes:
        kind: key of `KINDS`.
        subject: the code, PIN, row or member uid (and date) it is about; a scanned
            identity or phone number masked.
        opened_at: local time ``YYYY-MM-DD HH:MM:SS``.
    """

    id: int
    uid: str
    kind: str
    title: str
    subject: str
    detail: str
    opened_at: str


class WorkItems(Service):
    """Lists and closes work items; other services open them in their own transactions."""

    @requires(Right.LOOK)
    def open_items(self, actor: Actor, kind: str = "", limit: int = 200) -> list[WorkItemRow]:
        """Open items, oldest first, at most ``limit``."""
        with self._db.glance() as connection:
            rows = connection.execute(OPEN_ITEMS, {"kind": kind, "most": limit})
            return [
                WorkItemRow(row, uid, kind, KINDS[kind], _shown(kind, subject), detail, opened_at)
                for row, uid, kind, subject, detail, opened_at in rows
            ]

    @requires(Right.LOOK)
    def count(self, actor: Actor) -> int:
        """How many items are open."""
        with self._db.glance() as connection:
            return int(connection.execute(OPEN_COUNT).fetchone()[0])

    @requires(Right.EDIT_MEMBERS)
    def dismiss(self, uid: str, reason: str, actor: Actor) -> None:
        """Close an item without a further effect. Raises ``not_found`` when already closed."""
        from sqlalchemy import select

        from app.models import WorkItem

        with self._db.write(actor, reason) as unit:
            item = unit.session.scalars(
                select(WorkItem).where(WorkItem.uid == uid, WorkItem.closed_at.is_(None))
            ).first()
            if item is None:
                raise UserError("not_found", "这条待办已经处理过了。请按 F5 刷新。")
            item.closed_at = stamp(self._local_now())
            item.resolution = reason or "已处理"

    @requires(Right.EDIT_MEMBERS)
    def reopen(self, uid: str, actor: Actor) -> None:
        """Undo of `dismiss`."""
        from sqlalchemy import select

        from app.models import WorkItem

        with self._db.write(actor, "撤销") as unit:
            item = unit.session.scalars(select(WorkItem).where(WorkItem.uid == uid)).first()
            if item is None:
                raise UserError("not_found", "找不到这条待办。请按 F5 刷新。")
            if item.closed_at and unit.session.scalars(_open(item.kind, item.subject)).first():
                raise UserError("already", "同样的待办已经又出现了，请处理新的那一条。")
            item.closed_at = item.resolution = None


def open_item(unit: UnitOfWork, kind: str, subject: str, detail: str, moment: dt.datetime) -> None:
    """Open an item, or bring the detail of the open one up to date, in this transaction."""
    from app.models import WorkItem

    found = unit.session.scalars(_open(kind, subject)).first()
    if found is None:
        item = WorkItem(kind=kind, subject=subject, detail=detail, opened_at=stamp(moment))
        unit.session.add(item)
    elif found.detail != detail:
        found.detail = detail
    unit.session.flush()


def close_item(
    unit: UnitOfWork, kind: str, subject: str, resolution: str, moment: dt.datetime
) -> None:
    """Close the open item of ``kind`` about ``subject``, if there is one."""
    found = unit.session.scalars(_open(kind, subject)).first()
    if found is not None:
        found.closed_at, found.resolution = stamp(moment), resolution
        unit.session.flush()


def _shown(kind: str, subject: str) -> str:
    """What may stand on the screen: an unknown code can be a stranger's identity number."""
    return mask_code(subject) if kind == "unknown_code" else subject


def code_subject(code: str) -> str:
    """``code`` as a work item keeps it: however it was typed, one code is one question."""
    return query_text(code).replace("-", "").upper()[:LONGEST_CODE]


def ask_about_code(unit: UnitOfWork, code: str, detail: str, moment: dt.datetime) -> None:
    """Open the item about a scanned ``code`` that nobody has; blank codes ask nothing."""
    subject = code_subject(code)
    if subject:
        open_item(unit, "unknown_code", subject, detail, moment)


def settle_codes(
    unit: UnitOfWork, codes: Iterable[str | None], resolution: str, moment: dt.datetime
) -> None:
    """Close the open questions about ``codes``, in whatever way they were typed."""
    from sqlalchemy import select

    from app.models import WorkItem

    items = unit.session.scalars(
        select(WorkItem).where(
            WorkItem.kind == "unknown_code",
            WorkItem.closed_at.is_(None),
            WorkItem.deleted_at.is_(None),
        )
    ).all()
    known = {code_subject(code) for code in codes if code} if items else set[str]()
    for item in items:
        if code_subject(item.subject) in known:
            item.closed_at, item.resolution = stamp(moment), resolution
    unit.session.flush()


def reopen_settled(
    unit: UnitOfWork,
    settled: Mapping[str, Mapping[str, tuple[Any, Any]] | None],
    resolution: str,
    moment: dt.datetime,
) -> int:
    """Open the questions again that a gesture answered, now that the gesture is taken back.

    ``settled``: uid → column → (before, after) as `app.services.way_back` keeps it, None for a
    question that the gesture asked, which ends with ``resolution``. What a person decided since,
    or what was asked anew, stays as it is. Returns how many are open again.
    """
    from sqlalchemy import select

    from app.models import WorkItem

    reopened = 0
    for uid, columns in settled.items():
        item = unit.session.scalars(select(WorkItem).where(WorkItem.uid == uid)).first()
        if item is None or item.deleted_at is not None:
            continue
        if columns is None:
            if item.closed_at is None:
                item.closed_at, item.resolution = stamp(moment), resolution
        elif "closed_at" in columns and item.closed_at == columns["closed_at"][1]:
            asked_anew = unit.session.scalars(_open(item.kind, item.subject)).first()
            if asked_anew is None:
                item.closed_at = item.resolution = None
                reopened += 1
        unit.session.flush()
    return reopened


def _open(kind: str, subject: str) -> Select[WorkItem]:
    from sqlalchemy import select

    from app.models import WorkItem

    return select(WorkItem).where(
        WorkItem.kind == kind,
        WorkItem.subject == subject,
        WorkItem.closed_at.is_(None),
        WorkItem.deleted_at.is_(None),
    )
