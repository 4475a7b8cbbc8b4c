"""The tables of the page 人脸核验."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.services.face_checks import FaceCheckRow, TerminalRow, UnmatchedPin
from app.views.notify import Notifier
from app.views.store import Store
from app.views.tasks import TaskRunner
from app.views.theme import Status, Tone
from app.views.widgets.table import Column, DataTable, Filter, SequenceSource, TableQuery

MATCHED, WAITING = "matched", "waiting"


@dataclass(frozen=True)
class Tools:
    """What every table is made with."""

    runner: TaskRunner
    notify: Notifier
    prefs: Store


def check_table(tools: Tools) -> DataTable:
    """Checks of the day."""
    states = ((MATCHED, _tr("已匹配")), (WAITING, _tr("待核")))
    return DataTable(
        "face_checks",
        (
            Column("checked_at", _tr("时间"), 88),
            Column("name", _tr("姓名"), 96, sticky=True),
            Column("pin", _tr("编号"), 112),
            Column("device_no", _tr("终端"), 64, hidden=True),
            Column("community", _tr("社区"), 112, stretch=True),
            Column("method_label", _tr("方式"), 68),
            Column("state", _tr("状态"), 96, kind="status", value=check_status),
        ),
        tools.runner,
        prefs=tools.prefs,
        filters=(Filter("state", _tr("状态"), states),),
        unit=_tr("次"),
        placeholder=_tr("姓名、编号或社区"),
        notify=tools.notify,
    )


def pin_table(tools: Tools) -> DataTable:
    """Numbers nobody is linked to."""
    made = DataTable(
        "unmatched_pins",
        (
            Column("pin", _tr("编号"), 116),
            Column("checks", _tr("次数"), 60, kind="number"),
            Column("devices", _tr("终端"), 72, value=_devices),
            Column("first", _tr("最早"), 110, hidden=True, value=_first),
            Column("last", _tr("最近"), 110, stretch=True, value=_last),
        ),
        tools.runner,
        prefs=tools.prefs,
        notify=tools.notify,
    )
    made.set_toolbar_visible(False)
    return made


def _devices(row: UnmatchedPin) -> str:
    return "、".join(row.devices)


def terminal_table(tools: Tools) -> DataTable:
    """Known terminals."""
    made = DataTable(
        "terminals",
        (
            Column("name", _tr("终端"), 72, sortable=False, stretch=True),
            Column("checks", _tr("核验次数"), 84, sortable=False, kind="number"),
            Column("last_check", _tr("最近一次"), 148, sortable=False, value=_last_check),
        ),
        tools.runner,
        prefs=tools.prefs,
    )
    made.set_toolbar_visible(False)
    return made


class SwapSource:
    """A short list that is replaced as a whole while the table keeps its place.

    It gives itself to ``table`` with the first rows.
    """

    def __init__(self, table: DataTable) -> None:
        self._table = table
        self._now: SequenceSource | None = None

    def put(self, rows: Sequence[FaceCheckRow | UnmatchedPin | TerminalRow]) -> None:
        """Show ``rows`` from now on."""
        first = self._now is None
        self._now = SequenceSource(
            rows, self._table.model.columns, identity=_identity, matches=_matches
        )
        if first:
            self._table.set_source(self)
        else:
            self._table.refresh()

    def ids(self, query: TableQuery) -> Sequence[Hashable]:
        """Identities of what ``query`` finds."""
        return self._now.ids(query) if self._now else ()

    def rows(self, ids: Sequence[Hashable]) -> Sequence[Any]:
        """The rows of ``ids``; None for those of the list before."""
        return self._now.rows(ids) if self._now else [None] * len(ids)


def check_status(row: FaceCheckRow) -> Status:
    """Whether somebody is linked to the number of this check."""
    if row.member_uid:
        return Status(_tr("已匹配"), Tone.OK)
    return Status(_tr("待核"), Tone.WARN)


def _identity(row: FaceCheckRow | UnmatchedPin | TerminalRow) -> int | str:
    if isinstance(row, FaceCheckRow):
        return row.id
    return row.pin if isinstance(row, UnmatchedPin) else row.device_no


def _matches(row: FaceCheckRow, key: str, value: str) -> bool:
    return bool(row.member_uid) == (value == MATCHED)


def _first(row: UnmatchedPin) -> str:
    return row.first[:10]


def _last(row: UnmatchedPin) -> str:
    return row.last[:10]


def _last_check(row: TerminalRow) -> str:
    return row.last_check[:16]


def _tr(text: str) -> str:
    return QCoreApplication.translate("FaceCheckTables", text)
