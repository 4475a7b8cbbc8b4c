"""设置: what is half typed is never lost without a question; what cannot be read is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.core.errors import EnvironmentProblem
from app.services.rights import Actor
from app.views.settings import build
from app.wiring import Application
from tests.gui.pages.opened import Opened, open_page

Open = Callable[[str], Opened]


@pytest.fixture
def open_at(qtbot: QtBot, app: Application, administrator: Actor) -> Open:
    """Opens 设置 at a section."""
    return lambda section: open_page(qtbot, app, build, administrator, {"section": section})


def form_of(opened: Opened, key: str = "centre") -> Any:
    return opened.page.sections[key].form


def leave_half_typed(opened: Opened) -> Any:
    """Type into 中心与助餐 and click 外观; the form."""
    form = form_of(opened)
    form.editor("price_lunch").setText("12")
    opened.page.buttons["looks"].click()
    return form


def test_leaving_asks_first_and_stays_meanwhile(open_at: Open) -> None:
    opened = open_at("centre")
    form = leave_half_typed(opened)
    page = opened.page
    assert page.leave_bar.isVisible()
    assert page.leave_bar.words.text() == "“中心与助餐”有未保存的修改。"
    assert page.window().focusWidget() is page.leave_bar.stay
    assert page.current_section() == "centre"
    assert page.buttons["centre"].isChecked()
    assert form.isVisible()
    page.leave_bar.stay.click()
    assert not page.leave_bar.isVisible()
    assert form.editor("price_lunch").text() == "12"
    assert form.isAncestorOf(page.window().focusWidget())


def test_leaving_can_save(open_at: Open, app: Application) -> None:
    opened = open_at("centre")
    leave_half_typed(opened)
    opened.page.leave_bar.save.click()
    assert app.settings.get("price_lunch") == 1200
    assert opened.page.current_section() == "looks"
    assert not opened.page.leave_bar.isVisible()
    assert opened.page.window().focusWidget() is opened.page.buttons["looks"]


def test_what_cannot_be_saved_is_not_left(open_at: Open) -> None:
    opened = open_at("centre")
    form = form_of(opened)
    form.editor("minimum_age").setText("-1")
    opened.page.buttons["looks"].click()
    opened.page.leave_bar.save.click()
    assert opened.page.current_section() == "centre"
    assert "不小于 0" in form.errors()["minimum_age"]
    form.editor("minimum_age").setText("65")
    form.submit()
    assert opened.page.current_section() == "looks", "where it was to go before"


def test_leaving_can_give_up(open_at: Open, app: Application) -> None:
    opened = open_at("centre")
    form = leave_half_typed(opened)
    opened.page.leave_bar.drop.click()
    assert opened.page.current_section() == "looks"
    assert not form.is_dirty()
    opened.page.buttons["centre"].click()
    assert form.editor("price_lunch").text() == "0"
    assert not form.draft_bar.isVisible()
    assert app.settings.get("price_lunch") == 0


def test_the_form_about_the_lock_asks_as_well(open_at: Open, app: Application) -> None:
    opened = open_at("security")
    form = opened.page.sections["security"]._lock.form
    form.editor("lock_minutes").setText("25")
    opened.page.buttons["backup"].click()
    assert opened.page.leave_bar.isVisible()
    opened.page.leave_bar.save.click()
    assert app.settings.get("lock_minutes") == 25
    assert opened.page.current_section() == "backup"


def test_what_is_half_typed_waits_for_the_page_made_anew(
    qtbot: QtBot, open_at: Open, app: Application
) -> None:
    opened = open_at("centre")
    form = form_of(opened)
    form.editor("price_lunch").setText("12")
    form.keep_draft()
    again = build(app, opened.kit)
    qtbot.addWidget(again)
    again.show()
    again.activate("centre")
    form = again.sections["centre"].form
    assert form.editor("price_lunch").text() == "0"
    assert form.draft_bar.isVisible()
    form.restore_draft()
    assert form.editor("price_lunch").text() == "12"
    form.submit()
    assert app.settings.get("price_lunch") == 1200
    assert opened.kit.drafts.get("form.settings.centre_code") is None


def test_what_cannot_be_read_is_said_in_its_place(
    open_at: Open, app: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> Any:
        raise EnvironmentProblem("disk", "读不出数据，请检查磁盘后重试。")

    opened = open_at("looks")
    holder = opened.page._holders["accounts"]
    with monkeypatch.context() as patch:
        patch.setattr(app.accounts, "listed", fails)
        opened.page.buttons["accounts"].click()
        assert holder.state.text() == "读不出数据，请检查磁盘后重试。"
        assert not opened.page.sections["accounts"].isVisible()
        assert opened.heard.messages == []
    holder.state.action_button().click()
    assert opened.page.sections["accounts"].isVisible()


def test_esc_on_the_question_goes_on_with_the_form(open_at: Open) -> None:
    opened = open_at("centre")
    form = leave_half_typed(opened)
    assert opened.page.back(), "settings are not left"
    assert not opened.page.leave_bar.isVisible()
    assert opened.page.current_section() == "centre"
    assert form.editor("price_lunch").text() == "12"
    assert form.isAncestorOf(opened.page.window().focusWidget())
    opened.page.buttons["looks"].click()
    assert opened.page.leave_bar.isVisible(), "asked again, since it is still not saved"
