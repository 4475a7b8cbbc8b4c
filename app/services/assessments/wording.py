"""What stands in an assessment, in words: for the window and for paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.services.assessments.content import TABLES, icd_ranges, names
from app.services.assessments.items import RULES
from app.services.assessments.rows import level_text
from app.services.assessments.types import GB, AssessmentFile, ComparedLine

NO_END = "不设有效期"
NOT_SAID = "原结果没有写明"


BETTER, WORSE, SAME = "↑", "↓", "＝"
"""Marks of a difference: they say on black and white paper what a colour says in the window."""


def difference_text(line: ComparedLine) -> str:
    """``↑ 好转 4 分``, ``↓ 加重 1 级``, ``＝ 不变``; ``""`` where a side has no number."""
    gained = line.difference
    if gained is None:
        return ""
    if not gained:
        changed = line.before_word != line.after_word
        word = f"分数不变，{line.before_word or line.after_word}有变化" if changed else "不变"
        return f"{SAME} {word}"
    mark = BETTER if gained > 0 else WORSE
    if line.kind == "level":
        return f"{mark} {'减轻' if gained > 0 else '加重'} {abs(gained)} 级"
    return f"{mark} {'好转' if gained > 0 else '变差'} {abs(gained)} 分"


def facts(values: Mapping[str, Any]) -> dict[str, str]:
    """A.1 to A.5 by field, ``""`` where nothing is said; the phone as it is given (masked)."""
    background = values["background"] or {}
    several = {
        key: words_of(key, background.get(key, ())) for key in ("living", "payment", "income")
    }
    single = {
        key: names(TABLES[key]).get(str(background.get(key) or ""), "")
        for key in ("ethnic", "religion", "education", "marital")
    }
    return {
        **several,
        **single,
        "cause": names(TABLES["cause"]).get(values["cause"] or "", ""),
        "organisation": values["organisation"] or "",
        "height": f"{background['height']} 厘米" if background.get("height") else "",
        "weight": f"{background['weight']} 千克" if background.get("weight") else "",
        "informant_name": values["informant_name"] or "",
        "informant_relation": names(TABLES["informant_relation"]).get(
            values["informant_relation"] or "", ""
        ),
        "contact_name": values["contact_name"] or "",
        "contact_phone": values["contact_phone"] or "",
        "diagnoses": diagnoses_text(values["diagnoses"]),
        "medication": values["medication"] or "",
        "conditions": words_of("conditions", values["conditions"]),
        "note": values["note"] or "",
    }


def words_of(field: str, codes: Sequence[str]) -> str:
    """``与配偶居住、与子女居住``."""
    known = names(TABLES[field])
    return "、".join(known.get(code, code) for code in codes)


def diagnoses_text(codes: Sequence[str]) -> str:
    """``高血压（I10–I15）、痴呆（F00–F03）``."""
    known, ranges = names(TABLES["diagnoses"]), icd_ranges()
    return "、".join(
        f"{known[code]}（{ranges[code]}）" if ranges.get(code) else known.get(code, code)
        for code in codes
    )


def summary(file: AssessmentFile) -> tuple[tuple[str, str], ...]:
    """Label and text of what a finished assessment came to; an older one in its own words."""
    values = file.values
    correction = (("更正原因", file.correction_reason),) if file.corrects else ()
    if file.standard != GB:
        return (
            ("评估标准", file.standard),
            ("评估日期", values["assessed_on"]),
            ("等级（原文）", file.other_level),
            ("得分（原文）", file.other_score),
            ("评估机构", values["organisation"] or ""),
            ("有效期至", file.valid_until or NOT_SAID),
            ("备注", values["note"] or ""),
            *correction,
            ("登记编号", file.number),
        )
    result = file.result
    people = "、".join(name for name in (values["assessor1"], values["assessor2"]) if name)
    return (
        ("评估标准", file.standard),
        ("评估日期", values["assessed_on"]),
        ("最终等级", level_text(result.final)),
        ("总分", "" if result.total is None else str(result.total)),
        ("初步等级", level_text(result.preliminary)),
        ("变更依据", "；".join(RULES[rule] for rule in result.rules) or "无"),
        ("评估人员", people),
        ("评估机构", values["organisation"] or ""),
        ("有效期至", file.valid_until or NO_END),
        *correction,
        ("评估编号", file.number),
    )
