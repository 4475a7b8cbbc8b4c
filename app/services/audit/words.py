"""Chinese for what the audit keeps as codes."""

from __future__ import annotations

ACTIONS = {
    "insert": "新增", "update": "修改", "sign_in": "登录", "sign_in_failed": "登录失败",
    "password": "改密码", "look": "查看完整号码", "export": "导出", "import": "导入",
    "undo_import": "撤销导入", "merge": "合并", "undo_merge": "撤销合并", "print": "打印",
    "save": "保存为文件", "reprint": "再次取出", "print_full": "生成完整号码件",
    "take_back": "撤销", "put_back": "撤销后恢复", "restore": "恢复备份",
    "renew_phrase": "更换恢复口令",
}  # fmt: skip
OF_ENTITY = {
    ("look", "attachment"): "查看扫描件", ("insert", "document"): "生成",
    ("update", "document"): "归档",
}  # fmt: skip
"""Actions that are something else with one kind of thing."""
ENTITIES = {
    "member": "老人", "member_card": "卡", "member_code": "会员卡", "attendance": "签到",
    "meal": "就餐",
    "terminal": "终端", "terminal_pin": "人脸机编号", "terminal_file": "终端文件",
    "face_check": "人脸记录", "work_item": "待办", "document": "打印件", "setting": "设置",
    "user_account": "账号", "sync_peer": "区平台", "sync_bundle": "上报包",
    "sync_rejection": "退回记录", "sync_identity": "签名钥匙", "table": "表格",
    "rejected_rows": "未导入的行", "backup": "备份", "assessment": "能力评估",
    "attachment": "附件", "code_entry": "代码", "consent": "同意书", "consent_text": "同意书文本",
    "contact": "联系人", "export_profile": "导出方案", "health_note": "饮食健康提示",
    "household": "家庭", "household_member": "家庭成员", "import_run": "名单导入",
    "member_class": "人员类别", "member_distinct": "查重结论", "member_merge": "档案合并",
    "membership_period": "在册期间",
}  # fmt: skip
MISSING = "<missing>"
"""Stands in a list for an event that is not there though its number was given."""


def action_words(action: str, entity: str = "") -> str:
    """An action in Chinese, as it is called with ``entity``; unknown ones as they are."""
    if action == MISSING:
        return "此事件缺失"
    return OF_ENTITY.get((action, entity)) or ACTIONS.get(action, action)


def entity_words(entity: str) -> str:
    """A table's noun in Chinese; unknown ones as they are."""
    return ENTITIES.get(entity, entity)
