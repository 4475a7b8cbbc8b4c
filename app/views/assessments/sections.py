"""The parts of annex A that are forms: background, diagnoses, conditions, people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.clock import Clock
from app.services.assessments.content import NONE, SEVERAL, TABLES, names
from app.services.assessments.items import RULE_DIAGNOSES
from app.services.assessments.types import BACKGROUND
from app.services.codes import shipped_table
from app.views.assessments.levels import tr
from app.views.widgets.form import Field, Form, Section

BACK, ILLNESS, HEALTH, PEOPLE = "background", "diagnoses", "conditions", "people"
NEEDED_AT_THE_END = ("informant_name", "informant_relation", "assessor1", "assessor2")
"""A draft may lack them, a finished assessment may not."""
WITH_NONE = (ILLNESS, HEALTH)
"""Fields that can say 无."""


class SectionForm(Form):
    """A form without buttons of its own: the guide keeps what is typed."""

    def __init__(self, sections: tuple[Section, ...], clock: Clock) -> None:
        super().__init__(sections, clock=clock)
        for key in NEEDED_AT_THE_END:
            if self.has(key):
                self.set_marked(key, True)
        self.foot.hide()
        self._were: dict[str, list[str]] = {}
        self.value_changed.connect(self._settle_none)

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show ``values``."""
        super().set_values(values)
        for line in self.findChildren(QLineEdit):
            line.setCursorPosition(0)  # a long name shows how it begins, not how it ends
        self._were = {key: self._chosen(key) for key in WITH_NONE if self.has(key)}

    def faults(self) -> dict[str, str]:
        """Fields that cannot be read, with a sentence each."""
        values, faults = self._read()
        return {key: text for key, text in faults.items() if key not in values}

    def has(self, key: str) -> bool:
        """Whether ``key`` is a field of this form."""
        return key in self._cells

    def _chosen(self, key: str) -> list[str]:
        return list(self._cells[key].editor.raw())

    def _settle_none(self, key: str) -> None:
        """无 and something else cannot both be true: what was ticked last is meant."""
        if key not in WITH_NONE:
            return
        now = self._chosen(key)
        if NONE in now and len(now) > 1:
            now = [one for one in now if one != NONE] if NONE in self._were[key] else [NONE]
            self._quiet = True
            self._cells[key].editor.set_raw(now)
            self._quiet = False
        self._were[key] = now

    def _answer_ctrl_s(self, widget: QWidget) -> None:
        """The guide answers Ctrl+S for all its parts."""


def section_titles() -> tuple[tuple[str, str], ...]:
    """Key and title of every form, in the order they are walked through."""
    return (
        (BACK, tr("背景资料")),
        (ILLNESS, tr("疾病和用药")),
        (HEALTH, tr("健康问题")),
        (PEOPLE, tr("人员")),
    )


def make_sections(clock: Clock) -> dict[str, SectionForm]:
    """The four forms, empty."""
    return {
        BACK: SectionForm((_basis(), _background()), clock),
        ILLNESS: SectionForm((_illness(),), clock),
        HEALTH: SectionForm((_health(),), clock),
        PEOPLE: SectionForm((_informant(), _assessors()), clock),
    }


def to_forms(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values of an assessment as the fields of the forms take them."""
    day = values["assessed_on"]
    return {
        **{key: value for key, value in values.items() if key != "background"},
        **{key: (values["background"] or {}).get(key) for key in BACKGROUND},
        "assessed_on": dt.date.fromisoformat(day) if isinstance(day, str) and day else day,
    }


def to_values(given: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of the forms as the service takes them: A.2 together, dates as they are."""
    values = {key: value for key, value in given.items() if key not in BACKGROUND}
    background = {key: given[key] for key in BACKGROUND if key in given}
    if background:
        values["background"] = {
            key: list(value) if key in SEVERAL else "" if value is None else str(value)
            for key, value in background.items()
        }
    for key in ("diagnoses", "conditions"):
        if key in values:
            values[key] = list(values[key])
    return values


def _choice(key: str, label: str, kind: str = "choice", **more: Any) -> Field:
    return Field(key, label, kind, choices=tuple(names(TABLES[key]).items()), **more)


def _basis() -> Section:
    return Section(
        tr("A.1 评估信息"),
        (
            Field("assessed_on", tr("评估基准日期"), "date", required=True, lean="past"),
            _choice("cause", tr("评估原因"), required=True),
            Field("organisation", tr("评估机构"), width="full", max_length=60),
        ),
    )


def _background() -> Section:
    return Section(
        tr("A.2 基本信息（姓名、证件、出生日期取自档案）"),
        (
            Field("height", tr("身高（厘米）"), "number", width="third"),
            Field("weight", tr("体重（千克）"), "number", width="third"),
            _choice("ethnic", tr("民族"), width="third"),
            _choice("religion", tr("宗教信仰"), width="third"),
            _choice("education", tr("文化程度"), width="third"),
            _choice("marital", tr("婚姻状况"), width="third"),
            _choice("living", tr("居住情况"), "multi", width="full"),
            _choice("payment", tr("医疗费用支付"), "multi", width="full"),
            _choice("income", tr("经济来源"), "multi", width="full"),
        ),
    )


def _illness() -> Section:
    diagnoses = tuple(
        (entry.code, f"{entry.name} ★" if entry.code in RULE_DIAGNOSES else entry.name)
        for entry in shipped_table("assessment_diagnoses")
    )
    return Section(
        tr("A.4 疾病诊断和用药"),
        (
            Field("diagnoses", tr("已确诊的疾病"), "multi", choices=diagnoses, width="full",
                  help=tr("没有请选“无”，不选是没有填写。带 ★ 的会使等级加重一级，须有医生诊断。")),
            Field("medication", tr("用药情况"), "note", width="full", max_length=200),
        ),
    )  # fmt: skip


def _health() -> Section:
    return Section(
        tr("A.5 健康相关问题"),
        (_choice("conditions", tr("有下列问题的请选上"), "multi", width="full",
                 help=tr("没有请选“无”，不选是没有填写。")),
         Field("note", tr("补充说明"), "note", width="full", max_length=200)),
    )  # fmt: skip


def _informant() -> Section:
    return Section(
        tr("A.3 信息提供者和联系人"),
        (
            Field("informant_name", tr("信息提供者"), max_length=60),
            _choice("informant_relation", tr("与老人的关系")),
            Field("contact_name", tr("联系人"), max_length=60),
            Field("contact_phone", tr("联系人电话"), "phone"),
        ),
    )


def _assessors() -> Section:
    return Section(
        tr("评估人员（两名）"),
        (
            Field("assessor1", tr("评估人员一"), max_length=60),
            Field("assessor2", tr("评估人员二"), max_length=60),
        ),
    )
