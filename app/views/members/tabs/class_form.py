"""The forms of a class: since when, until when, by what evidence, decided by whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.core.clock import Clock, today
from app.services.classification import ClassRow, SaveClass
from app.services.codes import Code
from app.views.widgets.form import Field, Form


class ClassForm(Form):
    """Gives a class on one axis, or changes one that was given."""

    def __init__(self, codes: Sequence[Code], row: ClassRow | None, clock: Clock) -> None:
        choices = [(code.code, code.name) for code in codes if code.active]
        if row is not None and row.code not in dict(choices):
            choices.append((row.code, row.name))
        super().__init__(_fields(tuple(choices)), clock=clock)
        self._row = row
        self.set_values(_values(row) if row else {"from_on": today(clock)})

    def command(self, member_uid: str, values: Mapping[str, Any]) -> SaveClass:
        """What the service is told."""
        uid, version = (self._row.uid, self._row.version) if self._row else ("", 0)
        return SaveClass(member_uid, **values, uid=uid, version=version)


class EndForm(Form):
    """Asks for the last day on which a class holds."""

    def __init__(self, clock: Clock) -> None:
        field = Field("to_on", _tr("最后一天"), "date", required=True, width="full",
                      help=_tr("这一天还算，第二天起不再是"))  # fmt: skip
        super().__init__((field,), clock=clock, save_text=_tr("结束"))
        self.set_values({"to_on": today(clock)})


def _fields(choices: tuple[tuple[str, str], ...]) -> tuple[Field, ...]:
    return (
        Field("code", _tr("类别"), "choice", choices=choices, required=True, width="full"),
        Field("from_on", _tr("从哪天起"), "date", help=_tr("不知道就留空"), lean="past"),
        Field("to_on", _tr("最后一天"), "date", help=_tr("没有到期日就留空"),
              lean="future"),
        Field("evidence_no", _tr("依据编号"), width="full", max_length=200,
              placeholder=_tr("证件、批文或公示的编号")),
        Field("decided_by", _tr("认定单位"), width="full", max_length=200,
              placeholder=_tr("如 街道民政、残联、评估机构")),
        Field("note", _tr("备注"), "note", width="full", max_length=200),
    )  # fmt: skip


def _values(row: ClassRow) -> dict[str, Any]:
    return {
        "code": row.code, "from_on": _day(row.from_on), "to_on": _day(row.to_on),
        "evidence_no": row.evidence_no, "decided_by": row.decided_by, "note": row.note,
    }  # fmt: skip


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _tr(text: str) -> str:
    return QCoreApplication.translate("Classes", text)
