"""The signed receipt: the only thing that moves a centre's high-water mark."""

from __future__ import annotations

import base64
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from app.core.canonical import canonical
from app.services.sync_types import RejectedRow
from app.sync.crypto import SigningKey, VerifyKey
from app.sync.errors import ReceiptRefused
from app.sync.parsing import parse_json
from app.sync.schema import RECEIPT_FORMAT

UNKNOWN_CENTRE = "unknown_centre"
"""Refusal code while the district has not accepted the centre: the file waits in its inbox."""


class ReceiptStatus(StrEnum):
    """What became of a bundle."""

    ACCEPTED = "accepted"
    GAP = "gap"
    REFUSED = "refused"


@dataclass(frozen=True)
class Head:
    """The last bundle of a centre that a district took in; (0, "") before the first."""

    seq: int = 0
    sha256: str = ""


@dataclass(frozen=True)
class Receipt:
    """What a district says about one bundle file.

    Attributes:
        district: the district's name.
        centre_code, bundle_id, from_seq, to_seq: as in the bundle's header (for a file too
            damaged to open: as in its name).
        file_name, file_sha256: the file as it was received.
        status: ``accepted``, ``gap`` (an earlier bundle is missing) or ``refused``.
        code, reason: why it was not accepted; reason is a Chinese sentence.
        accepted_rows, rejected_rows: counts; together all rows of the bundle.
        rows: the rejected rows.
        head: what the district has of this centre after this bundle.
        made_at: UTC text.
    """

    district: str
    centre_code: str
    bundle_id: str
    from_seq: int
    to_seq: int
    file_name: str
    file_sha256: str
    status: ReceiptStatus
    head: Head
    made_at: str
    code: str = ""
    reason: str = ""
    accepted_rows: int = 0
    rejected_rows: int = 0
    rows: tuple[RejectedRow, ...] = ()
    format: str = RECEIPT_FORMAT

    def body(self) -> dict[str, Any]:
        """The signed part as a JSON object."""
        found = asdict(self)
        found["rows"] = list(found["rows"])
        return found


def write_receipt(receipt: Receipt, signing: SigningKey) -> bytes:
    """The receipt file: body and detached signature over its canonical bytes, one JSON."""
    body = receipt.body()
    signature = {
        "algorithm": signing.algorithm,
        "key_id": signing.public().key_id,
        "value": base64.b64encode(signing.sign(canonical(body))).decode(),
    }
    return canonical({"receipt": body, "signature": signature}) + b"\n"


def read_receipt(data: bytes, key: VerifyKey, name: str) -> Receipt:
    """The receipt in ``data`` if ``key`` signed it.

    Raises:
        ReceiptRefused: ``receipt_damaged`` or ``receipt_signature``.
    """
    try:
        found = parse_json(data)
        body, signature = found["receipt"], found["signature"]
        value = base64.b64decode(signature["value"], validate=True)
        signed_by, algorithm = signature["key_id"], signature["algorithm"]
        signed = canonical(body)
    except (ValueError, TypeError, KeyError):
        raise _damaged(name) from None
    if signed_by != key.key_id or algorithm != key.algorithm or not key.verify(value, signed):
        raise ReceiptRefused(
            "receipt_signature",
            f"回执“{name}”的签名不是已配对区平台所签，未采用。请联系区平台核实。",
        )
    try:
        return _from_body(body)
    except (ValueError, TypeError, KeyError):
        raise _damaged(name) from None


def unverified_receipt(data: str) -> Receipt:
    """A receipt that was verified when it was stored, read back."""
    return _from_body(parse_json(data)["receipt"])


def _from_body(body: dict[str, Any]) -> Receipt:
    if body["format"] != RECEIPT_FORMAT:
        raise ValueError("format")
    typed = {
        "status": ReceiptStatus(body["status"]),
        "head": Head(**body["head"]),
        "rows": tuple(RejectedRow(**row) for row in body["rows"]),
    }
    return Receipt(**{**body, **typed})


def _damaged(name: str) -> ReceiptRefused:
    return ReceiptRefused(
        "receipt_damaged", f"回执“{name}”不完整或不是回执文件，未采用。请等区平台重新生成。"
    )
