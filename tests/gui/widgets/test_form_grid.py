"""Everything in a form stands on one grid, in every section and at every width."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from app.views import theme
from app.views.theme import Theme
from app.views.widgets.form import Field, Form, Section

LONG = tuple((word, word) for word in ("汉族", "阿昌族和一个很长很长的名字"))
SECTIONS = (
    Section("一", (Field("a", "甲", "date"), Field("b", "乙", "choice", choices=LONG))),
    Section(
        "二",
        (
            Field("c", "丙", "choice", choices=LONG[:1], width="third"),
            Field("d", "丁", "time", width="third"),
            Field("e", "戊", "search", choices=LONG, width="third"),
        ),
    ),
    Section("三", (Field("f", "己", width="full"), Field("g", "庚", "date"), Field("h", "辛"))),
)


@pytest.fixture(autouse=True)
def plain_scale(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, Theme.LIGHT, 100)


def shown(qtbot: QtBot, form: QWidget, width: int, height: int = 900) -> None:
    qtbot.addWidget(form)
    form.resize(width, height)
    form.show()
    QApplication.processEvents()


def edges(form: Form, key: str) -> tuple[int, int]:
    editor = form.editor(key)
    left = editor.mapTo(form, editor.rect().topLeft()).x()
    return left, left + editor.width()


@pytest.mark.parametrize("scale", [100, 150, 200])
@pytest.mark.parametrize("width", [560, 601, 640])
def test_halves_and_thirds_meet_in_all_sections(
    qtbot: QtBot, qapp: QApplication, scale: int, width: int
) -> None:
    theme.apply(qapp, Theme.LIGHT, scale)
    form = Form(SECTIONS)
    shown(qtbot, form, width * scale // 100)
    halves = [edges(form, key) for key in "abgh"]
    assert halves[0] == halves[2]
    assert halves[1] == halves[3]
    thirds = [edges(form, key) for key in "cde"]
    widths = {right - left for left, right in thirds}
    assert max(widths) - min(widths) <= 1, "thirds are thirds"
    assert abs((halves[0][1] - halves[0][0]) - (halves[1][1] - halves[1][0])) <= 1
    left, right = edges(form, "f")
    assert (left, right) == (thirds[0][0], thirds[2][1]) == (halves[0][0], halves[1][1])


def test_in_a_narrow_place_thirds_become_halves_together(qtbot: QtBot) -> None:
    form = Form(SECTIONS)
    for key in "cde":
        form.editor(key).setMinimumWidth(150)
    shown(qtbot, form, 420)
    first, second, third = (edges(form, key) for key in "cde")
    assert first == third, "the third one stands below the first"
    assert second == edges(form, "b")


def test_a_hidden_field_leaves_no_hole(qtbot: QtBot) -> None:
    form = Form(SECTIONS)
    shown(qtbot, form, 640)
    form.set_visible("a", False)
    QApplication.processEvents()
    assert edges(form, "b")[0] == edges(form, "c")[0]


def test_check_boxes_stand_in_the_columns_of_the_form(qtbot: QtBot) -> None:
    words = ("特困", "低保", "失能", "重大疾病", "与重残子女同住", "独居", "高龄", "百岁老人")
    choices = tuple((word, word) for word in words)
    form = Form((*SECTIONS, Field("kinds", "类别", "multi", choices=choices, width="full")))
    shown(qtbot, form, 640)
    lefts = {box.mapTo(form, box.rect().topLeft()).x() for box in form.findChildren(QCheckBox)}
    assert len(lefts) <= 6
    assert {edges(form, key)[0] for key in "cde"} & lefts
    for box in form.findChildren(QCheckBox):
        assert box.width() >= box.sizeHint().width(), box.text()
