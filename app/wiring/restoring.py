"""Restoring a centre: nobody but its own people, nobody else meanwhile, and never in secret."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.clock import SystemClock, local
from app.core.errors import NotAllowed, UserError
from app.core.paths import DataFolder
from app.db.engine import DatabaseDamaged, connect
from app.db.keys import KeyRing, KeysDamaged, KeyUnavailable
from app.db.lock import FolderLock, restore_lock
from app.db.migrate import migrate, schema_version
from app.db.session import Database
from app.services.rights import Actor, Right, Role
from app.wiring.application import Application

if TYPE_CHECKING:
    from app.db.backup import BackupInfo

WITH_PHRASE = Actor("<recovery-phrase>", "持恢复口令的人", Role.ADMINISTRATOR)
"""Restores over a centre with accounts by the recovery phrase of what is there."""
AT_AN_EMPTY_PLACE = Actor("<restore>", "恢复备份（无需登录）", Role.ADMINISTRATOR)
"""Restores where nothing is that opens, or where no account exists."""

Who = Callable[[Application], Actor]
"""Signs somebody in to the centre that is about to be set aside."""


def backup_key(source: Path, phrase: str, *, needed: bool = True) -> bytes | None:
    """The key of a backup: by the phrase, or as this machine keeps it for the same centre.

    Raises `KeyUnavailable` when ``needed`` and nothing here opens it.
    """
    from app.db.backup import backup_keys

    ring = KeyRing.of(backup_keys(source))
    if phrase:
        return ring.unlock_with(phrase, keep=False)
    try:
        return ring.unlock()
    except KeyUnavailable:
        if needed:
            raise
        return None


def restore_centre(
    source: Path, root: Path, phrase: str = "", who: Who | None = None
) -> Path | None:
    """Restore a backup into ``root``; returns where the earlier data was set aside.

    A centre in ``root`` that opens on this machine and has accounts is only replaced by somebody
    with `Right.BACKUP` (``who``) or with its own recovery phrase. No other process can open the
    folder until the restored data, with the note of who restored it, is in place.

    Raises `BackupDamaged`, `KeyUnavailable`, `FolderInUse`, `NotAllowed`, ``sign_in_needed``;
    ``root`` is then as it was.
    """
    from app.db.backup import restore_backup

    folder = DataFolder(root)
    key = backup_key(source, phrase)
    if key is None:
        raise KeyUnavailable
    with _kept_out(folder) as inside:
        actor = _allowed(folder, phrase, who)

        def finish(staged: DataFolder, info: BackupInfo) -> None:
            _sign(staged, key, info, actor)
            if os.name == "nt":  # pragma: no cover - an open file holds a folder there
                inside.release()

        stamp = local(SystemClock().now()).strftime("%Y%m%d-%H%M%S")
        aside = restore_backup(source, key, folder, stamp, finish)
        if phrase:
            KeyRing(folder.keys).unlock_with(phrase)
    return aside


@contextlib.contextmanager
def _kept_out(folder: DataFolder) -> Iterator[FolderLock]:
    """Keep every other process out of the folder, whichever folder bears its name meanwhile."""
    beside, inside = restore_lock(folder.root), FolderLock(folder.lock)
    beside.acquire()
    try:
        if folder.root.exists():
            inside.acquire()
        yield inside
    finally:
        inside.release()
        beside.release(remove=True)


def _allowed(folder: DataFolder, phrase: str, who: Who | None) -> Actor:
    """Who restores. Raises `NotAllowed`, ``sign_in_needed``, or as ``who`` does."""
    key = _key_here(folder)
    if key is None:
        return AT_AN_EMPTY_PLACE
    there = Application(folder, Database(folder.database, key), None)
    try:
        if not there.accounts.any_exist():
            return AT_AN_EMPTY_PLACE
        if phrase and _opens(folder, phrase):
            return WITH_PHRASE
        if who is None:
            raise UserError(
                "sign_in_needed",
                f"“{folder.root.name}”里的中心已设账号，恢复会替换它的数据。"
                "请由有备份权限的账号登录后恢复，或输入这个中心的恢复口令。",
            )
        actor = who(there)
        if not actor.may(Right.BACKUP):
            raise NotAllowed(Right.BACKUP.value)
        return actor
    finally:
        there.close()


def _key_here(folder: DataFolder) -> bytes | None:
    """The key of the centre in ``folder`` if it opens on this machine, else None."""
    if not folder.exists:
        return None
    try:
        key = KeyRing(folder.keys).unlock()
        raw = connect(folder.database, key, writer=False)
    except (KeyUnavailable, KeysDamaged, DatabaseDamaged):
        return None
    except UserError as problem:
        if problem.code == "keys_missing":
            return None
        raise
    try:
        return key if schema_version(raw) else None
    finally:
        raw.close()


def _opens(folder: DataFolder, phrase: str) -> bool:
    try:
        KeyRing(folder.keys).unlock_with(phrase, keep=False)
    except UserError:
        return False
    return True


def _sign(staged: DataFolder, key: bytes, info: BackupInfo, actor: Actor) -> None:
    """Note in the restored data who restored it, before anybody can open it."""
    migrate(staged.database, key)
    db = Database(staged.database, key)
    try:
        with db.write(actor, "从备份恢复") as unit:
            details = {"made_at": info.made_at, "centre_code": info.centre_code}
            unit.recorder.note("restore", "backup", info.made_at, details)
        db.checkpoint()
    finally:
        db.close()
