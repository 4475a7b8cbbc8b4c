"""What was taken back of a file: cards, consents, periods and classes.

A row that was entered by mistake becomes a tombstone, one that was changed by mistake is set back.
Both stand in the audit with who and when; here they become lines of the kind they belong to.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Connection

from app.core.codes import MemberState
from app.services.base import pieces
from app.services.codes import merged_table
from app.services.memberships.departures import ENDED
from app.services.timeline.moments import moment
from app.services.timeline.sources import Person, marks, to_file
from app.services.timeline.traces import Found
from app.services.timeline.types import TimelineEvent

EVENTS = (
    "SELECT entity_uid, at, actor_name, changes, reason FROM audit_event"
    " WHERE entity_uid IN ({marks}) AND action = 'update' ORDER BY id DESC"
)
BACK = ("撤销", "解挂")
"""How the names of the gestures begin that set something back."""
ELSEWHERE = ("合并档案", "撤销合并", "撤销导入", "导入名单")
"""Gestures about whole files, which have a line of their own."""
SAME_DAY = "当天恢复"
"""Why a period went that had no day left: nobody took it back, the person came."""

GONE_BACK = "退出已撤销"
"""Why a pause goes on that a departure had ended."""

Pairs: TypeAlias = Mapping[str, tuple[Any, Any]]
"""Column → (before, after)."""
Set: TypeAlias = Callable[[str, Pairs], str]
"""(what the row is called, what changed) → the line, ``""`` for none."""


@dataclass(frozen=True)
class Kind:
    """How a table's rows are called and what setting one back is called."""

    kind: str
    tab: str
    sql: str
    codes: str
    set_back: Set


def _card(name: str, pairs: Pairs) -> str:
    before, after = pairs.get("state", ("", ""))
    words = {"lost": "挂失", "replaced": "补办", "returned": "退卡"}
    if before in words and after == "issued":
        return f"{words[before]}已撤销：{name}"
    if after in words:
        return f"解挂已撤销：{name}" if before == "issued" else f"补办已撤销：{name}"
    return f"有效期的改动已撤销：{name}" if "valid_until" in pairs else ""


def _consent(name: str, pairs: Pairs) -> str:
    return f"撤回{name}已撤销" if "withdrawn_on" in pairs and not pairs["withdrawn_on"][1] else ""


def _period(name: str, pairs: Pairs) -> str:
    if "to_on" in pairs and pairs["to_on"][0] and not pairs["to_on"][1]:
        return f"恢复在册已撤销（{name}照旧）"
    return f"{name}的日期已改回" if {"from_on", "to_on"} & set(pairs) else ""


def _class(name: str, pairs: Pairs) -> str:
    return f"{name}到期已撤销" if "to_on" in pairs and not pairs["to_on"][1] else ""


KINDS = (
    Kind("card", "membership", "SELECT uid, kind, '', number FROM member_card", "cards", _card),
    Kind("consent", "consents", "SELECT uid, kind, '', '' FROM consent", "consents", _consent),
    Kind("membership", "membership", "SELECT uid, reason, state, '' FROM membership_period",
         "membership_reasons", _period),
    Kind("class", "classes", "SELECT uid, code, '', '' FROM member_class", "classes", _class),
)  # fmt: skip
MADE = {"card": "发卡", "consent": "签署", "membership": "", "class": "列为"}
"""The gesture that a tombstone takes back; before the name."""


def undone(kind: str) -> Callable[[Connection, Person], Iterator[Found]]:
    """The lines of ``kind`` (of `KINDS`) about what was taken back, or put back after all."""
    known = next(one for one in KINDS if one.kind == kind)

    def read(connection: Connection, person: Person) -> Iterator[Found]:
        return _read(connection, person, known)

    return read


def _read(connection: Connection, person: Person, kind: Kind) -> Iterator[Found]:
    found = connection.exec_driver_sql(f"{kind.sql} WHERE member_id = ?", (person.id,)).all()
    if not found:
        return
    words = {entry.code: entry.name for entry in merged_table(connection, kind.codes)}
    names = {row[0]: _name(kind, row, words) for row in found}
    departures = {row[0] for row in found if row[2] == MemberState.LEFT}
    for part in pieces(list(names)):
        sql = EVENTS.format(marks=marks(part))
        events = connection.exec_driver_sql(sql, tuple(part)).all()
        gone_back = {
            (at, who) for uid, at, who, changes, _ in events
            if uid in departures and _pairs(changes).get("deleted_at", ("", ""))[1]
        }  # fmt: skip
        for uid, at, who, changes, reason in events:
            pairs, beside = _pairs(changes), uid not in departures and (at, who) in gone_back
            text = _goes_on(names[uid], pairs) if beside else ""
            if text := text or _line(kind, names[uid], pairs, reason):
                tab = to_file(person.uid, kind.tab, uid)
                yield TimelineEvent(moment(at), kind.kind, text, who, "members", tab), "", ""


def _pairs(changes: str) -> Pairs:
    found = json.loads(changes).items()
    return {key: (pair[0], pair[1]) for key, pair in found if isinstance(pair, list)}


def _goes_on(name: str, pairs: Pairs) -> str:
    """Of a pause that goes on because the departure that had ended it was taken back."""
    again = "deleted_at" in pairs and not pairs["deleted_at"][1]
    return f"{name}照旧（{GONE_BACK}）" if again or "to_on" in pairs else ""


def _name(kind: Kind, row: Any, words: Mapping[str, str]) -> str:
    _, code, state, number = row
    word = words.get(code or "", code or "")
    if kind.kind == "card":
        return f"{word or '卡'} {number}"
    if state:
        label = MemberState(state).label
        return f"{label}（{word}）" if word else label
    return word


def _line(kind: Kind, name: str, pairs: Pairs, reason: str) -> str:
    if reason.startswith(ELSEWHERE):
        return ""
    if "deleted_at" in pairs:
        made = f"{MADE[kind.kind]}{' ' if kind.kind == 'card' else ''}{name}"
        if not pairs["deleted_at"][1]:
            return f"{made}：撤销后又恢复"
        why = pairs.get("deleted_reason", ("", ""))[1]
        if why == SAME_DAY:
            return f"恢复在册（{name}当天结束）"
        if why == ENDED:
            return f"{name}{ENDED}"
        return f"{made}已撤销{_why(reason)}"
    if not reason.startswith(BACK):
        return ""
    if reason.startswith("解挂"):
        return f"解挂：{name}"
    return kind.set_back(name, pairs)


def _why(reason: str) -> str:
    return "" if not reason or reason.startswith(BACK) else f"（原因：{reason}）"
