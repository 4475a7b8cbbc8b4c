from __future__ import annotations

import pytest

from app.core.errors import UserError
from app.printing.registry import FORMS, find


def test_names_titles_and_number_prefixes_are_unique() -> None:
    for values in ([f.name for f in FORMS], [f.title for f in FORMS], [f.prefix for f in FORMS]):
        assert len(set(values)) == len(values)


def test_the_forms_of_the_day_are_offered() -> None:
    offered = {form.name: (form.title, form.prefix, form.takes) for form in FORMS}
    assert offered["daily-roster"] == ("每日签到花名册", "QD", "date")
    assert offered["member-list"] == ("老人花名册", "HM", "none")


def test_an_unknown_form_is_refused_with_the_names_there_are() -> None:
    assert find("daily-roster").prefix == "QD"
    with pytest.raises(UserError, match="daily-roster") as refusal:
        find("dayly")
    assert refusal.value.code == "unknown_form"
