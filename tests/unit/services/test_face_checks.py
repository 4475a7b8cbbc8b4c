"""Face checks: kept as they came, matched to people, never against a person's decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.core.errors import UserError, ValidationProblem
from app.core.progress import Cancelled
from app.services.attendance import CheckIn
from app.services.face_checks import FaceChecks, Reconciliation, TerminalImport
from app.services.members import ChangeMember
from app.services.rights import Actor
from app.wiring import Application
from tests.db.tools import count, rows
from tests.helpers.people import id_number, leave, register

DAY = dt.date(2026, 11, 20)
FACE, CARD = 15, 2


def line(pin: str, at: str, verify: int = FACE) -> str:
    return f"{pin:>9}\t{at}\t1\t0\t{verify}\t0\r\n"


def feed(app: Application, actor: Actor, lines: Sequence[str], device: str = "1") -> TerminalImport:
    """Import a file made of ``lines`` the way the product does."""
    path = app.folder.root.parent / f"{device}_attlog.dat"
    path.write_bytes("".join(lines).encode())
    return app.import_terminal_file(path, device, actor)


def morning(*entries: tuple[str, str]) -> list[str]:
    return [line(pin, f"{DAY} {time}") for pin, time in entries]


def arrivals(app: Application, actor: Actor, date: dt.date = DAY) -> list[tuple[str, str]]:
    return [(row.name, row.arrived_at) for row in app.attendance.day(date, actor).people]


# -- keeping -------------------------------------------------------------------------------


def test_every_line_is_stored_repeated_or_unreadable(app: Application, clerk: Actor) -> None:
    lines = [
        *morning(("101", "07:10:05"), ("101", "07:10:05"), ("102", "07:11:00")),
        line("103", "2009-01-01 00:00:00"),
        line("103", "2030-01-01 00:00:00"),
        "torn\r\n",
        "\0\0\0\0\r\n",
    ]
    found = feed(app, clerk, lines)
    assert (found.lines, found.stored, found.repeats, found.unreadable, found.implausible) == (
        6, 4, 1, 1, 2,
    )  # fmt: skip
    assert (found.first_date, found.last_date, found.dates) == (
        "2026-11-20", "2026-11-20", ("2026-11-20",),
    )  # fmt: skip
    raw = rows(app, "SELECT raw, size FROM terminal_file")
    assert raw == [("".join(lines).encode(), len("".join(lines)))]
    assert rows(app, "SELECT line_no, raw FROM terminal_unreadable") == [(6, b"torn")]


def test_a_second_import_adds_nothing(app: Application, clerk: Actor) -> None:
    lines = [*morning(("101", "07:10:05"), ("102", "07:11:00")), "torn\r\n"]
    feed(app, clerk, lines)
    again = feed(app, clerk, lines)
    assert (again.stored, again.repeats, again.unreadable) == (0, 2, 1)
    counts = [count(app, t) for t in ("face_check", "terminal_file", "terminal_unreadable")]
    assert counts == [2, 1, 1]
    longer = feed(app, clerk, [*lines, *morning(("103", "08:00:00"))])
    assert (longer.stored, longer.repeats) == (1, 2)
    assert count(app, "terminal_file") == 2


def test_the_same_moment_on_another_terminal_is_another_check(
    app: Application, clerk: Actor
) -> None:
    feed(app, clerk, morning(("101", "07:10:05")), "1")
    assert feed(app, clerk, ["\r\n", *morning(("101", "07:10:05"))], "2").stored == 1
    terminals = app.face_checks.terminals(clerk)
    assert [(t.device_no, t.name, t.checks, t.last_check) for t in terminals] == [
        ("1", "1 号机", 1, "2026-11-20 07:10:05"), ("2", "2 号机", 1, "2026-11-20 07:10:05"),
    ]  # fmt: skip


def test_the_same_file_is_not_stored_as_another_terminals(app: Application, clerk: Actor) -> None:
    lines = morning(("101", "07:10:05"))
    feed(app, clerk, lines, "1")
    before = count(app, "audit_event")
    with pytest.raises(UserError, match="终端“1”") as caught:
        feed(app, clerk, lines, "2")
    assert caught.value.code == "other_terminal"
    assert [t.device_no for t in app.face_checks.terminals(clerk)] == ["1"]
    assert (count(app, "face_check"), count(app, "audit_event")) == (1, before)
    assert feed(app, clerk, lines, " 1 ").repeats == 1


def test_a_file_that_is_refused_leaves_nothing(app: Application, clerk: Actor) -> None:
    with pytest.raises(UserError):
        feed(app, clerk, ["this is no attendance log\r\n"] * 5)
    with pytest.raises(ValidationProblem, match="设备号"):
        feed(app, clerk, morning(("101", "07:10:05")), " ")
    for table in ("terminal", "terminal_file", "face_check", "terminal_unreadable"):
        assert count(app, table) == 0


def test_cancelling_leaves_nothing(app: Application, clerk: Actor, tmp_path: Path) -> None:
    path = tmp_path / "1_attlog.dat"
    path.write_text("".join(morning(*((f"{n}", "07:10:05") for n in range(500)))))

    def cancel(done: int, total: int, what: str) -> None:
        if "保存" in what:
            raise Cancelled

    with pytest.raises(Cancelled):
        app.import_terminal_file(path, "1", clerk, cancel)
    assert count(app, "terminal_file") == count(app, "face_check") == 0


def test_the_import_is_in_the_audit_with_the_files_hash(
    app: Application, clerk: Actor, administrator: Actor
) -> None:
    feed(app, clerk, morning(("101", "07:10:05")))
    event = app.audit.show(administrator)[0]
    assert (event.action, event.entity) == ("import", "face_check")
    assert set(event.fields) == {"stored", "repeats", "sha256"}
    assert app.audit.verify(administrator).sound


# -- matching ------------------------------------------------------------------------------


def test_checks_become_one_attendance_per_person_at_the_first(
    app: Application, clerk: Actor
) -> None:
    register(app, clerk, "王秀英", pin="101", joined_on="2026-01-01")
    register(app, clerk, "李建国", pin="102", joined_on="2026-01-01")
    feed(app, clerk, [
        *morning(("101", "11:30:00"), ("101", "07:10:05"), ("999", "07:00:00")),
        line("102", f"{DAY} 09:00:00", CARD),
    ])  # fmt: skip
    assert app.face_checks.reconcile(DAY, clerk) == Reconciliation(4, 3, 1, 2, 2)
    assert arrivals(app, clerk) == [("王秀英", "07:10:05"), ("李建国", "09:00:00")]
    assert rows(app, "SELECT method, source FROM attendance ORDER BY arrived_at") == [
        ("face", "terminal"), ("card", "terminal"),
    ]  # fmt: skip
    assert app.face_checks.first_check(DAY, clerk) == "07:00:00"
    assert app.face_checks.latest_date(clerk) == DAY


def test_reconciling_again_changes_nothing(
    app: Application, clerk: Actor, administrator: Actor
) -> None:
    register(app, clerk, pin="101")
    feed(app, clerk, morning(("101", "07:10:05"), ("999", "07:00:00")))
    app.face_checks.reconcile(DAY, clerk)
    before = count(app, "audit_event"), count(app, "outbox")
    assert app.face_checks.reconcile(DAY, clerk) == Reconciliation(2, 1, 1, 1, 0)
    assert (count(app, "audit_event"), count(app, "outbox")) == before
    assert len(app.work_items.open_items(clerk)) == 1


def test_what_a_person_undid_stays_undone(app: Application, clerk: Actor) -> None:
    register(app, clerk, pin="101")
    feed(app, clerk, morning(("101", "07:10:05")))
    app.face_checks.reconcile(DAY, clerk)
    (row,) = app.attendance.day(DAY, clerk).people
    app.attendance.undo(row.uid, "别人代刷", clerk)
    assert app.face_checks.reconcile(DAY, clerk).added == 0
    feed(app, clerk, morning(("101", "06:00:00")))
    assert app.face_checks.reconcile(DAY, clerk).added == 0
    assert arrivals(app, clerk) == []


def test_what_a_person_entered_stays_as_entered(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk, pin="101", joined_on="2020-01-01")
    at = dt.datetime.combine(DAY, dt.time(9))
    app.attendance.check_in(CheckIn(uid, at, note="补记"), clerk)
    feed(app, clerk, morning(("101", "07:10:05")))
    assert app.face_checks.reconcile(DAY, clerk).added == 0
    assert arrivals(app, clerk) == [("王秀英", "09:00:00")]


def test_an_earlier_check_moves_the_terminals_own_arrival(app: Application, clerk: Actor) -> None:
    register(app, clerk, pin="101")
    feed(app, clerk, morning(("101", "09:00:00")))
    app.face_checks.reconcile(DAY, clerk)
    feed(app, clerk, [line("101", f"{DAY} 07:10:05", CARD)], "2")
    assert app.face_checks.reconcile(DAY, clerk).added == 0
    assert arrivals(app, clerk) == [("王秀英", "07:10:05")]
    assert rows(app, "SELECT method, version FROM attendance") == [("card", 2)]


@pytest.mark.parametrize("at", ["2014-12-31 08:00:00", "2026-11-25 08:00:00"])
def test_a_clock_that_was_wrong_never_makes_attendance(
    app: Application, clerk: Actor, at: str
) -> None:
    uid = register(app, clerk, pin="101")
    feed(app, clerk, [line("101", at)])
    date = dt.date.fromisoformat(at[:10])
    assert app.face_checks.reconcile(date, clerk).checks == 0
    app.face_checks.unlink_pin("101", clerk)
    app.face_checks.link_pin("101", uid, clerk)
    assert count(app, "attendance") == 0
    assert app.face_checks.latest_date(clerk) is None
    assert app.face_checks.unmatched(clerk) == []


def test_whoever_left_is_not_entered_from_the_day_after(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk, pin="101", joined_on="2020-01-01")
    leave(app, clerk, uid, DAY)
    next_day = DAY + dt.timedelta(days=1)
    feed(app, clerk, [*morning(("101", "07:10:05")), line("101", f"{next_day} 07:10:05")])
    dates = (str(DAY), str(next_day))
    assert app.face_checks.reconcile_dates(dates, clerk).added == 1
    assert rows(app, "SELECT service_date FROM attendance") == [(str(DAY),)]


def test_many_dates_are_reconciled_in_blocks(app: Application, clerk: Actor) -> None:
    register(app, clerk, pin="101")
    days = [dt.date(2026, 1, 1) + dt.timedelta(days=n) for n in range(70)]
    found = feed(app, clerk, [line("101", f"{day} 08:00:00") for day in days])
    told: list[tuple[int, int]] = []
    total = app.face_checks.reconcile_dates(
        found.dates, clerk, lambda done, of, what: told.append((done, of))
    )
    assert total == Reconciliation(70, 70, 0, 1, 70)
    assert told == [(0, 3), (1, 3), (2, 3)]


# -- linking -------------------------------------------------------------------------------


@pytest.fixture
def stranger(app: Application, clerk: Actor) -> str:
    """PIN 999 was seen on three days and belongs to nobody; returns 王秀英's uid."""
    uid = register(app, clerk, "王秀英", joined_on="2025-01-01")
    feed(app, clerk, [
        *morning(("999", "07:10:05"), ("999", "12:00:00")),
        line("999", "2025-03-01 08:00:00"),
        line("999", "2020-10-29 08:00:00"),
    ])  # fmt: skip
    app.face_checks.reconcile(DAY, clerk)
    return uid


