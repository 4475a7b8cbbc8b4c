"""The centre's day from a messy list to a printed roster, as separate processes."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.helpers.cli import ANSWERS, DAY, Desk
from tests.helpers.people import id_number
from tests.journeys.cli.conftest import Morning

UNKNOWN_PINS = ["730019", "730020", "730021", "730022", "730023"]
STORED = """
SELECT m.name, m.id_number, m.phone, m.sex, m.birth_date, m.categories, c.number, p.pin
FROM member m LEFT JOIN member_card c ON c.member_id = m.id
LEFT JOIN terminal_pin p ON p.member_id = m.id ORDER BY m.id
"""


def answers() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ANSWERS.read_text("utf-8"))
    return found


def expected_details() -> list[dict[str, Any]]:
    return [
        {
            "row": row["row"],
            "outcome": row["outcome"],
            "reason": row.get("reason"),
            "warnings": row.get("warnings", []),
        }
        for row in answers()["rows"]
    ]


def test_every_row_of_the_list_has_its_fate(morning: Morning) -> None:
    report = morning.ran["members"].json
    assert report.pop("details") == expected_details()
    assert report == {
        "rows": 240, "added": 222, "updated": 0, "duplicates": 7, "rejected": 11, "warnings": 9,
    }  # fmt: skip


def test_what_was_stored(morning: Morning) -> None:
    stored = [
        {
            "name": name, "id_number": number, "phone": phone or "", "sex": sex,
            "birth_date": birth, "categories": sorted(filter(None, (categories or "").split("、"))),
            "card": card or "", "terminal_pin": pin or "",
        }
        for name, number, phone, sex, birth, categories, card, pin in morning.desk.query(STORED)
    ]  # fmt: skip
    expected = [row["stored"] for row in answers()["rows"] if "stored" in row]
    assert stored == [{**one, "categories": sorted(one["categories"])} for one in expected]


def test_a_try_says_the_same_and_writes_nothing(morning: Morning) -> None:
    assert morning.ran["try"].json == morning.ran["members"].json
    assert morning.counts["try"] == morning.counts["init"]


def test_the_same_list_again_adds_nobody(morning: Morning) -> None:
    report = morning.ran["members again"].json
    assert (report["added"], report["duplicates"], report["rejected"]) == (0, 229, 11)
    before, after = morning.counts["members"], morning.counts["members again"]
    assert after.pop("audit_event") == before.pop("audit_event") + 1  # that it was tried
    assert after == before


def test_the_terminals_file(morning: Morning) -> None:
    first, again = morning.ran["terminals"].json, morning.ran["terminals again"].json
    numbers = {"lines": 10943, "stored": 10594, "repeats": 0, "unreadable": 349, "implausible": 8}
    assert first.items() >= numbers.items()
    assert again.items() >= {**numbers, "stored": 0, "repeats": 10594}.items()
    assert morning.counts["terminals"]["face_check"] == 10594
    assert morning.counts["terminals"]["terminal_file"] == 1
    for table in ("face_check", "terminal_file", "attendance"):
        assert morning.counts["terminals again"][table] == morning.counts["terminals"][table]


def test_the_day(morning: Morning) -> None:
    found = morning.ran["reconcile"].json
    numbers = {"checks": 105, "matched": 100, "unmatched": 5, "people": 95}
    assert found.items() >= numbers.items()
    assert found["first_check"] == "07:10:05"
    day = morning.ran["day"].json
    assert (day["date"], day["present"], len(day["people"])) == (DAY, 95, 95)
    assert day["first_check"] == "07:10:05"
    arrivals = [one["arrived_at"] for one in day["people"]]
    assert arrivals == sorted(arrivals)
    # 07:10:05 is the check of a number that nobody is linked to yet.
    assert arrivals[0] == "07:10:15"
    assert {one["method"] for one in day["people"]} <= {"face", "fingerprint", "card", "password"}
    assert "待办" in morning.ran["reconcile"].err


def test_reconciling_again_changes_nothing(desk: Desk) -> None:
    before = desk.counts()
    again = desk.json("reconcile", DAY)
    assert (again["people"], again["added"]) == (95, 0)
    assert desk.counts() == before


def test_an_unknown_number_is_linked(desk: Desk) -> None:
    waiting = desk.query(
        "SELECT subject FROM work_item WHERE kind='unmatched_pin' AND closed_at IS NULL"
    )
    assert sorted(pin for (pin,) in waiting) == UNKNOWN_PINS
    present = {one["uid"] for one in desk.json("attendance", "day", DAY)["people"]}
    linked = desk.query("SELECT m.name, m.uid FROM member m ORDER BY m.id DESC")
    who = next(uid for _, uid in linked if uid not in present)
    added = desk.json("terminals", "link", "730020", who)["added"]
    assert added >= 1
    day = desk.json("attendance", "day", DAY)
    assert day["present"] == 96
    assert day["people"][0]["arrived_at"] == "07:10:05" == day["first_check"]
    found = desk.json("reconcile", DAY)
    assert (found["matched"], found["unmatched"], found["people"]) == (101, 4, 96)


def test_the_roster_names_everybody(desk: Desk, tmp_path: Path) -> None:
    extra = tmp_path / "新来的.csv"
    extra.write_text(f"姓名,证件号码\n王𬱖,{id_number('19400101')}\n", "utf-8")
    assert desk.json("members", "import", extra)["added"] == 1
    for who, at in (("王𬱖", "08:31"), ("HZ01000132", "09:05:30")):
        result = desk.json(
            "attendance", "check-in", who, "--at", f"{DAY}T{at}", "--note", "停电，按纸质签到补记"
        )
        assert result["outcome"] == "checked_in"
    day = desk.json("attendance", "day", DAY)
    printed = desk.json("print", "daily-roster", "--date", DAY, "--out", "roster.pdf")
    text = pdf_text(desk.folder / "roster.pdf")
    names = [one["name"] for one in day["people"]]
    assert {"王𬱖", "阿卜杜热合曼·买买提艾力"} <= set(names)
    assert [name for name in names if name not in text] == []
    assert day["present"] == 97
    for word in ("小河街道居家养老服务中心", "2020年10月29日", "星期四", "签字", printed["number"]):
        assert word in text, word
    assert f"共{printed['pages']}页" in text


def pdf_text(path: Path) -> str:
    """The text of a PDF without any blanks or line ends."""
    command = ["pdftotext", "-raw", str(path), "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return "".join(done.stdout.split())
