"""The main job in the window: from a messy list and a terminal's file to a receipt.

The real samples, and their numbers: 222 of 240 rows become people, 105 checks of 2020-10-29
belong to 100 numbers of which 5 are nobody's, 95 people were there.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from app.core.clock import FixedClock
from app.sync.district import init_store, open_store
from app.sync.district.receiver import receive
from app.sync.pairing import CentrePair
from tests.helpers.cli import CHECKS, DAY, MEMBERS
from tests.journeys.conftest import PASSWORD, Centre
from tests.journeys.hand import Hand
from tests.journeys.pages import (
    AttendancePage,
    FaceChecksPage,
    Frame,
    ImportWizardPage,
    LockPage,
    MembersPage,
    PrintingPage,
    SyncPage,
    TodayPage,
)

PIN, NAME = "730020", "胡志高"
"""A number nobody is linked to, and somebody whom no terminal knows."""


def test_from_the_list_to_the_receipt(
    opens: Callable[[Path], Hand],
    empty_centre: Centre,
    asked: list[Path],
    clock: FixedClock,
    tmp_path: Path,
) -> None:
    hand = opens(empty_centre.copy(tmp_path / "data").trust().root)
    LockPage(hand).sign_in(PASSWORD)
    import_list(hand, asked, tmp_path)
    import_checks(hand, asked)
    look_at_the_day(hand)
    link_a_number(hand)
    print_roster(hand, asked, tmp_path)
    upload(hand, asked, clock, tmp_path)


def import_list(hand: Hand, asked: list[Path], folder: Path) -> None:
    page = ImportWizardPage(hand)
    page.go("老人")
    hand.wait_for("还没有登记老人。")
    asked.append(MEMBERS)
    page.open()
    page.check()
    counts = "共 240 行：新增 222，重复 7，不能导入 11，提醒 9 条"
    hand.wait_for(counts, "新增 222 行", "重复 7 行", "不能导入 11 行", "共 240 行")
    hand.press("导入 222 人")
    hand.wait_for("导入完成", counts)
    asked.append(folder / "未导入.xlsx")
    hand.press("保存未导入的行")
    hand.wait_for("已保存 未导入.xlsx，")
    assert (folder / "未导入.xlsx").stat().st_size > 4000
    hand.press("完成")
    hand.wait_for("在册 222 人", "共 222 人")
    assert MembersPage(hand).table.rows()[0]["证件号"] == "330105********0080"


def import_checks(hand: Hand, asked: list[Path]) -> None:
    page = FaceChecksPage(hand)
    page.go("人脸核验")
    asked.append(CHECKS)
    page.import_file("1")
    hand.wait_for("共 10,943 行：新存 10,594 条，重复 0 条，读不出 349 行。", "8 条的时间不可信")
    hand.press("完成", page.sheet())
    page.go_to_day(DAY)
    hand.wait_for("105 次核验 · 已匹配 100 次，95 人 · 待核 5 次")
    page.open_pins.wait_for(编号="730023")
    assert sorted(page.open_pins.whole_column("编号")) == [f"7300{n}" for n in range(19, 24)]


def look_at_the_day(hand: Hand) -> None:
    today = TodayPage(hand)
    today.go("今日")
    today.go_to_day(DAY)
    for name, figure in (("已到", "95"), ("未到", "127"), ("人脸已匹配", "100"), ("人脸待核", "5")):
        today.wait_number(name, figure)
    assert today.title() == "10 月 29 日"


def link_a_number(hand: Hand) -> None:
    attendance, checks = AttendancePage(hand), FaceChecksPage(hand)
    attendance.go("考勤")
    attendance.go_to_day(DAY)
    hand.wait_for("已到 95", "共 95 人")
    assert attendance.table.rows()[0]["到达时间"] == "07:10:15"  # 07:10:05 is still nobody's
    checks.go("人脸核验")
    checks.link(PIN, NAME, NAME)
    hand.wait_for("105 次核验 · 已匹配 101 次，96 人 · 待核 4 次")
    attendance.go("考勤")
    hand.wait_for("已到 96", "共 96 人")
    first = attendance.table.rows()[0]
    assert (first["到达时间"], first["姓名"]) == ("07:10:05", NAME)
    hand.keys("Ctrl+Z")
    hand.wait_for("已到 95", f"编号 {PIN} 已取消关联。")


def print_roster(hand: Hand, asked: list[Path], folder: Path) -> None:
    attendance, page = AttendancePage(hand), PrintingPage(hand)
    names = attendance.table.whole_column("姓名")
    page.go("打印")
    page.preview("每日签到花名册", DAY)
    target = folder / "花名册.pdf"
    asked.append(target)
    hand.press("另存为", page.root())
    hand.wait(target.exists, "the PDF")
    printed = subprocess.run(
        ["pdftotext", "-layout", target, "-"], capture_output=True, check=True, text=True
    ).stdout
    assert len(names) > 80  # some of the 95 bear the same name
    assert all(name in printed for name in names)
    assert "2020年10月29日" in printed.replace(" ", "")


def upload(hand: Hand, asked: list[Path], clock: FixedClock, folder: Path) -> None:
    page, store, stick = SyncPage(hand), f"file:{folder / 'S'}", folder / "X"
    stick.mkdir()
    init_store(store).write(folder / "district.pair")
    page.go("上报")
    hand.wait_for("还没有与区平台配对。")
    asked.append(folder / "district.pair")
    page.pair(str(stick))
    hand.wait_for("已与“", "已配对。再把本中心的配对文件交给区平台。")
    asked.append(folder / "centre.pair")
    hand.press("导出本中心配对文件")
    hand.wait_for("已导出 centre.pair。")
    hand.press("1 生成上报包")
    hand.wait_for("上报包已生成。", "待发送")
    hand.press("2 上报")
    hand.wait_for("已送出 1 个上报包", "等待回执")
    district_receives(store, folder, clock)
    hand.press("3 取回执")
    hand.wait_for("区平台确认了 1 个上报包。", "已确认", "全部改动都已由区平台确认")
    row = page.bundles.rows()[0]
    assert (row["状态"], row["人数"]) == ("已确认", "222")
    hand.wait(lambda: "没有待上报" in Frame(hand).status_line(), "the status line to say so")


def district_receives(store: str, folder: Path, clock: FixedClock) -> None:
    """The other side, in its own office."""
    with open_store(store) as district:
        district.accept(CentrePair.read(folder / "centre.pair"), "2026-11-23T00:00:00Z")
        receive(district, folder / "X" / "inbox", folder / "X" / "receipts", clock)
