"""Canonical JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.canonical import canonical, digest

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
)


@given(VALUES)
def test_the_value_comes_back(value: Any) -> None:
    assert json.loads(canonical(value)) == value


def test_the_order_of_keys_makes_no_difference() -> None:
    one = canonical({"b": [1, None, True], "a": "王𬱖"})
    assert one == canonical(dict(reversed([("b", [1, None, True]), ("a", "王𬱖")])))
    assert one == '{"a":"王𬱖","b":[1,null,true]}'.encode()


@pytest.mark.parametrize("value", [b"bytes", {1, 2}, object(), {1: 2}])
def test_what_has_no_canonical_form_is_refused(value: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        canonical([value])


def test_the_digest_is_sha_256() -> None:
    assert digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
