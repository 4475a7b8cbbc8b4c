"""The tab 分类保障: five axes as five cards, and the priority that follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.services.classification import ClassRow, MemberClasses, Priority
from app.services.codes import AXES, Code
from app.views import parts
from app.views.members.tabs.class_form import ClassForm, EndForm
from app.views.members.tabs.frame import TabContext
from app.views.members.tabs.working import WorkingTab, filled
from app.views.theme import Space, Status, Tone, px
from app.views.widgets.flow import FlowLayout

_CARD = 300


@dataclass(frozen=True)
class Shown:
    """What the tab loads."""

    classes: MemberClasses
    codes: tuple[Code, ...]


class ClassesTab(WorkingTab):
    """Every value with its dates and its evidence; what is over stands below in grey."""

    def __init__(self, context: TabContext) -> None:
        super().__init__(context)
        self._codes: tuple[Code, ...] = ()
        self._wanted = ""
        self.priority = parts.StatusLabel(role="strong", wrap=True)
        self.rule_words = parts.label(
            self.tr("重点或一般按“设置 › 重点对象规则”得出，随类别、年龄和能力等级变化。"),
            "small", wrap=True,
        )  # fmt: skip
        head = parts.Card()
        head.add(self.priority, self.rule_words)
        holder = QWidget()
        flow = FlowLayout(holder, Space.M, columns=3, top=True)
        self.cards = {axis: AxisCard(axis, title) for axis, title in AXES.items()}
        for axis, card in self.cards.items():
            parts.on_click(card.give, partial(self._edit, axis, None))
            flow.addWidget(card)
        filled(self, head, holder, _spring())

    def _fetch(self, uid: str) -> Shown:
        app, actor = self._app, self._kit.actor()
        return Shown(app.classification.of(uid, actor), app.codes.table("classes", every=True))

    def _show(self, found: Shown) -> None:
        self._codes = found.codes
        self.priority.set_status(_priority(found.classes.priority))
        may = self.may_edit()
        for axis, card in self.cards.items():
            lines = [self._line(row, may=may) for row in found.classes.on_axis(axis)]
            card.set_lines(lines, may=may)

        if self._wanted:
            self.point_at(self._wanted)

    def point_at(self, entry: str) -> None:
        """Mark the class ``entry`` and bring it into sight, once it is loaded."""
        lines = [line for card in self.cards.values() for line in card.lines]
        found = next((line for line in lines if line.row.uid == entry), None)
        self._wanted = entry if found is None else ""
        for line in lines:
            parts.set_look(line, "pointed", "true" if line is found else "false")
        if found is not None:
            if found.buttons:
                next(iter(found.buttons.values())).setFocus()
            parts.bring_into_sight_soon(found)

    def _line(self, row: ClassRow, *, may: bool) -> ClassLine:
        line = ClassLine(row)
        if may:
            line.add("edit", self.tr("修改"), partial(self._edit, row.axis, row))
            if row.standing == "past":
                line.add("undo", self.tr("恢复"), partial(self._reopen, row))
            else:
                line.add("end", self.tr("结束"), partial(self._end, row))
            line.add("delete", self.tr("删除"), partial(self._remove, row))
        return line

    # --- changing -------------------------------------------------------------------------

    def _edit(self, axis: str, row: ClassRow | None) -> None:
        app, actor, file = self._app, self._kit.actor(), self._file
        if file is None:
            return
        offered = [code for code in self._codes if code.group == axis]
        form = ClassForm(offered, row, self._kit.clock)

        def save(values: dict[str, Any]) -> None:
            command = form.command(file.uid, values)
            work = partial(app.classification.save, command, actor)
            new = row is None
            self._submit(
                form, work, self.tr("分类已保存。"),
                what=self.tr("增加分类") if new else "", take_back=take_back if new else None,
            )  # fmt: skip

        def take_back(made: str) -> None:
            app.classification.remove(made, self.tr("增加后马上撤销"), actor)

        form.submitted.connect(save)
        words = self.tr("增加：%1") if row is None else self.tr("修改：%1")
        self._sheet(parts.fill(words, AXES[axis] if row is None else row.name), form)

    def _end(self, row: ClassRow) -> None:
        app, actor = self._app, self._kit.actor()
        form = EndForm(self._kit.clock)

        def save(values: dict[str, Any]) -> None:
            self._submit(
                form,
                lambda: app.classification.close(row.uid, values["to_on"], actor),
                parts.fill(self.tr("%1已填上最后一天。"), row.name),
                lambda: app.classification.reopen(row.uid, actor),
                parts.fill(self.tr("结束%1"), row.name),
            )

        form.submitted.connect(save)
        self._sheet(parts.fill(self.tr("结束：%1"), row.name), form)

    def _reopen(self, row: ClassRow) -> None:
        app, actor = self._app, self._kit.actor()
        self._run(
            lambda: app.classification.reopen(row.uid, actor),
            parts.fill(self.tr("%1已恢复，没有到期日。"), row.name),
        )

    def _remove(self, row: ClassRow) -> None:
        app, actor = self._app, self._kit.actor()
        self._run(
            lambda: app.classification.remove(row.uid, self.tr("录错"), actor),
            parts.fill(self.tr("已删除%1。"), row.name),
            lambda: app.classification.restore(row.uid, actor),
            parts.fill(self.tr("删除%1"), row.name),
        )


class AxisCard(parts.Card):
    """One axis: its values, and a button to add one."""

    def __init__(self, axis: str, title: str) -> None:
        super().__init__()
        self.axis = axis
        self.give = parts.button(self.tr("增加"), "add", "quiet")
        self.give.setAccessibleName(f"{title}：{self.give.text()}")
        self.give.hide()  # until it is known what there is to give
        self.lines: list[ClassLine] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(px(Space.M))
        self.none = parts.label(self.tr("没有"), "second")
        self.setMinimumWidth(px(_CARD))
        self.add(parts.row(parts.label(title, "strong"), None, self.give), self.none)
        self.box.addLayout(self._lines)
        self.box.addStretch(1)

    def set_lines(self, lines: Sequence[ClassLine], *, may: bool) -> None:
        """Show exactly ``lines``; those that are as they were stay, and the page where it is."""
        known = {(line.row, *line.buttons): line for line in self.lines}
        self.lines = [known.pop((line.row, *line.buttons), line) for line in lines]
        went = next((one.row.uid for one in known.values() if one.has_focus()), None)
        with parts.standing_still(self):
            parts.clear(self._lines, self.lines)
            for line in self.lines:
                self._lines.addWidget(line)
                line.show()
            self.none.setVisible(not lines)
            self.give.setVisible(may)
            if went is not None:
                self._keep_focus(went)

    def _keep_focus(self, uid: str) -> None:
        """On the line of before as it is now, else on the button that adds one."""
        line = next((one for one in self.lines if one.row.uid == uid), None)
        made = self.give if line is None else next(iter(line.buttons.values()), self.give)
        made.setFocus()


class ClassLine(QFrame):
    """One value: word and state, dates, evidence, and what can be done with it."""

    def __init__(self, row: ClassRow) -> None:
        super().__init__()
        self.setProperty("role", "entry")
        self.row = row
        self.buttons: dict[str, QPushButton] = {}
        self._tools = parts.bare(QHBoxLayout(), 0)
        top = parts.bare(QHBoxLayout(), Space.XS)
        name = parts.StatusLabel(_standing(row), role="strong", wrap=True)
        top.addWidget(name, 1)
        top.addLayout(self._tools)
        box = parts.bare(QVBoxLayout(self), 2)
        box.addLayout(top)
        self.words = [dates(row), *filter(None, (row.evidence_no, row.decided_by, row.note))]
        for words in self.words:
            box.addWidget(parts.label(words, "small", wrap=True, selectable=True))

    def has_focus(self) -> bool:
        """Whether the focus is on one of its buttons."""
        return any(made.hasFocus() for made in self.buttons.values())

    def add(self, key: str, text: str, act: Any) -> None:
        """A button at the end of the line."""
        made = parts.on_click(parts.button(text, kind="quiet"), act)
        made.setAccessibleName(f"{text}{self.row.name}")
        self.buttons[key] = made
        self._tools.addWidget(made)


def dates(row: ClassRow) -> str:
    """``2026-01-01 至 2026-06-30``; an open end says so in words."""
    if row.from_on and row.to_on:
        return parts.fill(_tr("%1 至 %2"), row.from_on, row.to_on)
    if row.to_on:
        return parts.fill(_tr("到 %1 为止"), row.to_on)
    return parts.fill(_tr("%1 起"), row.from_on) if row.from_on else _tr("起始日期未填")


def _standing(row: ClassRow) -> Status:
    if row.standing == "past":
        return Status(parts.fill(_tr("%1（已到期）"), row.name), Tone.NEUTRAL, "clock")
    if row.standing == "coming":
        return Status(parts.fill(_tr("%1（还没开始）"), row.name), Tone.INFO, "waiting")
    return Status(row.name, Tone.OK, "check")


def _priority(priority: Priority) -> Status:
    tone = Tone.WARN if priority.high else Tone.NEUTRAL
    return Status(priority.text, tone, "bell" if priority.high else "neutral")


def _spring() -> QWidget:
    """Takes the room that is left, so that cards stand at the top."""
    return parts.column(None)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Classes", text)
