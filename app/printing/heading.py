"""The heading of a filed form, from what the data of every form has."""

from __future__ import annotations

from typing import Protocol

from app.printing.form import Filed
from app.printing.page import Heading


class Headed(Filed, Protocol):
    """`Filed`, with the centre whose paper it is."""

    @property
    def centre_name(self) -> str:
        """Stands above the title."""
        ...

    @property
    def demo(self) -> bool:
        """Whether every page is marked 演示."""
        ...


def heading_of(data: Headed, title: str, left: str, right: str = "", mark: str = "") -> Heading:
    """The heading of the form ``data``; the words as of `Heading`."""
    return Heading(
        centre_name=data.centre_name,
        title=title,
        made_by=data.made_by,
        made_at=data.made_at,
        document_number=data.document_number,
        left=left,
        right=right,
        demo=data.demo,
        mark=mark,
    )
