"""The fields of a member's file: what the form asks for and what a change sends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.core.codes import ABILITY_LEVELS, LEGACY_ABILITY, MemberState, Sex
from app.services.codes import AXES, Code, shipped_table
from app.services.members import ChangeMember, MemberFile, RegisterMember
from app.services.members.validation import CHECKED
from app.views.widgets.form import Field, Section
from app.views.widgets.form.fields import Groups

MASKED = ("id_number", "phone", "phone2", "emergency_phone")
"""Fields whose stored value the window never holds; see `Members.full_numbers`."""
WAITING = MemberState.REGISTERED.value
"""What 会籍 says of somebody who is in the file only."""
_BESIDE = ("card", "terminal_pin", "standing")


def id_types() -> tuple[tuple[str, str], ...]:
    """(code, word) of the documents a person can show; ``none``: no document at all."""
    return (
        ("resident", _tr("居民身份证")),
        ("hmt_residence", _tr("港澳台居民居住证")),
        ("hk_macao_permit", _tr("港澳居民来往内地通行证")),
        ("taiwan_permit", _tr("台湾居民来往大陆通行证")),
        ("foreign_residence", _tr("外国人永久居留身份证")),
        ("passport", _tr("护照")),
        ("none", _tr("无证件")),
    )


def livings() -> tuple[tuple[str, str], ...]:
    """Living situations (居住情况, GB/T 42195 Annex A.2 shortened to whom one lives with)."""
    words = (
        "独居",
        "与配偶同住",
        "与子女同住",
        "与父母同住",
        "与亲属同住",
        "与非亲属同住",
        "养老机构",
    )
    return tuple((_tr(word), _tr(word)) for word in words)


def table_choices(name: str) -> tuple[tuple[str, str], ...]:
    """(code, word) of a code table that no centre may edit."""
    return tuple((entry.code, entry.name) for entry in shipped_table(name))


def class_groups(codes: Iterable[Code], has: Sequence[str] = ()) -> Groups:
    """The names of the classes ``codes`` by axis; what somebody ``has`` besides stands last."""
    given = tuple(codes)
    words = {code.name for code in given}
    others = tuple((word, word) for word in has if word not in words)
    axes = tuple(
        (title, tuple((code.name, code.name) for code in given if code.group == axis))
        for axis, title in AXES.items()
    )
    return (*axes, (_tr("其他"), others)) if others else axes


def member_sections(
    *, new: bool, pins: tuple[str, ...] = (), has: Sequence[str] = ()
) -> tuple[Section, ...]:
    """The form's sections.

    ``pins`` are the terminal numbers a person has already, ``has`` their classes, which are
    offered even if the centre gives them no longer.
    """
    return (
        _identity(),
        _contact(),
        _person(),
        _care(class_groups(shipped_table("classes"), has)),
        _membership(new=new, pins=pins),
    )


def _identity() -> Section:
    sexes = tuple((sex.value, sex.label) for sex in Sex)
    return Section(
        _tr("身份"),
        (
            Field("name", _tr("姓名"), required=True, max_length=60),
            Field("former_name", _tr("曾用名"), max_length=60),
            Field("id_type", _tr("证件类型"), "choice", choices=id_types()),
            Field("id_number", _tr("证件号"), "id_number", max_length=40),
            Field("no_document_reason", _tr("没有证件的原因"), max_length=200, width="full",
                  placeholder=_tr("如 遗失未补、户口未登记")),
            Field("sex", _tr("性别"), "choice", choices=sexes),
            Field("birth_date", _tr("出生日期"), "birth"),
        ),
    )  # fmt: skip


def _person() -> Section:
    return Section(
        _tr("个人情况与户籍"),
        (
            Field("ethnic", _tr("民族"), "search", choices=table_choices("ethnic"), width="third",
                  placeholder=_tr("汉字或拼音")),
            Field("marital", _tr("婚姻状况"), "choice", choices=table_choices("marital"),
                  width="third"),
            Field("education", _tr("文化程度"), "choice", choices=table_choices("education"),
                  width="third"),
            Field("registered_area", _tr("户籍地"), "suggest", max_length=60,
                  help=_tr("六位区划代码或地名，不从证件号推断")),
            Field("registered_address", _tr("户籍地址"), max_length=200,
                  help=_tr("和现在住的地方分开填写")),
        ),
    )  # fmt: skip


def _contact() -> Section:
    return Section(
        _tr("联系方式"),
        (
            Field("phone", _tr("电话"), "phone", max_length=40),
            Field("phone2", _tr("备用电话"), "phone", max_length=40),
            Field("community", _tr("社区"), "suggest", max_length=60),
            Field("address", _tr("居住地址"), max_length=200),
            Field("emergency_contact", _tr("紧急联系人"), max_length=60),
            Field("emergency_phone", _tr("紧急电话"), "phone", max_length=40),
        ),
    )


def _care(classes: Groups) -> Section:
    levels = tuple((str(level), word) for level, word in enumerate(ABILITY_LEVELS))
    legacy = tuple((word, word) for word in LEGACY_ABILITY)
    return Section(
        _tr("照护"),
        (
            Field("categories", _tr("人员类别"), "multi", groups=classes, width="full"),
            Field("ability_level", _tr("能力等级"), "choice", choices=levels, width="third"),
            Field("self_care", _tr("自理情况（旧）"), "choice", choices=legacy, width="third"),
            Field("living", _tr("居住情况"), "choice", choices=livings(), width="third"),
        ),
    )


def _membership(*, new: bool, pins: tuple[str, ...]) -> Section:
    pin = _tr("人脸机编号") if new or not pins else _tr("增加人脸机编号")
    has = _tr("已关联：") + "、".join(pins) if pins else _tr("人脸机上的人员编号")
    standing = Field("standing", _tr("会籍"), "choice", choices=standings(), required=True)
    return Section(
        _tr("入会"),
        (
            *((standing,) if new else ()),
            Field("joined_on", _tr("入会日期"), "date", lean="past"),
            Field("card", _tr("卡号"), max_length=40),
            Field("terminal_pin", pin, max_length=24, help=has),
            Field("note", _tr("备注"), "note", width="full", max_length=200),
        ),
    )


def standings() -> tuple[tuple[str, str], ...]:
    """(state, words) that a new file may begin with."""
    return ((MemberState.ACTIVE.value, _tr("在册")), (WAITING, _tr("登记（待办理）")))


def standing_help(state: str) -> str:
    """What the state of a new file means."""
    if state == WAITING:
        return _tr("只建档，不算在册，不能签到；以后在“会籍”里批准入册。")
    return _tr("从入会日期起在册，当天就能签到、就餐。")


def form_values(file: MemberFile) -> dict[str, Any]:
    """A file's values as the form's editors take them; numbers stay masked."""
    values = dict(file.values)
    level = values.get("ability_level")
    values["ability_level"] = "" if level is None else str(level)
    values["categories"] = tuple(w for w in (values.get("categories") or "").split("、") if w)
    joined = values.get("joined_on")
    values["joined_on"] = dt.date.fromisoformat(joined) if joined else None
    return {**values, "card": file.card, "terminal_pin": ""}


def to_register(values: Mapping[str, Any]) -> RegisterMember:
    """The command for a new person; what was left empty is not sent."""
    given = {
        key: _stored(key, value)
        for key, value in values.items()
        if key not in _BESIDE and value not in (None, "", ())
    }
    return RegisterMember(
        given, values.get("card") or "", values.get("terminal_pin") or "",
        waiting=values.get("standing") == WAITING,
    )  # fmt: skip


def to_change(
    file: MemberFile, before: Mapping[str, Any], after: Mapping[str, Any]
) -> ChangeMember | None:
    """The command with only what differs between two states of the form; None when nothing does.

    A masked number is sent only when it was typed anew. A new number goes with its document type,
    and a document other than the resident card with the birth date, because the service judges
    them together.
    """
    changed = {key: value for key, value in after.items() if value != before.get(key)}
    if not changed:
        return None
    if "id_number" in changed and "id_type" in after:
        changed["id_type"] = after["id_type"]
    if changed.get("id_type", "resident") not in CHECKED and "birth_date" in after:
        changed["birth_date"] = after["birth_date"]
    return ChangeMember(
        file.uid,
        file.version,
        {key: _stored(key, value) for key, value in changed.items() if key not in _BESIDE},
        card=changed.get("card"),
        terminal_pin=changed.get("terminal_pin"),
    )


def _stored(key: str, value: Any) -> Any:
    """A form's value as the service takes it."""
    if key == "ability_level":
        return int(value) if value else None
    if key == "sex":
        return value or Sex.UNKNOWN.value
    if key == "id_type":
        return value or "resident"
    return value


def _tr(text: str) -> str:
    return QCoreApplication.translate("MemberFields", text)


def new_community(typed: str, known: Container[str]) -> str:
    """A remark on a community that nobody lives in yet; nothing while letters stand for one."""
    spelt = typed.isascii() and typed.isalpha()
    return "" if not typed or spelt or typed in known else _tr("新的社区")
