"""恢复口令: the one sheet that opens the data when the computer is gone. A4, never filed.

It is not in the registry and has no document number: a copy of the phrase inside the file that it
opens would travel with every backup.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.printing.page import Heading, Sheet, long_date

TITLE = "数据恢复口令"
_PER_LINE = 2
_ROW = 15.0
_SIZE = 24.0
_KEEPING = (
    "这是什么：本中心的全部数据已加密保存。电脑损坏、更换或重装系统后，只有用这张纸上的口令才能打开数据和备份。",
    "放在哪里：请放进中心的保险柜或上锁的档案柜，与电脑分开存放。由中心负责人保管，交接时当面点交并签字。",
    "不要这样：不要拍照，不要发微信或邮件，不要存进电脑或U盘，不要贴在电脑旁边。",
    "丢了怎么办：电脑还能打开时，请立即在“设置”中更换口令并重新打印，旧口令随即作废。",
    "请注意：口令丢失而电脑又打不开时，任何人都无法恢复数据，包括软件的开发者和上级平台。",
)


@dataclass(frozen=True)
class RecoveryPhrase:
    """What the sheet shows.

    Attributes:
        words: the groups of the phrase, in order.
        made_at: local wall-clock time, naive.
    """

    centre_name: str
    centre_code: str
    words: tuple[str, ...]
    made_at: dt.datetime
    made_by: str
    demo: bool = False


def render(data: RecoveryPhrase) -> bytes:
    """The sheet as PDF, one page for the ten groups of a phrase."""
    heading = Heading(
        centre_name=data.centre_name,
        title=TITLE,
        made_by=data.made_by,
        made_at=data.made_at,
        left=f"日期：{long_date(data.made_at.date())}",
        right=f"中心编码：{data.centre_code}",
        demo=data.demo,
    )
    sheet = Sheet(heading)
    sheet.y += 4
    sheet.paragraph("请按编号从左到右、从上到下输入：", size=12, gap=2)
    _words(sheet, data.words)
    sheet.y += 8
    for text in _KEEPING:
        sheet.paragraph(text, size=12, bold=text is _KEEPING[-1], gap=3)
    sheet.y += 6
    sheet.signatures(("中心负责人", "保管人", "日期"), height=16)
    return sheet.finish()


def _words(sheet: Sheet, words: tuple[str, ...]) -> None:
    """The groups in boxes, number in front, large enough to copy without a mistake."""
    width = (sheet.right - sheet.left) / _PER_LINE
    for index, word in enumerate(words):
        column = index % _PER_LINE
        if column == 0:
            sheet.need(_ROW)
        x, y = sheet.left + column * width, sheet.y
        sheet.frame(x, y, width, _ROW)
        sheet.fill(x + 0.3, y + 0.3, 14, _ROW - 0.6, 0.93)
        sheet.box(x, y, 14, _ROW, str(index + 1), size=14, align="center")
        sheet.box(x + 16, y, width - 18, _ROW, word, size=_SIZE, bold=True, align="center")
        if column == _PER_LINE - 1 or index == len(words) - 1:
            sheet.y += _ROW
