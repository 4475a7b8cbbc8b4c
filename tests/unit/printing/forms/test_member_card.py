"""会员卡: what stands on a card, and what never does."""

from __future__ import annotations

from app.printing.forms.member_card import MemberCardFace, MemberCards, render
from tests.unit.printing import papers

UID = "0197c3a0-1111-7000-8000-0000000000{:02d}"


def cards(count: int, **other: object) -> bytes:
    faces = tuple(
        MemberCardFace(UID.format(n), f"王秀英{n}", f"{n:06d}", "李* 138****1234")
        for n in range(count)
    )
    given = {"phone": "0571-88001234", "made_at": papers.MADE_AT, **other}
    return render(MemberCards(papers.CENTRE, papers.DAY, faces, **given))  # type: ignore[arg-type]


def test_a_card_has_the_name_the_centre_and_whom_to_call() -> None:
    text = papers.text(cards(1))
    for words in ("王秀英0", papers.CENTRE, "会员号 000000", "紧急联系请拨中心 0571-88001234",
                  "家属 李* 138****1234"):  # fmt: skip
        assert words in text
    assert UID.format(0) not in text  # only in the code


def test_eight_cards_fill_a_page() -> None:
    assert len(papers.pages(cards(8))) == 1
    assert len(papers.pages(cards(9))) == 2


def test_without_a_phone_the_card_asks_to_be_brought_back() -> None:
    text = papers.text(cards(1, phone=""))
    assert "拾到请交回中心" in text
    assert "紧急联系" not in text


def test_until_when_it_is_valid_stands_on_the_card_if_it_ends() -> None:
    assert "有效期" not in papers.text(cards(1))
    face = MemberCardFace(UID.format(0), "王秀英", "000001", valid_until="2027-12-31")
    ends = render(MemberCards(papers.CENTRE, papers.DAY, (face,), made_at=papers.MADE_AT))
    assert "有效期至 2027-12-31" in papers.text(ends)


def test_a_card_of_the_demonstration_says_so() -> None:
    assert "（演示）" in papers.text(cards(1, demo=True))
