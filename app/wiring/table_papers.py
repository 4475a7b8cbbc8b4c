"""Tables on paper, and several papers as one file to look at."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from app.printing.archive import Printed
from app.printing.forms import table_print

if TYPE_CHECKING:
    from app.wiring.application import Application


def table_paper(
    app: Application, title: str, shown: Any, rows: Sequence[Sequence[str]]
) -> tuple[Any, table_print.TablePrint]:
    """The form and its data for what a table shows."""
    centre = app.settings.centre()
    columns = tuple(
        table_print.PrintColumn(heading, align)
        for heading, align in zip(shown.headings, shown.alignments, strict=True)
    )
    lines = tuple(tuple(row) for row in rows)
    data = table_print.TablePrint(
        centre.name, title, columns, lines, shown.conditions, demo=centre.demo
    )
    return table_print.FORM, data


def together(made: Sequence[Printed]) -> Printed:
    """``made`` one after another; each stays filed under its own number."""
    if len(made) == 1:
        return made[0]
    import pypdfium2  # type: ignore[import-untyped]

    whole = pypdfium2.PdfDocument.new()
    for one in made:
        part = pypdfium2.PdfDocument(one.pdf)
        whole.import_pages(part)
        part.close()
    target = io.BytesIO()
    whole.save(target)
    pages = len(whole)
    whole.close()
    first, last = made[0], made[-1]
    number = f"{first.number}–{last.number[-3:]}"
    parts = tuple(one.number for one in made)
    return Printed(number, first.title, target.getvalue(), pages, parts=parts)
