"""Printed documents: number, archive, hash (paper equals record)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from app.core.canonical import canonical, digest
from app.core.clock import local
from app.core.errors import UserError
from app.models import Document
from app.services.base import Service
from app.services.rights import Actor, Right, requires


@dataclass(frozen=True)
class DocumentRow:
    """One archived print; ``made_at`` local ``YYYY-MM-DD HH:MM``."""

    id: int
    number: str
    form: str
    parameters: str
    pages: int
    sha256: str
    made_by: str
    made_at: str


@dataclass(frozen=True)
class FiledPdf:
    """A document as it was filed, byte for byte."""

    number: str
    form: str
    pages: int
    sha256: str
    pdf: bytes


class Documents(Service):
    """Gives document numbers and keeps the PDFs."""

    @requires(Right.PRINT)
    def reserve(self, form_name: str, prefix: str, params: Mapping[str, str], actor: Actor) -> str:
        """A fresh number such as ``QD-20201029-003`` (prefix, service date, running number)."""
        day = (params.get("date") or self._today().isoformat()).replace("-", "")
        stem = f"{prefix}-{day}-"
        with self._db.write(actor, f"打印 {form_name}") as unit:
            used = unit.session.scalar(
                select(func.count()).where(Document.number.startswith(stem, autoescape=True))
            )
            number = f"{stem}{(used or 0) + 1:03d}"
            unit.session.add(
                Document(
                    number=number,
                    form=form_name,
                    made_by=actor.name,
                    parameters=canonical(dict(params)).decode(),
                    member_uid=_whose(params),
                )
            )
        return number

    @requires(Right.PRINT)
    def store(self, number: str, pdf: bytes, pages: int, actor: Actor) -> None:
        """Archive the rendered PDF under its number, once."""
        with self._db.write(actor, f"归档 {number}") as unit:
            row = unit.session.scalars(select(Document).where(Document.number == number)).first()
            if row is None:
                raise UserError("not_found", f"没有编号为 {number} 的文件。")
            if row.sha256:
                raise UserError("already_archived", f"{number} 已经归档，不能更改。")
            row.pdf, row.pages, row.sha256 = pdf, pages, digest(pdf)

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
                    r.made_by, _local_text(r.created_at),
                )
                for r in connection.execute(statement)
            ]  # fmt: skip

    @requires(Right.PRINT)
    def pdf(self, number: str, actor: Actor) -> bytes:
        """The archived bytes. Raises ``document_damaged`` when they no longer fit their hash."""
        return self._filed(number)[1].pdf

    @requires(Right.PRINT)
    def again(self, number: str, actor: Actor) -> FiledPdf:
        """The archived document for another copy; that it was taken out is in the audit.

        Raises ``not_found``, ``document_damaged``.
        """
        uid, filed = self._filed(number)
        with self._db.write(actor, f"再次取出 {number}") as unit:
            unit.recorder.note("reprint", "document", uid, {"sha256": filed.sha256})
        return filed

    def _filed(self, number: str) -> tuple[str, FiledPdf]:
        """Uid and content of a document whose bytes fit their hash."""
        with self._db.read() as connection:
            row = connection.execute(
                select(
                    Document.uid, Document.form, Document.pages, Document.sha256, Document.pdf
                ).where(Document.number == number)
            ).first()
        if row is None or row.pdf is None:
            raise UserError("not_found", f"没有归档的文件 {number}。")
        if digest(row.pdf) != row.sha256:
            raise UserError("document_damaged", f"{number} 的归档与登记不符，请从备份核对。")
        filed = FiledPdf(number, row.form, row.pages or 0, row.sha256, bytes(row.pdf))
        return row.uid, filed


def _whose(params: Mapping[str, str]) -> str | None:
    """Uid of the member whose paper it is; None for lists and for several people."""
    member = params.get("member", "")
    return member if member and "," not in member else None


def _local_text(utc: str) -> str:
    moment = dt.datetime.fromisoformat(utc.replace("Z", "+00:00"))
    return local(moment).strftime("%Y-%m-%d %H:%M")
