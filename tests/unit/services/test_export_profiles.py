"""Lists that leave the centre: masked unless somebody answers for it, and never without a trace."""

from __future__ import annotations

import datetime as dt
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from app.core.errors import NotAllowed, UserError, ValidationProblem
from app.models import Consent, Contact, HealthNote, Member, MemberClass
from app.services.cards import IssueCard
from app.services.classification import SaveClass
from app.services.consents import WithdrawConsent
from app.services.contacts import SaveContact
from app.services.export_profiles import COLUMNS, ExportList, SaveProfile, Who
from app.services.export_profiles.columns import BY_KEY
from app.services.export_profiles.service import TEMPLATES, as_command
from app.services.health import SaveHealth
from app.services.members import ChangeMember, MemberQuery
from app.services.memberships import LeaveMember
from app.services.rights import Actor
from app.wiring import Application
from tests.db.tools import rows
from tests.helpers.people import id_number, pause, register

WOMAN = id_number("19381222", 124)


@pytest.fixture
def people(app: Application, clerk: Actor) -> dict[str, str]:
    """Two people: name → uid."""
    return {
        "王秀英": register(
            app, clerk, "王秀英", id_number=WOMAN, phone="13812341234", community="小河社区",
            emergency_contact="李明", emergency_phone="13900005678", categories=("独居",),
            note="=SUM(A1)",
        ),
        "陈建国": register(app, clerk, "陈建国", community="和睦社区"),
    }  # fmt: skip


