"""Canonical JSON: one byte sequence per value, for hashes and signatures."""

from __future__ import annotations

import hashlib
import json
from typing import Any

_encode = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
).encode


def canonical(value: Any) -> bytes:
    """``value`` (str, int, bool, None, list, dict) as UTF-8 JSON with sorted keys, no blanks."""
    return _encode(value).encode()


def digest(data: bytes) -> str:
    """SHA-256 of ``data`` as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()