def test_linking_resolves_back_to_the_beginning(
    app: Application, clerk: Actor, stranger: str
) -> None:
    (pin,) = app.face_checks.unmatched(clerk)
    assert (pin.pin, pin.checks, pin.first, pin.last) == (
        "999", 4, "2020-10-29 08:00:00", "2026-11-20 12:00:00",
    )  # fmt: skip
    assert [item.subject for item in app.work_items.open_items(clerk)] == ["999"]
    assert app.face_checks.link_pin(" 999 ", stranger, clerk) == 3
    assert rows(app, "SELECT service_date, arrived_at FROM attendance ORDER BY 1") == [
        ("2020-10-29", "2020-10-29 08:00:00"), ("2025-03-01", "2025-03-01 08:00:00"),
        ("2026-11-20", "2026-11-20 07:10:05"),
    ]  # fmt: skip
    assert app.face_checks.unmatched(clerk) == []
    assert app.work_items.open_items(clerk) == []
    assert app.face_checks.pin_of("999", clerk).uid == stranger
    assert {row.name for row in app.face_checks.day(DAY, clerk)} == {"王秀英"}


def test_a_number_given_in_the_file_resolves_as_well(
    app: Application, clerk: Actor, stranger: str
) -> None:
    app.members.change(ChangeMember(stranger, 1, {}, terminal_pin="999"), clerk)
    assert count(app, "attendance") == 3
    assert app.work_items.open_items(clerk) == []
    assert app.members.file(stranger, clerk).pins == ("999",)


