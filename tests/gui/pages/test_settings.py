"""The page 设置 on a real centre: values, looks, accounts, backup, audit, security."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core.errors import UserError
from app.db.engine import connect
from app.db.keys import KeyRing
from app.db.session import Database
from app.models import WorkItem
from app.services.rights import Actor, Role
from app.services.settings import put
from app.views import files, theme
from app.views.notify import Question
from app.views.settings import build
from app.views.settings.accounts import PasswordForm
from app.views.settings.auditing import periods
from app.views.settings.catalogue import to_form, to_store
from app.views.setup.phrase import PhraseCard
from app.views.setup.presenter import PHRASE_UNCHECKED
from app.views.widgets.table import TableQuery
from app.wiring import Application
from tests.db.tools import raw
from tests.gui.pages.opened import Opened, cells, open_page, press
from tests.helpers.people import register

PASSWORD = "mima-hao-ji"
Open = Callable[..., Opened]


@pytest.fixture
def open_at(qtbot: QtBot, app: Application, administrator: Actor) -> Open:
    """Opens 设置 at a section."""

    def made(section: str = "", actor: Actor = administrator) -> Opened:
        return open_page(qtbot, app, build, actor, {"section": section})

    return made


def section(opened: Opened, key: str) -> Any:
    return opened.page.sections[key]


def content(opened: Opened) -> Any:
    sheet = opened.page.sheet()
    assert sheet is not None
    return sheet.content


def fill(form: PasswordForm, **values: str) -> None:
    for key, value in values.items():
        editor: Any = form.editor(key)
        if key == "role":
            editor.setCurrentIndex(editor.findData(value))
        else:
            editor.setText(value)


# --- the page ---------------------------------------------------------------------------------


def test_the_first_section_is_the_centre_and_the_demo_is_not_offered(open_at: Open) -> None:
    opened = open_at()
    assert opened.page.current_section() == "centre"
    assert "demo" not in opened.page.buttons


def test_a_demonstration_offers_to_remove_itself(
    open_at: Open, app: Application, administrator: Actor
) -> None:
    with app.db.write(administrator) as unit:
        put(unit, "demo", True)
    opened = open_at("demo")
    asked: list[Question] = []
    opened.kit.notify._asker = lambda question: asked.append(question) or False
    section(opened, "demo").remove.click()
    assert "不能撤销" in asked[0].text
    assert opened.went == []
    opened.kit.notify._asker = lambda _: True
    section(opened, "demo").remove.click()
    assert opened.went == [("remove_demo",)]


# --- values -----------------------------------------------------------------------------------


def test_prices_are_typed_in_yuan_and_kept_in_fen(open_at: Open, app: Application) -> None:
    opened = open_at("centre")
    form = section(opened, "centre").form
    form.editor("price_lunch").setText("12.5")
    form.editor("lunch_from").setText("10点半")
    form.editor("lunch_from").setFocus()
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert app.settings.get("price_lunch") == 1250
    assert app.settings.get("lunch_from") == "10:30"
    assert opened.toast == "设置已保存。"
    assert not form.is_dirty()


def test_the_words_for_older_reports_are_changed_and_taken_back(
    qtbot: QtBot, open_at: Open, app: Application
) -> None:
    opened = open_at("centre")
    form, before = section(opened, "centre").form, app.settings.get("self_care_levels")
    for word, levels in (("自理", "0"), ("半失能", "1-2"), ("失能", "3-4")):
        choose = form.editor(f"self_care_levels.{word}")
        choose.setCurrentIndex(choose.findData(levels))
    form.editor("assessment_valid_months").setText("24")
    form.submit()
    assert app.settings.get("self_care_levels") == "自理 0；半失能 1-2；失能 3-4"
    undo = opened.heard.toasts[-1].undo
    assert undo is not None
    undo()
    assert app.settings.get("self_care_levels") == before
    assert app.settings.get("assessment_valid_months") == 12
    qtbot.waitUntil(lambda: form.values()["self_care_levels.自理"] == "0-1")
    assert opened.toast == "已撤销，设置和保存前一样。"
    form.submit()
    assert opened.heard.toasts[-1].undo is None, "nothing was changed"


def test_stored_values_survive_the_form_unchanged(app: Application) -> None:
    keys = ("price_lunch", "lunch_from", "minimum_age", "self_care_levels")
    values = {key: app.settings.get(key) for key in keys}
    assert to_store(to_form(values)) == values


def test_what_is_wrong_is_said_under_its_field(open_at: Open, app: Application) -> None:
    form = section(open_at("centre"), "centre").form
    form.editor("centre_name").setText("")
    form.editor("minimum_age").setText("-1")
    form.submit()
    assert "centre_name" in form.errors()
    form.editor("centre_name").setText("新名称")
    form.submit()
    assert form.errors() == {"minimum_age": "“登记年龄下限（周岁）”要填不小于 0 的数。"}
    assert app.settings.get("centre_name") == "小河街道居家养老服务中心"


def test_a_clerk_reads_the_values_and_why_they_stay(open_at: Open, clerk: Actor) -> None:
    opened = open_at("centre", clerk)
    made = section(opened, "centre")
    assert not made.form.isEnabled()
    assert "中心负责人" in made.why_not.text()
    assert made.form.editor("centre_name").text() == "小河街道居家养老服务中心"


def test_what_is_being_typed_is_not_overwritten(
    qtbot: QtBot, open_at: Open, app: Application, administrator: Actor
) -> None:
    form = section(open_at("centre"), "centre").form
    form.editor("centre_name").setText("正在改")
    app.settings.change({"minimum_age": 65}, administrator)
    qtbot.wait(120)
    assert form.editor("centre_name").text() == "正在改"
    form.cancelled.emit()
    assert form.editor("centre_name").text() == "小河街道居家养老服务中心"
    assert form.editor("minimum_age").text() == "65"


# --- looks ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("styled")
def test_looks_apply_at_once_and_are_remembered(open_at: Open) -> None:
    opened = open_at("looks")
    looks = section(opened, "looks")
    assert looks.themes["light"].isChecked()
    looks.themes["dark"].click()
    assert theme.current().theme is theme.Theme.DARK
    looks.scales[150].click()
    assert theme.current() == theme.Style(theme.Theme.DARK, 150)
    assert (opened.kit.prefs.get("theme"), opened.kit.prefs.get("scale")) == ("dark", 150)


# --- accounts ---------------------------------------------------------------------------------


@pytest.fixture
def people(app: Application, administrator: Actor) -> dict[str, Actor]:
    first = app.accounts.create_first("admin", "系统员", PASSWORD)
    second = app.accounts.create("xiaowang", "小王", Role.CLERK, PASSWORD, administrator)
    return {"admin": first, "clerk": second}


def test_a_new_account_can_sign_in(
    open_at: Open, app: Application, people: dict[str, Actor]
) -> None:
    opened = open_at("accounts", people["admin"])
    section(opened, "accounts").add.click()
    form = content(opened)
    fill(form, display_name="李主任", username="lizr", role="manager", password=PASSWORD)
    form.submit()
    assert form.errors() == {"again": "请再输入一次新密码。"}
    fill(form, again=PASSWORD + "x")
    form.submit()
    assert form.errors() == {"again": "两次输入的密码不一样，请再输入一次。"}
    fill(form, again=PASSWORD)
    form.submit()
    assert app.accounts.sign_in("lizr", PASSWORD).role is Role.MANAGER
    assert ("李主任", "lizr", "中心负责人") in cells(
        section(opened, "accounts").table, "display_name", "username", "role"
    )


def test_a_name_that_is_taken_is_said_under_its_field(
    open_at: Open, people: dict[str, Actor]
) -> None:
    opened = open_at("accounts", people["admin"])
    section(opened, "accounts").add.click()
    form = content(opened)
    fill(form, display_name="王二", username="xiaowang", role="clerk")
    fill(form, password=PASSWORD, again=PASSWORD)
    form.submit()
    assert "已经有了" in form.errors()["username"]
    opened.page.sheet().close_sheet(force=True)


def test_reset_and_close_work_on_the_chosen_account(
    open_at: Open, app: Application, people: dict[str, Actor]
) -> None:
    opened = open_at("accounts", people["admin"])
    accounts = section(opened, "accounts")
    assert not accounts.reset.isEnabled()
    accounts.table.select(people["clerk"].uid)
    accounts.reset.click()
    fill(content(opened), password="xin-mima-1", again="xin-mima-1")
    content(opened).submit()
    assert app.accounts.sign_in("xiaowang", "xin-mima-1")
    accounts.table.select(people["clerk"].uid)
    accounts.close_button.click()
    assert [one.username for one in app.accounts.listed()] == ["admin"]
    assert "已停用" in opened.toast
    opened.kit.notify.undo_last()
    assert [one.username for one in app.accounts.listed()] == ["admin", "xiaowang"]


def test_nobody_closes_the_own_account(open_at: Open, people: dict[str, Actor]) -> None:
    opened = open_at("accounts", people["admin"])
    accounts = section(opened, "accounts")
    accounts.table.select(people["admin"].uid)
    accounts.close_button.click()
    assert "自己" in opened.message


def test_a_clerk_changes_only_the_own_password(
    open_at: Open, app: Application, people: dict[str, Actor]
) -> None:
    opened = open_at("accounts", people["clerk"])
    accounts = section(opened, "accounts")
    accounts.table.select(people["admin"].uid)
    assert not accounts.add.isEnabled()
    assert not accounts.reset.isEnabled()
    accounts.own.click()
    form = content(opened)
    fill(form, old="wrong-one", password="xin-mima-2", again="xin-mima-2")
    form.submit()
    assert form.errors() == {"old": "原密码不对，请再试一次。"}
    fill(form, old=PASSWORD)
    form.submit()
    assert app.accounts.sign_in("xiaowang", "xin-mima-2")
    assert opened.page.sheet() is None


# --- backup -----------------------------------------------------------------------------------


def test_a_backup_is_made_checked_and_remembered(
    open_at: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "备份.yzbackup"
    offered: list[str] = []
    monkeypatch.setattr(files, "choose_save", lambda *a: offered.append(a[2]) or target)
    opened = open_at("backup")
    backup = section(opened, "backup")
    assert backup.state.text() == "还没有做过备份"
    backup.make.click()
    assert offered == ["小河街道居家养老服务中心_2026-11-23.yzbackup"]
    assert "核对通过" in backup.result.text()
    assert backup.state.text() == "最近一次核对过的备份：2026-11-23 08:30"
    monkeypatch.setattr(files, "choose_open", lambda *_: target)
    backup.verify.click()
    assert "完好" in backup.result.text()


def test_a_flipped_byte_is_said(
    open_at: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "b.yzbackup"
    opened = open_at("backup")
    monkeypatch.setattr(files, "choose_save", lambda *_: target)
    monkeypatch.setattr(files, "choose_open", lambda *_: target)
    backup = section(opened, "backup")
    backup.make.click()
    data = bytearray(target.read_bytes())
    data[len(data) // 2] ^= 1
    target.write_bytes(data)
    backup.verify.click()
    assert "不能使用" in backup.result.text()
    assert backup.make.isEnabled()


def test_a_file_that_is_no_backup_is_said(
    open_at: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x").write_text("不是备份")
    monkeypatch.setattr(files, "choose_open", lambda *_: tmp_path / "x")
    backup = section(open_at("backup"), "backup")
    backup.verify.click()
    assert "不是颐站的备份文件" in backup.result.text()


def test_restore_is_explained_and_leads_out(open_at: Open) -> None:
    opened = open_at("backup")
    asked: list[Question] = []
    opened.kit.notify._asker = lambda question: asked.append(question) or True
    section(opened, "backup").restore.click()
    assert "移到旁边" in asked[0].text
    assert opened.went == [("restore",)]


def test_a_clerk_makes_no_backup(open_at: Open, clerk: Actor) -> None:
    backup = section(open_at("backup", clerk), "backup")
    assert not backup.make.isEnabled()
    assert "中心负责人" in backup.why_not.text()


# --- audit ------------------------------------------------------------------------------------


def test_events_are_listed_in_words_and_the_chain_is_checked(
    open_at: Open, app: Application, administrator: Actor
) -> None:
    app.settings.change({"minimum_age": 65}, administrator)
    opened = open_at("audit")
    audit = section(opened, "audit")
    assert cells(audit.table, "actor_name", "action", "entity")[0] == ("系统员", "新增", "设置")
    audit.verify.click()
    assert "审计链完整" in audit.result.text()


def test_every_event_can_be_reached_and_narrowed_down(
    open_at: Open, app: Application, administrator: Actor
) -> None:
    item = {"kind": "unknown_code", "detail": "", "opened_at": "2026-11-23 08:30:00"}
    with app.db.write(administrator) as unit:
        unit.recorder.bulk_insert(WorkItem, [{**item, "subject": str(n)} for n in range(700)])
    register(app, administrator, "王秀英")
    made = app.accounts.create_first("admin", "主管", PASSWORD)
    with pytest.raises(UserError):
        app.accounts.sign_in("admin", "guess")
    table = section(open_at("audit"), "audit").table
    assert table.count() == table.model.id_at(0) > 700
    table.toolbar.chips["account"].choose(made.uid)
    assert cells(table, "actor_name", "action", "subject")[1] == (
        "主管", "登录失败", "主管（admin）"
    )  # fmt: skip
    table.toolbar.clear_filters()
    table.set_query(TableQuery(text="王秀英", filters={"action": "insert"}))
    assert set(cells(table, "entity", "subject")) == {("老人", "王秀英（000001）")}
    chip = table.toolbar.chips["period"]
    chip.choose("2026-11-22/2026-11-22")
    assert (chip.text(), table.count()) == ("时间：昨天", 0)


def test_an_event_that_was_removed_is_a_line_that_says_so(
    open_at: Open, app: Application, administrator: Actor
) -> None:
    app.settings.change({"minimum_age": 65}, administrator)
    with raw(app) as connection:
        connection.execute("DELETE FROM audit_event WHERE id = 2")
    lines = cells(section(open_at("audit"), "audit").table, "id", "action")
    assert ("2", "此事件缺失") in [(str(number), words) for number, words in lines]


def test_the_periods_reach_back_to_the_first_event() -> None:
    offered = dict(periods(dt.date(2024, 12, 30), dt.date(2026, 1, 31)))
    assert offered["2026-01-31/2026-01-31"] == "今天"
    assert offered["2026-01-25/2026-01-31"] == "近 7 天"
    assert offered["2025-02-01/2025-02-28"] == "2025 年 2 月"
    assert offered["2024-01-01/2024-12-31"] == "2024 年"
    assert "2025-01-01/2025-01-31" not in offered  # the year 2025 has it


def test_a_change_behind_the_back_is_named(
    open_at: Open, app: Application, administrator: Actor
) -> None:
    app.settings.change({"minimum_age": 65}, administrator)
    tamper(app.db)
    audit = section(open_at("audit"), "audit")
    audit.verify.click()
    assert "发现 1 处在系统外被改动" in audit.result.text()
    assert "setting" in audit.problems.text()


def test_a_clerk_reads_who_may_see_the_audit(open_at: Open, clerk: Actor) -> None:
    audit = section(open_at("audit", clerk), "audit")
    assert audit.table.count() == 0
    assert "中心负责人" in audit.table.states.state.text()
    assert not audit.verify.isEnabled()


def tamper(db: Database) -> None:
    """Change a row without the recorder, as an outsider with the key would."""
    connection = connect(db.path, db.key, writer=True)
    connection.execute("UPDATE setting SET value = '1' WHERE key = 'minimum_age'")
    connection.close()


# --- security ---------------------------------------------------------------------------------


def test_a_new_phrase_opens_and_the_old_one_does_not(
    open_at: Open, app: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = KeyRing(app.folder.keys)
    old = ring.renew_phrase(app.db.key)
    opened = open_at("security")
    assert section(opened, "security").keeper.text()
    section(opened, "security").renew.click()
    card = content(opened)
    assert isinstance(card, PhraseCard)
    new = "-".join(card.groups)
    assert ring.unlock_with(new) == app.db.key
    with pytest.raises(UserError) as caught:
        ring.unlock_with(old)
    assert caught.value.code == "phrase_wrong"
    assert opened.kit.prefs.get(PHRASE_UNCHECKED) == "330105001"
    assert opened.page.back()
    assert opened.page.sheet() is not None, "an unchecked phrase is not lost by Esc"
    card.ask()
    for at, field in zip(card.asked, card.fields, strict=True):
        field.setText(card.groups[at])
    card.verify()
    assert opened.page.sheet() is None
    assert opened.kit.prefs.get(PHRASE_UNCHECKED) is None


def test_the_new_phrase_is_printed(open_at: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.views.widgets.pdf_preview import PdfPreview

    printed: list[int] = []
    monkeypatch.setattr(PdfPreview, "print_now", lambda self: printed.append(self.page_count()))
    opened = open_at("security")
    section(opened, "security").renew.click()
    content(opened).print_button.click()
    assert printed == [1]
    opened.page.sheet().close_sheet(force=True)


def test_a_manager_does_not_renew_the_phrase(open_at: Open, manager: Actor) -> None:
    security = section(open_at("security", manager), "security")
    assert not security.renew.isEnabled()
    assert "系统管理员" in security.why_not.text()


def test_minutes_until_the_lock_are_kept(open_at: Open, app: Application) -> None:
    opened = open_at("security")
    lock = next(one for one in opened.page.findChildren(type(section(opened, "centre")))
                if "lock_minutes" in one._keys)  # fmt: skip
    lock.form.editor("lock_minutes").setText("25")
    lock.form.submit()
    assert app.settings.get("lock_minutes") == 25
