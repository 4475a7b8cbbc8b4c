"""Settings of the tests that make windows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app.views import theme


def pytest_configure(config: pytest.Config) -> None:
    """The offscreen platform has no size hints, no stacking and no grabs, and says so each time."""
    config.addinivalue_line("qt_log_ignore", "^This plugin does not support ")


@pytest.fixture
def styled(qapp: QApplication) -> Iterator[None]:
    """A test that changes the looks of the whole application; they are put back."""
    sheet, palette, font = qapp.styleSheet(), qapp.palette(), qapp.font()
    yield
    theme.apply(qapp)
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setFont(font)
