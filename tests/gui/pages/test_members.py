"""The page 老人 on a real centre: find, register, open, change, check in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QRawFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.core.codes import ID_TYPES, MealSlot
from app.services.codes import SaveCode
from app.services.members import ChangeMember, RegisterMember
from app.services.rights import Actor
from app.views import fonts
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
    assert page.file_view.value("出生日期") == "1938（约87 岁）"
    assert "约87 岁" in page.header.subtitle.text()
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
    assert "发卡 HZ0001" in told
    assert "列为独居" in told


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
    QTest.keyClick(form.editor("id_number"), Qt.Key.Key_Backspace)
    assert form.values()["id_number"] == ""
    form.editor("id_number").setText("330105********3225")  # type: ignore[attr-defined]
    form.submit()
    assert form.errors() == {}
    uid = desk.app.members.find("2222", 5, manager)[0].uid
    assert desk.app.members.full_numbers(uid, "核对", manager)["id_number"] == ID_FEMALE


def test_clearing_a_number_removes_it(opened: MembersPage, desk: Desk, manager: Actor) -> None:
    opened.trigger("edit")
    form = form_of(opened)
    QTest.keyClick(form.editor("phone"), Qt.Key.Key_Backspace)
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
    assert shown(opened.file_view.history)[0][1] == "签到（人工）"
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
    assert ID_FEMALE in words_of(sheet)
    assert "13812341234" in words_of(sheet)
    opened.refresh()
    assert shown(opened.file_view.history)[0][1].startswith("查看完整号码")


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
    assert [row[3] for row in shown(page.table)] == ["约87"]
