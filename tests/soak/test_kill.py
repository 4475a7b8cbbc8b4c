"""kill -9 at random instants: what was acknowledged is there, once.

The short form runs in CI, the long one (``tasks.py soak``) kills at least 200 workers.
"""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import UserError
from app.core.paths import DataFolder
from app.db.engine import connect
from app.db.keys import KeyRing
from app.sync.district import init_store, open_store
from app.wiring import COMMAND_LINE, Application, create_centre, open_centre
from tests.helpers.cli import CODE, NAME
from tests.helpers.people import id_number
from tests.soak.killer import Nursery, nursery
from tests.soak.work import upload

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by POSIX signal")

LISTED, CHECKS = 60, 400


class Centre:
    """A centre in ``folder/D`` with a district beside it, between two deaths."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.root = folder, folder / "D"
        self.book = folder / "book"
        app, _ = create_centre(self.root, CODE, NAME)
        write_list(folder / "first.csv", 0)
        app.imports.run(folder / "first.csv", COMMAND_LINE)
        (folder / "X").mkdir()
        pair = init_store(f"file:{folder / 'S'}")
        engine = app.sync(COMMAND_LINE)
        engine.pair(pair, f"folder:{folder / 'X'}")
        with open_store(f"file:{folder / 'S'}") as store:
            store.accept(engine.keys.pair(), "2026-01-01T00:00:00Z")
        app.close()
        self.key = KeyRing(DataFolder(self.root).keys).unlock()

    def query(self, sql: str, *values: Any) -> list[Any]:
        """Rows of the closed database, without the product."""
        with closing(connect(self.root / "yizhan.db", self.key, writer=False)) as connection:
            return list(connection.execute(sql, values).fetchall())

    def column(self, sql: str, *values: Any) -> list[Any]:
        """The first column of `query`."""
        return [row[0] for row in self.query(sql, *values)]

    @contextmanager
    def reopened(self) -> Iterator[Application]:
        """Open it as the next morning would; the books must be in order."""
        app = open_centre(self.root)
        try:
            report = app.audit.verify(COMMAND_LINE)
            assert report.sound, report.problems
            yield app
        finally:
            app.close()

    def assert_every_change_goes_up(self) -> None:
        """Every row's newest version is in the outbox, once."""
        for entity in ("member", "attendance", "meal"):
            rows = self.query(f"SELECT uid, version FROM {entity}")
            sent = self.query("SELECT entity_uid, version FROM outbox WHERE entity = ?", entity)
            assert len(sent) == len(set(sent))
            assert set(rows) <= set(sent)


def write_list(path: Path, number: int) -> None:
    """A list of `LISTED` people that no other list has."""
    birth = (dt.date(1930, 1, 1) + dt.timedelta(days=number)).strftime("%Y%m%d")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["姓名", "证件号码", "联系电话", "老年卡号", "终端编号"])
        for at in range(LISTED):
            tail = number * LISTED + at
            writer.writerow(
                [f"王秀{'英兰珍琴'[at % 4]}", id_number(birth, at + 1), f"138{tail:08d}",
                 f"K{tail:07d}", f"{tail + 1}"]
            )  # fmt: skip


def write_checks(path: Path, number: int) -> None:
    """A terminal's file of `CHECKS` checks of one day that no other file has."""
    day = dt.date(2023, 1, 1) + dt.timedelta(days=number)
    lines = [
        f"{at % LISTED + 1:>9}\t{day} 08:{at // 60:02d}:{at % 60:02d}\t1\t0\t15\t0"
        for at in range(CHECKS)
    ]
    path.write_text("\r\n".join(lines) + "\r\n")


