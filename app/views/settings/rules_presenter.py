"""Joins the section 重点对象规则 to the classification, with what a rule would change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.core.errors import ValidationProblem
from app.services.classification import DEFAULT_RULES, PriorityRule, RuleEffect
from app.services.codes import Code
from app.services.rights import Right
from app.views.settings.page import SettingsPage
from app.views.settings.rules import RuleForm, RulesSection, change_words
from app.views.settings.section_presenter import SectionPresenter
from app.views.tasks import Latest
from app.views.theme import SheetWidth
from app.views.widgets.saving import Said

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application


class RulesPresenter(SectionPresenter):
    """Reads and changes the rules for 重点, and says how many people a change moves."""

    def __init__(
        self, page: SettingsPage, section: RulesSection, app: Application, kit: Kit
    ) -> None:
        super().__init__(page, "rules", app, kit)
        self._section = section
        self._known: tuple[PriorityRule, ...] = ()
        self._classes: tuple[Code, ...] = ()
        section.add_asked.connect(lambda: self._edit(None))
        section.edit_asked.connect(self._edit)
        section.remove_asked.connect(self._remove)
        section.reset_asked.connect(self._reset)

    def refresh(self) -> None:
        """Read the rules."""
        app, actor = self._app, self._kit.actor()
        self._section.set_allowed(actor.may(Right.SETTINGS))

        def work() -> tuple[tuple[PriorityRule, ...], tuple[Code, ...]]:
            return app.classification.rules(actor), app.codes.table("classes", every=True)

        def show(found: tuple[tuple[PriorityRule, ...], tuple[Code, ...]]) -> None:
            self._known, self._classes = found
            self._section.set_rules(self._known, {one.code: one.name for one in self._classes})

        self._read(work, show)

    # --- one rule in the side sheet ---------------------------------------------------------

    def _edit(self, place: int | None) -> None:
        """Change the rule at ``place``, or add one; what it would move stands below the form."""
        form = RuleForm(None if place is None else self._known[place], self._classes)
        at = len(self._known) if place is None else place
        title = self.tr("增加规则") if place is None else self.tr("修改规则")
        before = self._known

        def with_it(values: Mapping[str, Any]) -> list[PriorityRule]:
            return [*before[:at], form.rule(values), *before[at + 1 :]]

        self._watch(form, with_it)
        form.submitted.connect(lambda values: self._save(form, with_it(values), at, title))
        self._page.open_form(title, form, SheetWidth.MIDDLE)

    def _watch(
        self, form: RuleForm, with_it: Callable[[Mapping[str, Any]], list[PriorityRule]]
    ) -> None:
        """Say at every change how many people the rules as typed would move."""
        latest, actor = Latest(self._kit.runner, form), self._kit.actor()

        def look(_: str = "") -> None:
            try:
                rules = with_it(form.values())
            except ValidationProblem:
                form.set_effect(None)
                return
            latest.submit(
                lambda: self._app.classification.effect_of(rules, actor),
                form.set_effect,
                # What is wrong is said under its field when it is saved.
                lambda _: form.set_effect(None),
            )

        form.value_changed.connect(look)

    def _save(self, form: RuleForm, rules: Sequence[PriorityRule], at: int, what: str) -> None:
        def work() -> RuleEffect:
            try:
                return self._store(rules)
            except ValidationProblem as problem:
                own = {
                    key.removeprefix(f"{at}."): words
                    for key, words in problem.fields.items()
                    if key.startswith(f"{at}.")
                }
                raise ValidationProblem(own or problem.fields) from problem

        say = self._saying(self.tr("规则已保存。"), what)
        self._saving.save(form, work, say, lambda: self._section.point_at(at))

    # --- at once ----------------------------------------------------------------------------

    def _remove(self, place: int) -> None:
        rules = [rule for at, rule in enumerate(self._known) if at != place]
        self._replace(rules, self.tr("规则已删除。"), self.tr("删除规则"))
        if rules:
            self._section.point_at(min(place, len(rules) - 1))

    def _reset(self) -> None:
        self._replace(DEFAULT_RULES, self.tr("已恢复默认规则。"), self.tr("恢复默认规则"))

    def _replace(self, rules: Sequence[PriorityRule], words: str, what: str) -> None:
        self._saving.run(lambda: self._store(rules), self._saying(words, what))

    def _store(self, rules: Sequence[PriorityRule]) -> RuleEffect:
        """Decide on ``rules``; returns what that changed."""
        actor, classification = self._kit.actor(), self._app.classification
        effect = classification.effect_of(rules, actor)
        classification.set_rules(rules, actor)
        return effect

    def _saying(self, words: str, what: str) -> Callable[[RuleEffect], Said]:
        """What is said of a change, with the way back to the rules as they are now."""
        actor, before = self._kit.actor(), self._known

        def undo() -> None:
            self._app.classification.set_rules(before, actor)

        return lambda effect: Said(words + change_words(effect), undo, what)
