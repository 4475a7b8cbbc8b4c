"""What is kept of an import: the run itself, and how a person corrected the columns.

Lists come back month after month with much the same header words. Two lists are of one source when
at least half of all their words stand in both; each word is then taken as the newest run of the
source took it, wherever its column stands. An import that was taken back teaches nothing.
"""

from __future__ import annotations

import json
from collections import Counter
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

REMEMBERED = 100
"""So many of the last imports teach how columns are taken."""
TICKED = "category:"
"""Before the code of a ✓ column in a stored mapping."""


def source_of(columns: Columns) -> str:
    """The digest of the header words, however they are spaced or marked."""
    return digest(canonical([simplified(word) for word in columns.headers]))


def file_digest(path: Path) -> str:
    """SHA-256 of the list."""
    return digest(read_bytes(path))


def words_of(columns: Columns) -> tuple[str, ...]:
    """The header words however they are spaced or marked; a second 电话 is ``电话#2``, and a
    column without a word goes by its place."""
    seen: Counter[str] = Counter()
    words = []
    for place, header in enumerate(columns.headers):
        word = simplified(header) or f"@{place}"
        seen[word] += 1
        words.append(word if seen[word] == 1 else f"{word}#{seen[word]}")
    return tuple(words)


def mapping_of(connection: Connection, columns: Columns) -> dict[int, str] | None:
    """A person's corrections for lists of this source; None when there are none."""
    texts = connection.execute(_newest(ImportRun.mapping, ImportRun.source)).all()
    words = words_of(columns)
    decided: dict[str, str | None] = {}
    for text, source in texts:
        for word, field in _taught(text, source, columns).items():
            decided.setdefault(word, field)
    chosen = {at: decided.get(word) for at, word in enumerate(words)}
    return {at: field for at, field in chosen.items() if field is not None} or None


def forget(unit: UnitOfWork, columns: Columns) -> None:
    """Let lists of this source be recognised afresh."""
    words = set(words_of(columns))
    for run in unit.session.scalars(_newest(ImportRun)).all():
        mapping = json.loads(run.mapping)
        taught = _taught(run.mapping, run.source, columns)
        names = mapping.get("words") or list(words_of(columns))
        left = {
            at: field
            for at, field in mapping["corrected"].items()
            if names[int(at)] not in words or taught.get(names[int(at)]) is None
        }
        if left != mapping["corrected"]:
            run.mapping = canonical({**mapping, "corrected": left}).decode()


def _taught(text: str, source: str, columns: Columns) -> dict[str, str | None]:
    """Header word → what a person took it for in a run, None for what was recognised.

    Empty for a run of another source. The first runs kept no words: they are of the same source
    only when the words are the very same.
    """
    mapping = json.loads(text)
    mine, words = words_of(columns), mapping.get("words")
    if words is None:
        words = list(mine) if source == source_of(columns) else []
    both = set(mine) & set(words)
    if 2 * len(both) < len(set(mine) | set(words)):
        return {}
    return {word: mapping["corrected"].get(str(at)) for at, word in enumerate(words)}


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
        mapping=canonical(
            {"fields": after, "corrected": corrected, "words": words_of(sheet.recognised)}
        ).decode(),
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


def _newest(*what: Any) -> Any:
    return (
        select(*what)
        .where(ImportRun.undone_at.is_(None), ImportRun.deleted_at.is_(None))
        .order_by(ImportRun.id.desc())
        .limit(REMEMBERED)
    )
