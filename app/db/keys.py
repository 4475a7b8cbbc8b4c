"""The database key: 32 random bytes, kept by the operating system and by a recovery phrase.

``keys.json`` holds the key wrapped by the phrase (Argon2id, AES-256-GCM) and, when
``YIZHAN_PASSPHRASE_FILE`` was set at set-up, by the text in that file. The operating system
keeps the bare key for the signed-in user: in its credential store through ``keyring``, or,
where there is none, in a file of the user's profile that only the user can read
(docs/decisions/keys.md says what that is worth).
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from app.core.errors import UserError
from app.core.files import explain, write_file
from app.core.ids import uid7

PHRASE_GROUPS = 10
PASSPHRASE_ENV = "YIZHAN_PASSPHRASE_FILE"  # noqa: S105 - the name of a variable
ARGON_TIME, ARGON_MEMORY_KIB, ARGON_LANES = 2, 19_456, 1
"""Argon2id cost by the OWASP minimum; the phrase alone carries 126 bits."""
SERVICE = "yizhan"


class KeyUnavailable(UserError):
    """Nothing on this machine opens the file: the recovery phrase is needed."""

    def __init__(self) -> None:
        super().__init__(
            "key_unavailable",
            "这台电脑上没有打开数据的钥匙。请输入设立中心时打印的恢复口令；数据没有被改动。",
        )


class KeysDamaged(UserError):
    """``keys.json`` is not what set-up wrote."""

    def __init__(self) -> None:
        super().__init__(
            "keys_damaged", "钥匙文件 keys.json 已损坏。请从最近的备份恢复；数据没有被改动。"
        )


def new_phrase() -> str:
    """A recovery phrase: ten groups of four digits, the last two digits check the others.

    Digits, because a number pad needs no input method and survives bad handwriting.
    """
    body = "".join(secrets.choice("0123456789") for _ in range(PHRASE_GROUPS * 4 - 2))
    digits = body + f"{98 - int(body) * 100 % 97:02d}"
    return "-".join(digits[i : i + 4] for i in range(0, len(digits), 4))


def phrase_digits(text: str) -> str | None:
    """The forty digits of a typed phrase, or None when a digit is wrong (ISO 7064 mod 97)."""
    digits = "".join(ch for ch in text.translate(_FULL_WIDTH) if ch in "0123456789")
    if len(digits) != PHRASE_GROUPS * 4 or int(digits) % 97 != 1:
        return None
    return digits


_FULL_WIDTH = {ord("０") + i: str(i) for i in range(10)}


@dataclass(frozen=True)
class NewKey:
    """What set-up made. ``phrase`` is shown and printed once and kept nowhere."""

    key: bytes
    phrase: str


class KeyRing:
    """The ways to the key of one data folder (``path``: its ``keys.json``)."""

    def __init__(self, path: Path, content: dict[str, Any] | None = None) -> None:
        self.path = path
        self._given = content

    @classmethod
    def of(cls, content: dict[str, Any]) -> KeyRing:
        """The ways to the key of a backup, whose ``keys.json`` is ``content``."""
        return cls(Path("keys.json"), content)

    def create(self) -> NewKey:
        """Make key and phrase, write ``keys.json``, hand the key to the operating system.

        Raises `UserError` ``exists`` rather than replace the only way to somebody's data.
        """
        if self.path.exists():
            raise UserError("exists", "这里已有一份钥匙文件 keys.json，没有改动。请换一个文件夹。")
        key, phrase = secrets.token_bytes(32), new_phrase()
        owner = uid7()
        wraps = [_wrap("phrase", "".join(filter(str.isdigit, phrase)), key)]
        secret = _passphrase_from_file()
        if secret:
            wraps.append(_wrap("passphrase", secret, key))
        text = json.dumps({"format": 1, "owner": owner, "wraps": wraps}, indent=1)
        write_file(self.path, text.encode())
        _keep(owner, key)
        return NewKey(key, phrase)

    def renew_phrase(self, key: bytes) -> str:
        """A new recovery phrase for ``key``; the old one opens only the backups made before."""
        content = self._content()
        phrase = new_phrase()
        others = [w for w in content["wraps"] if w["kind"] != "phrase"]
        content["wraps"] = [_wrap("phrase", "".join(filter(str.isdigit, phrase)), key), *others]
        write_file(self.path, json.dumps(content, indent=1).encode())
        return phrase

    def unlock(self) -> bytes:
        """The key from the operating system or the passphrase file. Raises `KeyUnavailable`."""
        content = self._content()
        key = _kept(content["owner"])
        if key is None:
            secret = _passphrase_from_file()
            key = self._try(secret, content) if secret else None
        if key is None:
            raise KeyUnavailable
        return key

    def unlock_with(self, phrase: str, *, keep: bool = True) -> bytes:
        """The key by the recovery phrase; ``keep`` hands it to this operating system.

        Raises `UserError` ``phrase_mistyped`` (a digit is wrong) or ``phrase_wrong``.
        """
        digits = phrase_digits(phrase)
        if digits is None:
            raise UserError("phrase_mistyped", "恢复口令有数字抄错，请对照打印的那一页再输入一遍。")
        content = self._content()
        key = self._try(digits, content)
        if key is None:
            raise UserError(
                "phrase_wrong", "恢复口令不属于这份数据。请找设立本中心时打印的那一页。"
            )
        if keep:
            _keep(content["owner"], key)
        return key

    def keeper(self) -> str:
        """Who keeps the bare key here: ``system``, ``profile`` or ``none``."""
        owner = self._content()["owner"]
        if _in_profile(owner):
            return "profile"
        return "system" if _in_store(owner) else "none"

    def _content(self) -> dict[str, Any]:
        if self._given is not None:
            _check(self._given)
            return self._given
        try:
            found: dict[str, Any] = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError as problem:
            raise UserError(
                "keys_missing", "钥匙文件 keys.json 不见了。请从最近的备份恢复；数据没有被改动。"
            ) from problem
        except OSError as problem:
            raise explain(problem, self.path) from problem
        except (ValueError, RecursionError) as problem:
            raise KeysDamaged from problem
        _check(found)
        return found

    @staticmethod
    def _try(secret: str, content: dict[str, Any]) -> bytes | None:
        for wrap in content["wraps"]:
            key = _unwrap(wrap, secret)
            if key is not None:
                return key
        return None


def _check(content: Any) -> None:
    """Raise `KeysDamaged` unless ``content`` has the shape that `KeyRing.create` writes."""
    try:
        wraps = [(w["kind"], w["salt"], w["nonce"], w["key"]) for w in content["wraps"]]
        # The owner becomes a file name: nothing but the identifier that set-up made.
        sound = bool(wraps) and re.fullmatch(r"[0-9a-f-]{36}", content["owner"])
    except (KeyError, TypeError) as problem:
        raise KeysDamaged from problem
    if not sound or not all(isinstance(part, str) for wrap in wraps for part in wrap):
        raise KeysDamaged


def _passphrase_from_file() -> str | None:
    name = os.environ.get(PASSPHRASE_ENV)
    if not name:
        return None
    try:
        text = Path(name).read_text(encoding="utf-8").strip()
    except OSError as problem:
        raise explain(problem, Path(name)) from problem
    return phrase_digits(text) or text or None


def _derive(secret: str, salt: bytes) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    derived: bytes = hash_secret_raw(
        secret.encode(), salt, ARGON_TIME, ARGON_MEMORY_KIB, ARGON_LANES, 32, Type.ID
    )
    return derived


def _wrap(kind: str, secret: str, key: bytes) -> dict[str, str]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    blob = AESGCM(_derive(secret, salt)).encrypt(nonce, key, kind.encode())
    fields = {"salt": salt, "nonce": nonce, "key": blob}
    encoded = {name: base64.b64encode(value).decode() for name, value in fields.items()}
    return {"kind": kind, "kdf": "argon2id", "cipher": "AES-256-GCM", **encoded}


def _unwrap(wrap: dict[str, str], secret: str) -> bytes | None:
    from argon2.exceptions import HashingError
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        salt, nonce, blob = (base64.b64decode(wrap[name]) for name in ("salt", "nonce", "key"))
        return AESGCM(_derive(secret, salt)).decrypt(nonce, blob, wrap["kind"].encode())
    except (InvalidTag, HashingError, ValueError):
        return None


# -- the operating system's side ---------------------------------------------------------


def _profile_file(owner: str) -> Path:
    return Path(platformdirs.user_config_dir("yizhan", appauthor=False)) / "keys" / f"{owner}.key"


def _keep(owner: str, key: bytes) -> None:
    store, text = _system_store(), base64.b64encode(key).decode()
    # A store that fails, or takes the key and does not give it back, is no store.
    with contextlib.suppress(Exception):
        if store is not None:
            store.set_password(SERVICE, owner, text)
            if store.get_password(SERVICE, owner) == text:
                return
    # A profile that cannot be written leaves the phrase as the only way, which still works.
    with contextlib.suppress(OSError):
        _write_profile(_profile_file(owner), key)


def _write_profile(target: Path, key: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = target.with_suffix(".tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(descriptor)
    temporary.replace(target)


def _kept(owner: str) -> bytes | None:
    return _in_profile(owner) or _in_store(owner)


def _in_profile(owner: str) -> bytes | None:
    try:
        key = _profile_file(owner).read_bytes()
    except OSError:
        return None
    return key if len(key) == 32 else None


def _in_store(owner: str) -> bytes | None:
    store = _system_store()
    # A locked or broken store is no store.
    with contextlib.suppress(Exception):
        key = base64.b64decode(store.get_password(SERVICE, owner) or "") if store else b""
        return key if len(key) == 32 else None
    return None


def _system_store() -> Any:
    """The ``keyring`` backend if it is a real one; importing it is slow, so only when asked."""
    import keyring
    from keyring.backends import fail, null

    backend = keyring.get_keyring()
    return None if isinstance(backend, fail.Keyring | null.Keyring) else backend
