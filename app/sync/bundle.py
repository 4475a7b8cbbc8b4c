"""A bundle: the frozen range of changes as a signed, encrypted Frictionless Data Package.

    file      = magic line · header line (canonical JSON) · age ciphertext
    plaintext = signature line (canonical JSON) · package (zip)
    package   = data/<entity>.csv … · datapackage.json

Every byte is covered: the ciphertext by age, the package by the signature, the magic and the
header because the receiver makes them again from the signed package and wants them equal.
Nothing is written to the disk in clear; all of it happens in memory.
"""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from app.core.canonical import canonical, digest
from app.core.progress import Progress, silent
from app.sync.crypto import Recipient, SigningKey
from app.sync.header import MAGIC, BundleHeader
from app.sync.schema import ENTITIES, Entity
from app.sync.tables import Row, TableFacts, write_table

DESCRIPTOR = "datapackage.json"
RowSource = Callable[[Entity], Iterable[Row]]


@dataclass(frozen=True)
class AuditAnchor:
    """Head of the centre's audit chain when the bundle was frozen."""

    seq: int
    hash: str


@dataclass(frozen=True)
class BuiltBundle:
    """A finished bundle in memory: ``data`` is the file, ``sha256`` its hash."""

    header: BundleHeader
    data: bytes
    sha256: str
    rows: dict[str, int]
    totals: dict[str, int]


def build_bundle(
    header: BundleHeader,
    rows: RowSource,
    anchor: AuditAnchor,
    signing: SigningKey,
    recipient: Recipient,
    progress: Progress = silent,
) -> BuiltBundle:
    """Freeze ``rows`` (one stream per entity, columns as declared) into a bundle."""
    package = io.BytesIO()
    facts: dict[str, TableFacts] = {}
    with zipfile.ZipFile(package, "w") as archive:
        for number, entity in enumerate(ENTITIES):
            progress(number, len(ENTITIES) + 1, f"打包{entity.title}")
            with archive.open(_member(entity.path), "w", force_zip64=True) as sink:
                facts[entity.name] = write_table(entity, rows(entity), sink)
        archive.writestr(_member(DESCRIPTOR), _json(describe(header, facts, anchor)))
    progress(len(ENTITIES), len(ENTITIES) + 1, "签名并加密")
    data = seal(header, package.getvalue(), signing, recipient)
    counts = {name: fact.rows for name, fact in facts.items()}
    return BuiltBundle(header, data, digest(data), counts, totals_of(facts))


def seal(header: BundleHeader, package: bytes, signing: SigningKey, recipient: Recipient) -> bytes:
    """The file around ``package``: signed, encrypted, header in front."""
    signature = {
        "algorithm": signing.algorithm,
        "key_id": signing.public().key_id,
        "value": base64.b64encode(signing.sign(package)).decode(),
    }
    payload = canonical(signature) + b"\n" + package
    return MAGIC + header.to_bytes() + b"\n" + recipient.encrypt(payload)


def totals_of(facts: dict[str, TableFacts]) -> dict[str, int]:
    """The control totals of all tables together."""
    merged: dict[str, int] = {}
    for fact in facts.values():
        merged |= fact.totals
    return merged


def _member(name: str) -> zipfile.ZipInfo:
    """A zip entry without time and machine, so that equal rows make equal packages."""
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o100600 << 16
    return info


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def describe(
    header: BundleHeader, facts: dict[str, TableFacts], anchor: AuditAnchor
) -> dict[str, Any]:
    """``datapackage.json``: a tabular data package with the header, totals and audit anchor."""
    return {
        "profile": "tabular-data-package",
        "name": f"yizhan-{header.bundle_id}",
        "id": header.bundle_id,
        "created": header.made_at,
        "bundle": asdict(header),
        "control_totals": totals_of(facts),
        "audit": asdict(anchor),
        "resources": [resource(entity, facts[entity.name]) for entity in ENTITIES],
    }


def resource(entity: Entity, fact: TableFacts) -> dict[str, Any]:
    """The descriptor of one table."""
    return {
        "profile": "tabular-data-resource",
        "name": entity.name,
        "title": entity.title,
        "path": entity.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "header": True},
        "bytes": fact.bytes,
        "hash": f"sha256:{fact.sha256}",
        "rows": fact.rows,
        "schema": entity.schema(),
    }
