"""Finding the header row of a member list and what each of its columns means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from app.services.imports.code_tables import code_table, words
from app.services.imports.sheets import Cell
from app.services.imports.values import text_of
from app.services.imports.vocabulary import class_of

LABELS = {
    "serial": "序号",
    "name": "姓名",
    "id_number": "身份证号",
    "sex": "性别",
    "birth_date": "出生日期",
    "phone": "联系电话",
    "phone2": "备用电话",
    "address": "居住地址",
    "community": "社区",
    "categories": "人员类别",
    "class_economic": "分类：经济状况",
    "class_physical": "分类：生理心理",
    "class_family": "分类：家庭结构",
    "class_preference": "分类：社会优待",
    "class_identity": "分类：社会身份",
    "classes_from": "类别起始日期",
    "ability": "能力等级",
    "living": "居住情况",
    "emergency_contact": "紧急联系人",
    "emergency_phone": "紧急联系电话",
    "contact_relation": "与老人关系",
    "card": "老年卡号",
    "card_until": "卡有效期",
    "terminal_pin": "人脸机编号",
    "joined_on": "入会日期",
    "note": "备注",
    "contact2": "第二联系人",
    "contact2_phone": "第二联系人电话",
    "contact2_relation": "第二联系人与老人关系",
    "diet": "饮食要求",
    "former_name": "曾用名",
    "id_type": "证件类型",
    "no_document_reason": "无证件原因",
    "ethnic": "民族",
    "marital": "婚姻状况",
    "education": "文化程度",
    "registered_address": "户籍地址",
}
"""Field → the word for it in the window; the fields a column can be mapped to, in this order.
Other words that centres write are in ``resources/codes/member_columns.csv``."""

AXIS = "class_"
"""Before an axis of the classes in the field of a column that stands for it alone."""

_GUESSES = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        # Whether somebody has a thing, and the numbers of others, are no numbers of the person.
        ("", r"^是否|^有无|^能否|是否$|同意|银行|存折|开户|社保卡|医保|低保证|残疾证"),
        (
            "",
            r"(配偶|爱人|老伴|户主|医生|护士|网格|护理员|服务人员|服务商|志愿|结对|社工|社区|居委"
            r"|村委|单位|机构).*(电话|手机|联系方式|证号|身份证)",
        ),
        ("contact2_phone", r"(联系人|监护人|家属|子女|联系)[2２二].*(电话|手机|号码|方式)"),
        ("contact2_phone", r"(紧急|应急|监护|家属|子女).*(电话|手机|方式)[2２二]"),
        ("contact2", r"第二(紧急)?联系人|(联系人|监护人|家属|子女)(姓名)?[2２二]"),
        ("emergency_phone", r"(紧急|应急|家属|监护|子女|亲属|联系人).*(电话|手机|号码|联系方式)"),
        ("", r"户主.*关系|(代理|经办|填表|劳动|组织|婚姻|人事|医患).*关系"),
        (
            "contact2_relation",
            r"(联系人|监护人|家属|子女)[2２二].*关系|第二.*(联系人|监护人).*关系",
        ),
        ("contact_relation", r"(紧急|应急|家属|监护|子女|亲属|联系人).*关系|与.*关系"),
        ("", r"(紧急|应急|家属|监护|子女|亲属|代理|经办|填表|联系人).*(证|地址|住址)"),
        ("emergency_contact", r"紧急|应急|家属|监护|联系人"),
        ("id_type", r"证件?(类型|种类|类别)"),
        ("no_document_reason", r"(无|没有)(有效)?(身份)?证件?.*(原因|理由|说明)"),
        ("card_until", r"(卡|优待证).*(有效|到期|截止|失效)"),
        ("", r"有效期|发证|护理员|派出所|评估(日期|时间|员|机构)"),
        ("id_number", r"身份证|身份号|证件号"),
        ("birth_date", r"出生|生日"),
        ("phone", r"电话|手机|联系方式"),
        ("card", r"卡号|一卡通|市民卡|老年卡"),
        ("terminal_pin", r"(人脸|考勤|指纹|终端|打卡).*(号|编码|id|pin)"),
        ("registered_address", r"(户籍|户口).*(地|址)"),
        ("", r"户籍|户口|籍贯"),
        ("marital", r"婚姻"),
        ("education", r"文化程度|学历|受教育"),
        ("living", r"居住(情况|状况|方式|类型)"),
        ("address", r"住址|地址|居住地"),
        ("community", r"社区|村居|居委"),
        ("ability", r"(能力|自理|失能|护理|评估).*(等级|情况|级别|结果|程度)"),
        ("classes_from", r"(类别|类型|分类|认定|享受|保障|待遇).*(日期|时间|起始|年月)"),
        ("categories", r"(人员|老人|对象|保障|困难|补贴|享受).*(类别|类型|身份)"),
        ("joined_on", r"(入会|登记|建档|入托|加入|注册).*(日期|时间)"),
        ("diet", r"饮食|膳食|忌口|忌食"),
        ("name", r"姓名"),
        ("note", r"备注"),
    )
)
"""Second try for headers that are no synonym, in this order; ``""`` = surely none of the fields."""

_OTHER_DOCUMENT = re.compile(r"^(护照|(港澳台|外国人).*(居住|居留)证|居[住留]证)(号码?|编号)?$")
_NOISE = re.compile(r"[\s\u3000\u200b\ufeff*＊※:：/／、,，.．_\-—]|[（(\[【].*?[）)\]】]")
_ASKED = re.compile(r"^(?:是否|是不是|属于)+(?:为|属于|是)?|是否$")
"""What makes a category a question: 是否低保."""
_DEEPEST_HEADER = 40


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a sheet mean.

    Attributes:
        fields: field of `LABELS` → column index from 0.
        flags: column index → category code, for lists with one ✓ column per category.
        headers: the words of the header row, one per column.
    """

    fields: Mapping[str, int]
    flags: Mapping[int, str]
    headers: tuple[str, ...]

    @property
    def twice(self) -> bool:
        """Whether names and numbers stand there twice, as in a list of two people a line."""
        meanings = [_meaning(simplified(word)) for word in self.headers]
        return meanings.count("name") > 1 and meanings.count("id_number") > 1

    def with_mapping(self, mapping: Mapping[int, str] | None) -> Columns:
        """The same with a person's choices: column index → field, ``""`` for "not imported"."""
        if not mapping:
            return self
        fields = {
            name: index
            for name, index in self.fields.items()
            if index not in mapping and name not in mapping.values()
        }
        fields.update({name: index for index, name in mapping.items() if name in LABELS})
        flags = {index: code for index, code in self.flags.items() if index not in mapping}
        return Columns(fields, flags, self.headers)


