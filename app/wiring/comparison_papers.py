"""Loads the data of the comparison of two assessments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.core.errors import UserError
from app.core.masking import mask_within
from app.services.rights import Actor
from app.wiring.assessment_papers import document, replaced_by, until

if TYPE_CHECKING:
    from app.printing.forms.assessment_comparison import Line, Part
    from app.services.assessments import AssessmentFile, Comparison
    from app.services.assessments.types import ComparedLine
    from app.services.members import MemberFile
    from app.wiring.application import Application


def comparison(app: Application, params: Mapping[str, str], actor: Actor) -> Any:
    """Two assessments of ``member``: ``assessment`` (see `Assessments.which` when left out) and
    ``compare`` (`Assessments.other`), the earlier one first. Numbers are masked.

    Raises `UserError` ``not_found``, ``nothing_to_compare``, ``same``, ``not_final``.
    """
    from app.printing.forms.assessment_comparison import AssessmentComparison

    uid = params.get("assessment", "") or app.assessments.which(params["member"], "", actor)
    other = params.get("compare", "") or app.assessments.other(params["member"], uid, actor)
    found = app.assessments.compare(uid, other, actor)
    if found.after.member_uid != params["member"]:
        raise UserError("not_found", "这份评估不是这位老人的，请从档案的“能力评估”里打印。")
    centre, both = app.settings.centre(), (found.before, found.after)
    member = app.members.file(found.after.member_uid, actor)
    total = next((line for line in found.lines if line.kind == "total"), None)
    return AssessmentComparison(
        centre.name, found.after.member_name,
        (found.before.values["assessed_on"], found.after.values["assessed_on"]),
        _person(member), found.why_not,
        () if found.why_not else _facts(app, found), _said(found), _parts(found),
        _line(total) if total else None,
        tuple(_line(line) for line in found.lines if line.kind == "level"),
        tuple(_words(file) for file in both) if found.why_not else (),
        _replaced(app, both, actor), demo=centre.demo,
    )  # fmt: skip


def _person(member: MemberFile) -> tuple[tuple[str, str], ...]:
    from app.services.members.types import sex_text

    known = member.values
    said = (
        ("会员号", member.member_no),
        ("性别", sex_text(str(known["sex"] or ""))),
        ("出生日期", str(known["birth_date"] or "")),
        ("证件号", document(known)),
    )
    return tuple((label, text) for label, text in said if text)


def _facts(app: Application, found: Comparison) -> tuple[tuple[str, str, str], ...]:
    """What both say beside their points; the last two only where there is something to say."""
    from app.services.assessments.items import RULES
    from app.services.assessments.wording import NO_END, facts

    def told(file: AssessmentFile) -> dict[str, str]:
        values, said = file.values, facts(file.values)
        people = (values["assessor1"], values["assessor2"])
        return {
            "评估日期": values["assessed_on"],
            "评估编号": file.number,
            "评估原因": said["cause"],
            "等级变更依据": "；".join(RULES[rule] for rule in file.result.rules) or "无",
            "有效期至": until(app, file) or NO_END,
            "评估人员": "、".join(name for name in people if name),
            "评估机构": said["organisation"],
            "更正原因": mask_within(file.correction_reason),
        }

    before, after = told(found.before), told(found.after)
    return tuple(
        (label, before[label], after[label])
        for label in before
        if label != "更正原因" or before[label] or after[label]
    )


def _said(found: Comparison) -> str:
    """What changed on the whole."""
    from app.services.assessments.rows import level_text
    from app.services.assessments.wording import difference_text

    if found.why_not:
        return ""
    before, after = found.before.result, found.after.result
    ways = {line.name: difference_text(line) for line in found.lines if line.kind != "item"}
    items = [line.difference or 0 for line in found.lines if line.kind == "item"]
    better = len([one for one in items if one > 0])
    worse = len([one for one in items if one < 0])
    return (
        f"总分 {before.total} → {after.total}（{ways['总分']}）；"
        f"最终等级 {level_text(before.final)} → {level_text(after.final)}（{ways['最终等级']}）。"
        f"{len(items)} 项中好转 {better} 项，变差 {worse} 项，"
        f"不变 {len(items) - better - worse} 项。"
    )


def _parts(found: Comparison) -> tuple[Part, ...]:
    """The items of every first-level index with its sum, which follows them."""
    from app.printing.forms.assessment_comparison import Part

    made: list[Part] = []
    items: list[Line] = []
    for line in found.lines:
        if line.kind == "item":
            items.append(_line(line))
        elif line.kind == "sum":
            made.append(Part(tuple(items), _line(line)))
            items = []
    return tuple(made)


def _line(line: ComparedLine) -> Line:
    from app.printing.forms.assessment_comparison import Line as Printed
    from app.services.assessments.rows import level_text
    from app.services.assessments.wording import difference_text

    if line.kind == "level":
        before, after = level_text(line.before), level_text(line.after)
    else:
        before = _points(line.before, line.before_word)
        after = _points(line.after, line.after_word)
    most = str(line.maximum) if line.maximum else ""
    return Printed(line.name, before, after, difference_text(line), line.code, most)


def _points(points: int | None, word: str) -> str:
    said = "" if points is None else str(points)
    return f"{said}（{word}）" if word else said


def _words(file: AssessmentFile) -> tuple[tuple[str, str], ...]:
    from app.services.assessments.wording import summary

    return tuple((label, mask_within(text)) for label, text in summary(file))


def _replaced(app: Application, both: tuple[AssessmentFile, ...], actor: Actor) -> str:
    """Which of the two is no longer the one that counts."""
    said = []
    for word, file in zip(("前一次", "后一次"), both, strict=True):
        if later := replaced_by(app, file, actor):
            said.append(f"{word}的 {file.number} 已由 {later} 代替，仅供查阅。")
    return "".join(said)
