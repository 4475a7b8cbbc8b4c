"""Pair files: the two public halves that centre and district hand each other.

Both sides show a check number made from the file's content; read aloud on the phone, equal
numbers mean that nobody changed the file on the way.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from app.core.canonical import canonical
from app.core.errors import UserError
from app.sync.crypto import Recipient, VerifyKey, load_recipient, load_verify_key
from app.sync.files import environment, write_atomic
from app.sync.header import CENTRE_CODE
from app.sync.parsing import parse_json

MOST_PAIR = 64 * 1024


def check_centre_code(code: str) -> None:
    """Raise `UserError` ``centre_code`` unless ``code`` can stand in file names and headers."""
    if not re.fullmatch(CENTRE_CODE, code, re.ASCII):
        raise UserError(
            "centre_code",
            f"中心编码“{code}”不能用于上报：只能是1至32位字母或数字。请改正后再配对和上报。",
        )


def check_number(body: dict[str, Any]) -> str:
    """Twenty decimal digits in groups of four from the content (66 bits)."""
    number = int.from_bytes(hashlib.sha256(canonical(body)).digest()) % 10**20
    digits = f"{number:020d}"
    return " ".join(digits[at : at + 4] for at in range(0, 20, 4))


@dataclass(frozen=True)
class _Pair:
    """What both kinds share: reading, writing, check number."""

    KIND = ""
    WORDS = ""

    def body(self) -> dict[str, Any]:
        """The content that the check number covers."""
        return {"format": self.KIND, **asdict(self)}

    @property
    def fingerprint(self) -> str:
        """The check number to compare by phone."""
        return check_number(self.body())

    def to_text(self) -> str:
        """The pair file's text."""
        found = {**self.body(), "fingerprint": self.fingerprint}
        return json.dumps(found, ensure_ascii=False, indent=1) + "\n"

    def write(self, path: Path) -> None:
        """Write the pair file; raises `UserError` or `EnvironmentProblem`."""
        if path.is_dir():
            raise UserError("is_folder", f"“{path}”是文件夹，请另写一个文件名。")
        with environment(path):
            write_atomic(path.parent, path.name, self.to_text().encode(), mode=0o644)

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read a pair file's text; raises `UserError`."""
        try:
            found = parse_json(text)
            said, kind = found.pop("fingerprint"), found.pop("format")
            pair = cls(**found)
            right = kind == cls.KIND and all(isinstance(one, str) for one in found.values())
            number = pair.fingerprint
        except (ValueError, TypeError, KeyError, AttributeError):
            right = False
        if not right:
            raise UserError("pair_kind", f"这不是{cls.WORDS}，请向对方索取正确的文件。")
        if said != number:
            raise UserError(
                "pair_damaged", f"{cls.WORDS}的核对码与内容不符，文件已损坏或被改动，请重新索取。"
            )
        pair.check()
        return pair

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a pair file; raises `UserError` or `EnvironmentProblem`."""
        if path.is_dir():
            raise UserError("pair_kind", f"“{path}”是文件夹，请选择{cls.WORDS}。")
        with environment(path), path.open("rb") as stream:
            data = stream.read(MOST_PAIR + 1)
        try:
            text = data.decode() if len(data) <= MOST_PAIR else ""
        except UnicodeDecodeError:
            text = ""
        return cls.from_text(text)

    def check(self) -> None:
        """Raise `UserError` when a key cannot be used."""


@dataclass(frozen=True)
class DistrictPair(_Pair):
    """``district.pair``: where a centre encrypts to and whose receipts it believes."""

    KIND = "yizhan-district-pair/1"
    WORDS = "区平台配对文件（district.pair）"

    district_name: str
    encryption_key: str
    receipt_key: str

    def check(self) -> None:
        """Raise `UserError` when a key cannot be used."""
        self.recipient()
        self.verify_key()

    def recipient(self) -> Recipient:
        """Whom to encrypt to."""
        return load_recipient(self.encryption_key)

    def verify_key(self) -> VerifyKey:
        """Who signs receipts."""
        return load_verify_key(self.receipt_key)


@dataclass(frozen=True)
class CentrePair(_Pair):
    """``centre.pair``: who a centre is and which signature is its own."""

    KIND = "yizhan-centre-pair/1"
    WORDS = "中心配对文件（centre.pair）"

    centre_code: str
    centre_name: str
    signing_key: str

    def check(self) -> None:
        """Raise `UserError` when the code or the key cannot be used."""
        check_centre_code(self.centre_code)
        self.verify_key()

    def verify_key(self) -> VerifyKey:
        """The centre's signature."""
        return load_verify_key(self.signing_key)
