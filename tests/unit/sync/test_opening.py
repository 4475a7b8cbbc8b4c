from __future__ import annotations

import json
import random
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from app.core.canonical import canonical
from app.sync import bundle as bundle_module
from app.sync.bundle import DESCRIPTOR, seal
from app.sync.crypto import new_identity, new_signing_key
from app.sync.errors import BundleRefused
from app.sync.header import MAGIC, BundleHeader, split_file
from app.sync.opening import OpenedBundle, open_bundle
from app.sync.schema import ATTENDANCE, ENTITIES, MEAL, MEMBER
from tests.unit.sync.doubles import (
    CODE,
    Sealed,
    attendance_row,
    meal_row,
    member_row,
    uid,
)

ROWS = {
    "member": [member_row(1, 1), member_row(2, 2, deleted=1)],
    "attendance": [attendance_row(3, 3, 1)],
    "meal": [meal_row(4, 4, 1), meal_row(5, 5, 1, slot="dinner", price_fen=800)],
}


def opened(sealed: Sealed, data: bytes) -> OpenedBundle:
    return open_bundle(data, sealed.identity, sealed.find_key)


def refused(sealed: Sealed, data: bytes) -> BundleRefused:
    with pytest.raises(BundleRefused) as caught:
        opened(sealed, data)
    assert caught.value.message.endswith(("。", "）。"))
    return caught.value


def text(rows: list[tuple[Any, ...]]) -> list[list[str]]:
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


def test_round_trip(sealed: Sealed) -> None:
    built = sealed.build(ROWS)
    found = opened(sealed, built.data)
    assert found.header == built.header
    assert found.sha256 == built.sha256
    assert found.rows == {"member": 2, "attendance": 1, "meal": 2} == built.rows
    assert found.totals == {"people": 1, "visits": 1, "meals": 2, "fen": 2000} == built.totals
    assert (found.anchor.seq, found.anchor.hash) == (7, "ab" * 32)
    for entity in ENTITIES:
        assert list(found.read(entity)) == text(ROWS[entity.name])


def test_an_empty_bundle_round_trips(sealed: Sealed) -> None:
    found = opened(sealed, sealed.build({}).data)
    assert found.totals == {"people": 0, "visits": 0, "meals": 0, "fen": 0}


def test_every_header_byte_matters(sealed: Sealed) -> None:
    data = sealed.build(ROWS).data
    end = data.index(b"\n", len(MAGIC)) + 1
    for at in range(end):
        for bit in (1, 0x20):
            flipped = bytearray(data)
            flipped[at] ^= bit
            part = refused(sealed, bytes(flipped)).part
            assert part == ("magic" if at < len(MAGIC) else "header"), at


def test_every_kind_of_ciphertext_byte_matters(sealed: Sealed) -> None:
    rows = {"attendance": [attendance_row(n, n, 1) for n in range(1, 900)]}
    data = sealed.build(rows).data
    start = data.index(b"\n", len(MAGIC)) + 1
    spots = random.Random(1)
    sample = {*range(start, start + 260), *(spots.randrange(start, len(data)) for _ in range(200))}
    for at in sorted(sample | {len(data) - 1}):
        flipped = bytearray(data)
        flipped[at] ^= 1 << spots.randrange(8)
        assert refused(sealed, bytes(flipped)).part == "encryption", at


@pytest.mark.parametrize("keep", [0, 5, 14, 40, 300, 600, -1])
def test_a_torn_file_is_refused(sealed: Sealed, keep: int) -> None:
    refused(sealed, sealed.build(ROWS).data[:keep])


def test_bytes_behind_the_end_are_refused(sealed: Sealed) -> None:
    assert refused(sealed, sealed.build(ROWS).data + b"\n").part == "encryption"


def test_another_districts_file(sealed: Sealed) -> None:
    data = sealed.build(ROWS).data
    sealed.identity = new_identity()
    found = refused(sealed, data)
    assert (found.code, found.part) == ("wrong_recipient", "encryption")
    assert "配对文件" in found.message


def test_an_unknown_centre(sealed: Sealed) -> None:
    data = sealed.build(ROWS).data
    sealed.signing = new_signing_key()
    assert refused(sealed, data).code == "unknown_centre"


def package_of(sealed: Sealed, data: bytes) -> bytes:
    payload = sealed.identity.decrypt(split_file(data)[2])
    return payload.partition(b"\n")[2]


def test_a_package_handed_on_to_another_district_is_refused(sealed: Sealed) -> None:
    """A district cannot pass a centre's signed package off as sent to somebody else."""
    built = sealed.build(ROWS)
    other = Sealed(sealed.signing)
    passed_on = seal(
        other.header(), package_of(sealed, built.data), sealed.signing, other.identity.public()
    )
    assert refused(other, passed_on).part == "header"
    again = seal(
        built.header, package_of(sealed, built.data), sealed.signing, other.identity.public()
    )
    assert refused(other, again).code == "wrong_recipient"


def test_a_changed_package_breaks_the_signature(sealed: Sealed) -> None:
    built = sealed.build(ROWS)
    package = bytearray(package_of(sealed, built.data))
    package[50] ^= 1

    class OldSignature:
        algorithm = sealed.signing.algorithm
        public = sealed.signing.public

        def sign(self, _: bytes) -> bytes:
            return sealed.signing.sign(package_of(sealed, built.data))

    forged = seal(built.header, bytes(package), OldSignature(), sealed.identity.public())  # type: ignore[arg-type]
    assert refused(sealed, forged).code == "bad_signature"


