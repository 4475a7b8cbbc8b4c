"""The check-in desk with a card reader: the clerk does not look, the old person does."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel

from app.core.clock import FixedClock
from app.demo.people import invented_members
from app.services.imports.imported import ImportedMember
from tests.journeys.conftest import NOW, PEOPLE
from tests.journeys.eyes import words_of
from tests.journeys.hand import Hand
from tests.journeys.pages import DeskPage, TodayPage

MEMBERS: list[ImportedMember] = list(invented_members(PEOPLE, NOW.date()))
WANG, LONG = MEMBERS[0], MEMBERS[6]
FIRST, SECOND = MEMBERS[20], MEMBERS[21]
MINUTE = 60


def shown_whole(desk: DeskPage, hand: Hand, name: str) -> bool:
    """Whether ``name`` is the answer and on the list, and no part of it is cut off."""
    labels = [one for one in hand.widgets(QLabel, desk.root()) if words_of(one) == name]
    return len(labels) == 2 and all(
        one.visibleRegion().boundingRect().size() == one.size() and fits(one) for one in labels
    )


def fits(label: QLabel) -> bool:
    """Whether the words of ``label`` are no larger than itself."""
    if label.wordWrap():
        return label.heightForWidth(label.width()) <= label.height()
    words = QFontMetrics(label.font()).horizontalAdvance(words_of(label))
    return words <= label.contentsRect().width()


def test_scans_answer_wherever_the_focus_is(at_work: Hand, clock: FixedClock) -> None:
    hand, desk = at_work, DeskPage(at_work)
    desk.open()
    hand.wait_for("请刷卡、刷身份证，或输入手机号后四位", "08:31")
    hand.scan(FIRST.card)
    desk.wait_answer(FIRST.name, "签到成功 08:31")
    clock.advance(9 * MINUTE)
    hand.keys("Tab", "Tab")  # to a button: a scanner does not care
    hand.scan(FIRST.card)
    desk.wait_answer(FIRST.name, "已签到 08:31")
    hand.keys("Tab")
    hand.scan(SECOND.id_number)
    desk.wait_answer(SECOND.name, "签到成功 08:40")
    assert not hand.sees(SECOND.id_number)


def test_two_cards_in_one_breath_are_two_answers(at_work: Hand) -> None:
    hand, desk = at_work, DeskPage(at_work)
    desk.open()
    for member in MEMBERS[30:35]:
        hand.scan(member.card)
    desk.wait_answer(MEMBERS[34].name, "签到成功 08:31")
    hand.wait(lambda: hand.page_text().count("撤销") == 5, "five check-ins on the list")
    hand.keys("Esc")
    TodayPage(hand).wait_number("已到", "5")


def test_names_are_shown_whole(at_work: Hand) -> None:
    hand, desk = at_work, DeskPage(at_work)
    assert (WANG.name, LONG.name) == ("王𬱖", "阿卜杜热合曼·买买提艾力")
    desk.open()
    for member in (WANG, LONG):
        hand.scan(member.card)
        desk.wait_answer(member.name, "签到成功 08:31")
        hand.wait(lambda who=member: shown_whole(desk, hand, who.name), f"{member.name}, whole")


def test_an_unknown_card_is_work_for_the_office(at_work: Hand) -> None:
    hand, desk, today = at_work, DeskPage(at_work), TodayPage(at_work)
    desk.open()
    hand.scan("HZ99999999")
    desk.wait_answer("未找到，请前台处理")
    hand.keys("Esc")
    hand.wait_for("待办 1", "未登记号码 HZ99999999")
    today.wait_number("已到", "0")


def test_the_last_check_in_is_taken_back(at_work: Hand) -> None:
    hand, desk, today = at_work, DeskPage(at_work), TodayPage(at_work)
    desk.open()
    for member in (FIRST, SECOND):
        hand.scan(member.card)
        desk.wait_answer(member.name, "签到成功 08:31")
    hand.keys("Ctrl+Z")
    desk.wait_answer(SECOND.name, "已撤销签到")
    hand.press("撤销")
    desk.wait_answer(FIRST.name, "已撤销签到")
    hand.press("恢复")
    desk.wait_answer("签到成功 08:31")
    hand.keys("Esc")
    today.wait_number("已到", "1")


def test_a_name_is_found_by_touch(at_work: Hand) -> None:
    hand, desk = at_work, DeskPage(at_work)
    desk.open()
    hand.press("按姓名找")
    for letter in "ABDR":
        hand.press(letter)
    hand.wait_for(LONG.name)
    hand.keys("1")
    desk.wait_answer(LONG.name, "签到成功 08:31")
