"""What the codes of an import mean, in words for the window and for the list of refused rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.core import idcard

WARNINGS = {
    "phone_invalid": "电话号码不完整或有误，该号码不保存，请补正。",
    "sex_conflict": "性别列与身份证号不一致，以身份证号为准，请核对。",
    "birth_conflict": "出生日期列与身份证号不一致，以身份证号为准，请核对。",
    "under_60": "未满登记年龄下限（一般为60周岁），请核对是否应登记。",
    "date_invalid": "入会日期不存在或晚于今天，该日期不保存，请补正。",
    "category_unknown": "人员类别中有系统没有的类别，该类别不保存，请补正。",
    "card_taken": "卡号已由其他老人使用，该卡号不保存，请核对。",
    "pin_taken": "人脸机编号已由其他老人使用，该编号不保存，请核对。",
    "ability_unknown": "能力等级的写法无法识别，该等级不保存，请补正。",
    "id_type_unknown": "证件类型的写法无法识别，按证件号判断，请核对。",
    "id_type_conflict": "证件类型与证件号不一致，以证件号为准，请核对。",
    "birth_missing": "证件号里没有出生日期，表中也没有可用的，请补填。",
    "birth_invalid": "出生日期不存在、晚于今天或过早，该日期不保存，请补正。",
    "birth_month": "出生日期只有年月，按当月1日计，请补正。",
    "phone_more": "本人的电话多于两个，只保存前两个，其余请补记。",
    "card_invalid": "卡号不是号码或后几位已丢失，不保存，请补正。",
    "terminal_pin_invalid": "人脸机编号不是号码或后几位已丢失，不保存，请补正。",
    "name_remark": "姓名旁边的说明不算姓名，记在备注里，请核对。",
    "note_gone": "备注写着已去世，请核对是否还应登记。",
    "known_left": "档案里此人已退出；如又回来了，请在档案里办理恢复在册。",
    "known_waiting": "档案里此人只是登记，还没有入册；如已入册，请在档案里办理。",
    "ability_assessed": "已有正式的能力评估，名单里的能力等级不采用。",
    "ethnic_unknown": "民族的写法无法识别，该项不保存，请补正。",
    "marital_unknown": "婚姻状况的写法无法识别，该项不保存，请补正。",
    "education_unknown": "文化程度的写法无法识别，该项不保存，请补正。",
    "card_until_invalid": "卡有效期不存在或无法识别，该日期不保存，请补正。",
    "card_until_past": "卡有效期早于今天，请核对是否要换卡。",
    "card_until_alone": "有卡有效期，却没有可用的卡号，该日期不保存，请补正。",
    "relation_unknown": "与老人关系的写法无法识别，原文记在联系人的备注里，请补正。",
    "relation_alone": "写了与老人关系，却没有联系人，该项不保存，请补正。",
    "diet_unknown": "饮食要求中有系统没有的写法，原文记在饮食说明里，请核对。",
    "diet_bare": "写了忌口，没有写忌什么，请问清后补填。",
    "class_axis": "类别不属于所在的列，按它自己的分类登记，请核对。",
    "since_invalid": "类别起始日期不存在或晚于今天，该日期不保存，请补正。",
    "since_alone": "写了类别起始日期，却没有类别，该日期不保存，请补正。",
    "card_ended": "卡号是已经挂失、补办或退回的卡，名单不能重新启用它，请核对是否用了旧名单。",
    "card_gone": "档案里此人已去世或退出，该卡号不保存；如又回来了，请先在档案里办理恢复在册。",
    "cell_too_long": "有单元格的内容太长，超出的部分不保存，请改短后补填。",
}
"""Warning code → sentence; the row is stored all the same.

The same sentence stands in the dry run and in the result, so none says that something was done.
"""

NAMED = {
    "category_unknown": "“{}”一列的“{}”是系统没有的类别，不保存，请补正。",
    "relation_unknown": "“{}”一列的“{}”无法识别，原文记在联系人的备注里，请补正。",
    "diet_unknown": "“{}”一列的“{}”是系统没有的写法，原文记在饮食说明里，请核对。",
    "class_axis": "“{}”一列的“{}”属于别的分类，按它自己的分类登记，请核对。",
    "card_until_invalid": "“{}”一列的“{}”不存在或无法识别，该日期不保存，请补正。",
    "card_until_past": "“{}”一列的“{}”早于今天，请核对是否要换卡。",
    "since_invalid": "“{}”一列的“{}”不存在或晚于今天，该日期不保存，请补正。",
    "date_invalid": "“{}”一列的“{}”不存在或晚于今天，该日期不保存，请补正。",
    "birth_invalid": "“{}”一列的“{}”不存在、晚于今天或过早，该日期不保存，请补正。",
    "card_taken": "{}与第 {} 行的相同，该卡号不保存，请核对。",
    "pin_taken": "{}与第 {} 行的相同，该编号不保存，请核对。",
    "card_ended": "老年卡 {} {}，名单不能重新启用它，请核对是否用了旧名单。",
    "cell_too_long": "“{}”一列{}，请改短后补填。",
}
"""Warning code → sentence that names the column and its words, where they are known."""

REJECTIONS = {
    **idcard.MESSAGES,
    "id_precision_lost": "身份证号被Excel变成了数字，后几位已丢失，请把该列设为文本后重新填写。",
    "id_missing": "没有身份证号，请补身份证号；确实没有的，写“无证件”和原因。",
    "birth_without_document": "没有证件的人要写出生日期（只知道年份就写年份），请补填后重新导入。",
    "name_missing": "没有姓名，请补填姓名。",
    "masked": "姓名或身份证号被打了码（含*），请向提供名单的人要完整的。",
    "marked_gone": "姓名旁注明已去世，不作登记；如已在册，请在档案里办理退出。",
    "too_long": "姓名或社区超过120个字，请核对是否填错了列，改短后重新导入。",
    "same_id": "该身份证号已登记（或前面的行里已有），资料一致，不重复登记。",
    "same_id_changed": "该身份证号已登记（或前面的行里已有），但姓名、电话、卡号或人脸机编号不同，"
    "请人工核对后更新。",
    "same_id_differs": "该身份证号已登记，姓名、电话、卡号和人脸机编号一致，其他资料有不同，"
    "在窗口里“核对不同”或用 --update 更新。",
    "same_undocumented": "同名、出生日期相同的无证件老人已登记（或前面的行里已有），不重复登记，"
    "请核对是否同一人。",
}
"""Code of a row that was not stored → sentence. The last four are no errors: they are known."""


NO_REASON = "写了“无证件”，没有写{}，请填在{}。"
"""Said instead of ``id_missing`` where the row does say that there is no document."""


def refusal(code: str, cells: Iterable[tuple[str, str, str]] = ()) -> str:
    """Why a row is refused; ``cells``: (code, columns, what is missing) where the row says more."""
    for about, columns, missing in cells:
        if about == code == "id_missing":
            return NO_REASON.format(missing, columns)
    return sentence(code)


def sentence(code: str) -> str:
    """The Chinese sentence for a warning or rejection code; the code itself when unknown."""
    return REJECTIONS.get(code) or WARNINGS.get(code) or code


def sentences(codes: Sequence[str], cells: Iterable[tuple[str, str, str]] = ()) -> str:
    """The sentences of several warnings; ``cells``: (code, header, words) of those that name a
    cell."""
    named: dict[str, list[str]] = {}
    for code, header, said in cells:
        if code in codes:
            named.setdefault(code, []).append(NAMED[code].format(header, said))
    return "".join("".join(named.get(code) or [sentence(code)]) for code in codes)
