"""What stands in an assessment: form values to columns and back, and what is wrong with them."""

from __future__ import annotations

import csv
import datetime as dt
import json
import operator
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from app.core.canonical import canonical
from app.core.paths import resource
from app.services.assessments.items import BY_COLUMN, EVENT_COLUMNS, EVENTS, ITEMS
from app.services.assessments.scoring import Answers
from app.services.assessments.types import BACKGROUND, FIELDS, SCORES, TEXTS
from app.services.codes import shipped_table

LONGEST_TEXT = 200
IN_FORCE = dt.date(2022, 12, 30)
"""First day of GB/T 42195-2022: nobody was assessed by it before."""
PHONE = re.compile(r"[0-9+\- ]{5,20}")
TABLES = {
    "cause": "assessment_causes",
    "informant_relation": "assessment_relations",
    "religion": "assessment_religions",
    "education": "education",
    "ethnic": "ethnic",
    "marital": "marital",
    "living": "assessment_living",
    "payment": "assessment_payments",
    "income": "assessment_income",
    "diagnoses": "assessment_diagnoses",
    "conditions": "assessment_conditions",
}
"""Field → its code table."""
NONE = "none"
"""Code of 无 in A.4 and A.5: somebody asked and there is none; no code at all says nothing."""
SEVERAL = ("living", "payment", "income")
WORDS = {
    "informant_name": "信息提供者姓名",
    "assessor1": "评估人员姓名",
    "assessor2": "第二名评估人员姓名",
    "organisation": "评估机构",
}
MEASURES = {"height": ("身高", 50, 250), "weight": ("体重", 15, 300)}
"""Field → word, least and most that a person can have (cm, kg)."""


def clean(values: Mapping[str, Any], today: dt.date) -> tuple[dict[str, Any], dict[str, str]]:
    """Columns and faults (field → sentence) of what was given; blanks are allowed in a draft.

    Raises ValueError for a key that is not one of `FIELDS`.
    """
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise ValueError(f"not a field of an assessment: {sorted(unknown)}")
    columns: dict[str, Any] = {}
    faults: dict[str, str] = {}
    _dates(values, columns, faults, today)
    _texts(values, columns, faults)
    _points(values, columns, faults)
    if "background" in values:
        columns["background"] = _background(values["background"] or {}, faults)
    for key in ("diagnoses", "conditions"):
        if key in values:
            columns[key] = _listed(key, values[key] or (), faults)
    return columns, faults


def unfinished(columns: Mapping[str, Any]) -> dict[str, str]:
    """Everything that a finished assessment still needs, all at once."""
    faults = {
        item.column: f"{item.code} {item.name}还没有评分。"
        for item in ITEMS
        if columns.get(item.column) is None
    }
    for event in EVENTS:
        if columns.get(event.column) is None:
            faults[event.column] = f"近 30 天“{event.name}”还没有填写，没有发生请选“无”。"
    for key, word in WORDS.items():
        if key != "organisation" and not columns.get(key):
            faults[key] = f"请填写{word}。"
    if not columns.get("informant_relation"):
        faults["informant_relation"] = "请选择信息提供者与老人的关系。"
    first, second = columns.get("assessor1"), columns.get("assessor2")
    if first and second and _plain(first) == _plain(second):
        faults["assessor2"] = "评估人员要有两名，不能是同一个人。"
    return faults | _contradictions(columns)


def _contradictions(columns: Mapping[str, Any]) -> dict[str, str]:
    """A.5 coma and B.3.9 must say the same."""
    listed = "coma" in loaded(columns.get("conditions"), [])
    if listed and columns.get("b3_9") is not None and not columns.get("coma"):
        return {"conditions": "健康问题里选了“昏迷”，但 B.3.9 意识水平不是昏迷，请核对。"}
    return {}


def answers(columns: Mapping[str, Any]) -> Answers:
    """What is scored of an assessment's columns."""
    return Answers(
        {column: columns.get(column) for column in SCORES},
        bool(columns.get("coma")),
        {column: columns.get(column) for column in EVENT_COLUMNS},
        loaded(columns.get("diagnoses"), []),
    )


def loaded(text: str | None, empty: Any) -> Any:
    """The value of a JSON column, ``empty`` when there is none."""
    return json.loads(text) if text else empty


def names(table: str) -> dict[str, str]:
    """Code → word of a shipped table."""
    return {entry.code: entry.name for entry in shipped_table(table)}


def codes_said(table: str, words: str | None) -> list[str]:
    """The codes that ``words`` name: as the table says it, or as the member file does."""
    return [e.code for e in shipped_table(table) if words in (e.name, *e.synonyms)]


