"""Commands and results of the consent service."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

TEMPLATE_MARK = "【样本】"
"""Begins every text that the program ships: not yet reviewed by the centre's own lawyer."""


@dataclass(frozen=True)
class TextVersion:
    """One version of a consent's wording. ``stored`` False: as shipped, nobody signed it yet."""

    kind: str
    number: int
    body: str
    from_on: str
    stored: bool

    @property
    def is_template(self) -> bool:
        """Whether nobody has reviewed it: it still begins with `TEMPLATE_MARK`."""
        return self.body.startswith(TEMPLATE_MARK)


@dataclass(frozen=True)
class SignConsent:
    """A signed sheet.

    Attributes:
        kind: code of the table ``consents``. number: version of the text that was signed.
        signed_by: ``self`` or ``guardian``; a guardian gives ``relation`` (GB/T 4761), their
            name and why the person does not sign themself.
        until: the last day it holds; None while it is not withdrawn.
        witness: who saw it being signed, where there is no scan.
        scan: file name and bytes, ``("", b"")`` without one.
    """

    uid: str
    kind: str
    number: int
    signed_by: str
    signed_on: dt.date
    signer_name: str = ""
    relation: str = ""
    guardian_reason: str = ""
    until: dt.date | None = None
    witness: str = ""
    note: str = ""
    scan: tuple[str, bytes] = ("", b"")


@dataclass(frozen=True)
class WithdrawConsent:
    """撤回: ``reason`` as the person gave it; withdrawing never needs one to be granted."""

    consent_uid: str
    on: dt.date
    reason: str = ""


@dataclass(frozen=True)
class ConsentRow:
    """One signed consent; dates ISO, ``""`` when there is none.

    ``state``: ``valid``, ``expired``, ``withdrawn``, or ``coming`` before its first day.
    """

    uid: str
    kind: str
    title: str
    number: int
    signed_by: str
    signer_name: str
    relation: str
    guardian_reason: str
    signed_on: str
    until: str
    witness: str
    scan_uid: str
    withdrawn_on: str
    withdrawn_reason: str
    note: str
    state: str

    @property
    def signer(self) -> str:
        """``本人`` or ``监护人 李明（子）``."""
        if self.signed_by == "self":
            return "本人"
        relation = f"（{self.relation}）" if self.relation else ""
        return f"监护人 {self.signer_name}{relation}"


@dataclass(frozen=True)
class Withdrawal:
    """What a withdrawal came to.

    Attributes:
        signed: the days on which the sheets were signed that it ended, all of the kind.
        pins: terminal numbers the person still has; someone must delete them on the terminals.
        photo_erased: the photo was deleted with the consent it needs.
    """

    consent_uid: str
    title: str
    signed: tuple[str, ...] = ()
    pins: tuple[str, ...] = ()
    photo_erased: bool = False


@dataclass(frozen=True)
class SheetFacts:
    """What a consent sheet or a receipt says of the person."""

    uid: str
    name: str
    sex: str
    birth_date: str
    id_masked: str
    member_no: str
    address: str
