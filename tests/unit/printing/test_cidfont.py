from __future__ import annotations

import io
import threading

from reportlab.pdfgen.canvas import Canvas

from app.printing.cidfont import to_unicode
from app.printing.fonts import bundled, typeface
from tests.unit.printing import papers


def drawn(*words: str) -> bytes:
    face = typeface(bundled().regular)
    target = io.BytesIO()
    canvas = Canvas(target, initialFontName=face.fontName, invariant=1)
    canvas.setFont(face.fontName, 20)
    for index, word in enumerate(words):
        canvas.drawString(72, 700 - index * 40, word)
    canvas.save()
    return target.getvalue()


def test_text_comes_back_also_beyond_the_basic_plane() -> None:
    assert papers.text(drawn("王𬱖", "阿卜杜热合曼·买买提艾力")).split() == [
        "王𬱖",
        "阿卜杜热合曼·买买提艾力",
    ]


def test_several_hundred_characters_are_one_embedded_subset() -> None:
    words = ["".join(map(chr, range(0x5000 + 20 * i, 0x5014 + 20 * i))) for i in range(15)]
    pdf = drawn(*words)
    assert papers.text(pdf).split() == words
    assert papers.fonts(pdf) == {"NotoSansSC-Regular": ["yes", "yes", "yes"]}


def test_two_characters_with_one_glyph_stay_two() -> None:
    face = typeface(bundled().regular)
    shared: dict[int, list[int]] = {}
    for code in range(0x2E80, 0xFB00):
        if code in face.covered:
            shared.setdefault(face.covered[code], []).append(code)
    twins = next(codes for codes in shared.values() if len(codes) > 1)
    word = "".join(map(chr, twins))
    map_of_both = to_unicode(twins).decode()
    assert all(f"<{code:04X}>" in map_of_both for code in twins)
    assert face._glyph_map(twins) == b"\0\0" + b"\0\1" * len(twins)
    assert len(papers.text(drawn(word)).strip()) == len(twins)


def test_the_unicode_map_uses_surrogates_and_short_blocks() -> None:
    text = to_unicode([0x2CC56, *range(0x4E00, 0x4EFA)]).decode()
    assert "<0001> <D873DC56>" in text
    assert [line for line in text.splitlines() if line.endswith("beginbfchar")] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "51 beginbfchar",
    ]


def test_two_threads_may_draw_at_once() -> None:
    words = [chr(0x6000 + i) * 3 for i in range(200)]
    wanted = drawn(*words)
    made: list[bytes] = []
    threads = [threading.Thread(target=lambda: made.append(drawn(*words))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [wanted] * 4
