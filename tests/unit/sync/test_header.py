from __future__ import annotations

import pytest

from app.sync.errors import BundleRefused
from app.sync.header import MAGIC, BundleName, parse_name, split_file
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


@pytest.mark.parametrize("made_at", [r"\ud800", r"a\udfffb"])
def test_texts_that_are_no_texts(sealed: Sealed, made_at: str) -> None:
    line = sealed.header(made_at="AT").to_bytes().replace(b"AT", made_at.encode())
    with pytest.raises(BundleRefused) as caught:
        split_file(MAGIC + line + b"\n")
    assert caught.value.part == "header"


@pytest.mark.parametrize("line", [b"[" * 4000, b'{"a":' * 800, b"9" * 4090])
def test_lines_made_to_break_a_reader(line: bytes) -> None:
    with pytest.raises(BundleRefused) as caught:
        split_file(MAGIC + line + b"\n")
    assert caught.value.part == "header"
