from __future__ import annotations

import datetime as dt

import pytest

from app.sync.district.rules import RowJudge
from app.sync.schema import ATTENDANCE, MEMBER
from tests.unit.sync.doubles import ID_NUMBER, attendance_row, member_row, uid

TODAY = dt.date(2026, 3, 2)


def member(**changes: object) -> list[str]:
    row = dict(zip(MEMBER.columns, member_row(1, 5), strict=True)) | changes
    return ["" if cell is None else str(cell) for cell in row.values()]


def code(row: list[str]) -> str:
    found = RowJudge(MEMBER, (1, 9), set(), TODAY).flaw(row)
    return found.code if found else ""


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ""),
        ({"id_number": None}, ""),
        ({"id_number": "330105193805123224"}, "id_checksum"),
        ({"id_number": "33010519380512322"}, "id_length"),
        ({"id_number": "990105193805123225"}, "id_region"),
        ({"id_number": "330105193802303225"}, "id_birth_date"),
        ({"id_number": "330105380512322"}, "id_form"),
        ({"id_number": "11010519491231002x"}, "id_form"),
        ({"id_number": f" {ID_NUMBER}"}, "id_form"),
        ({"id_number": "33010319450928021X"}, ""),
        ({"id_number": "H0123456", "id_type": "hk_macao"}, ""),
        ({"name": ""}, "missing_name"),
        ({"name": " "}, "missing_name"),
        ({"deleted": 1, "name": "", "id_number": "x"}, ""),
        ({"seq": 10}, "seq_range"),
    ],
)
def test_member_rules(changes: dict[str, object], expected: str) -> None:
    assert code(member(**changes)) == expected


def test_a_visit_needs_a_known_person() -> None:
    judge = RowJudge(ATTENDANCE, (1, 9), {uid(1)}, TODAY)
    good, bad = judge.split(
        [[str(cell) for cell in attendance_row(n, n, who)] for n, who in ((3, 1), (4, 2))]
    )
    assert [row[0] for row in good] == [uid(3)]
    assert [(row.entity, row.uid, row.seq, row.code) for row in bad] == [
        ("attendance", uid(4), 4, "unknown_member")
    ]


def test_a_row_twice_in_one_bundle() -> None:
    judge = RowJudge(MEMBER, (1, 9), set(), TODAY)
    good, bad = judge.split([member(), member()])
    assert (len(good), [row.code for row in bad]) == (1, ["repeated"])


def test_reasons_never_hold_personal_data() -> None:
    row = member(id_number="330105193805123224", name="王𬱖")
    _, (bad,) = RowJudge(MEMBER, (1, 9), set(), TODAY).split([row])
    assert "3224" not in str(bad)
    assert "王" not in str(bad)


def test_a_hopeless_row_can_still_be_named() -> None:
    _, bad = RowJudge(MEMBER, (1, 9), set(), TODAY).split([[], ["x"], ["u", "-", "9" * 40]])
    assert [(row.uid, row.version, row.seq, row.code) for row in bad] == [
        ("", 0, 0, "width"), ("x", 0, 0, "width"), ("u", 0, 0, "width"),
    ]  # fmt: skip
