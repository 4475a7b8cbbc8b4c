"""Exit codes, who is meant, what is printed."""

from __future__ import annotations

import json
import re

import click
import pytest

from app.cli.root import VERBS, root
from app.core.paths import DataFolder
from app.db.engine import connect
from app.printing import registry
from tests.helpers.cli import DAY, Desk
from tests.unit.cli.conftest import PEOPLE

NOTE = ("--note", "停电补记")


@pytest.mark.parametrize(
    "arguments",
    [
        ("frobnicate",),
        ("members",),
        ("members", "frobnicate"),
        ("members", "import"),
        ("members", "import", "a.csv", "b.csv"),
        ("members", "import", "a.csv", "--frobnicate"),
        ("attendance", "check-in", "K001", "--method", "telepathy"),
        ("meals", "serve", "K001"),
        ("print", "daily-roster"),
        ("sync", "pair", "x.pair"),
        ("district", "init"),
        ("bench", "seed", "--members", "many", "--days", "1"),
    ],
)
def test_wrong_use(desk: Desk, arguments: tuple[str, ...]) -> None:
    before = desk.counts()
    ran = desk.run(*arguments, code=2)
    assert ran.out == ""
    assert "yizhan" in ran.err
    assert re.search("[一-鿿]", ran.err)
    assert "Traceback" not in ran.err
    assert desk.counts() == before


WHO = {
    "000003": "李建国",
    "K003": "李建国",
    "k003": "李建国",
    PEOPLE[2][1]: "李建国",
    PEOPLE[2][1].lower(): "李建国",
    "13700001234": "李建国",
    "5678": "王秀英",
    "李建国": "李建国",
    "王𬱖": "王𬱖",
    "阿卜杜热合曼·买买提艾力": "阿卜杜热合曼·买买提艾力",
    "阿卜杜热合曼买买提艾力": "阿卜杜热合曼·买买提艾力",
}


@pytest.mark.parametrize("who", WHO)
def test_who_is_meant(desk: Desk, who: str) -> None:
    assert desk.json("members", "show", who)["values"]["name"] == WHO[who]


@pytest.mark.parametrize("who", ["王秀英", "1234"])
def test_several_people_are_listed_masked(desk: Desk, who: str) -> None:
    before = desk.counts()
    for command in (
        ("members", "show", who),
        ("attendance", "check-in", who),
        ("meals", "serve", who, "--slot", "lunch"),
        ("terminals", "link", "77", who),
    ):
        words = desk.refused(*command)
        assert "2 位" in words
        assert "会员号" in words
        meant = [one for one in PEOPLE if who in one[0] or one[2].endswith(who)]
        for _, number, phone, _ in meant:
            assert number not in words
            assert phone not in words
            assert f"{number[:6]}********{number[-4:]}" in words
    assert desk.counts() == before


@pytest.mark.parametrize("who", ["nobody", "000099", "赵钱孙", "99", "", "%"])
def test_nobody_is_meant(desk: Desk, who: str) -> None:
    for command in (("members", "show", who), ("attendance", "check-in", who)):
        assert "找不到" in desk.refused(*command)


def test_numbers_are_masked(desk: Desk) -> None:
    _, number, phone, _ = PEOPLE[2]
    texts = [
        desk.run("members", "show", "K003").out,
        desk.run("--json", "members", "show", "K003").out,
        desk.run("members", "find", "ljg").out,
        desk.run("--json", "members", "find", "1234").out,
        desk.run("audit", "show").out,
    ]
    for text in texts:
        assert number not in text
        assert phone not in text
    assert f"{number[:6]}********{number[-4:]}" in texts[0]
    assert "137****1234" in texts[0]
    assert "姓名" in texts[0]


def test_a_search_finds_by_every_way(desk: Desk) -> None:
    for text in ("李建", "lijianguo", "ljg", "K003", "1234"):
        found = desk.json("members", "find", text)
        assert "李建国" in [one["name"] for one in found], text
    assert desk.json("members", "find", "zzzz") == []


