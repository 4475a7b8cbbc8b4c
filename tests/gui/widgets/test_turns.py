"""Parts of a page that a tight window shows one at a time."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.views import theme
from app.views.theme import Theme
from app.views.widgets.turns import Turns


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def two_parts(qtbot: QtBot, height: int) -> tuple[QWidget, Turns, QWidget, QWidget, QWidget]:
    """A page of two parts; what both use belongs to both."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, Theme.LIGHT, 100)
    top = QWidget()
    outer = QVBoxLayout(top)
    qtbot.addWidget(top)
    top.resize(900, height)
    both, checks, people = QWidget(), QWidget(), QWidget()
    box = QVBoxLayout(both)
    box.addWidget(checks)
    box.addWidget(people)
    turns = Turns(top)
    turns.add("checks", "检查", both, checks)
    turns.add("people", "老人", both, people)
    outer.addWidget(turns)
    outer.addWidget(both, 1)
    top.show()
    settle()
    return top, turns, both, checks, people


def test_a_roomy_window_shows_every_part_and_no_switch(qtbot: QtBot) -> None:
    _, turns, both, checks, people = two_parts(qtbot, 800)
    assert [one.isVisible() for one in (turns, both, checks, people)] == [False, True, True, True]
    turns.turn("people")
    assert checks.isVisible(), "nothing is put away where all of it has its room"
    assert not turns.is_turning()


def test_a_tight_one_shows_the_parts_in_turns(qtbot: QtBot) -> None:
    top, turns, both, checks, people = two_parts(qtbot, 600)
    said: list[str] = []
    turns.turned.connect(said.append)
    assert [one.isVisible() for one in (turns, both, checks, people)] == [True, True, True, False]
    turns.switches["people"].click()
    assert (both.isVisible(), checks.isVisible(), people.isVisible()) == (True, False, True)
    assert (said, turns.current()) == (["people"], "people")
    top.resize(900, 800)
    assert [one.isVisible() for one in (turns, both, checks, people)] == [False, True, True, True]
    top.resize(900, 600)
    assert people.isVisible(), "the part that was in front is in front again"
    assert not checks.isVisible()


def test_a_part_chosen_in_a_roomy_window_is_in_front_when_it_gets_tight(qtbot: QtBot) -> None:
    top, turns, _, checks, people = two_parts(qtbot, 800)
    turns.turn("people")
    top.resize(900, 600)
    assert (checks.isVisible(), people.isVisible()) == (False, True)


def test_turning_never_makes_the_window_larger(qtbot: QtBot) -> None:
    """Both parts for a moment would need 800 px, and the window would stay that high."""
    top, turns, _, checks, people = two_parts(qtbot, 600)
    for part in (checks, people):
        part.setMinimumHeight(400)
    settle()
    for key in ("people", "checks", "people"):
        turns.turn(key)
        settle()
        assert top.height() == 600


def test_a_switch_says_how_many_there_are(qtbot: QtBot) -> None:
    _, turns, *_ = two_parts(qtbot, 600)
    turns.set_text("people", "老人 12", "缺社区")
    made = turns.switches["people"]
    assert (made.text(), made.accessibleName(), made.toolTip()) == ("老人 12", "老人 12", "缺社区")
