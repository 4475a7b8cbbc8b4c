"""The tabs 家庭, 分类保障 and 健康提示 of a file, and the printed summary."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabBar
from pytestqt.qtbot import QtBot

from app.services.classification import SaveClass
from app.services.contacts import SaveContact
from app.services.rights import Actor
from app.views import theme
from app.views.members import build
from app.views.members.page import FULL, MembersPage
from app.views.members.tabs.classes import ClassesTab
from app.views.members.tabs.family import FamilyTab
from app.views.members.tabs.health import HealthTab
from app.wiring import Application
from tests.gui.pages.desk import Desk, shown
from tests.helpers.people import register

HOME = "小河路 1 号"


@pytest.fixture
def desk(app: Application, manager: Actor) -> Desk:
    return Desk(app, manager)


@pytest.fixture
def wife(app: Application, manager: Actor) -> str:
    """陈秀英, who lives with 王建国 (already there when she is)."""
    register(app, manager, "王建国", address=HOME)
    return register(app, manager, "陈秀英", address=HOME, categories=("独居", "低保"))


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, wife: str) -> Iterator[MembersPage]:
    made = build(desk.app, desk.kit)
    assert isinstance(made, MembersPage)
    made.resize(1240, 820)
    made.show()
    qtbot.waitExposed(made)
    made.activate(wife)
    yield made
    made.close_sheet()
    made.hide()
    made.deleteLater()


def form_of(page: MembersPage) -> Any:
    sheet = page.sheet()
    assert sheet is not None
    return sheet.content


def fill(form: Any, **values: str) -> None:
    for key, value in values.items():
        form.editor(key).setText(value)


def check(form: Any, key: str, *chosen: str) -> None:
    form._cells[key].editor.set_value(chosen)
    form._cells[key].editor.changed.emit()


def open_tab(page: MembersPage, key: str) -> Any:
    page.tabs.choose(key)
    return page.tabs.tab(key)


def test_the_wheel_over_the_tabs_does_not_leave_the_tab(page: MembersPage) -> None:
    open_tab(page, "family")
    bar = page.tabs.findChild(QTabBar)
    assert bar is not None
    middle = QPointF(bar.rect().center())
    none = Qt.KeyboardModifier.NoModifier
    turned = QWheelEvent(middle, bar.mapToGlobal(middle), QPoint(), QPoint(0, -240),
                         Qt.MouseButton.NoButton, none, Qt.ScrollPhase.NoScrollPhase,
                         False)  # fmt: skip
    QApplication.sendEvent(bar, turned)
    assert page.tabs.current() == "family"


# --- family -------------------------------------------------------------------------------


@pytest.fixture
def family(page: MembersPage) -> FamilyTab:
    tab = open_tab(page, "family")
    assert isinstance(tab, FamilyTab)
    return tab


def add_contact(page: MembersPage, tab: FamilyTab, name: str, relation: str, phone: str) -> None:
    tab.around.buttons["add"].click()
    fill(form_of(page), name=name, relation=relation, phone=phone)
    form_of(page).submit()
    assert page.sheet() is None


def contacts(tab: FamilyTab) -> list[list[str]]:
    return [row[:5] for row in shown(tab.contacts)]


def test_the_lists_are_as_high_as_their_lines_and_scroll_with_the_tab(
    qtbot: QtBot, page: MembersPage, family: FamilyTab
) -> None:
    """One contact leaves room for the household; eight are all seen, without a bar of their own."""
    add_contact(page, family, "陈大明", "儿子", "13900001111")
    one = family.contacts.view.minimumSizeHint().height()
    for n in range(7):
        add_contact(page, family, f"陈小{'一二三四五六七'[n]}", "女儿", f"1390000222{n}")
    row = family.contacts.view.verticalHeader().defaultSectionSize()
    assert family.contacts.view.minimumSizeHint().height() == one + 6 * row
    bar = family.contacts.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == 0)


def test_a_contact_is_added_found_by_pinyin_and_called_first(
    page: MembersPage, family: FamilyTab, desk: Desk
) -> None:
    add_contact(page, family, "陈志明", "peiou", "13912345678")
    assert contacts(family) == [["第 1 位", "陈志明", "配偶", "139****5678", ""]]
    assert desk.toasts == ["联系人已保存。"]
    page.tabs.choose("")
    assert page.file_view.value("紧急联系人") == "陈志明"


def test_a_new_contact_and_a_new_class_can_be_taken_back(
    page: MembersPage, family: FamilyTab, desk: Desk
) -> None:
    add_contact(page, family, "陈志明", "子", "13912345678")
    assert desk.undoable[-1] == "增加联系人陈志明"
    desk.notify.undo_last()
    assert contacts(family) == []
    tab = open_tab(page, "classes")
    assert isinstance(tab, ClassesTab)
    before = on_axis(tab, "physical")
    tab.cards["physical"].give.click()
    combo = form_of(page).editor("code")
    combo.setCurrentIndex(combo.findData("失智"))
    form_of(page).submit()
    assert desk.undoable[-1] == "增加分类"
    desk.notify.undo_last()
    assert on_axis(tab, "physical") == before


def test_the_order_of_calling_follows_the_arrows(page: MembersPage, family: FamilyTab) -> None:
    for number, name in enumerate(("陈一", "陈二", "陈三")):
        add_contact(page, family, name, "子", f"1391234567{number}")
    assert not family.around.buttons["up"].isEnabled()
    third = family._found.contacts[2].uid
    family.contacts.select(third)
    assert family.around.buttons["up"].isEnabled()
    assert not family.around.buttons["down"].isEnabled()
    family.around.buttons["up"].click()
    family.around.buttons["up"].click()
    assert [row[1] for row in contacts(family)] == ["陈三", "陈一", "陈二"]
    assert family.contacts.current_id() == third


def test_a_guardian_stands_with_the_evidence(page: MembersPage, family: FamilyTab) -> None:
    family.around.buttons["add"].click()
    form = form_of(page)
    fill(form, name="陈志明", relation="子", phone="13912345678")
    assert "guardian_evidence" not in form.values()
    check(form, "roles", "guardian", "may_collect")
    fill(form, guardian_evidence="公证书 2025-17")
    form.submit()
    assert contacts(family) == [
        ["", "陈志明", "子", "139****5678", "监护人（公证书 2025-17）、可以接走老人"]
    ]


def test_a_contact_who_is_a_member_is_linked(
    page: MembersPage, family: FamilyTab, desk: Desk, manager: Actor
) -> None:
    family.around.buttons["add"].click()
    form = form_of(page)
    (hit,) = desk.app.members.find("王建国", 2, manager)
    form.picker.chosen.emit(hit)
    assert form.editor("name").text() == "王建国"
    assert form.is_dirty()
    fill(form, relation="配偶", phone="13912345678")
    form.submit()
    assert contacts(family)[0][4] == "会员"
    family.contacts.select(family._found.contacts[0].uid)
    family.around.buttons["edit"].click()
    form = form_of(page)
    assert not form.is_dirty()
    form.unlink.click()
    form.submit()
    assert contacts(family)[0][4] == ""


def test_a_masked_phone_stays_unless_it_is_typed_anew(
    page: MembersPage, family: FamilyTab, desk: Desk, manager: Actor
) -> None:
    add_contact(page, family, "陈志明", "子", "13912345678")
    row = family._found.contacts[0]
    family.contacts.select(row.uid)
    family.around.buttons["edit"].click()
    fill(form_of(page), address="和睦路 8 号")
    form_of(page).submit()
    assert desk.app.contacts.full_phones(row.uid, "核对", manager) == ("13912345678", "")


def test_a_removed_contact_comes_back(page: MembersPage, family: FamilyTab, desk: Desk) -> None:
    add_contact(page, family, "陈志明", "子", "13912345678")
    family.contacts.select(family._found.contacts[0].uid)
    family.around.buttons["remove"].click()
    assert contacts(family) == []
    assert desk.toasts[-1] == "已删除联系人陈志明。"
    desk.notify.undo_last()
    assert [row[1] for row in contacts(family)] == ["陈志明"]


def test_full_phones_need_a_reason(page: MembersPage, family: FamilyTab) -> None:
    add_contact(page, family, "陈志明", "子", "13912345678")
    family.contacts.select(family._found.contacts[0].uid)
    family.around.buttons["phone"].click()
    sheet = form_of(page)
    sheet.asked.emit(" ")
    assert "写明" in sheet.form.errors()["reason"]
    sheet.asked.emit("老人摔倒，通知家属")
    assert not sheet.form.isVisible()


def test_neighbours_are_proposed_and_join(page: MembersPage, family: FamilyTab, desk: Desk) -> None:
    assert "王建国" in family.house.words.text()
    family.house.buttons["join"].click()
    form = form_of(page)
    form.submit()
    assert form.summary.text() == "请先选择家里的另一位会员。"
    next(iter(form.near.values())).click()
    fill(form, relation="妻")
    form.submit()
    assert [row[:2] for row in shown(family.people)] == [["户主", "王建国"], ["妻", "陈秀英"]]
    assert family.house.words.text().startswith("H000001 · ")
    wife = next(one for one in family._found.house.people if one.name == "陈秀英")  # type: ignore[union-attr]
    family.people.select(wife.place_uid)
    assert not family.house.buttons["open"].isEnabled(), "it is the file that is open"
    family.house.buttons["leave"].click()
    assert shown(family.people) == []
    desk.notify.undo_last()
    assert len(shown(family.people)) == 2
    family.people.select(family._found.house.people[0].place_uid)  # type: ignore[union-attr]
    family.house.buttons["leave"].click()
    assert desk.toasts[-1] == "王建国已离开这一户。现在由陈秀英当户主，请核对各人的关系。"
    assert [row[:2] for row in shown(family.people)] == [["户主", "陈秀英"]]
    desk.notify.undo_last()
    assert [row[:2] for row in shown(family.people)] == [["户主", "王建国"], ["妻", "陈秀英"]]


def test_whoever_joins_is_told_who_the_head_is(
    page: MembersPage, family: FamilyTab, app: Application, manager: Actor
) -> None:
    other = register(app, manager, "刘德华富", address="大河路 9 号", community="小河社区")
    born = str(app.members.file(other, manager).values["birth_date"])[:4]
    family.house.buttons["join"].click()
    form = form_of(page)
    form._choose(other, "刘德华富")
    assert f"户主：刘德华富（{born}，小河社区）" in form.words.text()
    assert "陈秀英登记的地址是“小河路 1 号”，这一户在“大河路 9 号”" in form.words.text()
    next(iter(form.near.values())).click()
    assert "户主：王建国" in form.words.text()
    assert "地址" not in form.words.text()


def test_whoever_counts_as_alone_does_not_live_with_others(
    page: MembersPage, family: FamilyTab
) -> None:
    assert "独居" not in family.house.words.text()
    family.house.buttons["join"].click()
    next(iter(form_of(page).near.values())).click()
    fill(form_of(page), relation="妻")
    form_of(page).submit()
    assert "分类是“独居”，但同一户、同一地址还有王建国" in family.house.words.text()


def test_founding_and_joining_are_taken_back_whole(
    page: MembersPage, family: FamilyTab, desk: Desk
) -> None:
    family.house.buttons["create"].click()
    assert [row[:2] for row in shown(family.people)] == [["户主", "陈秀英"]]
    desk.notify.undo_last()
    assert shown(family.people) == []
    family.house.buttons["join"].click()
    next(iter(form_of(page).near.values())).click()
    fill(form_of(page), relation="妻")
    form_of(page).submit()
    assert len(shown(family.people)) == 2
    desk.notify.undo_last()
    assert shown(family.people) == []
    assert family._found.neighbours[0].household == "", "nor has he a house of his own"


def test_another_file_of_the_house_opens_at_the_same_tab(
    page: MembersPage, family: FamilyTab, desk: Desk
) -> None:
    family.house.buttons["create"].click()
    family.house.buttons["join"].click()
    next(iter(form_of(page).near.values())).click()
    fill(form_of(page), relation="夫")
    form_of(page).submit()
    husband = next(one for one in family._found.house.people if one.name == "王建国")  # type: ignore[union-attr]
    family.people.select(husband.place_uid)
    family.house.buttons["open"].click()
    assert desk.gone == [("members", {"uid": husband.uid, "tab": "family"})]


def test_the_house_has_an_address_and_a_note(page: MembersPage, family: FamilyTab) -> None:
    family.house.buttons["create"].click()
    family.house.buttons["house"].click()
    fill(form_of(page), address="小河路 3 号")
    form_of(page).submit()
    assert "小河路 3 号" in family.house.words.text()


def test_without_the_right_nothing_can_be_pressed(
    app: Application, manager: Actor, page: MembersPage, family: FamilyTab
) -> None:
    add_contact(page, family, "陈志明", "子", "13912345678")
    family.contacts.select(family._found.contacts[0].uid)
    family.may_edit = lambda: False  # type: ignore[method-assign]
    family._allow()
    pressed = {key for key, one in family.around.buttons.items() if one.isEnabled()}
    assert pressed == {"phone"}


# --- classes ------------------------------------------------------------------------------


@pytest.fixture
def classes(page: MembersPage) -> ClassesTab:
    tab = open_tab(page, "classes")
    assert isinstance(tab, ClassesTab)
    return tab


def on_axis(tab: ClassesTab, axis: str) -> list[tuple[str, list[str]]]:
    return [(line.row.name, line.words) for line in tab.cards[axis].lines]


def test_five_axes_and_the_priority_with_its_reason(classes: ClassesTab) -> None:
    assert list(classes.cards) == ["economic", "physical", "family", "preference", "identity"]
    assert on_axis(classes, "economic") == [("低保", ["2026-11-23 起"])]
    assert on_axis(classes, "family") == [("独居", ["2026-11-23 起"])]
    assert classes.priority.text() == "重点：低保；独居且满 80 周岁"
    assert classes.cards["identity"].none.isVisible()


def test_a_class_is_given_with_dates_and_evidence(page: MembersPage, classes: ClassesTab) -> None:
    classes.cards["physical"].give.click()
    form = form_of(page)
    combo = form.editor("code")
    offered = [combo.itemData(n) for n in range(1, combo.count())]
    assert offered == ["失能", "半失能", "失智", "重残", "重病"]
    combo.setCurrentIndex(combo.findData("失智"))
    fill(form, from_on="2026-03-01", evidence_no="杭残 31", decided_by="区残联")
    form.submit()
    assert on_axis(classes, "physical") == [("失智", ["2026-03-01 起", "杭残 31", "区残联"])]
    assert "失智" in classes.priority.text()
    page.tabs.choose("")
    assert page.file_view.value("人员类别") == "低保、失智、独居"


def test_what_cannot_be_stands_under_the_field(page: MembersPage, classes: ClassesTab) -> None:
    classes.cards["economic"].give.click()
    form = form_of(page)
    combo = form.editor("code")
    combo.setCurrentIndex(combo.findData("低保"))
    form.submit()
    assert "已经有同一类" in form.errors()["code"]


def test_lines_that_come_again_are_the_same_and_keep_the_focus(
    page: MembersPage, classes: ClassesTab
) -> None:
    button = classes.cards["economic"].lines[0].buttons["edit"]
    other = classes.cards["family"].lines[0].buttons["end"]
    QTest.mousePress(other, Qt.MouseButton.LeftButton)
    page.refresh()
    QTest.mouseRelease(other, Qt.MouseButton.LeftButton)
    assert form_of(page) is not None, "the click was not lost"
    page.back()
    button.setFocus()
    classes.cards["economic"].lines[0].buttons["end"].click()
    fill(form_of(page), to_on="今天")
    form_of(page).submit()
    changed = classes.cards["economic"].lines[0]
    assert changed.words[0].endswith("至 2026-11-23")
    assert changed.has_focus()


def test_ending_removing_and_taking_both_back(
    page: MembersPage, classes: ClassesTab, desk: Desk
) -> None:
    classes.cards["economic"].lines[0].buttons["end"].click()
    fill(form_of(page), to_on="昨天")
    form_of(page).submit()
    assert "最后一天早于开始日期" in form_of(page).errors()["to_on"]
    fill(form_of(page), to_on="今天")
    form_of(page).submit()
    assert on_axis(classes, "economic")[0][1][0] == "2026-11-23 至 2026-11-23"
    desk.notify.undo_last()
    assert on_axis(classes, "economic")[0][1][0] == "2026-11-23 起"
    classes.cards["economic"].lines[0].buttons["delete"].click()
    assert on_axis(classes, "economic") == []
    assert classes.priority.text() == "重点：独居且满 80 周岁"
    desk.notify.undo_last()
    assert [name for name, _ in on_axis(classes, "economic")] == ["低保"]


def test_what_is_over_stands_below_and_can_be_reopened(
    app: Application, manager: Actor, page: MembersPage, wife: str
) -> None:
    app.classification.save(
        SaveClass(wife, "低边", dt.date(2025, 1, 1), dt.date(2025, 12, 31)), manager
    )
    tab = open_tab(page, "classes")
    assert [name for name, _ in on_axis(tab, "economic")] == ["低保", "低边"]
    tab.cards["economic"].lines[1].buttons["undo"].click()
    assert on_axis(tab, "economic")[1][1] == ["2025-01-01 起"]


# --- health -------------------------------------------------------------------------------


@pytest.fixture
def health(page: MembersPage) -> HealthTab:
    tab = open_tab(page, "health")
    assert isinstance(tab, HealthTab)
    return tab


def test_notes_are_written_and_warn(page: MembersPage, health: HealthTab, desk: Desk) -> None:
    assert not health.warning.isVisible()
    assert "还没有健康提示" in health.card.words.text()
    health.card.buttons["edit"].click()
    form = form_of(page)
    fill(form, allergies="花生", mobility="助行器", doctor_phone="139")
    check(form, "diets", "糖尿病餐", "软食")
    form.submit()
    assert "电话不完整" in form.errors()["doctor_phone"]
    fill(form, doctor_phone="057188001234", doctor_signed_on="2026-01-05")
    form.submit()
    assert health._warning_words.text() == "过敏：花生；糖尿病餐、软食"
    assert health.shown["饮食要求"] == "糖尿病餐、软食"
    assert health.shown["签约日期"] == "2026-01-05"
    desk.notify.undo_last()
    assert health.shown["过敏"] == ""
    assert not health.warning.isVisible()


# --- paper and large text -----------------------------------------------------------------


def test_the_summary_is_printed_from_the_file(page: MembersPage, desk: Desk) -> None:
    assert page.trigger("print")
    assert page.view() == FULL
    assert page.header.title.text() == "老人档案摘要"
    (filed,) = desk.app.documents.recent(desk.actor)
    assert filed.number == page.header.subtitle.text()
    page.back()
    assert page.header.title.text() == "陈秀英"


def test_everything_has_room_at_twice_the_text(
    qtbot: QtBot, qapp: Any, styled: None, app: Application, manager: Actor, wife: str
) -> None:
    theme.apply(qapp, theme.Theme.LIGHT, 200)
    app.contacts.save(SaveContact(wife, {"name": "陈志明", "phone": "13912345678"}), manager)
    desk = Desk(app, manager)
    made = build(app, desk.kit)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activate(wife)
    for key in ("family", "classes", "health"):
        tab = open_tab(made, key)  # type: ignore[arg-type]
        qapp.processEvents()
        assert tab.minimumSizeHint().width() <= made.width()
    assert desk.crashes == []
    made.hide()
