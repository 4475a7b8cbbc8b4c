"""The forms of a household: who joins, how people are related, where the house is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.core.clock import Clock
from app.core.names import told_apart
from app.services.household_heads import HEAD
from app.services.households import (
    ChangeHousehold,
    HouseholdFile,
    HouseholdPerson,
    Neighbour,
)
from app.views import parts
from app.views.members.tabs.contact_form import RELATION_HELP, relation_choices, relation_words
from app.views.members.tabs.household_steps import Met
from app.views.tasks import TaskRunner
from app.views.theme import Space
from app.views.widgets.flow import FlowLayout
from app.views.widgets.form import Field, Form
from app.views.widgets.member_picker import MemberPicker


class JoinForm(Form):
    """Chooses another member and says how whoever comes is related to the head.

    Args:
        neighbours: people at the same address, one button each.
        newcomer: the other person joins this house; otherwise this one joins theirs.
        meet: called with the uid of whoever was chosen; answers with `know`.

    Attributes:
        chosen_uid: the other person; empty until one was chosen.
    """

    def __init__(
        self,
        neighbours: Sequence[Neighbour],
        find: Callable[[str], Sequence[Any]],
        runner: TaskRunner,
        clock: Clock,
        *,
        newcomer: bool,
        meet: Callable[[str], None],
    ) -> None:
        whose = _tr("他与户主的关系") if newcomer else _tr("本人与户主的关系")
        field = Field("relation", whose, "search", choices=relation_choices(), required=True,
                      also=relation_words(), placeholder=_tr("如 妻、配偶、qi"), help=RELATION_HELP,
                      width="full")  # fmt: skip
        super().__init__((field,), clock=clock, save_text=_tr("归到一户"))
        self.chosen_uid, self._meet = "", meet
        self.picker = MemberPicker(find, runner, placeholder=_tr("家里的另一位会员：姓名或拼音"))
        self.picker.chosen.connect(
            lambda hit: self._choose(hit.uid, told_apart(hit.name, hit.birth_year, hit.community))
        )
        self.words = parts.label(_tr("还没有选人。"), "second", wrap=True)
        near = QWidget()
        flow = FlowLayout(near, Space.S)
        self.near: dict[str, QWidget] = {}
        for one in neighbours:
            made = parts.button(_near(one), "house", "chip")
            parts.on_click(made, partial(self._choose, one.uid, who(one)))
            self.near[one.uid] = made
            flow.addWidget(made)
        near.setVisible(bool(neighbours))
        self._box.insertWidget(
            1, parts.column(parts.label(_tr("和谁是一家"), "body"), self.picker, near, self.words)
        )
        self.setFocusProxy(self.picker)

    def is_dirty(self) -> bool:
        """Also when only a person was chosen."""
        return super().is_dirty() or bool(self.chosen_uid and self.isVisible())

    def submit(self) -> None:
        """Ask for a person first."""
        if not self.chosen_uid:
            self.set_errors({"person": _tr("请先选择家里的另一位会员。")})
            self.picker.setFocus()
            return
        super().submit()

    def mark_saved(self) -> None:
        """Nothing is left to lose."""
        self.chosen_uid = ""
        super().mark_saved()

    def _choose(self, uid: str, name: str) -> None:
        self.chosen_uid = uid
        self.words.setText(parts.fill(_tr("已选：%1"), name))
        self.editor("relation").setFocus()
        self._meet(uid)

    def know(self, uid: str, met: Met) -> None:
        """Say who the head is, and what does not fit about ``uid``, while they are chosen."""
        if uid != self.chosen_uid:
            return
        lines = (self.words.text(), met.head, met.doubt)
        self.words.setText("\n".join(line for line in lines if line))


class RelationForm(Form):
    """How one person is related to the head."""

    def __init__(self, person: HouseholdPerson, clock: Clock) -> None:
        field = Field("relation", _tr("与户主的关系"), "search", width="full", required=True,
                      choices=relation_choices(head=True), also=relation_words(),
                      help=RELATION_HELP)  # fmt: skip
        super().__init__((field,), clock=clock)
        self.set_values({"relation": person.relation or HEAD})


class HouseForm(Form):
    """Address, community and note of a house."""

    def __init__(self, house: HouseholdFile, clock: Clock) -> None:
        super().__init__(
            (
                Field("address", _tr("地址"), width="full", max_length=200),
                Field("community", _tr("社区"), width="full", max_length=60),
                Field("note", _tr("备注（一户一策）"), "note", width="full", max_length=200),
            ),
            clock=clock,
        )
        self._house = house
        self.set_values(
            {"address": house.address, "community": house.community, "note": house.note}
        )

    def command(self, values: Mapping[str, Any]) -> ChangeHousehold:
        """What the service is told."""
        return ChangeHousehold(self._house.uid, self._house.version, **values)


def who(one: Neighbour) -> str:
    """A neighbour, told from namesakes."""
    return told_apart(one.name, one.birth_year, one.community)


def _near(one: Neighbour) -> str:
    return " ".join(bit for bit in (who(one), one.household) if bit)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Household", text)
