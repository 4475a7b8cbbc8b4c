"""Taking an import back: questions open again, values as they were, what depends is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.core.codes import MealSlot
from app.core.errors import UserError
from app.core.progress import Cancelled
from app.services.attendance import CheckIn
from app.services.cards import EndCard, IssueCard
from app.services.codes import SaveCode
from app.services.meals import ServeMeal
from app.services.member_codes import VoidCard
from app.services.members import ChangeMember, MemberQuery, RegisterMember
from app.services.rights import Actor
from app.wiring import Application
from tests.db.tools import rows
from tests.helpers.people import id_number, pause, register

HEAD = "姓名,身份证号,电话,卡号,人脸编号,人员类别,紧急联系人,紧急联系电话\n"
ONE, TWO = id_number("19400101", 101), id_number("19410202", 102)


def sheet(tmp_path: Path, *lines: str, head: str = HEAD, name: str = "名单.csv") -> Path:
    path = tmp_path / name
    path.write_text(head + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def checks(app: Application, clerk: Actor, tmp_path: Path, *days: str) -> None:
    """A terminal saw number 7002 on these days of November; they are compared with the list."""
    path = tmp_path / "1_attlog.dat"
    lines = (f"     7002\t2026-11-{day} 08:01:02\t1\t0\t15\t0\r\n" for day in days)
    path.write_text("".join(lines))
    app.import_terminal_file(path, "1", clerk)
    app.face_checks.reconcile_dates([f"2026-11-{day}" for day in days], clerk)


def questions(app: Application, clerk: Actor) -> list[tuple[str, str]]:
    return sorted((item.kind, item.subject) for item in app.work_items.open_items(clerk))


def refused(app: Application, clerk: Actor, run: str) -> str:
    with pytest.raises(UserError) as caught:
        app.import_runs.undo(run, "导错了", clerk)
    assert caught.value.code == "depends"
    return caught.value.message


def test_questions_that_an_import_answered_are_asked_again(
    app: Application, clerk: Actor, administrator: Actor, tmp_path: Path
) -> None:
    for code in ("C1", "13811112222", "X9"):
        app.attendance.scan(code, clerk)
    before = questions(app, clerk)
    run = app.imports.run(sheet(tmp_path, f"甲,{ONE},13811112222,C1,,,,"), clerk).run_uid
    assert questions(app, clerk) == [("unknown_code", "X9")]
    undone = app.import_runs.undo(run, "导错了", clerk)
    assert (undone.removed, undone.reopened) == (1, 2)
    assert questions(app, clerk) == before
    assert app.audit.verify(administrator).sound


def test_a_question_asked_anew_is_not_asked_twice(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    app.attendance.scan("C1", clerk)
    uid = register(app, clerk, "甲", id_number=ONE, phone="13800000001")
    path = sheet(tmp_path, f"甲,{ONE},,C1,,,,")
    run = app.imports.run(path, clerk, updates="all").run_uid
    assert questions(app, clerk) == []
    (card,) = app.cards.of(uid, clerk)
    assert card.number == "C1"
    with app.db.write(clerk) as unit:
        from app.services.work_items import ask_about_code

        ask_about_code(unit, "C1", "又扫到了", app.clock.now().replace(tzinfo=None))
    undone = app.import_runs.undo(run, "导错了", clerk)
    assert undone.reopened == 0
    assert questions(app, clerk) == [("unknown_code", "C1")]


def test_what_a_person_decided_since_stays(
    app: Application, clerk: Actor, tmp_path: Path, clock: FixedClock
) -> None:
    app.attendance.scan("C1", clerk)
    (item,) = app.work_items.open_items(clerk)
    run = app.imports.run(sheet(tmp_path, f"甲,{ONE},,C1,,,,"), clerk).run_uid
    app.work_items.reopen(item.uid, clerk)
    clock.advance(60)
    app.work_items.dismiss(item.uid, "访客", clerk)
    assert app.import_runs.undo(run, "导错了", clerk).reopened == 0
    assert questions(app, clerk) == []


def test_a_terminal_number_taken_over_goes_with_the_days_it_gave(
    app: Application, clerk: Actor, administrator: Actor, tmp_path: Path
) -> None:
    checks(app, clerk, tmp_path, "20", "21")
    uid = register(app, clerk, "甲", id_number=ONE, phone="13811110000")
    before = questions(app, clerk)
    assert before == [("unmatched_pin", "7002")]
    path = sheet(tmp_path, f"甲,{ONE},13899990000,,7002,,,")
    run = app.imports.run(path, clerk, updates="all").run_uid
    assert questions(app, clerk) == []
    living = "SELECT count(*) FROM attendance WHERE deleted_at IS NULL"
    assert rows(app, living) == [(2,)]
    undone = app.import_runs.undo(run, "导错了", clerk)
    assert (undone.restored, undone.reopened) == (1, 1)
    assert questions(app, clerk) == before
    assert rows(app, living) == [(0,)]
    assert app.members.file(uid, clerk).pins == ()
    # Whoever the number really belongs to gets the days, be it the same person.
    app.face_checks.link_pin("7002", uid, clerk)
    assert rows(app, living) == [(2,)]
    assert app.audit.verify(administrator).sound


def test_days_that_came_since_by_such_a_number_are_named(
    app: Application, clerk: Actor, tmp_path: Path, clock: FixedClock
) -> None:
    register(app, clerk, "甲", id_number=ONE)
    run = app.imports.run(sheet(tmp_path, f"甲,{ONE},,,7002,,,"), clerk, updates="all").run_uid
    clock.advance(60)
    checks(app, clerk, tmp_path, "20")
    assert "签到 1 条" in refused(app, clerk, run)


@pytest.mark.parametrize(
    ("what", "named"),
    [
        ("attendance", "签到 1 条"), ("meal", "就餐 1 条"), ("pause", "会籍变动 1 条"),
        ("household", "家庭 1 户"), ("merge", "并入的档案 1 份"),
    ],
)  # fmt: skip
def test_whatever_was_entered_about_the_new_people_is_named(
    app: Application, clerk: Actor, tmp_path: Path, what: str, named: str
) -> None:
    other = register(app, clerk, "乙", id_number=TWO)
    run = app.imports.run(sheet(tmp_path, f"甲,{ONE},,,,低保,甲子,13900001111"), clerk).run_uid
    uid = app.members.who(ONE, clerk).uid
    today = app.clock.now().date()
    if what == "attendance":
        app.attendance.check_in(CheckIn(uid), clerk)
    elif what == "meal":
        app.meals.serve(ServeMeal(uid, MealSlot.LUNCH, today), clerk)
    elif what == "pause":
        pause(app, clerk, uid, today)
    elif what == "household":
        app.households.create(uid, clerk)
    else:
        app.merging.merge(uid, other, {}, "同一人", clerk)
    assert named in refused(app, clerk, run)
    assert app.members.who(ONE, clerk).uid == uid


def test_a_paper_card_stands_in_the_way_and_the_code_of_an_upgrade_does_not(
    app: Application, clerk: Actor, administrator: Actor, tmp_path: Path
) -> None:
    run = app.imports.run(sheet(tmp_path, f"甲,{ONE},,,,,,", f"乙,{TWO},,,,,,"), clerk).run_uid
    app.begin_day()  # as after an upgrade: everybody's uid is their code
    first, second = (app.members.who(name, clerk).uid for name in ("甲", "乙"))
    assert app.member_codes.of(first, clerk)[0].valid
    change = app.member_codes.void(VoidCard(first, "lost"), clerk)
    assert "会员卡 1 张" in refused(app, clerk, run)
    app.member_codes.undo(change, clerk)
    assert app.import_runs.undo(run, "导错了", clerk).removed == 2
    assert app.attendance.scan(second, clerk).outcome == "unknown"
    assert rows(app, "SELECT count(*) FROM member_code WHERE deleted_at IS NULL") == [(0,)]
    assert app.audit.verify(administrator).sound


def test_a_printed_card_stands_in_the_way_of_undoing_an_import(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    run = app.imports.run(sheet(tmp_path, f"甲,{ONE},,,,,,", f"乙,{TWO},,,,,,"), clerk).run_uid
    uids = [app.members.who(name, clerk).uid for name in ("甲", "乙")]
    app.printing.make("member-card", {"member": ",".join(uids)}, clerk)
    assert "会员卡 2 张" in refused(app, clerk, run)


def test_a_mapping_that_was_learnt_is_forgotten_with_its_import(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    head = "姓名,身份证号,备用\n"
    first = sheet(tmp_path, f"甲,{ONE},9988", head=head)
    run = app.imports.run(first, clerk, {0: "name", 1: "id_number", 2: "card"}).run_uid
    second = sheet(tmp_path, f"乙,{TWO},9977", head=head, name="二月.csv")
    assert app.imports.peek(second, clerk).remembered
    app.import_runs.undo(run, "对应错了", clerk)
    assert not app.imports.peek(second, clerk).remembered


def test_taking_back_can_be_cancelled_until_it_is_done(
    app: Application, clerk: Actor, administrator: Actor, tmp_path: Path
) -> None:
    lines = [f"人{n},{id_number('19400101', n)},,C{n},,低保,甲子,13900001111" for n in (101, 103)]
    run = app.imports.run(sheet(tmp_path, *lines), clerk).run_uid
    tables = ("member", "member_card", "member_class", "contact", "member_key", "audit_event",
              "outbox")  # fmt: skip
    before = [rows(app, f"SELECT * FROM {table}") for table in tables]
    steps: list[tuple[int, int]] = []

    def cancel(done: int, total: int, _: str) -> None:
        steps.append((done, total))
        if done == total:
            raise Cancelled

    with pytest.raises(Cancelled):
        app.import_runs.undo(run, "导错了", clerk, cancel)
    assert steps == [(0, 2), (2, 2)]
    assert [rows(app, f"SELECT * FROM {table}") for table in tables] == before
    assert app.import_runs.undo(run, "导错了", clerk).removed == 2
    assert rows(app, "SELECT * FROM member_key") == []
    assert app.audit.verify(administrator).sound


def test_every_tombstone_of_an_import_goes_up(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    run = app.imports.run(sheet(tmp_path, f"甲,{ONE},,C1,,低保,甲子,13900001111"), clerk).run_uid
    events, waiting = (
        rows(app, "SELECT max(id) FROM audit_event"),
        rows(app, "SELECT max(seq) FROM outbox"),
    )
    app.import_runs.undo(run, "导错了", clerk)
    changed = rows(app, "SELECT action, entity FROM audit_event WHERE id > ?", events[0][0])
    assert sorted(changed) == [
        ("undo_import", "member"), ("update", "contact"), ("update", "import_run"),
        ("update", "member"), ("update", "member_card"), ("update", "member_class"),
    ]  # fmt: skip
    up = rows(app, "SELECT entity, version FROM outbox WHERE seq > ?", waiting[0][0])
    assert ("member", 2) in up


VALUES = (
    "SELECT name, phone, categories, emergency_contact, emergency_phone FROM member WHERE uid = ?"
)


def test_what_was_taken_over_is_as_it_was_unless_changed_since(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    uid = register(
        app, clerk, "甲", id_number=ONE, phone="13811110000", card="C1", categories="独居",
        emergency_contact="甲女", emergency_phone="13900002222",
    )  # fmt: skip
    before = rows(app, VALUES, uid)
    path = sheet(tmp_path, f"甲乙,{ONE},13899990000,C2,77,低保,甲子,13900001111")
    run = app.imports.run(path, clerk, updates="all").run_uid
    assert rows(app, VALUES, uid) != before
    version = app.members.file(uid, clerk).version
    app.members.change(ChangeMember(uid, version, {"address": "小河路 1 号"}), clerk)
    app.import_runs.undo(run, "导错了", clerk)
    assert rows(app, VALUES, uid) == before
    file = app.members.file(uid, clerk)
    assert (file.card, file.pins, file.values["address"]) == ("C1", (), "小河路 1 号")
    run = app.imports.run(path, clerk, updates="all").run_uid
    version = app.members.file(uid, clerk).version
    app.members.change(ChangeMember(uid, version, {"phone": "13800000000"}), clerk)
    assert "档案 1 条" in refused(app, clerk, run)


# -- what was changed and put back does not stand in the way ----------------------------------


def undone(app: Application, clerk: Actor, run: str) -> int:
    """How many were removed; nothing of the list is left in use."""
    removed = app.import_runs.undo(run, "导错了", clerk).removed
    for table in ("member", "member_card", "terminal_pin", "member_class", "contact"):
        assert rows(app, f"SELECT count(*) FROM {table} WHERE deleted_at IS NULL") == [(0,)], table
    return removed


def test_a_second_import_that_was_taken_back_does_not_bind_the_first(
    app: Application, clerk: Actor, administrator: Actor, tmp_path: Path, clock: FixedClock
) -> None:
    line = f"甲,{ONE},13811112222,K1,7001,低保,王强,13900001111"
    first = app.imports.run(sheet(tmp_path, line), clerk).run_uid
    clock.advance(3600)
    other = f"甲甲,{ONE},13899990000,K2,7002,独居,李丽,13900002222"
    second = app.imports.run(sheet(tmp_path, other), clerk, updates="all").run_uid
    assert "档案" in refused(app, clerk, first)
    clock.advance(3600)
    app.import_runs.undo(second, "导错了", clerk)
    clock.advance(3600)
    assert undone(app, clerk, first) == 1
    assert app.audit.verify(administrator).sound


def test_a_community_set_for_many_and_put_back(
    app: Application, clerk: Actor, tmp_path: Path, clock: FixedClock
) -> None:
    run = app.imports.run(sheet(tmp_path, f"甲,{ONE},,K1,,低保,,"), clerk).run_uid
    clock.advance(3600)
    ids = app.members.list_ids(MemberQuery(), clerk)
    change = app.bulk.set_community(ids, "小河社区", clerk)
    assert "后来修改过的档案 1 份" in refused(app, clerk, run)
    app.bulk.undo(change, clerk)
    assert undone(app, clerk, run) == 1


def test_a_merge_that_was_taken_back(
    app: Application, clerk: Actor, tmp_path: Path, clock: FixedClock
) -> None:
    line = f"甲,{ONE},13811112222,K1,7001,低保,王强,13900001111"
    run = app.imports.run(sheet(tmp_path, line), clerk).run_uid
    clock.advance(3600)
    kept = app.members.take_in(RegisterMember({"name": "甲", "id_number": TWO}), clerk)
    merged = app.members.who(ONE, clerk).uid
    result = app.merging.merge(kept.uid, merged, {}, "同一人", clerk)
    assert "已合并或删除的档案 1 份" in refused(app, clerk, run)
    clock.advance(3600)
    app.merging.undo(result.uid, "不是", clerk)
    app.members.unregister(kept, "登记错了", clerk)
    assert undone(app, clerk, run) == 1


def test_a_class_that_was_renamed_in_the_code_table(
    app: Application, clerk: Actor, manager: Actor, tmp_path: Path, clock: FixedClock
) -> None:
    uid = register(app, clerk, "乙", id_number=TWO, categories="高龄")
    lines = (f"甲,{ONE},,,,低保、独居,,", f"乙,{TWO},,,,低保,,")
    run = app.imports.run(sheet(tmp_path, *lines), clerk, updates="all").run_uid
    clock.advance(3600)
    for code, name in (("低保", "最低生活保障"), ("高龄", "高龄老人")):
        group = next(e.group for e in app.codes.table("classes") if e.code == code)
        app.codes.save(SaveCode("classes", code, name, group), manager)
    assert app.members.file(uid, clerk).values["categories"] == "最低生活保障"
    done = app.import_runs.undo(run, "导错了", clerk)
    assert (done.removed, done.restored) == (1, 1)
    assert app.members.file(uid, clerk).values["categories"] == "高龄老人"


def test_a_card_issued_and_taken_back_since(
    app: Application, clerk: Actor, tmp_path: Path, clock: FixedClock
) -> None:
    run = app.imports.run(sheet(tmp_path, f"甲,{ONE},,K1,,,,"), clerk).run_uid
    clock.advance(3600)
    uid = app.members.who(ONE, clerk).uid
    lost = app.cards.lose(EndCard(app.cards.of(uid, clerk)[0].uid), clerk)
    assert "后来办的卡 1 张" in refused(app, clerk, run)
    app.cards.undo(lost, clerk)
    change = app.cards.issue(IssueCard(uid, "K2", "市民卡"), clerk)
    assert "后来办的卡 1 张" in refused(app, clerk, run)
    app.cards.undo(change, clerk)
    assert undone(app, clerk, run) == 1
