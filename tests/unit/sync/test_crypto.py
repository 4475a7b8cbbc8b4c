from __future__ import annotations

import pytest

from app.sync.crypto import (
    Ed25519Signing,
    load_identity,
    load_recipient,
    load_signing_key,
    load_verify_key,
    new_identity,
    new_signing_key,
)
from app.sync.errors import DecryptFailed, KeyProblem


def test_rfc_8032_vector() -> None:
    secret = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    key = Ed25519Signing(secret)
    assert key.sign(b"").hex() == (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )


def test_signatures_hold_for_their_bytes_only() -> None:
    key = new_signing_key()
    public = load_verify_key(key.public().text)
    signature = load_signing_key(key.secret).sign(b"bundle")
    assert public.verify(signature, b"bundle")
    assert not public.verify(signature, b"bundlE")
    assert not public.verify(signature[:-1], b"bundle")
    assert not public.verify(b"", b"bundle")
    assert not new_signing_key().public().verify(signature, b"bundle")


def test_only_the_recipient_reads() -> None:
    identity, other = new_identity(), new_identity()
    sealed = load_recipient(identity.public().text).encrypt("王𬱖".encode())
    assert load_identity(identity.secret).decrypt(sealed).decode() == "王𬱖"
    with pytest.raises(DecryptFailed) as caught:
        other.decrypt(sealed)
    assert caught.value.no_match
    with pytest.raises(DecryptFailed) as caught:
        identity.decrypt(sealed[:-1])
    assert not caught.value.no_match


def test_key_ids_are_stable_short_and_different() -> None:
    key = new_signing_key().public()
    assert load_verify_key(key.text).key_id == key.key_id
    assert len(key.key_id) == 16
    assert key.key_id != new_signing_key().public().key_id


def test_texts_name_their_algorithm() -> None:
    signing, identity = new_signing_key(), new_identity()
    assert signing.public().text.startswith("ed25519:")
    assert signing.secret.startswith("ed25519-secret:")
    assert identity.public().text.startswith("age-x25519:age1")
    assert identity.secret.startswith("age-x25519-secret:AGE-SECRET-KEY-1")


def test_a_public_key_is_not_taken_for_a_private_one() -> None:
    with pytest.raises(KeyProblem):
        load_signing_key(new_signing_key().public().text)
    with pytest.raises(KeyProblem):
        load_verify_key(new_signing_key().secret)


@pytest.mark.parametrize("load", [load_verify_key, load_recipient, load_signing_key, load_identity])
@pytest.mark.parametrize("text", ["", "sm2:AAAA", "ed448:", "age1xyz"])
def test_unknown_algorithms_ask_for_an_upgrade(load: object, text: str) -> None:
    with pytest.raises(KeyProblem, match="升级"):
        load(text)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("load", "text"),
    [
        (load_verify_key, "ed25519:AAAA"),
        (load_verify_key, "ed25519:***"),
        (load_verify_key, "ed25519:王"),
        (load_signing_key, "ed25519-secret:AAAA"),
        (load_recipient, "age-x25519:age1xyz"),
        (load_identity, "age-x25519-secret:AGE-SECRET-KEY-1"),
    ],
)
def test_damaged_keys_are_refused(load: object, text: str) -> None:
    with pytest.raises(KeyProblem, match="损坏"):
        load(text)  # type: ignore[operator]
