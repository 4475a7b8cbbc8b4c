"""Taking an import back while nothing depends on it, and the list of imports (导入记录)."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.core.clock import local
from app.core.errors import UserError, ValidationProblem
from app.core.progress import Progress, silent
from app.db.session import UnitOfWork
from app.models import (
    Attendance,
    Contact,
    HealthNote,
    ImportRun,
    Member,
    MemberCard,
    MemberClass,
    MemberCode,
    TerminalPin,
)
from app.services.base import Service, pieces
from app.services.classification.words import class_table, mirror, rows_of
from app.services.face_checks.types import UNLINKED
from app.services.members.changing import keys_of
from app.services.members.keys import KEYS_OF_RANGE, replace_keys
from app.services.rights import Actor, Right, requires
from app.services.standing import LINK_OF_CHECK
from app.services.way_back import changed_since, counted_words, moved_on, take_back
from app.services.work_items import reopen_settled

SPAN = "SELECT id FROM member WHERE id BETWEEN :a AND :b AND deleted_at IS NULL"
OWN = (MemberCard, TerminalPin, MemberClass, Contact, HealthNote)
"""What an import itself writes for a new member."""
_LIVING = "SELECT count(*) FROM {} x WHERE x.member_id IN ({}) AND x.deleted_at IS NULL"
TABLES = (
    "attendance", "meal", "assessment", "consent", "membership_period", "attachment",
    "household_member",
)  # fmt: skip
"""Tables whose rows hang on a member and never come from a list."""
CHECKS = (
    "SELECT count(*) FROM face_check c WHERE c.pin IN (SELECT pin FROM terminal_pin p"  # noqa: S608
    f" WHERE p.member_id IN ({SPAN}) AND p.deleted_at IS NULL) AND c.implausible = 0"
    " AND (SELECT q.member_id FROM terminal_pin q"
    f" WHERE q.id = {LINK_OF_CHECK}) BETWEEN :a AND :b"
)
ENTERED = (
    "SELECT count(*) FROM {} x WHERE x.member_id IN ({})"
    " AND x.deleted_at IS NULL AND x.created_at > :made"
)
TOUCHED = (
    "SELECT x.uid FROM {} x WHERE x.member_id IN ({}) AND x.version > 1 AND x.created_at <= :made"
)
EDITED = f"SELECT uid FROM member WHERE id IN ({SPAN}) AND version > 1"  # noqa: S608
MIRRORS = {"member": frozenset({"categories"})}
"""Table → columns that follow from other rows: the words of classes change with the code table."""
GONE = "SELECT count(*) FROM member WHERE id BETWEEN :a AND :b AND deleted_at IS NOT NULL"
LINKED = (
    "SELECT count(*) FROM contact WHERE deleted_at IS NULL"  # noqa: S608
    f" AND linked_member_id IN ({SPAN}) AND member_id NOT IN ({SPAN})"
)
CODES = (
    "SELECT count(*) FROM member_code x WHERE x.deleted_at IS NULL"  # noqa: S608
    f" AND x.member_id IN ({SPAN}) AND coalesce(x.made_on, x.voided_on) IS NOT NULL"
)
"""Paper cards that were printed or made void; not the code that an upgrade gave to everybody."""
PRINTED = (
    "SELECT count(*) FROM document WHERE deleted_at IS NULL"
    " AND member_uid IN (SELECT uid FROM member WHERE id BETWEEN :a AND :b)"
)
WORDS = {
    "attendance": "签到 {} 条", "meal": "就餐 {} 条", "assessment": "能力评估 {} 份",
    "consent": "同意书 {} 份", "membership_period": "会籍变动 {} 条", "attachment": "附件 {} 份",
    "health_note": "健康提示 {} 份", "household_member": "家庭 {} 户",
    "face_check": "已对上的人脸机核验 {} 条", "member": "后来修改过的档案 {} 份",
    "gone": "已合并或删除的档案 {} 份", "merged": "并入的档案 {} 份",
    "member_card": "后来办的卡 {} 张", "member_code": "会员卡 {} 张",
    "terminal_pin": "后来关联的人脸机编号 {} 个",
    "member_class": "后来登记的分类 {} 条", "contact": "后来登记的联系人 {} 位",
    "document": "打印件 {} 份",
}  # fmt: skip
GIVEN_SINCE = (
    "SELECT count(*) FROM attendance a JOIN terminal_pin p ON p.member_id = a.member_id"
    " WHERE p.uid = ? AND a.deleted_at IS NULL AND a.source = 'terminal' AND a.created_at > ?"
    " AND EXISTS (SELECT 1 FROM face_check c WHERE c.pin = p.pin AND c.implausible = 0"
    " AND c.service_date = a.service_date)"
)
"""Days that a terminal has given somebody since, by a number that the import linked."""
QUESTIONS = "work_item"
ANSWERED_NO_MORE = "导入已撤销"
MERGED_INTO = (
    "SELECT count(*) FROM member WHERE merged_into IN"
    " (SELECT uid FROM member WHERE id BETWEEN :a AND :b)"
)
"""Files of others that were merged into new ones: they would be lost with them."""
_BATCH = 1_000


@dataclass(frozen=True)
class ImportRunRow:
    """One import; ``at`` local ``YYYY-MM-DD HH:MM``, ``undone_at`` likewise or ``""``."""

    uid: str
    at: str
    file_name: str
    by: str
    rows: int
    added: int
    updated: int
    duplicates: int
    rejected: int
    undone_at: str


@dataclass(frozen=True)
class UndoneImport:
    """What taking an import back did: people removed from the list, files restored, questions
    that it had answered and that are open again."""

    file_name: str
    removed: int
    restored: int
    reopened: int = 0


class ImportRuns(Service):
    """Looks imports up and takes them back."""

    @requires(Right.LOOK)
    def all(self, actor: Actor) -> list[ImportRunRow]:
        """Every import that wrote something, newest first."""
        with self._db.read() as connection:
            rows = connection.exec_driver_sql(RUNS).all()
        return [
            ImportRunRow(
                r.uid, _local(r.created_at), r.file_name, r.actor_name or "", r.rows, r.added,
                r.updated, r.duplicates, r.rejected, _local(r.undone_at),
            )
            for r in rows
        ]  # fmt: skip

    @requires(Right.IMPORT)
    def undo(
        self, uid: str, reason: str, actor: Actor, progress: Progress = silent
    ) -> UndoneImport:
        """Take the whole import back: one transaction, nobody is left half removed.

        New members become tombstones with their cards, numbers, classes and contacts; what was
        taken over about others is as it was; work items that it settled are open again. Raises
        `UserError` ``not_found``, ``undone``, ``depends`` (what has been entered about these
        people since, and how much), ``taken``; `ValidationProblem` without a reason.
        """
        if not reason.strip():
            raise ValidationProblem({"reason": "请写明为什么撤销这次导入。"})
        with self._db.write(actor, f"撤销导入：{reason.strip()}") as unit:
            run = unit.session.scalars(select(ImportRun).where(ImportRun.uid == uid)).first()
            if run is None:
                raise UserError("not_found", "找不到这次导入。请按 F5 刷新。")
            if run.undone_at is not None:
                raise UserError("undone", "这次导入已经撤销过了。")
            changes = json.loads(run.updates) if run.updates else {}
            questions = changes.pop(QUESTIONS, {})
            _refuse_dependent(unit, run, changes)
            removed = _remove(unit, run, reason.strip(), progress)
            _restore(unit, changes, reason.strip())
            reopened = reopen_settled(unit, questions, ANSWERED_NO_MORE, self._local_now())
            run.undone_at = unit.now
            done = {"removed": removed, "restored": run.updated, "reopened": reopened, "run": uid}
            unit.recorder.note("undo_import", "member", run.file_name, done)
            return UndoneImport(run.file_name, removed, run.updated, reopened)


RUNS = (
    "SELECT r.uid, r.created_at, r.file_name, r.rows, r.added, r.updated, r.duplicates,"
    " r.rejected, r.undone_at, (SELECT e.actor_name FROM audit_event e"
    " WHERE e.entity_uid = r.uid ORDER BY e.id LIMIT 1) AS actor_name"
    " FROM import_run r WHERE r.deleted_at IS NULL ORDER BY r.id DESC"
)


def _local(utc: str | None) -> str:
    if not utc:
        return ""
    moment = dt.datetime.fromisoformat(utc.replace("Z", "+00:00"))
    return local(moment).strftime("%Y-%m-%d %H:%M")


def _refuse_dependent(unit: UnitOfWork, run: ImportRun, changes: dict[str, Any]) -> None:
    """Say what has been entered about the people of the run since, if anything was."""
    found: Counter[str] = Counter()
    if run.first_id is not None and run.last_id is not None:
        found = dependents(unit, run.first_id, run.last_id, run.created_at)
    found["gone"] += _gone(unit, changes)
    found["attendance"] += _given_since(unit, run, changes)
    words = [WORDS[key].format(number) for key, number in found.items() if number]
    since = changed_since(unit, changes, MIRRORS)
    if since:
        words.append(f"更新过的人后来又改了（{counted_words(since)}）")
    if words:
        listed = "、".join(words)
        raise UserError(
            "depends",
            f"不能撤销“{run.file_name}”的导入，名单里的人已经有：{listed}。请逐个修改档案。",
        )


def _gone(unit: UnitOfWork, changes: dict[str, Any]) -> int:
    """Of the people about whom something was taken over, those whose file was merged since."""
    gone = 0
    for part in pieces(list(changes.get("member", {}))):
        statement = select(Member.id).where(Member.uid.in_(part), Member.deleted_at.is_not(None))
        gone += len(unit.session.scalars(statement).all())
    return gone


def _given_since(unit: UnitOfWork, run: ImportRun, changes: dict[str, Any]) -> int:
    """Days that came since through terminal numbers that were taken over about others."""
    new = [uid for uid, columns in changes.get("terminal_pin", {}).items() if columns is None]
    ask = unit.session.connection().exec_driver_sql
    return sum(int(ask(GIVEN_SINCE, (uid, run.created_at)).scalar_one()) for uid in new)


def dependents(unit: UnitOfWork, first: int, last: int, made: str) -> Counter[str]:
    """What hangs on the people with the ids ``first`` to ``last``, taken in at ``made`` (UTC):
    key of `WORDS` → how many. Also the rule of a single registration."""
    found: Counter[str] = Counter()
    values = {"a": first, "b": last, "made": made}
    asked = {table: _LIVING.format(table, SPAN) for table in TABLES}
    asked |= {m.__tablename__: ENTERED.format(m.__tablename__, SPAN) for m in OWN}
    asked |= {
        "member_code": CODES,
        "face_check": CHECKS,
        "gone": GONE,
        "document": PRINTED,
        "merged": MERGED_INTO,
    }
    run_sql = unit.session.connection().exec_driver_sql
    for key, sql in asked.items():
        found[key] = int(run_sql(sql, values).scalar_one())
    found["contact"] += int(run_sql(LINKED, values).scalar_one())
    # What was changed and put back, by whatever way, does not stand in the way.
    touched = {m.__tablename__: TOUCHED.format(m.__tablename__, SPAN) for m in OWN}
    for key, sql in {**touched, "member": EDITED}.items():
        uids = list(run_sql(sql, values).scalars())
        found[key] += len(moved_on(unit, uids, MIRRORS.get(key, ())))
    return found


def _remove(unit: UnitOfWork, run: ImportRun, reason: str, progress: Progress) -> int:
    """Tombstones for the new members and what came with them; their search keys go."""
    if run.first_id is None or run.last_id is None:
        return 0
    said, count = f"撤销导入：{reason}", 0
    people = run.last_id + 1 - run.first_id
    for start in range(run.first_id, run.last_id + 1, _BATCH):
        progress(start - run.first_id, people, "正在撤销导入")
        between = (start, min(start + _BATCH - 1, run.last_id))
        for model in (*OWN, MemberCode):
            unit.recorder.bulk_bury(model, _ids(unit, model, model.member_id, between), said)
        count += unit.recorder.bulk_bury(Member, _ids(unit, Member, Member.id, between), said)
    progress(people, people, "正在撤销导入")
    # Whoever came since stands outside; nobody within is on the list any more.
    connection = unit.session.connection()
    connection.exec_driver_sql(KEYS_OF_RANGE, (run.first_id, run.last_id))
    return count


def _ids(unit: UnitOfWork, model: Any, member_id: Any, between: tuple[int, int]) -> list[int]:
    """Local keys of the living rows of ``model`` that belong to these members."""
    statement = select(model.id).where(member_id.between(*between), model.deleted_at.is_(None))
    return list(unit.session.scalars(statement.order_by(model.id)))


def _restore(unit: UnitOfWork, changes: dict[str, Any], reason: str) -> None:
    """What was taken over about others as it was."""
    if not changes:
        return
    uids = list(changes.get("member", {}))
    members = [unit.session.scalars(select(Member).where(Member.uid == uid)).one() for uid in uids]
    before = [key for member in members for key in keys_of(member)]
    take_back(unit, changes, f"撤销导入：{reason}", MIRRORS)
    _mirror_classes(unit, [m for m in members if "categories" in (changes["member"][m.uid] or ())])
    entered = [uid for uid, columns in changes.get("attendance", {}).items() if columns is None]
    for part in pieces(entered):
        for row in unit.session.scalars(select(Attendance).where(Attendance.uid.in_(part))):
            # Another link of the number may bring the day back.
            row.deleted_reason = UNLINKED
    replace_keys(unit, before, [key for member in members for key in keys_of(member)])


def _mirror_classes(unit: UnitOfWork, members: Sequence[Member]) -> None:
    """The words of the classes as the code table has them now, not as it had them before."""
    table, today = class_table(unit), local(dt.datetime.fromisoformat(unit.now)).date()
    for member in members:
        if rows_of(unit, member.id):
            mirror(unit, member, table, today)
