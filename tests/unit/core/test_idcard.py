from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import UserError
from app.core.idcard import MESSAGES, PROVINCES, IdError, clean_id, parse_id

TODAY = dt.date(2026, 3, 2)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def check_of(body: str) -> str:
    """The check character as the standard writes it: weights and a table."""
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


@st.composite
def numbers(draw: st.DrawFn) -> str:
    region = draw(st.sampled_from(sorted(PROVINCES))) + f"{draw(st.integers(0, 9999)):04d}"
    birth = draw(st.dates(dt.date(1900, 1, 1), TODAY))
    body = f"{region}{birth:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return body + check_of(body)


def code_of(text: str) -> str:
    with pytest.raises(IdError) as caught:
        parse_id(text, TODAY)
    return caught.value.code


@pytest.mark.parametrize(
    ("number", "sex", "birth"),
    [
        ("11010519491231002X", "2", dt.date(1949, 12, 31)),
        ("330105193805123225", "2", dt.date(1938, 5, 12)),
        ("330782194102032116", "1", dt.date(1941, 2, 3)),
        ("330783193511301040", "2", dt.date(1935, 11, 30)),
        ("110102193006150016", "1", dt.date(1930, 6, 15)),
        ("33010319450928021X", "1", dt.date(1945, 9, 28)),
    ],
)
def test_published_vectors(number: str, sex: str, birth: dt.date) -> None:
    parsed = parse_id(number, TODAY)
    assert parsed == (number, birth, sex, number[:6], False)


def test_old_15_digits_become_18() -> None:
    parsed = parse_id("330105380512322", TODAY)
    assert parsed.number == "330105193805123225"
    assert parsed.was_15
    assert parsed.birth_date == dt.date(1938, 5, 12)


@pytest.mark.parametrize(
    "text",
    [
        "11010519491231002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        " 110105 19491231 002X ",
        "110105\u300019491231\u00a0002ｘ",
        "'11010519491231002X",
        "110105-19491231-002X",
    ],
)
def test_writing_habits_are_accepted(text: str) -> None:
    assert parse_id(text, TODAY).number == "11010519491231002X"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "id_length"),
        ("33010519380512322", "id_length"),
        ("3301051938051232255", "id_length"),
        ("33010519380512X225", "id_characters"),
        ("33010519380512322A", "id_characters"),
        ("33010538051232X", "id_characters"),
        ("33010519380512322²", "id_characters"),
        ("3301051938051２３２2٥", "id_characters"),
        ("990105193805123225", "id_region"),
        ("330105193802314229", "id_birth_date"),
        ("330105190002290018", "id_birth_date"),
        ("330105380230322", "id_birth_date"),
        ("110101193501010011", "id_checksum"),
    ],
)
def test_refusals_name_the_reason(text: str, code: str) -> None:
    assert code_of(text) == code


def test_birth_in_the_future_is_refused() -> None:
    body = "33010520260303001"
    number = body + check_of(body)
    assert code_of(number) == "id_birth_date"
    assert parse_id(number, dt.date(2026, 3, 3)).birth_date == dt.date(2026, 3, 3)


def test_every_code_has_a_chinese_sentence() -> None:
    for code, sentence in MESSAGES.items():
        error = IdError(code)
        assert isinstance(error, UserError)
        assert error.message == sentence
        assert sentence.endswith("。")


@given(numbers())
def test_every_made_number_is_read_back(number: str) -> None:
    parsed = parse_id(number, TODAY)
    assert parsed.number == number
    assert f"{parsed.birth_date:%Y%m%d}" == number[6:14]
    assert parsed.sex == ("1" if int(number[16]) % 2 else "2")


@given(numbers(), st.integers(0, 17), st.integers(1, 9))
def test_any_single_wrong_digit_is_noticed(number: str, place: int, shift: int) -> None:
    digit = 10 if number[place] == "X" else int(number[place])
    wrong = number[:place] + str((digit + shift) % 10) + number[place + 1 :]
    if wrong != number:
        assert code_of(wrong) in MESSAGES


@given(numbers().filter(lambda number: number[6:8] == "19"))
def test_15_digit_form_gives_the_same_person(number: str) -> None:
    parsed = parse_id(number[:6] + number[8:17], TODAY)
    assert parsed.number == number


@given(numbers())
def test_full_width_and_lower_case_change_nothing(number: str) -> None:
    assert clean_id(number.translate(FULL_WIDTH)) == number
    assert parse_id(number.lower().translate(FULL_WIDTH), TODAY).number == number


@given(st.text(max_size=25))
def test_any_text_is_a_number_or_an_error_of_ours(text: str) -> None:
    try:
        parsed = parse_id(text, TODAY)
    except IdError:
        return
    assert len(parsed.number) == 18
