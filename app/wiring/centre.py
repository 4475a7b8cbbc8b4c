"""Setting a centre up and opening it: nothing is ever put over what cannot be opened."""

from __future__ import annotations

import contextlib
from pathlib import Path

from app.core.clock import Clock, SystemClock, local, utc_text
from app.core.errors import UserError
from app.core.files import explain, sync_folder, write_file
from app.core.paths import DataFolder
from app.core.settings import code_fault
from app.db.engine import connect
from app.db.keys import KeyRing
from app.db.lock import FolderLock, refuse_while_restoring
from app.db.migrate import check_existing, migrate, schema_version
from app.db.session import Database
from app.services.rights import SYSTEM
from app.services.settings import put
from app.wiring.application import Application


def create_centre(
    root: Path, code: str, name: str, *, demo: bool = False, clock: Clock | None = None
) -> tuple[Application, str]:
    """Set up a new centre; returns it open, and the recovery phrase to show once.

    Raises `UserError` ``exists`` rather than touch a folder that holds a centre,
    ``being_restored``.
    """
    folder = DataFolder(root)
    refuse_while_restoring(root)
    _refuse_existing(folder)
    faults = _name_faults(code, name)
    if faults:
        raise UserError("invalid", faults)
    _make_folder(folder)
    lock = _claim(root, folder)
    from app.services.upgrades import CURRENT, FLAG

    opened = contextlib.ExitStack()
    try:
        _remove_unfinished(folder)
        write_file(folder.setting_up, b"")
        ring = KeyRing(folder.keys)
        made = ring.create()
        migrate(folder.database, made.key)
        app = Application(folder, Database(folder.database, made.key, clock=clock), lock)
        opened.callback(app.db.close)
        with app.db.write(SYSTEM, "设立中心") as unit:
            put(unit, "centre_code", code.strip())
            put(unit, "centre_name", name.strip())
            put(unit, "demo", demo)
            put(unit, FLAG, CURRENT)
        # Until this mark is gone, a set-up that is cut off can be begun again.
        folder.setting_up.unlink()
        sync_folder(folder.root)
    except BaseException:
        opened.close()
        _remove_unfinished(folder)
        lock.release()
        raise
    return app, made.phrase


def _claim(root: Path, folder: DataFolder) -> FolderLock:
    """The lock of a folder that holds no centre yet."""
    lock = FolderLock(folder.lock)
    lock.acquire()
    try:
        # Asked again under the lock: another set-up or restore may have come meanwhile.
        refuse_while_restoring(root)
        _refuse_existing(folder)
    except UserError:
        lock.release()
        raise
    return lock


def open_centre(
    root: Path,
    *,
    write: bool = True,
    phrase: str = "",
    clock: Clock | None = None,
    begin_day: bool = True,
) -> Application:
    """Open the centre in ``root``; ``write=False`` beside a running desktop.

    ``begin_day=False``: the caller does that itself (`Application.begin_day`), once its window
    stands, because services are loaded for it.
    Raises `UserError`: ``no_centre``, ``folder_in_use``, ``being_restored``, ``key_unavailable``,
    ``schema_too_new``, ``database_damaged``. A file that cannot be opened is never replaced.
    """
    folder = DataFolder(root)
    refuse_while_restoring(root)
    if not folder.exists:
        raise UserError(
            "no_centre", f"“{root}”里没有中心数据。新设中心请用 init，或核对 --data 的文件夹。"
        )
    lock = FolderLock(folder.lock) if write else None
    if lock is not None:
        lock.acquire()
    try:
        refuse_while_restoring(root)
        ring = KeyRing(folder.keys)
        key = ring.unlock_with(phrase) if phrase else ring.unlock()
        _bring_up_to_date(folder, key, clock or SystemClock(), may_write=write)
        db = Database(folder.database, key, clock=clock, read_only=not write)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    app = Application(folder, db, lock)
    if write and begin_day:
        try:
            app.begin_day()
        except BaseException:
            app.close()
            raise
    return app


def _bring_up_to_date(folder: DataFolder, key: bytes, clock: Clock, *, may_write: bool) -> None:
    raw = connect(folder.database, key, writer=False)
    try:
        found = schema_version(raw)
    finally:
        raw.close()
    if not check_existing(found):
        return
    if not may_write:
        raise UserError("needs_upgrade", "数据结构需要升级，请先在桌面程序里打开一次。")
    from app.db.backup import make_backup

    folder.backups.mkdir(exist_ok=True)
    stamp = local(clock.now()).strftime("%Y%m%d-%H%M%S")
    target = folder.backups / f"before-upgrade-{stamp}.yzbackup"
    make_backup(folder, key, target, utc_text(clock.now()), "")
    migrate(folder.database, key)


def _refuse_existing(folder: DataFolder) -> None:
    """Raise ``exists`` for a folder with a centre in it; what a cut-off set-up left is none."""
    if folder.setting_up.exists():
        return
    if folder.database.exists() or folder.keys.exists():
        raise UserError(
            "exists",
            f"“{folder.root}”里已有一个中心的数据，没有改动。"
            "要打开它请直接启动，要另建请换一个文件夹。",
        )


def _name_faults(code: str, name: str) -> str:
    return code_fault(code.strip()) or ("" if name.strip() else "请填写中心名称。")


def _make_folder(folder: DataFolder) -> None:
    try:
        for path in (folder.root, folder.bundles, folder.backups, folder.logs):
            path.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise explain(problem, folder.root) from problem


def _remove_unfinished(folder: DataFolder) -> None:
    """Undo a set-up that did not end; nothing in these files was ever shown as saved."""
    for path in (folder.database, folder.keys, folder.setting_up):
        for suffix in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                path.with_name(path.name + suffix).unlink()
