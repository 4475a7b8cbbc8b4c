"""The one table: what a clerk sees and does in it."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QToolTip
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.core.errors import UserError
from app.core.progress import silent
from app.views import files, theme
from app.views.kit import Kit
from app.views.notify import Action
from app.views.tasks import InlineTaskRunner, TaskRunner
from app.views.theme import Status, Tone
from app.views.widgets.table import (
    Column,
    DataTable,
    Filter,
    LazyTableModel,
    SequenceSource,
    TablePrint,
    TableQuery,
    display,
)
from app.views.widgets.table.columns import Quiet
from tests.helpers.qt import Xlsx, listen, make_kit

COLUMNS = (
    Column("name", "姓名", 120),
    Column("age", "年龄", 70, kind="number"),
    Column("state", "状态", kind="status", value=lambda row: Status(row["state"], Tone.OK)),
    Column("note", "备注", hidden=True),
)
ROWS = (
    {"id": 11, "name": "王秀英", "age": 88, "state": "在册", "note": "忌口\t花生"},
    {"id": 12, "name": "李建国", "age": 75, "state": "暂停", "note": None},
    {"id": 13, "name": "王𬱖", "age": 91, "state": "在册", "note": ""},
)
FILTERS = (
    Filter("state", "状态", (("在册", "在册"), ("暂停", "暂停"))),
    Filter("old", "90 岁以上"),
)


def matches(row: dict[str, Any], key: str, value: str) -> bool:
    return row["age"] >= 90 if key == "old" else row[key] == value


def source(rows: Sequence[dict[str, Any]] = ROWS) -> SequenceSource:
    return SequenceSource(rows, COLUMNS, identity=lambda row: row["id"], matches=matches)


class Counted:
    """A source of many rows that counts what it is asked."""

    def __init__(self, count: int) -> None:
        self.count, self.asked = count, 0
        self.batches: list[list[int]] = []
        self.queries: list[TableQuery] = []

    def ids(self, query: TableQuery) -> Sequence[int]:
        self.queries.append(query)
        return range(self.count)

    def rows(self, ids: Sequence[int]) -> Sequence[dict[str, Any]]:
        self.batches.append(list(ids))
        return [{"name": f"第{i}人", "age": i, "state": "在册"} for i in ids]


@pytest.fixture
def kit() -> Kit:
    return make_kit()


Make = Callable[..., DataTable]


@pytest.fixture
def make(qtbot: QtBot, kit: Kit) -> Make:
    def build(**options: Any) -> DataTable:
        made = DataTable(
            "members",
            COLUMNS,
            options.pop("runner", kit.runner),
            prefs=kit.prefs,
            filters=FILTERS,
            unit="人",
            notify=kit.notify,
            **options,
        )
        qtbot.addWidget(made)
        made.resize(800, 500)
        made.show()
        return made

    return build


def names(table: DataTable) -> list[str]:
    model = table.model
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def test_the_model_keeps_the_rules_of_qt(
    qtbot: QtBot, qtmodeltester: ModelTester, kit: Kit
) -> None:
    model = LazyTableModel(COLUMNS, kit.runner)
    model.reset(source(), [11, 12, 13])
    qtmodeltester.check(model, force_py=True)
    many = Counted(130)
    model.reset(many, range(130))
    qtmodeltester.check(model, force_py=True)


def test_rows_and_their_number_are_shown(make: Make) -> None:
    table = make()
    loaded: list[int] = []
    table.loaded.connect(loaded.append)
    table.set_source(source())
    assert names(table) == ["王秀英", "李建国", "王𬱖"]
    assert table.toolbar.count.text() == "共 3 人"
    assert loaded == [3]
    assert table.model.status(table.model.index(0, 2)) == Status("在册", Tone.OK)


def test_fifty_thousand_people_open_with_one_page_of_rows(make: Make, qtbot: QtBot) -> None:
    table, many = make(), Counted(50_000)
    table.set_source(many)
    assert table.count() == 50_000
    assert sum(len(batch) for batch in many.batches) <= 200
    table.view.scrollToBottom()
    qtbot.waitUntil(lambda: 49_999 in many.batches[-1])
    assert names_at(table, 49_999) == "第49999人"
    assert sum(len(batch) for batch in many.batches) <= 600


def names_at(table: DataTable, row: int) -> str:
    return str(table.model.data(table.model.index(row, 0)))


def test_rows_on_their_way_are_not_shown_as_empty_people(qtbot: QtBot, kit: Kit) -> None:
    model = LazyTableModel(COLUMNS, kit.runner)
    model.reset(Counted(300), range(300))
    assert model.data(model.index(250, 0)) == ""


def test_typing_filters_and_the_empty_answer_offers_a_way_out(make: Make) -> None:
    table = make()
    table.set_source(source())
    table.toolbar.box.insert("王")
    assert names(table) == ["王秀英", "王𬱖"]
    table.toolbar.box.insert("x")
    assert not table.states.shows_content()
    assert table.states.state.text() == "没有符合条件的内容。"
    table.states.state.action_button().click()
    assert len(names(table)) == 3
    assert table.toolbar.box.text() == ""


def test_chips_filter_and_can_be_cleared(make: Make) -> None:
    table = make()
    table.set_source(source())
    chip = table.toolbar.chips["state"]
    chip.choose("暂停")
    assert names(table) == ["李建国"]
    assert chip.text() == "状态：暂停"
    chip.choose("")
    table.toolbar.chips["old"].click()
    assert names(table) == ["王𬱖"]
    assert table.toolbar.reset.isVisible()
    table.toolbar.reset.click()
    assert len(names(table)) == 3
    assert not table.toolbar.reset.isVisible()


def test_what_may_not_leave_freely_asks_first(make: Make) -> None:
    table, asked = make(), []
    table.set_export_action(lambda: asked.append(1))
    table.toolbar.export.click()
    assert asked == [1]


def test_a_heading_sorts_up_down_and_not_at_all(make: Make, qtbot: QtBot) -> None:
    table, many = make(), Counted(3)
    table.set_source(many)
    for wanted in (("age", False), ("age", True), ("", False)):
        table.view.horizontalHeader().sectionClicked.emit(1)
        assert (many.queries[-1].sort, many.queries[-1].descending) == wanted
    table.view.horizontalHeader().sectionClicked.emit(1)
    assert table.model.headerData(1, Qt.Orientation.Horizontal) == "年龄 ↑"


def test_sorting_puts_numbers_by_size_and_empty_last(make: Make) -> None:
    table = make()
    table.set_source(source((*ROWS, {"id": 14, "name": "陈", "age": None, "state": "在册"})))
    table.set_query(TableQuery(sort="age"))
    assert names(table) == ["李建国", "王秀英", "王𬱖", "陈"]


def test_a_query_from_outside_shows_in_box_and_chips(make: Make) -> None:
    table, queries = make(), []
    table.query_changed.connect(queries.append)
    table.set_source(source())
    table.set_query(TableQuery(text="王", filters={"old": "1"}))
    assert names(table) == ["王𬱖"]
    assert table.toolbar.box.text() == "王"
    assert table.toolbar.chips["old"].value == "1"
    assert len(queries) == 1


def test_enter_and_double_click_open_a_row(make: Make, qtbot: QtBot) -> None:
    table, opened = make(), []
    table.activated.connect(opened.append)
    table.set_source(source())
    table.select(12)
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    spot = table.view.visualRect(table.model.index(2, 0)).center()
    qtbot.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.mouseDClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert opened == [12, 13]


def test_rows_that_come_again_between_two_clicks_do_not_keep_a_row_shut(
    make: Make, qtbot: QtBot
) -> None:
    """Qt forgets which row the first click was on when the model is reset."""
    table, opened = make(), []
    table.activated.connect(opened.append)
    table.set_source(source())
    viewport, left = table.view.viewport(), Qt.MouseButton.LeftButton
    spot = table.view.visualRect(table.model.index(2, 0)).center()
    qtbot.mouseClick(viewport, left, pos=spot)
    table.refresh()
    _second_click(table, spot)
    assert opened == [13]
    qtbot.mouseClick(viewport, left, pos=spot)
    table.set_source(source(ROWS[::-1]))  # somebody else stands there now
    _second_click(table, spot)
    assert opened == [13]


def _second_click(table: DataTable, spot: QPoint) -> None:
    left, view = Qt.MouseButton.LeftButton, table.view.viewport()
    there, nothing = QPointF(spot), Qt.KeyboardModifier.NoModifier
    everywhere = view.mapToGlobal(there)
    for kind, down in ((QEvent.Type.MouseButtonDblClick, left), (QEvent.Type.MouseButtonRelease,
                       Qt.MouseButton.NoButton)):  # fmt: skip
        event = QMouseEvent(kind, there, everywhere, left, down, nothing)
        QApplication.sendEvent(view, event)


def test_a_click_on_half_a_row_does_not_turn_the_list_later(make: Make, qtbot: QtBot) -> None:
    table, interval = make(), QApplication.doubleClickInterval()
    table.set_source(Counted(90))
    viewport, bar = table.view.viewport(), table.view.verticalScrollBar()
    QApplication.processEvents()
    if viewport.height() % table.view.rowHeight(0) == 0:
        table.resize(table.width(), table.height() + 20)
        QApplication.processEvents()
    last = table.view.rowAt(viewport.height() - 1)
    assert viewport.height() % table.view.rowHeight(0), "part of it is in sight"
    QApplication.setDoubleClickInterval(1)
    spot = table.view.visualRect(table.model.index(last, 0)).topLeft() + QPoint(2, 2)
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=spot)
    qtbot.wait(200)  # Qt's own timer
    QApplication.setDoubleClickInterval(interval)
    assert (table.current_id(), bar.value()) == (last, 0)


def test_rows_that_come_again_out_of_sight_do_not_turn_the_list(make: Make, qtbot: QtBot) -> None:
    """Another part of the page stands in its place meanwhile."""
    table = make()
    table.set_source(Counted(90))
    bar = table.view.verticalScrollBar()
    table.select(80)
    bar.setValue(3)
    table.hide()
    table.refresh()
    table.show()
    qtbot.wait(20)
    assert (bar.value(), table.current_id()) == (3, 80)


def test_down_goes_from_the_filter_box_to_the_rows(make: Make, qtbot: QtBot) -> None:
    table = make()
    table.set_source(source())
    table.focus_filter()
    qtbot.keyClick(table.toolbar.box, Qt.Key.Key_Down)
    assert table.current_id() == 11


def test_letters_typed_on_the_rows_go_to_the_filter_box(make: Make, qtbot: QtBot) -> None:
    table, many = make(), Counted(2_000)
    table.set_source(many)
    table.view.setFocus()
    asked = len(many.batches)
    qtbot.keyClicks(table.view, "w")
    assert table.toolbar.box.text() == "w"
    assert table.focusWidget() is table.toolbar.box
    assert many.queries[-1].text == "w"
    assert len(many.batches) == asked + 1


def test_escape_empties_the_filter_box_first(make: Make, qtbot: QtBot) -> None:
    table = make()
    table.set_source(source())
    table.toolbar.box.insert("王")
    qtbot.keyClick(table.toolbar.box, Qt.Key.Key_Escape)
    assert len(names(table)) == 3


def test_a_refresh_keeps_selection_and_place(make: Make) -> None:
    table = make(multi=True)
    table.set_source(Counted(2_000))
    table.select(900)
    place = table.view.verticalScrollBar().value()
    table.refresh()
    assert table.selected_ids() == (900,)
    assert table.current_id() == 900
    assert table.view.verticalScrollBar().value() == place


def test_a_row_chosen_while_a_refresh_is_on_its_way_stays_chosen(make: Make, qtbot: QtBot) -> None:
    """Saving refreshes twice; a click in between was lost, and the buttons died under the hand."""
    go, runner = threading.Event(), TaskRunner()

    class Slow(Counted):
        def ids(self, query: TableQuery) -> Sequence[int]:
            go.wait(5)
            return super().ids(query)

    table = make(runner=runner)
    go.set()
    table.set_source(Slow(2_000))
    qtbot.waitUntil(lambda: table.count() == 2_000)
    table.select(3)
    go.clear()
    table.refresh()
    table.select(900)
    place = table.view.verticalScrollBar().value()
    go.set()
    with qtbot.waitSignal(table.loaded):
        pass
    assert (table.selected_ids(), table.current_id()) == ((900,), 900)
    assert table.view.verticalScrollBar().value() == place
    assert runner.stop()


def test_the_selection_is_told_in_the_order_of_the_list(make: Make) -> None:
    table, told = make(multi=True), []
    table.selection_changed.connect(told.append)
    table.set_source(source())
    table.view.selectAll()
    assert told[-1] == (11, 12, 13)
    assert not table.select(99)


def test_copying_gives_tab_separated_text_as_displayed(make: Make, qtbot: QtBot, kit: Kit) -> None:
    heard = listen(kit.notify)
    table = make(multi=True)
    table.set_source(source())
    table.columns.show("note", True)
    table.select(11)
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == "王秀英\t88\t在册\t忌口 花生"
    table.view.selectAll()
    table.output.copy()
    assert clipboard.text().splitlines()[:2] == [
        "姓名\t年龄\t状态\t备注",
        "王秀英\t88\t在册\t忌口 花生",
    ]
    assert heard.toasts[-1].text == "已复制 3 行。"


@pytest.mark.parametrize(
    ("name", "copied"),
    [
        ("=1+1", "'=1+1"), ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"), ("＝1+1", "'＝1+1"),
        ("-12.5", "-12.5"), ("+8613812341234", "+8613812341234"), ("@x", "'@x"),
    ],
)  # fmt: skip
def test_what_is_copied_is_no_formula(make: Make, name: str, copied: str) -> None:
    table = make()
    table.set_source(source([{**ROWS[0], "name": name}]))
    table.select(11)
    table.output.copy()
    assert QGuiApplication.clipboard().text().split("\t")[0] == copied


def test_export_writes_what_is_shown(
    make: Make, kit: Kit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    heard, xlsx = listen(kit.notify), Xlsx()
    monkeypatch.setattr(files, "choose_save", lambda *_: tmp_path / "老人名单.xlsx")
    table = make()
    table.set_source(source())
    assert table.toolbar.export.isHidden()
    table.set_exporter(xlsx, "老人名单")
    table.toolbar.box.insert("王")
    table.toolbar.export.click()
    assert list(xlsx.headings) == ["姓名", "年龄", "状态"]
    assert xlsx.rows == [["王秀英", "88", "在册"], ["王𬱖", "91", "在册"]]
    assert heard.toasts[-1].text == f"已导出 2 行：老人名单.xlsx，在文件夹 {tmp_path}。"


def test_a_number_in_a_remark_is_masked_where_it_leaves(
    qtbot: QtBot, kit: Kit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """On the screen the clerk reads the remark that they wrote; files, papers and copies go on."""
    columns = (Column("name", "姓名"), Column("card", "卡号"), Column("note", "备注", free=True))
    row = {"name": "王秀英", "card": "13812345678", "note": "女儿 13812345678 代说"}
    xlsx, table = Xlsx(), DataTable("remarks", columns, kit.runner)
    qtbot.addWidget(table)
    table.set_source(SequenceSource([row], columns))
    table.set_exporter(xlsx, "签到记录")
    monkeypatch.setattr(files, "choose_save", lambda *_: tmp_path / "签到记录.xlsx")
    table.toolbar.export.click()
    table.select(0)
    table.output.copy()
    masked = ["王秀英", "13812345678", "女儿 138****5678 代说"]
    assert xlsx.rows == [masked]
    assert table.output.printable().read(silent) == [masked]
    assert QGuiApplication.clipboard().text() == "\t".join(masked)
    assert table.model.data(table.model.index(0, 2)) == "女儿 13812345678 代说"


def test_a_cancelled_file_dialog_exports_nothing(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    xlsx, table = Xlsx(), make()
    monkeypatch.setattr(files, "choose_save", lambda *_: None)
    table.set_source(source())
    table.set_exporter(xlsx, "老人名单")
    table.toolbar.export.click()
    assert xlsx.path is None


def test_print_asks_with_the_conditions_in_words(make: Make) -> None:
    table, asked = make(), []
    table.print_requested.connect(asked.append)
    table.set_source(source())
    table.set_printable(True)
    table.set_query(TableQuery("王", filters={"state": "在册"}))
    table.toolbar.print.click()
    (wanted,) = asked
    assert isinstance(wanted, TablePrint)
    assert wanted.headings == ("姓名", "年龄", "状态")
    assert wanted.alignments == ("left", "right", "left")
    assert wanted.conditions == "“王”，状态：在册"
    assert wanted.read(silent) == [["王秀英", "88", "在册"], ["王𬱖", "91", "在册"]]


def test_columns_are_chosen_and_remembered(make: Make, kit: Kit) -> None:
    table = make()
    table.columns.show("note", True)
    table.columns.show("age", False)
    table.view.setColumnWidth(0, 222)
    table.columns.remember()
    again = make()
    assert [COLUMNS[i].key for i in again.columns.shown()] == ["name", "state", "note"]
    assert again.view.columnWidth(0) == 222


def test_the_last_column_cannot_be_hidden(make: Make) -> None:
    table = make()
    for column in COLUMNS:
        table.columns.show(column.key, False)
    assert len(table.columns.shown()) == 1


def test_an_empty_list_says_what_to_do(make: Make, qtbot: QtBot) -> None:
    table, done = make(), []
    table.set_empty("还没有老人。", "可以导入名单。", Action("导入", lambda: done.append(1)))
    table.set_source(source(()))
    assert table.states.state.text() == "还没有老人。"
    table.states.state.action_button().click()
    assert done == [1]


class Broken:
    """Fails until it is mended."""

    def __init__(self, problem: Exception) -> None:
        self.problem: Exception | None = problem

    def ids(self, query: TableQuery) -> Sequence[int]:
        if self.problem is not None:
            raise self.problem
        return [1]

    def rows(self, ids: Sequence[int]) -> Sequence[Any]:
        return [{"name": "王秀英", "age": 88, "state": "在册"} for _ in ids]


def test_a_failure_says_why_and_can_be_tried_again(make: Make) -> None:
    table, broken = make(), Broken(UserError("x", "名单正在别处整理，请稍后再试。"))
    table.set_source(broken)
    assert table.states.state.kind == "error"
    assert table.states.state.text() == "名单正在别处整理，请稍后再试。"
    broken.problem = None
    table.states.state.action_button().click()
    assert names(table) == ["王秀英"]


def test_a_bug_while_reading_is_reported_as_one(
    make: Make, kit: Kit, expected_logs: pytest.LogCaptureFixture
) -> None:
    heard = listen(kit.notify)
    table = make()
    table.set_source(Broken(ZeroDivisionError("x")))
    assert len(heard.crashes) == 1
    assert table.states.state.text() == "读取失败，请按 F5 再试一次。"


def test_slow_reading_is_said_and_does_not_block(make: Make, qtbot: QtBot) -> None:
    go = threading.Event()

    class Slow(Counted):
        def ids(self, query: TableQuery) -> Sequence[int]:
            go.wait(5)
            return super().ids(query)

    runner = TaskRunner()
    table = make(runner=runner)
    table.set_source(Slow(5))
    qtbot.waitUntil(lambda: table.states.state.text() == "正在读取…")
    go.set()
    qtbot.waitUntil(table.states.shows_content)
    assert table.count() == 5
    assert runner.stop()


def test_a_row_on_its_way_is_selected_when_it_arrives(make: Make, qtbot: QtBot) -> None:
    go = threading.Event()

    class Slow(Counted):
        def ids(self, query: TableQuery) -> Sequence[int]:
            go.wait(5)
            return super().ids(query)

    runner = TaskRunner()
    table = make(runner=runner)
    table.set_source(Slow(5))
    table.point_at(3)
    assert table.selected_ids() == ()
    go.set()
    qtbot.waitUntil(lambda: table.selected_ids() == (3,))
    go.clear()
    table.refresh()
    table.point_at(4)
    go.set()
    with qtbot.waitSignal(table.loaded):
        pass
    assert table.selected_ids() == (4,)
    table.refresh()
    table.select(1)
    with qtbot.waitSignal(table.loaded):
        pass
    assert table.current_id() == 1, "what was pointed at before is forgotten"
    table.refresh()
    table.point_at(4)
    table.select(2)
    with qtbot.waitSignal(table.loaded):
        pass
    assert table.current_id() == 2, "whoever went elsewhere meanwhile is not called back"
    assert runner.stop()


def test_a_numbered_list_knows_its_places_without_looking(make: Make) -> None:
    table = make()
    model = table.model
    model.reset(Counted(5), range(4_000_000, 0, -1))
    assert (model.row_of(4_000_000), model.row_of(1), model.row_of(0)) == (0, 3_999_999, -1)
    assert model.row_of("x") == -1
    assert model._places is None


def test_what_nobody_has_to_look_at_is_grey(qtbot: QtBot) -> None:
    columns = (Column("a", "甲"), Column("b", "乙", value=lambda row: Quiet(row["a"])))
    table = DataTable("x", columns, InlineTaskRunner())
    qtbot.addWidget(table)
    table.set_source(SequenceSource(({"a": "醒目"},), columns))
    table.resize(400, 200)
    assert table.model.data(table.model.index(0, 1)) == "醒目"
    picture = table.view.viewport().grab().toImage()
    darkest = []
    for column in (0, 1):
        left = table.view.columnViewportPosition(column)
        places = ((x, y) for x in range(left, left + 100) for y in range(4, 36))
        darkest.append(min(picture.pixelColor(x, y).lightness() for x, y in places))
    assert darkest[0] < darkest[1] - 20


def test_rows_have_one_fixed_height(make: Make, qapp: Any) -> None:
    calm, touch = make(), make(touch=True)
    for table in (calm, touch):
        table.resize(800, 800)
    assert calm.view.verticalHeader().defaultSectionSize() == 40
    assert touch.view.verticalHeader().defaultSectionSize() == 48
    theme.apply(qapp, scale=150)
    assert calm.view.verticalHeader().defaultSectionSize() == 60
    theme.apply(qapp)


def test_a_stretching_column_takes_what_is_left_but_never_less_than_its_own(
    qtbot: QtBot,
) -> None:
    columns = (Column("a", "甲", 200), Column("b", "乙", 150, stretch=True))
    table = DataTable("x", columns, InlineTaskRunner())
    qtbot.addWidget(table)
    table.set_toolbar_visible(False)
    table.resize(900, 300)
    table.show()
    assert table.view.columnWidth(1) == table.view.viewport().width() - 200
    table.resize(250, 300)
    assert table.view.columnWidth(1) == 150


def test_a_text_that_is_cut_off_is_told_in_full(make: Make) -> None:
    table = make()
    long = "阿卜杜热合曼·买买提艾力·吐尔逊江"
    table.set_source(source(({**ROWS[0], "name": long}, ROWS[1])))
    delegate = table.view.itemDelegate()
    event = QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5))
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 120, 40)
    assert delegate.helpEvent(event, table.view, option, table.model.index(0, 0))
    assert QToolTip.text() == long
    assert not delegate.helpEvent(event, table.view, option, table.model.index(1, 0))
    QToolTip.hideText()


def test_a_title_is_never_clipped(qtbot: QtBot) -> None:
    table = DataTable(
        "x", (Column("a", "首次到中心日期", 10), Column("b", "乙")), InlineTaskRunner()
    )
    qtbot.addWidget(table)
    needed = table.view.fontMetrics().horizontalAdvance("首次到中心日期 ↓")
    assert table.view.columnWidth(0) > needed


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        (None, "text", ""),
        (1250, "money", "12.50"),
        (0, "number", "0"),
        (dt.date(2026, 3, 5), "date", "2026-03-05"),
        (dt.datetime(2026, 3, 5, 8, 31, 5), "time", "08:31"),
        (dt.datetime(2026, 3, 5, 8, 31, 5), "datetime", "2026-03-05 08:31"),
        (dt.time(8, 31), "time", "08:31"),
        (True, "check", "✓"),
        (False, "check", ""),
        (("独居", "高龄"), "text", "独居、高龄"),
        (Status("在册"), "status", "在册"),
    ],
)
def test_values_are_shown_as_people_write_them(value: object, kind: str, shown: str) -> None:
    assert display(value, kind) == shown
