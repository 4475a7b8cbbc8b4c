"""Face checks (人脸核验): keep what a terminal claims, match it to people, propose attendance.

A check proposes; the rules decide by date; a person resolves what does not match. Matching is
not stored: a check belongs to whoever its number (PIN) is linked to, so linking a number resolves
its checks back to the beginning.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection, select, text

from app.core.canonical import digest
from app.core.codes import Method
from app.core.errors import UserError
from app.core.progress import Progress, silent
from app.db.session import Database, UnitOfWork
from app.models import Attendance, Member, Terminal, TerminalFile, TerminalPin
from app.services.base import Service, chunks
from app.services.members.types import MemberHit
from app.services.rights import Actor, Right, internal, requires
from app.services.work_items import close_item, open_item

CHECK_INSERT = (
    "INSERT OR IGNORE INTO face_check (file_id, line_no, pin, checked_at, service_date, device_no,"
    " status, verify, work_code, implausible) VALUES (?,?,?,?,?,?,?,?,?,?)"
)
UNREADABLE_INSERT = (
    "INSERT INTO terminal_unreadable (file_id, line_no, raw, reason) VALUES (?,?,?,?)"
)
BATCH = 20_000


class ReadFile(Protocol):
    """What a device's reader made of a file's bytes (`app.devices.attlog_file.AttlogFile`)."""

    @property
    def lines(self) -> int:
        """Lines that are not blank."""
        ...

    @property
    def checks(self) -> Sequence[tuple[int, str, str, int, int, int, int, bool]]:
        """(line, PIN, time, device, status, verify, work code, implausible)."""
        ...

    @property
    def unreadable(self) -> Sequence[tuple[int, bytes, str]]:
        """(line, raw bytes, reason)."""
        ...


@dataclass(frozen=True)
class TerminalImport:
    """What an import did; ``stored + repeats + unreadable == lines``."""

    lines: int
    stored: int
    repeats: int
    unreadable: int
    implausible: int
    first_date: str
    last_date: str
    dates: tuple[str, ...]


@dataclass(frozen=True)
class Reconciliation:
    """What the checks of the given dates came to; ``added`` attendances are new."""

    checks: int
    matched: int
    unmatched: int
    people: int
    added: int


@dataclass(frozen=True)
class FaceCheckRow:
    """One plausible check of a day; ``name`` empty while nobody is linked to its PIN."""

    id: int
    checked_at: str
    pin: str
    device_no: str
    name: str
    community: str
    member_uid: str
    method_label: str


@dataclass(frozen=True)
class UnmatchedPin:
    """A terminal number that belongs to nobody yet."""

    pin: str
    checks: int
    first: str
    last: str


@dataclass(frozen=True)
class TerminalRow:
    """One known terminal and its newest plausible check."""

    device_no: str
    name: str
    checks: int
    last_check: str


class FaceChecks(Service):
    """Keeps terminal files, matches checks, turns them into attendance."""

    def __init__(self, db: Database, method_of: Callable[[int], Method]) -> None:
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

        The raw bytes are committed before anything is parsed, so a file that cannot be read is
        still there to be looked into.
        """
        file_id = self._keep_raw(raw, file_name, device_no, actor)
        progress(0, 1, "正在读取终端记录")
        content = read(raw)
        with self._db.write(actor, f"导入终端文件 {file_name}") as unit:
            stored = _insert_checks(unit, file_id, device_no, content, progress)
            _insert_unreadable(unit, file_id, content)
            dates = tuple(sorted({c[2][:10] for c in content.checks if not c[7]}))
            result = TerminalImport(
                len(content.checks) + len(content.unreadable), stored,
                len(content.checks) - stored, len(content.unreadable),
                sum(1 for c in content.checks if c[7]), dates[0] if dates else "",
                dates[-1] if dates else "", dates,
            )  # fmt: skip
            counts = {"stored": stored, "repeats": result.repeats, "sha256": digest(raw)}
            unit.recorder.note("import", "face_check", str(file_id), counts)
            unit.touch("face_check")
        return result

    def _keep_raw(self, raw: bytes, file_name: str, device_no: str, actor: Actor) -> int:
        sha = digest(raw)
        with self._db.write(actor, f"保存终端文件 {file_name}") as unit:
            session = unit.session
            if not session.scalar(select(Terminal.id).where(Terminal.device_no == device_no)):
                session.add(Terminal(device_no=device_no, name=f"{device_no} 号机"))
            found = session.scalar(select(TerminalFile.id).where(TerminalFile.sha256 == sha))
            if found is not None:
                return found
            kept = TerminalFile(
                sha256=sha, device_no=device_no, file_name=file_name, size=len(raw), raw=raw
            )
            session.add(kept)
            session.flush()
            return kept.id

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
        total = Reconciliation(0, 0, 0, 0, 0)
        blocks = [tuple(dates[i : i + 31]) for i in range(0, len(dates), 31)]
        for number, block in enumerate(blocks):
            progress(number, len(blocks), f"正在核对 {block[0]} 起的记录")
            with self._db.write(actor, "终端核对") as unit:
                part = self._reconcile(unit, block)
            total = Reconciliation(
                *(getattr(total, f) + getattr(part, f) for f in Reconciliation.__annotations__)
            )
        return total

    def _reconcile(self, unit: UnitOfWork, dates: Sequence[str], pin: str = "") -> Reconciliation:
        rows = _checks_with_people(unit, dates, pin)
        matched = [row for row in rows if row.member_id is not None]
        first: dict[tuple[int, str], Any] = {}
        for row in matched:
            first.setdefault((row.member_id, row.service_date), row)
        added = self._enter(unit, dates, first)
        unmatched = [row for row in rows if row.member_id is None]
        self._open_items(unit, {row.pin for row in unmatched})
        people = len({member_id for member_id, _ in first})
        return Reconciliation(len(rows), len(matched), len(unmatched), people, added)

    def _enter(
        self, unit: UnitOfWork, dates: Sequence[str], first: dict[tuple[int, str], Any]
    ) -> int:
        """New attendances for first checks; an earlier check moves a terminal's own arrival."""
        known = {
            (row.member_id, row.service_date): row
            for row in unit.session.scalars(
                select(Attendance)
                .where(Attendance.service_date.in_(dates))
                .order_by(Attendance.deleted_at.is_(None))
            )
        }
        new = []
        for (member_id, date), check in first.items():
            row = known.get((member_id, date))
            if row is None:
                if check.state != "left" or (check.left_on or "") >= date:
                    new.append(self._values(member_id, date, check))
            elif row.source == "terminal" and not row.deleted_at:
                # What a person entered or took back stays as they decided.
                if check.checked_at < row.arrived_at:
                    row.arrived_at = check.checked_at
                    row.method = self._method_of(check.verify).value
        unit.recorder.bulk_insert(Attendance, new)
        unit.session.flush()
        return len(new)

    def _values(self, member_id: int, date: str, check: Any) -> dict[str, Any]:
        return {
            "member_id": member_id,
            "service_date": date,
            "arrived_at": check.checked_at,
            "method": self._method_of(check.verify).value,
            "source": "terminal",
        }

    def _open_items(self, unit: UnitOfWork, pins: set[str]) -> None:
        for pin in sorted(pins):
            open_item(unit, "unmatched_pin", pin, "终端有核验记录，名单里没有这个编号",
                      self._local_now())  # fmt: skip

    @requires(Right.EDIT_MEMBERS)
    def link_pin(self, pin: str, member_uid: str, actor: Actor) -> int:
        """Link ``pin`` to a member and resolve its checks back to the beginning.

        Returns how many attendances that added. Raises ``pin_taken`` or ``not_found``.
        """
        with self._db.write(actor, f"关联终端编号 {pin}") as unit:
            member_id = unit.session.scalar(
                select(Member.id).where(Member.uid == member_uid, Member.deleted_at.is_(None))
            )
            if member_id is None:
                raise UserError("not_found", "找不到这位老人的档案。请刷新后再试。")
            owner = unit.session.scalar(
                select(Member.name)
                .join(TerminalPin, TerminalPin.member_id == Member.id)
                .where(TerminalPin.pin == pin, TerminalPin.deleted_at.is_(None))
            )
            if owner is not None:
                raise UserError("pin_taken", f"终端编号 {pin} 已属于{owner}，请先在档案里取消。")
            unit.session.add(TerminalPin(member_id=member_id, pin=pin))
            unit.session.flush()
            return self.resolve_pin(unit, pin, member_id)

    @internal
    def resolve_pin(self, unit: UnitOfWork, pin: str, member_id: int) -> int:
        """Enter the attendance of a freshly linked number, in the transaction that linked it."""
        dates = unit.session.connection().exec_driver_sql(
            "SELECT DISTINCT service_date FROM face_check WHERE pin = ? AND implausible = 0", (pin,)
        )
        every = [row[0] for row in dates]
        added = sum(
            self._reconcile(unit, every[i : i + 366], pin).added for i in range(0, len(every), 366)
        )
        close_item(unit, "unmatched_pin", pin, "已关联", self._local_now())
        unit.touch("face_check")
        return added

    @requires(Right.EDIT_MEMBERS)
    def unlink_pin(self, pin: str, actor: Actor) -> None:
        """Undo of `link_pin`: the number is free again, attendance it alone gave is taken back."""
        with self._db.write(actor, f"取消关联终端编号 {pin}") as unit:
            link = unit.session.scalars(
                select(TerminalPin).where(TerminalPin.pin == pin, TerminalPin.deleted_at.is_(None))
            ).first()
            if link is None:
                raise UserError("not_found", f"终端编号 {pin} 没有关联。请按 F5 刷新。")
            link.deleted_at, link.deleted_reason = unit.now, "撤销"
            dates = select(text("service_date FROM face_check WHERE pin = :pin"))
            for date in chunks([r[0] for r in unit.rows(dates, {"pin": pin})]):
                for row in unit.session.scalars(_given_by_terminal(link.member_id, date)):
                    row.deleted_at, row.deleted_reason = unit.now, "取消关联终端编号"
            unit.session.flush()
            open_item(unit, "unmatched_pin", pin, "取消了关联", self._local_now())

    # -- looking -------------------------------------------------------------------------

    @requires(Right.LOOK)
    def day(self, date: dt.date, actor: Actor) -> list[FaceCheckRow]:
        """Plausible checks of ``date``, by time."""
        with self._db.read() as connection:
            rows = connection.execute(DAY, {"d": date.isoformat()}).all()
        return [
            FaceCheckRow(
                r.id, r.checked_at[11:], r.pin, r.device_no, r.name or "", r.community or "",
                r.uid or "", self._method_of(r.verify).label,
            )
            for r in rows
        ]  # fmt: skip

    @requires(Right.LOOK)
    def unmatched(self, actor: Actor, date: dt.date | None = None) -> list[UnmatchedPin]:
        """Numbers nobody is linked to, oldest first; only those seen on ``date`` if given."""
        with self._db.read() as connection:
            return _unmatched(connection, date)

    @requires(Right.LOOK)
    def pin_of(self, pin: str, actor: Actor) -> MemberHit | None:
        """Who ``pin`` is linked to."""
        from app.services.members import finding

        with self._db.read() as connection:
            ids = connection.execute(
                select(TerminalPin.member_id).where(
                    TerminalPin.pin == pin, TerminalPin.deleted_at.is_(None)
                )
            ).scalars()
            found = finding.hits(connection, dict.fromkeys(ids, ""))
        return found[0] if found else None

    @requires(Right.LOOK)
    def terminals(self, actor: Actor) -> list[TerminalRow]:
        """Known terminals."""
        with self._db.read() as connection:
            rows = connection.execute(TERMINALS).all()
        return [TerminalRow(r.device_no, r.name, r.checks, r.last_check or "") for r in rows]

    @requires(Right.LOOK)
    def latest_date(self, actor: Actor) -> dt.date | None:
        """The newest date with a plausible check."""
        with self._db.read() as connection:
            row = connection.exec_driver_sql(
                "SELECT max(service_date) FROM face_check WHERE implausible = 0"
            ).first()
        return dt.date.fromisoformat(row[0]) if row and row[0] else None


