from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

import pytest

from app.core.clock import FixedClock
from app.core.errors import EnvironmentProblem, UserError
from app.printing.archive import Printed, PrintRoom, save
from app.printing.forms import table_print
from app.printing.forms.recovery_phrase import RecoveryPhrase
from app.services.rights import Actor, Role
from tests.unit.printing import papers

CLERK = Actor("u1", "李晓", Role.CLERK)
CLOCK = FixedClock(papers.MADE_AT.replace(hour=18))


class Register:
    """Documents in memory."""

    def __init__(self) -> None:
        self.reserved: list[tuple[str, str, dict[str, str], str]] = []
        self.stored: dict[str, tuple[bytes, int, str]] = {}

    def reserve(self, form: str, prefix: str, params: Mapping[str, str], actor: Actor) -> str:
        self.reserved.append((form, prefix, dict(params), actor.uid))
        return f"{prefix}-20201029-{len(self.reserved):03}"

    def store(self, number: str, pdf: bytes, pages: int, actor: Actor) -> None:
        self.stored[number] = (pdf, pages, actor.uid)


def room(register: Register, name: str = "张桂兰") -> PrintRoom:
    def load(params: Mapping[str, str], actor: Actor) -> Any:
        if params["date"] != papers.DAY.isoformat():
            raise UserError("no_day", "这一天没有数据。")
        return papers.roster(("小河社区", [papers.person(1, name)]))

    return PrintRoom(register, {"daily-roster": load}, CLOCK)


def test_what_is_filed_is_what_is_handed_out_with_number_account_and_time() -> None:
    register = Register()
    printed = room(register).make("daily-roster", {"date": "2020-10-29"}, CLERK)
    assert register.reserved == [("daily-roster", "QD", {"date": "2020-10-29"}, "u1")]
    assert register.stored == {"QD-20201029-001": (printed.pdf, 1, "u1")}
    assert printed.sha256 == hashlib.sha256(printed.pdf).hexdigest()
    assert (printed.title, printed.pages) == ("每日签到花名册", 1)
    assert printed.file_name == "QD-20201029-001 每日签到花名册.pdf"
    footer = papers.lines(papers.pages(printed.pdf)[0])[-1]
    assert footer[:6] == ["编号", "QD-20201029-001", "制表", "李晓", "2020-10-29", "18:05"]


@pytest.mark.parametrize(
    ("form", "params", "code"),
    [
        ("roster", {}, "unknown_form"),
        ("daily-roster", {}, "bad_parameter"),
        ("daily-roster", {"date": "2020-10-28"}, "no_day"),
    ],
)
def test_a_refusal_takes_no_number(form: str, params: dict[str, str], code: str) -> None:
    register = Register()
    with pytest.raises(UserError) as refusal:
        room(register).make(form, params, CLERK)
    assert refusal.value.code == code
    assert register.reserved == []


def test_a_document_that_cannot_be_drawn_is_not_filed() -> None:
    register = Register()
    with pytest.raises(UserError) as refusal:
        room(register, "王" * 3000).make("daily-roster", {"date": "2020-10-29"}, CLERK)
    assert (refusal.value.code, register.stored) == ("text_too_long", {})


def test_a_table_on_screen_is_filed_under_its_own_title() -> None:
    register = Register()
    data = table_print.TablePrint(
        papers.CENTRE, "未匹配记录", (table_print.PrintColumn("工号"),), (("730019",),)
    )
    printed = room(register).make_from(table_print.FORM, data, {"title": "未匹配记录"}, CLERK)
    assert (printed.number, printed.title) == ("LB-20201029-001", "未匹配记录")
    assert "730019" in papers.text(register.stored[printed.number][0])


def test_the_recovery_phrase_is_never_filed() -> None:
    register = Register()
    data = RecoveryPhrase(papers.CENTRE, "330105001", ("1234", "5678"), papers.MADE_AT, "李晓")
    printed = room(register).recovery_phrase(data)
    assert (register.reserved, register.stored) == ([], {})
    assert (printed.number, printed.file_name) == ("", "数据恢复口令.pdf")


PAPER = Printed("QD-1", "某表", b"%PDF new", 1)


def test_save_replaces_the_old_file_whole(tmp_path: Path) -> None:
    target = tmp_path / "花名册.pdf"
    target.write_bytes(b"old")
    room(Register()).save(PAPER, target)
    assert target.read_bytes() == PAPER.pdf
    assert os.listdir(tmp_path) == ["花名册.pdf"]


@pytest.mark.parametrize("step", ["write", "fsync", "rename"])
@pytest.mark.parametrize(
    ("number", "code", "word"),
    [
        (errno.ENOSPC, "disk_full", "空间不足"),
        (errno.EROFS, "read_only_disk", "只读"),
        (errno.EACCES, "no_permission", "正在别的程序中打开"),
        (errno.EIO, "device_gone", "U盘"),
    ],
)
def test_a_failing_disk_leaves_the_old_file_and_nothing_else(
    step: str, number: int, code: str, word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    target = tmp_path / "花名册.pdf"
    target.write_bytes(b"old")
    with monkeypatch.context() as patch:
        if step == "write":
            patch.setattr(Path, "open", fail)
        elif step == "fsync":
            patch.setattr(os, "fsync", fail)
        else:
            patch.setattr(Path, "replace", fail)
            patch.setattr(os, "replace", fail)
        with pytest.raises(EnvironmentProblem, match=word) as problem:
            save(PAPER, target)
    assert problem.value.code == code
    assert os.listdir(tmp_path) == ["花名册.pdf"]
    assert target.read_bytes() == b"old"


def test_a_folder_or_a_place_that_is_gone_is_explained(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="文件夹") as folder:
        save(PAPER, tmp_path)
    with pytest.raises(UserError, match="U盘是否插好") as gone:
        save(PAPER, tmp_path / "stick" / "a.pdf")
    assert (folder.value.code, gone.value.code) == ("is_folder", "not_found")
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
def test_a_disk_that_is_really_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def open_full(path: Path, *arguments: Any, **options: Any) -> Any:
        os.symlink("/dev/full", path)
        return opened(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", open_full)
    with pytest.raises(EnvironmentProblem, match="空间不足"):
        save(PAPER, tmp_path / "a.pdf")
    assert os.listdir(tmp_path) == []
