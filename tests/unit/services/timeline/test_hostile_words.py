"""Whatever people write into a note, a reason or the name of a file: no line shows a number."""

from __future__ import annotations

import datetime as dt
import re

from app.core.clock import FixedClock
from app.core.codes import MealSlot
from app.services.attendance import CheckIn
from app.services.cards import EndCard, IssueCard
from app.services.classification import SaveClass
from app.services.consents import SignConsent, WithdrawConsent
from app.services.contacts import SaveContact
from app.services.health import SaveHealth
from app.services.meals import ServeMeal
from app.services.members import ChangeMember
from app.services.memberships import LeaveMember, PauseMember
from app.services.rights import Actor
from app.services.timeline import KINDS, TimelineQuery
from app.wiring import Application
from tests.helpers.assessing import assess
from tests.helpers.people import id_number, register

TODAY = dt.date(2026, 11, 23)
DAY = dt.timedelta(days=1)
HOSTILE = "女儿13812345678，座机0571-88001234，证33010519381222322X，另 138 1234 5679"
NUMBERS = re.compile(r"13812345678|0571-88001234|33010519381222322X|138 ?1234 ?5679")
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


def test_no_line_of_any_kind_shows_a_number_that_was_written_into_it(
    app: Application, clerk: Actor, manager: Actor, clock: FixedClock
) -> None:
    uid = register(app, clerk, pin="801", joined_on=dt.date(2026, 1, 5))
    _come_and_eat(app, clerk, uid)
    _papers(app, manager, uid)
    _file(app, manager, uid)
    app.printing.make("member-file", {"member": uid}, manager)
    told = []
    for first in (None, TODAY + DAY):
        query = TimelineQuery(uid, first=first)
        told += app.timeline.events(query, app.timeline.ids(query, clerk), clerk)
    lines = [event for event in told if event is not None]
    assert set(KINDS) - {"face_check"} <= {event.kind for event in lines}
    shown = [(event.kind, event.line) for event in lines if NUMBERS.search(event.line)]
    assert shown == []
    masked = {event.kind for event in lines if "138****5678" in event.text}
    written = {"attendance", "meal", "card", "consent", "membership", "class", "assessment",
               "merge", "change"}  # fmt: skip
    assert written <= masked, "what people wrote is there, masked"
    assert app.timeline.newest(uid, 3, clerk)


def _come_and_eat(app: Application, clerk: Actor, uid: str) -> None:
    for days in (3, 2):
        at = dt.datetime.combine(TODAY - days * DAY, dt.time(8))
        came = app.attendance.check_in(CheckIn(uid, at, note=HOSTILE), clerk)
        meal = ServeMeal(uid, MealSlot.LUNCH, at.date(), note=HOSTILE)
        ate = app.meals.serve(meal, clerk)
    app.attendance.undo(came.attendance_uid, HOSTILE, clerk)
    app.meals.undo(ate.meal_uid, HOSTILE, clerk)


def _papers(app: Application, clerk: Actor, uid: str) -> None:
    app.cards.issue(IssueCard(uid, "YS0001"), clerk)
    app.cards.lose(EndCard(app.cards.of(uid, clerk)[0].uid, HOSTILE), clerk)
    scan = (f"同意书 {HOSTILE}.png", PNG)
    for _ in range(2):
        signed = SignConsent(uid, "face", 1, "self", TODAY, witness="小王", note=HOSTILE, scan=scan)
        sheet = app.consents.sign(signed, clerk)
    app.consents.withdraw(WithdrawConsent(sheet, TODAY, HOSTILE), clerk)
    guardian = SignConsent(
        uid, "photo", 1, "guardian", TODAY, HOSTILE, "20", HOSTILE, witness=HOSTILE
    )
    app.consents.remove(app.consents.sign(guardian, clerk), HOSTILE, clerk)
    code = app.codes.table("classes")[0].code
    given = SaveClass(uid, code, TODAY - DAY, None, HOSTILE[:60], HOSTILE[:30], HOSTILE)
    app.classification.save(given, clerk)
    app.assessments.void(assess(app, clerk, uid), HOSTILE, clerk)
    app.memberships.pause(
        PauseMember(uid, TODAY + DAY, "hospital", TODAY + 2 * DAY, HOSTILE), clerk
    )
    app.memberships.leave(LeaveMember(uid, TODAY + 9 * DAY, "moved", HOSTILE), clerk)


def _file(app: Application, clerk: Actor, uid: str) -> None:
    version = app.members.file(uid, clerk).version
    values = {"note": HOSTILE, "address": HOSTILE, "phone": "13812345678"}
    app.members.change(ChangeMember(uid, version, values, reason=HOSTILE), clerk)
    app.contacts.save(SaveContact(uid, {"name": "李明", "note": HOSTILE}), clerk)
    app.health.save(SaveHealth(uid, 0, {"note": HOSTILE}), clerk)
    twin = register(app, clerk, id_number=id_number(sequence=303))
    merged = app.merging.merge(uid, twin, {}, HOSTILE, clerk)
    app.merging.undo(merged.uid, HOSTILE, clerk)
