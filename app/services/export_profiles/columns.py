"""What a profile can be made of: every column that a list may carry out of the centre."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.core.codes import ABILITY_LEVELS
from app.core.dates import age_text
from app.core.masking import mask_id, mask_phone
from app.services.exports.xlsx import Column, Kind
from app.services.members.types import ability_text, sex_text, state_text

Value = str | int | None


@dataclass(frozen=True)
class Context:
    """What a value needs besides its row: today, the code tables, whether numbers go unmasked."""

    today: dt.date
    names: Mapping[str, Mapping[str, str]]
    full: bool


@dataclass(frozen=True)
class ExportColumn:
    """One column: its title, how to make its cell, whether it is a number that is masked."""

    key: str
    title: str
    value: Callable[[Any, Context], Value]
    number: bool = False
    width: float = 14
    kind: Kind = Kind.TEXT

    @property
    def sheet_column(self) -> Column:
        """As the xlsx writer takes it; numbers of people are text cells."""
        return Column(self.title, self.kind, self.width)


def _plain(key: str) -> Callable[[Any, Context], Value]:
    return lambda row, _: getattr(row, key) or ""


def _masked(key: str, mask: Callable[[str | None], str]) -> Callable[[Any, Context], Value]:
    def value(row: Any, context: Context) -> Value:
        number = getattr(row, key)
        return (number or "") if context.full else mask(number)

    return value


def _named(key: str, table: str) -> Callable[[Any, Context], Value]:
    return lambda row, context: context.names[table].get(getattr(row, key) or "", "")


def _level(row: Any, _: Context) -> Value:
    level = row.ability_level
    return "" if level is None else f"{level} {ABILITY_LEVELS[level]}"


def _diets(row: Any, context: Context) -> Value:
    words = context.names["diets"]
    return "、".join(words.get(code, code) for code in (row.diets or "").split("、") if code)


def _priority(row: Any, _: Context) -> Value:
    return str(row.priority)


COLUMNS: tuple[ExportColumn, ...] = (
    ExportColumn("member_no", "会员号", _plain("member_no"), width=10),
    ExportColumn("name", "姓名", _plain("name"), width=18),
    ExportColumn("former_name", "曾用名", _plain("former_name")),
    ExportColumn("sex", "性别", lambda row, _: sex_text(row.sex), width=6),
    ExportColumn("age", "年龄", lambda row, c: age_text(row.birth_date, c.today), width=6),
    ExportColumn("birth_date", "出生日期", _plain("birth_date"), width=12),
    ExportColumn("birth_year", "出生年份", lambda row, _: (row.birth_date or "")[:4], width=9),
    ExportColumn("id_number", "证件号", _masked("id_number", mask_id), number=True, width=21),
    ExportColumn("phone", "电话", _masked("phone", mask_phone), number=True),
    ExportColumn("phone2", "备用电话", _masked("phone2", mask_phone), number=True),
    ExportColumn("community", "社区", _plain("community")),
    ExportColumn("address", "居住地址", _plain("address"), width=32),
    ExportColumn("registered_address", "户籍地址", _plain("registered_address"), width=32),
    ExportColumn("ethnic", "民族", _named("ethnic", "ethnic"), width=10),
    ExportColumn("marital", "婚姻状况", _named("marital", "marital"), width=10),
    ExportColumn("education", "文化程度", _named("education", "education"), width=12),
    ExportColumn("living", "居住情况", _plain("living"), width=12),
    ExportColumn("categories", "人员类别", _plain("categories"), width=18),
    ExportColumn("priority", "重点或一般", _priority, width=18),
    ExportColumn("ability", "能力等级", lambda r, _: ability_text(r.ability_level, r.self_care)),
    ExportColumn("level", "能力等级（级）", _level),
    ExportColumn("self_care", "自理情况", _plain("self_care"), width=10),
    ExportColumn("assessed_on", "评估日期", _plain("assessed_on"), width=12),
    ExportColumn("valid_until", "评估有效期", _plain("valid_until"), width=12),
    ExportColumn("assessment_no", "评估编号", _plain("assessment_no"), width=18),
    ExportColumn("score", "评估总分", lambda row, _: row.score, width=9, kind=Kind.NUMBER),
    ExportColumn("assessors", "评估员", _plain("assessors"), width=18),
    ExportColumn("emergency_contact", "紧急联系人", _plain("emergency_contact")),
    ExportColumn("emergency_phone", "紧急联系电话", _masked("emergency_phone", mask_phone),
                 number=True),
    ExportColumn("diets", "饮食要求", _diets, width=18),
    ExportColumn("allergies", "过敏", _plain("allergies"), width=18),
    ExportColumn("card", "卡号", _plain("card")),
    ExportColumn("joined_on", "入会日期", _plain("joined_on"), width=12),
    ExportColumn("state", "状态", lambda row, _: state_text(row.state), width=8),
    ExportColumn("left_on", "最后一天", _plain("left_on"), width=12),
    ExportColumn("last_seen", "最近一次来", _plain("last_seen"), width=12),
    ExportColumn("note", "备注", _plain("note"), width=24),
)  # fmt: skip
"""In the order in which they are offered."""
BY_KEY = {column.key: column for column in COLUMNS}
TABLES = ("ethnic", "marital", "education", "diets")
