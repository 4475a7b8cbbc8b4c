"""The entries of the status line: terminals, last verified backup, upload."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.core.clock import local
from app.views.frame.status_line import StatusItem
from app.views.parts import fill
from app.views.theme import Status, Tone

BACKUP_OLD_DAYS = 7
RECEIPT_OLD_DAYS = 8


def _tr(text: str) -> str:
    return QCoreApplication.translate("StatusLine", text)


@dataclass(frozen=True)
class Standing:
    """What the status line says.

    Attributes:
        terminals: known terminals; last_check: local ``YYYY-MM-DD HH:MM:SS`` of the newest check.
        last_backup, last_receipt: UTC text, empty when there was none.
        waiting: changes no receipt confirmed yet.
    """

    terminals: int
    last_check: str
    last_backup: str
    waiting: int
    last_receipt: str


def status_items(now: dt.datetime, standing: Standing) -> tuple[StatusItem, ...]:
    """The line at ``now`` (local, naive)."""
    return (
        StatusItem("terminals", _terminals(now, standing), "face_checks", _tr("终端最近一次记录")),
        StatusItem("backup", _backup(now, standing), "settings", _tr("最近一次核验过的备份")),
        StatusItem("upload", _upload(standing), "sync", _tr("等待区平台确认的记录")),
        StatusItem("receipt", _receipt(now, standing), "sync", _tr("最近一次区平台回执")),
    )


def _terminals(now: dt.datetime, standing: Standing) -> Status:
    if not standing.terminals:
        return Status(_tr("终端：还没有记录"), Tone.NEUTRAL, "terminal")
    at = dt.datetime.fromisoformat(standing.last_check) if standing.last_check else None
    words = fill(_tr("终端 %1 台，最近 %2"), standing.terminals, when(at, now) if at else "—")
    return Status(words, Tone.NEUTRAL, "terminal")


def _backup(now: dt.datetime, standing: Standing) -> Status:
    at = _local(standing.last_backup)
    if at is None:
        return Status(_tr("还没有备份"), Tone.WARN, "database")
    old = (now - at).days >= BACKUP_OLD_DAYS
    tone = Tone.WARN if old else Tone.OK
    return Status(fill(_tr("备份 %1"), when(at, now)), tone, "database")


def _upload(standing: Standing) -> Status:
    if not standing.waiting:
        return Status(_tr("没有待上报"), Tone.OK, "upload")
    return Status(fill(_tr("待上报 %1 条"), standing.waiting), Tone.INFO, "upload")


def _receipt(now: dt.datetime, standing: Standing) -> Status:
    at = _local(standing.last_receipt)
    if at is None:
        return Status(_tr("还没有回执"), Tone.NEUTRAL, "waiting")
    old = standing.waiting and (now - at).days >= RECEIPT_OLD_DAYS
    tone = Tone.WARN if old else Tone.OK
    return Status(fill(_tr("回执 %1"), when(at, now)), tone, "ok")


def _local(utc: str) -> dt.datetime | None:
    return local(dt.datetime.fromisoformat(utc.replace("Z", "+00:00"))) if utc else None


def when(moment: dt.datetime, now: dt.datetime) -> str:
    """``08:31`` today, ``昨天 16:05``, ``3月2日`` this year, ``2025-12-31`` before."""
    days = (now.date() - moment.date()).days
    if days == 0:
        return moment.strftime("%H:%M")
    if days == 1:
        return _tr("昨天 ") + moment.strftime("%H:%M")
    if moment.year == now.year:
        return fill(_tr("%1月%2日"), moment.month, moment.day)
    return moment.date().isoformat()
