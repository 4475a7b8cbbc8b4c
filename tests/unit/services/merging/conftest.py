"""Two files of one person, and what can happen to a file."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from app.core.codes import MealSlot
from app.core.errors import UserError, ValidationProblem
from app.services.attendance import CheckIn
from app.services.classification import SaveClass
from app.services.contacts import SaveContact
from app.services.health import SaveHealth
from app.services.meals import ServeMeal
from app.services.memberships import LeaveMember, PauseMember
from app.services.rights import Actor
from app.wiring import Application
from tests.db.tools import rows
from tests.helpers.people import id_number, leave, pause, register

TABLES = (
    "member", "attendance", "meal", "member_card", "terminal_pin", "contact", "member_class",
    "health_note", "membership_period", "household_member", "household", "consent", "assessment",
    "attachment", "work_item", "member_code",
)  # fmt: skip
STAMPS = ("version", "updated_at", "name_sort", "community_sort")


def snapshot(app: Application) -> dict[str, list[Any]]:
    """Every living row without version and times, and what people are found by."""
    found: dict[str, list[Any]] = {}
    with app.db.read() as connection:
        for table in TABLES:
            result = connection.exec_driver_sql(
                f"SELECT * FROM {table} WHERE deleted_at IS NULL ORDER BY uid"
            )
            found[table] = [
                {k: v for k, v in row._mapping.items() if k not in STAMPS} for row in result
            ]
        keys = connection.exec_driver_sql("SELECT kind, key, member_id FROM member_key")
        found["keys"] = sorted(tuple(row) for row in keys)
    return found


def day(n: int) -> dt.datetime:
    return dt.datetime(2026, 11, 1, 8, 0) + dt.timedelta(days=n)


def owned(app: Application, table: str, uid: str) -> int:
    sql = f"SELECT count(*) FROM {table} WHERE deleted_at IS NULL AND member_id ="
    return int(rows(app, f"{sql} (SELECT id FROM member WHERE uid = ?)", uid)[0][0])


@pytest.fixture
def pair(app: Application, clerk: Actor) -> tuple[str, str]:
    """王秀英 with her card, and 王秀瑛 with a wrong digit, another card, days and a number."""
    kept = register(
        app, clerk, "王秀英", id_number=id_number("19400101", 124), card="C1", pin="7001",
        phone="13811112222", joined_on="2026-03-01", emergency_contact="王强",
        emergency_phone="13900001111",
    )  # fmt: skip
    merged = register(
        app, clerk, "王秀瑛", id_number=id_number("19400101", 142), card="C2", pin="7002",
        phone="13833334444", joined_on="2026-01-01", address="小河路 1 号",
        emergency_contact="王丽", emergency_phone="13900002222", categories="低保",
    )  # fmt: skip
    for uid, days in ((kept, (1, 2)), (merged, (2, 3, 4))):
        for n in days:
            app.attendance.check_in(CheckIn(uid, day(n), note="补记"), clerk)
    for uid in (kept, merged):
        command = ServeMeal(uid, MealSlot.LUNCH, day(2).date(), note="补记")
        app.meals.serve(command, clerk)
    return kept, merged


ACTIONS = ("attendance", "meal", "class", "contact", "health", "pause", "stay", "died", "leave",
           "household")  # fmt: skip


def act(app: Application, actor: Actor, uid: str, what: str, n: int) -> None:
    """Let something happen to a file; what the rules refuse does not."""
    try:
        if what == "attendance":
            app.attendance.check_in(CheckIn(uid, day(n), note="补记"), actor)
        elif what == "meal":
            slot = tuple(MealSlot)[n % 3]
            app.meals.serve(ServeMeal(uid, slot, day(n).date(), note="补记"), actor)
        elif what == "class":
            code = ("低保", "独居", "失能")[n % 3]
            app.classification.save(SaveClass(uid, code, from_on=day(n % 4).date()), actor)
        elif what == "contact":
            values = {"name": f"家属{n % 3}", "phone": "13900000000", "emergency": n % 2 == 0}
            app.contacts.save(SaveContact(uid, values), actor)
        elif what == "health":
            version = app.health.of(uid, actor).version
            values = {"allergies": f"物{n % 3}", "mobility": f"腿{n % 2}", "doctor_name": f"医{n}"}
            app.health.save(SaveHealth(uid, version, values), actor)
        elif what == "pause":
            pause(app, actor, uid, day(n).date(), day(n + 2).date())
        elif what == "stay":
            reason = ("hospital", "travelling")[n % 2]
            app.memberships.pause(
                PauseMember(uid, day(n + 5).date(), reason, None, "家属来电"), actor
            )
        elif what == "died":
            app.memberships.leave(LeaveMember(uid, day(n).date(), "died", "家属来电"), actor)
        elif what == "leave":
            leave(app, actor, uid, day(n).date())
        else:
            app.households.create(uid, actor)
    except (UserError, ValidationProblem):
        pass
