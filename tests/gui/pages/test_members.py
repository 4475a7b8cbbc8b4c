"""The page 老人 on a real centre: find, register, open, change, check in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QRawFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.core.codes import ID_TYPES, MealSlot
from app.services.codes import SaveCode
from app.services.members import ChangeMember, RegisterMember
from app.services.rights import Actor
from app.views import fonts
from app.views.clipboard import lent
from app.views.members import build
from app.views.members.fields import form_values, id_types, to_change
from app.views.members.form import MemberForm
from app.views.members.numbers import FullNumbers
from app.views.members.page import FILE, LIST, MembersPage
from app.views.members.source import MemberSource
from app.views.tasks import TaskRunner
from app.views.widgets.table import TableQuery
from app.wiring import Application
from tests.gui.pages.desk import Desk, shown
from tests.helpers.people import id_number

ID_FEMALE, ID_MALE = "330105193805123225", "330105194503041210"
TODAY = dt.date(2026, 11, 23)


def person(name: str, number: str = "", **values: object) -> RegisterMember:
    given = {"name": name, "id_type": "resident", "id_number": number, **values}
    if not number:
        given = {"id_type": "none", "sex": "1", "birth_date": "1944-01-02", **values, "name": name}
        given |= {"no_document_reason": "证件遗失"}
    card, pin = str(given.pop("card", "")), str(given.pop("pin", ""))
    return RegisterMember(given, card, pin)


@pytest.fixture
def people(app: Application, manager: Actor) -> dict[str, str]:
    """Four people: name → uid."""
    given = (
        person("陈秀英", ID_FEMALE, phone="13812341234", community="小河社区",
               categories=("独居", "高龄"), ability_level=2, card="HZ0001", pin="710001"),
        person("王𬱖", ID_MALE, phone="13900005678", community="湖墅社区", self_care="自理"),
        person("阿卜杜热合曼·买买提艾力", community="小河社区"),
        person("李𫖯", community="湖墅社区", ability_level=0),
    )  # fmt: skip
    return {one.values["name"]: app.members.register(one, manager) for one in given}


@pytest.fixture
def desk(app: Application, manager: Actor) -> Desk:
    return Desk(app, manager)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Iterator[MembersPage]:
    made = build(desk.app, desk.kit)
    assert isinstance(made, MembersPage)
    made.resize(1080, 700)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close_sheet()
    made.hide()
    made.deleteLater()


@pytest.fixture
def opened(page: MembersPage, people: dict[str, str]) -> MembersPage:
    """The file of 陈秀英."""
    page.activate(people["陈秀英"])
    return page


def names(page: MembersPage) -> list[str]:
    return [row[1] for row in shown(page.table)]


def form_of(page: MembersPage) -> MemberForm:
    sheet = page.sheet()
    assert sheet is not None
    assert isinstance(sheet.content, MemberForm)
    return sheet.content


def type_into(form: MemberForm, key: str, text: str) -> None:
    """Keys for ASCII; other characters arrive from an input method as a whole."""
    line: Any = form.editor(key)
    line.setFocus()
    line.selectAll()
    if text.isascii():
        QTest.keyClicks(line, text)
    else:
        line.insert(text)


def choose(form: MemberForm, key: str, value: str) -> None:
    combo: Any = form.editor(key)
    combo.setCurrentIndex(combo.findData(value))


# --- the list -----------------------------------------------------------------------------


def test_list_shows_everyone_masked(page: MembersPage, people: dict[str, str]) -> None:
    page.activate()
    rows = shown(page.table)
    assert rows[0] == [
        "000001", "陈秀英", "女", "88", "330105********3225", "138****1234", "小河社区",
        "独居、高龄", "中度失能", "在册",
    ]  # fmt: skip
    assert names(page)[1:] == ["王𬱖", "阿卜杜热合曼·买买提艾力", "李𫖯"]
    assert page.header.subtitle.text() == "在册 4 人"
    assert page.table.toolbar.count.text() == "共 4 人"


def test_rare_names_have_glyphs_in_the_interface_font(page: MembersPage) -> None:
    raw = QRawFont.fromFont(QFont(fonts.family()))
    assert all(raw.supportsCharacter(ord(letter)) for letter in "王𬱖李𫖯·")


def test_filters_narrow_the_list(page: MembersPage, people: dict[str, str]) -> None:
    page.activate()
    chips = page.table.toolbar.chips
    chips["community"].choose("湖墅社区")
    assert names(page) == ["王𬱖", "李𫖯"]
    chips["ability"].choose("0")
    assert names(page) == ["李𫖯"]
    page.table.toolbar.clear_filters()
    chips["class"].pick("独居")
    chips["class"].pick("高龄")
    assert names(page) == ["陈秀英"]
    assert chips["class"].text() == "类别：独居、高龄"
    chips["class"].pick("空巢")
    assert chips["class"].chosen() == ("高龄", "空巢")
    assert names(page) == []
    chips["class"].choose("")
    chips["age"].choose("80")
    assert names(page) == ["陈秀英", "王𬱖", "阿卜杜热合曼·买买提艾力", "李𫖯"]
    chips["priority"].choose("重点")
    assert names(page) == ["陈秀英"]
    page.table.toolbar.clear_filters()
    chips["ability"].choose("未评估")
    assert names(page) == ["阿卜杜热合曼·买买提艾力"]
    page.table.toolbar.clear_filters()
    chips["state"].choose("left")
    assert names(page) == []
    assert "没有符合条件" in page.table.states.state.text()


@pytest.mark.parametrize(
    ("typed", "found"),
    [("王𬱖", "王𬱖"), ("chenxiuying", "陈秀英"), ("cxy", "陈秀英"), ("5678", "王𬱖"),
     ("HZ0001", "陈秀英"), ("买买提", "阿卜杜热合曼·买买提艾力")],
)  # fmt: skip
def test_filter_box_finds_like_the_search(
    page: MembersPage, people: dict[str, str], typed: str, found: str
) -> None:
    page.activate()
    page.table.toolbar.box.setText(typed)
    assert names(page) == [found]


def test_age_sorts_by_age_not_by_birth_date(page: MembersPage, people: dict[str, str]) -> None:
    page.activate()
    page.table.set_query(TableQuery(sort="age"))
    ages = [int(row[3]) for row in shown(page.table)]
    assert ages == sorted(ages)
    assert ages[0] < ages[-1]
    page.table.set_query(TableQuery(sort="age", descending=True))
    assert names(page)[0] == "陈秀英"


def test_a_vanished_row_leaves_a_gap(
    app: Application, manager: Actor, people: dict[str, str]
) -> None:
    source = MemberSource(app.members, lambda: manager)
    ids = list(source.ids(TableQuery()))
    rows = source.rows([ids[0], 999, ids[1]])
    assert [row.name if row else None for row in rows] == ["陈秀英", None, "王𬱖"]


def test_empty_centre_says_what_to_do(page: MembersPage) -> None:
    page.activate()
    assert page.table.states.state.text() == "还没有登记老人。"
    page.table.states.state.action_button().click()  # type: ignore[attr-defined]
    assert page.wizard is not None


def test_only_those_who_may_export_are_offered_to(
    page: MembersPage, desk: Desk, people: dict[str, str], clerk: Actor
) -> None:
    page.activate()
    assert not page.table.toolbar.export.isHidden()
    desk.actor = clerk
    page.refresh()
    assert page.table.toolbar.export.isHidden()


def test_print_goes_to_the_print_page(page: MembersPage, desk: Desk) -> None:
    page.activate()
    assert page.trigger("print")
    assert desk.gone == [("printing", {"form": "member-list"})]


def test_arguments_lead_to_filter_file_and_import(
    page: MembersPage, people: dict[str, str]
) -> None:
    page.activate({"text": "wang"})
    assert names(page) == ["王𬱖"]
    page.activate(people["李𫖯"])
    assert page.header.title.text() == "李𫖯"
    page.activate({"import": True})
    assert page.wizard is not None
    assert page.back()
    assert page.view() == LIST


# --- registering --------------------------------------------------------------------------


def test_register_with_the_keyboard_alone(
    qtbot: QtBot, page: MembersPage, desk: Desk, manager: Actor
) -> None:
    page.activate()
    page.activateWindow()
    assert page.trigger("new")
    form = form_of(page)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is form.editor("name"))
    form.editor("name").setText("王𬱖")  # type: ignore[attr-defined]  # comes from an input method
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "330105194503041210")
    assert form.values()["sex"] == "1"
    assert form.values()["birth_date"] == "1945-03-04"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "13812341234")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert desk.toasts == ["已登记 王𬱖，会员号 000001。"]
    assert page.view() == FILE
    assert page.header.title.text() == "王𬱖"
    assert page.file_view.value("出生日期") == "1945-03-04（81 岁）"
    assert page.file_view.value("入会日期") == TODAY.isoformat()
    assert page.sheet() is None
    assert desk.app.members.find("1234", 5, manager)[0].name == "王𬱖"


def test_sex_and_birth_date_follow_the_number(page: MembersPage) -> None:
    page.activate()
    page.trigger("new")
    form = form_of(page)
    assert not form.editor("sex").isEnabled()
    type_into(form, "name", "陈秀英")
    type_into(form, "id_number", ID_FEMALE)
    assert (form.values()["sex"], form.values()["birth_date"]) == ("2", "1938-05-12")
    type_into(form, "id_number", ID_FEMALE[:-1] + "6")
    assert form.values()["birth_date"] == ""
    assert "校验" in form.errors()["id_number"]
    choose(form, "id_type", "none")
    assert form.editor("sex").isEnabled()
    assert "id_number" not in form.values()


def test_all_errors_stand_there_at_once(page: MembersPage) -> None:
    page.activate()
    page.trigger("new")
    form = form_of(page)
    type_into(form, "phone", "123")
    type_into(form, "joined_on", "没有这天")
    form.submit()
    errors = form.errors()
    assert set(errors) == {"name", "id_number", "phone", "joined_on"}
    assert errors["phone"].startswith("电话不完整")
    assert form.summary.text() == "有 4 处需要修改。"


def test_errors_of_the_service_stand_under_their_fields(
    page: MembersPage, people: dict[str, str]
) -> None:
    page.activate()
    page.trigger("new")
    form = form_of(page)
    type_into(form, "name", "someone")
    type_into(form, "id_number", ID_FEMALE)
    type_into(form, "card", "HZ0001")
    type_into(form, "terminal_pin", "710001")
    form.submit()
    assert set(form.errors()) == {"id_number", "card", "terminal_pin"}
    assert all("陈秀英" in sentence for sentence in form.errors().values())
    assert form.save_button.isEnabled()


def test_person_without_a_document(page: MembersPage, desk: Desk, manager: Actor) -> None:
    page.activate()
    page.trigger("new")
    form = form_of(page)
    type_into(form, "name", "张三")
    choose(form, "id_type", "none")
    form.submit()
    assert set(form.errors()) == {"birth_date", "no_document_reason"}
    type_into(form, "no_document_reason", "户口未登记")
    type_into(form, "birth_date", "1938年")
    form.submit()
    assert page.file_view.value("证件类型") == "无证件"
    assert page.file_view.value("无证件原因") == "户口未登记"
    assert page.file_view.value("出生日期") == "1938（约 87 岁）"
    assert "约 87 岁" in page.header.subtitle.text()
    assert page.file_view.value("性别") == ""


def test_leaving_a_half_filled_form_asks_first(page: MembersPage) -> None:
    page.activate()
    page.trigger("new")
    form = form_of(page)
    type_into(form, "phone", "138")
    form.keep_draft()
    page.back()
    sheet = page.sheet()
    assert sheet is not None
    assert sheet.bar.isVisible()
    sheet.stay.click()
    line: Any = form_of(page).editor("phone")
    assert line.text() == "138"


def test_given_up_is_gone_and_not_offered_again(page: MembersPage, desk: Desk) -> None:
    page.activate()
    page.trigger("new")
    form = form_of(page)
    type_into(form, "phone", "138")
    form.keep_draft()
    assert desk.kit.drafts.get("form.member.new")
    page.back()
    sheet = page.sheet()
    assert sheet is not None
    sheet.drop.click()
    assert page.sheet() is None
    assert desk.kit.drafts.get("form.member.new") is None
    page.trigger("new")
    assert form_of(page).draft_bar.isHidden()


def test_a_new_form_holds_nothing_that_looks_like_a_value(page: MembersPage) -> None:
    page.activate()
    page.trigger("new")
    form = form_of(page)
    birth: Any = form.editor("birth_date")
    words = lambda: [w.text() for w in form.findChildren(QLabel) if w.isVisible()]  # noqa: E731
    assert (birth.text(), birth.placeholderText()) == ("", "")
    assert words().count("由证件号得出") == 2
    assert form.is_marked("id_number")
    assert not form.is_marked("birth_date")
    choose(form, "id_type", "none")
    assert birth.placeholderText() == "如 1938/5/12，只知年份填 1938"
    assert "由证件号得出" not in words()
    assert not form.is_marked("id_number")
    assert form.is_marked("birth_date")


@pytest.mark.parametrize("key", ["new", "edit"])
def test_the_buttons_of_a_form_are_in_sight_at_once(opened: MembersPage, key: str) -> None:
    opened.resize(960, 480)
    opened.trigger(key)
    QApplication.processEvents()
    save = form_of(opened).save_button
    sheet = opened.sheet()
    assert sheet is not None
    at = save.mapTo(sheet, save.rect().bottomLeft())
    assert sheet.rect().contains(at)
    assert save.visibleRegion().boundingRect() == save.rect()
    assert save.text().endswith(" (Ctrl+S)")
    assert not form_of(opened).editor("note").visibleRegion().contains(QPoint(2, 2))


def test_tab_goes_from_the_last_field_to_the_buttons(page: MembersPage) -> None:
    page.activate()
    page.trigger("new")
    form = form_of(page)
    form.editor("note").setFocus()
    QTest.keyClick(form.editor("note"), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is form.save_button


def test_ctrl_s_saves_from_the_buttons_too(page: MembersPage) -> None:
    page.activate()
    page.trigger("new")
    form = form_of(page)
    form.cancel_button.setFocus()
    QTest.keyClick(form.cancel_button, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "name" in form.errors()


def test_the_button_says_that_it_is_saving(qtbot: QtBot, app: Application, manager: Actor) -> None:
    runner = TaskRunner()
    page = build(app, Desk(app, manager, runner).kit)
    assert isinstance(page, MembersPage)
    page.show()
    page.activate({"new": True})
    form = form_of(page)
    type_into(form, "name", "王𬱖")
    type_into(form, "id_number", ID_MALE)
    form.submit()
    assert form.save_button.text() == "正在保存…"
    assert not form.save_button.isEnabled()
    qtbot.waitUntil(lambda: page.view() == FILE and not runner.busy())
    page.hide()
    page.deleteLater()
    assert runner.stop()


def test_ctrl_n_registers_somebody_from_an_open_file(opened: MembersPage, desk: Desk) -> None:
    assert opened.trigger("new")
    form = form_of(opened)
    type_into(form, "name", "张三")
    type_into(form, "id_number", "330105195606140080")
    form.submit()
    assert opened.header.title.text() == "张三"
    assert desk.toasts == ["已登记 张三，会员号 000005。"]


def test_ctrl_n_over_a_half_changed_file_loses_nothing(opened: MembersPage) -> None:
    opened.trigger("edit")
    form = form_of(opened)
    type_into(form, "address", "小河路1号")
    assert opened.trigger("new")
    assert form_of(opened) is form
    assert form.values()["address"] == "小河路1号"
    sheet = opened.sheet()
    assert sheet is not None
    assert sheet.bar.isVisible()


# --- the file -----------------------------------------------------------------------------


def test_enter_opens_the_file_and_escape_returns(page: MembersPage, people: dict[str, str]) -> None:
    page.activate()
    page.table.select(page.table.model.id_at(1))
    QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    assert page.header.title.text() == "王𬱖"
    assert page.header.subtitle.text() == "男 · 81 岁 · 会员号 000002 · 在册"
    assert page.back()
    assert page.view() == LIST
    assert page.header.title.text() == "老人"
    assert not page.back()


def test_file_shows_masked_numbers_card_and_history(opened: MembersPage) -> None:
    view = opened.file_view
    assert view.value("证件号") == "330105********3225"
    assert view.value("电话") == "138****1234"
    assert view.value("卡号") == "HZ0001"
    assert view.value("人脸机编号") == "710001"
    assert view.value("能力等级") == "中度失能"
    told = [row[1] for row in shown(view.history)]
    assert "建档（李主任）" in told
    assert "发卡 HZ0001（李主任）" in told
    assert "列为独居（李主任）" in told


def test_change_sends_only_what_changed(
    opened: MembersPage, desk: Desk, manager: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[ChangeMember] = []
    real = desk.app.members.change
    monkeypatch.setattr(
        desk.app.members, "change", lambda c, actor: (sent.append(c), real(c, actor))
    )
    opened.trigger("edit")
    form = form_of(opened)
    type_into(form, "address", "小河路1号")
    form.submit()
    assert [dict(command.values) for command in sent] == [{"address": "小河路1号"}]
    assert (sent[0].card, sent[0].terminal_pin) == (None, None)
    uid = desk.app.members.find("1234", 5, manager)[0].uid
    assert desk.app.members.full_numbers(uid, "核对", manager)["phone"] == "13812341234"
    assert opened.file_view.value("居住地址") == "小河路1号"
    assert desk.toasts == ["已保存修改。"]


def test_nothing_changed_writes_nothing(
    opened: MembersPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.app.members, "change", lambda *_: pytest.fail("nothing to write"))
    opened.trigger("edit")
    form_of(opened).submit()
    assert opened.sheet() is None
    assert desk.toasts == ["没有改动。"]


def clear(form: MemberForm, key: str) -> None:
    """Ctrl+A and BackSpace in the line of ``key``."""
    line = form.editor(key)
    line.selectAll()  # type: ignore[attr-defined]
    QTest.keyClick(line, Qt.Key.Key_Backspace)


def offered(form: MemberForm) -> list[QPushButton]:
    return [b for b in form.findChildren(QPushButton) if b.text() == "改这个号码" and b.isVisible()]


@pytest.mark.parametrize("key", ["phone", "id_number"])
def test_one_digit_of_a_masked_number_can_be_mended(
    opened: MembersPage, desk: Desk, manager: Actor, key: str
) -> None:
    opened.trigger("edit")
    form = form_of(opened)
    line: Any = form.editor(key)
    masked = line.text()
    line.end(False)
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert line.text() == masked, "what is hidden is not thrown away"
    assert "只显示一部分" in form.hint(key)
    assert not form.is_dirty()
    offered(form)[0].click()
    uid = desk.app.members.find("2222" if key == "none" else "1234", 5, manager)[0].uid
    whole = desk.app.members.full_numbers(uid, "核对", manager)[key]
    assert line.text() == whole
    assert "审计" in form.hint(key)
    assert not form.is_dirty()
    assert "修改这个号码" in [row.reason for row in desk.app.audit.show(manager)]
    if key == "phone":
        QTest.keyClick(line, Qt.Key.Key_Backspace)
        QTest.keyClicks(line, "9")
        form.submit()
        assert desk.app.members.full_numbers(uid, "核对", manager)[key] == whole[:-1] + "9"


def test_who_may_not_see_numbers_is_told_so_and_loses_none(
    opened: MembersPage, desk: Desk, clerk: Actor
) -> None:
    desk.actor = clerk
    opened.refresh()
    opened.trigger("edit")
    form = form_of(opened)
    line: Any = form.editor("phone")
    masked = line.text()
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert line.text() == masked
    assert "整个重新输入" in form.hint("phone")
    assert offered(form) == []


def test_typing_into_a_masked_number_starts_a_new_one(
    opened: MembersPage, desk: Desk, manager: Actor
) -> None:
    opened.trigger("edit")
    form = form_of(opened)
    line = form.editor("phone")
    line.setFocus()
    line.end(False)  # type: ignore[attr-defined]
    QTest.keyClicks(line, "13711112222")
    assert form.values()["phone"] == "13711112222"
    clear(form, "id_number")
    assert form.values()["id_number"] == ""
    form.editor("id_number").setText("330105********3225")  # type: ignore[attr-defined]
    form.submit()
    assert form.errors() == {}
    uid = desk.app.members.find("2222", 5, manager)[0].uid
    assert desk.app.members.full_numbers(uid, "核对", manager)["id_number"] == ID_FEMALE


def test_clearing_a_number_removes_it(opened: MembersPage, desk: Desk, manager: Actor) -> None:
    opened.trigger("edit")
    form = form_of(opened)
    clear(form, "phone")
    form.submit()
    assert opened.file_view.value("电话") == ""


def test_changed_meanwhile_is_said_and_nothing_is_lost(
    opened: MembersPage, desk: Desk, people: dict[str, str], manager: Actor
) -> None:
    opened.trigger("edit")
    form = form_of(opened)
    uid = people["陈秀英"]
    desk.app.members.change(ChangeMember(uid, 1, {"note": "别人改的"}), manager)
    type_into(form, "address", "小河路1号")
    form.submit()
    assert "刚被别人修改过" in desk.messages[0]
    assert form_of(opened).values()["address"] == "小河路1号"


def test_a_new_document_number_goes_with_its_type(
    app: Application, manager: Actor, people: dict[str, str]
) -> None:
    file = app.members.file(people["李𫖯"], manager)
    before = form_values(file)
    passport = {**before, "id_type": "passport", "id_number": "E12345678"}
    command = to_change(file, before, passport)
    assert command is not None
    assert dict(command.values) == {
        "id_type": "passport", "id_number": "E12345678", "birth_date": "1944-01-02",
    }  # fmt: skip
    app.members.change(command, manager)
    file = app.members.file(people["李𫖯"], manager)
    before = form_values(file)
    command = to_change(file, before, {**before, "id_number": "E12345679"})
    assert command is not None
    app.members.change(command, manager)
    assert app.members.full_numbers(people["李𫖯"], "核对", manager)["id_number"] == "E12345679"


def test_check_in_meal_and_their_undo(
    opened: MembersPage, desk: Desk, people: dict[str, str], manager: Actor
) -> None:
    opened.trigger("check_in")
    assert desk.toasts[-1] == "陈秀英 签到成功 08:30"
    assert desk.undoable[-1] == "陈秀英签到"
    assert shown(opened.file_view.history)[0][1].startswith("签到（人工）")
    opened.trigger("check_in")
    assert desk.messages[-1] == "陈秀英 今天 08:30 已签到。"
    opened.meal_requested.emit(MealSlot.LUNCH)
    assert desk.toasts[-1] == "已登记 陈秀英 午餐"
    assert desk.undoable[-1] == "陈秀英午餐"
    opened.meal_requested.emit(MealSlot.LUNCH)
    assert desk.messages[-1] == "陈秀英 今天 08:30 已登记过午餐。"
    assert desk.notify.undo_last()
    assert desk.app.meals.day(TODAY, manager) == []
    assert desk.notify.undo_last()
    assert desk.app.attendance.day(TODAY, manager).present == 0


def test_meal_button_offers_the_three_meals(opened: MembersPage, desk: Desk) -> None:
    menu = opened.header.buttons["meal"].menu()
    assert [action.text() for action in menu.actions()] == ["早餐", "午餐", "晚餐"]
    menu.actions()[2].trigger()
    assert desk.toasts == ["已登记 陈秀英 晚餐"]


def test_terminal_number_can_be_taken_back_and_undone(opened: MembersPage, desk: Desk) -> None:
    opened.file_view.unlink_requested.emit("710001")
    assert opened.file_view.value("人脸机编号") == ""
    assert desk.toasts[-1] == "人脸机编号 710001 已取消关联。"
    assert desk.undoable[-1] == "取消关联 710001"
    assert desk.notify.undo_last()
    assert opened.file_view.value("人脸机编号") == "710001"


def test_going_back_while_the_file_reloads_stays_in_the_list(
    qtbot: QtBot, app: Application, manager: Actor, people: dict[str, str]
) -> None:
    runner = TaskRunner()
    page = build(app, Desk(app, manager, runner).kit)
    assert isinstance(page, MembersPage)
    page.show()
    page.activate(people["陈秀英"])
    qtbot.waitUntil(lambda: page.view() == FILE and not runner.busy())
    page.refresh()
    page.back()
    qtbot.waitUntil(lambda: not runner.busy())
    assert page.view() == LIST
    page.hide()
    page.deleteLater()
    assert runner.stop()


# --- full numbers -------------------------------------------------------------------------


def numbers_of(page: MembersPage) -> FullNumbers:
    found = page.findChild(FullNumbers)
    assert found is not None
    return found


def words_of(widget: FullNumbers) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in widget.numbers.findChildren(QLabel) if label.isVisible()]


def test_full_numbers_need_a_reason_and_leave_a_trace(opened: MembersPage) -> None:
    opened.trigger("numbers")
    sheet = numbers_of(opened)
    sheet.form.submit()
    assert sheet.form.errors() == {"reason": "请填写为什么要看。"}
    sheet.form.editor("reason").setText("家属来电")  # type: ignore[attr-defined]
    sheet.form.submit()
    assert f"{ID_FEMALE[:6]} {ID_FEMALE[6:14]} {ID_FEMALE[14:]}" in words_of(sheet)
    assert "13812341234" in words_of(sheet)
    copy = {b.accessibleName(): b for b in sheet.numbers.findChildren(QPushButton)}
    assert set(copy) == {"复制证件号", "复制电话"}, "what is not known cannot be copied"
    copy["复制证件号"].click()
    assert QApplication.clipboard().text() == ID_FEMALE
    lent().take_back()
    opened.refresh()
    assert shown(opened.file_view.history)[0][1].startswith("查看完整号码")


def test_the_seconds_that_are_left_are_counted(qtbot: QtBot, opened: MembersPage) -> None:
    opened.trigger("numbers")
    sheet = numbers_of(opened)
    sheet.form.editor("reason").setText("家属来电")  # type: ignore[attr-defined]
    QTest.keyClick(sheet.form.editor("reason"), Qt.Key.Key_Return)
    assert sheet.left_words.text() == "60 秒后自动收起。"
    qtbot.waitUntil(lambda: sheet.left_words.text() == "59 秒后自动收起。", timeout=8000)


def test_full_numbers_do_not_wait_for_the_next_person(qtbot: QtBot, opened: MembersPage) -> None:
    opened.trigger("numbers")
    sheet = numbers_of(opened)
    sheet.form.editor("reason").setText("家属来电")  # type: ignore[attr-defined]
    sheet.form.submit()
    opened.hide()
    qtbot.waitUntil(lambda: opened.sheet() is None)


def test_a_clerk_is_told_who_may_see_full_numbers(
    opened: MembersPage, desk: Desk, clerk: Actor
) -> None:
    desk.actor = clerk
    opened.refresh()
    button = opened.header.buttons["numbers"]
    assert not button.isEnabled()
    assert "查看完整证件号和电话" in button.toolTip()
    assert not opened.trigger("numbers")
    desk.actor = Actor("m", "李主任", desk.actor.role.MANAGER)
    opened.refresh()
    assert button.isEnabled()


def test_the_form_offers_the_documents_that_are_known() -> None:
    assert tuple(code for code, _ in id_types()) == ID_TYPES


# --- the person ---------------------------------------------------------------------------


def test_who_someone_is_stands_in_the_file(page: MembersPage, desk: Desk) -> None:
    page.activate()
    page.trigger("new")
    form = form_of(page)
    type_into(form, "name", "阿卜杜热合曼·买买提艾力")
    choose(form, "id_type", "hmt_residence")
    type_into(form, "id_number", "330105193805123225")
    press_in(form, "改回港澳台居民居住证")
    form.submit()
    assert "81、82 或 83" in form.errors()["id_number"]
    choose(form, "id_type", "resident")
    type_into(form, "id_number", ID_FEMALE)
    type_into(form, "ethnic", "weiwuer")
    choose(form, "marital", "30")
    choose(form, "education", "primary")
    type_into(form, "registered_area", "330783")
    type_into(form, "registered_address", "东阳市江北街道")
    form.submit()
    assert page.view() == FILE
    facts = {
        "民族": "维吾尔族", "婚姻状况": "丧偶", "文化程度": "小学", "户籍地": "东阳市（330783）",
        "户籍地址": "东阳市江北街道", "居住地址": "",
    }  # fmt: skip
    assert {label: page.file_view.value(label) for label in facts} == facts


def test_the_form_offers_the_classes_of_the_centre_and_those_somebody_has(
    app: Application, opened: MembersPage, manager: Actor
) -> None:
    app.codes.save(SaveCode("classes", "新类", "新类", "identity"), manager)
    app.codes.save(SaveCode("classes", "高龄", "高龄", "preference", active=False), manager)
    opened.trigger("edit")
    form = form_of(opened)
    offered = list(form._cells["categories"].editor._boxes)  # type: ignore[attr-defined]
    assert {"新类", "劳动模范"} <= set(offered)
    assert "高龄" in offered, "switched off, but she has it"
    assert form.values()["categories"] == ("独居", "高龄")
    assert not form.is_dirty()


def test_of_whom_only_the_year_is_known_the_list_says_about(
    page: MembersPage, app: Application, manager: Actor
) -> None:
    app.members.register(person("张三", birth_date="1938"), manager)
    page.activate()
    assert [row[3] for row in shown(page.table)] == ["约 87"]


# --- what is said about a number while it is typed ------------------------------------------

HONG_KONG = id_number("19380512", 322, "810000")
FOREIGN = id_number("19500203", 12, "931840")


@pytest.fixture
def new(page: MembersPage) -> MemberForm:
    """The form for a new person."""
    page.activate()
    page.trigger("new")
    type_into(form_of(page), "name", "Smith")
    return form_of(page)


def leave(form: MemberForm) -> None:
    """Tab on to another field."""
    form.editor("phone").setFocus()


def kind_in(form: MemberForm) -> str:
    return str(form.values()["id_type"])


def press_in(form: MemberForm, words: str) -> None:
    next(b for b in form.findChildren(QPushButton) if b.isVisible() and b.text() == words).click()


def test_the_digits_are_counted_while_a_number_is_typed(new: MemberForm) -> None:
    type_into(new, "id_number", ID_FEMALE[:12])
    assert new.hint("id_number") == "已输入 12 位，身份证号共 18 位。"
    assert not new.errors(), "nobody is wrong before they are ready"
    leave(new)
    assert new.hint("id_number").startswith("只有 12 位。")
    type_into(new, "id_number", ID_FEMALE)
    leave(new)
    assert (new.hint("id_number"), new.errors()) == ("", {})


def test_an_old_number_says_what_it_becomes(new: MemberForm) -> None:
    type_into(new, "id_number", "330105380512322")
    assert new.hint("id_number") == "15 位旧号码，保存为 18 位：330105193805123225"
    assert new.values()["birth_date"] == "1938-05-12"


def test_an_unmistakable_number_chooses_the_document_and_the_way_back_is_there(
    new: MemberForm,
) -> None:
    type_into(new, "id_number", HONG_KONG)
    assert kind_in(new) == "hmt_residence"
    assert new.hint("id_type") == "按号码选为“港澳台居民居住证”。"
    assert new.values()["birth_date"] == "1938-05-12"
    press_in(new, "改回居民身份证")
    assert kind_in(new) == "resident"
    assert new.hint("id_type") == ""
    assert "港澳台居民居住证的号码。保存时按它登记。" in new.hint("id_number")
    new.editor("id_number").clear()  # type: ignore[attr-defined]
    type_into(new, "id_number", HONG_KONG)
    assert kind_in(new) == "hmt_residence", "an emptied field begins anew"
    new.editor("id_number").clear()  # type: ignore[attr-defined]
    assert kind_in(new) == "resident", "what followed from the number goes with it"


def test_who_chose_the_document_is_not_overruled(new: MemberForm) -> None:
    type_into(new, "id_number", "H123456789")
    choose(new, "id_type", "passport")
    new.editor("id_number").insert("0")  # type: ignore[attr-defined]
    assert kind_in(new) == "passport"
    assert "来往内地通行证" in new.hint("id_number")


def test_a_foreign_card_brings_its_birth_date_which_can_be_changed(
    new: MemberForm, page: MembersPage
) -> None:
    type_into(new, "id_number", FOREIGN)
    assert kind_in(new) == "foreign_residence"
    assert new.editor("birth_date").isEnabled()
    assert new.values()["birth_date"] == "1950-02-03"
    assert new.hint("birth_date") == "按证件号填入，可以改。"
    new.submit()
    assert page.file_view.value("证件类型") == "外国人永久居留身份证"


def test_a_wrong_digit_of_a_foreign_card_is_said_at_once(new: MemberForm) -> None:
    choose(new, "id_type", "foreign_residence")
    type_into(new, "id_number", FOREIGN[:9])
    assert new.hint("id_number") == "已输入 9 位，新证共 18 位。"
    wrong = FOREIGN[:-1] + ("0" if FOREIGN[-1] != "0" else "1")
    type_into(new, "id_number", wrong)
    assert "末位校验不符" in new.errors()["id_number"]


def test_an_unusual_passport_is_doubted_when_the_field_is_left_and_saved_all_the_same(
    new: MemberForm, page: MembersPage
) -> None:
    choose(new, "id_type", "passport")
    type_into(new, "id_number", "E12")
    assert new.hint("id_number") == ""
    leave(new)
    assert new.hint("id_number").startswith("护照号一般是 6 到 9 位")
    type_into(new, "birth_date", "1950")
    new.submit()
    assert page.file_view.value("证件类型") == "护照"


def test_a_masked_number_is_not_remarked_on(opened: MembersPage) -> None:
    opened.trigger("edit")
    form = form_of(opened)
    form.editor("id_number").setFocus()
    leave(form)
    assert (form.hint("id_number"), form.errors()) == ("", {})
    assert form.values()["birth_date"] == "1938-05-12"


# --- 登记 or 在册, and back -------------------------------------------------------------------


def register_in(page: MembersPage, **values: str) -> None:
    """Fill the form for a new person and save it."""
    page.activate()
    page.trigger("new")
    form = form_of(page)
    for key, text in {"name": "张三", "id_number": ID_MALE, **values}.items():
        if key == "standing":
            choose(form, key, text)
        else:
            type_into(form, key, text)
    form.submit()


def test_a_new_person_is_on_the_list_from_today_unless_something_else_is_chosen(
    page: MembersPage, desk: Desk, manager: Actor
) -> None:
    page.activate()
    page.trigger("new")
    values = form_of(page).editor("standing")
    assert values.currentText() == "在册"  # type: ignore[attr-defined]
    page.close_sheet()
    register_in(page, joined_on="1101")
    assert page.header.subtitle.text().endswith(" · 在册")
    assert page.file_view.value("入会日期") == "2026-11-01"
    assert desk.app.members.count(manager) == 1


def test_a_new_person_can_wait(page: MembersPage, desk: Desk, manager: Actor) -> None:
    register_in(page, standing="registered")
    assert desk.toasts == ["已登记 张三（待办理），会员号 000001。"]
    assert page.header.subtitle.text().endswith(" · 登记")
    assert desk.app.members.count(manager) == 0


def test_the_form_says_what_waiting_means(new: MemberForm) -> None:
    def words() -> list[str]:
        return [one.text() for one in new.findChildren(QLabel) if one.isVisibleTo(new)]

    assert "从入会日期起在册，当天就能签到、就餐。" in words()
    choose(new, "standing", "registered")
    assert "只建档，不算在册，不能签到；以后在“会籍”里批准入册。" in words()


def test_a_registration_is_taken_back_with_ctrl_z(
    page: MembersPage, desk: Desk, people: dict[str, str]
) -> None:
    register_in(page, name="张三", id_number="330105195606140080")
    assert desk.undoable[-1] == "登记张三"
    assert desk.notify.undo_last()
    assert desk.toasts[-1] == "已撤销 张三 的登记。"
    assert page.view() == LIST
    assert "张三" not in names(page)
    assert desk.messages == []


def test_a_registration_that_somebody_worked_on_stays_and_says_why(
    page: MembersPage, desk: Desk
) -> None:
    steps: list[Any] = []
    desk.notify.toasted.connect(lambda toast: steps.append(toast.undo))
    register_in(page)
    page.check_in_requested.emit()
    desk.notify.undo(steps[0])
    assert "不能撤销张三的登记，已经有：签到 1 条" in desk.messages[-1]
    assert page.view() == FILE
    assert page.header.title.text() == "张三"


def test_a_community_not_used_before_is_remarked_on(
    page: MembersPage, people: dict[str, str]
) -> None:
    page.trigger("new")
    form = form_of(page)
    line: Any = form.editor("community")
    line.setText("小河社区")
    assert form.hint("community") == ""
    line.setText("小河社区塘河路1号")
    assert form.hint("community") == "新的社区"
    line.setText("xiao")
    assert form.hint("community") == "", "letters stand for one in the list"
    form.drop_draft()
