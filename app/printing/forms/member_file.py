"""档案摘要 (一人一案): what the centre knows of one person, on one or two A4 pages.

Numbers are masked, for the sheet lies on desks and goes into binders, unless it says what the full
ones are for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.printing.form import FULL, NOT_YET, Form, full_mark
from app.printing.heading import heading_of
from app.printing.page import POINT, Sheet, long_date
from app.printing.table import Column, Group, Style, draw

_ROW, _LABEL, _SECTION = 7.2, 23.0, 8.0
_FIRST_ROWS = 24.0
"""Height of a title with its table head and one row, mm: they stay together."""
_MASKED = "证件号和电话只印一部分，完整号码在系统里凭权限和原因查看。"
_FULL = "本件含完整证件号和电话，只作上面写明的用途，请妥善保管，不要复印、转发，用完销毁。"
_STYLE = Style(row=6.6, header=7.0, size=9.0)


@dataclass(frozen=True)
class Cell:
    """A label and its text; ``part`` of the width of the line, 1.0 all of it."""

    label: str
    text: str
    part: float = 0.5


@dataclass(frozen=True)
class Listing:
    """A table of the summary; rows by column key, an empty one says ``none``."""

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Mapping[str, str]]
    none: str


@dataclass(frozen=True)
class MemberSummary:
    """Everything on the summary, ready to print.

    Attributes:
        priority: ``重点：独居且满 80 周岁`` or ``一般``.
        person, health: lines of cells.
        purpose: what the full numbers are for; empty when they are masked.
    """

    centre_name: str
    date: dt.date
    name: str
    member_no: str
    priority: str
    person: tuple[tuple[Cell, ...], ...]
    health: tuple[tuple[Cell, ...], ...]
    listings: tuple[Listing, ...]
    document_number: str = ""
    made_at: dt.datetime = NOT_YET
    made_by: str = ""
    demo: bool = False
    purpose: str = ""


CONTACTS = (
    Column("order", "联系顺序", 20), Column("name", "姓名", 38, "left"),
    Column("relation", "关系", 24), Column("phone", "电话", 32),
    Column("roles", "身份", 42, "left"), Column("note", "备注", 30, "left"),
)  # fmt: skip
HOUSEHOLD = (
    Column("relation", "与户主关系", 40, "left"), Column("name", "姓名", 42, "left"),
    Column("sex", "性别", 14), Column("age", "年龄", 16), Column("state", "状态", 20),
    Column("categories", "人员类别", 54, "left"),
)  # fmt: skip
CLASSES = (
    Column("axis", "方面", 24), Column("name", "类别", 34, "left"),
    Column("dates", "起止", 50), Column("evidence", "依据编号", 40, "left"),
    Column("decided", "认定单位", 38, "left"),
)  # fmt: skip
ABILITY = (
    Column("on", "评估日期", 26), Column("level", "等级", 34), Column("standard", "标准", 36),
    Column("total", "总分", 16), Column("until", "有效期至", 30),
    Column("by", "评估人员", 44, "left"),
)  # fmt: skip
CARDS = (
    Column("number", "卡号", 50), Column("kind", "种类", 36), Column("state", "状态", 30),
    Column("issued", "发放日期", 35), Column("ended", "停用日期", 35),
)  # fmt: skip
CONSENTS = (
    Column("title", "同意书", 62, "left"), Column("signed", "签署日期", 28),
    Column("signer", "签署人", 44, "left"), Column("until", "有效期至", 28),
    Column("withdrawn", "撤回日期", 24),
)  # fmt: skip


def render(data: MemberSummary) -> bytes:
    """The summary as PDF."""
    heading = heading_of(
        data,
        FORM.title,
        f"{data.name}　会员号 {data.member_no}",
        long_date(data.date),
        mark=full_mark(data.purpose),
    )
    sheet = Sheet(heading)
    _cells(sheet, data.person)
    sheet.y += 2
    sheet.box(sheet.left, sheet.y, sheet.right - sheet.left, 7, data.priority, size=11, bold=True)
    sheet.y += 8
    for listing in data.listings[:2]:
        _listing(sheet, listing)
    _title(sheet, "健康提示", _SECTION + _ROW * len(data.health))
    _cells(sheet, data.health)
    sheet.y += 2
    for listing in data.listings[2:]:
        _listing(sheet, listing)
    sheet.paragraph(_FULL if data.purpose else _MASKED, size=8.5)
    return sheet.finish()


def _cells(sheet: Sheet, lines: Sequence[Sequence[Cell]]) -> None:
    """Lines of boxes; a text that is too long for its box makes the line higher."""
    wide = sheet.right - sheet.left
    for line in lines:
        rooms = [wide * cell.part - _LABEL - 3 for cell in line]
        height = max(
            _height(sheet, cell.text, room) for cell, room in zip(line, rooms, strict=True)
        )
        sheet.need(height)
        x = sheet.left
        for cell, room in zip(line, rooms, strict=True):
            sheet.fill(x, sheet.y, _LABEL, height, 0.94)
            sheet.frame(x, sheet.y, wide * cell.part, height, line=0.4)
            sheet.box(x, sheet.y, _LABEL, height, cell.label, align="center", size=9)
            sheet.box(x + _LABEL + 1.5, sheet.y, room, height, cell.text, size=10)
            x += wide * cell.part
        sheet.y += height


def _height(sheet: Sheet, text: str, room: float) -> float:
    """As many rows as ``text`` needs in ``room`` mm."""
    rows = 1
    while rows < 12:
        shown = sheet.fitted(text, room, _ROW * rows, size=10)
        if shown.height <= _ROW * rows * POINT:
            break
        rows += 1
    return _ROW * rows


def _title(sheet: Sheet, text: str, keep: float) -> None:
    sheet.need(keep)
    sheet.text(sheet.left, sheet.y + _SECTION / 2, text, size=11, bold=True)
    sheet.y += _SECTION


def _listing(sheet: Sheet, listing: Listing) -> None:
    if not listing.rows:
        _title(sheet, listing.title, _SECTION + 6)
        sheet.text(sheet.left, sheet.y + 2, listing.none, size=9.5, grey=0.35)
        sheet.y += 6
        return
    _title(sheet, listing.title, _FIRST_ROWS)
    draw(sheet, listing.columns, [Group(listing.rows)], style=_STYLE)
    sheet.y += 2.5


FORM: Form[MemberSummary] = Form("member-file", "老人档案摘要", "DA", "member", render, (FULL,))
