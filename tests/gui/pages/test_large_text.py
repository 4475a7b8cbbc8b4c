"""The file of a person with large text: at least half of the page is the file, one bar scrolls."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QTabBar
from pytestqt.qtbot import QtBot

from app.core.codes import MealSlot
from app.services.attendance import CheckIn
from app.services.meals import ServeMeal
from app.services.members import ChangeMember
from app.services.rights import Actor
from app.views import attendance, desk, fonts, meals, theme
from app.views.inputs import LineEdit
from app.views.members import build
from app.views.members.file_view import NEWEST
from app.views.members.page import MembersPage
from app.views.theme import Theme
from app.wiring import Application
from tests.gui.pages.desk import Desk
from tests.helpers.people import id_number, pause, register

SIZES = ((100, 1270, 800), (150, 1180, 656), (200, 1310, 710))
"""Scale, and the page in a window of 1440 × 900, 1280 × 800 and 1440 × 900."""
LONG = "阿卜杜热合曼·买买提艾力"


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}%")
def page(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, app: Application,
    manager: Actor,
) -> Iterator[MembersPage]:  # fmt: skip
    scale, width, height = request.param
    fonts.load()
    theme.apply(qapp, Theme.LIGHT, scale)
    made = build(app, Desk(app, manager).kit)
    assert isinstance(made, MembersPage)
    made.resize(width, height)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.hide()
    made.deleteLater()
    theme.apply(qapp, Theme.LIGHT, 100)


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def much_happened(app: Application, manager: Actor, name: str) -> str:
    """Somebody with more events than the overview shows."""
    uid = register(app, manager, name)
    app.attendance.check_in(CheckIn(uid), manager)
    app.meals.serve(ServeMeal(uid, MealSlot.LUNCH), manager)
    for number in range(NEWEST):
        version = app.members.file(uid, manager).version
        app.members.change(ChangeMember(uid, version, {"address": f"小河路 {number} 号"}), manager)
    return uid


def room(page: MembersPage) -> int:
    """How much of the page is left below the tabs, to its lower edge."""
    bar = next(one for one in page.findChildren(QTabBar) if one.isVisible())
    return page.height() - bar.mapTo(page, QPoint(0, bar.height())).y()


def bars(page: MembersPage) -> list[QAbstractScrollArea]:
    """What can be scrolled up and down."""
    areas = [one for one in page.findChildren(QAbstractScrollArea) if one.isVisible()]
    return [one for one in areas if one.verticalScrollBar().maximum() > 0]


@pytest.mark.parametrize("name", ["王𬱖", LONG])
def test_half_of_the_page_is_the_file(
    page: MembersPage, app: Application, manager: Actor, name: str
) -> None:
    page.activate(register(app, manager, name))
    settle()
    assert page.size().toTuple() in {size[1:] for size in SIZES}, "nothing widens the page"
    assert room(page) >= page.height() // 2, f"{room(page)} of {page.height()}"
    assert page.header.buttons["check_in"].isVisible()


def test_one_bar_scrolls_the_overview(page: MembersPage, app: Application, manager: Actor) -> None:
    page.activate(much_happened(app, manager, "王𬱖"))
    settle()
    assert len(bars(page)) <= 1, [type(one).__name__ for one in bars(page)]
    history = page.file_view.history
    assert history.model.rowCount() == NEWEST, "the newest, and the way to all of them"
    last = history.view.visualRect(history.model.index(NEWEST - 1, 0))
    assert last.bottom() <= history.view.viewport().height()
    page.file_view.all_events.click()
    assert page.tabs.current() == "timeline"


def test_two_facts_stand_in_a_line_at_every_scale(
    page: MembersPage, app: Application, manager: Actor
) -> None:
    page.activate(register(app, manager, "王𬱖", community="小河社区"))
    settle()
    assert place(page, "姓名").y() == place(page, "曾用名").y()
    assert place(page, "姓名").x() == place(page, "电话").x(), "one grid for all sections"
    assert place(page, "曾用名").x() == place(page, "备用电话").x()


def place(page: MembersPage, label: str) -> QPoint:
    found = next(
        one for one in page.file_view.findChildren(QLabel)
        if one.isVisible() and one.text() == label
    )  # fmt: skip
    return found.mapTo(page.file_view, QPoint(0, 0))


@pytest.mark.parametrize(("scale", "width", "height"), [(150, 1280, 800), (200, 1440, 900)])
@pytest.mark.parametrize("name", ["王秀英", LONG])
def test_the_one_thing_to_do_at_the_desk_is_in_sight(
    qtbot: QtBot, qapp: QApplication, app: Application, manager: Actor, scale: int, width: int,
    height: int, name: str,
) -> None:  # fmt: skip
    """恢复并签到 (F4) outranks the hint beside it and the size of the name."""
    uid = register(app, manager, name, card="00900000")
    pause(app, manager, uid, app.clock.now().date())
    fonts.load()
    theme.apply(qapp, Theme.LIGHT, scale)
    try:
        made = desk.build(app, Desk(app, manager).kit)
        qtbot.addWidget(made)
        made.resize(width, height)
        made.show()
        settle()
        made.submitted.emit("00900000")
        settle()
        button = made.answer.button
        assert button.text() == "恢复并签到 (F4)"
        assert button.visibleRegion().boundingRect() == button.rect()
        assert made.answer.name.visibleRegion().boundingRect() == made.answer.name.rect()
        made.resize(1920, 1600)
        settle()
        assert made.answer.hint.isVisible(), "where there is room nothing is left out"
    finally:
        theme.apply(qapp, Theme.LIGHT, 100)


@pytest.mark.parametrize(
    ("scale", "width", "height"), [(150, 1280, 800), (200, 1440, 900), (200, 1440, 868)]
)
def test_three_of_one_name_and_the_clock_are_in_sight_at_the_desk(
    qtbot: QtBot, qapp: QApplication, app: Application, manager: Actor, scale: int, width: int,
    height: int,
) -> None:  # fmt: skip
    """The third was cut in half, and the clock went with the next second."""
    for number in (124, 142, 126):
        register(app, manager, "王秀英", id_number=id_number(sequence=number), community="小河社区")
    fonts.load()
    theme.apply(qapp, Theme.LIGHT, scale)
    try:
        made = desk.build(app, Desk(app, manager).kit)
        qtbot.addWidget(made)
        made.resize(width, height)
        made.show()
        settle()
        made.submitted.emit("王秀英")
        made.ticked.emit()
        settle()
        assert len(made.finder.grid.buttons) == 3
        for button in made.finder.grid.buttons:
            assert button.visibleRegion().boundingRect() == button.rect(), button.accessibleName()
        assert made.clock.text() == "08:30"
        assert made.clock.visibleRegion().boundingRect() == made.clock.rect()
        made.welcome()
        made.ticked.emit()
        assert made.clock.isHidden(), "large in the middle while nobody is there"
    finally:
        theme.apply(qapp, Theme.LIGHT, 100)


@pytest.mark.parametrize(("scale", "width"), [(100, 1124), (150, 1180), (200, 1310)])
def test_what_the_line_of_the_attendance_takes_is_not_cut(
    qtbot: QtBot, qapp: QApplication, app: Application, manager: Actor, scale: int, width: int
) -> None:
    fonts.load()
    theme.apply(qapp, Theme.LIGHT, scale)
    try:
        for build_page, said in ((attendance.build, "签到：姓名"), (meals.build, "刷卡")):
            made = build_page(app, Desk(app, manager).kit)
            qtbot.addWidget(made)
            made.resize(width, 700)
            made.show()
            settle()
            lines = [one for one in made.findChildren(LineEdit) if one.isVisible()]
            said_in = [one for one in lines if one.placeholderText()]
            assert any(one.placeholderText().startswith(said) for one in said_in)
            for one in said_in:
                words = one.fontMetrics().horizontalAdvance(one.placeholderText())
                margins = one.textMargins()
                assert words <= one.width() - margins.left() - margins.right() - theme.px(20)
            made.hide()
    finally:
        theme.apply(qapp, Theme.LIGHT, 100)


def test_a_photo_stands_beside_who_somebody_is(
    page: MembersPage, app: Application, manager: Actor
) -> None:
    page.activate(register(app, manager, "王𬱖"))
    image = QImage(120, 120, QImage.Format.Format_RGB32)
    image.fill(QColor("gray"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG")  # type: ignore[call-overload]
    page.file_view.set_photo(bytes(buffer.data().data()))
    settle()
    photo = page.file_view.findChild(QLabel, "photo")
    assert photo is not None
    left = photo.mapTo(page.file_view, QPoint(0, 0))
    assert place(page, "姓名").x() >= left.x() + photo.width(), "beside it, not below"
    assert abs(place(page, "身份").y() - left.y()) < photo.height()
    assert len(bars(page)) <= 1
