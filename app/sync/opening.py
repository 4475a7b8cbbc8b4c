"""Opening a bundle: decrypt, verify, compare, count. Refuses before anything is stored."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from app.core.canonical import canonical, digest
from app.sync.bundle import DESCRIPTOR, AuditAnchor
from app.sync.crypto import Identity, VerifyKey
from app.sync.errors import BundleRefused, DecryptFailed
from app.sync.header import BundleHeader, header_refused, split_file
from app.sync.parsing import parse_json
from app.sync.receipt import UNKNOWN_CENTRE
from app.sync.schema import ENTITIES, Entity
from app.sync.tables import CHUNK, add_totals, read_table

FindKey = Callable[[str], tuple[str, VerifyKey] | None]
"""Key id → centre code and key of the centre that was accepted with it."""


@dataclass(frozen=True)
class OpenedBundle:
    """A bundle that is what its centre signed; its rows are still to be judged one by one.

    Attributes:
        sha256: hash of the file as it was received.
        rows: row count per entity, checked.
        totals: control totals, checked.
    """

    header: BundleHeader
    sha256: str
    rows: dict[str, int]
    totals: dict[str, int]
    anchor: AuditAnchor
    _archive: zipfile.ZipFile

    def read(self, entity: Entity) -> Iterator[list[str]]:
        """The rows of ``entity`` in file order, cells as text."""
        with self._archive.open(entity.path) as stream:
            records = read_table(stream)
            next(records, None)
            yield from records


def open_bundle(data: bytes, identity: Identity, find_key: FindKey) -> OpenedBundle:
    """Everything that can be checked without knowing what came before.

    Raises:
        BundleRefused: ``part`` names what is wrong.
    """
    header, line, ciphertext = split_file(data)
    payload = _decrypt(header, ciphertext, identity)
    package, centre_code, key_id = _verified(payload, find_key)
    with _damage("package", "数据包"):
        archive = zipfile.ZipFile(io.BytesIO(package))
        descriptor = parse_json(archive.read(DESCRIPTOR))
        inner = BundleHeader.from_object(descriptor["bundle"])
        anchor = _anchor(**descriptor["audit"])
        signed = inner.to_bytes()
    _same_header(header, line, inner, signed)
    if inner.signing_key != key_id or inner.centre_code != centre_code:
        raise BundleRefused(
            "foreign_key",
            "signature",
            "签名所用的密钥不属于文件里写明的中心，已拒收。",
            signer=key_id,
        )
    if inner.recipient_key != identity.public().key_id:
        raise _wrong_recipient()
    rows, totals = _check_tables(archive, descriptor)
    return OpenedBundle(inner, digest(data), rows, totals, anchor, archive)


def _anchor(seq: int, hash: str) -> AuditAnchor:
    if type(seq) is not int or not 0 <= seq < 1 << 63 or type(hash) is not str:
        raise TypeError("audit")
    return AuditAnchor(seq, hash)


def _wrong_recipient() -> BundleRefused:
    return BundleRefused(
        "wrong_recipient",
        "encryption",
        "这份文件是加密给别的区平台密钥的，本平台无法接收。请中心导入本平台的配对文件后重新上报。",
    )


def _decrypt(header: BundleHeader, ciphertext: bytes, identity: Identity) -> bytes:
    try:
        return identity.decrypt(ciphertext)
    except DecryptFailed as error:
        if error.no_match and header.recipient_key != identity.public().key_id:
            raise _wrong_recipient() from None
        raise BundleRefused(
            "damaged_encryption",
            "encryption",
            "加密内容已损坏或不完整，无法解密，请中心重新发送原文件。",
        ) from None


def _verified(payload: bytes, find_key: FindKey) -> tuple[bytes, str, str]:
    """Package, centre code and key id of a payload whose signature holds."""
    with _damage("signature", "签名"):
        line, _, package = payload.partition(b"\n")
        signature = parse_json(line)
        if canonical(signature) != line:
            raise ValueError("canonical")
        key_id, algorithm = signature["key_id"], signature["algorithm"]
        if not isinstance(key_id, str) or not isinstance(algorithm, str):
            raise TypeError("key")
        value = base64.b64decode(signature["value"], validate=True)
    found = find_key(key_id)
    if found is None:
        raise BundleRefused(
            UNKNOWN_CENTRE,
            "signature",
            "签名的中心还没有在本平台登记。请先核对并导入该中心的配对文件（district accept）。",
            signer=key_id,
        )
    centre_code, key = found
    if key.algorithm != algorithm or not key.verify(value, package):
        raise BundleRefused(
            "bad_signature", "signature", "签名与内容不符，文件被改动过或不是该中心所发，已拒收。"
        )
    return package, centre_code, key_id


def _same_header(header: BundleHeader, line: bytes, inner: BundleHeader, signed: bytes) -> None:
    if signed == line:
        return
    mine, theirs = asdict(header), asdict(inner)
    names = [name for name in mine if mine[name] != theirs[name]]
    raise header_refused("与签名内容不一致：" + "、".join(names))


@contextmanager
def _damage(part: str, words: str) -> Iterator[None]:
    """Whatever goes wrong while reading ``part`` means that it is not as described."""
    try:
        yield
    except (
        KeyError, TypeError, ValueError, IndexError, EOFError, csv.Error, zipfile.BadZipFile,
        zlib.error, NotImplementedError, RuntimeError,
    ):  # fmt: skip
        raise BundleRefused(
            "damaged_package", part, f"{words}的内容与格式说明不符，请中心升级程序后重新生成上报。"
        ) from None


def _check_tables(
    archive: zipfile.ZipFile, descriptor: dict[str, Any]
) -> tuple[dict[str, int], dict[str, int]]:
    """Row counts and control totals, after hash, size, header and counts were compared."""
    with _damage("package", "数据包"):
        said = {one["name"]: one for one in descriptor["resources"]}
        totals_said = dict(descriptor["control_totals"])
        expected = {DESCRIPTOR, *(entity.path for entity in ENTITIES)}
        if set(said) != {e.name for e in ENTITIES} or set(archive.namelist()) != expected:
            raise ValueError("tables")
    rows: dict[str, int] = {}
    totals: dict[str, int] = {}
    for entity in ENTITIES:
        with _damage(entity.path, f"{entity.title}表"):
            _same_bytes(archive, entity, said[entity.name])
            rows[entity.name] = _count(archive, entity, totals)
            if rows[entity.name] != said[entity.name]["rows"]:
                raise ValueError("rows")
    if totals != totals_said:
        raise BundleRefused(
            "wrong_totals", "totals", "合计数（人数、人次、餐次、金额）与明细不符，已拒收。"
        )
    return rows, totals


def _same_bytes(archive: zipfile.ZipFile, entity: Entity, said: dict[str, Any]) -> None:
    sha, size = hashlib.sha256(), 0
    if archive.getinfo(entity.path).file_size != said["bytes"]:
        raise ValueError("bytes")
    with archive.open(entity.path) as stream:
        while block := stream.read(1 << 20):
            sha.update(block)
            size += len(block)
    if size != said["bytes"] or f"sha256:{sha.hexdigest()}" != said["hash"]:
        raise BundleRefused(
            "damaged_table", entity.path, f"{entity.title}表的校验值与说明不符，已拒收。"
        )


def _count(archive: zipfile.ZipFile, entity: Entity, totals: dict[str, int]) -> int:
    count, chunk = 0, []
    add_totals(entity, (), totals)
    with archive.open(entity.path) as stream:
        records = read_table(stream)
        if tuple(next(records, ())) != entity.columns:
            raise ValueError("columns")
        for record in records:
            chunk.append(record)
            count += 1
            if len(chunk) == CHUNK:
                add_totals(entity, chunk, totals)
                chunk = []
    add_totals(entity, chunk, totals)
    return count
