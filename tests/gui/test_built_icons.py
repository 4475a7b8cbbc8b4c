"""The icon face in the built application, where qtawesome's files lie without their package."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from app.views import icons


def test_the_built_application_finds_its_icons(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = icons.font_path()
    assert here is not None
    fonts = tmp_path / "qtawesome" / "fonts"
    fonts.mkdir(parents=True)
    shutil.copy(here, fonts)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert icons.font_path() == fonts / here.name


def test_a_missing_face_is_no_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert icons.font_path() is None
