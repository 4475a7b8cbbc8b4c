"""Bringing a file up to date, or refusing it; never half."""

from __future__ import annotations

import hashlib
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import app.db.migrate as migrate_module
from app import models
from app.core.clock import FixedClock
from app.core.errors import EnvironmentProblem, UserError
from app.core.paths import DataFolder
from app.db import backup
from app.db.base import Base
from app.db.engine import DatabaseDamaged, connect, make_engine
from app.db.lock import FolderLock
from app.db.migrate import SchemaTooNew, check_version, migrate, schema_version
from app.db.migrations import HEAD, REVISIONS
from app.db.session import Database
from app.services.rights import SYSTEM
from app.wiring import Application, open_centre
from tests.db.old.make import HERE, KEY
from tests.db.shape import shape
from tests.helpers.people import register

STORED = sorted(path.stem for path in HERE.glob("*.sql"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "centre.db"


def version_of(path: Path, key: bytes = KEY) -> str:
    connection = connect(path, key, writer=False)
    try:
        return schema_version(connection)
    finally:
        connection.close()


def set_version(path: Path, key: bytes, version: str) -> None:
    connection = connect(path, key, writer=True)
    connection.execute("UPDATE schema_version SET version = ?", (version,))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


# -- models and revisions ------------------------------------------------------------------


def test_the_revisions_make_what_the_models_say(path: Path, tmp_path: Path) -> None:
    migrate(path, KEY)
    modelled = tmp_path / "models.db"
    engine = make_engine(modelled, KEY, writer=True)
    Base.metadata.create_all(engine)
    engine.dispose()
    assert shape(path, KEY) == shape(modelled, KEY)
    assert len(models.__all__) == len(Base.metadata.tables)


def test_alembic_sees_no_difference_either(path: Path) -> None:
    migrate(path, KEY)
    engine = make_engine(path, KEY, writer=True)
    with engine.connect() as connection:
        ours = {"include_object": lambda o, name, kind, *_: name != "schema_version"}
        context = MigrationContext.configure(connection, opts={"compare_type": True, **ours})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_a_partial_index_that_differs_would_be_seen(path: Path, tmp_path: Path) -> None:
    migrate(path, KEY)
    before = shape(path, KEY)
    connection = connect(path, KEY, writer=True)
    connection.execute("DROP INDEX uq_attendance_member_date")
    connection.execute(
        "CREATE UNIQUE INDEX uq_attendance_member_date ON attendance (member_id, service_date)"
    )
    connection.close()
    assert shape(path, KEY) != before


def test_revisions_stand_in_order_and_head_is_the_last() -> None:
    assert list(REVISIONS) == sorted(REVISIONS)
    assert REVISIONS[-1].startswith(HEAD)


# -- stored databases of every revision ----------------------------------------------------


def test_every_revision_has_its_stored_database() -> None:
    assert [name[:4] for name in REVISIONS] == STORED, "run: python -m tests.db.old.make"


def pour(path: Path, revision: str) -> None:
    """The stored database of ``revision`` as an encrypted file."""
    connection = connect(path, KEY, writer=True)
    connection.execute("PRAGMA foreign_keys=OFF")  # tables come in the order of their names
    connection.executescript((HERE / f"{revision}.sql").read_text(encoding="utf-8"))
    connection.close()


@pytest.mark.parametrize("revision", STORED)
def test_an_old_database_comes_up_with_everything_in_it(
    revision: str, tmp_path: Path, clock: FixedClock
) -> None:
    folder = DataFolder(tmp_path)
    pour(folder.database, revision)
    assert version_of(folder.database) == revision
    migrate(folder.database, KEY)
    fresh = tmp_path / "fresh.db"
    migrate(fresh, KEY)
    assert shape(folder.database, KEY) == shape(fresh, KEY)
    app = Application(folder, Database(folder.database, KEY, clock=clock), None)
    assert [hit.name for hit in app.members.find("wxy", 5, SYSTEM)] == ["王秀英"]
    today = app.attendance.day(clock.now().date(), SYSTEM)
    assert [person.arrived_at for person in today.people] == ["07:10:05", "08:30:00"]
    report = app.audit.verify(SYSTEM)
    assert report.sound, report.problems
    register(app, SYSTEM, "新来的", id_number=None, id_type="none", birth_date="1940-01-01",
             no_document_reason="遗失")  # fmt: skip
    app.close()


@pytest.mark.parametrize("revision", STORED)
def test_a_stored_database_has_a_row_in_every_table(revision: str, path: Path) -> None:
    pour(path, revision)
    connection = connect(path, KEY, writer=False)
    empty = [
        name
        for name in shape(path, KEY)
        if not connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
    ]
    connection.close()
    assert set(empty) <= {"sync_rejection"}


# -- steps that fail -----------------------------------------------------------------------


@pytest.fixture
def next_revision(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Any], None]], None]:
    """Adds a revision 9999 that does what the test says."""

    def add(upgrade: Callable[[Any], None]) -> None:
        module = types.ModuleType("step")
        module.upgrade = upgrade  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "app.db.migrations.versions.9999_next", module)
        monkeypatch.setattr(migrate_module, "REVISIONS", (*REVISIONS, "9999_next"))
        monkeypatch.setattr(migrate_module, "HEAD", "9999")
        monkeypatch.setattr(migrate_module.migrate, "__defaults__", ("9999",))

    return add


