"""Nobody at the desk: what was on the screen is nobody's business."""

from __future__ import annotations

from app.core.clock import FixedClock
from app.core.masking import mask_name
from tests.journeys.conftest import PASSWORD
from tests.journeys.hand import Hand
from tests.journeys.pages import DeskPage, LockPage, MembersPage
from tests.journeys.test_desk import FIRST, LONG, SECOND


def quiet_minutes_pass(hand: Hand) -> None:
    """Shorten the quiet time instead of waiting for ten minutes of it."""
    assert hand.desktop.session is not None
    hand.desktop.session.shell.idle_watch.set_seconds(0.2)


def test_it_locks_itself_and_shows_nobody(at_work: Hand) -> None:
    hand, page, lock = at_work, MembersPage(at_work), LockPage(at_work)
    page.go("老人")
    hand.wait_for(LONG.name, "共 60 人")
    quiet_minutes_pass(hand)
    hand.wait(lock.is_shown, "the lock")
    assert not hand.sees(LONG.name)
    for keys in ("Ctrl+2", "Ctrl+N", "Ctrl+P", "F5", "Esc"):
        hand.keys(keys)
    assert lock.is_shown()
    lock.sign_in(PASSWORD)
    hand.wait_for("共 60 人", LONG.name)


def test_a_wrong_password_costs_longer_each_time(at_work: Hand, clock: FixedClock) -> None:
    hand, lock = at_work, LockPage(at_work)
    hand.keys("Ctrl+L")
    for _ in range(3):
        lock.try_password("falsch geraten")
        hand.wait_for("账号或密码不对，请再试一次。")
        hand.wait(lambda: hand.field("密码").isEnabled(), "the next try")
    lock.try_password(PASSWORD)
    hand.wait_for("15 秒")
    assert lock.is_shown()
    clock.advance(16)
    lock.try_password("noch einmal falsch")
    hand.wait_for("账号或密码不对，请再试一次。")
    lock.try_password(PASSWORD)
    hand.wait_for("30 秒")
    clock.advance(31)
    lock.sign_in(PASSWORD)


def test_the_desk_stays_open_behind_the_lock(at_work: Hand) -> None:
    hand, desk, lock = at_work, DeskPage(at_work), LockPage(at_work)
    desk.open()
    hand.scan(FIRST.card)
    desk.wait_answer(FIRST.name, "签到成功 08:31")
    hand.keys("Esc")
    hand.wait_for("待办")
    hand.keys("Ctrl+L")
    hand.wait(lock.is_shown, "the lock")
    hand.press("前台签到 (F2)")
    hand.wait_for("请刷卡、刷身份证，或输入手机号后四位")
    assert not hand.sees(FIRST.name), "what happened before the lock is not for everybody"
    assert not hand.has_button("显示最近签到")
    hand.scan(SECOND.card)
    desk.wait_answer(mask_name(SECOND.name), "签到成功 08:31")
    assert not hand.sees(SECOND.name)
    hand.keys("Esc")
    hand.wait(lock.is_shown, "the lock")
    assert not hand.sees(SECOND.name)
