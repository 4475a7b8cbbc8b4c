"""Beside the question: levels as they stand, sums per domain, a tile for every answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from app.core.codes import ABILITY_LEVELS
from app.services.assessments import Result
from app.services.assessments.items import DOMAINS, ITEMS, TOTAL
from app.views import parts
from app.views.assessments.levels import level_status, rule_words, tr
from app.views.assessments.questions import RISKS, Question
from app.views.theme import Space, px
from app.views.widgets.flow import FlowLayout

_NAMED = 6
"""So many missing ones are named; of the others their number is said."""


class Overview(QWidget):
    """Says what there is so far and jumps to any place.

    Signals:
        asked_for(str): the column of a question, or the key of a section.
    """

    asked_for = Signal(str)

    def __init__(self, questions: Sequence[Question], sections: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._questions = {question.column: question for question in questions}
        self.tiles: dict[str, QPushButton] = {}
        self.sections: dict[str, QPushButton] = {}
        self._sums: dict[str, QWidget] = {}
        box = parts.bare(QVBoxLayout(self), Space.M)
        box.addWidget(self._make_levels())
        box.addWidget(parts.line())
        box.addWidget(self._make_groups(questions))
        box.addWidget(self._make_sections(sections))
        box.addWidget(parts.line())
        self.missing_words = parts.label("", "strong", wrap=True)
        box.addWidget(self.missing_words)
        holder = QWidget()
        self._missing = FlowLayout(holder, Space.XS)
        box.addWidget(holder)
        box.addStretch(1)

    def show_result(
        self, result: Result, answers: Mapping[str, str], left_out: Collection[str] = ()
    ) -> None:
        """Show sums and levels; ``answers``: column → what its tile says; ``left_out``: columns
        that were passed by without an answer, which stand out."""
        done = len([item for item in ITEMS if item.column not in result.missing])
        running = sum(result.running.values())
        self.total.setText(f"{running} / {TOTAL}")
        self.progress.setText(parts.fill(tr("已评 %1 项，共 %2 项"), done, len(ITEMS)))
        self.preliminary.set_status(level_status(result.preliminary, tr("评完后得出")))
        self.rule.setText(rule_words(result.rules))
        self.final.set_status(level_status(result.final, tr("评完后得出")))
        for domain in DOMAINS:
            points = f"{result.running[domain.key]} / {domain.maximum}"
            self.group_words[domain.key].setText(points)
        asked = [c for c, q in self._questions.items() if q.group == RISKS]
        left = len([column for column in asked if column in result.missing])
        words = parts.fill(tr("还有 %1 项未填"), left) if left else tr("已填")
        self.group_words[RISKS].setText(words)
        self._show_tiles(answers, left_out)
        self._show_missing(result.missing, begun=len(result.missing) < len(self.tiles))

    def show_current(self, key: str) -> None:
        """Mark where the person is."""
        for column, tile in (*self.tiles.items(), *self.sections.items()):
            parts.set_look(tile, "active", "true" if column == key else "false")

    def level_word(self) -> str:
        """The final level in words, for the closing message."""
        text = self.final.text()
        return text if any(name in text for name in ABILITY_LEVELS) else ""

    # --- inside ---------------------------------------------------------------------------

    def _make_levels(self) -> QWidget:
        self.total = parts.label("", "heading")
        self.progress = parts.label("", "second")
        self.preliminary, self.final = parts.StatusLabel(), parts.StatusLabel(role="strong")
        self.rule = parts.label("", wrap=True)
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(px(Space.XS))
        grid.setColumnStretch(1, 1)
        lines = (
            (tr("总分"), parts.row(self.total, self.progress, None)),
            (tr("初步等级"), self.preliminary),
            (tr("变更依据"), self.rule),
            (tr("最终等级"), self.final),
        )
        for at, (name, widget) in enumerate(lines):
            grid.addWidget(parts.label(name, "second"), at, 0)
            grid.addWidget(widget, at, 1)
        return holder

    def _make_groups(self, questions: Sequence[Question]) -> QWidget:
        self.group_words = {}
        holder = QWidget()
        box = parts.bare(QVBoxLayout(holder), Space.XS)
        for key in dict.fromkeys(question.group for question in questions):
            mine = [question for question in questions if question.group == key]
            self.group_words[key] = parts.label("", "strong")
            box.addWidget(parts.row(parts.label(mine[0].group_name), None, self.group_words[key]))
            tiles = QWidget()
            flow = FlowLayout(tiles, Space.XS)
            for question in mine:
                flow.addWidget(self._make_tile(question))
            box.addWidget(tiles)
        return holder

    def _make_tile(self, question: Question) -> QPushButton:
        tile = parts.button("–", kind="tile", tip=question.title)
        parts.on_click(tile, partial(self.asked_for.emit, question.column))
        self.tiles[question.column] = tile
        return tile

    def _make_sections(self, sections: Sequence[tuple[str, str]]) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, Space.XS)
        for key, title in sections:
            made = parts.button(title, kind="chip")
            parts.on_click(made, partial(self.asked_for.emit, key))
            self.sections[key] = made
            flow.addWidget(made)
        return holder

    def _show_tiles(self, answers: Mapping[str, str], left_out: Collection[str]) -> None:
        for column, tile in self.tiles.items():
            said = answers.get(column, "")
            title = self._questions[column].title
            tile.setText(said or "–")
            words = said or tr("未填")
            tile.setToolTip(f"{title}：{words}")
            tile.setAccessibleName(f"{title} {words}")
            parts.set_look(tile, "empty", "true" if column in left_out else "false")

    def _show_missing(self, missing: Sequence[str], *, begun: bool) -> None:
        parts.clear(self._missing)
        if not missing:
            self.missing_words.setText(tr("评分和风险事件都已填写。"))
            return
        self.missing_words.setText(parts.fill(tr("还缺 %1 项（F4 到下一项）："), len(missing)))
        if not begun:
            self.missing_words.setText(parts.fill(tr("共 %1 项要填（F4 到第一项）"), len(missing)))
            return
        for column in missing[:_NAMED]:
            made = parts.button(self._questions[column].name, kind="chip")
            parts.on_click(made, partial(self.asked_for.emit, column))
            self._missing.addWidget(made)
        if len(missing) > _NAMED:
            words = parts.fill(tr("另有 %1 项"), len(missing) - _NAMED)
            self._missing.addWidget(parts.label(words, "second"))
