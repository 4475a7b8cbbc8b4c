"""What stands in the files of the demonstration centre besides names: all of it invented."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Collection

from app.demo.people import DISABLED
from app.services.assessments import SaveAssessment
from app.services.assessments.items import ITEMS
from app.services.cards import EndCard
from app.services.consents import SignConsent
from app.services.health import SaveHealth
from app.services.members import MemberQuery, MemberRow
from app.services.memberships import LeaveMember, PauseMember
from app.services.rights import SYSTEM
from app.wiring import Application

ASSESSORS = (("演示评估员甲", "演示评估员乙"), ("演示评估员乙", "演示评估员丙"))
HEALTH = (
    {"allergies": "青霉素", "diets": ("糖尿病餐",), "mobility": "助行器"},
    {"diets": ("软食", "低盐"), "medication": "午餐后提醒服降压药"},
    {"allergies": "花生", "diets": ("忌口",), "diet_note": "不吃海鲜"},
    {"diets": ("清真",)},
)
PAUSED, LEFT, SIGNED, ASSESSED = 3, 2, 16, 36
"""How many people are in hospital or away, have left, have signed, have been assessed."""


def fill_files(app: Application, now: dt.date, faces: Collection[str] = ()) -> None:
    """Assessments, consents, health notes, households, pauses, departures, a lost card.

    ``faces``: terminal numbers of those who agreed to be recognised.
    """
    draw = random.Random(7)
    rows = _rows(app)
    uids = [row.uid for row in rows]
    _assess(app, rows[:ASSESSED], now, draw)
    for n, uid in enumerate(uids[10:22]):
        app.health.save(SaveHealth(uid, 0, HEALTH[n % len(HEALTH)]), SYSTEM)
    for uid in uids[:SIGNED]:
        _sign(app, uid, "information", now)
    for pin in sorted(faces):
        if (hit := app.face_checks.pin_of(pin, SYSTEM)) is not None:
            _sign(app, hit.uid, "face", now)
    _families(app, uids)
    for n, uid in enumerate(uids[60 : 60 + PAUSED]):
        reason = ("hospital", "travelling")[n % 2]
        last = now + dt.timedelta(days=5 + n) if n else None
        app.memberships.pause(PauseMember(uid, now, reason, last), SYSTEM)
    for n, uid in enumerate(uids[70 : 70 + LEFT]):
        reason = ("moved", "asked")[n % 2]
        app.memberships.leave(LeaveMember(uid, now, reason), SYSTEM)
    _lose_card(app, uids[80], now)


def _rows(app: Application) -> list[MemberRow]:
    return app.members.rows(app.members.list_ids(MemberQuery(), SYSTEM), SYSTEM)


def _assess(app: Application, rows: list[MemberRow], now: dt.date, draw: random.Random) -> None:
    for n, row in enumerate(rows):
        on = now - dt.timedelta(days=draw.randrange(20, 400))
        # From hardly anything lost to much: every level is there to be looked at.
        loss = (0, 0, 1, 1, 2, 3)[n % 6]
        if DISABLED & set(row.categories.split("、")):
            loss = max(loss, 2)
        points = {item.column: max(item.maximum - draw.randrange(loss + 1), 0) for item in ITEMS}
        first, second = ASSESSORS[n % len(ASSESSORS)]
        values = {
            **points, "assessed_on": on, "cause": "first", "assessor1": first,
            "assessor2": second, "organisation": "演示评估机构", "informant_name": "演示家属",
            "informant_relation": "child", "falls": n % 9 // 8, "wandering": 0, "choking": 0,
            "self_harm": 0, "other_events": 0,
        }  # fmt: skip
        app.assessments.finish(SaveAssessment(row.uid, values), SYSTEM)


def _sign(app: Application, uid: str, kind: str, now: dt.date) -> None:
    signed = now - dt.timedelta(days=45)
    app.consents.sign(SignConsent(uid, kind, 1, "self", signed, witness="演示前台"), SYSTEM)


def _families(app: Application, uids: list[str]) -> None:
    for head, other in ((uids[24], uids[25]), (uids[32], uids[33])):
        app.households.create(head, SYSTEM)
        app.households.join(other, head, "10", SYSTEM)


def _lose_card(app: Application, uid: str, now: dt.date) -> None:
    card = app.cards.of(uid, SYSTEM)[0]
    app.cards.lose(EndCard(card.uid, on=now), SYSTEM)
