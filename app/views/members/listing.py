"""The list of members: columns, filters, what it says when it is empty."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.codes import ABILITY_LEVELS, LEGACY_ABILITY, MemberState
from app.core.names import told_apart
from app.services.members import MemberRow
from app.services.members.listing import AGE_BANDS, HIGH, LAPSED, ORDINARY, UNASSESSED
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
        multi=True,
        notify=notify,
    )
    return made


def _columns() -> tuple[Column, ...]:
    return (
        Column("member_no", _tr("会员号"), 84),
        Column("name", _tr("姓名"), 208, sticky=True, value=_name),
        Column("sex", _tr("性别"), 60),
        Column("age", _tr("年龄"), 60, kind="number", value=_age),
        Column("id_masked", _tr("证件号"), 164, sortable=False),
        Column("phone_masked", _tr("电话"), 112),
        Column("community", _tr("社区"), 116),
        Column("categories", _tr("人员类别"), 80, stretch=True),
        Column("ability", _tr("能力等级"), 88),
        Column("card", _tr("卡号"), 130, hidden=True),
        Column("birth_year", _tr("出生年份"), 84, hidden=True),
        Column("priority", _tr("重点"), 150, sortable=False, hidden=True),
        Column("last_seen", _tr("最近一次来"), 112, hidden=True),
        Column("assessed_on", _tr("评估日期"), 112, hidden=True),
        Column("valid_until", _tr("评估有效期"), 112, hidden=True),
        Column("state", _tr("状态"), 82, kind="status", value=_state),
    )


def _filters() -> tuple[Filter, ...]:
    levels = tuple((str(level), word) for level, word in enumerate(ABILITY_LEVELS))
    legacy = tuple((word, _tr("自理情况（旧）：") + word) for word in LEGACY_ABILITY)
    unknown = ((UNASSESSED, _tr("未评估")), (LAPSED, _tr("评估过期")))
    return (
        Filter("community", _tr("社区"), (("", ""),)),
        Filter("class", _tr("类别"), groups=((_tr("类别"), (("", ""),)),)),
        Filter("ability", _tr("能力等级"), levels + unknown + legacy),
        Filter("state", _tr("状态"), tuple((s.value, s.label) for s in MemberState)),
        Filter("age", _tr("年龄"), age_bands()),
        Filter("priority", _tr("重点"), ((HIGH, _tr("重点")), (ORDINARY, _tr("一般")))),
    )


def age_bands() -> tuple[tuple[str, str], ...]:
    """(value, words) of the age bands (domain §6.6)."""
    words = {"-59": _tr("60 岁以下"), "100": _tr("100 岁及以上")}
    return tuple((key, words.get(key) or f"{low}–{high - 1} 岁")
                 for key, (low, high) in AGE_BANDS.items())  # fmt: skip


def _name(row: MemberRow) -> str:
    """The name; of namesakes with the year of birth, the community has a column of its own."""
    return told_apart(row.name, row.birth_year) if row.namesake else row.name


def _age(row: MemberRow) -> object:
    """A number, or 约 and the number where only the year of birth is known."""
    return row.age_text if row.age_about else row.age


def _state(row: MemberRow) -> Status:
    return state_status(row.state)


def _tr(text: str) -> str:
    return QCoreApplication.translate("MemberList", text)
