"""How a person corrected the columns is remembered per source, word by word."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.services.imports.columns import LABELS
from app.services.rights import Actor
from app.wiring import Application
from tests.helpers.people import id_number

NUMBERS = [id_number(f"194{n}0501", 101 + n) for n in range(10)]


class Lists:
    """Files of one source, a person each, and what becomes of their columns."""

    def __init__(self, app: Application, clerk: Actor, folder: Path) -> None:
        self._app, self._clerk, self._folder, self._made = app, clerk, folder, 0

    def write(self, head: str, above: str = "") -> Path:
        """A list with one new person; 姓名 and 身份证号 are found wherever they stand."""
        number, self._made = NUMBERS[self._made], self._made + 1
        cells = [{"姓名": f"甲{self._made}", "身份证号": number}.get(word, f"W{self._made}{at}")
                 for at, word in enumerate(head.split(","))]  # fmt: skip
        path = self._folder / f"{self._made}.csv"
        path.write_text(f"{above}{head}\n{','.join(cells)}\n", "utf-8")
        return path

    def teach(self, head: str, **meanings: str) -> str:
        """Import a list whose columns a person corrected: header word → field, ``""`` for none."""
        path = self.write(head)
        columns = self._app.imports.peek(path, self._clerk).columns
        mapping = {at: field for field, at in columns.fields.items()}
        mapping = {at: mapping.get(at, "") for at in range(len(columns.headers))}
        for word, field in meanings.items():
            taken = next((at for at, known in mapping.items() if known == field and field), None)
            if taken is not None:
                mapping[taken] = ""
            mapping[columns.headers.index(word)] = field
        return self._app.imports.run(path, self._clerk, mapping).run_uid

    def taken(self, head: str, above: str = "") -> dict[str, str] | None:
        """Header word → field of the next list, None when nothing was remembered."""
        found = self._app.imports.peek(self.write(head, above), self._clerk)
        words = found.columns.headers
        fields = {words[at]: field for field, at in found.columns.fields.items()}
        assert set(fields.values()) <= LABELS.keys()
        return fields if found.remembered else None

    def forget(self, head: str) -> None:
        """重新识别."""
        assert not self._app.imports.forget_columns(self.write(head), self._clerk).remembered


@pytest.fixture
def lists(app: Application, clerk: Actor, tmp_path: Path) -> Lists:
    made = Lists(app, clerk, tmp_path)
    made.teach("姓名,身份证号,电话,备用,编码", 备用="card", 编码="terminal_pin")
    return made


SAME = {
    "姓名": "name",
    "身份证号": "id_number",
    "电话": "phone",
    "备用": "card",
    "编码": "terminal_pin",
}


@pytest.mark.parametrize(
    ("head", "missing"),
    [
        ("姓名,身份证号,电话,备用,编码", ()),
        ("编码,备用,姓名,电话,身份证号", ()),  # moved
        ("序号,姓名,身份证号,电话,备用,编码", ()),  # one more in front
        ("姓名,身份证号,电话,编码", ("备用",)),  # one less
        ("姓名,身份证号,电话,备用,编码1", ("编码",)),  # renamed
        (" 姓 名 ,*身份证号,电话（本人）,备用：,编码", None),  # spaced and marked otherwise
    ],
)
def test_columns_move_come_and_go(lists: Lists, head: str, missing: tuple[str, ...] | None) -> None:
    found = lists.taken(head)
    assert found is not None
    fields = set(found.values())
    expected = {SAME[word] for word in SAME if word not in (missing or ())}
    assert fields - {"serial"} == expected


def test_a_title_above_is_no_other_source(lists: Lists) -> None:
    assert lists.taken("姓名,身份证号,电话,备用,编码", "塘河社区老人名册\n\n") == SAME


def test_a_list_of_other_people_is_another_source(lists: Lists) -> None:
    assert lists.taken("姓名,身份证号,备用,性别,住址,民族,学历,婚姻") is None


def test_what_was_corrected_goes_before_what_is_recognised(lists: Lists) -> None:
    found = lists.taken("姓名,身份证号,电话,备用,编码,老年卡号")
    assert found is not None
    assert found["备用"] == "card"
    assert "老年卡号" not in found


def test_a_recognised_column_left_out_stays_out(lists: Lists) -> None:
    head = "姓名,身份证号,电话,手机,备注"
    lists.teach(head, 手机="")
    found = lists.taken(head)
    assert found is not None
    assert "手机" not in found
    assert found["电话"] == "phone"


def test_the_last_correction_counts(lists: Lists) -> None:
    lists.teach("姓名,身份证号,电话,备用,编码", 备用="note", 编码="terminal_pin")
    found = lists.taken("姓名,身份证号,电话,备用,编码")
    assert found is not None
    assert found["备用"] == "note"


def test_a_list_without_the_column_does_not_make_it_forgotten(lists: Lists) -> None:
    lists.teach("姓名,身份证号,电话,编码", 编码="terminal_pin")
    assert lists.taken("姓名,身份证号,电话,备用,编码") == SAME


def test_corrected_back_is_forgotten(lists: Lists) -> None:
    lists.teach("姓名,身份证号,电话,备用,编码", 备用="", 编码="")
    assert lists.taken("姓名,身份证号,电话,备用,编码") is None


def test_forgetting_holds_for_the_whole_source(lists: Lists) -> None:
    lists.teach("姓名,身份证号,电话,备用,编码,备注", 备用="card", 编码="terminal_pin")
    lists.forget("备用,姓名,身份证号,电话,编码")
    for head in ("姓名,身份证号,电话,备用,编码", "姓名,身份证号,电话,备用,编码,备注"):
        assert lists.taken(head) is None


def test_of_two_columns_of_one_name_each_is_remembered(lists: Lists) -> None:
    head = "姓名,身份证号,其它,其它,住址"
    path = lists.write(head)
    lists._app.imports.run(path, lists._clerk, {0: "name", 1: "id_number", 3: "card", 4: "address"})
    found = lists._app.imports.peek(lists.write("住址," + head[:-3]), lists._clerk)
    assert found.remembered
    assert found.columns.fields["card"] == 4
