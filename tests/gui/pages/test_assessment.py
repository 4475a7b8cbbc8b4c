"""The tab 能力评估 and the guided form, on a real centre."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.services.assessments import AssessmentRow, OtherResult, SaveAssessment
from app.services.assessments.items import ITEMS
from app.services.rights import Actor
from app.views import theme
from app.views.assessments.guide import AssessmentGuide
from app.views.assessments.listing import AssessmentList
from app.views.assessments.scores import ScoresView
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


def _draft(app: Application, clerk: Actor, who: str) -> dict[str, Any]:
    found = rows(app, clerk, who)
    return dict(app.assessments.get(found[0].uid, clerk).values) if found else {}


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
        ("2019-05-01", "1 级（轻度失能）", "65", "长期"),
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