def test_a_key_of_one_centre_does_not_speak_for_another(sealed: Sealed) -> None:
    built = sealed.build(ROWS, centre_code="330105002")
    assert refused(sealed, built.data).code == "foreign_key"


def repacked(
    sealed: Sealed, change: Callable[[dict[str, bytes], dict[str, Any]], None], **header: Any
) -> bytes:
    """A bundle signed by the centre itself whose package was put together wrongly."""
    built = sealed.build(ROWS, **header)
    with zipfile.ZipFile(BytesIO(package_of(sealed, built.data))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    descriptor = json.loads(files.pop(DESCRIPTOR))
    change(files, descriptor)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        archive.writestr(DESCRIPTOR, canonical(descriptor))
    return seal(built.header, out.getvalue(), sealed.signing, sealed.identity.public())


def resource(descriptor: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in descriptor["resources"] if one["name"] == name)


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (lambda f, d: f.update({MEAL.path: f[MEAL.path].replace(b"1200", b"9200")}), MEAL.path),
        (lambda f, d: f.update({MEAL.path: f[MEAL.path] + b"x"}), MEAL.path),
        (lambda f, d: f.pop(MEMBER.path), "package"),
        (lambda f, d: f.update({"faces/1.jpg": b"x"}), "package"),
        (lambda f, d: resource(d, "member").update(rows=3), MEMBER.path),
        (lambda f, d: resource(d, "member").update(hash="sha256:" + "0" * 64), MEMBER.path),
        (lambda f, d: resource(d, "member").pop("bytes"), MEMBER.path),
        (lambda f, d: d["control_totals"].update(fen=1), "totals"),
        (lambda f, d: d["control_totals"].update(extra=1), "totals"),
        (lambda f, d: d.pop("control_totals"), "package"),
        (lambda f, d: d.pop("audit"), "package"),
        (lambda f, d: d.pop("bundle"), "package"),
        (lambda f, d: d.update(resources=[]), "package"),
        (lambda f, d: d["bundle"].update(to_seq=901), "header"),
        (lambda f, d: d["bundle"].update(centre_code="330105002"), "header"),
        (lambda f, d: d["bundle"].update(from_seq=True), "package"),
    ],
)
def test_what_the_package_says_must_be_true(
    sealed: Sealed, change: Callable[[dict[str, bytes], dict[str, Any]], None], part: str
) -> None:
    assert refused(sealed, repacked(sealed, change)).part == part


def with_table(content: bytes) -> Callable[[dict[str, bytes], dict[str, Any]], None]:
    def change(files: dict[str, bytes], descriptor: dict[str, Any]) -> None:
        from app.core.canonical import digest

        files[ATTENDANCE.path] = content
        resource(descriptor, "attendance").update(
            bytes=len(content), hash=f"sha256:{digest(content)}"
        )

    return change


@pytest.mark.parametrize(
    "content",
    [b"", b"uid,version\n", b'"', b"\xff\xfe\n", b"uid\n" * 3],
)
def test_a_table_that_is_no_csv_of_ours(sealed: Sealed, content: bytes) -> None:
    assert refused(sealed, repacked(sealed, with_table(content))).part == ATTENDANCE.path


def test_a_payload_that_is_no_package(sealed: Sealed) -> None:
    header = sealed.header()
    for payload in (b"", b"x", b"{}\n", b"\n\n"):
        data = MAGIC + header.to_bytes() + b"\n" + sealed.identity.public().encrypt(payload)
        assert refused(sealed, data).part == "signature"
    data = seal(header, b"no zip", sealed.signing, sealed.identity.public())
    assert refused(sealed, data).part == "package"


def test_equal_rows_make_equal_packages(sealed: Sealed) -> None:
    first, second = (package_of(sealed, sealed.build(ROWS).data) for _ in range(2))
    assert first == second


def test_the_package_opens_with_plain_tools(sealed: Sealed) -> None:
    package = package_of(sealed, sealed.build(ROWS).data)
    with zipfile.ZipFile(BytesIO(package)) as archive:
        assert archive.testzip() is None
        descriptor = json.loads(archive.read("datapackage.json"))
        table = archive.read("data/attendance.csv").decode()
    assert descriptor["profile"] == "tabular-data-package"
    assert [one["path"] for one in descriptor["resources"]] == [
        "data/member.csv", "data/attendance.csv", "data/meal.csv",
    ]  # fmt: skip
    assert table == (
        "uid,version,seq,deleted,member_uid,service_date,arrived_at,method,source\n"
        f"{uid(3)},1,3,0,{uid(1)},2026-03-02,2026-03-02 07:10:05,face,terminal\n"
    )
    assert resource(descriptor, "attendance")["bytes"] == len(table.encode())


def test_nothing_but_declared_tables_goes_up(sealed: Sealed) -> None:
    with zipfile.ZipFile(BytesIO(package_of(sealed, sealed.build(ROWS).data))) as archive:
        assert set(archive.namelist()) == {DESCRIPTOR, MEMBER.path, ATTENDANCE.path, MEAL.path}


def test_header_lines(sealed: Sealed) -> None:
    header = sealed.header()
    assert header.file_name == f"{CODE}-1-900-{uid(9)}.yzb"
    assert BundleHeader.from_object(json.loads(header.to_bytes())) == header
    assert bundle_module.MAGIC == b"YIZHAN-BUNDLE\n"