def find_header(rows: Sequence[Sequence[Cell]]) -> tuple[int, Columns] | None:
    """Index of the header row within ``rows`` and its columns, or None when there is none.

    The row with the most recognised columns among the first ones wins; it needs a name column
    and at least one more.
    """
    best: tuple[int, Columns] | None = None
    for index, row in enumerate(rows[:_DEEPEST_HEADER]):
        columns = recognise(row)
        if "name" not in columns.fields or len(columns.fields) < 2:
            continue
        if best is None or len(columns.fields) > len(best[1].fields):
            best = index, columns
    if best is None:
        return None
    index, columns = best
    return _with_second_line(rows, index, _under_headings(rows, index, columns))


def _under_headings(rows: Sequence[Sequence[Cell]], index: int, columns: Columns) -> Columns:
    """The columns with the merged headings of the line above, where a word stands twice.

    姓名 and 电话 under 紧急联系人, after those of the person, are not a second name and number.
    """
    above = [text_of(value) for value in rows[index - 1]] if index else []
    if sum(map(bool, above)) < 2:
        return columns
    heading, seen, joined = "", set[str](), []
    for place, word in enumerate(columns.headers):
        heading = (above[place] if place < len(above) else "") or heading
        joined.append(f"{heading}{word}" if word in seen else word)
        seen.add(word)
    both = recognise(joined)
    return both if both.fields.keys() > columns.fields.keys() - {"phone2"} else columns


