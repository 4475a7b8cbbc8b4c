"""The page 老人: the list, one file, and the import wizard in the same place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.core.codes import MealSlot
from app.services.members import MemberFile
from app.views import parts
from app.views.members.bulk.bar import IN_SELECTION, SelectionActions
from app.views.members.file_view import FileView, heading
from app.views.members.full import FullView
from app.views.members.help import file_help, import_help, list_help
from app.views.members.listing import member_table
from app.views.members.numbers import FullNumbers
from app.views.members.tabs import FileTabs
from app.views.notify import Action, Notifier
from app.views.store import Store
from app.views.tasks import TaskRunner
from app.views.widgets.import_wizard import ImportWizard
from app.views.widgets.page import Page
from app.views.widgets.panes import FrontLayout

LIST_CONCERNS = frozenset({"member", "member_card", "membership_period", "assessment"})
FILE_CONCERNS = LIST_CONCERNS | {"terminal_pin", "attendance", "meal"}
IN_LIST = ("new", "import", "print", "tidy")
IN_FILE = ("back", "check_in", "meal", "edit", "print_file", "numbers")
SPARE = ("numbers", "print_file", "edit", "meal", "print", "import", "bulk_export", "bulk_print")
"""What goes into 更多 where the row is short, what is needed least often first."""
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
        left_page(str key): 返回 from a file that was opened on the page ``key``.
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
    left_page = Signal(str)

    def __init__(self, runner: TaskRunner, notify: Notifier, prefs: Store) -> None:
        super().__init__(self.tr("老人"), " ", list_help(), LIST_CONCERNS)
        self.table = member_table(runner, notify, prefs)
        self.file_view = FileView(runner, prefs)
        self.tabs = FileTabs(self.file_view)
        self.wizard: ImportWizard | None = None
        self.full: FullView | None = None
        self._list_words, self._selected, self._uid = "", 0, ""
        self._under: tuple[str, str, QWidget | None] | None = None
        self._return: Callable[[], object] | None = None
        self._next_return: Callable[[], object] | None = None
        self._came_from = ""
        self._add_actions()
        holder = QWidget()
        self._stack = FrontLayout(holder)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.tabs)
        self.body.addWidget(holder, 1)
        self.table.activated.connect(self.member_opened)
        self.file_view.unlink_requested.connect(self.unlink_requested)
        self.file_view.timeline_requested.connect(lambda: self.tabs.choose("timeline"))
        self.file_view.photo_requested.connect(lambda: self.tabs.choose("consents", "photo"))
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
        self._next_return = callback

    def expect_file(self, reopen: Callable[[], object]) -> None:
        """A file is asked for: 返回 from it goes back to where the person is now.

        ``reopen`` shows the file that is open now again, should one be.
        """
        asked, self._next_return = self._next_return, None
        before = self._return, self._came_from
        self._came_from = self.came_from
        if asked is not None or self.came_from:
            self._return = asked
        elif self.view() == FILE:
            self._return = partial(self._reopen, reopen, *before)
        else:
            self._return = None

    def show_list(self) -> None:
        """Back to the list."""
        self._return, self._came_from = None, ""
        self._drop_wizard()
        self.concerns = LIST_CONCERNS
        self._show_actions()
        self.left_file.emit()
        self.table.setFocus()

    def show_file(self, file: MemberFile, *, may_unlink: bool, tab: str | None = None) -> None:
        """Show one member's file, with ``tab`` in front."""
        opened = self.view() != FILE or file.uid != self._uid
        self._drop_wizard()
        self.concerns = FILE_CONCERNS | self.tabs.concerns()
        self._uid = file.uid
        self.file_view.set_file(file, may_unlink=may_unlink)
        self.tabs.show_file(file, tab)
        self._show(FILE, IN_FILE, str(file.values["name"]), heading(file))
        focus = self.window().focusWidget()
        if opened and (focus is None or focus is self or self.isAncestorOf(focus)):
            self.take_focus()

    def show_full(
        self, view: FullView, title: str, words: str = "",
        leave: Callable[[], object] | None = None,
    ) -> None:  # fmt: skip
        """Give a task of the open file or the list the whole place, perhaps in place of another
        task; what was there is back when it closes, or ``leave`` says what comes."""
        if self.full is None:
            header, from_file = self.header, self.view() == FILE
            before = header.title.text(), header.subtitle.text(), self.focusWidget()
            self._under = before if from_file else None
        self._drop_wizard()
        self.full = view
        self._stack.addWidget(view)
        view.closed.connect(leave or self._leave_full)
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
        self.focus_home()

    def trigger(self, key: str) -> bool:
        """Press the action ``key``; Ctrl+N and Ctrl+P mean their own thing in an open file, and
        Ctrl+P what a full view prints."""
        if key == "print" and self.full is not None:
            return self.full.print()
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
        back, came_from = self._return, self._came_from
        if back is not None:
            self._return = None
            back()
            return True
        self.show_list()
        return not came_from  # the window goes on to the page of before

    def changed(self, entities: frozenset[str]) -> None:
        """What stands in place of the list may show more than the list."""
        super().changed(entities)
        if self.full is not None:
            self.full.data_changed(entities)

    def home(self) -> bool:
        """The rail or Ctrl+2 while the page is in front: the list, unless something is open."""
        if super().back() and self.sheet() is not None:
            return True
        if self.full is not None:
            self.full.back()
        if self.view() == LIST or self.full is not None or self._is_working():
            return self.view() != LIST
        self.show_list()
        return True

    def focus_home(self) -> None:
        """The list, the tabs of the file, or what has the place of both."""
        if self.wizard is not None:
            choose = self.wizard.choose
            (choose if choose.isVisibleTo(self.wizard) else self.wizard).setFocus()
        else:
            (self.full or (self.tabs if self.view() == FILE else self.table)).setFocus()

    def help(self) -> tuple[str, str]:
        """About the tab in front, the import, or the list."""
        if self.view() == FILE:
            return self.tabs.title(), file_help(self.tabs.current())
        return ("", import_help() if self.wizard is not None else list_help())

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

    def open_numbers(self) -> FullNumbers:
        """Show the sheet that asks why the full numbers are needed."""
        made = FullNumbers()
        made.closed.connect(self.close_sheet)
        self.open_sheet(self.tr("查看完整号码"), made, 480)
        return made

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
        parts.on_click(self.header.buttons["back"], self._press_back)
        for keys, step in (
            ("Ctrl+Tab", 1), ("Ctrl+PgDown", 1), ("Ctrl+Shift+Tab", -1), ("Ctrl+PgUp", -1),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._turn_tab, step))
        self._add_meal_menu(self.header.buttons["meal"])
        self._add_tidy_menu(self.header.buttons["tidy"])
        self.header.set_spare(*SPARE)
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
        self.header.set_title(title)
        self.header.set_subtitle(words or " ")
        self.header.offer(keys)
        self._stack.setCurrentIndex(min(view, IMPORT))
        what = {FILE: self._uid, FULL: title}.get(view, "")
        self.set_scene(f"{view} {what}")

    def _show_actions(self) -> None:
        """The actions of the list, or of the selection."""
        if self._selected > 1:
            words = parts.fill(self.tr("已选 %1 人"), self._selected)
            self._show(LIST, IN_SELECTION, self.tr("老人"), words)
        else:
            self._show(LIST, IN_LIST, self.tr("老人"), self._list_words)

    def _leave_full(self) -> None:
        """The list, or the file with the focus where it was; else it would wander down the page."""
        if self._under is None:
            self.show_list()
            return
        title, words, focus = self._under
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

    def _press_back(self) -> None:
        came_from = self._came_from
        if not self.back() and came_from:
            self.left_page.emit(came_from)

    def _reopen(
        self,
        reopen: Callable[[], object],
        back: Callable[[], object] | None,
        came_from: str,
    ) -> None:
        """The file of before, whose 返回 goes where it went."""
        self._return, self._came_from = back, came_from
        reopen()

    def _turn_tab(self, step: int) -> None:
        """The tab beside the one in front; not behind a form."""
        if self.view() == FILE and self.sheet() is None:
            self.tabs.turn(step)
            self.tabs.setFocus()

    def _is_working(self) -> bool:
        from app.views.widgets.import_wizard.wizard import BUSY

        return self.wizard is not None and self.wizard.step() == BUSY
