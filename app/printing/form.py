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
    """

    name: str
    title: str
    prefix: str
    takes: Takes
    render: Callable[[D], bytes]

    def check(self, params: Mapping[str, str]) -> None:
        """Refuse parameters the form cannot be printed with.

        Raises:
            UserError: ``bad_parameter``.
        """
        if self.takes == "none":
            return
        value = params.get(self.takes, "")
        if not _VALID[self.takes](value):
            raise UserError("bad_parameter", f"打印“{self.title}”{_ASK[self.takes]}。")


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
