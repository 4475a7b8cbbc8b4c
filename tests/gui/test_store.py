"""What the window remembers."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.views.store import FileStore, MemoryStore, Store


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return MemoryStore() if request.param == "memory" else FileStore(tmp_path / "looks.json")


def test_a_value_comes_back_and_none_forgets_it(store: Store) -> None:
    store.set("rail.folded", True)
    assert store.get("rail.folded") is True
    store.set("rail.folded", None)
    assert store.get("rail.folded", "宽") == "宽"


def test_a_file_is_there_the_next_day(tmp_path: Path) -> None:
    FileStore(tmp_path / "looks.json").set("table.members", {"widths": {"name": 150}})
    kept = FileStore(tmp_path / "looks.json").get("table.members")
    assert kept == {"widths": {"name": 150}}
    assert [p.name for p in tmp_path.iterdir()] == ["looks.json"]


@pytest.mark.parametrize("text", ["", "{torn", "[1, 2]"])
def test_a_damaged_file_costs_only_the_looks(tmp_path: Path, text: str) -> None:
    path = tmp_path / "looks.json"
    path.write_text(text, encoding="utf-8")
    store = FileStore(path)
    assert store.get("anything", 3) == 3
    store.set("anything", 4)
    assert FileStore(path).get("anything") == 4


def test_a_folder_that_cannot_be_written_bothers_nobody(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "missing" / "looks.json")
    store.set("a", 1)
    assert store.get("a") == 1
