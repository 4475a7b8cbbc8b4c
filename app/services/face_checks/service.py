"""The face check service."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import and_, select

from app.core.canonical import digest
from app.core.errors import UserError, ValidationProblem
from app.core.names import told_apart
from app.core.progress import Progress, silent
from app.db.session import Database, UnitOfWork
from app.models import Member, TerminalPin
from app.services.base import Service
from app.services.face_checks import looking, matching, storing
from app.services.face_checks.types import (
    FaceCheckRow,
    PinRow,
    ReadFile,
    Reconciliation,
    TerminalImport,
    TerminalRow,
    UnmatchedPin,
)
from app.services.members.giving import plain_pin
from app.services.members.namesakes import namesakes
from app.services.members.types import MemberHit
from app.services.rights import Actor, Right, internal, requires
from app.services.work_items import close_item, open_item

BLOCK_DAYS = 31


class FaceChecks(Service):
    """Keeps terminal files, matches checks, turns them into attendance."""

    def __init__(self, db: Database, method_of: matching.MethodOf) -> None:
        super().__init__(db)
        self._method_of = method_of

    # -- files ---------------------------------------------------------------------------

    @requires(Right.IMPORT)
    def store_file(
        self,
        raw: bytes,
        file_name: str,
        device_no: str,
        read: Callable[[bytes], ReadFile],
        actor: Actor,
        progress: Progress = silent,
    ) -> TerminalImport:
        """Keep ``raw`` byte for byte, then its checks; a record seen before counts as a repeat.

        One transaction: a file that is refused as a whole (``read`` raises) or a cancelled
        import leaves nothing. Raises `ValidationProblem` without a terminal number,
        ``other_terminal`` for a file kept as another terminal's.
        """
        device = device_no.strip()
        if not device:
            raise ValidationProblem({"device_no": "请填写设备号。"})
        progress(0, 1, "正在读取终端记录")
        content = read(raw)
        with self._db.write(actor, f"导入终端文件 {file_name}") as unit:
            file_id = storing.keep_raw(unit, raw, file_name, device)
            stored = storing.insert_checks(unit, file_id, device, content, progress)
            storing.insert_unreadable(unit, file_id, content)
            result = _result(content, stored)
            counts = {"stored": stored, "repeats": result.repeats, "sha256": digest(raw)}
            unit.recorder.note("import", "face_check", str(file_id), counts)
            unit.touch("face_check")
        return result

    # -- matching ------------------------------------------------------------------------

    @requires(Right.IMPORT)
    def reconcile(self, date: dt.date, actor: Actor) -> Reconciliation:
        """Match the checks of one date and enter the attendance that follows from them."""
        return self.reconcile_dates((date.isoformat(),), actor)

    @requires(Right.IMPORT)
    def reconcile_dates(
        self, dates: Sequence[str], actor: Actor, progress: Progress = silent
    ) -> Reconciliation:
        """`reconcile` for several dates; each block of dates is one transaction."""
        total, people = Reconciliation(0, 0, 0, 0, 0), set[int]()
        blocks = [tuple(dates[i : i + BLOCK_DAYS]) for i in range(0, len(dates), BLOCK_DAYS)]
        for number, block in enumerate(blocks):
            progress(number, len(blocks), f"正在核对 {block[0]} 起的记录")
            with self._db.write(actor, "终端核对") as unit:
                part, seen = matching.reconcile(unit, block, self._method_of, self._local_now())
            total, people = total + part, people | seen
        return replace(total, people=len(people))

    @requires(Right.EDIT_MEMBERS)
    def link_pin(self, pin: str, member_uid: str, actor: Actor, device_no: str = "") -> int:
        """Link ``pin`` to a member and resolve its checks back to the beginning.

        ``device_no``: only on that terminal, where it goes before the link of every terminal.
        Returns how many attendances that added. Raises ``pin_taken`` or ``not_found``.
        """
        pin, device = plain_pin(pin), device_no.strip() or None
        if not pin:
            raise ValidationProblem({"terminal_pin": "请填写人脸机编号。"})
        with self._db.write(actor, f"关联人脸机编号 {pin}") as unit:
            member_id = unit.session.scalar(
                select(Member.id).where(Member.uid == member_uid, Member.deleted_at.is_(None))
            )
            if member_id is None:
                raise UserError("not_found", "找不到这位老人的档案。请刷新后再试。")
            owner = unit.session.scalar(
                select(Member.name)
                .join(TerminalPin, TerminalPin.member_id == Member.id)
                .where(_link(pin, device))
            )
            if owner is not None:
                raise UserError("pin_taken", f"人脸机编号 {pin} 已属于{owner}，请先在档案里取消。")
            unit.session.add(TerminalPin(member_id=member_id, pin=pin, device_no=device))
            unit.session.flush()
            if device:
                self._give_up(unit, pin)
            return self.resolve_pin(unit, pin, member_id)

    @requires(Right.LOOK)
    def days_before_joining(self, member_uid: str, actor: Actor) -> int:
        """On how many days before 入会 a member stands as checked in by a terminal.

        A number that is linked is theirs back to the beginning, so those days count; entered by
        hand they are refused (`app.services.memberships.away.away_on`).
        """
        with self._db.read() as connection:
            return connection.execute(looking.BEFORE_JOINING, {"u": member_uid}).scalar() or 0

    @internal
    def resolve_pin(self, unit: UnitOfWork, pin: str, member_id: int) -> int:
        """Enter the attendance of a freshly linked number, in the transaction that linked it."""
        added = matching.resolve(unit, pin, self._method_of, self._local_now())
        if not matching.is_unmatched(unit, pin):
            close_item(unit, "unmatched_pin", pin, "已关联", self._local_now())
        unit.touch("face_check")
        return added

    @internal
    def settle_away(self, unit: UnitOfWork, member_id: int) -> None:
        """The periods of a member changed, in the transaction that changed them."""
        matching.settle_away(unit, member_id, self._method_of, self._local_now())

    @requires(Right.EDIT_MEMBERS)
    def unlink_pin(self, pin: str, actor: Actor, device_no: str | None = None) -> None:
        """Undo of `link_pin`: the number is free again, attendance it alone gave is taken back.

        ``device_no`` ``""`` means the link of every terminal, None whichever there is. Raises
        ``not_found``, ``several`` when None and the number is linked more than once.
        """
        with self._db.write(actor, f"取消关联人脸机编号 {pin}") as unit:
            found = unit.session.scalars(
                select(TerminalPin).where(
                    TerminalPin.pin == pin,
                    TerminalPin.deleted_at.is_(None)
                    if device_no is None
                    else _link(pin, device_no or None),
                )
            ).all()
            if not found:
                raise UserError("not_found", f"人脸机编号 {pin} 没有关联。请按 F5 刷新。")
            if len(found) > 1:
                raise UserError(
                    "several", f"人脸机编号 {pin} 在几台终端上各有归属，请在会籍里逐台取消。"
                )
            link = found[0]
            link.deleted_at, link.deleted_reason = unit.now, "撤销"
            unit.session.flush()
            matching.take_back(unit, pin, link.member_id, self._method_of)
            if link.device_no is not None:
                matching.resolve(unit, pin, self._method_of, self._local_now())
            if matching.is_unmatched(unit, pin):
                open_item(unit, "unmatched_pin", pin, "取消了关联", self._local_now())
            unit.touch("face_check")

    def _give_up(self, unit: UnitOfWork, pin: str) -> None:
        """A terminal's own link goes before that of every terminal: whoever had the number
        there loses the attendance that it alone gave."""
        everywhere = unit.session.scalar(select(TerminalPin.member_id).where(_link(pin, None)))
        if everywhere is not None:
            matching.take_back(unit, pin, everywhere, self._method_of)

    # -- looking -------------------------------------------------------------------------

    @requires(Right.LOOK)
    def day(self, date: dt.date, actor: Actor) -> list[FaceCheckRow]:
        """Plausible checks of ``date``, by time."""
        with self._db.read() as connection:
            rows = connection.execute(looking.DAY, {"d": date.isoformat()}).all()
            shared = namesakes(connection, {row.name for row in rows if row.name})
        return [
            FaceCheckRow(
                r.id, r.checked_at[11:], r.pin, r.device_no,
                told_apart(r.name, r.born or "") if r.name in shared else r.name or "",
                r.community or "", r.uid or "", self._method_of(r.verify).label,
            )
            for r in rows
        ]  # fmt: skip

    @requires(Right.LOOK)
    def unmatched(self, actor: Actor, date: dt.date | None = None) -> list[UnmatchedPin]:
        """Numbers nobody is linked to, oldest first; only those seen on ``date`` if given."""
        with self._db.read() as connection:
            return looking.unmatched_pins(connection, date)

    @requires(Right.LOOK)
    def pin_of(self, pin: str, actor: Actor, device_no: str = "") -> MemberHit | None:
        """Who ``pin`` is linked to on the terminal ``device_no`` (``""``: on every terminal)."""
        from app.services.members import finding

        with self._db.read() as connection:
            ids = connection.execute(
                select(TerminalPin.member_id)
                .where(_link(pin, None) | _link(pin, device_no))
                .order_by(TerminalPin.device_no.is_(None))
                .limit(1)
            ).scalars()
            found = finding.hits(connection, dict.fromkeys(ids, ""))
        return found[0] if found else None

    @requires(Right.LOOK)
    def pins(self, member_uid: str, actor: Actor) -> list[PinRow]:
        """The numbers of a member, with the terminal each belongs to."""
        with self._db.read() as connection:
            rows = connection.execute(looking.PINS, {"u": member_uid}).all()
        return [PinRow(r.pin, r.device_no or "", r.name or "", r.last or "") for r in rows]

    @requires(Right.LOOK)
    def terminals(self, actor: Actor) -> list[TerminalRow]:
        """Known terminals."""
        with self._db.read() as connection:
            rows = connection.execute(looking.TERMINALS).all()
        return [TerminalRow(r.device_no, r.name, r.checks, r.last_check or "") for r in rows]

    @requires(Right.LOOK)
    def first_check(self, date: dt.date, actor: Actor) -> str:
        """Time of the first plausible check of ``date``, whoever made it; empty without one."""
        with self._db.read() as connection:
            found = connection.execute(looking.FIRST_CHECK, {"d": date.isoformat()}).scalar()
        return found[11:] if found else ""

    @requires(Right.LOOK)
    def latest_date(self, actor: Actor) -> dt.date | None:
        """The newest date on which somebody known was checked, else the newest of all.

        A single rubbish record of flash memory may lie years after everything else.
        """
        with self._db.read() as connection:
            for statement in (looking.LATEST_KNOWN, looking.LATEST_DATE):
                found = connection.execute(statement).scalar()
                if found:
                    return dt.date.fromisoformat(found)
        return None


def _link(pin: str, device_no: str | None) -> Any:
    """The living link of ``pin`` on one terminal, or (None) the one of every terminal."""
    device = TerminalPin.device_no
    where = device.is_(None) if device_no is None else device == device_no
    return and_(TerminalPin.pin == pin, where, TerminalPin.deleted_at.is_(None))


def _result(content: ReadFile, stored: int) -> TerminalImport:
    checks, unreadable = len(content.checks), len(content.unreadable)
    dates = tuple(sorted({check[2][:10] for check in content.checks if not check[7]}))
    return TerminalImport(
        checks + unreadable, stored, checks - stored, unreadable,
        sum(1 for check in content.checks if check[7]), dates[0] if dates else "",
        dates[-1] if dates else "", dates,
    )  # fmt: skip
