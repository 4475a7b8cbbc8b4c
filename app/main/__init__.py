"""The desktop: one window on one centre, from start to close."""

from __future__ import annotations

import gc
from pathlib import Path


def open_desktop(data: Path) -> int:
    """Open the window on the centre in ``data`` and stay until it is closed; the exit code.

    A second start for the same folder raises the first window and ends with 0.
    """
    # Importing makes a hundred thousand lasting objects; collecting garbage among them costs a
    # tenth of the start. `program.collect_again` switches it on when the window is there.
    gc.disable()
    from app.main.program import run

    return run(data)
