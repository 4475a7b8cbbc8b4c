from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.sync.doubles import Sealed, World


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


@pytest.fixture
def sealed() -> Sealed:
    return Sealed()
