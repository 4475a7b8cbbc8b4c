"""Finding people: whatever a clerk types."""

from __future__ import annotations

import pytest

from app.core.codes import Method
from app.core.errors import UserError
from app.core.names import LONGEST_QUERY, search_keys
from app.models import Member
from app.services.cards import EndCard
from app.services.members import MemberQuery, finding
from app.services.members.keys import insert_keys, member_keys
from app.services.rights import Actor
from app.services.settings import put
from app.wiring import Application
from tests.db.tools import rows
from tests.helpers.people import id_number, paper_code, put_card, register

WOMAN = id_number("19381222", 124)


def found(app: Application, actor: Actor, text: str) -> list[str]:
    return [hit.name for hit in app.members.find(text, 20, actor)]


@pytest.fixture
def wang(app: Application, clerk: Actor) -> str:
    """王秀英 among others."""
    register(app, clerk, "李建国", phone="13700000000")
    register(app, clerk, "汪洋", id_number=id_number("19400101", 300))
    return register(
        app, clerk, "王秀英", id_number=WOMAN, phone="13812341234", phone2="0571-88005678",
        former_name="王小妹", card="zj0001",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "way"),
    [
        ("王秀英", "姓名"), ("王秀", "姓名"), ("秀英", "姓名"), ("英", "姓名"),
        ("王 秀 英", "姓名"),
        ("wangxiuying", "拼音"), ("wangxiu", "拼音"), ("WANG XIU", "拼音"), ("wxy", "首字母"),
        ("wx", "首字母"), ("wangxy", "拼音"), ("wxiuy", "拼音"), ("wxying", "拼音"),
        ("WangXYing", "拼音"), ("wxiaom", "拼音"), ("王xy", "姓名"),
        ("王x英", "姓名"), ("wang秀", "姓名"),
        ("1234", "电话尾号"), ("13812341234", "电话尾号"), ("5678", "电话尾号"),
        ("ZJ0001", "卡号"), ("zj00", "卡号"),
        (WOMAN, "证件"), (WOMAN[:10], "证件号"), (WOMAN[-4:], "证件尾号"),
        ("000003", "会员号"), ("王小妹", "姓名"), ("wxm", "首字母"),
    ],
)  # fmt: skip
def test_she_is_found_by(app: Application, clerk: Actor, wang: str, typed: str, way: str) -> None:
    hits = [hit for hit in app.members.find(typed, 20, clerk) if hit.uid == wang]
    assert len(hits) == 1, typed
    assert hits[0].name == "王秀英"
    assert way in hits[0].matched_by


@pytest.mark.parametrize(
    "typed",
    [
        "", "  ", "王五", "xyw", "wxyi2", "wangxz", "wxinga", "wangyx", "9999", "99", "王zz", "'",
        "%", "*", "王%",
    ],
)  # fmt: skip
def test_she_is_not_found_by(app: Application, clerk: Actor, wang: str, typed: str) -> None:
    assert "王秀英" not in found(app, clerk, typed)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("单雄信", ["shanxiongxin", "sxx", "shan"]),
        ("解海龙", ["xiehailong", "xhl"]),
        ("仇英", ["qiuying", "qy"]),
        ("查良镛", ["zhaliangyong", "zly"]),
        ("曾国藩", ["zengguofan", "zgf"]),
        ("翟志刚", ["zhaizhigang", "dizhigang", "zzg"]),
        ("欧阳震华", ["ouyangzhenhua", "oyzh", "欧阳zh", "oyangzh", "oyzhenh"]),
        ("阿卜杜热合曼·买买提艾力", ["阿卜杜热合曼买买提", "买买提", "abdrhm", "abudrhm"]),
        ("吕小绿", ["lvxiaolv", "luxiaolu", "lxl"]),
        ("王𬱖", ["王", "𬱖", "王𬱖"]),
    ],
)
def test_names_that_are_hard_to_read_are_found(
    app: Application, clerk: Actor, name: str, typed: list[str]
) -> None:
    register(app, clerk, "李建国")
    register(app, clerk, name)
    assert {text: found(app, clerk, text) for text in typed} == {text: [name] for text in typed}


