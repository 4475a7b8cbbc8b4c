"""One writer, consistent readers, one transaction per gesture."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlcipher3 import dbapi2

from app.core.errors import EnvironmentProblem, UserError
from app.db.session import Database
from app.models import WorkItem
from app.services.attendance import CheckIn
from app.services.rights import SYSTEM, Actor
from app.wiring import Application
from tests.db.tools import count, rows
from tests.helpers.people import register


def test_a_write_within_a_write_is_refused(app: Application) -> None:
    def nested() -> None:
        with app.db.write(SYSTEM), app.db.write(SYSTEM):
            pass

    with pytest.raises(RuntimeError, match="one transaction"):
        nested()
    register(app, SYSTEM)  # and the writer is free again


def test_changes_are_told_after_the_commit_and_only_then(app: Application, clerk: Actor) -> None:
    seen: list[tuple[frozenset[str], int]] = []
    app.events.subscribe(lambda change: seen.append((change.entities, count(app, "attendance"))))
    uid = register(app, clerk)
    seen.clear()
    app.attendance.check_in(CheckIn(uid), clerk)
    assert seen == [({"attendance"}, 1)]
    seen.clear()
    with pytest.raises(UserError):
        app.attendance.check_in(CheckIn("nobody"), clerk)
    assert seen == []


def test_a_listener_may_write_in_turn(app: Application, clerk: Actor) -> None:
    def answer(change: object) -> None:
        if "member" in change.entities:
            with app.db.write(SYSTEM) as unit:
                unit.touch("setting")

    heard: list[object] = []
    app.events.subscribe(answer)
    app.events.subscribe(heard.append)
    register(app, clerk)
    assert {"setting"} in [change.entities for change in heard]


def test_a_page_that_cannot_refresh_does_not_undo_what_was_saved(
    app: Application, clerk: Actor, expected_logs: pytest.LogCaptureFixture
) -> None:
    app.events.subscribe(lambda change: 1 / 0)
    uid = register(app, clerk)
    assert app.members.file(uid, clerk).values["name"] == "王秀英"
    assert "ZeroDivisionError" in expected_logs.text


def test_four_people_at_four_desks_lose_nothing(app: Application, clerk: Actor) -> None:
    uids = [register(app, clerk, f"老人{n}") for n in range(200)]
    results: list[str] = []
    faults: list[BaseException] = []

    def desk(mine: list[str]) -> None:
        try:
            for uid in mine:
                # Everyone shows up at two desks.
                for _ in range(2):
                    results.append(app.attendance.check_in(CheckIn(uid), clerk).outcome)
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=desk, args=(uids[n::4],)) for n in range(4)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        with app.db.read() as connection:  # readers go on meanwhile
            people, visits = connection.execute(
                text("SELECT count(DISTINCT member_id), count(*) FROM attendance")
            ).one()
            assert people == visits
    for thread in threads:
        thread.join()
    assert faults == []
    assert (results.count("checked_in"), results.count("already")) == (200, 200)
    assert rows(app, "SELECT count(*), count(DISTINCT member_id) FROM attendance") == [(200, 200)]
    report = app.audit.verify(SYSTEM)
    assert report.sound, report.problems


def test_a_reader_sees_the_same_moment_while_others_write(app: Application, clerk: Actor) -> None:
    with app.db.read() as connection:
        before = connection.execute(text("SELECT count(*) FROM audit_event")).scalar()
        thread = threading.Thread(target=lambda: register(app, clerk))
        thread.start()
        thread.join()
        assert connection.execute(text("SELECT count(*) FROM audit_event")).scalar() == before
        assert connection.execute(text("SELECT count(*) FROM member")).scalar() == 0
    assert count(app, "member") == 1


def test_a_glance_sees_one_moment_and_cannot_write(app: Application, clerk: Actor) -> None:
    register(app, clerk)
    with app.db.glance() as connection:
        before = connection.execute("SELECT count(*) FROM audit_event").fetchone()
        thread = threading.Thread(target=lambda: register(app, clerk, "李桂兰"))
        thread.start()
        thread.join()
        assert connection.execute("SELECT count(*) FROM audit_event").fetchone() == before
    with app.db.glance() as connection:
        assert connection.execute("SELECT count(*) FROM member").fetchone() == (2,)
    with pytest.raises(EnvironmentProblem), app.db.glance() as connection:
        connection.execute("DELETE FROM member")
    assert count(app, "member") == 2


def test_two_glance_at_once_and_one_may_end_after_the_close(app: Application) -> None:
    with app.db.glance() as one, app.db.glance() as other:
        assert one is not other
        app.db.close()
        assert one.execute("SELECT count(*) FROM member").fetchone() == (0,)
    with pytest.raises(dbapi2.ProgrammingError):
        one.execute("SELECT 1")


def test_folding_the_log_makes_no_file_where_there_is_none(app: Application) -> None:
    app.db.close()
    app.folder.database.unlink()
    with pytest.raises(EnvironmentProblem):
        app.db.checkpoint()
    assert not app.folder.database.exists()


@contextmanager
def no_more_bytes() -> Iterator[None]:
    """No file may grow: what the operating system does on a full disk."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_commit_that_fails_keeps_nothing_and_the_next_one_works(
    app: Application, clerk: Actor, administrator: Actor
) -> None:
    uid = register(app, clerk)
    events = count(app, "audit_event")
    heard: list[object] = []
    app.events.subscribe(heard.append)
    with no_more_bytes(), pytest.raises(EnvironmentProblem) as caught:
        app.attendance.check_in(CheckIn(uid), clerk)
    assert "没有保存" in caught.value.message or "无法写入" in caught.value.message
    assert heard == []
    assert count(app, "attendance") == 0
    result = app.attendance.check_in(CheckIn(uid), clerk)
    assert result.outcome == "checked_in"
    assert (count(app, "attendance"), count(app, "audit_event")) == (1, events + 1)
    assert app.audit.verify(administrator).sound


