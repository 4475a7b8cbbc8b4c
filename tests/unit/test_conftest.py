"""The house rules of conftest.py really fail a test that breaks them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

LOGS = """
import logging
def test_silent(): logging.getLogger("app.x").info("fine")
def test_warns(): logging.getLogger("app.x").warning("oh no")
def test_expects(expected_logs): logging.getLogger("app.x").error("planned")
def test_expects_in_vain(expected_logs): pass
"""

QT = """
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QWidget
kept = []
def test_tidy(qtbot):
    window = QWidget(); qtbot.addWidget(window); window.show()
    timer = QTimer(window); timer.start(50)
def test_window(qtbot):
    window = QWidget(); window.setObjectName("forgotten"); window.show(); kept.append(window)
def test_timer(qtbot):
    timer = QTimer(); timer.setObjectName("ticking"); timer.start(50); kept.append(timer)
def test_thread(qtbot):
    thread = QThread(); thread.setObjectName("busy"); thread.start(); kept.append(thread)
def test_after(qtbot): pass
"""

HOME = """
import os, pathlib
def test_home(home):
    assert pathlib.Path.home() == home
    assert os.environ["XDG_CONFIG_HOME"].startswith(str(home))
    import keyring
    assert keyring.get_password("yizhan", "key") is None
    (home / "config" / "left.txt").write_text("by the test before")
def test_next(home):
    assert is_empty(home)
    (home / "mine").mkdir()
def test_third(home): assert is_empty(home)
def test_last(home): assert is_empty(home)
def is_empty(home): return not [one for one in home.rglob("*") if one.is_file()] and \
    {one.name for one in home.iterdir()} == {"roaming", "local", "data", "config", "cache", \
    "state", "run"}
"""


def run_pytest(folder: Path, code: str) -> str:
    """Output of a pytest run of its own over one file that uses the real conftest."""
    (folder / "conftest.py").write_text("from tests.conftest import *\n", encoding="utf-8")
    (folder / "test_inner.py").write_text(code, encoding="utf-8")
    options = ["-q", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder), "-n", "0"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(folder)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def test_a_log_record_nobody_expected_fails_the_test(tmp_path: Path) -> None:
    output = run_pytest(tmp_path, LOGS)
    assert "test_inner.py::test_warns" in output
    assert "WARNING app.x: oh no" in output
    assert "nothing was logged at WARNING or above" in output
    assert "4 passed, 2 errors" in output


def test_windows_timers_and_threads_left_behind_fail_the_test(tmp_path: Path) -> None:
    output = run_pytest(tmp_path, QT)
    for name in ("forgotten", "ticking", "busy"):
        assert f"'{name}'" in output
    assert "5 passed, 3 errors" in output


def test_each_test_has_a_home_of_its_own_and_no_key_store(tmp_path: Path) -> None:
    assert os.environ["PYTHON_KEYRING_BACKEND"] == "keyring.backends.null.Keyring"
    assert "4 passed" in run_pytest(tmp_path, HOME)
