"""Files in and out: member lists, terminal exports, the roster, the bundle."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from python_calamine import CalamineWorkbook

from app.services.rights import SYSTEM
from benchmarks import data, floors
from benchmarks.rows import Row, best, timed

MEMBERS = 10_000
LINES = 100_000
BUNDLE_ROWS = 100_000


def import_members(scratch: Path) -> list[Row]:
    """10,000 people from xlsx; floor: calamine reading the same file."""
    path = scratch / "members.xlsx"
    data.member_list(path, MEMBERS)

    def read() -> None:
        CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()

    floor = best(read)
    app = data.empty_centre(scratch / "members")
    product = timed(lambda: app.imports.run(path, SYSTEM))
    app.close()
    return [Row("导入 1 万人 xlsx", "calamine 读取", floor, product, 6)]


def import_terminal(scratch: Path) -> list[Row]:
    """100,000 terminal lines; floor: executemany of the same rows."""
    path = scratch / "1_attlog.dat"
    data.terminal_file(path, LINES)
    app = data.empty_centre(scratch / "terminal")
    product = timed(lambda: app.import_terminal_file(path, "1", SYSTEM))
    with app.db.read() as connection:
        rows = [
            tuple(row)
            for row in connection.exec_driver_sql(
                "SELECT file_id, pin, checked_at, service_date, device_no, status, verify,"
                " work_code, implausible FROM face_check ORDER BY id"
            )
        ]
    app.close()
    floor = timed(lambda: floors.insert_many(scratch / "floor.db", rows))
    return [Row("导入终端记录 10 万行", "executemany 同样的行", floor, product, 5)]


def roster(scratch: Path) -> list[Row]:
    """A roster of 500 people in a fresh process; floor: bare canvas text of the same pages."""
    floor = best(lambda: _python("benchmarks.roster_floor", scratch), 3)
    product = best(lambda: _python("benchmarks.roster_product", scratch), 3)
    return [Row("花名册 500 人（含启动）", "空画布写同样的字", floor, product, 1.5)]


def bundle(scratch: Path) -> list[Row]:
    """100,000 rows built, signed, encrypted; floor: csv and gzip of the same rows."""
    app = data.centre(scratch / "bundle", 1_000, 100, share=0.6)
    engine = data.pair_with_district(app, scratch / "district")
    with engine.outbox.snapshot() as view:
        latest = view.latest_seq()
        rows = [
            row
            for entity in ("member", "attendance", "meal")
            for row in view.changed_rows(entity, 0, latest)
        ]
    floor = best(lambda: floors.csv_gzip(rows, scratch / "floor.csv.gz"))
    product = timed(engine.build)
    app.close()
    return [Row(f"上报包 {len(rows):,} 行", "csv + gzip", floor, product, 4)]


def _python(module: str, scratch: Path) -> None:
    subprocess.run([sys.executable, "-m", module, str(scratch)], check=True)
