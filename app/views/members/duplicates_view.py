"""疑似重复: pairs of files that may be one person, and the merge of one of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.core.codes import MemberState
from app.services.duplicates import DuplicatePair, PersonFacts
from app.views import parts
from app.views.members.full import FullView
from app.views.members.merge_view import MergeView
from app.views.tasks import TaskRunner
from app.views.theme import Space, px
from app.views.widgets.panes import FrontLayout
from app.views.widgets.table import Column, DataTable, SequenceSource

_ROOMY = 700


class DuplicatesView(FullView):
    """The list of pairs; a merge opens in the same place.

    Signals:
        merge_requested(DuplicatePair), distinct_requested(DuplicatePair).
        file_requested(str uid): open one of the two files.
        turned(bool): a merge is in front (True), or the list again.
    """

    merge_requested = Signal(object)
    distinct_requested = Signal(object)
    file_requested = Signal(str)
    turned = Signal(bool)

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__()
        self._pairs: dict[tuple[str, str], DuplicatePair] = {}
        self.merge: MergeView | None = None
        self._roomy = True
        self.table = DataTable(
            "duplicates", self._columns(), runner, unit=self.tr("对"),
            placeholder=self.tr("姓名、会员号、原因"),
        )  # fmt: skip
        self.table.set_empty(
            self.tr("没有发现疑似重复的档案。"), self.tr("同一身份证号本来就不能登记两次。")
        )
        self.merge_button = self._button(self.tr("核对并合并"), "primary", self.merge_requested)
        self.distinct_button = self._button(self.tr("不是同一人"), "plain", self.distinct_requested)
        self.first_button = parts.button(self.tr("打开档案一"))
        self.second_button = parts.button(self.tr("打开档案二"))
        for button, place in ((self.first_button, 0), (self.second_button, 1)):
            parts.on_click(button, partial(self._open, place))
            self.table.add_tool(button, spare=True)
        self.table.activated.connect(lambda _: self._emit(self.merge_requested))
        self.table.selection_changed.connect(lambda _: self._enable())
        self.table.loaded.connect(self._begin_at_the_top)
        self._list = QWidget()
        box = parts.bare(QVBoxLayout(self._list), Space.M)
        box.addWidget(self.table, 1)
        self._stack = FrontLayout()
        self.setLayout(self._stack)
        self._stack.addWidget(self._list)
        self.setFocusProxy(self.table)
        self._enable()

    def set_pairs(self, pairs: Sequence[DuplicatePair]) -> None:
        """Show ``pairs`` in their order; the one that is chosen stays."""
        self._pairs = {pair.key: pair for pair in pairs}
        self.table.replace_source(
            SequenceSource(pairs, self.table.model.columns, identity=lambda pair: pair.key)
        )

    def show_merge(self, view: MergeView) -> None:
        """Put a merge in place of the list; 返回 leads to the list again."""
        self.leave_merge()
        self.merge = view
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        view.setFocus()
        self.turned.emit(True)

    def leave_merge(self) -> None:
        """Show the list again."""
        view, self.merge = self.merge, None
        if view is not None:
            self._stack.removeWidget(view)
            view.hide()
            view.deleteLater()
        self._stack.setCurrentWidget(self._list)
        self.table.view.setFocus()
        self.turned.emit(False)

    def back(self) -> None:
        """Esc or 返回: first to the list."""
        if self.merge is not None:
            if self.merge.may_leave():
                self.leave_merge()
        else:
            super().back()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where all columns would have to be scrolled sideways, why they are alike comes first."""
        super().resizeEvent(event)
        roomy = self.width() >= px(_ROOMY)
        if roomy != self._roomy:
            self._roomy = roomy
            for key in ("birth_date", "community"):
                self.table.columns.show(key, roomy)

    def _begin_at_the_top(self, count: int) -> None:
        if count and self.table.current_id() is None:
            self.table.view.selectRow(0)
        self._enable()

    def _chosen(self) -> DuplicatePair | None:
        key = self.table.current_id()
        return self._pairs.get(key) if isinstance(key, tuple) else None

    def _emit(self, signal: object) -> None:
        pair = self._chosen()
        if pair is not None:
            signal.emit(pair)  # type: ignore[attr-defined]

    def _open(self, place: int) -> None:
        pair = self._chosen()
        if pair is not None:
            self.file_requested.emit(pair.key[place])

    def _enable(self) -> None:
        chosen = self._chosen() is not None
        for button in (
            self.merge_button, self.distinct_button, self.first_button, self.second_button
        ):  # fmt: skip
            button.setEnabled(chosen)

    def _button(self, text: str, kind: str, signal: object) -> QPushButton:
        button = parts.on_click(parts.button(text, kind=kind), lambda: self._emit(signal))
        self.table.add_tool(button)
        return button

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("first", self.tr("档案一"), 150, sortable=False, sticky=True,
                   value=lambda pair: _who(pair.first)),
            Column("second", self.tr("档案二"), 150, sortable=False,
                   value=lambda pair: _who(pair.second)),
            Column("reasons", self.tr("为什么像"), 250, sortable=False, stretch=True,
                   value=lambda pair: "；".join(pair.reasons)),
            Column("birth_date", self.tr("出生日期"), 120, sortable=False,
                   value=lambda pair: _both(pair.first.birth_date, pair.second.birth_date)),
            Column("community", self.tr("社区"), 150, sortable=False,
                   value=lambda pair: _both(pair.first.community, pair.second.community)),
        )  # fmt: skip


def _who(person: PersonFacts) -> str:
    """``王秀英 000012``, and the state of whoever is not on the list."""
    state = "" if person.state == MemberState.ACTIVE.label else person.state
    return " ".join(filter(None, (person.name, person.member_no, state)))


def _both(first: str, second: str) -> str:
    """What both files say, or first and second with a stroke between; 未填 for what one lacks."""
    if first == second:
        return first
    return " / ".join(
        one or QCoreApplication.translate("DuplicatesView", "未填") for one in (first, second)
    )
