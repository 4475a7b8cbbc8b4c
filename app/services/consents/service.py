"""The consent service (同意书): texts and their versions, signing, withdrawing."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from app.core.codes import FIRST_YEAR, MemberState
from app.core.documents import number_text
from app.core.errors import UserError, ValidationProblem
from app.core.masking import mask_id
from app.db.session import UnitOfWork
from app.models import Attachment, Consent, ConsentText, Member
from app.services.attachments import erase, keep, media_type
from app.services.base import Service
from app.services.codes import Code, Codes
from app.services.consents.rows import (
    FACE,
    LAPSED,
    PHOTO,
    consent_row,
    consent_values,
    erase_photo,
    in_force,
    is_signed,
    is_valid,
    load_consent,
    next_number,
    photos_without_ground,
    store_current,
    text_versions,
    withdrawn_with,
)
from app.services.consents.types import (
    ConsentRow,
    SheetFacts,
    SignConsent,
    TextVersion,
    Withdrawal,
    WithdrawConsent,
)
from app.services.members.loading import load_member
from app.services.members.types import sex_text
from app.services.memberships.gone import gone_fault
from app.services.memberships.rows import REMOVAL, ask_for_removal, face_consent_over, pins_of
from app.services.rights import SYSTEM, Actor, Right, internal, open_to_all, requires
from app.services.work_items import close_item

LONGEST_TEXT, LONGEST_WORDS = 20_000, 200
SIGNERS = ("self", "guardian")
ONESELF = "01"
"""本人 in GB/T 4761-2008: nobody is their own guardian."""


class Consents(Service):
    """Keeps what people agreed to, in which words, and until when."""

    # -- texts ---------------------------------------------------------------------------

    @open_to_all
    def kinds(self) -> tuple[Code, ...]:
        """The sheets there are, each on its own: face consent is never part of another
        (人脸识别技术应用安全管理办法 Art. 6)."""
        return Codes(self._db).table("consents")

    @requires(Right.LOOK)
    def texts(self, kind: str, actor: Actor) -> tuple[TextVersion, ...]:
        """Every version of the wording, newest first; the shipped one while none is stored."""
        with self._db.read() as connection:
            return text_versions(connection, kind)

    @requires(Right.LOOK)
    def text(self, kind: str, actor: Actor, number: int = 0) -> TextVersion:
        """Version ``number`` of the wording, 0 the one in use. Raises ``not_found``."""
        for version in self.texts(kind, actor):
            if number in (0, version.number):
                return version
        raise UserError("not_found", "没有这一版同意书文本。请按 F5 刷新。")

    @requires(Right.SETTINGS)
    def save_text(self, kind: str, body: str, actor: Actor) -> TextVersion:
        """Store ``body`` as the next version; what was signed keeps its own.

        Raises `ValidationProblem` (``body``).
        """
        body = body.replace("\r\n", "\n").strip()
        if not body or len(body) > LONGEST_TEXT:
            words = f"文本最多 {LONGEST_TEXT} 个字。" if body else "请填写同意书的文本。"
            raise ValidationProblem({"body": words})
        with self._db.write(actor, "修改同意书文本") as unit:
            current = store_current(unit, kind, self._today())
            if current.body == body:
                raise ValidationProblem({"body": "文本没有改动。"})
            row = ConsentText(
                kind=kind, number=next_number(unit, kind), body=body,
                from_on=self._today().isoformat(),
            )  # fmt: skip
            unit.session.add(row)
            unit.session.flush()
            return TextVersion(kind, row.number, row.body, row.from_on, True)

    @requires(Right.SETTINGS)
    def remove_text(self, kind: str, number: int, actor: Actor) -> None:
        """Undo of `save_text`: the version before is in use again. Its number is not given to
        another wording, because a sheet with it may have been printed.

        Raises ``not_found``, ``used`` when somebody signed it or a newer one is in use.
        """
        with self._db.write(actor, "撤销新版同意书文本") as unit:
            connection = unit.session.connection()
            row = unit.session.scalars(
                select(ConsentText).where(
                    ConsentText.kind == kind, ConsentText.number == number, ConsentText.number > 1,
                    ConsentText.deleted_at.is_(None),
                )
            ).first()  # fmt: skip
            if row is None:
                raise UserError("not_found", "没有这一版同意书文本。请按 F5 刷新。")
            if text_versions(connection, kind)[0].number != number:
                raise UserError("used", "已经有更新的一版，不能再撤销这一版。")
            if is_signed(unit, kind, number):
                raise UserError("used", "已经有老人签了这一版，不能撤销；需要时请再保存一版。")
            row.deleted_at, row.deleted_reason = unit.now, "撤销"

    # -- signing -------------------------------------------------------------------------

    @requires(Right.LOOK)
    def of(self, uid: str, actor: Actor) -> tuple[ConsentRow, ...]:
        """Every consent of a member, newest first."""
        titles = Codes(self._db).names("consents")
        relations = Codes(self._db).names("relation")
        statement = (
            select(Consent.__table__)
            .join(Member, Member.id == Consent.member_id)
            .where(Member.uid == uid, Consent.deleted_at.is_(None))
            .order_by(Consent.signed_on.desc(), Consent.id.desc())
        )
        today = self._today().isoformat()
        with self._db.read() as connection:
            rows = connection.execute(statement).all()
        return tuple(consent_row(r, titles, relations, today) for r in rows)

    @requires(Right.LOOK)
    def holds(self, uid: str, kind: str, actor: Actor) -> bool:
        """Whether the member's consent of ``kind`` holds today."""
        with self._db.read() as connection:
            member_id = connection.execute(
                select(Member.id).where(Member.uid == uid, Member.deleted_at.is_(None))
            ).scalar()
            today = self._today().isoformat()
            return member_id is not None and is_valid(connection, member_id, kind, today)

    @internal
    def lapse(self) -> int:
        """What ends by itself: called when a day begins; returns in how many files.

        Everybody whose face consent ran out is asked about, once for each consent; a photo that
        nothing allows to keep any more is erased (个人信息保护法 Art. 47: term over, purpose
        achieved): the consent ran out or was filed by mistake, or the person has left.
        """
        return self._lapse_faces() + self._lapse_photos()

    def _lapse_faces(self) -> int:
        today = self._today().isoformat()
        with self._db.read() as connection:
            rows = connection.exec_driver_sql(LAPSED, (today, today)).all()
        if not rows:
            return 0
        with self._db.write(SYSTEM, "人脸同意到期") as unit:
            for member_id, until in rows:
                member = unit.session.get_one(Member, member_id)
                pins = pins_of(unit, member_id)
                ask_for_removal(unit, member, pins, f"的人脸同意 {until} 到期", self._local_now())
        return len(rows)

    def _lapse_photos(self) -> int:
        today = self._today().isoformat()
        with self._db.read() as connection:
            if not photos_without_ground(connection, today):
                return 0
        with self._db.write(SYSTEM, "删除不能再留的照片") as unit:
            # Asked again: what is erased does not come back, and somebody may just have signed.
            found = photos_without_ground(unit.session.connection(), today)
            for member_id, reason in found:
                erase_photo(unit, member_id, reason)
        return len(found)

    @requires(Right.EDIT_MEMBERS)
    def sign(self, command: SignConsent, actor: Actor) -> str:
        """File a signed sheet; returns its uid. Raises `ValidationProblem` with all faults,
        ``not_found``."""
        name, content = command.scan
        faults = self._faults(command)
        if content:
            try:
                media_type(content)
            except UserError as problem:
                faults["scan"] = problem.message
        with self._db.write(actor, "签署同意书") as unit:
            member = load_member(unit, command.uid)
            day, connection = command.signed_on.isoformat(), unit.session.connection()
            if gone := gone_fault(connection, member.id, day, self._today(), "签署日期"):
                faults.setdefault("signed_on", gone)
            store_current(unit, command.kind, self._today())
            versions = text_versions(unit.session.connection(), command.kind)
            if command.number not in {one.number for one in versions}:
                faults["number"] = "没有这一版文本，请按 F5 刷新后重新选择。"
            elif command.number > 1 and command.signed_on.isoformat() < self._first_day(
                unit, command
            ):
                faults.setdefault(
                    "signed_on", "签署日期在这一版文本启用以前，请核对日期或改选旧版。"
                )
            if faults:
                raise ValidationProblem(faults)
            row = Consent(member_id=member.id, **consent_values(command, member.name))
            if content:
                row.scan_uid = keep(unit, member.id, "consent", name, content)
            unit.session.add(row)
            self._settle_face(unit, row)
            return row.uid

    @requires(Right.EDIT_MEMBERS)
    def attach(self, consent_uid: str, file_name: str, content: bytes, actor: Actor) -> None:
        """Put the scan to a consent; an earlier one is erased. Raises as `media_type`."""
        with self._db.write(actor, "添加扫描件") as unit:
            row = load_consent(unit, consent_uid)
            earlier = row.scan_uid
            row.scan_uid = keep(unit, row.member_id, "consent", file_name, content)
            if earlier:
                found = unit.session.scalars(
                    select(Attachment).where(Attachment.uid == earlier)
                ).first()
                if found is not None:
                    erase(unit, found, "换了新的扫描件")

    @requires(Right.EDIT_MEMBERS)
    def withdraw(self, command: WithdrawConsent, actor: Actor) -> Withdrawal:
        """撤回. What was done before stays; what needs the consent stops at once.

        Every sheet of the kind that is in force ends with it: afterwards no such consent holds.
        The photo is erased with its consent. A face consent puts 从人脸机删除此人 on the work
        list while the person has terminal numbers; unlinking them is offered, never done here.
        Raises `ValidationProblem` (``on``, ``reason``), ``not_found``.
        """
        with self._db.write(actor, command.reason or "撤回同意") as unit:
            row = load_consent(unit, command.consent_uid)
            sheets = in_force(unit, row, command.on.isoformat())
            faults = self._withdraw_faults(row, sheets, command)
            if faults:
                raise ValidationProblem(faults)
            for sheet in sheets:
                sheet.withdrawn_on = command.on.isoformat()
                sheet.withdrawn_reason = command.reason.strip() or None
            unit.session.flush()
            return self._follow(unit, row, tuple(sheet.signed_on for sheet in sheets))

    @requires(Right.EDIT_MEMBERS)
    def unwithdraw(self, consent_uid: str, actor: Actor) -> tuple[tuple[str, str], ...]:
        """Undo of `withdraw`, with every sheet that it ended; an erased photo does not come back.
        Gives uid and day of signing of every sheet that counts again, in the order of the days.
        Raises ``not_found``."""
        with self._db.write(actor, "撤销") as unit:
            row = load_consent(unit, consent_uid)
            sheets = withdrawn_with(unit, row)
            for sheet in sheets:
                sheet.withdrawn_on = sheet.withdrawn_reason = None
            self._settle_face(unit, row)
            found = [(sheet.uid, sheet.signed_on) for sheet in sheets]
        return tuple(sorted(found, key=lambda one: one[1]))

    @requires(Right.EDIT_MEMBERS)
    def remove(self, consent_uid: str, reason: str, actor: Actor) -> None:
        """Take back a sheet that was filed by mistake; it stays as a tombstone."""
        with self._db.write(actor, reason) as unit:
            row = load_consent(unit, consent_uid)
            row.deleted_at, row.deleted_reason = unit.now, reason or "撤销"
            self._settle_face(unit, row)

    @requires(Right.EDIT_MEMBERS)
    def restore(self, consent_uid: str, actor: Actor) -> None:
        """Undo of `remove`."""
        with self._db.write(actor, "撤销") as unit:
            row = unit.session.scalars(select(Consent).where(Consent.uid == consent_uid)).first()
            if row is None:
                raise UserError("not_found", "找不到这份同意书。请按 F5 刷新。")
            row.deleted_at = row.deleted_reason = None
            self._settle_face(unit, row)

    @requires(Right.PRINT)
    def facts(self, uid: str, actor: Actor) -> SheetFacts:
        """What a sheet says of the person. Raises ``not_found``."""
        with self._db.read() as connection:
            r = connection.execute(
                select(Member.__table__).where(Member.uid == uid, Member.deleted_at.is_(None))
            ).first()
        if r is None:
            raise UserError("not_found", "找不到这位老人的档案。请刷新后再试。")
        return SheetFacts(
            r.uid, r.name, sex_text(r.sex), r.birth_date or "",
            number_text(r.id_type or "", mask_id(r.id_number), r.no_document_reason or ""),
            r.member_no, r.address or "",
        )  # fmt: skip

    # -- inside --------------------------------------------------------------------------

    def _first_day(self, unit: UnitOfWork, command: SignConsent) -> str:
        """Since when the chosen version of the wording is in use."""
        versions = text_versions(unit.session.connection(), command.kind)
        return next(one.from_on for one in versions if one.number == command.number)

    def _follow(self, unit: UnitOfWork, row: Consent, signed: tuple[str, ...]) -> Withdrawal:
        """What ends with the consent; ``signed``: of the sheets that ended."""
        title = Codes(self._db).names("consents").get(row.kind, row.kind)
        member = unit.session.get_one(Member, row.member_id)
        if row.kind == PHOTO:
            erased = erase_photo(unit, member.id, "撤回照片同意")
            return Withdrawal(row.uid, title, signed, photo_erased=erased)
        pins = tuple(pins_of(unit, member.id)) if row.kind == FACE else ()
        if pins:
            ask_for_removal(unit, member, pins, "撤回了人脸同意", self._local_now())
        return Withdrawal(row.uid, title, signed, pins)

    def _settle_face(self, unit: UnitOfWork, row: Consent) -> None:
        """After a face consent came or went by filing: the question whether the person must be
        deleted on the terminals follows; whoever left stays to be deleted."""
        unit.session.flush()
        if row.kind != FACE:
            return
        member = unit.session.get_one(Member, row.member_id)
        connection, today = unit.session.connection(), self._today().isoformat()
        if not is_valid(connection, member.id, FACE, today):
            pins = pins_of(unit, member.id)
            if pins and face_consent_over(connection, member.id, today):
                ask_for_removal(unit, member, pins, "没有有效的人脸同意", self._local_now())
        elif member.state != MemberState.LEFT:
            close_item(unit, REMOVAL, member.uid, "已有有效的人脸同意", self._local_now())

    def _faults(self, command: SignConsent) -> dict[str, str]:
        faults, today = dict[str, str](), self._today()
        if command.kind not in Codes(self._db).names("consents"):
            faults["kind"] = "请选择同意书的种类。"
        if command.signed_on > today:
            faults["signed_on"] = "签署日期在今天以后，请核对。"
        elif command.signed_on.year < FIRST_YEAR:
            faults["signed_on"] = f"签署日期在 {FIRST_YEAR} 年以前，请核对年份。"
        if command.until is not None and command.until < command.signed_on:
            faults["until"] = "有效期早于签署日期，请核对。"
        if command.signed_by not in SIGNERS:
            faults["signed_by"] = "请选择由谁签字。"
        if command.signed_by == "guardian":
            faults |= self._guardian_faults(command)
        if not command.scan[1] and not command.witness.strip():
            faults["witness"] = "没有扫描件时，请写明签字时的见证人。"
        for key in ("signer_name", "guardian_reason", "witness", "note"):
            if len(getattr(command, key)) > LONGEST_WORDS:
                faults[key] = f"太长了，最多 {LONGEST_WORDS} 个字。"
        return faults

    def _guardian_faults(self, command: SignConsent) -> dict[str, str]:
        faults = {}
        if not command.signer_name.strip():
            faults["signer_name"] = "请填写监护人的姓名。"
        if command.relation not in Codes(self._db).names("relation").keys() - {ONESELF}:
            faults["relation"] = "请选择监护人与老人的关系。"
        if not command.guardian_reason.strip():
            faults["guardian_reason"] = "请写明为什么由监护人签字。"
        return faults

    def _withdraw_faults(
        self, row: Consent, sheets: Sequence[Consent], command: WithdrawConsent
    ) -> dict[str, str]:
        if row.withdrawn_on:
            return {"on": "这份同意书已经撤回过了。请按 F5 刷新。"}
        if command.on > self._today():
            return {"on": "撤回日期在今天以后，请核对。"}
        if command.on.isoformat() < sheets[-1].signed_on:
            return {"on": f"早于签署日期 {sheets[-1].signed_on}，请核对。"}
        if len(command.reason) > LONGEST_WORDS:
            return {"reason": f"太长了，最多 {LONGEST_WORDS} 个字。"}
        return {}
