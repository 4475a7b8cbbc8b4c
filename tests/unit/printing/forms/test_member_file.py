"""档案摘要: one person on one or two pages, masked."""

from __future__ import annotations

from typing import Any

from app.printing.forms import member_file
from app.printing.forms.member_file import (
    ABILITY,
    CARDS,
    CLASSES,
    CONSENTS,
    CONTACTS,
    HOUSEHOLD,
    Cell,
    Listing,
    MemberSummary,
)
from app.printing.page import page_count
from app.services.contacts import SaveContact
from app.services.health import SaveHealth
from app.services.rights import Actor
from app.wiring import Application
from tests.helpers.people import id_number, register
from tests.unit.printing import papers

LONG = "古丽巴哈尔·阿卜杜热西提·麦麦提吐尔逊江"


def summary(**other: Any) -> MemberSummary:
    contact = {"order": "第 1 位", "name": LONG, "relation": "女", "phone": "139****5678",
               "roles": "监护人、可接走", "note": "夜里也可以打"}  # fmt: skip
    person = {"relation": "户主", "name": "王𬱖", "sex": "女", "age": "87", "state": "在册",
              "categories": "低保、独居"}  # fmt: skip
    given: dict[str, Any] = {
        "centre_name": papers.CENTRE, "date": papers.DAY, "name": "王𬱖", "member_no": "000001",
        "priority": "重点：低保；独居且满 80 周岁",
        "person": (
            (Cell("姓名", "王𬱖"), Cell("曾用名", LONG)),
            (Cell("性别", "女", 1 / 3), Cell("出生日期", "1938（约 81 岁）", 1 / 3),
             Cell("民族", "汉族", 1 / 3)),
            (Cell("居住地址", "小河路 1 号 " * 12, 1.0),),
        ),
        "health": ((Cell("过敏", "花生、青霉素"), Cell("饮食要求", "糖尿病餐、软食")),),
        "listings": (
            Listing("联系人", CONTACTS, (contact,) * 3, "没有登记联系人。"),
            Listing("家庭 H000001", HOUSEHOLD, (person,), "没有归到哪一户。"),
            Listing("分类保障", CLASSES, ({"axis": "经济状况", "name": "低保",
                    "dates": "2020-01-01 起", "evidence": "杭低保 12 号"},), "没有分类。"),
            Listing("能力评估", ABILITY, (), "没有能力评估。"),
            Listing("卡", CARDS, ({"number": "HZ0001", "state": "在用"},), "没有发过卡。"),
            Listing("同意书", CONSENTS, (), "没有签过同意书。"),
        ),
        "document_number": "DA-20201029-001", "made_at": papers.MADE_AT, "made_by": "王芳",
    }  # fmt: skip
    return MemberSummary(**{**given, **other})


def test_everything_is_readable_and_nothing_is_cut() -> None:
    pdf = member_file.render(summary())
    text = papers.text(pdf).replace(" ", "").replace("\n", "")
    for words in (LONG, "王𬱖", "重点：低保；独居且满80周岁", "1938（约81岁）", "没有能力评估。",
                  "糖尿病餐、软食", "杭低保12号", "DA-20201029-001"):  # fmt: skip
        assert words in text
    assert text.count("小河路1号") == 12


def test_a_long_history_goes_on_the_second_page() -> None:
    rows = tuple({"number": f"HZ{n:04}", "state": "已退回"} for n in range(40))
    cards = Listing("卡", CARDS, rows, "")
    assert page_count(member_file.render(summary())) == 1
    assert page_count(member_file.render(summary(listings=(cards,)))) == 2


def test_the_whole_file_is_on_the_paper_and_masked(app: Application, manager: Actor) -> None:
    number = id_number("19381222", 124)
    uid = register(app, manager, "王秀英", id_number=number, phone="13812341234",
                   categories=("低保",), ethnic="01", registered_area="330105", card="HZ0001",
                   emergency_contact="陈志明", emergency_phone="13912345678")  # fmt: skip
    app.contacts.save(
        SaveContact(uid, {"name": "陈小红", "phone": "13712345678", "lives_together": True}),
        manager,
    )
    app.households.create(uid, manager)
    app.health.save(SaveHealth(uid, 0, {"allergies": "花生", "diets": ("软食",)}), manager)
    printed = app.printing.make("member-file", {"member": uid}, manager)
    text = papers.text(printed.pdf)
    for words in ("王秀英", "汉族", "拱墅区", "低保", "重点：低保", "陈志明", "陈小红", "H000001",
                  "花生", "软食", "HZ0001", "没有签过同意书"):  # fmt: skip
        assert words in text
    for full in (number, "13812341234", "13912345678", "13712345678"):
        assert full not in text
    assert printed.pages <= 2
    assert printed.number.startswith("DA-")
