"""The fonts that are shipped: whole, licensed, and able to draw the names people have."""

from __future__ import annotations

import hashlib
import re

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from tests.helpers.source import ROOT

FONTS = ROOT / "resources/fonts"
FILES = sorted(path.name for path in FONTS.glob("*.ttf"))


def characters(name: str) -> set[int]:
    return set(TTFontFile(str(FONTS / name)).charToGlyph)


@pytest.mark.parametrize("name", FILES)
def test_each_font_is_the_file_that_the_notice_describes(name: str) -> None:
    digest = hashlib.sha256((FONTS / name).read_bytes()).hexdigest()
    assert re.search(rf"{name}\s+SHA-256 {digest}", (FONTS / "NOTICE").read_text("utf-8"))


@pytest.mark.parametrize("name", FILES)
def test_each_font_has_its_licence_beside_it(name: str) -> None:
    family = name.removesuffix(".ttf").split("-")[0]
    licence = (FONTS / f"LICENSE-{family}.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


@pytest.mark.parametrize("name", FILES)
def test_reportlab_can_embed_each_font(name: str) -> None:
    data = (FONTS / name).read_bytes()
    assert data[:4] == b"\0\1\0\0"  # TrueType outlines
    assert len(data) < 15_000_000


@pytest.mark.parametrize("name", ["NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"])
def test_the_main_face_draws_rare_and_long_names(name: str) -> None:
    wanted = {ord(c) for c in "王𬱖䶮㛃喦翀喆阿卜杜热合曼·买买提艾力0123456789（）、—…℃"}
    assert wanted - characters(name) == set()


def test_the_second_face_draws_what_the_main_face_lacks() -> None:
    rare = characters("YizhanRareHan.ttf")
    main = characters("NotoSansSC-Regular.ttf")
    assert rare.isdisjoint(main)
    # one each of Extension B, C, D, E and F, a compatibility character, a letter, a modifier
    assert {0x20021, 0x2A70F, 0x2B7F0, 0x2B8C6, 0x2CEB1, 0xFA1F, 0x02BC, 0x0259} <= rare | main
    assert len(rare) > 26_000
