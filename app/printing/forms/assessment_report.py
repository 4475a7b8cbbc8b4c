"""能力评估报告 (GB/T 42195-2022): A background, B the 26 items, C the result to be signed.

Numbers are masked unless it says what they are for. Each part begins on a page of its own, so that
B can be kept apart. A result of an older standard is drawn by `older_result` under the same form.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.codes import ABILITY_LEVELS
from app.printing.boxes import draw_lines
from app.printing.form import FULL, NOT_YET, Form, full_mark, marks
from app.printing.forms import older_result
from app.printing.forms.older_result import OlderResult
from app.printing.heading import heading_of
from app.printing.page import Sheet
from app.printing.table import Column, Group, Style, Summary, draw
from app.services.assessments.items import (
    DOMAINS,
    EVENT_STEPS,
    EVENTS,
    ITEMS,
    LEVELS,
    RULES,
    TOTAL,
    Item,
)
from app.services.assessments.scoring import Result

_PAIRS = (
    Column("name1", "项目", 30, "left"),
    Column("text1", "内容", 63, "left"),
    Column("name2", "项目", 30, "left"),
    Column("text2", "内容", 63, "left"),
)
_WIDE = {"label": 42.0, "row": 6.3, "size": 9.0, "label_size": 9.0}
_SCORES = (
    Column("code", "编码", 16),
    Column("name", "二级指标", 44, "left"),
    Column("most", "满分", 14),
    Column("points", "得分", 14),
    Column("seen", "表现", 98, "left"),
)
_RESULT = (Column("code", "条目", 14), Column("name", "内容", 66, "left"),
           Column("text", "结果", 106, "left"))  # fmt: skip
_TIGHT = Style(row=6.3, header=7.0, size=9.0)
_ROOMY = Style(row=9.0, header=8.0, size=10.5)
_TITLE, _SIGN = 9.0, 14.0


@dataclass(frozen=True)
class AssessmentReport:
    """One assessment in words, ready to print.

    Attributes:
        person: label and text of the file, in pairs beside each other (A.1, A.2).
        wide: label and text of what takes a whole line (A.2 to A.5).
        scores: column of an item → points; ``coma`` tells B.3.9 apart.
        correction: number and reason when it took the place of another; else empty.
        replaced: a sentence when another took its place; it stands on top of every page.
        void: a sentence when it was taken back; it stands on top of every page.
        purpose: what the full numbers are for; empty when they are masked.
    """

    centre_name: str
    number: str
    assessed_on: str
    name: str
    person: tuple[tuple[str, str], ...]
    wide: tuple[tuple[str, str], ...]
    scores: Mapping[str, int | None]
    events: Mapping[str, int | None]
    coma: bool
    result: Result
    assessors: tuple[str, ...]
    informant: str
    organisation: str = ""
    valid_until: str = ""
    correction: str = ""
    document_number: str = ""
    made_at: dt.datetime = NOT_YET
    made_by: str = ""
    demo: bool = False
    replaced: str = ""
    purpose: str = ""
    void: str = ""


def render(data: AssessmentReport | OlderResult) -> bytes:
    """The report of ``data`` as PDF, or the excerpt of an older result."""
    if isinstance(data, OlderResult):
        return older_result.render(data)
    heading = heading_of(
        data,
        FORM.title,
        f"姓名：{data.name}",
        f"基准日期：{data.assessed_on}　评估编号：{data.number}",
        mark=marks(full_mark(data.purpose), data.replaced, data.void),
    )
    sheet = Sheet(heading)
    _background(sheet, data)
    sheet.new_page()
    _items(sheet, data)
    sheet.new_page()
    _report(sheet, data)
    return sheet.finish()


def _title(sheet: Sheet, text: str) -> None:
    sheet.need(_TITLE * 3)
    sheet.text(sheet.left, sheet.y + _TITLE / 2, text, size=12, bold=True)
    sheet.y += _TITLE


def _background(sheet: Sheet, data: AssessmentReport) -> None:
    _title(sheet, "附录 A　基本信息")
    rows = [
        _pair(data.person[at], data.person[at + 1] if at + 1 < len(data.person) else ("", ""))
        for at in range(0, len(data.person), 2)
    ]
    draw(sheet, _PAIRS, [Group(rows)], style=_TIGHT)
    sheet.y += 3
    counted = "；".join(f"{e.name} {_event(data.events.get(e.column))}" for e in EVENTS)
    wide = (("近 30 天照护风险事件", counted), *data.wide)
    draw_lines(sheet, ((name, text or "—") for name, text in wide), **_WIDE)


def _pair(first: tuple[str, str], second: tuple[str, str]) -> dict[str, str]:
    return {"name1": first[0], "text1": first[1] or "—", "name2": second[0],
            "text2": second[1] or ("—" if second[0] else "")}  # fmt: skip


def _event(count: int | None) -> str:
    return "未填" if count is None else EVENT_STEPS[count].removeprefix("发生过 ")


def _items(sheet: Sheet, data: AssessmentReport) -> None:
    _title(sheet, "附录 B　评估指标")
    groups = []
    for domain in DOMAINS:
        points = data.result.sums[domain.key]
        total = Summary("小计", {"most": str(domain.maximum), "points": _number(points)})
        mine = [item for item in ITEMS if item.domain == domain.key]
        groups.append(
            Group([_item(item, data) for item in mine], f"{domain.code} {domain.name}", total)
        )
    whole = Summary("总分", {"most": str(TOTAL), "points": _number(data.result.total)})
    draw(sheet, _SCORES, groups, total=whole, style=_TIGHT)


def _item(item: Item, data: AssessmentReport) -> dict[str, str]:
    points = data.scores.get(item.column)
    coma = data.coma and item.column == "b3_9"
    seen = next((o.text for o in item.options if o.score == points and o.coma is coma), "")
    return {"code": item.code, "name": item.name, "most": str(item.maximum),
            "points": _number(points), "seen": seen}  # fmt: skip


def _report(sheet: Sheet, data: AssessmentReport) -> None:
    _title(sheet, "附录 C　评估报告")
    result = data.result
    reasons = [RULES[rule] for rule in result.rules] or ["无"]
    rows = [
        *(
            _line(
                "" if at else "C.1",
                f"一级指标得分　{d.name}",
                f"{_number(result.sums[d.key])} / {d.maximum}",
            )
            for at, d in enumerate(DOMAINS)
        ),
        _line("C.2", "初步等级得分", f"{_number(result.total)} / {TOTAL}"),
        _line("C.3", "老年人能力初步等级", _level(result.preliminary)),
        *(
            _line("" if at else "C.4", "" if at else "等级变更依据", text)
            for at, text in enumerate(reasons)
        ),
        _line("C.5", "老年人能力最终等级", _level(result.final)),
        _line("", "有效期至", data.valid_until or "不设有效期"),
        _line("", "评估机构", data.organisation or "—"),
    ]
    rows += [_line("", "更正", text) for text in (data.correction, data.replaced) if text]
    rows += [_line("", "作废", data.void)] if data.void else []
    draw(sheet, _RESULT, [Group(rows)], style=_ROOMY)
    sheet.y += 4
    _signatures(sheet, data)
    sheet.y += 6
    levels = "；".join(
        f"{n} 级 {word} {_span(LEVELS[n].lowest, LEVELS[n].highest)}"
        for n, word in enumerate(ABILITY_LEVELS)
    )
    for line in (
        f"等级与总分：{levels}。",
        "等级变更：昏迷直接为完全失能；确诊痴呆或其他精神和行为障碍，或近 30 天照护风险事件 2 次及"
        "以上，在初步等级上加重一级，几项同时出现也只加重一级，最重为完全失能。",
    ):
        sheet.paragraph(line, size=9.5)


def _signatures(sheet: Sheet, data: AssessmentReport) -> None:
    """A line of names as recorded, and below it the lines to sign."""
    names: Sequence[str] = data.assessors or ("—",)
    sheet.paragraph(
        f"评估人员：{'、'.join(names)}　　信息提供者：{data.informant or '—'}", size=10.5
    )
    sheet.signatures(("评估人员签名", "评估人员签名"), height=_SIGN)
    sheet.signatures(("信息提供者签名", "日期"), height=_SIGN)


def _line(code: str, name: str, text: str) -> dict[str, str]:
    return {"code": code, "name": name, "text": text}


def _number(points: int | None) -> str:
    return "" if points is None else str(points)


def _level(level: int | None) -> str:
    return "未得出" if level is None else f"{level} 级　{LEVELS[level].long_name}"


def _span(lowest: int, highest: int) -> str:
    return f"{lowest} 分" if lowest == highest else f"{lowest}–{highest} 分"


FORM: Form[AssessmentReport | OlderResult] = Form(
    "assessment-report", "老年人能力评估报告", "NL", "member", render, ("assessment", FULL)
)
