"""会员卡: cards of the size of a bank card (ISO/IEC 7810 ID-1) on A4, to cut out.

On a card stand the name, the centre, a QR code of an opaque code and whom to call; never an
identity number, an address or a diagnosis: cards get lost.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.printing import qrcode
from app.printing.form import NOT_YET, Form
from app.printing.heading import heading_of
from app.printing.page import Sheet, long_date

WIDTH, HEIGHT = 85.6, 54.0
"""Of one card, mm (ISO/IEC 7810, ID-1; the standard's 53.98 rounded to the cutter)."""
COLUMNS, _GAP, _PAD = 2, 4.0, 4.0
_QR = 31.0


@dataclass(frozen=True)
class MemberCardFace:
    """One card; ``code`` goes into the QR code, the contact is masked already; ``valid_until`` the
    last day in ISO form, ``""`` without an end."""

    code: str
    name: str
    member_no: str
    contact: str = ""
    valid_until: str = ""


@dataclass(frozen=True)
class MemberCards:
    """The cards of one print.

    Attributes:
        phone: the centre's emergency phone in full, ``""`` when it is not set.
    """

    centre_name: str
    date: dt.date
    cards: tuple[MemberCardFace, ...]
    phone: str = ""
    document_number: str = ""
    made_at: dt.datetime = NOT_YET
    made_by: str = ""
    demo: bool = False


def render(data: MemberCards) -> bytes:
    """The cards as PDF, eight to a page."""
    heading = heading_of(
        data,
        FORM.title,
        f"日期：{long_date(data.date)}",
        "沿边线剪下，可以塑封",
    )
    sheet = Sheet(heading)
    wide = COLUMNS * WIDTH + _GAP
    left = sheet.left + (sheet.right - sheet.left - wide) / 2
    for index, card in enumerate(data.cards):
        column = index % COLUMNS
        if column == 0:
            sheet.need(HEIGHT)
        _card(sheet, left + column * (WIDTH + _GAP), sheet.y, card, data)
        if column == COLUMNS - 1 or index == len(data.cards) - 1:
            sheet.y += HEIGHT + _GAP
    return sheet.finish()


def _card(sheet: Sheet, x: float, y: float, card: MemberCardFace, data: MemberCards) -> None:
    sheet.frame(x, y, WIDTH, HEIGHT, line=0.4)
    words, inner = WIDTH - _QR - 2 * _PAD, WIDTH - 2 * _PAD
    centre = f"{data.centre_name}（演示）" if data.demo else data.centre_name
    sheet.box(x + _PAD, y + 3, inner, 6, centre, size=10)
    sheet.line(x + _PAD, y + 10, x + WIDTH - _PAD, y + 10, width=0.6)
    sheet.box(x + _PAD, y + 13, words, 16, card.name, size=20, bold=True)
    sheet.box(x + _PAD, y + 31, words, 6, f"会员号 {card.member_no}", size=11)
    if card.valid_until:
        sheet.box(x + _PAD, y + 36.5, words, 5, f"有效期至 {card.valid_until}", size=9)
    qrcode.draw(sheet, x + WIDTH - _QR - 1.5, y + 11, _QR, card.code)
    phone = f"紧急联系请拨中心 {data.phone}" if data.phone else "拾到请交回中心"
    sheet.box(x + _PAD, y + 42, inner, 5, phone, size=9.5, bold=bool(data.phone))
    if card.contact:
        sheet.box(x + _PAD, y + 47, inner, 5, f"家属 {card.contact}", size=9)


FORM: Form[MemberCards] = Form("member-card", "会员卡", "HY", "member", render, several=True)
