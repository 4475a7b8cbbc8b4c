"""The few events of a file: assessments, cards, consents, periods, classes, prints, merges."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from app.core.codes import ABILITY_LEVELS, MemberState
from app.services.codes import merged_table
from app.services.timeline.sources import Person, moment, to_file
from app.services.timeline.types import TimelineEvent

ASSESSMENTS = (
    "SELECT number, standard, state, assessed_on, final_level, other_level, corrects"
    " FROM assessment WHERE member_id = ? AND deleted_at IS NULL"
)
CARDS = (
    "SELECT number, state, issued_on, kind, ended_on, end_reason, created_at FROM member_card"
    " WHERE member_id = ? AND deleted_at IS NULL"
)
CONSENTS = (
    "SELECT kind, signed_by, signer_name, signed_on, until, withdrawn_on, withdrawn_reason"
    " FROM consent WHERE member_id = ? AND deleted_at IS NULL"
)
PERIODS = (
    "SELECT state, from_on, to_on, reason, note FROM membership_period WHERE member_id = ?"
    " AND deleted_at IS NULL"
)
CLASSES = (
    "SELECT code, from_on, to_on, evidence_no FROM member_class WHERE member_id = ?"
    " AND deleted_at IS NULL"
)
PRINTS = (
    "SELECT number, form, pages, made_by, created_at FROM document WHERE member_uid = ?"
    " AND sha256 IS NOT NULL"
)
MERGES = (
    "SELECT g.kept_uid, g.merged_uid, g.created_at, g.undone_at, o.name, o.member_no"
    " FROM member_merge g LEFT JOIN member o ON o.uid ="
    " CASE g.kept_uid WHEN ?1 THEN g.merged_uid ELSE g.kept_uid END"
    " WHERE (g.kept_uid = ?1 OR g.merged_uid = ?1) AND g.deleted_at IS NULL"
)
CARD_ENDS = {"lost": "挂失", "replaced": "补办，旧卡停用", "returned": "退卡"}


def assessments(connection: Connection, person: Person) -> Iterator[TimelineEvent]:
    """Ability assessments; unfinished ones are called so."""
    for number, standard, state, on, level, other, corrects in connection.exec_driver_sql(
        ASSESSMENTS, (person.id,)
    ):
        result = other or ("" if level is None else f"{level} 级 {ABILITY_LEVELS[level]}")
        word = "能力评估未完成" if state != "final" else "更正评估" if corrects else "能力评估"
        said = f"{word}：{result}" if result and state == "final" else word
        text = f"{said}（{standard}，{number}）"
        yield TimelineEvent(on, "assessment", text, *_tab(person, "assessment"))


def cards(connection: Connection, person: Person) -> Iterator[TimelineEvent]:
    """Cards given out and ended."""
    rows = connection.exec_driver_sql(CARDS, (person.id,)).all()
    names = _names(connection, "cards") if rows else {}
    for number, state, issued, kind, ended, reason, created in rows:
        word = names.get(kind or "", kind or "卡")
        began = issued or moment(created)
        yield TimelineEvent(began, "card", f"发{word} {number}", *_tab(person, "membership"))
        if state != "issued" and ended:
            why = f"（{reason}）" if reason else ""
            text = f"{CARD_ENDS.get(state, '停用')}：{word} {number}{why}"
            yield TimelineEvent(ended, "card", text, *_tab(person, "membership"))


def consents(connection: Connection, person: Person) -> Iterator[TimelineEvent]:
    """Consents signed, withdrawn, run out."""
    rows = connection.exec_driver_sql(CONSENTS, (person.id,)).all()
    names = _names(connection, "consents") if rows else {}
    today = dt.date.max.isoformat()
    for kind, by, name, on, until, withdrawn, why in rows:
        title, tab = names.get(kind, kind), _tab(person, "consents")
        signer = "本人" if by == "self" else f"监护人 {name}"
        yield TimelineEvent(on, "consent", f"签署{title}（{signer}）", *tab)
        if withdrawn:
            reason = f"（{why}）" if why else ""
            yield TimelineEvent(withdrawn, "consent", f"撤回{title}{reason}", *tab)
        elif until and until < today:
            yield TimelineEvent(until, "consent", f"{title}有效到这一天", *tab)


def periods(connection: Connection, person: Person) -> Iterator[TimelineEvent]:
    """What the membership went through; a state begins on the day it says."""
    rows = connection.exec_driver_sql(PERIODS, (person.id,)).all()
    names = _names(connection, "membership_reasons") if rows else {}
    joined = connection.exec_driver_sql("SELECT joined_on FROM member WHERE id = ?", (person.id,))
    if first := joined.scalar():
        yield TimelineEvent(first, "membership", "入会", *_tab(person, "membership"))
    for state, from_on, to_on, reason, note in rows:
        tab = _tab(person, "membership")
        why = "，".join(bit for bit in (names.get(reason or "", reason or ""), note) if bit)
        word = MemberState(state).label
        yield TimelineEvent(from_on, "membership", f"{word}（{why}）" if why else word, *tab)
        if to_on:
            after = (dt.date.fromisoformat(to_on) + dt.timedelta(days=1)).isoformat()
            yield TimelineEvent(after, "membership", f"恢复在册（{word}结束）", *tab)


def classes(connection: Connection, person: Person) -> Iterator[TimelineEvent]:
    """Classes given and ended; one of which nobody knows since when is not on the line."""
    rows = connection.exec_driver_sql(CLASSES, (person.id,)).all()
    names = _names(connection, "classes") if rows else {}
    for code, from_on, to_on, evidence in rows:
        word, tab = names.get(code, code), _tab(person, "classes")
        if from_on:
            text = f"列为{word}" + (f"（依据 {evidence}）" if evidence else "")
            yield TimelineEvent(from_on, "class", text, *tab)
        if to_on:
            yield TimelineEvent(to_on, "class", f"{word}到这一天为止", *tab)


def prints(connection: Connection, person: Person) -> Iterator[TimelineEvent]:
    """Papers that were printed for this person."""
    for uid in person.uids:
        for number, form, pages, who, at in connection.exec_driver_sql(PRINTS, (uid,)):
            text = f"打印 {number}（{pages or 0} 页）"
            argument = {"number": number, "form": form}
            yield TimelineEvent(moment(at), "print", text, who, "printing", argument)


def merges(connection: Connection, person: Person) -> Iterator[TimelineEvent]:
    """Files that were put together with this one, and taken apart again."""
    for kept, _, at, undone, name, number in connection.exec_driver_sql(MERGES, (person.uid,)):
        other = f"{name or ''}（{number or ''}）"
        word = f"并入档案 {other}" if kept == person.uid else f"并入了 {other}"
        yield TimelineEvent(moment(at), "merge", word, "", "", {})
        if undone:
            yield TimelineEvent(moment(undone), "merge", f"撤销合并：{other}", "", "", {})


def _names(connection: Connection, table: str) -> dict[str, str]:
    return {entry.code: entry.name for entry in merged_table(connection, table)}


def _tab(person: Person, tab: str) -> tuple[str, str, Any]:
    """Who (not known), page and argument of an event that a tab of the file shows."""
    return "", "members", to_file(person.uid, tab)
