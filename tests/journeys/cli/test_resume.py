"""An older backup was restored: the upload stops until a person says that it goes on."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.cli import Inside
from tests.journeys.cli.conftest import Morning
from tests.journeys.cli.test_upload import RECEIVE, check_in, pair


def upload(desk: Inside) -> None:
    """One way up and back."""
    desk.json("sync", "build")
    desk.json("sync", "push")
    desk.run(*RECEIVE, code=None)


def test_the_upload_goes_on_after_a_restore(morning: Morning, tmp_path: Path) -> None:
    desk = morning.desk.copy(tmp_path / "desk", Inside)
    pair(desk)
    upload(desk)
    desk.json("sync", "receipts")
    desk.json("backup", "make", "old.yzbackup")
    check_in(desk, "000150")
    upload(desk)
    desk.json("sync", "receipts")
    assert "不需要确认" in desk.refused("sync", "resume", "--yes")

    desk.json("backup", "restore", "old.yzbackup", "--to", str(desk.data))
    check_in(desk, "000151")
    upload(desk)
    desk.run("sync", "receipts", code=None)
    assert "负责人确认" in desk.refused("sync", "build")

    desk.json("sync", "resume", "--yes")
    desk.json("sync", "push")
    desk.run(*RECEIVE, code=None)
    desk.run("sync", "receipts", code=None)
    status = desk.json("sync", "status")
    assert status["waiting"] == 0
    assert status["high_water"] == status["latest_seq"]
    assert desk.json("audit", "verify")["sound"]
