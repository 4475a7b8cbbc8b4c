"""The today page shows what the services count, and opens what it shows."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.core.clock import FixedClock
from app.core.codes import MealSlot
from app.core.errors import EnvironmentProblem
from app.services.attendance import CheckIn
from app.services.meals import ServeMeal
from app.services.rights import AT_THE_DOOR, Actor, Right
from app.views import theme, today
from app.views.theme import Theme
from app.views.today import quality_presenter
from app.views.today.curve import ROLES
from app.wiring import Application
from tests.gui.pages.opened import Opened, open_page
from tests.helpers import source
from tests.helpers.people import id_number, pause, register

YESTERDAY = dt.date(2026, 11, 22)


@pytest.fixture
def people(app: Application, clerk: Actor) -> list[str]:
    """Four people; two came, one of them ate breakfast; a terminal saw an unknown number."""
    uids = [
        register(app, clerk, name, card=f"9000{i}", joined_on=dt.date(2026, 1, 5))
        for i, name in enumerate(("王秀英", "李建国", "张桂兰", "陈德顺"))
    ]
    app.attendance.check_in(CheckIn(uids[0], dt.datetime(2026, 11, 23, 7, 40)), clerk)
    app.attendance.check_in(CheckIn(uids[1], dt.datetime(2026, 11, 23, 7, 44)), clerk)
    app.meals.serve(
        ServeMeal(uids[0], MealSlot.BREAKFAST, at=dt.datetime(2026, 11, 23, 8, 1)), clerk
    )
    return uids


def numbers(opened: Opened) -> dict[str, str]:
    return {key: button.value_text() for key, button in opened.page.numbers.items()}


def test_the_numbers_are_those_of_the_day(
    qtbot: QtBot, app: Application, clerk: Actor, people: list[str]
) -> None:
    shown = numbers(open_page(qtbot, app, today.build, clerk))
    waiting = app.dashboard.day(dt.date(2026, 11, 23), clerk).waiting
    assert shown.pop("waiting") == str(waiting) != "0"
    assert shown == {
        "members": "4",
        "present": "2",
        "absent": "2",
        "paused": "0",
        "breakfast": "1",
        "lunch": "0",
        "dinner": "0",
        "matched": "0",
        "unmatched": "0",
    }


@pytest.mark.parametrize(("width", "scale"), [(1066, 100), (812, 100), (1290, 150), (1290, 200)])
def test_the_numbers_stand_below_each_other(
    qtbot: QtBot, qapp: Any, styled: None, app: Application, clerk: Actor, people: list[str],
    width: int, scale: int,
) -> None:  # fmt: skip
    theme.apply(qapp, scale=scale)
    opened = open_page(qtbot, app, today.build, clerk)
    opened.page.resize(width, 760)
    for key, value in (("members", 1170), ("unmatched", 31), ("waiting", 38_000)):
        opened.page.numbers[key].set_value(value)
    boxes = list(opened.page.numbers.values())
    qtbot.waitUntil(lambda: boxes[0].width() > 60 and boxes[-1].x() > 0)
    first = [box.geometry() for box in boxes[:4]]
    assert len({box.top() for box in first}) == 1
    lefts, rights = {box.left() for box in first}, {box.right() for box in first}
    assert all(box.x() in lefts and box.geometry().right() in rights for box in boxes)
    assert max(box.right() for box in first) == max(box.geometry().right() for box in boxes)
    rows = {box.y(): 0 for box in boxes}
    for box in boxes:
        rows[box.y()] = max(rows[box.y()], box.geometry().right())
    assert len(set(rows.values())) == 1, "no row ends early"


def test_a_check_in_made_elsewhere_appears_by_itself(
    qtbot: QtBot, app: Application, clerk: Actor, people: list[str]
) -> None:
    opened = open_page(qtbot, app, today.build, clerk)
    app.attendance.scan("90002", clerk)
    qtbot.waitUntil(lambda: numbers(opened)["present"] == "3")
    assert numbers(opened)["absent"] == "1"


def test_yesterday_is_one_press_away(
    qtbot: QtBot, app: Application, clerk: Actor, people: list[str]
) -> None:
    app.attendance.check_in(CheckIn(people[3], dt.datetime(2026, 11, 22, 9), note="补"), clerk)
    opened = open_page(qtbot, app, today.build, clerk)
    opened.page.dates.yesterday.click()
    assert numbers(opened)["present"] == "1"
    assert opened.page.header.title.text() == "11 月 22 日"
    opened.page.dates.today.click()
    assert numbers(opened)["present"] == "2"
    assert opened.page.header.title.text() == "今日"


def test_midnight_takes_the_page_along(
    qtbot: QtBot, app: Application, clerk: Actor, clock: FixedClock, people: list[str]
) -> None:
    opened = open_page(qtbot, app, today.build, clerk)
    clock.advance(86400)
    opened.page.refresh()
    assert opened.page.dates.date() == dt.date(2026, 11, 24)
    assert numbers(opened)["present"] == "0"


@pytest.mark.parametrize(
    ("key", "page", "argument"),
    [
        ("members", "members", None),
        ("present", "attendance", {"date": "2026-11-23", "view": "present"}),
        ("absent", "attendance", {"date": "2026-11-23", "view": "absent"}),
        ("lunch", "meals", {"date": "2026-11-23", "slot": "lunch"}),
        ("unmatched", "face_checks", {"date": "2026-11-23", "view": "unmatched"}),
        ("waiting", "sync", None),
    ],
)
def test_every_number_opens_what_it_counts(
    qtbot: QtBot, app: Application, clerk: Actor, key: str, page: str, argument: Any
) -> None:
    opened = open_page(qtbot, app, today.build, clerk)
    opened.page.numbers[key].click()
    assert opened.went == [(page, argument)]


def test_an_unknown_code_is_listed_without_the_whole_number(
    qtbot: QtBot, app: Application, clerk: Actor
) -> None:
    app.attendance.scan("330105194403171234", clerk)
    opened = open_page(qtbot, app, today.build, clerk)
    assert [item.text for item in opened.page.work.items()] == ["未登记号码 330105********1234"]
    assert opened.page.work_title.text() == "待办 1"


def test_a_settled_item_goes_and_comes_back(qtbot: QtBot, app: Application, clerk: Actor) -> None:
    app.attendance.scan("0012345678", clerk)
    opened = open_page(qtbot, app, today.build, clerk)
    uid = opened.page.work.items()[0].key
    opened.page.work.acted.emit(uid, "done")
    qtbot.waitUntil(lambda: opened.page.work.items() == [])
    assert app.work_items.count(clerk) == 0
    assert opened.toast == "已处理：未登记号码 0012345678"
    assert opened.kit.notify.undo_last()
    qtbot.waitUntil(lambda: [item.key for item in opened.page.work.items()] == [uid])


def test_an_unmatched_number_opens_its_linking(
    qtbot: QtBot, app: Application, clerk: Actor, tmp_path: Any
) -> None:
    path = tmp_path / "attlog.dat"
    path.write_text("730019\t2026-11-23 07:10:05\t1\t15\t0\t0\n")
    app.import_terminal_file(path, "1", clerk)
    app.face_checks.reconcile(dt.date(2026, 11, 23), clerk)
    opened = open_page(qtbot, app, today.build, clerk)
    assert numbers(opened)["unmatched"] == "1"
    item = opened.page.work.items()[0]
    assert item.text == "人脸机编号 730019 待关联"
    opened.page.work.acted.emit(item.key, item.actions[0].key)
    assert opened.went == [("face_checks", {"pin": "730019"})]


def test_an_empty_day_says_what_to_do(qtbot: QtBot, app: Application, clerk: Actor) -> None:
    opened = open_page(qtbot, app, today.build, clerk)
    assert opened.page.curve.states.state.text() == "今天还没有人到。"
    assert opened.page.work.states.state.text() == "没有要处理的事。"
    assert opened.page.curve.plot is None


def test_the_curve_comes_after_the_first_painting(
    qtbot: QtBot, app: Application, clerk: Actor, people: list[str]
) -> None:
    opened = open_page(qtbot, app, today.build, clerk)
    qtbot.waitUntil(lambda: opened.page.curve.plot is not None)
    arrivals, meals = opened.page.curve.plot.shown()
    assert arrivals == [(7 * 60 + 30, 2)]
    assert meals == [(8 * 60, 1)]


def test_the_plot_follows_the_theme_and_shows_an_early_hour(qtbot: QtBot, qapp: Any) -> None:
    from app.views.today.plot import QuarterPlot

    try:
        plot = QuarterPlot()
        qtbot.addWidget(plot)
        plot.show_counts(((5 * 60 + 45, 7),), ())
        ticks = [text for _, text in plot.getAxis("bottom")._tickLevels[0]]
        assert ticks[0] == "06:00"
        assert plot.viewRange()[0] == pytest.approx([5 * 60, 20 * 60])
        theme.apply(qapp, Theme.DARK)
        assert plot.backgroundBrush().color() == theme.colour("card")
    finally:
        theme.apply(qapp)


def test_a_read_that_fails_is_said_and_can_be_tried_again(
    qtbot: QtBot, app: Application, clerk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise EnvironmentProblem("disk", "数据文件暂时读不到，请重试。")

    with monkeypatch.context() as broken:
        broken.setattr(app.dashboard, "day", fail)
        opened = open_page(qtbot, app, today.build, clerk)
        assert opened.page.states.state.text() == "数据文件暂时读不到，请重试。"
    opened.page.states.state.action_button().click()
    assert opened.page.states.shows_content()
    assert numbers(opened)["members"] == "0"


def test_the_page_opens_without_the_slow_import() -> None:
    code = "import sys, app.views.today; sys.exit('pyqtgraph' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=source.ROOT, check=False)
    assert done.returncode == 0


def test_who_is_on_leave_is_counted_and_listed(
    qtbot: QtBot, app: Application, clerk: Actor, people: list[str]
) -> None:
    pause(app, clerk, people[3], dt.date(2026, 11, 23))
    opened = open_page(qtbot, app, today.build, clerk)
    shown = numbers(opened)
    assert (shown["members"], shown["absent"], shown["paused"]) == ("3", "1", "1")
    opened.page.numbers["paused"].click()
    assert opened.went == [("members", {"state": "paused"})]


def test_a_check_of_somebody_paused_is_work_that_leads_to_their_file(
    qtbot: QtBot, app: Application, clerk: Actor, people: list[str], tmp_path: Path
) -> None:
    app.face_checks.link_pin("7", people[3], clerk)
    pause(app, clerk, people[3], dt.date(2026, 11, 22))
    path = tmp_path / "1_attlog.dat"
    path.write_bytes(f"{'7':>9}\t2026-11-23 07:00:00\t1\t0\t15\t0\r\n".encode())
    app.import_terminal_file(path, "1", clerk)
    app.face_checks.reconcile(dt.date(2026, 11, 23), clerk)
    opened = open_page(qtbot, app, today.build, clerk)
    item = app.work_items.open_items(clerk)[0]
    assert "陈德顺 11-23 07:00 在 1 号机核验，当天住院暂停中（11-22 起）" in item.detail
    opened.page.item_opened.emit(item.uid)
    assert opened.went == [("members", {"uid": people[3], "tab": "membership"})]


def quality_words(opened: Opened) -> list[str]:
    """What the line 数据质量 says, or nothing while it is hidden."""
    line = opened.page.quality
    if line.isHidden():
        return []
    none = [] if line.none.isHidden() else [line.none.text()]
    return none + [made.text() for made in line.buttons.values() if not made.isHidden()]


def test_what_the_files_ask_for_comes_after_the_page_and_opens_its_list(
    qtbot: QtBot, app: Application, clerk: Actor, people: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(quality_presenter, "AFTER_MS", 50)
    register(app, clerk, "过生日", id_number=id_number("19461125", 122), phone="13812345678")
    opened = open_page(qtbot, app, today.build, clerk)
    assert numbers(opened)["members"] == "5"
    assert quality_words(opened) == []
    qtbot.waitUntil(lambda: quality_words(opened) != [])
    assert quality_words(opened) == ["缺 5", "本月 80/90/100 岁生日 1", "很久没来 2"]
    opened.page.quality.buttons["birthday"].click()
    opened.page.quality.title.click()
    assert opened.went == [("members", {"quality": "birthday"}), ("members", {"quality": True})]


def test_coming_back_from_mending_counts_anew(
    qtbot: QtBot, app: Application, clerk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quality_presenter, "AFTER_MS", 10)
    opened = open_page(qtbot, app, today.build, clerk)
    qtbot.waitUntil(lambda: quality_words(opened) == ["没有要补正的。"])
    register(app, clerk, "王秀英")
    assert quality_words(opened) == ["没有要补正的。"]
    opened.page.activate()
    qtbot.waitUntil(lambda: quality_words(opened) == ["缺 1"])


def test_the_line_comes_after_unlocking_too(
    qtbot: QtBot, app: Application, clerk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quality_presenter, "AFTER_MS", 10)
    opened = open_page(qtbot, app, today.build, AT_THE_DOOR)
    qtbot.wait(60)
    assert quality_words(opened) == []
    presenter = opened.page.findChild(quality_presenter.QualityLinePresenter)
    presenter._kit = replace(opened.kit, actor=lambda: clerk)
    qtbot.waitUntil(lambda: quality_words(opened) == ["没有要补正的。"])


def test_who_may_not_mend_is_not_told(
    qtbot: QtBot, app: Application, clerk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quality_presenter, "AFTER_MS", 10)
    monkeypatch.setattr(Actor, "may", lambda _, right: right is not Right.EDIT_MEMBERS)
    opened = open_page(qtbot, app, today.build, clerk)
    qtbot.wait(60)
    assert quality_words(opened) == []


def test_the_lines_of_the_plot_run_behind_its_bars(qtbot: QtBot) -> None:
    from PySide6.QtCore import QPointF

    from app.views.today.plot import QuarterPlot

    plot = QuarterPlot()
    qtbot.addWidget(plot)
    plot.resize(700, 300)
    plot.show_counts(((600, 30),), ())
    plot.show()
    qtbot.waitExposed(plot)
    bar = plot.mapFromScene(plot.plotItem.vb.mapViewToScene(QPointF(603, 20)))
    picture = plot.grab().toImage()
    colours = {picture.pixelColor(bar.x(), bar.y() + dy).name() for dy in (-4, -1, 0, 1, 4)}
    assert colours == {theme.colour(ROLES[0]).name()}
