"""The ways to the key, and what happens when there is none."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import null

from app.core.errors import UserError
from app.db import keys
from app.db.keys import KeyRing, KeysDamaged, KeyUnavailable, new_phrase, phrase_digits


class Store(KeyringBackend):
    """A credential store as an operating system has it; ``broken`` like a locked one."""

    priority = 1

    def __init__(self, broken: bool = False, forgetful: bool = False) -> None:
        super().__init__()
        self.broken, self.forgetful = broken, forgetful
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.broken:
            raise keyring.errors.KeyringLocked("locked")
        if not self.forgetful:
            self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        if self.broken:
            raise keyring.errors.KeyringLocked("locked")
        return self.kept.get((service, username))


@pytest.fixture(autouse=True)
def no_store():
    """No credential store unless a test brings one."""
    before = keyring.get_keyring()
    keyring.set_keyring(null.Keyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    return KeyRing(tmp_path / "keys.json")


def use(store: Store) -> Store:
    keyring.set_keyring(store)
    return store


def profile_files(home: Path) -> list[Path]:
    return sorted(home.rglob("*.key"))


def other_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Another computer: nothing of this one's profile or credential store."""
    keyring.set_keyring(null.Keyring())
    for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "other"))


# -- the phrase ----------------------------------------------------------------------------


def test_a_phrase_is_ten_groups_of_digits_and_never_twice_the_same() -> None:
    phrases = {new_phrase() for _ in range(50)}
    assert len(phrases) == 50
    for phrase in phrases:
        groups = phrase.split("-")
        assert [len(group) for group in groups] == [4] * 10
        assert phrase_digits(phrase) == "".join(groups)


def test_it_may_be_typed_with_blanks_full_width_or_no_sign_at_all() -> None:
    phrase = new_phrase()
    plain = phrase.replace("-", "")
    wide = "".join(chr(ord(ch) + 0xFEE0) for ch in plain)
    for typed in (
        plain,
        phrase.replace("-", " "),
        f"  {phrase}\n",
        wide,
        phrase.replace("-", "－"),
    ):
        assert phrase_digits(typed) == plain


def test_every_single_mistyped_digit_and_every_swap_of_neighbours_is_noticed() -> None:
    plain = new_phrase().replace("-", "")
    for place, digit in enumerate(plain):
        for wrong in "0123456789":
            if wrong != digit:
                assert phrase_digits(plain[:place] + wrong + plain[place + 1 :]) is None
        swapped = plain[:place] + plain[place : place + 2][::-1] + plain[place + 2 :]
        if swapped != plain:
            assert phrase_digits(swapped) is None


@pytest.mark.parametrize("typed", ["", "1234", "²" * 40, "٣" * 40, "abc", "9" * 41])
def test_what_is_no_phrase_is_no_crash(ring: KeyRing, typed: str) -> None:
    ring.create()
    with pytest.raises(UserError) as caught:
        ring.unlock_with(typed)
    assert caught.value.code == "phrase_mistyped"


# -- set-up and unlocking ------------------------------------------------------------------


def test_the_machine_that_set_it_up_opens_it_by_itself(ring: KeyRing, home: Path) -> None:
    made = ring.create()
    assert len(made.key) == 32
    assert KeyRing(ring.path).unlock() == made.key
    assert ring.keeper() == "profile"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such bits")
def test_only_the_user_can_read_the_key_in_the_profile(ring: KeyRing, home: Path) -> None:
    ring.create()
    (file,) = profile_files(home)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) & 0o077 == 0


def test_neither_key_nor_phrase_stands_in_the_keys_file(ring: KeyRing) -> None:
    made = ring.create()
    text = ring.path.read_text()
    assert made.phrase.replace("-", "") not in text.replace("-", "")
    assert made.key.hex() not in text
    wrap = json.loads(text)["wraps"][0]
    assert wrap["kdf"] == "argon2id"


def test_the_credential_store_keeps_it_when_there_is_one(ring: KeyRing, home: Path) -> None:
    store = use(Store())
    made = ring.create()
    assert len(store.kept) == 1
    assert profile_files(home) == []
    assert ring.keeper() == "system"
    assert ring.unlock() == made.key


@pytest.mark.parametrize("fault", ["broken", "forgetful"])
def test_a_store_that_fails_is_no_store(ring: KeyRing, home: Path, fault: str) -> None:
    use(Store(**{fault: True}))
    made = ring.create()
    assert ring.keeper() == "profile"
    assert ring.unlock() == made.key


def test_a_store_that_breaks_later_asks_for_the_phrase(ring: KeyRing) -> None:
    store = use(Store())
    made = ring.create()
    store.broken = True
    with pytest.raises(KeyUnavailable):
        ring.unlock()
    assert ring.keeper() == "none"
    assert ring.unlock_with(made.phrase) == made.key


