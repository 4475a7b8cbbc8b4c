"""What stands beside the fields: counted, shown, kept on both sides or chosen."""

from __future__ import annotations

import datetime as dt

import pytest

from app.core.errors import UserError
from app.models import Document
from app.services.attendance import CheckIn
from app.services.classification import SaveClass
from app.services.codes import merged_table
from app.services.contacts import SaveContact
from app.services.health import SaveHealth
from app.services.members import ChangeMember
from app.services.merging import MergeField
from app.services.merging.types import BOTH, KEPT, MERGED
from app.services.rights import Actor
from app.wiring import Application
from tests.helpers.people import id_number, pause, register

from .conftest import act, day, owned, snapshot


def field(app: Application, clerk: Actor, pair: tuple[str, str], key: str) -> MergeField:
    """One line of the preview."""
    return next(one for one in app.merging.preview(*pair, clerk).fields if one.key == key)


def test_the_preview_counts_all_that_moves(
    app: Application, clerk: Actor, pair: tuple[str, str]
) -> None:
    merged = pair[1]
    app.contacts.save(SaveContact(merged, {"name": "王强", "phone": "13900001111"}), clerk)
    app.health.save(SaveHealth(merged, 0, {"allergies": "虾"}), clerk)
    app.households.create(merged, clerk)
    pause(app, clerk, merged, day(20).date(), day(22).date())
    with app.db.write(clerk) as unit:
        unit.session.add(Document(
            number="P1", form="member_card", parameters="{}", made_by="小王", member_uid=merged,
        ))  # fmt: skip
    moves = {one.word: (one.rows, one.clashes) for one in app.merging.preview(*pair, clerk).moves}
    assert moves == {
        "签到": (3, 1), "就餐": (1, 1), "卡": (1, 0), "人脸机编号": (1, 0), "会籍": (1, 0),
        "分类": (1, 0), "家庭": (1, 0), "联系人": (2, 1), "健康提示": (1, 0), "打印件": (1, 0),
    }  # fmt: skip
    result = app.merging.merge(*pair, {}, "本人核对", clerk)
    assert (result.moved, result.clashes) == (
        sum(rows for rows, _ in moves.values()), sum(clashes for _, clashes in moves.values()),
    )  # fmt: skip


HEALTHY = {
    "allergies": "无", "diet_note": "少盐", "mobility": "拄拐", "doctor_name": "李医生",
}  # fmt: skip
CAREFUL = {
    "allergies": "花生", "diets": "soft", "diet_note": "少糖", "mobility": "轮椅",
    "doctor_name": "周医生", "doctor_phone": "0571-88225012", "note": "怕热",
}  # fmt: skip


@pytest.fixture
def noted(app: Application, clerk: Actor, pair: tuple[str, str]) -> tuple[str, str]:
    """The pair with health notes that contradict each other."""
    diet = merged_code(app)
    app.health.save(SaveHealth(pair[0], 0, HEALTHY), clerk)
    app.health.save(SaveHealth(pair[1], 0, {**CAREFUL, "diets": diet}), clerk)
    return pair


def merged_code(app: Application) -> str:
    """Some code of the table of diets."""
    with app.db.read() as connection:
        return merged_table(connection, "diets")[0].code


def test_what_health_notes_contradict_is_shown_and_both_are_kept(
    app: Application, clerk: Actor, noted: tuple[str, str]
) -> None:
    for key, kept, merged, both, wins in (
        ("allergies", "无", "花生", "", MERGED),
        ("diet_note", "少盐", "少糖", "少盐；少糖", BOTH),
        ("mobility", "拄拐", "轮椅", "拄拐；轮椅", BOTH),
        ("doctor", "李医生", "周医生　0571****5012", "", KEPT),
        ("health_note", "", "怕热", "", MERGED),
    ):
        one = field(app, clerk, noted, key)
        assert (one.kept, one.both, one.wins) == (kept, both, wins), key
        assert one.merged.startswith(merged[:3]), key
    before = snapshot(app)
    result = app.merging.merge(*noted, {}, "本人核对", clerk)
    values = app.health.of(noted[0], clerk).values
    assert (values["allergies"], values["diet_note"], values["mobility"]) == (
        "花生", "少盐；少糖", "拄拐；轮椅",
    )  # fmt: skip
    assert (values["doctor_name"], values["doctor_phone"], values["note"]) == ("李医生", "", "怕热")
    assert values["diets"] == merged_code(app)
    app.merging.undo(result.uid, "错了", clerk)
    assert snapshot(app) == before


