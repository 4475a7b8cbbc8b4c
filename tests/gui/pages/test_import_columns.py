"""Columns beside the person through the wizard, and the file of refused rows before the import."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.services.members import MemberQuery
from app.services.rights import Actor
from app.views import files
from app.views.members import build
from app.views.members.page import MembersPage
from app.views.widgets.import_wizard import ImportWizard
from tests.gui.pages.desk import SAMPLES, Desk, shown

MESSY = SAMPLES / "members_messy.xlsx"


@pytest.fixture
def desk(app: Any, clerk: Actor) -> Desk:
    return Desk(app, clerk)


@pytest.fixture
def wizard(qtbot: QtBot, desk: Desk) -> Iterator[ImportWizard]:
    page = build(desk.app, desk.kit)
    assert isinstance(page, MembersPage)
    page.resize(1080, 700)
    page.show()
    qtbot.waitExposed(page)
    page.activate({"import": True})
    assert page.wizard is not None
    yield page.wizard
    page.hide()
    page.deleteLater()


def test_the_file_of_the_dry_run_is_that_of_the_result(
    wizard: ImportWizard, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from python_calamine import CalamineWorkbook

    targets = [tmp_path / "先.xlsx", tmp_path / "后.xlsx"]
    waiting = iter(targets)
    monkeypatch.setattr(files, "choose_save", lambda *_: next(waiting))
    wizard.open(MESSY)
    wizard.next()
    assert wizard.save_button.text() == "保存不导入的 18 行"
    wizard.save_button.click()
    assert not desk.app.members.list_ids(MemberQuery(), desk.actor)
    wizard.next()
    wizard.result.save.click()
    first, last = [
        CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python() for path in targets
    ]
    assert len(first) == 1 + 18
    assert first == last


def test_columns_beside_the_person_are_offered_and_named_in_warnings(
    wizard: ImportWizard, desk: Desk, tmp_path: Path
) -> None:
    head = "姓名,身份证号,卡号,卡有效期,紧急联系人,与老人关系,饮食,家庭情况"
    line = "张三,330105194503041210,A1,2027.6,王强,长子,少渣,独居、小康"
    path = tmp_path / "名单.csv"
    path.write_text(f"{head}\n{line}\n", encoding="gb18030")
    wizard.open(path)
    shown_as = [combo.currentText() for combo in wizard.columns.combos]
    assert shown_as[2:7] == ["老年卡号", "卡有效期", "紧急联系人", "与老人关系", "饮食要求"]
    axis = wizard.columns.combos[7]
    axis.setCurrentIndex(axis.findText("分类：家庭结构"))
    wizard.next()
    said = shown(wizard.preview.table)[0][3]
    assert "“家庭情况”一列的“小康”是系统没有的类别" in said
    assert "“饮食”一列的“少渣”是系统没有的写法" in said
    wizard.next()
    uid = desk.app.members.find("张三", 1, desk.actor)[0].uid
    assert desk.app.health.of(uid, desk.actor).values["diet_note"] == "少渣"
    (value,) = desk.app.classification.of(uid, desk.actor).rows
    assert (value.axis, value.code) == ("family", "独居")
