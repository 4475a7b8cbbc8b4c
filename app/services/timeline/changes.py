"""Audit events in words: which field, from what to what, numbers masked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.core.codes import ABILITY_LEVELS, MemberState, Sex
from app.core.masking import mask_id, mask_phone, mask_within
from app.services.audit.words import ACTIONS, entity_words

FIELDS = {
    "name": "姓名", "former_name": "曾用名", "id_type": "证件类型", "id_number": "证件号",
    "birth_date": "出生日期", "sex": "性别", "phone": "电话", "phone2": "备用电话",
    "address": "地址", "community": "社区", "categories": "人员类别", "ability_level": "能力等级",
    "self_care": "自理情况", "living": "居住情况", "emergency_contact": "紧急联系人",
    "emergency_phone": "紧急电话", "joined_on": "入会日期", "state": "状态", "left_on": "最后一天",
    "note": "备注", "no_document_reason": "无证件原因", "ethnic": "民族", "marital": "婚姻状况",
    "education": "文化程度", "registered_area": "户籍地", "registered_address": "户籍地址",
    "merged_into": "并入", "relation": "关系", "guardian": "监护人",
    "guardian_evidence": "监护依据", "emergency_order": "紧急联系顺序", "may_collect": "可以接送",
    "lives_together": "同住", "linked_member_id": "关联档案", "allergies": "过敏", "diets": "饮食",
    "diet_note": "饮食说明", "mobility": "行动", "medication": "用药提醒",
    "doctor_organisation": "签约机构", "doctor_name": "家庭医生", "doctor_phone": "医生电话",
    "doctor_signed_on": "签约日期", "file_name": "文件名", "pin": "人脸机编号",
    "device_no": "终端", "household_id": "家庭", "member_id": "所属档案",
}  # fmt: skip
"""Column → the word on the form."""
UNSAID = frozenset({"deleted_at", "deleted_reason", "merged_into", "member_id", "linked_member_id",
                    "household_id", "sha256", "size", "media_type", "content"})  # fmt: skip
"""Columns whose values mean nothing to a person."""
YES_NO = frozenset({"guardian", "may_collect", "lives_together"})
_LONGEST = 40


def _sex(value: Any) -> str:
    return Sex(value).label if value in set(Sex) else str(value)


def _level(value: Any) -> str:
    known = isinstance(value, int) and 0 <= value < len(ABILITY_LEVELS)
    return ABILITY_LEVELS[value] if known else str(value)


def _state(value: Any) -> str:
    return MemberState(value).label if value in set(MemberState) else str(value)


WORDS: dict[str, Callable[[Any], str]] = {
    "id_number": mask_id, "phone": mask_phone, "phone2": mask_phone,
    "emergency_phone": mask_phone, "doctor_phone": mask_phone,
    "sex": _sex, "ability_level": _level, "state": _state,
    **dict.fromkeys(YES_NO, lambda value: "是" if value else "否"),
}  # fmt: skip


def in_words(action: str, entity: str, changes: Mapping[str, Any], reason: str) -> str:
    """One event as a line: ``修改：电话 138****1234 → 139****0000（家属来电）``."""
    if action == "insert":
        text = "建档" if entity == "member" else f"新增{entity_words(entity)}"
    elif action == "update":
        text = _updated(entity, changes)
    else:
        text = ACTIONS.get(action, action)
    return f"{text}（原因：{mask_within(reason)}）" if reason else text


def _updated(entity: str, changes: Mapping[str, Any]) -> str:
    noun = "" if entity == "member" else entity_words(entity)
    gone = changes.get("deleted_at")
    if isinstance(gone, list) and len(gone) == 2:
        return f"{'删除' if gone[1] else '恢复'}{noun or '档案'}"
    told = [
        f"{FIELDS.get(key, key)} {_value(key, pair[0])} → {_value(key, pair[1])}"
        for key, pair in changes.items()
        if key not in UNSAID and isinstance(pair, list) and len(pair) == 2
    ]
    return f"修改{noun}：{'；'.join(told)}" if told else f"修改{noun}"


def _value(key: str, value: Any) -> str:
    if value is None or value == "":
        return "（空）"
    text = WORDS[key](value) if key in WORDS else mask_within(str(value))
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
