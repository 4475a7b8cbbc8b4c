"""The page 打印: forms on the left, the preview on the right, filed documents below the forms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.views import icons, parts
from app.views.notify import Notifier
from app.views.setup.panel import scrolled
from app.views.store import Store
from app.views.tasks import TaskRunner
from app.views.theme import Space, px
from app.views.widgets.date_field import DateEdit
from app.views.widgets.flow import FlowLayout
from app.views.widgets.page import Page
from app.views.widgets.pdf_preview import PdfPreview
from app.views.widgets.table import Column, DataTable, SequenceSource

_LEFT, _ROOMY, _NARROW, _PREVIEW, _INDENT, _DATE = 484, 360, 248, 490, 46, 190


@dataclass(frozen=True)
class FormChoice:
    """One form as the page offers it; ``takes`` is ``date`` or ``none``."""

    name: str
    title: str
    shows: str
    takes: str


class PrintingPage(Page):
    """Setters and signals; knows no service.

    Signals:
        preview_asked(str form, date | None): make it and show it.
        form_chosen(): another form than the one shown was chosen.
        data_changed(): what was printed before may look different now.
        document_opened(str number): show the filed bytes.
    """

    form_chosen = Signal()
    data_changed = Signal()
    preview_asked = Signal(str, object)
    document_opened = Signal(str)

    def __init__(self, runner: TaskRunner, notify: Notifier, prefs: Store, today: dt.date) -> None:
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
        self._shown: tuple[str, dt.date | None] | None = None
        self.preview = PdfPreview(runner, notify)
        self.date = DateEdit(today, today)
        self.date.setAccessibleName(self.tr("日期"))
        self.table = self._make_table(runner, prefs)
        self._lay_out()
        self.preview_button.clicked.connect(lambda *_: self.ask())
        self.date.returnPressed.connect(self.ask)
        self.date.date_changed.connect(lambda _: self._outdated())
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
        super().changed(entities)

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
            words = parts.label(one.shows, "small", wrap=True)
            words.setContentsMargins(px(_INDENT), 0, 0, px(Space.S))
            self._forms.addWidget(words)

    def select(self, name: str, date: dt.date | None = None) -> None:
        """Choose a form (and a day); nothing is made or filed by that."""
        if name not in self._choices:
            return
        self.buttons[name].setChecked(True)
        if date is not None:
            self.date.set_date(date)
        self._parameters.setVisible(self._choices[name].takes == "date")
        if self._shown != (name, self._date_of(name)) or not self.preview.page_count():
            self._shown = None
            self.set_busy(False)
            self.form_chosen.emit()
            self.preview.clear()
            self.preview.set_empty(self.tr("按“预览”生成这张表。"))
            self.header.set_subtitle(self._subtitle)
            parts.set_look(self.preview_button, "kind", "primary")
            self.preview_button.setIcon(icons.icon("show", "on_primary"))

    def choose(self, name: str, date: dt.date | None = None) -> None:
        """Another page wants this form (of this day) shown at once."""
        self.select(name, date)
        if name in self._choices and not self._shown:
            self.ask()

    def ask(self) -> None:
        """预览: make the chosen form for the parameters shown."""
        self.date.commit()
        name = self.chosen()
        if not name:
            self.preview.set_empty(self.tr("请先在左边选一张表。"))
            return
        date = self._date_of(name)
        if self._choices[name].takes == "date" and date is None:
            self.date.setFocus()
            return
        self._shown = (name, date)
        self.preview_asked.emit(name, date)

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
        """What is shown next is not made from the form and the date on the left."""
        self._shown = None

    def set_document(self, pdf: bytes, number: str, name: str) -> None:
        """Show a document."""
        self.set_busy(False)
        self.preview.set_pdf(pdf, name)
        parts.set_look(self.preview_button, "kind", "plain")
        self.preview_button.setIcon(icons.icon("show", "second"))
        self.header.set_subtitle(parts.fill(self.tr("编号 %1，已存档"), number))

    def set_failed(self, sentence: str) -> None:
        """It could not be made."""
        self._shown = None
        self.set_busy(False)
        self.preview.set_empty(sentence)

    def set_documents(self, rows: Sequence[Any]) -> None:
        """The filed documents, newest first."""
        self.table.set_source(
            SequenceSource(rows, self.table.model.columns, identity=lambda row: row.number)
        )

    # --- inside ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        holder = QWidget()
        self._forms = parts.bare(QVBoxLayout(holder), Space.XS)
        self.preview_button = parts.button(self.tr("预览"), "show")
        self._parameters = QWidget()
        parameters = FlowLayout(self._parameters)
        parameters.addWidget(parts.label(self.tr("日期")))
        self.date.setMinimumWidth(px(_DATE))
        parameters.add(self.date, 1)
        self._parameters.hide()
        self._line = parts.bare(QHBoxLayout())
        self._line.addWidget(self._parameters, 1)
        self._line.addWidget(self.preview_button)
        choose = parts.Card(padding=Space.M)
        choose.add(holder)
        choose.box.addLayout(self._line)
        left = parts.column(
            choose, parts.label(self.tr("已存档的文件"), "strong"), self.table, spacing=Space.M
        )
        left.layout().setStretch(2, 1)  # type: ignore[union-attr]
        self._left = scrolled(left)
        both = parts.row(self._left, self.preview, spacing=Space.L)
        both.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self.body.addWidget(both, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The preview keeps the room its buttons need; the left side takes the rest."""
        super().resizeEvent(event)
        rest = self.width() - px(_PREVIEW + 2 * Space.XL + Space.L)
        self._left.setFixedWidth(max(px(_NARROW), min(px(_LEFT), rest)))
        roomy = rest >= px(_ROOMY)
        self.table.set_toolbar_visible(roomy)
        directions = QBoxLayout.Direction
        self._line.setDirection(directions.LeftToRight if roomy else directions.TopToBottom)

    def _make_table(self, runner: TaskRunner, prefs: Store) -> DataTable:
        columns = (
            Column("number", self.tr("编号"), 148),
            Column("title", self.tr("表单"), 120, stretch=True),
            Column("made_at", self.tr("时间"), 112),
            Column("made_by", self.tr("制表"), 96, hidden=True),
            Column("pages", self.tr("页"), 40, kind="number"),
        )
        table = DataTable("documents", columns, runner, prefs=prefs, unit=self.tr("份"))
        table.set_empty(
            self.tr("还没有存档的文件。"), self.tr("预览过的表会存在这里，可以原样再打开。")
        )
        return table

    def _date_of(self, name: str) -> dt.date | None:
        return self.date.date() if self._choices[name].takes == "date" else None

    def _outdated(self) -> None:
        """Another date was typed: what is shown is not what would be printed."""
        self._shown = None
        self.preview.clear()
        self.preview.set_empty(self.tr("日期已改，按“预览”或 Enter 生成。"))

    def _help(self) -> str:
        return self.tr(
            "先选一张表和日期，再按“预览”（在日期里按 Enter 也行），右边就是要打印的样子。\n"
            "Ctrl+P 打印；“另存为”存成 PDF。\n"
            "每生成一份就有一个编号，印在页脚，原样存档；内容没有变时再按“预览”不会多出一份。"
            "双击左下方的一行可以再打开，"
            "内容和当时一字不差。"
        )
