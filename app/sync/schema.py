"""What a bundle carries: declared once, as data.

The CSV headers, the Frictionless table schemas, the receiver's row checks, the reference tables
and ``docs/exchange-format.md`` all come from `ENTITIES` and `TOTALS`. Raw terminal lines and face
data are no entities: they never go up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.core.codes import LEGACY_ABILITY, MealSlot, MemberState, Method, Sex

FORMAT = "yizhan-bundle/1"
RECEIPT_FORMAT = "yizhan-receipt/1"
RESIDENT_ID = "resident"
"""``id_type`` of a 居民身份证, the only one whose number has a checksum."""

UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
LOCAL_TIME = "%Y-%m-%d %H:%M:%S"


@dataclass(frozen=True)
class Field:
    """One column of a table, in the words of Frictionless Table Schema.

    Attributes:
        name: column name in the CSV header.
        type: ``string``, ``integer``, ``boolean``, ``date`` or ``datetime``.
        title: Chinese name.
        description: English, with unit and source of the code table.
        constraints: ``required``, ``enum``, ``pattern``, ``minimum``, ``maximum``, ``maxLength``.
        format: Frictionless format; for ``datetime`` a strptime pattern.
    """

    name: str
    type: str
    title: str
    description: str
    constraints: Mapping[str, Any] = field(default_factory=dict)
    format: str = "default"

    def descriptor(self) -> dict[str, Any]:
        """The field as it stands in ``datapackage.json``."""
        found: dict[str, Any] = {
            "name": self.name,
            "type": self.type,
            "format": self.format,
            "title": self.title,
            "description": self.description,
        }
        if self.type == "boolean":
            found |= {"trueValues": ["1"], "falseValues": ["0"]}
        if self.constraints:
            found["constraints"] = dict(self.constraints)
        return found


@dataclass(frozen=True)
class Entity:
    """One table of a bundle: ``data/<name>.csv``."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Column names in file order; the first four are the same for every entity."""
        return tuple(column.name for column in self.fields)

    @property
    def path(self) -> str:
        """Path inside the package."""
        return f"data/{self.name}.csv"

    def index(self, column: str) -> int:
        """Position of ``column`` in a row."""
        return self.columns.index(column)

    def schema(self) -> dict[str, Any]:
        """The Frictionless table schema."""
        return {
            "fields": [column.descriptor() for column in self.fields],
            "missingValues": [""],
            "primaryKey": ["uid"],
        }


@dataclass(frozen=True)
class Total:
    """One control total: rows that are not deleted, counted, or one column of them summed."""

    name: str
    title: str
    entity: str
    column: str | None
    description: str


def _text(name: str, title: str, description: str, most: int, **more: Any) -> Field:
    return Field(name, "string", title, description, {"maxLength": most, **more})


def _code(name: str, title: str, description: str, codes: type | tuple[str, ...]) -> Field:
    return Field(name, "string", title, description, {"enum": [str(code) for code in codes]})  # type: ignore[union-attr]


_HEAD = (
    Field("uid", "string", "标识", "UUIDv7 of the row, for life.",
          {"required": True, "unique": True, "pattern": UUID}),
    Field("version", "integer", "版本", "1 at birth, +1 per change; a higher version wins.",
          {"required": True, "minimum": 1}),
    Field("seq", "integer", "流水号", "The centre's outbox number of this change, in the range.",
          {"required": True, "minimum": 1}),
    Field("deleted", "boolean", "已作废", "1 for a row that was undone or withdrawn.",
          {"required": True}),
)  # fmt: skip
_WHOSE = Field(
    "member_uid", "string", "老人标识", "`member.uid`; in this bundle or an earlier one.",
    {"required": True, "pattern": UUID},
)  # fmt: skip
_DAY = Field("service_date", "date", "服务日期", "Local date, Asia/Shanghai.", {"required": True})
_METHOD = _code("method", "核验方式", "How the person showed who they are.", Method)
_FEN = {"required": True, "minimum": 0}

MEMBER = Entity(
    "member", "老人", "The people on the centre's list, one row per person.",
    (
        *_HEAD,
        _text("member_no", "会员编号", "The centre's own number.", 40),
        _text("name", "姓名", "As on the document; required unless deleted.", 120),
        _text("id_type", "证件类型", f"`{RESIDENT_ID}` is 居民身份证; others are free codes.", 40),
        _text("id_number", "证件号码",
              "For a resident document 18 characters with GB 11643 checksum.", 40),
        _code("sex", "性别", "GB/T 2261.1: 0 未知, 1 男, 2 女, 9 未说明.", Sex),
        Field("birth_date", "date", "出生日期",
              "Local date; empty when only the year is known."),
        _text("phone", "联系电话", "", 40),
        _text("community", "社区", "Name of the community.", 120),
        _text("categories", "人员类别", "Categories joined by `、`.", 200),
        Field("ability_level", "integer", "能力等级", "GB/T 42195-2022 level 0 (能力完好) to 4.",
              {"minimum": 0, "maximum": 4}),
        _code("self_care", "自理情况（旧）", "The older three-step field, never converted.",
              LEGACY_ABILITY),
        _code("state", "状态", "Where the membership stands.", MemberState),
        Field("joined_on", "date", "登记日期", "Local date."),
    ),
)  # fmt: skip
ATTENDANCE = Entity(
    "attendance", "签到", "One row per person and service date that is not undone.",
    (
        *_HEAD, _WHOSE, _DAY,
        Field("arrived_at", "datetime", "到达时间", "Local time, Asia/Shanghai.",
              {"required": True}, LOCAL_TIME),
        _METHOD,
        _text("source", "来源", "`desk` 窗口, `terminal` 终端, `import` 导入.", 40),
    ),
)  # fmt: skip
MEAL = Entity(
    "meal", "就餐", "One row per person, service date and slot that is not undone.",
    (
        *_HEAD, _WHOSE, _DAY,
        Field("slot", "string", "餐别", "breakfast 早餐, lunch 午餐, dinner 晚餐.",
              {"required": True, "enum": [str(slot) for slot in MealSlot]}),
        Field("served_at", "datetime", "就餐时间", "Local time, Asia/Shanghai.",
              {"required": True}, LOCAL_TIME),
        _METHOD,
        Field("price_fen", "integer", "价格", "Full price in 分.", _FEN),
        Field("subsidy_fen", "integer", "补贴", "Part of the price paid by subsidy, in 分.", _FEN),
    ),
)  # fmt: skip

ENTITIES = (MEMBER, ATTENDANCE, MEAL)
"""In the order a receiver must load them: members before what points to them."""

TOTALS = (
    Total("people", "人数", "member", None, "member rows"),
    Total("visits", "人次", "attendance", None, "attendance rows"),
    Total("meals", "餐次", "meal", None, "meal rows"),
    Total("fen", "餐费（分）", "meal", "price_fen", "sum of `price_fen` of the meal rows"),
)
DELETED = MEMBER.index("deleted")