def test_linking_what_is_taken_or_unknown_is_refused(
    app: Application, clerk: Actor, stranger: str
) -> None:
    app.face_checks.link_pin("999", stranger, clerk)
    other = register(app, clerk, "李建国")
    with pytest.raises(UserError, match="已属于王秀英"):
        app.face_checks.link_pin("999", other, clerk)
    with pytest.raises(UserError, match="找不到"):
        app.face_checks.link_pin("1", "nobody", clerk)
    with pytest.raises(ValidationProblem):
        app.face_checks.link_pin("  ", other, clerk)


def test_unlinking_takes_back_what_it_alone_gave(
    app: Application, clerk: Actor, stranger: str
) -> None:
    at = dt.datetime(2025, 3, 1, 9)
    app.attendance.check_in(CheckIn(stranger, at, note="补记"), clerk)
    app.face_checks.link_pin("999", stranger, clerk)
    app.face_checks.unlink_pin("999", clerk)
    assert rows(app, "SELECT service_date FROM attendance WHERE deleted_at IS NULL") == [
        ("2025-03-01",)
    ]
    assert app.face_checks.pin_of("999", clerk) is None
    assert [item.subject for item in app.work_items.open_items(clerk)] == ["999"]
    with pytest.raises(UserError, match="没有关联"):
        app.face_checks.unlink_pin("999", clerk)


