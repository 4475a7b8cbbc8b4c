"""The readable first lines of a bundle file, and its name."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

from app.core.canonical import canonical
from app.sync.errors import BundleRefused
from app.sync.parsing import parse_json
from app.sync.schema import FORMAT, UUID

MAGIC = b"YIZHAN-BUNDLE\n"
MOST_HEADER = 4096
SUFFIX = ".yzb"
RECEIPT_SUFFIX = ".receipt.json"
CENTRE_CODE = "[0-9A-Za-z]{1,32}"
_NAME = re.compile(rf"({CENTRE_CODE})-([0-9]{{1,18}})-([0-9]{{1,18}})-({UUID})\.yzb", re.ASCII)


class Kind(StrEnum):
    """What a bundle is for."""

    REGULAR = "regular"
    REFILL = "refill"


@dataclass(frozen=True)
class BundleHeader:
    """Who sends what to whom. Stands in clear before the ciphertext and, signed, inside it.

    Attributes:
        format: `FORMAT`.
        bundle_id: UUIDv7.
        kind: ``regular``, or ``refill`` when it closes a gap and may overlap.
        centre_code: the sending centre.
        from_seq, to_seq: first and last outbox number of the frozen range.
        previous_sha256: SHA-256 of the file before it in the chain, empty for the first.
        made_at: UTC text.
        digest, signature, encryption: algorithm names.
        signing_key, recipient_key: key ids (`app.sync.crypto.key_id`).
    """

    format: str
    bundle_id: str
    kind: str
    centre_code: str
    from_seq: int
    to_seq: int
    previous_sha256: str
    made_at: str
    digest: str
    signature: str
    signing_key: str
    encryption: str
    recipient_key: str

    def to_bytes(self) -> bytes:
        """The header line, without its line end."""
        return canonical(asdict(self))

    @property
    def file_name(self) -> str:
        """``<centre>-<from>-<to>-<bundle id>.yzb``."""
        return f"{self.centre_code}-{self.from_seq}-{self.to_seq}-{self.bundle_id}{SUFFIX}"

    @classmethod
    def from_object(cls, found: Any) -> BundleHeader:
        """Check a parsed JSON object; raises ValueError or TypeError."""
        header = cls(**found)
        for column in fields(cls):
            kind = int if column.type == "int" else str
            if type(getattr(header, column.name)) is not kind:
                raise TypeError(column.name)
        if header.format != FORMAT:
            raise ValueError("format")
        if not _NAME.fullmatch(header.file_name) or not 1 <= header.from_seq <= header.to_seq:
            raise ValueError("range")
        return header


@dataclass(frozen=True)
class BundleName:
    """What a bundle's file name says."""

    centre_code: str
    from_seq: int
    to_seq: int
    bundle_id: str


def parse_name(name: str) -> BundleName | None:
    """Read a bundle's file name; None when it is no bundle's name."""
    found = _NAME.fullmatch(name)
    if not found:
        return None
    return BundleName(found[1], int(found[2]), int(found[3]), found[4])


def split_file(data: bytes) -> tuple[BundleHeader, bytes, bytes]:
    """Header, its exact bytes, and the ciphertext of a bundle file.

    Raises:
        BundleRefused: part ``magic`` or ``header``.
    """
    if not data.startswith(MAGIC):
        raise BundleRefused(
            "damaged_magic", "magic", "文件开头的标记不对，这不是上报包，或开头已损坏。"
        )
    end = data.find(b"\n", len(MAGIC), len(MAGIC) + MOST_HEADER)
    line = data[len(MAGIC) : end] if end > 0 else b""
    try:
        header = BundleHeader.from_object(parse_json(line))
        same = header.to_bytes() == line
    except (ValueError, TypeError):
        raise header_refused() from None
    if not same:
        raise header_refused()
    return header, line, data[end + 1 :]


def header_refused(detail: str = "") -> BundleRefused:
    """The refusal of a header that is damaged or was changed."""
    tail = f"（{detail}）" if detail else ""
    return BundleRefused(
        "damaged_header", "header", f"文件头已损坏或被改动{tail}，请中心重新发送原文件。"
    )
