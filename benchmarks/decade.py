"""A centre of 20,000 people with ten years of history, made once and kept for the next run.

The history is written by raw inserts, without audit and outbox: what is measured reads it by its
indexes, and one and a half million audited rows would take a quarter of an hour to make. The
template lies in the system's temporary folder under a name that changes with the tables.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.core.clock import FixedClock, today
from app.core.ids import uid7s
from app.db.engine import connect
from app.demo.people import invented_members
from app.services.rights import SYSTEM
from app.services.seeding import Seeding
from app.wiring import Application, create_centre, open_centre

PEOPLE, YEARS = 20_000, 10
VISITS, MEALS, CHECKS = 250, 300, 125
FAITHFUL = 20
"""Members who never miss a day: the longest time lines there are."""
REGULARS = 600
CLOCK = FixedClock(dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC))
STAMP = "2016-03-01T00:00:00Z"
VERSIONS = Path(__file__).parents[1] / "app" / "db" / "migrations" / "versions"
DROPPED = (
    "uq_attendance_member_date", "ix_attendance_date_arrived", "uq_meal_member_date_slot",
    "ix_meal_date_slot", "uq_face_check_natural", "ix_face_check_date",
)  # fmt: skip
"""Indexes that are made anew afterwards: in one go they take a tenth of the time."""


def centre(place: Path) -> Application:
    """The centre, open, in the new folder ``place``."""
    made = _template()
    shutil.copytree(made / "centre", place)
    phrase = (made / "phrase.txt").read_text(encoding="utf-8")
    return open_centre(place, phrase=phrase, clock=CLOCK)


def _template() -> Path:
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for version in sorted(VERSIONS.glob("*.py")):
        digest.update(version.read_bytes())
    made = Path(tempfile.gettempdir()) / f"yizhan-bench-decade-{digest.hexdigest()[:12]}"
    if made.exists():
        return made
    with tempfile.TemporaryDirectory(prefix="yizhan-bench-decade-") as folder:
        half = Path(folder) / "template"
        half.mkdir()
        _build(half)
        shutil.move(half, made)
    return made


def _build(half: Path) -> None:
    then = FixedClock(CLOCK.moment.replace(year=CLOCK.moment.year - YEARS))
    app, phrase = create_centre(half / "centre", "330105001", "测量中心", clock=then)
    (half / "phrase.txt").write_text(phrase, encoding="utf-8")
    joined = today(then) - dt.timedelta(days=1)
    people = [one._replace(joined_on=joined) for one in invented_members(PEOPLE, today(CLOCK))]
    Seeding(app.db).members(people, SYSTEM)
    _change_often(app, then)
    app.db.checkpoint()
    raw = connect(app.db.path, app.db.key, writer=True)
    raw.execute("PRAGMA synchronous=OFF")
    _write_history(raw)
    raw.close()
    app.close()


def _change_often(app: Application, clock: FixedClock) -> None:
    """A faithful member's file was changed twice a month."""
    with app.db.read() as connection:
        uids = connection.exec_driver_sql(
            "SELECT uid FROM member ORDER BY id LIMIT ?", (FAITHFUL,)
        ).all()
    for number in range(YEARS * 24):
        clock.advance(15 * 86_400)
        with app.db.write(SYSTEM, "核对") as unit:
            for (uid,) in uids:
                changes = {"address": [f"莫干山路{number}号", f"莫干山路{number + 1}号"]}
                unit.recorder.note("update", "member", uid, changes)


def _write_history(raw: Any) -> None:
    run = raw.execute
    run("BEGIN IMMEDIATE")
    marks = ",".join("?" * len(DROPPED))
    indexes = run(
        f"SELECT name, sql FROM sqlite_master WHERE name IN ({marks})",
        DROPPED,
    ).fetchall()
    for name, _ in indexes:
        run(f"DROP INDEX {name}")
    run(
        "INSERT INTO terminal_file (id, uid, sha256, device_no, file_name, size, raw, version,"
        " created_at, updated_at) VALUES (1, 'bench-file', 'bench', '1', '1_attlog.dat', 0, x'',"
        " 1, ?, ?)",
        (STAMP, STAMP),
    )
    draw = random.Random(7)
    for month in _months():
        _write_month(raw, month, draw)
    _write_care(raw, draw)
    for _, sql in indexes:
        run(sql)
    run("COMMIT")