def test_unlinking_leaves_what_another_number_of_the_same_person_gave(
    app: Application, clerk: Actor, stranger: str
) -> None:
    feed(app, clerk, morning(("500", "09:30:00")), "2")
    app.face_checks.link_pin("999", stranger, clerk)
    app.face_checks.link_pin("500", stranger, clerk)
    app.face_checks.unlink_pin("999", clerk)
    assert rows(app, "SELECT arrived_at FROM attendance WHERE deleted_at IS NULL") == [
        ("2026-11-20 09:30:00",)
    ]


def test_undoing_a_wrong_link_and_linking_again_brings_everything_back(
    app: Application, clerk: Actor, stranger: str, administrator: Actor
) -> None:
    other = register(app, clerk, "李建国")
    app.face_checks.link_pin("999", other, clerk)
    app.face_checks.unlink_pin("999", clerk)
    assert app.face_checks.link_pin("999", stranger, clerk) == 3
    app.face_checks.unlink_pin("999", clerk)
    assert app.face_checks.link_pin("999", stranger, clerk) == 3
    assert arrivals(app, clerk) == [("王秀英", "07:10:05")]
    assert app.audit.verify(administrator).sound


def test_undoing_by_hand_outlives_linking_again(
    app: Application, clerk: Actor, stranger: str
) -> None:
    app.face_checks.link_pin("999", stranger, clerk)
    (row,) = app.attendance.day(DAY, clerk).people
    app.attendance.undo(row.uid, "别人代刷", clerk)
    app.face_checks.unlink_pin("999", clerk)
    app.face_checks.link_pin("999", stranger, clerk)
    assert arrivals(app, clerk) == []
    assert app.attendance.day(dt.date(2025, 3, 1), clerk).present == 1


