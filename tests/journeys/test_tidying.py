"""Lists that contradict files, and one person with two files: decided, done, taken back."""

from __future__ import annotations

from pathlib import Path

from app.demo.people import invented_members
from app.services.rights import SYSTEM
from tests.helpers.people import id_number, register
from tests.journeys.conftest import NOW, PEOPLE
from tests.journeys.hand import Hand
from tests.journeys.pages import ImportWizardPage, MembersPage

HEAD = "姓名,身份证号,联系电话,居住地址\n"
KNOWN = list(invented_members(PEOPLE, NOW.date()))[4]
ONE, TWO = id_number("19400101", 124), id_number("19400101", 142)


def test_a_list_that_contradicts_a_file_is_decided_and_undone(
    at_work: Hand, asked: list[Path], tmp_path: Path
) -> None:
    hand = at_work
    path = tmp_path / "二季度.csv"
    changed = f"{KNOWN.name},{KNOWN.id_number},13899998888,小河路 9 号"
    path.write_text(f"{HEAD}{changed}\n新来的,{id_number('19410303', 122)},,\n", "utf-8")
    wizard = ImportWizardPage(hand)
    wizard.go("老人")
    hand.wait_for("在册 60 人")
    asked.append(path)
    wizard.open()
    wizard.check()
    hand.wait_for("该身份证号已登记，有 2 项不同，可在“核对不同”中逐项选择。")
    hand.press("核对 1 人的不同")
    sides = hand.table("决定", wizard.root())
    sides.wait_for(项目="联系电话", 决定="保留原值", 名单里的值="138****8888")
    hand.keys("Down", "Right")  # the address, by keyboard
    sides.wait_for(项目="居住地址", 决定="采用新值", 名单里的值="小河路 9 号")
    hand.press("导入 1 人，更新 1 人")
    hand.wait_for("导入完成", "已导入 二季度.csv：新增 1 人，更新 1 人。")
    hand.press("完成")
    page = MembersPage(hand)
    hand.wait_for("在册 61 人")
    page.open_file(KNOWN.name)
    page.wait_fact("居住地址", "小河路 9 号")
    hand.keys("Esc")
    undo_import(hand, page)


def undo_import(hand: Hand, page: MembersPage) -> None:
    """From the list of imports; the address is the old one and the new person has gone."""
    hand.wait_for("在册 61 人")
    hand.choose_in_menu("整理", "导入记录")
    runs = hand.table("文件", page.root())
    runs.wait_for(文件="二季度.csv", 谁="李主任", 新增="1", 更新="1", 状态="已导入")
    hand.press("撤销导入", page.root())
    hand.fill("为什么撤销", "选错了文件", page.sheet())
    hand.keys("Ctrl+S")
    hand.wait_for("已撤销导入 二季度.csv：撤下 1 人，恢复 1 人的资料。")
    runs.wait_for(文件="二季度.csv", 状态="11-23 08:31 已撤销")
    hand.keys("Esc")
    hand.wait_for("在册 60 人")
    page.open_file(KNOWN.name)
    page.wait_fact("居住地址", KNOWN.address)


def test_two_files_of_one_person_become_one_and_two_again(at_work: Hand) -> None:
    hand, page = at_work, MembersPage(at_work)
    app = hand.desktop.session.app
    register(app, SYSTEM, "王秀英", id_number=ONE, phone="13811112222", community="小河社区")
    register(app, SYSTEM, "王秀瑛", id_number=TWO, address="小河路 9 号", card="K77")
    hand.keys("Ctrl+2")
    hand.wait_for("在册 62 人")
    hand.choose_in_menu("整理", "疑似重复")
    pairs = hand.table("为什么像", page.root())
    pairs.wait_for(为什么像="证件号有两位颠倒")
    hand.keys("Return")
    hand.wait_for("合并档案", "会员号 000062 的记录全部转到会员号 000061：卡 1。")
    sides = hand.table("决定", page.root())
    sides.wait_for(项目="居住地址", 决定="用并入的")
    hand.keys("Right")
    sides.wait_for(项目="姓名", 决定="用并入的")
    hand.fill("为什么是同一人", "本人持身份证核对", page.root())
    hand.keys("Ctrl+S")
    hand.wait_for("已把会员号 000062 并入王秀瑛，转移 1 条记录。", "没有发现疑似重复的档案。")
    assert app.members.who("K77", SYSTEM).member_no == "000061"
    hand.keys("Ctrl+Z")
    hand.wait_for("已撤销：合并王秀瑛。", "共 1 对")
    assert app.members.who("K77", SYSTEM).member_no == "000062"
    hand.keys("Esc")
    hand.wait_for("在册 62 人")
