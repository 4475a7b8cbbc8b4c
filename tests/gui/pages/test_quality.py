"""数据质量 in the window: what is asked, and that every line opens the place where it is mended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.core.codes import MealSlot
from app.models import Assessment, Consent, Member, MemberCard
from app.services.cards import EndCard, IssueCard
from app.services.data_quality import CHECKS
from app.services.meals import ServeMeal
from app.services.rights import Actor
from app.views import files
from app.views.assessments.listing import AssessmentList
from app.views.members.form import MemberForm
from app.views.members.page import FILE, LIST, MembersPage
from app.views.members.paper import PaperView
from app.views.members.quality import QualityView
from app.views.tasks import TaskRunner
from app.views.theme import Tone
from app.wiring import Application
from tests.gui.pages.desk import Desk, shown
from tests.gui.pages.members_page import content, members_page
from tests.helpers.people import id_number, leave, register

NAMES = ("陈秀英", "王建国", "李阿毛", "赵一")
WHO = "周桂香"


@pytest.fixture
def people(app: Application, clerk: Actor) -> dict[str, str]:
    """Four people: name → uid; the last two without a community."""
    given: dict[str, str] = {}
    for n, name in enumerate(NAMES):
        place = {"community": "小河社区"} if n < 2 else {}
        number = id_number(f"{1936 + n}0304", 2 * n)
        given[name] = register(
            app, clerk, name, id_number=number, phone=f"1381234000{n}",
            joined_on=dt.date(2026, 11, 1), **place,
        )  # fmt: skip
    return given


@pytest.fixture
def desk(app: Application, manager: Actor) -> Desk:
    return Desk(app, manager)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, people: dict[str, str]) -> Iterator[MembersPage]:
    with members_page(qtbot, desk) as made:
        yield made


def quality(page: MembersPage) -> QualityView:
    menu = page.header.buttons["tidy"].menu()
    next(one for one in menu.actions() if one.text() == "数据质量").trigger()
    assert isinstance(page.full, QualityView)
    return page.full


def lines(view: QualityView) -> dict[str, tuple[str, str]]:
    """Check → its state and number as shown."""
    return {row[1]: (row[0], row[2]) for row in shown(view.checks)}


def test_the_checks_stand_with_their_counts(page: MembersPage) -> None:
    view = quality(page)
    assert lines(view)["缺社区"] == ("缺少", "2")
    assert lines(view)["缺紧急联系人"] == ("缺少", "4")
    assert view.title.text() == "缺紧急联系人"


def test_what_found_somebody_comes_first_and_stays_there(page: MembersPage) -> None:
    view = quality(page)
    found = [row[2] != "0" for row in shown(view.checks)]
    assert (any(found), found) == (True, sorted(found, reverse=True))
    first = [row[1] for row in shown(view.checks)]
    view.set_counts({**dict.fromkeys((c.key for c in CHECKS), 0), "no_id": 3}, "no_id")
    assert [row[1] for row in shown(view.checks)] == first
    assert lines(view)["缺证件号"] == ("缺少", "3")


def test_counts_that_come_again_leave_the_list_where_it_was_turned_to(
    qtbot: QtBot, app: Application, manager: Actor, people: dict[str, str]
) -> None:
    """With real threads: the rows come after what was said about them."""
    runner = TaskRunner()
    with members_page(qtbot, Desk(app, manager, runner)) as page:
        view, idle = quality_soon(page, qtbot), lambda: not runner.busy()
        assert view.checks.current_id() == "no_emergency"
        view.checks.setFixedHeight(200)
        bar = view.checks.view.verticalScrollBar()
        qtbot.waitUntil(lambda: bar.maximum() > 5)
        view.checks.select(view.checks.model.ids()[-1])
        bar.setValue(bar.maximum())
        page.refresh()
        qtbot.waitUntil(idle)
        assert bar.value() == bar.maximum()
        assert view.checks.current_id() == view.checks.model.ids()[-1]
        bar.setValue(0)
        page.refresh()
        qtbot.waitUntil(idle)
        assert bar.value() == 0, "nor is it taken back to what is chosen"
        assert runner.stop()


def test_the_checks_can_be_gone_through_by_keyboard_at_once(
    qtbot: QtBot, app: Application, manager: Actor, people: dict[str, str]
) -> None:
    """On opening, after F5 and on the way back from a file a check is current."""
    runner = TaskRunner()
    desk = Desk(app, manager, runner)
    with members_page(qtbot, desk) as page:
        view, idle = quality_soon(page, qtbot), lambda: not runner.busy()
        for _ in range(2):
            qtbot.waitUntil(idle)
            assert QApplication.focusWidget() is view.checks.view
            assert view.checks.current_id() == view.checks.selected_ids()[0] == "no_emergency"
            page.refresh()
        qtbot.waitUntil(idle)
        QTest.keyClick(view.checks.view, Qt.Key.Key_Return)
        assert QApplication.focusWidget() is view.people.view
        view.people.select(view.people.model.ids()[0])
        QTest.keyClick(view.people.view, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(desk.gone))
        page.activate(desk.gone[-1][1])
        qtbot.waitUntil(lambda: page.view() == FILE and not runner.busy())
        page.close_sheet()
        page.back()
        qtbot.waitUntil(lambda: isinstance(page.full, QualityView) and not runner.busy())
        back = page.full
        assert isinstance(back, QualityView)
        assert back.checks.current_id() == "no_emergency"
        assert QApplication.focusWidget() is back.checks.view
        assert runner.stop()


def test_what_was_mended_on_another_page_is_counted_anew(
    qtbot: QtBot, page: MembersPage, app: Application, clerk: Actor, people: dict[str, str]
) -> None:
    meal = app.meals.serve(ServeMeal(people["赵一"], MealSlot.LUNCH), clerk).meal_uid
    leave(app, clerk, people["赵一"], dt.date(2026, 11, 10))
    view = quality(page)
    assert lines(view)["不在册时有签到或就餐"][1] == "1"
    page.hide()
    app.meals.undo(meal, "记错了", clerk)
    page.changed(frozenset({"meal"}))
    assert lines(view)["不在册时有签到或就餐"][1] == "1", "out of sight nothing is counted"
    page.show()
    qtbot.waitUntil(lambda: lines(view)["不在册时有签到或就餐"][1] == "0")


def test_many_check_ins_are_one_counting_and_the_list_stays(
    qtbot: QtBot, page: MembersPage, app: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, counted, listed = quality(page), list[int](), list[int]()
    view.outdated.connect(lambda: counted.append(1))
    page.refresh_requested.connect(lambda: listed.append(1))
    for _ in range(20):
        page.changed(frozenset({"attendance"}))
    qtbot.waitUntil(lambda: counted == [1])
    assert not view._soon.isActive()
    page.back()
    page.changed(frozenset({"attendance"}))
    assert (counted, listed) == ([1], []), "the list itself does not ask about check-ins"


def quality_soon(page: MembersPage, qtbot: QtBot) -> QualityView:
    menu = page.header.buttons["tidy"].menu()
    next(one for one in menu.actions() if one.text() == "数据质量").trigger()
    qtbot.waitUntil(lambda: isinstance(page.full, QualityView) and page.full.checks.count() > 0)
    assert isinstance(page.full, QualityView)
    return page.full


def test_where_nobody_was_found_the_line_says_so_in_grey(page: MembersPage) -> None:
    view = quality(page)
    assert lines(view)["缺证件号"] == lines(view)["年龄超过 120 岁"] == ("没有", "0")
    model = view.checks.model
    row = model.row_of("no_id")
    status = model.status(model.index(row, 0))
    assert status is not None
    assert status.tone is Tone.NEUTRAL


def test_a_line_opens_the_field_to_mend_and_comes_back(
    page: MembersPage, desk: Desk, people: dict[str, str]
) -> None:
    view = quality(page)
    view.checks.select("no_community")
    assert [row[1] for row in shown(view.people)] == ["李阿毛", "赵一"]
    view.people.select(view.people.model.ids()[0])
    QTest.keyClick(view.people.view, Qt.Key.Key_Return)
    where, argument = desk.gone[-1]
    assert (where, argument) == (
        "members", {"uid": people["李阿毛"], "tab": "", "field": "community"},
    )  # fmt: skip
    page.activate(argument)
    form = content(page)
    assert isinstance(form, MemberForm)
    line: Any = form.editor("community")
    line.insert("小河社区")
    form.submit()
    assert page.view() == FILE
    page.back()
    assert isinstance(page.full, QualityView)
    assert page.full.title.text() == "缺社区"
    assert [row[1] for row in shown(page.full.people)] == ["赵一"]
    page.back()
    assert page.view() == LIST


def test_a_button_does_what_enter_does_and_the_communities_narrow(
    page: MembersPage, desk: Desk, people: dict[str, str]
) -> None:
    view = quality(page)
    assert not view.mend.isEnabled()
    view.people.toolbar.chips["community"].choose("小河社区")
    assert {row[1] for row in shown(view.people)} == {"陈秀英", "王建国"}
    view.people.select(view.people.model.ids()[0])
    view.mend.click()
    assert desk.gone[-1][1]["field"] == "emergency_contact"


@pytest.mark.parametrize(
    ("wanted", "title"),
    [("no_community", "缺社区"), ("missing", "缺紧急联系人"), ("coming", "缺紧急联系人"),
     (True, "缺紧急联系人")],
)  # fmt: skip
def test_an_argument_opens_a_check_or_the_first_of_a_group(
    page: MembersPage, wanted: object, title: str
) -> None:
    page.activate({"quality": wanted})
    assert isinstance(page.full, QualityView)
    assert page.full.title.text() == title


def test_what_a_check_found_is_printed_and_exported(
    page: MembersPage, desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(files, "choose_save", lambda *_: tmp_path / "x.xlsx")
    view = quality(page)
    view.people.toolbar.export.click()
    assert len(desk.saved[0][2]) == 4
    view.people.toolbar.print.click()
    assert isinstance(page.full, PaperView)
    page.back()
    assert isinstance(page.full, QualityView)
    assert page.trigger("print"), "Ctrl+P does the same"
    assert isinstance(page.full, PaperView)


# --- every kind of line -----------------------------------------------------------------------


def raw(**values: Any) -> Callable[[Application, Actor, str], None]:
    """Spoil the file as an older list left it."""

    def spoil(app: Application, actor: Actor, uid: str) -> None:
        with app.db.write(actor) as unit:
            member = unit.session.scalars(select(Member).where(Member.uid == uid)).one()
            for key, value in values.items():
                setattr(member, key, value)

    return spoil


def add(make: Callable[[int], Any]) -> Callable[[Application, Actor, str], None]:
    """Add a row of the member's."""

    def spoil(app: Application, actor: Actor, uid: str) -> None:
        row = make(app.members.file(uid, actor).id)
        with app.db.write(actor) as unit:
            unit.session.add(row)

    return spoil


