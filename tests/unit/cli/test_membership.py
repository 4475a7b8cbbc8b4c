"""``yizhan membership``: paused, left, back; and a consent sheet on paper."""

from __future__ import annotations

import datetime as dt

from app.core.clock import SystemClock, today
from app.core.paths import DataFolder
from app.db.session import Database
from app.services.cards import EndCard, IssueCard, RenewCard
from app.services.member_codes import VoidCard
from app.services.members import ChangeMember
from app.services.rights import SYSTEM
from app.wiring import Application
from tests.helpers.cli import Desk
from tests.helpers.people import paper_code, put_card
from tests.unit.printing import papers


def test_a_membership_from_pause_to_departure(desk: Desk) -> None:
    now = today(SystemClock())
    assert desk.json("membership", "show", "K003")["state"] == "active"
    out = desk.run("membership", "pause", "K003", "--reason", "住院").out
    assert out.strip() == "李建国 今天：暂停"
    assert "未签到：住院暂停中" in desk.refused("attendance", "check-in", "K003")
    meal = ("meals", "serve", "K003", "--slot", "lunch")
    assert "未登记：住院暂停中" in desk.refused(*meal)
    assert desk.run("membership", "resume", "K003").out.strip() == "李建国 今天：在册"
    later = (now + dt.timedelta(days=3)).isoformat()
    desk.run("membership", "leave", "K003", "--last-day", later, "--reason", "moved")
    life = desk.json("membership", "show", "K003")
    assert (life["state"], life["last_day"]) == ("active", later)
    assert [period["reason"] for period in life["periods"]] == ["迁出"]
    assert "退出 · 迁出" in desk.run("membership", "show", "K003").out


def test_the_cards_stand_below_with_their_last_day(desk: Desk) -> None:
    (card,) = desk.json("membership", "show", "K003")["cards"]
    assert (card["number"], card["state"], card["expired"]) == ("K003", "issued", False)
    assert (card["valid_until"], card["ended_on"]) == ("", "")
    now = today(SystemClock())
    folder, first = DataFolder(desk.data), now - dt.timedelta(days=30)
    app = Application(folder, Database(folder.database, desk.key()), None)
    uid = app.members.who("K003", SYSTEM).uid
    app.cards.issue(IssueCard(uid, "K9", "老年卡", first, now), SYSTEM)
    new = next(one.uid for one in app.cards.of(uid, SYSTEM) if one.number == "K9")
    yesterday = now - dt.timedelta(days=1)
    app.cards.renew(RenewCard(new, yesterday), SYSTEM)
    app.close()
    out = desk.run("membership", "show", "K003").out
    assert f"卡  K9  老年卡  {first} 发卡  有效期至 {yesterday}  已到期" in out
    said = desk.refused("attendance", "check-in", "K9")
    assert f"这张卡已于 {yesterday} 到期，请在会籍里补办或改有效期" in said


def test_the_paper_card_stands_below_without_its_code(desk: Desk) -> None:
    folder, now = DataFolder(desk.data), today(SystemClock())
    app = Application(folder, Database(folder.database, desk.key()), None)
    uid = app.members.who("K003", SYSTEM).uid
    lost = paper_code(app, SYSTEM, uid)
    app.member_codes.void(VoidCard(uid, "lost", note="电话 13812341234 来报"), SYSTEM)
    valid = paper_code(app, SYSTEM, uid)
    app.close()
    assert f"这张会员卡 {now:%m-%d} 遗失作废" in desk.refused("attendance", "check-in", lost)
    out = desk.run("membership", "show", "K003").out
    assert f"会员卡  {now} 起  有效\n" in out
    assert f"会员卡  {now} 起  {now} 已作废  遗失  电话 138****1234 来报" in out
    assert valid not in out
    assert lost not in out
    cards = desk.json("membership", "show", "K003")["paper_cards"]
    assert [(card["valid"], card["reason"]) for card in cards] == [(True, ""), (False, "lost")]
    assert valid not in str(cards)
    desk.run("attendance", "check-in", valid)


def test_a_card_is_whose_it_was_on_the_day(desk: Desk) -> None:
    """K9 was 李建国's until ten days ago and is somebody else's since: a back-entry by it is his
    before that day and theirs after it, for check-ins as for meals."""
    now = today(SystemClock())
    ended = now - dt.timedelta(days=10)
    folder = DataFolder(desk.data)
    app = Application(folder, Database(folder.database, desk.key()), None)
    uid, other = (app.members.who(card, SYSTEM).uid for card in ("K003", "K004"))
    long_ago = now - dt.timedelta(days=30)
    for one in (uid, other):
        version = app.members.file(one, SYSTEM).version
        app.members.change(ChangeMember(one, version, {"joined_on": str(long_ago)}), SYSTEM)
    app.cards.issue(IssueCard(uid, "K9", "老年卡", long_ago), SYSTEM)
    (card,) = (one.uid for one in app.cards.of(uid, SYSTEM) if one.number == "K9")
    app.cards.take_back(EndCard(card, on=ended), SYSTEM)
    put_card(app, SYSTEM, other, "K9", ended)
    app.close()
    for days, name in ((11, "李建国"), (9, "王𬱖")):
        day = (now - dt.timedelta(days=days)).isoformat()
        desk.run("attendance", "check-in", "K9", "--at", f"{day}T08:31", "--note", "补记")
        desk.run("meals", "serve", "K9", "--slot", "lunch", "--date", day, "--note", "补记")
        assert [row["name"] for row in desk.json("attendance", "day", day)["people"]] == [name]
        assert [row["name"] for row in desk.json("meals", "day", day)["meals"]] == [name]


def test_faults_are_said_in_words(desk: Desk) -> None:
    assert "可以写：住院、外出" in desk.refused("membership", "pause", "K003", "--reason", "迁出")
    assert "本来就在册" in desk.refused("membership", "resume", "K003")


def test_a_consent_sheet_of_one_kind(desk: Desk) -> None:
    desk.run("print", "consent-sheet", "--member", "K003", "--kind", "face", "--out", "a.pdf")
    text = papers.text((desk.folder / "a.pdf").read_bytes())
    assert "人脸识别单独同意书" in text
    assert "李建国" in text
