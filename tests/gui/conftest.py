"""Settings of the tests that make windows."""

from __future__ import annotations

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """The offscreen platform says this of every window with a smallest size; it means nothing."""
    config.addinivalue_line("qt_log_ignore", "does not support propagateSizeHints")