def old_assessment(member_id: int) -> Assessment:
    return Assessment(
        member_id=member_id, number="PG-1", standard="GB/T 42195-2022", state="final",
        assessed_on="2025-11-22", cause="regular", valid_until="2026-11-22",
    )  # fmt: skip


def old_consent(member_id: int) -> Consent:
    return Consent(member_id=member_id, kind="photo", text_number=1, signed_by="self",
                   signer_name=WHO, signed_on="2025-01-01", until="2026-11-22")  # fmt: skip


def lose_card(app: Application, actor: Actor, uid: str) -> None:
    app.cards.issue(IssueCard(uid, "YS1"), actor)
    app.cards.lose(EndCard(app.cards.of(uid, actor)[0].uid), actor)


def card_until(day: dt.date) -> Callable[[Application, Actor, str], None]:
    def give(app: Application, actor: Actor, uid: str) -> None:
        app.cards.issue(IssueCard(uid, "YS1"), actor)
        raw_card(app, actor, day)

    return give


def raw_card(app: Application, actor: Actor, day: dt.date) -> None:
    from app.models import MemberCard

    with app.db.write(actor) as unit:
        unit.session.scalars(select(MemberCard)).one().valid_until = day.isoformat()


def leave_early(app: Application, actor: Actor, uid: str) -> None:
    leave(app, actor, uid, dt.date(2026, 11, 1))
    raw(joined_on="2026-11-20")(app, actor, uid)


