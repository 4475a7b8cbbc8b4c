"""Many files in one gesture."""

from __future__ import annotations

import pytest

from app.core.errors import UserError, ValidationProblem
from app.services.members import ChangeMember
from app.services.rights import Actor
from app.wiring import Application
from tests.db.tools import rows
from tests.helpers.people import register


@pytest.fixture
def three(app: Application, clerk: Actor) -> list[str]:
    """Uids of three people, two communities."""
    return [
        register(app, clerk, name, **({"community": place} if place else {}))
        for name, place in (("王一", "甲社区"), ("王二", "乙社区"), ("王三", ""))
    ]


def places(app: Application) -> list[str | None]:
    return [row[0] for row in rows(app, "SELECT community FROM member ORDER BY id")]


def test_everybody_gets_the_community_and_it_comes_back_exactly(
    app: Application, clerk: Actor, three: list[str]
) -> None:
    change = app.bulk.set_community((1, 2, 3), " 甲社区 ", clerk)
    assert places(app) == ["甲社区"] * 3
    assert change.count == 2
    assert rows(app, "SELECT DISTINCT community_sort FROM member") == [("jiashequ\x1f甲社区",)]
    app.bulk.undo(change, clerk)
    assert places(app) == ["甲社区", "乙社区", None]


def test_one_transaction_one_reason(app: Application, clerk: Actor, three: list[str]) -> None:
    app.bulk.set_community((1, 2, 3), "丙社区", clerk)
    reasons = rows(app, "SELECT reason FROM audit_event ORDER BY id DESC LIMIT 3")
    assert reasons == [("批量设置社区：丙社区",)] * 3


def test_what_was_changed_meanwhile_is_not_taken_back(
    app: Application, clerk: Actor, three: list[str]
) -> None:
    change = app.bulk.set_community((1, 2, 3), "丙社区", clerk)
    version = app.members.file(three[1], clerk).version
    app.members.change(ChangeMember(three[1], version, {"community": "丁社区"}), clerk)
    with pytest.raises(UserError, match="有人的社区后来又改过") as refused:
        app.bulk.undo(change, clerk)
    assert refused.value.code == "changed_meanwhile"
    assert places(app) == ["丙社区", "丁社区", "丙社区"]


def test_what_else_was_entered_meanwhile_is_no_reason_against_it(
    app: Application, clerk: Actor, three: list[str]
) -> None:
    change = app.bulk.set_community((1, 2, 3), "丙社区", clerk)
    version = app.members.file(three[1], clerk).version
    app.members.change(ChangeMember(three[1], version, {"note": "新"}), clerk)
    app.bulk.undo(change, clerk)
    assert places(app) == ["甲社区", "乙社区", None]
    assert app.members.file(three[1], clerk).values["note"] == "新"


def test_several_steps_are_taken_back_one_after_another(
    app: Application, clerk: Actor, three: list[str]
) -> None:
    steps = [app.bulk.set_community((1, 2, 3), one, clerk) for one in ("丙社区", "丁社区")]
    with pytest.raises(UserError, match="后来又改过"):
        app.bulk.undo(steps[0], clerk)
    for step in reversed(steps):
        app.bulk.undo(step, clerk)
    assert places(app) == ["甲社区", "乙社区", None]
    with pytest.raises(UserError):
        app.bulk.undo(steps[0], clerk)


@pytest.mark.parametrize("community", ["", "  ", "很" * 121])
def test_nonsense_is_refused(
    app: Application, clerk: Actor, three: list[str], community: str
) -> None:
    with pytest.raises(ValidationProblem):
        app.bulk.set_community((1, 2, 3), community, clerk)
