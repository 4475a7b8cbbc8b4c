"""The product's start: the real way in, a signed-in clerk, the today page with its numbers.

The password is left out, because a person types it; everything else is what `yizhan` does.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Any


def main() -> None:
    """Open the desk on the folder given, say ready when the numbers are painted, end."""
    gc.disable()  # as `open_desktop` does before it imports the window
    from app.main.desktop import Desktop
    from app.main.program import apply_looks
    from app.services.rights import SYSTEM
    from app.views.store import MemoryStore

    # isort: split
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    application = QApplication(["yizhan"])
    application.setQuitOnLastWindowClosed(False)
    desktop = Desktop(Path(sys.argv[1]), prefs=MemoryStore())
    apply_looks(application, desktop.prefs)
    desktop.start()
    poll = QTimer(interval=1)

    def look() -> None:
        session = desktop.session
        if session is None:
            return
        if not session.shell.current_key():
            session._signed_in(SYSTEM)
            return
        page: Any = session.shell.page("today")
        if page.isVisible() and any(ch.isdigit() for ch in page.numbers["members"].value_text()):
            session.shell.repaint()
            print("ready", flush=True)
            poll.stop()
            application.quit()

    poll.timeout.connect(look)
    poll.start()
    application.exec()
    desktop.close()


if __name__ == "__main__":
    main()
