from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.core.canonical import digest
from app.sync.schema import ATTENDANCE, ENTITIES, MEAL, MEMBER, Entity
from app.sync.tables import CHUNK, RowChecker, add_totals, read_table, write_table
from tests.unit.sync.doubles import MAKERS, attendance_row, meal_row, member_row, uid

VALUES = st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=20
) | st.sampled_from(
    [
        "=1+1",
        "@SUM(A1)",
        "+86",
        '"',
        '""',
        ",",
        "\n",
        "\r",
        "\r\n",
        "a\rb",
        "\ufeff",
        " ",
        "王𬱖",
        "'",
    ]
)


def written(entity: Entity, rows: list[tuple[Any, ...]]) -> bytes:
    sink = io.BytesIO()
    write_table(entity, rows, sink)
    return sink.getvalue()


@given(st.lists(st.lists(VALUES, min_size=9, max_size=9), max_size=5))
@example([["\r"] * 9])
def test_any_text_comes_back_as_it_was(rows: list[list[str]]) -> None:
    rows = [[*row[:3], "1", *row[4:]] for row in rows]
    sink = io.BytesIO()
    facts = write_table(ATTENDANCE, rows, sink)
    data = sink.getvalue()
    assert list(read_table(io.BytesIO(data))) == [list(ATTENDANCE.columns), *rows]
    assert (facts.rows, facts.bytes, facts.sha256) == (len(rows), len(data), digest(data))


def test_any_csv_reader_understands_it() -> None:
    rows = [member_row(1, 1, name='王"𬱖,\n', categories=None)]
    text = written(MEMBER, rows).decode()
    assert "\r\n" not in text
    assert next(csv.DictReader(io.StringIO(text, newline="")))["name"] == '王"𬱖,\n'


def test_empty_values_are_empty_cells() -> None:
    line = written(MEMBER, [member_row(1, 1, id_number=None, phone="")]).decode().splitlines()[1]
    assert ",,2,1938-05-12,,小河社区" in line


def test_totals_leave_out_deleted_rows() -> None:
    rows = [
        meal_row(1, 1, 9),
        meal_row(2, 2, 9, deleted=1),
        meal_row(3, 3, 9, price_fen=None),
        meal_row(4, 4, 9, price_fen=50),
    ]
    totals: dict[str, int] = {}
    add_totals(MEAL, rows, totals)
    assert totals == {"meals": 3, "fen": 1250}


@pytest.mark.parametrize("count", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK + 3])
def test_rows_around_the_chunk_size(count: int) -> None:
    sink = io.BytesIO()
    facts = write_table(ATTENDANCE, (attendance_row(n, n + 1, 1) for n in range(count)), sink)
    assert facts.rows == count == sink.getvalue().count(b"\n") - 1
    assert facts.totals == {"visits": count}


def cells(entity: Entity, **changes: Any) -> list[str]:
    args = (1, 1) if entity is MEMBER else (1, 1, 2)
    row = dict(zip(entity.columns, MAKERS[entity.name](*args), strict=True)) | changes
    return ["" if cell is None else str(cell) for cell in row.values()]


@pytest.mark.parametrize("entity", ENTITIES)
def test_good_rows_pass(entity: Entity) -> None:
    assert RowChecker(entity).flaw(cells(entity)) is None


@pytest.mark.parametrize(
    ("entity", "column", "value", "code"),
    [
        (MEMBER, "uid", "", "missing_uid"),
        (MEMBER, "uid", "abc", "value_uid"),
        (MEMBER, "uid", uid(10).upper(), "value_uid"),
        (MEMBER, "version", "0", "value_version"),
        (MEMBER, "version", "1.0", "type_version"),
        (MEMBER, "version", "１", "type_version"),
        (MEMBER, "version", "9" * 30, "type_version"),
        (MEMBER, "seq", "-1", "value_seq"),
        (MEMBER, "deleted", "True", "type_deleted"),
        (MEMBER, "sex", "男", "value_sex"),
        (MEMBER, "birth_date", "1938-02-30", "type_birth_date"),
        (MEMBER, "birth_date", "19380512", "type_birth_date"),
        (MEMBER, "ability_level", "5", "value_ability_level"),
        (MEMBER, "name", "王" * 121, "value_name"),
        (MEMBER, "name", "a\x00b", "type_name"),
        (MEMBER, "state", "dead", "value_state"),
        (ATTENDANCE, "member_uid", "", "missing_member_uid"),
        (ATTENDANCE, "arrived_at", "2026-03-02T07:10:05Z", "type_arrived_at"),
        (ATTENDANCE, "arrived_at", "2026-03-02 7:10:05", "type_arrived_at"),
        (ATTENDANCE, "arrived_at", "2026-03-02 24:00:00", "type_arrived_at"),
        (ATTENDANCE, "method", "smell", "value_method"),
        (MEAL, "slot", "", "missing_slot"),
        (MEAL, "slot", "tea", "value_slot"),
        (MEAL, "price_fen", "-1", "value_price_fen"),
        (MEAL, "subsidy_fen", "", "missing_subsidy_fen"),
    ],
)
def test_flaws_are_named_and_never_quoted(
    entity: Entity, column: str, value: str, code: str
) -> None:
    found = RowChecker(entity).flaw(cells(entity, **{column: value}))
    assert found is not None
    assert found.code == code
    assert found.reason.endswith("。")
    assert column in found.reason
    assert len(value) < 3 or value not in found.reason


def test_wrong_width() -> None:
    found = RowChecker(MEAL).flaw(["x"])
    assert found is not None
    assert found.code == "width"


def test_a_bad_date_stays_bad_when_it_comes_again() -> None:
    checker = RowChecker(ATTENDANCE)
    for _ in range(2):
        found = checker.flaw(cells(ATTENDANCE, service_date="2026-02-29"))
        assert found is not None
        assert found.code == "type_service_date"
