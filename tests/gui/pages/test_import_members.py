"""Importing a list through the wizard: a messy real-life file, then everything that goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.services.members import MemberQuery
from app.services.rights import Actor
from app.views import files
from app.views.members import build
from app.views.members.page import IMPORT, LIST, MembersPage
from app.views.tasks import TaskRunner
from app.views.widgets.import_wizard import ImportWizard
from app.views.widgets.import_wizard.wizard import (
    CHOOSE,
    COLUMNS,
    CONFLICTS,
    PREVIEW,
    RESULT,
)
from tests.gui.pages.desk import SAMPLES, Desk, shown
from tests.helpers.assessing import assess
from tests.helpers.people import id_number, register

MESSY = SAMPLES / "members_messy.xlsx"
COUNTS = "共 240 行：新增 222，重复 7，不能导入 11，提醒 9 条"


@pytest.fixture
def desk(app: Any, clerk: Actor) -> Desk:
    """A clerk: importing is the work of the front desk."""
    return Desk(app, clerk)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Iterator[MembersPage]:
    made = build(desk.app, desk.kit)
    assert isinstance(made, MembersPage)
    made.resize(1080, 700)
    made.show()
    qtbot.waitExposed(made)
    made.activate({"import": True})
    yield made
    made.hide()
    made.deleteLater()


@pytest.fixture
def wizard(page: MembersPage) -> ImportWizard:
    assert page.view() == IMPORT
    assert page.wizard is not None
    return page.wizard


def csv(folder: Path, *lines: str) -> Path:
    path = folder / "名单.csv"
    path.write_text("\n".join(lines), encoding="gb18030")
    return path


def words(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text()]


def names(desk: Desk) -> list[str]:
    ids = desk.app.members.list_ids(MemberQuery(), desk.actor)
    return [row.name for row in desk.app.members.rows(ids, desk.actor)]


def test_messy_list_from_file_to_members(
    page: MembersPage, wizard: ImportWizard, desk: Desk, manager: Actor
) -> None:
    wizard.open(MESSY)
    assert wizard.step() == COLUMNS
    assert "表头在第 3 行" in wizard.columns.found.text()
    wizard.next()
    assert wizard.step() == PREVIEW
    assert page.header.subtitle.text() == COUNTS
    assert {"新增 222 行", "重复 7 行", "不能导入 11 行"} <= set(words(wizard.preview))
    assert wizard.next_button.text() == "导入 222 人"
    assert names(desk) == []
    wizard.next()
    assert wizard.step() == RESULT
    assert page.header.subtitle.text() == COUNTS
    assert {"新增 222 行", "重复 7 行", "不能导入 11 行"} <= set(words(wizard.result))
    wizard.next()
    assert page.view() == LIST
    assert page.header.subtitle.text() == "在册 222 人"
    assert page.table.count() == 222
    assert desk.crashes == []


def test_preview_says_why_in_words(wizard: ImportWizard) -> None:
    wizard.open(MESSY)
    wizard.next()
    table = wizard.preview.table
    table.toolbar.chips["outcome"].choose("rejected")
    reasons = [row[3] for row in shown(table)]
    assert len(reasons) == 11
    assert any("末位校验不符" in reason for reason in reasons)
    assert any("被Excel变成了数字" in reason for reason in reasons)
    table.toolbar.clear_filters()
    table.toolbar.chips["warned"].choose("1")
    warned = [row[3] for row in shown(table)]
    assert 0 < len(warned) <= 9
    assert not any("已按" in sentence or "没有保存" in sentence for sentence in warned)
    assert all(sentence.endswith("。") for sentence in warned)


def test_no_reason_is_cut(page: MembersPage, wizard: ImportWizard) -> None:
    wizard.open(MESSY)
    wizard.next()
    table = wizard.preview.table
    widest = max(table.view.fontMetrics().horizontalAdvance(row[3]) for row in shown(table))
    assert 0 < widest <= table.view.columnWidth(3) - 2 * 12
    assert table.view.horizontalScrollBar().maximum() == 0


def test_second_import_adds_nothing(page: MembersPage, wizard: ImportWizard, desk: Desk) -> None:
    wizard.open(MESSY)
    for _ in range(3):
        wizard.next()
    page.trigger("import")
    again = page.wizard
    assert again is not None
    assert again is not wizard
    again.open(MESSY)
    again.next()
    assert "新增 0，重复 229" in page.header.subtitle.text()
    again.next()
    assert again.step() == CONFLICTS
    assert not again.next_button.isEnabled()
    again.next()
    assert again.step() == CONFLICTS
    assert len(names(desk)) == 222


def test_what_differs_is_decided_field_by_field_and_undone(
    page: MembersPage, wizard: ImportWizard, desk: Desk, tmp_path: Path
) -> None:
    head = "姓名,身份证号,电话,住址"
    known = "王秀英,330105194503041210,13811112222,小河路 1 号"
    desk.app.imports.run(csv(tmp_path, head, known), desk.actor)
    changed = "王秀英,330105194503041210,13833334444,小河路 9 号"
    wizard.open(csv(tmp_path, head, changed))
    wizard.next()
    assert "有 2 项不同" in shown(wizard.preview.table)[0][3]
    assert wizard.next_button.text() == "核对 1 人的不同"
    wizard.next()
    assert wizard.step() == CONFLICTS
    sides = wizard.conflicts.sides
    assert [row[1:] for row in shown(sides.table)] == [
        ["联系电话", "保留原值", "138****2222", "138****4444"],
        ["居住地址", "保留原值", "小河路 1 号", "小河路 9 号"],
    ]  # fmt: skip
    sides.choose((2, "address"), right=True)
    assert wizard.next_button.text() == "更新 1 人"
    wizard.next()
    assert wizard.step() == RESULT
    uid = desk.app.members.find("王秀英", 1, desk.actor)[0].uid
    values = desk.app.members.file(uid, desk.actor).values
    assert (values["address"], values["phone"]) == ("小河路 9 号", "138****2222")
    assert desk.toasts[-1] == "已导入 名单.csv：新增 0 人，更新 1 人。"
    desk.notify.undo_last()
    assert desk.app.members.file(uid, desk.actor).values["address"] == "小河路 1 号"
    assert desk.toasts[-1] == "已撤销导入 名单.csv：撤下 0 人，恢复 1 人的资料。"
    assert wizard.result.title.text() == "已撤销"
    wizard.result.restart.click()
    assert wizard.step() == COLUMNS


def test_columns_that_are_left_out_are_named_before_anything_is_written(
    wizard: ImportWizard, tmp_path: Path
) -> None:
    path = tmp_path / "名单.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        head = ("姓名", "身份证号", "卡号", "卡有效期", "紧急联系人", "与老人关系", "饮食要求",
                "经济状况", "类别起始日期", "入会日期", "年龄", "空列")  # fmt: skip
        page.write_row(0, 0, head)
        page.write_row(1, 0, ("王秀英", "330105194503041210", "A1", "2099-12-31", "李丽", "女儿",
                              "糖尿病餐", "低保", "2020-05-01", "2020-06-01", "81"))  # fmt: skip
    wizard.open(path)
    assert "12 列中认出了 10 列" in wizard.columns.found.text()
    wizard.next()
    assert wizard.preview.notes.text() == "有 1 列没有导入：年龄。"
    wizard.back()
    combo = wizard.columns.combos[7]
    combo.setCurrentIndex(combo.findData(""))
    wizard.next()
    assert wizard.preview.notes.text() == "有 2 列没有导入：经济状况、年龄。"


def test_corrected_columns_are_remembered_and_forgotten(
    page: MembersPage, wizard: ImportWizard, desk: Desk, tmp_path: Path
) -> None:
    path = csv(tmp_path, "姓名,身份证号,备用", "王秀英,330105194503041210,9988")
    wizard.open(path)
    assert not wizard.columns.forget_button.isVisible()
    combo = wizard.columns.combos[2]
    combo.setCurrentIndex(combo.findData("card"))
    for _ in range(3):
        wizard.next()
    page.trigger("import")
    again = page.wizard
    assert again is not None
    again.open(path)
    assert again.columns.remembered.isVisible()
    assert again.columns.combos[2].currentData() == "card"
    again.columns.forget_button.click()
    assert again.step() == COLUMNS
    assert not again.columns.forget_button.isVisible()
    assert again.columns.combos[2].currentData() == ""


def test_sample_rows_are_masked(wizard: ImportWizard) -> None:
    wizard.open(MESSY)
    sample = " ".join(words(wizard.columns))
    assert "330105********0080" in sample
    assert "157****3337" in sample
    assert "330105195606140080" not in sample
    assert "15783683337" not in sample


def test_columns_can_be_corrected_or_left_out(
    wizard: ImportWizard, desk: Desk, tmp_path: Path
) -> None:
    lines = ("姓名,身份证号,备注,手机", "王𬱖,330105194503041210,不要,13812341234")
    path = tmp_path / "名单.csv"
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    wizard.open(path)
    combo = wizard.columns.combos[2]
    combo.setCurrentIndex(combo.findData(""))
    wizard.next()
    wizard.next()
    uid = desk.app.members.find("王𬱖", 1, desk.actor)[0].uid
    values = desk.app.members.file(uid, desk.actor).values
    assert values["note"] is None
    assert values["phone"] == "138****1234"


def test_ticked_category_columns_are_kept(wizard: ImportWizard, desk: Desk, tmp_path: Path) -> None:
    path = csv(tmp_path, "姓名,身份证号,低保,独居", "张三,330105194503041210,√,")
    wizard.open(path)
    assert wizard.columns.combos[2].currentText() == "类别：低保"
    wizard.next()
    wizard.next()
    uid = desk.app.members.find("张三", 1, desk.actor)[0].uid
    assert desk.app.members.file(uid, desk.actor).values["categories"] == "低保"


def test_category_in_another_column_is_refused_in_words(
    wizard: ImportWizard, desk: Desk, tmp_path: Path
) -> None:
    wizard.open(csv(tmp_path, "姓名,身份证号,低保,备注", "张三,330105194503041210,√,好"))
    first, other = wizard.columns.combos[2], wizard.columns.combos[3]
    first.setCurrentIndex(first.findData(""))
    other.setCurrentIndex(other.findData("category:低保"))
    wizard.next()
    assert wizard.step() == COLUMNS
    assert "“类别”只能用在表中原来的那一列" in desk.messages[0]


def test_rows_not_imported_can_be_saved(
    wizard: ImportWizard, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from python_calamine import CalamineWorkbook

    target = tmp_path / "未导入.xlsx"
    monkeypatch.setattr(files, "choose_save", lambda *_: target)
    wizard.open(MESSY)
    wizard.next()
    wizard.next()
    assert "有 18 行没有导入" in wizard.result.words.text()
    wizard.result.save.click()
    rows = CalamineWorkbook.from_path(target).get_sheet_by_index(0).to_python()
    assert len(rows) == 1 + 18
    assert rows[0][-2] == "原因"
    assert all(row[-2] for row in rows[1:])
    assert desk.toasts[1:] == [f"已保存 未导入.xlsx，在文件夹 {tmp_path}。"]


@pytest.mark.parametrize("name", ["空.xlsx", "照片.jpg", "文件夹"])
def test_files_that_are_no_list_are_named_in_a_sentence(
    wizard: ImportWizard, desk: Desk, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    if name == "文件夹":
        path.mkdir()
    else:
        path.write_bytes(b"" if name == "空.xlsx" else b"\xff\xd8\xff\xe0 no list")
    wizard.open(path)
    assert wizard.step() == CHOOSE
    assert len(desk.messages) == 1
    assert desk.messages[0].endswith("。")
    assert desk.crashes == []


def test_cancelled_import_leaves_nothing(
    page: MembersPage, wizard: ImportWizard, desk: Desk
) -> None:
    wizard.open(MESSY)
    wizard.next()
    desk.runner.cancel_after = 1  # type: ignore[attr-defined]
    wizard.next()
    assert wizard.step() == PREVIEW
    assert desk.messages == ["已取消，没有保存任何更改。"]
    assert names(desk) == []
    assert page.back()
    assert page.view() == LIST


def test_import_on_real_threads(qtbot: QtBot, app: Any, clerk: Actor) -> None:
    runner = TaskRunner()
    desk = Desk(app, clerk, runner)
    page = build(app, desk.kit)
    assert isinstance(page, MembersPage)
    page.show()
    page.activate({"import": True})
    wizard = page.wizard
    assert wizard is not None
    wizard.open(MESSY)
    for step in (COLUMNS, PREVIEW, RESULT):
        qtbot.waitUntil(lambda step=step: wizard.step() == step, timeout=20_000)
        wizard.next()
    qtbot.waitUntil(lambda: page.table.count() == 222 and not runner.busy(), timeout=20_000)
    assert desk.crashes == []
    page.hide()
    page.deleteLater()
    assert runner.stop()


def test_two_sheets_of_one_workbook(wizard: ImportWizard, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for at, name in enumerate(("塘河", "小河")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["姓名", "身份证号"] * 2 if at else ["姓名", "身份证号"])
            sheet.write_row(1, 0, [f"{name}人", id_number("19400101", 124 + 2 * at)])
    wizard.open(path)
    assert not wizard.columns.doubts.isVisible()
    assert wizard.columns.sheets.currentText() == "塘河（1 行）"
    wizard.columns.sheets.setCurrentIndex(1)
    wizard.columns.sheets.activated.emit(1)
    assert wizard.columns.doubts.text().startswith("表里有两组“姓名”和“身份证号”")
    wizard.next()
    wizard.next()
    assert names(desk) == ["小河人"]
    wizard.result.next_sheet.click()
    wizard.next()
    wizard.next()
    assert sorted(names(desk)) == ["塘河人", "小河人"]


def test_a_row_about_which_nothing_can_be_chosen_says_so(
    wizard: ImportWizard, desk: Desk, tmp_path: Path
) -> None:
    number = id_number("19400101", 124)
    uid = register(desk.app, desk.actor, "王秀英", id_number=number)
    assess(desk.app, desk.actor, uid)
    wizard.open(csv(tmp_path, "姓名,身份证号,能力等级", f"王秀英,{number},中度失能"))
    wizard.next()
    assert wizard.step() == PREVIEW
    (row,) = shown(wizard.preview.table)
    assert row[3] == (
        "该身份证号已登记，不同的内容不能采用。已有正式的能力评估，名单里的能力等级不采用。"
    )
    assert not wizard.next_button.isEnabled()


def test_rows_of_one_number_name_each_other(wizard: ImportWizard, tmp_path: Path) -> None:
    number = id_number("19400101", 124)
    wizard.open(csv(
        tmp_path, "姓名,身份证号,电话", f"王秀英,{number},13811112222", f"王秀英,{number},",
        f"王秀英,{number},13899998888",
    ))  # fmt: skip
    wizard.next()
    said = {row[0]: row[3] for row in shown(wizard.preview.table)}
    assert said["3"] == "与第 2 行身份证号相同，资料一致，不重复登记。"
    assert said["4"].startswith("与第 2 行身份证号相同，但姓名、电话、")