DAY = text(
    "SELECT c.id, c.checked_at, c.pin, c.device_no, c.verify, m.name, m.community, m.uid"
    " FROM face_check c LEFT JOIN terminal_pin p ON p.pin = c.pin AND p.deleted_at IS NULL"
    " LEFT JOIN member m ON m.id = p.member_id"
    " WHERE c.service_date = :d AND c.implausible = 0 ORDER BY c.checked_at, c.id"
)
TERMINALS = text(
    "SELECT t.device_no, t.name, count(c.id) AS checks, max(CASE WHEN c.implausible = 0"
    " THEN c.checked_at END) AS last_check FROM terminal t LEFT JOIN face_check c"
    " ON c.device_no = t.device_no WHERE t.deleted_at IS NULL GROUP BY t.id ORDER BY t.device_no"
)


def _insert_checks(
    unit: UnitOfWork, file_id: int, device_no: str, content: ReadFile, progress: Progress
) -> int:
    stored, total = 0, len(content.checks)
    for start in range(0, total, BATCH):
        progress(start, total, "正在保存终端记录")
        rows = [
            (file_id, line, pin, at, at[:10], device_no, status, verify, work, int(implausible))
            for line, pin, at, _, status, verify, work, implausible in content.checks[
                start : start + BATCH
            ]
        ]
        stored += unit.session.connection().exec_driver_sql(CHECK_INSERT, rows).rowcount
    return stored


