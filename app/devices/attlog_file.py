"""ZKTeco USB export ``<device>_attlog.dat``: one check per line, as real flash memory leaves it.

Layout: PIN right-aligned, TAB, ``YYYY-MM-DD HH:MM:SS``, TAB, device number, TAB, status, TAB,
verify code, TAB, work code, CRLF or LF. Real files carry torn lines, impossible dates, fill bytes
and blocks of NULs: every line that is not blank is either a check or is reported as unreadable.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from app.core.clock import local
from app.core.codes import Method
from app.core.errors import UserError
from app.services.imports.files import kind_of, read_bytes

Check: TypeAlias = tuple[int, str, str, int, int, int, int, bool]
"""(line number from 1, PIN, ``YYYY-MM-DD HH:MM:SS``, device number, status, verify code, work
code, implausible). A plain tuple because a file holds a hundred thousand of them."""

REASONS = {
    "fields": "这一行不足6列，可能被截断",
    "pin": "人员编号不是1至24位字母或数字",
    "time_form": "时间格式不对",
    "time_calendar": "时间在日历上不存在",
    "number": "设备号、状态、核验方式或工作号不是整数",
}
"""Why a line is unreadable → words for people."""

OLDEST = "2015"
"""Years before this one are a clock that was reset, not a check."""

_LINE = re.compile(
    r" *([0-9A-Za-z]{1,24}) *\t"
    r"([0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]))"
    r"( (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])\t"
    r" *([-+]?[0-9]{1,18}) *\t *([-+]?[0-9]{1,18}) *\t"
    r" *([-+]?[0-9]{1,18}) *\t *([-+]?[0-9]{1,18}) *\r?(?:\t.*)?",
    re.DOTALL,
)
_PIN = re.compile(r"[0-9A-Za-z]{1,24}")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}")

_FACE = frozenset({15, 16, 17, 18, 19, 20, 27, 29})
_FINGER = frozenset({1, 5, 6, 8, 9, 10, 12, 13, 14, 21, 22, 23, 24, 25, 26, 28})
_CARD = frozenset({2, 4, 7, 11})


@dataclass(frozen=True, slots=True)
class AttlogFile:
    """What one export holds.

    Attributes:
        lines: lines that are not blank (blanks and NULs only is blank).
        checks: the readable ones, in the order of the file, repeats included.
        unreadable: (line number from 1, raw bytes without line end, key of `REASONS`).
    """

    lines: int
    checks: tuple[Check, ...]
    unreadable: tuple[tuple[int, bytes, str], ...]

    @property
    def implausible(self) -> int:
        """How many checks have a year before 2015 or lie more than a day ahead."""
        return sum(1 for check in self.checks if check[7])


def method_of(verify: int) -> Method:
    """How the person was recognised, by the terminal's verify code.

    Files follow the 4370 protocol (0 password, 1 finger, 2 or 4 card, 15 face), newer terminals
    附录7 of the push protocol; combinations count as their strongest part, finger vein and palm
    as finger. Codes that no table names, and flash rubbish, count as the keypad: the terminal did
    find a PIN, but neither a face nor a card may be claimed for it.
    """
    if verify in _FACE:
        return Method.FACE
    if verify in _FINGER:
        return Method.FINGERPRINT
    return Method.CARD if verify in _CARD else Method.PASSWORD


def load_attlog(path: Path) -> bytes:
    """The raw bytes of an export chosen by a person.

    Raises:
        UserError: the file is missing, a folder, empty, locked, too large (see
            `app.services.imports.files.read_bytes`), or of another type
            (``attlog_wrong_type``).
        EnvironmentProblem: the stick cannot be read.
    """
    data = read_bytes(path)
    if kind_of(data):
        raise _wrong_type(path.name)
    return data


def read_attlog(data: bytes, now: dt.datetime, name: str = "") -> AttlogFile:
    """Read the bytes of one export; ``now`` (aware) decides which times are still to come.

    Raises:
        UserError: ``attlog_wrong_type`` when there are lines but none can be read.
    """
    limit = f"{local(now) + dt.timedelta(days=1):%Y-%m-%d %H:%M:%S}"
    checks: list[Check] = []
    unreadable: list[tuple[int, bytes, str]] = []
    lines = data.decode("latin-1").split("\n")
    match, keep, days, number = _LINE.fullmatch, checks.append, _Days(), _Numbers()
    for line_no, line in enumerate(lines, 1):
        found = match(line)
        if found:
            pin, day, time, device, status, verify, work = found.groups()
            if days[day]:
                at = day + time
                keep(
                    (line_no, pin, at, number[device], number[status], number[verify],
                     number[work], at < OLDEST or at > limit)
                )  # fmt: skip
                continue
        if line.strip(" \r\0"):
            raw = line.removesuffix("\r")
            unreadable.append((line_no, raw.encode("latin-1"), _reason(raw)))
    if not checks:
        raise _wrong_type(name) if unreadable else _empty(name)
    return AttlogFile(len(checks) + len(unreadable), tuple(checks), tuple(unreadable))


class _Days(dict[str, bool]):
    """``YYYY-MM-DD`` with month 01–12 and day 01–31 → whether the calendar has it; remembered."""

    def __missing__(self, day: str) -> bool:
        year = int(day[:4])
        exists = year > 0 and int(day[8:]) <= calendar.monthrange(year, int(day[5:7]))[1]
        self[day] = exists
        return exists


class _Numbers(dict[str, int]):
    """Text of an integer → the integer; a file has few different ones."""

    def __missing__(self, text: str) -> int:
        value = int(text)
        if len(self) < 4096:
            self[text] = value
        return value


def _reason(line: str) -> str:
    """Why ``line`` (not blank) is no check: a key of `REASONS`."""
    fields = line.split("\t")
    if len(fields) < 6:
        return "fields"
    if not _PIN.fullmatch(fields[0].strip(" ")):
        return "pin"
    if not _TIME.fullmatch(fields[1]):
        return "time_form"
    try:
        dt.datetime.strptime(fields[1], "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007
    except ValueError:
        return "time_calendar"
    return "number"


def _wrong_type(name: str) -> UserError:
    """The file is no export of a terminal."""
    return UserError(
        "attlog_wrong_type",
        f"文件“{name}”不是人脸机的考勤导出文件，请在U盘中选择名称形如“1_attlog.dat”的文件。",
    )


def _empty(name: str) -> UserError:
    """Nothing but blank lines."""
    return UserError("file_empty", f"文件“{name}”中没有任何记录，请在人脸机上重新下载考勤记录。")
