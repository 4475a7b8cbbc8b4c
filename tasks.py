"""Every task of the project, from a fresh clone: ``python3 tasks.py VERB``.

Needs Python 3.11 or newer and nothing else; works on Linux and Windows. Each verb first makes
``.venv`` from the locked requirements, which takes about a minute once and no time afterwards.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
SCRIPTS = VENV / ("Scripts" if WINDOWS else "bin")
SUFFIX = ".exe" if WINDOWS else ""
PYTHON = SCRIPTS / f"python{SUFFIX}"
YIZHAN = SCRIPTS / f"yizhan{SUFFIX}"
STAMP = VENV / "stamp.json"
UNFINISHED = VENV / "unfinished"
DEMO = ROOT / "demo"
DEMO_UNFINISHED = VENV / "demo-unfinished"

# Shared library that Qt 6.11 opens -> Debian package that holds it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libbrotlidec.so.1": "libbrotli1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# Program or folder that the tests use -> Debian package.
TEST_TOOLS = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "/usr/sbin/sshd": "openssh-server",
    "ssh-keygen": "openssh-client",
    "pdftotext": "poppler-utils",
    "pdftoppm": "poppler-utils",
    "/usr/share/fonts/X11/misc": "xfonts-base",
}
BUILD_TOOLS = {"objdump": "binutils"}


class Stop(Exception):
    """A task cannot go on; the message says why and what to do."""


def say(text: str) -> None:
    """Print one line of progress at once, in order with the output of child processes."""
    print(f"tasks: {text}", flush=True)


# --- the machine -----------------------------------------------------------------------------


def loads(library: str) -> bool:
    """Whether the dynamic linker finds this shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def is_there(tool: str) -> bool:
    """Whether a program is on the path, or, for an absolute path, the file or folder exists."""
    return Path(tool).exists() if tool.startswith("/") else shutil.which(tool) is not None


def missing_packages(tools: dict[str, str]) -> list[str]:
    """Debian packages that still have to be installed, in order, each once."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = [] if importlib.util.find_spec("ensurepip") else ["python3-venv"]
    wanted += [package for library, package in QT_LIBRARIES.items() if not loads(library)]
    wanted += [package for tool, package in tools.items() if not is_there(tool)]
    return list(dict.fromkeys(wanted))


def may_install() -> bool:
    """Whether this is root on a Debian system."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and is_there("apt-get")


def prepare_system(tools: dict[str, str]) -> None:
    """Install the missing system packages, or say which command does it."""
    packages = missing_packages(tools)
    if not packages:
        return
    if may_install():
        say(f"installing system packages: {' '.join(packages)}")
        apt_install(packages)
        packages = missing_packages(tools)
    if packages:
        complain(packages)


def apt_install(packages: list[str]) -> None:
    """Run apt-get without questions; its output is shown only when it fails."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quiet(["apt-get", "-qq", "update"], environment, fatal=False)
    install = ["apt-get", "-qq", "install", "-y", "--no-install-recommends", *packages]
    quiet(install, environment, fatal=False)


def complain(packages: list[str]) -> None:
    """Name what is missing. In CI that is an error, at a desk what needs it fails by itself."""
    command = f"sudo apt-get install -y --no-install-recommends {' '.join(packages)}"
    text = f"MISSING system packages. On Debian, UOS or Kylin run:\n    {command}"
    if os.environ.get("CI") or "python3-venv" in packages:
        raise Stop(text)
    say(text)


# --- the environment -------------------------------------------------------------------------


def quiet(
    command: Sequence[str | Path], env: dict[str, str] | None = None, *, fatal: bool = True
) -> bool:
    """Run a command and show its output only when it fails. Raises Stop when fatal."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        sys.stdout.write(done.stdout.decode(errors="replace"))
        if fatal:
            raise Stop(f"this failed: {' '.join(str(part) for part in command)}")
    return done.returncode == 0


def fingerprint(profile: str) -> dict[str, str]:
    """What the environment was made from: place, Python, lock file and project file."""

    def digest(path: Path) -> str:
        return hashlib.sha256(path.read_bytes()).hexdigest()

    return {
        "root": str(ROOT),
        "python": f"{sys.version} {sys.base_prefix}",
        "profile": profile,
        "lock": digest(ROOT / "requirements" / f"{profile}.txt"),
        "project": digest(ROOT / "pyproject.toml"),
    }


