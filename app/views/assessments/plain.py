"""Assessments in words: a result of an older standard, or two that cannot be compared."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app.services.assessments import GB, AssessmentFile, Comparison
from app.services.assessments.wording import summary
from app.views import parts
from app.views.assessments.levels import tr
from app.views.members.full import FullView
from app.views.theme import Space, px
from app.views.widgets.panes import PanesLayout

_LABEL, _PANE = 108, 340


class WordsView(FullView):
    """A sentence above, and below it one card for each assessment.

    Signals:
        print_asked(): it is wanted on paper.
    """

    print_asked = Signal()

    def __init__(
        self, words: str, files: Sequence[AssessmentFile], replaced: str = "", tone: str = "neutral"
    ) -> None:
        super().__init__()
        self.words = parts.label(words, wrap=True)
        self.replaced = parts.label(replaced, "strong", wrap=True)
        self.cards = [_card(file) for file in files]
        strip = QFrame()
        strip.setProperty("role", "strip")
        strip.setProperty("tone", tone)
        inside = QHBoxLayout(strip)
        inside.setContentsMargins(*(px(n) for n in (Space.M, Space.S, Space.M, Space.S)))
        inside.addWidget(self.words, 1)
        self.print_button = parts.button(tr("打印对比"), "printing")
        parts.on_click(self.print_button, self.print_asked.emit)
        self.print_button.hide()
        inside.addWidget(self.print_button)
        panes = QWidget()
        layout = PanesLayout(panes)
        for card in self.cards:
            layout.add(card, 1, _PANE)
        box = parts.bare(QVBoxLayout(self), Space.M)
        box.addWidget(strip)
        box.addWidget(self.replaced)
        box.addWidget(panes)
        box.addStretch(1)
        self.replaced.setVisible(bool(replaced))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def offer_print(self, may: bool) -> None:
        """Show the way to paper, where the account may print."""
        parts.set_shown(self.print_button, may)

    def way_to_paper(self) -> QAbstractButton:
        """打印对比."""
        return self.print_button


class FactsCard(parts.Card):
    """Label and text, line by line; every text can be copied and is never cut."""

    def __init__(self, title: str, facts: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.facts = tuple(facts)
        self.add(parts.label(title, "heading", wrap=True), parts.line())
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(Space.M))
        grid.setVerticalSpacing(px(Space.S))
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for at, (label, text) in enumerate(facts):
            name = parts.label(label, "second")
            name.setMinimumWidth(px(_LABEL))
            look = "body" if text else "second"
            shown = parts.label(text or tr("未填"), look, wrap=True, selectable=True)
            grid.addWidget(name, at, 0, top)
            grid.addWidget(shown, at, 1, top)
        self.add(holder)
        self.box.addStretch(1)


def older_view(file: AssessmentFile, replaced_by: str = "") -> WordsView:
    """A result of an older standard in its own words; ``replaced_by``: number of what did that."""
    words = parts.fill(
        tr("照 %1 的原评估结果登记，没有换算成国标等级，也不改变档案里的能力等级。"), file.standard
    )
    gone = parts.fill(tr("已由 %1 代替，仅供查阅。"), replaced_by) if replaced_by else ""
    words += tr("有签字的扫描件。") if file.scan_uid else ""
    if file.state == "void":
        gone = parts.fill(tr("已作废：%1。"), file.void_reason) + gone
    return WordsView(words, (file,), gone)


def beside_view(found: Comparison) -> WordsView:
    """Two that are not comparable, each in its own words, with the reason in words."""
    return WordsView(found.why_not, (found.before, found.after), tone="warn")


def _card(file: AssessmentFile) -> FactsCard:
    gb = file.standard == GB
    title = dict(summary(file))["最终等级" if gb else "等级（原文）"]
    return FactsCard(f"{file.values['assessed_on']}　{title}", summary(file))
