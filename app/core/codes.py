"""Closed code sets that are part of the rules. Open tables live in ``resources/codes``."""

from __future__ import annotations

from enum import StrEnum


class Sex(StrEnum):
    """Sex by GB/T 2261.1."""

    UNKNOWN = "0"
    MALE = "1"
    FEMALE = "2"
    UNSTATED = "9"

    @property
    def label(self) -> str:
        """The word on screen and paper."""
        return {"0": "未知", "1": "男", "2": "女", "9": "未说明"}[self.value]


class Method(StrEnum):
    """How a person showed who they are (核验方式); all count the same (人脸管理办法 Art. 10)."""

    FACE = "face"
    CARD = "card"
    QR = "qr"
    ID_CARD = "id_card"
    FINGERPRINT = "fingerprint"
    PASSWORD = "password"  # noqa: S105 - a way of checking in
    MANUAL = "manual"

    @property
    def label(self) -> str:
        """The word on screen and paper."""
        return {
            "face": "人脸",
            "card": "刷卡",
            "qr": "二维码",
            "id_card": "身份证",
            "fingerprint": "指纹",
            "password": "密码",
            "manual": "人工",
        }[self.value]


class MealSlot(StrEnum):
    """餐别."""

    BREAKFAST = "breakfast"
    LUNCH = "lunch"
    DINNER = "dinner"

    @property
    def label(self) -> str:
        """The word on screen and paper."""
        return {"breakfast": "早餐", "lunch": "午餐", "dinner": "晚餐"}[self.value]


class MemberState(StrEnum):
    """Where a membership stands (登记 在册 暂停 退出)."""

    REGISTERED = "registered"
    ACTIVE = "active"
    PAUSED = "paused"
    LEFT = "left"

    @property
    def label(self) -> str:
        """The word on screen and paper."""
        return {"registered": "登记", "active": "在册", "paused": "暂停", "left": "退出"}[
            self.value
        ]


ABILITY_LEVELS = ("能力完好", "轻度失能", "中度失能", "重度失能", "完全失能")
"""Names of levels 0–4 (GB/T 42195-2022)."""

LEGACY_ABILITY = ("自理", "半失能", "失能")
"""The older three-step field, kept beside the level and never converted."""

CATEGORIES = (
    "特困", "低保", "低边", "优抚", "重残", "计生特殊", "失独", "孤寡", "独居", "空巢", "留守",
    "高龄", "失能", "失智",
)  # fmt: skip
"""人员类别 as centres write them (domain practice; there is no national code)."""

ID_TYPES = (
    "resident", "hmt_residence", "hk_macao_permit", "taiwan_permit", "foreign_residence",
    "passport", "none",
)  # fmt: skip
"""Documents a person can show; ``none``: no document at all. Only the first has a checksum."""

LONGEST_NAME = 120
"""Characters of a name or a community that go up to the district at most."""
LONGEST_TEXT = 200
"""Characters of any other text of a file at most."""
LONGEST_CARD, LONGEST_PIN = 64, 24
"""Characters of a card number and of a number at a terminal at most."""

FIRST_YEAR = 2015
"""No attendance or meal is older: community centres with such records began about then."""
