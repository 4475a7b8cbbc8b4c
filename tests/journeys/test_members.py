"""A person joins: typed in, found again, changed; and whoever may not look does not see."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QToolTip

from app.views.members.numbers import grouped
from tests.helpers.people import id_number
from tests.journeys.conftest import PASSWORD, Centre
from tests.journeys.hand import Hand
from tests.journeys.pages import Frame, LockPage, MembersPage
from tests.journeys.test_desk import SECOND

PHONE = "13812345678"


def tab_to(hand: Hand, name: str) -> None:
    """Press Tab until the field ``name`` has the focus."""
    for _ in range(20):
        if hand.field(name).hasFocus():
            return
        hand.keys("Tab")
    raise AssertionError(f"no way to {name} by Tab")


def wrong(number: str) -> str:
    """``number`` with another check digit."""
    return number[:-1] + ("0" if number[-1] != "0" else "1")


def test_somebody_is_registered_by_keyboard_alone(at_work: Hand) -> None:
    hand, page = at_work, MembersPage(at_work)
    number = id_number("19381222", 122)
    hand.keys("Ctrl+2")
    hand.wait_for("在册 60 人")
    hand.keys("Ctrl+N")
    hand.wait_for("登记老人")
    tab_to(hand, "证件号")
    hand.type(wrong(number))
    tab_to(hand, "电话")
    hand.type("138123")
    hand.keys("Ctrl+S")
    hand.wait_for("请填写姓名。", "身份证号末位校验不符", "电话不完整")
    assert hand.field("姓名").hasFocus()
    hand.type("欧阳桂兰")
    tab_to(hand, "证件号")
    hand.keys("Ctrl+A")
    hand.type(number)
    tab_to(hand, "电话")
    hand.keys("Ctrl+A")
    hand.type(PHONE)
    tab_to(hand, "社区")
    hand.type("小河社区")
    hand.keys("Ctrl+S")
    hand.wait_for("已登记 欧阳桂兰，会员号 000061。", "女 · 87 岁 · 会员号 000061 · 在册")
    assert page.fact("证件号") == f"330105********{number[-4:]}"
    assert page.fact("出生日期") == "1938-12-22（87 岁）"
    assert not hand.sees(number)
    find_and_change(hand, page)


def find_and_change(hand: Hand, page: MembersPage) -> None:
    """Ctrl+K, initials, Enter; then another phone."""
    hand.keys("Ctrl+1")
    hand.wait_for("待办")
    hand.keys("Ctrl+K")
    hand.type("oygl")
    hand.wait_for("欧阳桂兰 女 · 1938 年 · 小河社区 · 138****5678")
    hand.keys("Return")
    hand.wait_for("女 · 87 岁 · 会员号 000061 · 在册")
    hand.press("修改", page.root())
    hand.wait_for("修改档案：欧阳桂兰")
    hand.fill("电话", "15900001111", page.sheet())
    hand.keys("Ctrl+S")
    hand.wait_for("已保存修改。")
    page.wait_fact("电话", "159****1111")
    expected = [
        "修改：电话 138****5678 → 159****1111（李主任）", "建档（李主任）", "入会（李主任）",
    ]  # fmt: skip
    hand.wait(lambda: page.time_line() == expected, "the change on the time line")
    assert not hand.sees("15900001111")


def test_unsaved_words_are_not_lost_by_escape(at_work: Hand) -> None:
    hand = at_work
    hand.keys("Ctrl+2", "Ctrl+N")
    hand.wait_for("登记老人")
    hand.type("王")
    hand.keys("Esc")
    hand.wait_for("有未保存的修改。")
    hand.press("继续填写")
    hand.type("秀英")
    hand.wait(lambda: hand.sees("王秀英"), "the name")
    hand.keys("Esc")
    hand.press("放弃修改")
    hand.wait_gone("登记老人")


def test_full_numbers_need_a_reason(at_work: Hand) -> None:
    hand, page = at_work, MembersPage(at_work)
    page.go("老人")
    page.find(SECOND.name)
    page.open_file(SECOND.name)
    hand.press("完整号码")
    hand.press("查看 (Ctrl+S)", page.sheet())
    hand.wait_for("请填写为什么要看。")
    assert not hand.sees(SECOND.id_number)
    hand.fill("为什么要看", "家属来电，核对联系方式", page.sheet())
    hand.press("查看 (Ctrl+S)", page.sheet())
    hand.wait_for(grouped(SECOND.id_number), SECOND.phone)
    hand.keys("Space")  # the focus is not on a button behind the sheet
    assert page.title() == SECOND.name
    hand.keys("Esc")
    hand.wait_gone(grouped(SECOND.id_number))


def test_the_clerk_is_told_who_may_look(
    opens: Callable[[Path], Hand], full_centre: Centre, tmp_path: Path
) -> None:
    hand = opens(full_centre.copy(tmp_path / "data").trust().root)
    LockPage(hand).sign_in(PASSWORD, "王敏（前台）")
    page = MembersPage(hand)
    page.go("老人")
    page.find(SECOND.name)
    page.open_file(SECOND.name)
    button = hand.button("完整号码")
    assert not button.isEnabled()
    hand.hover(button)
    hand.wait(QToolTip.isVisible, "the tip of the button")
    assert QToolTip.text() == "当前账号没有“查看完整证件号和电话”的权限，请由中心负责人操作。"
    hand.hover(Frame(hand).root())
    hand.wait(lambda: not QToolTip.isVisible(), "the tip to go")
    page.go("上报")
    hand.wait_for("上报由中心负责人或系统管理员来做。")


def test_masked_everywhere(at_work: Hand) -> None:
    hand, page = at_work, MembersPage(at_work)
    page.go("老人")
    hand.wait_for("共 60 人")
    assert all(
        row["证件号"][6:14] == "********" and row["电话"][3:7] == "****"
        for row in page.table.rows()
    )
    hand.keys("Ctrl+K")
    hand.type(SECOND.phone[-4:])
    hand.wait_for(f"{SECOND.phone[:3]}****{SECOND.phone[-4:]}")
    assert not hand.sees(SECOND.phone)


def test_somebody_waits_is_taken_in_and_a_mistake_is_taken_back(at_work: Hand) -> None:
    hand, page = at_work, MembersPage(at_work)
    hand.keys("Ctrl+2", "Ctrl+N")
    hand.wait_for("登记老人")
    hand.fill("姓名", "何启德", page.sheet())
    hand.fill("证件号", id_number("19400512", 321, "810000"), page.sheet())
    hand.wait_for("按号码选为“港澳台居民居住证”。", "改回居民身份证")
    hand.turn_to("会籍", page.sheet())
    hand.choose("会籍", "登记（待办理）", page.sheet())
    hand.wait_for("只建档，不算在册，不能签到；以后在“会籍”里批准入册。")
    hand.keys("Ctrl+S")
    hand.wait_for("已登记 何启德（待办理），会员号 000061。", "男 · 86 岁 · 会员号 000061 · 登记")
    hand.press("撤销：登记何启德")
    hand.wait_for("已撤销 何启德 的登记。", "在册 60 人")
    page.find("何启德")
    hand.wait_for("共 0 人")


def test_what_was_done_since_keeps_a_registration(at_work: Hand) -> None:
    hand, page = at_work, MembersPage(at_work)
    hand.keys("Ctrl+2", "Ctrl+N")
    hand.wait_for("登记老人")
    hand.fill("姓名", "欧阳桂兰", page.sheet())
    hand.fill("证件号", id_number("19381222", 122), page.sheet())
    hand.keys("Ctrl+S")
    hand.wait_for("已登记 欧阳桂兰，会员号 000061。")
    hand.press("签到", page.root())
    hand.wait_for("欧阳桂兰 签到成功")
    hand.keys("Ctrl+Z")
    hand.wait_for("已撤销：欧阳桂兰签到。")
    hand.press("签到", page.root())
    hand.wait_for("欧阳桂兰 签到成功")
    hand.keys("Ctrl+Z", "Ctrl+Z")
    hand.wait_for("已撤销 欧阳桂兰 的登记。", "在册 60 人")
