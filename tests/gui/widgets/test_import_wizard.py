"""From a file to an import."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.views import files
from app.views.frame.messages import MessageArea
from app.views.kit import Kit
from app.views.tasks import InlineTaskRunner
from app.views.widgets.import_wizard import (
    ImportResult,
    ImportWizard,
)
from app.views.widgets.import_wizard.wizard import (
    CHOOSE,
    COLUMNS,
    CONFLICTS,
    PREVIEW,
    RESULT,
)
from tests.helpers.importing import CONFLICTS as DIFFERING
from tests.helpers.importing import COUNTS, FakeImport
from tests.helpers.qt import listen, make_kit

FILE = Path("名单.xlsx")
Make = Callable[[FakeImport], ImportWizard]


@pytest.fixture
def kit() -> Kit:
    return make_kit()


@pytest.fixture
def make(qtbot: QtBot, kit: Kit) -> Make:
    def build(source: FakeImport) -> ImportWizard:
        made = ImportWizard(source, kit.runner, kit.notify, title="导入老人名单", noun="人")
        qtbot.addWidget(made)
        made.resize(1000, 700)
        made.show()
        return made

    return build


def test_the_whole_way(make: Make, qtbot: QtBot) -> None:
    source = FakeImport()
    wizard = make(source)
    assert wizard.step() == CHOOSE
    wizard.open(FILE)
    assert wizard.step() == COLUMNS
    assert "表头在第 3 行，6 列中认出了 4 列" in wizard.columns.found.text()
    wizard.next_button.click()
    assert wizard.step() == PREVIEW
    assert source.mapping == {1: "name", 2: "id_number", 3: "phone", 4: "address"}
    assert source.committed == 0
    assert wizard.next_button.text() == "导入 4 人"
    with qtbot.waitSignal(wizard.finished) as told:
        wizard.next_button.click()
    assert source.committed == 1
    assert told.args is not None
    assert told.args[0].counts == COUNTS
    assert wizard.step() == RESULT
    with qtbot.waitSignal(wizard.closed):
        wizard.next_button.click()


def test_every_row_shows_its_fate_and_can_be_filtered(make: Make) -> None:
    wizard = make(FakeImport())
    wizard.open(FILE)
    wizard.next()
    table = wizard.preview.table
    assert table.count() == 7
    order = [table.model.id_at(row) for row in range(7)]
    assert order == [8, 9, 5, 10, 7, 4, 6]
    table.toolbar.chips["outcome"].choose("rejected")
    assert table.count() == 2
    assert table.model.data(table.model.index(0, 3)) == "身份证号校验不对"
    table.toolbar.chips["outcome"].choose("")
    table.toolbar.chips["warned"].click()
    assert table.count() == 2
    assert table.model.data(table.model.index(0, 0)) == "5"


def test_nothing_is_cut_on_the_first_page(qtbot: QtBot, kit: Kit) -> None:
    text = "表头在哪一行、列的顺序和叫法都不限，会自动识别。保存之前会先检查每一行。" * 2
    wizard = ImportWizard(FakeImport(), kit.runner, kit.notify, help_text=text)
    qtbot.addWidget(wizard)
    wizard.resize(1000, 700)
    wizard.show()
    words = next(one for one in wizard.choose.findChildren(QLabel) if one.text() == text)
    assert words.height() >= words.heightForWidth(words.width()) > words.fontMetrics().height() * 2


def test_people_imported_with_a_warning_are_listed(make: Make) -> None:
    wizard = make(FakeImport())
    wizard.open(FILE)
    wizard.next()
    wizard.next()
    assert wizard.result.warned_words.text() == "另有 2 行已经导入，但有内容要核对或补正："
    table = wizard.result.warned
    assert table.isVisible()
    assert [table.model.id_at(row) for row in range(table.count())] == [5, 10]
    assert "以证号为准" in table.model.data(table.model.index(0, 2))


def test_an_import_without_warnings_lists_nobody(make: Make) -> None:
    source = FakeImport()
    source.commit = lambda *_: ImportResult({"added": 3})  # type: ignore[method-assign,assignment]
    wizard = make(source)
    wizard.open(FILE)
    wizard.next()
    wizard.next()
    assert wizard.step() == RESULT
    assert wizard.result.warned.isHidden()
    assert wizard.result.warned_words.isHidden()


def test_a_wrong_column_is_corrected_by_hand(make: Make) -> None:
    source = FakeImport()
    wizard = make(source)
    wizard.open(FILE)
    note = wizard.columns.combos[5]
    note.setCurrentIndex(note.findData("note"))
    phone = wizard.columns.combos[3]
    phone.setCurrentIndex(phone.findData(""))
    wizard.next()
    assert source.mapping == {1: "name", 2: "id_number", 4: "address", 5: "note"}


def test_two_columns_for_one_thing_are_refused_in_words(make: Make) -> None:
    wizard = make(FakeImport())
    wizard.open(FILE)
    combo = wizard.columns.combos[0]
    combo.setCurrentIndex(combo.findData("name"))
    assert wizard.columns.problem_text() == "有两列都认作“姓名”，请只留一列。"
    assert not wizard.next_button.isEnabled()
    combo.setCurrentIndex(0)
    assert wizard.next_button.isEnabled()


def test_a_missing_name_column_is_asked_for(make: Make) -> None:
    wizard = make(FakeImport())
    wizard.open(FILE)
    wizard.columns.combos[1].setCurrentIndex(0)
    assert wizard.columns.problem_text() == "还缺“姓名”这一列，请指定。"
    wizard.next()
    assert wizard.step() == COLUMNS


@pytest.mark.parametrize(
    ("refuse", "stays"), [("peek", CHOOSE), ("preview", COLUMNS), ("commit", PREVIEW)]
)
def test_a_step_that_fails_says_why_and_stays(
    make: Make, kit: Kit, refuse: str, stays: int
) -> None:
    heard = listen(kit.notify)
    wizard = make(FakeImport(refuse))
    wizard.open(FILE)
    wizard.next()
    wizard.next()
    assert wizard.step() == stays
    assert heard.messages[-1].text == "这个文件打不开，请在 Excel 里关闭它再试。"


def test_what_did_not_work_is_no_longer_said_once_it_is_tried_again(make: Make, kit: Kit) -> None:
    area = MessageArea(kit.notify)
    source = FakeImport("peek")
    wizard = make(source)
    wizard.open(FILE)
    assert area.texts() == ["这个文件打不开，请在 Excel 里关闭它再试。"]
    source.refuse = ""
    wizard.open(FILE)
    assert wizard.step() == COLUMNS
    assert area.texts() == []
    area.deleteLater()


def test_cancelling_the_import_writes_nothing_and_goes_back(make: Make, kit: Kit) -> None:
    source = FakeImport()
    wizard = make(source)
    wizard.open(FILE)
    wizard.next()
    assert isinstance(kit.runner, InlineTaskRunner)
    kit.runner.cancel_after = 1
    source.commit = lambda path, mapping, accepted, progress: [
        progress(i, 4, "写入") for i in range(4)
    ]  # type: ignore[assignment,return-value,misc]
    heard = listen(kit.notify)
    wizard.next()
    assert wizard.step() == PREVIEW
    assert heard.messages[-1].text == "已取消，没有保存任何更改。"


def test_refused_rows_are_saved_for_correction(
    make: Make, kit: Kit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[str] = []

    def choose(_: object, title: str, name: str, kinds: str) -> Path:
        asked.append(name)
        return tmp_path / name

    monkeypatch.setattr(files, "choose_save", choose)
    heard, source = listen(kit.notify), FakeImport()
    wizard = make(source)
    wizard.open(FILE)
    wizard.next()
    wizard.next()
    assert "有 2 行没有导入" in wizard.result.words.text()
    wizard.result.save.click()
    assert asked == ["名单_未导入.xlsx"]
    assert source.saved == tmp_path / "名单_未导入.xlsx"
    assert heard.toasts[-1].text == f"已保存 名单_未导入.xlsx，在文件夹 {tmp_path}。"


def test_back_and_cancel(make: Make, qtbot: QtBot) -> None:
    wizard = make(FakeImport())
    wizard.open(FILE)
    wizard.next()
    wizard.back_button.click()
    assert wizard.step() == COLUMNS
    wizard.back_button.click()
    assert wizard.step() == CHOOSE
    with qtbot.waitSignal(wizard.closed):
        wizard.cancel_button.click()


def test_a_file_is_chosen_or_dropped(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    wizard = make(FakeImport())
    monkeypatch.setattr(files, "choose_open", lambda *_: None)
    wizard.choose.button.click()
    assert wizard.step() == CHOOSE
    monkeypatch.setattr(files, "choose_open", lambda *_: FILE)
    wizard.choose.button.click()
    assert wizard.step() == COLUMNS
    wizard.back()
    drop(wizard, "/stick/名单.csv")
    assert wizard.step() == COLUMNS
    assert wizard.file_name.text() == "名单.csv"


def drop(wizard: ImportWizard, path: str) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path)])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    where = QPoint(5, 5)
    enter = QDragEnterEvent(where, Qt.DropAction.CopyAction, data, buttons, keys)
    wizard.choose.dragEnterEvent(enter)
    assert enter.isAccepted()
    wizard.choose.dropEvent(QDropEvent(where, Qt.DropAction.CopyAction, data, buttons, keys))


def test_what_differs_is_decided_before_the_import(make: Make) -> None:
    source = FakeImport(conflicts=DIFFERING)
    wizard = make(source)
    wizard.open(FILE)
    wizard.next_button.click()
    assert wizard.next_button.text() == "核对 2 人的不同"
    wizard.next_button.click()
    assert wizard.step() == CONFLICTS
    assert source.committed == 0
    assert wizard.next_button.text() == "导入 4 人"
    wizard.conflicts.sides.all_right.click()
    assert wizard.conflicts.accepted() == {7: {"phone"}, 11: {"address"}}  # a taken card stays
    assert wizard.next_button.text() == "导入 4 人，更新 2 人"
    wizard.back_button.click()
    assert wizard.step() == PREVIEW
    wizard.next_button.click()
    wizard.next_button.click()
    assert wizard.step() == RESULT
    assert source.accepted == {7: {"phone"}, 11: {"address"}}


def test_differences_are_decided_by_keyboard(make: Make, qtbot: QtBot) -> None:
    wizard = make(FakeImport(conflicts=DIFFERING))
    wizard.open(FILE)
    wizard.next()
    wizard.next()
    view = wizard.conflicts.sides.table.view
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert wizard.conflicts.accepted() == {7: {"phone"}}
    qtbot.keyClick(view, Qt.Key.Key_Left)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert wizard.conflicts.accepted() == {}  # the card is somebody else's
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert wizard.conflicts.accepted() == {11: {"address"}}
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert wizard.conflicts.accepted() == {}
    wizard.conflicts.sides.group_right.click()
    assert wizard.conflicts.accepted() == {11: {"address"}}


def test_remembered_columns_say_so_and_can_be_forgotten(make: Make) -> None:
    source = FakeImport()
    source.remembered = True
    wizard = make(source)
    wizard.open(FILE)
    assert wizard.columns.remembered.isVisible()
    wizard.columns.forget_button.click()
    assert wizard.step() == COLUMNS
    assert not wizard.columns.remembered.isVisible()


def test_a_file_of_several_lists_is_imported_sheet_by_sheet(make: Make) -> None:
    source = FakeImport()
    source.sheets = (("塘河", "塘河（3 行）"), ("小河", "小河（2 行）"))
    wizard = make(source)
    wizard.open(FILE)
    sheets = wizard.columns.sheets
    assert sheets.isVisible()
    assert sheets.currentText() == "塘河（3 行）"
    sheets.setCurrentIndex(1)
    sheets.activated.emit(1)
    assert (wizard.step(), sheets.currentData()) == (COLUMNS, "小河")
    wizard.next()
    wizard.next()
    assert wizard.step() == RESULT
    assert wizard.result.others.text() == "这个文件里还有 1 张名单没有导入：塘河。"
    wizard.result.next_sheet.click()
    assert (wizard.step(), sheets.currentData()) == (COLUMNS, "塘河")
    wizard.next()
    wizard.next()
    assert source.committed == 2
    assert not wizard.result.others.isVisible()
    assert not wizard.result.next_sheet.isVisible()
    wizard.open(FILE)
    wizard.next()
    wizard.next()
    assert "小河" in wizard.result.others.text()


def test_an_import_that_was_taken_back_is_not_done_and_starts_again(make: Make) -> None:
    source = FakeImport()
    source.sheets = (("塘河", "塘河（3 行）"), ("小河", "小河（2 行）"))
    wizard = make(source)
    done: list[ImportResult] = []
    wizard.finished.connect(done.append)
    wizard.open(FILE)
    wizard.next()
    wizard.next()
    assert wizard.result.title.text() == "导入完成"
    assert not wizard.result.restart.isVisible()
    wizard.undone(done[0])
    result = wizard.result
    assert (wizard.step(), result.title.text()) == (RESULT, "已撤销")
    assert "可以重新导入" in result.words.text()
    assert result.summary.count() == 0
    assert not result.save.isVisible()
    assert not result.warned.isVisible()
    result.restart.click()
    assert (wizard.step(), wizard.columns.sheets.currentData()) == (COLUMNS, "塘河")
    wizard.next()
    wizard.next()
    assert (source.committed, result.title.text()) == (2, "导入完成")
    assert result.save.isVisible()
    assert not result.restart.isVisible()
    wizard.undone(done[0])
    assert result.title.text() == "导入完成"
    # The one before the last: the page about the last one stays, and offers it.
    result.next_sheet.click()
    wizard.next()
    wizard.next()
    assert not result.next_sheet.isVisible()
    wizard.undone(done[1])
    assert result.title.text() == "导入完成"
    assert "塘河" in result.others.text()
    result.next_sheet.click()
    assert (wizard.step(), wizard.columns.sheets.currentData()) == (COLUMNS, "塘河")


def test_one_list_asks_for_no_sheet(make: Make) -> None:
    wizard = make(FakeImport())
    wizard.open(FILE)
    assert not wizard.columns.sheets.isVisible()
    assert not wizard.columns.doubts.isVisible()


def test_what_will_not_be_read_is_said_beside_the_columns(make: Make) -> None:
    source = FakeImport()
    source.doubts = ("只读左边一组。",)
    wizard = make(source)
    wizard.open(FILE)
    assert wizard.columns.doubts.text() == "只读左边一组。"
    assert wizard.columns.doubts.isVisible()
    assert wizard.next_button.isEnabled()


def test_in_a_narrow_window_the_current_step_stands_alone(make: Make, qtbot: QtBot) -> None:
    wizard = make(FakeImport())
    wizard.open(Path("小河街道居家养老服务中心老年人花名册.xlsx"))

    def marks() -> list[str]:
        return [mark.text() for mark in wizard._marks if mark.isVisible()]

    assert marks() == ["1 选择文件", "2 核对列", "3 检查结果", "4 完成"]
    wizard.resize(480, 700)
    qtbot.waitUntil(lambda: marks() == ["2 / 4 核对列"])
    wizard.next()
    assert marks() == ["3 / 4 检查结果"]
    wizard.resize(1000, 700)
    qtbot.waitUntil(lambda: len(marks()) == 4)


def test_what_the_current_row_says_stands_whole_below(make: Make, qtbot: QtBot) -> None:
    wizard = make(FakeImport(conflicts=DIFFERING))
    wizard.open(FILE)
    wizard.next()
    table, whole = wizard.preview.table, wizard.preview.whole
    assert not whole.isVisible()
    table.select(8)
    assert whole.isVisible()
    assert whole.text() == "第 8 行　张桂兰：身份证号校验不对"
    table.select(4)
    assert not whole.isVisible()
    table.select(8)
    wizard.next()
    assert wizard.step() == CONFLICTS
    assert not whole.isVisible()
    outcome = wizard.conflicts.sides.outcome
    assert outcome.isVisible()
    assert outcome.text() == "联系电话将是：138****1234"
    wizard.back()
    assert not outcome.isVisible()
