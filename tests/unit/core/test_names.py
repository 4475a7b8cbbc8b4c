from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import characters
from app.core.names import (
    MOST_READINGS,
    MOST_SPLITS,
    QueryKind,
    letter_splits,
    matches,
    normalise_name,
    query_kind,
    query_text,
    search_keys,
    sort_key,
    stored_text,
)

CHINESE = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=12
)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("王秀英", "王秀英"),
        (" 朱　秀英 ", "朱秀英"),
        ("胡 小妹", "胡小妹"),
        ("张\u00a0三", "张三"),
        ("阿卜杜热合曼•买买提艾力", "阿卜杜热合曼·买买提艾力"),
        ("买买提明 ・ 阿不都克里木‧玉素甫", "买买提明·阿不都克里木·玉素甫"),
        ("古丽∙阿依", "古丽·阿依"),
        ("ＡＢ Ｓｍｉｔｈ", "AB Smith"),
        ("Mary  Ann", "Mary Ann"),
        ("王\u200b𬱖", "王𬱖"),
        ("赵䶮\ufeff", "赵䶮"),
        ("\u3000", ""),
        ("⾦土根", "金土根"),
        *((f"古丽{dot}艾山", "古丽·艾山") for dot in ".．。｡﹒•‧・∙·⋅●"),
        ("买买提明. 阿不都 ．玉素甫", "买买提明·阿不都·玉素甫"),
        ("J.K. Rowling", "J.K. Rowling"),
        ("艾·J. 史密斯", "艾·J.史密斯"),
        ("王秀英.", "王秀英."),
    ],
)
def test_one_spelling(typed: str, stored: str) -> None:
    assert normalise_name(typed) == stored


@pytest.mark.parametrize("name", ["\ue815某", "\ufa11木", "\U0002f800三", "方喦", "李㛃", "王𬱖"])
def test_rare_and_private_characters_survive(name: str) -> None:
    assert normalise_name(name) == name


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("单雄信", "shanxiongxin"),
        ("解缙", "xiejin"),
        ("仇水根", "qiushuigen"),
        ("查良镛", "zhaliangyong"),
        ("曾淑芬", "zengshufen"),
        ("翟志明", "zhaizhiming"),
        ("盖志高", "gezhigao"),
        ("缪翠娥", "miaocuie"),
        ("区建国", "oujianguo"),
        ("朴金花", "piaojinhua"),
        ("尉迟恭", "yuchigong"),
        ("万俟宝珠", "moqibaozhu"),
        ("长孙水仙", "zhangsunshuixian"),
    ],
)
def test_surnames_come_first_in_their_own_reading(name: str, reading: str) -> None:
    assert search_keys(name).pinyin[0] == reading


def test_ordinary_readings_of_surnames_are_kept_too() -> None:
    keys = search_keys("单于明")
    assert keys.pinyin[0] == "chanyuming"
    assert "danyuming" in keys.pinyin
    assert {"cym", "dym"} <= set(keys.initials)
    assert {"qin", "tan"} <= set(search_keys("覃").pinyin)
    assert {"gai", "ge"} <= set(search_keys("盖").pinyin)


def test_u_with_dots_is_found_both_ways() -> None:
    assert {"lvguilan", "luguilan"} <= set(search_keys("吕桂兰").pinyin)
    assert matches("lvgl", "吕桂兰")
    assert matches("lu", "吕桂兰")


def test_every_reading_of_a_given_name() -> None:
    keys = search_keys("王乐重")
    assert {"wanglezhong", "wanglechong", "wangyuezhong", "wangyuechong"} <= set(keys.pinyin)
    assert {"wlz", "wlc", "wyz", "wyc"} <= set(keys.initials)


def test_unknown_characters_contribute_nothing() -> None:
    assert search_keys("王\ue000英").pinyin[0] == "wangying"
    assert search_keys("\ue000") == ((), ())
    assert search_keys("") == ((), ())
    assert search_keys("王𬱖").pinyin[0] == "wangdi"


def test_dots_and_letters() -> None:
    keys = search_keys("买买提·Ali")
    assert keys.pinyin[0] == "maimaitiali"
    assert keys.initials[0] == "mmtali"


def test_long_names_are_capped_with_the_likeliest_first() -> None:
    keys = search_keys("阿卜杜热合曼·买买提艾力·那要宿台")
    assert len(keys.pinyin) == MOST_READINGS
    assert "abudurehemanmaimaitiailinayaosutai" in keys.pinyin
    assert len(set(keys.pinyin)) == MOST_READINGS


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("  ", QueryKind.EMPTY),
        ("１２３４", QueryKind.DIGITS),
        ("WangXY", QueryKind.LETTERS),
        ("王 秀英", QueryKind.CHINESE),
        ("王xy", QueryKind.MIXED),
        ("HZ01000001", QueryKind.CODE),
        ("33010519331006362X", QueryKind.CODE),
    ],
)
def test_what_a_query_is_made_of(typed: str, kind: QueryKind) -> None:
    assert query_kind(typed) is kind


