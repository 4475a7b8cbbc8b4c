"""The two small forms: a reason, and a result of an older standard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from app.core.clock import Clock
from app.services.assessments import STANDARDS, AssessmentFile, OtherResult
from app.views.assessments.levels import tr
from app.views.widgets.form import Field, Form


def reason_form(save_text: str, help_text: str) -> Form:
    """Asks why."""
    why = Field("reason", tr("原因"), "note", help_text, required=True, width="full")
    return Form((why,), save_text=save_text)


def older_form(clock: Clock, *, correcting: bool) -> Form:
    """Asks for a result of MZ/T 039-2013 or a local standard in its own words."""
    fields = [
        Field("standard", tr("标准"), "choice", required=True,
              choices=tuple((one, one) for one in STANDARDS[1:])),
        Field("assessed_on", tr("评估日期"), "date", required=True, lean="past"),
        Field("level", tr("等级"), required=True, max_length=60, help=tr("照原结果填写，不换算")),
        Field("score", tr("得分"), max_length=120, help=tr("照原结果填写，可不填")),
        Field("organisation", tr("评估机构"), max_length=60),
        Field("valid_until", tr("有效期至"), "date", lean="future"),
        Field("note", tr("备注"), "note", width="full"),
    ]  # fmt: skip
    if correcting:
        fields.append(Field("reason", tr("更正原因"), "note", required=True, width="full"))
    return Form(tuple(fields), clock=clock, save_text=tr("登记"))


def from_older(file: AssessmentFile) -> dict[str, Any]:
    """What stands in an older result, as the form takes it: a correction begins with that."""
    values, until = file.values, file.valid_until
    return {
        "standard": file.standard,
        "assessed_on": dt.date.fromisoformat(values["assessed_on"]),
        "level": file.other_level,
        "score": file.other_score,
        "organisation": values["organisation"] or "",
        "valid_until": dt.date.fromisoformat(until) if until else None,
        "note": values["note"] or "",
    }


def to_older(member_uid: str, values: Mapping[str, Any], corrects: str) -> OtherResult:
    """What the form gave, as the service takes it."""
    return OtherResult(
        member_uid,
        values["standard"],
        values["assessed_on"],
        values["level"],
        values["score"],
        values["organisation"],
        values["valid_until"],
        values["note"],
        corrects,
        values.get("reason", ""),
    )
