"""The tab 会籍: what stands there, what its buttons do, and that each step can be taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.core.clock import FixedClock
from app.devices.attlog_file import read_attlog
from app.services.attendance import CheckIn
from app.services.cards import EndCard, IssueCard
from app.services.memberships import ResumeMember
from app.services.rights import Actor
from app.views import members
from app.views.memberships.view import MembershipView
from app.views.widgets.form import Form
from app.wiring import Application
from tests.gui.pages.opened import Opened, open_page
from tests.helpers.people import leave, paper_code, pause, register

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def wang(app: Application, clerk: Actor) -> str:
    return register(app, clerk, pin="101", joined_on="2020-01-01")


@pytest.fixture
def opened(qtbot: QtBot, app: Application, clerk: Actor, wang: str) -> Opened:
    return open_page(qtbot, app, members.build, clerk, {"uid": wang, "tab": "membership"})


def view(opened: Opened) -> MembershipView:
    found: MembershipView = opened.page.tabs.tab("membership").view
    return found


def fill_in(opened: Opened, **values: object) -> Form:
    """Fill the form in the sheet and send it."""
    form: Form = opened.page.sheet().findChild(Form)
    form.set_values(values)
    form.submit()
    return form


def bring_up(qtbot: QtBot, opened: Opened) -> None:
    """Only a window in front has the keyboard."""
    with qtbot.waitActive(opened.page.window()):
        opened.page.window().activateWindow()


def rows(card: object) -> list[tuple[str, str]]:
    return [(row.text, row.status.word) for row in card.shown]  # type: ignore[attr-defined]


def test_a_pause_is_entered_shown_and_taken_back(opened: Opened, app: Application) -> None:
    assert view(opened).state.text() == "在册，入会 2020-01-01"
    view(opened).buttons["pause"].click()
    fill_in(opened, first_day=TODAY, reason="hospital", last_day=None, note="")
    assert opened.toast == "王秀英：已登记暂停，自 11-23 起生效；今天：暂停。"
    assert view(opened).state.text() == "暂停 · 住院，2026-11-23 起"
    assert rows(view(opened).periods) == [("2026-11-23 起", "暂停 · 住院")]
    assert view(opened).buttons["resume"].text() == "恢复"
    assert view(opened).buttons["pause"].isHidden()
    opened.kit.notify.undo_last()
    assert view(opened).state.text() == "在册，入会 2020-01-01"
    assert rows(view(opened).periods) == []


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "王秀英：已登记退出，自 11-24 起生效；今天仍在册。"),
        (-1, "王秀英：已登记退出，自 11-23 起生效；今天：退出。"),
        (60, "王秀英：已登记退出，自 2027-01-23 起生效；今天仍在册。"),
    ],
)
def test_what_was_entered_is_said_and_since_when_it_holds(
    opened: Opened, days: int, said: str
) -> None:
    view(opened).buttons["leave"].click()
    last = TODAY + dt.timedelta(days=days)
    fill_in(opened, last_day=last, reason="moved", note="女儿来电")
    assert opened.toast == said
    assert opened.heard.toasts[-1].what == "王秀英 登记退出"


def test_a_pause_with_its_end_is_said_whole_and_taking_it_away_too(opened: Opened) -> None:
    view(opened).buttons["pause"].click()
    until = TODAY + dt.timedelta(days=4)
    fill_in(opened, first_day=TODAY, reason="hospital", last_day=until, note="")
    assert opened.toast == "王秀英：已登记暂停，自 11-23 到 11-27；今天：暂停。"
    view(opened).buttons["resume"].click()
    fill_in(opened, first_day=TODAY + dt.timedelta(days=1), note="")
    assert opened.toast == "王秀英：已恢复，自 11-24 起生效；今天仍是暂停。"
    assert opened.heard.toasts[-1].what == "王秀英 恢复"
    (period,) = opened.page.tabs.tab("membership")._loaded().life.periods
    view(opened).periods.buttons["remove", period.uid].click()
    assert opened.toast == "王秀英：已取消“暂停 · 住院”；今天：在册。"
    assert opened.heard.toasts[-1].what == "王秀英 取消“暂停 · 住院”"


def test_a_departure_says_what_it_ends_and_gives_it_back(
    opened: Opened, app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    pause(app, clerk, wang, TODAY - dt.timedelta(days=3))
    view(opened).buttons["leave"].click()
    fill_in(opened, last_day=TODAY, reason="moved", note="")
    assert opened.toast.endswith("“暂停 · 住院”随之结束。")
    (gone,) = (p for p in app.memberships.of(wang, clerk).periods if p.state == "left")
    clock.advance(3600)
    view(opened).periods.buttons["remove", gone.uid].click()
    assert opened.toast == "王秀英：已取消“退出 · 迁出”；今天：暂停。"
    assert rows(view(opened).periods) == [("2026-11-20 起", "暂停 · 住院")]


def test_the_warning_about_visits_leaves_with_its_step(
    opened: Opened, app: Application, clerk: Actor, wang: str
) -> None:
    gone: list[str] = []
    opened.kit.notify.withdrawn.connect(gone.append)
    app.attendance.check_in(CheckIn(wang), clerk)
    view(opened).buttons["pause"].click()
    fill_in(opened, first_day=TODAY, reason="hospital", last_day=None, note="")
    assert "1 天已有签到" in opened.message
    gone.clear()
    opened.kit.notify.undo_last()
    assert gone == [opened.heard.messages[-1].topic]


def test_the_keyboard_stays_where_the_step_was_taken(
    qtbot: QtBot, opened: Opened, app: Application, clerk: Actor, wang: str
) -> None:
    bring_up(qtbot, opened)
    view(opened).buttons["pause"].setFocus()
    pause(app, clerk, wang, TODAY)
    opened.page.refresh()
    assert view(opened).buttons["pause"].isHidden()
    assert view(opened).buttons["resume"].hasFocus(), "not 退出"


def test_after_a_card_is_lost_the_keyboard_stays_at_that_card(
    qtbot: QtBot, app: Application, clerk: Actor, wang: str
) -> None:
    app.cards.issue(IssueCard(wang, "K1"), clerk)
    card = app.cards.of(wang, clerk)[0].uid
    opened = open_page(qtbot, app, members.build, clerk, {"uid": wang, "tab": "membership"})
    bring_up(qtbot, opened)
    view(opened).cards.buttons["lose", card].setFocus()
    app.cards.lose(EndCard(card, on=TODAY), clerk)
    opened.page.refresh()
    assert view(opened).cards.buttons["replace", card].hasFocus(), "not 取消关联 below"


def test_somebody_waits_for_approval_and_is_taken_in(opened: Opened) -> None:
    view(opened).buttons["wait"].click()
    fill_in(opened, first_day=TODAY, note="")
    assert view(opened).state.text() == "登记，2026-11-23 起"
    assert view(opened).buttons["resume"].text() == "批准入册"
    assert view(opened).buttons["wait"].isHidden()
    view(opened).buttons["resume"].click()
    fill_in(opened, first_day=TODAY, note="")
    assert view(opened).state.text() == "在册，入会 2020-01-01"


def test_what_the_service_refuses_stands_under_the_fields(opened: Opened) -> None:
    view(opened).buttons["pause"].click()
    form = fill_in(opened, first_day=dt.date(2019, 1, 1), reason="hospital", last_day=None, note="")
    assert form.errors() == {
        "first_day": "早于入会日期 2020-01-01，请核对。",
        "note": "日期在今天以前，请在说明里写明为什么补登。",
    }
    assert opened.page.sheet() is not None


def test_a_departure_to_come_is_announced(opened: Opened, clock: FixedClock) -> None:
    view(opened).buttons["leave"].click()
    fill_in(opened, last_day=TODAY + dt.timedelta(days=2), reason="moved", note="")
    assert view(opened).coming.text() == "已登记退出：最后一天 2026-11-25，第二天起自动生效。"
    assert view(opened).buttons["leave"].isHidden()
    clock.advance(3 * 86400)
    opened.page.refresh()
    assert view(opened).state.text() == "退出 · 迁出，最后一天 2026-11-25"
    assert view(opened).buttons["resume"].text() == "重新入会"


def test_days_that_stand_already_are_named(
    opened: Opened, app: Application, clerk: Actor, wang: str
) -> None:
    app.attendance.scan("000001", clerk)
    view(opened).buttons["pause"].click()
    fill_in(opened, first_day=TODAY, reason="hospital", last_day=None, note="")
    assert opened.message.startswith("王秀英：这段日期里有 1 天已有签到或就餐（2026-11-23 等）")


def test_a_period_is_corrected(opened: Opened, app: Application, clerk: Actor, wang: str) -> None:
    leave(app, clerk, wang, TODAY)
    opened.page.refresh()
    key = view(opened).periods.shown[0].key
    view(opened).periods.buttons["change", key].click()
    fill_in(opened, last_here=TODAY + dt.timedelta(days=1), last_day=None, reason="asked", note="")
    assert rows(view(opened).periods) == [("最后一天 2026-11-24", "退出 · 本人要求")]


def test_a_card_from_issue_to_replacement(opened: Opened, app: Application, clerk: Actor) -> None:
    view(opened).cards.heads["issue"].click()
    fill_in(opened, number="zj01", kind="老年卡", on=TODAY)
    assert rows(view(opened).cards) == [("ZJ01", "在用")]
    key = view(opened).cards.shown[0].key
    view(opened).cards.buttons["lose", key].click()
    fill_in(opened, on=TODAY, reason="丢了")
    assert opened.toast == "卡 ZJ01 已挂失，签到台不再接受。"
    assert app.attendance.scan("ZJ01", clerk).outcome == "ended_card"
    view(opened).cards.buttons["replace", key].click()
    fill_in(opened, number="zj02", on=TODAY, reason="")
    assert rows(view(opened).cards) == [("ZJ02", "在用"), ("ZJ01", "已补办")]
    opened.kit.notify.undo_last()
    assert rows(view(opened).cards) == [("ZJ01", "已挂失")]


def test_the_last_day_of_a_card_is_entered_shown_changed_and_taken_back(
    opened: Opened, clock: FixedClock
) -> None:
    view(opened).cards.heads["issue"].click()
    form = fill_in(opened, number="zj01", kind="老年卡", on=TODAY, valid_until=dt.date(2026, 1, 1))
    assert "早于发卡日期" in form.errors()["valid_until"]
    fill_in(opened, number="zj01", kind="老年卡", on=TODAY, valid_until=TODAY)
    assert view(opened).cards.shown[0].detail == "老年卡 · 2026-11-23 发卡 · 有效期至 2026-11-23"
    clock.advance(86400)
    opened.page.refresh()
    assert rows(view(opened).cards) == [("ZJ01", "已到期")]
    key = view(opened).cards.shown[0].key
    view(opened).cards.buttons["renew", key].click()
    form = opened.page.sheet().findChild(Form)
    assert form.values()["valid_until"] == TODAY
    fill_in(opened, valid_until=None, reason="改为长期")
    assert opened.toast == "卡 ZJ01 的有效期已更改。"
    assert rows(view(opened).cards) == [("ZJ01", "在用")]
    assert "有效期" not in view(opened).cards.shown[0].detail
    opened.kit.notify.undo_last()
    assert rows(view(opened).cards) == [("ZJ01", "已到期")]
    view(opened).cards.buttons["replace", key].click()
    fill_in(opened, number="zj02", on=TODAY, valid_until=dt.date(2027, 12, 31), reason="")
    assert rows(view(opened).cards) == [("ZJ02", "在用"), ("ZJ01", "已补办")]
    assert "有效期至 2027-12-31" in view(opened).cards.shown[0].detail


def test_numbers_show_their_terminal(opened: Opened, app: Application, clerk: Actor) -> None:
    assert rows(view(opened).pins) == [("101", "所有终端")]
    view(opened).pins.heads["pin"].click()
    fill_in(opened, terminal_pin="7", device_no="2")
    assert rows(view(opened).pins) == [("101", "所有终端"), ("7", "2")]
    assert opened.message.startswith("还没有有效的人脸识别单独同意书")
    view(opened).pins.buttons["unlink", "7\t2"].click()
    assert rows(view(opened).pins) == [("101", "所有终端")]
    opened.kit.notify.undo_last()
    assert rows(view(opened).pins) == [("101", "所有终端"), ("7", "2")]


def test_a_number_that_was_seen_before_joining_says_so(
    opened: Opened, app: Application, clerk: Actor
) -> None:
    raw = b"        7\t2019-12-30 08:05:00\t1\t0\t15\t0\r\n"
    app.face_checks.store_file(
        raw, "x.dat", "1", lambda data: read_attlog(data, app.clock.now()), clerk
    )
    view(opened).pins.heads["pin"].click()
    fill_in(opened, terminal_pin="7", device_no="")
    assert opened.toast == (
        "人脸机编号 7 已登记，以前的核验一并生效。终端签到有 1 天在入会日期以前，请核对入会日期。"
    )


def test_the_card_is_printed(opened: Opened, app: Application, clerk: Actor) -> None:
    view(opened).qr.heads["print_card"].click()
    assert app.documents.recent(clerk)[0].form == "member-card"


def test_a_lost_paper_card_becomes_void_and_that_is_taken_back(
    opened: Opened, app: Application, clerk: Actor, wang: str
) -> None:
    shown = view(opened).qr
    assert rows(shown) == [("会员号 000001", "还没有打印")]
    assert shown.buttons == {}
    code = paper_code(app, clerk, wang)
    opened.page.refresh()
    assert rows(shown) == [("会员号 000001", "有效")]
    assert shown.shown[0].detail.startswith("2026-11-23 起 · 印有姓名")
    ((_, key),) = shown.buttons
    shown.buttons["void", key].click()
    form = fill_in(opened, reason="", on=TODAY, note="")
    assert form.errors()["reason"]
    fill_in(opened, reason="lost", on=TODAY, note="菜场")
    assert opened.toast == (
        "王秀英：旧会员卡已作废，签到台不再接受。请打印新会员卡，会印上新的二维码。"
    )
    assert rows(shown) == [("会员号 000001", "待打印新卡"), ("旧会员卡", "已作废")]
    assert shown.shown[1].detail == "2026-11-23 起 · 2026-11-23 作废 · 遗失 · 菜场"
    opened.kit.notify.undo_last()
    assert rows(shown) == [("会员号 000001", "有效")]
    assert app.attendance.scan(code, clerk).outcome == "checked_in"


def test_after_printing_the_new_card_the_old_one_stays_void(
    opened: Opened, app: Application, clerk: Actor, wang: str
) -> None:
    old = paper_code(app, clerk, wang)
    opened.page.refresh()
    shown = view(opened).qr
    next(iter(shown.buttons.values())).click()
    fill_in(opened, reason="damaged", on=TODAY, note="")
    shown.heads["print_card"].click()
    assert rows(shown) == [("会员号 000001", "有效"), ("旧会员卡", "已作废")]
    assert paper_code(app, clerk, wang) != old
    assert list(shown.buttons) == [("void", shown.shown[0].key)]


def test_cards_of_merged_files_go_with_it_and_the_form_says_so(
    opened: Opened, app: Application, clerk: Actor, wang: str
) -> None:
    gone = register(app, clerk, "王秀英")
    for uid in (wang, gone):
        paper_code(app, clerk, uid)
    app.merging.merge(wang, gone, {}, "本人核对", clerk)
    opened.page.refresh()
    shown = view(opened).qr
    assert rows(shown) == [("会员号 000001", "有效"), ("会员号 000002", "有效")]
    assert shown.shown[1].detail == "并入的档案的旧卡，仍能用"
    (button,) = shown.buttons.values()
    button.click()
    words = "并入的档案（会员号 000002）的旧会员卡也一起作废"
    labels = opened.page.sheet().findChildren(QLabel)
    assert any(words in label.text() for label in labels)
    fill_in(opened, reason="other", on=TODAY, note="")
    assert [row.status.word for row in shown.shown] == ["待打印新卡", "已作废", "已作废"]


def test_a_file_that_was_never_on_a_card_keeps_that_of_the_merged_one(
    opened: Opened, app: Application, clerk: Actor, wang: str
) -> None:
    gone = register(app, clerk, "王秀英")
    paper_code(app, clerk, gone)
    app.merging.merge(wang, gone, {}, "本人核对", clerk)
    opened.page.refresh()
    shown = view(opened).qr
    assert rows(shown) == [("会员号 000001", "还没有打印"), ("会员号 000002", "有效")]
    assert list(shown.buttons) == [("void", shown.shown[1].key)]


def test_the_step_is_reached_and_done_by_keyboard(
    qtbot: QtBot, opened: Opened, app: Application, clerk: Actor, wang: str
) -> None:
    paper_code(app, clerk, wang)
    opened.page.refresh()
    bring_up(qtbot, opened)
    shown = view(opened).qr
    (button,) = shown.buttons.values()
    assert button.accessibleName() == "旧卡作废、换新码 会员号 000001"
    shown.heads["print_card"].setFocus()
    qtbot.keyClick(shown.heads["print_card"], Qt.Key.Key_Tab)
    assert button.hasFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    fill_in(opened, reason="lost", on=TODAY, note="")
    assert rows(shown)[0] == ("会员号 000001", "待打印新卡")


def test_without_the_right_nothing_can_be_changed(
    qtbot: QtBot, app: Application, clerk: Actor, wang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.cards.issue(IssueCard(wang, "A1"), clerk)
    paper_code(app, clerk, wang)
    pause(app, clerk, wang, TODAY)
    monkeypatch.setattr(type(clerk), "may", lambda self, right: right.name == "LOOK")
    opened = open_page(qtbot, app, members.build, clerk, {"uid": wang, "tab": "membership"})
    shown = view(opened)
    every = [*shown.buttons.values(), *shown.cards.buttons.values(), *shown.cards.heads.values()]
    every += [*shown.qr.buttons.values(), *shown.qr.heads.values()]
    assert not any(button.isEnabled() for button in every)
    assert "维护老人档案" in shown.buttons["resume"].toolTip()


def test_the_bar_draws_every_stretch(
    opened: Opened, app: Application, clerk: Actor, wang: str
) -> None:
    pause(app, clerk, wang, TODAY - dt.timedelta(days=9), TODAY)
    opened.page.refresh()
    drawn = view(opened).bar.stretches()
    assert [(state, (last - first).days + 1) for state, first, last in drawn] == [
        ("active", 291), ("paused", 10), ("active", 65),
    ]  # fmt: skip
    assert view(opened).bar.accessibleName() == "近一年的会籍：10 天不在册"


def test_a_found_card_takes_the_place_of_the_newer_one(
    opened: Opened, app: Application, clerk: Actor, wang: str
) -> None:
    app.cards.issue(IssueCard(wang, "A1"), clerk)
    app.cards.lose(EndCard(app.cards.of(wang, clerk)[0].uid), clerk)
    app.cards.issue(IssueCard(wang, "B2"), clerk)
    opened.page.refresh()
    lost = next(card.uid for card in app.cards.of(wang, clerk) if card.state == "lost")
    view(opened).cards.buttons["found", lost].click()
    assert opened.page.sheet().title.text() == "用回 A1，同时退回现在用的 B2"
    fill_in(opened, reason="找到了")
    assert opened.toast == "卡 A1 已解挂，可以使用。同时退回了卡 B2。"
    assert rows(view(opened).cards) == [("A1", "在用"), ("B2", "已退回")]
    opened.kit.notify.undo_last()
    assert opened.toast == "已撤销：解挂 A1。"
    assert rows(view(opened).cards) == [("B2", "在用"), ("A1", "已挂失")]


def test_an_old_card_is_used_again_by_its_own_button(
    opened: Opened, app: Application, clerk: Actor, wang: str
) -> None:
    app.cards.issue(IssueCard(wang, "A1"), clerk)
    app.cards.take_back(EndCard(app.cards.of(wang, clerk)[0].uid), clerk)
    opened.page.refresh()
    (old,) = app.cards.of(wang, clerk)
    view(opened).cards.buttons["again", old.uid].click()
    assert opened.toast == "卡 A1 已重新启用。"
    assert app.attendance.scan("A1", clerk).outcome == "checked_in"


def test_an_old_card_takes_the_place_of_the_newer_one(
    opened: Opened, app: Application, clerk: Actor, wang: str
) -> None:
    app.cards.issue(IssueCard(wang, "A1"), clerk)
    app.cards.take_back(EndCard(app.cards.of(wang, clerk)[0].uid), clerk)
    app.cards.issue(IssueCard(wang, "B2"), clerk)
    opened.page.refresh()
    old = next(card.uid for card in app.cards.of(wang, clerk) if card.state == "returned")
    view(opened).cards.buttons["again", old].click()
    sheet = opened.page.sheet()
    assert sheet.title.text() == "用回 A1，同时退回现在用的 B2"
    assert "重新启用并退回" in " ".join(one.text() for one in sheet.findChildren(QPushButton))
    fill_in(opened, reason="新卡读不出")
    assert opened.toast == "卡 A1 已重新启用。同时退回了卡 B2。"
    assert rows(view(opened).cards) == [("A1", "在用"), ("B2", "已退回"), ("A1", "已退回")]
    opened.kit.notify.undo_last()
    assert opened.toast == "已撤销：重新启用 A1。"
    assert rows(view(opened).cards) == [("B2", "在用"), ("A1", "已退回")]


@pytest.mark.parametrize("step", ["pause", "leave"])
def test_a_past_date_and_a_missing_reason_are_said_at_once(opened: Opened, step: str) -> None:
    view(opened).buttons[step].click()
    key = {"pause": "first_day", "leave": "last_day"}[step]
    form = fill_in(opened, **{key: dt.date(2026, 11, 1), "reason": "", "note": ""})
    assert form.errors() == {
        "reason": "请选择原因。", "note": "日期在今天以前，请在说明里写明为什么补登。",
    }  # fmt: skip
    form = fill_in(opened, **{key: dt.date(2019, 11, 1), "reason": "", "note": "迟报"})
    assert form.errors() == {
        key: "早于入会日期 2020-01-01，请核对。", "reason": "请选择原因。",
    }  # fmt: skip


def left_although_seen(opened: Opened, app: Application, clerk: Actor, who: str) -> list[str]:
    """Leave before a day on which they were there; the topics taken back from then on."""
    app.attendance.check_in(CheckIn(who), clerk)
    view(opened).buttons["leave"].click()
    fill_in(opened, last_day=dt.date(2026, 11, 20), reason="moved", note="迟报")
    assert "请核对日期" in opened.message
    gone: list[str] = []
    opened.kit.notify.withdrawn.connect(gone.append)
    return gone


def test_the_warning_of_visits_goes_when_the_person_is_back(
    opened: Opened, app: Application, clerk: Actor, wang: str, qtbot: QtBot
) -> None:
    gone = left_although_seen(opened, app, clerk, wang)
    assert gone == []
    app.memberships.resume(ResumeMember(wang, dt.date(2026, 11, 21), "没有走"), clerk)
    qtbot.waitUntil(lambda: gone == ["membership.seen"])


def test_the_warning_of_visits_goes_with_the_page(
    opened: Opened, app: Application, clerk: Actor, wang: str
) -> None:
    gone = left_although_seen(opened, app, clerk, wang)
    opened.page.tabs.choose("")
    assert gone == [], "the days are looked at in the other tabs"
    opened.page.hide()
    assert gone == ["membership.seen"]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["before", "after"])
def test_a_load_from_before_the_step_does_not_take_its_warning_back(
    opened: Opened, app: Application, clerk: Actor, wang: str,
    monkeypatch: pytest.MonkeyPatch, order: tuple[int, int],
) -> None:  # fmt: skip
    """A slow machine: the page was being refreshed while the clerk saved."""
    app.attendance.check_in(CheckIn(wang), clerk)
    gone: list[str] = []
    opened.kit.notify.withdrawn.connect(gone.append)
    tab, run = opened.page.tabs.tab("membership"), opened.kit.runner.run
    answers: list[Callable[[], object]] = []

    def slowly(work: Any, done: Any = None, failed: Any = None, **more: Any) -> Any:
        if more.get("owner") is not tab:
            return run(work, done, failed, **more)
        return run(work, lambda found: answers.append(lambda: done(found)), failed, **more)

    view(opened).buttons["leave"].click()
    monkeypatch.setattr(opened.kit.runner, "run", slowly)
    tab.show_file(app.members.file(wang, clerk))
    fill_in(opened, last_day=dt.date(2026, 11, 20), reason="moved", note="迟报")
    assert "请核对日期" in opened.message
    gone.clear()
    for at in (*order, *range(2, len(answers))):
        answers[at]()
    assert gone == []
    assert view(opened).state.text().startswith("退出")
