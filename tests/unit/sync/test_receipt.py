from __future__ import annotations

import json
from dataclasses import replace

import pytest

from app.sync.crypto import new_signing_key
from app.sync.errors import ReceiptRefused
from app.sync.ports import RejectedRow
from app.sync.receipt import (
    Head,
    Receipt,
    ReceiptStatus,
    read_receipt,
    unverified_receipt,
    write_receipt,
)

SIGNING = new_signing_key()
RECEIPT = Receipt(
    district="拱墅区平台", centre_code="330105001", bundle_id="b", from_seq=1, to_seq=9,
    file_name="f.yzb", file_sha256="00", status=ReceiptStatus.ACCEPTED, head=Head(9, "00"),
    made_at="2026-03-02T00:00:00Z", accepted_rows=8, rejected_rows=1,
    rows=(RejectedRow("member", "u", 1, 3, "id_checksum", "校验不符。"),),
)  # fmt: skip


def test_round_trip() -> None:
    data = write_receipt(RECEIPT, SIGNING)
    assert read_receipt(data, SIGNING.public(), "x") == RECEIPT
    assert unverified_receipt(data.decode()) == RECEIPT
    assert write_receipt(RECEIPT, SIGNING) == data


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("status",), "gap"), (("to_seq",), 10), (("rows",), []), (("head", "seq"), 10),
        (("accepted_rows",), 9), (("made_at",), ""), (("centre_code",), "330105002"),
    ],
)  # fmt: skip
def test_every_member_is_signed(path: tuple[str, ...], value: object) -> None:
    found = json.loads(write_receipt(RECEIPT, SIGNING))
    inner = found["receipt"]
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = value
    with pytest.raises(ReceiptRefused) as caught:
        read_receipt(json.dumps(found).encode(), SIGNING.public(), "回执名")
    assert caught.value.code == "receipt_signature"
    assert "回执名" in caught.value.message


def test_another_key_is_no_district() -> None:
    with pytest.raises(ReceiptRefused) as caught:
        read_receipt(write_receipt(RECEIPT, new_signing_key()), SIGNING.public(), "x")
    assert caught.value.code == "receipt_signature"


def test_a_receipt_of_another_version_is_not_guessed_at() -> None:
    data = write_receipt(replace(RECEIPT, format="yizhan-receipt/9"), SIGNING)
    with pytest.raises(ReceiptRefused) as caught:
        read_receipt(data, SIGNING.public(), "x")
    assert caught.value.code == "receipt_damaged"


def test_every_flipped_byte_is_found() -> None:
    data = write_receipt(RECEIPT, SIGNING)
    for at in range(len(data) - 1):
        flipped = bytearray(data)
        flipped[at] ^= 1
        with pytest.raises(ReceiptRefused):
            read_receipt(bytes(flipped), SIGNING.public(), "x")


@pytest.mark.parametrize(
    "data",
    [b"[" * 100_000, b'{"receipt":' * 2000, b'{"receipt":"\\ud800","signature":{"value":""}}'],
)
def test_a_receipt_made_to_break_a_reader(data: bytes) -> None:
    with pytest.raises(ReceiptRefused) as caught:
        read_receipt(data, SIGNING.public(), "r")
    assert caught.value.code == "receipt_damaged"
