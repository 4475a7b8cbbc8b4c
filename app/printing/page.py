"""The one page frame on paper: geometry, header, footer, watermark, text and lines.

A form makes a `Sheet`, draws from top to bottom (``y`` is the cursor, in mm from the top edge)
and calls `Sheet.finish`. Pages are kept until then, because “第 x 页 / 共 y 页” needs their number.
Same data, same bytes: no clock, no random number, no dictionary order of others goes in.
"""

from __future__ import annotations

import datetime as dt
import io
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from app.core.clock import weekday
from app.printing.fitting import LEADING, Fitted, fit, wrap
from app.printing.fonts import FontSet, bundled, plain, typeface

Align = Literal["left", "center", "right"]

POINT = 72 / 25.4
"""Points per millimetre."""
_MARK = 3.6  # mm, one line of the mark
_MIDDLE = 0.37  # of the size: from the base line to the middle of a Han character


_FRAME, _BELOW = 0.88, 0.08  # of the size: the side of a frame to write in, below the base line


@dataclass(frozen=True)
class _Shown:
    """A line in operators: (font, what it shows), and (em from its left, what no font has)."""

    runs: tuple[tuple[str, str], ...]
    unknown: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Heading:
    """What stands on every page of a document.

    Attributes:
        left: under the title on the left: a form puts the date with its weekday there.
        right: under the title on the right, such as the legend of the marks.
        document_number: in the footer; empty for a sheet that is not filed.
        made_at: local wall-clock time, naive.
        demo: marks every page 演示.
        mark: a small line above the body of every page, such as what full numbers are for.
    """

    centre_name: str
    title: str
    made_by: str
    made_at: dt.datetime
    document_number: str = ""
    left: str = ""
    right: str = ""
    demo: bool = False
    mark: str = ""


def long_date(date: dt.date) -> str:
    """``2020年10月29日 星期四``."""
    return f"{date.year}年{date.month}月{date.day}日 {weekday(date)}"


def page_count(pdf: bytes) -> int:
    """Pages of a document that `Sheet.finish` made."""
    found = re.search(rb"/Count (\d+)", pdf)
    if found is None:
        raise ValueError("not a document of Sheet.finish: no page tree")
    return int(found[1])


