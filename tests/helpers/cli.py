"""The command line as a user runs it, in a folder and a home of their own.

`Desk` starts real processes. `Inside` calls the same entry point in this process, which takes a
twentieth of the time: for what does not depend on where the process ends.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from app.cli import run as run_here
from app.core.paths import DataFolder
from app.db.engine import connect

YIZHAN = Path(sys.executable).with_name("yizhan.exe" if os.name == "nt" else "yizhan")
SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
MEMBERS = SAMPLES / "members_messy.xlsx"
ANSWERS = SAMPLES / "members_messy.answers.json"
CHECKS = SAMPLES / "zk_usb_real_10943_lines.dat"
DAY = "2020-10-29"
CODE, NAME = "330105001", "小河街道居家养老服务中心"
SENTENCE = re.compile(r"(不能这样做|没有完成)：[^\n]*[\u4e00-\u9fff][^\n]*。[^\n]*\n")
"""What a refusal says: one line of Chinese, no trace of the program."""


@dataclass(frozen=True)
class Ran:
    """How one command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The result of a ``--json`` run."""
        return json.loads(self.out)


class Desk:
    """One person's computer: ``folder`` is where they are, ``home`` their profile."""

    def __init__(self, folder: Path, data: str = "D") -> None:
        self.folder = folder
        self.home = folder / "home"
        self.data = folder / data

    def environment(self, **more: str) -> dict[str, str]:
        """A bare environment: nothing of the machine that runs the tests but the path."""
        self.home.mkdir(parents=True, exist_ok=True)
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "USERPROFILE": str(self.home),
            "LANG": "C.UTF-8",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            "PYTHONWARNINGS": "error",
            **more,
        }

    def start(self, *arguments: str | Path, **more: str) -> subprocess.Popen[str]:
        """Start ``yizhan`` and let it run."""
        return subprocess.Popen(
            [str(YIZHAN), "--data", str(self.data), *map(str, arguments)],
            cwd=self.folder,
            env=self.environment(**more),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding=more.get("PYTHONIOENCODING", "utf-8"),
        )

    def run(self, *arguments: str | Path, code: int | None = 0, **more: str) -> Ran:
        """Run ``yizhan --data D arguments`` to its end; it must end with ``code`` (None: any)."""
        process = self.start(*arguments, **more)
        out, err = process.communicate(timeout=60)
        ran = Ran(process.returncode, out, err)
        assert code is None or ran.code == code, f"{arguments}: {ran}"
        return ran

    def json(self, *arguments: str | Path, **more: str) -> Any:
        """The JSON result of a command that is done."""
        return self.run("--json", *arguments, **more).json

    def refused(self, *arguments: str | Path, **more: str) -> str:
        """The sentence of a command that is refused and prints nothing else."""
        ran = self.run(*arguments, code=1, **more)
        assert ran.out == ""
        assert SENTENCE.fullmatch(ran.err), ran.err
        return ran.err

    def copy(self, folder: Path, kind: type[Desk] | None = None) -> Desk:
        """The same computer again, in another folder."""
        shutil.copytree(self.folder, folder)
        return (kind or type(self))(folder, self.data.name)

    # -- what only a test may do: look into the file itself ---------------------------------

    def key(self) -> bytes:
        """The key that the profile keeps."""
        (path,) = self.home.rglob("*.key")
        return path.read_bytes()

    def query(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Rows of the database, read beside whoever has it open."""
        connection = connect(DataFolder(self.data).database, self.key(), writer=False)
        try:
            return list(connection.execute(sql, values).fetchall())
        finally:
            connection.close()

    def counts(self) -> dict[str, int]:
        """Rows of every table."""
        names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        return {
            name: self.query(f"SELECT count(*) FROM {name}")[0][0] for (name,) in self.query(names)
        }


class Inside(Desk):
    """A `Desk` whose commands run in this process."""

    def run(self, *arguments: str | Path, code: int | None = 0, **more: str) -> Ran:
        """As `Desk.run`, with warnings as the test run has them."""
        out, err = io.StringIO(), io.StringIO()
        with (
            mock.patch.dict(os.environ, self.environment(**more), clear=True),
            contextlib.chdir(self.folder),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            self._set_clock(more)
            ended = run_here(["--data", str(self.data), *map(str, arguments)])
        self._set_clock(more)
        ran = Ran(ended, out.getvalue(), err.getvalue())
        assert code is None or ran.code == code, f"{arguments}: {ran}"
        return ran

    @staticmethod
    def _set_clock(more: dict[str, str]) -> None:
        if "TZ" in more:
            time.tzset()
