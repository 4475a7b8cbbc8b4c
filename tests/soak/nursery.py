"""Forks a fresh worker for every line on standard input: ``python -m tests.soak.nursery``.

Everything is imported once, nothing is open, so a worker is at work a few milliseconds after
its birth instead of most of a second.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from pathlib import Path

from tests.soak.work import WORK, Book


def labour(name: str, root: str, book: str, argument: object) -> None:
    """What a worker does; only its death or the end of its work ends it."""
    code = 1
    try:
        WORK[name](Path(root), Book(Path(book)).say, argument)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def main() -> None:
    """Lines ``[name, root, book, argument]`` in, the worker's pid out; after one more line in,
    which says that it was killed, how it ended."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            labour(*json.loads(line))
        print(child, flush=True)
        sys.stdin.readline()  # nobody else gets its number before the killer has used it
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
