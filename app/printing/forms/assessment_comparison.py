"""能力评估对比: two assessments of one person beside each other, the earlier one on the left.

By GB/T 42195-2022 item by item, with sums, levels and the way each went, in words and marks that
black and white paper keeps; a first-level index is not torn. Two that cannot be compared stand
below each other in their own words. A4; one page or two.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.printing.boxes import draw_lines
from app.printing.form import NOT_YET, Form, marks
from app.printing.heading import heading_of
from app.printing.page import Sheet
from app.printing.table import Column, Group, Style, Summary, draw

_FACTS = (
    Column("label", "项目", 30, "left"),
    Column("before", "前一次", 78, "left"),
    Column("after", "后一次", 78, "left"),
)
_SCORES = (
    Column("code", "编码", 16),
    Column("name", "指标", 62, "left"),
    Column("most", "满分", 16),
    Column("before", "前一次", 25),
    Column("after", "后一次", 25),
    Column("change", "变化", 42, "left"),
)
_LEVELS = (
    Column("name", "等级", 30, "left"),
    Column("before", "前一次", 57, "left"),
    Column("after", "后一次", 57, "left"),
    Column("change", "变化", 42, "left"),
)
_TIGHT = Style(row=6.0, header=6.6, size=9.0)
_TITLE = 8.0


@dataclass(frozen=True)
class Line:
    """One item, sum or level of both; texts are ready to print."""

    name: str
    before: str
    after: str
    change: str
    code: str = ""
    most: str = ""


@dataclass(frozen=True)
class Part:
    """A first-level index: its items, and the line with its sum."""

    items: tuple[Line, ...]
    sum: Line


@dataclass(frozen=True)
class AssessmentComparison:
    """Two assessments of one person in words, the earlier one first.

    Attributes:
        days: both days, as in the head of every page.
        person: label and text of the file, masked.
        why_not: a sentence when they cannot be compared; then there are only ``words``.
        facts: label, earlier, later: day, number, cause, assessors.
        said: what changed on the whole, in one sentence.
        words: of each of the two: label and text in its own words.
        replaced: a sentence when another took the place of one; it stands on top of every page.
    """

    centre_name: str
    name: str
    days: tuple[str, str]
    person: tuple[tuple[str, str], ...]
    why_not: str = ""
    facts: tuple[tuple[str, str, str], ...] = ()
    said: str = ""
    parts: tuple[Part, ...] = ()
    total: Line | None = None
    levels: tuple[Line, ...] = ()
    words: tuple[tuple[tuple[str, str], ...], ...] = ()
    replaced: str = ""
    document_number: str = ""
    made_at: dt.datetime = NOT_YET
    made_by: str = ""
    demo: bool = False


def render(data: AssessmentComparison) -> bytes:
    """The comparison as PDF."""
    heading = heading_of(
        data,
        FORM.title,
        f"姓名：{data.name}",
        f"{data.days[0]} 与 {data.days[1]}",
        mark=marks(data.replaced),
    )
    sheet = Sheet(heading)
    sheet.paragraph("　".join(f"{label}：{text}" for label, text in data.person), size=10, gap=2)
    if data.why_not:
        _beside(sheet, data)
    else:
        _compared(sheet, data)
    return sheet.finish()


def _beside(sheet: Sheet, data: AssessmentComparison) -> None:
    sheet.paragraph(data.why_not, size=10.5, gap=3)
    for title, lines in zip(("前一次", "后一次"), data.words, strict=True):
        _title(sheet, title)
        draw_lines(sheet, ((label, text or "—") for label, text in lines))
        sheet.y += 5


def _compared(sheet: Sheet, data: AssessmentComparison) -> None:
    sheet.paragraph(data.said, size=10.5, gap=2)
    rows = [
        {"label": label, "before": before or "—", "after": after or "—"}
        for label, before, after in data.facts
    ]
    draw(sheet, _FACTS, [Group(rows)], style=_TIGHT)
    sheet.y += 3
    draw(sheet, _LEVELS, [Group([_cells(line) for line in data.levels])], style=_TIGHT)
    sheet.y += 3
    groups = [
        Group([_cells(line) for line in part.items], f"{part.sum.code} {part.sum.name}",
              _summary("小计", part.sum), whole=True)
        for part in data.parts
    ]  # fmt: skip
    total = _summary("总分", data.total) if data.total else None
    draw(sheet, _SCORES, groups, total=total, style=_TIGHT)
    sheet.y += 2
    sheet.paragraph("分数越高，能力越好：↑ 好转或减轻，↓ 变差或加重，＝ 不变。", size=9)


def _title(sheet: Sheet, text: str) -> None:
    sheet.need(_TITLE * 3)
    sheet.text(sheet.left, sheet.y + _TITLE / 2, text, size=12, bold=True)
    sheet.y += _TITLE


def _cells(line: Line) -> dict[str, str]:
    return {"code": line.code, "name": line.name, "most": line.most, "before": line.before,
            "after": line.after, "change": line.change}  # fmt: skip


def _summary(label: str, line: Line) -> Summary:
    keys: Sequence[str] = ("most", "before", "after", "change")
    cells = _cells(line)
    return Summary(label, {key: cells[key] for key in keys})


FORM: Form[AssessmentComparison] = Form(
    "assessment-comparison", "能力评估对比", "DB", "member", render, ("assessment", "compare")
)
