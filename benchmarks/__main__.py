"""``python -m benchmarks [ROW …]``: run the measurements, print one table, write bench.json."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import counter, files, history, lists, start
from benchmarks.rows import Row

ROWS: dict[str, Callable[[Path], list[Row]]] = {
    "start": start.start,
    "search": counter.search,
    "check-in": counter.check_in,
    "import-members": files.import_members,
    "import-terminal": files.import_terminal,
    "roster": files.roster,
    "bundle": files.bundle,
    "history": history.unchanging,
    "lists": lists.lists,
}


def main(names: list[str]) -> int:
    """Measure; 0 when every aim is met, 1 when one is missed, 2 when a row does not exist."""
    if unknown := [name for name in names if name not in ROWS]:
        print(f"no such row: {' '.join(unknown)}; there are {' '.join(ROWS)}", file=sys.stderr)
        return 2
    measured: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="yizhan-bench-") as folder:
        os.environ["XDG_CONFIG_HOME"] = os.environ["APPDATA"] = str(Path(folder) / "profile")
        os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
        for name in names or list(ROWS):
            scratch = Path(folder) / name
            scratch.mkdir()
            for row in ROWS[name](scratch):
                measured.append(row)
                print(_line(row), flush=True)
    Path("bench.json").write_text(
        json.dumps([row.as_json() for row in measured], ensure_ascii=False, indent=1),
        encoding="utf-8",
    )
    missed = [row.name for row in measured if not row.good]
    print(f"{len(measured) - len(missed)} of {len(measured)} rows meet their aim")
    return 1 if missed else 0


def _line(row: Row) -> str:
    aim = f"aim ≤ {row.aim:g} ×" if row.aim else "no ratio aimed at"
    mark = "ok    " if row.good else "MISSED"
    return (
        f"{mark} {row.name}: {row.product_ms:.1f} ms : {row.floor_name} {row.floor_ms:.1f} ms"
        f" = {row.ratio:.2f} × ({aim}) {row.extra}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
