"""代码表: what may be chosen in a file. Standards are shown, common practice can be changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from app.services.codes import AXES, EDITABLE, GROUPS, Code
from app.views import parts
from app.views.attendance.live_rows import LiveRows
from app.views.inputs import ComboBox
from app.views.store import Store
from app.views.tasks import TaskRunner
from app.views.theme import Space, Status, Tone
from app.views.widgets.flow import FlowLayout
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


class CodesSection(QWidget):
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
        self._allowed = False
        self.choice = ComboBox()
        self.choice.setAccessibleName(self.tr("代码表"))
        # Four characters are too few for the name of a table and its standard.
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for name, title in (*EDITABLE.items(), *STANDARDS.items()):
            self.choice.addItem(self.tr(title), name)
        self.choice.currentIndexChanged.connect(lambda _: self.table_chosen.emit(self.name()))
        self.words = parts.label("", "second", wrap=True)
        self.add = parts.on_click(
            parts.button(self.tr("增加"), "add", "primary"), self.add_asked.emit
        )
        self.edit = parts.on_click(parts.button(self.tr("修改"), "edit"), self._edit)
        self.switch = parts.on_click(parts.button(self.tr("停用"), "cancel"), self._switch)
        self.table = self._make_table(runner, prefs)
        self.up = self._mover(self.tr("上移"), "up", "Alt+Up")
        self.down = self._mover(self.tr("下移"), "down", "Alt+Down")
        self._rows = LiveRows(self.table, self.table.model.columns, lambda one: one.code)
        bar = QWidget()
        flow = FlowLayout(bar, Space.S)
        for each in (self.choice, self.add, self.edit, self.switch, self.up, self.down):
            flow.addWidget(each)
        box = parts.bare(QVBoxLayout(self), Space.M)
        box.addWidget(bar)
        box.addWidget(self.words)
        box.addWidget(self.table, 1)
        self._enable()

    def name(self) -> str:
        """The table shown."""
        return str(self.choice.currentData())

    def set_entries(self, entries: Sequence[Code]) -> None:
        """Show the entries of the table chosen, those switched off as well."""
        self._entries = entries
        self._rows.replace(entries)
        self._enable()

    def point_at(self, code: str) -> None:
        """Select ``code`` as soon as it is listed, whatever was filtered."""
        if self.table.query().text:
            self.table.set_query(TableQuery())
        self.table.point_at(code)

    def set_allowed(self, allowed: bool) -> None:
        """Who may change settings changes the tables; everybody may look."""
        self._allowed = allowed
        self._enable()

    def _make_table(self, runner: TaskRunner, prefs: Store) -> DataTable:
        columns = (
            Column("name", self.tr("名称"), 220),
            Column("code", self.tr("代码"), 120),
            Column("group", self.tr("属于"), 140, value=lambda one: group_word(one.group)),
            Column("own", self.tr("来源"), 120, value=_source),
            Column("active", self.tr("状态"), 110, kind="status", value=_state, stretch=True),
        )
        made = DataTable("codes", columns, runner, prefs=prefs, unit=self.tr("项"))
        made.selection_changed.connect(lambda _: self._enable())
        made.loaded.connect(lambda _: self._enable())
        made.activated.connect(lambda _: self._edit())
        made.query_changed.connect(lambda _: self._enable())
        return made

    def _mover(self, word: str, icon: str, key: str) -> QPushButton:
        """A button, and its key while the table has the keyboard: elsewhere Alt+↓ opens lists."""
        made = parts.button(word, icon)
        parts.on_click(made, lambda: self._move(up=icon == "up"))
        shortcut = QShortcut(QKeySequence(key), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(made.click)
        return made

    def chosen(self) -> Code | None:
        """The entry that is marked."""
        code = self.table.current_id()
        return next((one for one in self._entries if one.code == code), None)

    def _edit(self) -> None:
        if (one := self.chosen()) is not None and self.edit.isEnabled():
            self.edit_asked.emit(one)

    def _switch(self) -> None:
        if (one := self.chosen()) is not None:
            self.active_asked.emit(one)

    def _move(self, *, up: bool) -> None:
        if (one := self.chosen()) is not None:
            self.move_asked.emit(one, up)

    def _enable(self) -> None:
        editable = self.name() in EDITABLE
        one = self.chosen()
        self.words.setText(self._words(editable=editable))
        self.add.setEnabled(editable and self._allowed)
        for button in (self.edit, self.switch):
            button.setEnabled(editable and self._allowed and one is not None)
        self._enable_moves(one if editable and self._allowed else None)
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

    def _words(self, *, editable: bool) -> str:
        if not editable:
            return self.tr("按国家标准或统计口径执行，只能查看。")
        if not self._allowed:
            return self.tr("只有中心负责人和系统管理员可以修改。")
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
