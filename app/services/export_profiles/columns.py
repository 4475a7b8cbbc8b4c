"""What a profile can be made of: every column that a list may carry out of the centre."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.core.codes import ABILITY_LEVELS
from app.core.dates import age_of, age_text, year_only
from app.core.masking import mask_id, mask_phone, mask_within
from app.services.codes import AXES, Code
from app.services.exports.xlsx import Column, Kind
from app.services.members.types import level_text, sex_text, state_text
from app.services.merging.fields import DOCUMENTS

Value = str | int | None


@dataclass(frozen=True)
class Context:
    """What a value needs besides its row: today, table → code → entry (of the tables that the
    columns name), whether numbers go unmasked."""

    today: dt.date
    tables: Mapping[str, Mapping[str, Code]]
    full: bool

    def words(self, table: str, codes: str | None, group: str = "") -> str:
        """The words of codes joined by ``、``, of one group where one is given; a code that is in
        no table stays what it is."""
        known = self.tables[table]
        found = []
        for code in (codes or "").split("、"):
            entry = known.get(code)
            if code and (not group or (entry is not None and entry.group == group)):
                found.append(entry.name if entry else self.text(code))
        return "、".join(found)

    def text(self, words: str | None) -> str:
        """What somebody wrote, the numbers in it masked like those in columns of their own."""
        if self.full or not words:
            return words or ""
        return mask_within(words)


@dataclass(frozen=True)
class ExportColumn:
    """One column.

    Attributes:
        value: makes the cell from a row and the context.
        number: a number of a person, masked unless somebody answers for it.
        free: whatever people write; the numbers in it are masked likewise.
        table: the code table its words come from.
        more: what it needs of `reading.MORE`.
    """

    key: str
    title: str
    value: Callable[[Any, Context], Value]
    number: bool = False
    free: bool = False
    width: float = 14
    kind: Kind = Kind.TEXT
    table: str = ""
    more: tuple[str, ...] = ()

    @property
    def masks(self) -> bool:
        """Whether there may be anything in it that is masked."""
        return self.number or self.free

    @property
    def sheet_column(self) -> Column:
        """As the xlsx writer takes it; numbers of people are text cells."""
        return Column(self.title, self.kind, self.width)


def _plain(key: str, title: str, width: float = 14, *, more: bool = False) -> ExportColumn:
    """A column that shows ``key`` as it stands: a date, a word or number of the centre's own."""
    extra = (key,) if more else ()
    return ExportColumn(key, title, lambda row, _: getattr(row, key) or "", width=width, more=extra)


def _typed(key: str, title: str, width: float = 14, *, more: bool = False) -> ExportColumn:
    """A name or a few words that people type; a number that got in there is masked as well."""
    extra = (key,) if more else ()
    return ExportColumn(
        key, title, lambda row, context: context.text(getattr(row, key)), width=width, more=extra
    )


def _free(key: str, title: str, width: float = 14, *, more: bool = False) -> ExportColumn:
    """As `_typed`, where people write down numbers as well."""
    return replace(_typed(key, title, width, more=more), free=True)


def _number(
    key: str, title: str, mask: Callable[[str | None], str] = mask_phone, *, more: bool = False,
    width: float = 14,
) -> ExportColumn:  # fmt: skip
    """A number of a person."""

    def value(row: Any, context: Context) -> Value:
        number = getattr(row, key)
        return (number or "") if context.full else mask(number)

    return ExportColumn(key, title, value, number=True, width=width, more=(key,) if more else ())


def _named(
    key: str, title: str, table: str, width: float = 14, *, more: bool = False
) -> ExportColumn:
    """A code, or several, in words."""
    extra = (key,) if more else ()
    return ExportColumn(
        key, title, lambda row, context: context.words(table, getattr(row, key)), width=width,
        table=table, more=extra,
    )  # fmt: skip


def _axis(axis: str) -> ExportColumn:
    """The classes in force on one axis (分类保障)."""
    return ExportColumn(
        f"class_{axis}", AXES[axis],
        lambda row, context: context.words("classes", row.class_codes, axis),
        width=16, table="classes", more=("class_codes",),
    )  # fmt: skip


def _made(key: str, title: str, value: Callable[[Any, Context], Value], width: float = 14,
          kind: Kind = Kind.TEXT) -> ExportColumn:  # fmt: skip
    return ExportColumn(key, title, value, width=width, kind=kind)


def _level(row: Any, _: Context) -> Value:
    level = row.ability_level
    return "" if level is None else f"{level} {ABILITY_LEVELS[level]}"


