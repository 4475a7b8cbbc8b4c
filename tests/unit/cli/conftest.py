from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.cli import CODE, NAME, Desk, Inside
from tests.helpers.people import id_number

PEOPLE = (
    ("王秀英", id_number("19381222", 124), "13812341234", "K001"),
    ("王秀英", id_number("19420305", 226), "13912345678", "K002"),
    ("李建国", id_number("19450607", 331), "13700001234", "K003"),
    ("王𬱖", id_number("19401010", 440), "13600009999", "K004"),
    ("阿卜杜热合曼·买买提艾力", id_number("19360401", 551), "", "K005"),
)
"""Name, number, phone, card; member numbers follow the order."""


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A small centre, made once. Never changed: copy it."""
    desk = Inside(tmp_path_factory.mktemp("office") / "desk")
    desk.home.mkdir(parents=True)
    desk.json("init", "--centre-code", CODE, "--centre-name", NAME)
    lines = ["姓名,证件号码,联系电话,老年卡号,社区"]
    lines += [",".join((*one, "小河社区")) for one in PEOPLE]
    (desk.folder / "people.csv").write_text("\n".join(lines), "utf-8")
    assert desk.json("members", "import", "people.csv")["added"] == len(PEOPLE)
    return desk


@pytest.fixture
def desk(opened: Desk, tmp_path: Path) -> Desk:
    """A copy of the small centre."""
    return opened.copy(tmp_path / "desk")
