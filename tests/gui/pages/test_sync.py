"""The page 上报: a clerk with one centre, one USB stick and the district at its other end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core.clock import local, utc_text
from app.core.errors import UserError
from app.core.progress import Progress
from app.services.attendance import CheckIn
from app.services.rights import SYSTEM, Actor
from app.services.work_items import open_item
from app.sync import district
from app.sync.engine import SyncEngine
from app.sync.pairing import CentrePair
from app.views import files
from app.views.sync import build
from app.views.sync.pairing import PairSheet, TwoWays, target_of, values_of
from app.views.sync.presenter import server_print
from app.views.sync.state import size_words, target_words
from app.wiring import Application
from tests.gui.pages.opened import Opened, cells, open_page, press
from tests.helpers.people import register


@dataclass
class World:
    """The district, its pair file, and the stick that travels."""

    folder: Path
    opened: Opened
    app: Application
    fingerprint: str

    @property
    def page(self) -> Any:
        return self.opened.page

    @property
    def stick(self) -> Path:
        return self.folder / "stick"

    def press(self, step: str) -> None:
        self.page.steps[step].click()

    def receive(self) -> None:
        """The stick was carried to the district."""
        with district.open_store(f"file:{self.folder / 'district'}") as store:
            district.receive(store, self.stick / "inbox", self.stick / "receipts", self.app.clock)

    def accept(self, pair: Path) -> None:
        with district.open_store(f"file:{self.folder / 'district'}") as store:
            store.accept(CentrePair.read(pair), utc_text(self.app.clock.now()))

    def states(self) -> list[str]:
        return [row[0] for row in cells(self.page.table, "status")]


Answer = Callable[[Path | None], None]


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """What the person chooses in the next file dialogues."""

    def choose(path: Path | None) -> None:
        monkeypatch.setattr(files, "choose_open", lambda *_: path)
        monkeypatch.setattr(files, "choose_save", lambda *_: path)

    return choose


@pytest.fixture
def world(qtbot: QtBot, app: Application, manager: Actor, tmp_path: Path) -> World:
    pair = district.init_store(f"file:{tmp_path / 'district'}", "拱墅区平台")
    pair.write(tmp_path / "district.pair")
    (tmp_path / "stick").mkdir()
    uid = register(app, manager, "王秀英")
    app.attendance.check_in(CheckIn(uid), manager)
    return World(tmp_path, open_page(qtbot, app, build, manager), app, pair.fingerprint)


@pytest.fixture
def paired(world: World, answer: Answer) -> World:
    answer(world.folder / "district.pair")
    world.page.pair.click()
    sheet = pair_sheet(world)
    sheet.form.editor("folder").setText(str(world.stick))
    sheet.form.submit()
    answer(world.folder / "centre.pair")
    world.page.export.click()
    world.accept(world.folder / "centre.pair")
    return world


def pair_sheet(world: World) -> PairSheet:
    sheet = world.page.sheet()
    assert sheet is not None
    assert isinstance(sheet.content, PairSheet)
    return sheet.content


def test_a_clerk_reads_who_uploads(qtbot: QtBot, app: Application, clerk: Actor) -> None:
    page = open_page(qtbot, app, build, clerk).page
    assert "中心负责人" in page.states.state.text()
    assert not page.pair.isEnabled()


def test_before_pairing_the_page_says_what_to_do(world: World) -> None:
    assert "还没有与区平台配对" in world.page.state.text()
    assert [button.isEnabled() for button in world.page.steps.values()] == [False, False, False]
    assert "本中心指纹" in world.page.lines.text()


def test_pairing_shows_the_number_to_compare_first(world: World, answer: Answer) -> None:
    answer(world.folder / "district.pair")
    world.page.pair.click()
    texts = [label.text() for label in pair_sheet(world).findChildren(type(world.page.lines))]
    assert world.fingerprint in texts
    assert "区平台：拱墅区平台" in texts
    assert "还没有与区平台配对" in world.page.state.text()


def test_a_file_that_is_no_pair_file_is_refused_in_words(world: World, answer: Answer) -> None:
    (world.folder / "list.xlsx").write_bytes(b"PK\x03\x04")
    answer(world.folder / "list.xlsx")
    world.page.pair.click()
    assert "这不是区平台配对文件" in world.opened.message
    assert world.page.sheet() is None


def test_a_place_that_cannot_be_used_leaves_the_form_open(world: World, answer: Answer) -> None:
    answer(world.folder / "district.pair")
    world.page.pair.click()
    sheet = pair_sheet(world)
    sheet.form.editor("folder").setText(str(world.folder / "no such stick"))
    sheet.form.submit()
    assert world.opened.heard.messages
    assert world.page.sheet() is not None
    assert sheet.form.save_button.isEnabled()
    assert not world.page.steps["build"].isEnabled()


def test_after_pairing_both_numbers_and_the_place_are_shown(paired: World) -> None:
    assert paired.page.state.text() == "已与“拱墅区平台”配对"
    words = paired.page.lines.text()
    assert paired.fingerprint in words
    assert f"文件夹 {paired.stick}" in words
    assert paired.page.sheet() is None
    assert "本中心指纹" in paired.opened.message


def test_another_district_is_said_in_words_before_pairing(
    paired: World, answer: Answer, tmp_path: Path
) -> None:
    other = district.init_store(f"file:{tmp_path / 'other'}", "拱墅区平台")
    other.write(tmp_path / "other.pair")
    answer(tmp_path / "other.pair")
    paired.page.pair.click()
    warning = paired.page.sheet().content
    assert isinstance(warning, TwoWays)
    warning.stay.click()
    assert paired.page.sheet() is None
    paired.page.pair.click()
    paired.page.sheet().content.go_on.click()
    assert pair_sheet(paired).form.values()["folder"] == str(paired.stick)
    paired.page.sheet().close_sheet(force=True)


def test_the_same_district_again_needs_no_warning(paired: World, answer: Answer) -> None:
    answer(paired.folder / "district.pair")
    paired.page.pair.click()
    assert pair_sheet(paired)
    paired.page.sheet().close_sheet(force=True)


def test_the_next_step_takes_back_what_the_one_before_said(paired: World) -> None:
    gone: list[str] = []
    paired.opened.kit.notify.withdrawn.connect(gone.append)
    paired.press("build")
    topic = paired.opened.heard.toasts[-1].topic
    paired.press("push")
    assert gone[-1] == topic


def test_the_whole_way_from_building_to_the_receipt(paired: World) -> None:
    page = paired.page
    assert page.steps["build"].property("kind") == "primary"
    paired.press("build")
    assert paired.states() == ["待发送"]
    paired.press("push")
    assert paired.states() == ["等待回执"]
    assert "等待确认" in page.numbers.text()
    paired.receive()
    paired.press("receipts")
    assert paired.states() == ["已确认"]
    assert "全部改动都已由区平台确认" in page.numbers.text()
    assert "最近回执 2026-11-23 08:30" in page.numbers.text()
    assert paired.opened.toast == "区平台确认了 1 个上报包。"
    assert cells(page.table, "people", "visits") == [("1", "1")]


def test_with_nothing_new_no_bundle_is_built(paired: World) -> None:
    paired.press("build")
    paired.press("push")
    paired.press("build")
    assert paired.opened.message == "没有需要上报的新内容。"
    assert len(paired.states()) == 1


def test_without_a_receipt_nothing_is_called_confirmed(paired: World) -> None:
    paired.press("build")
    paired.press("push")
    paired.press("receipts")
    assert paired.opened.message == "还没有新的回执，请过一会儿再取。"
    assert paired.states() == ["等待回执"]
    assert paired.page.again.isVisible()


def test_an_unconfirmed_bundle_can_be_sent_again(paired: World) -> None:
    paired.press("build")
    paired.press("push")
    sent = next((paired.stick / "inbox").iterdir())
    before = sent.read_bytes()
    sent.unlink()
    paired.page.again.click()
    assert sent.read_bytes() == before


def test_a_pulled_stick_is_a_state_and_loses_nothing(paired: World) -> None:
    paired.press("build")
    paired.stick.rename(paired.folder / "away")
    paired.press("push")
    assert paired.page.state.text() == "现在连不上区平台"
    assert paired.opened.heard.messages[-1].action is not None
    assert paired.states()[0] in ("待发送", "发送中")
    (paired.folder / "away").rename(paired.stick)
    paired.opened.heard.messages[-1].action.callback()
    assert paired.states() == ["等待回执"]
    assert paired.page.state.text() == "已与“拱墅区平台”配对"


def test_a_damaged_receipt_is_named_and_confirms_nothing(paired: World) -> None:
    paired.press("build")
    paired.press("push")
    paired.receive()
    receipt = next((paired.stick / "receipts").iterdir())
    receipt.write_bytes(receipt.read_bytes().replace(b'"', b"'", 1))
    paired.press("receipts")
    assert any(receipt.name in one.text for one in paired.opened.heard.messages)
    assert paired.states() == ["等待回执"]


def test_cancelling_a_step_keeps_the_page_usable(paired: World) -> None:
    paired.opened.kit.runner.cancel_after = 1  # type: ignore[attr-defined]
    paired.press("build")
    paired.opened.kit.runner.cancel_after = 0  # type: ignore[attr-defined]
    assert "已取消" in paired.opened.message
    assert paired.states() == []
    paired.press("build")
    assert paired.states() == ["待发送"]


def test_refused_rows_are_a_work_list(paired: World, app: Application, manager: Actor) -> None:
    uid = str(app.members.find("王秀英", 1, manager)[0].uid)
    with app.db.write(SYSTEM, "回执") as unit:
        now = local(app.clock.now())
        open_item(unit, "rejected_row", f"member:{uid}", "老人档案：证件号已在别处登记", now)
        open_item(unit, "rejected_row", "meal:m1", "就餐：没有这位老人", now)
        unit.touch("work_item")
    paired.page.refresh()
    items = paired.page.refused.items()
    assert [one.text for one in items] == ["老人档案：证件号已在别处登记", "就餐：没有这位老人"]
    paired.page.refused.setFocus()
    press(Qt.Key.Key_1)
    assert paired.opened.went == [("members", uid)]
    press(Qt.Key.Key_2)
    assert [one.text for one in paired.page.refused.items()] == ["老人档案：证件号已在别处登记"]
    paired.opened.kit.notify.undo_last()
    paired.page.refresh()
    assert len(paired.page.refused.items()) == 2


def test_waiting_counts_what_happens_while_the_page_is_open(
    qtbot: QtBot, world: World, app: Application, clerk: Actor
) -> None:
    before = world.page.numbers.text()
    register(app, clerk, "李桂芳")
    qtbot.waitUntil(lambda: world.page.numbers.text() != before)


def test_help_and_wizard_argument(
    qtbot: QtBot, app: Application, manager: Actor, answer: Answer, tmp_path: Path
) -> None:
    """The first-run wizard sends people here with the question already asked."""
    district.init_store(f"file:{tmp_path / 'd'}", "区").write(tmp_path / "d.pair")
    answer(tmp_path / "d.pair")
    page = open_page(qtbot, app, build, manager, {"pair": True}).page
    assert page.sheet() is not None
    assert "回执" in page.help_text
    page.sheet().close_sheet(force=True)


@pytest.mark.parametrize(
    "target", ["folder:/media/U", "sftp://centre%201@10.1.2.3:2222/upload/330105001"]
)
def test_a_stored_target_fills_the_form_and_comes_back_the_same(target: str) -> None:
    assert target_of(values_of(target)) == target


def test_an_address_is_put_together_from_its_fields(qtbot: QtBot) -> None:
    sheet = PairSheet("区平台", "1234")
    qtbot.addWidget(sheet)
    sheet.show()
    sheet.form.set_values(values_of("sftp://u@h:22/x"))
    sheet._choose_kind()
    assert not sheet.form.editor("folder").isVisible()
    sheet.form.editor("path").setText("~/up load")
    got: list[tuple[str, str]] = []
    sheet.submitted.connect(lambda *values: got.append(values))
    sheet.form.submit()
    assert got == [("sftp://u@h:22/~/up%20load", "")]


def test_words_for_sizes_places_and_server_keys() -> None:
    assert [size_words(n) for n in (980, 12_345, 3_400_000)] == ["980 B", "12 KB", "3.4 MB"]
    assert target_words("sftp://u@h:22/x") == "服务器 u@h:22/x"
    assert server_print("") == ""
    assert server_print("ssh-ed25519 AAAA").startswith("SHA256:")
    assert dt.date(2026, 11, 23)


def test_going_on_after_a_restore_needs_a_person(
    paired: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = UserError("behind_district", "区平台已有本机没有的上报数据，上报已停止。")
    build_really, asked = SyncEngine.build, []

    def stop(*_: object) -> None:
        raise stopped

    def resume(engine: SyncEngine, progress: Progress) -> object:
        asked.append(engine)
        return build_really(engine, progress)

    monkeypatch.setattr(SyncEngine, "build", stop)
    monkeypatch.setattr(SyncEngine, "resume_after_restore", resume)
    paired.press("build")
    assert paired.opened.message == stopped.message
    action = paired.opened.heard.messages[-1].action
    assert action is not None
    action.callback()
    paired.page.sheet().content.stay.click()
    assert not asked
    action.callback()
    paired.page.sheet().content.go_on.click()
    assert len(asked) == 1
    assert "已生成" in paired.opened.toast
