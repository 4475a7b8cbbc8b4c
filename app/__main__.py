"""``python -m app`` and ``yizhan``: the desktop without a verb, the command line with one."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; it opens the desktop when no verb is given."""
    from app.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
