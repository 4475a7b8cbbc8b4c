"""What a paper form is to the rest of the program."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeVar

from app.core.errors import UserError

Takes = Literal["date", "month", "member", "none"]
"""The one parameter a form asks for: ``date`` 2020-10-29, ``month`` 2020-10, ``member`` a uid."""

NOT_YET = dt.datetime(2000, 1, 1)  # noqa: DTZ001  # local wall-clock time, naive
"""``made_at`` of data that the print room has not stamped."""

FULL, REASON = "full", "reason"
"""Parameters of the variant with full numbers: any text in the first, the purpose in the second."""
FULL_WORDS = "含完整证件号"


def full_mark(purpose: str) -> str:
    """The line on every page of a paper with full numbers; empty for a masked one."""
    return f"{FULL_WORDS} · 用途：{purpose}" if purpose else ""


def marks(*lines: str) -> str:
    """Several marks as one line; those that are empty are left out."""
    return "　".join(line for line in lines if line)


class Filed(Protocol):
    """What the data of every filed form has; they are frozen dataclasses, and the print room
    puts the document number, the time and the account in (`dataclasses.replace`)."""

    @property
    def document_number(self) -> str:
        """Printed in the footer."""
        ...

    @property
    def made_at(self) -> dt.datetime:
        """Local wall-clock time, naive."""
        ...

    @property
    def made_by(self) -> str:
        """Display name of the account."""
        ...


D = TypeVar("D", bound=Filed)


@dataclass(frozen=True)
class Form(Generic[D]):
    """A paper form.

    Attributes:
        name: on the command line: ``daily-roster``.
        title: on paper and on the 打印 page.
        prefix: of its document numbers: ``QD`` gives ``QD-20201029-003``.
        takes: the parameter that chooses what is printed.
        render: data to PDF bytes, pure.
        also: further parameters that may be given: ``kind`` (of a consent), ``consent``,
            ``assessment`` and ``compare`` (a uid each), ``full`` (the variant with full numbers,
            with its ``reason``).
        several: ``member`` may hold several uids with commas between them.
    """

    name: str
    title: str
    prefix: str
    takes: Takes
    render: Callable[[D], bytes]
    also: tuple[str, ...] = ()
    several: bool = False

    @property
    def offers_full(self) -> bool:
        """Whether there is a variant with full numbers."""
        return FULL in self.also

    def check(self, params: Mapping[str, str]) -> None:
        """Refuse parameters the form cannot be printed with.

        Raises:
            UserError: ``bad_parameter``.
        """
        if params.get(FULL) and not self.offers_full:
            raise UserError("bad_parameter", f"“{self.title}”没有{FULL_WORDS}的版本。")
        for key in params:
            if key not in (self.takes, *self.also, *((REASON,) if self.offers_full else ())):
                word = _WORDS.get(key, key)
                raise UserError("bad_parameter", f"打印“{self.title}”不用选{word}，请去掉再试。")
        if self.takes == "none":
            return
        value = params.get(self.takes, "")
        if self.takes == "member" and "," in value and not self.several:
            raise UserError("bad_parameter", f"“{self.title}”一次打印一位老人的。")
        if not _VALID[self.takes](value):
            raise UserError("bad_parameter", f"打印“{self.title}”{_ASK[self.takes]}。")


_WORDS = {
    "date": "日期", "month": "月份", "member": "老人", "kind": "种类", "consent": "同意书",
    "assessment": "评估", "compare": "另一份评估", REASON: "原因",
}  # fmt: skip
_ASK: dict[str, str] = {
    "date": "需要日期，请写成 2020-10-29 的样子",
    "month": "需要月份，请写成 2020-10 的样子",
    "member": "需要先选定一位老人",
}


def _is_date(value: str) -> bool:
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return False
    return re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None


_VALID: dict[str, Callable[[str], bool]] = {
    "date": _is_date,
    "month": lambda value: _is_date(f"{value}-01"),
    "member": bool,
}
