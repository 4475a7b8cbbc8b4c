"""The page 老人: the list, one file, and the import wizard in the same place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.core.codes import MealSlot
from app.services.members import MemberFile
from app.views import parts
from app.views.members.bulk.bar import IN_SELECTION, SelectionActions
from app.views.members.file_view import FileView, heading
from app.views.members.full import FullView
from app.views.members.listing import member_table
from app.views.members.numbers import FullNumbers
from app.views.members.tabs import FileTabs
from app.views.notify import Action, Notifier
from app.views.store import Store
from app.views.tasks import TaskRunner
from app.views.widgets.form import Form
from app.views.widgets.import_wizard import ImportWizard
from app.views.widgets.page import Page
from app.views.widgets.panes import FrontLayout

LIST_CONCERNS = frozenset({"member", "member_card", "membership_period", "assessment"})
FILE_CONCERNS = LIST_CONCERNS | {"terminal_pin", "attendance", "meal"}
IN_LIST = ("new", "import", "print", "tidy")
IN_FILE = ("back", "check_in", "meal", "edit", "print_file", "numbers")
LIST, FILE, IMPORT, FULL = range(4)


class MembersPage(Page):
    """Setters and signals; knows no service.

    Signals:
        member_opened(int id): double click or Enter in the list.
        new_requested(), import_requested(), print_requested(), quality_requested(),
        duplicates_requested(), imports_requested(), merges_requested(), merge_requested():
        buttons of the list.
        check_in_requested(), meal_requested(MealSlot), edit_requested(), numbers_requested(),
        print_file_requested(),
        unlink_requested(pin): buttons of the file.
        left_file(): the list is shown again.
    """

    member_opened = Signal(object)
    new_requested = Signal()
    import_requested = Signal()
    print_requested = Signal()
    duplicates_requested = Signal()
    imports_requested = Signal()
    merges_requested = Signal()
    merge_requested = Signal()
    quality_requested = Signal()
    check_in_requested = Signal()
    meal_requested = Signal(object)
    edit_requested = Signal()
    print_file_requested = Signal()
    numbers_requested = Signal()
    unlink_requested = Signal(str)
    left_file = Signal()

    def __init__(self, runner: TaskRunner, notify: Notifier, prefs: Store) -> None:
        super().__init__(self.tr("老人"), " ", self._help(), LIST_CONCERNS)
        self.table = member_table(runner, notify, prefs)
        self.file_view = FileView(runner, prefs)
        self.tabs = FileTabs(self.file_view)
        self.wizard: ImportWizard | None = None
        self.full: FullView | None = None
        self._list_words, self._selected = "", 0
        self._return: Callable[[], object] | None = None
        self._add_actions()
        holder = QWidget()
        self._stack = FrontLayout(holder)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.tabs)
        self.body.addWidget(holder, 1)
        self.table.activated.connect(self.member_opened)
        self.file_view.unlink_requested.connect(self.unlink_requested)
        again = Action(self.tr("导入名单"), self.import_requested.emit)
        self.table.set_empty(
            self.tr("还没有登记老人。"),
            self.tr("把现有的名单导入进来，或者用“新建”逐个登记。"),
            again,
        )
        self.show_list()

    # --- which view -----------------------------------------------------------------------

    def view(self) -> int:
        """LIST, FILE, IMPORT or FULL."""
        front = self._stack.currentIndex()
        return FULL if front == IMPORT and self.full is not None else front

    def return_to(self, callback: Callable[[], object]) -> None:
        """Let 返回 from the file that opens next go there instead of to the list."""
        self._return = callback

    def show_list(self) -> None:
        """Back to the list."""
        self._return = None
        self._drop_wizard()
        self.concerns = LIST_CONCERNS
        self._show_actions()
        self.left_file.emit()
        self.table.setFocus()

    def show_file(self, file: MemberFile, *, may_unlink: bool) -> None:
        """Show one member's file."""
        self._drop_wizard()
        self.concerns = FILE_CONCERNS | self.tabs.concerns()
        self.file_view.set_file(file, may_unlink=may_unlink)
        self.tabs.show_file(file)
        self._show(FILE, IN_FILE, str(file.values["name"]), heading(file))

    def show_full(
        self, view: FullView, title: str, words: str = "",
        leave: Callable[[], object] | None = None,
    ) -> None:  # fmt: skip
        """Give a task of the open file or the list the whole place; what was there is back when
        it closes, or ``leave`` says what comes."""
        before = self.header.title.text(), self.header.subtitle.text(), self.focusWidget()
        from_file = self.view() == FILE
        self._drop_wizard()
        self.full = view
        self._stack.addWidget(view)
        if leave is not None:
            view.closed.connect(leave)
        elif from_file:
            view.closed.connect(lambda: self._leave_full(*before))
        else:
            view.closed.connect(self.show_list)
        self._show(FULL, ("back",), title, words)
        view.setFocus()

    def show_import(self, wizard: ImportWizard) -> None:
        """Show the import wizard."""
        self._drop_wizard()
        self.wizard = wizard
        self._stack.addWidget(wizard)
        wizard.closed.connect(self.show_list)
        wizard.heading.hide()
        self._show(IMPORT, (), wizard.heading.text(), self._list_words)
        wizard.setFocus()

    def trigger(self, key: str) -> bool:
        """Press the action ``key``; Ctrl+N and Ctrl+P mean their own thing in an open file."""
        if key == "print" and self.view() == FILE:
            return super().trigger("print_file")
        button = self.header.buttons["new"]
        if key == "new" and self.view() == FILE and button.isEnabled():
            self.new_requested.emit()
            return True
        return super().trigger(key)

    def back(self) -> bool:
        """Esc: sheet, then file or wizard, then nothing."""
        if super().back():
            return True
        if self.full is not None:
            self.full.back()
            return True
        if self.view() == LIST or self._is_working():
            return False
        back, self._return = self._return, None
        (back or self.show_list)()
        return True

    # --- setters --------------------------------------------------------------------------

    def set_count(self, active: int) -> None:
        """How many members are on the list."""
        self._list_words = parts.fill(self.tr("在册 %1 人"), active)
        if self.view() == LIST:
            self._show_actions()

    def set_selected(self, count: int) -> None:
        """How many rows are selected: from two on the actions are for all of them."""
        before, self._selected = self._selected, count
        if self.view() == LIST and max(before, count) > 1:
            self._show_actions()

    def set_import_words(self, words: str) -> None:
        """What the dry run or the import came to."""
        if self.view() == IMPORT:
            self.header.set_subtitle(words)

    def set_communities(self, names: Sequence[str]) -> None:
        """What the filter 社区 offers."""
        self.table.set_filter_choices("community", tuple((name, name) for name in names))

    def set_action(self, key: str, why_not: str = "") -> None:
        """Enable the action ``key``, or disable it and say why in its tip."""
        made = self.header.buttons[key]
        made.setEnabled(not why_not)
        made.setToolTip(why_not or self._tips[key])

    def open_form(self, title: str, form: Form) -> None:
        """Show a form in a sheet that does not close over unsaved changes."""
        form.cancelled.connect(self.back)
        self.open_sheet(title, form, 640, guard=lambda: not form.is_dirty())

    def open_numbers(self) -> FullNumbers:
        """Show the sheet that asks why the full numbers are needed."""
        made = FullNumbers()
        made.closed.connect(self.close_sheet)
        self.open_sheet(self.tr("查看完整号码"), made, 480)
        return made

    def close_sheet(self) -> None:
        """Close the sheet without asking."""
        if (sheet := self.sheet()) is not None:
            sheet.close_sheet(force=True)

    # --- inside ---------------------------------------------------------------------------

    def _add_actions(self) -> None:
        add = self.header.add_action
        made = (
            (add("new", self.tr("新建"), "person_add", "primary"), self.new_requested),
            (add("import", self.tr("导入名单"), "import"), self.import_requested),
            (add("print", self.tr("打印花名册"), "printing"), self.print_requested),
            (add("tidy", self.tr("整理"), "more"), None),
            (add("back", self.tr("返回"), "back", "quiet"), None),
            (add("check_in", self.tr("签到"), "attendance", "primary"), self.check_in_requested),
            (add("meal", self.tr("登记就餐"), "meals"), None),
            (add("edit", self.tr("修改"), "edit"), self.edit_requested),
            (add("print_file", self.tr("打印档案"), "printing"), self.print_file_requested),
            (add("numbers", self.tr("完整号码"), "show"), self.numbers_requested),
        )
        for button, signal in made:
            if signal is not None:
                parts.on_click(button, signal.emit)
        self.selection = SelectionActions(self.header)
        parts.on_click(self.header.buttons["back"], self.back)
        self._add_meal_menu(self.header.buttons["meal"])
        self._add_tidy_menu(self.header.buttons["tidy"])
        self._tips = {key: one.toolTip() for key, one in self.header.buttons.items()}

    def _add_tidy_menu(self, button: QPushButton) -> None:
        menu = QMenu(button)
        for text, signal in (
            (self.tr("数据质量"), self.quality_requested),
            (self.tr("疑似重复"), self.duplicates_requested),
            (self.tr("合并两份档案"), self.merge_requested),
            (self.tr("导入记录"), self.imports_requested),
            (self.tr("合并记录"), self.merges_requested),
        ):
            action = QAction(text, menu)
            action.triggered.connect(lambda *_, signal=signal: signal.emit())
            menu.addAction(action)
        button.setMenu(menu)

    def _add_meal_menu(self, button: QPushButton) -> None:
        menu = QMenu(button)
        for slot in MealSlot:
            action = QAction(slot.label, menu)
            action.triggered.connect(lambda *_, slot=slot: self.meal_requested.emit(slot))
            menu.addAction(action)
        button.setMenu(menu)

    def _show(self, view: int, keys: Sequence[str], title: str, words: str) -> None:
        # Hidden first: all actions at once would be wider than the window and widen it.
        for key in sorted(self.header.buttons, key=lambda key: key in keys):
            self.header.buttons[key].setVisible(key in keys)
        self.header.set_title(title)
        self.header.set_subtitle(words or " ")
        self._stack.setCurrentIndex(min(view, IMPORT))

    def _show_actions(self) -> None:
        """The actions of the list, or of the selection."""
        if self._selected > 1:
            words = parts.fill(self.tr("已选 %1 人"), self._selected)
            self._show(LIST, IN_SELECTION, self.tr("老人"), words)
        else:
            self._show(LIST, IN_LIST, self.tr("老人"), self._list_words)

    def _leave_full(self, title: str, words: str, focus: QWidget | None) -> None:
        """The file again, with the focus where it was; else it would wander down the page."""
        self._show(FILE, IN_FILE, title, words)
        if focus is not None and shiboken6.isValid(focus) and focus.isEnabled():
            focus.setFocus()
        else:
            self.tabs.setFocus()
        self._drop_wizard()
        self.refresh()

    def _drop_wizard(self) -> None:
        """Take away what stands in place of the list and the file."""
        full, self.full = self.full, None
        if full is not None:
            full.leaving()
            self._stack.removeWidget(full)
            full.hide()
            full.deleteLater()
        wizard, self.wizard = self.wizard, None
        if wizard is not None:
            self._stack.removeWidget(wizard)
            wizard.hide()
            wizard.deleteLater()

    def _is_working(self) -> bool:
        from app.views.widgets.import_wizard.wizard import BUSY

        return self.wizard is not None and self.wizard.step() == BUSY

    def _help(self) -> str:
        return self.tr(
            "输入姓名、拼音、首字母、电话尾号、卡号、会员号，或者“社区 姓名”查找；"
            "用社区、类别、能力、状态、年龄、重点缩小范围。\n"
            "按住 Ctrl 或 Shift 选多人，可以一起设置社区、发卡、打印、导出，都能撤销。\n"
            "双击或按 Enter 打开档案，在档案里签到、登记就餐、修改资料。\n"
            "“整理”里有数据质量、疑似重复的档案（核对、合并）和导入记录（整次撤销）。\n"
            "Ctrl+N 新建，Ctrl+P 打印花名册，Ctrl+F 查找，Esc 返回。\n"
            "证件号和电话只显示一部分。查看完整号码要写明原因，并记入审计日志。"
        )
