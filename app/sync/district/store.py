"""What a receiver needs from its store; `file_store` is the first one behind it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from app.services.sync_types import RejectedRow
from app.sync.crypto import Identity, SigningKey, VerifyKey
from app.sync.pairing import CentrePair, DistrictPair
from app.sync.receipt import Head
from app.sync.schema import Entity


@dataclass(frozen=True)
class DistrictKeys:
    """The district's private keys."""

    identity: Identity
    signing: SigningKey


@dataclass(frozen=True)
class StoredBundle:
    """A bundle that was taken in, with its receipt as it was written."""

    bundle_id: str
    centre_code: str
    file_name: str
    file_sha256: str
    from_seq: int
    to_seq: int
    audit_seq: int
    audit_hash: str
    received_at: str
    receipt: bytes


@dataclass(frozen=True)
class StoredAnswer:
    """What was said about a file that was not taken in.

    ``outcome`` is the digest of the answer without its time; ``receipt`` the signed bytes, empty
    when nobody was answered.
    """

    file_sha256: str
    file_name: str
    outcome: str
    receipt: bytes


@dataclass(frozen=True)
class CentreReport:
    """What the district has of one centre; amounts in 分, rejected rows not counted in."""

    code: str
    name: str
    seq: int
    bundles: int
    members: int
    visits: int
    meals: int
    fen: int
    rejected: int
    last_received_at: str


class Intake(Protocol):
    """One bundle being taken in: one transaction, nothing is kept unless it ends well."""

    def upsert(self, entity: Entity, rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
        """Keep ``rows`` (checked, uids distinct), newest version per uid.

        Returns the positions of rows whose (uid, version) is known with other content; these
        are not kept. Older versions and exact repeats change nothing.
        """
        ...

    def reject(self, bundle_id: str, rows: Sequence[RejectedRow]) -> None:
        """Remember rejected rows."""
        ...

    def known_members(self) -> set[str]:
        """Uids of the centre's members, those in rejected rows too.

        A member whose row was rejected is still a person who came: the visits count, the member
        row is corrected and sent again.
        """
        ...

    def finish(self, bundle: StoredBundle) -> None:
        """Keep the bundle's record and move the centre's head to it."""
        ...


class DistrictStore(Protocol):
    """Keys, centres, bundles and rows of a district."""

    def keys(self) -> DistrictKeys:
        """The district's private keys."""
        ...

    def pair(self) -> DistrictPair:
        """What to hand to centres."""
        ...

    def locked(self) -> AbstractContextManager[None]:
        """Only one receiver at a time; raises `EnvironmentProblem` when another one works."""
        ...

    def accept(self, pair: CentrePair, at: str, *, replace: bool = False) -> None:
        """Register a centre; raises `UserError` when it is known with another key."""
        ...

    def centre_of_key(self, key_id: str) -> tuple[str, VerifyKey] | None:
        """Code and key of the centre that signs with ``key_id``."""
        ...

    def knows_centre(self, code: str) -> bool:
        """Whether a centre with ``code`` was accepted."""
        ...

    def head(self, code: str) -> Head:
        """The last bundle of the centre."""
        ...

    def bundle(self, bundle_id: str) -> StoredBundle | None:
        """A bundle that was taken in."""
        ...

    def bundle_of_file(self, sha256: str) -> StoredBundle | None:
        """The bundle that came in the file with this hash, if it was taken in."""
        ...

    def answer(self, sha256: str, name: str) -> StoredAnswer | None:
        """The last answer about the file with this hash under this name."""
        ...

    def keep_answer(self, answer: StoredAnswer) -> None:
        """Remember ``answer`` instead of an earlier one about the same file."""
        ...

    def intake(self, code: str) -> AbstractContextManager[Intake]:
        """Begin to take in a bundle of the centre."""
        ...

    def report(self) -> tuple[CentreReport, ...]:
        """Counts per centre, by code."""
        ...
