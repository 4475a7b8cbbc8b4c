"""Signatures and encryption, each behind a name so that SM2/SM3/SM4 can join.

A key is one text ``<algorithm>:<key>``; its id is the first 16 hex digits of the SHA-256 of the
public text. Ed25519 comes from ``cryptography``, the age format with X25519 from ``pyrage``.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Protocol, TypeVar, cast

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from app.core.canonical import digest
from app.sync.errors import DecryptFailed, KeyProblem

ED25519 = "ed25519"
AGE_X25519 = "age-x25519"
DIGEST = "sha-256"
_SECRET = "-secret"  # noqa: S105 - a suffix of the algorithm name, no secret

Key = TypeVar("Key")


class VerifyKey(Protocol):
    """The public half of a signing key."""

    algorithm: str

    @property
    def text(self) -> str:
        """``<algorithm>:<key>``, for a pair file."""
        ...

    @property
    def key_id(self) -> str:
        """16 hex digits."""
        ...

    def verify(self, signature: bytes, data: bytes) -> bool:
        """Whether ``signature`` was made over ``data`` by the other half."""
        ...


class SigningKey(Protocol):
    """A private key that signs."""

    algorithm: str

    @property
    def secret(self) -> str:
        """The private key as text, for a protected place only."""
        ...

    def public(self) -> VerifyKey:
        """The half to hand out."""
        ...

    def sign(self, data: bytes) -> bytes:
        """Detached signature over ``data``."""
        ...


class Recipient(Protocol):
    """Somebody to encrypt to."""

    algorithm: str

    @property
    def text(self) -> str:
        """``<algorithm>:<key>``, for a pair file."""
        ...

    @property
    def key_id(self) -> str:
        """16 hex digits."""
        ...

    def encrypt(self, data: bytes) -> bytes:
        """Ciphertext only the identity can open."""
        ...


class Identity(Protocol):
    """The private half of a recipient."""

    algorithm: str

    @property
    def secret(self) -> str:
        """The private key as text, for a protected place only."""
        ...

    def public(self) -> Recipient:
        """The half to hand out."""
        ...

    def decrypt(self, data: bytes) -> bytes:
        """The plaintext; raises `DecryptFailed`."""
        ...


def key_id(text: str) -> str:
    """Id of the public key ``text``."""
    return digest(text.encode())[:16]


class Ed25519Verify:
    """Ed25519 public key."""

    algorithm = ED25519

    def __init__(self, raw: bytes) -> None:
        self._key = Ed25519PublicKey.from_public_bytes(raw)
        self.text = f"{ED25519}:{base64.b64encode(raw).decode()}"
        self.key_id = key_id(self.text)

    def verify(self, signature: bytes, data: bytes) -> bool:
        """Whether ``signature`` was made over ``data``."""
        try:
            self._key.verify(signature, data)
        except InvalidSignature:
            return False
        return True


class Ed25519Signing:
    """Ed25519 private key."""

    algorithm = ED25519

    def __init__(self, raw: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(raw)

    @property
    def secret(self) -> str:
        """``ed25519-secret:<base64 of 32 bytes>``."""
        raw = self._key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
        return f"{ED25519}{_SECRET}:{base64.b64encode(raw).decode()}"

    def public(self) -> Ed25519Verify:
        """The public half."""
        return Ed25519Verify(self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))

    def sign(self, data: bytes) -> bytes:
        """64 bytes."""
        return self._key.sign(data)


class AgeRecipient:
    """age X25519 recipient (``age1…``)."""

    algorithm = AGE_X25519

    def __init__(self, name: str) -> None:
        self._key = pyrage.x25519.Recipient.from_str(name)
        self.text = f"{AGE_X25519}:{name}"
        self.key_id = key_id(self.text)

    def encrypt(self, data: bytes) -> bytes:
        """A binary age file."""
        return cast("bytes", pyrage.encrypt(data, [self._key]))


class AgeIdentity:
    """age X25519 identity (``AGE-SECRET-KEY-1…``)."""

    algorithm = AGE_X25519

    def __init__(self, name: str) -> None:
        self._key = pyrage.x25519.Identity.from_str(name)

    @property
    def secret(self) -> str:
        """``age-x25519-secret:AGE-SECRET-KEY-1…``."""
        return f"{AGE_X25519}{_SECRET}:{self._key}"

    def public(self) -> AgeRecipient:
        """The recipient to hand out."""
        return AgeRecipient(str(self._key.to_public()))

    def decrypt(self, data: bytes) -> bytes:
        """The content of a binary age file; raises `DecryptFailed`."""
        try:
            return cast("bytes", pyrage.decrypt(data, [self._key]))
        except pyrage.DecryptError as error:
            raise DecryptFailed(str(error), no_match="No matching" in str(error)) from None


def new_signing_key() -> SigningKey:
    """A fresh Ed25519 key."""
    raw = Ed25519PrivateKey.generate().private_bytes(
        Encoding.Raw, PrivateFormat.Raw, NoEncryption()
    )
    return Ed25519Signing(raw)


def new_identity() -> Identity:
    """A fresh age X25519 identity."""
    return AgeIdentity(str(pyrage.x25519.Identity.generate()))


def _from_base64(make: Callable[[bytes], Key]) -> Callable[[str], Key]:
    return lambda text: make(base64.b64decode(text, validate=True))


_VERIFY: dict[str, Callable[[str], VerifyKey]] = {ED25519: _from_base64(Ed25519Verify)}
_SIGNING: dict[str, Callable[[str], SigningKey]] = {ED25519 + _SECRET: _from_base64(Ed25519Signing)}
_RECIPIENT: dict[str, Callable[[str], Recipient]] = {AGE_X25519: AgeRecipient}
_IDENTITY: dict[str, Callable[[str], Identity]] = {AGE_X25519 + _SECRET: AgeIdentity}


def load_verify_key(text: str) -> VerifyKey:
    """Read a public signing key; raises `KeyProblem`."""
    return _load(_VERIFY, text)


def load_signing_key(text: str) -> SigningKey:
    """Read a private signing key; raises `KeyProblem`."""
    return _load(_SIGNING, text)


def load_recipient(text: str) -> Recipient:
    """Read a recipient; raises `KeyProblem`."""
    return _load(_RECIPIENT, text)


def load_identity(text: str) -> Identity:
    """Read an identity; raises `KeyProblem`."""
    return _load(_IDENTITY, text)


def _load(known: dict[str, Callable[[str], Key]], text: str) -> Key:
    algorithm, _, body = text.partition(":")
    if algorithm not in known:
        raise KeyProblem("key_algorithm", "密钥的算法本版本不认识，请升级程序或重新索取配对文件。")
    try:
        return known[algorithm](body)
    except (ValueError, binascii.Error, pyrage.RecipientError, pyrage.IdentityError):
        raise KeyProblem("key_damaged", "密钥内容已损坏，请重新索取配对文件。") from None