def _months() -> Iterator[list[dt.date]]:
    """Working days before today, by months."""
    last = today(CLOCK)
    first = last.replace(year=last.year - YEARS)
    days: list[dt.date] = []
    for number in range((last - first).days):
        date = first + dt.timedelta(days=number)
        if days and date.month != days[-1].month:
            yield days
            days = []
        if date.weekday() < 5:
            days.append(date)
    yield days


def _write_month(raw: Any, days: list[dt.date], draw: random.Random) -> None:
    visits, meals, checks = [], [], []
    for date in days:
        day = date.isoformat()
        for who in _people_of_a_day(VISITS, draw):
            at = f"{day} {draw.randrange(7, 10):02d}:{draw.randrange(60):02d}:00"
            visits.append((who, day, at))
        for who in _people_of_a_day(MEALS, draw):
            meals.append((who, day, f"{day} 11:{draw.randrange(60):02d}:00"))
        checks += [(str(800_000 + who), day, at) for who, _, at in visits[-VISITS:][:CHECKS]]
    raw.executemany(
        "INSERT INTO attendance (uid, member_id, service_date, arrived_at, method, source,"
        f" version, created_at, updated_at) VALUES (?, ?, ?, ?, 'face', 'terminal', 1, '{STAMP}',"
        f" '{STAMP}')",
        [(uid, *row) for uid, row in zip(uid7s(len(visits)), visits, strict=True)],
    )
    raw.executemany(
        "INSERT INTO meal (uid, member_id, service_date, slot, served_at, method, price_fen,"
        f" subsidy_fen, version, created_at, updated_at) VALUES (?, ?, ?, 'lunch', ?, 'card', 1200,"
        f" 0, 1, '{STAMP}', '{STAMP}')",
        [(uid, *row) for uid, row in zip(uid7s(len(meals)), meals, strict=True)],
    )
    raw.executemany(
        "INSERT INTO face_check (file_id, line_no, device_no, pin, service_date, checked_at,"
        " status, verify, work_code, implausible) VALUES (1, ?, '1', ?, ?, ?, 1, 15, 0, 0)",
        [(line, *row) for line, row in enumerate(checks, 1)],
    )


def _people_of_a_day(count: int, draw: random.Random) -> list[int]:
    """The faithful, most of the regulars, a few of all others."""
    some = draw.sample(range(FAITHFUL + 1, REGULARS + 1), count - FAITHFUL - 10)
    rare = draw.sample(range(REGULARS + 1, PEOPLE + 1), 10)
    return [*range(1, FAITHFUL + 1), *some, *rare]


def _write_care(raw: Any, draw: random.Random) -> None:
    """An assessment for every other person, for the faithful one a year."""
    rows = []
    for who in range(1, PEOPLE + 1, 2):
        for year in range(2016, 2026) if who <= FAITHFUL else (draw.randrange(2022, 2026),):
            on = f"{year}-{draw.randrange(1, 13):02d}-15"
            rows.append((f"PG-{who}-{year}", who, on, draw.randrange(5), f"{year + 1}{on[4:]}"))
    raw.executemany(
        "INSERT INTO assessment (uid, number, member_id, standard, state, assessed_on, cause,"
        " coma, final_level, valid_until, version, created_at, updated_at) VALUES"
        f" (?, ?, ?, 'GB/T 42195-2022', 'final', ?, 'regular', 0, ?, ?, 1, '{STAMP}', '{STAMP}')",
        [(f"bench-{row[0]}", *row) for row in rows],
    )
