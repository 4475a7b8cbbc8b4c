"""重点对象规则: the rules that make somebody a 重点 person; a rule is one or more conditions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from app.core.codes import ABILITY_LEVELS
from app.services.classification import PriorityRule, RuleEffect, rule_text
from app.services.codes import Code
from app.views import parts
from app.views.attendance.live_rows import LiveRows
from app.views.members.fields import livings
from app.views.settings.section import ListSection
from app.views.store import Store
from app.views.tasks import TaskRunner
from app.views.theme import Space
from app.views.widgets.form import Field, Form
from app.views.widgets.table import Column, DataTable


def _tr(text: str) -> str:
    return QCoreApplication.translate("PriorityRules", text)


class RulesSection(ListSection):
    """The rules, one a line.

    Signals:
        add_asked(), edit_asked(int place), remove_asked(int place), reset_asked()
    """

    add_asked = Signal()
    edit_asked = Signal(int)
    remove_asked = Signal(int)
    reset_asked = Signal()

    def __init__(self, runner: TaskRunner, prefs: Store) -> None:
        super().__init__(
            _tr("符合任意一条规则就是重点对象，档案里会写明是哪一条；"
                "一条规则里写了几个条件，要同时符合。")
        )  # fmt: skip
        self.add = self.add_button(self.tr("增加规则"), "add", self.add_asked.emit, "primary")
        self.edit = self.add_line_button(self.tr("修改"), "edit", self.edit_asked)
        self.remove = self.add_button(self.tr("删除"), "delete", self._remove, line=True)
        self.reset = self.add_button(self.tr("恢复默认"), "undo", self.reset_asked.emit, "quiet")
        columns = (
            Column("text", self.tr("规则"), 420, sortable=False, stretch=True,
                   value=lambda line: line[1]),
        )  # fmt: skip
        table = DataTable("rules", columns, runner, prefs=prefs, unit=self.tr("条"))
        self._rows = LiveRows(table, columns, lambda line: line[0])
        table.set_toolbar_visible(False)
        table.set_empty(
            self.tr("没有规则，所有老人都是一般。"), self.tr("用“增加规则”或者“恢复默认”。")
        )
        self.show_table(table, self.edit)

    def set_rules(self, rules: Sequence[PriorityRule], names: Mapping[str, str]) -> None:
        """Show the rules in words."""
        lines = [(place, rule_text(rule, names)) for place, rule in enumerate(rules)]
        self._rows.replace(lines)
        self.enable()
        if not rules and self.table.isAncestorOf(self.window().focusWidget() or self):
            self.add.setFocus()

    def point_at(self, place: int) -> None:
        """Select the rule at ``place`` as soon as it is shown."""
        self.table.point_at(place)

    def chosen(self) -> int | None:
        """The place of the rule that is marked."""
        found = self.table.current_id()
        return None if found is None else int(str(found))

    def _remove(self) -> None:
        if (place := self.chosen()) is not None:
            # Its button is about to be disabled, and the one beside it would take the keyboard.
            self.table.setFocus()
            self.remove_asked.emit(place)


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
        self._effect = parts.label("", wrap=True)
        self._effect.hide()
        if rule is not None:
            self.set_values(
                {
                    "classes": rule.classes,
                    "min_age": rule.min_age,
                    "min_level": "" if rule.min_level is None else str(rule.min_level),
                    "living": rule.living,
                }
            )

    def take_foot(self) -> QWidget:
        """The buttons, and above them what saving would change: in sight however long the form."""
        return parts.column(self._effect, super().take_foot(), spacing=Space.S)

    def set_effect(self, effect: RuleEffect | None) -> None:
        """Say what saving would change; None: it cannot be told of what is typed now."""
        self._effect.setText("" if effect is None else effect_words(effect))
        self._effect.setVisible(effect is not None)

    def effect(self) -> str:
        """What is said about it."""
        return self._effect.text()

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


def effect_words(effect: RuleEffect) -> str:
    """``保存后重点对象共 18 人（不含已退出的）：6 人由一般变为重点。``"""
    moved = change_words(effect) or _tr("没有人因此改变。")
    return parts.fill(_tr("保存后重点对象共 %1 人（不含已退出的）："), effect.high) + moved


def change_words(effect: RuleEffect) -> str:
    """``6 人由一般变为重点，1 人由重点变为一般。``; empty when nobody changes."""
    bits = []
    if effect.gained:
        bits.append(parts.fill(_tr("%1 人由一般变为重点"), effect.gained))
    if effect.lost:
        bits.append(parts.fill(_tr("%1 人由重点变为一般"), effect.lost))
    return "，".join(bits) + "。" if bits else ""
