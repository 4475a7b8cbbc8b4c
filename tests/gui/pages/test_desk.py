"""The check-in desk: any code from anywhere, one large answer, nothing personal left behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.clock import FixedClock
from app.core.codes import MealSlot, Method
from app.core.errors import EnvironmentProblem
from app.services.attendance import CheckIn
from app.services.cards import EndCard, IssueCard, RenewCard
from app.services.meals import ServeMeal
from app.services.member_codes import VoidCard
from app.services.memberships import LeaveMember, WaitMember
from app.services.rights import AT_THE_DOOR, Actor
from app.views import desk, theme
from app.views.desk.page import Desk
from app.views.desk.presenter import DeskPresenter
from app.views.desk.recent import Recent
from app.views.desk.scanning import last_burst
from app.views.kit import Kit
from app.views.tasks import TaskRunner
from app.wiring import Application
from tests.gui.pages.opened import Opened, compose, open_page, press, type_text
from tests.helpers.people import id_number, leave, paper_code, pause, register

TODAY = dt.date(2026, 11, 23)
ID = id_number(sequence=300)


@pytest.fixture
def people(app: Application, clerk: Actor) -> list[str]:
    """Two people of one name, one with a long name."""
    given = (
        ("王秀英", "小河社区", "13800002222", ID),
        ("王秀英", "长乐社区", "13900002222", id_number(sequence=301)),
        ("阿卜杜热合曼·买买提艾力", "小河社区", "13700003333", id_number(sequence=302)),
    )
    return [
        register(app, clerk, name, card=f"0090000{i}", community=place, phone=phone,
                 id_number=number)
        for i, (name, place, phone, number) in enumerate(given)
    ]  # fmt: skip


@pytest.fixture
def opened(qtbot: QtBot, app: Application, clerk: Actor, people: list[str]) -> Opened:
    return open_page(qtbot, app, desk.build, clerk)


def shown(opened: Opened) -> tuple[str, str]:
    """Name and state of the answer."""
    answer = opened.page.answer
    return answer.name.text(), answer.state.text()


def words(widget: Desk) -> str:
    """Every word in sight."""
    both = [*seen(widget, QLabel), *seen(widget, QPushButton)]
    return " ".join([*(one.text() for one in both), widget.field.text()])


def methods(app: Application, clerk: Actor) -> list[str]:
    return [row.method for row in app.attendance.day(TODAY, clerk).people]


@pytest.mark.parametrize(
    ("code", "method"),
    [("00900000", Method.CARD), (ID, Method.ID_CARD), ("13800002222", Method.MANUAL)],
)
def test_card_identity_card_and_phone_are_answered(
    opened: Opened, app: Application, clerk: Actor, code: str, method: Method
) -> None:
    type_text(code)
    assert shown(opened) == ("王秀英", "签到成功 08:30")
    assert methods(app, clerk) == [method]
    assert opened.page.field.text() == ""


def test_a_second_scan_tells_when(opened: Opened, clock: FixedClock) -> None:
    type_text("00900000")
    clock.advance(1680)
    type_text("00900000")
    assert shown(opened) == ("王秀英", "已签到 08:30")


def test_a_burst_is_taken_wherever_the_focus_is(
    opened: Opened, app: Application, clerk: Actor
) -> None:
    opened.page.letters_button.setFocus()
    type_text("00900002")
    assert shown(opened) == ("阿卜杜热合曼·买买提艾力", "签到成功 08:30")
    undo = opened.page.recent.findChildren(QPushButton)[-1]
    undo.setFocus()
    type_text("00900000")
    assert shown(opened)[1] == "签到成功 08:30"
    assert len(methods(app, clerk)) == 2


def test_a_burst_counts_alone_when_something_half_typed_stands_there(
    qtbot: QtBot, app: Application, clerk: Actor, people: list[str]
) -> None:
    now = [0.0]

    def build(app: Application, kit: Kit) -> Desk:
        page = Desk(lambda: now[0])
        DeskPresenter(page, app, kit)
        return page

    opened = open_page(qtbot, app, build, clerk)
    type_text("138", enter=False)
    now[0] += 2.0
    type_text("00900002")
    assert shown(opened) == ("阿卜杜热合曼·买买提艾力", "签到成功 08:30")


SCAN = [0.005] * 7


@pytest.mark.parametrize(
    ("gaps", "found"),
    [
        ([9.0, *SCAN], "00900002"),
        ([9.0, 0.005, 0.005, 0.3, *SCAN[3:]], "00900002"),
        ([9.0, 0.3, 0.005, 0.005, 0.3, *SCAN[4:]], "00900002"),
        ([9.0, 0.2, 2.0, *SCAN], "00900002"),
        ([9.0, 0.2, 0.3, *SCAN], "00900002"),
        ([9.0, 0.2, 0.15, 0.3, 0.005, 0.005, 0.2, *SCAN[3:]], "00900002"),
        ([9.0, *[0.15] * 7], ""),
        ([9.0, 0.15, 0.02, 0.15, 0.2, 0.15], ""),
        ([], ""),
    ],
    ids=["scan", "stalled", "stalled twice", "left standing", "half typed", "both", "hand",
         "quick hand", "nothing"],
)  # fmt: skip
def test_a_scan_taken_up_in_pieces_is_one_scan(gaps: list[float], found: str) -> None:
    """A stall of the PC cut the first letters off, and a known card was said to be unknown."""
    letters = f"{'00900002':x>{len(gaps)}}" if len(gaps) >= 8 else "x" * len(gaps)
    typed = list(zip(letters, gaps, strict=True))
    assert last_burst(typed) == found


def test_a_stall_in_the_middle_of_a_scan_costs_no_letter(
    qtbot: QtBot, app: Application, clerk: Actor, people: list[str]
) -> None:
    now = [0.0]

    def build(app: Application, kit: Kit) -> Desk:
        page = Desk(lambda: now[0])
        DeskPresenter(page, app, kit)
        return page

    opened = open_page(qtbot, app, build, clerk)
    type_text("00", enter=False)
    now[0] += 0.4
    type_text("900002")
    assert shown(opened) == ("阿卜杜热合曼·买买提艾力", "签到成功 08:30")


def test_an_unknown_code_goes_to_the_work_list_and_blocks_nobody(
    opened: Opened, app: Application, clerk: Actor
) -> None:
    type_text("0099999999")
    assert shown(opened) == ("", "未找到，请前台处理")
    assert [item.subject for item in app.work_items.open_items(clerk)] == ["0099999999"]
    type_text("00900000")
    assert shown(opened) == ("王秀英", "签到成功 08:30")


def test_a_name_in_characters_checks_in_when_it_is_clear(opened: Opened) -> None:
    compose("阿卜杜热合曼·买买提艾力")
    assert shown(opened) == ("阿卜杜热合曼·买买提艾力", "签到成功 08:30")


@pytest.mark.parametrize("how", ["touch", "key"])
def test_who_is_meant_is_chosen_by_touch_or_number(
    qtbot: QtBot, opened: Opened, app: Application, clerk: Actor, how: str
) -> None:
    type_text("2222")
    buttons = opened.page.finder.grid.buttons
    assert [b.accessibleName() for b in buttons] == [
        "王秀英 1938 年 · 小河社区",
        "王秀英 1938 年 · 长乐社区",
    ]
    if how == "touch":
        qtbot.waitUntil(lambda: buttons[1].x() > 0 and buttons[1].height() > 0)
        qtbot.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    else:
        type_text("2", enter=False)
    qtbot.waitUntil(lambda: shown(opened) == ("王秀英", "签到成功 08:30"))
    assert [row.community for row in app.attendance.day(TODAY, clerk).people] == ["长乐社区"]


def test_initials_are_touched(qtbot: QtBot, opened: Opened) -> None:
    opened.page.letters_button.click()
    keys = {b.text(): b for b in opened.page.finder.pad.findChildren(QPushButton)}
    keys["A"].click()
    assert opened.page.finder.grid.hits() == []  # one letter would list strangers
    keys["B"].click()
    assert [hit.name for hit in opened.page.finder.grid.hits()] == ["阿卜杜热合曼·买买提艾力"]
    keys["X"].click()
    assert opened.page.finder.note.text() == "没有找到，请检查首字母，或请前台帮忙。"
    keys["删除"].click()
    opened.page.finder.grid.buttons[0].click()
    assert shown(opened) == ("阿卜杜热合曼·买买提艾力", "签到成功 08:30")


def test_a_scan_while_letters_are_shown_is_a_scan(opened: Opened) -> None:
    opened.page.letters_button.click()
    type_text("00900000")
    assert shown(opened) == ("王秀英", "签到成功 08:30")


def test_the_last_check_ins_are_taken_back_and_put_back(
    opened: Opened, app: Application, clerk: Actor
) -> None:
    type_text("00900000")
    type_text("00900002")
    assert [one.name for one in opened.page.recent.entries] == [
        "阿卜杜热合曼·买买提艾力",
        "王秀英",
    ]
    undo = [b for b in opened.page.recent.findChildren(QPushButton) if b.text() == "撤销"]
    undo[1].click()
    assert shown(opened) == ("王秀英", "已撤销签到")
    assert len(methods(app, clerk)) == 1
    again = [b for b in opened.page.recent.findChildren(QPushButton) if b.text() == "恢复"]
    again[-1].click()
    assert shown(opened) == ("王秀英", "签到成功 08:30")
    assert len(methods(app, clerk)) == 2


def test_ctrl_z_takes_the_newest_back(opened: Opened, app: Application, clerk: Actor) -> None:
    type_text("00900000")
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown(opened) == ("王秀英", "已撤销签到")
    assert methods(app, clerk) == []


@pytest.mark.parametrize("look", [False, True], ids=["as Qt is", "with the theme"])
def test_ten_are_kept_and_give_way_to_a_lower_window(
    opened: Opened, qapp: QApplication, styled: None, look: bool
) -> None:
    if look:
        theme.apply(qapp)
    opened.page.resize(1280, 800)
    opened.page.set_recent([Recent(f"u{i}", f"老人{i}", "08:30") for i in range(12)])
    assert len(opened.page.recent.entries) == 10
    qapp.processEvents()  # laid out with ten: their height must not hold the window
    assert opened.page.minimumSizeHint().height() <= 600
    opened.page.resize(1280, 600)
    assert opened.page.height() == 600
    assert 1 <= len(opened.page.recent.entries) < 10


@pytest.mark.parametrize("scale", [100, 200])
def test_the_answer_keeps_its_place_from_the_first_check_in_on(
    qtbot: QtBot, qapp: QApplication, app: Application, clerk: Actor, people: list[str],
    styled: None, scale: int,
) -> None:  # fmt: skip
    theme.apply(qapp, scale=scale)
    opened = open_page(qtbot, app, desk.build, clerk)
    opened.page.resize(1440, 900 * scale // 100)
    qapp.processEvents()
    before = opened.page.answer.geometry()
    type_text("00900000")
    qapp.processEvents()
    assert opened.page.answer.geometry() == before
    type_text("00900002")
    type_text("13900002222")
    qapp.processEvents()
    assert opened.page.answer.geometry() == before


@pytest.mark.parametrize(("width", "scale"), [(1440, 100), (1440, 200), (1024, 200), (1024, 150)])
def test_what_the_line_takes_is_said_in_words_that_fit(
    qtbot: QtBot, qapp: QApplication, app: Application, clerk: Actor, people: list[str],
    styled: None, width: int, scale: int,
) -> None:  # fmt: skip
    theme.apply(qapp, scale=scale)
    opened = open_page(qtbot, app, desk.build, clerk)
    opened.page.resize(width, 900)
    qapp.processEvents()
    for scene in (open_home, open_choice):
        scene(opened.page)
        qapp.processEvents()
        field = opened.page.field
        words = field.placeholderText()
        assert "姓名" in words
        room = field.width() - 2 * theme.px(theme.Space.L) - 8
        assert field.fontMetrics().horizontalAdvance(words) <= room


def test_nothing_personal_stays_after_a_quiet_while(opened: Opened) -> None:
    type_text("00900000")
    type_text("1380000", enter=False)
    assert "王秀英" in words(opened.page)
    assert opened.page.idle.isActive()
    assert opened.page.idle.interval() == 30_000
    opened.page.idle.timeout.emit()
    assert "王秀英" not in words(opened.page)
    assert "1380000" not in words(opened.page)
    opened.page.recent.show_button.click()
    assert "王秀英" in words(opened.page)


def test_choices_go_with_the_quiet_while(opened: Opened) -> None:
    type_text("2222")
    assert "王秀英" in words(opened.page)
    opened.page.idle.timeout.emit()
    assert "王秀英" not in words(opened.page)
    assert not opened.page.is_choosing()


def test_a_lock_behind_forgets_who_came_before(
    qtbot: QtBot, app: Application, clerk: Actor, people: list[str]
) -> None:
    who = [clerk]

    def build(app: Application, kit: Kit) -> Desk:
        return desk.build(app, replace(kit, actor=lambda: who[0]))

    opened = open_page(qtbot, app, build, clerk)
    type_text("00900000")
    who[0] = AT_THE_DOOR
    opened.page.ticked.emit()
    assert "王秀英" not in words(opened.page)
    assert opened.page.recent.show_button.isHidden()
    type_text("00900002")
    assert [one.name for one in opened.page.recent.entries] == ["阿***********"]


def test_esc_goes_one_step_back_and_then_leaves(qtbot: QtBot, opened: Opened) -> None:
    type_text("2222")
    with qtbot.assertNotEmitted(opened.page.leave_requested):
        press(Qt.Key.Key_Escape)
    assert not opened.page.is_choosing()
    with qtbot.waitSignal(opened.page.leave_requested):
        press(Qt.Key.Key_Escape)


def test_a_failed_write_is_said_on_the_desk_and_the_next_scan_works(
    opened: Opened, app: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise EnvironmentProblem("disk_full", "磁盘满了，没有保存。请清出空间后再试。")

    with monkeypatch.context() as broken:
        broken.setattr(app.attendance, "scan", full)
        type_text("00900000")
    assert shown(opened) == ("", "没有完成")
    assert opened.page.answer.hint.text() == "磁盘满了，没有保存。请清出空间后再试。"
    type_text("00900000")
    assert shown(opened) == ("王秀英", "签到成功 08:30")


def test_two_quick_scans_are_answered_in_their_order(
    qtbot: QtBot, app: Application, clerk: Actor, people: list[str]
) -> None:
    runner = TaskRunner()

    def build(app: Application, kit: Kit) -> Desk:
        return desk.build(app, replace(kit, runner=runner))

    opened = open_page(qtbot, app, build, clerk)
    type_text("00900000")
    type_text("00900002")
    qtbot.waitUntil(lambda: len(opened.page.recent.entries) == 2)
    names = [one.name for one in opened.page.recent.entries]
    assert names == ["阿卜杜热合曼·买买提艾力", "王秀英"]
    assert runner.stop()


def test_the_clock_goes_and_the_centre_is_named(opened: Opened, clock: FixedClock) -> None:
    assert opened.page.centre.text() == "小河街道居家养老服务中心"
    assert opened.page.answer.name.text() == "08:30"
    clock.advance(60)
    opened.page.ticked.emit()
    assert opened.page.answer.name.text() == "08:31"
    assert opened.page.date.text() == "11 月 23 日 星期一"


def open_home(page: Desk) -> None:
    type_text("00900000")


def open_choice(page: Desk) -> None:
    type_text("2222")


def open_letters(page: Desk) -> None:
    page.letters_button.click()
    page._set_letters("WX")


@pytest.mark.parametrize("scene", [open_home, open_choice, open_letters])
def test_texts_and_targets_are_large_enough_for_elders(
    qtbot: QtBot, qapp: QApplication, app: Application, clerk: Actor, people: list[str],
    scene: Callable[[Desk], None],
) -> None:  # fmt: skip
    theme.apply(qapp)
    try:
        opened = open_page(qtbot, app, desk.build, clerk)
        opened.page.resize(1280, 800)
        scene(opened.page)
        qtbot.waitUntil(lambda: len(seen(opened.page, QPushButton)) >= 3)
        labels, buttons = seen(opened.page, QLabel), seen(opened.page, QPushButton)
        small = [one.text() for one in labels if one.fontInfo().pixelSize() < 24]
        low = [one.text() for one in buttons if min(one.width(), one.height()) < 64]
        out = [one.text() for one in buttons if not opened.page.rect().contains(_box(one))]
        assert (small, low, out) == ([], [], [])
    finally:
        qapp.setStyleSheet("")


def seen(page: Desk, kind: type[QWidget]) -> list[QWidget]:
    return [one for one in page.findChildren(kind) if one.isVisible()]


def _box(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), widget.rect().topLeft()), widget.size())


@pytest.mark.parametrize("typed", ["2222", "wxy"])
def test_a_locked_desk_offers_masked_names_only(
    qtbot: QtBot, app: Application, clerk: Actor, people: list[str], typed: str
) -> None:
    opened = open_page(qtbot, app, desk.build, AT_THE_DOOR)
    type_text(typed)
    if typed.isalpha():
        press(Qt.Key.Key_Return)
    seen_words = words(opened.page)
    assert seen_words.count("王**") == 2
    for secret in ("王秀英", "小河社区", "长乐社区", "1938"):
        assert secret not in seen_words
    assert "会员号尾号 0001" in seen_words
    assert "会员号尾号 0002" in seen_words
    type_text("2", enter=False)
    qtbot.waitUntil(lambda: shown(opened)[1] == "签到成功 08:30")
    assert app.attendance.day(TODAY, clerk).people[0].member_uid == people[1]


@pytest.mark.parametrize("again", [False, True], ids=["checked in", "already"])
def test_a_locked_desk_answers_with_a_masked_name(
    qtbot: QtBot, app: Application, clerk: Actor, people: list[str], again: bool
) -> None:
    if again:
        app.attendance.check_in(CheckIn(people[0]), clerk)
    opened = open_page(qtbot, app, desk.build, AT_THE_DOOR)
    type_text("00900000")
    assert shown(opened)[0] == "王**"
    assert "王秀英" not in words(opened.page)
    if not again:
        opened.page.undo_asked.emit(opened.page.recent.entries[0].uid)
        assert shown(opened) == ("王**", "已撤销签到")


@pytest.mark.parametrize("demo", [True, False])
def test_the_desk_of_a_demonstration_says_so(opened: Opened, demo: bool) -> None:
    opened.page.set_demo(demo)
    assert opened.page.badge.isVisible() is demo


# -- paused, left, a card that ended -------------------------------------------------------


def test_somebody_paused_is_taken_back_with_one_key(
    opened: Opened, app: Application, clerk: Actor, people: list[str]
) -> None:
    pause(app, clerk, people[0], TODAY)
    type_text("00900000")
    assert shown(opened) == ("王秀英", "住院暂停中（11-23 起）")
    assert opened.page.answer.hint.text() == "人已经回来的，按下面的按钮：今天起恢复在册，并签到。"
    assert opened.page.answer.button.text() == "恢复并签到 (F4)"
    press(Qt.Key.Key_F4)
    assert shown(opened) == ("王秀英", "签到成功 08:30")
    assert opened.page.answer.hint.text() == "已恢复在册。"
    assert opened.page.answer.button.isHidden()
    assert app.memberships.of(people[0], clerk).state == "active"
    press(Qt.Key.Key_F4)  # nothing is left to be done
    assert shown(opened) == ("王秀英", "签到成功 08:30")


@pytest.mark.parametrize("ticked", [True, False])
def test_the_check_ins_of_the_day_before_are_not_taken_back(
    qtbot: QtBot, opened: Opened, app: Application, clerk: Actor, clock: FixedClock, ticked: bool
) -> None:
    type_text("00900000")
    qtbot.waitUntil(lambda: len(opened.page.recent.entries) == 1)
    (old,) = opened.page.recent.entries
    clock.advance(24 * 3600)
    if ticked:
        opened.page.ticked.emit()
        assert opened.page.recent.entries == ()
        assert not opened.page.recent.show_button.isVisible()
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    opened.page.undo_asked.emit(old.uid)
    assert app.attendance.day(TODAY, clerk).present == 1
    assert opened.page.recent.entries == ()
    type_text("00900000")
    qtbot.waitUntil(lambda: len(opened.page.recent.entries) == 1)
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: opened.page.recent.entries[0].undone)
    assert app.attendance.day(TODAY, clerk).present == 1
    assert app.attendance.day(TODAY + dt.timedelta(days=1), clerk).present == 0


@pytest.mark.parametrize("how", ["Ctrl+Z", "list"])
def test_taking_it_back_puts_the_pause_back_too(
    opened: Opened, app: Application, clerk: Actor, people: list[str], how: str
) -> None:
    pause(app, clerk, people[0], TODAY, TODAY + dt.timedelta(days=4))
    type_text("00900000")
    press(Qt.Key.Key_F4)
    if how == "list":
        undo = [b for b in opened.page.recent.findChildren(QPushButton) if b.text() == "撤销"]
        undo[0].click()
    else:
        press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown(opened) == ("王秀英", "已撤销签到")
    assert opened.page.answer.hint.text() == "暂停也照旧：住院暂停中（11-23 起，到 11-27）。"
    life = app.memberships.of(people[0], clerk)
    assert (life.state, len(life.periods), methods(app, clerk)) == ("paused", 1, [])
    again = [b for b in opened.page.recent.findChildren(QPushButton) if b.text() == "恢复"]
    again[0].click()
    assert shown(opened) == ("王秀英", "签到成功 08:30")
    assert app.memberships.of(people[0], clerk).state == "active"


@pytest.mark.parametrize(
    ("state", "word", "hint"),
    [
        ("left", "重新入会并签到 (F4)", "要重新入会的，按下面的按钮：今天起在册，并签到。"),
        ("registered", "入册并签到 (F4)", "已经批准的，按下面的按钮：今天起在册，并签到。"),
    ],
)
def test_the_button_says_what_coming_back_is_called(
    opened: Opened, app: Application, clerk: Actor, people: list[str],
    clock: FixedClock, state: str, word: str, hint: str,
) -> None:  # fmt: skip
    if state == "left":
        leave(app, clerk, people[0], TODAY)
        clock.advance(86400)
    else:
        app.memberships.wait(WaitMember(people[0], TODAY), clerk)
    type_text("00900000")
    assert (opened.page.answer.button.text(), opened.page.answer.hint.text()) == (word, hint)


def test_who_is_registered_as_dead_comes_back_only_after_a_question(
    opened: Opened, app: Application, clerk: Actor, people: list[str], clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    asked, answers = [], [False, True]

    def ask(title: str, text: str, confirm: str, typed: str = "") -> bool:
        asked.append((title, text, confirm))
        return answers.pop(0)

    monkeypatch.setattr(opened.kit.notify, "ask_irreversible", ask)
    app.memberships.leave(LeaveMember(people[0], TODAY, "died"), clerk)
    clock.advance(86400)
    type_text("00900000")
    assert "才按下面的按钮" in opened.page.answer.hint.text()
    press(Qt.Key.Key_F4)
    assert app.memberships.of(people[0], clerk).state == "left"
    assert methods(app, clerk) == []
    assert asked[0][0] == "这位老人登记为去世"
    assert "王秀英登记为去世，最后一天 2026-11-23。" in asked[0][1]
    press(Qt.Key.Key_F4)
    assert len(asked) == 2
    assert shown(opened)[1].startswith("签到成功")
    assert app.memberships.of(people[0], clerk).state == "active"


def test_who_ate_since_is_not_put_back_and_the_desk_says_why(
    opened: Opened, app: Application, clerk: Actor
) -> None:
    """Checked in, then 暂停 for today by mistake, back by F4 alone, then lunch."""
    li = register(app, clerk, "李桂兰", card="00900009", joined_on="2020-01-01")
    app.attendance.check_in(CheckIn(li), clerk)
    pause(app, clerk, li, TODAY)
    type_text("00900009")
    press(Qt.Key.Key_F4)
    assert shown(opened) == ("李桂兰", "已恢复在册；今天 08:30 已签到")
    app.meals.serve(ServeMeal(li, MealSlot.LUNCH), clerk)
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown(opened)[1] == "没有完成"
    assert opened.page.answer.hint.text() == (
        "没有撤销：李桂兰后来又有签到或就餐（11-23）。不在中心的话请到会籍里登记暂停或退出。"
    )
    assert app.memberships.of(li, clerk).state == "active"


@pytest.mark.parametrize("how", ["Ctrl+Z", "list"])
def test_who_was_checked_in_already_is_told_that_they_are_back_and_can_be_put_back(
    opened: Opened, app: Application, clerk: Actor, clock: FixedClock, how: str
) -> None:
    """退出 was entered after the check-in, for a day past. The step before it is left alone."""
    li = register(app, clerk, "李桂兰", card="00900009", joined_on="2020-01-01")
    type_text("00900002")
    app.attendance.check_in(CheckIn(li), clerk)
    clock.advance(60)
    leave(app, clerk, li, TODAY - dt.timedelta(days=2))
    type_text("00900009")
    press(Qt.Key.Key_F4)
    assert shown(opened) == ("李桂兰", "已重新入会；今天 08:30 已签到")
    assert app.memberships.of(li, clerk).state == "active"
    if how == "list":
        buttons = opened.page.recent.findChildren(QPushButton)
        next(b for b in buttons if b.toolTip().startswith("撤销 李桂兰")).click()
    else:
        press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown(opened) == ("李桂兰", "已撤销重新入会")
    assert opened.page.answer.hint.text() == "退出也照旧：已退出（最后一天 11-21，迁出）。"
    life = app.memberships.of(li, clerk)
    assert (life.state, life.periods[0].to_on, len(methods(app, clerk))) == ("left", None, 2)
    again = [b for b in opened.page.recent.findChildren(QPushButton) if b.text() == "恢复"]
    again[0].click()
    assert shown(opened) == ("李桂兰", "已重新入会；今天 08:30 已签到")
    assert app.memberships.of(li, clerk).state == "active"


def test_the_locked_desk_does_not_say_why_somebody_is_away(
    qtbot: QtBot, app: Application, clerk: Actor, people: list[str]
) -> None:
    pause(app, clerk, people[0], TODAY)
    opened = open_page(qtbot, app, desk.build, AT_THE_DOOR)
    type_text("00900000")
    assert shown(opened)[1] == "暂停中，请前台处理"
    assert opened.page.answer.button.isHidden()
    press(Qt.Key.Key_F4)
    assert app.memberships.of(people[0], clerk).state == "paused"


def test_a_lost_card_says_since_when_and_what_to_do(
    opened: Opened, app: Application, clerk: Actor, people: list[str]
) -> None:
    app.cards.lose(EndCard(app.cards.of(people[0], clerk)[0].uid), clerk)
    type_text("00900000")
    assert shown(opened) == ("王秀英", "这张卡 11-23 已挂失")
    assert opened.page.answer.hint.text() == "请收回这张卡，或在会籍里补办。"
    assert methods(app, clerk) == []
    assert app.work_items.count(clerk) == 0


@pytest.mark.parametrize("locked", [False, True], ids=["signed in", "locked"])
def test_a_paper_card_that_is_void_is_refused_as_a_lost_card(
    qtbot: QtBot, app: Application, clerk: Actor, people: list[str], locked: bool
) -> None:
    code = paper_code(app, clerk, people[0])
    app.member_codes.void(VoidCard(people[0], "lost"), clerk)
    opened = open_page(qtbot, app, desk.build, AT_THE_DOOR if locked else clerk)
    type_text(code)
    assert shown(opened) == ("" if locked else "王秀英", "这张会员卡 11-23 遗失作废")
    hint = "请收回旧卡；新会员卡在会籍里打印，也可以报姓名或完整手机号。"
    assert opened.page.answer.hint.text() == hint
    assert methods(app, clerk) == []
    assert app.work_items.count(clerk) == 0
    type_text(paper_code(app, clerk, people[0]))  # the new card
    assert shown(opened)[1] == "签到成功 08:30"
    assert methods(app, clerk) == ["qr"]


@pytest.mark.parametrize("locked", [False, True], ids=["signed in", "locked"])
def test_a_lost_card_of_somebody_who_uses_another_names_that_one(
    qtbot: QtBot, app: Application, clerk: Actor, people: list[str], locked: bool
) -> None:
    app.cards.lose(EndCard(app.cards.of(people[0], clerk)[0].uid), clerk)
    app.cards.issue(IssueCard(people[0], "009NEW"), clerk)
    opened = open_page(qtbot, app, desk.build, AT_THE_DOOR if locked else clerk)
    type_text("00900000")
    assert shown(opened) == ("" if locked else "王秀英", "这张卡 11-23 已挂失")
    other = "卡 009NEW 在用，请收回这张卡；老人可以报姓名或完整手机号。"
    none = "请收回这张卡，或在会籍里补办。"  # whoever stands there learns of no other number
    assert opened.page.answer.hint.text() == (none if locked else other)
    if not locked:
        card = next(card for card in app.cards.of(people[0], clerk) if card.in_use)
        app.cards.renew(RenewCard(card.uid, TODAY), clerk)
        clock = app.clock
        assert isinstance(clock, FixedClock)
        clock.advance(86400)
        type_text("00900000")  # the other one has run out
        assert opened.page.answer.hint.text() == none


@pytest.mark.parametrize("later", [0, 2])
def test_a_lost_card_that_was_replaced_says_both(
    opened: Opened, app: Application, clerk: Actor, people: list[str], clock: FixedClock,
    later: int,
) -> None:  # fmt: skip
    lost = app.cards.of(people[0], clerk)[0].uid
    app.cards.lose(EndCard(lost, "公交车上掉了"), clerk)
    clock.advance(later * 86400)
    app.cards.replace(EndCard(lost, number="009NEW"), clerk)
    type_text("00900000")
    day = "11-25 " if later else "当天"
    assert shown(opened) == ("王秀英", f"这张卡 11-23 挂失，{day}已补办新卡")
    assert opened.page.answer.hint.text() == ("请收回这张卡，改用新卡；也可以报姓名或完整手机号。")


@pytest.mark.parametrize("locked", [False, True], ids=["signed in", "locked"])
def test_an_expired_card_says_since_when_and_what_to_do(
    qtbot: QtBot, app: Application, clerk: Actor, people: list[str], clock: FixedClock,
    locked: bool,
) -> None:  # fmt: skip
    card = app.cards.of(people[0], clerk)[0].uid
    app.cards.renew(RenewCard(card, TODAY), clerk)
    clock.advance(86400)
    opened = open_page(qtbot, app, desk.build, AT_THE_DOOR if locked else clerk)
    type_text("00900000")
    assert shown(opened) == ("" if locked else "王秀英", "这张卡已于 2026-11-23 到期")
    assert opened.page.answer.hint.text() == (
        "请在会籍里补办或改有效期；这次可以报姓名或完整手机号。"
    )
    assert app.attendance.day(TODAY + dt.timedelta(days=1), clerk).people == ()
    type_text("13800002222")
    assert shown(opened)[1] == "签到成功 08:30"


def test_the_locked_desk_does_nothing_that_a_file_needs(
    qtbot: QtBot, app: Application, clerk: Actor, people: list[str]
) -> None:
    """Were the button of the answer pressed all the same, the service would refuse."""
    pause(app, clerk, people[0], TODAY)
    opened = open_page(qtbot, app, desk.build, AT_THE_DOOR)
    type_text("00900000")
    opened.page.acted.emit()
    assert app.memberships.of(people[0], clerk).state == "paused"
    assert shown(opened)[1] == "没有完成"


def test_the_last_ten_tell_people_of_one_name_apart(
    qtbot: QtBot, opened: Opened, people: list[str]
) -> None:
    opened.page.resize(1280, 900)
    for code in ("00900000", "00900001", "00900002"):
        type_text(code)
    entries = opened.page.recent.entries
    assert [entry.about for entry in entries] == ["", "1938，长乐社区", "1938，小河社区"]

    def said() -> set[str]:
        return {one.text() for one in seen(opened.page.recent, QLabel)}

    qtbot.waitUntil(lambda: {"1938，长乐社区", "1938，小河社区"} <= said())
    tips = [one.toolTip() for one in seen(opened.page.recent, QPushButton)]
    assert any(tip.startswith("撤销 王秀英（1938，小河社区）") for tip in tips)


def test_a_locked_desk_says_nothing_more_of_namesakes(
    qtbot: QtBot, app: Application, people: list[str]
) -> None:
    locked = open_page(qtbot, app, desk.build, AT_THE_DOOR)
    type_text("00900000")
    assert [entry.about for entry in locked.page.recent.entries] == [""]