def read_stamp() -> dict[str, str]:
    """What the environment says it was made from; empty when it does not say."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def is_current(profile: str) -> bool:
    """Whether ``.venv`` already holds everything of this profile (dev holds runtime as well)."""
    stamp = read_stamp()
    profiles = ["dev", "runtime"] if profile == "runtime" else ["dev"]
    whole = YIZHAN.exists() and PYTHON.exists() and not UNFINISHED.exists()
    return whole and any(stamp == fingerprint(name) for name in profiles)


def is_usable() -> bool:
    """Whether the ``.venv`` that lies here can be added to: same place, same Python, with pip."""
    if UNFINISHED.exists() or not PYTHON.exists():
        return False
    stamp = read_stamp()
    now = fingerprint("runtime")
    if stamp and any(stamp.get(key) != now[key] for key in ("root", "python")):
        return False
    probe = subprocess.run(
        [str(PYTHON), "-m", "pip", "--version"], capture_output=True, check=False
    )
    return probe.returncode == 0


def make_venv() -> None:
    """Make ``.venv`` anew, in place of a broken, moved or foreign one."""
    if VENV.exists():
        say("remaking .venv (it is incomplete, was moved, or belongs to another Python)")
        shutil.rmtree(VENV)
    quiet([sys.executable, "-m", "venv", VENV])


def ensure(profile: str) -> None:
    """Bring ``.venv`` to the locked requirements of the profile and install the project in it."""
    if is_current(profile):
        return
    if not is_usable():
        make_venv()
    say(f"installing requirements/{profile}.txt (about a minute the first time)")
    UNFINISHED.touch()
    STAMP.unlink(missing_ok=True)
    pip: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        "--no-input",
    ]
    lock = ROOT / "requirements" / f"{profile}.txt"
    quiet([*pip, "--only-binary", ":all:", "--require-hashes", "-r", lock])
    quiet([*pip, "--no-deps", "--no-build-isolation", "-e", ROOT])
    STAMP.write_text(json.dumps(fingerprint(profile)), encoding="utf-8")
    UNFINISHED.unlink()


# --- running things --------------------------------------------------------------------------


def command(*parts: str | Path, **env: str) -> int:
    """Run one command in the checkout with its output shown; returns its exit code."""
    environment = {**os.environ, **env}
    return subprocess.run(
        [str(part) for part in parts], cwd=ROOT, env=environment, check=False
    ).returncode


def python(*parts: str | Path, **env: str) -> int:
    """Run the environment's Python."""
    return command(PYTHON, *parts, **env)


def offscreen() -> dict[str, str]:
    """Environment for Qt without any window system."""
    return {"QT_QPA_PLATFORM": "offscreen"}


