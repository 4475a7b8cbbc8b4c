"""Accounts: passwords, roles, growing lock-out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from app.core.clock import FixedClock
from app.core.errors import EnvironmentProblem, NotAllowed, UserError, ValidationProblem
from app.db.session import Database
from app.services import accounts as accounts_module
from app.services.accounts import Accounts
from app.services.audit import AuditQuery
from app.services.rights import SYSTEM, Actor, Role
from app.wiring import Application
from tests.db.tools import rows

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 at its lowest cost; one test asks for the real one."""
    import argon2

    real = argon2.PasswordHasher
    monkeypatch.setattr(
        argon2, "PasswordHasher", lambda: real(time_cost=1, memory_cost=8, parallelism=1)
    )


@pytest.fixture
def admin(app: Application) -> Actor:
    return app.accounts.create_first("admin", "系统员", PASSWORD)


def code_of(app: Application, name: str, password: str) -> str:
    try:
        app.accounts.sign_in(name, password)
    except UserError as refusal:
        return refusal.code
    return "in"


# -- making --------------------------------------------------------------------------------


def test_set_up_makes_one_administrator_and_no_second(app: Application) -> None:
    assert not app.accounts.any_exist()
    made = app.accounts.create_first(" admin ", "系统员", PASSWORD)
    assert made.role is Role.ADMINISTRATOR
    assert app.accounts.any_exist()
    with pytest.raises(UserError, match="已经设立过"):
        app.accounts.create_first("second", "二", PASSWORD)
    assert [a.username for a in app.accounts.listed()] == ["admin"]


def test_the_real_cost_is_what_is_recommended() -> None:
    import argon2

    assert argon2.DEFAULT_TIME_COST >= 3
    assert argon2.DEFAULT_MEMORY_COST >= 65_536


def test_passwords_are_kept_as_argon2id_only(app: Application, admin: Actor) -> None:
    (hashed,) = rows(app, "SELECT password_hash FROM user_account")[0]
    assert hashed.startswith("$argon2id$")
    assert PASSWORD not in repr(rows(app, "SELECT * FROM audit_event"))


@pytest.mark.parametrize(
    ("username", "name", "password", "fields"),
    [
        ("", "", "short", {"username", "display_name", "password"}),
        ("admin", "又一个", PASSWORD, {"username"}),
        ("xiaowang", "小王", "1234567", {"password"}),
        ("xiaowang", "小王", "12345678", {"password"}),
        ("xiaowang", "小王", "XiaoWang2026", {"password"}),
    ],
)
def test_all_faults_of_a_new_account_at_once(
    app: Application, admin: Actor, username: str, name: str, password: str, fields: set[str]
) -> None:
    with pytest.raises(ValidationProblem) as caught:
        app.accounts.create(username, name, Role.CLERK, password, admin)
    assert set(caught.value.fields) == fields


def test_only_the_administrator_makes_accounts(
    app: Application, admin: Actor, manager: Actor
) -> None:
    with pytest.raises(NotAllowed):
        app.accounts.create("x", "x", Role.CLERK, PASSWORD, manager)
    clerk = app.accounts.create("xiaowang", "小王", Role.CLERK, PASSWORD, admin)
    assert app.accounts.sign_in("xiaowang", PASSWORD) == clerk
    assert (clerk.name, clerk.role) == ("小王", Role.CLERK)


# -- signing in ----------------------------------------------------------------------------


def test_the_right_password_gives_the_actor_and_is_remembered(
    app: Application, admin: Actor
) -> None:
    assert app.accounts.sign_in("admin", PASSWORD) == admin
    assert app.audit.show(admin)[0].action == "sign_in"


def test_an_unknown_name_hears_the_same_as_a_wrong_password(app: Application, admin: Actor) -> None:
    said = set()
    for name, password in (("admin", "wrong"), ("nobody", PASSWORD), ("", "")):
        with pytest.raises(UserError) as caught:
            app.accounts.sign_in(name, password)
        said.add((caught.value.code, caught.value.message))
    assert said == {("wrong_password", "账号或密码不对，请再试一次。")}


def test_every_failure_is_in_the_audit(app: Application, admin: Actor) -> None:
    code_of(app, "admin", "wrong")
    event, tried = app.audit.show(admin)[:2]
    assert (event.entity, event.entity_uid, event.reason) == ("user_account", admin.uid, "登录")
    assert "failed_count" in event.fields
    assert (tried.action, tried.actor_name, tried.subject) == (
        "sign_in_failed", "系统员", "系统员（admin）"
    )  # fmt: skip


def test_signing_in_and_failing_are_the_accounts_own_events(
    app: Application, admin: Actor, manager: Actor
) -> None:
    code_of(app, "admin", "wrong")
    code_of(app, "admin", PASSWORD)
    own = app.audit.rows(app.audit.ids(AuditQuery(account=admin.uid), admin), admin)
    assert {event.action for event in own} >= {"sign_in", "sign_in_failed", "update"}
    assert {event.actor_name for event in own} == {"系统员"}
    assert app.audit.verify(admin).sound


