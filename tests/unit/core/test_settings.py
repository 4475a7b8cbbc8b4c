"""The catalogue of settings."""

from __future__ import annotations

import json

from app.core.settings import BY_KEY, CATALOGUE


def test_every_setting_is_declared_once_with_words_and_a_known_kind() -> None:
    assert len(BY_KEY) == len(CATALOGUE)
    for spec in CATALOGUE:
        assert spec.label
        assert spec.kind in {"text", "fen", "number", "flag", "list"}


def test_defaults_fit_their_kind_and_can_be_stored() -> None:
    types = {"text": str, "fen": int, "number": int, "flag": bool, "list": tuple}
    for spec in CATALOGUE:
        assert type(spec.default) is types[spec.kind], spec.key
        stored = json.loads(json.dumps(spec.default))
        assert stored == (list(spec.default) if spec.kind == "list" else spec.default)


def test_what_the_product_counts_by_itself_is_not_on_the_settings_page() -> None:
    for key in ("next_member_no", "demo", "last_backup"):
        assert BY_KEY[key].section == ""
