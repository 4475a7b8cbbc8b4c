"""Importing a list: every row gets a fate, all or nothing, a second time adds nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import NotAllowed, UserError
from app.core.progress import Cancelled
from app.services.imports.messages import sentence
from app.services.members import MemberQuery
from app.services.members.importing import ImportReport
from app.services.rights import AT_THE_DOOR, Actor, Right, Role
from app.wiring import Application
from tests.db.tools import count, rows
from tests.helpers.people import id_number, register

HEAD = "序号,姓名,身份证号,联系电话,社区,老年卡号,人脸编号\n"
NUMBERS = [id_number(f"194{n}0501", 101 + n) for n in range(6)]


def sheet(tmp_path: Path, *lines: str, head: str = HEAD) -> Path:
    path = tmp_path / "名单.csv"
    path.write_text(head + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def fates(report: ImportReport) -> list[tuple[int, str, str]]:
    return [(detail.row, detail.outcome, detail.reason) for detail in report.details]


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Good, twice in the list, without number, wrong number, without name, card taken."""
    return sheet(
        tmp_path,
        f"1,王秀英,{NUMBERS[0]},13812341234,小河社区,C1,101",
        f"2,李建国,{NUMBERS[1]},,小河社区,C2,102",
        f"3,王秀英,{NUMBERS[0]},13812341234,小河社区,C1,101",
        "4,张桂兰,,13900005678,,C3,103",
        f"5,赵德发,{NUMBERS[2][:-1]}0,,,,",
        f"6,,{NUMBERS[3]},,,,",
        f"7,孙长贵,{NUMBERS[4]},,,C1,102",
    )


def test_every_row_has_a_fate(app: Application, clerk: Actor, mixed: Path) -> None:
    report = app.imports.run(mixed, clerk)
    assert fates(report) == [
        (2, "added", ""), (3, "added", ""), (4, "duplicate", "same_id"),
        (5, "rejected", "id_missing"), (6, "rejected", "id_checksum"),
        (7, "rejected", "name_missing"), (8, "added", ""),
    ]  # fmt: skip
    assert (report.rows, report.added, report.duplicates, report.rejected) == (7, 3, 1, 3)
    assert report.added + report.duplicates + report.rejected == report.rows
    assert report.details[6].warnings == ("card_taken", "pin_taken")
    assert count(app, "member") == 3
    assert rows(app, "SELECT number FROM member_card ORDER BY 1") == [("C1",), ("C2",)]
    assert rows(app, "SELECT pin FROM terminal_pin ORDER BY 1") == [("101",), ("102",)]


def test_a_second_import_adds_nothing(app: Application, clerk: Actor, mixed: Path) -> None:
    app.imports.run(mixed, clerk)
    before = count(app, "member"), count(app, "outbox"), count(app, "member_key")
    again = app.imports.run(mixed, clerk)
    assert (again.added, again.duplicates, again.rejected) == (0, 4, 3)
    assert (count(app, "member"), count(app, "outbox"), count(app, "member_key")) == before