def test_no_more_than_asked_for(app: Application, clerk: Actor) -> None:
    for n in range(12):
        register(app, clerk, f"王{'一二三四五六七八九十百千'[n]}")
    assert len(app.members.find("王", 5, clerk)) == 5
    assert len(app.members.find("w", 8, clerk)) == 8


def test_a_name_with_many_readings_does_not_push_others_out(app: Application, clerk: Actor) -> None:
    register(app, clerk, "单曾行乐")
    register(app, clerk, "单一")
    assert len(search_keys("单曾行乐").pinyin) > 10
    assert set(found_few(app, clerk, "s", 3)) == {"单曾行乐", "单一"}


def found_few(app: Application, actor: Actor, text: str, limit: int) -> list[str]:
    return [hit.name for hit in app.members.find(text, limit, actor)]


def test_a_hit_tells_namesakes_apart(app: Application, clerk: Actor) -> None:
    register(app, clerk, "王秀英", id_number=WOMAN, community="小河社区")
    register(app, clerk, "王秀英", id_number=id_number("19450101", 22), community="拱宸社区")
    hits = app.members.find("王秀英", 5, clerk)
    assert {(hit.birth_year, hit.community) for hit in hits} == {
        ("1938", "小河社区"), ("1945", "拱宸社区"),
    }  # fmt: skip


# -- the one that is meant -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "method"),
    [
        ("zj0001", Method.CARD), ("ZJ0001", Method.CARD), (WOMAN, Method.ID_CARD),
        (WOMAN.lower(), Method.ID_CARD), (WOMAN[:6] + WOMAN[8:17], Method.ID_CARD),
        ("000003", Method.MANUAL), ("13812341234", Method.MANUAL), ("1234", Method.MANUAL),
        ("王秀英", Method.MANUAL), (" 王 秀英 ", Method.MANUAL), ("paper", Method.QR),
    ],
)  # fmt: skip
def test_a_code_means_her(
    app: Application, clerk: Actor, wang: str, code: str, method: Method
) -> None:
    typed = paper_code(app, clerk, wang).upper() if code == "paper" else code
    with app.db.read() as connection:
        ids, shown = finding.resolve(connection, typed)
    assert rows(app, "SELECT id FROM member WHERE uid = ?", wang) == [tuple(ids)]
    assert shown is method


@pytest.mark.parametrize("code", ["123", "王秀", "wxy", "", "   ", "0" * 36])
def test_a_code_that_means_nobody(app: Application, clerk: Actor, wang: str, code: str) -> None:
    with app.db.read() as connection:
        assert finding.resolve(connection, code)[0] == []


def test_who_refuses_what_is_not_unique_and_lists_them_masked(
    app: Application, clerk: Actor
) -> None:
    register(app, clerk, "王秀英", id_number=WOMAN, community="小河社区", phone="13812341234")
    register(app, clerk, "李建国", id_number=id_number("19450101", 23), phone="13900001234")
    with pytest.raises(UserError) as caught:
        app.members.who("1234", clerk)
    assert caught.value.code == "ambiguous"
    said = caught.value.message
    for part in ("2 位", "王秀英", "李建国", "会员号000001", "小河社区", "330105********"):
        assert part in said
    assert WOMAN not in said
    with pytest.raises(UserError, match="找不到“9876”"):
        app.members.who("9876", clerk)


def test_an_exact_number_beats_a_tail(app: Application, clerk: Actor) -> None:
    register(app, clerk, "李建国", phone="13800000002")
    second = register(app, clerk, "王秀英")
    assert app.members.who("000002", clerk).uid == second


# -- former names, short numbers, places, old cards --------------------------------------------


@pytest.mark.parametrize(
    ("typed", "way"), [("王小妹", "姓名（曾用名）"), ("wxm", "首字母（曾用名）")]
)
def test_a_former_name_is_called_so(
    app: Application, clerk: Actor, wang: str, typed: str, way: str
) -> None:
    assert [(hit.uid, hit.matched_by) for hit in app.members.find(typed, 5, clerk)] == [(wang, way)]


