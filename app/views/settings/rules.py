"""重点对象规则: the rules that make somebody a 重点 person; a rule is one or more conditions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.codes import ABILITY_LEVELS
from app.services.classification import PriorityRule, rule_text
from app.services.codes import Code
from app.views import parts
from app.views.attendance.live_rows import LiveRows
from app.views.members.fields import livings
from app.views.store import Store
from app.views.tasks import TaskRunner
from app.views.theme import Space
from app.views.widgets.flow import FlowLayout
from app.views.widgets.form import Field, Form
from app.views.widgets.table import Column, DataTable


def _tr(text: str) -> str:
    return QCoreApplication.translate("PriorityRules", text)


class RulesSection(QWidget):
    """The rules, one a line.

    Signals:
        add_asked(), edit_asked(int place), remove_asked(int place), reset_asked()
    """

    add_asked = Signal()
    edit_asked = Signal(int)
    remove_asked = Signal(int)
    reset_asked = Signal()

    def __init__(self, runner: TaskRunner, prefs: Store) -> None:
        super().__init__()
        self._allowed = False
        about = self.tr(
            "符合任意一条规则就是重点对象，档案里会写明是哪一条；"
            "一条规则里写了几个条件，要同时符合。"
        )
        self.add = parts.on_click(
            parts.button(self.tr("增加规则"), "add", "primary"), self.add_asked.emit
        )
        self.edit = parts.on_click(parts.button(self.tr("修改"), "edit"), self._edit)
        self.remove = parts.on_click(parts.button(self.tr("删除"), "delete"), self._remove)
        self.reset = parts.on_click(
            parts.button(self.tr("恢复默认"), "undo", "quiet"), self.reset_asked.emit
        )
        self.why_not = parts.label(
            self.tr("只有中心负责人和系统管理员可以修改。"), "second", wrap=True
        )
        columns = (
            Column("text", self.tr("规则"), 420, sortable=False, stretch=True,
                   value=lambda line: line[1]),
        )  # fmt: skip
        self.table = DataTable("rules", columns, runner, prefs=prefs, unit=self.tr("条"))
        self._rows = LiveRows(self.table, columns, lambda line: line[0])
        self.table.set_toolbar_visible(False)
        self.table.set_empty(
            self.tr("没有规则，所有老人都是一般。"), self.tr("用“增加规则”或者“恢复默认”。")
        )
        self.table.selection_changed.connect(lambda _: self._enable())
        self.table.loaded.connect(lambda _: self._enable())
        self.table.activated.connect(lambda _: self._edit())
        bar = QWidget()
        flow = FlowLayout(bar, Space.S)
        for each in (self.add, self.edit, self.remove, self.reset):
            flow.addWidget(each)
        box = parts.bare(QVBoxLayout(self), Space.M)
        box.addWidget(parts.label(about, "second", wrap=True))
        box.addWidget(bar)
        box.addWidget(self.why_not)
        box.addWidget(self.table, 1)
        self._enable()

    def set_rules(self, rules: Sequence[PriorityRule], names: Mapping[str, str]) -> None:
        """Show the rules in words."""
        lines = [(place, rule_text(rule, names)) for place, rule in enumerate(rules)]
        self._rows.replace(lines)
        self._enable()
        if not rules and self.table.isAncestorOf(self.window().focusWidget() or self):
            self.add.setFocus()

    def point_at(self, place: int) -> None:
        """Select the rule at ``place`` as soon as it is shown."""
        self.table.point_at(place)

    def set_allowed(self, allowed: bool) -> None:
        """Who may change settings changes the rule; everybody may look."""
        self._allowed = allowed
        self.why_not.setVisible(not allowed)
        self._enable()

    def _place(self) -> int | None:
        found = self.table.current_id()
        return None if found is None else int(str(found))

    def _edit(self) -> None:
        if (place := self._place()) is not None and self._allowed:
            self.edit_asked.emit(place)

    def _remove(self) -> None:
        if (place := self._place()) is not None:
            # Its button is about to be disabled, and the one beside it would take the keyboard.
            self.table.setFocus()
            self.remove_asked.emit(place)

    def _enable(self) -> None:
        chosen = self._place() is not None
        self.add.setEnabled(self._allowed)
        self.reset.setEnabled(self._allowed)
        self.edit.setEnabled(self._allowed and chosen)
        self.remove.setEnabled(self._allowed and chosen)


class RuleForm(Form):
    """One rule."""

    def __init__(self, rule: PriorityRule | None, classes: Sequence[Code]) -> None:
        chosen = rule.classes if rule else ()
        choices = tuple((one.code, one.name) for one in classes if one.active or one.code in chosen)
        levels = tuple((str(n), word) for n, word in enumerate(ABILITY_LEVELS))
        super().__init__(
            (
                Field("classes", _tr("类别"), "multi", choices=choices, width="full",
                      help=_tr("选了几个就要同时有几个")),
                Field("min_age", _tr("年龄不小于（周岁）"), "number", width="third"),
                Field("min_level", _tr("能力等级不轻于"), "choice", choices=levels, width="third"),
                Field("living", _tr("居住情况"), "choice", choices=livings(), width="third"),
            )
        )  # fmt: skip
        if rule is not None:
            self.set_values(
                {
                    "classes": rule.classes,
                    "min_age": rule.min_age,
                    "min_level": "" if rule.min_level is None else str(rule.min_level),
                    "living": rule.living,
                }
            )

    @staticmethod
    def rule(values: Mapping[str, Any]) -> PriorityRule:
        """The rule that the form says."""
        age, level = values["min_age"], values["min_level"]
        return PriorityRule(
            tuple(values["classes"]),
            None if age is None else int(age),
            int(level) if level else None,
            values["living"],
        )
