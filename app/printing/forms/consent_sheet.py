"""同意书: the words of one consent and room to sign. A4, one kind to a sheet.

Face consent is its own sheet (人脸识别技术应用安全管理办法 Art. 6): a sheet holds one text only.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.printing.form import NOT_YET, Form
from app.printing.heading import heading_of
from app.printing.page import Sheet, long_date

_ROW, _LABEL = 8.0, 22.0
_BLOCK = 66.0
"""Height of the part to sign, mm: it stays together on one page."""


@dataclass(frozen=True)
class ConsentSheet:
    """What the sheet shows; the identity number is masked, the person brings the card.

    Attributes:
        title: of this kind: 人脸单独同意书. number: version of the text.
    """

    centre_name: str
    title: str
    date: dt.date
    number: int
    body: str
    name: str
    sex: str
    birth_date: str
    id_masked: str
    member_no: str
    address: str
    document_number: str = ""
    made_at: dt.datetime = NOT_YET
    made_by: str = ""
    demo: bool = False


def render(data: ConsentSheet) -> bytes:
    """The sheet as PDF."""
    heading = heading_of(
        data,
        data.title,
        f"日期：{long_date(data.date)}",
        f"文本第 {data.number} 版",
    )
    sheet = Sheet(heading)
    person(sheet, data)
    for text in data.body.splitlines():
        if text.strip():
            sheet.paragraph(text.strip(), size=10.5, bold=_is_heading(text), gap=1.2)
    sheet.y += 3
    _sign(sheet)
    return sheet.finish()


def person(sheet: Sheet, data: ConsentSheet) -> None:
    """Who it is about, in boxes."""
    cells = (
        (("姓名", data.name, 0.52), ("性别", data.sex, 0.18), ("出生日期", data.birth_date, 0.3)),
        (("证件号", data.id_masked, 0.6), ("会员号", data.member_no, 0.4)),
        (("住址", data.address, 1.0),),
    )
    wide = sheet.right - sheet.left
    for row in cells:
        x = sheet.left
        for label, text, part in row:
            width = wide * part
            sheet.fill(x, sheet.y, _LABEL, _ROW, 0.94)
            sheet.frame(x, sheet.y, width, _ROW)
            sheet.box(x, sheet.y, _LABEL, _ROW, label, align="center")
            sheet.box(x + _LABEL + 2, sheet.y, width - _LABEL - 3, _ROW, text, size=10.5)
            x += width
        sheet.y += _ROW
    sheet.y += 4


def _is_heading(text: str) -> bool:
    """``一、我们是谁``: a numbered heading of the text."""
    return len(text) < 30 and text.lstrip()[:1] in "一二三四五六七八九十" and "、" in text[:4]


def _sign(sheet: Sheet) -> None:
    """The part that is filled in by hand."""
    sheet.need(_BLOCK)
    sheet.line(sheet.left, sheet.y, sheet.right, sheet.y, width=0.8)
    sheet.y += 3
    sheet.paragraph(
        "我已阅读（或由工作人员读给我听并解释清楚）以上内容，自愿决定：", size=11, gap=1
    )
    sheet.paragraph("　　□ 同意　　　　　　□ 不同意", size=13, bold=True, gap=2)
    sheet.signatures(("本人签字", "日期"), height=12)
    sheet.paragraph("由监护人签字的，另填：", size=10, gap=0)
    sheet.signatures(("监护人签字", "与老人关系", "电话"), height=11)
    sheet.signatures(("由监护人签字的原因",), height=10)
    sheet.signatures(("见证人", "同意有效期至"), height=11)


FORM: Form[ConsentSheet] = Form("consent-sheet", "同意书", "TY", "member", render, ("kind",))
