"""What can stand between a clerk and the data, each with a sentence and a way on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.paths import DataFolder
from app.db.engine import connect
from app.db.keys import KeyRing
from app.db.lock import FolderLock
from app.db.migrate import VERSION_TABLE
from app.services.rights import SYSTEM
from app.wiring import open_centre
from tests.journeys.conftest import PASSWORD, Centre
from tests.journeys.hand import Hand
from tests.journeys.pages import LockPage, TodayPage

Opens = Callable[[Path], Hand]


@pytest.fixture
def centre(full_centre: Centre, tmp_path: Path) -> Centre:
    """A centre whose key this machine keeps."""
    return full_centre.copy(tmp_path / "data").trust()


def test_another_window_has_the_data(opens: Opens, centre: Centre) -> None:
    lock = FolderLock(DataFolder(centre.root).lock)
    lock.acquire()
    hand = opens(centre.root)
    hand.wait_for("现在打不开", "颐站已经打开着这份数据", "请在那个窗口里操作，或先把它关闭。")
    assert not hand.has_button("从备份恢复")
    lock.release()
    hand.press("再试一次")
    LockPage(hand).sign_in(PASSWORD)


def test_a_damaged_file_is_replaced_by_a_backup(
    opens: Opens, centre: Centre, asked: list[Path], tmp_path: Path
) -> None:
    backup = tmp_path / "周一.yzbackup"
    app = open_centre(centre.root)
    app.make_backup(backup, SYSTEM)
    app.close()
    damage(DataFolder(centre.root).database)
    hand = opens(centre.root)
    hand.wait_for("现在打不开", "损坏")
    hand.press("从备份恢复")
    hand.wait_for("现有的数据整个移到旁边的文件夹保存，不会删除")
    asked.append(backup)
    hand.press("选择备份文件")
    hand.press("恢复")
    hand.wait_for("已经恢复", "原来的数据没有删除，放在：")
    hand.press("打开")
    LockPage(hand).sign_in(PASSWORD)
    TodayPage(hand).wait_number("在册", "60")
    assert [one for one in tmp_path.iterdir() if one.name.startswith("data") and one != centre.root]


def test_a_torn_backup_changes_nothing(
    opens: Opens, centre: Centre, asked: list[Path], tmp_path: Path
) -> None:
    backup = tmp_path / "周一.yzbackup"
    app = open_centre(centre.root)
    app.make_backup(backup, SYSTEM)
    app.close()
    damage(backup)
    database = DataFolder(centre.root).database
    damage(database)
    before = database.read_bytes()
    hand = opens(centre.root)
    hand.press("从备份恢复")
    asked.append(backup)
    hand.press("选择备份文件")
    hand.press("恢复")
    hand.wait_for("备份文件不完整或被改动", "请换一份备份。")
    assert database.read_bytes() == before


def damage(file: Path) -> None:
    """Bad sectors in the middle and at the start."""
    with file.open("r+b") as raw:
        size = file.stat().st_size
        for at in (100, size // 2):
            raw.seek(at)
            raw.write(b"\xa5" * 600)


def test_a_machine_without_the_key_asks_for_the_phrase(
    opens: Opens, full_centre: Centre, tmp_path: Path
) -> None:
    centre = full_centre.copy(tmp_path / "data")
    hand = opens(centre.root)
    hand.wait_for("请输入恢复口令", "这台电脑上没有打开数据的钥匙。")
    hand.fill("恢复口令", centre.phrase[:-1] + str((int(centre.phrase[-1]) + 1) % 10))
    hand.keys("Return")
    hand.wait_for("恢复口令有数字抄错，请对照打印的那一页再输入一遍。")
    hand.fill("恢复口令", centre.phrase.replace("-", " "))
    hand.keys("Return")
    LockPage(hand).sign_in(PASSWORD)
    TodayPage(hand).wait_number("在册", "60")


def test_data_of_a_newer_program_is_left_alone(opens: Opens, centre: Centre) -> None:
    folder = DataFolder(centre.root)
    raw = connect(folder.database, KeyRing(folder.keys).unlock(), writer=True)
    raw.execute(f"UPDATE {VERSION_TABLE} SET version = '9999'")
    raw.commit()
    raw.close()
    before = folder.database.read_bytes()
    hand = opens(centre.root)
    hand.wait_for("现在打不开", "这份数据由更新版本的颐站保存", "请先升级本程序再打开")
    assert not hand.has_button("再试一次")
    assert not hand.has_button("从备份恢复")
    assert folder.database.read_bytes() == before


def test_lost_keys_are_not_replaced(opens: Opens, centre: Centre) -> None:
    keys = DataFolder(centre.root).keys
    keys.unlink()
    hand = opens(centre.root)
    hand.wait_for("钥匙文件 keys.json 不见了。请从最近的备份恢复；数据没有被改动。")
    assert hand.has_button("从备份恢复")
    assert not keys.exists()
