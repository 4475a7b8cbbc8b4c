"""Full numbers on the clipboard: there to be pasted, gone a minute later."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.views import clipboard
from app.views.clipboard import LentClipboard, lent
from app.views.members.numbers import FullNumbers

NUMBER, OTHER = "330105193805123225", "别的内容"


@pytest.fixture
def kept(qapp: QApplication) -> Iterator[LentClipboard]:
    """The one of the program, with nothing lent before and after."""
    found = lent()
    yield found
    found.take_back()
    QApplication.clipboard().clear()


def on_it() -> str:
    return QApplication.clipboard().text()


def test_it_goes_when_its_time_is_over(kept: LentClipboard) -> None:
    kept.lend(NUMBER)
    assert on_it() == NUMBER
    assert kept.timer.isActive()
    assert kept.timer.interval() == 1000 * clipboard.SECONDS
    kept.timer.timeout.emit()
    assert on_it() == ""
    assert not kept.timer.isActive()


def test_what_was_copied_meanwhile_stays(kept: LentClipboard) -> None:
    kept.lend(NUMBER)
    QApplication.clipboard().setText(OTHER)
    kept.take_back()
    assert on_it() == OTHER
    QApplication.clipboard().setText(NUMBER)  # copied again by hand, from elsewhere
    kept.take_back()
    assert on_it() == NUMBER


def test_the_second_number_takes_the_place_of_the_first(kept: LentClipboard) -> None:
    kept.lend("13812341234")
    kept.lend(NUMBER)
    kept.take_back()
    assert on_it() == ""


def test_it_goes_when_the_program_ends(qapp: QApplication, kept: LentClipboard) -> None:
    assert lent() is kept
    kept.lend(NUMBER)
    qapp.aboutToQuit.emit()
    assert on_it() == ""


def test_desktops_are_asked_to_keep_it_out_of_their_history(kept: LentClipboard) -> None:
    kept.lend(NUMBER)
    data = QApplication.clipboard().mimeData()
    assert data is not None
    assert set(clipboard.HINTS) <= set(data.formats())


def test_beside_the_button_stands_what_becomes_of_it(qtbot: QtBot, kept: LentClipboard) -> None:
    sheet = FullNumbers()
    qtbot.addWidget(sheet)
    sheet.show()
    sheet.show_numbers({"id_number": NUMBER})

    def said() -> set[str]:
        return {one.text() for one in sheet.findChildren(QLabel) if one.isVisible()}

    assert "复制的号码 60 秒后或锁屏时从剪贴板清除。" in said()
    buttons = [one for one in sheet.findChildren(QPushButton) if one.toolTip() == "复制证件号"]
    buttons[0].click()
    assert on_it() == NUMBER
    assert "已复制证件号，60 秒后或锁屏时从剪贴板清除。" in said()
    sheet.hide()
    assert on_it() == NUMBER, "it is still to be pasted where it is needed"
