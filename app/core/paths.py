"""Where things lie in a centre's data folder and in the program."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class DataFolder:
    """The folder of one centre.

    Attributes:
        root: holds ``yizhan.db`` (encrypted), ``keys.json`` (wrapped keys), ``bundles/``
            (finished upload files), ``backups/`` and ``logs/``.
    """

    root: Path

    @property
    def database(self) -> Path:
        """The encrypted file."""
        return self.root / "yizhan.db"

    @property
    def keys(self) -> Path:
        """The wrapped database key."""
        return self.root / "keys.json"

    @property
    def lock(self) -> Path:
        """Held by the one process that may write."""
        return self.root / "yizhan.lock"

    @property
    def sign_ins(self) -> Path:
        """Sign-ins of readers beside the one that writes, until it has counted them."""
        return self.root / "sign-ins.txt"

    @property
    def bundles(self) -> Path:
        """Finished upload files, kept to be re-sent byte for byte."""
        return self.root / "bundles"

    @property
    def backups(self) -> Path:
        """Automatic backups."""
        return self.root / "backups"

    @property
    def logs(self) -> Path:
        """Rotating logs without personal data."""
        return self.root / "logs"

    @property
    def setting_up(self) -> Path:
        """There while the centre is being set up; what lies beside it then is unfinished."""
        return self.root / "setting-up"

    @property
    def exists(self) -> bool:
        """Whether a centre lives here."""
        return self.database.exists() and not self.setting_up.exists()


def resource(*parts: str) -> Path:
    """A file under ``resources/``, in a checkout as in a built application."""
    bundled = getattr(sys, "_MEIPASS", None)
    base = Path(bundled) if bundled else Path(__file__).resolve().parents[2]
    return base.joinpath("resources", *parts)
