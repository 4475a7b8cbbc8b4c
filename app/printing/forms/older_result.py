"""能力评估结果摘录: a result of MZ/T 039-2013 or a local standard in its own words.

Nothing is converted. Drawn by the form of the assessment report when such a result is asked for.
A4, one page.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.printing.boxes import draw_lines
from app.printing.form import NOT_YET, full_mark, marks
from app.printing.heading import heading_of
from app.printing.page import Sheet


@dataclass(frozen=True)
class OlderResult:
    """One result in words, ready to print.

    Attributes:
        person, result: label and text, one line each.
        correction: what it took the place of, and why; else empty.
        replaced: a sentence when another took its place; it stands on top, too.
        void: a sentence when it was taken back; it stands on top, too.
        purpose: what the full numbers are for; empty when they are masked.
    """

    centre_name: str
    number: str
    standard: str
    assessed_on: str
    name: str
    person: tuple[tuple[str, str], ...]
    result: tuple[tuple[str, str], ...]
    correction: str = ""
    replaced: str = ""
    document_number: str = ""
    made_at: dt.datetime = NOT_YET
    made_by: str = ""
    demo: bool = False
    purpose: str = ""
    void: str = ""
    title: str = "能力评估结果摘录"


def render(data: OlderResult) -> bytes:
    """The excerpt as PDF."""
    heading = heading_of(
        data,
        data.title,
        f"姓名：{data.name}",
        f"评估日期：{data.assessed_on}　登记编号：{data.number}",
        mark=marks(full_mark(data.purpose), data.replaced, data.void),
    )
    sheet = Sheet(heading)
    draw_lines(sheet, ((name, text or "—") for name, text in data.person))
    sheet.y += 5
    sheet.paragraph(
        f"以下照 {data.standard} 的原评估结果摘录，没有换算成 GB/T 42195-2022 的等级，"
        "不能和按国标做的评估比较。",
        size=10.5, gap=3,
    )  # fmt: skip
    corrections = (("更正", text) for text in (data.correction, data.replaced) if text)
    void = (("作废", data.void),) if data.void else ()
    lines = (*data.result, *corrections, *void)
    draw_lines(sheet, ((name, text or "—") for name, text in lines))
    sheet.y += 8
    sheet.signatures(("摘录人", "核对人", "日期"), height=16)
    return sheet.finish()
