"""Collects log records that nobody should have written."""

from __future__ import annotations

import logging


class WarningCollector(logging.Handler):
    """Keeps one line for every record at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"  {record.levelname} {record.name}: {record.getMessage()}")
