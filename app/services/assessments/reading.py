"""Rows of assessments as the window, the paper and the command line take them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from app.core.codes import ABILITY_LEVELS
from app.core.errors import UserError
from app.core.masking import mask_phone
from app.models import Assessment, Member
from app.services.assessments.content import answers, loaded
from app.services.assessments.items import DOMAINS, ITEMS, TOTAL
from app.services.assessments.scoring import Result, score
from app.services.assessments.types import (
    FIELDS,
    GB,
    AssessmentFile,
    AssessmentRow,
    ComparedLine,
    Comparison,
)

_LISTED = (
    Assessment.uid, Assessment.number, Assessment.standard, Assessment.state,
    Assessment.assessed_on, Assessment.cause, Assessment.final_level, Assessment.other_level,
    Assessment.total, Assessment.other_score, Assessment.valid_until, Assessment.assessor1,
    Assessment.assessor2, Assessment.correction_reason, Assessment.corrects,
    Assessment.created_at,
)  # fmt: skip


def rows_of(connection: Connection, member_uid: str, today: str) -> tuple[AssessmentRow, ...]:
    """Every assessment of one member, newest first, with what each took the place of."""
    statement = (
        select(*_LISTED)
        .join(Member, Member.id == Assessment.member_id)
        .where(Member.uid == member_uid, Assessment.deleted_at.is_(None))
        .order_by(Assessment.assessed_on.desc(), Assessment.id.desc())
    )
    made = {row.uid: _row(row, today) for row in connection.execute(statement)}
    replaced = {row.corrects for row in made.values() if row.state == "final" and row.corrects}
    return tuple(
        _with_earlier(row, made) if row.state == "final" else row
        for row in made.values()
        if row.uid not in replaced
    )


def file_of(connection: Connection, uid: str) -> AssessmentFile:
    """One assessment whole. Raises `UserError` ``not_found``."""
    row = connection.execute(
        select(
            Assessment.__table__, Member.uid.label("member_uid"), Member.name.label("member_name")
        )
        .join(Member, Member.id == Assessment.member_id)
        .where(Assessment.uid == uid, Assessment.deleted_at.is_(None))
    ).mappings().first()  # fmt: skip
    if row is None:
        raise UserError("not_found", "找不到这份评估，可能已被删除。请刷新后再看。")
    columns = {str(key): value for key, value in row.items()}
    return AssessmentFile(
        row["uid"], row["version"], row["number"], row["member_uid"], row["member_name"],
        row["standard"], row["state"], values_of(columns), _result(columns),
        row["valid_until"] or "", row["corrects"] or "", row["correction_reason"] or "",
        row["other_level"] or "", row["other_score"] or "",
    )  # fmt: skip


def _result(columns: Mapping[str, Any]) -> Result:
    """What follows from the answers; what was decided is read as it was stored, not reckoned."""
    found = score(answers(columns))
    if columns["state"] != "final" or columns["standard"] != GB:
        return found
    rules = tuple(rule for rule in (columns["rule"] or "").split("、") if rule)
    return replace(
        found, total=columns["total"], preliminary=columns["preliminary_level"], rules=rules,
        final=columns["final_level"],
    )  # fmt: skip


def values_of(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Form values of an assessment's columns, the phone masked."""
    values = {key: columns[key] for key in FIELDS}
    values["background"] = loaded(columns["background"], {})
    values["coma"] = bool(columns["coma"])
    values["contact_phone"] = mask_phone(columns["contact_phone"])
    for key in ("diagnoses", "conditions"):
        values[key] = loaded(columns[key], [])
    return values


def compare(first: AssessmentFile, second: AssessmentFile) -> Comparison:
    """Item by item, the earlier one first. Raises `UserError` ``not_comparable``."""
    if {first.standard, second.standard} != {GB}:
        raise UserError(
            "not_comparable", "只有按 GB/T 42195-2022 做的评估可以逐项对比，旧标准结果不换算。"
        )
    if first.member_uid != second.member_uid:
        raise UserError("not_comparable", "这两份评估不是同一位老人的，不能对比。")
    before, after = sorted((first, second), key=_moment)
    return Comparison(before, after, tuple(_lines(before, after)))


def _moment(file: AssessmentFile) -> tuple[str, str]:
    return (file.values["assessed_on"], file.number)


def _lines(before: AssessmentFile, after: AssessmentFile) -> Sequence[ComparedLine]:
    lines: list[ComparedLine] = []
    for domain in DOMAINS:
        lines += [
            _line("item", i.code, i.name, i.maximum, before.values[i.column],
                  after.values[i.column])
            for i in ITEMS if i.domain == domain.key
        ]  # fmt: skip
        lines.append(
            _line("sum", domain.code, domain.name, domain.maximum,
                  before.result.sums[domain.key], after.result.sums[domain.key])
        )  # fmt: skip
    lines.append(_line("total", "", "总分", TOTAL, before.result.total, after.result.total))
    for name, key in (("初步等级", "preliminary"), ("最终等级", "final")):
        levels = getattr(before.result, key), getattr(after.result, key)
        lines.append(_line("level", "", name, 0, *levels))
    return lines


def _line(
    kind: str, code: str, name: str, maximum: int, before: int | None, after: int | None
) -> ComparedLine:
    gained = None if before is None or after is None else after - before
    if kind == "level" and gained is not None:
        gained = -gained
    return ComparedLine(kind, code, name, maximum, before, after, gained)


def _with_earlier(row: AssessmentRow, made: Mapping[str, AssessmentRow]) -> AssessmentRow:
    chain: list[AssessmentRow] = []
    at = row
    while at.corrects in made and len(chain) < len(made):
        at = made[at.corrects]
        chain.append(at)
    return replace(row, earlier=tuple(chain))


def _row(row: Any, today: str) -> AssessmentRow:
    level = row.final_level if row.state == "final" and row.standard == GB else None
    assessors = "、".join(name for name in (row.assessor1, row.assessor2) if name)
    return AssessmentRow(
        row.uid, row.number, row.standard, row.state, row.assessed_on, row.cause, level,
        row.other_level or "" if level is None else ABILITY_LEVELS[level], row.total,
        row.other_score or "", row.valid_until or "",
        bool(row.valid_until) and row.valid_until < today, assessors,
        row.correction_reason or "", row.corrects or "", row.created_at,
    )  # fmt: skip
