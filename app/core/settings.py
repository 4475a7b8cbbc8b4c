"""The catalogue of settings: every key, its type, default and words, in one table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class SettingSpec:
    """One setting.

    Attributes:
        kind: ``text``, ``fen`` (money in 分), ``number``, ``flag`` or ``list`` (JSON, with a form
            of its own); how the form asks for it.
        section: where it stands on the settings page; ``""`` is never shown there.
    """

    key: str
    default: Any
    label: str
    kind: str = "text"
    section: str = ""
    help: str = ""


PRIORITY_RULES: tuple[dict[str, Any], ...] = (
    *({"classes": [code]} for code in (
        "特困", "低保", "低边", "失能", "失智", "重残", "失独", "孤寡", "计生特殊",
    )),
    {"classes": ["独居"], "min_age": 80},
)  # fmt: skip
"""Who is 重点 in a new centre (practice of the field): one line that holds is enough."""

CATALOGUE: tuple[SettingSpec, ...] = (
    SettingSpec(
        "centre_code", "", "中心编码", section="中心", help="九位数字：区平台给的编码，或街道代码",
    ),
    SettingSpec("centre_name", "", "中心名称", section="中心"),
    SettingSpec("demo", False, "演示中心", kind="flag"),
    SettingSpec(
        "minimum_age", 60, "登记年龄下限（周岁）", kind="number", section="名单",
        help="低于这个年龄只提示，不拒绝",
    ),
    SettingSpec(
        "unseen_days", 90, "多久没来要提醒（天）", kind="number", section="名单",
        help="在“数据质量”里列出在册而这么多天没有签到、就餐、核验的老人",
    ),
    SettingSpec(
        "assessment_valid_months", 12, "评估有效期（月）", kind="number", section="能力评估",
        help="从以后完成的评估算起；到期后名单不再显示这个等级；0 表示不设有效期",
    ),
    SettingSpec(
        "self_care_levels", "自理 0-1；半失能 2；失能 3-4", "自理情况（旧）对应的等级",
        section="能力评估", help="只用于旧口径报表和矛盾提醒，不换算",
    ),
    SettingSpec(
        "photos", False, "在档案里保存照片", kind="flag", section="名单",
        help="还要每位老人单独签署照片留存同意书；默认不保存",
    ),
    SettingSpec(
        "emergency_phone", "", "中心紧急联系电话", section="名单", help="印在会员卡上",
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
    SettingSpec("priority_rules", PRIORITY_RULES, "重点对象规则", kind="list"),
    SettingSpec("rows_upgraded", 0, "旧档案已补全到", kind="number"),
    SettingSpec("last_backup", "", "最近一次已核验的备份"),
)  # fmt: skip

BY_KEY = {spec.key: spec for spec in CATALOGUE}


def code_fault(code: str) -> str:
    """What is wrong with a new centre code, ``""`` when nothing is.

    Nine digits, as the statistical codes of sub-districts have (国家统计局统计用区划代码) and the
    platforms take; the exchange format would carry more (`app.sync.header.CENTRE_CODE`).
    """
    if re.fullmatch(r"[0-9]{9}", code):
        return ""
    return "中心编码是九位数字，例如 330105001：填区平台给的编码，没有就填九位街道代码。"