def test_health_is_chosen_field_by_field(
    app: Application, clerk: Actor, noted: tuple[str, str]
) -> None:
    choices = {
        "allergies": KEPT, "diet_note": MERGED, "mobility": BOTH, "doctor": MERGED,
        "health_note": KEPT,
    }  # fmt: skip
    app.merging.merge(*noted, choices, "本人核对", clerk)
    values = app.health.of(noted[0], clerk).values
    assert (values["allergies"], values["diet_note"], values["mobility"], values["note"]) == (
        "无", "少糖", "拄拐；轮椅", "",
    )  # fmt: skip
    assert (values["doctor_name"], values["doctor_phone"]) == ("周医生", "0571-88225012")


@pytest.mark.parametrize(("choice", "number"), [("", "H000001"), (KEPT, "H000001"),
                                                (MERGED, "H000002")])  # fmt: skip
def test_of_two_households_one_is_chosen(
    app: Application, clerk: Actor, pair: tuple[str, str], choice: str, number: str
) -> None:
    other = register(app, clerk, "李建国", id_number=id_number("19390101", 111))
    for uid in pair:
        app.households.create(uid, clerk)
    app.households.join(other, pair[1], "10", clerk)
    one = field(app, clerk, pair, "household")
    assert (one.kept, one.merged) == ("H000001　户主　没有别人", "H000002　户主　另有李建国")
    assert (one.wins, one.both) == (KEPT, "")
    before = snapshot(app)
    result = app.merging.merge(*pair, {"household": choice} if choice else {}, "本人核对", clerk)
    house = app.households.of(pair[0], clerk)
    assert house is not None
    assert house.number == number
    app.merging.undo(result.uid, "错了", clerk)
    assert snapshot(app) == before


@pytest.mark.parametrize(
    ("choice", "codes"), [("", "低保、独居、高龄"), (KEPT, "独居、高龄"), (MERGED, "低保、独居")]
)
def test_classes_are_put_together_or_chosen(
    app: Application, clerk: Actor, pair: tuple[str, str], choice: str, codes: str
) -> None:
    kept, merged = pair
    for uid, code in ((kept, "独居"), (kept, "高龄"), (merged, "独居")):
        start = dt.date(2025, 1, 1) if uid == merged else dt.date(2024, 1, 1)
        app.classification.save(SaveClass(uid, code, from_on=start, evidence_no="7"), clerk)
    one = field(app, clerk, pair, "classes")
    assert one.kept == "独居（2024-01-01 起，证明 7）、高龄（2024-01-01 起，证明 7）"
    assert one.merged.endswith("、独居（2025-01-01 起，证明 7）")
    assert one.both.startswith(one.kept)
    assert one.wins == BOTH
    before = snapshot(app)
    result = app.merging.merge(*pair, {"classes": choice} if choice else {}, "本人核对", clerk)
    words = app.members.file(kept, clerk).values["categories"]
    assert sorted(str(words).split("、")) == sorted(codes.split("、"))
    app.merging.undo(result.uid, "错了", clerk)
    assert snapshot(app) == before


@pytest.mark.parametrize("what", ["file", "health", "class", "contact", "household", "pause"])
@pytest.mark.parametrize("whose", [0, 1])
def test_a_file_that_changed_since_it_was_seen_is_not_merged(
    app: Application, clerk: Actor, pair: tuple[str, str], what: str, whose: int
) -> None:
    preview = app.merging.preview(*pair, clerk)
    seen, uid = (preview.kept.seen, preview.merged.seen), pair[whose]
    if what == "file":
        version = app.members.file(uid, clerk).version
        app.members.change(ChangeMember(uid, version, {"note": "改过"}), clerk)
    else:
        act(app, clerk, uid, what, 1)
    before = snapshot(app)
    with pytest.raises(UserError) as caught:
        app.merging.merge(*pair, {}, "本人核对", clerk, seen)
    assert caught.value.code == "changed_meanwhile"
    number = app.members.file(uid, clerk).member_no
    assert number in caught.value.message
    assert snapshot(app) == before
    preview = app.merging.preview(*pair, clerk)
    app.merging.merge(*pair, {}, "本人核对", clerk, (preview.kept.seen, preview.merged.seen))


def test_days_that_come_meanwhile_do_not_stand_in_the_way(
    app: Application, clerk: Actor, pair: tuple[str, str]
) -> None:
    preview = app.merging.preview(*pair, clerk)
    app.attendance.check_in(CheckIn(pair[1], day(9), note="补记"), clerk)
    seen = (preview.kept.seen, preview.merged.seen)
    app.merging.merge(*pair, {}, "本人核对", clerk, seen)
    assert owned(app, "attendance", pair[0]) == 5
