from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.clock import SHANGHAI
from app.core.codes import Method
from app.core.errors import UserError
from app.devices.attlog_file import REASONS, load_attlog, method_of, read_attlog

SAMPLES = Path(__file__).parents[3] / "resources" / "samples"
NOW = dt.datetime(2026, 3, 2, 8, 0, tzinfo=SHANGHAI)
GOOD = b"     1001\t2026-03-02 07:31:05\t1\t0\t15\t0\r\n"


def only_reason(line: bytes) -> str:
    read = read_attlog(GOOD + line, NOW)
    assert len(read.checks) == 1
    ((line_no, raw, reason),) = read.unreadable
    assert line_no == 2
    assert raw == line.removesuffix(b"\r")
    return reason


def test_real_export_of_a_terminal() -> None:
    # One rubbish record says 2026-08-04: it is a future time until that day.
    now = dt.datetime(2026, 11, 21, tzinfo=SHANGHAI)
    read = read_attlog(load_attlog(SAMPLES / "zk_usb_real_10943_lines.dat"), now)
    assert (read.lines, len(read.checks), len(read.unreadable)) == (10943, 10594, 349)
    assert read.implausible == 8
    assert len(
        {(pin, at, status, verify) for _, pin, at, _, status, verify, _, _ in read.checks}
    ) == (10594)
    assert sum(1 for check in read.checks if not check[1].isdigit()) == 8
    day = [check for check in read.checks if check[2].startswith("2020-10-29")]
    assert len(day) == 105
    assert len({check[1] for check in day}) == 100


def test_made_anomalies_are_all_accounted_for() -> None:
    read = read_attlog(load_attlog(SAMPLES / "zk_usb_1_attlog_real_anomalies.dat"), NOW)
    assert [check[:3] for check in read.checks] == [
        (1, "1001", "2026-03-02 11:31:05"),
        (2, "1001", "2026-03-02 11:31:05"),
        (6, "5", "2000-01-01 00:00:14"),
    ]
    assert [check[7] for check in read.checks] == [False, False, True]
    reasons = Counter(reason for _, _, reason in read.unreadable)
    assert reasons == {"time_form": 2, "time_calendar": 1, "fields": 2}
    assert read.lines == 8


def test_clean_sample() -> None:
    read = read_attlog((SAMPLES / "zk_usb_1_attlog_clean.dat").read_bytes(), NOW)
    assert read.unreadable == ()
    assert read.checks[0] == (1, "1001", "2026-03-02 11:31:05", 1, 0, 15, 0, False)
    assert read.checks[2][3:7] == (1, 1, 1, 0)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"   720205\t2020-12-31", "fields"),
        (b"1\t2026-03-02 07:31:05\t1\t0\t15", "fields"),
        (b"\t2026-03-02 07:31:05\t1\t0\t15\t0", "pin"),
        (b"12 34\t2026-03-02 07:31:05\t1\t0\t15\t0", "pin"),
        (b"1234567890123456789012345\t2026-03-02 07:31:05\t1\t0\t15\t0", "pin"),
        (b"\xcd\xf5\t2026-03-02 07:31:05\t1\t0\t15\t0\r", "pin"),
        (b"1\t2026-3-2 07:31:05\t1\t0\t15\t0", "time_form"),
        (b"1\t2026-03-02 07:31:05 \t1\t0\t15\t0", "time_form"),
        (b"1\t2026-02-29 07:31:05\t1\t0\t15\t0", "time_calendar"),
        (b"1\t2026-13-01 07:31:05\t1\t0\t15\t0", "time_calendar"),
        (b"1\t2026-03-02 24:00:00\t1\t0\t15\t0", "time_calendar"),
        (b"1\t2026-03-02 07:60:00\t1\t0\t15\t0", "time_calendar"),
        (b"1\t0000-03-02 07:31:05\t1\t0\t15\t0", "time_calendar"),
        (b"1\t2026-03-02 07:31:05\t1\tx\t15\t0", "number"),
        (b"1\t2026-03-02 07:31:05\t1\t0\t15\t", "number"),
    ],
)
def test_every_unreadable_line_says_why(line: bytes, reason: str) -> None:
    assert only_reason(line) == reason
    assert reason in REASONS