def test_rows_without_a_number_never_pile_up(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    path = sheet(tmp_path, "1,张桂兰,,13900005678,,,", "2,张桂兰,,13900005678,,,")
    for _ in range(2):
        report = app.imports.run(path, clerk)
        assert [detail.outcome for detail in report.details] == ["rejected", "rejected"]
    assert count(app, "member") == 0


def test_a_preview_says_the_same_and_writes_nothing(
    app: Application, clerk: Actor, mixed: Path
) -> None:
    events = count(app, "audit_event")
    preview = app.imports.preview(mixed, clerk)
    assert (count(app, "member"), count(app, "audit_event")) == (0, events)
    assert preview.as_json() == app.imports.run(mixed, clerk).as_json()


def test_imported_people_are_found_and_checked_in(
    app: Application, clerk: Actor, mixed: Path
) -> None:
    app.imports.run(mixed, clerk)
    for text in ("wxy", "王xy", "1234", NUMBERS[0][-4:], "c1"):
        assert [hit.name for hit in app.members.find(text, 5, clerk)] == ["王秀英"], text
    assert app.attendance.scan("C1", clerk).outcome == "checked_in"


def test_numbers_go_on_after_an_import(app: Application, clerk: Actor, mixed: Path) -> None:
    register(app, clerk, "先来的", id_number=NUMBERS[5])
    app.imports.run(mixed, clerk)
    last = register(app, clerk, "后来的")
    ids = app.members.list_ids(MemberQuery(), clerk)
    assert [row.member_no for row in app.members.rows(ids, clerk)] == [
        "000001", "000002", "000003", "000004", "000005",
    ]  # fmt: skip
    assert app.members.file(last, clerk).member_no == "000005"


def test_somebody_known_is_a_duplicate_whoever_entered_them(
    app: Application, clerk: Actor, mixed: Path
) -> None:
    register(app, clerk, "王秀英", id_number=NUMBERS[0], card="X9")
    report = app.imports.run(mixed, clerk)
    assert (report.added, report.duplicates) == (2, 2)
    assert fates(report)[0] == (2, "duplicate", "same_id_changed")  # another card
    assert app.members.who(NUMBERS[0], clerk).member_no == "000001"


def test_cancelling_leaves_nothing_behind(app: Application, clerk: Actor, mixed: Path) -> None:
    events = count(app, "audit_event")

    def cancel(done: int, total: int, what: str) -> None:
        if done and done == total and "保存" in what:
            raise Cancelled

    with pytest.raises(Cancelled):
        app.imports.run(mixed, clerk, progress=cancel)
    for table in ("member", "member_card", "member_key", "terminal_pin"):
        assert count(app, table) == 0
    assert count(app, "audit_event") == events
    assert app.imports.run(mixed, clerk).added == 3


def test_the_import_is_in_the_audit_and_the_chain_is_sound(
    app: Application, clerk: Actor, administrator: Actor, mixed: Path
) -> None:
    app.imports.run(mixed, clerk)
    newest = app.audit.show(administrator)[0]
    assert (newest.action, newest.entity, newest.reason) == (
        "import",
        "member",
        "导入名单 名单.csv",
    )
    assert app.audit.verify(administrator).sound


def test_the_answer_for_programs_names_nobody(app: Application, clerk: Actor, mixed: Path) -> None:
    said = app.imports.run(mixed, clerk).as_json()
    assert said["rows"] == 7
    assert said["details"][0] == {"row": 2, "outcome": "added", "reason": None, "warnings": []}
    assert "王秀英" not in repr(said)
    assert NUMBERS[0] not in repr(said)


def test_a_person_may_correct_the_columns(app: Application, clerk: Actor, tmp_path: Path) -> None:
    path = sheet(tmp_path, f"王秀英,{NUMBERS[0]},9988", head="姓名,身份证号,备用\n")
    peeked = app.imports.peek(path, clerk)
    assert peeked.rows[0][1][0] == "王秀英"
    app.imports.run(path, clerk, {2: "card"})
    assert app.attendance.scan("9988", clerk).outcome == "checked_in"


@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG\r\n\x1a\n123", "没有表头,的文件\n1,2\n".encode()]
)
def test_what_is_no_list_is_said_and_nothing_is_written(
    app: Application, clerk: Actor, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        app.imports.run(path, clerk)
    assert "x.csv" in caught.value.message
    assert count(app, "member") == 0


def test_importing_needs_the_right(app: Application, mixed: Path) -> None:
    assert Right.IMPORT in Role.CLERK.rights
    for work in (app.imports.run, app.imports.preview, app.imports.peek):
        for stranger in (None, AT_THE_DOOR):
            with pytest.raises(NotAllowed):
                work(mixed, stranger)


def test_the_youngest_age_is_the_settings(
    app: Application, clerk: Actor, manager: Actor, tmp_path: Path
) -> None:
    path = sheet(tmp_path, f"1,王秀英,{id_number('19700101', 124)},,,,")
    assert app.imports.preview(path, clerk).details[0].warnings == ("under_60",)
    app.settings.change({"minimum_age": 50}, manager)
    assert app.imports.preview(path, clerk).details[0].warnings == ()
    app.settings.change({"minimum_age": 70}, manager)
    assert app.imports.run(path, clerk).details[0].warnings == ("under_60",)


def test_what_is_too_long_for_the_district_is_rejected(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    path = sheet(
        tmp_path, f"1,{'王' * 121},{NUMBERS[0]},,,,", f"2,李建国,{NUMBERS[1]},,{'小' * 121},,",
        f"3,{'张' * 120},{NUMBERS[2]},,{'小' * 120},,",
    )  # fmt: skip
    reasons = [detail.reason for detail in app.imports.run(path, clerk).details]
    assert reasons == ["too_long", "too_long", ""]
    assert "120" in sentence("too_long")
