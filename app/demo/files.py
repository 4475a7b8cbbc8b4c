"""What stands in the files of the demonstration centre besides names: all of it invented."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Collection
from typing import Any

from app.demo.people import DISABLED
from app.services.assessments import SaveAssessment
from app.services.assessments.items import ITEMS
from app.services.cards import EndCard
from app.services.classification import SaveClass
from app.services.consents import SignConsent
from app.services.contacts import SaveContact
from app.services.health import SaveHealth
from app.services.members import ChangeMember, MemberQuery, MemberRow, RegisterMember
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
TWICE = 12
"""Which person has a second file, so that there is something to merge."""
PAUSED, LEFT, SIGNED, ASSESSED = 3, 2, 16, 36
"""How many people are in hospital or away, have left, have signed, have been assessed."""


def fill_files(app: Application, now: dt.date, faces: Collection[str] = ()) -> None:
    """Assessments, consents, health notes, households, pauses, departures, a lost card, one file
    with everything in it, one person entered twice.

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
    _fill_whole(app, uids[0], uids[1], now)
    _enter_twice(app, uids[TWICE])


def _rows(app: Application) -> list[MemberRow]:
    return app.members.rows(app.members.list_ids(MemberQuery(), SYSTEM), SYSTEM)


def _assess(app: Application, rows: list[MemberRow], now: dt.date, draw: random.Random) -> None:
    for n, row in enumerate(rows):
        on = now - dt.timedelta(days=draw.randrange(20, 400))
        # From hardly anything lost to much: every level is there to be looked at.
        loss = (0, 0, 1, 1, 2, 3)[n % 6]
        if DISABLED & set(row.categories.split("、")):
            loss = max(loss, 2)
        values = _answers(on, loss, draw)
        first, second = ASSESSORS[n % len(ASSESSORS)]
        values |= {"assessor1": first, "assessor2": second, "falls": n % 9 // 8}
        if n == 0:
            before = _answers(on - dt.timedelta(days=300), loss + 1, draw)
            app.assessments.finish(SaveAssessment(row.uid, before), SYSTEM)
            values["cause"] = "routine"
        app.assessments.finish(SaveAssessment(row.uid, values), SYSTEM)


def _answers(on: dt.date, loss: int, draw: random.Random) -> dict[str, Any]:
    """An assessment in which up to ``loss`` points are missing from every item."""
    points = {item.column: max(item.maximum - draw.randrange(loss + 1), 0) for item in ITEMS}
    first, second = ASSESSORS[0]
    return {
        **points, "assessed_on": on, "cause": "first", "assessor1": first, "assessor2": second,
        "organisation": "演示评估机构", "informant_name": "演示家属",
        "informant_relation": "child", "falls": 0, "wandering": 0, "choking": 0,
        "self_harm": 0, "other_events": 0,
    }  # fmt: skip


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


def _fill_whole(app: Application, uid: str, spouse_uid: str, now: dt.date) -> None:
    """The first file of the list shows what a file can hold."""
    values = {
        "ethnic": "01", "marital": "20", "education": "senior", "registered_area": "浙江省",
        "registered_address": "演示路1号", "living": "与配偶同住",
    }  # fmt: skip
    app.members.change(ChangeMember(uid, app.members.file(uid, SYSTEM).version, values), SYSTEM)
    app.households.create(uid, SYSTEM)
    app.households.join(spouse_uid, uid, "10", SYSTEM)
    daughter = {
        "name": "演示女儿", "relation": "30", "phone": "13900000001", "emergency": True,
        "guardian": True, "guardian_evidence": "演示意定监护协议", "may_collect": True,
    }  # fmt: skip
    app.contacts.save(SaveContact(uid, daughter), SYSTEM)
    for code, years, evidence in (("低保", 3, "演示低保证001"), ("重病", 1, "演示诊断证明002")):
        begun = now - dt.timedelta(days=365 * years)
        given = SaveClass(uid, code, begun, None, evidence, decided_by="演示街道")
        app.classification.save(given, SYSTEM)
    app.health.save(
        SaveHealth(uid, 0, {**HEALTH[0], **HEALTH[1], "doctor_name": "演示医生"}), SYSTEM
    )


def _enter_twice(app: Application, uid: str) -> None:
    """The same person taken in again without a document."""
    known = app.members.file(uid, SYSTEM).values
    same = {key: known[key] for key in ("name", "sex", "birth_date", "community", "address")}
    values = {**same, "id_type": "none", "no_document_reason": "证件遗失，补办中"}
    app.members.register(RegisterMember(values), SYSTEM)
