from __future__ import annotations

import pytest

from app.core.errors import UserError
from app.printing.form import Form, Takes


@pytest.mark.parametrize(
    ("takes", "good", "bad"),
    [
        ("date", ["2020-10-29"], ["", "2020-02-30", "20201029", "昨天"]),
        ("month", ["2020-10"], ["", "2020-13", "2020-10-29"]),
        ("member", ["0190b2c4"], [""]),
    ],
)
def test_parameters_are_checked_before_anything_is_done(
    takes: Takes, good: list[str], bad: list[str]
) -> None:
    form = Form("x", "某表", "X", takes, bytes)
    for value in good:
        form.check({takes: value})
    for value in bad:
        with pytest.raises(UserError, match="某表") as refusal:
            form.check({takes: value})
        assert refusal.value.code == "bad_parameter"


def test_a_form_without_parameter_takes_none() -> None:
    Form("x", "某表", "X", "none", bytes).check({})
