"""One assessment to look at, or two beside each other, item by item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from app.core.codes import ABILITY_LEVELS
from app.services.assessments import AssessmentFile, Comparison
from app.services.assessments.items import DOMAINS, EVENT_STEPS, EVENTS, TOTAL
from app.services.assessments.types import ComparedLine
from app.services.assessments.wording import NO_END, facts
from app.views import icons, parts
from app.views.assessments.levels import cause_words, level_status, rule_words, tr
from app.views.assessments.questions import questions
from app.views.kit import Kit
from app.views.members.full import FullView
from app.views.theme import Space, Status, Tone, px
from app.views.widgets.flow import FlowLayout
from app.views.widgets.low_window import on_tight
from app.views.widgets.table import Column, DataTable, Filter, SequenceSource

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
    """A table of items, sums and levels, with what was found above it.

    Signals:
        print_asked(): it is wanted on paper.
    """

    print_asked = Signal()

    def __init__(
        self, kit: Kit, name: str, columns: Sequence[Column], lines: Sequence[Line],
        filters: Sequence[Filter] = (),
    ) -> None:  # fmt: skip
        super().__init__()
        self.facts = QWidget()
        self._flow = FlowLayout(self.facts, Space.XL)
        self.table = DataTable(
            name, columns, kit.runner, prefs=kit.prefs, filters=filters, unit=tr("项")
        )
        self.table.set_exporter(kit.save_xlsx, tr("能力评估"))
        self.table.set_source(SequenceSource(lines, columns, matches=_went_somewhere))
        self.print_button = parts.button(tr("打印对比"), "printing")
        parts.on_click(self.print_button, self.print_asked.emit)
        self.print_button.hide()
        self.table.add_tool(self.print_button)
        self._card = parts.Card()
        self._card.add(self.facts)
        self._texts: list[tuple[QWidget, parts.ElidedLabel, str, str]] = []
        self._box = parts.bare(QVBoxLayout(self), Space.M)
        self._box.addWidget(self._card)
        self._box.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        on_tight(self, self._set_tight)

    def offer_print(self, may: bool) -> None:
        """Show the way to paper, where the account may print."""
        parts.set_shown(self.print_button, may)

    def way_to_paper(self) -> QAbstractButton:
        """打印对比."""
        return self.print_button

    def add_fact(self, label: str, status: Status, brief: str = "") -> None:
        """Say one thing above the table, on one line however long it is; ``brief``: its words
        where the window is tight."""
        text = parts.ElidedLabel(status.word)
        if status.icon:
            parts.set_look(text, "tone", str(status.tone))
        icon = parts.IconLabel(status.icon_name, icons.role_of(status.tone), 18)
        before = (parts.label(label, "second"),) if label else ()
        fact = parts.row(*before, *((icon,) if status.icon else ()), text)
        self._flow.addWidget(fact)
        self._texts.append((fact, text, status.word, brief or status.word))

    def _set_tight(self, tight: bool) -> None:
        """Where the window is tight, the rows of the table get what can be spared above them."""
        for fact, text, whole, brief in self._texts:
            text.set_text(brief if tight else whole)
            fact.setToolTip(whole if tight and brief != whole else "")
        side, above = px(Space.L), px(Space.S if tight else Space.L)
        self._card.box.setContentsMargins(side, above, side, above)
        self._flow.setSpacing(px(Space.L if tight else Space.XL))
        self._box.setSpacing(px(Space.S if tight else Space.M))


def comparison_view(kit: Kit, found: Comparison) -> ScoresView:
    """Two assessments: what was, what is, and which way it went."""
    before, after = (one.values["assessed_on"] for one in (found.before, found.after))
    if before == after:  # of one day only the numbers tell them apart
        before, after = found.before.number, found.after.number
    columns = (
        Column("code", tr("编码"), 76, sortable=False),
        Column("name", tr("项目"), 300, sortable=False),
        Column("before", before, 160, "right", sortable=False),
        Column("after", after, 160, "right", sortable=False),
        Column("change", tr("变化"), 130, sortable=False, kind="status", stretch=True),
    )
    lines = [_compared(x) for x in found.lines]
    changed = (Filter("changed", tr("只看变化")),)
    made = ScoresView(kit, "assessment_comparison", columns, lines, changed)
    sides = ((tr("前一次"), found.before, before), (tr("后一次"), found.after, after))
    for label, file, brief in sides:
        words = f"{file.values['assessed_on']} {file.number}"
        if file.corrects:
            words = parts.fill(tr("%1（更正：%2）"), words, file.correction_reason)
            brief = parts.fill(tr("%1（更正）"), brief)
        made.add_fact(label, Status(words), brief)
        made.add_fact("", level_status(file.result.final))
    return made


def single_view(
    kit: Kit, file: AssessmentFile, replaced_by: str = "", legacy: str = ""
) -> ScoresView:
    """One assessment, with what was seen for every item and what A.1 to A.5 say.

    ``replaced_by``: number of what took its place; ``legacy``: what older reports call its level.
    """
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
    if file.state == "void":
        words = parts.fill(tr("已作废：%1"), file.void_reason)
        made.add_fact("", Status(words, Tone.WARN, "cancel"))
    if file.state == "final":
        made.add_fact(tr("有效期至"), Status(file.valid_until or NO_END))
        made.add_fact(tr("旧口径"), Status(legacy or tr("没有对应")))
    if file.state != "draft":
        made.add_fact(tr("签字的扫描件"), Status(tr("有") if file.scan_uid else tr("没有")))
    if file.corrects:
        made.add_fact(tr("更正原因"), Status(file.correction_reason))
    if replaced_by:
        words = parts.fill(tr("已由 %1 代替，仅供查阅"), replaced_by)
        made.add_fact("", Status(words, Tone.WARN, "undo"))
    return made


def _compared(line: ComparedLine) -> Line:
    if line.kind == "level":
        before, after = (
            "" if one is None else f"{one} {ABILITY_LEVELS[one]}"
            for one in (line.before, line.after)
        )
    else:
        before = _points(line.before, line.before_word)
        after = _points(line.after, line.after_word)
    name = line.name if line.kind == "item" else f"{line.name}{_most(line.maximum)}"
    return Line(line.code, name, before, after, _change(line))


def _points(points: int | None, word: str) -> str:
    said = "" if points is None else str(points)
    return parts.fill(tr("%1（%2）"), said, word) if word else said


def _went_somewhere(line: Line, _key: str, _value: str) -> bool:
    """只看变化: better or worse, in points or in steps."""
    return line.change.tone is not _SAME


def _most(maximum: int) -> str:
    return parts.fill(tr("（满分 %1）"), maximum) if maximum else ""


def _change(line: ComparedLine) -> Status:
    gained = line.difference
    if gained is None:
        return Status("")
    if not gained and line.before_word != line.after_word:
        word = line.before_word or line.after_word
        better = not line.after_word
        return Status(parts.fill(tr("%1有变化"), word), _UP if better else _DOWN,
                      "up" if better else "down")  # fmt: skip
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
    said = facts(values)
    lines += [
        Line(code, name, "", "", Status(""), said[key] or tr("未填"))
        for code, name, key in _background()
    ]
    return lines


def _background() -> tuple[tuple[str, str, str], ...]:
    """Code, name and field of A.1 to A.5, as `facts` says them."""
    return (
        ("A.1", tr("评估原因"), "cause"), ("A.1", tr("评估机构"), "organisation"),
        ("A.2", tr("身高"), "height"), ("A.2", tr("体重"), "weight"),
        ("A.2", tr("民族"), "ethnic"), ("A.2", tr("宗教信仰"), "religion"),
        ("A.2", tr("文化程度"), "education"), ("A.2", tr("婚姻状况"), "marital"),
        ("A.2", tr("居住情况"), "living"), ("A.2", tr("医疗费用支付"), "payment"),
        ("A.2", tr("经济来源"), "income"),
        ("A.3", tr("信息提供者"), "informant_name"),
        ("A.3", tr("与老人的关系"), "informant_relation"),
        ("A.3", tr("联系人"), "contact_name"), ("A.3", tr("联系人电话"), "contact_phone"),
        ("A.4", tr("疾病诊断"), "diagnoses"), ("A.4", tr("用药情况"), "medication"),
        ("A.5", tr("健康相关问题"), "conditions"), ("A.5", tr("补充说明"), "note"),
    )  # fmt: skip
