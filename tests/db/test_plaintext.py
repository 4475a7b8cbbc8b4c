"""No name and no number lies readable on the disk, whatever was done."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.services.attendance import CheckIn
from app.services.rights import SYSTEM
from app.sync.district import init_store
from app.wiring import Application, create_centre
from tests.helpers.people import id_number, register

NAMES = ("欧阳震华", "尉迟秀兰")
NUMBERS = (id_number("19380101", 11), id_number("19390202", 22))
PHONES = ("13800138011", "13900139022")


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """Where the product may leave something: data, temporary files, backups, the stick."""
    found = {name: tmp_path / name for name in ("centre", "temp", "backup", "stick", "source")}
    for name in ("temp", "backup", "stick", "source"):
        found[name].mkdir()
    monkeypatch.setenv("TMPDIR", str(found["temp"]))
    monkeypatch.setattr(tempfile, "tempdir", str(found["temp"]))
    return found


def readable(places: dict[str, Path], home: Path) -> list[str]:
    """Files outside of the source that hold a name or number in any usual encoding."""
    folders = [places[name] for name in ("centre", "temp", "backup", "stick")] + [home]
    wanted = [
        text.encode(coding)
        for text in (*NAMES, *NUMBERS, *PHONES)
        for coding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
    ]
    return [
        path.name
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and any(part in path.read_bytes() for part in wanted)
    ]


def work(app: Application, places: dict[str, Path]) -> None:
    """A day with everything that writes."""
    uid = register(app, SYSTEM, NAMES[0], id_number=NUMBERS[0], phone=PHONES[0])
    people = places["source"] / "名单.csv"
    people.write_text(f"姓名,身份证号,电话\n{NAMES[1]},{NUMBERS[1]},{PHONES[1]}\n", "utf-8")
    assert app.imports.run(people, SYSTEM).added == 1
    app.attendance.check_in(CheckIn(uid), SYSTEM)
    app.attendance.scan(NUMBERS[1], SYSTEM)
    app.printing.make("daily-roster", {"date": "2026-11-23"}, SYSTEM)
    app.make_backup(places["backup"] / "a.yzbackup", SYSTEM)
    engine = app.sync(SYSTEM)
    engine.pair(init_store(f"file:{places['source'] / 'store'}", "区平台"),
                f"folder:{places['stick']}")  # fmt: skip
    assert engine.build() is not None
    engine.push()


def test_nothing_readable_lies_on_the_disk(
    places: dict[str, Path], home: Path, clock: FixedClock
) -> None:
    app, _ = create_centre(places["centre"], "330105001", "小河街道", clock=clock)
    work(app, places)
    log = Path(f"{app.folder.database}-wal")
    assert log.stat().st_size > 0  # the changes are still in the log
    assert Path(f"{app.folder.database}-shm").exists()
    assert readable(places, home) == []
    assert list(places["temp"].iterdir()) == []
    app.close()
    assert readable(places, home) == []
    assert any(places["stick"].rglob("*"))


def test_the_search_would_find_it(places: dict[str, Path], home: Path) -> None:
    places["centre"].mkdir()
    (places["centre"] / "note.txt").write_text(f"{NAMES[0]} 来过", encoding="utf-16")
    (home / "b.bin").write_bytes(b"\0" * 50 + NUMBERS[1].encode())
    assert sorted(readable(places, home)) == ["b.bin", "note.txt"]
