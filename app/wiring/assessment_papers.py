"""Loads the data of the assessment report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.core.errors import UserError
from app.core.masking import mask_phone
from app.services.rights import Actor

if TYPE_CHECKING:
    from app.services.assessments import AssessmentFile
    from app.services.members import MemberFile
    from app.wiring.application import Application


def report(app: Application, params: Mapping[str, str], actor: Actor) -> Any:
    """One assessment: ``member``, ``assessment`` (the newest valid one when left out).

    Raises `UserError` ``not_found``, ``not_final``.
    """
    from app.printing.forms.assessment_report import AssessmentReport
    from app.services.assessments import GB
    from app.services.assessments.items import EVENT_COLUMNS
    from app.services.assessments.types import SCORES

    found = _wanted(app, params, actor)
    if found.state != "final" or found.standard != GB:
        raise UserError("not_final", "只有已完成的国标评估可以打印报告。请先完成评估。")
    values, centre = found.values, app.settings.centre()
    member = app.members.file(found.member_uid, actor)
    return AssessmentReport(
        centre.name, found.number, values["assessed_on"], found.member_name,
        _person(found, member), _wide(values),
        {column: values[column] for column in SCORES},
        {column: values[column] for column in EVENT_COLUMNS},
        values["coma"], found.result,
        tuple(name for name in (values["assessor1"], values["assessor2"]) if name),
        values["informant_name"] or "", values["organisation"] or "", found.valid_until,
        _correction(app, found, actor), demo=centre.demo,
    )  # fmt: skip


def _wanted(app: Application, params: Mapping[str, str], actor: Actor) -> AssessmentFile:
    uid = params.get("assessment", "")
    if not uid:
        current = app.assessments.current(params["member"], actor)
        if current is None:
            raise UserError("not_found", "这位老人没有在有效期内的国标评估，没有报告可打印。")
        uid = current.uid
    found = app.assessments.get(uid, actor)
    if found.member_uid != params["member"]:
        raise UserError("not_found", "这份评估不是这位老人的，请从档案的“能力评估”里打印。")
    return found


def _person(found: AssessmentFile, member: MemberFile) -> tuple[tuple[str, str], ...]:
    """A.1, A.2 and A.3 in pairs; numbers masked."""
    from app.services.assessments.content import names
    from app.services.members.types import sex_text

    values, known = found.values, member.values
    background = values["background"] or {}

    def word(table: str, code: Any) -> str:
        return names(table).get(str(code or ""), "")

    def measured(key: str, unit: str) -> str:
        return f"{background[key]} {unit}" if background.get(key) else ""

    return (
        ("评估编号", found.number),
        ("评估原因", word("assessment_causes", values["cause"])),
        ("姓名", found.member_name),
        ("性别", sex_text(str(known["sex"] or ""))),
        ("出生日期", str(known["birth_date"] or "")),
        ("证件号", str(known["id_number"] or "")),
        ("身高", measured("height", "厘米")),
        ("体重", measured("weight", "千克")),
        ("民族", word("ethnic", background.get("ethnic"))),
        ("宗教信仰", word("assessment_religions", background.get("religion"))),
        ("文化程度", word("education", background.get("education"))),
        ("婚姻状况", word("marital", background.get("marital"))),
        ("信息提供者", values["informant_name"] or ""),
        ("与老人关系", word("assessment_relations", values["informant_relation"])),
        ("联系人", values["contact_name"] or ""),
        ("联系人电话", mask_phone(values["contact_phone"]) if values["contact_phone"] else ""),
    )


def _wide(values: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What takes a whole line: several answers of A.2, A.4, A.5."""
    background = values["background"] or {}
    return (
        ("居住情况", _words("assessment_living", background.get("living", ()))),
        ("医疗费用支付", _words("assessment_payments", background.get("payment", ()))),
        ("经济来源", _words("assessment_income", background.get("income", ()))),
        ("疾病诊断", _diagnoses(values["diagnoses"])),
        ("用药情况", values["medication"] or ""),
        ("健康相关问题", _words("assessment_conditions", values["conditions"]) or "无"),
        ("补充说明", values["note"] or ""),
    )


def _words(table: str, codes: Sequence[str]) -> str:
    from app.services.assessments.content import names

    known = names(table)
    return "、".join(known.get(code, code) for code in codes)


def _diagnoses(codes: Sequence[str]) -> str:
    """``高血压（I10–I15）、痴呆（F00–F03）``."""
    from app.services.assessments.content import icd_ranges, names

    known, ranges = names("assessment_diagnoses"), icd_ranges()
    return "、".join(
        f"{known[code]}（{ranges[code]}）" if ranges.get(code) else known.get(code, code)
        for code in codes
    ) or "无"  # fmt: skip


def _correction(app: Application, found: AssessmentFile, actor: Actor) -> str:
    """What it took the place of, and what took its place: an old sheet must say that it is old."""
    said = []
    if found.corrects:
        first = app.assessments.get(found.corrects, actor)
        said.append(f"代替 {first.number}。原因：{found.correction_reason}")
    for row in app.assessments.of_member(found.member_uid, actor):
        if any(one.uid == found.uid for one in row.earlier):
            said.append(f"本报告已由 {row.number} 代替，仅供查阅。")
    return "　".join(said)