def kill_check_ins(workers: Nursery, centre: Centre, number: int) -> None:
    before = set(centre.column("SELECT uid FROM attendance"))
    meals = set(centre.column("SELECT uid FROM meal"))
    said = workers.run("check_ins", centre.root, centre.book, number, 0.5)
    told = {word: [line[1] for line in said if line[0] == word]
            for word in ("in", "undo?", "undo", "meal")}  # fmt: skip
    with centre.reopened():
        pass
    found = Counter(centre.column("SELECT uid FROM attendance"))
    new = found.keys() - before
    assert set(told["in"]) <= new, "a check-in that was acknowledged is gone"
    assert len(new) <= len(told["in"]) + 1
    assert set(found.values()) <= {1}
    undone = set(centre.column("SELECT uid FROM attendance WHERE deleted_at IS NOT NULL"))
    assert set(told["undo"]) <= undone & new <= set(told["undo?"])
    served = set(centre.column("SELECT uid FROM meal")) - meals
    assert set(told["meal"]) <= served
    assert len(served) <= len(told["meal"]) + 1


def kill_imports(workers: Nursery, centre: Centre, number: int) -> None:
    files = centre.folder / f"files-{number}"
    files.mkdir()
    for at in range(4):
        write_list(files / f"{number}-{at}-a.csv", number * 4 + at + 1)
        write_checks(files / f"{number}-{at}-b.dat", number * 4 + at)
    people = centre.column("SELECT count(*) FROM member")[0]
    cards, keys = (
        centre.column(f"SELECT count(*) FROM {t}")[0] for t in ("member_card", "member_key")
    )
    said = workers.run("imports", centre.root, centre.book, str(files), 0.6)
    lists = [line for line in said if line[0] == "list"]
    with centre.reopened():
        pass
    added = centre.column("SELECT count(*) FROM member")[0] - people
    assert added in (len(lists) * LISTED, (len(lists) + 1) * LISTED), "half a list"
    assert centre.column("SELECT count(*) FROM member_card")[0] - cards == added
    assert (centre.column("SELECT count(*) FROM member_key")[0] > keys) == bool(added)
    kept = Counter(centre.column(
        "SELECT f.file_name FROM face_check c JOIN terminal_file f ON f.id = c.file_id"
        " GROUP BY f.id, c.id"))  # fmt: skip
    assert set(kept.values()) <= {CHECKS}, "half a terminal file"
    with centre.reopened() as app:  # the morning after: everything once more
        for path in sorted(files.iterdir()):
            if path.suffix == ".csv":
                app.imports.run(path, COMMAND_LINE)
            else:
                found = app.import_terminal_file(path, "1", COMMAND_LINE)
                app.face_checks.reconcile_dates(found.dates, COMMAND_LINE)
    assert centre.column("SELECT count(*) FROM member")[0] == people + 4 * LISTED
    assert centre.column("SELECT count(*) FROM member_card")[0] == cards + 4 * LISTED
    days = [str(dt.date(2023, 1, 1) + dt.timedelta(days=number * 4 + at)) for at in range(4)]
    for day in days:
        assert centre.query(
            "SELECT count(*), count(DISTINCT pin) FROM face_check WHERE service_date = ?", day
        ) == [(CHECKS, LISTED)]
        arrivals = centre.column("SELECT arrived_at FROM attendance WHERE service_date = ?", day)
        assert sorted(arrivals) == [f"{day} 08:00:{at:02d}" for at in range(LISTED)]


def kill_uploads(workers: Nursery, centre: Centre, number: int) -> None:
    said = workers.run("uploads", centre.root, centre.book, number, 0.8)
    confirmed = max((int(line[1]) for line in said if line[0] == "high"), default=0)
    with centre.reopened() as app:
        status = app.sync(COMMAND_LINE).status()
        assert status.high_water >= confirmed, "a receipt that was acknowledged is gone"
        upload(app, centre.folder)
        upload(app, centre.folder)  # a refill that the first one made room for
        status = app.sync(COMMAND_LINE).status()
        assert (status.waiting, status.high_water) == (0, status.latest_seq)
    found = set(centre.column("SELECT uid FROM attendance"))
    assert {line[1] for line in said if line[0] == "in"} <= found
    assert_district_has_everything(centre)


