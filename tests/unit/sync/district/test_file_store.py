from __future__ import annotations

import sqlite3
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.errors import EnvironmentProblem, UserError
from app.sync import district
from app.sync.crypto import new_signing_key
from app.sync.district.store import CentreReport, StoredAnswer
from app.sync.engine import CentreKeys
from app.sync.pairing import CentrePair
from app.sync.schema import ATTENDANCE, MEMBER
from tests.unit.sync.doubles import attendance_row, member_row


@pytest.fixture
def target(tmp_path: Path) -> str:
    return f"file:{tmp_path / 'store'}"


def centre(code: str = "330105001") -> CentrePair:
    return CentreKeys(code, "小河街道", new_signing_key()).pair()


def text(row: tuple[object, ...]) -> list[str]:
    return ["" if cell is None else str(cell) for cell in row]


def test_keys_and_rows_are_for_the_owner_only(target: str, tmp_path: Path) -> None:
    district.init_store(target)
    assert stat.S_IMODE((tmp_path / "store").stat().st_mode) == 0o700
    for name in ("keys.json", "district.sqlite3"):
        assert stat.S_IMODE((tmp_path / "store" / name).stat().st_mode) == 0o600


def test_init_again_keeps_the_keys(target: str) -> None:
    first = district.init_store(target, "拱墅区平台")
    assert district.init_store(target, "另一个名字") == first
    with district.open_store(target) as store:
        assert store.pair() == first


@pytest.mark.parametrize("wrong", ["", "S", "file:", "postgresql+psycopg://x"])
def test_store_targets(wrong: str) -> None:
    with pytest.raises(UserError, match="file:文件夹"):
        district.open_store(wrong)


def test_no_store_there(target: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="district init"):
        district.open_store(target)
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("content", ["", "{}", '{"name": "x", "identity": "a", "signing": "b"}'])
def test_damaged_keys(target: str, tmp_path: Path, content: str) -> None:
    district.init_store(target)
    (tmp_path / "store" / "keys.json").write_text(content)
    with pytest.raises(UserError):
        district.open_store(target)


def test_a_newer_store_is_not_touched(target: str, tmp_path: Path) -> None:
    district.init_store(target)
    database = sqlite3.connect(tmp_path / "store" / "district.sqlite3")
    database.execute("PRAGMA user_version=2")
    database.close()
    with pytest.raises(UserError, match="升级"):
        district.open_store(target)


def test_a_damaged_database(target: str, tmp_path: Path) -> None:
    district.init_store(target)
    (tmp_path / "store" / "district.sqlite3").write_bytes(b"no database" * 1000)
    with pytest.raises(EnvironmentProblem, match="区平台数据库"):
        district.open_store(target)


def test_a_centres_key_is_not_changed_silently(target: str) -> None:
    district.init_store(target)
    first, second = centre(), centre()
    with district.open_store(target) as store:
        store.accept(first, "")
        store.accept(first, "")
        with pytest.raises(UserError, match="另一把密钥"):
            store.accept(second, "")
        assert store.centre_of_key(second.verify_key().key_id) is None
        store.accept(second, "", replace=True)
        assert store.centre_of_key(second.verify_key().key_id) is not None
        assert store.centre_of_key(first.verify_key().key_id) is None


def test_one_key_speaks_for_one_centre(target: str) -> None:
    district.init_store(target)
    first = centre()
    with district.open_store(target) as store:
        store.accept(first, "")
        with pytest.raises(UserError, match="已登记给中心 330105001"):
            store.accept(CentrePair("330105002", "x", first.signing_key), "")


def test_a_broken_intake_keeps_nothing(target: str) -> None:
    district.init_store(target)
    with district.open_store(target) as store:
        store.accept(centre(), "")
        with pytest.raises(ValueError, match="zip"), store.intake("330105001") as intake:
            intake.upsert(MEMBER, [text(member_row(1, 1)), ["one cell"]])
        with store.intake("330105001") as intake:
            assert intake.known_members() == set()


def test_newest_version_wins_in_any_order(target: str) -> None:
    district.init_store(target)
    with district.open_store(target) as store:
        store.accept(centre(), "")
        with store.intake("330105001") as intake:
            new = text(member_row(1, 5, version=3, name="新"))
            assert intake.upsert(MEMBER, [new]) == ()
            assert intake.upsert(MEMBER, [text(member_row(1, 1))]) == ()
            assert intake.upsert(MEMBER, [new]) == ()
            assert intake.upsert(MEMBER, [text(member_row(1, 6, version=3, name="新"))]) == ()
            assert intake.upsert(MEMBER, [text(member_row(1, 6, version=3, name="别"))]) == (0,)
        assert store._db.execute("SELECT version, name FROM member").fetchall() == [(3, "新")]


def test_many_rows_at_once(target: str) -> None:
    district.init_store(target)
    rows = [text(attendance_row(n, n + 1, 1)) for n in range(1700)]
    with district.open_store(target) as store:
        store.accept(centre(), "")
        with store.intake("330105001") as intake:
            intake.upsert(ATTENDANCE, rows)
            changed = [*rows[:1234], [*rows[1234][:8], "desk"], *rows[1235:]]
            assert intake.upsert(ATTENDANCE, changed) == (1234,)


def test_centres_are_kept_apart(target: str) -> None:
    district.init_store(target)
    with district.open_store(target) as store:
        for code in ("330105002", "330105001"):
            store.accept(centre(code), "")
            with store.intake(code) as intake:
                intake.upsert(MEMBER, [text(member_row(1, 1))])
        assert store.report() == tuple(
            CentreReport(code, "小河街道", 0, 0, 1, 0, 0, 0, 0, "")
            for code in ("330105001", "330105002")
        )


def test_lost_keys_are_never_made_anew_beside_old_data(target: str, tmp_path: Path) -> None:
    pair = district.init_store(target)
    keys = tmp_path / "store" / "keys.json"
    saved = keys.read_bytes()
    keys.unlink()
    for use in (district.init_store, district.open_store):
        with pytest.raises(UserError, match="从备份恢复") as caught:
            use(target)
        assert caught.value.code == "keys_missing"
    assert not keys.exists()
    keys.write_bytes(saved)
    assert district.init_store(target) == pair


def test_a_store_of_an_earlier_version_learns_to_remember_answers(target: str) -> None:
    district.init_store(target)
    answer = StoredAnswer("00", "a.yzb", "x", b"r")
    with district.open_store(target) as store:
        store._db.execute("DROP TABLE answer")
    with district.open_store(target) as store:
        assert store.answer("00", "a.yzb") is None
        store.keep_answer(answer)
        store.keep_answer(replace(answer, outcome="y"))
        assert store.answer("00", "a.yzb") == replace(answer, outcome="y")