def two_cards(app: Application, actor: Actor, uid: str) -> None:
    app.cards.issue(IssueCard(uid, "YS1"), actor)
    add(lambda member: MemberCard(member_id=member, number="YS2", state="issued"))(app, actor, uid)


Spoil = Callable[[Application, Actor, str], None]
FORMS: tuple[tuple[str, Spoil, str], ...] = (
    ("no_id", raw(id_number=None), "id_number"),
    ("no_id", raw(id_number=None, id_type="none"), "no_document_reason"),
    ("no_birth", raw(birth_date=None, id_number=None), "id_number"),
    ("no_birth", raw(birth_date=None, id_type="passport", id_number="E1"), "birth_date"),
    ("no_phone", raw(phone=None), "phone"),
    ("no_emergency", raw(emergency_contact=None, emergency_phone=None), "emergency_contact"),
    ("no_emergency", raw(emergency_phone=None), "emergency_phone"),
    ("no_community", raw(community=None), "community"),
    ("too_old", raw(birth_date="1904-01-01"), "id_number"),
    ("too_old", raw(birth_date="1904", id_type="passport", id_number="E1"), "birth_date"),
    ("joined_before_birth", raw(birth_date="2026-05-01"), "joined_on"),
    ("odd_phone", raw(phone="138"), "phone"),
    ("odd_phone", raw(phone2="12"), "phone2"),
    ("odd_phone", raw(emergency_phone="12"), "emergency_phone"),
    ("shared_phone", raw(), "phone"),
)
TABS: tuple[tuple[str, Spoil, str, str], ...] = (
    ("left_before_joining", leave_early, "membership", "修改"),
    ("card", lose_card, "membership", "补办"),
    ("card_expired", card_until(dt.date(2026, 11, 22)), "membership", ""),
    ("card_ending", card_until(dt.date(2026, 12, 1)), "membership", ""),
    ("consent", add(old_consent), "consents", "登记签署"),
    ("card_twice", two_cards, "membership", ""),
)
"""Check, what is wrong, the tab, and the button that has the focus there."""
ELSEWHERE = {
    "assessment", "birthday", "unseen", "outside", "assessed_unborn", "two_heads", "no_head",
}  # fmt: skip


