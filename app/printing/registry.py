"""The forms that are offered: ``print list`` and the 打印 page are made from this tuple."""

from __future__ import annotations

from typing import Any

from app.core.errors import UserError
from app.printing.form import Filed, Form, Takes
from app.printing.forms import (
    assessment_comparison,
    assessment_report,
    consent_sheet,
    consent_withdrawal,
    daily_roster,
    member_card,
    member_file,
    member_list,
)

__all__ = ["FORMS", "Filed", "Form", "Takes", "find"]

FORMS: tuple[Form[Any], ...] = (
    daily_roster.FORM,
    member_list.FORM,
    member_file.FORM,
    member_card.FORM,
    consent_sheet.FORM,
    consent_withdrawal.FORM,
    assessment_report.FORM,
    assessment_comparison.FORM,
)
"""In the order of the 打印 page. A new form is one module in ``forms/`` and its name here."""


def find(name: str) -> Form[Any]:
    """The form called ``name``; an underscore is as good as a hyphen.

    Raises:
        UserError: ``unknown_form``, and says which there are.
    """
    for form in FORMS:
        if form.name == name.replace("_", "-"):
            return form
    names = "、".join(f"{form.name}（{form.title}）" for form in FORMS)
    raise UserError("unknown_form", f"没有名为“{name}”的表单。可打印：{names}。")
