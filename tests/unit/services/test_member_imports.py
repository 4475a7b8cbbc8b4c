"""Importing a list: every row gets a fate, all or nothing, a second time adds nothing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from app.core.errors import NotAllowed, UserError
from app.core.progress import Cancelled
from app.services.attendance import CheckIn
from app.services.imports.messages import sentence, sentences
from app.services.members import ChangeMember, MemberQuery
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


# -- what is said about it ----------------------------------------------------------------------


def test_columns_with_content_that_are_left_out_are_named_and_not_in_json(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    head = "姓名,身份证号,入会日期,年龄,空列,无内容\n"
    path = sheet(tmp_path, f"王秀英,{NUMBERS[0]},2019-03-04,81,,无", head=head)
    report = app.imports.preview(path, clerk)
    assert report.notes == ("有 1 列没有导入：年龄。",)
    assert list(report.as_json()) == [
        "rows", "added", "updated", "duplicates", "rejected", "warnings", "details",
    ]  # fmt: skip
    many = "姓名,身份证号,入会日期," + ",".join(f"其他{n}" for n in range(9)) + "\n"
    path = sheet(tmp_path, f"王秀英,{NUMBERS[0]},2019-03-04" + ",1" * 9, head=many)
    (note,) = app.imports.preview(path, clerk).notes
    assert note == "有 9 列没有导入：其他0、其他1、其他2、其他3、其他4、其他5等。"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("王五,无证件,,,1944,男", "写了“无证件”，没有写原因，请填在“无证件原因”一列。"),
        ("王五,无证件,,待补,,男",
         "写了“无证件”，没有写原因和出生日期，请填在“无证件原因”和“出生日期”两列。"),
        ("王五,,无身份证,,1944,男", "写了“无证件”，没有写原因，请填在“无证件原因”一列。"),
        ("王五,,,,1944,男", sentence("id_missing")),
        ("王五,身份证,,,1944,男", sentence("id_missing")),
    ],
)  # fmt: skip
def test_who_writes_that_there_is_no_document_is_told_what_else_to_write(
    app: Application, clerk: Actor, tmp_path: Path, line: str, said: str
) -> None:
    report = app.imports.preview(sheet(tmp_path, line, head=NONE), clerk)
    assert fates(report) == [(2, "rejected", "id_missing")]
    assert report.left_out() == {2: (said,)}


def test_a_list_without_the_column_of_reasons_is_told_to_add_it(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    path = sheet(tmp_path, "王五,无证件,1944", head="姓名,证件号码,出生年月\n")
    (said,) = app.imports.preview(path, clerk).left_out()[2]
    assert said == "写了“无证件”，没有写原因，请填在“无证件原因”一列（表里没有就加上）。"


def test_a_card_that_is_taken_says_by_which_row(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    register(app, clerk, "钱桂花", id_number=NUMBERS[5], card="D1")
    head = "姓名,身份证号,入会日期,卡号,人脸编号\n"
    path = sheet(
        tmp_path, f"王秀英,{NUMBERS[0]},2019-03-04,c9,7", f"李建国,{NUMBERS[1]},2019-03-04,C9,7",
        f"孙长贵,{NUMBERS[2]},2019-03-04,D1,", f"赵德发,{NUMBERS[3]},2019-03-04,D1,", head=head,
    )  # fmt: skip
    _, second, third, fourth = app.imports.preview(path, clerk).details
    assert sentences(second.warnings, second.cells) == (
        "卡号与第 2 行的相同，该卡号不保存，请核对。"
        "人脸机编号与第 2 行的相同，该编号不保存，请核对。"
    )
    for one in (third, fourth):
        said = sentences(one.warnings, one.cells)
        assert said == "卡号已由其他老人使用，该卡号不保存，请核对。"


# -- since when -------------------------------------------------------------------------------


def test_without_a_day_of_joining_they_are_on_every_list_and_the_report_says_so(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    lines = (f"王秀英,{NUMBERS[0]},2019-03-04", f"李建国,{NUMBERS[1]},", f"孙长贵,{NUMBERS[2]},x")
    path = sheet(tmp_path, *lines, head="姓名,身份证号,入会日期\n")
    preview = app.imports.preview(path, clerk)
    assert len(preview.notes) == 1
    assert "2 位没有可用的入会日期，每一天都算作在册" in preview.notes[0]
    report = app.imports.run(path, clerk)
    assert report.notes == preview.notes
    assert report.warnings == 1  # only the cell that says no day
    assert rows(app, "SELECT joined_on FROM member ORDER BY id") == [
        ("2019-03-04",), (None,), (None,),
    ]  # fmt: skip
    assert len(app.attendance.absent(dt.date(2020, 1, 2), clerk)) == 3
    assert len(app.attendance.absent(dt.date(2019, 1, 2), clerk)) == 2
    day = dt.datetime(2020, 1, 2, 8)
    came = CheckIn(app.members.who("李建国", clerk).uid, day, note="纸质签到")
    assert app.attendance.check_in(came, clerk).outcome == "checked_in", "nobody knows they had not"
    assert app.imports.run(path, clerk).notes == ()


# -- how long and how odd a cell may be --------------------------------------------------------


def test_cells_that_the_form_would_refuse_are_cut_and_named(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    head = "姓名,身份证号,备注,居住地址,户籍地址,紧急联系人,紧急联系电话,第二联系人,曾用名,卡号\n"
    line = (f"王秀英,{NUMBERS[0]},{'注' * 30_000},{'址' * 5_000},{'户' * 201},{'人' * 3_000},"
            f"13900001111,{'二' * 121},{'曾' * 121},{'7' * 65}")  # fmt: skip
    report = app.imports.run(sheet(tmp_path, line, head=head), clerk)
    assert report.details[0].warnings == ("cell_too_long",)
    said = sentences(report.details[0].warnings, report.details[0].cells)
    for words in (
        "“备注”一列有 30000 个字，只保存前 200 个", "“居住地址”一列有 5000 个字",
        "“户籍地址”一列有 201 个字", "“紧急联系人”一列有 3000 个字，最多 120 个，不保存",
        "“第二联系人”一列有 121 个字", "“曾用名”一列有 121 个字", "“卡号”一列有 65 个字，最多 64",
    ):  # fmt: skip
        assert words in said
    uid = app.members.who(NUMBERS[0], clerk).uid
    file = app.members.file(uid, clerk)
    assert (file.values["note"], file.values["address"]) == ("注" * 200, "址" * 200)
    assert (file.values["emergency_contact"], file.card) == (None, "")
    assert rows(app, "SELECT name, phone FROM contact") == [("", "13900001111")]
    keys = ("note", "address", "registered_address", "former_name")
    app.members.change(ChangeMember(uid, 1, {k: file.values[k] for k in keys}), clerk)


def test_an_odd_cell_is_not_quoted_at_length(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    path = sheet(tmp_path, f"王秀英,{NUMBERS[0]},{'类' * 20_000}", head="姓名,身份证号,人员类别\n")
    (detail,) = app.imports.preview(path, clerk).details
    assert len(sentences(detail.warnings, detail.cells)) < 120


# -- people with another document or none ------------------------------------------------------

HMT = id_number("19400101", 101, "810000")
NONE = "姓名,证件类型,证件号,无证件原因,出生日期,性别\n"


def test_people_without_a_document_come_with_their_reason_and_once(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    path = sheet(
        tmp_path,
        "王一,无证件,,遗失补办中,1940-02-28,男", "王二,,无证件（户籍未迁入）,,1941,女",
        "王三,无证件（烧毁）,,,1942-03-04,女", "王四,,无,从未办理,1943,男", "王五,无证件,,,1944,男",
        "王六,,无,,1945,男", "王七,无证件,,遗失,,男", "王一,无,,遗失补办中,1940,男", head=NONE,
    )  # fmt: skip
    report = app.imports.run(path, clerk)
    assert fates(report) == [
        (2, "added", ""), (3, "added", ""), (4, "added", ""), (5, "added", ""),
        (6, "rejected", "id_missing"), (7, "rejected", "id_missing"),
        (8, "rejected", "birth_without_document"), (9, "duplicate", "same_undocumented"),
    ]  # fmt: skip
    stored = "SELECT name, id_type, id_number, no_document_reason, birth_date FROM member"
    assert rows(app, stored) == [
        ("王一", "none", None, "遗失补办中", "1940-02-28"),
        ("王二", "none", None, "户籍未迁入", "1941"),
        ("王三", "none", None, "烧毁", "1942-03-04"), ("王四", "none", None, "从未办理", "1943"),
    ]  # fmt: skip
    again = app.imports.run(path, clerk)
    assert (again.added, again.duplicates, again.rejected) == (0, 5, 3)
    other = sheet(tmp_path, "王一,无证件,,遗失,1950-01-01,女", head=NONE)
    assert app.imports.run(other, clerk).added == 1


def test_a_known_person_without_a_document_is_updated(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    register(app, clerk, "王一", id_type="none", id_number="", no_document_reason="遗失",
             birth_date="1940-02-28")  # fmt: skip
    head = "姓名,身份证号,出生日期,联系电话\n"
    path = sheet(tmp_path, "王一,无证件（遗失）,1940-02-28,13812341234", head=head)
    report = app.imports.run(path, clerk, updates="all")
    assert (report.added, report.updated) == (0, 1)
    assert rows(app, "SELECT phone FROM member") == [("13812341234",)]


@pytest.mark.parametrize(
    ("head", "line", "kind", "number"),
    [
        ("证件类型,证件号", "护照,e12345678", "passport", "E12345678"),
        ("证件号码", "护照 E12345678", "passport", "E12345678"),
        ("护照号", "E12345678", "passport", "E12345678"),
        ("证件号", HMT, "hmt_residence", HMT),
        ("港澳台居民居住证号", HMT, "hmt_residence", HMT),
        ("证件类型,证件号", f"港澳台居民居住证,{HMT}", "hmt_residence",
         HMT),
        ("外国人永久居留身份证号", "USA330140010101", "foreign_residence", "USA330140010101"),
    ],
)  # fmt: skip
def test_other_documents_are_known_by_their_column_or_their_number(
    app: Application, clerk: Actor, tmp_path: Path, head: str, line: str, kind: str, number: str
) -> None:
    path = sheet(tmp_path, f"王一,{line},1940-01-01", head=f"姓名,{head},出生日期\n")
    report = app.imports.run(path, clerk)
    assert fates(report) == [(2, "added", "")]
    assert rows(app, "SELECT id_type, id_number FROM member") == [(kind, number)]


# -- what is left out says why -----------------------------------------------------------------


def test_refused_rows_do_not_say_that_all_is_the_same_where_an_address_differs(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    register(app, clerk, "王秀英", id_number=NUMBERS[0], address="小河路 1 号")
    register(app, clerk, "李建国", id_number=NUMBERS[1], address="小河路 2 号")
    path = sheet(
        tmp_path, f"王秀英,{NUMBERS[0]},小河路 9 号", f"李建国,{NUMBERS[1]},小河路 2 号",
        head="姓名,身份证号,居住地址\n",
    )  # fmt: skip
    report = app.imports.run(path, clerk)
    assert [d.reason for d in report.details] == ["same_id", "same_id"]
    said = report.left_out()
    assert "其他资料有不同" in said[2][0]
    assert "资料一致，不重复登记" in said[3][0]


def test_a_date_that_cannot_be_names_its_cell(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    head = "姓名,身份证号,卡号,卡有效期至,人员类别,认定日期,登记日期\n"
    path = sheet(tmp_path, f"王秀英,{NUMBERS[0]},C1,2027-13-40,低保,2099-01-01,明天", head=head)
    (detail,) = app.imports.preview(path, clerk).details
    said = sentences(detail.warnings, detail.cells)
    for words in ("“卡有效期至”一列的“2027-13-40”", "“认定日期”一列的“2099-01-01”",
                  "“登记日期”一列的“明天”"):  # fmt: skip
        assert words in said
