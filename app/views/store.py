"""Where the window remembers looks (columns, folded rail) and form drafts.

Looks go to a small JSON file beside the database. Drafts may hold personal data, so they
never go to a `FileStore` but to `app.views.drafts`, which keeps them in the encrypted database.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any, Protocol


class Store(Protocol):
    """A few small values by name."""

    def get(self, key: str, default: Any = None) -> Any:
        """The value of ``key``, or ``default``."""
        ...

    def set(self, key: str, value: Any) -> None:
        """Remember ``value`` (JSON types); None forgets it."""
        ...


class MemoryStore:
    """Remembers until the program ends."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}

    def get(self, key: str, default: Any = None) -> Any:
        """The value of ``key``, or ``default``."""
        return self._values.get(key, default)

    def set(self, key: str, value: Any) -> None:
        """Remember ``value``; None forgets it."""
        if value is None:
            self._values.pop(key, None)
        else:
            self._values[key] = value


class FileStore(MemoryStore):
    """Remembers looks in a JSON file.

    A file that cannot be read or written only costs the remembered looks; the clerk is not
    bothered about it.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        with contextlib.suppress(OSError, ValueError):
            loaded = json.loads(path.read_text(encoding="utf-8"))
            self._values = loaded if isinstance(loaded, dict) else {}

    def set(self, key: str, value: Any) -> None:
        """Remember ``value`` and write the file through a temporary name."""
        super().set(key, value)
        temporary = self._path.with_suffix(".tmp")
        with contextlib.suppress(OSError):
            temporary.write_text(json.dumps(self._values, ensure_ascii=False), encoding="utf-8")
            os.replace(temporary, self._path)
