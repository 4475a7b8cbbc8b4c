"""Restoring over a centre: by its own people or its own phrase, and never in secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.cli import CODE, NAME, Desk, Inside

PASSWORDS = {"admin": "correct horse", "wang": "battery staple"}
RESTORE = ("backup", "restore", "b.yzbackup", "--to", "D")


def as_user(desk: Desk, name: str, password: str = "") -> dict[str, str]:
    path = desk.folder / "password"
    path.write_text(password or PASSWORDS[name], "utf-8")
    return {"YIZHAN_PASSWORD_FILE": str(path)}


@pytest.fixture
def centre(tmp_path: Path) -> tuple[Desk, str]:
    """A centre with an administrator and a clerk, a backup of it, and its recovery phrase."""
    desk = Inside(tmp_path / "desk")
    desk.home.mkdir(parents=True)
    phrase = desk.json("init", "--centre-code", CODE, "--centre-name", NAME)["recovery_phrase"]
    admin = ("accounts", "add", "admin", "--name", "系统员", "--role", "administrator")
    desk.json(*admin, "--password", PASSWORDS["admin"])
    clerk = ("accounts", "add", "wang", "--name", "小王", "--role", "clerk")
    more = as_user(desk, "admin")
    desk.json("--user", "admin", *clerk, "--password", PASSWORDS["wang"], **more)
    desk.json("--user", "admin", "backup", "make", "b.yzbackup", **more)
    return desk, phrase


def last_events(desk: Desk) -> list[tuple[str, str]]:
    sql = "SELECT action, actor_name FROM audit_event ORDER BY id DESC LIMIT 1"
    return [(action, name) for action, name in desk.query(sql)]


def test_nobody_replaces_a_centre_with_accounts_unknown(centre: tuple[Desk, str]) -> None:
    desk, _ = centre
    before = desk.counts()
    assert "登录" in desk.refused(*RESTORE)
    assert "备份与恢复" in desk.refused("--user", "wang", *RESTORE, **as_user(desk, "wang"))
    wrong = as_user(desk, "admin", "wrong password")
    assert "密码不对" in desk.refused("--user", "admin", *RESTORE, **wrong)
    after = desk.counts()
    assert after.pop("audit_event") > before.pop("audit_event")
    assert after == before
    assert not list(desk.folder.glob("D.*"))


def test_who_may_restores_and_is_in_the_restored_audit(centre: tuple[Desk, str]) -> None:
    desk, _ = centre
    done = desk.json("--user", "admin", *RESTORE, **as_user(desk, "admin"))
    assert Path(done["set_aside"]).is_dir()
    assert last_events(desk) == [("restore", "系统员")]
    ((changes,),) = desk.query("SELECT changes FROM audit_event WHERE action = 'restore'")
    assert "made_at" in changes
    more = as_user(desk, "admin")
    assert desk.json("--user", "admin", "audit", "verify", **more)["sound"]
    assert not list(desk.folder.glob("*.lock-restore"))


def test_the_phrase_of_the_centre_is_enough(centre: tuple[Desk, str]) -> None:
    desk, phrase = centre
    desk.json(*RESTORE, "--phrase", phrase)
    assert last_events(desk) == [("restore", "持恢复口令的人")]


def test_the_phrase_of_a_strangers_backup_is_not(centre: tuple[Desk, str], tmp_path: Path) -> None:
    desk, _ = centre
    other = Inside(tmp_path / "other")
    other.home.mkdir(parents=True)
    theirs = other.json("init", "--centre-code", "330105009", "--centre-name", "别处")[
        "recovery_phrase"
    ]
    other.json("backup", "make", "b.yzbackup")
    (desk.folder / "b.yzbackup").write_bytes((other.folder / "b.yzbackup").read_bytes())
    assert "登录" in desk.refused(*RESTORE, "--phrase", theirs)


def test_an_empty_place_and_a_broken_centre_ask_nobody(centre: tuple[Desk, str]) -> None:
    desk, _ = centre
    desk.json("backup", "restore", "b.yzbackup", "--to", "E")
    (desk.data / "yizhan.db").write_bytes(b"rubbish" * 1000)
    for leftover in desk.data.glob("yizhan.db-*"):
        leftover.unlink()
    desk.json(*RESTORE)
    assert last_events(desk) == [("restore", "恢复备份（无需登录）")]
