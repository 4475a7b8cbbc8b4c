"""One assessment to look at, or two beside each other, item by item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.codes import ABILITY_LEVELS
from app.services.assessments import AssessmentFile, Comparison
from app.services.assessments.items import DOMAINS, EVENT_STEPS, EVENTS, TOTAL
from app.services.assessments.types import ComparedLine
from app.views import parts
from app.views.assessments.levels import cause_words, level_status, rule_words, tr
from app.views.assessments.questions import questions
from app.views.kit import Kit
from app.views.members.full import FullView
from app.views.theme import Space, Status, Tone
from app.views.widgets.flow import FlowLayout
from app.views.widgets.table import Column, DataTable, SequenceSource

_UP, _DOWN, _SAME = Tone.OK, Tone.DANGER, Tone.NEUTRAL


@dataclass(frozen=True)
class Line:
    """A line of the table; texts are ready to show."""

    code: str
    name: str
    before: str
    after: str
    change: Status
    seen: str = ""


class ScoresView(FullView):
    """A table of items, sums and levels, with what was found above it."""

    def __init__(
        self, kit: Kit, name: str, columns: Sequence[Column], lines: Sequence[Line]
    ) -> None:
        super().__init__()
        self.facts = QWidget()
        self._flow = FlowLayout(self.facts, Space.XL)
        self.table = DataTable(name, columns, kit.runner, prefs=kit.prefs, unit=tr("项"))
        self.table.set_exporter(kit.save_xlsx, tr("能力评估"))
        self.table.set_source(SequenceSource(lines, columns))
        card = parts.Card()
        card.add(self.facts)
        box = parts.bare(QVBoxLayout(self), Space.M)
        box.addWidget(card)
        box.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def add_fact(self, label: str, status: Status) -> None:
        """Say one thing above the table."""
        shown = parts.StatusLabel(status) if status.icon else parts.label(status.word)
        self._flow.addWidget(parts.row(parts.label(label, "second"), shown))


def comparison_view(kit: Kit, found: Comparison) -> ScoresView:
    """Two assessments: what was, what is, and which way it went."""
    columns = (
        Column("code", tr("编码"), 76, sortable=False),
        Column("name", tr("项目"), 300, sortable=False),
        Column("before", found.before.values["assessed_on"], 112, "right", sortable=False),
        Column("after", found.after.values["assessed_on"], 112, "right", sortable=False),
        Column("change", tr("变化"), 130, sortable=False, kind="status", stretch=True),
    )
    made = ScoresView(kit, "assessment_comparison", columns, [_compared(x) for x in found.lines])
    for label, file in ((tr("前一次"), found.before), (tr("后一次"), found.after)):
        made.add_fact(label, Status(f"{file.values['assessed_on']} {file.number}"))
        made.add_fact(tr("最终等级"), level_status(file.result.final))
    return made


def single_view(kit: Kit, file: AssessmentFile) -> ScoresView:
    """One assessment, with what was seen for every item."""
    columns = (
        Column("code", tr("编码"), 76, sortable=False),
        Column("name", tr("项目"), 200, sortable=False),
        Column("after", tr("得分"), 110, "right", sortable=False),
        Column("seen", tr("表现"), 240, sortable=False, stretch=True),
    )
    made = ScoresView(kit, "assessment_single", columns, _single(file))
    values, result = file.values, file.result
    made.add_fact(tr("基准日期"), Status(f"{values['assessed_on']} {cause_words(values['cause'])}"))
    made.add_fact(tr("初步等级"), level_status(result.preliminary))
    made.add_fact(tr("变更依据"), Status(rule_words(result.rules)))
    made.add_fact(tr("最终等级"), level_status(result.final))
    people = "、".join(one for one in (values["assessor1"], values["assessor2"]) if one)
    made.add_fact(tr("评估人员"), Status(people or tr("未填")))
    return made


def _compared(line: ComparedLine) -> Line:
    if line.kind == "level":
        before, after = (
            "" if one is None else f"{one} {ABILITY_LEVELS[one]}"
            for one in (line.before, line.after)
        )
    else:
        before, after = ("" if one is None else str(one) for one in (line.before, line.after))
    name = line.name if line.kind == "item" else f"{line.name}{_most(line.maximum)}"
    return Line(line.code, name, before, after, _change(line))


def _most(maximum: int) -> str:
    return parts.fill(tr("（满分 %1）"), maximum) if maximum else ""


def _change(line: ComparedLine) -> Status:
    gained = line.difference
    if gained is None:
        return Status("")
    if not gained:
        return Status(tr("不变"), _SAME, "minus")
    if line.kind == "level":
        words = tr("减轻 %1 级") if gained > 0 else tr("加重 %1 级")
        words = parts.fill(words, abs(gained))
    else:
        words = f"{gained:+d}"
    return Status(words, _UP if gained > 0 else _DOWN, "up" if gained > 0 else "down")


def _single(file: AssessmentFile) -> list[Line]:
    values, lines = file.values, []
    asked = questions()
    for domain in DOMAINS:
        for one in asked:
            if one.group == domain.key:
                coma = bool(values["coma"]) and one.column == "b3_9"
                option = one.option(values[one.column], coma=coma)
                text = option.text if option else tr("未评分")
                points = "" if option is None else str(option.score)
                lines.append(Line(one.code, one.name, "", points, Status(""), text))
        total = file.result.sums[domain.key]
        most = _most(domain.maximum)
        lines.append(
            Line(domain.code, f"{domain.name}{most}", "", "" if total is None else str(total),
                 Status(""))
        )  # fmt: skip
    whole = "" if file.result.total is None else str(file.result.total)
    lines.append(Line("", f"{tr('总分')}{_most(TOTAL)}", "", whole, Status("")))
    for event in EVENTS:
        count = values[event.column]
        text = tr("未填") if count is None else EVENT_STEPS[count]
        lines.append(Line("", event.name, "", "", Status(""), text))
    return lines
