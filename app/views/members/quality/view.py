"""The checks with their counts on the left, the people of the chosen one on the right.

A tight window shows them in turns: a check that is clicked, or Enter on it, brings its people.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout

from app.core.numbers import counted
from app.services.data_quality import CHECKS, DataQuality, QualityRow
from app.services.data_quality.checks import BY_KEY, GROUPS
from app.services.rights import Actor
from app.views import parts
from app.views.members.full import FullView
from app.views.theme import Space, Status, Tone, px
from app.views.widgets.low_window import on_tight
from app.views.widgets.panes import PanesLayout
from app.views.widgets.table import Column, DataTable, Filter, SequenceSource, TableQuery
from app.views.widgets.table.columns import Quiet
from app.views.widgets.turns import Turns

if TYPE_CHECKING:
    from app.views.kit import Kit

FOUND, PEOPLE = "checks", "people"
_CHECKS, _PEOPLE = 360, 420
CONCERNS = frozenset(
    {"attendance", "meal", "consent", "household", "household_member", "face_check",
     "terminal_pin", "setting"}
)  # fmt: skip
"""What the checks ask about beside what the list of people shows."""
GATHER_MS = 300
"""Changes that come within this time are one counting."""
TONES = {"missing": Tone.WARN, "impossible": Tone.DANGER, "stale": Tone.WARN, "coming": Tone.INFO}


@dataclass(frozen=True)
class CheckLine:
    """One check and how many people it found."""

    key: str
    group: str
    title: str
    count: int

    @property
    def status(self) -> Status:
        """Its group; 没有 in grey when nobody was found."""
        if not self.count:
            return Status(_tr("没有"), Tone.NEUTRAL, "check")
        return Status(GROUPS[self.group], TONES[self.group])

    def quietly(self, text: str) -> str:
        """``text`` in grey when nobody was found."""
        return text if self.count else Quiet(text)


class QualitySource:
    """Adapts one check of the service to `TableSource`."""

    def __init__(self, quality: DataQuality, actor: Callable[[], Actor], key: str) -> None:
        self._quality, self._actor, self._key = quality, actor, key

    def ids(self, query: TableQuery) -> Sequence[int]:
        """Ids of the people found."""
        down = query.descending != (query.sort == "age")
        community = query.filters.get("community", "")
        return self._quality.ids(self._key, self._actor(), query.sort, down, community)

    def rows(self, ids: Sequence[int]) -> Sequence[QualityRow | None]:
        """Lines of ``ids``."""
        found = {row.id: row for row in self._quality.rows(self._key, ids, self._actor())}
        return [found.get(one) for one in ids]


class QualityView(FullView):
    """Signals: chosen(str key): another check; opened(int id): a line; print_asked(TablePrint);
    outdated(): something changed that the checks ask about, and the view is in sight."""

    chosen = Signal(str)
    opened = Signal(object)
    print_asked = Signal(object)
    outdated = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._order: list[str] = []
        self._changed = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(GATHER_MS)
        self._soon.timeout.connect(self._say_outdated)
        self.checks = DataTable("quality_checks", self._check_columns(), kit.runner)
        self.checks.set_toolbar_visible(False)
        self.checks.setMinimumWidth(px(240))
        self.people = self._people_table(kit)
        self.mend = parts.button(self.tr("去补正"), "edit", tip=self.tr("打开要补正的地方 (Enter)"))
        parts.on_click(self.mend, self._open)
        self.people.add_tool(self.mend)
        self.title = parts.label("", "strong", wrap=True)
        self.turns = Turns(self)
        self._lay_out()
        self.checks.selection_changed.connect(self._choose)
        self.checks.activated.connect(lambda _: self._go_to_people())
        self.checks.view.clicked.connect(lambda _: self._turn_to_people())
        self.people.selection_changed.connect(lambda _: self._enable())
        self.people.loaded.connect(self._people_loaded)
        self._enable()
        self.people.activated.connect(self.opened)
        self.people.print_requested.connect(self.print_asked)
        self.turns.turned.connect(lambda _: self._place_focus())
        self._place_focus()

    def _people_table(self, kit: Kit) -> DataTable:
        made = DataTable(
            "quality_people", self._people_columns(), kit.runner, prefs=kit.prefs,
            filters=(Filter("community", self.tr("社区"), (("", ""),)),), unit=self.tr("人"),
            notify=kit.notify,
        )  # fmt: skip
        made.toolbar.box.hide()
        made.set_printable(True)
        made.set_empty(self.tr("这一项没有要处理的。"))
        return made

    def _lay_out(self) -> None:
        left, right = parts.Card(), parts.Card()
        left.add(self.checks)
        right.add(self.title, self.people)
        for card, table in ((left, self.checks), (right, self.people)):
            card.box.setStretchFactor(table, 1)
        both = PanesLayout()
        both.add(left, 2, _CHECKS)
        both.add(right, 3, _PEOPLE)
        self.turns.add(FOUND, self.tr("检查"), left)
        self.turns.add(PEOPLE, self.tr("老人"), right)
        on_tight(self, self._say_title_once)
        box = parts.bare(QVBoxLayout(self), Space.XS)
        box.addWidget(self.turns)
        box.addLayout(both, 1)

    def way_to_paper(self) -> QAbstractButton:
        """打印 of the people listed."""
        return self.people.toolbar.print

    def data_changed(self, entities: frozenset[str]) -> None:
        """Count anew soon; out of sight only once it is in sight again."""
        if entities & CONCERNS:
            self._changed = True
            if self.isVisible() and not self._soon.isActive():
                self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Back from where something was mended."""
        super().showEvent(event)
        self._say_outdated()

    def _say_outdated(self) -> None:
        if self._changed and self.isVisible():
            self._changed = False
            self.outdated.emit()

    def set_counts(self, counts: Mapping[str, int], key: str) -> None:
        """Show every check with its count, ``key`` chosen; those that found somebody come first.

        Their order stays while the view is open: a check that was cleared must not jump away.
        Neither does the list when the counts come again, nor what was chosen in it meanwhile.
        """
        first = not self._order
        if first:
            self._order = [c.key for c in sorted(CHECKS, key=lambda c: not counts[c.key])]
        ordered = (BY_KEY[key] for key in self._order)
        lines = [CheckLine(c.key, c.group, c.title, counts[c.key]) for c in ordered]
        columns = self.checks.model.columns
        source = SequenceSource(lines, columns, identity=lambda one: one.key)
        self.checks.blockSignals(True)
        self.checks.replace_source(source)
        if first:
            self.checks.point_at(key)
        self.checks.blockSignals(False)

    def set_communities(self, names: Sequence[str]) -> None:
        """What the filter 社区 offers."""
        self.people.set_filter_choices("community", tuple((name, name) for name in names))

    def show_check(self, key: str, source: QualitySource) -> None:
        """Show the people of the check ``key``; `show_people` brings them to the front."""
        self.title.setText(BY_KEY[key].title)
        self.turns.set_text(PEOPLE, BY_KEY[key].title)
        self.people.set_source(source)

    def show_people(self) -> None:
        """The check was chosen elsewhere: its people come first where there is room for one."""
        self.turns.turn(PEOPLE)
        if self.turns.is_turning():
            self.people.setFocus()

    def _turn_to_people(self) -> None:
        """A check was clicked: beside it its people are in sight, in a tight window they come."""
        if self.turns.is_turning():
            self._go_to_people()

    def _go_to_people(self) -> None:
        self.turns.turn(PEOPLE)
        self.people.setFocus()

    def _place_focus(self) -> None:
        """The focus goes to the table that is in front."""
        people = self.turns.is_turning() and self.turns.current() == PEOPLE
        self.setFocusProxy(self.people if people else self.checks)

    def _say_title_once(self, tight: bool) -> None:
        """In a tight window the switch says whose people these are."""
        self.title.setVisible(not tight)

    def _people_loaded(self, count: int) -> None:
        words = parts.fill(self.tr("%1 %2"), self.title.text(), counted(count))
        self.turns.set_text(PEOPLE, words)
        self._enable()

    def _choose(self, ids: tuple[str, ...]) -> None:
        if ids:
            self.chosen.emit(ids[0])

    def _open(self) -> None:
        if (chosen := self.people.current_id()) is not None:
            self.opened.emit(chosen)

    def _enable(self) -> None:
        self.mend.setEnabled(bool(self.people.selected_ids()))

    def _check_columns(self) -> tuple[Column, ...]:
        return (
            Column("status", self.tr("种类"), 108, kind="status", sortable=False),
            Column(
                "title",
                self.tr("检查"),
                150,
                stretch=True,
                sortable=False,
                value=lambda line: line.quietly(line.title),
            ),
            Column(
                "count",
                self.tr("人数"),
                76,
                align="right",
                sortable=False,
                value=lambda line: line.quietly(counted(line.count)),
            ),
        )

    def _people_columns(self) -> tuple[Column, ...]:
        return (
            Column("member_no", self.tr("会员号"), 84),
            Column("name", self.tr("姓名"), 130, sticky=True),
            Column("birth_year", self.tr("出生年份"), 84, sortable=False),
            Column("community", self.tr("社区"), 116),
            Column("detail", self.tr("情况"), 190, stretch=True, sortable=False),
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("QualityView", text)
