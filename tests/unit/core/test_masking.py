"""Masking."""

from __future__ import annotations

import pytest

from app.core.masking import mask_code, mask_id, mask_name, mask_phone, mask_within


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("330105193812223225", "330105********3225"),
        ("33010519381222322X", "330105********322X"),
        ("330105381222322", "330105*****2322"),
        ("E12345678", "*******78"),
        ("A1", "*A1"),
        ("", ""),
        (None, ""),
    ],
)
def test_an_identity_number_keeps_six_and_four(number: str | None, shown: str) -> None:
    assert mask_id(number) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("13812341234", "138****1234"),
        ("0571-88001234", "057******1234"),
        ("88001234", "****1234"),
        ("1234", "*1234"),
        (None, ""),
    ],
)
def test_a_phone_number_keeps_three_and_four(number: str | None, shown: str) -> None:
    assert mask_phone(number) == shown


@pytest.mark.parametrize(("name", "shown"), [("张三丰", "张**"), ("王𬱖", "王*"), ("", "")])
def test_a_name_keeps_its_first_character(name: str, shown: str) -> None:
    assert mask_name(name) == shown


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("3301 0519 3805 1232 25", "330105********3225"),
        ("330105-19380512-322x", "330105********322x"),
        ("138 1234 5678", "138****5678"),
        ("+86 138-1234-5678", "138****5678"),
        (" K 001 ", "K 001"),
        ("6222021234567890123", "6222021234567890123"),
        ("138****5678", "138****5678"),
    ],
)
def test_a_strangers_number_is_masked_however_it_is_typed(code: str, shown: str) -> None:
    assert mask_code(code) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("女儿13812341234来电", "女儿138****1234来电"),
        ("证号33010519381222322X，旧330105381222322", "证号330105********322X，旧330105*****2322"),
        ("电话138 1234 5678或138-1234-5679", "电话138****5678或138****5679"),
        ("+8613812345678，86 138 1234 5679", "138****5678，138****5679"),
        ("全角１３８１２３４５６７８", "全角１３８****５６７８"),
        ("家里0571-88001234，120", "家里057******1234，120"),
        (
            "证 330105 19381222 322x 和 3301 0519 3812 2232 25",
            "证 330105********322x 和 330105********3225",
        ),
        (
            "2026-11-23 2026-11-24，会员号 000123，CF-20261123-0001，YS-0001-2345678",
            "2026-11-23 2026-11-24，会员号 000123，CF-20261123-0001，YS-0001-2345678",
        ),
        ("订单 202611230830001234567 号，8 月 12 日", "订单 202611230830001234567 号，8 月 12 日"),
    ],
)
def test_numbers_within_a_remark_are_masked(text: str, shown: str) -> None:
    assert mask_within(text) == shown
