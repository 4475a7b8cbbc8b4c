"""Accounts: passwords, roles, growing lock-out."""

from __future__ import annotations

import re

import pytest

from app.core.clock import FixedClock
from app.core.errors import NotAllowed, UserError, ValidationProblem
from app.db.session import Database
from app.services import accounts as accounts_module
from app.services.accounts import Accounts
from app.services.rights import Actor, Role
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
    event = app.audit.show(admin)[0]
    assert (event.entity, event.entity_uid, event.reason) == ("user_account", admin.uid, "登录")
    assert "failed_count" in event.fields


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
