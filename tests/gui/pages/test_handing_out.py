"""Looking at a paper is not printing it: what left the window, and only that, is written down."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from app.services.rights import Actor
from app.services.timeline import TimelineQuery
from app.views import files, printing
from app.views.members.page import MembersPage
from app.views.members.paper import PaperView
from app.views.widgets.pdf_preview import PdfPreview
from app.wiring import Application
from tests.gui.pages.desk import Desk
from tests.gui.pages.members_page import members_page
from tests.gui.pages.opened import open_page
from tests.helpers.people import register


def print_it(preview: PdfPreview, folder: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(folder / "printed.pdf"))
    preview.print_to(printer)


def save_it(preview: PdfPreview, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "choose_save", lambda *_: folder / "saved.pdf")
    preview.save_button.click()


def papers(app: Application, actor: Actor, uid: str) -> list[str]:
    """What the time line of ``uid`` says of papers."""
    query = TimelineQuery(uid, frozenset({"print"}))
    found = app.timeline.events(query, app.timeline.ids(query, actor), actor)
    return [event.text for event in found if event is not None]


def noted(app: Application, actor: Actor) -> list[tuple[str, str]]:
    """(action, number) of what the audit says left."""
    rows = app.audit.show(actor)
    return [(row.action, row.subject) for row in rows if row.action in ("print", "save")][::-1]


def test_a_paper_of_a_file(
    qtbot: QtBot, app: Application, manager: Actor, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    uid = register(app, manager, "陈秀英")
    with members_page(qtbot, Desk(app, manager), {"uid": uid}) as page:
        page.trigger("print")
        number = app.documents.recent(manager)[0].number
        assert papers(app, manager, uid) == [f"生成老人档案摘要 {number}（1 页）"]
        assert noted(app, manager) == []
        print_it(shown(page), tmp_path)
        assert f"打印老人档案摘要 {number}（1 页）" in papers(app, manager, uid)
        save_it(shown(page), tmp_path, monkeypatch)
        assert noted(app, manager) == [("print", number), ("save", number)]


def test_several_papers_put_together_each_have_their_line(
    qtbot: QtBot, app: Application, manager: Actor, tmp_path: Path
) -> None:
    people = [register(app, manager, name) for name in ("陈秀英", "赵一")]
    with members_page(qtbot, Desk(app, manager)) as page:
        page.table.view.selectAll()
        page.selection.print_asked.emit("member-file")
        assert noted(app, manager) == []
        print_it(shown(page), tmp_path)
    numbers = sorted(row.number for row in app.documents.recent(manager))
    assert noted(app, manager) == [("print", number) for number in numbers]
    for uid, number in zip(people, numbers, strict=True):
        assert papers(app, manager, uid)[0] == f"打印老人档案摘要 {number}（1 页）"


def test_the_page_for_printing(
    qtbot: QtBot, app: Application, clerk: Actor, administrator: Actor, tmp_path: Path
) -> None:
    page = open_page(qtbot, app, printing.build, clerk, {"form": "member-list"}).page
    assert noted(app, administrator) == []
    print_it(page.preview, tmp_path)
    number = app.documents.recent(clerk)[0].number
    assert noted(app, administrator) == [("print", number)]


def shown(page: MembersPage) -> PdfPreview:
    assert isinstance(page.full, PaperView)
    return page.full.preview
