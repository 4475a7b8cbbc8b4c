"""What is kept of an import: the run itself, and how a person corrected the columns.

Lists come back month after month with the same header words. The digest of those words is the
``source`` of a run; the newest run of a source says how its columns are taken.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from app.core.canonical import canonical, digest
from app.db.session import UnitOfWork
from app.models import ImportRun, Member
from app.services.imports.columns import Columns, simplified
from app.services.imports.files import read_bytes
from app.services.members.import_report import ImportReport

TICKED = "category:"
"""Before the code of a ✓ column in a stored mapping."""


def source_of(columns: Columns) -> str:
    """The digest of the header words, however they are spaced or marked."""
    return digest(canonical([simplified(word) for word in columns.headers]))


def file_digest(path: Path) -> str:
    """SHA-256 of the list."""
    return digest(read_bytes(path))


def mapping_of(connection: Connection, columns: Columns) -> dict[int, str] | None:
    """A person's corrections for lists with these header words; None when there are none."""
    text = connection.execute(_newest(columns, ImportRun.mapping)).scalar()
    corrected = json.loads(text)["corrected"] if text else {}
    return {int(index): field for index, field in corrected.items()} or None


def forget(unit: UnitOfWork, columns: Columns) -> None:
    """Let lists with these header words be recognised afresh."""
    run = unit.session.scalars(_newest(columns, ImportRun)).first()
    if run is not None:
        run.mapping = canonical({**json.loads(run.mapping), "corrected": {}}).decode()


def next_id(unit: UnitOfWork) -> int:
    """The local key that the next new member gets."""
    return int(unit.session.scalar(select(func.coalesce(func.max(Member.id), 0))) or 0) + 1


def keep_run(
    unit: UnitOfWork,
    file_name: str,
    sha256: str,
    report: ImportReport,
    ids: tuple[int, int] | None,
    changes: Mapping[str, Any],
) -> str:
    """Write the run; ``ids`` of the first and last new member. Returns its uid."""
    sheet = report.sheet
    before, after = _meanings(sheet.recognised), _meanings(sheet.columns)
    corrected = {
        index: after.get(index, "")
        for index in map(str, range(len(sheet.columns.headers)))
        if before.get(index) != after.get(index)
    }
    first, last = ids or (None, None)
    run = ImportRun(
        file_name=file_name, sha256=sha256, source=source_of(sheet.recognised),
        mapping=canonical({"fields": after, "corrected": corrected}).decode(),
        rows=report.rows, added=report.added, updated=report.updated,
        duplicates=report.duplicates, rejected=report.rejected, first_id=first, last_id=last,
        updates=canonical(dict(changes)).decode() if changes else None,
    )  # fmt: skip
    unit.session.add(run)
    unit.session.flush()
    return run.uid


def _meanings(columns: Columns) -> dict[str, str]:
    """Column index (as JSON keys it) → field, or `TICKED` and the code of a ✓ column."""
    found = {str(index): field for field, index in columns.fields.items()}
    return found | {str(index): TICKED + code for index, code in columns.flags.items()}


def _newest(columns: Columns, what: Any) -> Any:
    return (
        select(what)
        .where(ImportRun.source == source_of(columns), ImportRun.deleted_at.is_(None))
        .order_by(ImportRun.id.desc())
        .limit(1)
    )
