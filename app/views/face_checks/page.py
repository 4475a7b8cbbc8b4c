"""The page 人脸核验: the day's checks on the left, what is still open on the right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.services.face_checks import FaceCheckRow, TerminalRow, UnmatchedPin
from app.views import files, parts
from app.views.face_checks.import_sheet import ImportSheet
from app.views.face_checks.link_panel import LinkPanel, TextToPicker
from app.views.face_checks.tables import (
    SwapSource,
    Tools,
    check_table,
    pin_table,
    terminal_table,
)
from app.views.notify import Action, Notifier
from app.views.store import Store
from app.views.tasks import TaskRunner
from app.views.theme import Height, Space, px
from app.views.widgets.low_window import on_tight
from app.views.widgets.page import Page
from app.views.widgets.panes import PanesLayout
from app.views.widgets.table import TableQuery
from app.views.widgets.turns import Turns

CONCERNS = frozenset({"face_check", "terminal", "terminal_pin", "member"})
DAY, WAITING, TERMINALS = "day", "waiting", "terminals"
_TERMINALS_SHOWN = 2
_DAY, _SIDE, _SIDE_MOST = 380, 320, 460
"""Unscaled widths: the least of the day and of what waits beside it, and the most of that."""


class FaceChecksPage(Page):
    """Setters and signals; knows no service.

    Signals:
        date_changed(date): another day was chosen.
        scope_changed(): 当天 or 全部 of the numbers that wait; see `all_days`.
        member_opened(uid): double click on a matched check.
        import_requested(path), reconcile_requested()
        link_requested(pin, hit)
    """

    date_changed = Signal(object)
    scope_changed = Signal()
    member_opened = Signal(str)
    import_requested = Signal(object)
    reconcile_requested = Signal()
    link_requested = Signal(str, object)

    def __init__(
        self,
        runner: TaskRunner,
        notify: Notifier,
        prefs: Store,
        find: Callable[[str], Sequence[Any]],
        today: dt.date,
    ) -> None:
        super().__init__(self.tr("人脸核验"), "", self._help(), CONCERNS)
        tools = Tools(runner, notify, prefs)
        self.checks, self.pins = check_table(tools), pin_table(tools)
        self.terminals = terminal_table(tools)
        self.link = LinkPanel(find, runner)
        self.turns = Turns(self)
        self.dates = self.header.add_date_switch(today)
        self._day = SwapSource(self.checks)
        self._waiting = SwapSource(self.pins)
        self._known = SwapSource(self.terminals)
        self._rows: dict[int, FaceCheckRow] = {}
        self._open: dict[str, UnmatchedPin] = {}
        self._wanted = ""
        self._chosen: tuple[Any, ...] = ()
        self._add_actions()
        self._lay_out()
        self._join()

    # --- setters --------------------------------------------------------------------------

    def set_day(self, date: dt.date, rows: Sequence[FaceCheckRow]) -> None:
        """Show the checks of ``date``."""
        self.dates.set_date(date)
        self._rows = {row.id: row for row in rows}
        matched = [row.member_uid for row in rows if row.member_uid]
        text = self.tr("%1 次核验 · 已匹配 %2 次，%3 人 · 待核 %4 次")
        numbers = (len(rows), len(matched), len(set(matched)), len(rows) - len(matched))
        self.summary.setText(parts.fill(text, *numbers) if rows else "")
        self.reconcile.setVisible(bool(rows))
        words = parts.fill(self.tr("核验 %1"), len(rows))
        self.turns.set_text(DAY, words, self.summary.text())
        self._day.put(rows)

    def set_unmatched(self, rows: Sequence[UnmatchedPin]) -> None:
        """Show the numbers that nobody is linked to."""
        self._open = {row.pin: row for row in rows}
        _show_one(self.pins, self.nothing_open, bool(rows))
        self.turns.set_text(WAITING, parts.fill(self.tr("待核编号 %1"), len(rows)))
        self._waiting.put(rows)

    def set_terminals(self, rows: Sequence[TerminalRow]) -> None:
        """Show the known terminals."""
        lines = 1 + min(len(rows), _TERMINALS_SHOWN)
        self.terminals.setFixedHeight(px(Height.ROW) * lines + px(Space.XS))
        _show_one(self.terminals, self.no_terminal, bool(rows))
        self.turns.set_text(TERMINALS, parts.fill(self.tr("终端 %1"), len(rows)))
        self._known.put(rows)

    def set_all_days(self, every: bool) -> None:
        """Choose 全部 or 当天 silently."""
        self.of_all.setChecked(every)
        self.of_day.setChecked(not every)

    def all_days(self) -> bool:
        """Whether numbers of all days are wanted."""
        return self.of_all.isChecked()

    def want_pin(self, pin: str) -> None:
        """Select ``pin`` as soon as it is listed, ready to be linked."""
        self._wanted = pin

    def want_check(self, identity: int) -> None:
        """Select a check as soon as it is listed, whatever was filtered before."""
        self.checks.set_query(TableQuery())
        self.checks.point_at(identity)

    def next_pin(self, pin: str) -> str:
        """The number below ``pin`` in the list, else the one above, else nothing."""
        listed = [str(one) for one in self.pins.model.ids()]
        if pin not in listed or len(listed) == 1:
            return ""
        at = listed.index(pin)
        return listed[at + 1] if at + 1 < len(listed) else listed[at - 1]

    def set_allowed(self, importing: str, linking: str) -> None:
        """Disable importing or linking and say why; empty texts allow them."""
        load = self.header.buttons["import"]
        load.setToolTip(importing)
        self.reconcile.setToolTip(importing or self._reconcile_tip)
        for button in (load, self.reconcile):
            button.setEnabled(not importing)
        self.link.set_allowed(linking)

    def open_import(self, path: Path, device: str) -> ImportSheet:
        """Show the sheet that asks for the device number."""
        made = ImportSheet(path, device)
        made.closed.connect(self.back)
        self.open_sheet(self.tr("导入终端记录"), made, 520)
        return made

    def choose_file(self) -> None:
        """Ask for a terminal's file."""
        kinds = self.tr("终端记录 (*.dat *.txt);;所有文件 (*)")
        path = files.choose_open(self, self.tr("选择终端导出的记录"), kinds)
        if path is not None:
            self.import_requested.emit(path)

    # --- inside ---------------------------------------------------------------------------

    def _add_actions(self) -> None:
        parts.on_click(
            self.header.add_action("import", self.tr("导入终端记录"), "import", "primary"),
            self.choose_file,
        )
        self.summary = parts.label("", "strong", wrap=True)
        self.reconcile = parts.button(
            self.tr("核对当天"), "refresh", tip=self.tr("再匹配一次，补上这一天还缺的签到")
        )
        self._reconcile_tip = self.reconcile.toolTip()
        parts.on_click(self.reconcile, self.reconcile_requested.emit)

    def _join(self) -> None:
        self.dates.date_changed.connect(self.date_changed)
        self.checks.activated.connect(self._check_opened)
        self.checks.set_empty(
            self.tr("这一天没有核验记录。"),
            self.tr("在人脸机上把考勤记录导出到 U 盘，再在这里导入。"),
            Action(self.tr("导入终端记录"), self.choose_file),
        )
        self.pins.selection_changed.connect(self._pin_selected)
        self.checks.selection_changed.connect(self._check_selected)
        TextToPicker(self.link.picker, self.pins.view)
        self.pins.activated.connect(lambda _: self.link.picker.setFocus())
        self.checks.loaded.connect(lambda _: self._check_selected(self.checks.selected_ids()))
        self.pins.loaded.connect(lambda _: self._select_wanted())
        self.link.link_requested.connect(self.link_requested)
        for button in (self.of_day, self.of_all):
            parts.on_click(button, lambda: self.scope_changed.emit())

    def _lay_out(self) -> None:
        self.nothing_open = parts.label(self.tr("没有待核的编号。"), "second")
        self.no_terminal = parts.label(
            self.tr("还没有终端。导入一次终端记录后，终端会列在这里。"), "second", wrap=True
        )
        waiting = parts.Card()
        waiting.add(self._waiting_head(), self.nothing_open, self.pins)
        waiting.box.addStretch()
        waiting.box.setStretchFactor(self.pins, 1)
        for table in (self.pins, self.terminals):
            table.hide()
        self.known = parts.Card()
        self.known.add(parts.label(self.tr("终端"), "strong"), self.no_terminal, self.terminals)
        self.known.box.addStretch()
        self._side = QWidget()
        self._side_box = parts.bare(QVBoxLayout(self._side), Space.M)
        self._side_box.addWidget(waiting, 1)
        self._side_box.addWidget(self.link)
        self.checks.add_tool(self.reconcile)
        day = parts.column(self.summary, self.checks, self.known, spacing=Space.M)
        day.layout().setStretch(1, 1)  # type: ignore[union-attr]
        both = PanesLayout()
        both.add(day, 3, _DAY)
        both.add(self._side, 2, _SIDE, _SIDE_MOST)
        self.turns.add(DAY, self.tr("核验"), day, self.checks)
        self.turns.add(WAITING, self.tr("待核编号"), self._side)
        self.turns.add(TERMINALS, self.tr("终端"), day, self.known)
        self.body.addWidget(self.turns)
        self.body.addLayout(both, 1)
        on_tight(self, self._set_close)

    def _set_close(self, tight: bool) -> None:
        """In a tight window the number and whose it is stand beside each other, and the switch
        says how many checks there are."""
        way = QBoxLayout.Direction
        self._side_box.setDirection(way.LeftToRight if tight else way.TopToBottom)
        self._side_box.setStretch(1, int(tight))
        self.summary.setVisible(not tight)

    def _ask_whose(self) -> None:
        """The line that asks whose the chosen number is."""
        self.turns.turn(WAITING)
        self.link.picker.setFocus()

    def _waiting_head(self) -> QWidget:
        self.of_day = parts.button(self.tr("当天"), kind="switch")
        self.of_all = parts.button(self.tr("全部"), kind="switch")
        for button in (self.of_day, self.of_all):
            button.setCheckable(True)
            button.setAutoExclusive(True)
        self.of_day.setChecked(True)
        both = parts.row(self.of_day, self.of_all, spacing=0)
        return parts.row(parts.label(self.tr("待核编号"), "strong"), None, both)

    def _check_opened(self, identity: int) -> None:
        row = self._rows.get(identity)
        if row is not None and row.member_uid:
            self.member_opened.emit(row.member_uid)
        elif row is not None and self.pins.select(row.pin):
            self._ask_whose()

    def _check_selected(self, chosen: tuple[Any, ...]) -> None:
        """A check that waits brings its number to the link panel, once: when the checks come
        again, the person may be busy with another number."""
        if chosen == self._chosen:
            return
        self._chosen = chosen
        self._select_pin_of_check()

    def _select_pin_of_check(self) -> bool:
        row = self._rows.get(self._chosen[0]) if self._chosen else None
        return row is not None and not row.member_uid and self.pins.select(row.pin)

    def _pin_selected(self, chosen: tuple[str, ...]) -> None:
        self.link.set_pin(self._open.get(chosen[0]) if chosen else None)

    def _select_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if wanted and self.pins.select(wanted):
            self._ask_whose()
        elif not self.pins.selected_ids() and not self._select_pin_of_check():
            self.link.set_pin(None)

    def _help(self) -> str:
        return self.tr(
            "人脸机的记录从 U 盘导入：点“导入终端记录”，选择 1_attlog.dat 这样的文件。\n"
            "同一条记录只存一次，重复导入不会多算。\n"
            "“待核”是终端认出了编号，但名单里还没有哪位老人用这个编号。"
            "选中编号，找到老人，点“关联”，以前的核验都会补成签到。\n"
            "关联错了可以撤销，也可以在老人档案里取消关联。"
        )


def _show_one(table: QWidget, words: QWidget, some: bool) -> None:
    """The table or the words in its place; hidden first, so that nothing grows for a moment."""
    (words if some else table).hide()
    (table if some else words).show()
