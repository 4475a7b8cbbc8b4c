"""What the documents point at is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!http)([^)#]+)\)")
NAMED = re.compile(r"`((?:app|docs|tests|resources|benchmarks)/[\w./-]+\.(?:py|md|csv|sql))`")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_and_named_files_exist(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    linked = [document.parent / target for target in LINK.findall(text)]
    named = [ROOT / target for target in NAMED.findall(text) if "activit" not in target]
    missing = [str(path) for path in linked + named if not path.exists()]
    assert not missing