def test_a_sign_in_written_down_as_the_products_is_still_found_by_its_account(
    app: Application, admin: Actor
) -> None:
    with app.db.write(SYSTEM, "登录") as unit:  # as the first releases did
        unit.recorder.note("sign_in", "user_account", admin.uid, {"name": "admin"})
    (newest, *_) = app.audit.ids(AuditQuery(account=admin.uid), admin)
    (event,) = app.audit.rows([newest], admin)
    assert (event.actor_name, event.subject) == ("系统", "系统员（admin）")
    assert app.audit.verify(admin).sound


def test_the_lock_out_grows_to_a_quarter_of_an_hour(
    app: Application, admin: Actor, clock: FixedClock
) -> None:
    assert [code_of(app, "admin", "wrong") for _ in range(3)] == ["wrong_password"] * 3
    for seconds in (15, 30, 60, 120, 240, 480, 900, 900):
        clock.advance(seconds - 1)
        with pytest.raises(UserError) as caught:
            app.accounts.sign_in("admin", PASSWORD)
        assert caught.value.code == "locked"
        assert re.search(r"请 (1) 秒后再试", caught.value.message)
        clock.advance(1)
        assert code_of(app, "admin", "wrong") == "wrong_password"
    clock.advance(900)
    assert code_of(app, "admin", PASSWORD) == "in"
    assert rows(app, "SELECT failed_count, locked_until FROM user_account") == [(0, None)]


def test_a_lock_out_survives_a_restart_and_holds_for_readers(
    app: Application, admin: Actor, clock: FixedClock
) -> None:
    for _ in range(3):
        code_of(app, "admin", "wrong")
    beside = Database(app.folder.database, app.db.key, clock=clock, read_only=True)
    accounts = Accounts(beside)
    with pytest.raises(UserError) as caught:
        accounts.sign_in("admin", PASSWORD)
    assert caught.value.code == "locked"
    clock.advance(16)
    assert accounts.sign_in("admin", PASSWORD) == admin
    with pytest.raises(UserError, match="账号或密码不对"):
        accounts.sign_in("nobody", PASSWORD)
    beside.close()


def test_others_are_not_locked_with_one(app: Application, admin: Actor) -> None:
    app.accounts.create("xiaowang", "小王", Role.CLERK, PASSWORD, admin)
    for _ in range(4):
        code_of(app, "admin", "wrong")
    assert code_of(app, "xiaowang", PASSWORD) == "in"


# -- changing ------------------------------------------------------------------------------


def test_changing_ones_own_password(app: Application, admin: Actor) -> None:
    app.accounts.change_password(admin.uid, PASSWORD, "another long one")
    assert code_of(app, "admin", PASSWORD) == "wrong_password"
    assert code_of(app, "admin", "another long one") == "in"
    changed = [event for event in app.audit.show(admin) if event.action == "password"]
    assert [event.actor_name for event in changed] == ["系统员"]


def test_guessing_the_old_password_locks_like_signing_in(
    app: Application, admin: Actor, clock: FixedClock
) -> None:
    for _ in range(3):
        with pytest.raises(UserError, match="原密码不对"):
            app.accounts.change_password(admin.uid, "guess", "another long one")
    with pytest.raises(UserError, match="暂时锁定"):
        app.accounts.change_password(admin.uid, PASSWORD, "another long one")
    clock.advance(15)
    app.accounts.change_password(admin.uid, PASSWORD, "another long one")
    with pytest.raises(ValidationProblem):
        app.accounts.change_password(admin.uid, "another long one", "short")
    with pytest.raises(ValidationProblem, match="太常见"):
        app.accounts.change_password(admin.uid, "another long one", "woaini1314")
    with pytest.raises(ValidationProblem, match="账号"):
        app.accounts.reset_password(admin.uid, "admin2026", admin)
    with pytest.raises(UserError, match="找不到这个账号"):
        app.accounts.change_password("nobody", "", "another long one")


def test_a_reset_ends_the_lock_out(app: Application, admin: Actor, manager: Actor) -> None:
    clerk = app.accounts.create("xiaowang", "小王", Role.CLERK, PASSWORD, admin)
    for _ in range(3):
        code_of(app, "xiaowang", "wrong")
    with pytest.raises(NotAllowed):
        app.accounts.reset_password(clerk.uid, "a new password", manager)
    app.accounts.reset_password(clerk.uid, "a new password", admin)
    assert code_of(app, "xiaowang", "a new password") == "in"


def test_a_closed_account_cannot_sign_in_and_is_not_listed(app: Application, admin: Actor) -> None:
    clerk = app.accounts.create("xiaowang", "小王", Role.CLERK, PASSWORD, admin)
    app.accounts.set_active(clerk.uid, False, admin)
    assert code_of(app, "xiaowang", PASSWORD) == "wrong_password"
    assert [a.username for a in app.accounts.listed()] == ["admin"]
    app.accounts.set_active(clerk.uid, True, admin)
    assert code_of(app, "xiaowang", PASSWORD) == "in"


