"""Builds the demonstration centre: marked 演示 everywhere, invented throughout."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

from app.core.clock import Clock, local, today
from app.core.progress import Progress, silent
from app.demo.files import fill_files
from app.demo.people import RARE, invented_members
from app.services.imports.imported import ImportedMember
from app.services.rights import SYSTEM, Role
from app.services.seeding import Seeding
from app.wiring import Application, create_centre

CODE, NAME = "330105999", "颐站演示居家养老服务中心"
MEMBERS, DAYS = 120, 30
_SHARE = 0.7
"""Of those on the terminal, who comes on a day."""
PASSWORD = "yanshi2026"  # noqa: S105 - shown on the sign-in page of the demonstration
ACCOUNTS = (
    ("admin", "演示管理员", Role.ADMINISTRATOR),
    ("zhuren", "演示主任", Role.MANAGER),
    ("qiantai", "演示前台", Role.CLERK),
)
FACES = range(len(RARE), 45)
"""Numbers of the invented people who agreed to be recognised and stand on the terminal."""
STRANGERS = ("809001", "809002", "809003")
"""Terminal numbers that belong to nobody, so that there is something to decide."""


def build_demo(
    root: Path, progress: Progress = silent, clock: Clock | None = None
) -> tuple[Application, str]:
    """A new demonstration centre in ``root``, open, with its recovery phrase.

    About 120 people, 30 days of visits and lunches up to yesterday, the terminal's file up to now
    already imported and partly unmatched, assessments, consents, households and pauses, accounts
    with the password `PASSWORD`.
    """
    app, phrase = create_centre(root, CODE, NAME, demo=True, clock=clock)
    now = today(app.clock)
    seeding = Seeding(app.db)
    people = enumerate(invented_members(MEMBERS, now))
    seeding.members([_with_pin(one, number) for number, one in people], SYSTEM, progress)
    past = [now - dt.timedelta(days=n) for n in range(DAYS, 0, -1)]
    _terminal_days(app, past)
    seeding.days(past, SYSTEM, progress=progress)
    app.settings.change({"price_breakfast": 500, "price_lunch": 1200, "price_dinner": 1000}, SYSTEM)
    app.accounts.create_first(*ACCOUNTS[0][:2], PASSWORD)
    for username, name, role in ACCOUNTS[1:]:
        app.accounts.create(username, name, role, PASSWORD, SYSTEM)
    fill_files(app, now, {pin_of(number) for number in FACES})
    return app, phrase


def pin_of(number: int) -> str:
    """The terminal number of invented person ``number``."""
    return str(800_001 + number)


def _with_pin(person: ImportedMember, number: int) -> ImportedMember:
    return person._replace(terminal_pin=pin_of(number) if number in FACES else "")


def terminal_lines(latest: dt.datetime, pins: list[str], seed: int = 1) -> bytes:
    """A terminal's USB export of the morning before ``latest`` (local), as the device writes it."""
    draw = random.Random(seed)
    lines = []
    midnight = dt.datetime.combine(latest.date(), dt.time())
    for pin in pins:
        moment = midnight + dt.timedelta(seconds=int(draw.gauss(8.2, 0.5) * 3600))
        if moment > latest:
            # Opened before breakfast: nobody may have come at a time that is still to come.
            moment = max(midnight, latest - dt.timedelta(seconds=draw.randrange(60, 3600)))
        lines.append((moment, pin))
    text = "".join(f"{p:>9}\t{m:%Y-%m-%d %H:%M:%S}\t1\t0\t15\t0\r\n" for m, p in sorted(lines))
    return text.encode()


def _terminal_days(app: Application, past: list[dt.date]) -> None:
    """What the terminal recorded: on the past days some of those on it, today all of them and
    a few that nobody knows."""
    from app.devices.attlog_file import read_attlog

    draw = random.Random(3)
    latest = local(app.clock.now())
    pins = [pin_of(number) for number in FACES]
    raw = b"".join(
        terminal_lines(
            dt.datetime.combine(date, dt.time(20)),
            [pin for pin in pins if draw.random() < _SHARE], date.toordinal(),
        )
        for date in past
    )  # fmt: skip
    raw += terminal_lines(latest, [*pins, *STRANGERS])
    moment = app.clock.now() + dt.timedelta(days=1)
    app.face_checks.store_file(
        raw, "1_attlog.dat", "1", lambda data: read_attlog(data, moment), SYSTEM
    )
    dates = [*past, latest.date()]
    app.face_checks.reconcile_dates(tuple(date.isoformat() for date in dates), SYSTEM)
