"""Reads the project's own source for the architecture tests."""

from __future__ import annotations

import ast
import functools
import shutil
import subprocess
import unittest
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
Function = ast.FunctionDef | ast.AsyncFunctionDef


def tracked_files() -> list[Path]:
    """Every file that is, or would be, committed. Raises unittest.SkipTest outside a clone."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        raise unittest.SkipTest("not a git clone")
    options = ["-z", "--cached", "--others", "--exclude-standard"]
    trust = ["-c", f"safe.directory={ROOT}"]  # a clone that belongs to another user
    command = ["git", *trust, "ls-files", *options]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    paths = [ROOT / name for name in listing.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def text_of(path: Path) -> str | None:
    """The text of a file, or None when it is not text."""
    data = path.read_bytes()
    if b"\0" in data:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def modules(folder: str) -> list[Path]:
    """The Python files below a folder of the project."""
    return sorted((ROOT / folder).rglob("*.py"))


@functools.cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> list[Function]:
    """Every function and method of a module, nested ones too."""
    return [node for node in ast.walk(tree(path)) if isinstance(node, Function)]


def public_functions(path: Path) -> Iterator[Function]:
    """Functions of the module and methods of its public classes that carry no underscore."""
    for node in tree(path).body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from (n for n in node.body if _is_public(n))
        elif _is_public(node):
            yield node


def _is_public(node: ast.stmt) -> bool:
    return isinstance(node, Function) and not node.name.startswith("_")


def names(path: Path) -> set[str]:
    """Every name, attribute, ``module.attribute`` and imported name a module mentions."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found |= {node.attr, f"{_owner(node)}.{node.attr}"}
        elif isinstance(node, ast.ImportFrom):
            found |= {name for a in node.names for name in (a.name, f"{node.module}.{a.name}")}
    return found


def _owner(node: ast.Attribute) -> str:
    return node.value.id if isinstance(node.value, ast.Name) else ""


def where(path: Path, node: Function) -> str:
    """File, line and name of a function, for a message."""
    return f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