def _insert_unreadable(unit: UnitOfWork, file_id: int, content: ReadFile) -> None:
    connection = unit.session.connection()
    seen = connection.exec_driver_sql(
        "SELECT count(*) FROM terminal_unreadable WHERE file_id = ?", (file_id,)
    ).scalar_one()
    if content.unreadable and not seen:
        rows = [(file_id, *line) for line in content.unreadable]
        connection.exec_driver_sql(UNREADABLE_INSERT, rows)


def _checks_with_people(unit: UnitOfWork, dates: Sequence[str], pin: str) -> Sequence[Any]:
    marks = ",".join("?" * len(dates))
    only = " AND c.pin = ?" if pin else ""
    result = unit.session.connection().exec_driver_sql(
        "SELECT c.pin, c.checked_at, c.service_date, c.verify, p.member_id, m.state, m.left_on"
        " FROM face_check c LEFT JOIN terminal_pin p ON p.pin = c.pin AND p.deleted_at IS NULL"
        " LEFT JOIN member m ON m.id = p.member_id"
        f" WHERE c.service_date IN ({marks}) AND c.implausible = 0{only}"  # noqa: S608
        " ORDER BY c.checked_at, c.id",
        (*dates, pin) if pin else tuple(dates),
    )
    return result.all()


def _given_by_terminal(member_id: int, dates: Iterable[str]) -> Any:
    return select(Attendance).where(
        Attendance.member_id == member_id,
        Attendance.service_date.in_(list(dates)),
        Attendance.source == "terminal",
        Attendance.deleted_at.is_(None),
    )


def _unmatched(connection: Connection, date: dt.date | None) -> list[UnmatchedPin]:
    on_day = " AND c.pin IN (SELECT pin FROM face_check WHERE service_date = :d)" if date else ""
    rows = connection.execute(
        text(
            "SELECT c.pin, count(*) AS checks, min(c.checked_at) AS first,"  # noqa: S608
            " max(c.checked_at) AS last FROM face_check c WHERE c.implausible = 0 AND NOT EXISTS"
            " (SELECT 1 FROM terminal_pin p WHERE p.pin = c.pin AND p.deleted_at IS NULL)"
            f"{on_day} GROUP BY c.pin ORDER BY first"
        ),
        {"d": date.isoformat()} if date else {},
    )
    return [UnmatchedPin(r.pin, r.checks, r.first, r.last) for r in rows]
