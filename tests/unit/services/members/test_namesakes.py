"""People of one name are told apart wherever somebody has to choose between them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.core.names import told_apart
from app.services.members import ChangeMember, MemberQuery
from app.services.members.namesakes import SHARED, namesakes
from app.services.rights import Actor
from app.wiring import Application
from tests.helpers.people import id_number, pause, register


@pytest.fixture
def two(app: Application, clerk: Actor) -> tuple[str, str]:
    """Two 王秀英 of other communities, and one 李建国."""
    made = (
        register(app, clerk, "王秀英", community="小河社区", id_number=id_number("19400101", 124)),
        register(app, clerk, "王秀英", community="和睦社区", id_number=id_number("19420505", 142)),
    )
    register(app, clerk, "李建国", community="小河社区", id_number=id_number("19420505", 143))
    return made


def marked(app: Application, actor: Actor) -> list[tuple[str, bool]]:
    ids = app.members.list_ids(MemberQuery(), actor)
    return [(row.name, row.namesake) for row in app.members.rows(ids, actor)]


@pytest.mark.parametrize(
    ("facts", "text"),
    [(("1940", "小河社区"), "王秀英（1940，小河社区）"), (("", "小河社区"), "王秀英（小河社区）"),
     (("", ""), "王秀英")],
)  # fmt: skip
def test_a_name_with_what_tells_it_apart(facts: tuple[str, str], text: str) -> None:
    assert told_apart("王秀英", *facts) == text


def test_the_list_marks_namesakes_and_nobody_else(
    app: Application, clerk: Actor, two: tuple[str, str]
) -> None:
    assert marked(app, clerk) == [("王秀英", True), ("王秀英", True), ("李建国", False)]
    version = app.members.file(two[1], clerk).version
    app.members.change(ChangeMember(two[1], version, {"name": "王秀瑛"}), clerk)
    assert marked(app, clerk) == [("王秀英", False), ("王秀瑛", False), ("李建国", False)]


def test_a_former_name_or_a_part_of_a_name_makes_no_namesake(
    app: Application, clerk: Actor
) -> None:
    register(app, clerk, "秀英", id_number=id_number("19400101", 124))
    register(app, clerk, "王秀英", former_name="秀英", id_number=id_number("19400102", 124))
    assert {namesake for _, namesake in marked(app, clerk)} == {False}


def test_a_merged_file_is_no_namesake(app: Application, clerk: Actor, two: tuple[str, str]) -> None:
    app.merging.merge(*two, {}, "同一人", clerk)
    assert marked(app, clerk) == [("王秀英", False), ("李建国", False)]
    row = app.merging.all(clerk)[0]
    assert (row.kept, row.kept_no) == ("王秀英（1940，小河社区）", "000001")
    assert (row.merged, row.merged_no) == ("王秀英（1942，和睦社区）", "000002")


def test_names_are_looked_up_by_the_index_of_the_search(app: Application) -> None:
    with app.db.read() as connection:
        assert namesakes(connection, ()) == frozenset()
        statement = f"EXPLAIN QUERY PLAN {SHARED.format(marks='?,?')}"
        plan = [row[3] for row in connection.exec_driver_sql(statement, ("a", "b"))]
    assert any("SEARCH k USING PRIMARY KEY" in line for line in plan), plan
    assert any("SEARCH o USING INTEGER PRIMARY KEY" in line for line in plan), plan


def test_a_question_about_a_namesake_says_which_one(
    app: Application, clerk: Actor, two: tuple[str, str], clock: FixedClock, tmp_path: Path
) -> None:
    other = app.members.find("李建国", 1, clerk)[0].uid
    for pin, uid in (("7", two[1]), ("8", other)):
        app.face_checks.link_pin(pin, uid, clerk)
        pause(app, clerk, uid, dt.date(2026, 11, 23))
    path = tmp_path / "1_attlog.dat"
    path.write_bytes(b"".join(
        f"{pin:>9}\t2026-11-23 08:00:00\t1\t0\t15\t0\r\n".encode() for pin in "78"
    ))  # fmt: skip
    app.import_terminal_file(path, "1", clerk)
    app.face_checks.reconcile(dt.date(2026, 11, 23), clerk)
    details = " ".join(item.detail for item in app.work_items.open_items(clerk))
    assert "王秀英（1942，和睦社区） 11-23 08:00 在 1 号机核验" in details
    assert "李建国 11-23 08:00" in details
    checks = {row.pin: row.name for row in app.face_checks.day(dt.date(2026, 11, 23), clerk)}
    assert checks == {"7": "王秀英（1942）", "8": "李建国"}
