from __future__ import annotations

import errno
import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from app.core.errors import UserError, YizhanError
from app.services.imports import files
from app.services.imports.sheets import open_workbook

from .conftest import MakeXlsx

SAMPLE = Path(__file__).parents[4] / "resources" / "samples" / "members_messy.xlsx"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ROWS = [["姓名", "身份证号"], ["王秀英", "330105193805123225"]]


def refusal(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        open_workbook(path)
    message = caught.value.message
    assert path.name.removeprefix("~$") in message
    assert message.endswith(("。", "）。"))
    return caught.value.code


def zip_of(*names: str) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return memory.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("空.xlsx", b"", "file_empty"),
        ("照片.xlsx", b"\xff\xd8\xff\xe0" + bytes(50), "sheet_wrong_type"),
        ("通知.pdf", b"%PDF-1.7", "sheet_wrong_type"),
        ("网页.xls", b"<html><table><tr><td>x</td></tr></table>", "sheet_wrong_type"),
        ("文字.xlsx", "姓名,身份证号\n".encode(), "sheet_wrong_type"),
        ("文档.docx", zip_of("[Content_Types].xml", "word/document.xml"), "sheet_wrong_type"),
        ("压缩.zip", zip_of("a.txt"), "sheet_wrong_type"),
        ("旧文档.doc", OLE, "sheet_wrong_type"),
        ("加密.xlsx", OLE + "EncryptedPackage".encode("utf-16-le") + bytes(99), "sheet_password"),
        ("截断.xlsx", SAMPLE.read_bytes()[:20000], "sheet_damaged"),
        ("清零.xlsx", bytes(5000), "sheet_damaged"),
        ("二进制.csv", b"\x00\x01\x02" * 99, "sheet_wrong_type"),
    ],
)
def test_wrong_files_are_refused_in_chinese(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refusal(path) == code


def test_a_workbook_of_excel_97_with_a_password(tmp_path: Path) -> None:
    data = bytearray(Path(__file__).with_name("made_by_xlwt.xls").read_bytes())
    second = data.index(b"\x09\x08\x10\x00\x00\x06") + 20
    data[second : second + 2] = b"\x2f\x00"  # FILEPASS stands there
    path = tmp_path / "加密.xls"
    path.write_bytes(data)
    assert refusal(path) == "sheet_password"
    path.write_bytes(data[:700])
    assert refusal(path) in ("sheet_password", "sheet_damaged")


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    folder = tmp_path / "名单.xlsx"
    folder.mkdir()
    assert refusal(folder) == "file_folder"
    assert refusal(tmp_path / "没有.xlsx") == "file_missing"


def test_more_than_300_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "很大.xlsx"
    with path.open("wb") as file:
        file.truncate(files.LARGEST + 1)
    assert refusal(path) == "file_large"


def test_open_in_excel(make_xlsx: MakeXlsx, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_xlsx(ROWS)
    lock = path.with_name(f"~${path.name}")
    lock.write_bytes(b"\x05user")
    assert refusal(path) == "file_locked"
    assert refusal(lock) == "file_locked"
    lock.unlink()

    def locked(*_: object, **__: object) -> bytes:
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(Path, "read_bytes", locked)
    assert refusal(path) == "file_locked"


def test_a_stick_pulled_while_reading(make_xlsx: MakeXlsx, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_xlsx(ROWS)

    def gone(*_: object, **__: object) -> bytes:
        raise OSError(errno.EIO, "input/output error")

    monkeypatch.setattr(Path, "read_bytes", gone)
    with pytest.raises(YizhanError) as caught:
        open_workbook(path)
    assert caught.value.code == "device_gone"


def test_rows_keep_the_numbers_of_the_sheet(make_xlsx: MakeXlsx) -> None:
    table = open_workbook(make_xlsx([[], [], [], *ROWS])).read("Sheet1")
    assert table.first_row == 4
    assert table.rows[1] == ROWS[1]


def test_hidden_sheets_are_not_offered(make_xlsx: MakeXlsx) -> None:
    path = make_xlsx({"说明": [["x"]], "旧名单": ROWS, "花名册": ROWS}, hidden=["旧名单"])
    book = open_workbook(path)
    assert (book.names, book.hidden) == (("说明", "花名册"), 1)


def test_cells_over_several_places_are_counted_from_the_first_used_one(
    tmp_path: Path,
) -> None:
    path = tmp_path / "名单.xlsx"
    with xlsxwriter.Workbook(path) as file:
        sheet = file.add_worksheet()
        sheet.write(2, 1, "姓名")
        sheet.write(2, 2, "社区")
        sheet.merge_range(3, 2, 5, 2, "塘河")
        sheet.write(3, 1, "王")
    table = open_workbook(path).read("Sheet1")
    assert (table.first_row, table.rows[1]) == (3, ["王", "塘河"])
    assert table.merged == ((1, 1, 3, 1),)


def test_an_xlsx_named_csv_is_still_a_workbook(make_xlsx: MakeXlsx) -> None:
    book = open_workbook(make_xlsx(ROWS, "名单.csv"))
    assert book.read(book.names[0]).rows == ROWS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_tables_in_every_encoding(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "名单.csv"
    lines = [["姓名", "地址"], ["王𬱖", "小河路1号"], ["方喦", ""]]
    path.write_bytes("\r\n".join(delimiter.join(line) for line in lines).encode(encoding))
    book = open_workbook(path)
    assert book.names == ("名单",)
    assert book.read("名单").rows == lines


def test_numbers_wrapped_against_excel_are_unwrapped(tmp_path: Path) -> None:
    path = tmp_path / "平台.txt"
    path.write_text('姓名,证号\n王,"=""330105193805123225"""\n', encoding="utf-8")
    assert open_workbook(path).read("平台").rows[1] == ["王", "330105193805123225"]


def test_a_field_with_a_line_break_is_one_row(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text('姓名,备注\n王,"一\n二"\n李,三\n', encoding="utf-8")
    assert open_workbook(path).read("名单").rows[2] == ["李", "三"]
