"""花名册: the people of the centre with masked numbers. A4 landscape."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.core.numbers import counted
from app.printing.form import NOT_YET, Form
from app.printing.heading import heading_of
from app.printing.page import Sheet, long_date
from app.printing.table import Column, Group, Summary, draw


@dataclass(frozen=True)
class MemberListRow:
    """One person; texts are ready to print, numbers are masked (前6后4, 前3后4)."""

    number: int
    name: str
    sex: str
    age: str
    id_masked: str
    community: str
    category: str
    ability: str
    phone_masked: str
    note: str = ""


@dataclass(frozen=True)
class MemberList:
    """The list on one day.

    Attributes:
        filter_text: which people these are, in words; empty for all.
        made_at: local wall-clock time, naive.
    """

    centre_name: str
    date: dt.date
    rows: tuple[MemberListRow, ...]
    filter_text: str = ""
    document_number: str = ""
    made_at: dt.datetime = NOT_YET
    made_by: str = ""
    demo: bool = False


COLUMNS = (
    Column("number", "序号", 12),
    Column("name", "姓名", 38, "left"),
    Column("sex", "性别", 12),
    Column("age", "年龄", 12),
    Column("id_masked", "证件号", 42),
    Column("community", "社区", 34, "left"),
    Column("category", "人员类别", 32, "left"),
    Column("ability", "能力等级", 22),
    Column("phone_masked", "电话", 28),
    Column("note", "备注", 41, "left"),
)


def render(data: MemberList) -> bytes:
    """The list as PDF."""
    heading = heading_of(data, FORM.title, f"日期：{long_date(data.date)}", data.filter_text)
    sheet = Sheet(heading, landscape=True)
    rows = [{column.key: str(getattr(row, column.key)) for column in COLUMNS} for row in data.rows]
    total = Summary(f"合计　{counted(len(rows))} 人") if rows else None
    draw(sheet, COLUMNS, [Group(rows)], total=total, empty="没有符合条件的老人")
    return sheet.finish()


FORM: Form[MemberList] = Form("member-list", "老人花名册", "HM", "none", render)
