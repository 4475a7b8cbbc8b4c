"""The classification service."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from app.core.dates import age_of
from app.core.errors import UserError, ValidationProblem
from app.db.session import UnitOfWork
from app.models import Member, MemberClass
from app.services.base import Service, chunks
from app.services.classification import words
from app.services.classification.effect import RuleEffect, effect_of
from app.services.classification.priority import (
    Priority,
    PriorityRule,
    priority_of,
    repeated_faults,
    rule_faults,
    rules_from,
    rules_to,
)
from app.services.classification.types import ClassRow, MemberClasses, SaveClass
from app.services.codes import Code, merged_table
from app.services.members.loading import load_member
from app.services.rights import SYSTEM, Actor, Right, internal, requires
from app.services.settings import Settings, put

TEXT_LIMIT = 200
RULES = "priority_rules"


class Classification(Service):
    """Gives people classes, ends them, says who is 重点 and why."""

    # -- reading --------------------------------------------------------------------------

    @requires(Right.LOOK)
    def of(self, member_uid: str, actor: Actor) -> MemberClasses:
        """The classes of one member. Raises `UserError` ``not_found``."""
        with self._db.read() as connection:
            member = connection.execute(
                select(Member.id).where(Member.uid == member_uid, Member.deleted_at.is_(None))
            ).first()
            if member is None:
                raise UserError("not_found", "找不到这位老人的档案，可能已被删除。请刷新名单。")
            found = connection.execute(
                select(MemberClass.__table__)
                .where(MemberClass.member_id == member.id, MemberClass.deleted_at.is_(None))
                .order_by(MemberClass.from_on.desc(), MemberClass.id.desc())
            ).all()
            table = merged_table(connection, words.TABLE)
        names = {entry.code: entry.name for entry in table}
        rows = tuple(_row(row, names, self._today()) for row in found)
        priority = self.priorities((member.id,), actor)[member.id]
        return MemberClasses(member_uid, rows, priority)

    @requires(Right.LOOK)
    def priorities(self, ids: Sequence[int], actor: Actor) -> dict[int, Priority]:
        """Priority of many members at once, by local id; ids that have gone are left out."""
        rules, today = self.rules(actor), self._today()
        columns = (
            Member.id, Member.categories, Member.birth_date, Member.ability_level, Member.living,
        )  # fmt: skip
        made: dict[int, Priority] = {}
        with self._db.read() as connection:
            table = merged_table(connection, words.TABLE)
            names = {entry.code: entry.name for entry in table}
            for part in chunks(list(ids)):
                for row in connection.execute(select(*columns).where(Member.id.in_(part))):
                    codes, _ = words.codes_of(row.categories, table)
                    made[row.id] = priority_of(
                        codes, age_of(row.birth_date, today), row.ability_level,
                        row.living or "", rules, names,
                    )  # fmt: skip
        return made

    @requires(Right.LOOK)
    def rules(self, actor: Actor) -> tuple[PriorityRule, ...]:
        """The rule that decides 重点, as it stands."""
        return rules_from(Settings(self._db).get(RULES))

    @requires(Right.SETTINGS)
    def effect_of(self, rules: Sequence[PriorityRule], actor: Actor) -> RuleEffect:
        """What `set_rules` with ``rules`` would change; a faulty rule raises as there."""
        before = self.rules(actor)
        with self._db.read() as connection:
            table = merged_table(connection, words.TABLE)
            if faults := rule_faults(rules, {entry.code for entry in table}):
                raise ValidationProblem(faults)
            return effect_of(connection, table, before, rules, self._today())

    # -- writing --------------------------------------------------------------------------

    @requires(Right.EDIT_MEMBERS)
    def save(self, command: SaveClass, actor: Actor) -> str:
        """Give a class or change one; returns its uid.

        Raises `ValidationProblem`; `UserError` ``changed_meanwhile``, ``not_found``.
        """
        with self._db.write(actor, "分类保障") as unit:
            member = load_member(unit, command.member_uid)
            table = words.class_table(unit)
            row = _load(unit, command.uid, command.version) if command.uid else None
            others = [one for one in words.rows_of(unit, member.id) if one is not row]
            if row is not None and row.member_id != member.id:
                raise UserError("not_found", "这条分类不是这位老人的。请按 F5 刷新。")
            if faults := _faults(command, table, others, row, member):
                raise ValidationProblem(faults)
            if row is None:
                row = words.new_row(member.id, command.code, table, None)
                unit.session.add(row)
            _fill(row, command, table)
            unit.session.flush()
            words.mirror(unit, member, table, self._today())
            return row.uid

    @requires(Right.EDIT_MEMBERS)
    def close(self, uid: str, last_day: dt.date, actor: Actor) -> None:
        """End a class: ``last_day`` is the last one it holds. Raises `ValidationProblem`."""
        with self._db.write(actor, "分类到期") as unit:
            row = _load(unit, uid)
            if row.from_on is not None and last_day.isoformat() < row.from_on:
                raise ValidationProblem({"to_on": "最后一天早于开始日期，请核对。"})
            if self._again(unit, row, last_day.isoformat()):
                raise ValidationProblem({"to_on": "那时已经又给过同一类，请核对最后一天。"})
            row.to_on = last_day.isoformat()
            self._mirror(unit, row)

    @requires(Right.EDIT_MEMBERS)
    def reopen(self, uid: str, actor: Actor) -> None:
        """Take an end back. Raises `ValidationProblem` when the class was given anew since."""
        with self._db.write(actor, "撤销到期") as unit:
            row = _load(unit, uid)
            if self._again(unit, row, None):
                raise ValidationProblem({"to_on": "后来又给过同一类，不能撤销。"})
            row.to_on = None
            self._mirror(unit, row)

    @requires(Right.EDIT_MEMBERS)
    def remove(self, uid: str, reason: str, actor: Actor) -> None:
        """Take back what was entered by mistake; `restore` undoes it."""
        with self._db.write(actor, reason) as unit:
            row = _load(unit, uid)
            row.deleted_at, row.deleted_reason = unit.now, reason or None
            self._mirror(unit, row)

    @requires(Right.EDIT_MEMBERS)
    def restore(self, uid: str, actor: Actor) -> None:
        """Undo `remove`. Raises ``not_found``, ``given_anew``."""
        with self._db.write(actor, "撤销删除") as unit:
            row = unit.session.scalars(select(MemberClass).where(MemberClass.uid == uid)).first()
            if row is None:
                raise UserError("not_found", "这条分类已经不在了。请按 F5 刷新。")
            if self._again(unit, row, row.to_on):
                raise UserError("given_anew", "后来又给过同一类，不能恢复。请修改后来的那一条。")
            row.deleted_at = row.deleted_reason = None
            self._mirror(unit, row)

    @requires(Right.SETTINGS)
    def set_rules(self, rules: Sequence[PriorityRule], actor: Actor) -> None:
        """Decide anew who is 重点. Raises `ValidationProblem` (``<place>.<field>``), also for a
        rule that stands there already."""
        before = rules_from(Settings(self._db).get(RULES))
        with self._db.write(actor, "修改重点对象规则") as unit:
            known = {entry.code for entry in words.class_table(unit)}
            if faults := repeated_faults(rules, before) | rule_faults(rules, known):
                raise ValidationProblem(faults)
            put(unit, RULES, rules_to(rules))
            unit.touch("member")

    @internal
    def entry_changed(self, unit: UnitOfWork, table: str, code: str) -> None:
        """A class has another name or stands on another axis: the rows and the files that hold it
        say so, in the same transaction."""
        if table != words.TABLE:
            return
        unit.session.flush()
        entries, today = words.class_table(unit), self._today()
        held = select(MemberClass).where(
            MemberClass.code == code, MemberClass.deleted_at.is_(None)
        )  # fmt: skip
        axis, holders = words.axis_of(code, entries), set[int]()
        for row in unit.session.scalars(held):
            holders.add(row.member_id)
            if row.axis != axis:
                row.axis = axis
        for part in chunks(sorted(holders)):
            living = select(Member).where(Member.id.in_(part), Member.deleted_at.is_(None))
            for member in unit.session.scalars(living):
                words.mirror(unit, member, entries, today)

    @internal
    def catch_up(self) -> int:
        """Let the files follow the days that passed: what began or ended without anybody's hand.

        Returns how many files changed; nothing is written when none did.
        """
        today = self._today()
        with self._db.read() as connection:
            stale = _stale(connection, today)
        if not stale:
            return 0
        with self._db.write(SYSTEM, "分类按日期生效") as unit:
            table = words.class_table(unit)
            for part in chunks(stale):
                for member in unit.session.scalars(select(Member).where(Member.id.in_(part))):
                    words.mirror(unit, member, table, today)
        return len(stale)

    def _again(self, unit: UnitOfWork, row: MemberClass, ends: str | None) -> bool:
        """Whether the member has the same class another time on a day until ``ends``."""
        others = (one for one in words.rows_of(unit, row.member_id) if one is not row)
        return any(_overlap(row.code, row.from_on, ends, one) for one in others)

    def _mirror(self, unit: UnitOfWork, row: MemberClass) -> None:
        unit.session.flush()
        member = unit.session.get_one(Member, row.member_id)
        words.mirror(unit, member, words.class_table(unit), self._today())


def _stale(connection: Connection, today: dt.date) -> list[int]:
    """Members whose words are not what holds today.

    Only those are looked at who have a day of beginning or end between the last change of a row
    and today; every change of a row brings the words up to its own day.
    """
    day, changed = today.isoformat(), func.substr(MemberClass.updated_at, 1, 10)
    began = and_(MemberClass.from_on <= day, MemberClass.from_on > changed)
    ended = and_(MemberClass.to_on < day, MemberClass.to_on >= changed)
    turned = select(MemberClass.member_id).where(
        MemberClass.deleted_at.is_(None), or_(began, ended)
    )
    rows = connection.execute(
        select(
            Member.id, Member.categories, MemberClass.code, MemberClass.from_on, MemberClass.to_on
        )
        .join(MemberClass, MemberClass.member_id == Member.id)
        .where(Member.id.in_(turned), Member.deleted_at.is_(None), MemberClass.deleted_at.is_(None))
        .order_by(Member.id)
    ).all()
    table = merged_table(connection, words.TABLE)
    found = []
    for member_id, group in groupby(rows, key=lambda row: row.id):
        own = list(group)
        codes = {row.code for row in own if words.in_force(row, today)}
        if (own[0].categories or None) != words.words_of(codes, table):
            found.append(member_id)
    return found


def _row(row: Any, names: Mapping[str, str], today: dt.date) -> ClassRow:
    day = today.isoformat()
    standing = "coming" if (row.from_on or "") > day else "now"
    if row.to_on is not None and row.to_on < day:
        standing = "past"
    return ClassRow(
        row.uid, row.version, row.axis, row.code, names.get(row.code, row.code),
        row.from_on or "", row.to_on or "", row.evidence_no or "", row.decided_by or "",
        row.note or "", standing,
    )  # fmt: skip


def _load(unit: UnitOfWork, uid: str, version: int | None = None) -> MemberClass:
    row = unit.session.scalars(
        select(MemberClass).where(MemberClass.uid == uid, MemberClass.deleted_at.is_(None))
    ).first()
    if row is None:
        raise UserError("not_found", "这条分类已经不在了。请按 F5 刷新。")
    if version is not None and row.version != version:
        raise UserError("changed_meanwhile", "这条分类刚被别人修改过。请按 F5 刷新后再改。")
    return row


def _fill(row: MemberClass, command: SaveClass, table: Sequence[Code]) -> None:
    row.code, row.axis = command.code, words.axis_of(command.code, table)
    row.from_on = command.from_on.isoformat() if command.from_on else None
    row.to_on = command.to_on.isoformat() if command.to_on else None
    row.evidence_no = command.evidence_no.strip() or None
    row.decided_by = command.decided_by.strip() or None
    row.note = command.note.strip() or None


def _faults(
    command: SaveClass,
    table: Sequence[Code],
    others: Sequence[MemberClass],
    row: MemberClass | None,
    member: Member,
) -> dict[str, str]:
    faults = {}
    offered = {entry.code for entry in table if entry.active} | ({row.code} if row else set())
    if command.code not in offered:
        faults["code"] = "请选择类别。"
    if command.from_on and command.to_on and command.to_on < command.from_on:
        faults["to_on"] = "最后一天早于开始日期，请核对。"
    starts = command.from_on.isoformat() if command.from_on else None
    if starts and starts < (member.birth_date or ""):
        faults["from_on"] = f"早于出生日期 {member.birth_date}，请核对年份。"
    ends = command.to_on.isoformat() if command.to_on else None
    if any(_overlap(command.code, starts, ends, one) for one in others):
        faults["code"] = "这段时间里已经有同一类，请修改那一条，或者错开日期。"
    for key in ("evidence_no", "decided_by", "note"):
        if len(getattr(command, key)) > TEXT_LIMIT:
            faults[key] = f"太长了，最多 {TEXT_LIMIT} 个字。"
    return faults


def _overlap(code: str, starts: str | None, ends: str | None, other: MemberClass) -> bool:
    """Whether ``other`` is the same class on a day of the stretch; None is open."""
    if other.code != code:
        return False
    before = ends is not None and ends < (other.from_on or "")
    after = other.to_on is not None and other.to_on < (starts or "")
    return not (before or after)
