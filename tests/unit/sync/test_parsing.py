from __future__ import annotations

import pytest

from app.sync.parsing import parse_json


def test_values() -> None:
    assert parse_json(b'{"a": [1, null]}') == parse_json('{"a": [1, null]}') == {"a": [1, None]}


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, b"\xff", b'{"a":' * 100_000])
def test_whatever_is_no_json_is_one_kind_of_error(text: str | bytes) -> None:
    with pytest.raises(ValueError):
        parse_json(text)
