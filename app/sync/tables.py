"""CSV out and in, and the checks of one row against its declaration."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any

from app.sync.schema import DELETED, TOTALS, Entity, Field

CHUNK = 2000
Row = Sequence[Any]


@dataclass(frozen=True)
class TableFacts:
    """What the package says about one table; ``sha256`` over the ``bytes`` bytes of the file."""

    rows: int
    bytes: int
    sha256: str
    totals: dict[str, int]


def add_totals(entity: Entity, rows: Iterable[Row], totals: dict[str, int]) -> None:
    """Add the control totals of ``rows`` (not deleted ones) to ``totals``."""
    for total in TOTALS:
        if total.entity != entity.name:
            continue
        living = (row for row in rows if row[DELETED] in (0, "0"))
        if total.column is None:
            amount = sum(1 for _ in living)
        else:
            at = entity.index(total.column)
            amount = sum(int(row[at] or 0) for row in living)
        totals[total.name] = totals.get(total.name, 0) + amount


def write_table(entity: Entity, rows: Iterable[Row], sink: IO[bytes]) -> TableFacts:
    """Stream ``rows`` as CSV (UTF-8, LF, header) into ``sink``; None becomes an empty cell."""
    digest, size, count = hashlib.sha256(), 0, 0
    totals: dict[str, int] = {}
    source = iter(rows)
    chunk: list[Row] = [entity.columns]
    while chunk:
        data = _csv(chunk).encode()
        digest.update(data)
        size += len(data)
        sink.write(data)
        chunk = list(islice(source, CHUNK))
        count += len(chunk)
        add_totals(entity, chunk, totals)
    return TableFacts(count, size, digest.hexdigest(), totals)


def _csv(chunk: list[Row]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(chunk)
    text = out.getvalue()
    if "\r" not in text:
        return text
    # Before Python 3.13 the writer leaves a lone CR bare when lines end in LF; a reader would
    # see a line end there.
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(chunk)
    return out.getvalue()


def read_table(stream: IO[bytes]) -> Iterator[list[str]]:
    """The records of a CSV file, header first; raises `csv.Error` or `UnicodeDecodeError`."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    yield from csv.reader(text, strict=True)


@dataclass(frozen=True)
class Flaw:
    """Why a row is rejected: a code and a Chinese sentence that never quotes the value."""

    code: str
    reason: str


CellCheck = Callable[[str], Flaw | None]


class RowChecker:
    """Checks rows of one entity by the types and constraints of its declaration."""

    def __init__(self, entity: Entity) -> None:
        self.width = len(entity.columns)
        self._cells = tuple(_cell_check(column) for column in entity.fields)

    def flaw(self, row: Sequence[str]) -> Flaw | None:
        """The first flaw of ``row`` (cells as text), or None."""
        if len(row) != self.width:
            return Flaw("width", f"这一行有{len(row)}列，应为{self.width}列。")
        for check, cell in zip(self._cells, row, strict=True):
            found = check(cell)
            if found:
                return found
        return None


def _cell_check(column: Field) -> CellCheck:
    rules = column.constraints
    label = f"“{column.title}”（{column.name}）"
    missing = (
        Flaw(f"missing_{column.name}", f"{label}没有填写。") if rules.get("required") else None
    )
    wrong_type = Flaw(f"type_{column.name}", f"{label}的写法不对，应为{_TYPE_WORDS[column.type]}。")
    wrong_value = Flaw(f"value_{column.name}", f"{label}的值不在允许的范围内。")
    right_type, right_value = _type_test(column), _value_test(column)

    def check(cell: str) -> Flaw | None:
        if cell == "":
            return missing
        if not right_type(cell):
            return wrong_type
        return None if right_value(cell) else wrong_value

    return check


_TYPE_WORDS = {
    "string": "文字",
    "integer": "整数",
    "boolean": "0或1",
    "date": "日期（年-月-日）",
    "datetime": "时间（年-月-日 时:分:秒）",
}
_INTEGER = re.compile(r"-?[0-9]{1,18}", re.ASCII)
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def _type_test(column: Field) -> Callable[[str], bool]:
    tests: dict[str, Callable[[str], bool]] = {
        "string": lambda cell: "\x00" not in cell,
        "integer": lambda cell: _INTEGER.fullmatch(cell) is not None,
        "boolean": lambda cell: cell in ("0", "1"),
        "date": _Remembered(_is_date),
        "datetime": _is_time,
    }
    return tests[column.type]


class _Remembered:
    """A test whose few distinct answers are kept: dates repeat in every row of a day."""

    def __init__(self, test: Callable[[str], bool]) -> None:
        self.test = test
        self.known: dict[str, bool] = {}

    def __call__(self, cell: str) -> bool:
        answer = self.known.get(cell)
        if answer is None:
            answer = self.test(cell)
            if len(self.known) < 10_000:
                self.known[cell] = answer
        return answer


def _is_date(cell: str) -> bool:
    if not _DATE.fullmatch(cell):
        return False
    try:
        dt.date.fromisoformat(cell)
    except ValueError:
        return False
    return True


def _is_time(cell: str) -> bool:
    """`app.sync.schema.LOCAL_TIME`, the only form declared; strptime would take 8 times longer."""
    if not _TIME.fullmatch(cell):
        return False
    try:
        dt.datetime.fromisoformat(cell)
    except ValueError:
        return False
    return True


def _value_test(column: Field) -> Callable[[str], bool]:
    rules = column.constraints
    tests: list[Callable[[str], bool]] = []
    if "enum" in rules:
        tests.append(frozenset(rules["enum"]).__contains__)
    if "pattern" in rules:
        match = re.compile(rules["pattern"]).fullmatch
        tests.append(lambda cell: match(cell) is not None)
    if "maxLength" in rules:
        most = rules["maxLength"]
        tests.append(lambda cell: len(cell) <= most)
    if "minimum" in rules:
        least = rules["minimum"]
        tests.append(lambda cell: int(cell) >= least)
    if "maximum" in rules:
        top = rules["maximum"]
        tests.append(lambda cell: int(cell) <= top)
    return lambda cell: all(test(cell) for test in tests)
