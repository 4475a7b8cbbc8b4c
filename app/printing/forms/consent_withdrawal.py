"""撤回同意回执: what was withdrawn, when, and what the centre has done. A4, one sheet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.printing.boxes import draw_lines
from app.printing.form import NOT_YET, Form
from app.printing.heading import heading_of
from app.printing.page import Sheet, long_date


@dataclass(frozen=True)
class ConsentWithdrawal:
    """What the receipt shows.

    Attributes:
        consent: ``人脸单独同意书（第 1 版）``. signed: ``2026-11-20，本人``.
        done: what has been done and what is still to be done, one sentence each.
    """

    centre_name: str
    date: dt.date
    name: str
    member_no: str
    id_masked: str
    consent: str
    signed: str
    withdrawn_on: dt.date
    reason: str
    done: tuple[str, ...]
    document_number: str = ""
    made_at: dt.datetime = NOT_YET
    made_by: str = ""
    demo: bool = False


def render(data: ConsentWithdrawal) -> bytes:
    """The receipt as PDF."""
    heading = heading_of(
        data,
        FORM.title,
        f"日期：{long_date(data.date)}",
        "一式两份，老人和中心各一份",
    )
    sheet = Sheet(heading)
    rows = (
        ("姓名", f"{data.name}　会员号 {data.member_no}"),
        ("证件号", data.id_masked),
        ("撤回的同意", data.consent),
        ("原签署", data.signed),
        ("撤回日期", long_date(data.withdrawn_on)),
        ("撤回原因", data.reason or "未说明（撤回不需要理由）"),
    )
    draw_lines(sheet, rows)
    sheet.y += 6
    sheet.paragraph("本中心的处理：", size=11, bold=True, gap=1)
    for number, text in enumerate(data.done, 1):
        sheet.paragraph(f"{number}. {text}", size=11, gap=1)
    sheet.y += 3
    sheet.paragraph(
        "撤回不影响撤回以前已经完成的服务和登记。不同意或撤回，不影响您继续享受各项服务和补贴。",
        size=11, gap=8,
    )  # fmt: skip
    sheet.signatures(("本人或监护人", "经办人", "日期"), height=16)
    return sheet.finish()


FORM: Form[ConsentWithdrawal] = Form(
    "consent-withdrawal", "撤回同意回执", "CH", "member", render, ("consent", "kind")
)
