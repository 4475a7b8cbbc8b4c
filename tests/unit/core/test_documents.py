"""What a number says about the document it stands on."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.documents import doubt_of, fault_of, foreign_birth, kind_of
from tests.helpers.people import id_number

TODAY = dt.date(2026, 11, 23)
FOREIGN = id_number("19500203", 12, "931840")
"""Shanghai, 840 (United States), born 1950-02-03: built by the rule, nobody's."""
OLD_FOREIGN = "USA310050020312"


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("330105193805123225", "resident"),
        ("330105380512322", "resident"),
        (id_number("19380512", 322, "810000"), "hmt_residence"),
        (id_number("19410203", 211, "820000"), "hmt_residence"),
        (id_number("19401101", 323, "830000"), "hmt_residence"),
        (FOREIGN, "foreign_residence"),
        (id_number("19500203", 12, "911840"), "foreign_residence"),
        (OLD_FOREIGN, "foreign_residence"),
        (" usa-310050020312", "foreign_residence"),
        ("H1234567890", "hk_macao_permit"),
        ("H12345678", ""),
        ("M12345678", ""),
        ("E12345678", ""),
        ("12345678", ""),
        ("33010519380512322", ""),
        ("330105193805123224", ""),
        ("", ""),
    ],
)
def test_a_whole_number_says_what_it_can_only_be(number: str, kind: str) -> None:
    assert kind_of(number, TODAY) == kind


@given(st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_is_never_taken_for_a_permanent_residence_card(at: int, more: int) -> None:
    last = at == 17
    digit = "0123456789X".index(FOREIGN[at])
    wrong = FOREIGN[:at] + "0123456789X"[(digit + more) % (11 if last else 10)] + FOREIGN[at + 1 :]
    assert kind_of(wrong, TODAY) != "foreign_residence"


def test_the_new_card_says_the_birth_date() -> None:
    assert foreign_birth(FOREIGN, TODAY) == "1950-02-03"
    assert foreign_birth(OLD_FOREIGN, TODAY) == ""
    assert foreign_birth(id_number("20500203", 12, "931840"), TODAY) == "", "not born yet"
    assert foreign_birth(id_number("19501303", 12, "931840"), TODAY) == "", "no such month"


def test_only_what_is_certain_is_refused() -> None:
    wrong = FOREIGN[:-1] + ("0" if FOREIGN[-1] != "0" else "1")
    assert "末位校验不符" in fault_of("foreign_residence", wrong)
    assert fault_of("passport", wrong) == ""
    assert fault_of("foreign_residence", "123") == ""
    assert "字母、数字" in fault_of("passport", "护照E123")
    assert fault_of("passport", "E12345678") == ""


@pytest.mark.parametrize(
    ("kind", "usual", "odd"),
    [
        ("foreign_residence", FOREIGN, "123456789012345678"),
        ("foreign_residence", OLD_FOREIGN, "US310050020312"),
        ("hk_macao_permit", "H1234567890", "X1234567890"),
        ("hk_macao_permit", "M12345678", "M1234567"),
        ("taiwan_permit", "12345678", "1234567"),
        ("taiwan_permit", "1234567890B", "H1234567"),
        ("passport", "E12345678", "E1234567890"),
        ("passport", "EA1234567", "E12"),
    ],
)
def test_an_unusual_shape_is_worth_a_word(kind: str, usual: str, odd: str) -> None:
    assert doubt_of(kind, usual) == ""
    assert doubt_of(kind, odd).endswith("请对照证件核对。")
    assert fault_of(kind, odd) == "", "but nobody is turned away for it"


def test_checked_documents_have_no_doubts_of_their_own() -> None:
    assert doubt_of("resident", "1") == ""
    assert doubt_of("none", "") == ""