def test_a_step_that_fails_half_way_leaves_the_file_as_it_was(
    path: Path, next_revision: Callable[..., None]
) -> None:
    pour(path, STORED[-1])
    before = shape(path, KEY)

    def half(op: Any) -> None:
        op.add_column("member", sa.Column("blood_group", sa.Text()))
        op.create_table("visit", sa.Column("id", sa.Integer(), primary_key=True))
        op.execute("UPDATE member SET name = 'lost'")
        raise ZeroDivisionError

    next_revision(half)
    with pytest.raises(ZeroDivisionError):
        migrate(path, KEY)
    assert shape(path, KEY) == before
    assert version_of(path) == STORED[-1]
    connection = connect(path, KEY, writer=False)
    assert connection.execute("SELECT count(*) FROM member WHERE name = 'lost'").fetchone() == (0,)
    connection.close()


def test_a_step_that_works_is_kept_with_its_number(
    path: Path, next_revision: Callable[..., None]
) -> None:
    pour(path, STORED[-1])
    next_revision(lambda op: op.add_column("member", sa.Column("blood_group", sa.Text())))
    migrate(path, KEY)
    assert version_of(path) == "9999"
    assert "blood_group" in [column[0] for column in shape(path, KEY)["member"]["columns"]]
    migrate(path, KEY)  # nothing left to do


def test_rebuilding_a_parent_keeps_its_children(
    path: Path, next_revision: Callable[..., None]
) -> None:
    """With foreign keys on, a batch alter deletes what cascades."""
    pour(path, STORED[-1])

    def rebuild(op: Any) -> None:
        with op.batch_alter_table("member", recreate="always") as batch:
            batch.alter_column("note", new_column_name="remark")

    before = counts(path)
    assert before["member_key"] > 0
    next_revision(rebuild)
    migrate(path, KEY)
    assert counts(path) == before


def counts(path: Path) -> dict[str, int]:
    connection = connect(path, KEY, writer=False)
    found = {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for name in shape(path, KEY)
    }
    connection.close()
    return found


def test_a_step_that_breaks_references_is_undone(
    path: Path, next_revision: Callable[..., None]
) -> None:
    pour(path, STORED[-1])
    before = counts(path)
    next_revision(lambda op: op.execute("DELETE FROM member"))
    with pytest.raises(RuntimeError, match="broken references"):
        migrate(path, KEY)
    assert counts(path) == before


def test_no_room_during_a_step_is_said_and_undone(
    path: Path, next_revision: Callable[..., None]
) -> None:
    pour(path, STORED[-1])
    before = counts(path)

    def large(op: Any) -> None:
        op.execute("PRAGMA max_page_count = 1")
        op.execute("CREATE TABLE filler (a BLOB) STRICT")
        op.execute("INSERT INTO filler SELECT zeroblob(4000000)")

    next_revision(large)
    with pytest.raises(EnvironmentProblem, match="磁盘空间不足"):
        migrate(path, KEY)
    assert counts(path) == before


# -- refusals ------------------------------------------------------------------------------


def test_a_newer_schema_is_refused_and_untouched(app: Application, clock: FixedClock) -> None:
    app.db.close()
    path = app.folder.database
    set_version(path, app.db.key, "9998")
    before = fingerprint(path)
    with pytest.raises(SchemaTooNew, match=r"9998.*升级"):
        migrate(path, app.db.key)
    with pytest.raises(SchemaTooNew):
        open_with_key(app, clock)
    assert fingerprint(path) == before


def open_with_key(app: Application, clock: FixedClock, *, write: bool = True) -> Application:
    """Open the fixture's folder although its key lies in another test's home."""
    from app.db import keys

    original = keys.KeyRing.unlock
    keys.KeyRing.unlock = lambda ring: app.db.key  # type: ignore[method-assign]
    try:
        return open_centre(app.folder.root, write=write, clock=clock)
    finally:
        keys.KeyRing.unlock = original  # type: ignore[method-assign]


def test_this_version_needs_nothing() -> None:
    assert check_version(HEAD) is False
    assert check_version("0000") is True


@pytest.mark.parametrize("write", [True, False])
def test_an_emptied_file_is_never_filled_anew(
    app: Application, clock: FixedClock, write: bool
) -> None:
    app.close()
    app.folder.database.write_bytes(b"")
    with pytest.raises(DatabaseDamaged, match="备份恢复"):
        open_with_key(app, clock, write=write)
    assert app.folder.database.stat().st_size == 0


# -- the backup before -----------------------------------------------------------------------


def test_a_verified_backup_is_made_before_the_step(
    app: Application, clock: FixedClock, next_revision: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    register(app, SYSTEM)
    app.close()
    next_revision(lambda op: op.add_column("member", sa.Column("blood_group", sa.Text())))
    monkeypatch.setattr(backup, "check_version", lambda found: False)
    with pytest.raises(UserError, match="桌面程序"):
        open_with_key(app, clock, write=False)
    opened = open_with_key(app, clock)
    opened.close()
    (made,) = app.folder.backups.iterdir()
    assert made.name == "before-upgrade-20261123-083000.yzbackup"
    info = backup.verify_backup(made, app.db.key)
    assert (info.schema, info.counts["member"]) == (HEAD, 1)
    assert version_of(app.folder.database, app.db.key) == "9999"


def test_without_room_for_the_backup_nothing_is_migrated(
    app: Application, clock: FixedClock, next_revision: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    app.close()
    next_revision(lambda op: op.add_column("member", sa.Column("blood_group", sa.Text())))

    def full(*args: Any) -> None:
        raise EnvironmentProblem("disk_full", "磁盘空间不足。")

    monkeypatch.setattr(backup, "make_backup", full)
    with pytest.raises(EnvironmentProblem):
        open_with_key(app, clock)
    assert version_of(app.folder.database, app.db.key) == HEAD
    assert FolderLock(app.folder.lock).acquire() is None  # and the folder is free again
