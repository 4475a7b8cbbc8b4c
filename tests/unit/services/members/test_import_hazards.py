"""Imports that go wrong on the way: numbers claimed twice, cancelled, taken back too late."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import UserError
from app.core.progress import Cancelled
from app.services.cards import IssueCard
from app.services.members.import_report import Accepted
from app.services.rights import Actor
from app.wiring import Application
from tests.db.tools import count, rows
from tests.helpers.people import id_number, register

HEAD = "姓名,身份证号,电话,卡号,人脸编号\n"
ONE, TWO = id_number("19400101", 101), id_number("19410202", 102)


def sheet(tmp_path: Path, *lines: str, head: str = HEAD) -> Path:
    path = tmp_path / "名单.csv"
    path.write_text(head + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def owners(app: Application) -> list[tuple[object, ...]]:
    """Card and terminal number in use with their holder's name."""
    cards = "SELECT c.number, m.name FROM member_card c JOIN member m ON m.id = c.member_id"
    pins = "SELECT p.pin, m.name FROM terminal_pin p JOIN member m ON m.id = p.member_id"
    return rows(app, f"{cards} WHERE c.state = 'issued' UNION ALL {pins}")


def test_capitals_of_a_card_are_no_difference(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    path = sheet(tmp_path, f"王秀英,{ONE},13811112222,ab12,p7")
    app.imports.run(path, clerk)
    again = app.imports.run(path, clerk)
    assert again.details[0].reason == "same_id"
    assert again.conflicts == ()


def test_any_of_several_cards_is_theirs(app: Application, clerk: Actor, tmp_path: Path) -> None:
    uid = register(app, clerk, "王秀英", id_number=ONE, card="A1")
    app.cards.issue(IssueCard(uid, "B2", kind="爱心卡"), clerk)
    for card in ("A1", "B2"):
        report = app.imports.run(sheet(tmp_path, f"王秀英,{ONE},,{card},"), clerk)
        assert report.details[0].reason == "same_id", card


@pytest.mark.parametrize("second", ["known", "new"])
def test_a_card_that_two_rows_claim_goes_to_the_first(
    app: Application, clerk: Actor, tmp_path: Path, second: str
) -> None:
    register(app, clerk, "甲", id_number=ONE)
    if second == "known":
        register(app, clerk, "乙", id_number=TWO)
    path = sheet(tmp_path, f"甲,{ONE},,C9,99", f"乙,{TWO},,C9,99")
    preview = app.imports.preview(path, clerk, updates="all")
    report = app.imports.run(path, clerk, updates="all")
    assert preview.details == report.details
    assert owners(app) == [("C9", "甲"), ("99", "甲")]
    if second == "new":
        assert report.details[1].warnings == ("card_taken", "pin_taken")
    else:
        assert {one.blocked != "" for one in report.conflicts[1].differences} == {True}


def test_a_card_left_to_the_second_row_is_given_to_it(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    for name, number in (("甲", ONE), ("乙", TWO)):
        register(app, clerk, name, id_number=number)
    path = sheet(tmp_path, f"甲,{ONE},13811112222,C9,", f"乙,{TWO},,C9,")
    first, second = app.imports.preview(path, clerk).conflicts
    app.imports.run(path, clerk, updates={
        first.row: Accepted(first.version, frozenset({"phone"})),
        second.row: Accepted(second.version, frozenset({"card"})),
    })  # fmt: skip
    assert owners(app) == [("C9", "乙")]


def test_what_was_taken_over_cannot_be_taken_back_from_a_merged_file(
    app: Application, clerk: Actor, administrator: Actor, tmp_path: Path
) -> None:
    old = register(app, clerk, "甲", id_number=ONE, phone="13811110000")
    kept = register(app, clerk, "甲", id_number=TWO)
    run = app.imports.run(sheet(tmp_path, f"甲,{ONE},13899990000,,"), clerk, updates="all").run_uid
    merge = app.merging.merge(kept, old, {}, "同一人", clerk).uid
    with pytest.raises(UserError) as caught:
        app.import_runs.undo(run, "导错了", clerk)
    assert caught.value.code == "depends"
    assert "已合并或删除的档案 1 份" in caught.value.message
    app.merging.undo(merge, "不是同一人", clerk)
    app.import_runs.undo(run, "导错了", clerk)
    assert app.members.full_numbers(old, "核对", administrator)["phone"] == "13811110000"
    assert app.audit.verify(administrator).sound


def test_a_list_can_be_imported_and_taken_back_again_and_again(
    app: Application, clerk: Actor, administrator: Actor, tmp_path: Path
) -> None:
    path = sheet(tmp_path, f"甲,{ONE},,C1,7", f"乙,{TWO},,C2,8")
    for _ in range(3):
        report = app.imports.run(path, clerk)
        assert report.added == 2
        app.import_runs.undo(report.run_uid, "导错了", clerk)
        with pytest.raises(UserError) as caught:
            app.import_runs.undo(report.run_uid, "导错了", clerk)
        assert caught.value.code == "undone"
        assert [app.members.find(text, 5, clerk) for text in ("甲", "C1", ONE)] == [[], [], []]
    assert app.imports.run(path, clerk).added == 2
    assert app.audit.verify(administrator).sound


def test_five_thousand_rows_cancelled_in_the_middle_leave_nothing(
    app: Application, clerk: Actor, administrator: Actor, tmp_path: Path
) -> None:
    known = register(app, clerk, "甲", id_number=ONE, phone="13811110000")
    people = [
        f"乙{n},{id_number(f'19{41 + n // 400}0303', 100 + n % 400)},,K{n},{n + 100}"
        for n in range(5_000)
    ]
    path = sheet(tmp_path, f"甲,{ONE},13899990000,C7,5", *people)
    events = count(app, "audit_event")
    for step in ("保存", "更新"):

        def cancel(done: int, total: int, what: str, step: str = step) -> None:
            if step in what and (done >= 2_000 or step == "更新"):
                raise Cancelled

        with pytest.raises(Cancelled):
            app.imports.run(path, clerk, progress=cancel, updates="all")
        assert (count(app, "member"), count(app, "import_run")) == (1, 0)
        assert (count(app, "terminal_pin"), count(app, "audit_event")) == (0, events)
    report = app.imports.run(path, clerk, updates="all")
    assert (report.added, report.updated, report.rejected) == (5_000, 1, 0)
    app.import_runs.undo(report.run_uid, "只是试一试", clerk)
    assert app.members.count(clerk) == 1
    assert app.members.full_numbers(known, "核对", administrator)["phone"] == "13811110000"
    assert app.audit.verify(administrator).sound


def test_a_year_of_birth_is_stored(app: Application, clerk: Actor, tmp_path: Path) -> None:
    head = "姓名,证件类型,证件号,出生年月\n"
    app.imports.run(sheet(tmp_path, "SMITH JOHN,护照,E1234567,1940", head=head), clerk)
    (row,) = app.members.rows((1,), clerk)
    assert (row.birth_year, row.age_text) == ("1940", "约 85")


def test_birth_date_and_sex_of_a_foreigner_can_be_contradicted(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    head = "姓名,证件类型,证件号,出生日期,性别\n"
    person = "SMITH JOHN,护照,E1234567"
    app.imports.run(sheet(tmp_path, f"{person},1940-01-01,男", head=head), clerk)
    for same in ("1940,", "1940-01-01,男", ","):
        path = sheet(tmp_path, f"{person},{same}", head=head)
        assert app.imports.preview(path, clerk).conflicts == (), same
    path = sheet(tmp_path, f"{person},1940-01-02,女", head=head)
    (conflict,) = app.imports.run(path, clerk, updates="all").conflicts
    assert [tuple(one)[:3] for one in conflict.differences] == [
        ("birth_date", "1940-01-01", "1940-01-02"), ("sex", "男", "女"),
    ]  # fmt: skip
    assert rows(app, "SELECT birth_date, sex FROM member") == [("1940-01-02", "2")]
