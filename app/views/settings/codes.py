"""代码表: what may be chosen in a file. Standards are shown, common practice can be changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QPushButton

from app.services.codes import AXES, EDITABLE, GROUPS, Code
from app.views.attendance.live_rows import LiveRows
from app.views.inputs import ComboBox
from app.views.settings.section import ListSection
from app.views.store import Store
from app.views.tasks import TaskRunner
from app.views.theme import Status, Tone
from app.views.widgets.form import Field, Form
from app.views.widgets.table import Column, DataTable, TableQuery

STANDARDS = {
    "sex": "性别（GB/T 2261.1）",
    "marital": "婚姻状况（GB/T 2261.2）",
    "ethnic": "民族（GB/T 3304）",
    "relation": "家庭关系（GB/T 4761）",
    "education": "文化程度",
}
"""Tables that nobody edits, with the standard they follow."""
GROUP_WORDS = {**AXES, "paused": "暂停", "left": "退出"}


def _tr(text: str) -> str:
    return QCoreApplication.translate("CodeTables", text)


class CodesSection(ListSection):
    """One table at a time, chosen above.

    Signals:
        table_chosen(str name), add_asked(), edit_asked(Code), active_asked(Code)
        move_asked(Code, bool up): by one place within its group.
    """

    table_chosen = Signal(str)
    add_asked = Signal()
    edit_asked = Signal(object)
    active_asked = Signal(object)
    move_asked = Signal(object, bool)

    def __init__(self, runner: TaskRunner, prefs: Store) -> None:
        super().__init__()
        self._entries: Sequence[Code] = ()
        self.choice = ComboBox()
        self.choice.setAccessibleName(self.tr("代码表"))
        # Four characters are too few for the name of a table and its standard.
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for name, title in (*EDITABLE.items(), *STANDARDS.items()):
            self.choice.addItem(self.tr(title), name)
        self.choice.currentIndexChanged.connect(lambda _: self.table_chosen.emit(self.name()))
        self.add_tool(self.choice)
        self.add = self.add_button(self.tr("增加"), "add", self.add_asked.emit, "primary")
        self.edit = self.add_line_button(self.tr("修改"), "edit", self.edit_asked)
        self.switch = self.add_line_button(self.tr("停用"), "cancel", self.active_asked)
        table = self._make_table(runner, prefs)
        self.up = self._mover(self.tr("上移"), "up", "Alt+Up", table)
        self.down = self._mover(self.tr("下移"), "down", "Alt+Down", table)
        self._rows = LiveRows(table, table.model.columns, lambda one: one.code)
        self.show_table(table, self.edit)

    def name(self) -> str:
        """The table shown."""
        return str(self.choice.currentData())

    def set_entries(self, entries: Sequence[Code]) -> None:
        """Show the entries of the table chosen, those switched off as well."""
        self._entries = entries
        self._rows.replace(entries)
        self.enable()

    def point_at(self, code: str) -> None:
        """Select ``code`` as soon as it is listed, whatever was filtered."""
        if self.table.query().text:
            self.table.set_query(TableQuery())
        self.table.point_at(code)

    def _make_table(self, runner: TaskRunner, prefs: Store) -> DataTable:
        columns = (
            Column("name", self.tr("名称"), 220),
            Column("code", self.tr("代码"), 120),
            Column("group", self.tr("属于"), 140, value=lambda one: group_word(one.group)),
            Column("own", self.tr("来源"), 120, value=_source),
            Column("active", self.tr("状态"), 110, kind="status", value=_state, stretch=True),
        )
        made = DataTable("codes", columns, runner, prefs=prefs, unit=self.tr("项"))
        made.query_changed.connect(lambda _: self.enable())
        return made

    def _mover(self, word: str, icon: str, key: str, table: DataTable) -> QPushButton:
        """A button, and its key while the table has the keyboard: elsewhere Alt+↓ opens lists."""
        made = self.add_button(word, icon, lambda: self._move(up=icon == "up"), line=True)
        shortcut = QShortcut(QKeySequence(key), table)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(made.click)
        return made

    def chosen(self) -> Code | None:
        """The entry that is marked."""
        code = self.table.current_id()
        return next((one for one in self._entries if one.code == code), None)

    def _move(self, *, up: bool) -> None:
        if (one := self.chosen()) is not None:
            self.move_asked.emit(one, up)

    def enable(self) -> None:
        """A standard is never changed; moving wants the order of the forms."""
        super().enable()
        editable = self.name() in EDITABLE
        self.why_not.setVisible(editable and not self.allowed)
        self.say(self._words() if self.allowed or not editable else "")
        if not editable:
            for button in (self.add, self.edit, self.switch):
                button.setEnabled(False)
        one = self.chosen()
        self._enable_moves(one if editable and self.allowed else None)
        off = one is not None and not one.active
        self.switch.setText(self.tr("启用") if off else self.tr("停用"))

    def _enable_moves(self, one: Code | None) -> None:
        """Only where the rows stand as they stand in the forms can they be moved."""
        query = self.table.query()
        own_order = not query.sort and not query.text
        group = [entry.code for entry in self._entries if one and entry.group == one.group]
        why = "" if own_order else self.tr("先清空筛选，并点表头直到不再排序，才能移动。")
        for button, end, key in ((self.up, 0, "Alt+↑"), (self.down, -1, "Alt+↓")):
            button.setEnabled(one is not None and own_order and group[end] != one.code)
            button.setToolTip(why or f"{button.text()} ({key})")

    def _words(self) -> str:
        if self.name() not in EDITABLE:
            return self.tr("按国家标准或统计口径执行，只能查看。")
        kept = self.tr("用过的项不能删除，只能停用：以后不再出现在选项里，以前的档案照旧显示。")
        return kept + self.tr("档案里的选项按这里的顺序排列。")


class CodeForm(Form):
    """Adds an entry or changes the name and group of one."""

    def __init__(self, table: str, entry: Code | None, groups: Sequence[str]) -> None:
        fields = [Field("name", _tr("名称"), required=True, width="full", max_length=20)]
        if table in GROUPS:
            choices = tuple((group, group_word(group)) for group in groups)
            fields.append(
                Field("group", _tr("属于"), "choice", choices=choices, required=True, width="full")
            )
        super().__init__(tuple(fields))
        if entry is not None:
            self.set_values({"name": entry.name, "group": entry.group})


def group_word(group: str) -> str:
    """``经济状况`` from ``economic``."""
    return _tr(GROUP_WORDS.get(group, group))


def _source(one: Code) -> str:
    return _tr("本中心") if one.own else _tr("自带")


def _state(one: Code) -> Status:
    return Status(_tr("使用"), Tone.OK) if one.active else Status(_tr("停用"), Tone.NEUTRAL)
