"""The window. Pages know setters and signals; a short presenter joins page, services, tasks."""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401

# Qt's binding looks through the source of every module imported after it for ``__feature__``,
# which nothing here uses: a tenth of a second of the start (docs/decisions/start-speed.md).
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
