"""`Form`: declared fields in, a dictionary of values out, all errors at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core.clock import Clock, SystemClock, today
from app.core.errors import UserError, ValidationProblem
from app.views import parts
from app.views.notify import Action
from app.views.store import Store
from app.views.theme import Space, Tone, px
from app.views.widgets.form.cell import FieldCell
from app.views.widgets.form.editor import Editor
from app.views.widgets.form.editors import make_editor
from app.views.widgets.form.fields import WIDTHS, Field, Groups, Section, sections_of
from app.views.widgets.form.grid import SpanLayout

_DRAFT_AFTER_MS = 600

Rules = Callable[[Mapping[str, Any]], Mapping[str, str]]
"""Faults of the values that can be read, by field: what the service would say."""


class Form(QWidget):
    """A form from declared fields.

    Args:
        drafts, draft_key: where a half-filled form waits; passwords never do.
        rules: asked when a field cannot even be read, so that all errors stand there at once.

    Signals:
        submitted(dict): Ctrl+S or the button, when every field can be read.
        cancelled(): 取消.
        value_changed(key): the person changed a field.
    """

    submitted = Signal(object)
    cancelled = Signal()
    value_changed = Signal(str)

    def __init__(
        self,
        declared: Sequence[Field | Section],
        *,
        clock: Clock | None = None,
        drafts: Store | None = None,
        draft_key: str = "",
        save_text: str = "",
        cancel_text: str = "",
        rules: Rules | None = None,
    ) -> None:
        super().__init__()
        self._rules = rules
        self._clock = clock or SystemClock()
        self._drafts = drafts if draft_key else None
        self._draft_key = f"form.{draft_key}"
        self._cells: dict[str, FieldCell] = {}
        self._quiet = False
        self._elsewhere = ""
        self._box = QVBoxLayout(self)
        parts.bare(self._box, Space.L)
        self._make_draft_bar()
        for section in sections_of(declared):
            self._add_section(section)
        self._make_foot(save_text or self.tr("保存"), cancel_text or self.tr("取消"))
        self._box.addStretch(1)
        self._clean = self._raw()
        self._sent: tuple[dict[str, Any], dict[str, Any]] | None = None
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.setInterval(_DRAFT_AFTER_MS)
        self._draft_timer.timeout.connect(self.keep_draft)
        self._answer_ctrl_s(self)
        if self._cells:
            self.setFocusProxy(next(iter(self._cells.values())).editor.widget)
        self._offer_draft()

    # --- values ---------------------------------------------------------------------------

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show ``values``; they are the clean state that dirty is measured against."""
        self._quiet = True
        for key, cell in self._cells.items():
            cell.editor.set_value(values.get(key))
            cell.set_error("")
            cell.set_hint("")
        self._quiet = False
        self._clean = self._raw()
        self._elsewhere = ""
        self._sum_up()
        self._offer_draft()

    def values(self) -> dict[str, Any]:
        """All values; raises `ValidationProblem` when a field cannot be read."""
        values, errors = self._read()
        if errors:
            raise ValidationProblem(errors)
        return values

    def readable(self) -> dict[str, Any]:
        """Every value that can be read."""
        return self._read()[0]

    def submit(self) -> None:
        """Check everything and emit ``submitted``, or show all errors at once."""
        if not self.save_button.isEnabled():
            return
        values, errors = self._read()
        self.set_errors(errors)
        if errors:
            self.focus_first_error()
        else:
            self._sent = values, self._raw()
            self.submitted.emit(values)

    def editor(self, key: str) -> QWidget:
        """The widget of the field ``key``."""
        return self._cells[key].editor.widget

    def let_fill(self, key: str) -> None:
        """Let ``key`` of several lines, the only field of its section, take the height that is
        left: a text that is read and written at length."""
        cell = self._cells[key]
        cell.let_fill()
        last = self._box.count() - 1
        for place in range(last + 1):
            item = self._box.itemAt(place)
            layout = item.layout() if item is not None else None
            if layout is not None and layout.indexOf(cell) >= 0:
                self._box.setStretch(place, 1)
                self._box.setStretch(last, 0)

    def set_choices(self, key: str, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other choices in ``key``."""
        self._cells[key].editor.set_choices(choices)

    def set_groups(self, key: str, groups: Groups) -> None:
        """Offer other choices under headings in ``key``, one of several at once."""
        self._cells[key].editor.set_groups(groups)

    def set_visible(self, key: str, visible: bool) -> None:
        """Show or hide a field; a hidden one is neither checked nor required."""
        self._cells[key].setVisible(visible)

    def set_help(self, key: str, text: str) -> None:
        """Say something else in grey under ``key``."""
        self._cells[key].set_help(text)

    def set_hint(
        self, key: str, text: str, tone: Tone = Tone.NEUTRAL, action: Action | None = None
    ) -> None:
        """Remark on what stands in ``key``, perhaps with a button; empty takes it away."""
        self._cells[key].set_hint(text, tone, action)

    def hint(self, key: str) -> str:
        """The remark under ``key``."""
        return self._cells[key].hint()

    def set_marked(self, key: str, marked: bool) -> None:
        """Star a field that is needed only at times; whoever takes the values checks that."""
        self._cells[key].set_marked(marked)

    def is_marked(self, key: str) -> bool:
        """Whether the star stands beside ``key``."""
        return self._cells[key].is_marked()

    def set_busy(self, busy: bool, text: str = "") -> None:
        """While saving: no second save, and the button says so (``text``, or 正在 and its word)."""
        self.save_button.setEnabled(not busy)
        working = text or parts.fill(self.tr("正在%1…"), self._save_text)
        self.save_button.setText(working if busy else self._save_words)

    def take_foot(self) -> QWidget:
        """The buttons as a bar for a place that does not scroll; the caller takes it over."""
        self._box.removeWidget(self.foot)
        self._save_words = f"{self._save_text} (Ctrl+S)"
        self.save_button.setText(self._save_words)
        self.save_button.setToolTip("")
        self._answer_ctrl_s(self.foot)
        return self.foot

    # --- errors ---------------------------------------------------------------------------

    def set_errors(self, errors: Mapping[str, str]) -> None:
        """Show these errors, beside unreadable fields also what the rules say of the others; a
        key without a field goes to the line at the foot."""
        if errors and self._rules is not None:
            errors = {**self._rules(self._read()[0]), **errors}
        for key, cell in self._cells.items():
            cell.set_error(errors.get(key, ""))
        self._elsewhere = "".join(text for key, text in errors.items() if key not in self._cells)
        self._sum_up()

    def set_problem(self, problem: BaseException) -> bool:
        """Show the errors of a `ValidationProblem`; False when it is something else."""
        self.set_busy(False)
        if not isinstance(problem, ValidationProblem):
            return False
        self.set_errors(problem.fields)
        self.focus_first_error()
        return True

    def errors(self) -> dict[str, str]:
        """The sentences under the fields now."""
        return {key: cell.error() for key, cell in self._cells.items() if cell.error()}

    def focus_field(self, key: str) -> None:
        """Bring the field ``key`` into sight and put the cursor there."""
        editor = self.editor(key)
        (editor.focusProxy() or editor).setFocus(Qt.FocusReason.OtherFocusReason)
        # Once the sheet has its place; before that nothing can be brought into sight.
        QTimer.singleShot(0, self, partial(parts.bring_into_sight, editor))

    def focus_first_error(self) -> None:
        """Put the cursor where something is wrong."""
        for cell in self._cells.values():
            if cell.error():
                widget = cell.editor.widget
                (widget.focusProxy() or widget).setFocus()
                return

    # --- unsaved changes and drafts -------------------------------------------------------

    def is_dirty(self) -> bool:
        """Whether something would be lost."""
        return self._raw() != self._clean

    def mark_saved(self) -> None:
        """What was submitted is saved: clean, and the draft is gone. What somebody has typed while
        it was being saved is not, and stays."""
        sent, self._sent = self._sent, None
        as_sent = sent is None or self._read()[0] == sent[0]
        self._clean = self._raw() if sent is None or as_sent else sent[1]
        self.set_busy(False)
        self.drop_draft()
        if not as_sent:
            self.keep_draft()

    def keep_draft(self) -> None:
        """Write the draft now."""
        if self._drafts is None:
            return
        cells = self._cells.items()
        kept = {k: c.editor.raw() for k, c in cells if c.editor.field.kind != "password"}
        self._drafts.set(self._draft_key, kept if self.is_dirty() else None)

    def settle_draft(self) -> None:
        """Write the draft now if something was typed since the last time."""
        if self._draft_timer.isActive():
            self._draft_timer.stop()
            self.keep_draft()

    def hideEvent(self, event: QHideEvent) -> None:
        """What goes out of sight may not come back."""
        super().hideEvent(event)
        self.settle_draft()

    def restore_draft(self) -> None:
        """Fill in what was typed last time."""
        kept = self._drafts.get(self._draft_key) if self._drafts else None
        for key, raw in (kept or {}).items():
            if key in self._cells:
                self._cells[key].editor.set_raw(raw)
        self.draft_bar.hide()

    def drop_draft(self) -> None:
        """Forget the draft."""
        self._draft_timer.stop()
        self.draft_bar.hide()
        if self._drafts is not None:
            self._drafts.set(self._draft_key, None)

    # --- inside ---------------------------------------------------------------------------

    def _enter(self, cell: FieldCell) -> None:
        """Enter, as a card reader sends it too: on to the next line, from the last one submit."""
        lines = [each for each in self._cells.values() if each.takes_enter()]
        following = lines[lines.index(cell) + 1 :]
        if following:
            following[0].editor.widget.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.submit()

    def _add_section(self, section: Section) -> None:
        if section.title:
            self._box.addWidget(parts.label(section.title, "strong"))
        grid = SpanLayout()
        for field in section.fields:
            grid.add(self._add_cell(field), WIDTHS[field.width])
        self._box.addLayout(grid)

    def _add_cell(self, field: Field) -> FieldCell:
        editor = make_editor(field, self._today)
        cell = FieldCell(editor)
        editor.changed.connect(partial(self._edited, field.key))
        cell.entered.connect(partial(self._enter, cell))
        self._cells[field.key] = cell
        return cell

    def _make_foot(self, save_text: str, cancel_text: str) -> None:
        self._save_text: str = save_text
        self._save_words = save_text
        self.save_button: QPushButton = parts.button(
            save_text, "save", "primary", tip=f"{save_text} (Ctrl+S)"
        )
        self.cancel_button = parts.button(cancel_text)
        parts.on_click(self.save_button, self.submit)
        parts.on_click(self.cancel_button, self.cancelled.emit)
        self.summary = parts.label("", "error", wrap=True)
        self.foot: QWidget = parts.row(self.save_button, self.cancel_button, self.summary)
        self.foot.layout().setStretch(2, 1)  # type: ignore[union-attr]
        self._box.addWidget(self.foot)

    def _answer_ctrl_s(self, widget: QWidget) -> None:
        """Ctrl+S saves while the focus is in ``widget``."""
        shortcut = QShortcut(QKeySequence.StandardKey.Save, widget)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.submit)

    def _make_draft_bar(self) -> None:
        self.draft_bar = QFrame()
        self.draft_bar.setProperty("role", "strip")
        box = QHBoxLayout(self.draft_bar)
        box.setContentsMargins(px(Space.M), px(Space.XS), px(Space.XS), px(Space.XS))
        box.addWidget(parts.label(self.tr("上次有一份没有保存的内容。"), wrap=True), 1)
        for text, act in (
            (self.tr("恢复"), self.restore_draft),
            (self.tr("丢弃"), self.drop_draft),
        ):
            box.addWidget(parts.on_click(parts.button(text, kind="quiet"), act))
        self.draft_bar.hide()
        self._box.addWidget(self.draft_bar)

    def _offer_draft(self) -> None:
        kept = self._drafts.get(self._draft_key) if self._drafts else None
        self.draft_bar.setVisible(bool(kept))

    def _edited(self, key: str) -> None:
        if self._quiet:
            return
        self._cells[key].set_error("")
        if not self.errors():
            self._elsewhere = ""
        self._sum_up()
        if self._drafts is not None:
            self._draft_timer.start()
        self.value_changed.emit(key)

    def _read(self) -> tuple[dict[str, Any], dict[str, str]]:
        values: dict[str, Any] = {}
        errors: dict[str, str] = {}
        for key, cell in self._cells.items():
            if cell.isHidden():
                continue
            try:
                values[key] = cell.editor.value()
            except UserError as problem:
                errors[key] = problem.message
                continue
            if cell.editor.field.required and values[key] in (None, "", ()):
                errors[key] = self._please(cell.editor)
        return values, errors

    def _please(self, editor: Editor) -> str:
        if editor.field.missing:
            return editor.field.missing
        chosen = editor.field.kind in ("choice", "multi", "ordered")
        text = self.tr("请选择%1。") if chosen else self.tr("请填写%1。")
        return parts.fill(text, editor.field.label)

    def _raw(self) -> dict[str, Any]:
        return {key: cell.editor.raw() for key, cell in self._cells.items()}

    def _sum_up(self) -> None:
        """How many faults are left, and what is wrong elsewhere than in a field."""
        count = len(self.errors())
        words = parts.fill(self.tr("有 %1 处需要修改。"), count) if count else ""
        self.summary.setText(words + self._elsewhere)

    def _today(self) -> dt.date:
        return today(self._clock)