def test_a_check_in_is_entered_once(desk: Desk) -> None:
    first = desk.json("attendance", "check-in", "K003", "--at", f"{DAY}T08:31", *NOTE)
    assert (first["outcome"], first["arrived_at"]) == ("checked_in", "08:31:00")
    again = desk.json("attendance", "check-in", "K003", "--at", f"{DAY}T09:00", *NOTE)
    assert (again["outcome"], again["arrived_at"]) == ("already", "08:31:00")
    (row,) = desk.json("attendance", "day", DAY)["people"]
    assert (row["name"], row["arrived_at"], row["method"]) == ("李建国", "08:31:00", "manual")
    assert "08:31:00  李建国  人工" in desk.run("attendance", "day", DAY).out


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--at", f"{DAY}T08:31"), "原因"),
        (("--at", "2099-01-01T08:00", *NOTE), "以后"),
        (("--at", "morning", *NOTE), "看不懂"),
        (("--at", DAY, *NOTE), "几点几分"),
        (("--at", "20201029", *NOTE), "几点几分"),
        (("--at", "0001-01-01T00:00+09:00", *NOTE), "看不懂"),
        (("--at", "2014-12-31T08:00", *NOTE), "2015"),
    ],
)
def test_a_check_in_at_a_wrong_time(desk: Desk, arguments: tuple[str, ...], word: str) -> None:
    before = desk.counts()
    assert word in desk.refused("attendance", "check-in", "K003", *arguments)
    assert desk.counts() == before


@pytest.mark.parametrize("date", ["2020-02-30", "2020-13-01", "someday", ""])
def test_a_date_that_is_none(desk: Desk, date: str) -> None:
    for command in (("attendance", "day", date), ("reconcile", date), ("meals", "day", date)):
        assert "日" in desk.refused(*command)


def test_dates_as_people_write_them(desk: Desk) -> None:
    desk.run("attendance", "check-in", "K003", "--at", f"{DAY} 08:31", *NOTE)
    for date in ("2020-10-29", "2020/10/29", "2020年10月29日", "20201029", "２０２０．１０．２９"):
        assert desk.json("attendance", "day", date)["present"] == 1


def test_meals(desk: Desk) -> None:
    served = ("meals", "serve", "K003", "--slot", "lunch", "--date", DAY, *NOTE)
    assert desk.json(*served)["outcome"] == "served"
    assert desk.json(*served)["outcome"] == "already"
    assert "原因" in desk.refused(*served[:-2])
    (meal,) = desk.json("meals", "day", DAY)["meals"]
    assert (meal["name"], meal["slot_label"]) == ("李建国", "午餐")
    assert "午餐  李建国" in desk.run("meals", "day", DAY).out


def test_what_is_left_out_can_be_saved_and_brought_back(desk: Desk) -> None:
    path = desk.folder / "more.csv"
    path.write_text("姓名,证件号码\n张三,330105193812221231\n李建国,123\n,\n", "utf-8")
    report = desk.json("members", "import", path, "--rejected", "rejected.xlsx")
    assert (report["added"], report["rejected"]) == (0, 2)
    again = desk.json("members", "import", "rejected.xlsx", "--dry-run")
    assert [one["reason"] for one in again["details"]] == [
        one["reason"] for one in report["details"]
    ]


def test_full_numbers_leave_by_a_profile_with_a_reason(desk: Desk) -> None:
    from python_calamine import CalamineWorkbook

    assert "为什么要导出完整号码" in desk.refused("members", "export", "list.xlsx", "--full")
    assert not (desk.folder / "list.xlsx").exists()
    given = ("--profile", "应急联系名单", "--full", "--reason", "寒潮")
    desk.json("members", "export", "list.xlsx", *given)
    sheet = CalamineWorkbook.from_path(desk.folder / "list.xlsx").get_sheet_by_index(0)
    text = str(sheet.to_python())
    assert all(phone in text for _, _, phone, _ in PEOPLE if phone)


def test_exporting_masks_and_is_in_the_audit(desk: Desk) -> None:
    from python_calamine import CalamineWorkbook

    assert desk.json("members", "export", "list.xlsx")["rows"] == len(PEOPLE)
    sheet = CalamineWorkbook.from_path(desk.folder / "list.xlsx").get_sheet_by_index(0)
    text = json.dumps([[str(cell) for cell in row] for row in sheet.to_python()])
    assert json.dumps("王𬱖")[1:-1] in text
    for _, number, phone, _ in PEOPLE:
        assert number not in text
        assert not phone or phone not in text
    assert desk.json("audit", "show", "--limit", "1")[0]["action"] == "export"


