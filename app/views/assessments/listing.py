"""The list of a member's assessments with its buttons."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.services.assessments import GB, AssessmentRow
from app.services.assessments.types import FINISHED
from app.services.rights import Right
from app.views import parts
from app.views.assessments.levels import cause_words, row_status, tr, valid_status
from app.views.kit import Kit
from app.views.notify import Action
from app.views.theme import Space, Status, Tone, px
from app.views.widgets.action_bar import ActionBar
from app.views.widgets.low_window import on_tight
from app.views.widgets.table import Column, DataTable, SequenceSource, TableQuery

ACTIONS = ("new", "resume", "correct", "compare", "print", "scan", "older", "void", "delete")


_RARE = ("delete", "void", "older")
"""What goes into 更多 first where the row is short; then what can do nothing just now."""
_GIVE_WAY = ("scan", "resume", "correct")


class _Source:
    """What the table asks; its rows change while its place and selection stay."""

    def __init__(self, now: SequenceSource) -> None:
        self.now = now

    def ids(self, query: TableQuery) -> Sequence[Hashable]:
        return self.now.ids(query)

    def rows(self, ids: Sequence[Hashable]) -> Sequence[Any]:
        return self.now.rows(ids)


class AssessmentList(QWidget):
    """Setters and signals; a button that can do nothing says why in its tip.

    Signals:
        asked(key): one of `ACTIONS`.
        opened(uid): double click or Enter.
    """

    asked = Signal(str)
    opened = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._rows: tuple[AssessmentRow, ...] = ()
        self._fresh = self._wanted = ""
        self.table = self._make_table()
        self._source = _Source(SequenceSource((), self.table.model.columns))
        self.table.set_source(self._source)
        self.table.loaded.connect(lambda _: self._choose_first())
        self._lay_out()
        self.table.activated.connect(lambda uid: self.opened.emit(str(uid)))
        self.table.selection_changed.connect(lambda _: self._allow())
        self._allow()
        # While the tab is in front, wherever the focus is.
        QShortcut(QKeySequence("Alt+N"), self, self.buttons["new"].click)

    def set_rows(self, rows: tuple[AssessmentRow, ...], notice: str) -> None:
        """Show ``rows``; ``notice`` says what does not go together in the file."""
        known = {row.uid for row in self.listed()}
        added = [row.uid for row in rows if row.uid not in known]
        self._fresh = added[0] if known and len(added) == 1 else ""
        self._rows = rows
        self._notice_words.setText(notice)
        parts.set_shown(self.notice, bool(notice))
        self._list()
        if self._wanted:
            self.point_at(self._wanted)

    def point_at(self, uid: str) -> None:
        """Select the assessment ``uid``, now or as soon as it is listed; what was corrected is
        unfolded for that."""
        self._wanted = uid
        row = self.row_of(uid)
        if row is not None and self._is_replaced(row) and not self.unfold.isChecked():
            self.unfold.setChecked(True)
        self._choose_first()

    def set_legacy(self, self_care: str, words: str) -> None:
        """The older field of the file, and beside it what the level of now would be called."""
        said = [parts.fill(tr("档案里的自理情况（旧）：%1"), self_care)] if self_care else []
        if words:
            said.append(parts.fill(tr("现在的等级按旧口径是：%1"), words))
        self.legacy.setText("　".join(said))
        self.legacy.setVisible(bool(said))

    def listed(self) -> list[AssessmentRow]:
        """Every assessment, each followed by what it took the place of."""
        return [one for row in self._rows for one in (row, *row.earlier)]

    def chosen(self) -> AssessmentRow | None:
        """The one with the ring, of several that are selected."""
        return self.row_of(str(self.table.current_id()))

    def replaced_by(self, uid: str) -> str:
        """Number of what took the place of ``uid``; ``""`` while nothing did."""
        later = next((row for row in self.listed() if row.corrects == uid), None)
        return later.number if later is not None and later.state in FINISHED else ""

    def row_of(self, uid: str) -> AssessmentRow | None:
        """The assessment ``uid``."""
        return next((row for row in self.listed() if row.uid == uid), None)

    def to_compare(self) -> tuple[str, ...]:
        """Two finished ones: those selected, else the selected or newest one and one before it, of
        the same standard where there is one."""
        finished = self._finished()
        selected = set(self.table.selected_ids())
        wanted = [one.uid for one in finished if one.uid in selected][:2]
        if len(wanted) == 2 or not finished:
            return tuple(wanted)
        heads = [row for row in finished if not self._is_replaced(row)]
        rest = heads + [row for row in finished if self._is_replaced(row)]
        first = next((row for row in rest if row.uid in wanted), rest[0])
        place = rest.index(first)
        others = rest[place + 1 :] + rest[:place]
        others.sort(key=lambda row: row.standard != first.standard)
        return tuple(row.uid for row in (first, *others[:1]))

    # --- inside ---------------------------------------------------------------------------

    def _set_tight(self, tight: bool) -> None:
        """Where the window is tight, what is said beside the rows stands below them."""
        for widget in (self.notice, self.legacy):
            self._box.removeWidget(widget)
            place = self._box.count() if tight else self._box.indexOf(self.table)
            self._box.insertWidget(place, widget)
        self._box.setSpacing(px(Space.S if tight else Space.M))
        self.buttons["print"].setText("" if tight else tr("打印"))

    def _lay_out(self) -> None:
        made = (
            ("new", tr("新评估"), "add", "primary"),
            ("resume", tr("继续"), "edit", "plain"),
            ("correct", tr("更正"), "undo", "plain"),
            ("compare", tr("对比"), "columns", "plain"),
            ("print", tr("打印"), "printing", "plain"),
            ("scan", tr("加扫描件"), "document", "plain"),
            ("older", tr("登记旧标准结果"), "document", "plain"),
            ("void", tr("作废"), "cancel", "quiet"),
            ("delete", tr("删除草稿"), "delete", "quiet"),
        )
        self.buttons = {
            key: parts.on_click(parts.button(text, icon, kind), partial(self.asked.emit, key))
            for key, text, icon, kind in made
        }
        for button in self.buttons.values():
            button.setAccessibleName(button.text())
        self.bar = ActionBar(self.buttons)
        self.notice = QFrame()
        self.notice.setProperty("role", "strip")
        self.notice.setProperty("tone", "warn")
        self._notice_words = parts.label("", wrap=True)
        inside = QHBoxLayout(self.notice)
        inside.setContentsMargins(*(px(n) for n in (Space.M, Space.S, Space.M, Space.S)))
        inside.addWidget(self._notice_words)
        self.notice.hide()
        self.legacy = parts.label("", "second", wrap=True)
        self.legacy.hide()
        self._box = box = parts.bare(QVBoxLayout(self), Space.M)
        box.addWidget(self.bar)
        box.addWidget(self.notice)
        box.addWidget(self.legacy)
        box.addWidget(self.table, 1)
        on_tight(self, self._set_tight)

    def _make_table(self) -> DataTable:
        columns = (
            Column("assessed_on", tr("日期"), 120, sortable=False, value=_day),
            Column("level", tr("等级"), 170, sortable=False, kind="status", value=row_status),
            Column("total", tr("总分"), 120, "right", sortable=False, value=_points),
            Column("valid", tr("有效期至"), 200, sortable=False, kind="status",
                   value=self._valid),
            Column("standard", tr("标准"), 150, sortable=False),
            Column("cause", tr("原因"), 120, sortable=False, value=self._why, stretch=True),
            Column("assessors", tr("评估人员"), 210, sortable=False),
            Column("scan", tr("扫描件"), 100, sortable=False, kind="status", value=_scan),
            Column("number", tr("编号"), 160, sortable=False, hidden=True),
        )  # fmt: skip
        made = DataTable(
            "assessments", columns, self._kit.runner, prefs=self._kit.prefs, unit=tr("份"),
            placeholder=tr("日期、等级或评估人员"), multi=True, notify=self._kit.notify,
        )  # fmt: skip
        made.set_empty(
            tr("还没有能力评估。"),
            tr("按国标逐项评估，大约 4 分钟；以前按旧标准做的可以照原文登记。"),
            Action(tr("新评估"), partial(self.asked.emit, "new")),
        )
        self.unfold = parts.button(tr("显示更正前的版本"), "down", "chip")
        self.unfold.setCheckable(True)
        self.unfold.toggled.connect(self._unfolded)
        made.add_tool(self.unfold)
        return made

    def _unfolded(self, on: bool) -> None:
        parts.set_look(self.unfold, "active", "true" if on else "false")
        self._list()

    def _list(self) -> None:
        """Newest first; what was corrected stands under what took its place, when unfolded."""
        shown: list[AssessmentRow] = []
        for row in self._rows:
            shown.append(row)
            if self.unfold.isChecked():
                shown += row.earlier
        self.unfold.setVisible(any(row.earlier for row in self._rows))
        columns = self.table.model.columns
        self._source.now = SequenceSource(shown, columns, identity=lambda row: row.uid)
        self.table.refresh()
        self._allow()

    def _is_replaced(self, row: AssessmentRow) -> bool:
        return all(one.uid != row.uid for one in self._rows)

    def _why(self, row: AssessmentRow) -> str:
        """Its reason; of what was corrected, that it no longer counts."""
        if self._is_replaced(row):
            return tr("└ 已被上面的更正代替")
        if row.state == "void":
            return parts.fill(tr("作废：%1"), row.void_reason)
        if row.corrects:
            return parts.fill(tr("更正：%1"), row.correction_reason)
        return cause_words(row.cause) if row.standard == GB else ""

    def _valid(self, row: AssessmentRow) -> Status:
        if self._is_replaced(row):
            return Status(tr("已更正"), Tone.NEUTRAL, "undo")
        return valid_status(row)

    def _choose_first(self) -> None:
        """What was just added is meant, else the newest until somebody chooses another."""
        ids = self.table.model.ids()
        if self._wanted in ids:
            self.table.select(self._wanted)
            self.table.setFocus()
            self._wanted = ""
        elif self._fresh in ids:
            self.table.select(self._fresh)
            self._fresh = ""
        elif ids and not self.table.selected_ids():
            self.table.select(ids[0])
        self._allow()

    def _allow(self) -> None:
        row = self.chosen()
        draft = row is not None and row.state == "draft"
        head = row is not None and any(one.uid == row.uid for one in self._rows)
        edit, drawn = self._may(Right.EDIT_MEMBERS), self._may(Right.PRINT)
        is_draft = "" if draft else tr("请先选择一份草稿。")
        newest = tr("请先选择一份已完成的评估；更正过的要选更正后的那一份。")
        finished = tr("请先选择一份已完成的评估。")
        self._set("new", edit)
        self._set("older", edit)
        self._set("resume", edit or is_draft)
        self._set("delete", edit or is_draft)
        holds = head and row is not None and row.state == "final"
        self._set("correct", edit or ("" if holds else newest))
        self._set("void", edit or ("" if holds else newest))
        two = tr("有两份已完成的评估才能对比。")
        self._set("compare", "" if len(self._finished()) > 1 else two)
        self._allow_scan(row, edit)
        self._set("print", drawn or ("" if row is not None and not draft else finished))
        last = sorted(_GIVE_WAY, key=lambda key: self.buttons[key].isEnabled())
        self.bar.set_spare((*_RARE, *last))

    def _allow_scan(self, row: AssessmentRow | None, edit: str) -> None:
        """One that is there can be looked at; to add one takes the right and a finished one."""
        there = row is not None and bool(row.scan_uid)
        self.buttons["scan"].setText(tr("看扫描件") if there else tr("加扫描件"))
        self.buttons["scan"].setAccessibleName(self.buttons["scan"].text())
        holds = row is not None and row.state == "final"
        why = tr("请先选择一份已完成的评估，作废的不能再加扫描件。")
        self._set("scan", "" if there else edit or ("" if holds else why))

    def _finished(self) -> list[AssessmentRow]:
        return [one for one in self.listed() if one.state == "final"]

    def _set(self, key: str, why_not: str) -> None:
        self.buttons[key].setEnabled(not why_not)
        self.buttons[key].setToolTip(why_not or _tips().get(key, self.buttons[key].text()))

    def _may(self, right: Right) -> str:
        """Why the account may not; empty when it may."""
        if self._kit.actor().may(right):
            return ""
        words = tr("当前账号没有“%1”的权限，请由中心负责人操作。")
        return parts.fill(words, right.value)


def _tips() -> dict[str, str]:
    return {
        "new": tr("新评估 (Alt+N)"),
        "older": tr("登记旧标准结果"),
        "print": tr("打印"),
        "void": tr("作废：登错了人等，写明原因，记录保留"),
    }


def _day(row: AssessmentRow) -> str:
    return row.assessed_on


def _scan(row: AssessmentRow) -> Status:
    return Status(tr("有"), Tone.NEUTRAL, "document") if row.scan_uid else Status("")


def _points(row: AssessmentRow) -> str:
    return row.other_score if row.total is None else str(row.total)
