"""What stands above a table in a tight window: one row, and it comes to rest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.views import fonts, parts, theme
from app.views.theme import Theme
from app.views.widgets.table.columns import Filter
from app.views.widgets.table.toolbar import TableToolbar

WORDS = ("社区", "类别", "状态")
COMMUNITIES = (("a", "小河社区"), ("b", "和睦社区"))


@pytest.fixture
def bar(qapp: QApplication) -> Iterator[TableToolbar]:
    fonts.load()
    theme.apply(qapp, Theme.LIGHT, 100)
    filters = [Filter(f"f{n}", word, COMMUNITIES) for n, word in enumerate(WORDS)]
    made = TableToolbar(filters, "姓名、电话尾号")
    made.add_tool(parts.button("撤销签到", "undo"), spare=True)
    made.export.show()
    made.count.setText("共 30 人")
    yield made
    if shiboken6.isValid(made):  # else it went with the page it stood in
        made.hide()
        made.deleteLater()
    theme.apply(qapp, Theme.LIGHT, 100)


def settle() -> None:
    for _ in range(6):
        QApplication.processEvents()


def rows(bar: TableToolbar) -> int:
    return len({one.geometry().center().y() for one in shown(bar)})


def shown(bar: TableToolbar) -> list[QWidget]:
    return [one for one in bar.children() if isinstance(one, QWidget) and one.isVisible()]


def count_folds(bar: TableToolbar, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A growing list of the widths it was folded for from now on."""
    folds: list[int] = []
    fold = bar._fold

    def counted() -> None:
        folds.append(bar.width())
        fold()

    monkeypatch.setattr(bar, "_fold", counted)
    return folds


def test_a_tight_window_folds_no_more_than_saves_a_row(bar: TableToolbar) -> None:
    bar.resize(1000, 40)
    bar.show()
    bar.set_tight(True)
    settle()
    assert rows(bar) == 1
    assert not bar.more.isVisible(), "where all has its room nothing is put away"
    assert not bar.rest.isVisible()
    for width in (800, 560, 500):
        bar.resize(width, 40)
        settle()
        assert rows(bar) == 1, f"one row at {width}"
        assert bar.more.isVisible(), "the filters that say nothing are in one menu"
        assert bar.rest.isVisible() == (width == 500), "the buttons needed least come last"
    bar.set_tight(False)
    settle()
    assert not bar.more.isVisible()
    assert rows(bar) > 1, "a roomy window hides nothing"
    bar.set_tight(True)
    bar.resize(1000, 40)
    settle()
    assert all(chip.isVisible() for chip in bar.chips.values()), "and they come back"


def test_what_says_something_is_never_folded(bar: TableToolbar) -> None:
    bar.resize(700, 40)
    bar.show()
    bar.set_tight(True)
    bar.set_values("", {"f1": "a"})
    settle()
    assert bar.chips["f1"].isVisible()
    assert not bar.chips["f0"].isVisible()


def test_folding_comes_to_rest_whatever_the_width(
    bar: TableToolbar, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar.resize(1000, 40)
    bar.show()
    bar.set_tight(True)
    folds = count_folds(bar, monkeypatch)
    for width in range(1000, 300, -7):
        bar.resize(width, 40)
        settle()
        before = len(folds)
        settle()
        assert len(folds) == before, f"still folding at {width}"


def test_what_was_folded_for_the_bar_of_the_page_stays_when_the_bar_goes(
    bar: TableToolbar,
) -> None:
    """Unfolded at once it would bring the bar back, and go with it, for ever: a freeze."""
    bar.resize(1000, 40)
    bar.show()
    bar.set_tight(True)
    width = 1000
    while not bar.more.isVisible():
        bar.resize(width := width - 1, 40)
        settle()
    bar.resize(width - 10, 40)
    settle()
    bar.resize(width + 5, 40)
    settle()
    assert bar.more.isVisible(), "a little wider alone is the bar that went"
    bar.resize(width + 60, 40)
    settle()
    assert not bar.more.isVisible(), "much wider is another window"


def test_the_bar_of_the_page_does_not_come_and_go_for_ever(
    bar: TableToolbar, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the bar there is room for one row, with it for two, which need the bar: a freeze."""
    content, rest = QWidget(), QWidget()
    rest.setMinimumHeight(200)
    box = parts.bare(QVBoxLayout(content), 0)
    box.addWidget(bar)
    box.addWidget(rest, 1)
    area: QScrollArea = parts.scroll(content)
    qtbot.addWidget(area)
    area.resize(1000, 244)
    with qtbot.waitExposed(area):
        area.show()
    bar.set_tight(True)
    folds = count_folds(bar, monkeypatch)
    for width in range(1000, 360, -3):
        area.resize(width, 244)
        settle()
        before = len(folds)
        settle()
        assert len(folds) - before <= 1, f"it comes and goes at {width}"
