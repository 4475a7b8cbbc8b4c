"""Lists that leave the centre: masked unless somebody answers for it, and never without a trace."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from app.core.errors import NotAllowed, UserError, ValidationProblem
from app.services.export_profiles import COLUMNS, ExportList, SaveProfile
from app.services.export_profiles.columns import BY_KEY
from app.services.export_profiles.service import TEMPLATES, as_command
from app.services.members import MemberQuery
from app.services.rights import Actor
from app.wiring import Application
from tests.db.tools import rows
from tests.helpers.people import id_number, register

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
    assert app.exports.export(ExportList(path, "街道花名册"), manager) == 2
    head, first, _ = table(path)
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
        "rows": 2, "profile": "街道花名册", "recipient": "街道办事处", "full_numbers": False,
        "reason": "",
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


def test_only_who_was_chosen_in_their_order(
    app: Application, manager: Actor, people: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "x.xlsx"
    assert app.exports.export(ExportList(path, "", ids=(2, 1)), manager) == 2
    assert [row[1] for row in table(path)[1:]] == ["陈建国", "王秀英"]
    query = MemberQuery(text="wxy")
    assert app.exports.export(ExportList(path, "", query), manager) == 1


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
    assert cells["age"] == "87"
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
        ({"columns": ("face",)}, "columns"), ({"purpose": "很" * 61}, "purpose"),
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