def test_a_question_a_person_settled_does_not_come_back_for_the_same_checks(
    app: Application, clerk: Actor, stranger: str, clock: FixedClock
) -> None:
    (item,) = app.work_items.open_items(clerk)
    app.work_items.dismiss(item.uid, "施工人员", clerk)
    app.face_checks.reconcile(DAY, clerk)
    assert app.work_items.open_items(clerk) == []
    clock.advance(86400)
    feed(app, clerk, [line("999", "2026-11-24 07:00:00")])
    app.face_checks.reconcile(dt.date(2026, 11, 24), clerk)
    assert [item.subject for item in app.work_items.open_items(clerk)] == ["999"]


def test_unmatched_numbers_of_one_day(app: Application, clerk: Actor, stranger: str) -> None:
    feed(app, clerk, [line("555", "2026-11-21 07:00:00")])
    pins = [p.pin for p in app.face_checks.unmatched(clerk, dt.date(2026, 11, 21))]
    assert pins == ["555"]
    assert [p.pin for p in app.face_checks.unmatched(clerk)] == ["999", "555"]


def test_a_list_imported_later_resolves_the_numbers_in_it(
    app: Application, clerk: Actor, stranger: str, tmp_path: Path
) -> None:
    people = tmp_path / "名单.csv"
    people.write_text(f"姓名,身份证号,人脸编号\n赵德发,{id_number('19450501', 201)},999\n", "utf-8")
    report = app.imports.run(people, clerk)
    assert report.added == 1, report.details
    assert arrivals(app, clerk) == [("赵德发", "07:10:05")]


