"""Identifiers that sort by time (UUIDv7, RFC 9562)."""

from __future__ import annotations

import os
import threading
import time

_lock = threading.Lock()
_last_ms = 0
_counter = 0
_VARIANT = {f"{nibble:x}": f"{nibble & 3 | 8:x}" for nibble in range(16)}


def uid7() -> str:
    """A new UUIDv7 as 36 lower-case characters, strictly growing within this process."""
    return uid7s(1)[0]


def uid7s(count: int) -> list[str]:
    """``count`` new UUIDv7, each greater than the one before and than all made earlier."""
    # One system call and one reading of the clock for all of them.
    bits = os.urandom(8 * count).hex()
    ms = time.time_ns() // 1_000_000
    made = []
    with _lock:
        stamp = ""
        for at in range(0, 16 * count, 16):
            if _advance(ms, bits[at : at + 3]) or not stamp:
                stamp = f"{_last_ms:012x}"
                stamp = f"{stamp[:8]}-{stamp[8:]}-7"
            made.append(
                f"{stamp}{_counter:03x}-{_VARIANT[bits[at]]}{bits[at + 1 : at + 4]}"
                f"-{bits[at + 4 : at + 16]}"
            )
    return made


def _advance(ms: int, bits: str) -> bool:
    """Count on; whether the time stamp is another one. The lock is held."""
    global _last_ms, _counter
    if ms > _last_ms:
        # Half of the counter stays free for the identifiers that follow in this millisecond.
        _last_ms, _counter = ms, int(bits, 16) >> 1
    elif _counter < 0xFFF:
        _counter += 1
        return False
    else:
        _last_ms, _counter = _last_ms + 1, 0
    return True