@pytest.fixture
def one(app: Application, clerk: Actor, people: dict[str, str]) -> str:
    """周桂香, with whose file nothing is wrong."""
    raw(phone="13800000000")(app, clerk, people["陈秀英"])
    raw(phone="13800000000")(app, clerk, people["王建国"])
    return register(
        app, clerk, WHO, id_number=id_number("19450304", 124), phone="13800000000",
        community="小河社区", emergency_contact="李明", emergency_phone="13900001111",
        joined_on=dt.date(2026, 1, 5),
    )  # fmt: skip


def go(page: MembersPage, desk: Desk, key: str) -> None:
    """Press Enter on 周桂香 in the check ``key``, and follow as the window does."""
    page.activate({"quality": key})
    view = page.full
    assert isinstance(view, QualityView)
    names = [row[1] for row in shown(view.people)]
    assert WHO in names, f"{key} does not find the file"
    view.people.select(view.people.model.ids()[names.index(WHO)])
    assert all(row[4] for row in shown(view.people)), "every line says what is wrong"
    QTest.keyClick(view.people.view, Qt.Key.Key_Return)
    where, argument = desk.gone[-1]
    assert where == "members"
    page.activate(argument)
    page.activateWindow()
    QApplication.processEvents()
    assert page.header.title.text() == WHO


def focus(page: MembersPage) -> QWidget:
    found = page.window().focusWidget()
    assert found is not None
    return found


