"""Masking."""

from __future__ import annotations

import pytest

from app.core.masking import mask_id, mask_name, mask_phone


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
