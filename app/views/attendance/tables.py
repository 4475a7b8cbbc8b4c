"""The two tables of the attendance page: who came, and who did not."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton

from app.services.attendance import AttendanceRow
from app.views import parts
from app.views.attendance.live_rows import LiveRows
from app.views.store import Store
from app.views.tasks import TaskRunner
from app.views.widgets.table import Column, DataTable, Filter


def _tr(text: str) -> str:
    return QCoreApplication.translate("AttendanceTables", text)


def source_word(row: AttendanceRow) -> str:
    """Where the check-in came from, in a word."""
    words = {"desk": _tr("窗口"), "terminal": _tr("终端"), "import": _tr("导入")}
    return words.get(row.source, row.source)


def chip(key: str, title: str) -> Filter:
    """A chip whose choices come with the rows."""
    return Filter(key, title, (("", _tr("全部")),))


class PresentTable(DataTable):
    """Arrivals of one day."""

    def __init__(self, runner: TaskRunner, prefs: Store | None) -> None:
        columns = (
            Column("arrived_at", _tr("到达时间"), 96, kind="time"),
            Column("name", _tr("姓名"), 160, sticky=True),
            Column("sex", _tr("性别"), 64),
            Column("birth_year", _tr("出生年"), 84),
            Column("community", _tr("社区"), 120),
            Column("method_label", _tr("方式"), 84),
            Column("source", _tr("来源"), 84, value=source_word),
            Column("note", _tr("备注"), 96, stretch=True, free=True),
        )
        chips = (chip("community", _tr("社区")), chip("method_label", _tr("方式")))
        super().__init__(
            "attendance", columns, runner, prefs=prefs, filters=chips, unit=_tr("人"),
            placeholder=_tr("在已到名单中找"),
        )  # fmt: skip
        keys = tuple(one.key for one in chips)
        self.live = LiveRows(self, columns, lambda row: row.uid, keys)
        self.undo_button = add_undo(self, _tr("撤销签到"))


class AbsentTable(DataTable):
    """Members on the list without a check-in; Enter checks in."""

    def __init__(self, runner: TaskRunner, prefs: Store | None) -> None:
        columns = (
            Column("member_no", _tr("会员号"), 104),
            Column("name", _tr("姓名"), 210, sticky=True),
            Column("sex", _tr("性别"), 64),
            Column("birth_year", _tr("出生年"), 84),
            Column("community", _tr("社区"), 170),
            Column("phone_masked", _tr("电话"), 150, stretch=True),
        )
        chips = (chip("community", _tr("社区")),)
        super().__init__(
            "attendance.absent", columns, runner, prefs=prefs, filters=chips, unit=_tr("人"),
            placeholder=_tr("在未到名单中找"),
        )  # fmt: skip
        self.live = LiveRows(self, columns, lambda hit: hit.uid, ("community",))
        self.check_in_button = parts.button(
            _tr("签到"), "check", tip=_tr("给选中的老人签到 (Enter)")
        )
        add_tool(self, self.check_in_button)


def add_undo(table: DataTable, text: str) -> QPushButton:
    """Add a button that takes the selected row back; Delete presses it."""
    made = parts.button(text, "undo", tip=f"{text} (Delete)")
    add_tool(table, made, spare=True)
    key = QShortcut(QKeySequence(Qt.Key.Key_Delete), table.view)
    key.setContext(Qt.ShortcutContext.WidgetShortcut)
    key.activated.connect(made.click)
    return made


def add_tool(table: DataTable, button: QPushButton, *, spare: bool = False) -> None:
    """Add a button that is alive while a row is selected; see `DataTable.add_tool`."""
    button.setEnabled(False)
    table.add_tool(button, spare=spare)
    table.selection_changed.connect(lambda ids: button.setEnabled(bool(ids)))
    table.loaded.connect(lambda _: button.setEnabled(bool(table.selected_ids())))
