"""Choosing files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.views import files


@pytest.fixture
def parent(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QWidget:
    monkeypatch.setattr(files, "_last_folder", {})
    made = QWidget()
    qtbot.addWidget(made)
    return made


Answer = Callable[[QFileDialog], int]


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Answer], None]:
    """Somebody in front of the dialogue."""

    def use(person: Answer) -> None:
        monkeypatch.setattr(QFileDialog, "exec", person)

    return use


def choosing(path: Path, seen: list[QFileDialog] | None = None) -> Answer:
    def person(dialog: QFileDialog) -> int:
        if seen is not None:
            seen.append(dialog)
        dialog.selectFile(str(path))
        return 1

    return person


def test_the_folder_used_last_is_offered_again(
    parent: QWidget, tmp_path: Path, answer: Callable[[Answer], None]
) -> None:
    (tmp_path / "名单.xlsx").touch()
    folders: list[str] = []

    def person(dialog: QFileDialog) -> int:
        folders.append(dialog.directory().path())
        dialog.selectFile(str(tmp_path / "名单.xlsx"))
        return 1

    answer(person)
    assert files.choose_open(parent, "选择", "表格 (*.xlsx)") == tmp_path / "名单.xlsx"
    files.choose_open(parent, "选择", "表格 (*.xlsx)")
    assert folders[1] == str(tmp_path)


def test_a_name_without_ending_gets_the_suggested_one(
    parent: QWidget, tmp_path: Path, answer: Callable[[Answer], None]
) -> None:
    answer(choosing(tmp_path / "册"))
    assert files.choose_save(parent, "保存", "花名册.pdf", "") == tmp_path / "册.pdf"


def test_the_suggested_name_stands_there(parent: QWidget, answer: Callable[[Answer], None]) -> None:
    answer(lambda dialog: 1)
    chosen = files.choose_save(parent, "保存", "花名册 3/5.pdf", "PDF (*.pdf)")
    assert chosen == files.start_folder() / "花名册 3_5.pdf"


def test_cancelling_chooses_nothing(parent: QWidget, answer: Callable[[Answer], None]) -> None:
    answer(lambda dialog: 0)
    assert files.choose_save(parent, "保存", "花名册.pdf", "") is None
    assert files.choose_open(parent, "选择", "表格 (*.xlsx)") is None


def test_every_word_of_the_dialogue_is_chinese(
    parent: QWidget, tmp_path: Path, answer: Callable[[Answer], None]
) -> None:
    words: list[str] = []

    def person(dialog: QFileDialog) -> int:
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        words.extend(label.text() for label in dialog.findChildren(QLabel) if label.text())
        buttons = dialog.findChildren(QDialogButtonBox)[0].buttons()
        words.extend(button.text() for button in buttons)
        return 0

    answer(person)
    files.choose_open(parent, "选择", "表格 (*.xlsx)")
    files.choose_save(parent, "保存", "花名册.pdf", "PDF (*.pdf)")
    assert {"位置：", "文件名：", "文件类型：", "打开", "保存", "取消"} <= set(words)
    assert not [word for word in words if word.isascii()]


def test_names_fit_windows() -> None:
    assert files.safe_name("3/5 花名册: 小河?.pdf") == "3_5 花名册_ 小河_.pdf"
    assert files.safe_name(" . ") == "未命名"
    assert files.dated("老人名单", dt.date(2026, 3, 5)) == "老人名单_2026-03-05"
