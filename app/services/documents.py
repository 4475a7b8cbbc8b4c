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
        with self._db.read() as connection:
            row = connection.execute(
                select(Document.pdf, Document.sha256).where(Document.number == number)
            ).first()
        if row is None or row.pdf is None:
            raise UserError("not_found", f"没有归档的文件 {number}。")
        if digest(row.pdf) != row.sha256:
            raise UserError("document_damaged", f"{number} 的归档与登记不符，请从备份核对。")
        return bytes(row.pdf)


def _local_text(utc: str) -> str:
    moment = dt.datetime.fromisoformat(utc.replace("Z", "+00:00"))
    return local(moment).strftime("%Y-%m-%d %H:%M")
