from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from app.sync.header import BundleHeader
from app.sync.schema import ENTITIES
from app.sync.schema_doc import render

ROOT = Path(__file__).parents[3]


def test_the_page_in_docs_is_up_to_date() -> None:
    assert (ROOT / "docs" / "exchange-format.md").read_text("utf-8") == render()


def test_every_file_and_field_is_on_it() -> None:
    page = render()
    for entity in ENTITIES:
        assert f"### `{entity.path}` {entity.title}" in page
        for column in entity.fields:
            assert f"| `{column.name}` | {column.title} |" in page
    for name in BundleHeader.__dataclass_fields__:
        assert f"| `{name}` |" in page
    for word in ("district.pair", "centre.pair", "receipt.json", "datapackage.json"):
        assert word in page


def test_the_module_prints_it() -> None:
    found = subprocess.run(
        [sys.executable, "-m", "app.sync.schema_doc"], cwd=ROOT, capture_output=True, check=True
    )
    assert found.stdout.decode() == render()
