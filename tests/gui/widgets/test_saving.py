"""Saving from a form: what is said, what stays open, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from app.core.errors import UserError, ValidationProblem
from app.views.kit import Kit
from app.views.widgets.form import Field, Form
from app.views.widgets.page import Page
from app.views.widgets.saving import Said, Saving, save_form
from tests.helpers.qt import Heard, listen, make_kit


@dataclass
class Desk:
    """A page with a form in its sheet; ``store`` is what was saved, ``shown`` what is seen."""

    page: Page
    kit: Kit
    form: Form
    heard: Heard
    store: list[str] = field(default_factory=lambda: ["旧"])
    shown: list[str] = field(default_factory=list)

    def show(self) -> None:
        self.shown = list(self.store)

    def saving(self) -> Saving:
        return Saving(self.page, self.kit, self.page, self.show)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    page, kit, form = Page("设置"), make_kit(), Form([Field("name", "名称")])
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    page.open_form("修改", form)
    line = form.editor("name")
    line.setText("新")  # type: ignore[attr-defined]
    yield Desk(page, kit, form, listen(kit.notify))
    page.close_sheet()


def refusing(problem: Exception) -> Callable[[], None]:
    def work() -> None:
        raise problem

    return work


def test_it_is_said_shown_and_taken_back(desk: Desk) -> None:
    after: list[list[str]] = []
    said = Said("已保存。", lambda: desk.store.remove("新"), "修改名称")
    desk.saving().save(
        desk.form, lambda: desk.store.append("新"), lambda _: said,
        lambda: after.append(list(desk.shown)),
    )  # fmt: skip
    assert desk.page.sheet() is None
    assert not desk.form.is_dirty()
    assert after == [["旧", "新"]], "what follows finds it shown"
    assert (desk.heard.toasts[-1].text, desk.heard.toasts[-1].what) == ("已保存。", "修改名称")
    desk.kit.notify.undo_last()
    assert desk.shown == ["旧"]
    assert desk.heard.toasts[-1].text == "已撤销：修改名称。"


def test_faults_stay_under_their_fields_with_the_sheet(desk: Desk) -> None:
    work = refusing(ValidationProblem({"name": "已经有了。"}))
    desk.saving().save(desk.form, work, lambda _: Said("已保存。"))
    assert desk.form.errors() == {"name": "已经有了。"}
    assert desk.page.sheet() is not None
    assert desk.form.save_button.isEnabled(), "it can be tried again"
    assert not desk.heard.toasts


def test_another_problem_is_a_strip_unless_it_was_dealt_with(desk: Desk) -> None:
    work = refusing(UserError("gone", "已经不在了。"))
    save_form(desk.page, desk.kit, desk.form, work, lambda _: None)
    assert [one.text for one in desk.heard.messages] == ["已经不在了。"]
    save_form(desk.page, desk.kit, desk.form, work, lambda _: None, lambda _: True)
    assert len(desk.heard.messages) == 1
    assert desk.form.is_dirty()


def test_a_form_beside_the_sheet_leaves_it_open(desk: Desk, qtbot: QtBot) -> None:
    other = Form([Field("price", "餐费")])
    qtbot.addWidget(other)
    save_form(desk.page, desk.kit, other, lambda: None, lambda _: None)
    assert desk.page.sheet() is not None


def test_a_failing_way_back_is_said(desk: Desk) -> None:
    undo = refusing(UserError("changed_meanwhile", "刚刚被别人改过。"))
    desk.saving().run(lambda: None, lambda _: Said("已删除。", undo, "删除"))
    desk.kit.notify.undo_last()
    assert desk.heard.messages[-1].text == "刚刚被别人改过。"
    assert desk.heard.toasts[-1].text == "已删除。"
