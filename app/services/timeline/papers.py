"""The few events of a file: assessments, cards, consents, periods, classes, papers, merges.

Most have a date alone; when they were written down, and by whom, is in the audit: each comes with
the row that tells (`traces.Found`).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection
from sqlalchemy import text as text_of

from app.core.codes import ABILITY_LEVELS, MemberState
from app.services.base import pieces
from app.services.codes import merged_table
from app.services.members.listing import NEWEST
from app.services.memberships.departures import ENDED
from app.services.paper_names import paper_word
from app.services.timeline.moments import moment
from app.services.timeline.sources import Person, marks, to_file
from app.services.timeline.traces import Found
from app.services.timeline.types import TimelineEvent

ASSESSMENTS = (
    "SELECT uid, number, standard, state, assessed_on, final_level, other_level, corrects,"
    " updated_at, deleted_reason FROM assessment WHERE member_id = ? AND deleted_at IS NULL"
)
VALID = (
    "SELECT a.uid, a.valid_until FROM member m, assessment a WHERE m.id = :m"  # noqa: S608
    f" AND a.id = (SELECT a.id {NEWEST})"
)
"""The newest finished assessment and its last day."""
CARDS = (
    "SELECT uid, number, state, issued_on, kind, ended_on, end_reason, valid_until, created_at"
    " FROM member_card WHERE member_id = ? AND deleted_at IS NULL"
)
CONSENTS = (
    "SELECT uid, kind, signed_by, signer_name, signed_on, until, withdrawn_on, withdrawn_reason"
    " FROM consent WHERE member_id = ? AND deleted_at IS NULL"
)
PERIODS = (
    "SELECT uid, state, from_on, to_on, reason, note FROM membership_period WHERE member_id = ?"
    " AND deleted_at IS NULL"
)
CLASSES = (
    "SELECT uid, code, from_on, to_on, evidence_no FROM member_class WHERE member_id = ?"
    " AND deleted_at IS NULL"
)
PRINTS = (
    "SELECT uid, number, form, pages, made_by, created_at FROM document WHERE member_uid = ?"
    " AND sha256 IS NOT NULL"
)
TAKEN_OUT = (
    "SELECT entity_uid, action, at, actor_name, changes FROM audit_event"
    " WHERE entity_uid IN ({marks}) AND action IN ('print', 'save', 'reprint')"
)
"""What became of a paper after it was made."""
MERGES = (
    "SELECT g.uid, g.kept_uid, g.merged_uid, g.created_at, g.undone_at, o.name, o.member_no"
    " FROM member_merge g LEFT JOIN member o ON o.uid ="
    " CASE g.kept_uid WHEN ?1 THEN g.merged_uid ELSE g.kept_uid END"
    " WHERE (g.kept_uid = ?1 OR g.merged_uid = ?1) AND g.deleted_at IS NULL"
)
OUT = {"print": "打印", "save": "保存为文件：", "reprint": "再次取出"}
CARD_ENDS = {"lost": "挂失", "replaced": "补办，旧卡停用", "returned": "退卡"}


def assessments(connection: Connection, person: Person) -> Iterator[Found]:
    """Ability assessments, unfinished ones are called so; the last day of the newest."""
    rows = connection.exec_driver_sql(ASSESSMENTS, (person.id,))
    for uid, number, standard, state, on, level, other, corrects, changed, why in rows:
        result = other or ("" if level is None else f"{level} 级 {ABILITY_LEVELS[level]}")
        word = "能力评估未完成" if state == "draft" else "更正评估" if corrects else "能力评估"
        said = f"{word}：{result}" if result and state != "draft" else word
        void, tab = "，已作废" if state == "void" else "", _tab(person, "assessment", uid)
        text = f"{said}（{standard}，{number}{void}）"
        if void:
            ended = f"作废能力评估 {number}" + (f"（原因：{why}）" if why else "")
            yield TimelineEvent(moment(changed), "assessment", ended, *tab), uid, "deleted_reason"
        # Of one that was taken back since, `state` would tell when that was.
        yield TimelineEvent(on, "assessment", text, *tab), uid, "final_level" if void else "state"
    for uid, until in connection.execute(text_of(VALID), {"m": person.id}):
        if until:
            tab = _tab(person, "assessment", uid)
            yield TimelineEvent(until, "assessment", "能力评估有效到这一天", *tab), "", ""


def cards(connection: Connection, person: Person) -> Iterator[Found]:
    """Cards given out and ended, and the last day of those in use."""
    rows = connection.exec_driver_sql(CARDS, (person.id,)).all()
    names = _names(connection, "cards") if rows else {}
    for uid, number, state, issued, kind, ended, reason, until, created in rows:
        word, tab = names.get(kind or "", kind or "卡"), _tab(person, "membership", uid)
        if state != "issued" and ended:
            why = f"（{reason}）" if reason else ""
            text = f"{CARD_ENDS.get(state, '停用')}：{word} {number}{why}"
            yield TimelineEvent(ended, "card", text, *tab), uid, "state"
        elif state == "issued" and until:
            yield TimelineEvent(until, "card", f"{word} {number} 有效到这一天", *tab), "", ""
        at = issued or moment(created)
        yield TimelineEvent(at, "card", f"发{word} {number}", *tab), uid, ""


def consents(connection: Connection, person: Person) -> Iterator[Found]:
    """Consents signed, withdrawn, run out."""
    rows = connection.exec_driver_sql(CONSENTS, (person.id,)).all()
    names = _names(connection, "consents") if rows else {}
    for uid, kind, by, name, on, until, withdrawn, why in rows:
        title, tab = names.get(kind, kind), _tab(person, "consents", uid)
        signer = "本人" if by == "self" else f"监护人 {name}"
        if withdrawn:
            reason = f"（{why}）" if why else ""
            event = TimelineEvent(withdrawn, "consent", f"撤回{title}{reason}", *tab)
            yield event, uid, "withdrawn_on"
        elif until:
            yield TimelineEvent(until, "consent", f"{title}有效到这一天", *tab), "", ""
        yield TimelineEvent(on, "consent", f"签署{title}（{signer}）", *tab), uid, ""


def periods(connection: Connection, person: Person) -> Iterator[Found]:
    """What the membership went through; a state begins on the day it says."""
    rows = connection.exec_driver_sql(PERIODS, (person.id,)).all()
    names = _names(connection, "membership_reasons") if rows else {}
    joined = connection.exec_driver_sql("SELECT joined_on FROM member WHERE id = ?", (person.id,))
    if first := joined.scalar():
        event = TimelineEvent(first, "membership", "入会", *_tab(person, "membership"))
        yield event, person.uid, ""
    leaving = {row.from_on for row in rows if row.state == MemberState.LEFT}
    for uid, state, from_on, to_on, reason, note in rows:
        tab = _tab(person, "membership", uid)
        named = names.get(reason or "", reason or "")
        why = "，".join(bit for bit in (named, note) if bit)
        word = MemberState(state).label
        text = f"{word}（{why}）" if why else word
        yield TimelineEvent(from_on, "membership", text, *tab), uid, ""
        if to_on:
            after = (dt.date.fromisoformat(to_on) + dt.timedelta(days=1)).isoformat()
            ended = f"恢复在册（{word}结束）"
            if after in leaving:  # nobody came back: the departure ended it
                ended = f"{f'{word}（{named}）' if named else word}{ENDED}"
            yield TimelineEvent(after, "membership", ended, *tab), uid, "to_on"


def classes(connection: Connection, person: Person) -> Iterator[Found]:
    """Classes given and ended; one of which nobody knows since when is not on the line."""
    rows = connection.exec_driver_sql(CLASSES, (person.id,)).all()
    names = _names(connection, "classes") if rows else {}
    for uid, code, from_on, to_on, evidence in rows:
        word, tab = names.get(code, code), _tab(person, "classes", uid)
        if from_on:
            text = f"列为{word}" + (f"（依据 {evidence}）" if evidence else "")
            yield TimelineEvent(from_on, "class", text, *tab), uid, ""
        if to_on:
            yield TimelineEvent(to_on, "class", f"{word}到这一天为止", *tab), uid, "to_on"


def prints(connection: Connection, person: Person) -> Iterator[Found]:
    """Papers that were made for this person (生成), printed and saved: each when it happened.

    Of one second the later first.
    """
    made: dict[str, tuple[str, str, int]] = {}
    began: list[Found] = []
    for owner in person.uids:
        for uid, number, form, pages, who, at in connection.exec_driver_sql(PRINTS, (owner,)):
            made[uid] = number, form, pages or 0
            began.append((_paper("生成", made[uid], pages, at, who), "", ""))
    for part in pieces(list(made)):
        sql = TAKEN_OUT.format(marks=marks(part))
        for uid, action, at, who, details in connection.exec_driver_sql(sql, tuple(part)):
            pages = json.loads(details).get("pages")
            yield _paper(OUT[action], made[uid], pages, at, who), "", ""
    yield from began


def _paper(
    verb: str, paper: tuple[str, str, int], pages: int | None, at: str, who: str
) -> TimelineEvent:
    number, form, all_pages = paper
    # What is saved is the whole.
    count = f"（{pages or all_pages} 页）" if verb in ("生成", "打印") else ""
    text = f"{verb}{paper_word(form)} {number}{count}"
    argument = {"number": number, "form": form}
    return TimelineEvent(moment(at), "print", text, who, "printing", argument)


def merges(connection: Connection, person: Person) -> Iterator[Found]:
    """Files that were put together with this one, and taken apart again."""
    rows = connection.exec_driver_sql(MERGES, (person.uid,))
    for uid, kept, _, at, undone, name, number in rows:
        other = f"{name or ''}（{number or ''}）"
        word = f"并入档案 {other}" if kept == person.uid else f"并入了 {other}"
        place = ("", "members", {"merges": "all"})
        yield TimelineEvent(moment(at), "merge", word, *place), uid, ""
        if undone:
            event = TimelineEvent(moment(undone), "merge", f"撤销合并：{other}", *place)
            yield event, uid, "undone_at"


def _names(connection: Connection, table: str) -> dict[str, str]:
    return {entry.code: entry.name for entry in merged_table(connection, table)}


def _tab(person: Person, tab: str, entry: str = "") -> tuple[str, str, Any]:
    """Who (not known), page and argument of an event that a tab of the file shows."""
    return "", "members", to_file(person.uid, tab, entry)
