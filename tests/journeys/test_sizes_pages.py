"""The pages of a day with large text: the list is in sight, with one bar, and its buttons too."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QPushButton, QScrollArea, QTableView, QWidget

from app.core.codes import MealSlot
from app.demo.people import invented_members
from app.services.attendance import CheckIn
from app.services.meals import ServeMeal
from app.services.rights import SYSTEM
from app.views.desk.choices import ChoiceGrid
from app.views.parts import ElidedLabel
from app.views.theme import Theme
from app.views.widgets.page import Page
from tests.helpers.people import id_number, register
from tests.journeys.conftest import NOW, PEOPLE
from tests.journeys.hand import Hand
from tests.journeys.pages import FaceChecksPage, Frame, MembersPage
from tests.journeys.test_desk import SECOND
from tests.journeys.test_keyboard import wait_title
from tests.journeys.test_sizes import Inspector, sizes, whole

PAIRS = 12
ADDRESS = "浙江省杭州市拱墅区小河街道长征桥社区长乐苑北区十二幢三单元一百零一室"


def page_bars(hand: Hand) -> list[str]:
    """Places around a table in sight that would have to be scrolled to see all of it."""
    found: list[str] = []
    for table in hand.widgets(QTableView, Frame(hand).root()):
        above = table.parentWidget()
        while above is not None and not isinstance(above, Page):
            if isinstance(above, QScrollArea) and above.verticalScrollBar().maximum():
                found.append(
                    f"{type(above.widget()).__name__} {above.verticalScrollBar().maximum()}"
                )
            above = above.parentWidget()
    return found


def rows_in_sight(view: QTableView) -> int:
    """Whole rows that are seen without scrolling."""
    height = view.visibleRegion().boundingRect().height() - view.horizontalHeader().height()
    bar = view.horizontalScrollBar()
    height -= bar.height() if bar.isVisible() else 0
    return height // view.verticalHeader().defaultSectionSize()


def check(hand: Hand, inspector: Inspector, place: str, column: str, rows: int = 4) -> None:
    """``rows`` of the list in sight, no second bar around it, no shortened word on a button."""
    inspector.look(place)
    view = hand.table(column, Frame(hand).root()).view
    assert page_bars(hand) == [], f"{place}: a bar beside that of the list"
    assert rows_in_sight(view) >= min(rows, view.model().rowCount()), f"{place}: too few rows"
    buttons = [one for one in hand.widgets(QPushButton, Frame(hand).root()) if one.text()]
    cut = [one.text() for one in buttons if one.sizeHint().width() > one.width() + 1]
    assert cut == [], f"{place}: shortened"


def tab_to(hand: Hand, button: QWidget) -> None:
    """Press Tab until ``button`` has the focus; it is then whole in sight."""
    for _ in range(40):
        if button.hasFocus():
            break
        hand.keys("Tab")
    assert button.hasFocus(), "the keyboard reaches it"
    hand.settle()
    assert whole(button), "and it is in sight"


def fill_days(hand: Hand) -> None:
    """Thirty people came and had lunch, today and yesterday."""
    app = hand.desktop.session.app
    for person in list(invented_members(PEOPLE, NOW.date()))[:30]:
        app.attendance.scan(person.card, SYSTEM)
        app.meals.scan(person.card, MealSlot.LUNCH, SYSTEM)
        uid = app.members.who(person.card, SYSTEM).uid
        before = NOW - dt.timedelta(days=1)
        app.attendance.check_in(CheckIn(uid, at=before, note="补登"), SYSTEM)
        app.meals.serve(ServeMeal(uid, MealSlot.LUNCH, at=before, note="补登"), SYSTEM)


@sizes
def test_lists_of_a_day_have_their_room(
    at_work: Hand, look: Theme, scale: int, width: int, height: int
) -> None:
    hand, inspector = at_work, Inspector(at_work, look, scale, width, height)
    fill_days(hand)
    for keys, title, column, undo in (
        ("Ctrl+3", "考勤", "到达时间", "撤销签到"),
        ("Ctrl+4", "助餐", "时间", "撤销就餐"),
    ):
        hand.keys(keys)
        wait_title(hand, title)
        if title == "助餐":
            hand.press("午餐 30", Frame(hand).root())
        hand.wait_for("共 30 ")
        check(hand, inspector, title, column, 5)
        hand.table(column, Frame(hand).root()).view.selectRow(0)
        hand.wait(lambda undo=undo: can_press(hand, undo), undo)
        Frame(hand).go_to_day("2026-11-22")
        hand.wait_for("补记 11 月 22 日", "共 30 ")
        check(hand, inspector, f"{title} 补记", column)
    inspector.judge()


def can_press(hand: Hand, text: str) -> bool:
    """Whether a button is alive in its row, or in the menu 更多 there."""
    page = Frame(hand).root()
    if hand.has_button(text):
        return hand.button(text, page).isEnabled()
    menu = hand.button("更多", page).menu()
    menu.aboutToShow.emit()
    return any(one.text() == text and one.isEnabled() for one in menu.actions())


@sizes
def test_pairs_and_their_merge_have_their_room(
    at_work: Hand, look: Theme, scale: int, width: int, height: int
) -> None:
    hand, inspector = at_work, Inspector(at_work, look, scale, width, height)
    register_twins(hand)
    hand.keys("Ctrl+2")
    wait_title(hand, "老人")
    hand.choose_in_menu("整理", "疑似重复")
    hand.wait_for(f"共 {PAIRS} 对")
    check(hand, inspector, "疑似重复", "为什么像", 6)
    pairs = hand.table("为什么像", Frame(hand).root()).view
    assert pairs.horizontalScrollBar().maximum() == 0, "why they are alike is in sight"
    tab_to(hand, hand.button("核对并合并"))
    hand.keys("Space")
    hand.wait_for("合并档案", "为什么是同一人")
    check(hand, inspector, "合并档案", "决定", 3)
    assert whole(hand.button("合并 (Ctrl+S)"))
    sides = hand.table("决定", Frame(hand).root()).view
    sides.setFocus()
    for _ in range(sides.model().rowCount() - 1):
        hand.keys("Down")
    hand.settle()
    line = sides.visualRect(sides.currentIndex())
    assert sides.visibleRegion().boundingRect().contains(line), "the last line, by keyboard"
    tab_to(hand, hand.button("合并 (Ctrl+S)"))
    inspector.judge()


@sizes
def test_checks_of_the_files_take_turns_with_their_people(
    at_work: Hand, look: Theme, scale: int, width: int, height: int
) -> None:
    hand, inspector = at_work, Inspector(at_work, look, scale, width, height)
    page, app = MembersPage(hand), hand.desktop.session.app
    for n in range(PAIRS):
        number = id_number(f"19{40 + n}0512", 100 + 2 * n)
        register(app, SYSTEM, f"欧阳桂{chr(0x82B1 + n)}", id_number=number)
    page.go("老人")
    wait_title(hand, "老人")
    hand.choose_in_menu("整理", "数据质量")
    checks = hand.table("检查", page.root())
    checks.wait_for(检查="缺紧急联系人")
    check(hand, inspector, "数据质量", "检查", 5)
    lines = checks.column("检查")
    checks.click(检查=(empty := lines[-1]))
    hand.wait_for(empty, "这一项没有要处理的。")
    inspector.look("数据质量 没有")
    if hand.has_button("检查"):
        hand.press("检查", page.root())
        assert checks.column("检查") == lines, "no line jumps away"
    checks.click(检查=lines[0])
    hand.wait_for(lines[0], f"共 {PAIRS} 人")
    check(hand, inspector, "数据质量 老人", "情况")
    hand.table("情况", page.root()).click(姓名="欧阳桂花")
    hand.wait(lambda: hand.button("去补正").isEnabled(), "a person chosen by keyboard")
    tab_to(hand, hand.button("去补正"))
    inspector.judge()


def register_twins(hand: Hand) -> None:
    """Pairs of files of the same name, birth and phone that contradict each other."""
    app = hand.desktop.session.app
    for n in range(PAIRS):
        for twin in (0, 1):
            register(
                app, SYSTEM, f"欧阳桂{chr(0x82B1 + n)}",
                id_number=id_number(f"19{40 + n}0512", 100 + 4 * n + twin),
                phone=f"136111120{n:02d}", former_name=f"欧阳{'阿毛' if twin else '小妹'}",
                address=f"{ADDRESS}{twin}", note="听力不好，请大声说。" * (1 + twin),
                community=("小河社区", "长征桥社区")[twin],
            )  # fmt: skip


@sizes
def test_people_of_one_name_are_told_apart(
    at_work: Hand, look: Theme, scale: int, width: int, height: int
) -> None:
    hand, inspector = at_work, Inspector(at_work, look, scale, width, height)
    app = hand.desktop.session.app
    fill_days(hand)
    for n, community in enumerate(("小河社区", "和睦社区", "小河社区")):
        register(app, SYSTEM, "王秀英", id_number=id_number(f"194{n}0512", 102),
                 phone=f"1381111222{n}", community=community)  # fmt: skip
    hand.keys("Ctrl+4")
    wait_title(hand, "助餐")
    hand.press("午餐 30", Frame(hand).root())
    hand.wait_for("共 30 ")
    hand.type("王秀英")
    hand.keys("Return")
    hand.wait_for("请选是哪一位。")
    inspector.look("助餐 选人")
    assert page_bars(hand) == []
    asked = next(hand.widgets(ChoiceGrid, Frame(hand).root()))
    lines = [line.text() for line in hand.widgets(ElidedLabel, asked)]
    assert len([one for one in lines if one.endswith(("2220", "2221", "2222"))]) == 3, lines
    inspector.judge()


@sizes
def test_the_time_line_has_its_room(
    at_work: Hand, look: Theme, scale: int, width: int, height: int
) -> None:
    hand, inspector = at_work, Inspector(at_work, look, scale, width, height)
    app = hand.desktop.session.app
    person = app.members.who(SECOND.card, SYSTEM)
    for day in range(12):
        at = NOW - dt.timedelta(days=day)
        app.attendance.check_in(CheckIn(person.uid, at=at, note="补登"), SYSTEM)
    hand.keys("Ctrl+2")
    MembersPage(hand).find(SECOND.card)
    hand.wait_for("共 1 人")
    MembersPage(hand).table.click(double=True, 姓名=SECOND.name)
    hand.wait_for("身份")
    hand.keys("Ctrl+PgUp")  # from the first tab to the last
    hand.wait_for("共 17 条")
    check(hand, inspector, "动态", "事项", 5)
    inspector.judge()


@sizes
def test_checks_of_faces_take_turns(
    at_work: Hand, look: Theme, scale: int, width: int, height: int, tmp_path: Path,
    asked: list[Path],
) -> None:  # fmt: skip
    hand, inspector = at_work, Inspector(at_work, look, scale, width, height)
    lines = (f"{700 + n:>9}\t2026-11-23 07:{n:02d}:00\t1\t0\t15\t0\r\n" for n in range(20))
    path = tmp_path / "1_attlog.dat"
    path.write_text("".join(lines), "utf-8", newline="")
    page = FaceChecksPage(hand)
    hand.keys("Ctrl+5")
    wait_title(hand, "人脸核验")
    asked.append(path)
    page.import_file("1")
    hand.press("完成", page.sheet())
    hand.wait_for("共 20 次")
    check(hand, inspector, "人脸核验", "状态", 5)
    if hand.has_button("待核编号 20"):
        hand.press("待核编号 20", page.root())
    check(hand, inspector, "待核编号", "次数")
    page.open_pins.click(编号="700")
    hand.wait_for("编号 700 是哪位老人？")
    assert whole(hand.button("关联", page.root()))
    inspector.judge()


@sizes
def test_a_paper_is_seen_as_large_as_the_window_lets_it(
    at_work: Hand, look: Theme, scale: int, width: int, height: int
) -> None:
    hand, inspector = at_work, Inspector(at_work, look, scale, width, height)
    hand.keys("Ctrl+6")
    wait_title(hand, "打印")
    hand.press("每日签到花名册", Frame(hand).root())
    inspector.look("打印")
    assert page_bars(hand) == [], "no bar around the archive"
    hand.button("预览", Frame(hand).root())
    hand.keys("Ctrl+P")
    hand.wait_for("，已存档", "第 1 / ")
    inspector.look("打印 预览")
    shown = next(hand.widgets(QPdfView))
    assert shown.width() >= Frame(hand).root().width() * 2 // 5
    assert whole(hand.button("打印", shown.parentWidget().parentWidget().parentWidget()))
    if hand.has_button("已存档的文件"):
        hand.press("已存档的文件", Frame(hand).root())
        assert page_bars(hand) == []
    inspector.judge()
