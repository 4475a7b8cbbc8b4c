"""The page 老人 on a real centre, for tests of what opens on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pytestqt.qtbot import QtBot

from app.views.members import build
from app.views.members.page import MembersPage
from tests.gui.pages.desk import Desk


@contextmanager
def members_page(qtbot: QtBot, desk: Desk, argument: object = None) -> Iterator[MembersPage]:
    """The page in sight, opened with ``argument``; it goes where the desk is sent to 老人."""
    made = build(desk.app, desk.kit)
    assert isinstance(made, MembersPage)
    made.resize(1240, 820)
    made.show()
    qtbot.waitExposed(made)
    made.activate(argument)
    made.activateWindow()
    yield made
    made.close_sheet()
    made.hide()
    made.deleteLater()


def content(page: MembersPage) -> Any:
    """What the open sheet holds."""
    sheet = page.sheet()
    assert sheet is not None
    return sheet.content
