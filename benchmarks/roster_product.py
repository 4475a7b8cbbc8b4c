"""Draws the roster once, in a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

from app.printing.forms.daily_roster import render
from benchmarks.roster_data import five_hundred

if __name__ == "__main__":
    (Path(sys.argv[1]) / "roster.pdf").write_bytes(render(five_hundred()))
