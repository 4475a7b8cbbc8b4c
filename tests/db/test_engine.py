"""Connections to the encrypted file."""

from __future__ import annotations

import hashlib
import secrets
import traceback
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlcipher3 import dbapi2

from app.core.errors import EnvironmentProblem
from app.db.engine import DatabaseDamaged, connect, make_engine, translate
from app.db.health import quick_check
from app.db.session import Database
from app.models import Member
from app.services.rights import SYSTEM
from app.wiring import Application
from tests.db.tools import raw
from tests.helpers.people import register


def pragma(connection: object, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "数 据#1.db"


def test_the_writer_is_durable_and_keeps_references(path: Path) -> None:
    connection = connect(path, b"k" * 32, writer=True)
    assert pragma(connection, "journal_mode") == "wal"
    assert pragma(connection, "synchronous") == 2
    assert pragma(connection, "foreign_keys") == 1
    assert pragma(connection, "mmap_size") in (0, None)
    assert int(pragma(connection, "page_size")) == 4096
    assert pragma(connection, "query_only") == 0
    connection.close()


def test_what_is_erased_is_overwritten_in_the_file(path: Path) -> None:
    """SQLCipher switches it on; docs/decisions/consents.md relies on it for erased photos."""
    connection = connect(path, b"k" * 32, writer=True)
    assert pragma(connection, "secure_delete") == 1
    connection.close()


def test_a_reader_cannot_write_and_never_checkpoints(path: Path) -> None:
    writer = connect(path, b"k" * 32, writer=True)
    writer.execute("CREATE TABLE t (a INTEGER) STRICT")
    reader = connect(path, b"k" * 32, writer=False)
    assert pragma(reader, "query_only") == 1
    assert pragma(reader, "wal_autocheckpoint") == 0
    with pytest.raises(dbapi2.OperationalError, match="readonly"):
        reader.execute("INSERT INTO t VALUES (1)")
    reader.close()
    writer.close()


def test_every_connection_of_the_product_has_these_settings(app: Application) -> None:
    for engine, name, value in (
        (app.db._writer, "synchronous", 2),
        (app.db._writer, "foreign_keys", 1),
        (app.db._writer, "query_only", 0),
        (app.db._reader, "query_only", 1),
        (app.db._reader, "wal_autocheckpoint", 0),
    ):
        with engine.connect() as connection:
            assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == value, name


def test_a_wrong_key_is_said_and_the_file_is_untouched(app: Application) -> None:
    app.db.checkpoint()
    app.db.close()
    path = app.folder.database
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    for writer in (True, False):
        with pytest.raises(DatabaseDamaged, match="备份恢复"):
            connect(path, secrets.token_bytes(32), writer=writer)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert sorted(p.name for p in path.parent.glob("yizhan.db*")) == ["yizhan.db"]


def test_a_plain_sqlite_file_is_not_taken_for_a_centre(path: Path) -> None:
    plain = dbapi2.connect(str(path))
    plain.execute("CREATE TABLE t (a)")
    plain.close()
    before = path.read_bytes()
    with pytest.raises(DatabaseDamaged):
        connect(path, b"k" * 32, writer=True)
    assert path.read_bytes() == before


def test_a_reader_never_makes_a_file(path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="数据文件夹"):
        connect(path, b"k" * 32, writer=False)
    assert not path.exists()


@pytest.mark.parametrize("place", [0.0, 0.3, 0.6, 0.99])
def test_a_flipped_byte_is_damage_and_never_data(app: Application, place: float) -> None:
    with app.db.write(SYSTEM) as unit:
        people = [{"member_no": f"{n:06d}", "name": f"王秀{n}"} for n in range(2000)]
        unit.recorder.bulk_insert(Member, people)
    app.db.checkpoint()
    app.db.close()
    path = app.folder.database
    data = bytearray(path.read_bytes())
    data[int(len(data) * place)] ^= 1
    path.write_bytes(data)
    db = None
    try:
        db = Database(path, app.db.key, clock=app.clock)
        assert not quick_check(db)
    finally:
        if db is not None:
            db.close()


def test_a_sound_file_passes_the_quick_check(app: Application) -> None:
    assert quick_check(app.db)


def test_broken_pages_seen_by_a_reader_are_named_as_damage(app: Application) -> None:
    with raw(app) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("UPDATE sqlite_master SET rootpage = 999999 WHERE name = 'meal'")
    app.db.close()
    db = Database(app.folder.database, app.db.key)
    with pytest.raises(DatabaseDamaged), db.read() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM meal").all()
    db.close()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("database or disk is full", "disk_full"),
        ("disk I/O error", "disk_unwritable"),
        ("attempt to write a readonly database", "disk_unwritable"),
        ("unable to open database file", "disk_unwritable"),
        ("database is locked", "database_busy"),
        ("file is not a database", "database_damaged"),
        ("database disk image is malformed", "database_damaged"),
    ],
)
def test_what_the_driver_says_becomes_a_sentence(text: str, code: str) -> None:
    said = translate(dbapi2.OperationalError(text))
    assert said.code == code
    assert said.message.endswith("。")


def test_a_bug_stays_a_bug() -> None:
    bug = dbapi2.IntegrityError("UNIQUE constraint failed: member.uid")
    assert translate(bug) is bug


def test_a_reading_transaction_sees_one_moment(app: Application) -> None:
    reader = make_engine(app.folder.database, app.db.key, writer=False)
    with reader.connect() as connection:
        ask = "SELECT count(*) FROM member"
        assert connection.exec_driver_sql(ask).scalar() == 0
        register(app, SYSTEM)
        assert connection.exec_driver_sql(ask).scalar() == 0
    with reader.connect() as connection:
        assert connection.exec_driver_sql(ask).scalar() == 1
    reader.dispose()


def test_an_error_never_tells_what_was_being_stored(app: Application) -> None:
    value = "秀英".join(("王", ""))  # in no line of source that a traceback shows
    with pytest.raises(Exception, match="no such column") as caught, app.db.write(SYSTEM) as unit:
        unit.session.execute(text("SELECT nowhere FROM member WHERE name = :n"), {"n": value})
    assert value not in "".join(traceback.format_exception(caught.value))
