"""While a backup is restored no other process gets into the folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.core.clock import FixedClock
from app.core.errors import NotAllowed, UserError
from app.db import backup
from app.db.lock import BeingRestored, FolderInUse, FolderLock, restore_lock
from app.services.rights import SYSTEM, Actor
from app.wiring import create_centre, open_centre, restore_centre, restoring

CODE, NAME = "330105001", "小河街道居家养老服务中心"


@pytest.fixture
def root(tmp_path: Path, clock: FixedClock) -> Path:
    """A closed centre without accounts; its backup lies beside."""
    app, _ = create_centre(tmp_path / "d", CODE, NAME, clock=clock)
    app.make_backup(tmp_path / "a.yzbackup", SYSTEM)
    app.close()
    return tmp_path / "d"


def attempts(root: Path) -> list[str]:
    """What opening and setting up are answered now."""
    found = []
    for attempt in (
        lambda: open_centre(root),
        lambda: open_centre(root, write=False),
        lambda: create_centre(root, CODE, NAME),
        lambda: restore_centre(root.parent / "a.yzbackup", root),
    ):
        try:
            attempt()
            found.append("came in")
        except UserError as refusal:
            found.append(refusal.code)
    return found


@pytest.mark.parametrize("step", ["_swap", "_sign", "sync_folder"])
def test_nobody_comes_in_between(root: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """``_sign``: before the exchange; ``sync_folder``: the new folder bears the name already."""
    module: Any = restoring if step == "_sign" else backup
    act, said = getattr(module, step), list[str]()

    def watched(*args: Any) -> Any:
        if not said and (step != "sync_folder" or args[0] == root.parent):
            said.extend(attempts(root))
        return act(*args)

    monkeypatch.setattr(module, step, watched)
    assert restore_centre(root.parent / "a.yzbackup", root) is not None
    assert said == ["being_restored"] * 3 + ["folder_in_use"]
    again = open_centre(root, begin_day=False)
    assert again.audit.show(SYSTEM)[0].action == "restore"
    assert again.audit.verify(SYSTEM).sound
    again.close()
    assert sorted(p.name.split(".")[0] for p in root.parent.iterdir()) == ["a", "d", "d"]


def test_an_empty_folder_is_filled_and_nothing_is_set_aside(root: Path, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    assert restore_centre(tmp_path / "a.yzbackup", tmp_path / "new") is None
    open_centre(tmp_path / "new").close()
    assert not list(tmp_path.glob("new.*"))


def test_a_refused_restore_frees_the_folder(root: Path, clerk: Actor) -> None:
    app = open_centre(root)
    app.accounts.create_first("admin", "系统员", "correct horse")
    app.close()
    with pytest.raises(NotAllowed, match="备份与恢复"):
        restore_centre(root.parent / "a.yzbackup", root, who=lambda _: clerk)
    open_centre(root).close()


def test_a_leftover_file_without_a_holder_keeps_nobody_out(root: Path) -> None:
    restore_lock(root).path.write_text("{}")
    open_centre(root).close()


def test_a_lock_whose_file_was_moved_away_guards_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is exchanged between opening the lock file and locking it."""
    path = tmp_path / "yizhan.lock"

    def late(handle: int) -> bool:
        path.rename(tmp_path / "aside.lock")
        return True

    with monkeypatch.context() as patch:
        patch.setattr("app.db.lock._try_lock", late)
        with pytest.raises(FolderInUse):
            FolderLock(path).acquire()
    mine = FolderLock(path)
    mine.acquire()
    assert mine.held()
    mine.release(remove=True)
    assert not path.exists()
    assert not mine.held()


def test_the_sentence_says_to_wait() -> None:
    assert "恢复完成后" in BeingRestored().message
