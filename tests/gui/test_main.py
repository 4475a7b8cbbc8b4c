"""The program: start, sign in, lock, search, status, second start, leaving."""

from __future__ import annotations

import datetime as dt
import gc
import json
import logging
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, QtMsgType, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.clock import FixedClock, local
from app.core.errors import EnvironmentProblem
from app.core.paths import DataFolder
from app.db import keys
from app.db.session import Database
from app.main import open_desktop, session
from app.main import program as running
from app.main.desktop import Desktop, prefs_file, remove_files
from app.main.preparing import MODULES
from app.main.program import apply_looks
from app.main.session import AT_THE_DOOR, NAVIGATION, Session
from app.services.accounts import Accounts
from app.services.attendance import CheckIn
from app.services.rights import SYSTEM, Actor, Right, Role
from app.services.settings import put
from app.views import theme
from app.views.clipboard import lent
from app.views.drafts import DraftStore
from app.views.notify import Notifier
from app.views.setup.presenter import PHRASE_UNCHECKED
from app.views.setup.restore import RestorePage
from app.views.setup.single import SingleInstance, server_name
from app.views.setup.status import Standing, status_items, when
from app.views.setup.wizard import SetupWizard
from app.views.shell import Shell
from app.views.store import MemoryStore
from app.views.tasks import InlineTaskRunner
from app.views.theme import Tone
from app.views.widgets.form import Form
from app.wiring import Application
from tests.helpers.people import register
from tests.helpers.qt import Heard, listen

CODE, NAME, PASSWORD = "330105001", "小河街道居家养老服务中心", "mima-hao-ji"
NOW = dt.datetime(2026, 11, 23, 8, 30)


class Program:
    """The running program without its event loop, all work done at once."""

    def __init__(self, folder: Path, clock: FixedClock) -> None:
        self.prefs = MemoryStore()
        self.desktop = Desktop(folder, clock=clock, prefs=self.prefs, runner=InlineTaskRunner())
        self.heard: Heard = listen(self.desktop.notify)
        self.finished = 0
        self.desktop.finished.connect(self._finish)

    def _finish(self) -> None:
        self.finished += 1

    def start(self) -> Program:
        self.desktop.start()
        return self

    @property
    def session(self) -> Session:
        assert self.desktop.session is not None
        return self.desktop.session

    @property
    def shell(self) -> Any:
        return self.session.shell

    @property
    def app(self) -> Application:
        return self.session.app

    def sign_in(self, name: str, password: str = PASSWORD) -> None:
        page = self.shell.lock_page
        at = next(i for i in range(page.account.count()) if name in page.account.itemText(i))
        page.account.setCurrentIndex(at)
        QTest.keyClicks(page.password, password)
        QTest.keyClick(page.password, Qt.Key.Key_Return)


@pytest.fixture(scope="session")
def staffed(
    template: tuple[DataFolder, bytes], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, bytes]:
    """A closed centre with an administrator and a clerk, made once; its folder and key."""
    source, key = template
    folder = DataFolder(tmp_path_factory.mktemp("staffed") / "d")
    shutil.copytree(source.root, folder.root)
    db = Database(folder.database, key, clock=FixedClock(NOW))
    Accounts(db).create_first("admin", "李主任", PASSWORD)
    Accounts(db).create("xiaowang", "小王", Role.CLERK, PASSWORD, SYSTEM)
    db.checkpoint()
    db.close()
    return folder.root, key


@pytest.fixture
def folder(staffed: tuple[Path, bytes], tmp_path: Path, home: Path) -> Path:
    """A copy of it, whose key this test's profile keeps."""
    shutil.copytree(staffed[0], tmp_path / "d")
    owner = json.loads((tmp_path / "d" / "keys.json").read_text(encoding="utf-8"))["owner"]
    keys._keep(owner, staffed[1])
    return tmp_path / "d"


@pytest.fixture
def program(qtbot: QtBot, folder: Path, clock: FixedClock) -> Iterator[Program]:
    made = Program(folder, clock).start()
    yield made
    made.desktop.close()
    made.desktop.deleteLater()


