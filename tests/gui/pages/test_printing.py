"""The page 打印 on a real centre: choose, preview, number, archive."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.printing.registry import FORMS
from app.services.assessments import OtherResult, SaveAssessment
from app.services.attendance import CheckIn
from app.services.consents import SignConsent, WithdrawConsent
from app.services.rights import Actor
from app.views.printing import build
from app.views.printing.parameters import FULL, Wanted
from app.views.widgets.purpose import ReasonForm
from app.wiring import Application
from tests.gui.pages.opened import Opened, cells, open_page, press
from tests.helpers.assessing import assess
from tests.helpers.people import id_number, register
from tests.unit.printing import papers

TODAY = dt.date(2026, 11, 23)
ROSTER, MEMBERS = "daily-roster", "member-list"
SUMMARY, CARD, REPORT = "member-file", "member-card", "assessment-report"
COMPARISON = "assessment-comparison"
SHEET, RECEIPT = "consent-sheet", "consent-withdrawal"
OF_ONE = (SUMMARY, CARD, SHEET, RECEIPT, REPORT)


@pytest.fixture
def opened(qtbot: QtBot, app: Application, clerk: Actor) -> Opened:
    uid = register(app, clerk, "王秀英")
    app.attendance.check_in(CheckIn(uid), clerk)
    return open_page(qtbot, app, build, clerk)


def preview(opened: Opened, name: str) -> None:
    """Choose a form and press 预览."""
    opened.page.buttons[name].click()
    opened.page.preview_button.click()


def numbers(app: Application, actor: Actor) -> list[str]:
    return [one.number for one in app.documents.recent(actor)]


def test_nothing_is_filed_before_a_form_is_chosen(
    opened: Opened, app: Application, clerk: Actor
) -> None:
    assert set(opened.page.buttons) == {form.name for form in FORMS}
    assert set(opened.page.buttons) >= {ROSTER, MEMBERS, SUMMARY, REPORT, CARD, SHEET, RECEIPT}
    assert opened.page.preview.page_count() == 0
    assert numbers(app, clerk) == []


def test_choosing_a_form_files_nothing(opened: Opened, app: Application, clerk: Actor) -> None:
    for name in (ROSTER, MEMBERS, ROSTER):
        opened.page.buttons[name].click()
    assert numbers(app, clerk) == []
    assert opened.page.preview.page_count() == 0
    assert "预览" in opened.page.preview.states.state.text()


def test_preview_shows_the_chosen_form_under_its_number(
    opened: Opened, app: Application, clerk: Actor
) -> None:
    preview(opened, ROSTER)
    assert opened.page.preview.page_count() == 1
    assert numbers(app, clerk) == ["QD-20261123-001"]
    assert "QD-20261123-001" in opened.page.header.subtitle.text()


def test_the_same_question_again_uses_up_no_number(
    opened: Opened, app: Application, clerk: Actor
) -> None:
    preview(opened, ROSTER)
    preview(opened, ROSTER)
    assert numbers(app, clerk) == ["QD-20261123-001"]


def test_another_page_asks_for_a_form_and_a_day(
    qtbot: QtBot, app: Application, clerk: Actor
) -> None:
    argument = {"form": ROSTER, "date": dt.date(2026, 11, 20)}
    page = open_page(qtbot, app, build, clerk, argument).page
    assert page.buttons[ROSTER].isChecked()
    assert page.date.date() == dt.date(2026, 11, 20)
    assert numbers(app, clerk) == ["QD-20261120-001"]


def test_typing_a_date_files_nothing_until_enter(
    opened: Opened, app: Application, clerk: Actor
) -> None:
    preview(opened, ROSTER)
    opened.page.date.setFocus()
    opened.page.date.selectAll()
    QTest.keyClicks(opened.page.date, "1122")
    assert numbers(app, clerk) == ["QD-20261123-001"]
    press(Qt.Key.Key_Return)
    assert numbers(app, clerk) == ["QD-20261122-001", "QD-20261123-001"]
    assert opened.page.preview.page_count() == 1


def test_leaving_a_changed_date_shows_no_outdated_form(
    opened: Opened, app: Application, clerk: Actor
) -> None:
    preview(opened, ROSTER)
    opened.page.date.setText("1120")
    opened.page.date.commit()
    assert opened.page.preview.page_count() == 0
    assert "日期已改" in opened.page.preview.states.state.text()
    assert numbers(app, clerk) == ["QD-20261123-001"]


def test_an_empty_date_is_asked_for(opened: Opened, app: Application, clerk: Actor) -> None:
    preview(opened, ROSTER)
    opened.page.date.clear()
    opened.page.preview_button.click()
    assert numbers(app, clerk) == ["QD-20261123-001"]


def test_a_roster_of_a_day_to_come_is_refused_in_a_sentence(
    opened: Opened, app: Application, clerk: Actor
) -> None:
    opened.page.activate({"form": ROSTER, "date": "2026-11-24"})
    assert "2026-11-24 这一天还没有到" in opened.page.preview.states.state.text()
    assert numbers(app, clerk) == []


def test_the_member_list_asks_for_no_date(opened: Opened) -> None:
    preview(opened, MEMBERS)
    assert not opened.page.date.isVisible()
    assert opened.page.preview.page_count() == 1


def test_the_archive_gives_back_the_filed_bytes(
    qtbot: QtBot,
    opened: Opened,
    app: Application,
    clerk: Actor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    preview(opened, ROSTER)
    preview(opened, MEMBERS)
    qtbot.waitUntil(lambda: opened.page.table.count() == 2)
    assert cells(opened.page.table, "number", "title", "pages") == [
        ("HM-20261123-001", "老人花名册", "1"),
        ("QD-20261123-001", "每日签到花名册", "1"),
    ]
    shown: list[bytes] = []
    monkeypatch.setattr(opened.page.preview, "set_pdf", lambda data, *_: shown.append(data))
    opened.page.table.activated.emit("QD-20261123-001")
    assert shown == [app.documents.pdf("QD-20261123-001", clerk)]
    assert len(numbers(app, clerk)) == 2


def test_only_changed_data_makes_another_document(
    qtbot: QtBot, opened: Opened, app: Application, clerk: Actor
) -> None:
    preview(opened, ROSTER)
    preview(opened, MEMBERS)
    opened.page.table.activated.emit("HM-20261123-001")
    preview(opened, ROSTER)
    assert "QD-20261123-001" in opened.page.header.subtitle.text()
    assert len(numbers(app, clerk)) == 2
    with qtbot.waitSignal(opened.page.data_changed):
        register(app, clerk, "李建国")
    preview(opened, ROSTER)
    assert "QD-20261123-002" in numbers(app, clerk)


def test_ctrl_p_prints_what_is_shown(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[str] = []
    monkeypatch.setattr(opened.page.preview, "print_now", lambda: printed.append("yes"))
    assert opened.page.trigger("print")
    assert printed == []
    assert "请先" in opened.page.preview.states.state.text()
    preview(opened, ROSTER)
    opened.page.trigger("print")
    assert printed == ["yes"]


def test_what_cannot_be_drawn_is_said_in_the_preview(
    opened: Opened, app: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.core.errors import UserError

    def refuse(*_: Any) -> None:
        raise UserError("text_too_long", "这一格的文字一页放不下。")

    monkeypatch.setattr(app.printing, "make", refuse)
    preview(opened, ROSTER)
    assert opened.page.preview.states.state.text() == "这一格的文字一页放不下。"
    assert opened.message == "这一格的文字一页放不下。"
    assert opened.page.preview_button.isEnabled()


def test_the_newest_question_wins(opened: Opened) -> None:
    """An answer that arrives late does not replace what was asked for since."""
    page, presenter = opened.page, opened.page.children()
    maker = next(one for one in presenter if type(one).__name__ == "PrintingPresenter")
    late: list[Any] = []
    original = opened.kit.runner.run
    opened.kit.runner.run = lambda work, done, *rest, **named: late.append((work, done))  # type: ignore[method-assign,assignment,misc]
    maker.make(Wanted(ROSTER, TODAY))
    opened.kit.runner.run = original  # type: ignore[method-assign]
    page.buttons[MEMBERS].click()
    page.preview_button.click()
    before = page.header.subtitle.text()
    work, done = late[0]
    done(work())
    assert page.header.subtitle.text() == before


# --- papers of one person -----------------------------------------------------------------


@pytest.fixture
def wang(opened: Opened, app: Application, clerk: Actor) -> str:
    """王秀英 was assessed twice by the standard and once before it, and took a consent back."""
    uid = app.members.who("王秀英", clerk).uid
    assess(app, clerk, uid, assessed_on=dt.date(2026, 1, 5))
    second = assess(app, clerk, uid, assessed_on=dt.date(2026, 6, 1), b1_1=0)
    draft = app.assessments.correct(second, "看错", clerk)
    version = app.assessments.get(draft, clerk).version
    app.assessments.finish(SaveAssessment(uid, {"b1_1": 2}, draft, version), clerk)
    app.assessments.record_other(OtherResult(uid, "地方", dt.date(2026, 10, 1), "一级"), clerk)
    for kind in ("meals", "photo"):
        consent = app.consents.sign(SignConsent(uid, kind, 1, "self", TODAY, witness="小王"), clerk)
        if kind == "photo":
            app.consents.withdraw(WithdrawConsent(consent, TODAY, ""), clerk)
    return uid


def choose_person(opened: Opened, text: str = "王秀英") -> None:
    """Type a name as a clerk does and take the first hit."""
    picker = opened.page.picker
    picker.setFocus()
    picker.search(text)
    QTest.keyClick(picker, Qt.Key.Key_Return)
    picker.close_popup()


def offered(opened: Opened) -> list[str]:
    box = opened.page.parameters.choice
    return [box.itemText(at) for at in range(box.count())]


def shown_text(opened: Opened, app: Application, actor: Actor) -> str:
    number = app.documents.recent(actor)[0].number
    assert number in opened.page.header.subtitle.text()
    return papers.text(app.documents.pdf(number, actor))


@pytest.mark.parametrize("name", OF_ONE)
def test_every_paper_of_one_person_is_made_here(
    opened: Opened, app: Application, clerk: Actor, wang: str, name: str
) -> None:
    opened.page.buttons[name].click()
    choose_person(opened)
    assert numbers(app, clerk) == []
    opened.page.preview_button.click()
    assert opened.page.preview.page_count() >= 1
    assert "王秀英" in shown_text(opened, app, clerk)
    assert app.documents.recent(clerk)[0].form == name


@pytest.mark.parametrize("name", OF_ONE)
def test_a_person_is_asked_for_first(
    opened: Opened, app: Application, clerk: Actor, name: str
) -> None:
    opened.page.buttons[name].click()
    opened.page.preview_button.click()
    assert opened.page.preview.states.state.text() == "请先选一位老人。"
    assert opened.page.picker.hasFocus()
    assert numbers(app, clerk) == []


def test_which_assessment_the_newest_by_the_standard_first(
    opened: Opened, app: Application, clerk: Actor, wang: str
) -> None:
    opened.page.buttons[REPORT].click()
    choose_person(opened)
    assert offered(opened) == [
        "2026-06-01　1 级 轻度失能", "2026-06-01　1 级 轻度失能（更正前）", "2026-10-01　一级",
        "2026-01-05　0 级 能力完好",
    ]  # fmt: skip
    assert opened.page.parameters.detail.text() == "PG-20261123-003，GB/T 42195-2022，更正：看错"
    opened.page.preview_button.click()
    assert "88 / 90" in shown_text(opened, app, clerk)
    opened.page.parameters.choice.setCurrentIndex(2)
    assert opened.page.preview.page_count() == 0, "another one was chosen"
    opened.page.preview_button.click()
    assert "一级" in shown_text(opened, app, clerk)
    assert len(numbers(app, clerk)) == 2


def test_two_assessments_are_chosen_the_newest_with_the_one_before_it_first(
    opened: Opened, app: Application, clerk: Actor, wang: str
) -> None:
    opened.page.buttons[COMPARISON].click()
    choose_person(opened)
    assert offered(opened) == [
        "2026-01-05 → 2026-06-01", "2026-06-01 → 2026-10-01", "2026-01-05 → 2026-10-01",
        "2026-06-01 → 2026-06-01（更正前后）",
    ]  # fmt: skip
    detail = "PG-20261123-001 0 级 能力完好；PG-20261123-003 1 级 轻度失能"
    assert opened.page.parameters.detail.text() == detail
    opened.page.preview_button.click()
    assert "2026-01-05 与 2026-06-01" in shown_text(opened, app, clerk)
    opened.page.parameters.choice.setCurrentIndex(1)
    opened.page.preview_button.click()
    assert "不可比较" in shown_text(opened, app, clerk)


def test_a_kind_of_consent_is_chosen(
    opened: Opened, app: Application, clerk: Actor, wang: str
) -> None:
    opened.page.buttons[SHEET].click()
    assert "人脸识别单独同意书" in offered(opened)
    choose_person(opened)
    opened.page.parameters.choice.setCurrentIndex(offered(opened).index("人脸识别单独同意书"))
    opened.page.preview_button.click()
    assert "人脸识别单独同意书" in shown_text(opened, app, clerk)


def test_who_has_nothing_of_that_kind_is_told_so(
    opened: Opened, app: Application, clerk: Actor, wang: str
) -> None:
    register(app, clerk, "李建国")
    for name, words in ((RECEIPT, "没有撤回过同意书"), (REPORT, "还没有完成的能力评估"),
                        (COMPARISON, "没有两份完成的能力评估")):  # fmt: skip
        opened.page.buttons[name].click()
        choose_person(opened, "李建国")
        assert words in opened.page.parameters.none.text()
        opened.page.preview_button.click()
        assert words in opened.page.preview.states.state.text()
    choose_person(opened)
    assert opened.page.parameters.none.isHidden()
    assert numbers(app, clerk) == []


def test_the_person_stays_while_forms_change_and_goes_with_another_text(
    opened: Opened, wang: str
) -> None:
    opened.page.buttons[SUMMARY].click()
    choose_person(opened)
    assert "1938 年" in opened.page.parameters.about.text()
    opened.page.buttons[CARD].click()
    assert opened.page.parameters.wanted() == Wanted(CARD, None, wang)
    opened.page.picker.insert("王")
    assert opened.page.parameters.wanted().member == ""
    assert opened.page.parameters.about.isHidden()


def test_a_new_assessment_can_be_chosen_at_once(
    qtbot: QtBot, opened: Opened, app: Application, clerk: Actor, wang: str
) -> None:
    opened.page.buttons[REPORT].click()
    choose_person(opened)
    before = len(offered(opened))
    opened.page.preview_button.click()
    assert opened.page.preview.page_count() == 3
    assess(app, clerk, wang)
    qtbot.waitUntil(lambda: len(offered(opened)) == before + 1)
    assert opened.page.parameters.choice.currentText().startswith("2026-11-23")
    assert opened.page.preview.page_count() == 0, "it is not the newest any more"
    opened.page.parameters.choice.setCurrentIndex(2)
    chosen = opened.page.parameters.choice.currentText()
    assess(app, clerk, wang)
    qtbot.waitUntil(lambda: len(offered(opened)) == before + 2)
    assert opened.page.parameters.choice.currentText() == chosen


def test_the_same_form_again_keeps_what_is_shown(opened: Opened, wang: str) -> None:
    opened.page.buttons[REPORT].click()
    choose_person(opened)
    opened.page.preview_button.click()
    opened.page.buttons[REPORT].click()
    assert opened.page.preview.page_count() == 3


# --- full numbers -------------------------------------------------------------------------


@pytest.fixture
def boss(qtbot: QtBot, app: Application, manager: Actor) -> Opened:
    """The page of somebody who may print full numbers, with 李秀珍 chosen for her summary."""
    register(app, manager, "李秀珍", id_number=id_number("19400101", 124))
    page = open_page(qtbot, app, build, manager)
    page.page.buttons[SUMMARY].click()
    choose_person(page, "李秀珍")
    return page


def ask_full(opened: Opened) -> ReasonForm:
    numbers = opened.page.parameters.numbers
    assert numbers.isVisible()
    numbers.setCurrentIndex(numbers.findData(FULL))
    opened.page.preview_button.click()
    sheet = opened.page.sheet()
    assert sheet is not None
    assert isinstance(sheet.content, ReasonForm)
    return sheet.content


def give(form: ReasonForm, purpose: str) -> None:
    line: Any = form.editor("reason")
    line.setText(purpose)
    form.submit()


def test_a_clerk_is_not_offered_full_numbers(opened: Opened, wang: str) -> None:
    opened.page.buttons[SUMMARY].click()
    choose_person(opened)
    assert not opened.page.parameters.numbers.isVisible()


def test_full_numbers_are_made_for_a_purpose_only(
    boss: Opened, app: Application, manager: Actor
) -> None:
    form = ask_full(boss)
    assert numbers(app, manager) == []
    give(form, "")
    assert form.errors()
    assert numbers(app, manager) == []
    give(form, "街道核对")
    assert boss.page.sheet() is None
    (row,) = app.documents.recent(manager)
    assert row.full
    assert boss.page.header.subtitle.text() == f"编号 {row.number}，已存档，含完整证件号"
    text = papers.text(app.documents.pdf(row.number, manager, "核对"))
    assert id_number("19400101", 124) in text
    assert "含完整证件号 · 用途：街道核对" in text
    ask_full(boss)  # every time anew
    assert len(numbers(app, manager)) == 1


def test_giving_up_the_purpose_prints_nothing(
    boss: Opened, app: Application, manager: Actor
) -> None:
    ask_full(boss).cancelled.emit()
    assert boss.page.sheet() is None
    assert numbers(app, manager) == []
    assert boss.page.preview.page_count() == 0
    assert boss.page.preview_button.isEnabled()


def test_full_numbers_do_not_wait_for_the_next_person(boss: Opened) -> None:
    give(ask_full(boss), "街道核对")
    assert boss.page.preview.page_count() > 0
    boss.page.hide()
    boss.page.show()
    assert boss.page.preview.page_count() == 0


def test_a_filed_full_paper_is_reopened_for_a_purpose(
    qtbot: QtBot, boss: Opened, app: Application, manager: Actor
) -> None:
    give(ask_full(boss), "街道核对")
    number = numbers(app, manager)[0]
    boss.page.buttons[MEMBERS].click()
    qtbot.waitUntil(lambda: boss.page.table.count() == 1)
    assert cells(boss.page.table, "title") == [("完整号码·老人档案摘要",)]
    boss.page.table.activated.emit(number)
    assert boss.page.preview.page_count() == 0
    sheet = boss.page.sheet()
    assert sheet is not None
    give(sheet.content, "补寄")
    assert boss.page.preview.page_count() > 0
    assert app.audit.show(manager, limit=1)[0].reason == "补寄"


def test_a_clerk_cannot_reopen_a_full_paper(
    opened: Opened, app: Application, manager: Actor, wang: str
) -> None:
    params = {"member": wang, "full": "1", "reason": "街道核对"}
    number = app.printing.make(SUMMARY, params, manager).number
    opened.page.table.activated.emit(number)
    assert opened.page.sheet() is None
    assert opened.page.preview.page_count() == 0
    assert "查看完整证件号和电话" in opened.message
