"""The guided form of an assessment: one thing at a time, all of it by keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.core.clock import Clock
from app.services.assessments import Answers, AssessmentFile, Result, score
from app.services.assessments.items import EVENT_COLUMNS, Option
from app.services.assessments.types import SCORES
from app.views import parts
from app.views.assessments.card import QuestionCard
from app.views.assessments.foot import GuideFoot
from app.views.assessments.levels import tr
from app.views.assessments.overview import Overview
from app.views.assessments.questions import questions, short
from app.views.assessments.sections import (
    BACK,
    ILLNESS,
    SectionForm,
    make_sections,
    section_titles,
    to_forms,
    to_values,
)
from app.views.members.full import FullView
from app.views.theme import Space, Status, Tone, px
from app.views.widgets.flow import FlowLayout
from app.views.widgets.low_window import LowWindow
from app.views.widgets.panes import FrontLayout, PanesLayout

_MAIN, _SIDE, _SIDE_MOST = 480, 320, 440


class AssessmentGuide(FullView):
    """Setters and signals; knows no service.

    Signals:
        changed(): something was answered or typed.
        save_wanted(): Ctrl+S.
        finish_wanted(): Ctrl+Enter or the button.
        left(): it is about to go; what was not kept must be kept now.
    """

    changed = Signal()
    save_wanted = Signal()
    finish_wanted = Signal()
    left = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._questions = {question.column: question for question in questions()}
        self._points: dict[str, int | None] = {}
        self._coma = False
        self.forms: dict[str, SectionForm] = make_sections(clock)
        titles = section_titles()
        self._titles = dict(titles)
        self.steps = (BACK, *self._questions, *(key for key, _ in titles if key != BACK))
        self._at = 0
        self._passed: set[str] = set()
        self._tried = False
        self._window: LowWindow | None = None
        self.card = QuestionCard()
        self.overview = Overview(tuple(self._questions.values()), titles)
        self.foot = GuideFoot()
        self.back_button, self.next_button = self.foot.back_button, self.foot.next_button
        self.finish_button, self.state = self.foot.finish_button, self.foot.state
        self._lay_out()
        self._join()

    # --- what it shows --------------------------------------------------------------------

    def show_values(self, file: AssessmentFile) -> None:
        """Show an assessment and go to where it was left."""
        values = file.values
        self._points = {column: values[column] for column in (*SCORES, *EVENT_COLUMNS)}
        self._coma = bool(values["coma"])
        shown = to_forms(values)
        for form in self.forms.values():
            form.set_values(shown)
        self._show_result()
        begun = any(points is not None for points in self._points.values())
        first = next((c for c, points in self._points.items() if points is None), BACK)
        self.go_to(first if begun else BACK)

    def values(self) -> dict[str, Any]:
        """Everything that can be read, as the service takes it."""
        given: dict[str, Any] = {}
        for form in self.forms.values():
            given |= form.readable()
        return {**to_values(given), **self._points, "coma": self._coma}

    def unreadable(self) -> dict[str, str]:
        """Fields that say nothing a program understands, with a sentence each."""
        found: dict[str, str] = {}
        for form in self.forms.values():
            found |= form.faults()
        return found

    def result(self) -> Result:
        """Sums and levels as they stand."""
        scores = {column: self._points.get(column) for column in SCORES}
        events = {column: self._points.get(column) for column in EVENT_COLUMNS}
        listed = self.forms[ILLNESS].readable().get("diagnoses", ())
        return score(Answers(scores, self._coma, events, listed))

    def current(self) -> str:
        """The column or section in front."""
        return self.steps[self._at]

    def set_state(self, words: str, tone: Tone = Tone.NEUTRAL) -> None:
        """What became of the draft."""
        self.state.set_status(Status(words, tone))

    def set_busy(self, busy: bool) -> None:
        """While it is being finished."""
        self.finish_button.setEnabled(not busy)

    def set_errors(self, faults: Mapping[str, str], *, go: bool = True) -> None:
        """Say everything that is missing or wrong, each a way to its place; ``go`` there."""
        self._tried = self._tried or go
        parts.clear(self._faults)
        for form in self.forms.values():
            form.set_errors({key: text for key, text in faults.items() if form.has(key)})
        for key, text in faults.items():
            question = self._questions.get(key)
            made = parts.button(question.title if question else text, kind="chip", tip=text)
            made.setProperty("fault", key)
            parts.on_click(made, partial(self._open_fault, key))
            self._faults.addWidget(made)
        self._count_faults()
        self._show_result()
        if faults and go:
            self._open_fault(next(iter(faults)))
            QTimer.singleShot(0, self, self._bring_up_faults)

    # --- going about ----------------------------------------------------------------------

    def go_to(self, key: str) -> None:
        """Bring the question or section ``key`` to the front and give it the keyboard."""
        if key != self.current():
            self._passed.add(self.current())
        self._at = self.steps.index(key)
        self._show_step()
        self._show_result()
        if key in self._questions:
            self.card.setFocus()
        else:
            form = self.forms[key]
            (form.focusProxy() or form).setFocus()
        QTimer.singleShot(0, self, self._bring_up)

    def forward(self) -> None:
        """The next step; from the last one to the button that finishes."""
        if self._at + 1 < len(self.steps):
            self.go_to(self.steps[self._at + 1])
        else:
            self.finish_button.setFocus()

    def backward(self) -> None:
        """The step before."""
        if self._at:
            self.go_to(self.steps[self._at - 1])

    def next_missing(self) -> None:
        """The next question without an answer, from the top again when below there is none."""
        missing = self.result().missing
        if missing:
            after = [c for c in missing if self.steps.index(c) > self._at]
            self.go_to((after or list(missing))[0])

    def back(self) -> None:
        """Esc: back to the file; the draft is kept."""
        self.closed.emit()

    def leaving(self) -> None:
        """Keep the draft, whoever sends the view away."""
        self.left.emit()

    # --- inside ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._make_faults()
        main = self._main = parts.Card()
        front = QWidget()
        self._front = FrontLayout(front)
        self._front.addWidget(self.card)
        for form in self.forms.values():
            self._front.addWidget(form)
        self.form_title = parts.label("", "second")
        main.add(self.form_title, front)
        main.box.addStretch(1)
        side = parts.Card()
        side.add(self.overview)
        panes = QWidget()
        self._panes = layout = PanesLayout(panes)
        layout.add(main, 5, _MAIN)
        layout.add(side, 3, _SIDE, _SIDE_MOST)
        content = QWidget()
        inside = parts.bare(QVBoxLayout(content), Space.M)
        inside.addWidget(self.fault_bar)
        inside.addWidget(panes, 1)
        box = parts.bare(QVBoxLayout(self), Space.S)
        box.addWidget(parts.scroll(content), 1)
        box.addWidget(self.foot)

    def _make_faults(self) -> None:
        self.fault_bar = QFrame()
        self.fault_bar.setProperty("role", "strip")
        self.fault_bar.setProperty("tone", "warn")
        self.fault_words = parts.label("", "strong", wrap=True)
        holder = QWidget()
        self._faults = FlowLayout(holder, Space.XS)
        box = QVBoxLayout(self.fault_bar)
        box.setContentsMargins(*(px(Space.M),) * 4)
        box.addWidget(self.fault_words)
        box.addWidget(holder)
        self.fault_bar.hide()

    def _join(self) -> None:
        self.card.answered.connect(self._answered)
        self.card.next_wanted.connect(self.forward)
        self.card.back_wanted.connect(self.backward)
        self.overview.asked_for.connect(self.go_to)
        parts.on_click(self.back_button, self.backward)
        parts.on_click(self.next_button, self.forward)
        parts.on_click(self.finish_button, self.finish_wanted.emit)
        for form in self.forms.values():
            form.value_changed.connect(self._typed)
        keys: tuple[tuple[str, Any], ...] = (
            ("PgDown", self.forward), ("PgUp", self.backward), ("F4", self.next_missing),
            ("Ctrl+S", self.save_wanted.emit), ("Ctrl+Return", self.finish_wanted.emit),
            ("Ctrl+Enter", self.finish_wanted.emit),
        )  # fmt: skip
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sums stand at the foot where the overview is below."""
        super().resizeEvent(event)
        self._show_in_foot()

    def showEvent(self, event: QShowEvent) -> None:
        """Where the window is low everything stands closer."""
        super().showEvent(event)
        if self._window is None:
            self._window = LowWindow.around(self)
            self._window.changed.connect(self._fit)
        self._fit(self._window.is_low())

    def _fit(self, low: bool) -> None:
        self.foot.set_low(low)
        self._show_in_foot()
        self.card.set_low(low)
        self._main.box.setContentsMargins(*(px(Space.S if low else Space.L),) * 4)

    def _show_in_foot(self) -> None:
        """Beside a low window's question the end of the overview is out of sight, too."""
        low = self._window is not None and self._window.is_low()
        self.foot.set_alone(low or self._panes.stacks_at(self.width()))

    def _show_step(self) -> None:
        key = self.current()
        question = self._questions.get(key)
        if question is not None:
            chosen = question.option(self._points[key], coma=self._coma and key == "b3_9")
            self.card.ask(question, chosen)
            self._say_place()
            self._front.setCurrentWidget(self.card)
        else:
            self.form_title.setText(self._titles[key])
            self._front.setCurrentWidget(self.forms[key])
        parts.set_shown(self.form_title, question is None)
        self.back_button.setEnabled(self._at > 0)
        self.next_button.setEnabled(self._at + 1 < len(self.steps))
        self.overview.show_current(key)

    def _say_place(self) -> None:
        """Which of how many, and the sums, which may be out of sight in large type."""
        question = self._questions.get(self.current())
        if question is None:
            return
        order, sums = list(self._questions), self.result().running
        at = order.index(question.column) + 1
        words = parts.fill(tr("第 %1 项，共 %2 项"), at, len(order))
        if question.group in sums:
            points = parts.fill(tr("%1 %2 分"), question.group_name, sums[question.group])
            words = f"{points}　{words}"
        self.card.set_place(words)

    def _bring_up(self) -> None:
        """Scroll the question into sight, wherever the person came from."""
        self._scroll_to(self._main)

    def _bring_up_faults(self) -> None:
        """Everything that is missing is seen first; the next key brings the question back."""
        self._scroll_to(self.fault_bar)

    def _scroll_to(self, widget: QWidget) -> None:
        above = widget.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        content = above.widget() if above is not None else None
        if above is None or content is None:
            return
        top = widget.mapTo(content, QPoint(0, 0)).y()
        bar = above.verticalScrollBar()
        if not bar.value() <= top <= bar.value() + above.viewport().height() // 3:
            bar.setValue(top)

    def _answered(self, option: Option) -> None:
        column = self.current()
        self._points[column] = option.score
        if column == "b3_9":
            self._coma = option.coma
        self._drop_fault(column)
        self._show_result()
        self.changed.emit()
        self.forward()

    def _typed(self, key: str) -> None:
        self._drop_fault(key)
        if key == "diagnoses":
            self._show_result()
        self.changed.emit()

    def _drop_fault(self, key: str) -> None:
        """What was put right is no longer in the bar; the rest stays."""
        for at in range(self._faults.count()):
            item = self._faults.itemAt(at)
            widget = item.widget() if item is not None else None
            if widget is not None and widget.property("fault") == key:
                self._faults.takeAt(at)
                widget.hide()
                widget.deleteLater()
                break
        self._count_faults()

    def _count_faults(self) -> None:
        left = self._faults.count()
        self.fault_words.setText(parts.fill(tr("还不能完成，有 %1 处要填写或修改："), left))
        parts.set_shown(self.fault_bar, bool(left))

    def _open_fault(self, key: str) -> None:
        if key in self._questions:
            self.go_to(key)
            return
        for name, form in self.forms.items():
            if form.has(key):
                self.go_to(name)
                widget = form.editor(key)
                (widget.focusProxy() or widget).setFocus()
                return

    def _show_result(self) -> None:
        said = {}
        for column, question in self._questions.items():
            chosen = question.option(self._points[column], coma=self._coma and column == "b3_9")
            said[column] = short(chosen) if chosen is not None else ""
        result = self.result()
        left_out = {c for c in result.missing if self._tried or c in self._passed}
        self.overview.show_result(result, said, left_out - {self.current()})
        self.foot.show_sums(result)
        self.foot.show_missing([self._questions[column].title for column in result.missing])
