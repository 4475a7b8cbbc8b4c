"""Identifiers that sort by time (UUIDv7, RFC 9562)."""

from __future__ import annotations

import os
import threading
import time

POOL = 4096
_lock = threading.Lock()
_last_ms = 0
_counter = 0
_random = b""
_place = 0


def uid7() -> str:
    """A new UUIDv7 as 36 lower-case characters, strictly growing within this process."""
    global _last_ms, _counter, _random, _place
    with _lock:
        # Random bytes are fetched by the block: one system call for 512 identifiers.
        if _place >= len(_random):
            _random, _place = os.urandom(POOL), 0
        tail = int.from_bytes(_random[_place : _place + 8], "big")
        _place += 8
        ms = time.time_ns() // 1_000_000
        if ms > _last_ms:
            _last_ms, _counter = ms, tail >> 53
        else:
            _counter += 1
            if _counter > 0xFFF:
                _last_ms, _counter = _last_ms + 1, 0
        stamp, counter = _last_ms, _counter
    low = tail & 0x3FFFFFFFFFFFFFFF | 0x8000000000000000
    text = f"{stamp:012x}7{counter:03x}{low:016x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
