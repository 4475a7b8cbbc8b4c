"""Where messages stand is worked out after the focus has moved, never while it moves."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.views import files
from app.views.frame.places import WhenASheetComes


def test_nobody_looks_for_widgets_while_one_of_them_goes_down(qtbot: QtBot) -> None:
    """Closing a file dialogue by its list of suggestions ended the program."""
    program = QApplication.instance()
    assert isinstance(program, QApplication)
    host, asked = QWidget(), list[int]()
    qtbot.addWidget(host)
    WhenASheetComes(host, lambda: asked.append(1))
    program.focusChanged.emit(None, None)
    assert asked == []
    qtbot.waitUntil(lambda: asked == [1])


def test_a_file_dialogue_belongs_to_the_window(qtbot: QtBot) -> None:
    window = QWidget()
    page = QWidget(window)
    qtbot.addWidget(window)
    made = files._dialog(page, "选择文件", files.start_folder(), "名单 (*.xlsx)")
    assert made.parentWidget() is window
    assert not page.findChildren(QFileDialog)
    made.deleteLater()
