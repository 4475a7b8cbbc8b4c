"""Keeping a terminal's file: its bytes, its readable checks, its unreadable lines."""

from __future__ import annotations

from sqlalchemy import select

from app.core.canonical import digest
from app.core.errors import UserError
from app.core.progress import Progress
from app.db.session import UnitOfWork
from app.models import Terminal, TerminalFile
from app.services.face_checks.types import ReadFile

CHECK_INSERT = (
    "INSERT INTO face_check (file_id, line_no, pin, checked_at, service_date, device_no,"
    " status, verify, work_code, implausible) VALUES (?,?,?,?,?,?,?,?,?,?)"
    " ON CONFLICT (pin, checked_at, status, verify, device_no) DO NOTHING"
)
UNREADABLE_INSERT = (
    "INSERT INTO terminal_unreadable (file_id, line_no, raw, reason) VALUES (?,?,?,?)"
)
BATCH = 20_000


def keep_raw(unit: UnitOfWork, raw: bytes, file_name: str, device_no: str) -> int:
    """Keep ``raw`` once, whatever it is called; returns its row's id.

    Raises ``other_terminal`` when the same bytes were kept as another terminal's.
    """
    session, sha = unit.session, digest(raw)
    found = session.execute(
        select(TerminalFile.id, TerminalFile.device_no).where(TerminalFile.sha256 == sha)
    ).first()
    if found is not None and found.device_no != device_no:
        raise UserError(
            "other_terminal",
            f"这份文件已作为终端“{found.device_no}”的记录导入过，没有再存一份。"
            f"请核对设备号；要补导入请填“{found.device_no}”。",
        )
    if not session.scalar(select(Terminal.id).where(Terminal.device_no == device_no)):
        session.add(Terminal(device_no=device_no, name=f"{device_no} 号机"))
    if found is not None:
        session.flush()
        return int(found.id)
    kept = TerminalFile(
        sha256=sha, device_no=device_no, file_name=file_name, size=len(raw), raw=raw
    )
    session.add(kept)
    session.flush()
    return kept.id


def insert_checks(
    unit: UnitOfWork, file_id: int, device_no: str, content: ReadFile, progress: Progress
) -> int:
    """Insert the checks not seen before; returns how many those are."""
    stored, total = 0, len(content.checks)
    connection = unit.session.connection()
    for start in range(0, total, BATCH):
        progress(start, total, "正在保存终端记录")
        rows = [
            (file_id, line, pin, at, at[:10], device_no, status, verify, work, int(implausible))
            for line, pin, at, _, status, verify, work, implausible in content.checks[
                start : start + BATCH
            ]
        ]
        stored += connection.exec_driver_sql(CHECK_INSERT, rows).rowcount
    return stored


def insert_unreadable(unit: UnitOfWork, file_id: int, content: ReadFile) -> None:
    """Keep the lines that could not be read, once per file."""
    connection = unit.session.connection()
    seen = connection.exec_driver_sql(
        "SELECT count(*) FROM terminal_unreadable WHERE file_id = ?", (file_id,)
    ).scalar_one()
    if content.unreadable and not seen:
        rows = [(file_id, *line) for line in content.unreadable]
        connection.exec_driver_sql(UNREADABLE_INSERT, rows)
