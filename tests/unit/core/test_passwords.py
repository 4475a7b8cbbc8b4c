"""Passwords that anybody would try are refused, with a sentence."""

from __future__ import annotations

import pytest

from app.core.passwords import password_fault


@pytest.mark.parametrize(
    "password",
    ["12345678", "123456789", "87654321", "09876543", "88888888", "66668888", "abababab",
     "password", "Password1", "PASSWORD123", "passw0rd", "qwertyui", "asdfghjk", "abcdefgh",
     "1qaz2wsx", "woaini1314", "a1234567", "abc12345", "admin123", "11223344", " 12345678 "],
)  # fmt: skip
def test_what_everybody_takes_is_refused(password: str) -> None:
    assert "太常见" in password_fault(password, "lizr", "李主任")


@pytest.mark.parametrize(
    "password", ["wanglili", "WangLiLi", "wanglili1", "wanglili2026", "ililgnaw"]
)
def test_the_name_of_the_account_is_no_password(password: str) -> None:
    assert "账号" in password_fault(password, "wanglili", "王丽丽")


@pytest.mark.parametrize("password", ["", "1", "1234567"])
def test_a_short_one_is_refused(password: str) -> None:
    assert password_fault(password) == "密码至少 8 位。"


@pytest.mark.parametrize(
    "password",
    ["mima-hao-ji", "yanglao-2026", "correct horse battery", "小河的桥有三个洞", "wanglili@bridge",
     "kR7#mQz2", "20260305-mei", "passwords-are-hard"],
)  # fmt: skip
def test_a_sentence_is_taken(password: str) -> None:
    assert password_fault(password, "wanglili", "王丽丽") == ""
