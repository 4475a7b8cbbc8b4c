"""A TrueType face as one composite PDF font (Type 0, Identity-H) per document.

ReportLab's own embedding cuts a face into fonts of 256 characters and writes characters above
U+FFFF into the ToUnicode map as five hex digits, so that 王𬱖 looks right but cannot be found or
copied. Here every character of a document gets one two-byte code and a UTF-16 entry
(ISO 32000-1, 9.7.4 and 9.10.3). See docs/decisions/printing.md.

Importing this module imports ReportLab; nothing else at start-up does.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

_IN_A_BLOCK = 100  # most entries one beginbfchar block may have (Adobe technical note 5014)


class _State:
    """What one document has used of one face: character → CID (from 1), in order of first use."""

    def __init__(self, resource: str) -> None:
        self.resource = resource
        self.cids: dict[str, int] = {}


class CidFont(TTFont):  # type: ignore[misc]  # ReportLab has no annotations
    """A face parsed once per process; documents add what they use.

    Attributes:
        covered: code point → glyph index for every character it can draw.
        widths: code point → advance in 1/1000 em.
    """

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name, str(path), shapable=False)
        self.covered: dict[int, int] = self.face.charToGlyph
        self.widths: dict[int, float] = self.face.charWidths
        self._reading = threading.Lock()  # the parsed file has one read position
        pdfmetrics.registerFont(self)

    def width(self, text: str) -> float:
        """Advance of ``text`` in em; every character must be covered."""
        widths = self.widths
        return sum([widths[ord(character)] for character in text]) / 1000

    def encode(self, text: str, doc: Any) -> tuple[str, str]:
        """Resource name of the font in ``doc`` and ``text`` as hex digits for a Tj operator."""
        state = self._state_in(doc)
        cids = state.cids
        codes = [cids.setdefault(character, len(cids) + 1) for character in text]
        return state.resource, "".join([f"{code:04X}" for code in codes])

    def _state_in(self, doc: Any) -> _State:
        state = self.state.get(doc)
        if state is None:
            state = self.state[doc] = _State(f"F{len(doc.delayedFonts) + 1}")
            doc.delayedFonts.append(self)
        return state  # type: ignore[no-any-return]

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:
        """ReportLab's hook behind ``drawString``: one subset, two bytes a character."""
        return [(0, bytes.fromhex(self.encode(text, doc)[1]))]

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:
        """ReportLab's hook: the resource name, with its slash."""
        return f"/{self._state_in(doc).resource}"

    def addObjects(self, doc: Any) -> None:
        """ReportLab's hook at save: write the subset and the objects around it."""
        state: _State = self.state.pop(doc)
        codes = [ord(character) for character in state.cids]
        base = f"{_tag(self.fontName, codes)}+{self.face.name.decode('ascii')}"
        with self._reading:
            descriptor = self.face.addSubsetObjects(doc, base, codes)
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": f"/{base}",
                "CIDSystemInfo": "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
                "FontDescriptor": descriptor,
                "DW": 1000,
                "W": pdfdoc.PDFArray([1, pdfdoc.PDFArray([self.widths[c] for c in codes])]),
                "CIDToGIDMap": _stream(doc, f"gids:{base}", self._glyph_map(codes)),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": f"/{base}",
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([doc.Reference(descendant, f"cid:{base}")]),
                "ToUnicode": _stream(doc, f"unicode:{base}", to_unicode(codes)),
            }
        )
        doc.idToObject[pdfdoc.BasicFonts].dict[state.resource] = doc.Reference(font, f"f:{base}")

    def _glyph_map(self, codes: Sequence[int]) -> bytes:
        """CID → glyph in the subset: two characters that share a glyph keep their own CIDs."""
        order = {0: 0}
        glyphs = [0, *(order.setdefault(self.covered[code], len(order)) for code in codes)]
        return b"".join(glyph.to_bytes(2, "big") for glyph in glyphs)


def to_unicode(codes: Sequence[int]) -> bytes:
    """The ToUnicode map of CIDs 1…n, UTF-16BE, so that text can be searched and copied."""
    lines = [
        f"<{cid:04X}> <{chr(code).encode('utf-16-be').hex().upper()}>"
        for cid, code in enumerate(codes, 1)
    ]
    blocks = [lines[at : at + _IN_A_BLOCK] for at in range(0, len(lines), _IN_A_BLOCK)]
    body = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode("ascii")


def _tag(name: str, codes: Sequence[int]) -> str:
    """The six capital letters that name a subset, the same for the same characters."""
    seed = hashlib.sha256(f"{name}{codes}".encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in seed[:6])


def _stream(doc: Any, name: str, content: bytes) -> Any:
    stream = pdfdoc.PDFStream()
    stream.content = content
    stream.filters = [pdfdoc.PDFZCompress] if doc.compression else []
    return doc.Reference(stream, name)