def table(path: Path) -> list[list[object]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def mark(path: Path) -> dict[str, str]:
    lines = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("导出说明").to_python()
    return {str(name): str(value) for name, value in lines}


def last_event(app: Application) -> tuple[str, str, dict[str, object], str]:
    action, uid, changes, reason = rows(
        app, "SELECT action, entity_uid, changes, reason FROM audit_event ORDER BY id DESC LIMIT 1"
    )[0]
    return action, uid, json.loads(changes), reason


def test_a_new_centre_finds_four_templates(app: Application, manager: Actor) -> None:
    found = app.exports.all(manager)
    assert [one.name for one in found] == ["街道花名册", "助餐名单", "能力评估汇总", "应急联系名单"]
    assert all(one.template and not one.full_numbers for one in found)
    assert all(set(one.columns) <= BY_KEY.keys() for one in found)


def test_a_list_is_masked_marked_and_remembered(
    app: Application, manager: Actor, people: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "名单.xlsx"
    assert app.exports.export(ExportList(path, "街道花名册"), manager).rows == 2
    head, first, _ = (list(map(str, row)) for row in table(path))
    assert head[:2] == ["会员号", "姓名"]
    assert first[1] == "王秀英"
    assert "330105********" + WOMAN[-4:] in first
    assert "138****1234" in first
    assert WOMAN not in str(table(path))
    assert mark(path)["接收方"] == "街道办事处"
    assert (mark(path)["导出人"], mark(path)["用途"]) == ("李主任", "在册老人名册")
    action, name, details, _ = last_event(app)
    assert (action, name) == ("export", "名单.xlsx")
    assert details == {
        "rows": 2, "profile": "街道花名册", "recipient": "街道办事处",
        "purpose": "在册老人名册", "columns": "、".join(head), "full_numbers": False,
        "reason": "", "who": "在册", "left_out": 0, "not_listed": 0,
    }  # fmt: skip


def test_full_numbers_need_the_right_and_a_reason(
    app: Application, manager: Actor, clerk: Actor, people: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "应急.xlsx"
    command = ExportList(path, "应急联系名单", full=True)
    with pytest.raises(NotAllowed):
        app.exports.export(command, clerk)
    with pytest.raises(ValidationProblem) as refused:
        app.exports.export(command, manager)
    assert set(refused.value.fields) == {"reason"}
    assert not path.exists()
    app.exports.export(replace(command, reason="寒潮上门"), manager)
    assert "13812341234" in str(table(path))
    assert last_event(app)[2]["full_numbers"] is True
    assert last_event(app)[3] == "寒潮上门"


def test_a_list_with_full_numbers_says_so_wherever_it_is_opened(
    app: Application, manager: Actor, people: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "应急.xlsx"
    command = ExportList(path, "应急联系名单", full=True, reason="寒潮上门")
    app.exports.export(command, manager)
    sheets = CalamineWorkbook.from_path(str(path)).sheet_names
    assert sheets == ["应急联系名单（完整号码）", "导出说明"]
    with zipfile.ZipFile(path) as parts:
        notes = parts.read("xl/comments1.xml").decode()
        footer = parts.read("xl/worksheets/sheet1.xml").decode().partition("<oddFooter>")[2]
    told = ("含完整号码", "用途：高温、寒潮", "接收方：社区网格员", "导出人：李主任", "2026-11-23",
            "原因：寒潮上门")  # fmt: skip
    for words in told:
        assert words in notes, words
        assert words in footer, words
    assert mark(path)["号码"] == "含完整号码，没有打码"
    assert mark(path)["原因"] == "寒潮上门"
    app.exports.export(replace(command, full=False), manager)
    assert "完整号码" not in str(mark(path)) + str(
        CalamineWorkbook.from_path(str(path)).sheet_names
    )


def test_a_level_is_only_the_result_of_an_assessment(
    app: Application, manager: Actor, people: dict[str, str], tmp_path: Path
) -> None:
    """GB/T 42195-2022; what was written down before stays beside it, in its own column."""
    app.members.change(ChangeMember(people["王秀英"], 1, {"self_care": "失能"}), manager)
    app.members.change(ChangeMember(people["陈建国"], 1, {"ability_level": 2}), manager)
    path = tmp_path / "x.xlsx"
    app.exports.export(ExportList(path, "街道花名册"), manager)
    head, *lines = (list(map(str, row)) for row in table(path))
    level, legacy = head.index("能力等级"), head.index("自理情况（旧）")
    assert [(line[level], line[legacy]) for line in lines] == [("", "失能"), ("中度失能", "")]
    shown = app.members.rows(app.members.list_ids(MemberQuery(sort="ability"), manager), manager)
    assert [row.ability for row in shown] == ["中度失能", "旧：失能"]


def test_an_age_is_a_number(
    app: Application, manager: Actor, people: dict[str, str], tmp_path: Path
) -> None:
    register(app, manager, "赵一", id_type="none", id_number="", no_document_reason="遗失",
             birth_date="1946")  # fmt: skip
    path = tmp_path / "x.xlsx"
    app.exports.export(ExportList(path, "街道花名册"), manager)
    head, *lines = table(path)
    ages = [line[head.index("年龄")] for line in lines]
    assert isinstance(ages[0], float)
    assert ages[-1] == "约 79", "not a number that nobody knows"


def test_only_who_was_chosen_in_their_order(
    app: Application, manager: Actor, people: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "x.xlsx"
    assert app.exports.export(ExportList(path, "", ids=(2, 1)), manager).rows == 2
    assert [row[1] for row in table(path)[1:]] == ["陈建国", "王秀英"]
    query = MemberQuery(text="wxy")
    assert app.exports.export(ExportList(path, "", query), manager).rows == 1


def test_every_column_can_leave(
    app: Application, manager: Actor, people: dict[str, str], tmp_path: Path
) -> None:
    keys = tuple(column.key for column in COLUMNS)
    app.exports.save(SaveProfile("全部", "核对", "中心", keys), manager)
    path = tmp_path / "x.xlsx"
    app.exports.export(ExportList(path, "全部"), manager)
    head, first, second = table(path)
    assert len(head) == len(set(head)) == len(first) == len(keys)
    cells = dict(zip(keys, first, strict=True))
    assert cells["face_consent"] == "没有签"
    assert cells["age"] == 87
    assert cells["priority"] == "重点：独居且满 80 周岁"
    assert cells["state"] == "在册"
    assert cells["note"] == "=SUM(A1)"
    assert "None" not in str([first, second])


def test_a_template_is_changed_and_is_none_any_more(app: Application, manager: Actor) -> None:
    before = app.exports.all(manager)[1]
    changed = replace(as_command(before), columns=("name", "phone"), purpose="送餐")
    uid = app.exports.save(changed, manager)
    after = app.exports.all(manager)[1]
    assert (uid, after.uid, after.template) == (before.uid, before.uid, False)
    assert (after.columns, after.purpose) == (("name", "phone"), "送餐")
    with pytest.raises(UserError) as refused:
        app.exports.save(changed, manager)
    assert refused.value.code == "changed_meanwhile"


def test_profiles_go_and_come_back(app: Application, manager: Actor) -> None:
    template = TEMPLATES[0].uid
    own = app.exports.save(SaveProfile("自用", "核对", "中心", ("name",)), manager)
    for uid in (template, own):
        before = app.exports.all(manager)
        app.exports.remove(uid, manager)
        assert uid not in [one.uid for one in app.exports.all(manager)]
        app.exports.restore(uid, manager)
        assert [one.name for one in app.exports.all(manager)] == [one.name for one in before]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " "}, "name"), ({"name": "街道花名册"}, "name"), ({"purpose": ""}, "purpose"),
        ({"recipient": ""}, "recipient"), ({"columns": ()}, "columns"),
        ({"columns": ("face",)}, "columns"), ({"columns": ("name", "name")}, "columns"),
        ({"purpose": "很" * 61}, "purpose"),
    ],
)  # fmt: skip
def test_a_profile_says_what_is_wrong(
    app: Application, manager: Actor, values: dict[str, object], field: str
) -> None:
    good = SaveProfile("自用", "核对", "中心", ("name",))
    with pytest.raises(ValidationProblem) as refused:
        app.exports.save(replace(good, **values), manager)  # type: ignore[arg-type]
    assert set(refused.value.fields) == {field}


def test_an_unknown_profile_names_the_known_ones(
    app: Application, manager: Actor, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="街道花名册"):
        app.exports.export(ExportList(tmp_path / "x.xlsx", "不存在"), manager)


# --- every column of a full file --------------------------------------------------------------


@pytest.fixture
def full(app: Application, clerk: Actor, people: dict[str, str]) -> str:
    """王秀英, of whom everything is known."""
    uid = people["王秀英"]
    for values in (
        {"name": "李明", "relation": "20", "phone": "13900005678", "guardian": True,
         "guardian_evidence": "公证 12 号", "may_collect": True, "emergency": True},
        {"name": "李红", "relation": "30", "phone": "13700001111", "emergency": True,
         "may_collect": True},
    ):  # fmt: skip
        row = next((c for c in app.contacts.of(uid, clerk) if c.name == values["name"]), None)
        known = (row.uid, row.version) if row else ("", 0)
        app.contacts.save(SaveContact(uid, values, *known), clerk)
    app.households.create(uid, clerk)
    app.classification.save(SaveClass(uid, "低保", dt.date(2026, 1, 1), evidence_no="民 7"), clerk)
    app.health.save(
        SaveHealth(uid, 0, {"diet_note": "少盐", "mobility": "轮椅", "medication": "降压药",
                            "doctor_organisation": "小河卫生站", "doctor_name": "周医生",
                            "doctor_phone": "13600002222",
                            "doctor_signed_on": dt.date(2026, 2, 1)}),
        clerk,
    )  # fmt: skip
    app.cards.issue(
        IssueCard(uid, "YS0001", on=dt.date(2026, 3, 1), valid_until=dt.date(2028, 3, 1)), clerk
    )
    app.face_checks.link_pin("000801", uid, clerk)
    pause(app, clerk, uid, dt.date(2026, 11, 23), dt.date(2026, 12, 1))
    member_id = app.members.file(uid, clerk).id
    with app.db.write(clerk) as unit:
        for kind, until in (("face", None), ("photo", "2026-11-01"), ("meals", "2027-01-01")):
            unit.session.add(
                Consent(member_id=member_id, kind=kind, text_number=1, signed_by="self",
                        signer_name="王秀英", signed_on="2026-02-01", until=until)
            )  # fmt: skip
    return uid


def exported(
    app: Application, actor: Actor, path: Path, keys: tuple[str, ...], **more: object
) -> dict[str, object]:
    """Column → cell of the first person."""
    app.exports.save(SaveProfile("核对用", "核对", "中心", keys), actor)
    command = ExportList(path, "核对用", who=Who.ALL, **more)  # type: ignore[arg-type]
    app.exports.export(command, actor)
    return dict(zip(keys, table(path)[1], strict=True))


def test_what_stands_in_the_file_beside_the_list_can_leave(
    app: Application, manager: Actor, full: str, tmp_path: Path
) -> None:
    keys = tuple(column.key for column in COLUMNS)
    cells = exported(app, manager, tmp_path / "x.xlsx", keys)
    expected = {
        "id_type": "居民身份证", "emergency_contact": "李明", "emergency_relation": "子",
        "second_contact": "李红", "guardian": "李明", "guardian_relation": "子",
        "guardian_evidence": "公证 12 号", "collectors": "李明、李红", "household_no": "H000001",
        "household_relation": "户主", "class_economic": "低保", "class_family": "独居",
        "class_physical": "", "class_evidence": "民 7", "diet_note": "少盐", "mobility": "轮椅",
        "medication": "降压药", "doctor_organisation": "小河卫生站", "doctor_name": "周医生",
        "doctor_signed_on": "2026-02-01", "state": "暂停", "state_since": "2026-11-23",
        "state_until": "2026-12-01", "state_reason": "住院", "card": "YS0001",
        "card_issued_on": "2026-03-01", "card_valid_until": "2028-03-01", "pins": "000801",
        "consents": "人脸识别单独同意书、助餐服务登记同意书", "face_consent": "同意",
    }  # fmt: skip
    assert {key: cells[key] for key in expected} == expected
    for key in ("phone", "emergency_phone", "second_phone", "guardian_phone", "doctor_phone"):
        assert "****" in str(cells[key]), key
    assert not re.search(r"1[3-9]\d{9}", str(list(cells.values())))


def test_every_number_of_a_person_goes_unmasked_only_with_a_reason(
    app: Application, manager: Actor, full: str, tmp_path: Path
) -> None:
    numbers = tuple(column.key for column in COLUMNS if column.number)
    assert len(numbers) >= 7
    cells = exported(app, manager, tmp_path / "x.xlsx", numbers, full=True, reason="核对")
    assert "*" not in str(cells)
    assert cells["doctor_phone"] == "13600002222"


SAID = f"女儿 13812345678，证号 {WOMAN}"
HIDDEN = f"女儿 138****5678，证号 330105********{WOMAN[-4:]}"
FREE = (
    "note", "address", "registered_address", "no_document_reason", "allergies", "diet_note",
    "mobility", "medication", "doctor_organisation", "guardian_evidence", "class_evidence",
)  # fmt: skip


@pytest.fixture
def talkative(app: Application, clerk: Actor, full: str) -> str:
    """A file with numbers wherever people write something."""
    number = app.members.file(full, clerk).id
    with app.db.write(clerk) as unit:
        for model, keys in (
            (Member, ("note", "address", "registered_address", "no_document_reason", "living",
                      "former_name", "emergency_contact")),
            (HealthNote, ("allergies", "diet_note", "mobility", "medication",
                          "doctor_organisation", "doctor_name")),
            (Contact, ("guardian_evidence", "name", "relation")), (MemberClass, ("evidence_no",)),
        ):  # fmt: skip
            owner = Member.id if model is Member else model.member_id
            for row in unit.session.scalars(select(model).where(owner == number)):
                for key in keys:
                    setattr(row, key, SAID)
    return full


def test_a_number_that_stands_in_a_remark_is_masked_like_one_in_its_column(
    app: Application, manager: Actor, talkative: str, tmp_path: Path
) -> None:
    keys = tuple(column.key for column in COLUMNS)
    cells = exported(app, manager, tmp_path / "x.xlsx", keys)
    for key in (*FREE, "living", "former_name", "emergency_contact", "doctor_name", "guardian",
                "collectors", "emergency_relation"):  # fmt: skip
        assert HIDDEN in str(cells[key]), key
    with zipfile.ZipFile(tmp_path / "x.xlsx") as parts:
        whole = "".join(parts.read(name).decode("utf-8", "ignore") for name in parts.namelist())
    assert "13812345678" not in whole
    assert WOMAN not in whole
    assert (cells["card"], cells["pins"]) == ("YS0001", "000801")


def test_a_remark_is_whole_only_in_a_list_that_says_so(
    app: Application, manager: Actor, clerk: Actor, talkative: str, tmp_path: Path
) -> None:
    path = tmp_path / "x.xlsx"
    cells = exported(app, manager, path, FREE, full=True, reason="核对")
    assert all(SAID in str(cell) for cell in cells.values())
    assert "完整号码" in str(CalamineWorkbook.from_path(str(path)).sheet_names)
    assert mark(path)["号码"] == "含完整号码，没有打码"
    command = ExportList(path, "核对用", full=True, who=Who.ALL)
    with pytest.raises(NotAllowed):
        app.exports.export(replace(command, reason="核对"), clerk)
    with pytest.raises(ValidationProblem):
        app.exports.export(command, manager)


def test_a_consent_withdrawn_or_run_out_is_none(
    app: Application, manager: Actor, clerk: Actor, full: str, tmp_path: Path
) -> None:
    face = next(c for c in app.consents.of(full, clerk) if c.kind == "face")
    app.consents.withdraw(WithdrawConsent(face.uid, dt.date(2026, 11, 22)), clerk)
    cells = exported(app, manager, tmp_path / "x.xlsx", ("face_consent", "consents"))
    assert cells == {"face_consent": "已撤回", "consents": "助餐服务登记同意书"}


# --- the order ------------------------------------------------------------------------------


def test_the_columns_leave_in_the_order_that_was_chosen(
    app: Application, manager: Actor, people: dict[str, str], tmp_path: Path
) -> None:
    keys = ("phone", "name", "card_kind", "member_no", "community")
    app.exports.save(SaveProfile("倒着", "核对", "中心", keys), manager)
    found = next(one for one in app.exports.all(manager) if one.name == "倒着")
    assert found.columns == keys
    path = tmp_path / "x.xlsx"
    app.exports.export(ExportList(path, "倒着"), manager)
    assert table(path)[0] == ["电话", "姓名", "卡种", "会员号", "社区"]


# --- the file itself --------------------------------------------------------------------------


def test_numbers_and_codes_are_text_and_nothing_is_a_formula(
    app: Application, manager: Actor, clerk: Actor, full: str, tmp_path: Path
) -> None:
    version = app.members.file(full, clerk).version
    values = {"note": "=HYPERLINK(1)", "address": "+1", "living": "@x"}
    app.members.change(ChangeMember(full, version, values), clerk)
    path, keys = tmp_path / "x.xlsx", tuple(column.key for column in COLUMNS)
    exported(app, manager, path, keys, full=True, reason="核对")
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        styles = archive.read("xl/styles.xml").decode()
    formats = re.findall(r"<xf [^>]*>", styles.split("<cellXfs")[1].split("</cellXfs>")[0])
    assert "<f>" not in sheet
    row = sheet.split('<row r="2"')[1].split("</row>")[0]
    cells = re.findall(r'<c r="([A-Z]+)2" s="(\d+)" t="inlineStr"><is><t[^>]*>([^<]*)</t>', row)
    texts = {text: formats[int(style)] for _, style, text in cells}
    for text in (WOMAN, "13812341234", "000001", "YS0001", "000801"):
        assert 'numFmtId="49"' in texts[text], text
    for text in ("=HYPERLINK(1)", "+1", "@x"):
        assert 'quotePrefix="1"' in texts[text], text


@pytest.fixture
def gone(app: Application, clerk: Actor, people: dict[str, str]) -> dict[str, str]:
    """王秀英 has died, 陈建国 is in hospital, 赵阿毛 is here."""
    for uid in people.values():
        version = app.members.file(uid, clerk).version
        joined = {"joined_on": dt.date(2026, 1, 5)}
        app.members.change(ChangeMember(uid, version, joined), clerk)
    app.memberships.leave(
        LeaveMember(people["王秀英"], dt.date(2026, 11, 20), "died", "家属来电"), clerk
    )
    pause(app, clerk, people["陈建国"], dt.date(2026, 11, 20))
    people["赵阿毛"] = register(app, clerk, "赵阿毛", id_number=id_number(sequence=333))
    return people


def exported_names(path: Path) -> list[object]:
    head, *lines = table(path)
    return [line[head.index("姓名")] for line in lines]


def test_the_kitchen_is_not_told_to_cook_for_the_dead(
    app: Application, manager: Actor, gone: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "x.xlsx"
    done = app.exports.export(ExportList(path, "助餐名单"), manager)
    assert exported_names(path) == ["赵阿毛"]
    assert (done.rows, done.left_out) == (1, {"退出": 1, "暂停": 1})
    assert mark(path)["对象"] == "在册；不含退出 1 人、暂停 1 人"
    with zipfile.ZipFile(path) as parts:
        assert "不含退出 1 人" in parts.read("xl/comments1.xml").decode()
    details = last_event(app)[2]
    assert (details["who"], details["left_out"], details["not_listed"]) == ("在册", 2, 0)


def test_who_is_away_for_a_while_is_still_called_in_a_cold_wave(
    app: Application, manager: Actor, gone: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "x.xlsx"
    app.exports.export(ExportList(path, "应急联系名单"), manager)
    assert exported_names(path) == ["陈建国", "赵阿毛"]
    assert mark(path)["对象"] == "在册和暂停；不含退出 1 人；其中不在册：暂停 1 人"


def test_everybody_leaves_only_when_asked_for(
    app: Application, manager: Actor, gone: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "x.xlsx"
    done = app.exports.export(ExportList(path, "助餐名单", who=Who.ALL), manager)
    assert exported_names(path) == ["王秀英", "陈建国", "赵阿毛"]
    assert (done.left_out, done.among) == ({}, {"退出": 1, "暂停": 1})
    assert mark(path)["对象"] == "所有人；其中不在册：退出 1 人、暂停 1 人"
    assert last_event(app)[2]["not_listed"] == 2


def test_on_the_last_day_only_the_dead_are_left_out(
    app: Application, manager: Actor, people: dict[str, str]
) -> None:
    """The list, the desk and the manual say that the last day still counts."""
    today = dt.date(2026, 11, 23)
    app.memberships.leave(LeaveMember(people["王秀英"], today, "died", "家属来电"), manager)
    app.memberships.leave(LeaveMember(people["陈建国"], today, "moved"), manager)
    found = app.exports.chosen(MemberQuery(), None, manager)
    assert [(one.name, one.state, one.paused) for one in found.elsewhere] == [
        ("王秀英", "退出", False)
    ]


def test_who_joins_later_is_not_on_the_list_yet(
    app: Application, manager: Actor, people: dict[str, str]
) -> None:
    with app.db.write(manager) as unit:
        member = unit.session.scalars(select(Member).where(Member.name == "陈建国")).one()
        member.joined_on = "2026-11-24"
    found = app.exports.chosen(MemberQuery(), None, manager)
    assert [(one.name, one.state) for one in found.elsewhere] == [("陈建国", "未入会")]
    assert len(found.going(Who.PAUSED)) == 1


def test_a_profile_keeps_whom_it_is_about(app: Application, manager: Actor) -> None:
    meals = app.exports.all(manager)[1]
    assert meals.who is Who.LISTED
    app.exports.save(replace(as_command(meals), who=Who.PAUSED), manager)
    assert app.exports.all(manager)[1].who is Who.PAUSED
    app.exports.remove(meals.uid, manager)
    app.exports.restore(meals.uid, manager)
    assert app.exports.all(manager)[1].who is Who.PAUSED
