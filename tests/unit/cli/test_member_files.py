"""Imports with updates, imports undone, duplicates, merging: the verbs about whole files."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from tests.helpers.cli import Desk
from tests.helpers.people import id_number
from tests.unit.cli.conftest import PEOPLE


def write(desk: Desk, *lines: str) -> str:
    head = "姓名,证件号码,联系电话,老年卡号,社区"
    (desk.folder / "new.csv").write_text("\n".join((head, *lines)), "utf-8")
    return "new.csv"


def test_an_import_updates_only_when_asked(desk: Desk) -> None:
    name, number, _, card = PEOPLE[0]
    file = write(desk, f"{name},{number},13899998888,{card},小河社区")
    assert desk.json("members", "import", file)["updated"] == 0
    tried = desk.json("members", "import", file, "--update", "--dry-run")
    assert (tried["updated"], tried["duplicates"]) == (1, 0)
    assert desk.json("members", "show", card)["values"]["phone"] == "138****1234"
    assert desk.json("members", "import", file, "--update")["updated"] == 1
    assert desk.json("members", "show", card)["values"]["phone"] == "138****8888"
    again = desk.json("members", "import", file, "--update")
    assert (again["updated"], again["duplicates"]) == (0, 1)


def test_every_kind_of_warning_is_a_line_in_words(desk: Desk) -> None:
    people = (("赵一", id_number("19430405", 130)), ("赵二", id_number("19430405", 132)))
    lines = (f"{name},{number},12345,卡号,小河社区" for name, number in people)
    out = desk.run("members", "import", write(desk, *lines), "--dry-run").out.splitlines()
    assert "提醒 2 行：电话号码不完整或有误，该号码不保存，请补正。" in out
    assert "提醒 2 行：卡号不是号码或后几位已丢失，不保存，请补正。" in out
    assert any("2 位没有可用的入会日期" in line for line in out)


def test_an_import_is_listed_undone_and_made_again(desk: Desk) -> None:
    file = write(desk, f"新来的,{id_number('19430405', 124)},,,")
    first = desk.json("members", "import", file)
    run = desk.json("members", "imports")[0]
    assert (run["file_name"], run["added"], run["undone_at"]) == (file, 1, "")
    undone = desk.json("members", "undo-import", run["uid"], "--reason", "选错了文件")
    assert undone == {"file_name": file, "removed": 1, "restored": 0, "reopened": 0}
    assert desk.json("members", "find", "新来的") == []
    assert "已经撤销过" in desk.refused("members", "undo-import", run["uid"], "--reason", "再来")
    assert desk.json("members", "import", file) == first


def test_questions_that_are_open_again_are_said(desk: Desk) -> None:
    (desk.folder / "1_attlog.dat").write_text("     77001\t2020-10-28 08:01:02\t1\t0\t15\t0\r\n")
    desk.run("terminals", "import", "1_attlog.dat", "--device", "1")
    desk.run("reconcile", "2020-10-28")
    name, number, _, _ = PEOPLE[0]
    (desk.folder / "pin.csv").write_text(
        f"姓名,证件号码,人脸编号\n{name},{number},77001\n", "utf-8"
    )
    assert desk.json("members", "import", "pin.csv", "--update")["updated"] == 1
    run = desk.json("members", "imports")[0]
    said = desk.run("members", "undo-import", run["uid"], "--reason", "选错了文件").out
    assert "重新打开 1 条待办" in said


def test_of_several_lists_in_a_file_one_is_imported_and_the_others_are_named(desk: Desk) -> None:
    file = desk.folder / "名单.xlsx"
    with xlsxwriter.Workbook(file) as book:
        for at, name in enumerate(("塘河", "小河")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["姓名", "身份证号"])
            sheet.write_row(1, 0, [f"{name}人", id_number("19430405", 124 + 2 * at)])
    assert "小河（1 行）" in desk.run("members", "import", str(file), "--dry-run").err
    desk.json("members", "import", str(file), "--sheet", "小河")
    assert [hit["name"] for hit in desk.json("members", "find", "小河人")] == ["小河人"]
    said = desk.refused("members", "import", str(file), "--sheet", "大关")
    assert "没有名为“大关”的工作表" in said


def test_what_depends_on_an_import_is_said(desk: Desk) -> None:
    (run,) = desk.json("members", "imports")
    desk.run("attendance", "check-in", "K001")
    said = desk.refused("members", "undo-import", run["uid"], "--reason", "选错了文件")
    assert "签到 1 条" in said


def test_duplicates_are_listed_merged_and_parted(desk: Desk) -> None:
    file = write(desk, f"李建国,{id_number('19450607', 313)},13700001234,K9,")
    desk.run("members", "import", file)
    (pair,) = desk.json("members", "duplicates")
    assert (pair["first"]["name"], pair["second"]["name"]) == ("李建国", "李建国")
    assert PEOPLE[2][1] not in repr(pair)
    merged = desk.json("members", "merge", "K003", "K9", "--reason", "本人核对", "--yes")
    assert merged["notes"] == ["卡 K9 记为已退回。"], "one card of a kind is in use"
    for code in ("000006", "K003"):
        assert desk.json("members", "show", code)["member_no"] == "000003"
    assert desk.json("members", "duplicates") == []
    back = desk.json("members", "unmerge", merged["uid"], "--reason", "是两个人")
    assert back["member_no"] == "000006"
    assert desk.json("members", "show", "K9")["member_no"] == "000006"


def twins(desk: Desk) -> None:
    file = write(desk, f"李建国,{id_number('19450607', 313)},13700001234,K9,")
    desk.run("members", "import", file)


def test_a_merge_is_looked_at_first_and_refused_when_the_files_changed(desk: Desk) -> None:
    twins(desk)
    before = desk.counts()
    plan = desk.json("members", "merge", "K003", "K9", "--dry-run")
    assert (plan["kept_no"], plan["merged_no"]) == ("000003", "000006")
    assert PEOPLE[2][1] not in repr(plan)
    said = desk.run("members", "merge", "K003", "K9", "--dry-run").out
    assert "李建国（会员号 000006）并入李建国（会员号 000003）" in said
    assert f"核对码：{plan['seen']}" in said
    assert desk.counts() == before
    changed = write(desk, f"李建国,{id_number('19450607', 313)},13700009999,K9,")
    desk.run("members", "import", changed, "--update")
    before = desk.counts()
    merge = ("members", "merge", "K003", "K9", "--reason", "本人核对", "--seen")
    assert "还没有合并" in desk.refused(*merge, plan["seen"])
    again = desk.json("members", "merge", "K003", "K9", "--dry-run")["seen"]
    other_way = ("members", "merge", "K9", "K003", "--reason", "本人核对", "--seen", again)
    assert "还没有合并" in desk.refused(*other_way)
    assert desk.counts() == before
    done = desk.json(*merge, again)
    assert (done["kept_name"], done["merged_no"]) == ("李建国", "000006")


def test_what_the_number_says_is_told_as_it_will_be_stored(desk: Desk) -> None:
    file = desk.folder / "无证件.csv"
    row = "钱七,无证件（遗失）,1953-01-01,女,K77"
    file.write_text(f"姓名,身份证号,出生日期,性别,卡号\n{row}\n", encoding="utf-8-sig")
    desk.run("members", "import", str(file))
    said = desk.run("members", "merge", "K77", "K003", "--dry-run").out
    (born,) = (line for line in said.splitlines() if line.startswith("出生日期："))
    assert born.startswith("出生日期：1953-01-01 / 19")
    assert born.endswith("（由证件号得出）")
    assert "→ 1953" not in born


def test_without_having_looked_it_says_what_will_happen_and_asks(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    twins(desk)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))  # nobody is there to answer
    before = desk.counts()
    merge = ("members", "merge", "K003", "K9", "--reason", "本人核对")
    asked = desk.run(*merge, code=1).err
    assert "并入李建国（会员号 000003）" in asked
    assert "按上面的结果合并吗？" in asked
    assert desk.counts() == before
    done = desk.run(*merge, "--yes")
    assert "并入李建国（会员号 000003）" in done.err
    assert "已把会员号 000006 并入李建国" in done.out


def test_a_merge_needs_a_reason(desk: Desk) -> None:
    twins(desk)
    assert "--reason" in desk.run("members", "merge", "K003", "K9", "--yes", code=2).err


def test_one_file_is_not_merged_with_itself(desk: Desk) -> None:
    before = desk.counts()
    assert "同一份档案" in desk.refused("members", "merge", "K003", "K003", "--reason", "试")
    assert desk.counts() == before
