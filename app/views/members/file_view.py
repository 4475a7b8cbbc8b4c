"""One member's file (一人一案) to look at: facts on the left, the time line on the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.codes import ABILITY_LEVELS
from app.services.codes import shipped_table
from app.services.members import MemberFile
from app.services.members.types import sex_text, state_text
from app.services.timeline.types import TimelineEvent
from app.views import parts
from app.views.consents.photo import photo_label
from app.views.members.fields import id_types
from app.views.store import Store
from app.views.tasks import TaskRunner
from app.views.theme import Space, Status, Tone, px
from app.views.widgets.form.grid import SpanLayout
from app.views.widgets.panes import PanesLayout
from app.views.widgets.table import Column, DataTable, SequenceSource
from app.views.widgets.table.view import LEAST_ROWS

_FACTS, _HISTORY = 540, 320
"""Unscaled widths below which facts and time line go below each other: two facts in a line."""
_LABEL, _VALUE = 84, 140
NEWEST = 12
"""Events beside the facts, all of them in sight: the rest is on the tab 动态."""
_EVENTS = {
    "attendance": ("attendance", Tone.OK),
    "meal": ("meals", Tone.OK),
    "face_check": ("face_checks", Tone.INFO),
    "change": ("edit", Tone.NEUTRAL),
}


@dataclass(frozen=True)
class Fact:
    """A label and what is known; ``wide`` takes the whole line."""

    label: str
    value: str
    wide: bool = False


Sections = tuple[tuple[str, tuple[Fact, ...]], ...]
Line = tuple[Hashable, TimelineEvent]
"""An event and what it is known by, however many come before it."""


class FileView(QWidget):
    """Shows a `MemberFile`; it scrolls nowhere itself, its page does.

    Signals:
        unlink_requested(pin): the person wants a terminal number taken from this member.
        event_opened(TimelineEvent): double click or Enter on a line of the history.
        timeline_requested(): 全部动态.
        photo_requested(): a click on the photo.
    """

    unlink_requested = Signal(str)
    timeline_requested = Signal()
    photo_requested = Signal()
    event_opened = Signal(object)

    def __init__(self, runner: TaskRunner, prefs: Store) -> None:
        super().__init__()
        self._values: dict[str, str] = {}
        self._file: MemberFile | None = None
        self._may_unlink = False
        self._photo: bytes | None = None
        self._shown: object = None
        self._events: dict[Hashable, TimelineEvent] = {}
        self._facts = QVBoxLayout()
        self._facts.setSpacing(px(Space.M))
        facts = parts.Card(padding=0)
        facts.box.addLayout(self._facts)
        self._facts.setContentsMargins(*(px(n) for n in (Space.XL, Space.L, Space.XL, Space.L)))
        self.history = self._make_history(runner, prefs)
        self.all_events = parts.button(self.tr("全部动态"), "clock", "quiet")
        parts.on_click(self.all_events, self.timeline_requested.emit)
        events = parts.Card()
        title = parts.label(self.tr("动态"), "strong")
        events.add(parts.row(title, None, self.all_events), self.history)
        events.box.addStretch(1)
        both = PanesLayout(self)
        both.add(facts, 5, _FACTS)
        both.add(events, 3, _HISTORY)

    def set_file(self, file: MemberFile, *, may_unlink: bool) -> None:
        """Show ``file``; terminal numbers can be taken back only with ``may_unlink``."""
        same = self._file is not None and self._file.uid == file.uid
        self._file, self._may_unlink = file, may_unlink
        if not same:
            self._photo = None  # nobody's photo stands beside somebody else's name
        self._show_facts(file)
        self._show_history(file.history, keep=same)

    def set_photo(self, jpeg: bytes | None) -> None:
        """Show the photo above the facts; None shows none."""
        if jpeg != self._photo:
            self._photo = jpeg
            if self._file is not None:
                self._show_facts(self._file)

    def value(self, label: str) -> str:
        """What stands beside ``label``."""
        return self._values[label]

    def _show_facts(self, file: MemberFile) -> None:
        """Only what is new: facts that come again as they were keep what somebody has marked to
        copy, and a button that somebody is just pressing."""
        sections = self._sections(file)
        shown = (file.uid, sections, file.pins, self._may_unlink, self._photo)
        if shown != self._shown:
            self._shown = shown
            with parts.standing_still(self):
                self._make_facts(file, sections)

    def _make_facts(self, file: MemberFile, sections: Sections) -> None:
        parts.clear(self._facts)
        self._values = {}
        for place, (title, facts) in enumerate(sections):
            section = self._section(title, facts)
            beside = place == 0 and self._photo
            self._facts.addWidget(self._with_photo(section, file) if beside else section)
            self._facts.addWidget(parts.line())
        self._add_pins(file.pins, self._may_unlink)
        self._facts.addStretch(1)

    def _sections(self, file: MemberFile) -> Sections:
        values = {key: "" if value is None else str(value) for key, value in file.values.items()}
        return (
            (self.tr("身份"), self._identity(file, values)),
            (self.tr("联系方式"), self._contact(values)),
            (self.tr("照护与入会"), self._care(file, values)),
        )

    def _identity(self, file: MemberFile, values: dict[str, str]) -> tuple[Fact, ...]:
        age = parts.fill(self.tr("（%1 岁）"), file.age_text) if file.age is not None else ""
        document = dict(id_types()).get(values["id_type"], values["id_type"])
        return (
            Fact(self.tr("姓名"), values["name"]),
            Fact(self.tr("曾用名"), values["former_name"]),
            Fact(self.tr("性别"), sex_text(values["sex"])),
            Fact(self.tr("出生日期"), values["birth_date"] + age if values["birth_date"] else ""),
            Fact(self.tr("证件类型"), document),
            Fact(self.tr("无证件原因"), values["no_document_reason"])
            if values["id_type"] == "none"
            else Fact(self.tr("证件号"), values["id_number"]),
            Fact(self.tr("民族"), _word("ethnic", values["ethnic"])),
            Fact(self.tr("婚姻状况"), _word("marital", values["marital"])),
            Fact(self.tr("文化程度"), _word("education", values["education"])),
            Fact(self.tr("户籍地"), _word("regions", values["registered_area"])),
            Fact(self.tr("户籍地址"), values["registered_address"], wide=True),
        )

    def _contact(self, values: dict[str, str]) -> tuple[Fact, ...]:
        return (
            Fact(self.tr("电话"), values["phone"]),
            Fact(self.tr("备用电话"), values["phone2"]),
            Fact(self.tr("紧急联系人"), values["emergency_contact"]),
            Fact(self.tr("紧急电话"), values["emergency_phone"]),
            Fact(self.tr("社区"), values["community"]),
            Fact(self.tr("居住地址"), values["address"], wide=True),
        )

    def _care(self, file: MemberFile, values: dict[str, str]) -> tuple[Fact, ...]:
        level = file.values.get("ability_level")
        return (
            Fact(self.tr("能力等级"), "" if level is None else ABILITY_LEVELS[level]),
            Fact(self.tr("自理情况（旧）"), values["self_care"]),
            Fact(self.tr("居住情况"), values["living"]),
            Fact(self.tr("人员类别"), values["categories"]),
            Fact(self.tr("入会日期"), values["joined_on"]),
            Fact(self.tr("卡号"), file.card),
            Fact(self.tr("备注"), values["note"], wide=True),
        )

    def _with_photo(self, section: QWidget, file: MemberFile) -> QWidget:
        """The photo beside who somebody is; above it where the room is short."""
        assert self._photo is not None
        picture = photo_label(self._photo, str(file.values["name"]))
        picture.pressed.connect(self.photo_requested)
        photo = parts.column(picture, None)
        both = QWidget()
        panes = PanesLayout(both)
        panes.add(photo, 0, 0)  # no wider than it is
        panes.add(section, 1, _LABEL + _VALUE + Space.M)
        return both

    def _section(self, title: str, facts: Sequence[Fact]) -> QWidget:
        holder = QWidget()
        grid = SpanLayout(holder, Space.M, Space.S)
        for fact in facts:
            grid.add(self._fact_line(fact), 6 if fact.wide else 3)
        return parts.column(parts.label(title, "strong"), holder, spacing=Space.M)

    def _fact_line(self, fact: Fact) -> QWidget:
        name = parts.label(fact.label, "second", wrap=True)
        name.setFixedWidth(px(_LABEL))
        known = fact.value or self.tr("未填")
        look = "body" if fact.value else "second"
        value = parts.label(known, look, wrap=not known.isascii(), selectable=True)
        value.setMinimumWidth(px(_VALUE))
        self._values[fact.label] = fact.value
        line = QWidget()
        box = parts.bare(QHBoxLayout(line), Space.M)
        top = Qt.AlignmentFlag.AlignTop
        box.addWidget(name, 0, top)
        box.addWidget(value, 1, top)
        return line

    def _add_pins(self, pins: Sequence[str], may_unlink: bool) -> None:
        self._facts.addWidget(parts.label(self.tr("人脸机编号"), "strong"))
        if not pins:
            words = self.tr("还没有人脸机编号。在“修改”里填写，或在“人脸核验”里关联。")
            self._facts.addWidget(parts.label(words, "second", wrap=True))
        for pin in pins:
            unlink = parts.button(self.tr("取消关联"), "unlink", "quiet")
            unlink.setVisible(may_unlink)
            parts.on_click(unlink, partial(self.unlink_requested.emit, pin))
            number = parts.label(pin, selectable=True)
            self._facts.addWidget(parts.row(number, None, unlink))
        self._values[self.tr("人脸机编号")] = "、".join(pins)

    def _make_history(self, runner: TaskRunner, prefs: Store) -> DataTable:
        columns = (
            Column("at", self.tr("时间"), 142, sortable=False, value=_minute),
            Column("text", self.tr("事项"), 120, sortable=False, stretch=True, kind="status",
                   value=_status),
        )  # fmt: skip
        made = DataTable("member_history", columns, runner, prefs=prefs)
        made.set_toolbar_visible(False)
        made.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setMinimumWidth(px(240))
        made.set_empty(self.tr("还没有签到、就餐或变更记录。"))
        made.activated.connect(self._open_event)
        return made

    def _open_event(self, identity: Hashable) -> None:
        if identity in self._events:
            self.event_opened.emit(self._events[identity])

    def _show_history(self, events: Sequence[TimelineEvent], *, keep: bool) -> None:
        newest = _lines(events[:NEWEST])
        self._events = dict(newest)
        # As high as it is long: a second bar beside that of the page would scroll hardly anything.
        self.history.view.least_rows = max(len(newest), LEAST_ROWS)
        self.history.view.updateGeometry()
        columns = self.history.model.columns
        source = SequenceSource(newest, columns, identity=lambda line: line[0])
        self.history.set_source(source, keep=keep)


def heading(file: MemberFile) -> str:
    """``女 · 69 岁 · 会员号 000001 · 在册`` without what is not known."""
    bits = (
        sex_text(str(file.values.get("sex") or "")),
        f"{file.age_text} 岁" if file.age is not None else "",
        f"会员号 {file.member_no}",
        state_text(file.state),
    )
    return " · ".join(bit for bit in bits if bit)


def _word(table: str, code: str) -> str:
    """What a code means; words that are none stay what they are."""
    words = {entry.code: entry.name for entry in shipped_table(table)}
    return (
        f"{words[code]}（{code}）"
        if table == "regions" and code in words
        else (words.get(code, code))
    )


def _lines(events: Sequence[TimelineEvent]) -> list[Line]:
    seen: Counter[Hashable] = Counter()
    lines: list[Line] = []
    for event in events:
        known = (event.order, event.line, event.page, tuple(sorted(event.argument.items())))
        seen[known] += 1
        lines.append(((*known, seen[known]), event))
    return lines


def _minute(line: Line) -> str:
    return line[1].at[:16]


def _status(line: Line) -> Status:
    event = line[1]
    icon, tone = _EVENTS.get(event.kind, ("neutral", Tone.NEUTRAL))
    return replace(Status(event.line, tone), icon=icon)
