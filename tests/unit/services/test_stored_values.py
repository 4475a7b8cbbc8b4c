"""JSON ``true`` where a whole number or a flag belongs: refused or kept as the number, and the
audit stays sound either way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from app.core.errors import UserError, ValidationProblem
from app.core.settings import CATALOGUE
from app.services.assessments import SaveAssessment
from app.services.assessments.types import SCORES
from app.services.codes import SaveCode
from app.services.consents import SignConsent
from app.services.contacts import SaveContact
from app.services.export_profiles import SaveProfile
from app.services.health import FIELDS as HEALTH
from app.services.health import SaveHealth
from app.services.members import ChangeMember
from app.services.members.types import FIELDS as MEMBER
from app.services.rights import SYSTEM, Actor
from app.wiring import Application
from tests.helpers.assessing import whole
from tests.helpers.people import register

Write = Callable[[Application, Actor, str, Any], object]
TODAY = dt.date(2026, 11, 23)


def _member(key: str) -> Write:
    def write(app: Application, actor: Actor, who: str, value: Any) -> object:
        version = app.members.file(who, actor).version
        return app.members.change(ChangeMember(who, version, {key: value}), actor)

    return write


def _contact(key: str) -> Write:
    def write(app: Application, actor: Actor, who: str, value: Any) -> object:
        given = {"name": "王小明", "phone": "13812341234", key: value}
        return app.contacts.save(SaveContact(who, given), actor)

    return write


def _health(key: str) -> Write:
    return lambda app, actor, who, value: app.health.save(SaveHealth(who, 0, {key: value}), actor)


def _score(key: str) -> Write:
    def write(app: Application, actor: Actor, who: str, value: Any) -> object:
        with suppress(ValidationProblem):
            app.assessments.save_draft(SaveAssessment(who, {key: value}), actor)
        return app.assessments.finish(SaveAssessment(who, whole(**{key: value})), actor)

    return write


def _setting(key: str) -> Write:
    return lambda app, actor, who, value: app.settings.change({key: value}, actor)


def _consent(app: Application, actor: Actor, who: str, value: Any) -> object:
    return app.consents.sign(SignConsent(who, "face", value, "self", TODAY, witness="小王"), actor)


def _code(app: Application, actor: Actor, who: str, value: Any) -> object:
    app.codes.save(SaveCode("diets", "own", "不吃辣", active=value), actor)
    return app.codes.move("diets", "own", actor, up=True)


def _profile(app: Application, actor: Actor, who: str, value: Any) -> object:
    return app.exports.save(SaveProfile("名单", "核对", "街道", ("name",), value), actor)


WRITES: dict[str, Write] = {
    **{f"member {key}": _member(key) for key in MEMBER},
    **{
        f"contact {key}": _contact(key)
        for key in ("guardian", "may_collect", "lives_together", "emergency", "note")
    },
    **{f"health {key}": _health(key) for key in HEALTH},
    **{f"assessment {key}": _score(key) for key in (*SCORES, "falls", "coma")},
    **{f"setting {spec.key}": _setting(spec.key) for spec in CATALOGUE if spec.section},
    "consent number": _consent,
    "code active": _code,
    "profile full_numbers": _profile,
}


@pytest.mark.parametrize("what", WRITES)
def test_the_audit_stays_sound(app: Application, manager: Actor, what: str) -> None:
    who = register(app, manager, "陈秀英")
    for value in (True, 1.0, "1"):
        # A sentence, or a mistake of the program that writes nothing: both are answers.
        with suppress(ValidationProblem, UserError, TypeError, AttributeError, ValueError):
            WRITES[what](app, manager, who, value)
    report = app.audit.verify(SYSTEM)
    assert report.sound, report


@pytest.mark.parametrize("value", [True, 1.0, "1", [1]])
def test_nobodys_answer_is_refused_in_a_sentence(
    app: Application, manager: Actor, value: Any
) -> None:
    who = register(app, manager, "陈秀英")
    for key, said in (("b3_7", "只能评 0 到 1 分"), ("falls", "请选无、1 次")):
        with pytest.raises(ValidationProblem) as caught:
            app.assessments.finish(SaveAssessment(who, whole(**{key: value})), manager)
        assert said in caught.value.fields[key]
        kept = app.assessments.save_draft(SaveAssessment(who, {key: value}), manager)
        assert list(kept.faults) == [key]
        assert app.assessments.get(kept.uid, manager).values[key] is None


def test_a_whole_number_of_another_library_is_taken_as_one(
    app: Application, manager: Actor
) -> None:
    class Numeric:
        def __index__(self) -> int:
            return 3

    who = register(app, manager, "陈秀英")
    uid = app.assessments.finish(SaveAssessment(who, whole(b1_1=Numeric())), manager)
    assert app.assessments.get(uid, manager).values["b1_1"] == 3
    assert app.audit.verify(SYSTEM).sound
