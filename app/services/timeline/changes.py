"""Audit events in words: which field, from what to what, numbers masked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.core.codes import ABILITY_LEVELS, MealSlot, MemberState, Method, Sex
from app.core.masking import mask_id, mask_phone, mask_within
from app.services.audit.fields import FIELDS
from app.services.audit.words import action_words, entity_words
from app.services.merging.fields import DOCUMENTS
from app.services.paper_names import paper_word
from app.services.taken_back import TAKEN

Words = Callable[[str, str], str]
"""(code table, codes joined by ``、``) → their words."""

CODES = {
    "ethnic": "ethnic", "marital": "marital", "education": "education",
    "registered_area": "regions", "relation": "relation", "diets": "diets",
}  # fmt: skip
"""Column → the code table that its values are from."""
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
    "id_type": lambda value: DOCUMENTS.get(value, str(value)), "sex": _sex,
    "ability_level": _level, "state": _state,
    **dict.fromkeys(YES_NO, lambda value: "是" if value else "否"),
}  # fmt: skip


SAID = frozenset({
    "家庭与联系人", "调整紧急联系顺序", "从档案删除", "健康提示", "分类保障", "建立家庭",
    "加入家庭", "家庭关系", "离开家庭", "修改家庭", "签署同意书", "添加扫描件", "查看扫描件",
    "更换照片", "删除照片", "换了新照片",
})  # fmt: skip
"""Names of gestures that say no more than the line itself."""
GESTURES = ("撤销", "导入名单", "合并档案", "批量设置社区", "关联人脸机编号", "取消关联",
            "完成能力评估", "能力评估到期", "分类到期", "恢复")  # fmt: skip
"""How the names of the other gestures begin: something happened with many files or elsewhere.
What the program calls a gesture is no reason that somebody gave."""


def in_words(
    action: str,
    entity: str,
    changes: Mapping[str, Any],
    reason: str,
    words: Words = lambda _, codes: codes,
) -> str:
    """One event as a line: ``修改：电话 138****1234 → 139****0000（原因：家属来电）``."""
    if action == "insert":
        text = "建档" if entity == "member" else f"新增{entity_words(entity)}"
    elif action == "update":
        text = _updated(entity, changes, words)
    elif action == "look":
        return _looked(entity, changes, reason)
    else:
        text = action_words(action, entity)
    return text + _why(reason)


def _looked(entity: str, details: Mapping[str, Any], reason: str) -> str:
    if entity == "attachment":
        return action_words("look", entity)
    whose = "联系人的" if entity == "contact" else ""
    if form := str(details.get("form", "")):
        return f"生成{paper_word(form)}时查看完整号码{_why(reason)}"
    return f"查看{whose}完整号码{_why(reason)}"


def _why(reason: str) -> str:
    if not reason or reason in SAID:
        return ""
    word = "" if reason.startswith(GESTURES) else "原因："
    return f"（{word}{reason}）"


def _updated(entity: str, changes: Mapping[str, Any], words: Words) -> str:
    noun = "" if entity == "member" else entity_words(entity)
    gone = changes.get("deleted_at")
    if isinstance(gone, list) and len(gone) == 2:
        if entity == "member" and "merged_into" in changes:
            return "重复的档案停用" if gone[1] else "重复的档案恢复"
        return f"{'删除' if gone[1] else '恢复'}{noun or '档案'}"
    told = [
        f"{FIELDS.get(key, key)} {_value(key, pair[0], words)} → {_value(key, pair[1], words)}"
        for key, pair in changes.items()
        if key not in UNSAID and isinstance(pair, list) and len(pair) == 2
    ]
    return f"修改{noun}：{'；'.join(told)}" if told else f"修改{noun or '档案'}"


def _value(key: str, value: Any, words: Words) -> str:
    if value is None or value == "":
        return "（空）"
    if key in CODES:
        text = words(CODES[key], str(value))
    else:
        text = WORDS[key](value) if key in WORDS else mask_within(str(value))
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


# -- check-ins and meals taken back --------------------------------------------------------------

UNSAID_TAKEN = frozenset({"撤销", "前台撤销", "撤销：恢复并签到", "恢复并签到", ""})
"""Names of the gesture, which say no more than the line."""


def taken_in_words(action: str, entity: str, facts: Mapping[str, Any], reason: str) -> str:
    """``签到已撤销：2026-11-23 08:30（人工）``; of many at once ``签到已撤销 12 天``."""
    noun = MealSlot(facts["slot"]).label if facts.get("slot") else entity_words(entity)
    word = "已撤销" if action == TAKEN else "撤销后又恢复"
    why = "" if reason in UNSAID_TAKEN else _why(reason)
    if "days" in facts:
        return f"{noun}{word} {facts['days']} 天{why}"
    moment = f"{facts['date']} {facts['at'][11:16]}"
    return f"{noun}{word}：{moment}（{Method(facts['method']).label}）{why}"


# -- photos and scans --------------------------------------------------------------------------


@dataclass(frozen=True)
class Kept:
    """A stored photo or scan as the line tells of it.

    ``file``: its name; ``first``: no photo was there before; ``instead``: it came in the moment
    another one went; ``replaced``: another came when it went; ``of``: what was scanned, where
    that is said.
    """

    photo: bool
    file: str
    first: bool = False
    instead: bool = False
    replaced: bool = False
    of: str = ""


def kept_in_words(action: str, kept: Kept, changes: Mapping[str, Any], reason: str) -> str:
    """``照片：第一次存入``, ``查看扫描件：同意书.pdf``: what happened to a photo or a scan."""
    gone = bool((changes.get("deleted_at") or [None, None])[1])
    if action == "look":
        return "查看照片" if kept.photo else f"查看{kept.of}扫描件：{kept.file}"
    if kept.photo:
        return _photo(action, kept, reason, gone=gone)
    verb = "新增" if action == "insert" else "删除" if gone else "修改"
    return f"{verb}{kept.of}扫描件：{kept.file}{_why(reason)}"


def _photo(action: str, kept: Kept, reason: str, *, gone: bool) -> str:
    if action == "insert":
        return f"照片：{'第一次存入' if kept.first else '更换' if kept.instead else '存入'}"
    if gone:
        return "照片：原来的一张已删除" if kept.replaced else f"照片：删除{_why(reason)}"
    return f"照片：修改{_why(reason)}"
