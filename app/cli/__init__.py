"""The same verbs as the desktop, without a window (design §10).

Results go to standard output, messages to standard error; exit 0 done, 1 refused with a reason,
2 wrong use.
"""

from __future__ import annotations

from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    """Run one command line; returns the exit code."""
    from app.cli.root import invoke

    return invoke(list(arguments))
