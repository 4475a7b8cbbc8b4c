"""Papers with full numbers: who may, why, what the audit and the sheet say of it."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from app.core.errors import NotAllowed, UserError, ValidationProblem
from app.services.classification import SaveClass
from app.services.contacts import SaveContact
from app.services.health import SaveHealth
from app.services.members import ChangeMember
from app.services.rights import Actor
from app.wiring import Application
from tests.helpers.assessing import assess
from tests.helpers.people import id_number, register
from tests.unit.printing import papers

NUMBER = id_number("19381222", 124)
PHONES = ("13812341234", "13612340000", "13912345678", "13712345678", "13512345678", "13312345678")
NOTED = ("13111110001", "13111110002", "13111110003", "13111110004")
"""Phones that somebody wrote into a remark."""
REASON = "街道上门核对档案"
SUMMARY, REPORT = "member-file", "assessment-report"


@pytest.fixture
def wang(app: Application, clerk: Actor) -> str:
    uid = register(
        app, clerk, "王秀英", id_number=NUMBER, phone=PHONES[0], phone2=PHONES[1],
        emergency_contact="陈志明", emergency_phone=PHONES[2], note=f"女儿 {NOTED[0]}",
    )  # fmt: skip
    child = {"name": "陈小红", "phone": PHONES[3], "phone2": PHONES[4],
             "note": f"单位 {NOTED[1]}"}  # fmt: skip
    app.contacts.save(SaveContact(uid, child), clerk)
    doctor = {"doctor_name": "李医生", "doctor_phone": PHONES[5], "note": f"急送 {NOTED[2]}"}
    app.health.save(SaveHealth(uid, 0, doctor), clerk)
    assess(app, clerk, uid, contact_name="陈志明", contact_phone="139****5678",
           note=f"可问邻居 {NOTED[3]}")  # fmt: skip
    return uid


def full(uid: str, reason: str = REASON) -> dict[str, str]:
    return {"member": uid, "full": "1", "reason": reason}


def text_of(app: Application, form: str, params: dict[str, str], actor: Actor) -> str:
    return papers.text(app.printing.make(form, params, actor).pdf)


def test_a_number_is_masked_wherever_people_wrote_it(
    app: Application, manager: Actor, wang: str
) -> None:
    version = app.members.file(wang, manager).version
    said = {"address": f"小河路 3 号 {NOTED[0]}", "registered_address": f"外婆家 {NOTED[1]}"}
    app.members.change(ChangeMember(wang, version, said), manager)
    since = dt.date(2026, 1, 1)
    app.classification.save(SaveClass(wang, "低保", since, evidence_no=NOTED[2]), manager)
    text = text_of(app, SUMMARY, {"member": wang}, manager)
    assert [phone for phone in NOTED if phone in text] == []
    text = text_of(app, SUMMARY, full(wang), manager)
    assert [phone for phone in NOTED[:3] if phone not in text] == []


@pytest.mark.parametrize("form", [SUMMARY, REPORT])
def test_masked_is_what_everybody_gets(
    app: Application, manager: Actor, wang: str, form: str
) -> None:
    text = text_of(app, form, {"member": wang}, manager)
    assert NUMBER not in text
    assert [phone for phone in (*PHONES, *NOTED) if phone in text] == []
    assert "330105********" in text
    assert "含完整证件号" not in text


def test_the_full_summary_has_every_number_and_says_why(
    app: Application, manager: Actor, wang: str
) -> None:
    text = text_of(app, SUMMARY, full(wang), manager)
    assert NUMBER in text
    assert [phone for phone in (*PHONES, *NOTED[:3]) if phone not in text] == []
    assert f"含完整证件号 · 用途：{REASON}" in text
    assert "只印一部分" not in text


def test_every_page_of_the_full_report_says_why(
    app: Application, manager: Actor, wang: str
) -> None:
    made = app.printing.make(REPORT, full(wang), manager)
    found = papers.pages(made.pdf)
    assert len(found) == 3
    assert all(f"含完整证件号 · 用途：{REASON}" in page for page in found)
    assert NUMBER in found[0]
    assert PHONES[2] in found[0]
    assert NOTED[3] in found[0]
    assert made.file_name == f"{made.number} 老年人能力评估报告（含完整证件号）.pdf"


@pytest.mark.parametrize("form", [SUMMARY, REPORT])
def test_without_the_right_or_the_reason_no_number_is_used_up(
    app: Application, clerk: Actor, manager: Actor, wang: str, form: str
) -> None:
    before = len(app.audit.show(manager))
    with pytest.raises(NotAllowed):
        app.printing.make(form, full(wang), clerk)
    with pytest.raises(ValidationProblem) as caught:
        app.printing.make(form, full(wang, "  "), manager)
    assert set(caught.value.fields) == {"reason"}
    assert app.documents.recent(manager) == []
    assert len(app.audit.show(manager)) == before


def test_who_when_why_and_which_paper_are_in_the_audit(
    app: Application, manager: Actor, wang: str
) -> None:
    made = app.printing.make(SUMMARY, full(wang), manager)
    events = [e for e in app.audit.show(manager, limit=5) if e.reason == REASON]
    assert {(e.action, e.subject) for e in events} == {
        ("look", "王秀英（000001）"), ("insert", made.number), ("print_full", made.number),
    }  # fmt: skip
    assert {e.actor_name for e in events} == {"李主任"}
    (row,) = app.documents.recent(manager)
    assert row.full
    assert json.loads(row.parameters)["reason"] == REASON
    assert app.audit.verify(manager).sound


def test_a_filed_full_paper_is_not_everybodys(
    app: Application, clerk: Actor, manager: Actor, wang: str
) -> None:
    made = app.printing.make(SUMMARY, full(wang), manager)
    for fetch in (app.documents.pdf, app.documents.again):
        with pytest.raises(NotAllowed):
            fetch(made.number, clerk, "看看")
        with pytest.raises(ValidationProblem):
            fetch(made.number, manager)
    assert app.documents.pdf(made.number, manager, "补寄街道") == made.pdf
    newest = app.audit.show(manager, limit=1)[0]
    assert (newest.action, newest.subject, newest.reason) == (
        "reprint", made.number, "补寄街道",
    )  # fmt: skip
    assert app.documents.again(made.number, manager, "再寄一份").pdf == made.pdf
    masked = app.printing.make(SUMMARY, {"member": wang}, manager)
    assert app.documents.pdf(masked.number, clerk) == masked.pdf


def test_a_form_without_such_a_variant_says_so(app: Application, manager: Actor, wang: str) -> None:
    for form, params in (("member-card", full(wang)), ("consent-sheet", full(wang))):
        with pytest.raises(UserError, match="没有含完整证件号的版本"):
            app.printing.make(form, params, manager)
    assert app.documents.recent(manager) == []


def test_a_purpose_as_long_as_a_sheet_allows_stands_on_the_paper_whole(
    app: Application, manager: Actor, wang: str
) -> None:
    reason = "核对" * 50
    text = text_of(app, SUMMARY, full(wang, reason), manager).replace("\n", "").replace(" ", "")
    assert f"用途：{reason}" in text
    with pytest.raises(ValidationProblem):
        app.printing.make(SUMMARY, full(wang, "核" * 101), manager)
