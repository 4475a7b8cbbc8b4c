"""What the command line shows of a file: numbers masked, wherever they stand."""

from __future__ import annotations

import os
from unittest import mock

from app.services.members import ChangeMember
from app.wiring import COMMAND_LINE, open_centre
from tests.helpers.cli import Desk

NUMBER, PHONE = "330105193812223225", "13900001111"


def test_numbers_in_a_remark_are_masked(desk: Desk) -> None:
    with mock.patch.dict(os.environ, desk.environment(), clear=True):
        app = open_centre(desk.data)
        hit = app.members.who("000001", COMMAND_LINE)
        version = app.members.file(hit.uid, COMMAND_LINE).version
        note = f"女儿{PHONE}，旧证 {NUMBER}"
        app.members.change(ChangeMember(hit.uid, version, {"note": note}), COMMAND_LINE)
        app.close()
    said = desk.run("members", "show", "000001").out
    assert "女儿139****1111，旧证 330105********3225" in said
    told = desk.json("members", "show", "000001")
    assert told["values"]["note"] == "女儿139****1111，旧证 330105********3225"
    assert PHONE not in said + str(told)


def test_numbers_in_the_note_of_a_pause_are_masked(desk: Desk) -> None:
    desk.json("membership", "pause", "000001", "--reason", "住院", "--note", f"女儿{PHONE}")
    for said in (desk.run("membership", "show", "000001").out,
                 str(desk.json("membership", "show", "000001"))):  # fmt: skip
        assert "女儿139****1111" in said
        assert PHONE not in said
