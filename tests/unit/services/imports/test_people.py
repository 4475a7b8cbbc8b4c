"""Names with what people write beside them, and contacts with their telephones."""

from __future__ import annotations

import pytest

from app.services.imports.people import Contact, NamePart, contacts_of, is_gone, name_of
from app.services.imports.sheets import Cell

ONE, TWO, HOME = "13900001111", "13900002222", "0571-88225012"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("王秀英", NamePart("王秀英")),
        (" 王　英 ", NamePart("王英")),
        ("王秀英（女）", NamePart("王秀英", remark="女")),
        ("王秀英(住院中", NamePart("王秀英", remark="住院中")),
        ("（组长）王秀英", NamePart("王秀英", remark="组长")),
        ("★王秀英", NamePart("王秀英")),
        ("*王秀英*", NamePart("王秀英")),
        ("王秀英（原名王秀瑛）", NamePart("王秀英", former="王秀瑛")),
        ("王秀英（已故）", NamePart("王秀英", remark="已故", gone=True)),
        ("王秀英【2025年去世】", NamePart("王秀英", remark="2025年去世", gone=True)),
        ("王秀英 已故", NamePart("王秀英", remark="已故", gone=True)),
        ("王秀英-去世", NamePart("王秀英", remark="去世", gone=True)),
        ("王*英", NamePart("王*英", masked=True)),
        ("王**", NamePart("王", masked=True)),
        ("*英", NamePart("英", masked=True)),
        ("阿卜杜．买买提", NamePart("阿卜杜·买买提")),
        ("J. Smith", NamePart("J. Smith")),
        ("𠮷田花子", NamePart("𠮷田花子")),
        ("无", NamePart("")),
        ("", NamePart("")),
        (1001.0, NamePart("1001")),
    ],
)
def test_names(written: Cell, expected: NamePart) -> None:
    assert name_of(written) == expected


@pytest.mark.parametrize(
    ("text", "gone"),
    [("已故", True), ("去世", True), (" 已去世 ", True), ("病故", True), ("2025.3去世", True),
     ("丈夫已故", False),
     ("故居在塘河", False), ("", False)],
)  # fmt: skip
def test_a_note_about_a_death(text: str, gone: bool) -> None:
    assert is_gone(text) is gone


@pytest.mark.parametrize(
    ("names", "phones", "people"),
    [
        ("王强", ONE, [Contact("王强", ONE)]),
        ("无", ONE, [Contact("", ONE)]),
        ("王强", "", [Contact("王强", "")]),
        ("", "", []),
        ("无", "/", []),
        ("", f"王强{ONE}", [Contact("王强", ONE)]),
        ("", f"王强（子）：{ONE}", [Contact("王强(子)", ONE)]),
        ("", f"王强{ONE}、王丽 {TWO}", [Contact("王强", ONE), Contact("王丽", TWO)]),
        ("", f"王强{ONE}/{HOME}", [Contact("王强", ONE, HOME)]),
        ("", f"电话：{ONE}", [Contact("", ONE)]),
        (f"王强 {ONE}", HOME, [Contact("王强", ONE, HOME)]),
        ("王强", f"{ONE}、{TWO}", [Contact("王强", ONE, TWO)]),
        ("王强、王丽", f"{ONE}、{TWO}", [Contact("王强", ONE), Contact("王丽", TWO)]),
        ("阿依．艾力", float(ONE), [Contact("阿依·艾力", ONE)]),
    ],
)
def test_contacts(names: Cell, phones: Cell, people: list[Contact]) -> None:
    found = contacts_of(names, phones)
    assert list(found.people) == people
    assert not found.invalid


def test_wrong_digits_of_a_contact_are_noticed() -> None:
    assert contacts_of("王强", "123").invalid
    assert contacts_of("", "王强123").invalid