def test_a_spoilt_value_in_the_store_is_no_key(ring: KeyRing) -> None:
    store = use(Store())
    ring.create()
    store.kept = dict.fromkeys(store.kept, "not base 64!")
    with pytest.raises(KeyUnavailable):
        ring.unlock()


def test_elsewhere_the_phrase_opens_it_and_nothing_is_altered(
    ring: KeyRing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = ring.create()
    before = ring.path.read_bytes()
    other_machine(monkeypatch, tmp_path)
    with pytest.raises(KeyUnavailable, match="恢复口令"):
        ring.unlock()
    assert ring.keeper() == "none"
    assert ring.unlock_with(made.phrase, keep=False) == made.key
    with pytest.raises(KeyUnavailable):
        ring.unlock()
    assert ring.unlock_with(made.phrase) == made.key
    assert ring.unlock() == made.key
    assert ring.path.read_bytes() == before


def test_another_centres_phrase_is_refused(ring: KeyRing) -> None:
    ring.create()
    with pytest.raises(UserError) as caught:
        ring.unlock_with(new_phrase())
    assert caught.value.code == "phrase_wrong"


def test_a_new_phrase_ends_the_old_one(ring: KeyRing) -> None:
    made = ring.create()
    phrase = ring.renew_phrase(made.key)
    assert ring.unlock_with(phrase) == made.key
    with pytest.raises(UserError) as caught:
        ring.unlock_with(made.phrase)
    assert caught.value.code == "phrase_wrong"
    assert ring.unlock() == made.key


def test_a_passphrase_file_opens_it_where_there_is_no_store(
    ring: KeyRing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    secret = tmp_path / "口令.txt"
    secret.write_text("一句只有值班室知道的话\n", encoding="utf-8")
    monkeypatch.setenv(keys.PASSPHRASE_ENV, str(secret))
    made = ring.create()
    other_machine(monkeypatch, tmp_path)
    assert ring.unlock() == made.key
    secret.write_text("另一句话", encoding="utf-8")
    with pytest.raises(KeyUnavailable):
        ring.unlock()
    secret.write_text(made.phrase)
    assert ring.unlock() == made.key
    secret.unlink()
    with pytest.raises(UserError, match=r"找不到“口令\.txt”"):
        ring.unlock()


# -- damage --------------------------------------------------------------------------------


def test_an_existing_keys_file_is_never_replaced(ring: KeyRing) -> None:
    ring.create()
    before = ring.path.read_bytes()
    with pytest.raises(UserError, match="没有改动"):
        KeyRing(ring.path).create()
    assert ring.path.read_bytes() == before


def test_a_missing_keys_file_is_said(ring: KeyRing) -> None:
    with pytest.raises(UserError) as caught:
        ring.unlock()
    assert caught.value.code == "keys_missing"


def spoil(content: dict[str, Any]) -> list[Any]:
    wrap = content["wraps"][0]
    return [
        "not json at all",
        [],
        {},
        {**content, "owner": "../../../etc/x"},
        {**content, "owner": 5},
        {**content, "wraps": []},
        {**content, "wraps": [{"kind": "phrase"}]},
        {**content, "wraps": [{**wrap, "salt": 1}]},
    ]


@pytest.mark.parametrize("number", range(8))
def test_a_damaged_keys_file_is_said_and_left_alone(ring: KeyRing, number: int) -> None:
    made = ring.create()
    bad = spoil(json.loads(ring.path.read_text()))[number]
    ring.path.write_text(bad if isinstance(bad, str) else json.dumps(bad))
    before = ring.path.read_bytes()
    for attempt in (ring.unlock, ring.keeper, lambda: ring.unlock_with(made.phrase)):
        with pytest.raises(KeysDamaged, match=r"备份恢复"):
            attempt()
    assert ring.path.read_bytes() == before


def test_spoilt_characters_in_a_wrap_open_nothing(ring: KeyRing) -> None:
    made = ring.create()
    content = json.loads(ring.path.read_text())
    content["wraps"][0]["key"] = "%%%"
    ring.path.write_text(json.dumps(content))
    with pytest.raises(UserError) as caught:
        ring.unlock_with(made.phrase)
    assert caught.value.code == "phrase_wrong"


def test_a_keys_file_of_endless_brackets_is_damaged(ring: KeyRing) -> None:
    ring.path.write_text("[" * 200_000)
    with pytest.raises(KeysDamaged):
        ring.unlock()


def test_a_wrap_with_a_short_salt_opens_nothing(ring: KeyRing) -> None:
    made = ring.create()
    content = json.loads(ring.path.read_text())
    for wrap in content["wraps"]:
        wrap["salt"] = "AA=="
    ring.path.write_text(json.dumps(content))
    with pytest.raises(UserError, match="不属于"):
        ring.unlock_with(made.phrase)
