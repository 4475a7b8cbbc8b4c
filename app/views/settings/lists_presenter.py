"""Joins the sections 代码表 and 重点对象规则 to their services."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.core.errors import ValidationProblem
from app.services.classification import DEFAULT_RULES, PriorityRule
from app.services.codes import Code, SaveCode, groups
from app.services.rights import Right
from app.views import parts
from app.views.settings.codes import CodeForm, CodesSection
from app.views.settings.page import SettingsPage
from app.views.settings.rules import RuleForm, RulesSection
from app.views.widgets.form import Form

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application


class ListsPresenter(QObject):
    """Reads and changes the code tables and the rule for 重点."""

    def __init__(
        self,
        page: SettingsPage,
        codes: CodesSection,
        rules: RulesSection,
        app: Application,
        kit: Kit,
    ) -> None:
        super().__init__(page)
        self._page, self._codes, self._rules = page, codes, rules
        self._app, self._kit = app, kit
        self._known: tuple[PriorityRule, ...] = ()
        self._classes: tuple[Code, ...] = ()
        codes.table_chosen.connect(lambda _: self.refresh_codes())
        codes.add_asked.connect(lambda: self._edit_code(None))
        codes.edit_asked.connect(self._edit_code)
        codes.active_asked.connect(self._switch)
        codes.move_asked.connect(self._move)
        rules.add_asked.connect(lambda: self._edit_rule(None))
        rules.edit_asked.connect(self._edit_rule)
        rules.remove_asked.connect(self._remove_rule)
        rules.reset_asked.connect(self._reset)

    # --- code tables ----------------------------------------------------------------------

    def refresh_codes(self) -> None:
        """Read the table that is chosen."""
        name = self._codes.name()
        self._codes.set_allowed(self._kit.actor().may(Right.SETTINGS))

        def done(found: tuple[Code, ...]) -> None:
            if self._codes.name() == name:
                self._codes.set_entries(found)

        self._kit.runner.run(lambda: self._app.codes.table(name, every=True), done, owner=self)

    def _edit_code(self, entry: Code | None) -> None:
        table, actor = self._codes.name(), self._kit.actor()
        form = CodeForm(table, entry, groups(table))

        def save(values: dict[str, Any]) -> None:
            name, group = values["name"].strip(), values.get("group", "")
            if entry is None:
                made = SaveCode(table, self._free_code(table, name), name, group)
                what = parts.fill(self.tr("增加“%1”"), name)
            else:
                made = SaveCode(table, entry.code, name, group, entry.active)
                what = parts.fill(self.tr("修改“%1”"), name)

            def take_back() -> None:
                if entry is None:
                    self._app.codes.remove(table, made.code, actor)
                else:
                    self._app.codes.save(_as_it_was(table, entry), actor)

            def shown() -> None:
                self.refresh_codes()
                if self._codes.name() == table:
                    self._codes.point_at(made.code)

            words = parts.fill(self.tr("“%1”已保存。"), name)
            undo = self._undo(take_back, self.refresh_codes)
            self._submit(form, lambda: self._app.codes.save(made, actor),
                         lambda: self._kit.notify.toast(words, undo, what=what), shown)  # fmt: skip

        form.submitted.connect(save)
        title = (
            self.tr("增加一项") if entry is None else parts.fill(self.tr("修改：%1"), entry.name)
        )
        self._open(title, form)

    def _free_code(self, table: str, name: str) -> str:
        """The name itself, as centres write codes, unless an older entry has that code."""
        codes, number, wanted = self._app.codes.names(table), 2, name.strip()
        while wanted in codes:
            wanted = f"{name.strip()}{number}"
            number += 1
        return wanted

    def _switch(self, entry: Code) -> None:
        """Switch an entry off or on; nothing is deleted, so 撤销 is the other way round."""
        actor, table = self._kit.actor(), self._codes.name()
        before = _as_it_was(table, entry)

        def done(_: object) -> None:
            words = self.tr("“%1”已停用。") if entry.active else self.tr("“%1”已启用。")
            what = self.tr("停用“%1”") if entry.active else self.tr("启用“%1”")
            undo = self._undo(lambda: self._app.codes.save(before, actor), self.refresh_codes)
            self._kit.notify.toast(
                parts.fill(words, entry.name), undo, what=parts.fill(what, entry.name)
            )
            self.refresh_codes()

        turned = replace(before, active=not entry.active)
        self._kit.runner.run(lambda: self._app.codes.save(turned, actor), done, owner=self)

    def _move(self, entry: Code, up: bool) -> None:
        """One place up or down; the way back is the other button."""
        actor, table = self._kit.actor(), self._codes.name()
        self._kit.runner.run(
            lambda: self._app.codes.move(table, entry.code, actor, up=up),
            lambda _: self.refresh_codes(),
            owner=self,
        )

    # --- the rule -------------------------------------------------------------------------

    def refresh_rules(self) -> None:
        """Read the conditions."""
        actor = self._kit.actor()
        self._rules.set_allowed(actor.may(Right.SETTINGS))

        def work() -> tuple[tuple[PriorityRule, ...], tuple[Code, ...]]:
            return (
                self._app.classification.rules(actor),
                self._app.codes.table("classes", every=True),
            )

        def done(found: tuple[tuple[PriorityRule, ...], tuple[Code, ...]]) -> None:
            self._known, self._classes = found
            names = {one.code: one.name for one in self._classes}
            self._rules.set_rules(self._known, names)

        self._kit.runner.run(work, done, owner=self)

    def _edit_rule(self, place: int | None) -> None:
        form = RuleForm(None if place is None else self._known[place], self._classes)

        def save(values: dict[str, Any]) -> None:
            rules = list(self._known)
            at = len(rules) if place is None else place
            rules[at : at + 1] = [form.rule(values)]
            what = self.tr("增加规则") if place is None else self.tr("修改规则")
            self._save_rules(form, rules, at, what)

        form.submitted.connect(save)
        self._open(self.tr("增加规则") if place is None else self.tr("修改规则"), form)

    def _save_rules(self, form: Form, rules: Sequence[PriorityRule], at: int, what: str) -> None:
        actor, undo = self._kit.actor(), self._rules_undo()

        def work() -> None:
            try:
                self._app.classification.set_rules(rules, actor)
            except ValidationProblem as problem:
                own = {
                    key.removeprefix(f"{at}."): words
                    for key, words in problem.fields.items()
                    if key.startswith(f"{at}.")
                }
                raise ValidationProblem(own or problem.fields) from problem

        def shown() -> None:
            self.refresh_rules()
            self._rules.point_at(at)

        words = self.tr("规则已保存。")
        self._submit(form, work, lambda: self._kit.notify.toast(words, undo, what=what), shown)

    def _remove_rule(self, place: int) -> None:
        rules = [rule for at, rule in enumerate(self._known) if at != place]
        self._replace(rules, self.tr("规则已删除。"), self.tr("删除规则"))
        if rules:
            self._rules.point_at(min(place, len(rules) - 1))

    def _reset(self) -> None:
        self._replace(DEFAULT_RULES, self.tr("已恢复默认规则。"), self.tr("恢复默认规则"))

    def _replace(self, rules: Sequence[PriorityRule], words: str, what: str) -> None:
        actor, undo = self._kit.actor(), self._rules_undo()

        def done(_: object) -> None:
            self._kit.notify.toast(words, undo, what=what)
            self.refresh_rules()

        self._kit.runner.run(
            lambda: self._app.classification.set_rules(rules, actor), done, owner=self
        )

    def _rules_undo(self) -> Callable[[], None]:
        """The way back to the rules as they are now."""
        actor, before = self._kit.actor(), tuple(replace(rule) for rule in self._known)
        return self._undo(
            lambda: self._app.classification.set_rules(before, actor), self.refresh_rules
        )

    # --- sheets ---------------------------------------------------------------------------

    def _open(self, title: str, form: Form) -> None:
        form.cancelled.connect(self._page.back)
        self._page.open_sheet(title, form, 520, guard=lambda: not form.is_dirty())

    def _submit(
        self,
        form: Form,
        work: Callable[[], object],
        say: Callable[[], object],
        after: Callable[[], None],
    ) -> None:
        form.set_busy(True)

        def done(_: object) -> None:
            form.mark_saved()
            if (sheet := self._page.sheet()) is not None:
                sheet.close_sheet(force=True)
            say()
            after()

        def failed(problem: BaseException) -> None:
            if not form.set_problem(problem):
                self._kit.notify.problem(problem)

        self._kit.runner.run(work, done, failed, owner=form)

    def _undo(self, work: Callable[[], object], after: Callable[[], None]) -> Callable[[], None]:
        """What the 撤销 of a toast does: ``work``, then ``after`` shows it."""

        def undo() -> None:
            self._kit.runner.run(work, lambda _: after(), owner=self)

        return undo


def _as_it_was(table: str, entry: Code) -> SaveCode:
    """What puts ``entry`` back."""
    return SaveCode(table, entry.code, entry.name, entry.group, entry.active)
