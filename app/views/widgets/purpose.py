"""Asks what full numbers on a paper are for; without that there are only masked ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.core.masking import LONGEST_PURPOSE
from app.views.kit import Kit
from app.views.widgets.form import Field, Form
from app.views.widgets.page import Page
from app.views.widgets.saving import save_form

SHEET = 480


def tr(text: str) -> str:
    """Interface words of papers with full numbers."""
    return QCoreApplication.translate("FullPapers", text)


class ReasonForm(Form):
    """One line: the purpose, which stands on every page of the paper and in the audit."""

    def __init__(self) -> None:
        why = Field(
            "reason", tr("用途"), width="full", required=True, max_length=LONGEST_PURPOSE,
            placeholder=tr("例如：街道核对档案"),
            help=tr("谁、什么时候、什么用途、哪一份，都记入审计日志；用途印在纸的每一页上。"),
        )  # fmt: skip
        super().__init__((why,), save_text=tr("生成"))


def ask_purpose(
    page: Page, kit: Kit, make: Callable[[str], Any], done: Callable[[Any], None]
) -> ReasonForm:
    """Ask in the side sheet of ``page``, then ``make`` with the purpose off the GUI thread.

    Faults stay under the field; ``done`` is told the result once the sheet has closed.
    """
    form = ReasonForm()

    def submit(values: dict[str, Any]) -> None:
        purpose = str(values["reason"])
        save_form(page, kit, form, lambda: make(purpose), done)

    form.submitted.connect(submit)
    form.cancelled.connect(page.back)
    page.open_sheet(tr("含完整证件号的打印件"), form, SHEET)
    return form
