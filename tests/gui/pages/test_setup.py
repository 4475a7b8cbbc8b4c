"""What stands before the desk: wizard, administrator, recovery phrase, damage, restore."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.clock import FixedClock
from app.core.errors import EnvironmentProblem
from app.core.paths import DataFolder
from app.core.settings import code_fault
from app.db.keys import KeyRing
from app.services.rights import SYSTEM
from app.views import files
from app.views.notify import Notifier
from app.views.setup.administrator import AdministratorPage
from app.views.setup.phrase import PhraseCard
from app.views.setup.presenter import PHRASE_UNCHECKED, Doors, StartPresenter
from app.views.setup.restore import RestorePage
from app.views.setup.trouble import PhrasePage, TroublePage
from app.views.setup.window import StartWindow
from app.views.setup.wizard import ADMINISTRATOR, CENTRE, CONFIRM, MORE, PHRASE, SetupWizard
from app.views.store import MemoryStore
from app.views.tasks import InlineTaskRunner
from app.views.widgets.pdf_preview import PdfPreview
from app.wiring import Application, create_centre, open_centre, restore_centre

CODE, NAME, PASSWORD = "330105001", "小河街道居家养老服务中心", "mima-hao-ji"


class Start:
    """A start of the program on one folder, without the program."""

    def __init__(self, folder: Path, clock: FixedClock) -> None:
        self.folder, self.prefs = folder, MemoryStore()
        self.notify = Notifier()
        self.crashes: list[str] = []
        self.notify.crashed.connect(self.crashes.append)
        runner = InlineTaskRunner(self.notify.problem)
        self.window = StartWindow(self.notify, runner)
        doors = Doors(
            folder,
            lambda: DataFolder(folder).exists,
            lambda phrase: open_centre(folder, phrase=phrase, clock=clock),
            lambda code, name: create_centre(folder, code, name, clock=clock),
            lambda path, phrase: restore_centre(path, folder, phrase),
        )
        self.presenter = StartPresenter(doors, self.window, runner, self.notify, self.prefs, clock)
        self.opened: list[tuple[Any, ...]] = []
        self.left = 0
        self.presenter.opened.connect(lambda *found: self.opened.append(found))
        self.presenter.leave.connect(self._leave)

    def _leave(self) -> None:
        self.left += 1

    @property
    def page(self) -> Any:
        return self.window.page()

    def begin(self) -> Any:
        self.presenter.begin()
        return self.page

    def end(self) -> None:
        self.presenter.close()
        for centre, *_ in self.opened:
            centre.close()
        self.opened.clear()
        self.window.close()
        self.window.deleteLater()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "centre"


@pytest.fixture
def start(qtbot: QtBot, folder: Path, clock: FixedClock) -> Iterator[Start]:
    made = Start(folder, clock)
    yield made
    made.end()


@pytest.fixture
def phrase(folder: Path, clock: FixedClock) -> str:
    """A closed centre with an administrator; its recovery phrase."""
    app, phrase = create_centre(folder, CODE, NAME, clock=clock)
    app.accounts.create_first("admin", "李主任", PASSWORD)
    app.close()
    return phrase


def without_keeper(home: Path) -> None:
    """The computer was replaced: nothing here keeps the key."""
    for key in home.rglob("*.key"):
        key.unlink()


def type_into(widget: Any, text: str) -> None:
    widget.setFocus()
    widget.setText(text)


def enter(widget: Any) -> None:
    QTest.keyClick(widget, Qt.Key.Key_Return)


def through_administrator(wizard: SetupWizard) -> None:
    """Type everything up to 确认设立, by keyboard."""
    wizard.centre.editor("name").setText(NAME)
    wizard.centre.editor("code").setText(CODE)
    enter(wizard.centre.editor("code"))
    for key, value in (("username", "lizr"), ("display_name", "李主任"),
                       ("password", PASSWORD), ("again", PASSWORD)):  # fmt: skip
        wizard.administrator.editor(key).setText(value)
    enter(wizard.administrator.editor("again"))


def check_phrase(card: PhraseCard) -> None:
    enter(card.next_button)
    for at, field in zip(card.asked, card.fields, strict=True):
        field.setText(card.groups[at])
    enter(card.fields[1])


# --- the wizard -------------------------------------------------------------------------------


def test_an_empty_folder_leads_to_the_wizard(start: Start) -> None:
    wizard = start.begin()
    assert isinstance(wizard, SetupWizard)
    assert wizard.step == CENTRE
    assert wizard.steps.text() == "第 1 步，共 5 步：中心"


def test_an_empty_repetition_is_asked_for_in_good_chinese(start: Start) -> None:
    wizard = start.begin()
    wizard.go_to(ADMINISTRATOR)
    wizard.administrator.submit()
    assert wizard.administrator.errors()["again"] == "请再输入一次密码。"
    wizard.administrator.editor("username").setText("lizr")
    assert wizard.administrator.summary.text() == "有 3 处需要修改。"


def test_nothing_is_written_before_it_is_confirmed(start: Start, folder: Path) -> None:
    wizard = start.begin()
    through_administrator(wizard)
    assert wizard.step == CONFIRM
    assert "李主任（账号 lizr）" in wizard.summary.text()
    assert str(folder) in wizard.summary.text()
    assert not folder.exists()


def test_every_step_says_what_is_missing(start: Start) -> None:
    wizard = start.begin()
    wizard.centre.submit()
    assert set(wizard.centre.errors()) == {"name", "code"}
    wizard.centre.editor("name").setText(NAME)
    for wrong in ("小河一号", "1" * 33, "1", "33010500X", "33010500"):
        wizard.centre.editor("code").setText(wrong)
        wizard.centre.submit()
        assert wizard.centre.errors()["code"] == code_fault(wrong) != ""
    wizard.centre.editor("code").setText(CODE)
    wizard.centre.submit()
    for key, value in (("username", "a"), ("display_name", "b"), ("password", "1234567"),
                       ("again", "1234567")):  # fmt: skip
        wizard.administrator.editor(key).setText(value)
    wizard.administrator.submit()
    assert wizard.administrator.errors() == {"password": "密码至少 8 位。"}
    for weak, word in (("12345678", "太常见"), ("lizhuren", "账号")):
        for key, value in (("username", "lizhuren"), ("password", weak), ("again", weak)):
            wizard.administrator.editor(key).setText(value)
        wizard.administrator.submit()
        assert word in wizard.administrator.errors()["password"]
    assert wizard.step == ADMINISTRATOR


def test_esc_goes_one_step_back_and_never_out(qtbot: QtBot, start: Start) -> None:
    wizard = start.begin()
    through_administrator(wizard)
    left = []
    wizard.leave.connect(lambda: left.append(1))
    for step in (ADMINISTRATOR, CENTRE, CENTRE):
        qtbot.keyClick(wizard, Qt.Key.Key_Escape)
        assert wizard.step == step
    assert wizard.centre.editor("name").text() == NAME
    assert left == []


def test_esc_leaves_the_restore(qtbot: QtBot, start: Start) -> None:
    wizard = start.begin()
    wizard.restore.emit()
    page = start.window.page()
    assert isinstance(page, RestorePage)
    page.phrase.setFocus()
    page.set_busy(True)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert start.window.page() is page, "what is under way is not left"
    page.set_busy(False)
    qtbot.keyClick(page.phrase, Qt.Key.Key_Escape)
    assert isinstance(start.window.page(), SetupWizard)


def test_going_back_keeps_what_was_typed(start: Start) -> None:
    wizard = start.begin()
    through_administrator(wizard)
    wizard.go_to(ADMINISTRATOR)
    wizard.administrator.cancel_button.click()
    assert wizard.step == CENTRE
    assert wizard.centre.editor("name").text() == NAME


def test_by_keyboard_from_nothing_to_the_desk(start: Start, folder: Path) -> None:
    wizard = start.begin()
    through_administrator(wizard)
    enter(wizard.create_button)
    assert wizard.step == PHRASE
    assert KeyRing(DataFolder(folder).keys).unlock_with("-".join(wizard.phrase.groups))
    assert start.prefs.get(PHRASE_UNCHECKED) == CODE
    check_phrase(wizard.phrase)
    assert wizard.step == MORE
    assert start.prefs.get(PHRASE_UNCHECKED) is None
    enter(wizard.later)
    centre, actor, page, argument = start.opened[0]
    assert (actor.name, page, argument) == ("李主任", "", None)
    assert centre.accounts.sign_in("lizr", PASSWORD) == actor
    assert centre.settings.centre().name == NAME


def test_a_step_done_now_leads_to_its_page(start: Start) -> None:
    wizard = start.begin()
    through_administrator(wizard)
    wizard.create_button.click()
    check_phrase(wizard.phrase)
    now = [b for b in wizard.findChildren(type(wizard.later)) if b.text() == "现在做"]
    assert [b.accessibleName() for b in now] == [
        "现在做：导入老人名单", "现在做：人脸考勤终端", "现在做：与区平台配对",
    ]  # fmt: skip
    now[0].click()
    assert start.opened[0][2:] == ("members", {"import": True})


def test_a_folder_that_cannot_be_made_keeps_what_was_typed(start: Start, folder: Path) -> None:
    wizard = start.begin()
    through_administrator(wizard)
    folder.write_text("a file stands here")
    wizard.create_button.click()
    assert wizard.problem.text()
    assert wizard.step == CONFIRM
    folder.unlink()
    wizard.create_button.click()
    assert wizard.step == PHRASE


def test_the_phrase_is_printed_and_never_saved(
    start: Start, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[int] = []
    monkeypatch.setattr(PdfPreview, "print_now", lambda self: printed.append(self.page_count()))
    wizard = start.begin()
    through_administrator(wizard)
    wizard.create_button.click()
    wizard.phrase.print_button.click()
    assert printed == [1]
    assert start.presenter._centre is not None
    digits = "".join(wizard.phrase.groups)
    kept = [p for p in folder.rglob("*") if p.is_file()]
    assert kept
    assert not any(digits.encode() in p.read_bytes() for p in kept)
    assert start.presenter._centre.documents.recent(SYSTEM) == []  # type: ignore[attr-defined]


def test_the_phrase_card_asks_for_two_groups_out_of_sight(qtbot: QtBot) -> None:
    card = PhraseCard("0001-0002-0003-0004-0005-0006-0007-0008-0009-0010", random.Random(1))
    qtbot.addWidget(card)
    card.show()
    asked = [at + 1 for at in card.asked]
    card.next_button.click()
    assert not card.look.isVisible()
    card.fields[0].setText(card.groups[card.asked[0]])
    card.fields[1].setText("9999")
    with qtbot.assertNotEmitted(card.confirmed):
        card.verify()
    assert f"第 {asked[1]} 组" in card.problem.text()
    card.fields[1].setText(f" {card.groups[card.asked[1]]} ")
    with qtbot.waitSignal(card.confirmed):
        card.done_button.click()


# --- a folder that is there -------------------------------------------------------------------


def test_a_centre_with_an_account_opens_at_once(start: Start, phrase: str) -> None:
    start.presenter.begin()
    centre, actor, *_ = start.opened[0]
    assert isinstance(centre, Application)
    assert actor is None
    assert not start.window.isVisible()


def test_a_centre_without_an_account_asks_for_the_administrator(
    start: Start, folder: Path, clock: FixedClock
) -> None:
    create_centre(folder, CODE, NAME, clock=clock)[0].close()
    page = start.begin()
    assert isinstance(page, AdministratorPage)
    for key, value in (("username", "lizr"), ("display_name", "李主任"),
                       ("password", PASSWORD), ("again", PASSWORD)):  # fmt: skip
        page.form.editor(key).setText(value)
    enter(page.form.editor("again"))
    assert start.opened[0][1].name == "李主任"


def test_without_a_key_the_phrase_is_asked_for(start: Start, phrase: str, home: Path) -> None:
    without_keeper(home)
    page = start.begin()
    assert isinstance(page, PhrasePage)
    type_into(page.phrase, phrase[:-1] + ("0" if phrase[-1] != "0" else "1"))
    enter(page.phrase)
    assert "抄错" in page.problem.text()
    assert page.phrase.isEnabled()
    type_into(page.phrase, phrase.replace("-", " "))
    enter(page.phrase)
    assert len(start.opened) == 1


def test_a_folder_in_use_is_said_and_can_be_tried_again(
    start: Start, phrase: str, folder: Path, clock: FixedClock
) -> None:
    other = open_centre(folder, clock=clock)
    page = start.begin()
    assert isinstance(page, TroublePage)
    assert "已经打开着" in page.sentence.text()
    assert [b.text() for b in page.buttons] == ["再试一次", "退出"]
    other.close()
    enter(page.buttons[0])
    assert len(start.opened) == 1


def test_damage_leads_to_a_backup_and_never_to_a_new_file(
    start: Start, phrase: str, folder: Path, clock: FixedClock, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    app = open_centre(folder, clock=clock)
    backup = tmp_path / "b.yzbackup"
    app.make_backup(backup, SYSTEM)
    app.close()
    database = DataFolder(folder).database
    torn = b"\x00" * 4096 + database.read_bytes()[4096:]
    database.write_bytes(torn)
    page = start.begin()
    assert isinstance(page, TroublePage)
    assert database.read_bytes() == torn
    page.buttons[0].click()
    restore = start.page
    assert isinstance(restore, RestorePage)
    assert not restore.go.isEnabled()
    monkeypatch.setattr(files, "choose_open", lambda *_: backup)
    restore.choose.click()
    enter(restore.go)
    assert restore.title.text() == "已经恢复"
    aside = next(folder.parent.glob("centre.before-restore-*"))
    assert DataFolder(aside).database.read_bytes() == torn
    enter(restore.go)
    assert start.opened[0][0].settings.centre().name == NAME


def test_a_damaged_backup_changes_nothing(
    start: Start, phrase: str, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "b.yzbackup").write_bytes(b"YIZHAN-BACKUP 1\n{}")
    before = DataFolder(folder).database.read_bytes()
    start.presenter.show_restore()
    page = start.page
    page.set_file(tmp_path / "b.yzbackup")
    page.go.click()
    assert "不能使用" in page.problem.text()
    assert DataFolder(folder).database.read_bytes() == before
    page.back.click()
    assert len(start.opened) == 1


def test_on_a_new_computer_a_backup_needs_the_phrase(
    start: Start, phrase: str, folder: Path, clock: FixedClock, tmp_path: Path, home: Path
) -> None:
    app = open_centre(folder, clock=clock)
    backup = tmp_path / "b.yzbackup"
    app.make_backup(backup, SYSTEM)
    app.close()
    without_keeper(home)
    folder.rename(tmp_path / "stolen")
    page = start.begin()
    page.restore.emit()
    restore = start.page
    restore.set_file(backup)
    restore.go.click()
    assert "恢复口令" in restore.problem.text()
    assert not folder.exists()
    type_into(restore.phrase, phrase)
    enter(restore.phrase)
    assert restore.title.text() == "已经恢复"
    restore.go.click()
    assert start.opened[0][0].settings.centre().code == CODE


def test_a_newer_file_is_refused_without_offering_to_retry(qtbot: QtBot) -> None:
    page = TroublePage("schema_too_new", "这份数据由更新的颐站写成，请先安装新版。")
    qtbot.addWidget(page)
    assert [b.text() for b in page.buttons] == ["退出"]
    with qtbot.waitSignal(page.leave):
        page.buttons[0].click()


def test_a_bug_at_the_start_can_be_copied(
    start: Start, phrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_it(*_: Any, **__: Any) -> None:
        raise RuntimeError("王秀英 330105193812221234")

    monkeypatch.setattr("tests.gui.pages.test_setup.open_centre", break_it)
    page = start.begin()
    assert page.title.text() == "程序出了问题"
    copy = next(b for b in page.buttons if b.text() == "复制问题报告")
    copy.click()
    text = QApplication.clipboard().text()
    assert "RuntimeError" in text
    assert "王秀英" not in text
    assert "330105193812221234" not in text


def test_a_machine_fault_can_be_tried_again(
    start: Start, phrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise EnvironmentProblem("disk_full", "磁盘空间不足，没有保存。请清理磁盘后重试。")

    with monkeypatch.context() as patch:
        patch.setattr("tests.gui.pages.test_setup.open_centre", full)
        page = start.begin()
    assert page.sentence.text() == "磁盘空间不足，没有保存。请清理磁盘后重试。"
    page.buttons[0].click()
    assert len(start.opened) == 1


def test_giving_up_leaves(start: Start) -> None:
    start.begin().centre.cancel_button.click()
    assert start.left == 1
