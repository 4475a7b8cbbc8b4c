"""The rules of the house that a reader relies on and no type checker sees."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import source
from tests.helpers.source import ROOT

LONGEST_FUNCTION = 60
LONGEST_FILE = 400
README_LINES = 120

# Folders that exist on one machine only. Paths of the operating system itself are fine.
MACHINE_PATH = re.compile(
    r"(?<![\w.~*}\])/-])/(?:root|work|home|Users|opt|mnt|tmp)/\w+|[A-Z]:\\Users"
)
LEFT_OVER = re.compile(r"\b(?:TODO|FIXME|XXX)\b|<<<<<<<|>>>>>>> ")
WRITTEN_BY = re.compile(
    r"language model|\bsub-?agent|AI[- ]generated|co-authored-by", re.IGNORECASE
)
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://([\w.-]*\w)", re.IGNORECASE)
# Addresses that may stand in a file: names reserved for examples, local ones, and standards.
GOOD_ADDRESS = re.compile(
    r"[^.]+|127\.[\d.]+|192\.168\.[\d.]+|10\.[\d.]+|192\.0\.2\.\d+|([\w.-]+\.)?example(\.\w+)?"
    r"|[\w.-]+\.(test|invalid)|www\.w3\.org|schemas\.\w+\.org|scripts\.sil\.org|www\.isapi\.org"
    r"|[\w.-]*frictionlessdata\.io|datapackage\.org|age-encryption\.org",
    re.IGNORECASE,
)
NOT_OURS = re.compile(r"resources/(samples|fonts/LICENSE)|requirements/.*\.txt$")


def application() -> list[Path]:
    """The modules of the application, without the frozen steps of the database schema."""
    return [p for p in source.modules("app") if "versions" not in p.parts]


def own_texts() -> list[tuple[str, str]]:
    """Path and text of every text file we wrote, apart from this one."""
    found = []
    for path in source.tracked_files():
        name = path.relative_to(ROOT).as_posix()
        text = None if NOT_OURS.match(name) or path == Path(__file__) else source.text_of(path)
        if text is not None:
            found.append((name, text))
    return found


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in own_texts()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_who_may_import_whom() -> None:
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", code, "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("pattern", [MACHINE_PATH, LEFT_OVER, WRITTEN_BY])
def test_no_file_speaks_of_the_machine_or_the_work_it_was_made_with(
    pattern: re.Pattern[str],
) -> None:
    assert lines_with(pattern) == []


def test_no_file_names_a_host_of_the_network() -> None:
    bad = [
        f"{name}: {host}"
        for name, text in own_texts()
        for host in ADDRESS.findall(text)
        if not GOOD_ADDRESS.fullmatch(host)
    ]
    assert bad == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("cd /home/mei/yizhan", True),
        ("open('/root/x')", True),
        ("see docs/work/plan", False),
        ("--target folder:/media/usb", False),
        ("/etc/ssh/sshd_config", False),
    ],
)
def test_a_machine_path_is_recognised(line: str, found: bool) -> None:
    assert bool(MACHINE_PATH.search(line)) is found


def test_the_readme_is_short() -> None:
    readme = ROOT / "README.md"
    assert not readme.exists() or len(readme.read_text("utf-8").splitlines()) <= README_LINES


def test_public_functions_say_what_they_do() -> None:
    every = [(p, f) for p in source.modules("app") for f in source.public_functions(p)]
    silent = [source.where(p, f) for p, f in every if not ast.get_docstring(f)]
    assert len(silent) <= 0.05 * len(every), silent


def test_every_module_of_the_application_says_what_it_is_for() -> None:
    paths = source.modules("app")
    assert [str(p) for p in paths if not ast.get_docstring(source.tree(p))] == []


def test_no_function_is_too_long_to_read() -> None:
    paths = [*application(), *source.modules("benchmarks"), ROOT / "tasks.py"]
    long = [
        source.where(path, function)
        for path in paths
        for function in source.functions(path)
        if (function.end_lineno or 0) - function.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_no_module_is_too_long_to_read() -> None:
    sizes = {p: len(p.read_text("utf-8").splitlines()) for p in application()}
    assert {str(p): size for p, size in sizes.items() if size > LONGEST_FILE} == {}


def test_only_the_notifier_may_show_a_box() -> None:
    users = [p for p in source.modules("app") if "QMessageBox" in source.names(p)]
    assert [p for p in users if p != ROOT / "app/views/notify.py"] == []


def test_views_never_wait() -> None:
    waits = {"processEvents", "time.sleep", "QThread.sleep", "QThread.msleep", "qWait"}
    bad = {str(p): source.names(p) & waits for p in source.modules("app/views")}
    assert {path: found for path, found in bad.items() if found} == {}


def test_every_folder_of_tests_is_a_package() -> None:
    """Two test files of the same name in different folders can only then stand side by side."""
    folders = {path.parent for path in source.modules("tests")}
    assert [str(f) for f in folders if not (f / "__init__.py").exists()] == []


def test_a_column_of_remarks_says_that_people_wrote_it() -> None:
    """Else numbers of people that stand in a remark leave unmasked by 导出, 打印 and copying."""
    forgotten = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in application()
        if "views" in path.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Column" and node.args
        if isinstance(node.args[0], ast.Constant) and node.args[0].value in ("note", "remark")
        if not any(one.arg == "free" for one in node.keywords)
    ]
    assert forgotten == []