def test_a_member_number_needs_no_leading_zeros(app: Application, clerk: Actor, wang: str) -> None:
    hit = app.members.find("3", 5, clerk)[0]
    assert (hit.uid, hit.matched_by) == (wang, "会员号")
    with app.db.read() as connection:
        assert len(finding.resolve(connection, "3")[0]) == 1


def test_a_short_number_that_is_also_a_phone_tail_is_not_decided_for_the_clerk(
    app: Application, clerk: Actor
) -> None:
    register(app, clerk, "李建国")
    register(app, clerk, "王秀英", phone="13812341000")
    with app.db.read() as connection:
        assert len(finding.resolve(connection, "1000")[0]) == 1
    with app.db.write(clerk) as unit:
        put(unit, "next_member_no", 1000)
    register(app, clerk, "张桂兰")
    with app.db.read() as connection:
        assert len(finding.resolve(connection, "1000")[0]) == 2


@pytest.fixture
def neighbours(app: Application, clerk: Actor) -> None:
    """Namesakes in three communities."""
    register(app, clerk, "王秀英", community="小河社区")
    register(app, clerk, "王秀兰", community="小河社区")
    register(app, clerk, "王秀英", community="和睦社区")
    register(app, clerk, "小河清", community="和睦社区")
    register(app, clerk, "李建国", community="小河社区")


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("小河 王", {"王秀英", "王秀兰"}), ("小河王秀英", {"王秀英"}),
        ("小河社区王秀英", {"王秀英"}),
        ("xh wxy", {"王秀英"}), ("xiaohe wang", {"王秀英", "王秀兰"}), ("王秀英 小河", {"王秀英"}),
        ("小河 wxy", {"王秀英"}), ("小河 王x兰", {"王秀兰"}), ("小 李", {"李建国"}),
        ("和睦 李", set()), ("小河 张", set()),
    ],
)  # fmt: skip
def test_a_community_and_a_name_together(
    app: Application, clerk: Actor, neighbours: None, typed: str, names: set[str]
) -> None:
    hits = app.members.find(typed, 10, clerk)
    assert {hit.name for hit in hits} == names
    assert {hit.community for hit in hits} <= {"小河社区"}


def test_whoever_is_called_like_a_community_comes_first(
    app: Application, clerk: Actor, neighbours: None
) -> None:
    assert found(app, clerk, "小河清")[0] == "小河清"


def test_a_card_that_is_not_valid_any_more_finds_its_former_holder(
    app: Application, clerk: Actor, wang: str
) -> None:
    old = app.cards.of(wang, clerk)[0]
    app.cards.lose(EndCard(old.uid), clerk)
    assert [(h.uid, h.matched_by) for h in app.members.find("zj0001", 5, clerk)] == [(wang, "旧卡")]
    other = app.members.find("李建国", 1, clerk)[0].uid
    put_card(app, clerk, other, "ZJ0001")
    assert [(h.name, h.matched_by) for h in app.members.find("zj0001", 5, clerk)] == [
        ("李建国", "卡号"), ("王秀英", "旧卡"),
    ]  # fmt: skip


@pytest.mark.parametrize("way", ["pinyin", "no", "old_card", "card", "id"])
def test_every_way_is_a_search_in_an_index(app: Application, way: str) -> None:
    with app.db.read() as connection:
        plan = connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {finding.RANGES[way]}", ("a", "b", 5)
        ).all()
    assert all(row[3].startswith(("SEARCH", "USE TEMP")) for row in plan), plan


@pytest.mark.parametrize(
    ("sign", "readings"),
    [
        ("单", ("shan", "dan")), ("解", ("xie", "jie")), ("仇", ("qiu", "chou")),
        ("查", ("zha", "cha")), ("曾", ("zeng", "ceng")), ("翟", ("zhai", "di")),
        ("盖", ("ge", "gai")), ("缪", ("miao", "mou")),
    ],
)  # fmt: skip
def test_every_reading_in_every_mixture(
    app: Application, clerk: Actor, sign: str, readings: tuple[str, ...]
) -> None:
    register(app, clerk, f"{sign}德顺", id_number=WOMAN)
    for reading in readings:
        first = reading[0]
        for typed in (
            f"{reading}deshun", f"{reading}de", f"{first}ds", f"{reading}德顺", f"{first}德s",
            f"{sign}ds", f"{sign}deshun", f"{reading.upper()} De Shun", f"{reading}ds",
            f"{first}deshun", f"{first}dshun",
        ):  # fmt: skip
            assert found(app, clerk, typed) == [f"{sign}德顺"], typed