@pytest.mark.parametrize(
    "query",
    [
        *("王", "秀英", "王xy", "wang秀", "wxy", "WXY", "wangxiuying", "wangx", "xiuy"),
        *("x英", "w秀y", "王 秀 英", "ｗｘｙ"),
    ],
)
def test_a_clerk_finds_wang_xiuying(query: str) -> None:
    assert matches(query, "王秀英")


@pytest.mark.parametrize(
    "query", ["", "李", "王英", "wy", "xiux", "wangxiuyingg", "王秀英z", "anx"]
)
def test_others_do_not_match(query: str) -> None:
    assert not matches(query, "王秀英")


def test_query_fits_surname_readings_and_compound_initials() -> None:
    assert matches("shan", "单雄信")
    assert matches("zhsx", "长孙翔")
    assert not matches("zhangs", "单雄信")
    assert matches("moqi", "万俟宝珠")
    assert matches("买买提ali", "买买提·Ali")
    assert not matches("ma·mt", "买买提·艾力")
    assert matches("mmtal", "买买提·艾力")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("xiuying", "王秀英"), ("xy", "王秀英"), ("mmt", "阿卜杜热合曼·买买提"),
        ("阿依古丽.买", "阿依古丽·买买提"), ("古丽艾", "古丽.艾山"), ("shan艾", "艾山.艾力"),
        ("吉永强", "𠮷永强"), ("jiyq", "𠮷永强"), ("李", "\uf9e1秀英"),
    ],
)  # fmt: skip
def test_a_part_a_dot_and_another_form_fit(query: str, name: str) -> None:
    assert matches(query, name)


def test_a_rare_form_does_not_stand_for_the_common_one() -> None:
    assert not matches("𠮷永强", "吉永强")


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("𠮷永强", "jiyongqiang"), ("㐂珍", "xizhen"), ("王㫕明", "wangguangming"),
        ("\uf9e1玉", "liyu"), ("刘𬀪", "liuxian"),
    ],
)  # fmt: skip
def test_rare_characters_are_read(name: str, reading: str) -> None:
    assert search_keys(name).pinyin[0] == reading


def test_every_other_form_has_a_reading_and_is_known_to_its_common_one() -> None:
    for sign, common in characters._COMMON.items():
        assert characters.readings_of(sign), sign
        assert sign in characters.variants_of(common), sign
        assert characters.common_form(common) == common, sign


def test_a_stored_full_stop_stays_in_the_key() -> None:
    assert stored_text("古丽.艾山") == "古丽.艾山"
    assert query_text("古丽.艾山") == query_text("古丽·艾山") == "古丽艾山"
    assert stored_text("Mary Ann·买买提") == query_text("Mary Ann·买买提")


@given(CHINESE)
def test_every_key_finds_its_name(name: str) -> None:
    keys = search_keys(name)
    if len(keys.pinyin) and all(search_keys(sign).pinyin for sign in name):
        assert matches(keys.pinyin[0], name)
        assert matches(keys.initials[-1], name)
        assert matches(name, name)


@given(st.text(max_size=20))
def test_any_text_has_a_stable_spelling(text: str) -> None:
    once = normalise_name(text)
    assert normalise_name(once) == once
    keys = search_keys(once)
    assert all(key.isascii() and key for key in keys.pinyin + keys.initials)


def test_readings_come_without_the_dictionary_of_phrases() -> None:
    """The first search of a process would wait a quarter of a second for it."""
    program = (
        "import sys; from app.core.names import search_keys;"
        "print('sxy' in search_keys('单秀英').initials, 'pypinyin' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout.split() == ["True", "False"]


def test_lists_are_in_the_order_of_a_dictionary() -> None:
    names = ["卖鱼桥社区", "和睦社区", "塘河社区", "大关西社区"]
    assert sorted(names, key=sort_key) == ["大关西社区", "和睦社区", "卖鱼桥社区", "塘河社区"]


@pytest.mark.parametrize(
    ("letters", "split"),
    [
        ("zhaxy", ("zha", "x", "y")), ("oydan", ("o", "y", "dan")), ("wangxy", ("wang", "x", "y")),
        ("wxiuy", ("w", "xiu", "y")), ("zhxy", ("zh", "x", "y")), ("lvxl", ("lv", "x", "l")),
        ("abudrhm", ("a", "bu", "d", "r", "h", "m")),
    ],
)  # fmt: skip
def test_letters_are_split_into_syllables_and_first_letters(
    letters: str, split: tuple[str, ...]
) -> None:
    assert split in letter_splits(letters)


@pytest.mark.parametrize("letters", ["wxy", "w", "", "iuv", "wang"])
def test_first_letters_alone_and_one_syllable_are_keys_of_their_own(letters: str) -> None:
    assert all(len(parts) > 1 for parts in letter_splits(letters))
    assert tuple(letters) not in letter_splits(letters)


@given(st.text("abcdeghinoqrsuvxyz", max_size=30))
def test_a_split_loses_no_letter_and_there_are_few(letters: str) -> None:
    splits = letter_splits(letters)
    assert len(splits) <= MOST_SPLITS
    assert {"".join(parts) for parts in splits} <= {letters}
