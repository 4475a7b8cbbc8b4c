"""Tables that are text: csv with any separator, web pages and XML that are called xls."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import UserError
from app.services.imports import text_tables
from app.services.imports.sheets import open_workbook

HEAD, ROW = ["姓名", "身份证号", "地址"], ["王𬱖", "330105193805123225", "小河路1号"]


@pytest.mark.parametrize("sign", list(text_tables.DELIMITERS))
def test_every_separator(sign: str) -> None:
    assert text_tables.separated(f"{sign.join(HEAD)}\r\n{sign.join(ROW)}\r\n") == [HEAD, ROW]


def test_commas_in_addresses_are_no_separators() -> None:
    rows = [HEAD, *[[f"王{n}", "1", "小河路1号,东门,3幢,2单元,401室"] for n in range(5)]]
    for sign in ("\t", ";"):
        text = "\n".join(sign.join(row) for row in rows)
        assert text_tables.separated(text) == rows, sign


def test_a_title_above_the_list_does_not_decide_the_separator() -> None:
    text = "小河街道，老年人名册，2026年\n姓名;身份证号\n王;1\n李;2\n"
    assert text_tables.separated(text)[1:] == [["姓名", "身份证号"], ["王", "1"], ["李", "2"]]


def test_quotes_and_line_breaks_belong_to_the_cell() -> None:
    text = '姓名,备注\n王,"一,\n""二"""\n李,三\n'
    assert text_tables.separated(text) == [["姓名", "备注"], ["王", '一,\n"二"'], ["李", "三"]]


@pytest.mark.parametrize("people", [1, 5, 2_000])
@pytest.mark.parametrize("further", ["", '"'])
def test_a_quotation_mark_that_is_never_closed_swallows_nobody(people: int, further: str) -> None:
    lines = "".join(f"李{n},330105193805123225,{further}大关路{n}号\n" for n in range(people))
    rows = text_tables.separated(f'姓名,身份证号,地址\n王,1,"小河路\n{lines}')
    assert len(rows) == people + 2
    assert rows[-1][0] == f"李{people - 1}"


def test_a_mark_within_a_cell_is_a_character() -> None:
    assert text_tables.separated('姓名,备注\n王,住"小河"路\n')[1] == ["王", '住"小河"路']


def page(table: str, charset: str = "utf-8") -> bytes:
    html = f"<html><head><meta charset={charset}><style>td{{}}</style></head><body>{table}</body>"
    return html.encode("gb18030" if charset == "gb2312" else charset)


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk"])
def test_a_web_page_called_xls(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "导出.xls"
    path.write_bytes(page(
        "<table border=1><tr><th colspan=3>老年人<br>名册</th></tr><tr><td>姓名<td>身份证号<td>地址"
        "<tr><td>王秀英</td><td style='mso-number-format:\"\\@\"'>330105193805123225</td>"
        "<td>小河路&nbsp;1号&amp;2号</td></tr></table>", charset,
    ))  # fmt: skip
    book = open_workbook(path)
    assert book.read(book.names[0]).rows == [
        ["老年人 名册", "", ""], HEAD, ["王秀英", "330105193805123225", "小河路 1号&2号"],
    ]  # fmt: skip


def test_cells_that_span_rows_keep_the_others_in_their_columns(tmp_path: Path) -> None:
    path = tmp_path / "导出.xls"
    path.write_bytes(page(
        "<table><tr><td>社区</td><td>姓名</td></tr><tr><td rowspan='2'>塘河</td><td>王</td></tr>"
        "<tr><td>李</td></tr><tr><td>大关</td><td>陈</td></tr></table>"
    ))  # fmt: skip
    table = open_workbook(path).read("网页表格1")
    assert table.rows == [["社区", "姓名"], ["塘河", "王"], ["", "李"], ["大关", "陈"]]
    assert table.merged == ((1, 0, 2, 0),)


def test_layout_and_inner_tables(tmp_path: Path) -> None:
    inner = "<table><tr><td>姓名</td><td>电话</td></tr><tr><td>王</td><td>1</td></tr></table>"
    path = tmp_path / "导出.xls"
    path.write_bytes(page(f"<table><tr><td>菜单</td></tr><tr><td>{inner}</td></tr></table>"))
    book = open_workbook(path)
    assert [book.read(name).rows[0] for name in book.names] == [["姓名", "电话"]]


XML = """<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="名册"><Table>
<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">老年人名册</Data></Cell></Row>
<Row ss:Index="3"><Cell><Data ss:Type="String">姓名</Data></Cell>
<Cell><Data ss:Type="String">身份证号</Data></Cell><Cell ss:Index="4"><Data ss:Type="String">社区
</Data></Cell></Row>
<Row><Cell><Data ss:Type="String"><B>王</B>秀英</Data></Cell>
<Cell><Data ss:Type="String">330105193805123225</Data></Cell><Cell/>
<Cell ss:MergeDown="1"><Data ss:Type="String">塘河</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def test_xml_of_excel_2003(tmp_path: Path) -> None:
    path = tmp_path / "平台.xls"
    path.write_text(XML, encoding="utf-8")
    table = open_workbook(path).read("名册")
    assert table.rows[0] == ["老年人名册", "", ""]
    assert table.rows[1] == []
    assert [str(cell).strip() for cell in table.rows[2]] == ["姓名", "身份证号", "", "社区"]
    assert table.rows[3] == ["王秀英", "330105193805123225", "", "塘河"]
    assert table.merged == ((0, 0, 0, 2), (3, 3, 4, 3))


@pytest.mark.parametrize(
    "content",
    [
        b"<html><body>no table</body></html>",
        b"<table><tr><td>only one cell</td></tr></table>",
        b"<?xml version='1.0'?><list><person/></list>",
        XML.replace("?>\n<Workbook", "?>\n<!DOCTYPE x [<!ENTITY a 'b'>]>\n<Workbook").encode(),
        XML[:400].encode(),
    ],
)
def test_markup_without_a_list_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "平台.xls"
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        open_workbook(path)
    assert caught.value.code == "sheet_wrong_type"


def test_text_called_xls_is_read_as_excel_does(tmp_path: Path) -> None:
    path = tmp_path / "平台导出.xls"
    path.write_bytes("姓名\t身份证号\r\n王秀英\t330105193805123225\r\n".encode("gb18030"))
    book = open_workbook(path)
    assert book.read(book.names[0]).rows[1] == ["王秀英", "330105193805123225"]
    path.write_text("这是一份通知，请各社区注意。", encoding="utf-8")
    with pytest.raises(UserError):
        open_workbook(path)


def test_spans_that_no_page_needs_fill_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "平台.xls"
    path.write_bytes(page(
        "<table><tr><td colspan=99999999999>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr>"
        "</table>"
    ))  # fmt: skip
    assert len(open_workbook(path).read("网页表格1").rows[0]) < 5_000
