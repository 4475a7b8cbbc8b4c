from __future__ import annotations

import datetime as dt
import errno
import os
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from app.core.clock import SHANGHAI
from app.core.errors import YizhanError
from app.core.progress import Cancelled
from app.services.exports import xlsx
from app.services.exports.xlsx import Column, Kind, Mark, rejected_rows, write_table
from app.services.imports.member_rows import read_members

SAMPLE = Path(__file__).parents[4] / "resources" / "samples" / "members_messy.xlsx"
TODAY = dt.date(2026, 3, 2)
MARK = Mark("王前台", dt.datetime(2026, 3, 2, 8, 5, tzinfo=SHANGHAI), "街道核对 & 存档")
COLUMNS = [
    Column("姓名"),
    Column("身份证号", width=22),
    Column("餐费", Kind.MONEY),
    Column("日期", Kind.DATE),
    Column("次数", Kind.NUMBER),
]
ROW = ["王𬱖", "330105193805123225", 1250, dt.date(2026, 3, 1), 3]


def cells(path: Path, sheet: int = 0) -> list[list[Any]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(sheet).to_python()


def test_a_table_as_platforms_want_it(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    assert write_table(path, "老人名册", COLUMNS, [ROW, ["李", "", None, None, 0]], MARK) == 2
    assert cells(path) == [
        ["姓名", "身份证号", "餐费", "日期", "次数"],
        ["王𬱖", "330105193805123225", 12.5, dt.date(2026, 3, 1), 3.0],
        ["李", "", "", "", 0.0],
    ]
    assert list(tmp_path.iterdir()) == [path]


def test_the_mark_says_who_when_and_for_what(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    write_table(path, "老人名册", COLUMNS, [ROW], MARK)
    assert dict(cells(path, 1)[:5]) == {
        "内容": "老人名册",
        "行数": "1",
        "导出人": "王前台",
        "导出时间": "2026-03-02 08:05:00",
        "用途": "街道核对 & 存档",
    }
    with zipfile.ZipFile(path) as archive:
        for number in (1, 2):
            sheet = archive.read(f"xl/worksheets/sheet{number}.xml").decode()
            assert "王前台" in sheet.split("<oddFooter>")[1]
            note = archive.read(f"xl/comments{number}.xml").decode()
            assert 'ref="A1"' in note
            for words in ("导出人：王前台", "2026-03-02 08:05", "街道核对 &amp; 存档"):
                assert words in note
        assert "王前台" in archive.read("docProps/core.xml").decode()


def test_the_demonstration_and_the_centre_are_on_every_sheet(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    centre = "小河街道居家养老服务中心"
    write_table(path, "老人名册", COLUMNS, [ROW], replace(MARK, centre=centre, demo=True))
    assert dict(cells(path, 1)[:3]) == {
        "演示": "演示数据，不作凭证", "内容": "老人名册", "中心": centre,
    }  # fmt: skip
    with zipfile.ZipFile(path) as archive:
        for number in (1, 2):
            footer = archive.read(f"xl/worksheets/sheet{number}.xml").decode()
            assert f"演示数据，不作凭证　中心：{centre}" in footer.split("<oddFooter>")[1]
            note = archive.read(f"xl/comments{number}.xml").decode()
            assert "演示数据，不作凭证" in note
            assert f"中心：{centre}" in note
    real = tmp_path / "真.xlsx"
    write_table(real, "老人名册", COLUMNS, [ROW], replace(MARK, centre=centre))
    assert "演示" not in dict(cells(real, 1)[:3])


@pytest.mark.parametrize(
    "text", ["=1+1", "+8613812341234", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"]
)
def test_nothing_that_excel_would_execute(tmp_path: Path, text: str) -> None:
    path = tmp_path / "名册.xlsx"
    write_table(path, "表", [Column("备注"), Column("次数", Kind.NUMBER)], [[text, text]], MARK)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        styles = archive.read("xl/styles.xml").decode()
    assert "<f>" not in sheet
    assert 'quotePrefix="1"' in styles
    assert cells(path)[1] == [text.strip()] * 2


def test_numbers_of_people_are_text_cells(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    columns = [Column("工号"), Column("卡号"), Column("日期", Kind.DATE)]
    write_table(path, "表", columns, [["001001", 1001.0, "不详"]], MARK)
    assert cells(path)[1] == ["001001", "1001", "不详"]
    with zipfile.ZipFile(path) as archive:
        assert 'numFmtId="49"' in archive.read("xl/styles.xml").decode()


def test_titles_that_excel_does_not_accept_as_sheet_names(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    write_table(path, "2026/3 [名册]: " + "长" * 40, COLUMNS, [], MARK)
    assert CalamineWorkbook.from_path(str(path)).sheet_names[0].startswith("2026 3  名册")
    assert cells(path) == [[column.title for column in COLUMNS]]


def test_cancelling_keeps_the_older_file(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    path.write_bytes(b"older")

    def cancel(done: int, total: int, what: str) -> None:
        assert what == "正在导出老人名册"
        raise Cancelled

    with pytest.raises(Cancelled):
        write_table(path, "老人名册", COLUMNS, [ROW] * 2000, MARK, cancel)
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "disk_full"), (errno.EIO, "device_gone")]
)
def test_a_disk_that_fails_while_writing(tmp_path: Path, number: int, code: str) -> None:
    path = tmp_path / "名册.xlsx"
    path.write_bytes(b"older")

    def rows() -> Iterator[list[Any]]:
        yield ROW
        raise OSError(number, os.strerror(number))

    with pytest.raises(YizhanError) as caught:
        write_table(path, "表", COLUMNS, rows(), MARK)
    assert caught.value.code == code
    assert "名册.xlsx" in caught.value.message
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_that_is_full_at_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(zipfile.ZipFile, "write", full)
    with pytest.raises(YizhanError) as caught:
        write_table(tmp_path / "名册.xlsx", "表", COLUMNS, [ROW], MARK)
    assert caught.value.code == "disk_full"
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_is_no_place(tmp_path: Path) -> None:
    with pytest.raises(YizhanError) as caught:
        write_table(tmp_path / "没有" / "名册.xlsx", "表", COLUMNS, [ROW], MARK)
    assert caught.value.code == "not_found"
    with pytest.raises(YizhanError) as caught:
        write_table(tmp_path, "表", COLUMNS, [ROW], MARK)
    assert caught.value.code == "is_folder"


def test_no_name_touches_the_system_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = tmp_path / "system"
    system.mkdir(mode=0o500)
    monkeypatch.setattr(xlsx.tempfile, "tempdir", str(system))
    seen: list[Path] = []

    def look(done: int, total: int, what: str) -> None:
        seen.extend(system.iterdir())

    write_table(tmp_path / "名册.xlsx", "表", COLUMNS, [ROW] * 3000, MARK, look)
    assert seen == []
    assert list(system.iterdir()) == []


def test_refused_rows_come_back_as_they_stood_with_the_reason(tmp_path: Path) -> None:
    sheet = read_members(SAMPLE, TODAY)
    reasons = {member.row: [member.rejection] for member in sheet.rows if member.rejection}
    reasons[105] = ["same_id_changed", "phone_invalid"]
    path = tmp_path / "未导入.xlsx"
    assert rejected_rows(path, sheet, reasons, MARK) == 12
    header, *rows = cells(path)
    assert header == [*sheet.columns.headers, "原因", "原表行号"]
    by_row = {row[-1]: row for row in rows}
    assert by_row[112][2] == "3.301051950120739e+17"
    assert "Excel" in by_row[112][-2]
    assert by_row[140][2] == "330105193802314229"
    assert "出生日期" in by_row[140][-2]
    assert "人工核对" in by_row[105][-2]
    assert "电话" in by_row[105][-2]


def test_refused_rows_can_be_corrected_and_read_again(tmp_path: Path) -> None:
    sheet = read_members(SAMPLE, TODAY)
    refused = [member for member in sheet.rows if member.rejection]
    path = tmp_path / "未导入.xlsx"
    rejected_rows(path, sheet, {member.row: [member.rejection] for member in refused}, MARK)
    again = read_members(path, TODAY)
    assert again.header_row == 1
    assert [member.rejection for member in again.rows] == [member.rejection for member in refused]
    assert [member.joined_on for member in again.rows] == [member.joined_on for member in refused]


def test_titles_and_the_mark_itself_are_no_formulas(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    mark = Mark("王前台", MARK.when, '=HYPERLINK("http://x")', "@区")
    write_table(path, "表", [Column("=1+1")], [["好"]], mark)
    with zipfile.ZipFile(path) as archive:
        styles = archive.read("xl/styles.xml").decode()
        for number, cells_ in ((1, {"A1"}), (2, {"B5", "B6"})):
            sheet = archive.read(f"xl/worksheets/sheet{number}.xml").decode()
            assert "<f>" not in sheet
            formats = re.findall(r"<xf [^>]*>", styles.split("<cellXfs")[1].split("</cellXfs>")[0])
            used = {
                place for place, style in re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', sheet)
                if 'quotePrefix="1"' in formats[int(style)]
            }  # fmt: skip
            assert used == cells_
