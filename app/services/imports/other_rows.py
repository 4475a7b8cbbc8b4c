"""Rows of a list that are no people: totals, signatures, places, the header once more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.services.imports.columns import Columns, header_words, simplified
from app.services.imports.sheets import Cell
from app.services.imports.values import text_of

_TOTAL = re.compile(
    r"(?:本页|本表|社区|全部|年度)?(?:合计|小计|总计|共计|累计)|共\d+[人名户]|以下空白|以上共"
    r"|总人数|总户数|.{1,12}(?:合计|小计|总计)[:：]?$"
)
_SIGNATURE = re.compile(
    r"(?:制表|填表|审核|复核|经办|统计|登记|负责|主管|填报|报送|核对|单位负责|中心负责)"
    r"(?:人员?|单位|日期|时间|签[字名])?(?:[:：(（].*|)$|(?:日期|单位|盖章|电话|注|说明|备注)[:：(（]"
    r"|.{0,16}(?:盖章|公章|签字|签名|签章)[)）:：]*$|.{0,4}签[字名][:：]"
)
_PLACE = re.compile(r".+(?:社区|街道|居委会|村委会|小区|小组|村)[:：]?")
"""What stands alone above the people who live there."""
_LONGEST_LONE_NAME = 6
"""Characters above which a lone text in the name column is a remark, not a name."""
_FEWEST_DIGITS = 6
"""Digits from which the text in the number column is meant as a number of a person."""


class OtherRows:
    """Tells the rows that are no people from those of people whom something is missing of."""

    def __init__(self, columns: Columns) -> None:
        self._name = columns.fields.get("name", -1)
        self._id = columns.fields.get("id_number", -1)
        self._serial = columns.fields.get("serial", -1)
        self._header = [simplified(word) for word in columns.headers]

    def __contains__(self, cells: Sequence[Cell]) -> bool:
        """Whether a row without number or name is blank, a total, a signature or a header.

        ``cells`` end in an empty one, which stands for every column the list does not have.
        """
        texts = [text for text in map(text_of, cells) if text]
        if not texts:
            return True
        name = text_of(cells[self._name])
        if name and self._repeats_header(cells, simplified(name)):
            return True
        first = _bare(texts[0])
        if _TOTAL.match(first) or _SIGNATURE.match(first) or _TOTAL.match(_bare(name)):
            return True
        if sum(map(str.isdigit, text_of(cells[self._id]))) >= _FEWEST_DIGITS:
            return False
        filled = [at for at, cell in enumerate(cells) if at != self._serial and text_of(cell)]
        if len(filled) > 1:
            return False
        if not name or len(name) > _LONGEST_LONE_NAME:
            return True
        return not text_of(cells[self._serial]) and bool(_PLACE.fullmatch(_bare(name)))

    def _repeats_header(self, cells: Sequence[Cell], name: str) -> bool:
        """Whether the row names the columns once more, as on every printed page."""
        if name in header_words():
            return True
        if self._id < 0 or name != self._header[self._name]:
            return False
        return simplified(text_of(cells[self._id])) == self._header[self._id]


def _bare(text: str) -> str:
    """``text`` without blanks, as totals are often spaced out."""
    return text.replace(" ", "").replace("\u3000", "")