def _age(row: Any, context: Context) -> Value:
    """A number to calculate with; ``约 80`` where only the year of birth is known."""
    if year_only(row.birth_date):
        return age_text(row.birth_date, context.today)
    return age_of(row.birth_date, context.today)


GROUPS: Mapping[str, tuple[ExportColumn, ...]] = {
    "身份": (
        _plain("member_no", "会员号", 10),
        _typed("name", "姓名", 18),
        _typed("former_name", "曾用名"),
        _made("sex", "性别", lambda row, _: sex_text(row.sex), 6),
        _made("age", "年龄", _age, 6, Kind.NUMBER),
        _plain("birth_date", "出生日期", 12),
        _made("birth_year", "出生年份", lambda row, _: (row.birth_date or "")[:4], 9),
        _made("id_type", "证件类型", lambda row, _: DOCUMENTS.get(row.id_type, row.id_type), 18),
        _number("id_number", "证件号", mask_id, width=21),
        _free("no_document_reason", "无证件原因", 18),
        _named("ethnic", "民族", "ethnic", 10),
        _named("marital", "婚姻状况", "marital", 10),
        _named("education", "文化程度", "education", 12),
    ),
    "住址与电话": (
        _number("phone", "电话"),
        _number("phone2", "备用电话"),
        _typed("community", "社区"),
        _free("address", "居住地址", 32),
        _named("registered_area", "户籍地", "regions", 18),
        _free("registered_address", "户籍地址", 32),
        _typed("living", "居住情况", 12),
    ),
    "家庭与联系人": (
        _typed("emergency_contact", "紧急联系人"),
        _named("emergency_relation", "紧急联系人关系", "relation", more=True),
        _number("emergency_phone", "紧急联系电话"),
        _typed("second_contact", "第二联系人", more=True),
        _number("second_phone", "第二联系电话", more=True),
        _typed("guardian", "监护人", more=True),
        _named("guardian_relation", "监护人关系", "relation", 12, more=True),
        _number("guardian_phone", "监护人电话", more=True),
        _free("guardian_evidence", "监护依据", 18, more=True),
        _typed("collectors", "可以接走的人", 18, more=True),
        _plain("household_no", "家庭编号", 12, more=True),
        _named("household_relation", "与户主关系", "relation", 12, more=True),
    ),
    "分类保障": (
        _typed("categories", "人员类别", 18),
        *(_axis(axis) for axis in AXES),
        _free("class_evidence", "分类依据编号", 18, more=True),
        _made("priority", "重点或一般", lambda row, _: str(row.priority), 18),
    ),
    "能力评估": (
        _made("ability", "能力等级", lambda r, _: level_text(r.ability_level)),
        _made("level", "能力等级（级）", _level),
        _typed("self_care", "自理情况（旧）", 14),
        _plain("assessed_on", "评估日期", 12),
        _plain("valid_until", "评估有效期", 12),
        _plain("assessment_no", "评估编号", 18),
        _plain("standard", "评估标准", 18),
        _made("score", "评估总分", lambda row, _: row.score, 9, Kind.NUMBER),
        _typed("assessors", "评估员", 18),
    ),
    "健康提示": (
        _free("allergies", "过敏", 18),
        _named("diets", "饮食要求", "diets", 18),
        _free("diet_note", "饮食说明", 18),
        _free("mobility", "行动", 12),
        _free("medication", "用药提醒", 18),
        _free("doctor_organisation", "签约机构", 18),
        _typed("doctor_name", "家庭医生"),
        _number("doctor_phone", "医生电话"),
        _plain("doctor_signed_on", "签约日期", 12),
    ),
    "会籍与卡": (
        _plain("joined_on", "入会日期", 12),
        _made("state", "状态", lambda row, _: state_text(row.state), 8),
        _plain("state_since", "状态开始", 12, more=True),
        _plain("state_until", "状态结束", 12, more=True),
        _named("state_reason", "暂停或退出原因", "membership_reasons", more=True),
        _plain("left_on", "最后一天", 12),
        _plain("last_seen", "最近一次来", 12),
        _plain("card", "卡号"),
        _named("card_kind", "卡种", "cards", 12, more=True),
        _plain("card_issued_on", "发卡日期", 12, more=True),
        _plain("card_valid_until", "卡有效期至", 12, more=True),
        _plain("pins", "人脸机编号", more=True),
    ),
    "同意书与备注": (
        _named("consents", "有效的同意书", "consents", 32, more=True),
        _plain("face_consent", "人脸识别同意", 12, more=True),
        _free("note", "备注", 24),
    ),
}
"""Heading → its columns, in the order in which they are offered."""
COLUMNS = tuple(column for columns in GROUPS.values() for column in columns)
BY_KEY = {column.key: column for column in COLUMNS}