def test_many_namesakes_hide_nobody_whose_name_is_typed_half_in_letters(
    app: Application, clerk: Actor
) -> None:
    with app.db.write(clerk) as unit:
        for n in range(900):
            values = {"name": "王秀兰"}
            member_id = 10_000 + n
            unit.session.add(Member(id=member_id, member_no=f"9{n:05d}", community="塘河社区",
                                    **values))  # fmt: skip
            insert_keys(unit, member_keys(member_id, values))
    register(app, clerk, "王德英", community="小河社区")
    register(app, clerk, "翟秀兰", community="小河社区", id_number=WOMAN)
    for typed in ("王d英", "王x英", "d秀兰", "di秀兰", "zhai秀兰", "小河 d秀兰", "小河 王d"):
        wanted = "王德英" if "王" in typed else "翟秀兰"
        if typed == "王x英":
            assert found(app, clerk, typed) == []
        else:
            assert found(app, clerk, typed) == [wanted], typed


def test_a_merged_file_is_found_by_its_number_and_its_document(
    app: Application, clerk: Actor
) -> None:
    other = id_number("19381222", 126)
    kept = register(app, clerk, "王秀英", id_number=WOMAN)
    gone = register(app, clerk, "王秀英", id_number=other)
    number = app.members.file(gone, clerk).member_no
    app.merging.merge(kept, gone, {}, "本人核对", clerk)
    for typed in (number, number.lstrip("0"), other, other[:6] + other[8:17]):
        assert [hit.uid for hit in app.members.find(typed, 5, clerk)] == [kept], typed
        assert app.members.who(typed, clerk).uid == kept, typed
    assert app.attendance.scan(other, clerk).outcome == "checked_in"
    app.merging.undo(gone, "不是同一人", clerk)
    assert [hit.uid for hit in app.members.find(other, 5, clerk)] == [gone]


def test_the_number_of_before_1999_is_found(app: Application, clerk: Actor, wang: str) -> None:
    assert found(app, clerk, WOMAN[:6] + WOMAN[8:17]) == ["王秀英"]


@pytest.mark.parametrize(
    "typed", ["%", "王%", "王_英", "*", "'", '"; --', "😀", "²", "١٢٣", "\x00"]
)
def test_signs_mean_nothing_but_themselves(
    app: Application, clerk: Actor, wang: str, typed: str
) -> None:
    assert found(app, clerk, typed) == []


def test_what_the_command_line_answers_with_can_be_asked_for(
    app: Application, clerk: Actor, wang: str
) -> None:
    """The uid finds nobody at a counter or in the search: cards show codes of their own."""
    assert app.members.who(f" {wang.upper()} ", clerk).uid == wang
    assert found(app, clerk, wang) == []
    assert app.attendance.scan(wang, clerk).outcome == "unknown"


@pytest.mark.parametrize("typed", ["\ud800", "查\udfff无此人", "\ud83d" * 36])
def test_half_a_character_finds_nobody(
    app: Application, clerk: Actor, wang: str, typed: str
) -> None:
    assert app.members.find(typed, 20, clerk) == []
    assert app.members.list_ids(MemberQuery(text=typed), clerk) in ((), (1, 2, 3))
    with pytest.raises(UserError):
        app.members.who(typed, clerk)
    assert app.attendance.scan(typed, clerk).outcome == "unknown"


def test_a_query_without_end_is_cut(
    app: Application, clerk: Actor, wang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    splits = finding.letter_splits

    def watch(letters: str) -> tuple[tuple[str, ...], ...]:
        asked.append(len(letters))
        return splits(letters)

    monkeypatch.setattr(finding, "letter_splits", watch)
    assert app.members.find("zh" * 2_000, 20, clerk) == []
    assert max(asked) == LONGEST_QUERY
    assert app.members.find("王秀英" + " " * 5_000, 20, clerk)[0].name == "王秀英"
