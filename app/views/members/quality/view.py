"""The checks with their counts on the left, the people of the chosen one on the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.numbers import counted
from app.services.data_quality import CHECKS, DataQuality, QualityRow
from app.services.data_quality.checks import BY_KEY, GROUPS
from app.services.rights import Actor
from app.views import parts
from app.views.members.full import FullView
from app.views.theme import Status, Tone, px
from app.views.widgets.panes import PanesLayout
from app.views.widgets.table import Column, DataTable, Filter, SequenceSource, TableQuery
from app.views.widgets.table.columns import Quiet

if TYPE_CHECKING:
    from app.views.kit import Kit

_CHECKS, _PEOPLE, _LEAST = 360, 420, 320
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
    """Signals: chosen(str key): another check; opened(int id): a line; print_asked(TablePrint)."""

    chosen = Signal(str)
    opened = Signal(object)
    print_asked = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._order: list[str] = []
        self.checks = DataTable("quality_checks", self._check_columns(), kit.runner)
        self.checks.set_toolbar_visible(False)
        self.checks.setMinimumWidth(px(240))
        self.people = DataTable(
            "quality_people", self._people_columns(), kit.runner, prefs=kit.prefs,
            filters=(Filter("community", self.tr("社区"), (("", ""),)),), unit=self.tr("人"),
            notify=kit.notify,
        )  # fmt: skip
        self.people.toolbar.box.hide()
        self.mend = parts.button(self.tr("去补正"), "edit", tip=self.tr("打开要补正的地方 (Enter)"))
        parts.on_click(self.mend, self._open)
        self.people.add_tool(self.mend)
        self.people.set_printable(True)
        self.people.set_empty(self.tr("这一项没有要处理的。"))
        self.title = parts.label("", "strong", wrap=True)
        left, right = parts.Card(), parts.Card()
        left.add(self.checks)
        right.add(self.title, self.people)
        holder = QWidget()
        both = PanesLayout(holder)
        both.add(left, 2, _CHECKS)
        both.add(right, 3, _PEOPLE)
        for pane in (left, right):
            pane.setMinimumHeight(px(_LEAST))
        parts.bare(QVBoxLayout(self), 0).addWidget(parts.scroll(holder))
        self.checks.selection_changed.connect(self._choose)
        self.people.selection_changed.connect(lambda _: self._enable())
        self.people.loaded.connect(lambda _: self._enable())
        self._enable()
        self.people.activated.connect(self.opened)
        self.people.print_requested.connect(self.print_asked)
        self.setFocusProxy(self.checks)

    def set_counts(self, counts: Mapping[str, int], key: str) -> None:
        """Show every check with its count, ``key`` chosen; those that found somebody come first.

        Their order stays while the view is open: a check that was cleared must not jump away.
        """
        if not self._order:
            self._order = [c.key for c in sorted(CHECKS, key=lambda c: not counts[c.key])]
        ordered = (BY_KEY[key] for key in self._order)
        lines = [CheckLine(c.key, c.group, c.title, counts[c.key]) for c in ordered]
        columns = self.checks.model.columns
        self.checks.blockSignals(True)
        self.checks.set_source(SequenceSource(lines, columns, identity=lambda one: one.key))
        self.checks.select(key)
        self.checks.blockSignals(False)

    def set_communities(self, names: Sequence[str]) -> None:
        """What the filter 社区 offers."""
        self.people.set_filter_choices("community", tuple((name, name) for name in names))

    def show_check(self, key: str, source: QualitySource) -> None:
        """Show the people of the check ``key``."""
        self.title.setText(BY_KEY[key].title)
        self.people.set_source(source)

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
