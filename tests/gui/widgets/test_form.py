"""Forms from declared fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from app.core.clock import FixedClock
from app.core.errors import UserError, ValidationProblem
from app.views.inputs import LineEdit
from app.views.members.tabs.contact_form import relation_choices, relation_words
from app.views.notify import Action
from app.views.store import MemoryStore
from app.views.theme import Tone
from app.views.widgets.form import Field, Form, Section
from tests.helpers.qt import MORNING

FIELDS = (
    Section(
        "基本信息",
        (
            Field("name", "姓名", required=True),
            Field("id_number", "身份证号", "id_number"),
            Field("birth", "出生日期", "date", help="有证号时自动填写"),
            Field("sex", "性别", "choice", choices=(("1", "男"), ("2", "女")), required=True),
        ),
    ),
    Field("kinds", "类别", "multi", choices=(("独居", "独居"), ("高龄", "高龄")), width="full"),
    Field("meals", "用餐次数", "number", width="third"),
    Field("at", "到达", "time", width="third"),
    Field("phone", "电话", "phone", width="third"),
    Field("secret", "密码", "password"),
    Field("note", "备注", "note", width="full"),
)

NOVEMBER = dt.datetime(2026, 11, 22, 8, 31)
Make = Callable[..., Form]


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    def build(**options: Any) -> Form:
        made = Form(FIELDS, clock=FixedClock(MORNING), **options)
        qtbot.addWidget(made)
        made.show()
        return made

    return build


@pytest.fixture
def form(make: Make) -> Form:
    return make()


def line(form: Form, key: str) -> QLineEdit:
    widget = form.editor(key)
    assert isinstance(widget, QLineEdit)
    return widget


def combo(form: Form, key: str) -> QComboBox:
    widget = form.editor(key)
    assert isinstance(widget, QComboBox)
    return widget


def fill(form: Form) -> None:
    line(form, "name").insert("王秀英")
    combo(form, "sex").setCurrentIndex(2)


def test_values_come_out_as_what_they_mean(form: Form) -> None:
    fill(form)
    line(form, "id_number").insert(" ３３０１０５ 19380512 322x ")
    line(form, "birth").insert("1938.5.12")
    line(form, "meals").insert("１４")
    line(form, "at").insert("7点半")
    line(form, "phone").insert("138 1234 1234")
    form.editor("kinds").findChildren(QCheckBox)[1].click()
    assert form.values() == {
        "name": "王秀英",
        "id_number": "33010519380512322X",
        "birth": dt.date(1938, 5, 12),
        "sex": "2",
        "kinds": ("高龄",),
        "meals": 14,
        "at": dt.time(7, 30),
        "phone": "13812341234",
        "secret": "",
        "note": "",
    }


def test_values_go_in_and_come_out_unchanged(form: Form) -> None:
    values = {
        "name": "王𬱖",
        "id_number": "",
        "birth": dt.date(1936, 2, 29),
        "sex": "1",
        "kinds": ("独居", "高龄"),
        "meals": Decimal("1.5"),
        "at": dt.time(8, 5),
        "phone": "",
        "secret": " a b ",
        "note": "忌口：\n花生",
    }
    form.set_values(values)
    assert form.values() == values
    assert not form.is_dirty()


def test_all_errors_are_shown_at_once_in_words(form: Form, qtbot: QtBot) -> None:
    submitted: list[Any] = []
    form.submitted.connect(submitted.append)
    line(form, "birth").insert("昨日下午")
    line(form, "meals").insert("三")
    form.save_button.click()
    errors = form.errors()
    assert set(errors) == {"name", "birth", "sex", "meals"}
    assert errors["name"] == "请填写姓名。"
    assert errors["sex"] == "请选择性别。"
    assert "请写成" in errors["birth"]
    assert form.summary.text() == "有 4 处需要修改。"
    assert submitted == []
    assert form.focusWidget() is form.editor("name")


def test_an_error_goes_away_when_its_field_is_changed(form: Form) -> None:
    form.save_button.click()
    fill(form)
    assert form.errors() == {}
    assert form.summary.text() == ""


def test_the_number_of_faults_follows_their_correction(form: Form) -> None:
    form.save_button.click()
    assert form.summary.text() == "有 2 处需要修改。"
    line(form, "name").insert("王秀英")
    assert form.summary.text() == "有 1 处需要修改。"


def test_a_field_can_have_its_own_sentence_for_nothing(qtbot: QtBot) -> None:
    form = Form((Field("again", "再输入一次密码", required=True, missing="请再输入一次密码。"),))
    qtbot.addWidget(form)
    form.submit()
    assert form.errors() == {"again": "请再输入一次密码。"}


def test_the_button_says_what_is_going_on(form: Form) -> None:
    before = form.save_button.text()
    form.set_busy(True)
    assert form.save_button.text() == "正在保存…"
    form.mark_saved()
    assert form.save_button.text() == before


def test_ctrl_s_saves_from_any_field(form: Form, qtbot: QtBot) -> None:
    fill(form)
    form.editor("note").setFocus()
    with qtbot.waitSignal(form.submitted) as told:
        qtbot.keyClick(form.editor("note"), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert told.args is not None
    assert told.args[0]["name"] == "王秀英"


def test_what_the_service_refuses_stands_under_the_fields(form: Form) -> None:
    problem = ValidationProblem({"id_number": "校验位不对。", "elsewhere": "这个中心已停用。"})
    assert form.set_problem(problem)
    assert form.errors() == {"id_number": "校验位不对。"}
    assert form.summary.text() == "有 1 处需要修改。这个中心已停用。"
    assert not form.set_problem(UserError("x", "别的问题。"))


def test_nothing_is_saved_twice_while_saving(form: Form) -> None:
    submitted: list[Any] = []
    form.submitted.connect(submitted.append)
    fill(form)
    form.set_busy(True)
    form.submit()
    form.set_busy(False)
    form.submit()
    assert len(submitted) == 1


def test_help_gives_way_to_the_error(form: Form) -> None:
    helps = [w for w in form.findChildren(QLabel) if w.text() == "有证号时自动填写"]
    assert helps[0].isVisible()
    form.set_errors({"birth": "日期不对。"})
    assert not helps[0].isVisible()


def test_a_hidden_field_is_not_required(form: Form) -> None:
    fill(form)
    line(form, "name").clear()
    form.set_visible("name", False)
    assert "name" not in form.values()


def test_unreadable_values_raise_all_their_sentences(form: Form) -> None:
    with pytest.raises(ValidationProblem) as caught:
        form.values()
    assert set(caught.value.fields) == {"name", "sex"}


def test_choices_can_come_later_and_keep_what_was_chosen(form: Form) -> None:
    form.set_values({"sex": "2", "kinds": ("高龄",)})
    form.set_choices("sex", (("2", "女"), ("9", "未说明")))
    form.set_choices("kinds", (("高龄", "高龄"), ("失能", "失能")))
    assert combo(form, "sex").currentText() == "女"
    assert form._cells["kinds"].editor.value() == ("高龄",)


def test_a_value_no_longer_offered_is_not_lost(form: Form) -> None:
    form.set_values({"sex": "5"})
    assert combo(form, "sex").currentText() == "5"


def test_the_wheel_does_not_change_a_choice_while_scrolling(form: Form) -> None:
    box = combo(form, "sex")
    form.editor("name").setFocus()
    buttons, none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    where = QPointF(5, 5)
    event = QWheelEvent(
        where, where, QPoint(), QPoint(0, -120), buttons, none, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(box, event)
    assert box.currentIndex() == 0


def test_a_password_is_hidden_until_the_eye_is_pressed(form: Form) -> None:
    secret = line(form, "secret")
    assert secret.echoMode() is QLineEdit.EchoMode.Password
    secret.trailing.click()  # type: ignore[attr-defined]
    assert secret.echoMode() is QLineEdit.EchoMode.Normal


def test_changes_make_it_dirty_and_saving_makes_it_clean(form: Form) -> None:
    form.set_values({"name": "王秀英"})
    assert not form.is_dirty()
    line(form, "name").insert("花")
    assert form.is_dirty()
    form.mark_saved()
    assert not form.is_dirty()


def test_what_is_typed_while_the_rest_is_being_saved_is_not_taken_for_saved(
    make: Make, qtbot: QtBot
) -> None:
    """Saving takes a while on a slow machine; what came after Ctrl+S was lost without a word."""
    drafts = MemoryStore()
    form = make(drafts=drafts, draft_key="x")
    fill(form)
    form.submit()
    line(form, "name").insert("花")
    form.mark_saved()
    assert form.is_dirty()
    assert "王秀英花" in str(drafts.get("form.x"))
    form.submit()
    form.mark_saved()
    assert not form.is_dirty()
    assert drafts.get("form.x") is None


def test_a_half_filled_form_waits_for_the_next_time(make: Make, qtbot: QtBot) -> None:
    drafts = MemoryStore()
    first = make(drafts=drafts, draft_key="member.new")
    fill(first)
    line(first, "birth").insert("0312")
    line(first, "secret").insert("geheim")
    qtbot.waitUntil(lambda: drafts.get("form.member.new") is not None)
    assert "geheim" not in str(drafts.get("form.member.new"))
    second = make(drafts=drafts, draft_key="member.new")
    assert second.draft_bar.isVisible()
    assert line(second, "name").text() == ""
    second.restore_draft()
    assert line(second, "name").text() == "王秀英"
    assert second.values()["birth"] == dt.date(2026, 3, 12)
    assert not second.draft_bar.isVisible()


def test_a_saved_or_dropped_draft_is_gone(make: Make) -> None:
    drafts = MemoryStore()
    form = make(drafts=drafts, draft_key="x")
    fill(form)
    form.keep_draft()
    form.mark_saved()
    assert drafts.get("form.x") is None
    line(form, "name").insert("花")
    form.keep_draft()
    assert drafts.get("form.x") is not None
    form.drop_draft()
    assert drafts.get("form.x") is None


def test_cancel_is_told(form: Form, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.cancelled):
        form.cancel_button.click()


def test_changes_by_the_program_are_not_announced(form: Form) -> None:
    told: list[str] = []
    form.value_changed.connect(told.append)
    form.set_values({"name": "王秀英"})
    assert told == []
    line(form, "phone").insert("1")
    assert told == ["phone"]


def test_a_wrong_declaration_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="colour"):
        Field("x", "X", "colour")


def test_labels_belong_to_their_editors(form: Form) -> None:
    names = {label.text(): label.buddy() for label in form.findChildren(QLabel) if label.buddy()}
    assert names["姓名"] is form.editor("name")
    assert form.editor("phone").accessibleName() == "电话"


# -- choices found by typing, birth dates ---------------------------------------------------

PEOPLES = (("01", "汉族"), ("05", "维吾尔族"), ("15", "土家族"), ("30", "土族"))


@pytest.mark.parametrize(
    ("typed", "value"),
    [("汉族", "01"), ("han", "01"), ("wwe", "05"), ("维", "05"), ("tujia", "15"), ("", "")],
)
def test_a_choice_is_found_by_characters_and_pinyin(qtbot: QtBot, typed: str, value: str) -> None:
    form = Form((Field("ethnic", "民族", "search", choices=PEOPLES),))
    qtbot.addWidget(form)
    form.editor("ethnic").setText(typed)  # type: ignore[attr-defined]
    assert form.values() == {"ethnic": value}
    form.editor("ethnic").editingFinished.emit()  # type: ignore[attr-defined]
    assert form.editor("ethnic").text() == dict(PEOPLES).get(value, "")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("tu", "“tu”可以是土家族、土族，请选一个。"),
        ("火星族", "列表里没有“火星族”，请从列表中选择。"),
    ],
)
def test_what_is_in_no_list_or_twice_is_said_under_the_field(
    qtbot: QtBot, typed: str, said: str
) -> None:
    form = Form((Field("ethnic", "民族", "search", choices=PEOPLES),))
    qtbot.addWidget(form)
    form.editor("ethnic").setText(typed)  # type: ignore[attr-defined]
    form.submit()
    assert form.errors() == {"ethnic": said}


@pytest.mark.parametrize(
    ("typed", "value"), [("儿子", "20"), ("nver", "30"), ("媳妇", "38"), ("其他儿子", "29")]
)
def test_what_people_say_finds_the_word_of_the_standard(
    qtbot: QtBot, typed: str, value: str
) -> None:
    field = Field("relation", "关系", "search", choices=relation_choices(), also=relation_words())
    form = Form((field,))
    qtbot.addWidget(form)
    form.editor("relation").setText(typed)  # type: ignore[attr-defined]
    assert form.values() == {"relation": value}


def test_typing_offers_what_fits_and_down_offers_everything(qtbot: QtBot) -> None:
    form = Form((Field("ethnic", "民族", "search", choices=PEOPLES),))
    qtbot.addWidget(form)
    form.show()
    line: Any = form.editor("ethnic")
    qtbot.keyClicks(line, "tu")
    model = line.completer().completionModel()
    offered = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert offered == ["土家族", "土族"]
    line.completer().popup().hide()
    line.clear()
    qtbot.keyClick(line, Qt.Key.Key_Down)
    assert line.completer().completionModel().rowCount() == len(PEOPLES)
    line.completer().popup().hide()


def test_a_chosen_code_shows_its_word_and_is_clean(qtbot: QtBot) -> None:
    form = Form((Field("ethnic", "民族", "search", choices=PEOPLES),))
    qtbot.addWidget(form)
    form.set_values({"ethnic": "30"})
    assert form.editor("ethnic").text() == "土族"  # type: ignore[attr-defined]
    assert form.values() == {"ethnic": "30"}
    assert not form.is_dirty()


@pytest.mark.parametrize(
    ("typed", "value"), [("1938", "1938"), ("1938/5/12", "1938-05-12"), ("", "")]
)
def test_a_birth_date_may_be_the_year_alone(qtbot: QtBot, typed: str, value: str) -> None:
    form = Form((Field("birth", "出生日期", "birth"),))
    qtbot.addWidget(form)
    form.editor("birth").setText(typed)  # type: ignore[attr-defined]
    assert form.values() == {"birth": value}
    form.editor("birth").setText("昨天的昨天")  # type: ignore[attr-defined]
    form.submit()
    assert "看不懂" in form.errors()["birth"]


def words_in_sight(form: Form) -> list[str]:
    return [one.text() for one in form.findChildren(QLabel) if one.isVisible() and one.text()]


def test_a_hint_takes_the_place_of_the_help_and_gives_way_to_an_error(form: Form) -> None:
    done: list[str] = []
    form.set_hint("birth", "按证件号填入", Tone.INFO, Action("改回", lambda: done.append("back")))
    assert form.hint("birth") in words_in_sight(form)
    assert "有证号时自动填写" not in words_in_sight(form)
    button = next(one for one in form.findChildren(QPushButton) if one.text() == "改回")
    button.click()
    assert done == ["back"]
    form.set_errors({"birth": "看不懂这个日期"})
    assert "按证件号填入" not in words_in_sight(form)
    assert not button.isVisible()
    line(form, "birth").insert("1938")
    assert "按证件号填入" in words_in_sight(form)
    form.set_hint("birth", "")
    assert "有证号时自动填写" in words_in_sight(form)
    assert not button.isVisible()


def test_a_hint_is_about_what_stands_there_now(form: Form) -> None:
    form.set_hint("id_number", "已输入 3 位")
    assert form.editor("id_number").accessibleDescription() == "已输入 3 位"
    form.set_values({"id_number": "330105193805123225"})
    assert form.hint("id_number") == ""


PLACES = (("330105", "拱墅区 330105"), ("浙江省东阳市", "浙江省东阳市"))


@pytest.fixture
def suggesting(qtbot: QtBot) -> Form:
    made = Form((Field("area", "户籍地", "suggest", choices=PLACES), Field("name", "姓名")))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("拱", ["拱墅区 330105"]),
        ("gsq", ["拱墅区 330105"]),
        ("gongshu", ["拱墅区 330105"]),
        ("3301", ["拱墅区 330105"]),
        ("dong", ["浙江省东阳市"]),
        ("新昌", []),
    ],
)
def test_words_are_suggested_by_characters_pinyin_and_initials(
    suggesting: Form, typed: str, offered: list[str]
) -> None:
    completer = line(suggesting, "area").completer()
    completer.setCompletionPrefix(typed)
    found = [completer.completionModel().index(row, 0).data()
             for row in range(completer.completionCount())]  # fmt: skip
    assert found == offered


def test_a_suggestion_is_taken_with_its_value_and_other_text_is_as_good(suggesting: Form) -> None:
    area = line(suggesting, "area")
    area.setFocus()
    QTest.keyClicks(area, "gsq")
    popup = area.completer().popup()
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert suggesting.values()["area"] == "330105"
    area.selectAll()
    area.insert("江西省婺源县")
    assert suggesting.values()["area"] == "江西省婺源县"
    suggesting.set_choices("area", ())
    assert suggesting.values()["area"] == "江西省婺源县"


# --- dates lean --------------------------------------------------------------------------


def test_a_birth_lies_in_the_past_and_says_what_it_was_read_as(qtbot: QtBot) -> None:
    form = Form((Field("born", "出生日期", "birth"),), clock=FixedClock(NOVEMBER))
    qtbot.addWidget(form)
    form.resize(600, 200)
    form.show()
    line = form.editor("born")
    assert isinstance(line, LineEdit)
    qtbot.keyClicks(line, "1938")
    assert line.remark() == "", "the year alone is all that was said"
    line.clear()
    qtbot.keyClicks(line, "1225")
    assert line.remark() == "2025-12-25 星期四"
    assert form.values() == {"born": "2025-12-25"}


def test_a_date_lies_where_its_field_says(qtbot: QtBot) -> None:
    fields = (
        Field("signed", "签署日期", "date", lean="past"),
        Field("until", "有效到", "date", lean="future"),
        Field("day", "第一天", "date"),
    )
    form = Form(fields, clock=FixedClock(NOVEMBER))
    qtbot.addWidget(form)
    form.show()
    for key in ("signed", "until", "day"):
        qtbot.keyClicks(form.editor(key), "0821")
    days = {key: value.isoformat() for key, value in form.values().items()}
    assert days == {"signed": "2026-08-21", "until": "2027-08-21", "day": "2026-08-21"}


# --- Enter -------------------------------------------------------------------------------


def entered(form: Form) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = []
    form.submitted.connect(told.append)
    return told


def test_enter_finishes_a_form_of_one_line(qtbot: QtBot) -> None:
    form = Form((Field("reason", "原因", required=True),))
    qtbot.addWidget(form)
    form.show()
    form.setFocus()
    told = entered(form)
    qtbot.keyClick(form.editor("reason"), Qt.Key.Key_Return)
    assert told == []
    assert form.errors() == {"reason": "请填写原因。"}
    qtbot.keyClicks(form.editor("reason"), "error")
    qtbot.keyClick(form.editor("reason"), Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert told == [{"reason": "error"}]


def test_enter_goes_on_until_the_last_line(qtbot: QtBot) -> None:
    fields = (
        Field("number", "卡号", required=True),
        Field("kind", "种类", "choice", choices=(("1", "市民卡"),)),
        Field("hidden", "不显示"),
        Field("on", "日期", "date"),
        Field("note", "备注", "note"),
    )
    form = Form(fields, clock=FixedClock(MORNING))
    form.set_visible("hidden", False)
    qtbot.addWidget(form)
    form.show()
    told = entered(form)
    form.editor("number").setFocus()
    qtbot.keyClicks(form.editor("number"), "8123")
    for key, following in (("number", "kind"), ("kind", "on")):
        qtbot.keyClick(form.editor(key), Qt.Key.Key_Return)
        assert form.focusWidget() is form.editor(following)
        assert told == []
    form.editor("note").setFocus()
    qtbot.keyClick(form.editor("note"), Qt.Key.Key_Return)
    assert told == [], "a note has lines of its own"
    form.editor("on").setFocus()
    qtbot.keyClick(form.editor("on"), Qt.Key.Key_Return)
    assert len(told) == 1


def test_enter_held_down_or_while_saving_saves_nothing(qtbot: QtBot) -> None:
    form = Form((Field("reason", "原因"),))
    qtbot.addWidget(form)
    form.show()
    form.setFocus()
    told = entered(form)
    form.set_busy(True)
    qtbot.keyClick(form.editor("reason"), Qt.Key.Key_Return)
    assert told == []
    form.set_busy(False)
    held = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True
    )
    QApplication.sendEvent(form.editor("reason"), held)
    assert told == []


# --- the highlighted word ----------------------------------------------------------------

KIN = (("20", "子"), ("12", "妻"), ("29", "其他儿子"), ("39", "其他女儿"))


@pytest.fixture
def kin(qtbot: QtBot) -> Form:
    fields = (
        Field("relation", "关系", "search", choices=KIN),
        Field("area", "社区", "suggest", choices=(("拱墅", "拱墅"), ("巩家", "巩家"))),
        Field("last", "备注"),
    )
    made = Form(fields, clock=FixedClock(MORNING))
    qtbot.addWidget(made)
    made.show()
    return made


def test_several_words_stay_open_with_the_first_highlighted(qtbot: QtBot, kin: Form) -> None:
    told = entered(kin)
    relation: Any = kin.editor("relation")
    relation.setFocus()
    qtbot.keyClicks(relation, "qi")
    popup = relation.completer().popup()
    assert popup.isVisible()
    assert relation.highlighted() == "妻"
    QTest.keyClick(popup, Qt.Key.Key_Down)
    assert relation.highlighted() == "其他儿子"
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert relation.text() == "其他儿子"
    assert kin.focusWidget() is relation, "this Enter was for the list"
    QTest.keyClick(relation, Qt.Key.Key_Return)
    assert kin.focusWidget() is kin.editor("area")
    assert told == []


def test_enter_at_once_takes_the_first_and_tab_as_well(qtbot: QtBot, kin: Form) -> None:
    relation: Any = kin.editor("relation")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Tab):
        relation.setFocus()
        relation.clear()
        qtbot.keyClicks(relation, "qi")
        QTest.keyClick(relation.completer().popup(), key)
        assert relation.text() == "妻"
        assert not relation.completer().popup().isVisible()
    assert kin.values()["relation"] == "12"
    assert kin.focusWidget() is kin.editor("area")


def test_a_new_word_is_not_overruled_by_a_suggestion(qtbot: QtBot, kin: Form) -> None:
    area: Any = kin.editor("area")
    area.setFocus()
    qtbot.keyClicks(area, "g")
    assert area.highlighted() == "拱墅"
    QTest.keyClick(area.completer().popup(), Qt.Key.Key_Escape)
    area.clear()
    event = QInputMethodEvent("", [])
    event.setCommitString("拱")
    QApplication.sendEvent(area, event)
    assert area.highlighted() == ""
    QTest.keyClick(area, Qt.Key.Key_Return)
    assert area.text() == "拱"


def test_many_boxes_stand_under_headings_in_common_columns(qtbot: QtBot) -> None:
    groups = (
        ("经济状况", (("low", "低保"), ("edge", "低保边缘家庭"))),
        ("家庭结构", (("alone", "独居"), ("only", "独生子女父母"))),
    )
    form = Form((Field("kinds", "类别", "multi", groups=groups, width="full"),))
    qtbot.addWidget(form)
    form.resize(600, 500)
    form.show()
    assert {"经济状况", "家庭结构"} <= set(words_in_sight(form))
    boxes = form.editor("kinds").findChildren(QCheckBox)
    assert [box.x() for box in boxes][:2] == [box.x() for box in boxes][2:]
    boxes[3].click()
    form.set_groups("kinds", (*groups, ("其他", (("old", "旧类别"),))))
    assert form.values() == {"kinds": ("only",)}
    qtbot.waitUntil(lambda: "其他" in words_in_sight(form))


def test_enter_that_takes_a_suggestion_goes_on_to_the_next_field(qtbot: QtBot, kin: Form) -> None:
    """Else what is typed on makes another word of it."""
    told = entered(kin)
    area: Any = kin.editor("area")
    kin.activateWindow()
    area.setFocus()
    qtbot.keyClicks(area, "gongsh")
    QTest.keyClick(area.completer().popup(), Qt.Key.Key_Return)
    assert area.text() == "拱墅"
    assert not area.completer().popup().isVisible()
    assert kin.focusWidget() is kin.editor("last")
    assert told == []


def test_rules_speak_beside_a_field_that_is_missing(qtbot: QtBot) -> None:
    fields = (Field("reason", "原因", "choice", required=True), Field("note", "说明"))
    made = Form(fields, rules=lambda values: {} if values["note"] else {"note": "请写明。"})
    qtbot.addWidget(made)
    told = entered(made)
    made.submit()
    assert made.errors() == {"reason": "请选择原因。", "note": "请写明。"}
    assert told == []
