"""Documents: number, archive, hash (paper equals record)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import defer

from app.core.canonical import canonical, digest
from app.core.clock import local
from app.core.errors import NotAllowed, UserError
from app.db.session import UnitOfWork
from app.models import Document
from app.services.base import Service
from app.services.paper_names import paper_word
from app.services.paper_numbers import PaperNumbers, purpose_of, read_numbers
from app.services.rights import Actor, Right, requires


@dataclass(frozen=True)
class DocumentRow:
    """One archived print; ``made_at`` local ``YYYY-MM-DD HH:MM``, ``full`` with full numbers."""

    id: int
    number: str
    form: str
    parameters: str
    pages: int
    sha256: str
    made_by: str
    made_at: str
    full: bool = False


@dataclass(frozen=True)
class FiledPdf:
    """A document as it was filed, byte for byte; ``full`` with full numbers."""

    number: str
    form: str
    pages: int
    sha256: str
    pdf: bytes
    full: bool = False


class Documents(Service):
    """Gives document numbers and keeps the PDFs.

    A document is made (生成) when it is first shown; that it was printed or saved is written down
    when it was (docs/decisions/printing.md).

    A paper with full numbers (``full`` and ``reason`` among its parameters) needs
    `Right.FULL_NUMBERS` whenever it is made or taken out again.
    """

    @requires(Right.FULL_NUMBERS)
    def numbers(self, member_uid: str, form_name: str, reason: str, actor: Actor) -> PaperNumbers:
        """The full numbers for a paper of one member; who, when, why and for which paper is in
        the audit (PIPL Art. 51).

        Raises `ValidationProblem` (``reason``), `UserError` ``not_found``.
        """
        purpose = purpose_of(reason)
        with self._db.write(actor, purpose) as unit:
            found = read_numbers(unit.session.connection(), member_uid, purpose)
            details = {"fields": "full_numbers", "form": form_name}
            unit.recorder.note("look", "member", member_uid, details)
        return found

    @requires(Right.PRINT)
    def reserve(self, form_name: str, prefix: str, params: Mapping[str, str], actor: Actor) -> str:
        """A fresh number such as ``QD-20201029-003`` (prefix, service date, running number).

        Raises `NotAllowed`, `ValidationProblem` for full numbers without the right or a reason.
        """
        day = (params.get("date") or self._today().isoformat()).replace("-", "")
        stem, full = f"{prefix}-{day}-", _is_full(params)
        why = (
            _why_full(params.get("reason", ""), actor)
            if full
            else f"生成{paper_word(form_name, params.get('title', ''))}"
        )
        with self._db.write(actor, why) as unit:
            used = unit.session.scalar(
                select(func.count()).where(Document.number.startswith(stem, autoescape=True))
            )
            number = f"{stem}{(used or 0) + 1:03d}"
            row = Document(
                number=number,
                form=form_name,
                made_by=actor.name,
                parameters=canonical(dict(params)).decode(),
                member_uid=_whose(params),
            )
            unit.session.add(row)
            if full:
                unit.session.flush()
                unit.recorder.note("print_full", "document", row.uid, dict(params))
        return number

    @requires(Right.PRINT)
    def store(self, number: str, pdf: bytes, pages: int, actor: Actor) -> None:
        """Archive the rendered PDF under its number, once."""
        with self._db.write(actor, f"归档 {number}") as unit:
            row = _load(unit, number)
            if row.sha256:
                raise UserError("already_archived", f"{number} 已经归档，不能更改。")
            row.pdf, row.pages, row.sha256 = pdf, pages, digest(pdf)

    @requires(Right.PRINT)
    def printed(self, numbers: Sequence[str], pages: int, actor: Actor) -> None:
        """Write down that ``pages`` pages of the documents ``numbers`` went to a printer; of
        several put together each counts its own. Raises ``not_found``."""
        self._note_out("print", numbers, pages if len(numbers) == 1 else 0, actor)

    @requires(Right.PRINT)
    def saved(self, numbers: Sequence[str], actor: Actor) -> None:
        """Write down that the documents ``numbers`` were saved as a file. Raises ``not_found``."""
        self._note_out("save", numbers, 0, actor)

    def _note_out(self, action: str, numbers: Sequence[str], pages: int, actor: Actor) -> None:
        what = numbers[0] if len(numbers) == 1 else f"{numbers[0]} 等 {len(numbers)} 份"
        with self._db.write(actor, f"{'打印' if action == 'print' else '保存'} {what}") as unit:
            for number in numbers:
                row = _load(unit, number)
                details: dict[str, object] = {"pages": pages or row.pages or 0}
                if _is_full(json.loads(row.parameters)):
                    details["full_numbers"] = True
                unit.recorder.note(action, "document", row.uid, details)
            unit.touch("document")

    @requires(Right.PRINT)
    def recent(self, actor: Actor, limit: int = 100) -> list[DocumentRow]:
        """The newest archived prints."""
        statement = (
            select(
                Document.id, Document.number, Document.form, Document.parameters, Document.pages,
                Document.sha256, Document.made_by, Document.created_at,
            )
            .where(Document.sha256.is_not(None))
            .order_by(Document.id.desc())
            .limit(limit)
        )  # fmt: skip
        with self._db.read() as connection:
            return [
                DocumentRow(
                    r.id, r.number, r.form, r.parameters, r.pages or 0, r.sha256 or "",
                    r.made_by, _local_text(r.created_at), _is_full(json.loads(r.parameters)),
                )
                for r in connection.execute(statement)
            ]  # fmt: skip

    @requires(Right.PRINT)
    def pdf(self, number: str, actor: Actor, reason: str = "") -> bytes:
        """The archived bytes, to look at; with full numbers that is in the audit like `again`.

        Raises ``not_found``, ``document_damaged``; `NotAllowed`, `ValidationProblem` (``reason``)
        for full numbers without the right or a ``reason``.
        """
        uid, filed = self._filed(number)
        if filed.full:
            self._note_again(uid, filed, _why_full(reason, actor), actor)
        return filed.pdf

    @requires(Right.PRINT)
    def again(self, number: str, actor: Actor, reason: str = "") -> FiledPdf:
        """The archived document for another copy; that it was taken out is in the audit.

        Raises as `pdf`.
        """
        uid, filed = self._filed(number)
        why = _why_full(reason, actor) if filed.full else f"再次取出 {number}"
        self._note_again(uid, filed, why, actor)
        return filed

    def _note_again(self, uid: str, filed: FiledPdf, why: str, actor: Actor) -> None:
        details = {"sha256": filed.sha256} | ({"full_numbers": True} if filed.full else {})
        with self._db.write(actor, why) as unit:
            unit.recorder.note("reprint", "document", uid, details)

    def _filed(self, number: str) -> tuple[str, FiledPdf]:
        """Uid and content of a document whose bytes fit their hash."""
        with self._db.read() as connection:
            row = connection.execute(
                select(
                    Document.uid,
                    Document.form,
                    Document.pages,
                    Document.sha256,
                    Document.pdf,
                    Document.parameters,
                ).where(Document.number == number)
            ).first()
        if row is None or row.pdf is None:
            raise UserError("not_found", f"没有归档的文件 {number}。")
        if digest(row.pdf) != row.sha256:
            raise UserError("document_damaged", f"{number} 的归档与登记不符，请从备份核对。")
        full = _is_full(json.loads(row.parameters))
        return row.uid, FiledPdf(number, row.form, row.pages or 0, row.sha256, bytes(row.pdf), full)


def _load(unit: UnitOfWork, number: str) -> Document:
    """The document. Raises ``not_found``."""
    wanted = select(Document).where(Document.number == number).options(defer(Document.pdf))
    row = unit.session.scalars(wanted).first()
    if row is None:
        raise UserError("not_found", f"没有编号为 {number} 的文件。")
    return row


def _whose(params: Mapping[str, str]) -> str | None:
    """Uid of the member whose paper it is; None for lists and for several people."""
    member = params.get("member", "")
    return member if member and "," not in member else None


def _is_full(params: Mapping[str, str]) -> bool:
    return bool(params.get("full"))


def _why_full(reason: str, actor: Actor) -> str:
    """``reason`` when ``actor`` may have full numbers. Raises as `Documents.pdf`."""
    if not actor.may(Right.FULL_NUMBERS):
        raise NotAllowed(Right.FULL_NUMBERS.value)
    return purpose_of(reason)


def _local_text(utc: str) -> str:
    moment = dt.datetime.fromisoformat(utc.replace("Z", "+00:00"))
    return local(moment).strftime("%Y-%m-%d %H:%M")