def test_a_full_disk_in_the_middle_keeps_nothing_and_says_so(
    app: Application, administrator: Actor
) -> None:
    def limit(pages: str) -> None:
        with app.db._writer.connect() as connection:
            connection.connection.execute(f"PRAGMA max_page_count={pages}")

    limit("1")  # as many as there are now
    rows_ = [
        {"kind": "unknown_code", "subject": f"{n}", "detail": "x" * 500, "opened_at": "2026"}
        for n in range(2000)
    ]
    with (
        pytest.raises(EnvironmentProblem, match="磁盘空间不足"),
        app.db.write(SYSTEM) as unit,
    ):
        unit.recorder.bulk_insert(WorkItem, rows_)
    assert count(app, "work_item") == 0
    limit("4294967294")
    with app.db.write(SYSTEM) as unit:
        unit.recorder.bulk_insert(WorkItem, rows_)
    assert count(app, "work_item") == 2000
    assert app.audit.verify(administrator).sound


def test_beside_a_running_desktop_one_may_only_look(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk)
    beside = Application(
        app.folder, Database(app.folder.database, app.db.key, read_only=True), None
    )
    assert beside.members.file(uid, clerk).values["name"] == "王秀英"
    with pytest.raises(UserError, match="另一个窗口"):
        beside.attendance.check_in(CheckIn(uid), clerk)
    assert app.attendance.check_in(CheckIn(uid), clerk).outcome == "checked_in"
    assert count(beside, "attendance") == 1
    beside.close()


def test_folding_the_log_leaves_everything_in_the_file(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    register(app, clerk)
    app.db.checkpoint()
    assert Path(f"{app.folder.database}-wal").stat().st_size == 0
    copy = tmp_path / "copy.db"
    copy.write_bytes(app.folder.database.read_bytes())
    db = Database(copy, app.db.key, read_only=True)
    with db.read() as connection:
        assert connection.execute(text("SELECT name FROM member")).scalar() == "王秀英"
    db.close()


def test_a_closed_centre_is_one_file(app: Application, clerk: Actor) -> None:
    register(app, clerk)
    app.close()
    assert sorted(p.name for p in app.folder.root.glob("yizhan.db*")) == ["yizhan.db"]
