"""The demonstration day without a window: every step of the main job on the real services."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from app.core.clock import SystemClock, today, utc_text
from app.core.codes import MealSlot
from app.core.files import write_file
from app.demo.centre import PASSWORD, STRANGERS
from app.demo.people import RARE
from app.services.attendance import CheckIn
from app.services.meals import ServeMeal
from app.services.rights import Actor
from app.wiring import Application


@dataclass(frozen=True)
class DemoDay:
    """What the day left behind."""

    roster: Path
    bundle: Path
    receipt: Path
    present: int
    meals: int
    high_water: int
    waiting: int


def play_day(app: Application, out: Path) -> DemoDay:
    """Play one day in a demonstration centre; papers and the district's side go to ``out``."""
    clerk = app.accounts.sign_in("qiantai", PASSWORD)
    manager = app.accounts.sign_in("zhuren", PASSWORD)
    date = today(app.clock)
    out.mkdir(parents=True, exist_ok=True)
    _receive_people(app, clerk)
    printed = app.printing.make("daily-roster", {"date": date.isoformat()}, clerk)
    roster = out / printed.file_name
    write_file(roster, printed.pdf)
    bundle, receipt = _upload(app, manager, out)
    status = app.sync(manager).status()
    return DemoDay(
        roster, bundle, receipt, app.attendance.day(date, clerk).present,
        len(app.meals.day(date, clerk)), status.high_water, status.waiting,
    )  # fmt: skip


def _receive_people(app: Application, clerk: Actor) -> None:
    """The counter's day: cards, a name, an unknown code, a linked terminal number, lunches."""
    for number in range(60, 75):
        app.attendance.scan(f"YS{number:08d}", clerk)
    app.attendance.scan("YS99999999", clerk)
    for name in RARE:
        hit = app.members.who(name, clerk)
        app.attendance.check_in(CheckIn(hit.uid), clerk)
        app.meals.serve(ServeMeal(hit.uid, MealSlot.LUNCH), clerk)
    stranger = app.members.find("YS00000100", 1, clerk)[0]
    if app.face_checks.pin_of(STRANGERS[0], clerk) is None:
        app.face_checks.link_pin(STRANGERS[0], stranger.uid, clerk)
    for number in range(8, 40):
        app.meals.scan(f"YS{number:08d}", MealSlot.LUNCH, clerk)


def _upload(app: Application, manager: Actor, out: Path) -> tuple[Path, Path]:
    """Pair with a district on this machine, send, receive, take the receipt."""
    from app.sync.district import init_store, open_store, receive

    place = out / "upload"
    place.mkdir(exist_ok=True)
    store = f"file:{out / 'district'}"
    pair = init_store(store, "演示区平台")
    engine = app.sync(manager)
    engine.pair(pair, f"folder:{place}")
    clock = SystemClock()
    with open_store(store) as opened:
        opened.accept(engine.keys.pair(), utc_text(clock.now()), replace=True)
        engine.build()
        engine.push(again=True)
        receive(opened, place / "inbox", place / "receipts", clock)
    engine.fetch_receipts()
    last = engine.status().bundles[-1]
    return place / "inbox" / last.file_name, _receipt(place / "receipts", last.file_name)


def _receipt(folder: Path, bundle: str) -> Path:
    found = sorted(path for path in folder.iterdir() if path.name.startswith(bundle))
    json.loads(found[-1].read_text(encoding="utf-8"))
    return found[-1]
