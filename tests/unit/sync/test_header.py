from __future__ import annotations

import pytest

from app.sync.header import BundleName, parse_name
from tests.unit.sync.doubles import Sealed, uid


def test_names_are_read_back(sealed: Sealed) -> None:
    assert parse_name(sealed.header().file_name) == BundleName("330105001", 1, 900, uid(9))


@pytest.mark.parametrize(
    "name",
    [
        "", "Thumbs.db", "330105001-1-2.yzb", f"-1-2-{uid(1)}.yzb", f"../1-1-2-{uid(1)}.yzb",
        f"330105001-1-2-{uid(1)}.yzb.tmp", f".330105001-1-2-{uid(1)}.yzb", f"a-1-２-{uid(1)}.yzb",
        f"330105001-1-2-{uid(1)}.yzb\n",
    ],
)  # fmt: skip
def test_other_names_are_no_bundles(name: str) -> None:
    assert parse_name(name) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"format": "yizhan-bundle/2"}, {"centre_code": "../x"}, {"from_seq": 0}, {"from_seq": 901},
        {"to_seq": "900"}, {"from_seq": True}, {"bundle_id": "x"}, {"kind": 1},
    ],
)  # fmt: skip
def test_headers_that_are_not_ours(sealed: Sealed, changes: dict[str, object]) -> None:
    found = {**sealed.header().__dict__, **changes}
    with pytest.raises((ValueError, TypeError)):
        type(sealed.header()).from_object(found)
