from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.errors import EnvironmentProblem
from app.printing.fonts import FontSet, bundled, plain, typeface


def test_every_han_character_of_gb_2312_has_a_glyph_in_both_weights() -> None:
    characters = [
        bytes((high, low)).decode("gb2312")
        for high in range(0xB0, 0xD7)
        for low in range(0xA1, 0xFF)
    ]
    for path in (bundled().regular, bundled().bold):
        assert {c for c in characters if ord(c) not in typeface(path).covered} == set()


def test_a_face_is_parsed_once() -> None:
    assert typeface(bundled().regular) is typeface(bundled().regular)


def test_common_text_is_one_run_and_does_not_open_the_rare_face() -> None:
    closed = replace(bundled(), others=(Path("not-there.ttf"),))
    [(face, part)] = closed.runs("王𬱖·阿卜杜")
    assert (face.fontName, part) == ("fonts/NotoSansSC-Regular", "王𬱖·阿卜杜")


def test_a_rare_character_comes_from_the_next_face() -> None:
    runs = bundled().runs("吴𠮷明", bold=True)
    assert [(face.fontName.split("-")[-1], part) for face, part in runs] == [
        ("Bold", "吴"),
        ("fonts/YizhanRareHan", "𠮷"),
        ("Bold", "明"),
    ]


@pytest.mark.parametrize("character", ["\ue000", "\U000e1000", "😀"])
def test_what_no_face_draws_has_none(character: str) -> None:
    runs = bundled().runs(f"王{character}{character}明")
    assert [part for face, part in runs if face is None] == [character * 2]
    assert "".join(part for _, part in runs) == f"王{character}{character}明"


def test_private_characters_of_gbk_are_drawn_as_what_the_standard_has_in_their_place() -> None:
    # GB 18030-2022: U+E816 is 𠂇, U+E81E is 龴, U+E864 is 龻; 0xFE50 is ⺁ since GB 18030-2000.
    assert plain("\ue815\ue816\ue81e\ue864") == "⺁\U00020087\u9fb4\u9fbb"
    every = plain("".join(map(chr, range(0xE815, 0xE865))))
    assert len(every) == 80
    assert not any(0xE000 <= ord(one) <= 0xF8FF for one in every)
    assert all(face is not None for face, _ in bundled().runs(every))


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("家属代签\r\n下午接走", "家属代签 下午接走"),
        ("到\t95\xa0人", "到 95 人"),
        ("小计\u3000到", "小计\u3000到"),
        ("\ufeff王\u200b芳\ufe00", "王芳"),
        ("葛\U000e0100", "葛"),
        ("王𬱖", "王𬱖"),
    ],
)
def test_line_ends_become_blanks_and_only_invisible_marks_go(given: str, printed: str) -> None:
    assert plain(given) == printed


def test_a_missing_font_file_asks_for_a_new_installation(tmp_path: Path) -> None:
    fonts = FontSet(tmp_path / "gone.ttf", tmp_path / "gone.ttf")
    with pytest.raises(EnvironmentProblem, match="重新安装") as problem:
        fonts.runs("王")
    assert (problem.value.code, problem.value.retryable) == ("font_missing", False)


def test_nothing_loads_reportlab_before_something_is_printed() -> None:
    code = (
        "import sys, app.printing.registry, app.printing.archive;"
        "sys.exit('reportlab' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