def test_printing(desk: Desk) -> None:
    assert {one["name"] for one in desk.json("print", "list")} >= {"daily-roster", "member-list"}
    first = desk.json("print", "daily-roster", "--date", DAY, "--out", "a.pdf")
    second = desk.json("print", "daily-roster", "--date", DAY, "--out", "b.pdf")
    assert (first["number"], second["number"]) == ("QD-20201029-001", "QD-20201029-002")
    assert (desk.folder / "a.pdf").read_bytes().startswith(b"%PDF-")
    assert "daily-roster" in desk.refused("print", "nothing", "--out", "c.pdf")
    to_come = ("print", "daily-roster", "--date", "2099-01-01", "--out", "c.pdf")
    assert "这一天还没有到" in desk.refused(*to_come)
    assert not (desk.folder / "c.pdf").exists()


def test_a_filed_document_is_fetched_again_as_it_was(desk: Desk) -> None:
    made = desk.json("print", "daily-roster", "--date", DAY, "--out", "a.pdf")
    desk.run("attendance", "check-in", "K003", "--at", f"{DAY}T08:31", "--note", "补记")
    again = desk.json("print", made["number"], "--out", "again.pdf")
    assert {**again, "file": ""} == {**made, "file": ""}
    assert (desk.folder / "again.pdf").read_bytes() == (desk.folder / "a.pdf").read_bytes()
    assert desk.counts()["document"] == 1
    event = desk.json("audit", "show", "--limit", "1")[0]
    assert (event["action"], event["subject"]) == ("reprint", made["number"])
    assert desk.json("audit", "verify")["sound"]
    assert made["number"] in desk.run("print", made["number"], "--out", "b.pdf").out


def test_what_is_no_form_of_the_list_is_fetched_again_too(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = desk.json("print", "daily-roster", "--date", DAY, "--out", "a.pdf")["number"]
    monkeypatch.setattr(registry, "FORMS", ())
    assert desk.run("print", number, "--out", "b.pdf").out.startswith(f"列表 {number}")


def test_a_document_that_was_never_filed_or_no_longer_fits_is_refused(desk: Desk) -> None:
    assert "没有归档" in desk.refused("print", "QD-20201029-007", "--out", "c.pdf")
    number = desk.json("print", "daily-roster", "--date", DAY, "--out", "a.pdf")["number"]
    assert "--out" in desk.run("print", number, code=2).err
    connection = connect(DataFolder(desk.data).database, desk.key(), writer=True)
    connection.execute("UPDATE document SET pdf = X'25504446'")
    connection.commit()
    connection.close()
    events = desk.counts()["audit_event"]
    assert "归档与登记不符" in desk.refused("print", number, "--out", "c.pdf")
    assert not (desk.folder / "c.pdf").exists()
    assert desk.counts()["audit_event"] == events


def test_a_state_that_nobody_has_paired(desk: Desk) -> None:
    status = desk.json("sync", "status")
    assert (status["target"], status["high_water"], status["bundles"]) == ("", 0, [])
    assert status["waiting"] == status["latest_seq"] > 0
    for verb in ("build", "push", "receipts"):
        assert "配对" in desk.refused("sync", verb)


def test_no_centre_there(desk: Desk) -> None:
    desk.data = desk.folder / "empty"
    for command in (("members", "find", "x"), ("attendance", "check-in", "x"), ("audit", "verify")):
        assert "没有中心数据" in desk.refused(*command)
    assert not desk.data.exists()


def test_a_second_centre_is_not_made_over_the_first(desk: Desk) -> None:
    before = desk.counts()
    again = desk.refused("init", "--centre-code", "330105002", "--centre-name", "另一个中心")
    assert "已有一个中心" in again
    assert desk.counts() == before


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("", "某中心"),
        ("33 01", "某中心"),
        ("1", "某中心"),
        ("33010500X", "某中心"),
        ("330105001", " "),
    ],
)
def test_a_centre_without_code_or_name(desk: Desk, code: str, name: str) -> None:
    desk.data = desk.folder / "new"
    desk.refused("init", "--centre-code", code, "--centre-name", name)
    assert not desk.data.exists()


