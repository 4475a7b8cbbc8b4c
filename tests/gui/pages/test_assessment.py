"""The tab 能力评估 and the guided form, on a real centre."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.services.assessments import AssessmentRow, OtherResult, SaveAssessment
from app.services.assessments.items import ITEMS
from app.services.rights import AT_THE_DOOR, Actor
from app.views import fonts, theme
from app.views.assessments.guide import AssessmentGuide
from app.views.assessments.listing import AssessmentList
from app.views.assessments.plain import WordsView
from app.views.assessments.scores import ScoresView
from app.views.inputs import CheckBox
from app.views.kit import Kit
from app.views.members import build
from app.views.members.page import FILE, FULL, MembersPage
from app.views.members.paper import PaperView
from app.views.theme import Theme
from app.views.widgets.form import Form
from app.wiring import Application
from tests.gui.pages.opened import Opened, cells, open_page
from tests.helpers.assessing import assess
from tests.helpers.people import register

Key = Qt.Key


@pytest.fixture
def who(app: Application, clerk: Actor) -> str:
    return register(app, clerk, "陈秀英")


@pytest.fixture
def begin(
    qtbot: QtBot, app: Application, clerk: Actor, who: str
) -> Iterator[Callable[..., Opened]]:
    """Opens the file of 陈秀英 at the tab."""
    pages: list[Any] = []

    def start(actor: Actor = clerk) -> Opened:
        opened = open_page(qtbot, app, build, actor, {"uid": who, "tab": "assessment"})
        pages.append(opened.page)
        return opened

    yield start
    for page in pages:
        page.close_sheet()
        page.hide()


class Fingers:
    """A keyboard that counts."""

    def __init__(self) -> None:
        self.pressed = 0

    def press(self, key: Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the keyboard"
        QTest.keyClick(focus, key, modifier)
        self.pressed += 1

    def digits(self, text: str) -> None:
        for ch in text:
            self.press(Key(Key.Key_0 + int(ch)))

    def word(self, text: str, keys: int) -> None:
        """A word from an input method, which takes ``keys`` presses to enter."""
        line: Any = QApplication.focusWidget()
        line.insert(text)
        self.pressed += keys

    def tab(self, times: int = 1) -> None:
        for _ in range(times):
            self.press(Key.Key_Tab)


def tab_of(page: MembersPage) -> AssessmentList:
    tab: Any = page.tabs.tab("assessment")
    return tab.list


def guide_of(page: MembersPage) -> AssessmentGuide:
    assert page.view() == FULL
    assert isinstance(page.full, AssessmentGuide)
    return page.full


def rows(app: Application, clerk: Actor, who: str) -> tuple[AssessmentRow, ...]:
    return app.assessments.of_member(who, clerk)


def start(opened: Opened) -> AssessmentGuide:
    tab_of(opened.page).buttons["new"].click()
    return guide_of(opened.page)


def whole_by_keys(fingers: Fingers, guide: AssessmentGuide) -> None:
    """Every step of a complete assessment, nothing but keys."""
    fingers.press(Key.Key_PageDown)  # the background is known from the file
    fingers.digits("".join(str(item.maximum) for item in ITEMS))
    fingers.digits("10000")
    fingers.press(Key.Key_PageDown)  # no diagnosis
    fingers.press(Key.Key_PageDown)  # no condition
    assert guide.current() == "people"
    fingers.word("陈小明", 9)
    fingers.tab()
    fingers.press(Key.Key_Down)
    fingers.press(Key.Key_Down)
    fingers.press(Key.Key_Down)
    fingers.tab(4)
    fingers.word("周评估", 9)
    fingers.press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


# --- the guided form ----------------------------------------------------------------------


def test_a_whole_assessment_by_keyboard_alone(
    begin: Callable[..., Opened], app: Application, clerk: Actor, who: str
) -> None:
    opened, fingers = begin(), Fingers()
    button = tab_of(opened.page).buttons["new"]
    button.setFocus()
    fingers.press(Key.Key_Return)
    whole_by_keys(fingers, guide_of(opened.page))
    (row,) = rows(app, clerk, who)
    assert (row.state, row.level, row.total) == ("final", 0, 90)
    assert row.assessors == "小王、周评估"
    assert opened.toast == "评估已完成：0 级 能力完好"
    assert opened.page.view() == FILE
    assert fingers.pressed <= 80
    assert cells(tab_of(opened.page).table, "level", "total") == [("0 级 能力完好", "90")]


def test_levels_sums_and_what_is_missing_follow_each_key(begin: Callable[..., Opened]) -> None:
    guide, fingers = start(begin()), Fingers()
    overview = guide.overview
    assert overview.progress.text() == "已评 0 项，共 26 项"
    fingers.press(Key.Key_PageDown)
    fingers.digits("43210")
    assert guide.current() == "b1_6"
    assert overview.group_words["b1"].text() == "10 / 32"
    assert overview.total.text() == "10 / 90"
    assert overview.preliminary.text() == "评完后得出"
    assert overview.missing_words.text() == "还缺 26 项（F4 到下一项）："
    fingers.digits("444" + "4443" + "44444411" + "2" + "22434")
    assert overview.preliminary.text() == "1 级 轻度失能"
    assert overview.final.text() == "评完后得出"
    fingers.digits("11000")
    assert overview.rule.text() == "近 30 天照护风险事件 2 次及以上，加重一级"
    assert overview.final.text() == "2 级 中度失能"
    assert overview.missing_words.text() == "评分和风险事件都已填写。"


def test_coma_has_a_key_of_its_own(begin: Callable[..., Opened]) -> None:
    guide, fingers = start(begin()), Fingers()
    guide.go_to("b3_9")
    fingers.digits("9")
    assert guide.values()["coma"] is True
    assert guide.values()["b3_9"] == 0
    assert guide.overview.tiles["b3_9"].text() == "昏迷"
    fingers.press(Key.Key_Left)
    fingers.digits("0")
    assert guide.values()["coma"] is False


def test_a_digit_that_is_no_step_does_nothing(begin: Callable[..., Opened]) -> None:
    guide, fingers = start(begin()), Fingers()
    guide.go_to("b3_7")
    fingers.digits("4")
    assert guide.current() == "b3_7"
    assert guide.values()["b3_7"] is None


def test_arrows_point_and_enter_takes(begin: Callable[..., Opened]) -> None:
    guide, fingers = start(begin()), Fingers()
    guide.go_to("b1_1")
    fingers.press(Key.Key_Down)
    fingers.press(Key.Key_Down)
    fingers.press(Key.Key_Return)
    assert (guide.values()["b1_1"], guide.current()) == (3, "b1_2")
    fingers.press(Key.Key_Return)  # nothing is pointed at: only goes on
    assert (guide.values()["b1_2"], guide.current()) == (None, "b1_3")
    fingers.press(Key.Key_F4)
    assert guide.current() == "b1_4"
    fingers.press(Key.Key_Left)
    fingers.press(Key.Key_Left)
    assert guide.current() == "b1_2"


def test_the_mouse_does_the_same(begin: Callable[..., Opened]) -> None:
    guide = start(begin())
    QTest.mouseClick(guide.overview.tiles["b2_4"], Qt.MouseButton.LeftButton)
    assert guide.card.title.text() == "B.2.4 上下楼梯"
    assert len(guide.card.rows) == 4
    QTest.mouseClick(guide.card.rows[1], Qt.MouseButton.LeftButton)
    assert guide.values()["b2_4"] == 2
    assert guide.overview.tiles["b2_4"].text() == "2"
    guide.next_button.click()
    guide.back_button.click()
    assert guide.current() == "b3_1"


def test_finishing_shows_everything_missing_at_once(
    begin: Callable[..., Opened], app: Application, clerk: Actor, who: str
) -> None:
    guide, fingers = start(begin()), Fingers()
    fingers.press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert guide.fault_words.text() == "还不能完成，有 34 处要填写或修改："
    assert guide.current() == "b1_1"
    chips = guide.fault_bar.findChildren(QPushButton)
    assert len(chips) == 34
    assert guide.forms["people"].errors()["assessor2"] == "请填写第二名评估人员姓名。"
    fingers.digits("4")
    assert "B.1.1 进食" not in {chip.text() for chip in live(guide)}
    assert guide.fault_words.text() == "还不能完成，有 33 处要填写或修改："
    next(chip for chip in live(guide) if "第二名" in chip.text()).click()
    assert guide.current() == "people"
    assert all(row.state == "draft" for row in rows(app, clerk, who))


def live(guide: AssessmentGuide) -> list[QPushButton]:
    return [one for one in guide.fault_bar.findChildren(QPushButton) if not one.isHidden()]


def test_what_was_just_finished_is_the_one_that_is_meant(
    begin: Callable[..., Opened], app: Application, clerk: Actor, who: str
) -> None:
    assess(app, clerk, who, assessed_on=dt.date(2026, 1, 5))
    opened, fingers = begin(), Fingers()
    guide = start(opened)
    assert guide.forms["people"].is_marked("assessor2")
    whole_by_keys(fingers, guide)
    chosen = tab_of(opened.page).chosen()
    assert chosen is not None
    assert chosen.uid == rows(app, clerk, who)[0].uid, "printing and correcting mean the new one"


def test_a_date_that_cannot_be_read_is_said_before_anything_is_asked(
    begin: Callable[..., Opened],
) -> None:
    guide = start(begin())
    line: Any = guide.forms["background"].editor("assessed_on")
    line.setText("某天")
    guide.finish_button.click()
    assert set(guide.forms["background"].errors()) == {"assessed_on"}
    assert guide.current() == "background"


# --- a second one of the day ----------------------------------------------------------------


def test_a_second_one_of_the_day_is_said_and_asked_about(
    begin: Callable[..., Opened], app: Application, clerk: Actor, who: str
) -> None:
    assess(app, clerk, who, assessor1="赵敏", assessor2="钱进")
    (first,) = rows(app, clerk, who)
    opened, fingers = begin(), Fingers()
    guide = start(opened)
    said = f"2026-11-23 已有 1 份评估：{first.words}（赵敏、钱进，{first.number}）。"
    assert guide.forms["background"].hint("assessed_on").startswith(said)
    whole_by_keys(fingers, guide)
    assert opened.message.startswith(said)
    assert "按“更正”" in opened.message
    assert guide_of(opened.page) is guide, "nothing was finished"
    assert [row.state for row in rows(app, clerk, who)].count("final") == 1
    go_on = opened.heard.messages[-1].action
    assert go_on is not None
    assert go_on.text == "仍然完成"
    go_on.callback()
    assert opened.page.view() == FILE
    assert [row.state for row in rows(app, clerk, who)] == ["final", "final"]


def test_the_remark_goes_with_the_day_it_is_about(
    begin: Callable[..., Opened], app: Application, clerk: Actor, who: str
) -> None:
    assess(app, clerk, who)
    opened, fingers = begin(), Fingers()
    gone: list[str] = []
    guide = start(opened)
    whole_by_keys(fingers, guide)
    asked = opened.heard.messages[-1]
    opened.kit.notify.withdrawn.connect(gone.append)
    line: Any = guide.forms["background"].editor("assessed_on")
    line.setFocus()
    line.selectAll()
    fingers.digits("1120")
    assert guide.forms["background"].hint("assessed_on") == ""
    assert asked.topic in gone
    guide.finish_button.click()
    assert {row.assessed_on for row in rows(app, clerk, who)} == {"2026-11-20", "2026-11-23"}


def test_a_correction_is_no_second_one(
    begin: Callable[..., Opened], app: Application, clerk: Actor, who: str
) -> None:
    assess(app, clerk, who)
    opened = begin()
    tab_of(opened.page).buttons["correct"].click()
    form: Any = form_of(opened.page)
    form.editor("reason").setPlainText("看错了")
    form.submit()
    guide = guide_of(opened.page)
    assert guide.forms["background"].hint("assessed_on") == ""
    guide.finish_button.click()
    (row,) = rows(app, clerk, who)
    assert len(row.earlier) == 1


def test_an_older_result_entered_twice_is_asked_about_under_its_day(
    begin: Callable[..., Opened], app: Application, clerk: Actor, who: str
) -> None:
    day = dt.date(2026, 11, 2)
    app.assessments.record_other(OtherResult(who, "MZ/T 039-2013", day, "2 级"), clerk)
    opened = begin()
    tab_of(opened.page).buttons["older"].click()
    form = form_of(opened.page)
    form.set_values({"standard": "MZ/T 039-2013", "assessed_on": day, "level": "2 级"})
    form.submit()
    assert form.hint("assessed_on").startswith("2026-11-02 已有 1 份评估：2 级（")
    assert len(rows(app, clerk, who)) == 1
    button = next(one for one in form.findChildren(QPushButton) if one.text() == "仍然登记")
    button.click()
    assert opened.page.sheet() is None
    assert len(rows(app, clerk, who)) == 2


# --- drafts -------------------------------------------------------------------------------


def test_leaving_keeps_the_draft_and_it_goes_on_where_it_was(
    begin: Callable[..., Opened], app: Application, clerk: Actor, who: str
) -> None:
    opened, fingers = begin(), Fingers()
    guide = start(opened)
    fingers.press(Key.Key_PageDown)
    fingers.digits("432")
    guide.forms["people"].set_values({"informant_name": "陈小明"})
    assert opened.page.back()
    assert opened.page.view() == FILE
    (row,) = rows(app, clerk, who)
    assert row.state == "draft"
    tab_of(opened.page).buttons["resume"].click()
    again = guide_of(opened.page)
    assert again.current() == "b1_4"
    assert [again.values()[f"b1_{n}"] for n in (1, 2, 3)] == [4, 3, 2]
    assert again.values()["informant_name"] == "陈小明"


def test_looking_without_answering_leaves_nothing(
    begin: Callable[..., Opened], app: Application, clerk: Actor, who: str
) -> None:
    opened = begin()
    start(opened)
    opened.page.back()
    assert rows(app, clerk, who) == ()


def test_what_is_not_kept_yet_is_said(begin: Callable[..., Opened]) -> None:
    guide, fingers = start(begin()), Fingers()
    assert guide.state.text() == "还没有改动"
    fingers.press(Key.Key_PageDown)
    fingers.digits("4")
    assert guide.state.text() == "有改动，会自动保存"


def test_ctrl_s_keeps_and_says_when(
    begin: Callable[..., Opened], app: Application, clerk: Actor, who: str
) -> None:
    guide, fingers = start(begin()), Fingers()
    fingers.press(Key.Key_PageDown)
    fingers.digits("4")
    fingers.press(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert guide.state.text() == "草稿已保存 08:30"
    assert rows(app, clerk, who)[0].state == "draft"


def test_it_keeps_itself_while_somebody_answers(
    qtbot: QtBot, begin: Callable[..., Opened], app: Application, clerk: Actor, who: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("app.views.assessments.guide_presenter.KEPT_AFTER_MS", 10)
    guide, fingers = start(begin()), Fingers()
    fingers.press(Key.Key_PageDown)
    fingers.digits("4")
    qtbot.waitUntil(lambda: guide.state.text().startswith("草稿已保存"))
    fingers.digits("3")
    qtbot.waitUntil(lambda: _draft(app, clerk, who).get("b1_2") == 3)


def test_what_was_answered_before_the_window_locked_is_kept_in_the_clerks_name(
    qtbot: QtBot, app: Application, clerk: Actor, administrator: Actor, who: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("app.views.assessments.guide_presenter.KEPT_AFTER_MS", 50)
    acting = [clerk]

    def make(app: Application, kit: Kit) -> Any:
        return build(app, replace(kit, actor=lambda: acting[0]))

    opened = open_page(qtbot, app, make, clerk, {"uid": who, "tab": "assessment"})
    guide, fingers = start(opened), Fingers()
    fingers.press(Key.Key_PageDown)
    fingers.digits("4")
    acting[0] = AT_THE_DOOR
    qtbot.waitUntil(lambda: guide.state.text().startswith("草稿已保存"))
    assert _draft(app, clerk, who)["b1_1"] == 4
    assert app.audit.show(administrator, limit=1)[0].actor_name == clerk.name
    opened.page.hide()


def _draft(app: Application, clerk: Actor, who: str) -> dict[str, Any]:
    found = rows(app, clerk, who)
    return dict(app.assessments.get(found[0].uid, clerk).values) if found else {}


def test_nothing_is_lost_when_the_window_is_gone_without_a_word(
    qtbot: QtBot, begin: Callable[..., Opened], app: Application, clerk: Actor, who: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    opened, fingers = begin(), Fingers()
    guide = start(opened)
    fingers.press(Key.Key_PageDown)
    fingers.digits("432")
    guide.go_to("people")
    fingers.word("陈小明", 9)
    assert rows(app, clerk, who) == (), "nothing was kept yet"
    monkeypatch.setattr("tests.gui.pages.opened.make_kit", lambda _: opened.kit)
    again = begin()
    guide = start(again)
    assert [guide.values()[f"b1_{n}"] for n in (1, 2, 3, 4)] == [4, 3, 2, None]
    assert guide.values()["informant_name"] == "陈小明"
    assert guide.current() == "b1_4"
    assert "已找回" in guide.state.text()
    assert again.page.back()
    assert _draft(app, clerk, who)["b1_3"] == 2
    tab_of(again.page).buttons["new"].click()
    assert guide_of(again.page).values()["b1_1"] is None, "it was kept; this is another one"


def test_a_draft_goes_on_with_what_was_answered_after_it_was_kept(
    begin: Callable[..., Opened], app: Application, clerk: Actor, who: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    opened, fingers = begin(), Fingers()
    start(opened)
    fingers.press(Key.Key_PageDown)
    fingers.digits("4")
    fingers.press(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    fingers.digits("32")
    assert _draft(app, clerk, who)["b1_2"] is None
    monkeypatch.setattr("tests.gui.pages.opened.make_kit", lambda _: opened.kit)
    again = begin()
    tab_of(again.page).buttons["resume"].click()
    guide = guide_of(again.page)
    assert [guide.values()[f"b1_{n}"] for n in (1, 2, 3)] == [4, 3, 2]
    fingers.press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert guide.fault_bar.isVisible()
    again.page.back()
    assert _draft(app, clerk, who)["b1_3"] == 2


def test_what_somebody_else_changed_since_is_not_overwritten_by_what_was_left(
    begin: Callable[..., Opened], app: Application, clerk: Actor, who: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    opened, fingers = begin(), Fingers()
    start(opened)
    fingers.press(Key.Key_PageDown)
    fingers.digits("4")
    fingers.press(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    fingers.digits("3")
    found = app.assessments.get(rows(app, clerk, who)[0].uid, clerk)
    other = SaveAssessment(who, {"b1_2": 1}, found.uid, found.version)
    app.assessments.save_draft(other, clerk)
    monkeypatch.setattr("tests.gui.pages.opened.make_kit", lambda _: opened.kit)
    again = begin()
    tab_of(again.page).buttons["resume"].click()
    assert guide_of(again.page).values()["b1_2"] == 1


def test_an_unfinished_one_is_pointed_out_before_another_is_begun(
    begin: Callable[..., Opened], app: Application, clerk: Actor, who: str
) -> None:
    app.assessments.save_draft(SaveAssessment(who, {"b1_1": 3}), clerk)
    opened = begin()
    start(opened)
    assert opened.message == "这位老人有一份 2026-11-23 的草稿没有完成。"
    action = opened.heard.messages[-1].action
    assert action is not None
    action.callback()
    assert guide_of(opened.page).values()["b1_1"] == 3
    assert len(rows(app, clerk, who)) == 1
    opened.page.back()
    assert opened.page.view() == FILE


def test_a_height_nobody_has_is_said_and_the_rest_is_kept(
    begin: Callable[..., Opened], app: Application, clerk: Actor, who: str
) -> None:
    guide, fingers = start(begin()), Fingers()
    line: Any = guide.forms["background"].editor("height")
    line.setFocus()
    fingers.digits("9")
    fingers.press(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert guide.forms["background"].errors() == {"height": "身高应在 50 到 250 之间，请核对。"}
    assert _draft(app, clerk, who)["background"] == {}


def test_a_draft_is_given_up_with_a_reason_and_comes_back(
    begin: Callable[..., Opened], app: Application, clerk: Actor, who: str
) -> None:
    app.assessments.save_draft(SaveAssessment(who, {"b1_1": 3}), clerk)
    opened = begin()
    tab_of(opened.page).buttons["delete"].click()
    form = form_of(opened.page)
    form.submit()
    assert form.errors()
    editor: Any = form.editor("reason")
    editor.setPlainText("填错了人")
    form.submit()
    assert rows(app, clerk, who) == ()
    undo = opened.heard.toasts[-1].undo
    assert undo is not None
    undo()
    assert opened.toast == "已撤销：删除 2026-11-23 的草稿。"
    assert len(rows(app, clerk, who)) == 1


def form_of(page: MembersPage) -> Form:
    sheet = page.sheet()
    assert sheet is not None
    assert isinstance(sheet.content, Form)
    return sheet.content


# --- the list -----------------------------------------------------------------------------


def test_the_list_says_level_validity_and_contradiction(
    qtbot: QtBot, begin: Callable[..., Opened], app: Application, clerk: Actor, who: str
) -> None:
    assess(app, clerk, who, b1_1=0, diagnoses=["dementia"])
    assess(app, clerk, who, assessed_on=dt.date(2024, 3, 1))
    app.assessments.record_other(
        OtherResult(who, "MZ/T 039-2013", dt.date(2019, 5, 1), "1 级（轻度失能）", "65"), clerk
    )
    opened = begin()
    assert cells(tab_of(opened.page).table, "assessed_on", "level", "total", "valid") == [
        ("2026-11-23", "2 级 中度失能", "86", "2027-11-23"),
        ("2024-03-01", "0 级 能力完好", "90", "2025-03-01 已过期"),
        ("2019-05-01", "1 级（轻度失能）", "65", "没有写明"),
    ]  # fmt: skip
    assert tab_of(opened.page).notice.isHidden()
    app.members.change(change(app, clerk, who, self_care="自理"), clerk)
    qtbot.waitUntil(lambda: not tab_of(opened.page).notice.isHidden())


def change(app: Application, clerk: Actor, who: str, **values: Any) -> Any:
    from app.services.members import ChangeMember

    return ChangeMember(who, app.members.file(who, clerk).version, values)


def test_a_correction_is_folded_and_the_first_stays(
    begin: Callable[..., Opened], app: Application, clerk: Actor, who: str
) -> None:
    assess(app, clerk, who, b1_1=0)
    opened, fingers = begin(), Fingers()
    tab = tab_of(opened.page)
    tab.buttons["correct"].click()
    form = form_of(opened.page)
    editor: Any = form.editor("reason")
    editor.setPlainText("进食看错了")
    form.submit()
    guide = guide_of(opened.page)
    assert opened.page.header.subtitle.text() == "更正：进食看错了"
    guide.go_to("b1_1")
    fingers.digits("4")
    fingers.press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    tab = tab_of(opened.page)
    assert cells(tab.table, "level", "cause") == [("0 级 能力完好", "更正：进食看错了")]
    tab.unfold.click()
    assert cells(tab.table, "level", "valid", "cause") == [
        ("0 级 能力完好", "2027-11-23", "更正：进食看错了"),
        ("1 级 轻度失能", "已更正", "└ 已被上面的更正代替"),
    ]
    tab.table.select(tab.listed()[1].uid)
    assert not tab.buttons["correct"].isEnabled()
    assert "更正后的那一份" in tab.buttons["correct"].toolTip()


def test_two_beside_each_other(
    qtbot: QtBot, begin: Callable[..., Opened], app: Application, clerk: Actor, who: str
) -> None:
    assess(app, clerk, who, assessed_on=dt.date(2026, 1, 5), b1_1=2)
    opened = begin()
    assert not tab_of(opened.page).buttons["compare"].isEnabled()
    assess(app, clerk, who, b2_3=1)
    qtbot.waitUntil(tab_of(opened.page).buttons["compare"].isEnabled)
    tab_of(opened.page).buttons["compare"].click()
    view = opened.page.full
    assert isinstance(view, ScoresView)
    found = cells(view.table, "name", "before", "after", "change")
    assert found[0] == ("进食", "2", "4", "+2")
    assert ("平地行走", "4", "1", "-3") in found
    assert ("总分（满分 90）", "88", "87", "-1") in found
    assert found[-1] == ("最终等级", "1 轻度失能", "1 轻度失能", "不变")
    opened.page.back()
    assert opened.page.view() == FILE


def test_two_of_one_day_are_told_apart_and_only_what_changed_is_shown(
    begin: Callable[..., Opened], app: Application, clerk: Actor, who: str
) -> None:
    first = assess(app, clerk, who)
    second = assess(app, clerk, who, b2_3=1)
    opened = begin()
    tab_of(opened.page).buttons["compare"].click()
    view = opened.page.full
    assert isinstance(view, ScoresView)
    titles = {one.key: one.title for one in view.table.model.columns}
    numbers = [app.assessments.get(uid, clerk).number for uid in (first, second)]
    assert [titles["before"], titles["after"]] == numbers
    view.table.toolbar.chips["changed"].choose("1")
    assert [name for (name,) in cells(view.table, "name")] == [
        "平地行走", "基础运动能力（满分 15）", "总分（满分 90）", "初步等级", "最终等级",
    ]  # fmt: skip


def test_a_finished_one_opens_to_be_read(
    begin: Callable[..., Opened], app: Application, clerk: Actor, who: str
) -> None:
    uid = assess(app, clerk, who, b3_9=0, coma=True)
    opened = begin()
    tab_of(opened.page).opened.emit(uid)
    view = opened.page.full
    assert isinstance(view, ScoresView)
    assert ("意识水平", "0", "昏迷，不能唤醒（最终等级直接为完全失能）") in cells(
        view.table, "name", "after", "seen"
    )


def test_an_older_result_is_entered_in_its_words(
    begin: Callable[..., Opened], app: Application, clerk: Actor, who: str
) -> None:
    opened = begin()
    tab_of(opened.page).buttons["older"].click()
    form = form_of(opened.page)
    form.submit()
    assert set(form.errors()) == {"standard", "assessed_on", "level"}
    form.set_values(
        {"standard": "MZ/T 039-2013", "assessed_on": dt.date(2019, 5, 1), "level": "2 级"}
    )
    form.submit()
    assert [row.words for row in rows(app, clerk, who)] == ["2 级"]
    assert opened.toast == "已登记旧标准的评估结果。"


def test_the_report_is_shown_and_filed(
    begin: Callable[..., Opened], app: Application, manager: Actor, who: str
) -> None:
    assess(app, manager, who)
    opened = begin(manager)
    tab_of(opened.page).buttons["print"].click()
    view = opened.page.full
    assert isinstance(view, PaperView)
    assert view.preview.page_count() >= 3
    assert app.documents.recent(manager)[0].form == "assessment-report"


@pytest.mark.parametrize("look", Theme)
@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.usefixtures("styled")
def test_nothing_is_wider_than_its_place(
    qapp: QApplication, begin: Callable[..., Opened], look: Theme, scale: int
) -> None:
    theme.apply(qapp, look, scale)
    opened = begin()
    opened.page.resize(1440 - 80, 900)
    guide = start(opened)
    for key in ("background", "b1_6", "b3_9", "diagnoses", "conditions", "people"):
        guide.go_to(key)
        QApplication.sendPostedEvents()
        assert guide.minimumSizeHint().width() <= opened.page.width(), key
        for row in guide.card.rows:
            assert row.width() <= opened.page.width()


# --- older standards ----------------------------------------------------------------------


def older(app: Application, clerk: Actor, who: str, **more: Any) -> str:
    given: dict[str, Any] = {"standard": "MZ/T 039-2013", "assessed_on": dt.date(2019, 5, 1),
                             "level": "2 级（中度失能）"}  # fmt: skip
    return app.assessments.record_other(OtherResult(who, **{**given, **more}), clerk)


def words_view(opened: Opened) -> WordsView:
    assert isinstance(opened.page.full, WordsView)
    return opened.page.full


def test_an_older_result_opens_in_its_own_words(
    begin: Callable[..., Opened], app: Application, clerk: Actor, who: str
) -> None:
    first = older(
        app, clerk, who, score="日常生活活动 55；精神状态 1", organisation="某评估中心",
        valid_until=dt.date(2019, 11, 1), note="原件在档案柜 3 号",
    )  # fmt: skip
    second = older(app, clerk, who, level="1 级", corrects=first, reason="抄错")
    numbers = [app.assessments.get(uid, clerk).number for uid in (first, second)]
    opened = begin()
    tab_of(opened.page).opened.emit(first)
    view = words_view(opened)
    assert opened.page.header.title.text() == "旧标准评估结果：陈秀英"
    assert "没有换算成国标等级" in view.words.text()
    assert view.replaced.text() == f"已由 {numbers[1]} 代替，仅供查阅。"
    (card,) = view.cards
    assert dict(card.facts) == {
        "评估标准": "MZ/T 039-2013", "评估日期": "2019-05-01", "等级（原文）": "2 级（中度失能）",
        "得分（原文）": "日常生活活动 55；精神状态 1", "评估机构": "某评估中心",
        "有效期至": "2019-11-01", "备注": "原件在档案柜 3 号", "登记编号": numbers[0],
    }  # fmt: skip
    opened.page.back()
    assert opened.page.view() == FILE
    tab_of(opened.page).opened.emit(second)
    facts = dict(words_view(opened).cards[0].facts)
    assert (facts["更正原因"], facts["有效期至"]) == ("抄错", "原结果没有写明")
    assert words_view(opened).replaced.isHidden()


def test_a_correction_of_an_older_result_begins_with_what_stands_there(
    begin: Callable[..., Opened], app: Application, clerk: Actor, who: str
) -> None:
    older(
        app, clerk, who, score="55", organisation="某评估中心", valid_until=dt.date(2019, 11, 1),
        note="原件在档案柜 3 号",
    )  # fmt: skip
    opened = begin()
    tab_of(opened.page).buttons["correct"].click()
    form = form_of(opened.page)
    level: Any = form.editor("level")
    assert level.text() == "2 级（中度失能）"
    level.setText("1 级")
    form.submit()
    assert set(form.errors()) == {"reason"}
    reason: Any = form.editor("reason")
    reason.setPlainText("抄错")
    form.submit()
    (row,) = rows(app, clerk, who)
    assert (row.words, row.other_score, row.valid_until) == ("1 级", "55", "2019-11-01")
    assert row.correction_reason == "抄错"
    file = app.assessments.get(row.uid, clerk)
    assert (file.values["organisation"], file.values["note"]) == ("某评估中心", "原件在档案柜 3 号")
    assert [one.words for one in row.earlier] == ["2 级（中度失能）"]


def test_two_standards_are_not_compared_and_it_says_so(
    begin: Callable[..., Opened], app: Application, clerk: Actor, who: str
) -> None:
    older(app, clerk, who)
    assess(app, clerk, who, b1_1=2)
    opened = begin()
    tab = tab_of(opened.page)
    assert tab.buttons["compare"].isEnabled()
    tab.buttons["compare"].click()
    view = words_view(opened)
    assert view.words.text().startswith("不可比较：不同标准")
    before, after = (dict(card.facts) for card in view.cards)
    assert before["等级（原文）"] == "2 级（中度失能）"
    assert (after["最终等级"], after["总分"]) == ("1 级 轻度失能", "88")


def test_what_is_beside_each_other_is_of_one_standard_where_it_can_be(
    begin: Callable[..., Opened], app: Application, clerk: Actor, who: str
) -> None:
    gb = [assess(app, clerk, who, assessed_on=dt.date(2026, n, 5)) for n in (1, 9)]
    local = [
        older(app, clerk, who, standard="地方", assessed_on=dt.date(2026, n, 5)) for n in (2, 5)
    ]
    opened = begin()
    tab = tab_of(opened.page)
    assert tab.to_compare() == (gb[1], gb[0])
    QTest.keyPress(tab, Key.Key_Control, Qt.KeyboardModifier.ControlModifier)  # of Ctrl+Enter
    tab.table.select(local[0])
    QTest.keyRelease(tab, Key.Key_Control)
    assert tab.to_compare() == (local[0], local[1])
    tab.buttons["compare"].click()
    assert "照原文" in words_view(opened).words.text()


def test_a_finished_one_says_all_there_is_to_it(
    begin: Callable[..., Opened], app: Application, clerk: Actor, manager: Actor, who: str
) -> None:
    app.settings.change({"self_care_levels": "自理 0；半失能 1-2；失能 3-4"}, manager)
    uid = assess(
        app, clerk, who, b1_1=0, diagnoses=["hypertension"], conditions=["pain"],
        medication="降压药", background={"height": "158", "living": ["alone"]},
        contact_phone="13912345678",
    )  # fmt: skip
    opened = begin()
    tab_of(opened.page).opened.emit(uid)
    view = opened.page.full
    assert isinstance(view, ScoresView)
    said = dict(cells(view.table, "name", "seen"))
    for name, words in (
        ("疾病诊断", "高血压（I10–I15）"), ("健康相关问题", "疼痛感"), ("用药情况", "降压药"),
        ("身高", "158 厘米"), ("居住情况", "独居"), ("联系人电话", "139****5678"),
        ("信息提供者", "王小明"), ("与老人的关系", "子女"), ("经济来源", "未填"),
    ):  # fmt: skip
        assert said[name] == words
    texts = {label.text() for label in view.facts.findChildren(QLabel)}
    assert {"2027-11-23", "半失能"} <= texts


def test_the_older_field_stands_beside_the_level(
    begin: Callable[..., Opened], app: Application, clerk: Actor, who: str
) -> None:
    opened = begin()
    assert tab_of(opened.page).legacy.isHidden()
    app.members.change(change(app, clerk, who, self_care="自理"), clerk)
    assess(app, clerk, who, b1_1=0, diagnoses=["dementia"])
    tab = tab_of(begin().page)
    assert tab.legacy.text() == "档案里的自理情况（旧）：自理　现在的等级按旧口径是：半失能"
    assert not tab.notice.isHidden()


# --- taking back, the list, large text ----------------------------------------------------


def test_a_finished_one_is_taken_back_with_a_reason_and_comes_back(
    qtbot: QtBot, begin: Callable[..., Opened], app: Application, clerk: Actor, who: str
) -> None:
    assess(app, clerk, who, b1_1=0)
    opened = begin()
    listed = tab_of(opened.page)
    listed.buttons["void"].click()
    form: Any = form_of(opened.page)
    form.editor("reason").setPlainText("登错了人")
    form.submit()
    assert opened.toast == "评估已作废。"
    taken = [("已作废（轻度失能）", "作废：登错了人")]
    qtbot.waitUntil(lambda: cells(listed.table, "level", "cause") == taken)
    assert not listed.buttons["void"].isEnabled()
    assert not listed.buttons["correct"].isEnabled()
    assert listed.buttons["print"].isEnabled()
    undo = opened.heard.toasts[-1].undo
    assert undo is not None
    undo()
    assert opened.toast == "已撤销：作废 2026-11-23 的评估。"
    (row,) = rows(app, clerk, who)
    assert row.state == "final"


def test_what_was_finished_is_selected_and_has_the_keyboard(
    qtbot: QtBot, begin: Callable[..., Opened], app: Application, clerk: Actor, who: str
) -> None:
    first = assess(app, clerk, who, assessed_on=dt.date(2026, 11, 1))
    opened, fingers = begin(), Fingers()
    listed = tab_of(opened.page)
    listed.table.select(first)
    listed.table.setFocus()
    fingers.press(Key.Key_N, Qt.KeyboardModifier.AltModifier)
    whole_by_keys(fingers, guide_of(opened.page))
    newest = rows(app, clerk, who)[0].uid
    assert newest != first
    qtbot.waitUntil(lambda: listed.table.selected_ids() == (newest,))
    focus = QApplication.focusWidget()
    assert focus is not None
    assert listed.table.isAncestorOf(focus)
    assert "Alt+N" in listed.buttons["new"].toolTip()


def test_none_and_something_else_do_not_stand_together(begin: Callable[..., Opened]) -> None:
    guide = start(begin())
    guide.go_to("diagnoses")
    form = guide.forms["diagnoses"]
    boxes = {box.text(): box for box in form.editor("diagnoses").findChildren(CheckBox)}
    boxes["高血压"].click()
    boxes["无"].click()
    assert guide.values()["diagnoses"] == ["none"]
    boxes["糖尿病"].click()
    assert guide.values()["diagnoses"] == ["diabetes"]
    form.set_values({"diagnoses": ["none"]})
    boxes["糖尿病"].click()
    assert guide.values()["diagnoses"] == ["diabetes"]


def test_nothing_stands_out_before_it_was_passed_by(begin: Callable[..., Opened]) -> None:
    guide = start(begin())

    def orange() -> set[str]:
        tiles = guide.overview.tiles.items()
        return {column for column, tile in tiles if tile.property("empty") == "true"}

    assert orange() == set()
    guide.go_to("b1_1")
    guide.forward()
    assert orange() == {"b1_1"}
    guide.go_to("people")
    guide.finish_button.click()
    assert len(orange()) == 30, "all but the one that is asked"


@pytest.mark.parametrize(("scale", "width", "height"), [(150, 1180, 656), (200, 1310, 710)])
def test_every_step_and_the_foot_are_in_sight_with_large_text(
    qtbot: QtBot, qapp: QApplication, begin: Callable[..., Opened], app: Application,
    clerk: Actor, who: str, scale: int, width: int, height: int,
) -> None:  # fmt: skip
    fonts.load()
    theme.apply(qapp, Theme.LIGHT, scale)
    try:
        for day in (1, 2):
            assess(app, clerk, who, assessed_on=dt.date(2026, 11, day))
        opened = begin()
        opened.page.resize(width, height)
        qtbot.wait(20)
        table = tab_of(opened.page).table.view
        row = table.visualRect(table.model().index(0, 1))
        assert table.viewport().visibleRegion().contains(row), "the newest is in sight"
        guide = start(opened)
        for column in (*guide.overview.tiles,):
            guide.go_to(column)
            qtbot.wait(5)
            foot = (guide.finish_button, guide.foot.sums, guide.foot.missing)
            for shown in (guide.card.title, *guide.card.rows, *foot):
                assert shown.visibleRegion().boundingRect() == shown.rect(), column
        guide.go_to("b1_1")
        Fingers().digits("43")
        assert guide.foot.sums.text() == "总分 7 / 90　2 / 26 项"
        missing = guide.foot.missing.full_text()
        assert missing.startswith("还缺 29 项（F4 到下一项）：B.1.3 洗澡、B.1.4 穿/脱上衣、")
        assert missing.endswith("、自杀或自伤、其他")
        guide.go_to("background")
        line: Any = guide.forms["background"].editor("organisation")
        assert line.cursorPosition() == 0
    finally:
        theme.apply(qapp, Theme.LIGHT, 100)


def test_the_foot_is_in_sight_on_every_part(qtbot: QtBot, begin: Callable[..., Opened]) -> None:
    opened = begin()
    opened.page.resize(1270, 800)
    guide = start(opened)
    for key in ("background", "diagnoses", "conditions", "people"):
        guide.go_to(key)
        qtbot.wait(5)
        for shown in (guide.next_button, guide.finish_button, guide.foot.keys):
            assert shown.visibleRegion().boundingRect() == shown.rect(), key
    assert "PageDown" in guide.foot.keys.text()
