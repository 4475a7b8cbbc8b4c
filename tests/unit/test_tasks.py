"""The task runner: what it decides, without touching the machine."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import tasks

REQUIREMENTS = tasks.ROOT / "requirements"


def answer(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
    """What the environment's Python says to ``python -m pip --version``."""
    broken = Path(command[0]).read_text() == "broken"
    return subprocess.CompletedProcess(command, returncode=int(broken))


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small checkout with a complete environment in it, as far as tasks.py can see."""
    venv = tmp_path / ".venv"
    (tmp_path / "requirements").mkdir()
    venv.mkdir()
    for name, path in {
        "ROOT": tmp_path,
        "VENV": venv,
        "PYTHON": venv / "python",
        "YIZHAN": venv / "yizhan",
        "STAMP": venv / "stamp.json",
        "UNFINISHED": venv / "unfinished",
        "DEMO": tmp_path / "demo",
        "DEMO_UNFINISHED": venv / "demo-unfinished",
    }.items():
        monkeypatch.setattr(tasks, name, path)
    for path in ("requirements/dev.txt", "requirements/runtime.txt", "pyproject.toml"):
        (tmp_path / path).write_text(path)
    (venv / "yizhan").touch()
    (venv / "python").touch()
    monkeypatch.setattr(subprocess, "run", answer)
    return tmp_path


def stamp(profile: str) -> None:
    tasks.STAMP.write_text(json.dumps(tasks.fingerprint(profile)))


def never(*_: object) -> int:
    raise AssertionError("nothing should run")


def test_a_complete_environment_is_left_alone(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp("dev")
    monkeypatch.setattr(tasks, "quiet", never)
    tasks.ensure("dev")
    tasks.ensure("runtime")  # dev holds it


def test_the_runtime_environment_is_not_enough_for_tests(checkout: Path) -> None:
    stamp("runtime")
    assert tasks.is_current("runtime")
    assert not tasks.is_current("dev")


@pytest.mark.parametrize("file", ["requirements/dev.txt", "pyproject.toml"])
def test_a_changed_lock_or_project_file_asks_for_an_update(checkout: Path, file: str) -> None:
    stamp("dev")
    (checkout / file).write_text("changed")
    assert not tasks.is_current("dev")
    assert tasks.is_usable()  # nothing to throw away


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"root": "/elsewhere"}'])
def test_an_unreadable_stamp_counts_as_none(checkout: Path, damage: str) -> None:
    tasks.STAMP.write_text(damage)
    assert not tasks.is_current("dev")


def broken_python(checkout: Path) -> None:
    (checkout / ".venv/python").write_text("broken")


def no_python(checkout: Path) -> None:
    (checkout / ".venv/python").unlink()


def interrupted(checkout: Path) -> None:
    tasks.UNFINISHED.touch()


def moved(checkout: Path) -> None:
    tasks.STAMP.write_text(json.dumps(tasks.fingerprint("dev") | {"root": "/before"}))


def other_python(checkout: Path) -> None:
    tasks.STAMP.write_text(json.dumps(tasks.fingerprint("dev") | {"python": "3.9"}))


@pytest.mark.parametrize("damage", [broken_python, no_python, interrupted, moved, other_python])
def test_a_broken_environment_is_made_anew(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, damage: Callable[[Path], None]
) -> None:
    damage(checkout)
    commands: list[list[str]] = []

    def record(command: list[object], *_: object, **__: object) -> bool:
        commands.append([str(part) for part in command])
        tasks.VENV.mkdir(exist_ok=True)
        return True

    monkeypatch.setattr(tasks, "quiet", record)
    tasks.ensure("dev")
    assert commands[0][1:3] == ["-m", "venv"]
    assert "--require-hashes" in commands[1]
    assert commands[2][-2:] == ["-e", str(checkout)]
    assert tasks.read_stamp() == tasks.fingerprint("dev")
    assert not tasks.UNFINISHED.exists()


def test_a_failed_installation_is_not_taken_for_a_finished_one(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bool:
        raise tasks.Stop("no network")

    monkeypatch.setattr(tasks, "is_usable", lambda: True)
    monkeypatch.setattr(tasks, "quiet", fail)
    with pytest.raises(tasks.Stop):
        tasks.ensure("dev")
    assert tasks.UNFINISHED.exists()
    assert not tasks.is_current("dev")


def test_a_failed_command_shows_what_it_said(capsys: pytest.CaptureFixture[str]) -> None:
    talk = [sys.executable, "-c", "import sys; print('the reason'); sys.exit(int(sys.argv[1]))"]
    assert tasks.quiet([*talk, "0"])
    assert capsys.readouterr().out == ""
    with pytest.raises(tasks.Stop, match="this failed"):
        tasks.quiet([*talk, "3"])
    assert "the reason" in capsys.readouterr().out


def test_missing_packages_are_named_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(tasks, "loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(tasks, "is_there", lambda tool: tool == "xdotool")
    packages = tasks.missing_packages(tasks.TEST_TOOLS)
    assert packages.count("poppler-utils") == 1
    assert packages[0] == "libegl1"
    assert "xdotool" not in packages


def test_other_systems_need_no_system_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert tasks.missing_packages(tasks.TEST_TOOLS) == []
    assert tasks.has_display()


def test_what_is_missing_is_loud_at_a_desk_and_an_error_in_ci(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tasks, "missing_packages", lambda tools: ["xvfb"])
    monkeypatch.setattr(tasks, "may_install", lambda: False)
    monkeypatch.delenv("CI", raising=False)
    tasks.prepare_system({})
    assert "sudo apt-get install -y --no-install-recommends xvfb" in capsys.readouterr().out
    monkeypatch.setenv("CI", "true")
    with pytest.raises(tasks.Stop, match="xvfb"):
        tasks.prepare_system({})


def test_root_on_debian_gets_the_packages_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    missing = [["xvfb"], []]
    installed: list[str] = []
    monkeypatch.setattr(tasks, "missing_packages", lambda tools: missing.pop(0))
    monkeypatch.setattr(tasks, "may_install", lambda: True)
    monkeypatch.setattr(tasks, "apt_install", installed.extend)
    tasks.prepare_system({})
    assert installed == ["xvfb"]


@pytest.mark.parametrize(
    ("variables", "shown"),
    [({}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "w"}, True)],
)
def test_a_display_is_one_of_x_or_wayland(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], shown: bool
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert tasks.has_display() is shown


def test_every_step_runs_and_one_failure_is_enough(capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = [sys.executable, "-c", ""], [sys.executable, "-c", "raise SystemExit(1)"]
    assert tasks.run_steps([("one", good)])
    assert not tasks.run_steps([("two", bad), ("three", good)])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in lines] == ["ok", "FAIL", "ok"]


def test_steps_run_without_a_window_system() -> None:
    code = "import os; assert os.environ['QT_QPA_PLATFORM'] == 'offscreen'"
    assert tasks.run_steps([("qt", [sys.executable, "-c", code])])


@pytest.mark.parametrize(("build_code", "left"), [(0, False), (1, True)])
def test_a_demonstration_that_failed_is_built_again(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, build_code: int, left: bool
) -> None:
    def build(*_: object) -> int:
        tasks.DEMO.mkdir()
        return build_code

    monkeypatch.setattr(tasks, "command", build)
    if build_code:
        with pytest.raises(tasks.Stop):
            tasks.make_demo()
    else:
        tasks.make_demo()
    assert tasks.DEMO_UNFINISHED.exists() is left
    monkeypatch.setattr(tasks, "command", lambda *_: tasks.DEMO.mkdir() or 0)
    tasks.make_demo()
    assert tasks.DEMO.exists()
    assert not tasks.DEMO_UNFINISHED.exists()


def test_a_demonstration_that_lies_there_is_kept(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks.DEMO.mkdir()
    monkeypatch.setattr(tasks, "command", never)
    tasks.make_demo()


@pytest.mark.parametrize("display", [True, False])
def test_run_opens_the_desktop_or_plays_the_day(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, display: bool
) -> None:
    ran: list[tuple[object, ...]] = []
    monkeypatch.setattr(tasks, "prepare_system", lambda tools: None)
    monkeypatch.setattr(tasks, "ensure", lambda profile: None)
    monkeypatch.setattr(tasks, "make_demo", lambda: None)
    monkeypatch.setattr(tasks, "has_display", lambda: display)
    monkeypatch.setattr(tasks, "command", lambda *parts: ran.append(parts) or 0)
    assert tasks.main(["run"]) == 0
    day = () if display else ("demo-day", "--out", tasks.DEMO / "out")
    assert ran == [(tasks.YIZHAN, "--data", tasks.DEMO, *day)]


def test_the_rest_of_the_line_is_handed_on() -> None:
    assert tasks.parse(["bench", "--members", "5000"]) == ("bench", ["--members", "5000"])


def test_an_unknown_verb_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        tasks.main(["tset"])
    assert stop.value.code == 2
    assert "invalid choice" in capsys.readouterr().err


def test_a_reason_to_stop_is_said_and_exits_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(_: list[str]) -> int:
        raise tasks.Stop("no disk space")

    monkeypatch.setitem(tasks.TASKS, "env", stop)
    assert tasks.main(["env"]) == 1
    assert "no disk space" in capsys.readouterr().out


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="no Xvfb here")
def test_the_virtual_screen_is_there_only_as_long_as_it_is_used() -> None:
    with tasks.virtual_screen() as screen:
        number = screen["DISPLAY"].removeprefix(":")
        socket = Path(f"/tmp/.X11-unix/X{number}")
        assert socket.exists()
    assert not socket.exists()


def pins(profile: str) -> dict[str, str]:
    text = (REQUIREMENTS / f"{profile}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+==\S+)(.*(?:\n .*)*)", text, re.MULTILINE))


@pytest.mark.parametrize("profile", ["runtime", "dev"])
def test_every_locked_package_has_hashes_and_no_address(profile: str) -> None:
    assert pins(profile)
    assert all("--hash=sha256:" in rest for rest in pins(profile).values())
    text = (REQUIREMENTS / f"{profile}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(-i|--index|--extra|--find|# .* /)", text, re.MULTILINE)


def test_tests_run_with_exactly_the_packages_that_are_shipped() -> None:
    assert set(pins("runtime")) <= set(pins("dev"))
    assert any(re.match(r"pyside6-essentials==6\.11\.", pin) for pin in pins("runtime"))
