from __future__ import annotations

from app.printing.forms.recovery_phrase import RecoveryPhrase, render
from app.printing.page import page_count
from tests.unit.printing import papers

WORDS = tuple(f"{n * 1237 % 10000:04}" for n in range(1, 11))


def made(words: tuple[str, ...] = WORDS, demo: bool = False) -> bytes:
    return render(RecoveryPhrase(papers.CENTRE, "330105001", words, papers.MADE_AT, "王芳", demo))


def test_the_groups_stand_in_order_with_their_numbers() -> None:
    found = papers.lines(papers.pages(made())[0])
    numbered = [[str(n), WORDS[n - 1], str(n + 1), WORDS[n]] for n in range(1, 11, 2)]
    assert [line for line in found if line in numbered] == numbered


def test_it_says_where_to_keep_it_and_what_it_means_to_lose_it() -> None:
    pdf = made()
    assert page_count(pdf) == 1
    words = papers.text(pdf).replace("\n", "")
    for part in (
        papers.CENTRE,
        "330105001",
        "2020年10月29日",
        "保险柜",
        "任何人都无法恢复数据",
        "不要拍照",
    ):
        assert part in words


def test_an_odd_number_of_groups_and_other_words_are_drawn() -> None:
    assert "词2" in papers.text(made(("词0", "词1", "词2")))
