"""Chinese for the columns and details that audit events name."""

from __future__ import annotations

from app.services.assessments.items import ITEMS

FIELDS = {
    # the member and what belongs to the file
    "name": "姓名", "member_no": "会员号", "former_name": "曾用名", "id_type": "证件类型",
    "id_number": "证件号", "birth_date": "出生日期", "sex": "性别", "phone": "电话",
    "phone2": "备用电话", "address": "地址", "community": "社区", "categories": "人员类别",
    "ability_level": "能力等级", "self_care": "自理情况（旧）", "living": "居住情况",
    "emergency_contact": "紧急联系人", "emergency_phone": "紧急电话", "joined_on": "入会日期",
    "state": "状态", "left_on": "最后一天", "note": "备注", "no_document_reason": "无证件原因",
    "ethnic": "民族", "marital": "婚姻状况", "education": "文化程度",
    "registered_area": "户籍地", "registered_address": "户籍地址", "merged_into": "并入",
    "relation": "关系", "guardian": "监护人", "guardian_evidence": "监护依据",
    "emergency_order": "紧急联系顺序", "may_collect": "可以接送", "lives_together": "同住",
    "linked_member_id": "关联档案", "household_id": "家庭", "member_id": "所属档案",
    "allergies": "过敏", "diets": "饮食", "diet_note": "饮食说明", "mobility": "行动",
    "medication": "用药提醒", "doctor_organisation": "签约机构", "doctor_name": "家庭医生",
    "doctor_phone": "医生电话", "doctor_signed_on": "签约日期", "file_name": "文件名",
    "pin": "人脸机编号", "device_no": "终端", "number": "编号", "kind": "种类", "code": "代码",
    "axis": "分类", "from_on": "从", "to_on": "到", "evidence_no": "依据编号",
    "decided_by": "认定人", "reason": "原因", "media_type": "文件格式", "size": "大小",
    "sha256": "校验值", "content": "内容", "deleted_at": "删除时间", "deleted_reason": "删除原因",
    # cards and consents
    "issued_on": "发卡日期", "ended_on": "停用日期", "end_reason": "停用原因",
    "made_on": "启用日期", "voided_on": "作废日期", "void_reason": "作废原因",
    "valid_until": "有效期至", "text_number": "文本版本", "signed_by": "谁签署",
    "signer_name": "签署人", "guardian_reason": "监护人代签原因", "signed_on": "签署日期",
    "until": "有效期至", "witness": "见证人", "scan_uid": "扫描件", "withdrawn_on": "撤回日期",
    "withdrawn_reason": "撤回原因", "body": "正文",
    # assessments
    **{item.column: item.name for item in ITEMS},
    "standard": "评估标准", "assessed_on": "评估日期", "cause": "评估原因", "coma": "昏迷",
    "falls": "跌倒", "wandering": "走失", "choking": "噎食", "self_harm": "自杀自伤",
    "other_events": "其他风险事件", "background": "基本信息", "diagnoses": "疾病诊断",
    "conditions": "健康问题", "score_b1": "自理能力得分", "score_b2": "基础运动能力得分",
    "score_b3": "精神状态得分", "score_b4": "感知觉与社会参与得分", "total": "总分",
    "preliminary_level": "初步等级", "rule": "变更依据", "final_level": "最终等级",
    "other_level": "原评估结果", "other_score": "原评估得分", "informant_name": "信息提供者",
    "informant_relation": "与信息提供者关系", "contact_name": "联系人",
    "contact_phone": "联系电话", "assessor1": "评估员一", "assessor2": "评估员二",
    "organisation": "评估机构", "corrects": "更正哪一份", "correction_reason": "更正原因",
    # days
    "service_date": "日期", "arrived_at": "到达时间", "method": "方式", "source": "来源",
    "slot": "餐次", "served_at": "就餐时间", "price_fen": "餐价（分）",
    "subsidy_fen": "补贴（分）",
    # lists, papers, settings
    "table_name": "代码表", "grouping": "分组", "position": "次序", "active": "启用",
    "form": "表单", "parameters": "参数", "pages": "页数", "made_by": "制表",
    "member_uid": "所属档案", "purpose": "用途", "recipient": "接收方", "columns": "列",
    "full_numbers": "完整号码", "mapping": "列的对应", "rows": "行数", "added": "新增",
    "updated": "更新", "duplicates": "重复", "rejected": "未导入", "first_id": "第一行",
    "last_id": "最后一行", "updates": "更新内容", "undone_at": "撤销时间",
    "first_uid": "一份档案", "second_uid": "另一份档案", "kept_uid": "保留的档案",
    "merged_uid": "并入的档案", "moved": "转移的内容", "key": "设置项", "value": "值",
    # upload, terminals, accounts, work list
    "bundle_id": "上报包", "seq_from": "起始流水号", "seq_to": "结束流水号",
    "prev_sha256": "前一包校验值", "totals": "合计", "built_at": "生成时间",
    "sent_at": "发送时间", "acknowledged_at": "回执时间", "receipt": "回执",
    "problem": "问题", "public": "公钥", "pair": "配对", "target": "地址",
    "host_key": "主机钥匙", "identity": "身份", "entity": "对象", "entity_uid": "哪一条",
    "row_version": "版本", "seq": "流水号", "settled_at": "处理时间", "model": "型号",
    "username": "账号", "display_name": "显示姓名", "role": "角色",
    "failed_count": "输错次数", "locked_until": "锁定到", "subject": "关于", "detail": "说明",
    "opened_at": "出现时间", "closed_at": "办结时间", "resolution": "处理结果",
    # details of events that change no row
    "fields": "栏目", "full": "完整号码", "member": "老人", "date": "日期", "month": "月份",
    "consent": "同意书", "assessment": "能力评估", "compare": "对比的评估", "title": "标题",
    "profile": "导出方案",
    "who": "导出对象", "left_out": "没有导出", "not_listed": "其中不在册",
    "read_only_at": "当时时间", "stored": "存下", "repeats": "重复", "removed": "删除",
    "restored": "恢复", "reopened": "重新打开", "run": "哪次导入", "made_at": "备份时间",
    "centre_code": "中心代码", "merged": "并入的档案",
}  # fmt: skip
"""Column or detail → the word on the form."""


def field_words(field: str) -> str:
    """A column in Chinese; what is Chinese already (counts of a merge) as it is."""
    return FIELDS.get(field, field)
