"""Choosing files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.views import files


@pytest.fixture
def parent(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QWidget:
    monkeypatch.setattr(files, "_last_folder", {})
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_the_folder_used_last_is_offered_again(
    parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(_: QWidget, title: str, start: str, kinds: str) -> tuple[str, str]:
        asked.append(start)
        return str(tmp_path / "名单.xlsx"), kinds

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    assert files.choose_open(parent, "选择", "表格 (*.xlsx)") == tmp_path / "名单.xlsx"
    files.choose_open(parent, "选择", "表格 (*.xlsx)")
    assert asked[1] == str(tmp_path)


def test_a_name_without_ending_gets_the_suggested_one(
    parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "册"), ""))
    assert files.choose_save(parent, "保存", "花名册.pdf", "") == tmp_path / "册.pdf"


def test_cancelling_chooses_nothing(parent: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    assert files.choose_save(parent, "保存", "花名册.pdf", "") is None


def test_names_fit_windows() -> None:
    assert files.safe_name("3/5 花名册: 小河?.pdf") == "3_5 花名册_ 小河_.pdf"
    assert files.safe_name(" . ") == "未命名"
    assert files.dated("老人名单", dt.date(2026, 3, 5)) == "老人名单_2026-03-05"
