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
