"""``members export``: by which profile, in which order."""

from __future__ import annotations

import os
from unittest import mock

from python_calamine import CalamineWorkbook

from app.services.export_profiles import SaveProfile
from app.wiring import COMMAND_LINE, open_centre
from tests.helpers.cli import Desk


def test_the_columns_stand_in_the_order_of_the_profile(desk: Desk) -> None:
    columns = ("card", "name", "member_no")
    with mock.patch.dict(os.environ, desk.environment(), clear=True):
        app = open_centre(desk.data)
        app.exports.save(SaveProfile("核卡", "核对老年卡", "卡务", columns), COMMAND_LINE)
        app.close()
    desk.json("members", "export", "cards.xlsx", "--profile", "核卡")
    book = CalamineWorkbook.from_path(desk.folder / "cards.xlsx")
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0] == ["卡号", "姓名", "会员号"]
    assert rows[1] == ["K001", "王秀英", "000001"]
    assert ["接收方", "卡务"] in book.get_sheet_by_name("导出说明").to_python()


def test_the_dead_are_left_out_and_counted(desk: Desk) -> None:
    desk.json("membership", "leave", "000001", "--reason", "去世", "--note", "家属来电")
    ran = desk.run("members", "export", "meals.xlsx", "--profile", "助餐名单")
    said = desk.json("members", "export", "meals.xlsx", "--profile", "助餐名单")
    assert (said["rows"], said["who"], said["left_out"]) == (4, "在册", {"退出": 1})
    assert "没有导出：退出 1 人" in ran.err
    rows = CalamineWorkbook.from_path(desk.folder / "meals.xlsx").get_sheet_by_index(0).to_python()
    assert "000001" not in {row[0] for row in rows}
    said = desk.json("members", "export", "meals.xlsx", "--profile", "助餐名单", "--all")
    assert (said["rows"], said["not_listed"]) == (5, {"退出": 1})
