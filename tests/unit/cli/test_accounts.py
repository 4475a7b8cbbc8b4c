"""Signing in on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.paths import DataFolder
from app.db.lock import FolderLock
from tests.helpers.cli import DAY, MEMBERS, Desk

ADMINISTRATOR = ("accounts", "add", "admin", "--name", "系统员", "--role", "administrator")
CHECK_IN = ("attendance", "check-in", "K003", "--at", f"{DAY}T08:31", "--note", "补记")


def password(desk: Desk, text: str | bytes, name: str = "password") -> dict[str, str]:
    """The environment that names a password file."""
    path = desk.folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return {"YIZHAN_PASSWORD_FILE": str(path)}


@pytest.fixture
def staffed(desk: Desk) -> Desk:
    """An administrator and a clerk."""
    desk.json(*ADMINISTRATOR, "--password", "correct horse")
    admin = password(desk, "correct horse", "admin-password")
    clerk = ("accounts", "add", "wang", "--name", "小王", "--role", "clerk")
    desk.json("--user", "admin", *clerk, "--password", "battery staple", **admin)
    return desk


def test_the_first_account_is_the_administrator(desk: Desk) -> None:
    before = desk.counts()
    words = desk.refused("accounts", "add", "wang", "--name", "小王", "--role", "clerk",
                         "--password", "battery staple")  # fmt: skip
    assert "系统管理" in words
    assert "8 位" in desk.refused(*ADMINISTRATOR, "--password", "short")
    assert desk.counts() == before
    desk.json(*ADMINISTRATOR, "--password", "correct horse")


def test_with_accounts_nobody_is_let_in_without_one(staffed: Desk) -> None:
    before = staffed.counts()
    for command in (("members", "find", "李"), ("members", "import", MEMBERS), CHECK_IN,
                    (*ADMINISTRATOR, "--password", "another one"), ("sync", "status"),
                    ("audit", "show"), ("backup", "make", "b.yzbackup")):  # fmt: skip
        assert "--user" in staffed.refused(*command)
    assert staffed.counts() == before
    assert not (staffed.folder / "b.yzbackup").exists()


@pytest.mark.parametrize("line_end", ["", "\n", "\r\n"])
def test_a_password_file(staffed: Desk, line_end: str) -> None:
    key = password(staffed, f"battery staple{line_end}")
    assert staffed.json("--user", "wang", *CHECK_IN, **key)["outcome"] == "checked_in"
    day = staffed.json("--user", "wang", "attendance", "day", DAY, **key)
    assert day["present"] == 1
    admin = password(staffed, "correct horse")
    events = staffed.json("--user", "admin", "audit", "show", **admin)
    assert "小王" in {one["actor_name"] for one in events if one["entity"] == "attendance"}


def test_a_password_file_written_by_a_windows_editor(staffed: Desk) -> None:
    key = password(staffed, b"\xef\xbb\xbfbattery staple\r\n")
    assert staffed.json("--user", "wang", "attendance", "day", DAY, **key)["present"] == 0


@pytest.mark.parametrize(
    ("user", "content", "word"),
    [
        ("wang", "wrong password", "账号或密码不对"),
        ("nobody", "battery staple", "账号或密码不对"),
        ("wang", b"\xff\xfe\x00\x01", "密码文件"),
        ("wang", "x" * 5000, "超过"),
    ],
)
def test_a_wrong_password(staffed: Desk, user: str, content: str | bytes, word: str) -> None:
    before = staffed.counts()
    key = password(staffed, content)
    assert word in staffed.refused("--user", user, *CHECK_IN, **key)
    after = staffed.counts()
    assert {**after, "audit_event": 0} == {**before, "audit_event": 0}


def test_a_password_file_that_is_not_there(staffed: Desk) -> None:
    nothing = {"YIZHAN_PASSWORD_FILE": str(staffed.folder / "none")}
    assert "none" in staffed.refused("--user", "wang", *CHECK_IN, **nothing)


def test_many_wrong_passwords_lock_the_account(staffed: Desk) -> None:
    wrong, right = password(staffed, "wrong password"), password(staffed, "battery staple", "right")
    for _ in range(3):
        staffed.refused("--user", "wang", *CHECK_IN, **wrong)
    assert "锁定" in staffed.refused("--user", "wang", *CHECK_IN, **right)
    assert "锁定" in staffed.refused("--user", "wang", "members", "find", "李", **right)
    admin = password(staffed, "correct horse")
    assert staffed.json("--user", "admin", *CHECK_IN, **admin)["outcome"] == "checked_in"


def test_a_clerk_may_not_do_everything(staffed: Desk) -> None:
    key = password(staffed, "battery staple")
    before = staffed.counts()
    for command in (
        ("accounts", "add", "li", "--name", "李", "--role", "clerk", "--password", "12345678"),
        ("members", "export", "list.xlsx"),
        ("backup", "make", "b.yzbackup"),
        ("audit", "show"),
    ):
        assert "没有" in staffed.refused("--user", "wang", *command, **key)
    after = staffed.counts()
    signed_in = after.pop("audit_event") - before.pop("audit_event")
    assert signed_in <= 4
    assert after == before
    left = {path.name for path in Path(staffed.folder).iterdir()}
    assert not left & {"list.xlsx", "b.yzbackup"}


def test_accounts_are_listed_without_secrets(staffed: Desk) -> None:
    key = password(staffed, "correct horse")
    listed = staffed.run("--user", "admin", "--json", "accounts", "list", **key).out
    assert '"wang"' in listed
    assert "argon2" not in listed
    assert "系统员" in staffed.run("--user", "admin", "accounts", "list", **key).out


def test_guessing_with_a_reading_verb_locks_as_well(staffed: Desk) -> None:
    wrong, right = password(staffed, "wrong password"), password(staffed, "battery staple", "right")
    for command in (("members", "find", "李"), ("attendance", "day", DAY), ("terminals", "list")):
        assert "密码不对" in staffed.refused("--user", "wang", *command, **wrong)
    assert "锁定" in staffed.refused("--user", "wang", "members", "find", "李", **right)
    admin = password(staffed, "correct horse")
    assert staffed.json("--user", "admin", "members", "find", "李", **admin)
    assert ("sign_in", "系统员") in {
        (action, name)
        for action, name in staffed.query(
            "SELECT a.action, u.display_name FROM audit_event a"
            " JOIN user_account u ON u.uid = a.entity_uid"
        )
    }


def test_beside_a_desktop_reading_goes_on_and_a_lock_out_holds(staffed: Desk) -> None:
    wrong, right = password(staffed, "wrong password"), password(staffed, "battery staple", "right")
    for _ in range(3):
        staffed.refused("--user", "wang", "members", "find", "李", **wrong)
    desktop = FolderLock(DataFolder(staffed.data).lock)
    desktop.acquire()
    try:
        assert "锁定" in staffed.refused("--user", "wang", "members", "find", "李", **right)
        admin = password(staffed, "correct horse")
        assert staffed.json("--user", "admin", "members", "find", "李", **admin)
        made = staffed.run("--user", "admin", "backup", "make", "b.yzbackup", **admin)
        assert "没有记入审计日志" in made.err
        staffed.run("backup", "verify", "b.yzbackup")
    finally:
        desktop.release()


def test_guessing_beside_a_desktop_locks_too_and_is_in_the_audit(staffed: Desk) -> None:
    wrong, right = password(staffed, "wrong password"), password(staffed, "battery staple", "right")
    desktop = FolderLock(DataFolder(staffed.data).lock)
    desktop.acquire()
    try:
        for _ in range(3):
            staffed.refused("--user", "wang", "members", "find", "李", **wrong)
        assert "锁定" in staffed.refused("--user", "wang", "members", "find", "李", **right)
    finally:
        desktop.release()
    assert "锁定" in staffed.refused("--user", "wang", "members", "find", "李", **right)
    admin = password(staffed, "correct horse")
    events = staffed.json("--user", "admin", "audit", "show", **admin)
    failed = [one for one in events if one["action"] == "sign_in_failed"]
    assert [(one["actor_name"], one["subject"]) for one in failed] == [("小王", "小王（wang）")] * 3
    lines = staffed.run("--user", "admin", "audit", "show", "--limit", "9", **admin).out
    assert "小王  登录失败  账号  小王（wang）  登录" in lines
    older = staffed.json(
        "--user", "admin", "audit", "show", "--limit", "2", "--before", "5", **admin
    )
    assert [one["id"] for one in older] == [4, 3]
