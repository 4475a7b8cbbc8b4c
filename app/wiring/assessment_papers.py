"""Loads the data of the assessment report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.core.clock import today
from app.core.documents import number_text
from app.core.errors import UserError
from app.core.masking import mask_within
from app.services.rights import Actor
from app.wiring.file_summary import full_numbers

if TYPE_CHECKING:
    from app.services.assessments import AssessmentFile
    from app.services.members import MemberFile
    from app.services.paper_numbers import PaperNumbers
    from app.wiring.application import Application


def report(app: Application, params: Mapping[str, str], actor: Actor) -> Any:
    """One assessment: ``member``, ``assessment`` (see `Assessments.which` when left out); numbers
    masked, unless ``full`` asks for them with a ``reason``. A result of an older standard is told
    in its own words.

    Raises `UserError` ``not_found``, ``not_final``; `NotAllowed`, `ValidationProblem`.
    """
    from app.services.assessments import GB

    found = _wanted(app, params, actor)
    if found.state == "draft":
        raise UserError("not_final", "只有已完成的评估可以打印。请先完成评估。")
    numbers = full_numbers(app, "assessment-report", params, actor)
    load = _report if found.standard == GB else _older
    return load(app, found, numbers, actor)


def _report(
    app: Application, found: AssessmentFile, numbers: PaperNumbers | None, actor: Actor
) -> Any:
    from app.printing.forms.assessment_report import AssessmentReport
    from app.services.assessments.items import EVENT_COLUMNS
    from app.services.assessments.types import SCORES

    values, centre = found.values, app.settings.centre()
    correction, replaced = _correction(app, found, actor)
    member = app.members.file(found.member_uid, actor)
    return AssessmentReport(
        centre.name, found.number, values["assessed_on"], found.member_name,
        _person(found, member, numbers), _wide(values, numbers),
        {column: values[column] for column in SCORES},
        {column: values[column] for column in EVENT_COLUMNS},
        values["coma"], found.result,
        tuple(name for name in (values["assessor1"], values["assessor2"]) if name),
        values["informant_name"] or "", values["organisation"] or "", until(app, found),
        correction, demo=centre.demo, replaced=replaced,
        purpose=numbers.purpose if numbers else "", void=_void(found),
    )  # fmt: skip


def _older(
    app: Application, found: AssessmentFile, numbers: PaperNumbers | None, actor: Actor
) -> Any:
    from app.printing.forms.older_result import OlderResult
    from app.services.assessments.wording import NOT_SAID
    from app.services.members.types import sex_text

    values, centre = found.values, app.settings.centre()
    correction, replaced = _correction(app, found, actor)
    member = app.members.file(found.member_uid, actor)
    known = {**member.values, **(numbers.member if numbers else {})}
    return OlderResult(
        centre.name, found.number, found.standard, values["assessed_on"], found.member_name,
        (
            ("姓名", f"{found.member_name}　会员号 {member.member_no}"),
            ("性别", sex_text(str(known["sex"] or ""))),
            ("出生日期", str(known["birth_date"] or "")),
            ("证件号", document(known)),
        ),
        (
            ("评估标准", found.standard),
            ("评估日期", values["assessed_on"]),
            ("等级（原文）", found.other_level),
            ("得分（原文）", found.other_score),
            ("评估机构", values["organisation"] or ""),
            ("有效期至", until(app, found) or NOT_SAID),
            ("备注", _remark(values["note"] or "", numbers)),
        ),
        correction, demo=centre.demo, replaced=replaced,
        purpose=numbers.purpose if numbers else "", void=_void(found),
    )  # fmt: skip


def _void(found: AssessmentFile) -> str:
    """What every page says of one that was taken back."""
    if found.state != "void":
        return ""
    why = f"原因：{mask_within(found.void_reason)}" if found.void_reason else ""
    return f"本件已作废，不作为依据。{why}"


def until(app: Application, found: AssessmentFile) -> str:
    """Its last day; a paper of one that has run out says so."""
    last = found.valid_until
    gone = bool(last) and last < today(app.clock).isoformat()
    return f"{last}（打印时已过期）" if gone else last


def _wanted(app: Application, params: Mapping[str, str], actor: Actor) -> AssessmentFile:
    uid = params.get("assessment", "") or app.assessments.which(params["member"], "", actor)
    found = app.assessments.get(uid, actor)
    if found.member_uid != params["member"]:
        raise UserError("not_found", "这份评估不是这位老人的，请从档案的“能力评估”里打印。")
    return found


def _person(
    found: AssessmentFile, member: MemberFile, numbers: PaperNumbers | None
) -> tuple[tuple[str, str], ...]:
    """A.1, A.2 and A.3 in pairs; masked without ``numbers``."""
    from app.services.assessments.wording import facts
    from app.services.members.types import sex_text

    said, known = facts(found.values), dict(member.values)
    if numbers:
        known["id_number"] = numbers.member["id_number"]
        said["contact_phone"] = numbers.assessments[found.uid]
    return (
        ("评估编号", found.number),
        ("评估原因", said["cause"]),
        ("姓名", found.member_name),
        ("性别", sex_text(str(known["sex"] or ""))),
        ("出生日期", str(known["birth_date"] or "")),
        ("证件号", document(known)),
        ("身高", said["height"]),
        ("体重", said["weight"]),
        ("民族", said["ethnic"]),
        ("宗教信仰", said["religion"]),
        ("文化程度", said["education"]),
        ("婚姻状况", said["marital"]),
        ("信息提供者", said["informant_name"]),
        ("与老人关系", said["informant_relation"]),
        ("联系人", said["contact_name"]),
        ("联系人电话", said["contact_phone"]),
    )


def document(known: Mapping[str, Any]) -> str:
    """The number, or why there is none."""
    kind, number, reason = (
        str(known[key] or "") for key in ("id_type", "id_number", "no_document_reason")
    )
    return number_text(kind, number, reason)


def _wide(values: Mapping[str, Any], numbers: PaperNumbers | None) -> tuple[tuple[str, str], ...]:
    """What takes a whole line: several answers of A.2, A.4, A.5."""
    from app.services.assessments.wording import facts

    said = facts(values)
    return (
        ("居住情况", said["living"]),
        ("医疗费用支付", said["payment"]),
        ("经济来源", said["income"]),
        ("疾病诊断", said["diagnoses"]),
        ("用药情况", _remark(said["medication"], numbers)),
        ("健康相关问题", said["conditions"]),
        ("补充说明", _remark(said["note"], numbers)),
    )


def _remark(text: str, numbers: PaperNumbers | None) -> str:
    """What somebody wrote, numbers in it masked like the others."""
    return text if numbers else mask_within(text)


def _correction(app: Application, found: AssessmentFile, actor: Actor) -> tuple[str, str]:
    """What it took the place of, and what took its place: an old sheet must say that it is old."""
    correction = ""
    if found.corrects:
        first = app.assessments.get(found.corrects, actor)
        correction = f"代替 {first.number}。原因：{mask_within(found.correction_reason)}"
    later = replaced_by(app, found, actor)
    return correction, f"本件已由 {later} 代替，仅供查阅。" if later else ""


def replaced_by(app: Application, found: AssessmentFile, actor: Actor) -> str:
    """Number of what took its place; ``""`` while nothing did."""
    for row in app.assessments.of_member(found.member_uid, actor):
        if any(one.uid == found.uid for one in row.earlier):
            return row.number
    return ""