def test_a_list_resolves_its_numbers_before_anybody_reconciled(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    """No question was asked yet, and a clock that was wrong still counts for nothing."""
    feed(app, clerk, [*morning(("777", "07:10:05")), line("778", "2000-01-01 07:00:00")])
    people = tmp_path / "名单.csv"
    rows = [f"赵德发,{id_number('19450501', 201)},777", f"钱桂香,{id_number('19450501', 202)},778"]
    people.write_text("姓名,身份证号,人脸编号\n" + "\n".join(rows), "utf-8")
    assert app.work_items.count(clerk) == 0
    assert app.imports.run(people, clerk).added == 2
    assert arrivals(app, clerk) == [("赵德发", "07:10:05")]
    assert count(app, "attendance") == 1


def test_a_number_that_is_somebody_elses_resolves_nothing_new(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    register(app, clerk, "王秀英", pin="777")
    feed(app, clerk, morning(("777", "07:10:05")))
    people = tmp_path / "名单.csv"
    people.write_text(f"姓名,身份证号,人脸编号\n赵德发,{id_number('19450501', 201)},777\n", "utf-8")
    assert app.imports.run(people, clerk).details[0].warnings == ("pin_taken",)
    assert arrivals(app, clerk) == []


def test_the_package_keeps_its_names() -> None:
    assert FaceChecks.__module__.startswith("app.services.face_checks")


# -- one number, several terminals ---------------------------------------------------------


def feed_from(app: Application, clerk: Actor, device: str, *records: str) -> None:
    """A file of the terminal ``device``, matched."""
    feed(app, clerk, records, device)
    app.face_checks.reconcile(DAY, clerk)


def names(app: Application, clerk: Actor) -> list[tuple[str, str]]:
    return [(row.device_no, row.name) for row in app.face_checks.day(DAY, clerk)]


def test_a_terminal_s_own_link_goes_before_the_one_of_every_terminal(
    app: Application, clerk: Actor
) -> None:
    register(app, clerk, "王秀英", pin="5")
    li = register(app, clerk, "李建国")
    feed_from(app, clerk, "1", line("5", f"{DAY} 07:00:00"))
    feed_from(app, clerk, "2", line("5", f"{DAY} 07:05:00"))
    assert names(app, clerk) == [("1", "王秀英"), ("2", "王秀英")]
    assert app.face_checks.link_pin("5", li, clerk, "2") == 1
    assert names(app, clerk) == [("1", "王秀英"), ("2", "李建国")]
    assert [row.name for row in app.attendance.day(DAY, clerk).people] == ["王秀英", "李建国"]
    pins = app.face_checks.pins(li, clerk)
    assert [(pin.pin, pin.device_no, pin.terminal) for pin in pins] == [("5", "2", "2 号机")]
    app.face_checks.unlink_pin("5", clerk, "2")
    assert names(app, clerk) == [("1", "王秀英"), ("2", "王秀英")]
    assert [row.name for row in app.attendance.day(DAY, clerk).people] == ["王秀英"]


def test_attendance_that_only_the_other_terminal_gave_moves_to_its_own_person(
    app: Application, clerk: Actor
) -> None:
    register(app, clerk, "王秀英", pin="5")
    li = register(app, clerk, "李建国")
    feed_from(app, clerk, "2", line("5", f"{DAY} 07:05:00"))
    app.face_checks.link_pin("5", li, clerk, "2")
    assert [row.name for row in app.attendance.day(DAY, clerk).people] == ["李建国"]
    app.face_checks.unlink_pin("5", clerk, "2")
    assert [row.name for row in app.attendance.day(DAY, clerk).people] == ["王秀英"]


def test_a_number_linked_on_one_terminal_is_still_unknown_on_another(
    app: Application, clerk: Actor
) -> None:
    li = register(app, clerk, "李建国")
    feed_from(app, clerk, "1", line("5", f"{DAY} 07:00:00"))
    feed_from(app, clerk, "2", line("5", f"{DAY} 07:05:00"))
    assert [pin.devices for pin in app.face_checks.unmatched(clerk)] == [("1", "2")]
    app.face_checks.link_pin("5", li, clerk, "1")
    assert [pin.devices for pin in app.face_checks.unmatched(clerk)] == [("2",)]
    assert app.work_items.count(clerk) == 1
    assert app.dashboard.day(DAY, clerk).unmatched == 1
    app.face_checks.link_pin("5", li, clerk, "2")
    assert app.work_items.count(clerk) == 0
    with pytest.raises(UserError, match="逐台取消"):
        app.face_checks.unlink_pin("5", clerk)


@pytest.mark.parametrize("typed", [" 101 ", "１０１", "10 1"])
def test_a_number_in_use_is_refused_however_it_is_typed(
    app: Application, clerk: Actor, typed: str
) -> None:
    """It was taken without a word: the person had no number, and nobody was told."""
    wang = register(app, clerk, pin="101")
    with pytest.raises(ValidationProblem) as caught:
        register(app, clerk, "李四", pin=typed)
    assert set(caught.value.fields) == {"terminal_pin"}
    with pytest.raises(UserError, match="已属于王秀英"):
        app.face_checks.link_pin(typed, wang, clerk)
    other = register(app, clerk, "李四", pin=typed.replace("1", "2").replace("１", "２"))
    assert app.members.file(other, clerk).pins == ("202",)
