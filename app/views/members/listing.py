"""The list of members: columns, filters, what it says when it is empty."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.codes import ABILITY_LEVELS, CATEGORIES, LEGACY_ABILITY, MemberState
from app.services.members import MemberRow
from app.views.notify import Notifier
from app.views.store import Store
from app.views.tasks import TaskRunner
from app.views.theme import Status, Tone
from app.views.widgets.table import Column, DataTable, Filter

STATE_TONES = {
    MemberState.REGISTERED.label: Tone.INFO,
    MemberState.ACTIVE.label: Tone.OK,
    MemberState.PAUSED.label: Tone.WARN,
    MemberState.LEFT.label: Tone.NEUTRAL,
}


def state_status(word: str) -> Status:
    """A membership's state (在册) as icon, word and colour."""
    return Status(word, STATE_TONES.get(word, Tone.NEUTRAL))


def member_table(runner: TaskRunner, notify: Notifier, prefs: Store) -> DataTable:
    """The table of the page 老人."""
    made = DataTable(
        "members",
        _columns(),
        runner,
        prefs=prefs,
        filters=_filters(),
        unit=_tr("人"),
        placeholder=_tr("姓名、拼音、电话尾号、卡号"),
        notify=notify,
    )
    return made


def _columns() -> tuple[Column, ...]:
    return (
        Column("member_no", _tr("会员号"), 84),
        Column("name", _tr("姓名"), 208),
        Column("sex", _tr("性别"), 60),
        Column("age", _tr("年龄"), 60, kind="number"),
        Column("id_masked", _tr("证件号"), 164, sortable=False),
        Column("phone_masked", _tr("电话"), 112, sortable=False),
        Column("community", _tr("社区"), 116),
        Column("categories", _tr("人员类别"), 80, sortable=False, stretch=True),
        Column("ability", _tr("能力"), 88),
        Column("card", _tr("卡号"), 130, sortable=False, hidden=True),
        Column("state", _tr("状态"), 82, kind="status", sortable=False, value=_state),
    )


def _filters() -> tuple[Filter, ...]:
    levels = tuple((str(level), word) for level, word in enumerate(ABILITY_LEVELS))
    legacy = tuple((word, _tr("旧分类：") + word) for word in LEGACY_ABILITY)
    return (
        Filter("community", _tr("社区"), (("", ""),)),
        Filter("category", _tr("类别"), tuple((word, word) for word in CATEGORIES)),
        Filter("ability", _tr("能力"), levels + legacy),
        Filter("state", _tr("状态"), tuple((s.value, s.label) for s in MemberState)),
    )


def _state(row: MemberRow) -> Status:
    return state_status(row.state)


def _tr(text: str) -> str:
    return QCoreApplication.translate("MemberList", text)
