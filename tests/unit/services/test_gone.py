"""Nothing is given to, signed by or assessed of somebody after they have gone."""

from __future__ import annotations

import datetime as dt

import pytest

from app.core.errors import UserError, ValidationProblem
from app.services.cards import EndCard, IssueCard
from app.services.consents import SignConsent
from app.services.members import ChangeMember
from app.services.memberships import LeaveMember, ResumeMember
from app.services.rights import Actor
from app.wiring import Application
from tests.helpers.people import register

TODAY = dt.date(2026, 11, 23)
LAST = dt.date(2026, 11, 20)


@pytest.fixture
def gone(app: Application, clerk: Actor, request: pytest.FixtureRequest) -> str:
    """Somebody whose last day was the 20th, for the reason asked for."""
    uid = register(app, clerk, "李建国", joined_on="2020-01-01")
    app.memberships.leave(LeaveMember(uid, LAST, request.param, "家属来电"), clerk)
    return uid


def consent(uid: str, on: dt.date) -> SignConsent:
    return SignConsent(uid, "face", 1, "self", on, witness="小王")


@pytest.mark.parametrize(
    ("gone", "words"), [("died", "去世"), ("moved", "已退出")], indirect=["gone"]
)
def test_no_card_and_no_consent_after_the_last_day(
    app: Application, clerk: Actor, gone: str, words: str
) -> None:
    with pytest.raises(ValidationProblem) as refused:
        app.cards.issue(IssueCard(gone, "A1"), clerk)
    assert words in refused.value.fields["on"]
    with pytest.raises(ValidationProblem) as refused:
        app.consents.sign(consent(gone, TODAY), clerk)
    assert words in refused.value.fields["signed_on"]
    report = app.cards.issue_many([(gone, "A1")], clerk)
    assert (report.issued, words in report.refused[0][2]) == (0, True)
    assert app.consents.sign(consent(gone, LAST), clerk), "the last day still counts"


@pytest.mark.parametrize(
    ("reason", "words"), [("died", "去世"), ("moved", "已退出")], ids=["died", "moved"]
)
def test_no_way_gives_a_card_after_the_last_day(
    app: Application, clerk: Actor, reason: str, words: str
) -> None:
    uid = register(app, clerk, "李建国", joined_on="2020-01-01")
    for number, kind in (("B1", "老年卡"), ("B2", "市民卡"), ("B3", "中心卡")):
        app.cards.issue(IssueCard(uid, number, kind), clerk)
    cards = {card.number: card.uid for card in app.cards.of(uid, clerk)}
    app.cards.take_back(EndCard(cards["B1"]), clerk)
    app.cards.lose(EndCard(cards["B2"]), clerk)
    app.memberships.leave(LeaveMember(uid, LAST, reason, "家属来电"), clerk)
    for step in (app.cards.use_again, app.cards.find_again):
        card = cards["B1" if step == app.cards.use_again else "B2"]
        with pytest.raises(UserError, match=words) as refused:
            step(card, clerk)
        assert refused.value.code == "gone"
    file = app.members.file(uid, clerk)
    with pytest.raises(ValidationProblem) as faults:
        app.members.change(ChangeMember(uid, file.version, {"note": "新"}, card="A1"), clerk)
    assert words in faults.value.fields["card"]
    assert states(app, clerk, uid) == {"B1": "returned", "B2": "lost", "B3": "issued"}
    app.members.change(ChangeMember(uid, file.version, {"note": "新"}, card=" b3 "), clerk)
    app.cards.take_back(EndCard(cards["B3"], "家属交回"), clerk)
    assert set(states(app, clerk, uid).values()) == {"returned", "lost"}


def states(app: Application, clerk: Actor, uid: str) -> dict[str, str]:
    return {card.number: card.state for card in app.cards.of(uid, clerk)}


@pytest.mark.parametrize("gone", ["moved"], indirect=True)
def test_whoever_came_back_may_have_both(app: Application, clerk: Actor, gone: str) -> None:
    app.memberships.resume(ResumeMember(gone, TODAY), clerk)
    app.cards.issue(IssueCard(gone, "A1"), clerk)
    assert app.consents.sign(consent(gone, TODAY - dt.timedelta(days=1)), clerk)
