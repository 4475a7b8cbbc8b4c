"""Paper of assessments in the tab: the scan of a signed one, the comparison to print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.services.assessments import OtherResult, SaveAssessment
from app.services.rights import Actor
from app.views.assessments.plain import WordsView
from app.views.assessments.scores import ScoresView
from app.views.members.page import FILE
from app.views.members.paper import PaperView
from app.views.members.scan import ScanView
from app.views.members.tabs import assessment_steps
from app.wiring import Application
from tests.gui.pages.opened import Opened, cells
from tests.gui.pages.test_assessment import (  # noqa: F401  # fixtures
    begin,
    form_of,
    rows,
    tab_of,
    who,
)
from tests.helpers.assessing import assess
from tests.unit.printing import papers

Begin = Callable[..., Opened]


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], None]:
    """Says which file the dialogue for opening gives."""

    def give(path: Path | None) -> None:
        monkeypatch.setattr(assessment_steps.files, "choose_open", lambda *_: path)

    return give


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "报告.png"
    QImage(30, 20, QImage.Format.Format_RGB32).save(str(path))
    return path


@pytest.fixture
def pdf(tmp_path: Path, app: Application, clerk: Actor, who: str) -> Path:  # noqa: F811
    """A PDF that is one."""
    path = tmp_path / "报告.pdf"
    path.write_bytes(app.printing.make("member-file", {"member": who}, clerk).pdf)
    return path


def shown(opened: Opened, column: str = "scan") -> list[Any]:
    return [one for (one,) in cells(tab_of(opened.page).table, column)]


# --- the scan -----------------------------------------------------------------------------


def test_a_scan_is_added_later_seen_in_the_list_and_opened(
    qtbot: QtBot, begin: Begin, app: Application, clerk: Actor, who: str,  # noqa: F811
    choose: Any, picture: Path,
) -> None:  # fmt: skip
    assess(app, clerk, who)
    opened = begin()
    button = tab_of(opened.page).buttons["scan"]
    assert (button.text(), shown(opened)) == ("加扫描件", [""])
    choose(None)
    button.click()
    assert rows(app, clerk, who)[0].scan_uid == ""
    choose(picture)
    button.click()
    assert opened.toast == "扫描件已保存。"
    qtbot.waitUntil(lambda: shown(opened) == ["有"])
    assert button.text() == "看扫描件"
    button.click()
    view = opened.page.full
    assert isinstance(view, ScanView)
    assert opened.page.header.title.text() == "签字的评估报告：2026-11-23"
    assert opened.page.header.subtitle.text() == "报告.png"
    opened.page.back()
    assert opened.page.view() == FILE


def test_another_scan_takes_its_place_with_a_reason(
    begin: Begin, app: Application, clerk: Actor, who: str,  # noqa: F811
    choose: Any, picture: Path, pdf: Path,
) -> None:  # fmt: skip
    uid = assess(app, clerk, who)
    app.assessments.attach_scan(uid, "a.pdf", pdf.read_bytes(), clerk)
    before = rows(app, clerk, who)[0].scan_uid
    opened = begin()
    tab_of(opened.page).buttons["scan"].click()
    opened.page.full.replace_button.click()
    form: Any = form_of(opened.page)
    choose(picture)
    form.submit()
    assert set(form.errors()) == {"reason"}
    form.editor("reason").setPlainText("扫歪了")
    form.submit()
    assert opened.toast == "扫描件已换成新的。"
    assert opened.page.view() == FILE
    after = rows(app, clerk, who)[0].scan_uid
    assert after != before
    assert app.attachments.open(after, clerk).file_name == "报告.png"


def test_a_file_that_is_no_scan_is_said_and_the_reason_stays(
    qtbot: QtBot, begin: Begin, app: Application, clerk: Actor, who: str,  # noqa: F811
    choose: Any, picture: Path, pdf: Path, tmp_path: Path,
) -> None:  # fmt: skip
    uid = assess(app, clerk, who)
    wrong = tmp_path / "报告.docx"
    wrong.write_bytes(b"PK invented")
    opened = begin()
    choose(wrong)
    tab_of(opened.page).buttons["scan"].click()
    assert opened.message == "这不是JPEG、PNG 图片或 PDF。请换一种格式保存后再选。"
    app.assessments.attach_scan(uid, "a.pdf", pdf.read_bytes(), clerk)
    qtbot.waitUntil(lambda: shown(opened) == ["有"])
    tab_of(opened.page).buttons["scan"].click()
    opened.page.full.replace_button.click()
    form: Any = form_of(opened.page)
    form.editor("reason").setPlainText("扫歪了")
    form.submit()
    assert form.editor("reason").toPlainText() == "扫歪了"
    choose(picture)
    form.submit()
    assert opened.toast == "扫描件已换成新的。"


def test_what_has_no_signed_paper_takes_no_scan(
    begin: Begin, app: Application, clerk: Actor, who: str,  # noqa: F811
) -> None:  # fmt: skip
    app.assessments.save_draft(SaveAssessment(who, {"b1_1": 4}), clerk)
    opened = begin()
    button = tab_of(opened.page).buttons["scan"]
    assert not button.isEnabled()
    assert button.toolTip() == "请先选择一份已完成的评估，作废的不能再加扫描件。"


def test_of_a_void_one_the_scan_is_still_read_and_not_replaced(
    begin: Begin, app: Application, clerk: Actor, who: str, pdf: Path,  # noqa: F811
) -> None:  # fmt: skip
    uid = assess(app, clerk, who)
    app.assessments.attach_scan(uid, "a.pdf", pdf.read_bytes(), clerk)
    app.assessments.void(uid, "登错了人", clerk)
    opened = begin()
    tab_of(opened.page).buttons["scan"].click()
    view = opened.page.full
    assert isinstance(view, ScanView)
    assert not view.replace_button.isVisibleTo(view)


def test_opened_to_be_read_it_says_whether_there_is_a_scan(
    begin: Begin, app: Application, clerk: Actor, who: str, pdf: Path,  # noqa: F811
) -> None:  # fmt: skip
    uid = assess(app, clerk, who)
    old = app.assessments.record_other(
        OtherResult(who, "MZ/T 039-2013", dt.date(2019, 5, 1), "2 级"), clerk
    )
    opened = begin()
    assert "没有" in facts(opened, uid)
    for one in (uid, old):
        app.assessments.attach_scan(one, "a.pdf", pdf.read_bytes(), clerk)
    assert "没有" not in facts(opened, uid)
    tab_of(opened.page).opened.emit(old)
    assert "有签字的扫描件。" in opened.page.full.words.text()


def facts(opened: Opened, uid: str) -> list[str]:
    """Texts above the table of an opened assessment."""
    from PySide6.QtWidgets import QLabel

    tab_of(opened.page).opened.emit(uid)
    found = [one.text() for one in opened.page.full.facts.findChildren(QLabel)]
    assert "签字的扫描件" in found
    opened.page.back()
    return found


# --- the comparison on paper --------------------------------------------------------------


def test_the_comparison_is_printed_from_the_window(
    begin: Begin, app: Application, clerk: Actor, who: str,  # noqa: F811
) -> None:  # fmt: skip
    assess(app, clerk, who, assessed_on=dt.date(2026, 1, 5), b1_1=2)
    assess(app, clerk, who, b2_3=1)
    opened = begin()
    tab_of(opened.page).buttons["compare"].click()
    view = opened.page.full
    assert isinstance(view, ScoresView)
    title = opened.page.header.title.text()
    view.print_button.click()
    paper = opened.page.full
    assert isinstance(paper, PaperView)
    assert opened.page.header.title.text() == "能力评估对比"
    (filed,) = app.documents.recent(clerk)
    assert filed.form == "assessment-comparison"
    text = papers.text(app.documents.pdf(filed.number, clerk))
    assert "2026-01-05 与 2026-11-23" in text
    assert "好转 2 分" in text
    opened.page.back()
    assert isinstance(opened.page.full, ScoresView), "back to the comparison, not to the file"
    assert opened.page.header.title.text() == title
    opened.page.full.print_button.click()
    opened.page.back()
    opened.page.back()
    assert opened.page.view() == FILE
    assert opened.page.header.title.text() == app.members.file(who, clerk).values["name"]


def test_two_standards_are_printed_in_their_own_words(
    begin: Begin, app: Application, clerk: Actor, who: str,  # noqa: F811
) -> None:  # fmt: skip
    assess(app, clerk, who)
    older = OtherResult(who, "MZ/T 039-2013", dt.date(2019, 5, 1), "2 级（中度失能）")
    app.assessments.record_other(older, clerk)
    opened = begin()
    tab_of(opened.page).buttons["compare"].click()
    view = opened.page.full
    assert isinstance(view, WordsView)
    view.print_button.click()
    (filed,) = app.documents.recent(clerk)
    text = papers.text(app.documents.pdf(filed.number, clerk))
    assert "不可比较：不同标准" in text
    assert "2 级（中度失能）" in text


def test_coma_that_went_is_seen_in_the_comparison(
    begin: Begin, app: Application, clerk: Actor, who: str,  # noqa: F811
) -> None:  # fmt: skip
    assess(app, clerk, who, b3_9=0, coma=True)
    assess(app, clerk, who, b3_9=0)
    opened = begin()
    tab_of(opened.page).buttons["compare"].click()
    found = cells(opened.page.full.table, "name", "before", "after", "change")
    assert ("意识水平", "0（昏迷）", "0", "昏迷有变化") in found


def test_ctrl_p_prints_the_comparison_as_its_button_does(
    begin: Begin, app: Application, clerk: Actor, who: str,  # noqa: F811
) -> None:  # fmt: skip
    assess(app, clerk, who, assessed_on=dt.date(2026, 1, 5), b1_1=2)
    assess(app, clerk, who, b2_3=1)
    opened = begin()
    tab_of(opened.page).buttons["compare"].click()
    assert opened.page.trigger("print")
    assert isinstance(opened.page.full, PaperView)
    assert opened.page.header.title.text() == "能力评估对比"


def test_ctrl_p_prints_nothing_where_nothing_is_offered(
    begin: Begin, app: Application, clerk: Actor, who: str,  # noqa: F811
) -> None:  # fmt: skip
    uid = assess(app, clerk, who)
    opened = begin()
    tab_of(opened.page).opened.emit(uid)
    view = opened.page.full
    assert isinstance(view, ScoresView)
    assert not opened.page.trigger("print")
    assert opened.page.full is view
