"""疑似重复, 合并, 导入记录 and the warning while somebody is registered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.services.attendance import CheckIn
from app.services.cards import IssueCard
from app.services.health import SaveHealth
from app.services.members import ChangeMember
from app.services.memberships import LeaveMember
from app.services.rights import Actor
from app.views.members import build
from app.views.members.duplicates_view import DuplicatesView
from app.views.members.merge_view import MergeView
from app.views.members.page import FILE, FULL, LIST, MembersPage
from app.views.members.records_view import RecordsView
from app.views.members.similar import SimilarBar
from app.views.widgets.form import Form
from tests.gui.pages.desk import Desk, shown
from tests.helpers.people import id_number, register

ONE, TWO = id_number("19400101", 124), id_number("19400101", 142)


@pytest.fixture
def desk(app: Any, clerk: Actor) -> Desk:
    return Desk(app, clerk)


@pytest.fixture
def pair(app: Any, clerk: Actor) -> tuple[str, str]:
    first = register(app, clerk, "王秀英", id_number=ONE, community="小河社区", phone="13811112222")
    second = register(app, clerk, "王秀瑛", id_number=TWO, address="小河路 9 号")
    app.attendance.check_in(CheckIn(second), clerk)
    return first, second


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Iterator[MembersPage]:
    made = build(desk.app, desk.kit)
    assert isinstance(made, MembersPage)
    made.resize(1080, 700)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.hide()
    made.deleteLater()


@pytest.fixture
def view(page: MembersPage, pair: tuple[str, str]) -> DuplicatesView:
    page.activate({"duplicates": True})
    assert isinstance(page.full, DuplicatesView)
    return page.full


def merging(view: DuplicatesView) -> MergeView:
    view.merge_button.click()
    assert view.merge is not None
    return view.merge


def test_pairs_say_why_and_lead_to_the_files(
    view: DuplicatesView, desk: Desk, pair: tuple[str, str]
) -> None:
    (row,) = shown(view.table)
    assert row[:2] == ["王秀英 000001", "王秀瑛 000002"]
    assert row[2] == "证件号有两位颠倒"
    assert row[3] == "1940-01-01", "both say the same"
    assert row[4] == "小河社区 / 未填", "only one says it"
    view.second_button.click()
    assert desk.gone == [("members", pair[1])]


def test_nothing_to_propose_is_said(page: MembersPage, desk: Desk) -> None:
    page.activate({"duplicates": True})
    assert isinstance(page.full, DuplicatesView)
    assert not page.full.merge_button.isEnabled()
    assert page.back()
    assert page.view() == LIST


def test_the_way_back_from_a_file_is_to_the_pairs(
    page: MembersPage, view: DuplicatesView, desk: Desk
) -> None:
    view.second_button.click()
    page.activate(desk.gone[-1][1])
    assert page.view() == FILE
    page.back()
    assert isinstance(page.full, DuplicatesView)
    page.back()
    assert page.view() == LIST


def test_two_people_leave_the_list_and_come_back(view: DuplicatesView, desk: Desk) -> None:
    view.distinct_button.click()
    assert view.table.count() == 0
    assert desk.toasts == ["已记下：王秀英（000001）和王秀瑛（000002）不是同一人。"]
    desk.notify.undo_last()
    assert view.table.count() == 1


def test_a_merge_by_keyboard_and_its_undo(
    qtbot: QtBot, page: MembersPage, view: DuplicatesView, desk: Desk, pair: tuple[str, str]
) -> None:
    qtbot.keyClick(view.table.view, Qt.Key.Key_Return)
    merge = view.merge
    assert merge is not None
    rows = {row[0]: row[1:] for row in shown(merge.sides.table)}
    assert rows["姓名"] == ["用留下的", "王秀英", "王秀瑛"]
    assert rows["居住地址"] == ["用并入的", "", "小河路 9 号"]
    assert rows["出生日期"][0] == "相同"
    qtbot.keyClick(merge.sides.table.view, Qt.Key.Key_Right)
    assert merge.choices()["name"] == "merged"
    merge.form.submit()
    assert "请写明为什么是同一人，记入审计日志。" in merge.form.errors().values()
    cast(QLineEdit, merge.form.editor("reason")).insert("本人核对")
    merge.form.submit()
    assert view.merge is None
    assert view.table.count() == 0
    assert desk.toasts == ["已把会员号 000002 并入王秀瑛，转移 1 条记录。"]
    assert desk.app.members.count(desk.actor) == 1
    desk.notify.undo_last()
    assert desk.app.members.count(desk.actor) == 2
    assert view.table.count() == 1


def test_health_notes_that_contradict_are_chosen_in_the_window(
    qtbot: QtBot, view: DuplicatesView, desk: Desk, pair: tuple[str, str]
) -> None:
    for uid, mobility in zip(pair, ("拄拐", "轮椅"), strict=True):
        desk.app.health.save(SaveHealth(uid, 0, {"mobility": mobility}), desk.actor)
    merge = merging(view)
    rows = {row[0]: row[1:] for row in shown(merge.sides.table)}
    assert rows["行动"] == ["两边都留", "拄拐", "轮椅"]
    words = "签到 1、健康提示 1。"
    assert any(words in label.text() for label in merge.findChildren(QLabel))
    merge.sides.table.select("mobility")
    assert merge.sides.outcome.text() == "行动将是：拄拐；轮椅"
    qtbot.keyClick(merge.sides.table.view, Qt.Key.Key_Right)
    assert merge.is_dirty()
    cast(QLineEdit, merge.form.editor("reason")).insert("本人核对")
    merge.form.submit()
    assert desk.app.health.of(pair[0], desk.actor).values["mobility"] == "轮椅"


def test_a_death_and_a_second_card_are_named_before_and_after(
    qtbot: QtBot, view: DuplicatesView, desk: Desk, pair: tuple[str, str]
) -> None:
    for uid, number in zip(pair, ("M1", "M2"), strict=True):
        desk.app.cards.issue(IssueCard(uid, number), desk.actor)
    desk.app.memberships.leave(
        LeaveMember(pair[1], dt.date(2026, 11, 23), "died", "家属来电"), desk.actor
    )
    merge = merging(view)
    rows = {row[0]: row[1:] for row in shown(merge.sides.table)}
    died = "退出 · 去世（最后一天 2026-11-23）"
    assert rows["会籍"] == ["用并入的", "在册", f"在册；{died}"]
    assert rows["卡"] == ["用留下的", "M1", "M2"]
    said = "".join(label.text() for label in merge.findChildren(QLabel))
    assert "会员号 000002 登记为去世（最后一天 2026-11-23）" in said
    assert "另一张记为已退回" in said
    cast(QLineEdit, merge.form.editor("reason")).insert("本人核对")
    merge.form.submit()
    assert desk.toasts[-1].endswith("卡 M2 记为已退回。")
    assert desk.app.memberships.of(pair[0], desk.actor).last_day == dt.date(2026, 11, 23)


def test_a_file_changed_meanwhile_is_shown_anew_with_what_was_chosen(
    qtbot: QtBot, view: DuplicatesView, desk: Desk, pair: tuple[str, str]
) -> None:
    merge = merging(view)
    qtbot.keyClick(merge.sides.table.view, Qt.Key.Key_Right)  # the other's name
    cast(QLineEdit, merge.form.editor("reason")).insert("本人核对")
    version = desk.app.members.file(pair[1], desk.actor).version
    change = ChangeMember(pair[1], version, {"address": "大关路 1 号"})
    desk.app.members.change(change, desk.actor)
    merge.form.submit()
    assert desk.messages[-1].startswith(
        "王秀瑛（会员号 000002）的档案在核对期间被改过，还没有合并。"
    )
    again = view.merge
    assert again is not None
    assert again is not merge
    rows = {row[0]: row[1:] for row in shown(again.sides.table)}
    assert rows["居住地址"][2] == "大关路 1 号"
    assert rows["姓名"][0] == "用并入的"
    again.form.submit()
    assert view.merge is None
    assert desk.app.members.count(desk.actor) == 1


def test_choices_are_not_lost_by_one_esc(qtbot: QtBot, view: DuplicatesView) -> None:
    merge = merging(view)
    qtbot.keyClick(merge.sides.table.view, Qt.Key.Key_Right)
    view.back()
    assert view.merge is merge
    assert merge.lost.isVisible()
    qtbot.keyClick(merge.sides.table.view, Qt.Key.Key_Left)
    assert not merge.lost.isVisible()
    view.back()
    assert view.merge is None
    merge = merging(view)
    qtbot.keyClick(merge.sides.table.view, Qt.Key.Key_Right)
    view.back()
    view.back()
    assert view.merge is None


def test_the_other_file_can_be_the_one_that_stays(
    view: DuplicatesView, pair: tuple[str, str]
) -> None:
    merging(view).swap.click()
    assert view.merge is not None
    assert view.merge.preview.kept.uid == pair[1]


def test_back_leads_from_the_merge_to_the_pairs_to_the_list(
    page: MembersPage, view: DuplicatesView
) -> None:
    merging(view)
    assert page.back()
    assert (page.view(), view.merge) == (FULL, None)
    assert page.back()
    assert page.view() == LIST


def test_imports_are_listed_and_undone(page: MembersPage, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text(f"姓名,身份证号\n王秀英,{ONE}\n", "utf-8")
    desk.app.imports.run(path, desk.actor)
    page.activate({"imports": True})
    view = page.full
    assert isinstance(view, RecordsView)
    assert shown(view.table) == [
        ["2026-11-23 08:30", "名单.csv", "1", "0", "0", "0", "小王", "已导入"]
    ]
    view.undo_button.click()
    form = page.sheet().findChild(Form)  # type: ignore[union-attr]
    assert form is not None
    form.submit()
    cast(QLineEdit, form.editor("reason")).insert("选错了文件")
    form.submit()
    assert desk.toasts == ["已撤销导入 名单.csv：撤下 1 人，恢复 0 人的资料。"]
    assert desk.app.members.count(desk.actor) == 0
    assert shown(view.table)[0][-1] == "11-23 08:30 已撤销"
    assert not view.undo_button.isEnabled()


def test_questions_that_are_open_again_are_counted(
    page: MembersPage, desk: Desk, tmp_path: Path
) -> None:
    desk.app.attendance.scan("K9", desk.actor)
    path = tmp_path / "名单.csv"
    path.write_text(f"姓名,身份证号,卡号\n王秀英,{ONE},K9\n", "utf-8")
    desk.app.imports.run(path, desk.actor)
    page.activate({"imports": True})
    assert isinstance(page.full, RecordsView)
    page.full.undo_button.click()
    form = page.sheet().findChild(Form)  # type: ignore[union-attr]
    cast(QLineEdit, form.editor("reason")).insert("选错了文件")
    form.submit()
    assert desk.toasts[-1].endswith("恢复 0 人的资料。它答复过的 1 条待办重新打开。")


def test_what_depends_on_an_import_is_said(page: MembersPage, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text(f"姓名,身份证号\n王秀英,{ONE}\n", "utf-8")
    desk.app.imports.run(path, desk.actor)
    desk.app.attendance.check_in(CheckIn(desk.app.members.who(ONE, desk.actor).uid), desk.actor)
    page.activate({"imports": True})
    assert isinstance(page.full, RecordsView)
    page.full.undo_button.click()
    form = page.sheet().findChild(Form)  # type: ignore[union-attr]
    cast(QLineEdit, form.editor("reason")).insert("选错了文件")
    form.submit()
    assert "签到 1 条" in desk.messages[-1]
    assert desk.app.members.count(desk.actor) == 1


def test_two_files_that_nothing_proposes_are_merged_and_parted_later(
    page: MembersPage, desk: Desk, clerk: Actor
) -> None:
    register(desk.app, clerk, "李建国", id_number=id_number("19390101", 111))
    register(desk.app, clerk, "张桂兰", id_number=id_number("19450505", 222))
    page.activate(None)
    page.merge_requested.emit()
    form = page.sheet().findChild(Form)  # type: ignore[union-attr]
    cast(QLineEdit, form.editor("kept")).insert("000001")
    cast(QLineEdit, form.editor("merged")).insert("谁也不是")
    form.submit()
    assert "找不到“谁也不是”" in desk.messages[-1]
    cast(QLineEdit, form.editor("merged")).setText("张桂兰")
    form.submit()
    assert isinstance(page.full, DuplicatesView)
    merge = page.full.merge
    assert merge is not None
    assert (merge.preview.kept.name, merge.preview.merged.name) == ("李建国", "张桂兰")
    cast(QLineEdit, merge.form.editor("reason")).insert("改名")
    merge.form.submit()
    page.merges_requested.emit()
    view = page.full
    assert isinstance(view, RecordsView)
    assert shown(view.table) == [
        [
            "2026-11-23 08:30",
            "李建国（1939）",
            "000001",
            "张桂兰（1945）",
            "000002",
            "小王",
            "已合并",
        ]
    ]
    view.undo_button.click()
    asked = page.sheet().findChild(Form)  # type: ignore[union-attr]
    cast(QLineEdit, asked.editor("reason")).insert("是两个人")
    asked.submit()
    assert shown(view.table)[0][-1] == "11-23 08:30 已撤销"
    assert desk.app.members.count(desk.actor) == 2


def test_somebody_registered_is_named_while_typing(
    page: MembersPage, desk: Desk, pair: tuple[str, str]
) -> None:
    page.activate({"new": True})
    sheet = page.sheet()
    assert sheet is not None
    form = sheet.findChild(Form)
    bar = sheet.findChild(SimilarBar)
    assert form is not None
    assert bar is not None
    cast(QLineEdit, form.editor("name")).insert("王秀英")
    assert not bar.isVisible()
    cast(QLineEdit, form.editor("id_number")).insert(id_number("19400101", 214))
    assert bar.isVisible()
    words, button = bar.people[0]
    assert words.text().startswith("王秀英　女　1940　小河社区　会员号 000001")
    button.click()
    assert desk.gone == [("members", pair[0])]
    assert form.save_button.isEnabled()


def test_what_the_number_says_follows_the_document_and_is_not_chosen(
    qtbot: QtBot, desk: Desk, clerk: Actor
) -> None:
    none = {"id_type": "none", "id_number": "", "no_document_reason": "遗失"}
    bare = register(desk.app, clerk, "赵一", birth_date="1953-01-01", sex="1", **none)
    known = register(desk.app, clerk, "赵一", id_number=id_number("19540203", 124))
    merge = MergeView(desk.app.merging.preview(bare, known, clerk), desk.kit.runner)
    qtbot.addWidget(merge)
    table = merge.sides.table

    def decided() -> dict[str, str]:
        return {row[0]: row[1] for row in shown(table)}

    assert decided()["证件"] == "用并入的"
    assert (decided()["出生日期"], decided()["性别"]) == ("由证件号得出", "由证件号得出")
    table.select("birth_date")
    qtbot.keyClick(table.view, Qt.Key.Key_Left)
    assert merge.sides.outcome.text() == "出生日期将是：1954-02-03"
    assert merge.choices()["birth_date"] == "merged"
    assert not merge.is_dirty()
    table.select("document")
    qtbot.keyClick(table.view, Qt.Key.Key_Left)
    assert decided()["出生日期"] == "用留下的", "without the number a person chooses again"
    desk.app.merging.merge(bare, known, merge.choices(), "本人核对", clerk)
    assert desk.app.members.file(bare, clerk).values["birth_date"] == "1953-01-01"