def test_the_last_administrator_stays(app: Application, admin: Actor) -> None:
    app.accounts.create("zhuren", "李主任", Role.MANAGER, PASSWORD, admin)
    with pytest.raises(UserError) as caught:
        app.accounts.set_active(admin.uid, False, admin)
    assert caught.value.code == "last_administrator"
    second = app.accounts.create("admin2", "二号", Role.ADMINISTRATOR, PASSWORD, admin)
    app.accounts.set_active(admin.uid, False, second)
    with pytest.raises(UserError, match="至少要保留一个"):
        app.accounts.set_active(second.uid, False, second)
    with pytest.raises(UserError, match="找不到这个账号"):
        app.accounts.set_active("nobody", False, second)


def test_the_stand_in_for_an_unknown_name_is_a_real_hash() -> None:
    assert not accounts_module._verify(None, "anything")


def test_an_unknown_name_is_in_the_audit_without_what_was_typed(
    app: Application, admin: Actor
) -> None:
    assert code_of(app, "my secret password", "x") == "wrong_password"
    event = app.audit.show(admin)[0]
    assert (event.action, event.entity) == ("sign_in_failed", "user_account")
    assert "secret" not in repr(event)
    assert app.audit.verify(admin).sound


# -- reading beside a desktop --------------------------------------------------------------


@pytest.fixture
def beside(app: Application, admin: Actor, clock: FixedClock) -> Iterator[Accounts]:
    """The accounts as a reading verb sees them while a desktop is open."""
    reading = Database(app.folder.database, app.db.key, clock=clock, read_only=True)
    yield Accounts(reading)
    reading.close()


def reading_code(accounts: Accounts, name: str, password: str) -> str:
    try:
        accounts.sign_in(name, password)
    except (UserError, EnvironmentProblem) as refused:
        return refused.code
    return "in"


def test_guessing_beside_a_desktop_locks_for_readers_and_for_the_desktop(
    app: Application, beside: Accounts, clock: FixedClock
) -> None:
    for _ in range(3):
        assert reading_code(beside, "admin", "guess") == "wrong_password"
    assert reading_code(beside, "admin", PASSWORD) == "locked"
    assert code_of(app, "admin", PASSWORD) == "locked"
    clock.advance(15)
    assert reading_code(beside, "admin", "guess") == "wrong_password"  # the fourth: 30 s
    clock.advance(15)
    assert reading_code(beside, "admin", PASSWORD) == "locked"
    clock.advance(15)
    assert reading_code(beside, "admin", PASSWORD) == "in"
    for _ in range(2):
        assert reading_code(beside, "admin", "guess") == "wrong_password"
    assert reading_code(beside, "admin", PASSWORD) == "in"


def test_the_tries_of_readers_come_into_the_audit_once(
    app: Application, beside: Accounts, admin: Actor
) -> None:
    reading_code(beside, "admin", "guess")
    reading_code(beside, "my secret password", "x")
    reading_code(beside, "admin", PASSWORD)
    waiting = app.folder.root / "sign-ins.txt"
    assert "secret" not in waiting.read_text("ascii")
    code_of(app, "admin", PASSWORD)
    code_of(app, "admin", PASSWORD)
    tried = [e for e in app.audit.show(admin) if "read_only_at" in e.fields]
    assert sorted((e.action, e.actor_name) for e in tried) == [
        ("sign_in", "系统员"), ("sign_in_failed", "系统", ), ("sign_in_failed", "系统员"),
    ]  # fmt: skip
    assert list(app.folder.root.glob("sign-ins*")) == []
    assert app.audit.verify(admin).sound
    assert rows(app, "SELECT failed_count FROM user_account") == [(0,)]


def test_tries_survive_a_crash_while_they_were_counted(
    app: Application, beside: Accounts, admin: Actor
) -> None:
    reading_code(beside, "admin", "guess")
    waiting = app.folder.root / "sign-ins.txt"
    waiting.rename(waiting.with_name("sign-ins.txt.taken"))
    reading_code(beside, "admin", "guess")
    assert reading_code(beside, "admin", "guess") == "wrong_password"
    assert reading_code(beside, "admin", PASSWORD) == "locked"
    assert code_of(app, "admin", PASSWORD) == "locked"


def test_where_a_try_cannot_be_kept_nobody_gets_in(app: Application, beside: Accounts) -> None:
    (app.folder.root / "sign-ins.txt").mkdir()
    assert reading_code(beside, "admin", PASSWORD) not in ("in", "wrong_password")


def test_half_a_line_of_a_power_cut_does_no_harm(
    app: Application, beside: Accounts, admin: Actor
) -> None:
    reading_code(beside, "admin", "guess")
    with (app.folder.root / "sign-ins.txt").open("ab") as file:
        file.write(b"\xff\x00 2026-")
    assert [reading_code(beside, "admin", "guess") for _ in range(2)] == ["wrong_password"] * 2
    assert reading_code(beside, "admin", PASSWORD) == "locked"
    assert code_of(app, "admin", PASSWORD) == "locked"