@pytest.fixture
def at_work(program: Program) -> Program:
    """The administrator is signed in."""
    program.sign_in("李主任")
    return program


# --- start and sign-in ------------------------------------------------------------------------


def test_the_program_starts_locked_and_offers_the_accounts(program: Program) -> None:
    assert program.shell.isVisible()
    assert program.shell.is_locked()
    combo = program.shell.lock_page.account
    names = [combo.itemText(i) for i in range(combo.count())]
    assert names == ["李主任（系统管理）", "小王（前台）"]
    assert program.shell.lock_page.button.text() == "登录"
    assert program.session.actor == AT_THE_DOOR


@pytest.fixture
def fresh(qtbot: QtBot, tmp_path: Path, home: Path, clock: FixedClock) -> Iterator[Program]:
    """The first start: nothing is set up yet."""
    made = Program(tmp_path / "new", clock).start()
    yield made
    made.desktop.close()
    made.desktop.deleteLater()


@pytest.mark.parametrize("maximised", [True, False])
def test_the_desk_opens_as_large_as_the_window_before_it(
    qtbot: QtBot, fresh: Program, maximised: bool
) -> None:
    """Set up in a maximised window: the desk must not shrink back."""
    assert fresh.desktop.starting is not None
    window = fresh.desktop.starting.window
    wizard = window.page()
    assert isinstance(wizard, SetupWizard)
    if maximised:
        window.showMaximized()
    wizard.confirmed.emit(
        {"code": CODE, "name": NAME, "username": "admin", "display_name": "李主任",
         "password": PASSWORD}
    )  # fmt: skip
    wizard.finished.emit("", None)
    assert fresh.shell.isMaximized() is maximised


def test_a_wrong_password_says_so_and_the_right_one_opens_today(program: Program) -> None:
    program.sign_in("小王", "wrong-password")
    assert "不对" in program.shell.lock_page.error.text()
    assert program.shell.is_locked()
    program.sign_in("小王")
    assert not program.shell.is_locked()
    assert program.shell.current_key() == "today"
    assert program.session.actor.role is Role.CLERK
    assert program.shell.top_bar.clerk.text() == "小王"


def test_three_wrong_passwords_lock_the_account_for_a_while(
    program: Program, clock: FixedClock
) -> None:
    for _ in range(3):
        program.sign_in("小王", "wrong-password")
    program.sign_in("小王")
    assert "锁定" in program.shell.lock_page.error.text()
    clock.advance(16)
    program.sign_in("小王")
    assert not program.shell.is_locked()


def test_locking_takes_the_rights_away(at_work: Program) -> None:
    at_work.shell.lock()
    assert at_work.session.actor == AT_THE_DOOR
    assert [right for right in Right if at_work.session.actor.may(right)] == [Right.CHECK_IN]
    combo = at_work.shell.lock_page.account
    assert combo.currentText() == "李主任（系统管理）"
    assert at_work.shell.lock_page.button.text() == "解锁"


def test_locking_takes_a_copied_number_off_the_clipboard(at_work: Program) -> None:
    lent().lend("330105193812223225")
    assert QApplication.clipboard().text() == "330105193812223225"
    at_work.shell.lock()
    assert QApplication.clipboard().text() == ""


def test_what_happens_behind_the_lock_needs_no_rights(qtbot: QtBot, at_work: Program) -> None:
    """The desk goes on, pages wait with what they show, and nobody is told of a missing right."""
    for key, _ in NAVIGATION:
        at_work.shell.navigate(key)
    at_work.shell.navigate("today")
    at_work.shell.lock()
    at_work.shell.open_desk()
    register(at_work.app, SYSTEM, "王秀英", card="A1")
    assert at_work.app.attendance.scan("A1", at_work.session.actor).outcome == "checked_in"
    today = at_work.shell.page("today")
    qtbot.waitUntil(lambda: today._stale)
    at_work.session._minute_passed()
    assert [message.text for message in at_work.heard.messages] == []
    at_work.sign_in("李主任")
    qtbot.waitUntil(lambda: not today._stale)
    assert [message.text for message in at_work.heard.messages] == []
    assert at_work.heard.crashes == []