def _with_second_line(
    rows: Sequence[Sequence[Cell]], index: int, columns: Columns
) -> tuple[int, Columns]:
    """The header with the line below it, when that one only divides merged headings.

    紧急联系人 over 姓名 and 电话 then reads 紧急联系人姓名 and 紧急联系人电话.
    """
    below = [text_of(value) for value in rows[index + 1]] if index + 1 < len(rows) else []
    divided = [simplified(text) for text in below if text]
    if not divided or any(re.search(r"\d{3}", text) for text in divided):
        return index, columns
    if 2 * sum(map(_is_header_word, divided)) < len(divided):
        return index, columns
    if any(below[at : at + 1] not in ([], [""]) for at in _own(columns, below)):
        return index, columns
    heading, joined = "", []
    for place, lower in enumerate(below):
        upper = columns.headers[place] if place < len(columns.headers) else ""
        heading = upper or heading
        joined.append(f"{heading}{lower}" if lower else upper)
    both = recognise(joined)
    better = len(both.fields) >= len(columns.fields) and "name" in both.fields
    return (index + 1, both) if better else (index, columns)


def _own(columns: Columns, below: Sequence[str]) -> list[int]:
    """Columns of name and number over which a line of people has no column word."""
    own = [columns.fields[key] for key in ("name", "id_number") if key in columns.fields]
    return [at for at in own if at < len(below) and not _is_header_word(simplified(below[at]))]


def _is_header_word(text: str) -> bool:
    """Whether a simplified word names a column, be it one that is not imported."""
    return text in _exact_words() or any(pattern.search(text) for _, pattern in _GUESSES)


def recognise(header: Iterable[Cell]) -> Columns:
    """The columns that the words of one row stand for."""
    texts = tuple(map(text_of, header))
    plain = [simplified(text) for text in texts]
    plain[_second_list(plain) :] = [""] * (len(plain) - _second_list(plain))
    fields: dict[str, int] = {}
    _claim(fields, plain, _exact)
    _claim(fields, plain, _guess)
    if "id_number" not in fields:
        _claim(fields, plain, _other_document)
    _beside_contacts(fields, plain)
    _only_with_company(fields, plain)
    taken = set(fields.values())
    flags = {
        index: code
        for index, text in enumerate(plain)
        if index not in taken and (code := class_of(_unasked(text)))
    }
    return Columns(fields, flags, texts)


def _unasked(text: str) -> str:
    """``低保`` of the question ``是否低保``."""
    return _ASKED.sub("", text)


def _second_list(texts: Sequence[str]) -> int:
    """Where a second list begins beside the first one, with the same words; else the end."""
    meanings = [_exact(text) for text in texts]
    names = [at for at, name in enumerate(meanings) if name == "name"]
    if len(names) < 2 or texts[names[0]] != texts[names[1]]:
        return len(texts)
    second = names[1]
    if "id_number" not in meanings[:second] or "id_number" not in meanings[second:]:
        return len(texts)
    return second - (meanings[second - 1] == "serial")


def _meaning(text: str) -> str | None:
    """The field of a simplified word by synonym or guess."""
    return _exact(text) or _guess(text)


def simplified(text: str) -> str:
    """A header word without blanks, signs and bracketed remarks, lower case."""
    return _NOISE.sub("", text).lower() or _NOISE.sub("", text.strip("（）()[]【】")).lower()


@cache
def header_words() -> frozenset[str]:
    """All simplified words that stand for the name column, to notice a repeated header."""
    return frozenset(word for word, name in _exact_words().items() if name == "name")


@cache
def _exact_words() -> dict[str, str]:
    """Simplified synonym → field."""
    return {simplified(word): name for word, name in words("member_columns").items()}


def _exact(text: str) -> str | None:
    """The field whose synonym ``text`` is; None when it is none."""
    return _exact_words().get(text)


