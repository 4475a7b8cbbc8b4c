"""The recovery phrase: shown once, printed, and checked by typing two of its groups."""

from __future__ import annotations

import random

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.views import parts
from app.views.setup.panel import Problem, enter_clicks
from app.views.theme import Space, px

_PER_LINE = 2
_GROUP = 4


def groups_of(phrase: str) -> tuple[str, ...]:
    """The ten groups of a recovery phrase."""
    return tuple(phrase.split("-"))


class PhraseCard(QWidget):
    """Shows a phrase, then asks for two of its groups while it is out of sight.

    Args:
        rng: chooses the two groups asked for.

    Signals:
        print_asked(): put the sheet on paper.
        confirmed(): both groups were typed rightly.
    """

    print_asked = Signal()
    confirmed = Signal()

    def __init__(self, phrase: str, rng: random.Random | None = None) -> None:
        super().__init__()
        self.groups = groups_of(phrase)
        chosen = (rng or random.SystemRandom()).sample(range(len(self.groups)), 2)
        self.asked = tuple(sorted(chosen))
        self.problem = Problem()
        self.look = self._make_look()
        self.check = self._make_check()
        box = parts.bare(QVBoxLayout(self), Space.M)
        box.addWidget(self.look)
        box.addWidget(self.check)
        self.show_phrase()

    def show_phrase(self) -> None:
        """Show the groups (again)."""
        self.check.hide()
        self.look.show()
        self.setFocusProxy(self.print_button)
        self.print_button.setFocus()

    def ask(self) -> None:
        """Hide the groups and ask for two of them."""
        self.look.hide()
        self.check.show()
        self.problem.say("")
        for field in self.fields:
            field.clear()
        self.setFocusProxy(self.fields[0])
        self.fields[0].setFocus()

    def verify(self) -> None:
        """Compare what was typed; say which group is wrong."""
        wrong = [
            str(at + 1)
            for at, field in zip(self.asked, self.fields, strict=True)
            if "".join(filter(str.isdigit, field.text())) != self.groups[at]
        ]
        if not wrong:
            self.confirmed.emit()
            return
        text = self.tr("第 %1 组和纸上的不一样，请对照纸再输入一次。")
        self.problem.say(parts.fill(text, "、".join(wrong)))
        self.fields[0].setFocus()

    def _make_look(self) -> QWidget:
        words = self.tr(
            "数据已经加密。电脑坏了、换了或重装后，只有这十组数字能打开数据和备份。"
            "请打印出来锁进柜子；这里只显示这一次，不要拍照，不要发到微信。"
        )
        self.print_button = parts.button(self.tr("打印这一页"), "printing", "primary")
        self.next_button = parts.button(self.tr("已打印或抄好，下一步"))
        enter_clicks(self.print_button, self.next_button)
        parts.on_click(self.print_button, self.print_asked.emit)
        parts.on_click(self.next_button, self.ask)
        return parts.column(
            parts.label(words, wrap=True),
            self._make_groups(),
            parts.row(self.print_button, self.next_button, None),
            spacing=Space.M,
        )

    def _make_groups(self) -> QWidget:
        card = parts.Card(padding=Space.M)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(Space.XL))
        grid.setVerticalSpacing(px(Space.XS))
        for at, group in enumerate(self.groups):
            number = parts.label(f"{at + 1}", "second")
            number.setFixedWidth(px(32))
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            value = parts.label(group, "title")
            line = parts.row(number, value, None, spacing=Space.M)
            grid.addWidget(line, at // _PER_LINE, at % _PER_LINE)
        card.box.addLayout(grid)
        return card

    def _make_check(self) -> QWidget:
        self.fields: list[QLineEdit] = []
        places = []
        for at in self.asked:
            field = QLineEdit()
            field.setMaxLength(_GROUP + 2)
            field.setFixedWidth(px(160))
            name = parts.fill(self.tr("第 %1 组"), at + 1)
            field.setAccessibleName(name)
            field.returnPressed.connect(self._enter)
            self.fields.append(field)
            places.append(parts.column(parts.label(name), field, spacing=Space.XS))
        self.done_button = parts.button(self.tr("核对"), "check", "primary")
        again = parts.button(self.tr("再看一次"), "back", "quiet")
        enter_clicks(self.done_button, again)
        parts.on_click(self.done_button, self.verify)
        parts.on_click(again, self.show_phrase)
        return parts.column(
            parts.label(self.tr("请看着打印或抄写的那张纸，输入下面两组数字："), wrap=True),
            parts.row(*places, None, spacing=Space.L),
            self.problem,
            parts.row(self.done_button, again, None),
            spacing=Space.M,
        )

    def _enter(self) -> None:
        """Enter goes to the second field, then checks."""
        if self.fields[0].hasFocus() and not self.fields[1].text():
            self.fields[1].setFocus()
        else:
            self.verify()
