"""同意书: the words of one kind, the person, room to sign on the same page."""

from __future__ import annotations

import pytest

from app.core.paths import resource
from app.printing.forms.consent_sheet import ConsentSheet, render
from app.services.codes import shipped_table
from tests.unit.printing import papers


def sheet(kind: str, body: str = "", name: str = "王秀英") -> bytes:
    body = body or resource("consents", f"{kind}.txt").read_text("utf-8")
    return render(
        ConsentSheet(
            papers.CENTRE, "同意书", papers.DAY, 3, body, name, "女", "1938-12-22",
            "330105********1245", "000001", "长乐社区 3 幢 201", made_at=papers.MADE_AT,
        )
    )  # fmt: skip


@pytest.mark.parametrize("kind", [entry.code for entry in shipped_table("consents")])
def test_every_shipped_text_fits_on_one_page_with_its_signatures(kind: str) -> None:
    pages = papers.pages(sheet(kind))
    assert len(pages) == 1
    for words in (
        "【样本】", "王秀英", "330105********1245", "文本第 3 版", "本人签字", "监护人签字",
        "见证人", "同意有效期至",
    ):  # fmt: skip
        assert words in pages[0]


def test_the_face_sheet_is_about_nothing_else_and_names_the_other_ways() -> None:
    text = papers.text(sheet("face"))
    for words in ("单独签署", "刷卡", "二维码", "身份证", "人工", "撤回"):
        assert words in text


def test_a_long_text_takes_pages_and_the_part_to_sign_stays_together() -> None:
    pages = papers.pages(sheet("face", "一、很长\n" + "第一句话说明情况。" * 900))
    assert len(pages) > 1
    last = pages[-1]
    assert all(words in last for words in ("本人签字", "监护人签字", "同意有效期至"))


def test_a_rare_character_is_printed() -> None:
    assert "王𬱖" in papers.text(sheet("meals", name="王𬱖"))
