"""Setting a centre up and opening it: never over data, never half."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from app.core.clock import FixedClock
from app.core.errors import EnvironmentProblem, UserError
from app.core.paths import DataFolder
from app.db.engine import DatabaseDamaged
from app.db.keys import KeyUnavailable, new_phrase
from app.db.lock import FolderInUse
from app.services.attendance import CheckIn
from app.services.rights import SYSTEM
from app.wiring import centre, create_centre, open_centre
from tests.helpers.people import register

CODE, NAME = "330105001", "小河街道居家养老服务中心"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "数据"


def contents(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in root.iterdir() if path.is_file()}


def test_a_new_centre_is_there_again_after_closing(root: Path, clock: FixedClock) -> None:
    app, phrase = create_centre(root, f" {CODE} ", f" {NAME} ", clock=clock)
    uid = register(app, SYSTEM)
    app.close()
    again = open_centre(root, clock=clock)
    assert (again.settings.centre().code, again.settings.centre().name) == (CODE, NAME)
    assert again.attendance.check_in(CheckIn(uid), SYSTEM).outcome == "checked_in"
    assert again.audit.verify(SYSTEM).sound
    again.close()
    assert len(phrase.replace("-", "")) == 40


def test_data_is_never_replaced(root: Path, clock: FixedClock) -> None:
    app, _ = create_centre(root, CODE, NAME, clock=clock)
    app.close()
    before = contents(root)
    with pytest.raises(UserError) as caught:
        create_centre(root, CODE, NAME)
    assert caught.value.code == "exists"
    (root / "yizhan.db").unlink()
    with pytest.raises(UserError) as caught:
        create_centre(root, CODE, NAME)  # the only way to a lost database may still be needed
    assert caught.value.code == "exists"
    assert (root / "keys.json").read_bytes() == before["keys.json"]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("", NAME),
        ("33 01", NAME),
        ("三三零", NAME),
        ("1" * 33, NAME),
        ("1", NAME),
        ("33010500X", NAME),
        (CODE, "  "),
    ],
)
def test_a_centre_needs_a_code_and_a_name(root: Path, code: str, name: str) -> None:
    with pytest.raises(UserError) as caught:
        create_centre(root, code, name)
    assert caught.value.code == "invalid"
    assert not root.exists()


@pytest.mark.parametrize("step", ["migrate", "put", "sync_folder"])
def test_a_set_up_that_fails_leaves_room_for_the_next(
    root: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*args: Any, **named: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(centre, step, full)
        with pytest.raises(OSError, match="No space"):
            create_centre(root, CODE, NAME)
    assert set(contents(root)) <= {"yizhan.lock"}
    app, _ = create_centre(root, CODE, NAME)
    app.close()


def test_a_set_up_that_was_cut_off_is_no_centre_and_can_be_begun_again(root: Path) -> None:
    root.mkdir()
    folder = DataFolder(root)
    for path in (folder.setting_up, folder.keys, folder.database):
        path.write_bytes(b"")
    with pytest.raises(UserError) as caught:
        open_centre(root)
    assert caught.value.code == "no_centre"
    app, _ = create_centre(root, CODE, NAME)
    app.close()
    assert not folder.setting_up.exists()


def test_a_set_up_elsewhere_that_ended_meanwhile_is_not_removed(
    root: Path, monkeypatch: pytest.MonkeyPatch, clock: FixedClock
) -> None:
    """The mark of an unfinished set-up is seen, then that set-up ends before we have the lock."""
    acquire = centre.FolderLock.acquire

    def slow(lock: Any) -> None:
        if not DataFolder(root).database.exists():
            monkeypatch.setattr(centre.FolderLock, "acquire", acquire)
            create_centre(root, CODE, NAME, clock=clock)[0].close()
        acquire(lock)

    monkeypatch.setattr(centre.FolderLock, "acquire", slow)
    with pytest.raises(UserError) as caught:
        create_centre(root, "330105999", "另一个")
    assert caught.value.code == "exists"
    again = open_centre(root, clock=clock)
    assert again.settings.centre().code == CODE
    again.close()


def test_an_open_centre_is_not_opened_twice_but_may_be_looked_at(
    root: Path, clock: FixedClock
) -> None:
    app, _ = create_centre(root, CODE, NAME, clock=clock)
    with pytest.raises(FolderInUse, match="已经打开"):
        open_centre(root)
    beside = open_centre(root, write=False, clock=clock)
    assert beside.settings.centre().name == NAME
    beside.close()
    app.close()
    open_centre(root).close()


def test_every_reason_not_to_open_is_said_and_the_lock_is_free_again(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UserError, match="没有中心数据"):
        open_centre(root)
    app, phrase = create_centre(root, CODE, NAME)
    app.close()
    before = contents(root)
    for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "another"))
    with pytest.raises(KeyUnavailable):
        open_centre(root)
    with pytest.raises(UserError, match="不属于"):
        open_centre(root, phrase=new_phrase())
    (root / "yizhan.db").write_bytes(b"rubbish" * 1000)
    with pytest.raises(DatabaseDamaged):
        open_centre(root, phrase=phrase)
    assert (root / "yizhan.db").read_bytes() == b"rubbish" * 1000
    (root / "yizhan.db").write_bytes(before["yizhan.db"])
    open_centre(root).close()  # the phrase was handed to this machine by the attempt before


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises((UserError, EnvironmentProblem), match=r"。$"):
        create_centre(tmp_path / "file" / "centre", CODE, NAME)
