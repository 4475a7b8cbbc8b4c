"""The catalogue of settings: every key, its type, default and words, in one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class SettingSpec:
    """One setting.

    Attributes:
        kind: ``text``, ``fen`` (money in 分), ``number`` or ``flag``; how the form asks for it.
        section: where it stands on the settings page; ``""`` is never shown there.
    """

    key: str
    default: Any
    label: str
    kind: str = "text"
    section: str = ""
    help: str = ""


CATALOGUE: tuple[SettingSpec, ...] = (
    SettingSpec("centre_code", "", "中心编码", section="中心", help="九位街道代码或平台编码"),
    SettingSpec("centre_name", "", "中心名称", section="中心"),
    SettingSpec("demo", False, "演示中心", kind="flag"),
    SettingSpec(
        "minimum_age", 60, "登记年龄下限（周岁）", kind="number", section="名单",
        help="低于这个年龄只提示，不拒绝",
    ),
    SettingSpec("price_breakfast", 0, "早餐餐费（元）", kind="fen", section="助餐"),
    SettingSpec("price_lunch", 0, "午餐餐费（元）", kind="fen", section="助餐"),
    SettingSpec("price_dinner", 0, "晚餐餐费（元）", kind="fen", section="助餐"),
    SettingSpec(
        "lunch_from", "10:00", "午餐开始", section="助餐", help="扫码时按这个时间判断餐别"
    ),
    SettingSpec("dinner_from", "15:30", "晚餐开始", section="助餐"),
    SettingSpec(
        "lock_minutes", 10, "自动锁定（分钟）", kind="number", section="安全",
        help="无人操作多久后锁定",
    ),
    SettingSpec("next_member_no", 1, "下一个会员号", kind="number"),
    SettingSpec("last_backup", "", "最近一次已核验的备份"),
)  # fmt: skip

BY_KEY = {spec.key: spec for spec in CATALOGUE}
