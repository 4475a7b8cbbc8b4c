"""Lists of imports and of pairs when they come again: what was chosen in them stays chosen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services.rights import Actor
from app.views.members.duplicates_view import DuplicatesView
from app.views.members.page import MembersPage
from app.views.members.records_view import RecordsView
from app.wiring import Application
from tests.gui.pages.desk import Desk, shown
from tests.gui.pages.members_page import members_page
from tests.helpers.people import id_number, register


@pytest.fixture
def page(qtbot: QtBot, app: Application, clerk: Actor) -> Iterator[MembersPage]:
    with members_page(qtbot, Desk(app, clerk)) as made:
        yield made


def test_the_import_that_is_to_be_undone_stays_the_one(
    page: MembersPage, app: Application, clerk: Actor, tmp_path: Path
) -> None:
    """Before, the first of the list was chosen after any change: the next click undid that one."""
    for n, name in enumerate(("一季度", "二季度")):
        path = tmp_path / f"{name}.csv"
        number = id_number(f"194{n}0101", 124)
        path.write_text(f"姓名,身份证号\n王秀英,{number}\n", "utf-8")
        app.imports.run(path, clerk)
    page.activate({"imports": True})
    view = page.full
    assert isinstance(view, RecordsView)
    asked: list[str] = []
    view.undo_requested.connect(lambda row: asked.append(row.uid))
    second = view.table.model.ids()[1]
    view.table.select(second)
    page.refresh()
    assert view.table.current_id() == second
    view.undo_button.click()
    assert asked == [second]


def test_the_pair_that_somebody_looks_at_stays_chosen(
    page: MembersPage, app: Application, clerk: Actor
) -> None:
    for n in range(2):
        for sequence in (124, 142):
            register(app, clerk, f"王秀{n}", id_number=id_number(f"194{n}0101", sequence))
    page.activate({"duplicates": True})
    view = page.full
    assert isinstance(view, DuplicatesView)
    assert len(shown(view.table)) == 2
    second = view.table.model.ids()[1]
    view.table.select(second)
    page.refresh()
    assert view.table.current_id() == second
