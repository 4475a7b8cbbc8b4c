"""What a member's fields must fulfil: documents, birth dates, code tables, 户籍."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from app.services.members.validation import clean_member
from tests.helpers.people import id_number

TODAY = dt.date(2026, 11, 23)
HONG_KONG = id_number("19380512", 322, "810000")
MACAO = id_number("19410203", 211, "820000")
TAIWAN = id_number("19401101", 323, "830000")


def judged(**values: Any) -> tuple[dict[str, Any], set[str]]:
    clean, faults = clean_member(values, TODAY)
    return clean, set(faults)


# -- documents (vectors of domain.md, section 2.3) ------------------------------------------


@pytest.mark.parametrize(
    ("typed", "number", "birth", "sex"),
    [
        ("11010519491231002x", "11010519491231002X", "1949-12-31", "2"),
        ("330105193805123225", "330105193805123225", "1938-05-12", "2"),
        ("330782194102032116", "330782194102032116", "1941-02-03", "1"),
        ("330783193511301040", "330783193511301040", "1935-11-30", "2"),
        ("110102193006150016", "110102193006150016", "1930-06-15", "1"),
        ("33010319450928021X", "33010319450928021X", "1945-09-28", "1"),
        ("330105380512322", "330105193805123225", "1938-05-12", "2"),
        ("３３０１０５ 19380512 3225", "330105193805123225", "1938-05-12", "2"),
    ],
)
def test_a_resident_number_says_birth_date_and_sex(
    typed: str, number: str, birth: str, sex: str
) -> None:
    clean, faults = judged(id_type="resident", id_number=typed, sex="9", birth_date="1950-01-01")
    assert faults == set()
    assert (clean["id_number"], clean["birth_date"], clean["sex"]) == (number, birth, sex)


@pytest.mark.parametrize("kind", ["resident", "hmt_residence"])
def test_a_wrong_check_digit_is_refused(kind: str) -> None:
    wrong = {"resident": "110101193501010011", "hmt_residence": HONG_KONG[:-1] + "Y"}[kind]
    assert judged(id_type=kind, id_number=wrong)[1] == {"id_number"}
    off_by_one = HONG_KONG[:-1] + ("0" if HONG_KONG[-1] != "0" else "1")
    assert judged(id_type=kind, id_number=off_by_one)[1] == {"id_number"}


@pytest.mark.parametrize("number", [HONG_KONG, MACAO, TAIWAN])
@pytest.mark.parametrize("kind", ["resident", "hmt_residence"])
def test_a_residence_permit_is_built_like_a_resident_number(kind: str, number: str) -> None:
    """Whoever types one as 居民身份证 is put right: the prefix is of no province."""
    clean, faults = judged(id_type=kind, id_number=number)
    assert faults == set()
    assert (clean["id_type"], clean["sex"]) == ("hmt_residence", "21"[int(number[16]) % 2])
    assert clean["birth_date"] == f"{number[6:10]}-{number[10:12]}-{number[12:14]}"


def test_a_permit_with_the_prefix_of_a_province_is_none() -> None:
    _, faults = clean_member({"id_type": "hmt_residence", "id_number": "330105193805123225"}, TODAY)
    assert "81、82 或 83" in faults["id_number"]


@pytest.mark.parametrize("kind", ["hk_macao_permit", "taiwan_permit", "foreign_residence",
                                  "passport"])  # fmt: skip
def test_other_documents_have_no_checksum_but_need_a_birth_date(kind: str) -> None:
    given = {"id_type": kind, "id_number": "h1234567 "}
    assert judged(**given)[1] == {"birth_date"}
    clean, faults = judged(**given, birth_date="1938", sex="1")
    assert (clean["id_number"], clean["birth_date"], faults) == ("H1234567", "1938", set())


FOREIGN = id_number("19500203", 12, "931840")
"""A permanent residence card of 2023: 9, province, nationality, birth date, sequence, check."""


@pytest.mark.parametrize("kind", ["resident", "hmt_residence", "foreign_residence"])
def test_a_permanent_residence_card_is_known_by_its_number(kind: str) -> None:
    """Whoever types one as 居民身份证 is put right: no province begins with 9."""
    clean, faults = judged(id_type=kind, id_number=f" {FOREIGN[:6]} {FOREIGN[6:]}", sex="1")
    assert faults == set()
    assert (clean["id_type"], clean["id_number"]) == ("foreign_residence", FOREIGN)
    assert (clean["birth_date"], clean["sex"]) == ("1950-02-03", "1")


def test_the_birth_date_that_was_given_outranks_the_one_in_a_foreign_number() -> None:
    clean, _ = judged(id_type="foreign_residence", id_number=FOREIGN, birth_date="1950-03-02")
    assert clean["birth_date"] == "1950-03-02"


def test_a_wrong_check_digit_of_a_permanent_residence_card_is_refused() -> None:
    wrong = FOREIGN[:-1] + ("0" if FOREIGN[-1] != "0" else "1")
    given = {"id_type": "foreign_residence", "birth_date": "1950"}
    assert judged(**given, id_number=wrong)[1] == {"id_number"}
    assert judged(**given, id_number="usa 3100 5002 0312")[0]["id_number"] == "USA310050020312"
    assert judged(**given, id_number="12345")[1] == set(), "what is only unusual is taken"


@pytest.mark.parametrize("kind", ["hk_macao_permit", "passport"])
def test_words_are_no_number(kind: str) -> None:
    assert judged(id_type=kind, id_number="护照 E123", birth_date="1950")[1] == {"id_number"}


def test_without_a_document_there_is_a_reason_and_no_number() -> None:
    given = {"id_type": "none", "id_number": "x", "birth_date": "1938"}
    assert judged(**given)[1] == {"no_document_reason"}
    clean, faults = judged(**given, no_document_reason=" 户口未登记 ")
    assert (clean["no_document_reason"], clean["id_number"]) == ("户口未登记", None)
    assert faults == set()


def test_the_reason_goes_when_a_document_turns_up() -> None:
    clean, faults = judged(
        id_type="resident", id_number="330105193805123225", no_document_reason="遗失"
    )
    assert (clean["no_document_reason"], faults) == (None, set())


# -- birth dates ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("birth", "fault"),
    [
        ("1938", False),
        (dt.date(1938, 12, 22), False),
        ("2026", False),
        ("2027", True),
        ("1738", True),
        ("38", True),
        ("1938-02-30", True),
        ("2026-11-24", True),
    ],
)
def test_a_birth_date_is_a_day_or_a_year(birth: object, fault: bool) -> None:
    faults = judged(id_type="passport", id_number="E1", birth_date=birth)[1]
    assert faults == ({"birth_date"} if fault else set())


# -- code tables and 户籍 -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("ethnic", "05", "99"),
        ("ethnic", "56", "汉"),
        ("marital", "30", "31"),
        ("education", "primary", "kindergarten"),
        ("registered_area", "330103", "33010"),
        ("registered_area", "330783", "990105"),
        ("registered_area", "浙江省东阳市", "33010512"),
    ],
)
def test_codes_come_from_their_tables(field: str, good: str, bad: str) -> None:
    assert judged(**{field: good})[1] == set()
    assert judged(**{field: bad})[1] == {field}


def test_the_place_of_registration_is_never_taken_from_the_number() -> None:
    clean, _ = judged(id_type="resident", id_number="330105193805123225")
    assert not {"registered_area", "registered_address", "address", "community"} & clean.keys()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("阿卜杜热合曼•买买提艾力", "阿卜杜热合曼·买买提艾力"),
        ("古丽巴哈尔 · 阿卜杜热西提·麦麦提吐尔逊江", "古丽巴哈尔·阿卜杜热西提·麦麦提吐尔逊江"),
        ("王 𬱖", "王𬱖"),
        ("𠮷野明", "𠮷野明"),
        ("买" * 120, "买" * 120),
    ],
)
def test_long_and_rare_names_are_kept_whole(typed: str, kept: str) -> None:
    clean, faults = judged(name=typed)
    assert (clean["name"], faults) == (kept, set())


# -- days that cannot be meant ---------------------------------------------------------------


@pytest.mark.parametrize("typed", ["19400101", "1940-W01-1"])
def test_a_date_is_kept_in_one_form(typed: str) -> None:
    """Lists and age bands compare texts: another form of the same day would sort anywhere."""
    clean, faults = judged(
        id_type="passport", id_number="E1", birth_date=typed, joined_on="20260105"
    )
    assert (clean["birth_date"], clean["joined_on"], faults) == ("1940-01-01", "2026-01-05", set())


@pytest.mark.parametrize(
    ("birth", "fault"),
    [("1026-01-01", True), ("1895", True), ("1896", False), ("1896-03-01", False)],
)
def test_nobody_is_that_old(birth: str, fault: bool) -> None:
    _, faults = judged(id_type="passport", id_number="E1", birth_date=birth)
    assert faults == ({"birth_date"} if fault else set())


def test_nobody_joined_before_there_were_centres() -> None:
    assert judged(joined_on="1026-11-23")[1] == {"joined_on"}


# -- telephones ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phone", "right"),
    [
        ("13812341234", True), ("19912341234", True), ("88001122", True), ("2800112", True),
        ("0571-88001122", True), ("057188001122", True), ("0571-88225012-801", True),
        ("400-123-4567", True),
        ("13800138", False), ("1380013", False), ("1381234123", False), ("12812341234", False),
        ("0571-13800138", False), ("138123412345", False),
    ],
)  # fmt: skip
def test_half_a_mobile_number_is_no_land_line(phone: str, right: bool) -> None:
    assert judged(phone=phone)[1] == (set() if right else {"phone"})


@pytest.mark.parametrize("name", ["13912345678", "０５７１-88001234", "12 34", "7"])
def test_a_number_is_no_name(name: str) -> None:
    _, faults = clean_member({"name": name}, TODAY)
    assert faults == {"name": "姓名不能只有数字，请核对是不是填错了格。"}


@pytest.mark.parametrize("name", ["王秀英", "买买提·艾力", "Anna 2", "\ue000"])
def test_other_names_are_taken(name: str) -> None:
    assert judged(name=name)[1] == set()


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("1390013", "电话不完整：手机 11 位，这里是 7 位；座机不以 1 开头。"),
        ("139001380001", "电话位数太多：手机 11 位，这里是 12 位；座机不以 1 开头。"),
        ("12900138000", "没有这样的手机号：手机 11 位，第二位是 3 到 9。请核对。"),
        ("88001", "电话不完整：手机 11 位，座机带区号或 7–8 位。"),
    ],
)
def test_a_telephone_number_is_refused_for_what_is_wrong_with_it(number: str, said: str) -> None:
    for key in ("phone", "emergency_phone"):
        assert clean_member({key: number}, TODAY)[1] == {key: said}
