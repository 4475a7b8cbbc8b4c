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
from app.services.assessments.items import DOMAINS, ITEMS, TOTAL, Item
from app.services.assessments.mirror import first_of_chain
from app.services.assessments.scoring import Result, score
from app.services.assessments.types import (
    FIELDS,
    FINISHED,
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
    Assessment.created_at, Assessment.deleted_reason, Assessment.scan_uid,
)  # fmt: skip


def rows_of(connection: Connection, member_uid: str, today: str) -> tuple[AssessmentRow, ...]:
    """Every assessment of one member, newest first, with what each took the place of."""
    statement = (
        select(*_LISTED)
        .join(Member, Member.id == Assessment.member_id)
        .where(Member.uid == member_uid, Assessment.deleted_at.is_(None))
        .order_by(Assessment.assessed_on.desc(), first_of_chain().desc(), Assessment.id.desc())
    )
    made = {row.uid: _row(row, today) for row in connection.execute(statement)}
    replaced = {row.corrects for row in made.values() if row.state in FINISHED and row.corrects}
    return tuple(
        _with_earlier(row, made) if row.state in FINISHED else row
        for row in made.values()
        if row.uid not in replaced
    )


def meant(rows: Sequence[AssessmentRow], text: str) -> str:
    """Uid of the finished one of ``rows`` that ``text`` means; see `Assessments.which`."""
    finished = [row for row in rows if row.state in FINISHED]
    final = [row for row in finished if row.state == "final"]
    if not (finished if text else final):
        raise UserError("not_found", "这位老人还没有完成的能力评估，没有报告可打印。")
    if not text:
        return next((row for row in final if row.standard == GB), final[0]).uid
    versions = [one for row in finished for one in (row, *row.earlier)]
    found = [one for one in versions if one.number == text]
    found = found or [row for row in final if row.assessed_on == text]
    if len(found) == 1:
        return found[0].uid
    if found:
        numbers = "、".join(one.number for one in found)
        raise UserError("several", f"{text} 有 {len(found)} 份评估，请写编号：{numbers}。")
    known = "、".join(f"{one.number}（{one.assessed_on}）" for one in versions)
    raise UserError("not_found", f"没有编号或日期是“{text}”的评估。有：{known}。")


def other_of(rows: Sequence[AssessmentRow], uid: str) -> str:
    """Uid of the one that ``uid`` is compared with when nobody says which: the one before it, of
    the same standard where there is one, else one after it, else what it took the place of."""
    finished = [row for row in rows if row.state == "final"]
    versions = [one for row in finished for one in row.earlier]
    every = [*finished, *versions]
    place = next((at for at, row in enumerate(every) if row.uid == uid), len(every))
    others = every[place + 1 :] + every[:place]
    if place == len(every) or not others:
        raise UserError(
            "nothing_to_compare", "这位老人没有另一份完成的能力评估，两份都完成了才能对比。"
        )
    standard = every[place].standard
    return min(others, key=lambda row: (row in versions, row.standard != standard)).uid


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
        row["other_level"] or "", row["other_score"] or "", _void_reason(columns),
        row["scan_uid"] or "",
    )  # fmt: skip


def _result(columns: Mapping[str, Any]) -> Result:
    """What follows from the answers; what was decided is read as it was stored, not reckoned."""
    found = score(answers(columns))
    if columns["state"] not in FINISHED or columns["standard"] != GB:
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


def compare(first: tuple[AssessmentFile, int], second: tuple[AssessmentFile, int]) -> Comparison:
    """Item by item, the earlier one first; each comes with the first of its chain, which says
    what was earlier on one day.

    Raises `UserError` ``not_comparable`` for two people, ``same``, ``not_final``.
    """
    if first[0].member_uid != second[0].member_uid:
        raise UserError("not_comparable", "这两份评估不是同一位老人的，不能对比。")
    if first[0].uid == second[0].uid:
        raise UserError("same", "这两次是同一份评估，请选另一份来对比。")
    if {first[0].state, second[0].state} != {"final"}:
        raise UserError("not_final", "草稿和已作废的评估不能对比，请选已完成的评估。")
    (before, _), (after, _) = sorted((first, second), key=_moment)
    if before.standard != after.standard:
        return Comparison(before, after, (), DIFFERENT)
    if before.standard != GB:
        return Comparison(before, after, (), NOT_CONVERTED)
    return Comparison(before, after, tuple(_lines(before, after)))


COMA, COMA_AT = "昏迷", "b3_9"
"""Coma and stupor are both 0 points of B.3.9: only the word tells them apart."""
DIFFERENT = "不可比较：不同标准的等级和得分含义不同，只照各自的原文并列，不换算。"
NOT_CONVERTED = "旧标准的结果只照原文并列，不逐项对比，也不计算变化。"


def first_id(connection: Connection, uid: str) -> int:
    """Id of the first of the chain that ``uid`` belongs to; 0 when there is no such assessment."""
    statement = select(first_of_chain()).where(Assessment.uid == uid)
    return connection.execute(statement).scalar() or 0


def _moment(one: tuple[AssessmentFile, int]) -> tuple[str, int, str]:
    return (one[0].values["assessed_on"], one[1], one[0].number)


def _lines(before: AssessmentFile, after: AssessmentFile) -> Sequence[ComparedLine]:
    lines: list[ComparedLine] = []
    for domain in DOMAINS:
        lines += [_item(i, before, after) for i in ITEMS if i.domain == domain.key]
        lines.append(
            _line("sum", domain.code, domain.name, domain.maximum,
                  before.result.sums[domain.key], after.result.sums[domain.key])
        )  # fmt: skip
    lines.append(_line("total", "", "总分", TOTAL, before.result.total, after.result.total))
    for name, key in (("初步等级", "preliminary"), ("最终等级", "final")):
        levels = getattr(before.result, key), getattr(after.result, key)
        lines.append(_line("level", "", name, 0, *levels))
    return lines


def _item(item: Item, before: AssessmentFile, after: AssessmentFile) -> ComparedLine:
    points = before.values[item.column], after.values[item.column]
    line = _line("item", item.code, item.name, item.maximum, *points)
    if item.column != COMA_AT:
        return line
    was, now = (COMA if file.values["coma"] else "" for file in (before, after))
    return replace(line, before_word=was, after_word=now)


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


def _void_reason(columns: Mapping[str, Any]) -> str:
    return (columns["deleted_reason"] or "") if columns["state"] == "void" else ""


def _row(row: Any, today: str) -> AssessmentRow:
    level = row.final_level if row.state == "final" and row.standard == GB else None
    words = row.other_level or ""
    if row.standard == GB and row.state in FINISHED and row.final_level is not None:
        words = ABILITY_LEVELS[row.final_level]
    assessors = "、".join(name for name in (row.assessor1, row.assessor2) if name)
    return AssessmentRow(
        row.uid, row.number, row.standard, row.state, row.assessed_on, row.cause, level,
        words, row.total,
        row.other_score or "", row.valid_until or "",
        bool(row.valid_until) and row.valid_until < today, assessors,
        row.correction_reason or "", row.corrects or "", row.created_at,
        void_reason=_void_reason(row._mapping), scan_uid=row.scan_uid or "",
    )  # fmt: skip
