"""Settings of the tests that make windows."""

from __future__ import annotations

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """The offscreen platform has no size hints, no stacking and no grabs, and says so each time."""
    config.addinivalue_line("qt_log_ignore", "^This plugin does not support ")
