"""Messy lists and doubled files by mouse, however large it is made: nothing cut, nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtWidgets import QComboBox, QWidget
from python_calamine import CalamineWorkbook

from app.demo.people import invented_members
from app.services.contacts import SaveContact
from app.services.health import SaveHealth
from app.services.rights import SYSTEM
from app.views.theme import Theme
from tests.helpers.assessing import assess
from tests.helpers.people import id_number, register
from tests.journeys.conftest import NOW, PEOPLE
from tests.journeys.hand import Hand, Table
from tests.journeys.pages import ImportWizardPage, MembersPage
from tests.journeys.test_sizes import Inspector

KNOWN = list(invented_members(PEOPLE, NOW.date()))
ONE, TWO = id_number("19400101", 124), id_number("19400101", 142)
HEAD = (
    "社区", "老人姓名（必填）", "公民身份号码", "性别", "联系电话", "现居住地址", "能力等级",
    "内部编码", "紧急联系人及电话", "备注",
)  # fmt: skip
sizes = pytest.mark.parametrize(
    ("scale", "width", "height"),
    [
        (150, 1280, 800),
        (200, 1440, 900),
        pytest.param(100, 1280, 800, marks=pytest.mark.soak),
    ],
)


def messy(folder: Path) -> Path:
    """A workbook as a community sends it: a title, a merged cell, two lists, every kind of row."""
    path = folder / "小河街道老年人花名册（2026年11月最新）.xlsx"
    new = [id_number(f"19{30 + n}0303", 101 + n) for n in range(9)]
    rows = [
        ("塘河社区", "钟 惠珍", new[0], "男", "13811112222/0571-88225012", "塘河路 1 号", "2级",
         "K901", "钟强（子）13900001111、钟丽 13900002222", ""),
        ("", "张桂兰（已故）", new[1], "女", "", "", "", "", "", ""),
        ("", "李玉珍（组长）", new[2], "女", "123", "", "很好", "", "无", "请假到月底"),
        ("", "王*英", new[3], "", "", "", "", "", "", ""),
        ("", "赵小毛", 3.30105193805123e17, "", "", "", "", "", "", ""),
        ("", "阿卜杜热合曼．买买提艾力", new[4], "", "", "", "", "K902", "", ""),
        ("", "陈德顺", new[5][:-1] + ("1" if new[5][-1] == "0" else "0")),
        ("", "", new[6], "", "", "大关路 2 号", "", "", "", ""),
        ("", KNOWN[4].name, KNOWN[4].id_number, "", "13899998888", "小河路 9 号 3 幢 2 单元 402 室",
         "重度失能", "", "", ""),
        ("", KNOWN[5].name, KNOWN[5].id_number, "", "", "", "完全失能", "", "", ""),
    ]  # fmt: skip
    with xlsxwriter.Workbook(path) as book:
        for at, name in enumerate(("塘河社区", "小河社区")):
            sheet = book.add_worksheet(name)
            sheet.merge_range(0, 0, 0, len(HEAD) - 1, f"小河街道{name}老年人花名册")
            sheet.write_row(2, 0, HEAD)
            for y, row in enumerate(rows if at == 0 else [("小河", "孙福生", new[7])], 3):
                sheet.write_row(y, 0, row)
            if at == 0:
                sheet.merge_range(3, 0, 10, 0, "塘河社区")
                sheet.write_row(13, 0, ("合计", "10人"))
    return path


@sizes
def test_a_messy_workbook_from_file_to_undo(
    at_work: Hand, asked: list[Path], tmp_path: Path, scale: int, width: int, height: int
) -> None:
    hand, app = at_work, at_work.desktop.session.app
    assess(app, SYSTEM, app.members.who(KNOWN[5].id_number, SYSTEM).uid)
    app.attendance.scan("K901", SYSTEM)
    inspector = Inspector(hand, Theme.LIGHT, scale, width, height)
    wizard, page = ImportWizardPage(hand), MembersPage(hand)
    hand.keys("Ctrl+2")
    hand.wait_for("在册 60 人")
    asked.append(messy(tmp_path))
    wizard.open()
    inspector.look("选择文件")
    hand.press("选择文件")
    hand.wait_for("这个文件里有 2 张名单，一次导入一张。")
    inspector.look("核对列")
    hand.turn_to("内部编码", wizard.root())
    choose_by_keys(hand, hand.field("内部编码", wizard.root()), "老年卡号")
    hand.press("检查每一行")
    hand.wait_for("现在还没有保存任何内容。", "姓名旁注明已去世，不作登记")
    inspector.look("检查结果")
    told = told_line_by_line(hand, wizard.root(), 10)
    for words in ("打了码", "后几位已丢失", "末位校验不符", "没有姓名", "已有正式的能力评估"):
        assert any(words in one for one in told), (words, told)
    hand.press("核对 1 人的不同")
    sides = hand.table("决定", wizard.root())
    sides.wait_for(项目="联系电话", 决定="保留原值", 名单里的值="138****8888")
    inspector.look("核对不同")
    hand.press("全部采用新值")
    sides.wait_for(项目="居住地址", 决定="采用新值")
    hand.press("导入 3 人，更新 1 人")
    hand.wait_for("导入完成", "这个文件里还有 1 张名单没有导入：小河社区。")
    inspector.look("完成")
    save_the_others(hand, asked, tmp_path)
    hand.press("接着导入另一张")
    hand.wait_for("小河社区（1 行）")
    hand.press("检查每一行")
    hand.press("导入 1 人")
    hand.wait_for("导入完成")
    hand.press("完成")
    hand.wait_for("在册 64 人")
    undo_first(hand, page)
    inspector.look("导入记录")
    inspector.judge()
    assert [item.subject for item in app.work_items.open_items(SYSTEM)] == ["K901"]


def choose_by_keys(hand: Hand, combo: QWidget, choice: str) -> None:
    """Open a long list of choices by mouse and go down in it: its end may be off the screen."""
    assert isinstance(combo, QComboBox)
    hand.click(combo)
    hand.wait(lambda: combo.view().isVisible(), "the choices")
    hand.keys(*["Down"] * (combo.findText(choice) - combo.currentIndex()), "Return")
    hand.wait(lambda: combo.currentText() == choice, choice)


def told_line_by_line(hand: Hand, root: QWidget, lines: int) -> list[str]:
    """What stands whole below the rows, as somebody goes down with the keyboard."""
    table = hand.table("结果", root)
    hand.click(hand.field("筛选", root))
    hand.keys("Down", "Ctrl+Home")
    told = []
    for _ in range(lines):
        hand.settle()
        told += [text for text in hand.texts(root) if text.startswith("第 ") and "行　" in text]
        line = table.view.visualRect(table.view.currentIndex())
        seen = table.view.viewport().visibleRegion().boundingRect()
        assert seen.contains(line.center()), "the line of the keyboard is in sight"
        hand.keys("Down")
    return told


def save_the_others(hand: Hand, asked: list[Path], folder: Path) -> None:
    """Rows that were not imported go to a table with the reasons."""
    target = folder / "未导入.xlsx"
    asked.append(target)
    hand.press("保存未导入的行")
    hand.wait_for("已保存 未导入.xlsx")
    book = CalamineWorkbook.from_path(target)
    head, *rows = book.get_sheet_by_index(0).to_python()
    names = [row[1] for row in rows]
    assert names == ["张桂兰（已故）", "王*英", "赵小毛", "陈德顺", "", KNOWN[5].name]
    reasons = [str(row[head.index("原因")]) for row in rows]
    assert all(reason.endswith("。") for reason in reasons)


def undo_first(hand: Hand, page: MembersPage) -> None:
    """The larger of the two imports is taken back."""
    hand.choose_in_menu("整理", "导入记录")
    runs = hand.table("文件", page.root())
    runs.wait_for(新增="3")
    hand.keys("Down")  # by keyboard: the last message may lie over the second line
    hand.press("撤销导入", page.root())
    hand.fill("为什么撤销", "选错了文件", page.sheet())
    hand.keys("Ctrl+S")
    hand.wait_for("撤下 3 人，恢复 1 人的资料。它答复过的 1 条待办重新打开。")
    runs.wait_for(新增="3", 状态="11-23 08:31 已撤销")


@sizes
def test_contradicting_files_are_merged_line_by_line(
    at_work: Hand, scale: int, width: int, height: int
) -> None:
    hand, page, app = at_work, MembersPage(at_work), at_work.desktop.session.app
    kept = register(
        app, SYSTEM, "王秀英", id_number=ONE, phone="13811112222", community="小河社区",
        categories="独居", emergency_contact="王强", emergency_phone="13900001111",
    )  # fmt: skip
    merged = register(
        app, SYSTEM, "王秀瑛", id_number=TWO, address="小河路 9 号 3 幢 2 单元 402 室", card="K77",
        categories="低保", emergency_contact="王强", emergency_phone="13900001111",
    )  # fmt: skip
    app.health.save(SaveHealth(kept, 0, {"mobility": "拄拐", "diet_note": "少盐少油"}), SYSTEM)
    app.health.save(SaveHealth(merged, 0, {"mobility": "坐轮椅，上下台阶要人扶"}), SYSTEM)
    app.contacts.save(SaveContact(merged, {"name": "王丽", "phone": "13900002222"}), SYSTEM)
    app.households.create(kept, SYSTEM)
    app.households.create(merged, SYSTEM)
    inspector = Inspector(hand, Theme.LIGHT, scale, width, height)
    hand.keys("Ctrl+2")
    hand.wait_for("在册 62 人")
    hand.choose_in_menu("整理", "疑似重复")
    pairs = hand.table("为什么像", page.root())
    pairs.wait_for(为什么像="证件号有两位颠倒")
    inspector.look("疑似重复")
    pairs.click(为什么像="证件号有两位颠倒")
    hand.press("核对并合并", page.root())
    hand.wait_for("合并档案", "卡 1、分类 1、家庭 1（重复 1）、联系人 2（重复 1）、健康提示 1")
    inspector.look("合并档案")
    sides = hand.table("决定", page.root())
    go_down_to(hand, sides, "行动")
    hand.wait_for("行动将是：拄拐；坐轮椅，上下台阶要人扶")
    hand.keys("Right")
    hand.wait_for("行动将是：坐轮椅，上下台阶要人扶")
    hand.keys("Up", "Up")
    hand.wait_for("家庭将是：H000001")
    hand.keys("Right")
    hand.wait_for("家庭将是：H000002")
    inspector.look("合并档案，已选")
    hand.fill("为什么是同一人", "本人持身份证核对", page.root())
    hand.keys("Esc")
    hand.wait_for("还没有合并。再按一次 Esc")
    hand.press("合并 (Ctrl+S)", page.root())
    hand.wait_for("已把会员号 000062 并入王秀英", "没有发现疑似重复的档案。")
    hand.settle()
    house = app.households.of(kept, SYSTEM)
    assert house is not None
    assert house.number == "H000002"
    assert app.health.of(kept, SYSTEM).values["mobility"] == "坐轮椅，上下台阶要人扶"
    inspector.judge()


def go_down_to(hand: Hand, sides: Table, label: str) -> None:
    """By keyboard to the line of ``label``, which is in sight then."""
    for _ in range(30):
        if hand.sees(f"{label}将是："):
            sides.wait_for(项目=label)
            return
        hand.keys("Down")
        hand.settle()
    raise AssertionError(hand.page_text())
