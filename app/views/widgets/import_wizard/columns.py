"""The step 核对列: which sheet is read and what each of its columns means."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.views import parts
from app.views.inputs import ComboBox
from app.views.theme import Space, Status, Tone, px
from app.views.widgets.flow import FlowLayout
from app.views.widgets.import_wizard.source import ImportPeek

_SAMPLES = 3
_WIDEST = 40
"""Characters of a sheet's name that are shown whole."""


class ColumnsStep(QWidget):
    """One line per column of the sheet: its title, what it means, its first values.

    What is wrong (``problem``) stands outside, where it does not scroll away.

    Signals:
        mapped(): the person changed the meaning of a column.
        forget(): recognise the columns afresh.
        sheet_chosen(str name): look at another sheet of the file.
    """

    mapped = Signal()
    forget = Signal()
    sheet_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.found = parts.label("", "second", wrap=True)
        self.problem = parts.label("", "error", wrap=True)
        self.remembered = parts.StatusLabel(Status(self.tr("按上次的对应"), Tone.INFO, "restore"))
        self.forget_button = parts.on_click(
            parts.button(self.tr("不用，重新识别"), "refresh", "quiet"), self.forget.emit
        )
        self._memory = parts.row(self.remembered, self.forget_button)
        self.sheets = ComboBox()
        self.sheets.setAccessibleName(self.tr("工作表"))
        self.sheets.activated.connect(
            lambda at: self.sheet_chosen.emit(str(self.sheets.itemData(at)))
        )
        self._sheet_words = parts.label("", "second")
        self._sheet_line = FlowLayout()
        for each in (parts.label(self.tr("工作表"), "strong"), self.sheets, self._sheet_words):
            self._sheet_line.addWidget(each)
        self._sheet_holder = QWidget()
        self._sheet_holder.setLayout(self._sheet_line)
        self.doubts = parts.label("", "error", wrap=True)
        self.combos: list[ComboBox] = []
        self._peek: ImportPeek | None = None
        self._holder = QWidget()
        self._grid = QGridLayout(self._holder)
        self._grid.setHorizontalSpacing(px(Space.L))
        self._grid.setVerticalSpacing(px(Space.S))
        self._grid.setColumnStretch(2, 1)
        self._grid.setContentsMargins(px(Space.L), px(Space.M), px(Space.L), px(Space.M))
        frame = parts.Card(padding=1)
        frame.add(self._holder)
        box = parts.bare(QVBoxLayout(self), Space.S)
        box.addWidget(self._sheet_holder)
        box.addWidget(self.found)
        box.addWidget(self.doubts)
        box.addWidget(self._memory)
        box.addWidget(frame, 1)

    def set_peek(self, peek: ImportPeek) -> None:
        """Show the columns of ``peek``."""
        self._peek = peek
        parts.clear(self._grid)
        self.combos = []
        parts.set_shown(self._memory, peek.remembered)
        self.doubts.setText("".join(peek.doubts))
        parts.set_shown(self.doubts, bool(peek.doubts))
        self._show_sheets(peek)
        known = sum(1 for _, field in peek.columns if field)
        text = self.tr(
            "表头在第 %1 行，%2 列中认出了 %3 列。不对的地方请改正；不需要的列选“不导入”。"
        )
        self.found.setText(parts.fill(text, peek.header_row, len(peek.columns), known))
        for column, title in enumerate(
            (self.tr("表中的列"), self.tr("认作"), self.tr("前几行内容"))
        ):
            self._grid.addWidget(parts.label(title, "small"), 0, column)
        for number, (title, field) in enumerate(peek.columns):
            self._add(number, title, field, peek)
        self._grid.setRowStretch(len(peek.columns) + 1, 1)
        self._check()

    def _show_sheets(self, peek: ImportPeek) -> None:
        """Which sheet is read, where several are lists."""
        self.sheets.clear()
        for name, label in peek.sheets:
            self.sheets.addItem(label, name)
        longest = max((len(label) for _, label in peek.sheets), default=0)
        # A character of Chinese is twice as wide as the one that a combo box reckons with.
        self.sheets.setMinimumContentsLength(min(2 * longest, _WIDEST))
        self.sheets.setCurrentIndex(self.sheets.findData(peek.sheet))
        words = self.tr("这个文件里有 %1 张名单，一次导入一张。")
        self._sheet_words.setText(parts.fill(words, len(peek.sheets)))
        parts.set_shown(self._sheet_holder, len(peek.sheets) > 1)

    def mapping(self) -> dict[int, str]:
        """Column from 0 → field, without the columns that are not imported."""
        fields = {i: str(combo.currentData() or "") for i, combo in enumerate(self.combos)}
        return {i: field for i, field in fields.items() if field}

    def problem_text(self) -> str:
        """Why it cannot go on; empty when it can."""
        return self.problem.text()

    def _add(self, number: int, title: str, field: str | None, peek: ImportPeek) -> None:
        combo = ComboBox()
        combo.setAccessibleName(title)
        combo.addItem(self.tr("不导入"), "")
        for value, label in peek.choices:
            combo.addItem(label, value)
        combo.setCurrentIndex(max(combo.findData(field or ""), 0))
        combo.setFixedWidth(px(200))
        combo.currentIndexChanged.connect(lambda _: self._changed())
        self.combos.append(combo)
        values = [row[number] for row in peek.sample[:_SAMPLES] if number < len(row)]
        name = title.strip() or parts.fill(self.tr("（第 %1 列，没有列名）"), number + 1)
        self._grid.addWidget(parts.label(name, "strong"), number + 1, 0)
        self._grid.addWidget(combo, number + 1, 1)
        words = parts.ElidedLabel("　".join(value for value in values if value), "second")
        self._grid.addWidget(words, number + 1, 2)

    def _changed(self) -> None:
        self._check()
        self.mapped.emit()

    def _check(self) -> None:
        assert self._peek is not None
        labels = dict(self._peek.choices)
        chosen = list(self.mapping().values())
        twice = sorted({labels.get(one, one) for one in chosen if chosen.count(one) > 1})
        missing = [labels.get(one, one) for one in self._peek.required if one not in chosen]
        words = []
        if twice:
            words.append(parts.fill(self.tr("有两列都认作“%1”，请只留一列。"), "、".join(twice)))
        if missing:
            words.append(parts.fill(self.tr("还缺“%1”这一列，请指定。"), "、".join(missing)))
        self.problem.setText("".join(words))
