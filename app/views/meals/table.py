"""Who ate, newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.core.codes import MealSlot
from app.services.meals import MealRow
from app.views.attendance.live_rows import LiveRows
from app.views.attendance.tables import add_undo, chip
from app.views.store import Store
from app.views.tasks import TaskRunner
from app.views.widgets.table import Column, DataTable, Filter


def _tr(text: str) -> str:
    return QCoreApplication.translate("MealTable", text)


class MealTable(DataTable):
    """Meals of one day in all slots; the chip 餐别 narrows."""

    def __init__(self, runner: TaskRunner, prefs: Store | None) -> None:
        columns = (
            Column("served_at", _tr("时间"), 96, kind="time"),
            Column("name", _tr("姓名"), 160, sticky=True),
            Column("sex", _tr("性别"), 64),
            Column("birth_year", _tr("出生年"), 84),
            Column("community", _tr("社区"), 120),
            Column("slot_label", _tr("餐别"), 84),
            Column("method_label", _tr("方式"), 84),
            Column("price_fen", _tr("餐费（元）"), 104, kind="money", hidden=True),
            Column("note", _tr("备注"), 96, stretch=True, free=True),
        )
        slots = tuple((slot.value, slot.label) for slot in MealSlot)
        filters = (Filter("slot", _tr("餐别"), slots), chip("community", _tr("社区")))
        super().__init__(
            "meals", columns, runner, prefs=prefs, filters=filters, unit=_tr("份"),
            placeholder=_tr("在就餐名单中找"),
        )  # fmt: skip
        self._priced = False
        self.live = LiveRows(self, columns, lambda row: row.uid, ("community",))
        self.undo_button = add_undo(self, _tr("撤销就餐"))

    def set_rows(self, rows: Sequence[MealRow]) -> None:
        """Show ``rows``, given in the order they were served; the last one stands on top.

        The fee is shown as soon as a meal has one; who hides the column is left alone.
        """
        self.live.replace(rows[::-1])
        if not self._priced and any(row.price_fen for row in rows):
            self._priced = True
            self.columns.show("price_fen", True)
