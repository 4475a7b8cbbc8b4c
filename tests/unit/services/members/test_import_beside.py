"""Ends of cards, relations, diets and dated classes of a list: stored, compared, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.services.codes import SaveCode
from app.services.health import SaveHealth
from app.services.members.import_report import Accepted
from app.services.rights import Actor
from app.wiring import Application
from tests.db.tools import rows
from tests.helpers.people import id_number, register

ONE, TWO = id_number("19400101", 101), id_number("19410202", 102)
HEAD = (
    "姓名,身份证号,卡号,卡有效期,紧急联系人,紧急联系电话,与老人关系,第二联系人,第二联系人电话,关系,"
    "饮食要求,人员类别,认定日期\n"
)
LINE = (
    "甲,{},C1,2027年6月,王强,13900001111,儿子,王丽,13900002222,长女,"
    "软食、不吃海鲜,低保、独居,2023-07-01"
)
CARD = "SELECT number, valid_until FROM member_card WHERE deleted_at IS NULL AND state = 'issued'"
AROUND = "SELECT name, relation FROM contact WHERE deleted_at IS NULL ORDER BY emergency_order"
NOTES = "SELECT diets, diet_note FROM health_note WHERE deleted_at IS NULL"
CLASSES = "SELECT axis, code, from_on FROM member_class WHERE deleted_at IS NULL ORDER BY code"
FULL = {
    CARD: [("C1", "2027-06-30")], AROUND: [("王强", "20"), ("王丽", "30")],
    NOTES: [("软食、忌口", "不吃海鲜")],
    CLASSES: [("economic", "低保", "2023-07-01"), ("family", "独居", "2023-07-01")],
}  # fmt: skip


def sheet(tmp_path: Path, line: str, head: str = HEAD) -> Path:
    path = tmp_path / "名单.csv"
    path.write_text(f"{head}{line}\n", encoding="utf-8")
    return path


def stored(app: Application) -> dict[str, list[tuple[object, ...]]]:
    return {what: rows(app, what) for what in FULL}


def differing(app: Application, clerk: Actor, path: Path) -> dict[str, tuple[str, str]]:
    (conflict,) = app.imports.preview(path, clerk).conflicts
    return {one.key: (one.stored, one.given) for one in conflict.differences}


def test_a_new_person_gets_everything_and_loses_it_with_the_import(
    app: Application, clerk: Actor, administrator: Actor, tmp_path: Path
) -> None:
    path = sheet(tmp_path, LINE.format(ONE))
    report = app.imports.run(path, clerk)
    assert report.warnings == 0
    assert stored(app) == FULL
    assert app.imports.preview(path, clerk).conflicts == ()
    app.import_runs.undo(report.run_uid, "导错了", clerk)
    assert stored(app) == {what: [] for what in FULL}
    assert app.audit.verify(administrator).sound
    app.imports.run(path, clerk)
    assert stored(app) == FULL


def test_a_known_person_keeps_everything_until_somebody_decides(
    app: Application, clerk: Actor, administrator: Actor, tmp_path: Path
) -> None:
    uid = register(app, clerk, "甲", id_number=ONE, card="C1", categories="独居",
                   emergency_contact="王强", emergency_phone="13900001111")  # fmt: skip
    app.health.save(SaveHealth(uid, 0, {"diets": "低盐"}), clerk)
    before = stored(app)
    path = sheet(tmp_path, LINE.format(ONE))
    assert differing(app, clerk, path) == {
        "categories": ("独居", "低保（2023-07-01 起）、独居"),
        "classes_from": ("独居 2026-11-23", "独居 2023-07-01"),
        "card_until": ("", "2027-06-30"),
        "contact_relation": ("", "子"),
        "contact2": ("", "王丽 139****2222（女）"),
        "diet": ("低盐", "软食、忌口；不吃海鲜"),
    }
    app.imports.run(path, clerk)
    assert stored(app) == before
    run = app.imports.run(path, clerk, updates="all").run_uid
    assert stored(app) == FULL
    assert app.imports.preview(path, clerk).conflicts == ()
    app.import_runs.undo(run, "导错了", clerk)
    assert stored(app) == before
    assert app.audit.verify(administrator).sound


def test_one_of_them_alone_is_taken_over(app: Application, clerk: Actor, tmp_path: Path) -> None:
    register(app, clerk, "甲", id_number=ONE, card="C1", categories="独居")
    path = sheet(tmp_path, LINE.format(ONE))
    version = app.imports.preview(path, clerk).conflicts[0].version
    app.imports.run(path, clerk, updates={2: Accepted(version, frozenset({"diet"}))})
    assert rows(app, NOTES) == FULL[NOTES]
    assert rows(app, CARD) == [("C1", None)]
    assert [row[1] for row in rows(app, CLASSES)] == ["独居"]


def test_another_card_and_another_contact_bring_theirs_along(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    register(app, clerk, "甲", id_number=ONE, card="C9", emergency_contact="李四",
             emergency_phone="13900009999")  # fmt: skip
    path = sheet(tmp_path, LINE.format(ONE))
    before = stored(app)
    found = differing(app, clerk, path)
    assert found["card"] == ("C9", "C1（有效期至 2027-06-30）")
    assert found["emergency_contact"] == ("李四", "王强（子）")
    assert not {"card_until", "contact_relation"} & found.keys()
    run = app.imports.run(path, clerk, updates="all").run_uid
    assert rows(app, CARD) == FULL[CARD]
    assert rows(app, AROUND) == [("王强", "20"), ("王丽", "30")]
    app.import_runs.undo(run, "导错了", clerk)
    assert stored(app) == before


def test_a_first_contact_of_a_known_person_comes_with_the_relation_and_goes(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    register(app, clerk, "甲", id_number=ONE)
    run = app.imports.run(sheet(tmp_path, LINE.format(ONE)), clerk, updates="all").run_uid
    assert rows(app, AROUND) == [("王强", "20"), ("王丽", "30")]
    app.import_runs.undo(run, "导错了", clerk)
    assert stored(app) == {what: [] for what in FULL}


def test_the_second_contact_is_known_by_name(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    app.imports.run(sheet(tmp_path, LINE.format(ONE).replace("长女", "")), clerk)
    path = sheet(tmp_path, LINE.format(ONE))
    assert differing(app, clerk, path) == {"contact2_relation": ("", "女")}
    app.imports.run(path, clerk, updates="all")
    assert rows(app, AROUND) == FULL[AROUND]


def test_a_list_of_one_axis_says_nothing_about_the_others(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    uid = register(app, clerk, "甲", id_number=ONE, categories="独居、低边")
    path = sheet(tmp_path, f"甲,{ONE},低保", "姓名,身份证号,经济类别\n")
    assert differing(app, clerk, path) == {"categories": ("低边、独居", "低保、独居")}
    app.imports.run(path, clerk, updates="all")
    assert app.members.file(uid, clerk).values["categories"] == "低保、独居"


def test_words_that_the_centre_added_are_known(
    app: Application, clerk: Actor, administrator: Actor, tmp_path: Path
) -> None:
    app.codes.save(SaveCode("classes", "老党员", "老党员", "identity"), administrator)
    app.codes.save(SaveCode("diets", "少渣", "少渣饮食"), administrator)
    path = sheet(tmp_path, f"甲,{ONE},老党员,少渣", "姓名,身份证号,人员类别,饮食\n")
    assert app.imports.run(path, clerk).warnings == 0
    assert rows(app, CLASSES) == [("identity", "老党员", None)]
    assert rows(app, NOTES) == [("少渣", None)]


def test_a_note_written_since_stands_against_taking_back(
    app: Application, clerk: Actor, tmp_path: Path, clock: FixedClock
) -> None:
    run = app.imports.run(sheet(tmp_path, LINE.format(ONE)), clerk).run_uid
    uid = app.members.who(ONE, clerk).uid
    clock.advance(60)
    app.health.save(SaveHealth(uid, 1, {"allergies": "花生"}), clerk)
    with pytest.raises(Exception, match="健康提示 1 份"):
        app.import_runs.undo(run, "导错了", clerk)


def test_notes_can_be_written_after_an_import_was_taken_back(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    uid = register(app, clerk, "甲", id_number=ONE)
    path = sheet(tmp_path, f"甲,{ONE},软食", "姓名,身份证号,饮食\n")
    run = app.imports.run(path, clerk, updates="all").run_uid
    app.import_runs.undo(run, "导错了", clerk)
    assert app.health.of(uid, clerk).version == 0
    app.health.save(SaveHealth(uid, 0, {"allergies": "花生"}), clerk)
    assert rows(app, "SELECT allergies, diets FROM health_note WHERE deleted_at IS NULL") == [
        ("花生", None)
    ]


@pytest.mark.parametrize("card", ["", "无"])
def test_an_end_without_a_card_is_doubtful(
    app: Application, clerk: Actor, tmp_path: Path, card: str
) -> None:
    path = sheet(tmp_path, f"甲,{ONE},{card},2027-06-30", "姓名,身份证号,卡号,卡有效期\n")
    (detail,) = app.imports.run(path, clerk).details
    assert detail.warnings == ("card_until_alone",)
    register(app, clerk, "乙", id_number=TWO, card="C2")
    path = sheet(tmp_path, f"乙,{TWO},{card},2027-06-30", "姓名,身份证号,卡号,卡有效期\n")
    assert differing(app, clerk, path) == {"card_until": ("", "2027-06-30")}


def test_a_second_contact_is_offered_taken_over_and_goes_again(
    app: Application, clerk: Actor, administrator: Actor, tmp_path: Path
) -> None:
    register(app, clerk, "甲", id_number=ONE, emergency_contact="王强",
             emergency_phone="13900001111")  # fmt: skip
    head = "姓名,身份证号,紧急联系人,紧急联系电话,第二联系人,第二联系人电话\n"
    path = sheet(tmp_path, f"甲,{ONE},王强,13900001111,王丽,13900002222", head)
    assert differing(app, clerk, path) == {"contact2": ("", "王丽 139****2222")}
    run = app.imports.run(path, clerk, updates="all").run_uid
    phones = "SELECT name, phone FROM contact WHERE deleted_at IS NULL ORDER BY emergency_order"
    assert rows(app, phones) == [("王强", "13900001111"), ("王丽", "13900002222")]
    assert app.imports.preview(path, clerk).conflicts == ()
    other = sheet(tmp_path, f"甲,{ONE},王强,13900001111,王丽,13900003333", head)
    assert differing(app, clerk, other) == {"contact2_phone": ("139****2222", "139****3333")}
    second = app.imports.run(other, clerk, updates="all").run_uid
    assert app.imports.preview(other, clerk).conflicts == ()
    app.import_runs.undo(second, "导错了", clerk)
    app.import_runs.undo(run, "导错了", clerk)
    assert rows(app, AROUND) == [("王强", None)]
    assert app.audit.verify(administrator).sound
