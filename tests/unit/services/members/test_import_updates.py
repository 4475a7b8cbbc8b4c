"""People a list knows differently: shown, taken over when accepted, remembered, undone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from app.core.errors import NotAllowed, UserError, ValidationProblem
from app.services.assessments import OtherResult
from app.services.attendance import CheckIn
from app.services.cards import EndCard
from app.services.imports.messages import sentences
from app.services.members import ChangeMember
from app.services.members.import_report import Accepted
from app.services.memberships import LeaveMember
from app.services.rights import Actor
from app.wiring import Application
from tests.db.tools import count, rows
from tests.helpers.people import id_number, register

HEAD = "姓名,身份证号,电话,住址,社区,人员类别,卡号,人脸编号,民族,婚姻,紧急联系人,紧急联系人电话\n"
ONE, TWO = id_number("19400101", 101), id_number("19410202", 102)
THREE = id_number("19420303", 103)


def sheet(tmp_path: Path, *lines: str, head: str = HEAD, name: str = "名单.csv") -> Path:
    path = tmp_path / name
    path.write_text(head + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def everything(app: Application) -> dict[str, list[tuple[object, ...]]]:
    """Living rows that a person would notice, and what they are found by."""
    columns = {
        "member": "uid, name, id_number, phone, address, community, categories, ethnic, marital,"
        " emergency_contact, emergency_phone, state",
        "member_card": "uid, member_id, number, state",
        "terminal_pin": "uid, member_id, pin",
        "member_class": "uid, member_id, code, to_on",
        "contact": "uid, member_id, name, phone, emergency_order",
    }
    found = {
        table: rows(app, f"SELECT {what} FROM {table} WHERE deleted_at IS NULL ORDER BY uid")
        for table, what in columns.items()
    }
    return {**found, "keys": rows(app, "SELECT kind, key, member_id FROM member_key ORDER BY 1,2")}


@pytest.fixture
def known(app: Application, clerk: Actor, tmp_path: Path) -> str:
    """王秀英, registered by hand with a card and a terminal number."""
    return register(
        app, clerk, "王秀英", id_number=ONE, card="C1", pin="7001", phone="13811112222",
        address="小河路 1 号", emergency_contact="王强", emergency_phone="13900001111",
    )  # fmt: skip


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """The same woman with another phone, address, class, card and number; and somebody new."""
    return sheet(
        tmp_path,
        f"王秀英,{ONE},13833334444,小河路 9 号,小河社区,低保,C9,7009,汉,丧偶,王强,13900001111",
        f"李建国,{TWO},13855556666,,小河社区,,C2,7002,回族,已婚,,",
    )


def test_without_a_decision_nothing_is_taken_over(
    app: Application, clerk: Actor, known: str, changed: Path
) -> None:
    report = app.imports.run(changed, clerk)
    assert (report.added, report.updated, report.duplicates) == (1, 0, 1)
    assert report.details[0].reason == "same_id_changed"
    conflict = report.conflicts[0]
    assert (conflict.row, conflict.uid, conflict.name) == (2, known, "王秀英")
    assert {d.key for d in conflict.differences} == {
        "phone", "address", "community", "categories", "card", "terminal_pin", "ethnic", "marital",
    }  # fmt: skip
    assert rows(app, "SELECT phone, address FROM member WHERE uid = ?", known) == [
        ("13811112222", "小河路 1 号")
    ]


def test_numbers_are_masked_and_words_are_words(
    app: Application, clerk: Actor, known: str, changed: Path
) -> None:
    shown = {d.key: d for d in app.imports.preview(changed, clerk).conflicts[0].differences}
    assert (shown["phone"].stored, shown["phone"].given) == ("138****2222", "138****4444")
    assert (shown["marital"].stored, shown["marital"].given) == ("", "丧偶")


def test_one_field_is_taken_over_and_is_found(
    app: Application, clerk: Actor, known: str, changed: Path
) -> None:
    preview = app.imports.preview(changed, clerk)
    accepted = {2: Accepted(preview.conflicts[0].version, frozenset({"phone"}))}
    report = app.imports.run(changed, clerk, updates=accepted)
    assert (report.added, report.updated, report.duplicates) == (1, 1, 0)
    assert rows(app, "SELECT phone, address FROM member WHERE uid = ?", known) == [
        ("13833334444", "小河路 1 号")
    ]
    assert [h.uid for h in app.members.find("4444", 5, clerk)] == [known]
    assert app.members.find("2222", 5, clerk) == []


def test_everything_is_taken_over_and_the_next_time_nothing_differs(
    app: Application, clerk: Actor, administrator: Actor, known: str, changed: Path
) -> None:
    report = app.imports.run(changed, clerk, updates="all")
    assert (report.added, report.updated) == (1, 1)
    file = app.members.file(known, clerk)
    assert (file.card, set(file.pins)) == ("C9", {"7001", "7009"})
    assert file.values["categories"] == "低保"
    assert (file.values["ethnic"], file.values["marital"]) == ("01", "30")
    again = app.imports.run(changed, clerk, updates="all")
    assert (again.added, again.updated, again.duplicates, again.conflicts) == (0, 0, 2, ())
    assert app.audit.verify(administrator).sound
    assert "update" in {line.action for line in app.audit.show(administrator)}


def test_a_file_that_changed_meanwhile_is_not_overwritten(
    app: Application, clerk: Actor, known: str, changed: Path
) -> None:
    preview = app.imports.preview(changed, clerk)
    accepted = {2: Accepted(preview.conflicts[0].version, frozenset({"phone"}))}
    version = app.members.file(known, clerk).version
    app.members.change(ChangeMember(known, version, {"phone": "13877778888"}), clerk)
    with pytest.raises(UserError) as caught:
        app.imports.run(changed, clerk, updates=accepted)
    assert caught.value.code == "changed_meanwhile"
    assert count(app, "member") == 1


def test_another_persons_card_cannot_be_taken(
    app: Application, clerk: Actor, known: str, tmp_path: Path
) -> None:
    register(app, clerk, "李建国", id_number=TWO, card="C2")
    path = sheet(tmp_path, f"王秀英,{ONE},,,,,C2,,,,,")
    (conflict,) = app.imports.preview(path, clerk).conflicts
    assert conflict.differences[0].blocked
    report = app.imports.run(path, clerk, updates="all")
    assert (report.updated, report.duplicates) == (0, 1)
    assert app.members.file(known, clerk).card == "C1"


def test_of_two_rows_the_last_is_held_against_the_file(
    app: Application, clerk: Actor, known: str, tmp_path: Path
) -> None:
    path = sheet(
        tmp_path, f"王秀英,{ONE},13811112222,小河路 2 号,,,,,,,,",
        f"王秀英,{ONE},13811112222,小河路 3 号,,,,,,,,",
    )  # fmt: skip
    assert app.imports.run(path, clerk, updates="all").updated == 1
    assert app.members.file(known, clerk).values["address"] == "小河路 3 号"
    assert app.imports.run(path, clerk, updates="all").updated == 0


# -- the run, and undoing it -----------------------------------------------------------------


def test_a_run_is_kept_and_undone_and_the_list_imports_again(
    app: Application, clerk: Actor, administrator: Actor, known: str, changed: Path
) -> None:
    before = everything(app)
    first = app.imports.run(changed, clerk, updates="all")
    (run,) = app.import_runs.all(clerk)
    assert (run.uid, run.file_name, run.by) == (first.run_uid, "名单.csv", clerk.name)
    assert (run.added, run.updated, run.undone_at) == (1, 1, "")
    undone = app.import_runs.undo(run.uid, "导错了名单", clerk)
    assert (undone.removed, undone.restored) == (1, 1)
    assert everything(app) == before
    assert app.members.find(TWO, 5, clerk) == []
    assert app.import_runs.all(clerk)[0].undone_at == "2026-11-23 08:30"
    assert app.audit.verify(administrator).sound
    again = app.imports.run(changed, clerk, updates="all")
    assert again.as_json() == first.as_json()


def test_an_import_that_wrote_nothing_is_no_run(
    app: Application, clerk: Actor, changed: Path
) -> None:
    app.imports.run(changed, clerk)
    assert app.imports.run(changed, clerk).run_uid == ""
    assert len(app.import_runs.all(clerk)) == 1


def test_a_run_is_undone_once_and_with_a_reason(
    app: Application, clerk: Actor, changed: Path
) -> None:
    uid = app.imports.run(changed, clerk).run_uid
    with pytest.raises(ValidationProblem):
        app.import_runs.undo(uid, " ", clerk)
    app.import_runs.undo(uid, "导错了", clerk)
    with pytest.raises(UserError) as caught:
        app.import_runs.undo(uid, "导错了", clerk)
    assert caught.value.code == "undone"
    with pytest.raises(NotAllowed):
        app.import_runs.undo(uid, "导错了", None)


@pytest.mark.parametrize("what", ["attendance", "edit", "card", "update"])
def test_what_depends_on_an_import_is_named(
    app: Application, clerk: Actor, known: str, changed: Path, what: str
) -> None:
    uid = app.imports.run(changed, clerk, updates="all").run_uid
    new = app.members.who(TWO, clerk).uid
    words = {
        "attendance": "签到 1 条", "edit": "修改过的档案 1 份", "card": "卡 1 张",
        "update": "后来又改了（档案 1 条）",
    }  # fmt: skip
    if what == "attendance":
        app.attendance.check_in(CheckIn(new), clerk)
    elif what == "card":
        app.members.change(ChangeMember(new, 1, {}, card="C77"), clerk)
    else:
        who = new if what == "edit" else known
        version = app.members.file(who, clerk).version
        app.members.change(ChangeMember(who, version, {"phone": "13812340000"}), clerk)
    before = everything(app)
    with pytest.raises(UserError) as caught:
        app.import_runs.undo(uid, "导错了", clerk)
    assert caught.value.code == "depends"
    assert words[what] in caught.value.message
    assert everything(app) == before


def test_checks_of_a_given_terminal_number_depend_on_it(
    app: Application, clerk: Actor, changed: Path, tmp_path: Path
) -> None:
    checks = tmp_path / "1_attlog.dat"
    checks.write_text("     7002\t2026-11-20 08:01:02\t1\t0\t15\t0\r\n")
    app.import_terminal_file(checks, "1", clerk)
    uid = app.imports.run(changed, clerk).run_uid
    with pytest.raises(UserError) as caught:
        app.import_runs.undo(uid, "导错了", clerk)
    assert "签到 1 条" in caught.value.message
    assert "已对上的人脸机核验 1 条" in caught.value.message


# -- how columns were corrected --------------------------------------------------------------


def test_a_corrected_mapping_is_used_again_until_forgotten(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    head = "姓名,身份证号,备用\n"
    first = sheet(tmp_path, f"王秀英,{ONE},9988", head=head, name="一月.csv")
    assert not app.imports.peek(first, clerk).remembered
    app.imports.run(first, clerk, {0: "name", 1: "id_number", 2: "card"})
    second = sheet(tmp_path, f"李建国,{TWO},9977", head="姓 名,身份证号,*备用\n", name="二月.csv")
    peeked = app.imports.peek(second, clerk)
    assert peeked.remembered
    assert peeked.columns.fields["card"] == 2
    app.imports.run(second, clerk)
    assert app.members.file(app.members.who(TWO, clerk).uid, clerk).card == "9977"
    assert not app.imports.forget_columns(second, clerk).remembered
    assert not app.imports.peek(second, clerk).remembered


def test_other_header_words_are_recognised_afresh(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    first = sheet(tmp_path, f"王秀英,{ONE},9988", head="姓名,身份证号,备用\n")
    app.imports.run(first, clerk, {2: "card"})
    other = sheet(tmp_path, f"李建国,{TWO},9977", head="姓名,身份证号,其它\n")
    assert not app.imports.peek(other, clerk).remembered


def test_an_uncorrected_mapping_is_not_remembered(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    path = sheet(tmp_path, f"王秀英,{ONE}", head="姓名,身份证号\n")
    app.imports.run(path, clerk, {0: "name", 1: "id_number"})
    assert not app.imports.peek(path, clerk).remembered


# -- cards that have ended -------------------------------------------------------------------

CARDS = "姓名,身份证号,卡号,电话\n"


def states(app: Application, clerk: Actor, uid: str) -> list[tuple[str, str]]:
    return [(card.number, card.state) for card in app.cards.of(uid, clerk)]


def test_last_months_list_does_not_bring_a_replaced_card_back(
    app: Application, clerk: Actor, known: str, tmp_path: Path
) -> None:
    app.cards.replace(EndCard(app.cards.of(known, clerk)[0].uid, number="K2"), clerk)
    path = sheet(tmp_path, f"王秀英,{ONE},C1,13833334444", head=CARDS)
    preview = app.imports.preview(path, clerk)
    shown = {d.key: d for d in preview.conflicts[0].differences}
    assert shown["card"].blocked == "已补办（2026-11-23）"
    assert preview.conflicts[0].offered == ("phone",)
    report = app.imports.run(path, clerk, updates="all")
    assert (report.updated, report.details[0].warnings) == (1, ("card_ended",))
    said = sentences(report.details[0].warnings, report.details[0].cells)
    assert "C1 已补办（2026-11-23）" in said
    assert states(app, clerk, known) == [("K2", "issued"), ("C1", "replaced")]
    assert rows(app, "SELECT phone FROM member") == [("13833334444",)]
    again = app.imports.run(path, clerk, updates="all")
    assert (again.updated, again.duplicates) == (0, 1)


@pytest.mark.parametrize(("reason", "words"), [("died", "去世"), ("moved", "以后已退出")])
def test_a_list_gives_no_card_to_somebody_who_has_gone(
    app: Application, clerk: Actor, known: str, tmp_path: Path, reason: str, words: str
) -> None:
    app.cards.take_back(EndCard(app.cards.of(known, clerk)[0].uid), clerk)
    version, last = app.members.file(known, clerk).version, dt.date(2026, 11, 20)
    joined = {"joined_on": dt.date(2020, 1, 1)}
    app.members.change(ChangeMember(known, version, joined), clerk)
    app.memberships.leave(LeaveMember(known, last, reason, "家属来电"), clerk)
    path = sheet(tmp_path, f"王秀英,{ONE},C7,13833334444", f"李建国,{TWO},C7,", head=CARDS)
    preview = app.imports.preview(path, clerk)
    shown = {d.key: d for d in preview.conflicts[0].differences}
    assert shown["card"].blocked == f"2026-11-20 {words}"
    assert preview.conflicts[0].offered == ("phone",)
    report = app.imports.run(path, clerk, updates="all")
    assert "card_gone" in report.details[0].warnings
    assert "该卡号不保存" in sentences(report.details[0].warnings, report.details[0].cells)
    assert states(app, clerk, known) == [("C1", "returned")]
    assert report.details[1].warnings == (), "the card is free for the next row"
    assert states(app, clerk, app.members.who(TWO, clerk).uid) == [("C7", "issued")]


def test_a_card_that_no_row_gets_is_not_told_as_one_of_an_earlier_row(
    app: Application, clerk: Actor, known: str, tmp_path: Path
) -> None:
    app.cards.lose(EndCard(app.cards.of(known, clerk)[0].uid), clerk)
    path = sheet(tmp_path, f"李建国,{TWO},C1,", f"赵兰英,{THREE},c1,", head=CARDS)
    report = app.imports.run(path, clerk)
    assert [one.warnings for one in report.details] == [("card_ended",)] * 2
    for one in report.details:
        said = sentences(one.warnings, one.cells)
        assert "是别人的卡，已挂失" in said
        assert "行的相同" not in said


@pytest.mark.parametrize("end", ["lose", "take_back"])
def test_nobody_gets_a_card_by_a_list_that_ended_with_somebody_else(
    app: Application, clerk: Actor, known: str, tmp_path: Path, end: str
) -> None:
    getattr(app.cards, end)(EndCard(app.cards.of(known, clerk)[0].uid), clerk)
    app.attendance.scan("C1", clerk)
    path = sheet(tmp_path, f"李建国,{TWO},c1,13855556666", head=CARDS)
    report = app.imports.run(path, clerk)
    assert (report.added, report.details[0].warnings) == (1, ("card_ended",))
    assert "别人的卡" in sentences(("card_ended",), report.details[0].cells)
    assert app.cards.of(app.members.who(TWO, clerk).uid, clerk) == ()
    assert app.attendance.scan("C1", clerk).outcome == "ended_card"


# -- a level that follows from an assessment ---------------------------------------------------


def test_a_result_by_an_older_standard_does_not_keep_the_lists_level_out(
    app: Application, clerk: Actor, manager: Actor, known: str, tmp_path: Path
) -> None:
    old = OtherResult(member_uid=known, standard="地方", assessed_on=dt.date(2020, 1, 1),
                      level="中度", organisation="街道")  # fmt: skip
    app.assessments.record_other(old, manager)
    path = sheet(tmp_path, f"王秀英,{ONE},重度失能", head="姓名,身份证号,能力等级\n")
    report = app.imports.run(path, clerk, updates="all")
    assert (report.updated, report.details[0].warnings) == (1, ())
    assert app.members.file(known, clerk).values["ability_level"] == 3