def test_the_phrase_opens_on_another_computer(desk: Desk) -> None:
    folder = desk.folder / "first"
    first = type(desk)(folder)
    folder.mkdir()
    made = first.json("init", "--centre-code", "330105002", "--centre-name", "某中心")
    phrase = made["recovery_phrase"]
    first.run("backup", "make", "b.yzbackup")
    second = type(desk)(desk.folder / "second")
    second.folder.mkdir()
    backup = str(folder / "b.yzbackup")
    restore = ("backup", "restore", backup, "--to", second.data)
    assert "恢复口令" in second.refused(*restore)
    wrong = "-".join(["0000"] * 9 + ["0001"])
    assert "不属于" in second.refused(*restore, "--phrase", wrong)
    assert "抄错" in second.refused(*restore, "--phrase", phrase[:-1] + "x")
    assert not second.data.exists()
    second.run(*restore, "--phrase", phrase)
    assert second.json("audit", "verify")["sound"]
    assert "备份完好" in second.run("backup", "verify", backup, "--phrase", phrase).out


def test_data_whose_key_is_elsewhere(desk: Desk) -> None:
    (path,) = desk.home.rglob("*.key")
    path.unlink()
    for command in (("members", "find", "李"), ("attendance", "check-in", "K003")):
        assert "恢复口令" in desk.refused(*command)


def commands(command: click.Command, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every verb, groups too."""
    if not isinstance(command, click.Group):
        return [path]
    context = click.Context(command)
    below = [
        one
        for name in command.list_commands(context)
        if (found := command.get_command(context, name))
        for one in commands(found, (*path, name))
    ]
    return [path, *below]


@pytest.mark.parametrize("path", commands(root), ids=" ".join)
def test_help_is_chinese_and_says_what_every_part_is(desk: Desk, path: tuple[str, ...]) -> None:
    text = desk.run(*path, "--help").out
    assert text.startswith("用法：yizhan ")
    assert not re.search(r"Options:|Commands:|Show th|\[required\]", text)
    assert "显示这份说明" in text
    for line in text.splitlines():
        option = re.match(r" +(--[a-z-]+)( [A-Z]+| \[.*\])?(.*)", line)
        if option and len(line) < 60:
            described = option[3] or text.split(line + "\n")[1].splitlines()[0]
            assert re.search("[一-鿿]", described), line


def test_every_verb_of_the_design_is_there() -> None:
    paths = {" ".join(path) for path in commands(root)}
    assert paths >= {
        "init", "members import", "members export", "members find", "members show",
        "attendance check-in", "attendance day", "meals serve", "meals day", "terminals import",
        "terminals list", "reconcile", "print", "sync pair", "sync build", "sync push",
        "sync status", "sync receipts", "sync export-pair", "backup make", "backup verify",
        "backup restore", "audit verify", "audit show", "bench seed", "district init",
        "district accept", "district receive", "district report",
    }  # fmt: skip
    assert set(VERBS) == {path.split()[0] for path in paths if path}


def test_today_is_the_day_in_china_wherever_the_computer_thinks_it_is(desk: Desk) -> None:
    assert desk.json("attendance", "check-in", "K003")["outcome"] == "checked_in"
    for zone in ("Pacific/Honolulu", "Asia/Shanghai", "UTC"):
        day = desk.json("attendance", "day", "今天", TZ=zone)
        assert day["present"] == 1
    assert desk.json("print", "daily-roster", "--date", "今天", "--out", "r.pdf")["pages"] == 1


def test_a_console_that_lacks_a_character(desk: Desk) -> None:
    real = Desk(desk.folder)
    gbk = {"PYTHONIOENCODING": "gb2312"}
    (hit,) = real.json("members", "find", "K004", **gbk)
    assert hit["name"] == "王𬱖"
    assert "王\\U0002cc56" in real.run("members", "find", "K004", **gbk).out


@pytest.mark.parametrize("at", ["2020-10-29T00:31Z", "2020-10-29T08:31+08:00", "20201029T0831"])
def test_a_time_with_an_offset_is_told_in_shanghai(desk: Desk, at: str) -> None:
    entered = desk.json("attendance", "check-in", "K003", "--at", at, *NOTE)
    assert entered["arrived_at"] == "08:31:00"
    assert desk.json("attendance", "day", DAY)["present"] == 1


def test_rows_saved_by_a_dry_run_are_in_the_audit(desk: Desk) -> None:
    path = desk.folder / "more.csv"
    path.write_text("姓名,证件号码\n李建国,123\n", "utf-8")
    people = desk.counts()["member"]
    desk.run("members", "import", path, "--dry-run", "--rejected", "rejected.xlsx")
    assert desk.counts()["member"] == people
    assert [e["action"] for e in desk.json("audit", "show", "--limit", "1")] == ["export"]