class Sheet:
    """A4 pages being drawn; every length in mm from the top left corner, every size in points.

    Attributes:
        top: where the body begins on every page, lower when the line under the title needs room.
        y: where the next thing goes; forms and `app.printing.table.draw` move it down.
    """

    LONG: ClassVar[float] = 297.0
    SHORT: ClassVar[float] = 210.0
    MARGIN: ClassVar[float] = 12.0
    BODY_TOP: ClassVar[float] = 31.0
    _INFO_TOP: ClassVar[float] = 24.5
    FOOT: ClassVar[float] = 15.0
    """Height kept free at the bottom edge; the footer stands in it."""
    SIZE: ClassVar[float] = 9.5
    """Body text, points."""
    FLOOR: ClassVar[float] = 7.0
    """No text is made smaller than this, points (2.5 mm high on paper)."""

    def __init__(
        self, heading: Heading, *, landscape: bool = False, fonts: FontSet | None = None
    ) -> None:
        self.heading = heading
        self.width = self.LONG if landscape else self.SHORT
        self.height = self.SHORT if landscape else self.LONG
        self.left, self.right = self.MARGIN, self.width - self.MARGIN
        self.bottom = self.height - self.FOOT
        self._fonts = fonts or bundled()
        self._buffer = io.BytesIO()
        self._canvas = _canvas(self._buffer, self.width, self.height, self._fonts)
        self._pages: list[list[str]] = []
        self._code: list[str] = []  # the operators of the page being drawn
        self._grey = 0.0
        self._measured: dict[tuple[str, bool], float] = {}
        self._shows: dict[tuple[str, bool], _Shown] = {}
        self._unknown: dict[int, dict[str, None]] = {}  # by page: characters that no font has
        self._left, self._right, self._info_end = self._header_lines()
        self._mark = self._mark_lines()
        self.top = self._info_end + (self._mark.height / POINT + 1 if heading.mark else 0)
        self.new_page()

    # -- pages ---------------------------------------------------------------------------------

    def new_page(self) -> None:
        """Begin a page with its watermark and header; the cursor goes to the top of the body."""
        self._code, self._grey = [], 0.0
        self._pages.append(self._code)
        if self.heading.demo:
            self._watermark("演示")
        self._header()
        self.y = self.top

    def room(self) -> float:
        """Height left on this page."""
        return self.bottom - self.y

    def need(self, height: float) -> bool:
        """Begin a new page when ``height`` does not fit on this one; whether it did."""
        if height <= self.room() + 1e-6:
            return False
        self.new_page()
        return True

    def finish(self) -> bytes:
        """The document; the sheet is used up."""
        total = len(self._pages)
        for number, page in enumerate(self._pages, 1):
            self._code, self._grey = page, math.nan
            self._footer(number, total)
            self._to_write(self._unknown.get(id(page), {}))
            self._canvas.addLiteral("\n".join(page))
            self._canvas.showPage()
        self._canvas.setTitle(self.heading.title)
        self._canvas.setAuthor(self.heading.centre_name)
        self._canvas.setSubject(self.heading.document_number)
        self._canvas.save()
        return self._buffer.getvalue()

    # -- text ----------------------------------------------------------------------------------

    def measure(self, text: str, *, bold: bool = False) -> float:
        """Width of ``text`` in sizes (em); what no font has is one wide."""
        key = (text, bold)
        if (known := self._measured.get(key)) is None:
            runs = self._fonts.runs(plain(text), bold=bold)
            known = self._measured[key] = sum(
                face.width(part) if face else len(part) for face, part in runs
            )
        return known

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = SIZE,
        bold: bool = False,
        align: Align = "left",
        grey: float = 0.0,
    ) -> None:
        """One line as it is: its middle at height ``y``; its left, centre or right at ``x``.

        A character that no font has is an empty frame, and the page says at its foot which one is
        to be written there by hand: one name must not stop the paper of all others.
        """
        left = x * POINT
        if align != "left":
            left -= self.measure(text, bold=bold) * size * (0.5 if align == "center" else 1)
        base = (self.height - y) * POINT - size * _MIDDLE
        self._show(left, base, text, size, bold, grey)

    def fitted(self, text: str, width: float, height: float, *, size: float = SIZE,
               bold: bool = False) -> Fitted:  # fmt: skip
        """How ``text`` stands in a box of ``width`` × ``height`` mm (see `fit`)."""
        return fit(
            plain(text), width * POINT, height * POINT,
            lambda part: self.measure(part, bold=bold), size, min(self.FLOOR, size),
        )  # fmt: skip

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        text: str,
        *,
        size: float = SIZE,
        bold: bool = False,
        align: Align = "left",
        grey: float = 0.0,
    ) -> None:
        """``text`` fitted into a box and centred in its height; nothing is drawn around it."""
        shown = self.fitted(text, width, height, size=size, bold=bold)
        self.lines(x, y, width, height, shown, bold=bold, align=align, grey=grey)

    def lines(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        shown: Fitted,
        *,
        bold: bool = False,
        align: Align = "left",
        grey: float = 0.0,
    ) -> None:
        """Lines that were fitted before, centred in the height of the box."""
        at = x + width * {"left": 0, "center": 0.5, "right": 1}[align]
        step = shown.size * LEADING / POINT
        middle = y + height / 2 - step * (len(shown.lines) - 1) / 2
        for index, line in enumerate(shown.lines):
            self.text(at, middle + index * step, line, size=shown.size, bold=bold, align=align,
                      grey=grey)  # fmt: skip

    def paragraph(self, text: str, *, size: float = 11, bold: bool = False, gap: float = 2) -> None:
        """Running text over the whole width, from page to page; ``gap`` mm below it."""
        step = size * 1.6 / POINT
        columns = (self.right - self.left) * POINT / size
        for line in wrap(plain(text), columns, lambda part: self.measure(part, bold=bold)):
            self.need(step)
            self.text(self.left, self.y + step / 2, line, size=size, bold=bold)
            self.y += step
        self.y += gap

    def signatures(self, roles: tuple[str, ...], *, height: float = 12.0) -> None:
        """One line of names to sign: ``制表人：______``, evenly over the width."""
        self.need(height)
        step = (self.right - self.left) / len(roles)
        at = self.y + height * 0.6
        for index, role in enumerate(roles):
            x = self.left + index * step
            label = f"{role}："
            self.text(x, at, label, size=10)
            start = x + self.measure(label) * 10 / POINT + 1
            self.line(start, at + 2.2, x + step - 8, at + 2.2)
        self.y += height

    # -- lines and areas -----------------------------------------------------------------------

    def line(self, x1: float, y1: float, x2: float, y2: float, *, width: float = 0.4) -> None:
        """A black line of ``width`` points."""
        h = self.height
        self._code.append(
            f"{width:g} w {x1 * POINT:.2f} {(h - y1) * POINT:.2f} m "
            f"{x2 * POINT:.2f} {(h - y2) * POINT:.2f} l S"
        )

    def frame(self, x: float, y: float, width: float, height: float, *, line: float = 0.6) -> None:
        """An empty rectangle with lines of ``line`` points."""
        self._code.append(f"{line:g} w {self._area(x, y, width, height)} re S")

    def fill(self, x: float, y: float, width: float, height: float, grey: float) -> None:
        """A filled area, ``grey`` from 0 black to 1 white."""
        self._ink(grey)
        self._code.append(f"{self._area(x, y, width, height)} re f")

    def _area(self, x: float, y: float, width: float, height: float) -> str:
        corner = f"{x * POINT:.2f} {(self.height - y - height) * POINT:.2f}"
        return f"{corner} {width * POINT:.2f} {height * POINT:.2f}"

    # -- the frame -----------------------------------------------------------------------------

    def _header(self) -> None:
        head, wide = self.heading, self.right - self.left
        self.box(self.left, 8, wide, 6, head.centre_name, size=11, align="center")
        self.box(self.left, 14, wide, 9, head.title, size=17, bold=True, align="center")
        at, high = self._INFO_TOP, self._info_end - self._INFO_TOP - 0.5
        self.lines(self.left, at, wide, high, self._left, align="left")
        self.lines(self.left, at, wide, high, self._right, align="right")
        if head.mark:
            high = self._mark.height / POINT
            self.lines(self.left, self._info_end - 0.5, wide, high, self._mark, align="left")

    def _header_lines(self) -> tuple[Fitted, Fitted, float]:
        """The texts under the title in half a line each, and where they end: the body's top."""
        half, high = (self.right - self.left) / 2 - 2, self.BODY_TOP - self._INFO_TOP - 0.5
        left = self.fitted(self.heading.left, half, high, size=10)
        right = self.fitted(self.heading.right, half, high)
        more = max(left.height, right.height) / POINT - high
        return left, right, self.BODY_TOP + max(more, 0.0)

    def _mark_lines(self) -> Fitted:
        """The mark over the whole width, on as many lines as it takes."""
        return self.fitted(self.heading.mark, self.right - self.left, _MARK, size=8.5)

    def _footer(self, number: int, total: int) -> None:
        head, third = self.heading, (self.right - self.left) / 3
        made = f"制表 {head.made_by}　{head.made_at:%Y-%m-%d %H:%M}"
        filed = f"编号 {head.document_number}" if head.document_number else ""
        if head.demo:
            filed = f"{filed}　演示数据，不作凭证".strip()
        texts = (filed, made, f"第 {number} 页 / 共 {total} 页")
        y = self.bottom + 3
        self.line(self.left, y, self.right, y, width=0.5)
        aligns: tuple[Align, ...] = ("left", "center", "right")
        for index, (text, align) in enumerate(zip(texts, aligns, strict=True)):
            self.box(self.left + index * third, y + 0.8, third, 5, text, size=8.5, align=align)

    def _watermark(self, word: str) -> None:
        """Light, large, from the lower left to the upper right, under everything else."""
        size = 170.0
        slope = math.cos(math.pi / 4)
        half = self.measure(word, bold=True) * size / 2
        x = self.width / 2 * POINT - (half - size * _MIDDLE) * slope
        y = self.height / 2 * POINT - (half + size * _MIDDLE) * slope
        matrix = f"{slope:.4f} {slope:.4f} {-slope:.4f} {slope:.4f} {x:.2f} {y:.2f} Tm"
        self._show(x, y, word, size, True, 0.92, matrix)

    # -- PDF operators -------------------------------------------------------------------------

    def _show(self, x: float, y: float, text: str, size: float, bold: bool, grey: float,
              matrix: str = "") -> None:  # fmt: skip
        if not text:
            return
        key = (text, bold)
        if (shown := self._shows.get(key)) is None:
            shown = self._shows[key] = self._encode(plain(text), bold)
        self._ink(grey)
        shows = " ".join([f"/{font} {size:g} Tf {codes}" for font, codes in shown.runs])
        self._code.append(f"BT {matrix or f'{x:.2f} {y:.2f} Td'} {shows} ET")
        for offset, character in shown.unknown:
            side = size * _FRAME
            corner = f"{x + offset * size + (size - side) / 2:.2f} {y - size * _BELOW:.2f}"
            self._code.append(f"0.4 w {corner} {side:.2f} {side:.2f} re S")
            self._unknown.setdefault(id(self._code), {})[character] = None

    def _encode(self, text: str, bold: bool) -> _Shown:
        doc, first = self._canvas._doc, typeface(self._fonts.regular)
        runs, unknown, at = [], [], 0.0
        for face, part in self._fonts.runs(text, bold=bold):
            if face is None:
                unknown += [(at + index, character) for index, character in enumerate(part)]
                runs.append((first.encode("", doc)[0], f"[{-1000 * len(part)}] TJ"))
            else:
                font, codes = face.encode(part, doc)
                runs.append((font, f"<{codes}> Tj"))
            at += face.width(part) if face else len(part)
        return _Shown(tuple(runs), tuple(unknown))

    def _to_write(self, unknown: Iterable[str]) -> None:
        """Which characters belong into the frames of this page, between body and foot."""
        if codes := "、".join(f"U+{ord(character):04X}" for character in unknown):
            text = f"方框处是字库没有的字（{codes}），请按证件手写。"
            self.box(self.left, self.bottom, self.right - self.left, 3, text, size=self.FLOOR)

    def _ink(self, grey: float) -> None:
        if grey != self._grey:
            self._code.append(f"{grey:g} g")
            self._grey = grey


def _canvas(target: io.BytesIO, width: float, height: float, fonts: FontSet) -> Any:
    """A ReportLab canvas of ``width`` × ``height`` mm; imported here, because it takes 0.1 s."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # binary streams: a quarter smaller, and ASCII85 is slow in Python
    canvas = Canvas(
        target,
        pagesize=(width * POINT, height * POINT),
        pageCompression=1,
        invariant=1,
        initialFontName=typeface(fonts.regular).fontName,
        lang="zh-CN",
        pdfVersion=(1, 5),
    )
    canvas.setCreator("颐站 Yizhan")
    return canvas
