"""Icons that paint themselves in the colours of the theme."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from app.views import icons


@pytest.mark.usefixtures("qapp")
def test_a_copy_that_qt_takes_of_an_icon_lives_as_long_as_the_icon() -> None:
    """Qt copies what paints an icon when the icon changes; the copy was deleted under its hands."""
    icon = icons.icon("members")
    changed = QIcon(icon)
    changed.setIsMask(True)
    gc.collect()
    assert not changed.pixmap(QSize(20, 20)).isNull()
    assert not icon.pixmap(QSize(20, 20)).isNull()
