"""The page 打印: forms on the left, the preview on the right, filed documents below the forms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from app.views import icons, parts
from app.views.notify import Notifier
from app.views.printing.parameters import Choice, FormChoice, Parameters, Wanted
from app.views.setup.panel import scrolled
from app.views.store import Store
from app.views.tasks import TaskRunner
from app.views.theme import Space, px
from app.views.widgets.flow import FlowLayout
from app.views.widgets.low_window import on_tight
from app.views.widgets.page import Page
from app.views.widgets.pdf_preview import PdfPreview
from app.views.widgets.table import Column, DataTable, SequenceSource
from app.views.widgets.table.view import LEAST_ROWS
from app.views.widgets.turns import Turns

FORMS, PREVIEW, FILED = "forms", "preview", "filed"
_ANY = (1 << 24) - 1
_LEFT, _ROOMY, _NARROW, _PREVIEW, _ARCHIVE = 484, 360, 248, 490, 220
_HIGH, _FEW = 760, 3
"""Unscaled height of a page whose archive has its filter; rows of it in a lower one."""


class PrintingPage(Page):
    """Setters and signals; knows no service.

    Args:
        find: gives people for a text, called off the GUI thread.

    Signals:
        preview_asked(Wanted): make it and show it.
        form_chosen(): another form than the one shown was chosen.
        choices_wanted(FormChoice, str member uid): what can be chosen for this form and person.
        data_changed(): what was printed before may look different now.
        document_opened(str number): show the filed bytes.
    """

    form_chosen = Signal()
    choices_wanted = Signal(object, str)
    data_changed = Signal()
    preview_asked = Signal(object)
    document_opened = Signal(str)

    def __init__(
        self,
        runner: TaskRunner,
        notify: Notifier,
        prefs: Store,
        today: dt.date,
        find: Callable[[str], Sequence[Any]],
    ) -> None:
        self._subtitle = QCoreApplication.translate("PrintingPage", "每一份都有编号，原样存档")
        super().__init__(
            self.tr("打印"),
            self._subtitle,
            self._help(),
            frozenset({"document"}),
        )
        self._choices: dict[str, FormChoice] = {}
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._shown: Wanted | None = None
        self._full = False
        self.preview = PdfPreview(runner, notify)
        self.parameters = Parameters(runner, find, today)
        self.date, self.picker = self.parameters.date, self.parameters.picker
        self.table = self._make_table(runner, prefs)
        self._lay_out()
        self.preview_button.clicked.connect(lambda *_: self.ask())
        self.parameters.entered.connect(self.ask)
        self.parameters.changed.connect(self._outdated)
        self.parameters.member_changed.connect(self._want_choices)
        self.table.activated.connect(lambda one: self.document_opened.emit(str(one)))

    def trigger(self, key: str) -> bool:
        """Ctrl+P prints what is shown, or shows what is chosen."""
        if key != "print":
            return super().trigger(key)
        if self.preview.page_count():
            self.preview.print_now()
        else:
            self.ask()
        return True

    def changed(self, entities: frozenset[str]) -> None:
        """A new document changes the archive only; anything else may change the forms."""
        if entities - self.concerns:
            self.data_changed.emit()
            self._want_choices()
        super().changed(entities)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, or the lock: full numbers do not wait for the next person."""
        super().hideEvent(event)
        if self._full:
            self._show_nothing(self.tr("按“预览”生成这张表。"))

    # --- setters --------------------------------------------------------------------------

    def set_forms(self, forms: Sequence[FormChoice]) -> None:
        """Offer ``forms``."""
        parts.clear(self._forms)
        self._choices = {one.name: one for one in forms}
        self.buttons = {}
        for one in forms:
            button = parts.button(one.title, "document", "rail", tip=one.shows)
            button.setIcon(icons.icon("document", "second", "primary"))
            button.setCheckable(True)
            button.clicked.connect(lambda *_, name=one.name: self.select(name))
            self._group.addButton(button)
            self.buttons[one.name] = button
            self._forms.addWidget(button)

    def select(self, name: str, date: dt.date | None = None) -> None:
        """Choose a form (and a day); nothing is made or filed by that."""
        if name not in self._choices:
            return
        form = self._choices[name]
        self.buttons[name].setChecked(True)
        if date is not None:
            self.date.set_date(date)
        self.shows.setText(form.shows)
        self.shows.show()
        self.parameters.show_for(form)
        self._want_choices()
        if self._shown != self.parameters.wanted() or not self.preview.page_count():
            self.set_busy(False)
            self.form_chosen.emit()
            self._show_nothing(self.tr("按“预览”生成这张表。"))

    def choose(self, name: str, date: dt.date | None = None) -> None:
        """Another page wants this form (of this day) shown at once."""
        self.select(name, date)
        if name in self._choices and not self._shown:
            self.ask()

    def set_choices(self, choices: Sequence[Choice], why_none: str = "") -> None:
        """What can be chosen for the form and the person; see `Parameters.set_choices`."""
        self.parameters.set_choices(choices, why_none)

    def ask(self) -> None:
        """预览: make the chosen form for the parameters shown."""
        name = self.chosen()
        missing = self.parameters.missing() if name else self.tr("请先在左边选一张表。")
        self.turns.turn(PREVIEW)
        if missing:
            self._show_nothing(missing)
            return
        self._shown = self.parameters.wanted()
        self.preview_asked.emit(self._shown)

    def chosen(self) -> str:
        """Name of the chosen form; empty while none is."""
        return next((name for name, one in self.buttons.items() if one.isChecked()), "")

    def set_busy(self, busy: bool) -> None:
        """While a form is drawn."""
        self.preview_button.setEnabled(not busy)
        if busy:
            self.preview.clear()
            self.preview.set_empty(self.tr("正在生成…"))

    def forget_shown(self) -> None:
        """What is shown next is not made from the form and the parameters on the left."""
        self._shown = None

    def set_document(self, pdf: bytes, number: str, name: str, *, full: bool = False) -> None:
        """Show a document; ``full`` with full numbers, which go when the page does."""
        self.set_busy(False)
        self.turns.turn(PREVIEW)
        self._full = full
        self.preview.set_pdf(pdf, name, (number,))
        parts.set_look(self.preview_button, "kind", "plain")
        self.preview_button.setIcon(icons.icon("show", "second"))
        words = self.tr("编号 %1，已存档，含完整证件号") if full else self.tr("编号 %1，已存档")
        self.header.set_subtitle(parts.fill(words, number))

    def set_failed(self, sentence: str) -> None:
        """It could not be made."""
        self._shown = None
        self.set_busy(False)
        self.preview.set_empty(sentence)

    def set_documents(self, rows: Sequence[Any]) -> None:
        """The filed documents, newest first."""
        self.table.replace_source(
            SequenceSource(rows, self.table.model.columns, identity=lambda row: row.number)
        )

    # --- inside ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        holder = QWidget()
        self._forms = FlowLayout(holder, Space.XS, columns=2)
        self.shows = parts.label("", "second", wrap=True)
        self.preview_button = parts.button(self.tr("预览"), "show")
        self.shows.hide()
        choose = parts.Card(padding=Space.M)
        choose.add(holder, self.shows, self.parameters, parts.row(None, self.preview_button))
        choose.box.addStretch()
        filed = parts.label(self.tr("已存档的文件"), "strong")
        left = parts.column(choose, filed, self.table, spacing=Space.M)
        left.layout().setStretch(2, 1)  # type: ignore[union-attr]
        self._left = scrolled(left)
        both = parts.row(self._left, self.preview, spacing=Space.L)
        both.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self.turns = Turns(self)
        self.turns.add(FORMS, self.tr("选表"), self._left, choose)
        self.turns.add(PREVIEW, self.tr("预览"), self.preview)
        self.turns.add(FILED, self.tr("已存档的文件"), self._left, filed, self.table)
        parts.on_click(self.turns.switches[PREVIEW], self._ask_if_none)
        self.body.addWidget(self.turns)
        self.body.addWidget(both, 1)
        self._share_width(tight=False)
        on_tight(self, lambda tight: self._share_width(tight=tight))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width to share."""
        super().resizeEvent(event)
        self._share_width(tight=self.turns.is_turning())

    def _share_width(self, *, tight: bool) -> None:
        """The preview keeps the room its buttons need; the left side takes the rest. One at a
        time has all of it."""
        self._forms.setSpacing(0 if tight else px(Space.XS))
        high = self.height() >= px(_HIGH)
        self.table.setMinimumHeight(px(_ARCHIVE) if high and not tight else 0)
        self.table.view.least_rows = LEAST_ROWS if high or tight else _FEW
        self.table.view.updateGeometry()
        if tight:
            self._left.setMinimumWidth(0)
            self._left.setMaximumWidth(_ANY)
            self.table.set_toolbar_visible(True)
            return
        rest = self.width() - px(_PREVIEW + 2 * Space.XL + Space.L)
        self._left.setFixedWidth(max(px(_NARROW), min(px(_LEFT), rest)))
        self.table.set_toolbar_visible(high and rest >= px(_ROOMY))

    def _make_table(self, runner: TaskRunner, prefs: Store) -> DataTable:
        columns = (
            Column("number", self.tr("编号"), 148),
            Column("title", self.tr("表单"), 120, stretch=True),
            Column("made_at", self.tr("时间"), 108),
            Column("made_by", self.tr("制表"), 96, hidden=True),
            Column("pages", self.tr("页"), 38, kind="number"),
        )
        table = DataTable("documents", columns, runner, prefs=prefs, unit=self.tr("份"))
        table.set_empty(
            self.tr("还没有存档的文件。"), self.tr("预览过的表会存在这里，可以原样再打开。")
        )
        return table

    def _ask_if_none(self) -> None:
        """The switch shows what was chosen, where the button 预览 is below the fold."""
        if self.chosen() and not self.preview.page_count() and self.preview_button.isEnabled():
            self.ask()

    def _want_choices(self) -> None:
        form = self._choices.get(self.chosen())
        if form is not None and form.asks:
            self.choices_wanted.emit(form, self.parameters.wanted().member)

    def _outdated(self) -> None:
        """Something else was chosen: what is shown is not what would be printed."""
        wanted = self.parameters.wanted()
        if self._shown == wanted:
            return
        self.form_chosen.emit()
        self.set_busy(False)
        if not self.preview.page_count():
            words = self.tr("按“预览”生成这张表。")
        elif wanted.date is not None:
            words = self.tr("日期已改，按“预览”或 Enter 生成。")
        else:
            words = self.tr("内容已改，按“预览”生成。")
        self._show_nothing(words)

    def _show_nothing(self, why: str) -> None:
        self._shown, self._full = None, False
        self.preview.clear()
        self.preview.set_empty(why)
        self.header.set_subtitle(self._subtitle)
        parts.set_look(self.preview_button, "kind", "primary")
        self.preview_button.setIcon(icons.icon("show", "on_primary"))

    def _help(self) -> str:
        return self.tr(
            "先选一张表，再选日期或老人，按“预览”（在日期里按 Enter 也行），"
            "右边就是要打印的样子。\n"
            "一位老人的表：输入姓名、拼音或电话尾号选人；评估报告可以选哪一次，"
            "不选就是最近的一次。\n"
            "证件号和电话默认只印一部分。有权限的可以选“完整号码”，要写明用途："
            "用途印在每一页上，并记入审计日志。\n"
            "Ctrl+P 打印；“另存为”存成 PDF。\n"
            "每生成一份就有一个编号，印在页脚，原样存档；内容没有变时再按“预览”不会多出一份。"
            "双击左下方的一行可以再打开，"
            "内容和当时一字不差。"
        )
