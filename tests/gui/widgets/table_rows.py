"""A small list of people in a table, for tests of what stands around its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.views import theme
from app.views.kit import Kit
from app.views.widgets.table import Column, DataTable, Filter, SequenceSource
from tests.helpers.qt import make_kit

Make = Callable[..., DataTable]

COLUMNS = (
    Column("number", "会员号", 84),
    Column("name", "姓名", 120, sticky=True),
    Column("community", "社区", 116),
    Column("classes", "人员类别", 80, stretch=True),
    Column("card", "卡号", 130, hidden=True),
    Column("state", "状态", 82),
)
FILTERS = (
    Filter("community", "社区", (("", ""),)),
    Filter("class", "类别", groups=(("经济", (("", ""),)),)),
    Filter("state", "状态", (("a", "在册"), ("p", "暂停"))),
    Filter("old", "90 岁以上"),
)


def people(count: int = 6, **cells: str) -> list[dict[str, Any]]:
    """``count`` rows; ``cells`` are the same in all of them."""
    return [
        {"id": n, "number": f"{n:06}", "name": f"王{n}", "community": "小河", "classes": "独居",
         "card": "", "state": "在册", **cells}
        for n in range(count)
    ]  # fmt: skip


def source(rows: Sequence[dict[str, Any]]) -> SequenceSource:
    """``rows`` as a table asks for them; a chip is compared with its cell."""

    def matches(row: dict[str, Any], key: str, value: str) -> bool:
        return bool(row.get(key) == value)

    return SequenceSource(rows, COLUMNS, identity=lambda row: row["id"], matches=matches)


@pytest.fixture
def kit() -> Kit:
    """What a table is made with."""
    return make_kit()


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication, kit: Kit) -> Make:
    """Makes a table in sight, 900 × 600 unless told otherwise."""
    theme.apply(qapp)

    def build(
        columns: Sequence[Column] = COLUMNS,
        size: tuple[int, int] = (900, 600),
        rows: Sequence[dict[str, Any]] | None = None,
    ) -> DataTable:
        made = DataTable(
            "people", columns, kit.runner, prefs=kit.prefs, filters=FILTERS, unit="人", multi=True
        )
        qtbot.addWidget(made)
        made.resize(*size)
        with qtbot.waitExposed(made):
            made.show()
        made.set_source(source(people() if rows is None else rows))
        return made

    return build
