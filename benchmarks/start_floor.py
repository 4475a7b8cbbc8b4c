"""The floor of starting: a bare window, and the encrypted file opened and read."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from sqlcipher3 import dbapi2

from app.core.paths import DataFolder
from app.db.keys import KeyRing


def main() -> None:
    """Show one label with a count from the file, say ready, end."""
    folder = DataFolder(Path(sys.argv[1]))
    connection = dbapi2.connect(str(folder.database))
    connection.execute(f"PRAGMA key=\"x'{KeyRing(folder.keys).unlock().hex()}'\"")
    count = connection.execute("SELECT count(*) FROM member").fetchone()[0]
    app = QApplication([])
    label = QLabel(str(count))
    label.show()

    def ready() -> None:
        print("ready", flush=True)
        app.quit()

    QTimer.singleShot(0, ready)
    app.exec()


if __name__ == "__main__":
    main()