def assert_district_has_everything(centre: Centre) -> None:
    with closing(sqlite3.connect(centre.folder / "S" / "district.sqlite3")) as district:
        for entity in ("member", "attendance", "meal"):
            there = district.execute(f"SELECT uid, version FROM {entity}").fetchall()
            here = centre.query(f"SELECT uid, version FROM {entity}")
            assert sorted(there) == sorted(here)


def kill_foundings(workers: Nursery, centre: Centre, number: int) -> None:
    """A set-up that was cut off can be begun again; a finished one is never begun again."""
    places = centre.folder / "places"
    places.mkdir(exist_ok=True)
    said = workers.run("foundings", places, centre.book, number, 1.0)
    done = {line[1]: line[2] for line in said if line[0] == "found"}
    for folder in [line[1] for line in said if line[0] == "found?"]:
        if folder not in done:
            with contextlib.suppress(UserError):  # finished, but killed before it could say so
                create_centre(Path(folder), CODE, NAME)[0].close()
        app = open_centre(Path(folder))
        try:
            assert app.settings.centre().code == CODE
            assert app.audit.verify(COMMAND_LINE).sound
        finally:
            app.close()
        if folder in done:
            with pytest.raises(UserError, match="已有一个中心"):
                create_centre(Path(folder), CODE, NAME)


def kill_merges(workers: Nursery, centre: Centre, number: int) -> None:
    """Two files are one or two, never something between."""
    said = workers.run("merges", centre.root, centre.book, number, 0.6)
    told = {word: {line[1] for line in said if line[0] == word} for word in ("merge", "apart")}
    with centre.reopened():
        pass
    assert told["merge"] <= set(centre.column("SELECT uid FROM member_merge"))
    apart = set(centre.column("SELECT uid FROM member_merge WHERE undone_at IS NOT NULL"))
    assert told["apart"] <= apart
    closed = centre.column("SELECT uid FROM member WHERE merged_into IS NOT NULL")
    together = "SELECT merged_uid FROM member_merge WHERE undone_at IS NULL"
    assert sorted(closed) == sorted(centre.column(together))
    for table in ("attendance", "member_card", "terminal_pin"):
        assert (
            centre.query(
                f"SELECT 1 FROM {table} x JOIN member m ON m.id = x.member_id"
                " WHERE m.merged_into IS NOT NULL AND x.deleted_at IS NULL"
            )
            == []
        ), f"half a merge: {table}"
    lost = (
        "SELECT 1 FROM member m LEFT JOIN member_key k ON k.member_id = m.id"
        " WHERE (m.deleted_at IS NULL) = (k.member_id IS NULL)"
    )
    assert centre.query(lost) == [], "search keys of another state"


KINDS = {
    "check_ins": kill_check_ins,
    "imports": kill_imports,
    "uploads": kill_uploads,
    "foundings": kill_foundings,
    "merges": kill_merges,
}


def campaign(folder: Path, kind: str, deaths: int, seed: int) -> int:
    """Kill workers of one kind ``deaths`` times over the same centre; how many died at work."""
    folder.mkdir(exist_ok=True)
    centre = Centre(folder)
    with nursery(seed) as workers:
        for number in range(deaths):
            KINDS[kind](workers, centre, number)
        centre.assert_every_change_goes_up()
        return workers.kills


@pytest.mark.parametrize("kind", KINDS)
def test_killed_at_random(kind: str, tmp_path: Path) -> None:
    assert campaign(tmp_path / "centre", kind, 4, seed=1) >= 2


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
def test_killed_at_random_for_long(kind: str, tmp_path: Path) -> None:
    # Some workers end before their bullet comes: three quarters of 324 are more than 200.
    deaths = {"check_ins": 112, "imports": 64, "uploads": 68, "foundings": 40, "merges": 40}[kind]
    begun = dt.datetime.now()
    killed = sum(
        campaign(tmp_path / str(seed), kind, deaths // 4 + 1, seed) for seed in range(2, 6)
    )
    print(f"\n{kind}: {killed} killed at work, {(dt.datetime.now() - begun).seconds} s")
    assert killed >= deaths * 0.75
