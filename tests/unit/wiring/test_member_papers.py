"""Papers of one member: loaded, numbered and filed under that member."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import select

from app.core.clock import FixedClock
from app.core.errors import UserError
from app.models import Document
from app.services.cards import EndCard, IssueCard
from app.services.consents import SignConsent, WithdrawConsent
from app.services.member_codes import VoidCard
from app.services.rights import Actor
from app.wiring import Application
from tests.helpers.people import leave, paper_code, register
from tests.unit.printing import papers

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def wang(app: Application, clerk: Actor) -> str:
    return register(app, clerk, pin="101", emergency_contact="李明", emergency_phone="13900001234")


def owners(app: Application) -> list[str | None]:
    with app.db.read() as connection:
        return list(connection.execute(select(Document.member_uid)).scalars())


def test_the_card_has_no_number_of_an_identity_document(
    app: Application, clerk: Actor, manager: Actor, wang: str
) -> None:
    app.settings.change({"emergency_phone": "0571-88001234"}, manager)
    printed = app.printing.make("member-card", {"member": wang}, clerk)
    text = papers.text(printed.pdf)
    assert "王秀英" in text
    assert "李* 139****1234" in text
    assert "0571-88001234" in text
    assert "330105" not in text
    assert owners(app) == [wang]


def test_the_card_says_until_when_the_card_in_use_is_valid(
    app: Application, clerk: Actor, wang: str
) -> None:
    until = dt.date(2027, 12, 31)
    app.cards.issue(IssueCard(wang, "A1", "老年卡", valid_until=until), clerk)
    printed = app.printing.make("member-card", {"member": wang}, clerk)
    assert "有效期至 2027-12-31" in papers.text(printed.pdf)
    app.cards.take_back(EndCard(app.cards.of(wang, clerk)[0].uid), clerk)
    printed = app.printing.make("member-card", {"member": wang}, clerk)
    assert "有效期" not in papers.text(printed.pdf)


def test_the_card_shows_the_code_that_is_valid_on_the_day_it_is_printed(
    app: Application, clerk: Actor, wang: str, tmp_path: Path
) -> None:
    def printed() -> str:
        return papers.code_of_card(
            app.printing.make("member-card", {"member": wang}, clerk).pdf, tmp_path
        )

    first = printed()
    assert app.attendance.scan(first, clerk).outcome == "checked_in"
    assert printed() == first == paper_code(app, clerk, wang)
    app.member_codes.void(VoidCard(wang, "lost"), clerk)
    second = printed()
    assert second != first
    assert app.attendance.scan(first, clerk).outcome == "ended_card"
    assert app.attendance.scan(second, clerk).outcome == "already"


def test_cards_of_several_people_belong_to_nobody_alone(
    app: Application, clerk: Actor, wang: str
) -> None:
    other = register(app, clerk, "李建国")
    printed = app.printing.make("member-card", {"member": f"{wang},{other}"}, clerk)
    assert "李建国" in papers.text(printed.pdf)
    assert owners(app) == [None]


def test_the_sheet_has_the_text_in_use(
    app: Application, clerk: Actor, manager: Actor, wang: str
) -> None:
    app.consents.save_text("face", "一、新的一版", manager)
    printed = app.printing.make("consent-sheet", {"member": wang, "kind": "face"}, clerk)
    text = papers.text(printed.pdf)
    assert printed.title == "人脸识别单独同意书"
    assert "一、新的一版" in text
    assert "文本第 2 版" in text


def test_the_receipt_names_the_numbers_to_delete(app: Application, clerk: Actor, wang: str) -> None:
    uid = app.consents.sign(SignConsent(wang, "face", 1, "self", TODAY, witness="小王"), clerk)
    params = {"member": wang, "consent": uid}
    with pytest.raises(UserError, match="没有撤回"):
        app.printing.make("consent-withdrawal", params, clerk)
    app.consents.withdraw(WithdrawConsent(uid, TODAY, "改用刷卡，女儿 13812345678"), clerk)
    text = papers.text(app.printing.make("consent-withdrawal", params, clerk).pdf)
    assert "从人脸机删除您的人脸信息（编号 101）" in text
    assert "补贴不变" in text
    assert "改用刷卡，女儿 138****5678" in text


def test_the_receipt_says_why_there_is_no_document(app: Application, clerk: Actor) -> None:
    born = {"birth_date": "1938", "id_number": "", "no_document_reason": "户口未办"}
    who = register(app, clerk, id_type="none", **born)
    uid = app.consents.sign(SignConsent(who, "photo", 1, "self", TODAY, witness="小王"), clerk)
    app.consents.withdraw(WithdrawConsent(uid, TODAY), clerk)
    receipt = app.printing.make("consent-withdrawal", {"member": who, "consent": uid}, clerk)
    assert "无证件（户口未办）" in papers.text(receipt.pdf)


def test_the_receipt_says_whether_another_sheet_keeps_the_photo(
    app: Application, clerk: Actor, wang: str
) -> None:
    def sign() -> str:
        sheet = SignConsent(wang, "photo", 1, "self", TODAY, witness="小王")
        return app.consents.sign(sheet, clerk)

    def receipt(uid: str) -> str:
        values = {"member": wang, "consent": uid}
        return papers.text(app.printing.make("consent-withdrawal", values, clerk).pdf)

    first, second = sign(), sign()
    app.consents.withdraw(WithdrawConsent(first, TODAY), clerk)
    for uid in (first, second):
        assert "照片已经删除" in receipt(uid), "one withdrawal ends both"
    sign()
    again = receipt(first)
    assert "另有一份有效的照片同意书，档案里的照片仍然保留" in again
    assert "已经删除" not in again


def test_whoever_left_is_not_on_the_list_on_paper(
    app: Application, clerk: Actor, clock: FixedClock
) -> None:
    uid = register(app, clerk, "李建国", joined_on="2020-01-01")
    register(app, clerk, "王秀英", joined_on="2020-01-01")
    leave(app, clerk, uid, TODAY)
    assert "李建国" in papers.text(app.printing.make("member-list", {}, clerk).pdf)
    clock.advance(86400)
    app.memberships.roll()
    text = papers.text(app.printing.make("member-list", {}, clerk).pdf)
    assert "李建国" not in text
    assert "王秀英" in text


def test_the_file_says_when_a_card_ran_out(
    app: Application, clerk: Actor, clock: FixedClock, wang: str
) -> None:
    until = dt.date(2026, 11, 30)
    app.cards.issue(IssueCard(wang, "A1", "老年卡", valid_until=until), clerk)
    clock.advance(30 * 86400)
    text = papers.text(app.printing.make("member-file", {"member": wang}, clerk).pdf)
    (line,) = [line for line in text.splitlines() if "A1" in line]
    assert line.split()[-1] == "2026-11-30"
    assert "已到期" in line
