"""Page objects: what a person does on each page and what they read there."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.views.desk.page import Desk
from app.views.widgets.page import Page
from app.views.widgets.side_sheet import SideSheet
from tests.journeys.eyes import words_of
from tests.journeys.hand import Hand, Table


class FirstRun:
    """The wizard of a new centre."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand

    def name_centre(self, name: str, code: str) -> None:
        """The first step."""
        self._hand.fill("中心名称", name)
        self._hand.fill("中心编码", code)
        self._hand.keys("Return")

    def name_administrator(self, account: str, name: str, password: str, again: str = "") -> None:
        """The second step."""
        self._hand.fill("账号", account)
        self._hand.fill("姓名", name)
        self._hand.fill("密码", password)
        self._hand.fill("再输入一次密码", again or password)
        self._hand.press("下一步")

    def read_phrase(self) -> tuple[str, ...]:
        """Copy the ten groups from the screen."""
        self._hand.wait_for("请保管好恢复口令")
        shown = [text for text in self._hand.texts() if re.fullmatch(r"\d{4}", text)]
        assert len(shown) == 10, shown
        return tuple(shown)

    def asked_groups(self) -> tuple[int, ...]:
        """Which two groups must be typed."""
        self._hand.wait_for("输入下面两组数字")
        found = [re.fullmatch(r"第 (\d+) 组", text) for text in self._hand.texts()]
        return tuple(int(one[1]) for one in found if one)

    def give_groups(self, groups: dict[int, str]) -> None:
        """Type the groups and press 核对."""
        for number, group in groups.items():
            self._hand.fill(f"第 {number} 组", group)
        self._hand.press("核对")


class LockPage:
    """账号 and 密码."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand

    def sign_in(self, password: str, account: str = "") -> None:
        """Type the password, Enter, and wait for the pages."""
        self.try_password(password, account)
        self._hand.wait(lambda: not self.is_shown(), "the lock to open")

    def try_password(self, password: str, account: str = "") -> None:
        """Type the password and press Enter."""
        if account:
            self._hand.choose("账号", account)
        self._hand.fill("密码", password)
        self._hand.keys("Return")

    def is_shown(self) -> bool:
        """Whether the window is locked."""
        return self._hand.has_button("解锁") or self._hand.has_button("登录")


class Frame:
    """What stands around every page: rail, search box, messages, status line."""

    def __init__(self, hand: Hand) -> None:
        self.hand = hand

    def go(self, title: str) -> None:
        """Click an entry of the rail."""
        rail = self.hand.window.findChild(QWidget, "rail")
        assert rail is not None
        self.hand.press(title, rail)

    def title(self) -> str:
        """The title of the page in front."""
        return next(words_of(one) for one in self.labels() if one.property("role") == "title")

    def labels(self) -> list[QLabel]:
        """The labels of the page in front."""
        return list(self.hand.widgets(QLabel, self.root()))

    def root(self) -> QWidget:
        """The page in front."""
        return next(self.hand.widgets(Page))

    def sheet(self) -> QWidget:
        """The side sheet over the page."""
        found: list[QWidget] = []
        self.hand.wait(lambda: found.extend(self.hand.widgets(SideSheet)) or found, "a side sheet")
        return found[-1]

    def status_line(self) -> list[str]:
        """The entries at the foot of the window."""
        line = self.hand.window.findChild(QWidget, "statusline")
        assert line is not None
        return self.hand.texts(line)

    def go_to_day(self, date: str) -> None:
        """Type a date into the switch of the page."""
        self.hand.fill("日期", date, self.root())
        self.hand.keys("Return")

    def wait_toast(self, text: str) -> None:
        """Wait for a confirmation at the foot of the page, or a strip above it."""
        self.hand.wait_for(text)


class TodayPage(Frame):
    """今日."""

    def number(self, name: str) -> str:
        """The figure on the button ``name``."""
        return self._parts(name)[1]

    def open(self, name: str) -> None:
        """Click the button of a figure."""
        self.hand.click(self._button(name))

    def wait_number(self, name: str, figure: str) -> None:
        """Wait for a figure."""
        self.hand.wait(lambda: self.number(name) == figure, f"{name} {figure}")

    def _parts(self, name: str) -> list[str]:
        return [words_of(one) for one in self.hand.widgets(QLabel, self._button(name))]

    def _button(self, name: str) -> QPushButton:
        for one in self.hand.widgets(QPushButton, self.root()):
            shown = [words_of(label) for label in one.findChildren(QLabel)]
            if shown[:1] == [name]:
                return one
        raise AssertionError(f"no number {name!r} in sight:\n{self.hand.page_text()}")


class MembersPage(Frame):
    """老人: list and file."""

    @property
    def table(self) -> Table:
        """The list."""
        return self.hand.table("会员号", self.root())

    def find(self, text: str) -> None:
        """Type into the filter box and see what is left of the list: a row that is clicked before
        may be another one by the second click."""
        self.hand.fill("姓名、拼音", text, self.root())
        self.hand.settle()

    def open_file(self, name: str) -> None:
        """Double click the row of ``name``."""
        self.table.click(double=True, 姓名=name)
        self.hand.wait_for("动态")

    def fact(self, label: str) -> str:
        """What stands beside a label of the file."""
        self.hand.wait_for(label, within=self.root())
        shown = [words_of(one) for one in self.labels()]
        return shown[shown.index(label) + 1]

    def wait_fact(self, label: str, value: str) -> None:
        """Wait until ``value`` stands beside a label of the file."""

        def stands() -> bool:
            # Between two loads of the file its facts are not there at all.
            shown = [words_of(one) for one in self.labels()]
            return label in shown and shown[shown.index(label) + 1] == value

        self.hand.wait(stands, f"{label} {value}")

    def time_line(self) -> list[str]:
        """The events of the file, newest first."""
        return self.hand.table("事项", self.root()).column("事项")


class ImportWizardPage(Frame):
    """导入名单."""

    def open(self) -> None:
        """From the list to the first step."""
        self.hand.press("导入名单", self.root())
        self.hand.wait_for("选择文件")

    def check(self) -> None:
        """Choose the file, accept the columns, look at every row's fate."""
        self.hand.press("选择文件")
        self.hand.press("检查每一行")
        self.hand.wait_for("现在还没有保存任何内容。")

    def counts(self) -> str:
        """The line that sums up."""
        self.hand.wait_for("，不能导入 ", within=self.root())
        return next(text for text in self.hand.texts(self.root()) if text.startswith("共 "))


