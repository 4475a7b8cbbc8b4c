"""The demonstration does not contradict itself: what one page says, the next one shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from app.core.clock import FixedClock
from app.demo.centre import DAYS, FACES, build_demo
from app.services.rights import SYSTEM
from app.wiring import Application
from tests.db.tools import rows

NOW = dt.datetime(2026, 11, 23, 9, 40)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA", "USERPROFILE"):
            patch.setenv(variable, str(tmp_path_factory.mktemp("home")))
        made, _ = build_demo(tmp_path_factory.mktemp("demo") / "d", clock=FixedClock(NOW))
    yield made
    made.close()


def test_whoever_was_checked_in_by_face_was_seen_by_the_terminal(demo: Application) -> None:
    by_face = (
        "SELECT count(*), count(DISTINCT service_date) FROM attendance a WHERE method = 'face'"
    )
    ((number, days),) = rows(demo, by_face)
    assert days == DAYS + 1
    assert number > 10 * DAYS
    seen = (
        "EXISTS (SELECT 1 FROM face_check c JOIN terminal_pin p ON p.pin = c.pin"
        " WHERE p.member_id = a.member_id AND c.checked_at = a.arrived_at)"
    )
    assert rows(demo, f"{by_face} AND NOT {seen}") == [(0, 0)]
    assert rows(demo, f"{by_face} AND source <> 'terminal'") == [(0, 0)]
    assert rows(demo, "SELECT count(*) FROM meal WHERE method = 'face'") == [(0,)]


def test_who_stands_on_the_terminal_agreed_to_it_and_nobody_else_does(demo: Application) -> None:
    pins = rows(demo, "SELECT DISTINCT m.uid, m.member_no FROM terminal_pin p"
                " JOIN member m ON m.id = p.member_id WHERE p.deleted_at IS NULL")  # fmt: skip
    assert len(pins) == len(FACES)
    without = [number for uid, number in pins if not demo.consents.holds(uid, "face", SYSTEM)]
    assert without == []


def test_nobody_came_after_now(demo: Application) -> None:
    assert rows(demo, f"SELECT count(*) FROM attendance WHERE arrived_at > '{NOW}'") == [(0,)]
    assert demo.dashboard.day(NOW.date(), SYSTEM).present > 20


def test_there_is_something_to_look_at_on_every_tab_and_to_merge(demo: Application) -> None:
    (pair,) = demo.duplicates.proposals(SYSTEM)
    assert any("同名同生日" in reason or "姓名" in reason for reason in pair.reasons)
    first = demo.members.find("000001", 1, SYSTEM)[0].uid
    later, earlier = (row.level for row in demo.assessments.of_member(first, SYSTEM))
    assert later != earlier
    assert len(demo.classification.of(first, SYSTEM).rows) == 2
    assert [one.guardian for one in demo.contacts.of(first, SYSTEM)] == [False, True]
    house = demo.households.of(first, SYSTEM)
    assert house is not None
    assert len(house.people) == 2
    assert demo.health.of(first, SYSTEM).values["doctor_name"] == "演示医生"
    assert demo.consents.holds(first, "information", SYSTEM)