@contextlib.contextmanager
def virtual_screen() -> Iterator[dict[str, str]]:
    """An X server of our own on a free display; gives the environment that uses it."""
    read, write = os.pipe()
    size = ["-screen", "0", "1440x900x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), *size], pass_fds=[write], stderr=subprocess.DEVNULL
    )
    os.close(write)
    try:
        with os.fdopen(read) as answer:
            number = answer.readline().strip()  # empty when the server ended without a display
        if not number:
            raise Stop("Xvfb does not start")
        yield {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": ""}
    finally:
        server.terminate()
        server.wait(timeout=10)


def has_display() -> bool:
    """Whether a window can be shown here."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def step(name: str, code: int, started: float) -> bool:
    """Report one finished step; True when it passed."""
    say(f"{'ok  ' if code == 0 else 'FAIL'} {time.monotonic() - started:6.1f} s  {name}")
    return code == 0


def run_steps(steps: Sequence[tuple[str, Sequence[str | Path]]]) -> bool:
    """Run every step, also after a failed one, so that one run shows all that is wrong."""
    passed = True
    for name, parts in steps:
        started = time.monotonic()
        passed &= step(name, command(*parts, **offscreen()), started)
    return passed


# --- the verbs -------------------------------------------------------------------------------


def task_env(_: list[str]) -> int:
    """Only prepare the environment; leaves .venv/bin/yizhan."""
    prepare_system({})
    ensure("dev")
    say(f"ready: {YIZHAN}")
    return 0


def make_demo() -> None:
    """Build the demonstration centre, unless one lies there; a half-made one is made anew."""
    if DEMO_UNFINISHED.exists():
        shutil.rmtree(DEMO, ignore_errors=True)
    if DEMO.exists():
        return
    say("building the demonstration centre in demo/")
    DEMO_UNFINISHED.touch()
    if command(YIZHAN, "--data", DEMO, "init", "--demo"):
        raise Stop("the demonstration centre could not be built")
    DEMO_UNFINISHED.unlink()


def task_run(rest: list[str]) -> int:
    """Open the desktop on a demonstration centre; without a display play its day in text."""
    prepare_system({})
    ensure("runtime")
    make_demo()
    if has_display():
        return command(YIZHAN, "--data", DEMO, *rest)
    say("no display here: playing the demonstration day without a window")
    return command(YIZHAN, "--data", DEMO, "demo-day", "--out", DEMO / "out", *rest)


CHECKS: list[tuple[str, list[str | Path]]] = [
    ("ruff check", [PYTHON, "-m", "ruff", "check", "."]),
    ("ruff format", [PYTHON, "-m", "ruff", "format", "--check", "."]),
    ("mypy", [PYTHON, "-m", "mypy"]),
    ("import contracts", [SCRIPTS / f"lint-imports{SUFFIX}"]),
]


def task_check(_: list[str]) -> int:
    """Lint, format, types and import contracts."""
    prepare_system({})
    ensure("dev")
    return 0 if run_steps(CHECKS) else 1


def journeys(which: str = "not soak") -> int:
    """Run the journeys in real windows, two at a time, each on a screen of its own."""
    if not is_there("Xvfb"):
        say("SKIPPED the journeys: no Xvfb here")
        return 0
    with virtual_screen() as first, virtual_screen() as second:
        both = {**first, "JOURNEY_SCREENS": f"{first['DISPLAY']} {second['DISPLAY']}"}
        parallel = ["-n", "2", "--dist", "worksteal"]
        return python("-m", "pytest", "-q", *parallel, "-m", f"journey and {which}", **both)


def task_test(_: list[str]) -> int:
    """Everything CI runs."""
    begun = time.monotonic()
    prepare_system(TEST_TOOLS)
    ensure("dev")
    step("environment", 0, begun)
    quick = ["-m", "pytest", "-q", "-n", "2", "-m", "not journey and not soak"]
    passed = run_steps([*CHECKS, ("tests", [PYTHON, *quick])])
    started = time.monotonic()
    passed &= step("journeys", journeys(), started)
    step("everything", 0 if passed else 1, begun)
    return 0 if passed else 1


def task_bench(rest: list[str]) -> int:
    """Measure speed against the physical floors."""
    prepare_system({})
    ensure("dev")
    return python("-m", "benchmarks", *rest, **offscreen())


def task_soak(rest: list[str]) -> int:
    """The long form of the tests: kills at random instants, large data."""
    prepare_system(TEST_TOOLS)
    ensure("dev")
    own = ["-m", "pytest", "-m", "soak and not journey", "--timeout", "0", *rest]
    return python(*own, **offscreen()) or (0 if rest else journeys("soak"))


def task_shots(rest: list[str]) -> int:
    """Every page as PNG in shots/."""
    prepare_system({})
    ensure("dev")
    return python("-m", "tests.helpers.shots", *rest, **offscreen())


def task_build(_: list[str]) -> int:
    """Build the installable application in dist/ and try it."""
    prepare_system(BUILD_TOOLS)
    ensure("dev")
    build = ["-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "build.spec"]
    if python(*build):
        raise Stop("the build failed")
    return smoke(ROOT / "dist" / "yizhan" / f"yizhan{SUFFIX}")


def smoke(built: Path) -> int:
    """Play the demonstration day with the built application, in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        for parts in (
            ["--version"],
            ["--data", data, "init", "--demo"],
            ["--data", data, "demo-day", "--out", Path(folder) / "out"],
        ):
            if command(built, *parts, **offscreen()):
                raise Stop(f"the built application failed at: {' '.join(map(str, parts))}")
    say(f"built and tried: {built}")
    return 0


TASKS = {
    "env": task_env,
    "run": task_run,
    "test": task_test,
    "check": task_check,
    "bench": task_bench,
    "soak": task_soak,
    "shots": task_shots,
    "build": task_build,
}


def parse(arguments: list[str]) -> tuple[str, list[str]]:
    """Split the command line into the verb and what is handed on to its program."""
    verbs = "\n".join(f"  {name:6} {task.__doc__}" for name, task in TASKS.items())
    parser = argparse.ArgumentParser(
        prog="tasks.py", epilog=verbs, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("verb", choices=TASKS)
    known, rest = parser.parse_known_args(arguments)
    return str(known.verb), rest


def main(arguments: list[str]) -> int:
    """Carry out one verb; returns the exit code."""
    verb, rest = parse(arguments)
    if sys.version_info < (3, 11):  # noqa: UP036 (a clear word to someone with an old Python)
        say("Python 3.11 or newer is needed")
        return 2
    try:
        return TASKS[verb](rest)
    except Stop as reason:
        say(str(reason))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
