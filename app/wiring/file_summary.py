"""Loads what the summary of one file (档案摘要) shows, from every service that knows the person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.core.clock import today
from app.core.codes import ABILITY_LEVELS
from app.core.masking import mask_phone, mask_within
from app.services.codes import AXES, shipped_table
from app.services.members.types import sex_text, state_text
from app.services.rights import Actor

if TYPE_CHECKING:
    from app.services.contacts import ContactRow
    from app.services.members import MemberFile
    from app.services.paper_numbers import PaperNumbers
    from app.wiring.application import Application

DOCUMENTS = {
    "resident": "居民身份证", "hmt_residence": "港澳台居民居住证",
    "hk_macao_permit": "港澳居民来往内地通行证", "taiwan_permit": "台湾居民来往大陆通行证",
    "foreign_residence": "外国人永久居留身份证", "passport": "护照", "none": "无证件",
}  # fmt: skip
ROLES = (("guardian", "监护人"), ("may_collect", "可接走"), ("lives_together", "同住"))


def member_file(app: Application, params: Mapping[str, str], actor: Actor) -> Any:
    """The data of the form ``member-file`` for the uid ``member``; all numbers masked, unless
    ``full`` asks for them with a ``reason`` (see `Documents.numbers`)."""
    from app.printing.forms.member_file import MemberSummary

    uid, centre = params["member"], app.settings.centre()
    numbers = full_numbers(app, "member-file", params, actor)
    file = app.members.file(uid, actor)
    classes = app.classification.of(uid, actor)
    return MemberSummary(
        centre.name, today(app.clock), str(file.values["name"]), file.member_no,
        classes.priority.text, _person(file, numbers), _health(app, uid, numbers, actor),
        (
            _contacts(app, uid, numbers, actor), _household(app, uid, actor),
            _classes(classes.rows, numbers), _ability(app, uid, actor),
            _cards(app, uid, actor), _consents(app, uid, actor),
        ),
        demo=centre.demo, purpose=numbers.purpose if numbers else "",
    )  # fmt: skip


def full_numbers(
    app: Application, form: str, params: Mapping[str, str], actor: Actor
) -> PaperNumbers | None:
    """The full numbers of ``member`` when ``full`` asks for them, else None.

    Raises `NotAllowed`, `ValidationProblem` (``reason``).
    """
    if not params.get("full"):
        return None
    return app.documents.numbers(params["member"], form, params.get("reason", ""), actor)


def _word(table: str, code: Any) -> str:
    words = {entry.code: entry.name for entry in shipped_table(table)}
    return words.get(code or "", code or "")


def _masked(values: Mapping[str, str]) -> dict[str, str]:
    """``values`` with the numbers masked that stand in what people wrote."""
    return {key: mask_within(text) for key, text in values.items()}


def _person(file: MemberFile, numbers: PaperNumbers | None) -> tuple[tuple[Any, ...], ...]:
    from app.printing.forms.member_file import Cell

    values = {key: "" if value is None else str(value) for key, value in file.values.items()}
    values = {**values, **numbers.member} if numbers else _masked(values)
    birth = f"{values['birth_date']}（{file.age_text} 岁）" if values["birth_date"] else ""
    level = file.values.get("ability_level")
    number = values["id_number"] or values["no_document_reason"]
    third = 1 / 3
    return (
        (Cell("姓名", values["name"]), Cell("曾用名", values["former_name"])),
        (Cell("性别", sex_text(values["sex"]), third), Cell("出生日期", birth, third),
         Cell("民族", _word("ethnic", values["ethnic"]), third)),
        (Cell("证件类型", DOCUMENTS.get(values["id_type"], values["id_type"])),
         Cell("证件号" if values["id_number"] else "原因", number)),
        (Cell("婚姻状况", _word("marital", values["marital"]), third),
         Cell("文化程度", _word("education", values["education"]), third),
         Cell("状态", state_text(file.state), third)),
        (Cell("电话", values["phone"], third), Cell("备用电话", values["phone2"], third),
         Cell("社区", values["community"], third)),
        (Cell("居住地址", values["address"], 1.0),),
        (Cell("户籍地", _word("regions", values["registered_area"]), third),
         Cell("户籍地址", values["registered_address"], 2 * third)),
        (Cell("能力等级", "" if level is None else ABILITY_LEVELS[level], third),
         Cell("自理情况（旧）", values["self_care"], third),
         Cell("居住情况", values["living"], third)),
        (Cell("入会日期", values["joined_on"], third), Cell("备注", values["note"], 2 * third)),
    )  # fmt: skip


def _health(
    app: Application, uid: str, numbers: PaperNumbers | None, actor: Actor
) -> tuple[tuple[Any, ...], ...]:
    from app.printing.forms.member_file import Cell

    found = app.health.of(uid, actor)
    values, diets = dict(found.values), "、".join(found.diet_words)
    values = values if numbers else _masked(values)
    phone = numbers.doctor if numbers else mask_phone(values["doctor_phone"])
    known = (values["doctor_organisation"], values["doctor_name"], phone)
    doctor = " ".join(word for word in known if word)
    return (
        (Cell("过敏", values["allergies"]), Cell("饮食要求", diets)),
        (Cell("饮食备注", values["diet_note"]), Cell("行动和辅具", values["mobility"])),
        (Cell("用药提醒", values["medication"]), Cell("签约日期", values["doctor_signed_on"])),
        (Cell("家庭医生", doctor), Cell("其他提示", values["note"])),
    )


def _contacts(app: Application, uid: str, numbers: PaperNumbers | None, actor: Actor) -> Any:
    from app.printing.forms.member_file import CONTACTS, Listing

    rows = [
        {
            "order": f"第 {row.emergency_order} 位" if row.emergency_order else "",
            "name": row.name, "relation": row.relation_text, "phone": _phones(row, numbers),
            "roles": _roles(row), "note": row.note if numbers else mask_within(row.note),
        }
        for row in app.contacts.of(uid, actor)
    ]  # fmt: skip
    return Listing("联系人", CONTACTS, rows, "没有登记联系人。")


def _phones(row: ContactRow, numbers: PaperNumbers | None) -> str:
    masked = (row.phone_masked, row.phone2_masked)
    return "、".join(phone for phone in (numbers.contacts[row.uid] if numbers else masked) if phone)


def _roles(row: ContactRow) -> str:
    return "、".join(word for key, word in ROLES if getattr(row, key))


def _household(app: Application, uid: str, actor: Actor) -> Any:
    from app.printing.forms.member_file import HOUSEHOLD, Listing

    house = app.households.of(uid, actor)
    rows = [
        {
            "relation": one.relation_text, "name": one.name, "sex": one.sex, "age": one.age,
            "state": one.state or "非会员", "categories": one.categories,
        }
        for one in (house.people if house else ())
    ]  # fmt: skip
    title = f"家庭 {house.number}" if house else "家庭"
    return Listing(title, HOUSEHOLD, rows, "没有归到哪一户。")


def _classes(rows: tuple[Any, ...], numbers: PaperNumbers | None) -> Any:
    from app.printing.forms.member_file import CLASSES, Listing

    order = list(AXES)
    found = [
        {
            "axis": AXES[row.axis], "name": row.name,
            "dates": _stretch(row.from_on, row.to_on),
            "evidence": row.evidence_no if numbers else mask_within(row.evidence_no),
            "decided": row.decided_by,
        }
        for row in sorted(rows, key=lambda row: order.index(row.axis))
        if row.standing != "past"
    ]  # fmt: skip
    return Listing("分类保障", CLASSES, found, "没有分类。")


def _stretch(first: str, last: str) -> str:
    """``2026-01-01 至 2026-06-30``; an open end is left open."""
    if first and last:
        return f"{first} 至 {last}"
    return f"{first} 起" if first else f"到 {last}" if last else ""


def _ability(app: Application, uid: str, actor: Actor) -> Any:
    from app.printing.forms.member_file import ABILITY, Listing

    rows = [
        {
            "on": row.assessed_on, "level": row.words, "standard": row.standard,
            "total": "" if row.total is None else str(row.total),
            "until": row.valid_until, "by": row.assessors,
        }
        for row in app.assessments.of_member(uid, actor)
        if row.state == "final"
    ]  # fmt: skip
    return Listing("能力评估", ABILITY, rows[:MOST], "没有能力评估。")


def _cards(app: Application, uid: str, actor: Actor) -> Any:
    from app.printing.forms.member_file import CARDS, Listing

    kinds = app.codes.names("cards")
    rows = [
        {
            "number": row.number, "kind": kinds.get(row.kind, row.kind),
            "state": row.state_label, "issued": row.issued_on,
            "ended": row.valid_until if row.expired else row.ended_on,
        }
        for row in app.cards.of(uid, actor)
    ]  # fmt: skip
    return Listing("卡", CARDS, rows[:MOST], "没有发过卡。")


def _consents(app: Application, uid: str, actor: Actor) -> Any:
    from app.printing.forms.member_file import CONSENTS, Listing

    rows = [
        {
            "title": f"{row.title}（第 {row.number} 版）", "signed": row.signed_on,
            "signer": row.signer, "until": row.until, "withdrawn": row.withdrawn_on,
        }
        for row in app.consents.of(uid, actor)
    ]  # fmt: skip
    return Listing("同意书", CONSENTS, rows[:MOST], "没有签过同意书。")


MOST = 6
"""Newest rows of a history; the whole of it stands in the program."""
