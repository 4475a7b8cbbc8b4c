"""Side sheets: a few widths, and the buttons always at the foot, left as in forms."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.views import parts
from app.views.members.numbers import FullNumbers
from app.views.sync.pairing import PairSheet, other_district
from app.views.theme import SheetWidth, px
from app.views.widgets.form import Field, Form
from app.views.widgets.page import Page
from app.views.widgets.side_sheet import SideSheet


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[Page]:
    made = Page("老人")
    qtbot.addWidget(made)
    made.resize(1200, 700)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.hide()


def opened(page: Page, content: QWidget, width: int = 480) -> SideSheet:
    sheet = page.open_sheet("登记", content, width)
    assert sheet is not None
    return sheet


@pytest.mark.parametrize(
    ("asked", "given"), [(440, 480), (480, 480), (520, 560), (600, 640), (900, 640)]
)
def test_sheets_have_a_few_widths(page: Page, asked: int, given: int) -> None:
    assert given in SheetWidth.ALL
    assert opened(page, QWidget(), asked).width() == px(given)


def question() -> QWidget:
    """Words above a form of one field, as the sheet of the full numbers."""
    holder = QWidget()
    box = QVBoxLayout(holder)
    box.addWidget(parts.label("为什么"))
    box.addWidget(Form((Field("reason", "原因"),)))
    box.addStretch(1)
    return holder


def buttons(content: QWidget) -> list[QWidget]:
    found = content if isinstance(content, Form) else content.findChild(Form)
    if isinstance(found, Form):
        return [found.save_button, found.cancel_button]
    return [content.stay, content.go_on]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "make",
    [
        lambda: Form((Field("reason", "原因"),)),
        question,
        FullNumbers,
        lambda: PairSheet("拱墅区", "1234 5678"),
        lambda: other_district("1234", "5678"),
    ],
    ids=["form", "form in it", "numbers", "pairing", "two ways"],
)
def test_the_buttons_stand_at_the_foot_on_the_left(page: Page, make: type[QWidget]) -> None:
    content = make()
    wanted = buttons(content)
    sheet = opened(page, content)
    page.grab()
    left = sheet.title.mapTo(sheet, QPoint(0, 0)).x()
    for button in wanted:
        place = button.mapTo(sheet, QPoint(0, 0))
        assert place.y() + button.height() > sheet.height() - px(40)
        assert place.x() == left
        left = place.x() + button.width() + px(8)


def test_the_buttons_go_and_come_with_their_form(page: Page) -> None:
    content = question()
    (form,) = content.findChildren(Form)
    opened(page, content)
    form.hide()
    assert not form.save_button.isVisible(), "there is nothing to send any more"
    form.show()
    assert form.save_button.isVisible()


def test_content_without_a_form_has_no_foot(page: Page) -> None:
    sheet = opened(page, parts.label("怎么用"))
    assert sheet.content.height() > sheet.height() // 2
