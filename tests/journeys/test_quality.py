"""What the files ask for, from today's page to the field and back; and where a line leads."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QTabBar

from app.demo.people import invented_members
from app.services.attendance import CheckIn
from app.services.members import RegisterMember
from app.services.rights import SYSTEM
from app.views import theme
from app.views.theme import Theme
from app.views.widgets.table import DataTable
from tests.helpers.people import id_number
from tests.journeys.conftest import NOW, PEOPLE
from tests.journeys.fits import faults
from tests.journeys.hand import Hand
from tests.journeys.pages import MembersPage, TodayPage

WHO = list(invented_members(PEOPLE, NOW.date()))[7]
NEW = "周补全"


def register(hand: Hand) -> None:
    """Somebody comes onto the list with nothing but a number and a birthday this month."""
    app = hand.desktop.session.app  # type: ignore[union-attr]
    values = {"name": NEW, "id_number": id_number("19461125", 122), "joined_on": NOW.date()}
    app.members.register(RegisterMember(values), SYSTEM)


def line(hand: Hand) -> list[str]:
    """What the line 数据质量 of today's page says."""
    page: Any = TodayPage(hand).root()
    made = page.quality.buttons.values() if page.quality.isVisible() else ()
    return [button.text() for button in made if not button.isHidden()]


def test_from_the_line_of_today_to_the_field_and_back(at_work: Hand) -> None:
    hand = at_work
    register(hand)
    hand.keys("Ctrl+1")
    hand.wait(lambda: "缺 1" in line(hand) and "本月 80/90/100 岁生日 1" in line(hand), "the line")
    hand.press("缺 1", TodayPage(hand).root())
    hand.wait_for("数据质量", "缺电话")
    page = MembersPage(hand)
    people = hand.table("情况", page.root())
    people.wait_for(姓名=NEW, 情况="电话和备用电话都没有填")
    people.click(姓名=NEW)
    hand.press("去补正", page.root())
    hand.wait_for(f"修改档案：{NEW}")
    hand.type("13812345678")
    hand.keys("Ctrl+S")
    hand.wait_for("已保存修改。")
    hand.keys("Esc")
    hand.wait_for("数据质量", "这一项没有要处理的。")
    hand.press("返回", page.root())
    hand.keys("Ctrl+1")
    hand.wait(lambda: "缺 1" in line(hand), "the line")


@pytest.mark.parametrize(("scale", "width", "height"), [(150, 1280, 800), (200, 1440, 900)])
def test_the_line_and_what_it_opens_fit(at_work: Hand, scale: int, width: int, height: int) -> None:
    hand = at_work
    register(hand)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, Theme.LIGHT, scale)
    hand.window.resize(width, height)
    hand.settle()
    hand.keys("Ctrl+1")
    hand.wait(lambda: "缺 1" in line(hand), "the line")
    hand.settle()
    assert faults(hand.window) == []
    hand.turn_to("缺 1", TodayPage(hand).root())
    hand.press("缺 1", TodayPage(hand).root())
    hand.wait_for("数据质量", "缺电话")
    hand.settle()
    assert faults(hand.window) == []


def test_lines_of_the_time_line_lead_to_their_day_and_to_the_audit(at_work: Hand) -> None:
    hand, page = at_work, MembersPage(at_work)
    app = hand.desktop.session.app  # type: ignore[union-attr]
    uid = app.members.find(WHO.name, 1, SYSTEM)[0].uid
    app.attendance.check_in(CheckIn(uid, dt.datetime(2026, 11, 20, 8, 5), note="补"), SYSTEM)
    page.go("老人")
    page.find(WHO.name)
    page.table.click(double=True, 姓名=WHO.name)
    hand.button("返回")
    bar = next(one for one in hand.widgets(QTabBar) if one.count() > 1)
    place = next(i for i in range(bar.count()) if bar.tabText(i) == "动态")
    hand.click_at(bar.window(), bar.mapTo(bar.window(), bar.tabRect(place).center()))
    hand.table("经手", page.root()).click(double=True, 种类="签到")
    hand.wait_for("已到 1", "补记 11 月 20 日")
    day = next(hand.widgets(DataTable, page.root()))
    hand.wait(lambda: len(day.selected_ids()) == 1, "the row of the day")
    assert hand.table("到达时间", page.root()).column("姓名") == [WHO.name]
    page.go("老人")
    hand.table("经手", page.root()).click(double=True, 种类="变更")
    hand.wait_for("核对审计链")
    audit = next(hand.widgets(DataTable, page.root()))
    hand.wait(lambda: len(audit.selected_ids()) == 1, "the event")


def test_an_order_of_columns_leaves_as_it_was_chosen(
    at_work: Hand, asked: list[Path], tmp_path: Path
) -> None:
    from python_calamine import CalamineWorkbook

    hand, page = at_work, MembersPage(at_work)
    hand.keys("Ctrl+8")
    hand.press("导出方案", page.root())
    hand.press("增加", page.root())
    for field, text in (("名称", "核卡"), ("接收方", "卡务"), ("用途", "核对老年卡")):
        hand.fill(field, text, page.sheet())
    for column in ("卡号", "姓名", "会员号"):
        hand.turn_to(column, page.sheet())
        hand.press(column, page.sheet())
    hand.turn_to("上移", page.sheet())
    hand.press("上移", page.sheet())
    hand.keys("Ctrl+S")
    hand.wait_for("导出方案已保存。", "卡号、会员号、姓名")
    page.go("老人")
    hand.press("导出", page.root())
    hand.choose("导出方案", "核卡", page.sheet())
    asked.append(tmp_path / "cards.xlsx")
    hand.keys("Ctrl+S")
    hand.wait_for("已导出 60 人")
    rows = CalamineWorkbook.from_path(tmp_path / "cards.xlsx").get_sheet_by_index(0).to_python()
    assert rows[0] == ["卡号", "会员号", "姓名"]
