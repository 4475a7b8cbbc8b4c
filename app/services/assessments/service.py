"""The assessments service: drafts, finished assessments, corrections, results of older standards.

A finished assessment is never changed: a correction is a row of its own, with a reason, that takes
the place of the one it names in ``corrects``. The newest valid level is mirrored on the member in
the same transaction.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select

from app.core.errors import UserError, ValidationProblem
from app.core.masking import mask_phone
from app.db.session import UnitOfWork
from app.models import Assessment, Member
from app.services.assessments import reading, rows, voiding
from app.services.assessments.content import answers, clean, loaded, unfinished
from app.services.assessments.days import day_faults, draft_faults, of_one_day, refuse_second
from app.services.assessments.former import FINISH, LAPSE, UNVOID, VOID, entered_after
from app.services.assessments.legacy import contradiction, covered_levels, words_for
from app.services.assessments.mirror import (
    first_of_chain,
    in_force,
    last_day,
    mirror_level,
    newest,
)
from app.services.assessments.scans import put_scan
from app.services.assessments.scoring import score
from app.services.assessments.types import (
    FIELDS,
    GB,
    AssessmentFile,
    AssessmentRow,
    Comparison,
    OtherResult,
    SaveAssessment,
    Saved,
)
from app.services.base import Service
from app.services.rights import Actor, Right, internal, requires
from app.services.settings import Settings, peek

ADD_SCAN = "添加扫描件"
"""Reason in the audit, as of the scan of a consent."""


class Assessments(Service):
    """Keeps the assessments of the members."""

    # -- reading --------------------------------------------------------------------------

    @requires(Right.LOOK)
    def of_member(self, member_uid: str, actor: Actor) -> tuple[AssessmentRow, ...]:
        """Assessments of one member, newest first; corrected ones are in ``earlier``."""
        with self._db.read() as connection:
            return reading.rows_of(connection, member_uid, self._today().isoformat())

    @requires(Right.LOOK)
    def get(self, uid: str, actor: Actor) -> AssessmentFile:
        """One assessment whole. Raises `UserError` ``not_found``."""
        with self._db.read() as connection:
            return reading.file_of(connection, uid)

    @requires(Right.LOOK)
    def compare(self, uid1: str, uid2: str, actor: Actor) -> Comparison:
        """Two assessments item by item, the earlier first; results of older standards only beside
        each other, with ``why_not``.

        Raises `UserError` ``not_comparable`` for two people, ``same``, ``not_final``.
        """
        with self._db.read() as connection:
            first, second = (
                (reading.file_of(connection, uid), reading.first_id(connection, uid))
                for uid in (uid1, uid2)
            )
        return reading.compare(first, second)

    @requires(Right.LOOK)
    def current(self, member_uid: str, actor: Actor) -> AssessmentRow | None:
        """The newest assessment by GB/T 42195-2022 while it is valid; None without one."""
        listed = self.of_member(member_uid, actor)
        found = next((r for r in listed if r.level is not None), None)
        return None if found is None or found.expired else found

    @requires(Right.LOOK)
    def which(self, member_uid: str, text: str, actor: Actor) -> str:
        """Uid of the finished assessment that ``text`` means: its number, or the day of the only
        one of that day; ``""`` the newest by GB/T 42195-2022, else the newest of all.

        Raises `UserError` ``not_found``, ``several``.
        """
        return reading.meant(self.of_member(member_uid, actor), text.strip())

    @requires(Right.LOOK)
    def other(self, member_uid: str, uid: str, actor: Actor) -> str:
        """Uid of what ``uid`` is compared with when nobody says which: the one before it.

        Raises `UserError` ``nothing_to_compare``.
        """
        return reading.other_of(self.of_member(member_uid, actor), uid)

    @requires(Right.LOOK)
    def legacy_words(self, level: int, actor: Actor) -> tuple[str, ...]:
        """What an older report would call ``level``; several when the mapping overlaps."""
        return words_for(level, covered_levels(self._setting("self_care_levels")))

    @requires(Right.LOOK)
    def legacy_text(self, level: int | None, actor: Actor) -> str:
        """`legacy_words` in one word, ``半失能 或 失能``; ``""`` without a level or a word."""
        return "" if level is None else " 或 ".join(self.legacy_words(level, actor))

    @requires(Right.LOOK)
    def notice(self, member_uid: str, actor: Actor) -> str:
        """What does not go together in the file: the older field and the level; else ``""``."""
        with self._db.read() as connection:
            row = connection.execute(
                select(Member.self_care, Member.ability_level).where(Member.uid == member_uid)
            ).first()
        if row is None:
            return ""
        mapping = covered_levels(self._setting("self_care_levels"))
        return contradiction(row.self_care, row.ability_level, mapping)

    @requires(Right.LOOK)
    def same_day(self, member_uid: str, day: dt.date, actor: Actor, *, national: bool) -> str:
        """A sentence that names what holds of ``day`` already, ``""`` for nothing: see
        `of_one_day`."""
        return of_one_day(self.of_member(member_uid, actor), day.isoformat(), national)

    @requires(Right.EDIT_MEMBERS)
    def prepare(self, member_uid: str, actor: Actor) -> AssessmentFile:
        """A blank assessment with what is known; nothing is kept by it.

        Height, religion, payment and income come from the assessment before, the rest from the
        file. Scores are never taken over.
        """
        with self._db.read() as connection:
            member = connection.execute(
                select(Member.__table__).where(Member.uid == member_uid)
            ).first()
            if member is None:
                raise rows.gone()
            before = connection.execute(
                select(Assessment.background, Assessment.organisation)
                .where(Assessment.member_id == member.id, Assessment.standard == GB, in_force())
                .order_by(Assessment.assessed_on.desc(), first_of_chain().desc())
            ).first()
        carried = loaded(before.background, {}) if before else {}
        blank: dict[str, Any] = dict.fromkeys(FIELDS)
        values = blank | {
            "assessed_on": self._today().isoformat(),
            "cause": "first" if before is None else "routine",
            "coma": False,
            "background": rows.known_background(member, carried),
            "diagnoses": [],
            "conditions": [],
            "contact_name": member.emergency_contact,
            "contact_phone": mask_phone(member.emergency_phone),
            "assessor1": actor.name if actor.signed_in else None,
            "organisation": (before and before.organisation) or self._setting("centre_name"),
        }
        return AssessmentFile(
            "", 0, "", member_uid, member.name, GB, "draft", values,
            score(answers({**values, "diagnoses": None})), "", "", "",
        )  # fmt: skip

    # -- writing --------------------------------------------------------------------------

    @requires(Right.EDIT_MEMBERS)
    def save_draft(self, command: SaveAssessment, actor: Actor) -> Saved:
        """Keep what is known so far; blanks are allowed, and what is wrong is left out.

        Raises `UserError` ``already_final``, ``changed_meanwhile``.
        """
        columns, faults = clean(command.values, self._today())
        with self._db.write(actor, "保存评估草稿") as unit:
            faults |= draft_faults(unit, command, columns, self._today())
            good = {key: value for key, value in columns.items() if key not in faults}
            row, _ = self._kept(unit, command, good)
            unit.session.flush()
            return Saved(row.uid, row.version, faults)

    @requires(Right.EDIT_MEMBERS)
    def finish(self, command: SaveAssessment, actor: Actor, *, alone: bool = False) -> str:
        """Keep the last values, score them, and close the assessment; returns its uid.

        Raises `ValidationProblem` with everything that is missing or wrong at once;
        `UserError` ``already_final``, ``changed_meanwhile``, ``already_corrected``,
        ``corrected_void``; with ``alone`` ``same_day`` when another one of the day holds.
        """
        columns, faults = clean(command.values, self._today())
        with self._db.write(actor, FINISH) as unit:
            row, member = self._kept(unit, command, columns)
            cannot_be = day_faults(unit, member, row.assessed_on, self._today(), row.corrects)
            faults = unfinished(rows.columns_of(row)) | cannot_be | faults
            if faults:
                raise ValidationProblem(faults)
            if row.corrects:
                rows.refuse_lost_correction(unit, row.corrects)
            elif alone:
                refuse_second(unit, command.member_uid, row.assessed_on, self._today())
            result = score(answers(rows.columns_of(row)))
            for key, points in result.sums.items():
                setattr(row, f"score_{key}", points)
            row.total, row.preliminary_level = result.total, result.preliminary
            row.rule, row.final_level = "、".join(result.rules) or None, result.final
            until = last_day(
                dt.date.fromisoformat(row.assessed_on), int(peek(unit, "assessment_valid_months"))
            )
            row.valid_until, row.state = until.isoformat() if until else None, "final"
            mirror_level(unit, member, self._today())
            return row.uid

    @requires(Right.EDIT_MEMBERS)
    def correct(self, uid: str, reason: str, actor: Actor) -> str:
        """Begin a correction: a draft with the values of ``uid``, which stays as it is.

        The original holds until the correction is finished. Raises `ValidationProblem` without a
        reason; `UserError` ``not_found``, ``not_final``, ``already_corrected``.
        """
        if not reason.strip():
            raise ValidationProblem({"reason": "请写明为什么要更正。"})
        with self._db.write(actor, reason) as unit:
            original = rows.find_row(unit, uid)
            if original.state != "final" or original.standard != GB:
                raise UserError(
                    "not_final", "只有已完成的国标评估可以这样更正。草稿请直接继续填写。"
                )
            rows.refuse_second_correction(unit, uid)
            open_one = rows.open_correction(unit, uid)
            if open_one is not None:
                return open_one.uid
            draft = Assessment(
                member_id=original.member_id,
                number=rows.next_number(unit, self._today()),
                standard=GB,
                state="draft",
                corrects=uid,
                correction_reason=reason.strip(),
                **rows.columns_of(original),
            )
            unit.session.add(draft)
            unit.session.flush()
            return draft.uid

    @requires(Right.EDIT_MEMBERS)
    def record_other(self, command: OtherResult, actor: Actor, *, alone: bool = False) -> str:
        """Keep a result of MZ/T 039-2013 or a local standard in its own words; returns its uid.

        It never sets the member's level. Raises `ValidationProblem` with all faults at once;
        ``alone`` as of `finish`.
        """
        faults, on = rows.other_faults(command, self._today()), command.assessed_on
        with self._db.write(actor, command.reason or "登记旧标准评估结果") as unit:
            member = rows.find_member(unit, command.member_uid)
            if command.corrects:
                rows.refuse_other(rows.find_row(unit, command.corrects), member.id)
                rows.refuse_second_correction(unit, command.corrects)
            if on is not None:
                day, word = on.isoformat(), "评估日期"
                faults = (
                    day_faults(unit, member, day, self._today(), command.corrects, word) | faults
                )
            if faults:
                raise ValidationProblem(faults)
            if alone and not command.corrects:
                refuse_second(unit, command.member_uid, day, self._today(), national=False)
            row = rows.other_row(command, member.id, rows.next_number(unit, self._today()))
            unit.session.add(row)
            unit.session.flush()
            return row.uid

    @requires(Right.EDIT_MEMBERS)
    def void(self, uid: str, reason: str, actor: Actor) -> None:
        """作废: take a finished assessment back, with all its versions; it stays in the list.

        The level on the file follows what is valid then. Raises `ValidationProblem` without a
        reason; `UserError` ``not_found``, ``not_final``, ``already_corrected``,
        ``open_correction``.
        """
        if not reason.strip():
            raise ValidationProblem({"reason": "请写明为什么作废。"})
        with self._db.write(actor, f"{VOID}：{reason.strip()}") as unit:
            voiding.take_back(unit, uid, reason.strip(), self._today())

    @requires(Right.EDIT_MEMBERS)
    def unvoid(self, uid: str, actor: Actor) -> None:
        """Undo of `void`. Raises `UserError` ``not_found``, ``not_void``."""
        with self._db.write(actor, UNVOID) as unit:
            voiding.bring_back(unit, uid, self._today())

    @requires(Right.EDIT_MEMBERS)
    def attach_scan(
        self, uid: str, file_name: str, content: bytes, actor: Actor, reason: str = ""
    ) -> None:
        """Put the scan of the signed paper to a finished assessment; the one that was there is
        erased, for which ``reason`` is needed. Nothing else of the assessment changes.

        Raises `UserError` ``not_found``, ``not_final``, ``too_large``, ``empty_file``,
        ``wrong_kind``; `ValidationProblem` (``reason``).
        """
        with self._db.write(actor, reason.strip() or ADD_SCAN) as unit:
            put_scan(unit, uid, file_name, content, reason)

    @requires(Right.EDIT_MEMBERS)
    def delete_draft(self, uid: str, reason: str, actor: Actor) -> None:
        """Give a draft up. Raises `ValidationProblem` without a reason; ``already_final``."""
        if not reason.strip():
            raise ValidationProblem({"reason": "请写明为什么删除草稿。"})
        with self._db.write(actor, reason) as unit:
            row = rows.find_row(unit, uid)
            rows.refuse_final(row)
            row.deleted_at, row.deleted_reason = unit.now, reason.strip()

    @requires(Right.EDIT_MEMBERS)
    def restore_draft(self, uid: str, actor: Actor) -> None:
        """Take back `delete_draft`. Raises `UserError` ``not_found``."""
        with self._db.write(actor, "恢复评估草稿") as unit:
            row = rows.find_row(unit, uid, deleted=True)
            row.deleted_at = row.deleted_reason = None

    @internal
    def lapse(self, actor: Actor) -> int:
        """Bring the mirrors up to the day: levels that ran out go; returns how many changed.

        For whoever opens the centre or begins a day; writes nothing when nothing ran out. A
        level that somebody entered since then is not touched.
        """
        today = self._today()
        ran_out = (
            select(Member.uid, Member.id, Assessment.uid.label("of"), Assessment.valid_until)
            .join(Assessment, Assessment.member_id == Member.id)
            .where(
                Assessment.standard == GB,
                in_force(),
                Assessment.valid_until < today.isoformat(),
                Member.ability_level == Assessment.final_level,
                Member.deleted_at.is_(None),
                newest(),
            )
        )
        with self._db.read() as connection:
            uids = [
                row.uid
                for row in connection.execute(ran_out).all()
                # Somebody may have entered the same level since.
                if entered_after(connection, row.id, row.of, row.valid_until) is None
            ]
        if not uids:
            return 0
        with self._db.write(actor, LAPSE) as unit:
            for uid in uids:
                mirror_level(unit, rows.find_member(unit, uid), today)
        return len(uids)

    # -- inside ---------------------------------------------------------------------------

    def _kept(
        self, unit: UnitOfWork, command: SaveAssessment, columns: dict[str, Any]
    ) -> tuple[Assessment, Member]:
        """The draft of ``command``, begun if need be, with ``columns``; and its member."""
        member = rows.find_member(unit, command.member_uid)
        row = rows.find_row(unit, command.uid) if command.uid else None
        if row is not None:
            rows.refuse_final(row)
            if row.member_id != member.id:
                raise UserError("not_found", "这份评估不是这位老人的。请返回档案重新打开。")
            if row.version != command.version:
                raise UserError("changed_meanwhile", "这份评估刚在别处改过。请返回后重新打开再填。")
        rows.keep_masked_phone(columns, row, member)
        if row is None:
            row = Assessment(
                member_id=member.id,
                number=rows.next_number(unit, self._today()),
                standard=GB,
                state="draft",
                assessed_on=self._today().isoformat(),
                cause="first",
                coma=0,
            )
            unit.session.add(row)
        for key, value in columns.items():
            if getattr(row, key) != value:
                setattr(row, key, value)
        return row, member

    def _setting(self, key: str) -> Any:
        return Settings(self._db).get(key)