def test_another_clerk_gets_fresh_pages_and_no_undo(at_work: Program) -> None:
    at_work.shell.navigate("settings")
    before = at_work.shell.page("settings")
    at_work.desktop.notify.toast("已停用", lambda: None)
    at_work.shell.lock()
    at_work.sign_in("小王")
    assert at_work.shell.current_key() == "settings"
    assert at_work.shell.page("settings") is not before
    assert not at_work.desktop.notify.undo_last()


def test_every_page_opens(at_work: Program) -> None:
    for key, _ in NAVIGATION:
        at_work.shell.navigate(key)
        assert at_work.shell.current_key() == key
    assert at_work.heard.crashes == []


NOT_BEFORE_THE_FIRST_PAGE = (
    "pyqtgraph", "reportlab", "pypinyin", "cryptography", "keyring", "paramiko", "alembic",
    "qtawesome", "argon2", "stdnum", "sqlalchemy", "app.models", "app.services.accounts",
    "app.services.members", "app.services.attendance", "app.services.meals",
    "app.services.face_checks", "app.views.members", "app.views.attendance",
)  # fmt: skip
FIRST_PAGE = """
import linecache, sys
from pathlib import Path
import app.main.program, app.views.today
from app.core.clock import SystemClock, today
from app.services.rights import SYSTEM
from app.wiring import open_centre

centre = open_centre(Path(sys.argv[1]), begin_day=False)  # as the desktop does
assert centre.door.any_exist() and centre.door.listed() and centre.settings.centre().code
centre.dashboard.day(today(SystemClock()), SYSTEM), centre.dashboard.standing(SYSTEM)
centre.work_items.open_items(SYSTEM)
print([name for name in sys.argv[2:] if name in sys.modules])
below = Path(app.__file__).parent / "services"
print([name for name in linecache.cache if Path(name).is_relative_to(below)])
centre.close()
"""


def test_what_is_slow_waits_until_the_first_page_is_there(folder: Path) -> None:
    """Start-up stays under a second because these wait until they are needed."""
    import subprocess

    run = [sys.executable, "-c", FIRST_PAGE, str(folder), *NOT_BEFORE_THE_FIRST_PAGE]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    loaded, sources_read = done.stdout.splitlines()
    assert loaded == "[]"
    assert sources_read == "[]"


def test_what_the_first_click_needs_is_ready_when_somebody_has_signed_in(
    qtbot: QtBot, at_work: Program
) -> None:
    qtbot.waitUntil(lambda: at_work.session._preparation.finished)
    assert set(MODULES) <= sys.modules.keys()
    assert at_work.heard.crashes == []


