from __future__ import annotations

from pathlib import Path

from app.printing.forms.daily_roster import COLUMNS, render
from app.printing.page import page_count
from tests.unit.printing import papers
from tests.unit.printing.papers import person

LONG = "古丽巴哈尔·阿卜杜热西提·麦麦提吐尔逊江·艾力"
TWO = (
    ("小河社区", [
        person(1, "王𬱖", breakfast=True),
        person(2, "阿卜杜热合曼·买买提艾力", lunch=False, age="103"),
        person(3, LONG, dinner=True),
    ]),
    ("未填社区", [person(4, "𠮷野明", community="未填社区", ability="", lunch=False)]),
)  # fmt: skip


def test_every_name_can_be_found_and_copied() -> None:
    pdf = render(papers.roster(*TWO))
    text = papers.text(pdf)
    for name in ("王𬱖", "阿卜杜热合曼·买买提艾力", "𠮷野明"):
        assert name in text
    assert LONG in papers.poppler("pdftotext", render(papers.roster(*TWO)), "-raw").replace(
        "\n", ""
    )


def test_columns_are_those_of_the_form() -> None:
    assert " ".join(column.title for column in COLUMNS) == (
        "序号 姓名 性别 年龄 社区 能力等级 到达时间 方式 早餐 午餐 晚餐 签字 备注"
    )
    assert sum(column.width for column in COLUMNS) == 297 - 2 * 12


def test_a_row_shows_the_person() -> None:
    data = papers.roster(("小河社区", [person(7, "王芳", breakfast=True, note="软食")]))
    assert [
        "7",
        "王芳",
        "女",
        "81",
        "小河社区",
        "能力完好",
        "07:10:05",
        "人脸",
        "✓",
        "✓",
        "软食",
    ] in (papers.lines(papers.pages(render(data))[0]))


def test_subtotals_and_total_add_up() -> None:
    found = papers.lines(papers.pages(render(papers.roster(*TWO)))[0])
    assert [line for line in found if line[0] in ("小计", "合计")] == [
        ["小计", "到3人", "1", "2", "1"],
        ["小计", "到1人", "0", "0", "0"],
        ["合计", "到4人", "1", "2", "1"],
    ]


def test_head_and_foot() -> None:
    page = papers.pages(render(papers.roster(*TWO)))[0]
    assert papers.CENTRE in page
    assert "日期：2020年10月29日 星期四" in page
    assert "编号 QD-20201029-003" in page
    assert ["制表人：", "值班人：", "中心负责人："] in papers.lines(page)


def test_only_our_faces_are_embedded() -> None:
    assert papers.fonts(render(papers.roster(*TWO))) == {
        "NotoSansSC-Regular": ["yes", "yes", "yes"],
        "NotoSansSC-Bold": ["yes", "yes", "yes"],
        "YizhanRareHan-Regular": ["yes", "yes", "yes"],
    }


def test_an_empty_day_says_so() -> None:
    pdf = render(papers.roster(("小河社区", [])))
    assert page_count(pdf) == 1
    assert "本日无人签到" in papers.text(pdf)
    assert "合计" not in papers.text(pdf)


def test_five_hundred_people_in_five_communities() -> None:
    groups = [
        (f"第{g}社区", [person(g * 100 + n, f"第{g}号{n:03}人") for n in range(1, 101)])
        for g in range(5)
    ]
    pdf = render(papers.roster(*groups))
    found = papers.pages(pdf)
    assert len(found) == page_count(pdf) >= 24
    assert all("能力等级" in page for page in found)
    assert len({word for page in found for line in papers.lines(page) for word in line
                if word.endswith("人") and word.startswith("第")}) == 500  # fmt: skip
    assert ["合计", "到", "500", "人", "0", "500", "0"] in papers.lines(found[-1])


def test_the_demonstration_is_marked_and_names_stay_readable() -> None:
    groups = [("小河社区", [person(n, f"第{n:03}人") for n in range(1, 61)])]
    found = papers.pages(render(papers.roster(*groups, demo=True)))
    assert len(found) > 2
    assert all("演示数据" in page for page in found)
    words = {word for page in found for line in papers.lines(page) for word in line}
    assert {f"第{n:03}人" for n in range(1, 61)} <= words


def test_a_rare_character_is_not_only_in_the_text_but_on_the_paper(tmp_path: Path) -> None:
    def dots(name: str) -> bytes:
        data = papers.roster(("小河社区", [person(1, name)]))
        return papers.picture(render(data), tmp_path)[2]

    assert len({dots(name) for name in ("王𬱖", "王", "王𠮷", "王口")}) == 4


def test_a_name_that_no_font_has_does_not_keep_the_others_from_their_roster() -> None:
    names = ["张桂兰", "王\ue000", "李秀英"]
    people = [person(number, name) for number, name in enumerate(names, 1)]
    [page] = papers.pages(render(papers.roster(("小河社区", people))))
    assert all(name in page for name in ("张桂兰", "王", "李秀英"))
    assert "U+E000" in page
