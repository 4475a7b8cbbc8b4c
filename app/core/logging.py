"""The log: a few rotating files beside the data, without names and long numbers."""

from __future__ import annotations

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

LARGEST = 1_000_000
KEPT = 5
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_HAN = re.compile(r"[⺀-鿿豈-﫿\U00020000-\U000323af]+")
_LONG_NUMBER = re.compile(r"\d{5,}[Xx]?")
_SPACED_NUMBER = re.compile(
    r"(?<!\d)\d{3,}(?:[ \u3000\xa0-]\d{3,})+(?:[ \u3000\xa0-]\d{1,2})?[Xx]?"
)
"""Numbers as people write them in groups: ``138 1234 5678``, ``3301 0519 3805 1232 25``."""


def scrub(text: str) -> str:
    """``text`` with Chinese characters and numbers of five digits and more blotted out.

    Groups of three digits and more are one number. An exception may carry the values it failed
    on: names, ID numbers, phone numbers.
    """
    return _LONG_NUMBER.sub("#", _SPACED_NUMBER.sub("#", _HAN.sub("□", text)))


class ScrubbingFormatter(logging.Formatter):
    """Formats a record with its traceback, then blots out what could be personal."""

    def format(self, record: logging.LogRecord) -> str:
        """The finished line or lines."""
        return scrub(super().format(record))


def setup_logging(folder: Path) -> logging.Handler | None:
    """Send INFO and worse of the whole program to ``folder/yizhan.log``, once per folder.

    Six files of at most 1 MB are kept. Returns the handler (the caller closes it), or None when
    the folder cannot be written: the desk works without a log.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "yizhan.log", maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8"
        )
    except OSError:
        return None
    handler.setFormatter(ScrubbingFormatter(_FORMAT))
    root = logging.getLogger()
    root.addHandler(handler)
    if root.level in (logging.NOTSET, logging.WARNING):
        root.setLevel(logging.INFO)
    return handler


def end_logging(handler: logging.Handler | None) -> None:
    """Close what `setup_logging` opened."""
    if handler is not None:
        logging.getLogger().removeHandler(handler)
        handler.close()
