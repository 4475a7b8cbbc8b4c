"""What a worker does until it is killed. Every acknowledgement is written after the commit."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import random
from collections.abc import Callable, Mapping
from pathlib import Path

from app.core.clock import SystemClock
from app.core.codes import MealSlot, Method
from app.services.attendance import CheckIn
from app.services.meals import ServeMeal
from app.services.members import MemberQuery
from app.sync.district import open_store, receive
from app.wiring import COMMAND_LINE, Application, create_centre, open_centre

Say = Callable[..., None]
FIRST = dt.date(2024, 1, 1)


class Book:
    """Acknowledgements, one line each, handed to the system before the next step begins."""

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def say(self, *words: object) -> None:
        """Write one line."""
        os.write(self._handle, (" ".join(map(str, words)) + "\n").encode())


def check_ins(root: Path, say: Say, seed: int) -> None:
    """Check people in, take it back, serve meals."""
    app = open_centre(root)
    rng = random.Random(seed)
    people = uids(app)
    mine: list[str] = []
    while True:
        date = FIRST + dt.timedelta(days=rng.randrange(300))
        at = dt.datetime.combine(date, dt.time(8, rng.randrange(60), rng.randrange(60)))
        who, chance = rng.choice(people), rng.random()
        if chance < 0.1 and mine:
            uid = mine.pop(rng.randrange(len(mine)))
            say("undo?", uid)
            app.attendance.undo(uid, "点错了", COMMAND_LINE)
            say("undo", uid)
        elif chance < 0.2:
            meal = app.meals.serve(
                ServeMeal(who, MealSlot.LUNCH, date, note="停电补记"), COMMAND_LINE
            )
            if meal.outcome == "served":
                say("meal", meal.meal_uid)
        else:
            found = app.attendance.check_in(
                CheckIn(who, at, Method.MANUAL, "停电补记"), COMMAND_LINE
            )
            if found.outcome == "checked_in":
                say("in", found.attendance_uid)
                mine.append(found.attendance_uid)


def imports(root: Path, say: Say, files: str) -> None:
    """Import the lists and terminal files of a folder, one after the other."""
    app = open_centre(root)
    for path in sorted(Path(files).iterdir()):
        if path.suffix == ".csv":
            report = app.imports.run(path, COMMAND_LINE)
            say("list", path.name, report.added)
        else:
            found = app.import_terminal_file(path, "1", COMMAND_LINE)
            say("file", path.name, found.stored)
            app.face_checks.reconcile_dates(found.dates, COMMAND_LINE)
            say("reconciled", path.name)


def uploads(root: Path, say: Say, seed: int) -> None:
    """Check in, build, push, receive, take the receipt, again and again."""
    app = open_centre(root)
    rng = random.Random(seed)
    people = uids(app)
    for number in itertools.count():
        at = dt.datetime(2025, 1, 1, 8, 0) + dt.timedelta(days=rng.randrange(400))
        who = CheckIn(rng.choice(people), at, Method.MANUAL, f"补记 {number}")
        found = app.attendance.check_in(who, COMMAND_LINE)
        if found.outcome == "checked_in":
            say("in", found.attendance_uid)
        say("high", upload(app, root.parent))


def upload(app: Application, folder: Path) -> int:
    """One whole cycle with the district beside; the high-water mark after it."""
    engine = app.sync(COMMAND_LINE)
    engine.build()
    engine.push(again=True)
    with open_store(f"file:{folder / 'S'}") as store:
        receive(store, folder / "X" / "inbox", folder / "X" / "receipts", SystemClock())
    engine.fetch_receipts()
    return engine.status().high_water


def foundings(root: Path, say: Say, seed: int) -> None:
    """Set up one centre after the other."""
    for number in itertools.count():
        folder = root / f"{seed}-{number}"
        say("found?", folder)
        app, phrase = create_centre(folder, "330105001", "小河街道居家养老服务中心")
        say("found", folder, phrase)
        app.close()


def merges(root: Path, say: Say, seed: int) -> None:
    """Put two files together and mostly take them apart again."""
    app = open_centre(root)
    rng = random.Random(seed)
    for number in itertools.count():
        kept, merged = rng.sample(uids(app), 2)
        at = dt.datetime(2022, 1, 1, 8, 0) + dt.timedelta(days=rng.randrange(300))
        app.attendance.check_in(CheckIn(merged, at, Method.MANUAL, f"补记 {number}"), COMMAND_LINE)
        done = app.merging.merge(kept, merged, {}, "同一人", COMMAND_LINE)
        say("merge", done.uid)
        if rng.random() < 0.9:
            app.merging.undo(done.uid, "两个人", COMMAND_LINE)
            say("apart", done.uid)


def uids(app: Application) -> list[str]:
    """Everybody."""
    ids = app.members.list_ids(MemberQuery(), COMMAND_LINE)
    return [row.uid for row in app.members.rows(ids, COMMAND_LINE)]


WORK: Mapping[str, Callable[..., None]] = {
    "check_ins": check_ins,
    "imports": imports,
    "uploads": uploads,
    "foundings": foundings,
    "merges": merges,
}