def test_every_check_is_tried_below() -> None:
    tried = {key for key, *_ in FORMS} | {key for key, *_ in TABS} | ELSEWHERE
    assert tried == {check.key for check in CHECKS}


@pytest.mark.parametrize(("key", "spoil", "field"), FORMS)
def test_a_field_is_mended_in_the_form(
    page: MembersPage, desk: Desk, app: Application, clerk: Actor, one: str, key: str,
    spoil: Spoil, field: str,
) -> None:  # fmt: skip
    spoil(app, clerk, one)
    go(page, desk, key)
    form = content(page)
    assert isinstance(form, MemberForm)
    editor = form.editor(field)
    assert editor.isVisible()
    assert editor.isEnabled(), "it can be typed in"
    assert focus(page) is editor or editor.isAncestorOf(focus(page))


@pytest.mark.parametrize(("key", "spoil", "tab", "button"), TABS)
def test_an_entry_is_mended_in_its_tab(
    page: MembersPage, desk: Desk, app: Application, clerk: Actor, one: str, key: str,
    spoil: Spoil, tab: str, button: str,
) -> None:  # fmt: skip
    spoil(app, clerk, one)
    go(page, desk, key)
    assert page.tabs.current() == tab
    made: Any = focus(page)
    row = made.parentWidget()
    assert row.property("pointed") == "true", "the row is marked"
    assert made.visibleRegion().isEmpty() is False
    if button:
        assert made.text() == button


def test_an_old_assessment_is_selected_beside_the_button_for_a_new_one(
    page: MembersPage, desk: Desk, app: Application, clerk: Actor, one: str
) -> None:
    add(old_assessment)(app, clerk, one)
    go(page, desk, "assessment")
    assert page.tabs.current() == "assessment"
    found = page.tabs.tab("assessment").findChild(AssessmentList)  # type: ignore[union-attr]
    assert found.chosen().valid_until == "2026-11-22"
    assert found.buttons["new"].isEnabled()


def test_a_birthday_opens_the_file_and_who_stays_away_their_history(
    page: MembersPage, desk: Desk, app: Application, clerk: Actor, one: str
) -> None:
    raw(birth_date="1946-11-30")(app, clerk, one)
    for key, tab in (("birthday", ""), ("unseen", "timeline")):
        go(page, desk, key)
        assert (page.view(), page.tabs.current(), page.sheet()) == (FILE, tab, None)


def test_an_assessment_before_birth_is_selected(
    page: MembersPage, desk: Desk, app: Application, clerk: Actor, one: str
) -> None:
    add(lambda member: Assessment(
        member_id=member, number="PG-1", standard="GB/T 42195-2022", state="final",
        assessed_on="1944-01-01", cause="regular", valid_until="2027-11-22",
    ))(app, clerk, one)  # fmt: skip
    go(page, desk, "assessed_unborn")
    found = page.tabs.tab("assessment").findChild(AssessmentList)  # type: ignore[union-attr]
    assert found.chosen().assessed_on == "1944-01-01"


def test_a_household_without_a_head_opens_the_family(
    page: MembersPage, desk: Desk, app: Application, clerk: Actor, one: str
) -> None:
    app.households.create(one, clerk, "10")
    go(page, desk, "no_head")
    assert page.tabs.current() == "family"


def test_a_meal_after_the_last_day_opens_the_day_of_the_meal(
    page: MembersPage, desk: Desk, app: Application, clerk: Actor, one: str
) -> None:
    served = app.meals.serve(ServeMeal(one, MealSlot.LUNCH), clerk)
    leave(app, clerk, one, dt.date(2026, 11, 10))
    page.activate({"quality": "outside"})
    view = page.full
    assert isinstance(view, QualityView)
    view.people.select(view.people.model.ids()[0])
    QTest.keyClick(view.people.view, Qt.Key.Key_Return)
    assert desk.gone[-1] == (
        "meals", {"date": "2026-11-23", "slot": "lunch", "row": served.meal_uid}
    )  # fmt: skip