class FaceChecksPage(Frame):
    """人脸核验."""

    def import_file(self, device: str) -> None:
        """Choose the file, give the device number, import."""
        self.hand.press("导入终端记录", self.root())
        self.hand.fill("设备号", device, self.sheet())
        self.hand.press("导入并核对 (Ctrl+S)", self.sheet())

    @property
    def open_pins(self) -> Table:
        """The numbers nobody is linked to."""
        return self.hand.table("次数", self.root())

    def link(self, pin: str, typed: str, name: str) -> None:
        """Select a number, type in the picker, take the first hit, press 关联."""
        self.open_pins.click(编号=pin)
        self.hand.wait_for(f"编号 {pin} 是哪位老人？")
        self.hand.fill("查找老人", typed, self.root())
        self.hand.wait_for("Enter 确定")
        self.hand.keys("Return")
        self.hand.wait(lambda: self.hand.sees(name, self.root()), f"{name} chosen")
        self.hand.press("关联", self.root())


class AttendancePage(Frame):
    """考勤."""

    @property
    def table(self) -> Table:
        """Who came."""
        return self.hand.table("到达时间", self.root())

    def check_in(self, typed: str) -> None:
        """Type into the line, wait for the hits, Enter."""
        self.hand.fill("查找老人", typed, self.root())
        self.hand.wait_for("Enter 确定")
        self.hand.keys("Return")


class MealsPage(Frame):
    """助餐."""

    @property
    def table(self) -> Table:
        """Who ate."""
        return self.hand.table("餐别", self.root())


class PrintingPage(Frame):
    """打印."""

    def preview(self, form: str, date: str = "") -> None:
        """Choose a form and a day and wait for the preview."""
        self.hand.press(form, self.root())
        if date:
            self.hand.fill("日期", date, self.root())
            self.hand.keys("Return")
        self.hand.wait_for("，已存档", "第 1 / ")


class SyncPage(Frame):
    """上报."""

    def pair(self, folder: str) -> None:
        """Take the district's file, compare the fingerprint, say where bundles go."""
        self.hand.press("配对", self.root())
        self.hand.fill("文件夹", folder, self.sheet())
        self.hand.press("数字一致，配对 (Ctrl+S)", self.sheet())

    @property
    def bundles(self) -> Table:
        """The bundles."""
        return self.hand.table("改动范围", self.root())


class SettingsPage(Frame):
    """设置."""

    def open(self, section: str) -> None:
        """Click a section."""
        self.hand.press(section, self.root())


class DeskPage:
    """前台签到."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand

    def open(self) -> None:
        """F2, and a look at what comes: who stands before it sees it before the card is held there.

        Keys of a journey do not wait in a queue, as those of a reader do, while a page is made.
        """
        self._hand.keys("F2")
        self._hand.wait(lambda: list(self._hand.widgets(Desk)), "the desk")
        self._hand.settle()

    def root(self) -> QWidget:
        """The desk."""
        return next(self._hand.widgets(Desk))

    def answer(self) -> list[str]:
        """The large lines: name and state."""
        roles = ("desk_name", "desk_heading")
        shown = self._hand.widgets(QLabel, self.root())
        return [words_of(one) for one in shown if one.property("role") in roles]

    def wait_answer(self, *texts: str) -> None:
        """Wait until the large lines say ``texts``."""
        said = lambda: all(text in self.answer() for text in texts)  # noqa: E731
        self._hand.wait(said, f"the desk to say {texts}")