@pytest.mark.parametrize(
    "line",
    [
        b"1\t2024-02-29 23:59:59\t1\t255\t15\t-256901120",
        b"  a1B2 \t2024-02-29 23:59:59\t1\t0\t15\t0\t0\t0\r",
        b"1\t2024-02-29 23:59:59\t1\t0\t15\t0\t",
        b"123456789012345678901234\t2024-02-29 23:59:59\t 1\t0\t15\t0 \r",
    ],
)
def test_readable_variants(line: bytes) -> None:
    read = read_attlog(line, NOW)
    assert (len(read.checks), read.unreadable) == (1, ())


def test_blank_lines_are_no_lines_but_keep_their_numbers() -> None:
    read = read_attlog(b"\r\n  \n\0\0\0 \n" + GOOD + b"\n" + GOOD, NOW)
    assert read.lines == 2
    assert [check[0] for check in read.checks] == [4, 6]


@pytest.mark.parametrize(
    ("at", "implausible"),
    [
        ("2014-12-31 23:59:59", True),
        ("2015-01-01 00:00:00", False),
        ("2026-03-03 08:00:00", False),
        ("2026-03-03 08:00:01", True),
        ("2131-01-01 00:00:00", True),
    ],
)
def test_implausible_times_are_kept_and_marked(at: str, implausible: bool) -> None:
    read = read_attlog(f"7\t{at}\t1\t0\t15\t0".encode(), NOW)
    assert read.checks[0][2] == at
    assert read.checks[0][7] is implausible


@pytest.mark.parametrize(
    ("verify", "method"),
    [
        (0, Method.PASSWORD),
        (3, Method.PASSWORD),
        (1, Method.FINGERPRINT),
        (21, Method.FINGERPRINT),
        (2, Method.CARD),
        (4, Method.CARD),
        *((code, Method.FACE) for code in (15, 16, 17, 18, 19, 20, 27, 29)),
        (200, Method.PASSWORD),
        (-7, Method.PASSWORD),
    ],
)
def test_verify_codes(verify: int, method: Method) -> None:
    assert method_of(verify) is method


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"\r\n\0\0\0\n", "file_empty"),
        (b"PK\x03\x04" + bytes(100), "attlog_wrong_type"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "attlog_wrong_type"),
        ("姓名,时间\n王,2026\n".encode("gb18030"), "attlog_wrong_type"),
    ],
)
def test_other_files_are_refused_in_chinese(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "1_attlog.dat"
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        read_attlog(load_attlog(path), NOW, path.name)
    assert caught.value.code == code
    assert "1_attlog.dat" in caught.value.message


def test_a_hundred_thousand_lines_stay_quick() -> None:
    data = GOOD * 100_000
    start = time.perf_counter()
    read = read_attlog(data, NOW)
    assert len(read.checks) == 100_000
    assert time.perf_counter() - start < 3


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(tail: bytes) -> None:
    read = read_attlog(GOOD + tail, NOW)
    blank = sum(1 for line in (GOOD + tail).split(b"\n") if not line.strip(b" \r\0"))
    assert read.lines == len((GOOD + tail).split(b"\n")) - blank


@given(st.lists(st.text("0123456789-: \tAZ\r", max_size=50), max_size=8))
def test_the_rule_of_a_readable_line(lines: list[str]) -> None:
    def readable(line: str) -> bool:
        fields = line.removesuffix("\r").split("\t")
        pin = fields[0].strip(" ")
        try:
            at = dt.datetime.strptime(fields[1], "%Y-%m-%d %H:%M:%S")
            [int(field) for field in fields[2:6]]
        except (ValueError, IndexError):
            return False
        return len(fields) >= 6 and pin.isalnum() and len(pin) <= 24 and str(at) == fields[1]

    data = GOOD + "\n".join(lines).encode()
    expected = sum(map(readable, lines))
    assert len(read_attlog(data, NOW).checks) == 1 + expected