@cache
def icd_ranges() -> dict[str, str]:
    """Diagnosis → its range of ICD-10, ``""`` where A.4 names none."""
    with resource("codes", "assessment_diagnoses.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["icd"] for row in csv.DictReader(file)}


# --- inside -------------------------------------------------------------------------------


def _dates(
    values: Mapping[str, Any], columns: dict[str, Any], faults: dict[str, str], today: dt.date
) -> None:
    if "assessed_on" not in values:
        return
    given = values["assessed_on"]
    if isinstance(given, str) and given:
        try:
            given = dt.date.fromisoformat(given)
        except ValueError:
            faults["assessed_on"] = "评估基准日期不是日历上的日子，请核对。"
            return
    if not given:
        faults["assessed_on"] = "请填写评估基准日期。"
    elif given > today:
        faults["assessed_on"] = "评估基准日期在今天以后，请核对。"
    elif given < IN_FORCE:
        faults["assessed_on"] = (
            f"国标 {IN_FORCE} 才实施，请核对年份；更早的评估请用“登记旧标准结果”。"
        )
    else:
        columns["assessed_on"] = given.isoformat()


def _texts(values: Mapping[str, Any], columns: dict[str, Any], faults: dict[str, str]) -> None:
    for key in TEXTS:
        if key not in values:
            continue
        text = str(values[key] or "").strip()
        columns[key] = text or None
        if len(text) > LONGEST_TEXT:
            faults[key] = f"最多 {LONGEST_TEXT} 个字，请缩短。"
        elif key in TABLES and text and text not in names(TABLES[key]):
            faults[key] = "请从列表中选择。"
    if "cause" in columns and not columns["cause"]:
        faults["cause"] = "请选择评估原因。"
    phone = columns.get("contact_phone")
    if phone and not PHONE.fullmatch(phone) and "*" not in phone:
        faults["contact_phone"] = "电话只能是数字，请核对。"


def _points(values: Mapping[str, Any], columns: dict[str, Any], faults: dict[str, str]) -> None:
    for key in SCORES:
        if key not in values:
            continue
        item = BY_COLUMN[key]
        steps = [option.score for option in item.options]
        if not _take(key, values[key], steps, columns):
            faults[key] = f"{item.code} {item.name}只能评 0 到 {item.maximum} 分。"
    for event in EVENTS:
        if event.column in values and not _take(
            event.column, values[event.column], (0, 1, 2, 3), columns
        ):
            faults[event.column] = f"“{event.name}”请选无、1 次、2 次或 3 次及以上。"
    if "coma" in values or "b3_9" in values:
        if values.get("coma") not in (None, False, True):
            faults["b3_9"] = "意识水平请从列表中选择。"
            return
        columns["coma"] = int(bool(values.get("coma")))
        if columns["coma"] and columns.get("b3_9") != 0:
            del columns["coma"]  # a draft that keeps the rest must not contradict itself
            faults["b3_9"] = "昏迷在 B.3.9 意识水平里评 0 分，请重新选择。"


def _take(key: str, given: Any, steps: Sequence[int], columns: dict[str, Any]) -> bool:
    """Put ``given`` into ``columns`` when it is one of ``steps`` or blank; says whether it is.

    ``True``, ``1.0`` and ``"1"`` are nobody's answer: who hands them in means something else.
    """
    whole = None if isinstance(given, bool) or given is None else _whole(given)
    if given is not None and whole not in steps:
        return False
    columns[key] = whole
    return True


def _whole(given: Any) -> int | None:
    """A whole number of whatever kind as a plain one; None for anything else."""
    try:
        return operator.index(given)
    except TypeError:
        return None


def _background(given: Mapping[str, Any], faults: dict[str, str]) -> str | None:
    unknown = set(given) - set(BACKGROUND)
    if unknown:
        raise ValueError(f"not part of A.2: {sorted(unknown)}")
    kept: dict[str, Any] = {}
    for key in BACKGROUND:
        value = given.get(key)
        if value in (None, "", (), []):
            continue
        if key in MEASURES:
            if fault := _unlikely(key, value):
                faults[key] = fault
            else:
                kept[key] = f"{Decimal(str(value)):f}"
        elif key in SEVERAL:
            kept[key] = _in_order(TABLES[key], value, key, faults)
        elif str(value) in names(TABLES[key]):
            kept[key] = str(value)
        else:
            faults[key] = "请从列表中选择。"
    return canonical(kept).decode() if kept else None


def _unlikely(key: str, value: Any) -> str:
    """A sentence when nobody measures so much or so little."""
    word, least, most = MEASURES[key]
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal(0)
    if number.is_finite() and least <= number <= most:
        return ""
    return f"{word}应在 {least} 到 {most} 之间，请核对。"


def _listed(key: str, given: Iterable[str], faults: dict[str, str]) -> str | None:
    kept = _in_order(TABLES[key], given, key, faults)
    if NONE in kept and len(kept) > 1:
        faults[key] = "选了“无”，就不能再选别的，请核对。"
    return canonical(kept).decode() if kept else None


def _in_order(table: str, given: Iterable[str], key: str, faults: dict[str, str]) -> Sequence[str]:
    """``given`` in the order of its table."""
    wanted = list(given)
    known = names(table)
    if set(wanted) - set(known):
        faults[key] = "请从列表中选择。"
    return [code for code in known if code in wanted]


def _plain(name: str) -> str:
    return re.sub(r"\s+", "", name)
