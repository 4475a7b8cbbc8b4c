"""Whatever stands in a cell or a file, a row gets a fate and a file a sentence."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.imports import text_tables
from app.services.imports.columns import LABELS, Columns, find_header
from app.services.imports.messages import REJECTIONS, WARNINGS
from app.services.imports.row_reader import RowReader
from app.services.imports.sheets import Cell
from tests.helpers.people import id_number

TODAY = dt.date(2026, 3, 2)
FIELDS = tuple(LABELS)
COLUMNS = Columns({name: at for at, name in enumerate(FIELDS)}, {len(FIELDS): "低保"}, FIELDS)
WORDS = st.text(
    "王秀英张三李四（）()[]*×·．、/,，;；:：-— 0123456789年月日岁Xx.Ee+#已故无有是否电话手机级",
    max_size=24,
)
CELLS: st.SearchStrategy[Cell] = st.one_of(
    WORDS,
    st.text(max_size=12),
    st.sampled_from(["", "无", "#N/A", id_number("19400101", 101), "13811112222", "1940.1"]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-10, 10**18),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


@settings(deadline=None, max_examples=400)
@given(st.lists(CELLS, min_size=1, max_size=len(FIELDS) + 2))
def test_every_row_has_a_fate(cells: list[Cell]) -> None:
    row = RowReader(COLUMNS, TODAY).read(7, cells)
    if row is None:
        return
    assert row.row == 7
    assert set(row.warnings) <= WARNINGS.keys()
    assert row.rejection is None or row.rejection in REJECTIONS
    assert row.rejection is not None or (row.name and row.id_number)
    assert row.birth_date is None or row.birth_date <= TODAY
    assert row.birth_year == "" or 1890 < int(row.birth_year) <= TODAY.year


@settings(deadline=None, max_examples=100)
@given(st.lists(st.lists(CELLS, max_size=6), max_size=6))
def test_any_table_has_a_header_or_none(rows: list[list[Cell]]) -> None:
    found = find_header(rows)
    assert found is None or 0 <= found[0] < len(rows)


MARKUP = st.lists(
    st.sampled_from(
        ["<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<td colspan=2>", "甲", "&amp;",
         "<td rowspan='3'>", "<th rowspan=²>", "<br>", "<!--", "-->", "<p", ">", "\n", "姓名"]
    ),
    max_size=40,
)  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(MARKUP)
def test_any_page_is_read_or_is_none(parts: list[str]) -> None:
    tables = text_tables.marked_up("".join(parts).encode())
    for grid in (tables or {}).values():
        assert sum(len(row) > 1 for row in grid.rows) > 1


@settings(deadline=None, max_examples=200)
@given(st.text('姓名王,;\t|"\n\r1 ', max_size=60))
def test_any_text_becomes_rows_without_losing_a_character(text: str) -> None:
    kept = "".join("".join(row) for row in text_tables.separated(text))
    for sign in "姓名王1":
        assert kept.count(sign) == text.count(sign)