def _guess(text: str) -> str | None:
    """The field that ``text`` most likely means; None when nothing fits."""
    if len(text) > 20 or text in _exact_words():
        return None
    for name, pattern in _GUESSES:
        if pattern.search(text):
            return name or None
    return None


def _other_document(text: str) -> str | None:
    """The number column of a list that asks for nothing but another document."""
    return "id_number" if _OTHER_DOCUMENT.search(text) else None


def _claim(
    fields: dict[str, int], texts: Sequence[str], meaning: Callable[[str], str | None]
) -> None:
    """Give columns to fields that have none yet, left to right.

    A further telephone column belongs to the emergency contact when it stands behind that one's
    column, and is the second number otherwise. A contact named a second time is the second one.
    """
    for index, text in enumerate(texts):
        name = meaning(text) if text and index not in fields.values() else None
        if name == "phone" and name in fields:
            contact = fields.get("emergency_contact", _contact_at(texts))
            after = contact is not None and contact < index
            name = "emergency_phone" if after and "emergency_phone" not in fields else "phone2"
        if name in _SECOND and name in fields:
            name = _SECOND[name]
        if name and name not in fields and name not in RELATIONS:
            fields[name] = index


def _beside_contacts(fields: dict[str, int], texts: Sequence[str]) -> None:
    """Give the columns of relations to the contact that stands before them, or else after."""
    contacts = {fields[name]: RELATIONS[number] for number, names in enumerate(_CONTACTS)
                for name in names if name in fields}  # fmt: skip
    for index, text in enumerate(texts):
        name = _meaning(text) if text else None
        if name not in RELATIONS or index in fields.values() or not contacts:
            continue
        before = [at for at in contacts if at < index]
        name = name if name == RELATIONS[1] else contacts[max(before) if before else min(contacts)]
        if name in contacts.values():
            fields.setdefault(name, index)


def _only_with_company(fields: dict[str, int], texts: Sequence[str]) -> None:
    """Leave out what means nothing without another column: the end of a card without a card."""
    until = fields.get("card_until")
    if until is not None and _PLAIN_UNTIL.fullmatch(texts[until]):
        numbers = [at for at in (fields.get("card"), fields.get("id_number")) if at is not None]
        if max((at for at in numbers if at < until), default=-1) != fields.get("card"):
            del fields["card_until"]
    axes = [name for name in fields if name.startswith(AXIS)]
    if len(axes) == 1 and not _surely_axis(texts[fields[axes[0]]], axes[0]):
        del fields[axes[0]]
        axes = []
    classes = axes or "categories" in fields or any(map(class_of, map(_unasked, texts)))
    since = fields.get("classes_from")
    if since is not None and not classes and texts[since] not in _own_names("classes_from"):
        del fields["classes_from"]


def _surely_axis(text: str, name: str) -> bool:
    """Whether a lone word is an axis of the classes: the program's own name, or it says so."""
    return text in _own_names(name) or bool(re.search(r"类|保障", text))


def _own_names(name: str) -> tuple[str, ...]:
    """What the window calls a field, simplified: ``分类经济状况``, and ``经济状况`` alone."""
    return simplified(LABELS[name]), simplified(LABELS[name].rpartition("：")[2])


RELATIONS = ("contact_relation", "contact2_relation")
_CONTACTS = (("emergency_contact", "emergency_phone"), ("contact2", "contact2_phone"))
"""The columns of the first and the second contact, in the order of `RELATIONS`."""
_PLAIN_UNTIL = re.compile(r"有效期?(至|到|限|截止)?(日期|日|时间)?|(到期|截止|失效)(日期|日|时间)")
"""Words for the end of whatever stands before them."""


_SECOND = {"emergency_contact": "contact2", "emergency_phone": "contact2_phone"}
"""Field → what a second column of its words is."""


def _contact_at(texts: Sequence[str]) -> int | None:
    """Column of the emergency contact, wherever it stands."""
    return next((i for i, text in enumerate(texts) if _exact(text) == "emergency_contact"), None)


def category_names() -> Mapping[str, str]:
    """Category code → name, in the order of the table."""
    return {row.code: row.name for row in code_table("categories")}
