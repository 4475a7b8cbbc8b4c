"""The merging service: one transaction puts two files together, another takes them apart."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from app.core.canonical import canonical, digest
from app.core.clock import local
from app.core.errors import UserError, ValidationProblem
from app.core.names import told_apart
from app.db.session import Database, UnitOfWork
from app.models import (
    Attendance,
    Contact,
    HealthNote,
    HouseholdMember,
    Member,
    MemberCard,
    MemberClass,
    MemberMerge,
    MembershipPeriod,
)
from app.services import contacts
from app.services.assessments.mirror import assessed_level, mirror_level, unassessed_level
from app.services.base import Service, stamp
from app.services.classification import words
from app.services.members.changing import keys_of
from app.services.members.keys import replace_keys
from app.services.members.loading import load_member
from app.services.members.types import state_text
from app.services.memberships.rows import mirror as mirror_state
from app.services.memberships.rows import pins_of
from app.services.merging.beside import fields_beside, notes_beside, read_beside
from app.services.merging.fields import chosen_values, fields_of
from app.services.merging.houses import refuse_two_heads
from app.services.merging.rows import close_questions, count_moves, move_rows
from app.services.merging.sheets import refuse_two_cards
from app.services.merging.standing import refuse_two_at_once
from app.services.merging.types import (
    MergePreview,
    MergeResult,
    MergeRow,
    MergeSide,
    MoveCount,
)
from app.services.rights import Actor, Right, requires
from app.services.way_back import Journal, take_back, watching

PinLinked = Callable[[UnitOfWork, str, int], object]
"""Called when a terminal number changed hands: (open transaction, pin, member id)."""

MIRRORS = {
    "member": (
        "categories", "ability_level", "emergency_contact", "emergency_phone", "state", "left_on",
        "name_sort", "community_sort",
    ),
    "contact": ("emergency_order",),
    "work_item": ("closed_at", "resolution"),
}  # fmt: skip
"""Columns that follow from other rows: they may change after a merge without being in its way."""
DECIDED = (MemberClass, HouseholdMember, HealthNote, Contact, MembershipPeriod, MemberCard)
"""Rows beside the file that a person decides about; what else is entered meanwhile moves too."""
LONGEST_REASON = 200
MERGES = (
    "SELECT g.uid, g.created_at, g.undone_at, g.kept_uid, k.name AS kept_name,"
    " k.birth_date AS kept_birth, k.community AS kept_community, k.member_no AS kept_no,"
    " m.name AS merged_name, m.birth_date, m.community, m.member_no,"
    " (SELECT e.actor_name FROM audit_event e WHERE e.entity_uid = g.uid ORDER BY e.id LIMIT 1)"
    " AS actor_name FROM member_merge g"
    " JOIN member k ON k.uid = g.kept_uid JOIN member m ON m.uid = g.merged_uid"
    " WHERE g.deleted_at IS NULL ORDER BY g.id DESC"
)


class Merging(Service):
    """Puts two files of one person together and takes them apart again."""

    def __init__(self, db: Database, pin_linked: PinLinked | None = None) -> None:
        super().__init__(db)
        self._pin_linked = pin_linked

    @requires(Right.EDIT_MEMBERS)
    def preview(self, kept_uid: str, merged_uid: str, actor: Actor) -> MergePreview:
        """Both files field by field, which value wins, and what changes hands.

        Raises `UserError` ``not_found``, ``same_file``.
        """
        _refuse_same(kept_uid, merged_uid)
        statement = select(Member.__table__).where(
            Member.uid.in_((kept_uid, merged_uid)), Member.deleted_at.is_(None)
        )
        with self._db.read() as connection:
            found = {row.uid: row for row in connection.execute(statement)}
            if len(found) < 2:
                raise UserError("not_found", "找不到其中一份档案，可能已经合并过了。请刷新。")
            kept, merged = found[kept_uid], found[merged_uid]
            today, ids = self._today(), (merged.id, kept.id)
            mine, theirs = (
                read_beside(connection, row, twin, today)
                for row, twin in zip((kept, merged), ids, strict=True)
            )
            fields = (*fields_of(kept, merged), *fields_beside(mine, theirs, connection, today))
            moves = count_moves(connection, kept, merged, today)
            notes = notes_beside((kept, merged), mine, theirs, connection, today)
            one, other = (_side(row, seen_of(connection, row)) for row in (kept, merged))
        return MergePreview(one, other, fields, moves, notes)

    @requires(Right.EDIT_MEMBERS)
    def merge(
        self,
        kept_uid: str,
        merged_uid: str,
        choices: Mapping[str, str],
        reason: str,
        actor: Actor,
        seen: tuple[str, str] | None = None,
    ) -> MergeResult:
        """Put ``merged_uid`` into ``kept_uid``: one transaction, nothing is lost.

        Every row of the file that goes changes hands; what both have (attendance of one day)
        stays as history. The file that goes is closed; its QR code and numbers find the kept one.

        Args:
            kept_uid: the file that stays.
            merged_uid: the file that goes into it.
            choices: `MergeField.key` of the preview → ``kept``, ``merged`` or ``both``; the
                others as `preview` says.
            reason: why they are one person; in the audit.
            actor: who decides.
            seen: `MergeSide.seen` of both files, as the person saw them who decided.

        Raises `UserError` ``not_found``, ``same_file``, ``changed_meanwhile`` when one of the
        files is no longer what was seen; `ValidationProblem` without a reason.
        """
        _refuse_same(kept_uid, merged_uid)
        why = _checked(reason)
        with self._db.write(actor, f"合并档案：{why}") as unit:
            kept, merged = load_member(unit, kept_uid), load_member(unit, merged_uid)
            if seen is not None:
                _refuse_changed(unit, (kept, merged), seen)
            before = keys_of(kept) + keys_of(merged)
            with watching(unit) as journal:
                moves, said = self._put_together(unit, kept, merged, choices, why)
                self._resolve_pins(unit, kept, journal)
            replace_keys(unit, before, keys_of(kept))
            moved = canonical(journal.changes()).decode()
            row = MemberMerge(kept_uid=kept_uid, merged_uid=merged_uid, moved=moved)
            unit.session.add(row)
            unit.session.flush()
            counts = {one.word: one.rows for one in moves}
            unit.recorder.note("merge", "member", kept_uid, {"merged": merged_uid, **counts})
            return MergeResult(
                row.uid, kept_uid, kept.name, merged.member_no,
                sum(one.rows for one in moves), sum(one.clashes for one in moves), said,
            )  # fmt: skip

    @requires(Right.EDIT_MEMBERS)
    def undo(self, uid: str, reason: str, actor: Actor) -> str:
        """Take a merge back: both files are as they were; returns the uid of the revived one.

        ``uid`` of the merge, or of the file that went. What was entered for the kept file since
        stays there. Raises `UserError` ``not_found``, ``undone``, ``merged_again``,
        ``changed_meanwhile`` (a field or row that the merge touched was changed since; it is
        named), ``overlap`` (two periods would share a day), ``has_head`` (a house would have two
        heads), ``two_cards``, ``taken``; `ValidationProblem` without a reason.
        """
        why = _checked(reason)
        with self._db.write(actor, f"撤销合并：{why}") as unit:
            row = _load_merge(unit, uid)
            kept = unit.session.scalars(select(Member).where(Member.uid == row.kept_uid)).one()
            merged = unit.session.scalars(select(Member).where(Member.uid == row.merged_uid)).one()
            if kept.deleted_at is not None:
                raise UserError(
                    "merged_again", f"{kept.name}的档案后来又合并到别处，请先撤销后面那一次。"
                )
            before = keys_of(kept)
            assessed = assessed_level(unit, kept.id, self._today()) is not None
            take_back(unit, json.loads(row.moved), f"撤销合并：{why}", MIRRORS)
            refuse_two_at_once(unit, (kept, merged))
            refuse_two_heads(unit, (kept.id, merged.id))
            refuse_two_cards(unit, (kept, merged), row)
            if assessed and assessed_level(unit, kept.id, self._today()) is None:
                # It was of the other file: finished since the merge, and gone with its draft.
                unassessed_level(unit, kept)
            for member in (kept, merged):
                self._mirror(unit, member)
            replace_keys(unit, before, keys_of(kept) + keys_of(merged))
            row.undone_at = unit.now
            unit.recorder.note("undo_merge", "member", kept.uid, {"merged": merged.uid})
            return merged.uid

    @requires(Right.LOOK)
    def all(self, actor: Actor) -> list[MergeRow]:
        """Every merge, newest first."""
        with self._db.read() as connection:
            rows = connection.exec_driver_sql(MERGES).all()
        return [
            MergeRow(
                r.uid, _local(r.created_at), r.actor_name or "", r.kept_uid, r.kept_name,
                r.merged_name, r.member_no, _local(r.undone_at),
                told_apart(r.kept_name, (r.kept_birth or "")[:4], r.kept_community or ""),
                told_apart(r.merged_name, (r.birth_date or "")[:4], r.community or ""), r.kept_no,
            )
            for r in rows
        ]  # fmt: skip

    # -- inside --------------------------------------------------------------------------

    def _put_together(
        self, unit: UnitOfWork, kept: Member, merged: Member, choices: Mapping[str, str], why: str
    ) -> tuple[tuple[MoveCount, ...], tuple[str, ...]]:
        values, joined = chosen_values(kept, merged, choices), kept.joined_on or ""
        # First the tombstone: an identity number belongs to one living file.
        merged.deleted_at, merged.deleted_reason = unit.now, why
        merged.merged_into = kept.uid
        unit.session.flush()
        for key, value in values.items():
            setattr(kept, key, value)
        unit.session.flush()
        moves, said = move_rows(unit, kept, merged, joined, choices, self._today())
        close_questions(unit, merged.uid, stamp(self._local_now()))
        unit.session.flush()
        self._mirror(unit, kept)
        return moves, said

    def _mirror(self, unit: UnitOfWork, member: Member) -> None:
        """What the file repeats of its rows, for lists and papers."""
        contacts.settle(unit, member)
        words.mirror(unit, member, words.class_table(unit), self._today())
        mirror_level(unit, member, self._today())
        mirror_state(unit, member, self._today(), self._local_now())
        unit.session.flush()

    def _resolve_pins(self, unit: UnitOfWork, kept: Member, journal: Journal) -> None:
        """Checks of numbers that changed hands count for the file that is kept."""
        if self._pin_linked is None:
            return
        last = unit.session.scalar(select(func.coalesce(func.max(Attendance.id), 0)))
        for pin in sorted(set(pins_of(unit, kept.id))):
            self._pin_linked(unit, pin, kept.id)
        fresh = unit.session.scalars(select(Attendance.uid).where(Attendance.id > last))
        journal.inserted("attendance", fresh)


def seen_of(connection: Connection, member: Any) -> str:
    """A digest of all that a person decides about in one file; other rows may come meanwhile."""
    versions: list[Any] = [member.version]
    for model in DECIDED:
        rows = connection.execute(
            select(model.uid, model.version)
            .where(model.member_id == member.id, model.deleted_at.is_(None))
            .order_by(model.id)
        )
        versions.append([[row.uid, row.version] for row in rows])
    return digest(canonical(versions))


def _refuse_changed(unit: UnitOfWork, files: Sequence[Member], seen: Sequence[str]) -> None:
    """Raise ``changed_meanwhile`` and say which file is no longer what was decided about."""
    connection = unit.session.connection()
    changed = [
        told_apart(file.name, f"会员号 {file.member_no}")
        for file, digest_then in zip(files, seen, strict=True)
        if seen_of(connection, file) != digest_then
    ]
    if changed:
        who = "和".join(changed)
        raise UserError(
            "changed_meanwhile", f"{who}的档案在核对期间被改过，还没有合并。请重新核对后再合并。"
        )


def _side(row: Any, seen: str) -> MergeSide:
    return MergeSide(
        row.uid, row.version, row.member_no, row.name, state_text(row.state), row.joined_on or "",
        seen,
    )  # fmt: skip


def _refuse_same(kept_uid: str, merged_uid: str) -> None:
    if kept_uid == merged_uid:
        raise UserError("same_file", "这是同一份档案，请选择另一份。")


def _checked(reason: str) -> str:
    why = reason.strip()
    if not why:
        raise ValidationProblem({"reason": "请写明原因，例如 经本人核对是同一人。"})
    if len(why) > LONGEST_REASON:
        raise ValidationProblem({"reason": f"太长了，最多 {LONGEST_REASON} 个字。"})
    return why


def _load_merge(unit: UnitOfWork, uid: str) -> MemberMerge:
    row = unit.session.scalars(
        select(MemberMerge)
        .where((MemberMerge.uid == uid) | (MemberMerge.merged_uid == uid))
        .order_by(MemberMerge.undone_at.is_not(None), MemberMerge.id.desc())
    ).first()
    if row is None:
        raise UserError("not_found", "找不到这次合并。请按 F5 刷新。")
    if row.undone_at is not None:
        raise UserError("undone", "这次合并已经撤销过了。")
    return row


def _local(utc: str | None) -> str:
    if not utc:
        return ""
    moment = dt.datetime.fromisoformat(utc.replace("Z", "+00:00"))
    return local(moment).strftime("%Y-%m-%d %H:%M")