def test_what_was_made_ready_is_not_looked_through_for_garbage(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen: list[bool] = []
    monkeypatch.setattr(
        "app.main.preparing.gc",
        SimpleNamespace(get_freeze_count=lambda: 1, freeze=lambda: frozen.append(True)),
    )
    qtbot.waitUntil(lambda: program.session._preparation.finished)
    assert frozen == [True]


# --- the frame --------------------------------------------------------------------------------


def test_the_search_box_finds_and_opens_and_checks_in(at_work: Program) -> None:
    register(at_work.app, SYSTEM, "王秀英", phone="13812341234")
    hits = at_work.shell.search._find("wxy")
    assert [hit.name for hit in hits] == ["王秀英"]
    at_work.shell.person_check_in.emit(hits[0])
    assert at_work.heard.toasts[-1].text == "王秀英 签到成功 08:30"
    at_work.shell.person_check_in.emit(hits[0])
    assert at_work.heard.messages[-1].text == "王秀英 已签到 08:30"
    at_work.desktop.notify.undo_last()
    assert at_work.app.attendance.day(NOW.date(), SYSTEM).present == 0
    at_work.shell.person_chosen.emit(hits[0])
    assert at_work.shell.current_key() == "members"


def test_the_status_line_follows_the_data(at_work: Program, tmp_path: Path) -> None:
    at_work.session.refresh_status()
    buttons = at_work.shell.status_line.buttons
    assert buttons["backup"].text() == "还没有备份"
    register(at_work.app, SYSTEM, "王秀英")
    at_work.app.make_backup(tmp_path / "b.yzbackup", SYSTEM)
    at_work.session.refresh_status()
    buttons = at_work.shell.status_line.buttons
    assert buttons["backup"].text() == "备份 08:30"
    assert buttons["upload"].text().startswith("待上报")
    buttons["upload"].click()
    assert at_work.shell.current_key() == "sync"


def test_what_waits_for_the_upload_follows_every_write(at_work: Program, qtbot: QtBot) -> None:
    """Somebody looked a second after a check-in and read the number of before."""
    app, shell = at_work.app, at_work.shell

    def says(count: int) -> bool:
        found = shell.status_line.buttons.get("upload")
        return found is not None and found.text() == f"待上报 {count} 条"

    people = [register(app, SYSTEM, name) for name in ("王秀英", "陈志明")]
    qtbot.waitUntil(lambda: says(2))
    qtbot.waitUntil(lambda: not at_work.session._status_soon.isActive())
    for number, uid in enumerate(people, 3):
        app.attendance.check_in(CheckIn(uid), SYSTEM)
        qtbot.waitUntil(lambda number=number: says(number))


def test_a_terminal_file_shows_in_the_status_line(
    at_work: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    at_work.session.refresh_status()
    assert at_work.shell.status_line.buttons["terminals"].text() == "终端：还没有记录"
    file = tmp_path / "1_attlog.dat"
    file.write_bytes(b"  710001\t2026-11-23 08:05:00\t1\t0\t15\t0\r\n")
    at_work.app.import_terminal_file(file, "1", SYSTEM)
    line = at_work.shell.status_line
    qtbot.waitUntil(lambda: line.buttons["terminals"].text() == "终端 1 台，最近 08:05")


def test_many_writes_are_one_look(
    at_work: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: not at_work.session._status_soon.isActive())
    looks: list[int] = []

    def look(_: Application) -> Standing:
        looks.append(1)
        return Standing(0, "", "", 0, "")

    monkeypatch.setattr(session, "standing_of", look)
    for _ in range(20):
        at_work.session._data_changed(frozenset({"contact"}))
    qtbot.waitUntil(lambda: looks == [1])
    assert not at_work.session._status_soon.isActive()


def test_midnight_moves_the_date(at_work: Program, clock: FixedClock) -> None:
    clock.advance(24 * 3600)
    at_work.session._minute_passed()
    assert "11 月 24 日" in at_work.shell.top_bar.date.text()


def test_ctrl_z_does_not_take_back_the_day_before(at_work: Program, clock: FixedClock) -> None:
    uid = register(at_work.app, SYSTEM, "王秀英")
    at_work.shell.person_check_in.emit(SimpleNamespace(uid=uid))
    (toast,) = (one for one in at_work.heard.toasts if "签到成功" in one.text)
    assert toast in [card.toast for card in at_work.shell.toasts.cards()]
    clock.advance(24 * 3600)
    at_work.session._minute_passed()
    assert toast not in [card.toast for card in at_work.shell.toasts.cards()]
    assert not at_work.desktop.notify.undo_last()
    assert at_work.heard.messages[-1].text == "没有可以撤销的操作。"
    assert at_work.app.attendance.day(NOW.date(), SYSTEM).present == 1


def test_a_new_lock_time_counts_at_once(qtbot: QtBot, at_work: Program) -> None:
    at_work.app.settings.change({"lock_minutes": 3}, SYSTEM)
    qtbot.waitUntil(lambda: at_work.shell.idle_watch._seconds == 180)


def test_damage_found_after_the_start_leads_to_the_backup(
    at_work: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.db.health.quick_check", lambda _: False)
    at_work.session._check_file()
    assert "损坏" in at_work.heard.messages[-1].text
    assert at_work.heard.messages[-1].action is not None


@pytest.fixture
def styled(qapp: QApplication) -> Iterator[None]:
    """Puts the looks back."""
    sheet, palette, font = qapp.styleSheet(), qapp.palette(), qapp.font()
    yield
    theme.apply(qapp)
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.mark.usefixtures("styled")
def test_another_size_keeps_the_place(qtbot: QtBot, at_work: Program) -> None:
    at_work.shell.navigate("settings", "looks")
    before = at_work.shell.page("settings")
    before.sections["looks"].scales[130].click()
    qtbot.waitUntil(lambda: at_work.shell.page("settings") is not before)
    after = at_work.shell.page("settings")
    assert after.current_section() == "looks"
    assert after.sections["looks"].scales[130].isChecked()
    assert at_work.prefs.get("scale") == 130


def test_a_sound_file_is_not_worth_a_word(at_work: Program) -> None:
    at_work.session._check_file()
    assert at_work.heard.messages == []


def test_an_unchecked_phrase_is_remembered(program: Program) -> None:
    program.prefs.set(PHRASE_UNCHECKED, CODE)
    program.sign_in("李主任")
    message = program.heard.messages[-1]
    assert "恢复口令" in message.text
    assert message.action is not None
    message.action.callback()
    assert program.shell.current_key() == "settings"
    assert program.shell.page("settings").current_section() == "security"


def test_a_table_is_saved_with_the_right_to_export(at_work: Program, tmp_path: Path) -> None:
    from app.core.errors import NotAllowed
    from app.core.progress import silent

    save = at_work.session._save_xlsx
    save(tmp_path / "t.xlsx", "表", ["姓名"], [["王秀英"]], silent)
    assert (tmp_path / "t.xlsx").stat().st_size > 0
    at_work.session.actor = Actor("u", "小王", Role.CLERK)
    with pytest.raises(NotAllowed):
        save(tmp_path / "u.xlsx", "表", ["姓名"], [["王秀英"]], silent)
    assert not (tmp_path / "u.xlsx").exists()


# --- leaving ----------------------------------------------------------------------------------


def test_closing_ends_the_program_and_frees_the_folder(
    at_work: Program, folder: Path, clock: FixedClock
) -> None:
    at_work.shell.resize(1100, 700)
    at_work.shell.close()
    assert at_work.finished == 1
    assert at_work.prefs.get("window.geometry")
    at_work.desktop.close()
    from app.wiring import open_centre

    open_centre(folder, clock=clock).close()


def test_restore_leaves_the_centre_and_may_come_back(qtbot: QtBot, at_work: Program) -> None:
    at_work.shell.navigate("settings")
    at_work.session.go("restore")
    qtbot.waitUntil(lambda: at_work.desktop.starting is not None)
    assert at_work.desktop.session is None
    page = at_work.desktop.starting.window.page()  # type: ignore[union-attr]
    assert isinstance(page, RestorePage)
    page.back.click()
    assert at_work.shell.is_locked()
    assert at_work.finished == 0


def test_only_who_may_restore_leaves_the_centre_for_it(program: Program) -> None:
    program.session.go("restore")
    program.sign_in("小王")
    program.session.go("restore")
    QApplication.processEvents()
    assert program.desktop.session is not None
    assert any("备份与恢复" in message.text for message in program.heard.messages)


def test_a_half_filled_form_is_in_the_file_and_offered_after_a_crash(
    at_work: Program, qtbot: QtBot
) -> None:
    at_work.shell.navigate("members")
    page = at_work.shell.page("members")
    page.trigger("new")
    form = page.findChild(Form)
    form.editor("name").insert("王秀英")
    form.keep_draft()
    app, actor = at_work.app, at_work.session.actor
    qtbot.waitUntil(lambda: bool(app.drafts.all(actor)))
    again = DraftStore(lambda: app.drafts, InlineTaskRunner(), lambda: actor)
    again.load(actor)
    assert "王秀英" in str(again.get("form.member.new"))


def half_filled(program: Program) -> Form:
    """A new file with a name just typed, whose draft is not on its way yet."""
    program.shell.navigate("members")
    page = program.shell.page("members")
    page.trigger("new")
    form = page.findChild(Form)
    assert isinstance(form, Form)
    QTest.keyClicks(form.editor("name"), "Wang")
    return form


def kept(app: Application) -> str:
    """What is in the file of half-filled forms, of every account."""
    with app.db.read() as connection:
        rows = connection.exec_driver_sql("SELECT content FROM draft").scalars()
        return "\n".join(map(str, rows))


def test_what_was_typed_a_moment_before_the_window_closes_is_kept(
    at_work: Program, folder: Path, clock: FixedClock
) -> None:
    half_filled(at_work)
    assert "Wang" not in kept(at_work.app)
    at_work.shell.close()
    assert at_work.finished == 1
    at_work.desktop.close()
    from app.wiring import open_centre

    again = open_centre(folder, clock=clock)
    try:
        assert "Wang" in kept(again)
    finally:
        again.close()


def test_what_was_typed_a_moment_before_the_lock_is_kept(
    at_work: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = half_filled(at_work)
    painted: list[bool] = []
    keep = at_work.app.drafts.keep

    def keeping(*given: Any) -> Any:
        painted.append(at_work.shell.lock_page.isVisible())
        return keep(*given)

    monkeypatch.setattr(at_work.app.drafts, "keep", keeping)
    at_work.shell.lock()
    assert painted == [], "a busy disk does not leave a file in sight"
    qtbot.waitUntil(lambda: "Wang" in kept(at_work.app))
    assert painted == [True]
    at_work.sign_in("李主任")
    assert form.isVisible()
    assert QApplication.focusWidget() is form.editor("name")


def test_a_form_that_cannot_be_kept_keeps_the_window_open_once(
    at_work: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    half_filled(at_work)

    def full(*_: object) -> None:
        raise EnvironmentProblem("disk_full", "磁盘空间不足。")

    monkeypatch.setattr(at_work.app.drafts, "keep", full)
    at_work.shell.close()
    assert at_work.finished == 0
    assert at_work.shell.isVisible()
    said = at_work.heard.messages[-1].text
    assert said == (
        "磁盘空间不足。没有保存完的表单没能留住。窗口先不关；要放弃这些内容，请再关一次。"
    )
    at_work.shell.lock()
    at_work.shell.close()
    assert at_work.finished == 0
    assert at_work.shell.lock_page.error.text() == said
    at_work.shell.close()
    assert at_work.finished == 1


def test_who_left_the_desk_to_restore_is_in_the_restored_audit(
    qtbot: QtBot, at_work: Program, tmp_path: Path
) -> None:
    backup = tmp_path / "a.yzbackup"
    at_work.app.make_backup(backup, SYSTEM)
    at_work.session.go("restore")
    qtbot.waitUntil(lambda: at_work.desktop.starting is not None)
    page = at_work.desktop.starting.window.page()  # type: ignore[union-attr]
    assert isinstance(page, RestorePage)
    page.asked.emit(backup, "")
    page.opened.emit()
    event = at_work.app.audit.show(SYSTEM)[0]
    assert (event.action, event.actor_name) == ("restore", "李主任")
    assert at_work.desktop._restoring is None


def test_only_a_demonstration_removes_itself(qtbot: QtBot, at_work: Program, folder: Path) -> None:
    at_work.session.go("remove_demo")
    QApplication.processEvents()
    assert at_work.desktop.session is not None
    with at_work.app.db.write(SYSTEM) as unit:
        put(unit, "demo", True)
    (folder / "我的打印.pdf").write_bytes(b"%PDF")
    at_work.session.go("remove_demo")
    qtbot.waitUntil(lambda: at_work.desktop.starting is not None)
    assert isinstance(at_work.desktop.starting.window.page(), SetupWizard)  # type: ignore[union-attr]
    assert [p.name for p in folder.iterdir()] == ["我的打印.pdf"]


def test_removing_touches_only_the_centres_own_files(tmp_path: Path) -> None:
    data = DataFolder(tmp_path)
    data.bundles.mkdir()
    mine = (data.database, data.keys, data.sign_ins, tmp_path / "yizhan.db-wal", data.bundles / "b")
    for path in mine:
        path.write_bytes(b"x")
    (tmp_path / "note.txt").write_text("mine")
    remove_files(data)
    assert [p.name for p in tmp_path.iterdir()] == ["note.txt"]


def test_a_demonstration_shows_its_password(qtbot: QtBot, folder: Path, clock: FixedClock) -> None:
    from app.demo.centre import PASSWORD as DEMO_PASSWORD
    from app.wiring import open_centre

    app = open_centre(folder, clock=clock)
    with app.db.write(SYSTEM) as unit:
        put(unit, "demo", True)
    app.close()
    program = Program(folder, clock).start()
    assert program.shell.lock_page.password.text() == DEMO_PASSWORD
    program.desktop.close()
    program.desktop.deleteLater()


# --- one window -------------------------------------------------------------------------------


def test_a_second_start_raises_the_first_window(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert not second.raise_other()
    assert first.listen()
    with qtbot.waitSignal(first.raise_asked):
        assert second.raise_other()
    assert not SingleInstance(tmp_path / "other").raise_other()
    first.close()
    assert not second.raise_other()


def test_the_socket_name_does_not_tell_the_folder(tmp_path: Path) -> None:
    assert server_name(tmp_path) == server_name(tmp_path / "x" / "..")
    assert tmp_path.name not in server_name(tmp_path)


@pytest.fixture
def collecting() -> Iterator[None]:
    """Starting the desktop switches the collector off; a test puts it back."""
    yield
    gc.enable()
    gc.unfreeze()


@pytest.mark.usefixtures("collecting")
def test_the_program_runs_until_its_window_is_closed(
    qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "_TIDY_MS", 0)
    hook, seen = sys.excepthook, []

    def close() -> None:
        shells = [one for one in QApplication.topLevelWidgets() if isinstance(one, Shell)]
        begun = gc.get_freeze_count() > 0
        seen.append((begun, sys.excepthook is hook, SingleInstance(folder).raise_other()))
        shells[0].close()

    QTimer.singleShot(1500, close)
    assert open_desktop(folder) == 0
    assert seen == [(True, False, True)]
    assert sys.excepthook is hook
    assert not SingleInstance(folder).raise_other()
    assert prefs_file().exists()


@pytest.mark.usefixtures("collecting")
def test_open_desktop_gives_way_to_a_running_window(
    qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = SingleInstance(folder)
    first.listen()
    made: list[QObject] = []
    monkeypatch.setattr(running, "Desktop", lambda *_: made.append(QObject()))
    with qtbot.waitSignal(first.raise_asked):
        assert open_desktop(folder) == 0
    assert made == []
    first.close()


def test_raising_brings_a_minimised_window_back(at_work: Program) -> None:
    at_work.shell.showMinimized()
    at_work.desktop.raise_window()
    assert not at_work.shell.isMinimized()


# --- faults, log, looks -----------------------------------------------------------------------


def test_a_bug_becomes_the_crash_page_and_a_log_line(
    at_work: Program, expected_logs: pytest.LogCaptureFixture
) -> None:
    put_back = at_work.desktop.notify.catch_everything()
    try:
        raise RuntimeError("王秀英")
    except RuntimeError as problem:
        sys.excepthook(RuntimeError, problem, problem.__traceback__)
    finally:
        put_back()
    assert "RuntimeError" in at_work.heard.crashes[0]
    assert at_work.shell.layers.currentWidget() is at_work.shell.crash_page
    at_work.shell.crash_page.go_on.click()
    assert at_work.shell.current_key() == "today"


def test_the_desk_writes_its_log_beside_the_data(at_work: Program, folder: Path) -> None:
    logging.getLogger("test.main").info("something for 13812341234")
    assert "something for #" in (folder / "logs" / "yizhan.log").read_text(encoding="utf-8")


def test_complaints_of_qt_go_to_the_log(expected_logs: pytest.LogCaptureFixture) -> None:
    running.log_qt_message(QtMsgType.QtWarningMsg, None, "odd")  # type: ignore[arg-type]
    assert [(r.name, r.message) for r in expected_logs.records] == [("qt", "odd")]


@pytest.mark.usefixtures("styled")
def test_remembered_looks_are_put_on(qapp: QApplication) -> None:
    prefs = MemoryStore()
    prefs.set("theme", "dark")
    prefs.set("scale", 150)
    apply_looks(qapp, prefs)
    assert theme.current() == theme.Style(theme.Theme.DARK, 150)
    for broken in ({"theme": "pink", "scale": "huge"}, {}):
        apply_looks(qapp, _store(broken))
        assert theme.current() == theme.Style()


def _store(values: dict[str, Any]) -> MemoryStore:
    store = MemoryStore()
    for key, value in values.items():
        store.set(key, value)
    return store


def test_looks_are_kept_in_the_persons_profile(home: Path) -> None:
    assert prefs_file().parent.is_dir()
    assert home in prefs_file().parents


def test_a_broken_geometry_is_no_obstacle(qtbot: QtBot, folder: Path, clock: FixedClock) -> None:
    program = Program(folder, clock)
    program.prefs.set("window.geometry", "%%%")
    program.start()
    assert program.shell.isVisible()
    program.desktop.close()
    program.desktop.deleteLater()


# --- words of the status line -----------------------------------------------------------------


def items(**changes: Any) -> dict[str, tuple[str, Tone]]:
    values = {"terminals": 0, "last_check": "", "last_backup": "", "waiting": 0,
              "last_receipt": "", **changes}  # fmt: skip
    found = status_items(NOW, Standing(**values))
    return {one.key: (one.status.word, one.status.tone) for one in found}


def test_an_empty_centre_is_told_what_is_missing() -> None:
    found = items()
    assert found["terminals"] == ("终端：还没有记录", Tone.NEUTRAL)
    assert found["backup"] == ("还没有备份", Tone.WARN)
    assert found["upload"] == ("没有待上报", Tone.OK)
    assert found["receipt"] == ("还没有回执", Tone.NEUTRAL)


def test_a_backup_grows_old() -> None:
    fresh, old = "2026-11-22T16:00:00.000000Z", "2026-11-10T00:00:00.000000Z"
    assert items(last_backup=fresh)["backup"] == ("备份 00:00", Tone.OK)
    assert items(last_backup=old)["backup"] == ("备份 11月10日", Tone.WARN)


def test_waiting_and_receipts() -> None:
    old = "2026-11-10T00:00:00.000000Z"
    assert items(waiting=12_345)["upload"] == ("待上报 12,345 条", Tone.INFO)
    assert items(last_receipt=old, waiting=5)["receipt"] == ("回执 11月10日", Tone.WARN)
    assert items(last_receipt=old)["receipt"][1] is Tone.OK
    assert items(terminals=2, last_check="2026-11-22 16:05:00")["terminals"][0] == (
        "终端 2 台，最近 昨天 16:05"
    )


def test_when_is_as_short_as_people_say_it() -> None:
    assert when(local(dt.datetime(2025, 12, 31, tzinfo=dt.UTC)), NOW) == "2025-12-31"


def test_a_keyboard_interrupt_still_ends_the_program(
    capsys: pytest.CaptureFixture[str],
) -> None:
    notify = Notifier()
    heard = listen(notify)
    put_back = notify.catch_everything()
    try:
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    finally:
        put_back()
    assert heard.crashes == []
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_qts_own_words_are_chinese(qapp: QApplication) -> None:
    assert running.speak_chinese(qapp)
    translator = qapp.findChildren(QTranslator)[-1]
    try:
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    finally:
        qapp.removeTranslator(translator)
        translator.deleteLater()
