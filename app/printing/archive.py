"""The print room: a number is reserved, the form is drawn, what was drawn is filed and handed out.

What is previewed, printed, saved and filed is the same sequence of bytes.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from app.core.canonical import digest
from app.core.clock import Clock, local
from app.core.files import write_file
from app.printing.form import FULL, FULL_WORDS, Filed, Form
from app.printing.forms import recovery_phrase
from app.printing.page import page_count
from app.printing.registry import find
from app.services.rights import Actor

Loader = Callable[[Mapping[str, str], Actor], Filed]
"""Parameters and account to a form's data; document number, time and account are put in here."""


class Documents(Protocol):
    """The register of filed documents (`app.services.documents`)."""

    def reserve(self, form: str, prefix: str, params: Mapping[str, str], actor: Actor) -> str:
        """A new document number, used once."""
        ...

    def store(self, number: str, pdf: bytes, pages: int, actor: Actor) -> None:
        """Keep the document under ``number`` with its SHA-256."""
        ...


@dataclass(frozen=True)
class Printed:
    """A finished document; ``number`` is empty when it is not filed.

    Attributes:
        full: it has full numbers. offers_full: there is a variant of the form that has.
        parts: numbers of the documents that were put together; empty for one document.
    """

    number: str
    title: str
    pdf: bytes
    pages: int
    full: bool = False
    offers_full: bool = False
    parts: tuple[str, ...] = ()

    @property
    def numbers(self) -> tuple[str, ...]:
        """The filed documents in it."""
        return self.parts or ((self.number,) if self.number else ())

    @property
    def sha256(self) -> str:
        """Digest of ``pdf``, 64 hex digits."""
        return digest(self.pdf)

    @property
    def file_name(self) -> str:
        """What to propose when it is saved: ``QD-20201029-003 每日签到花名册.pdf``."""
        return f"{self.number} {self.title}".strip() + ".pdf"


class PrintRoom:
    """Makes documents. The composition root gives one loader per form name."""

    def __init__(self, documents: Documents, loaders: Mapping[str, Loader], clock: Clock) -> None:
        self._documents, self._loaders, self._clock = documents, loaders, clock

    def make(self, form: str, params: Mapping[str, str], actor: Actor) -> Printed:
        """Print the form called ``form`` for ``params`` and file it.

        Nothing is reserved or filed when the data cannot be loaded.

        Raises:
            UserError: ``unknown_form``, ``bad_parameter``, ``text_too_long``,
                and what the loader raises.
            NotAllowed, ValidationProblem: full numbers without the right or a reason.
        """
        found = find(form)
        found.check(params)
        return self.make_from(found, self._loaders[form](params, actor), params, actor)

    def make_from(
        self, form: Form[Any], data: Filed, params: Mapping[str, str], actor: Actor
    ) -> Printed:
        """Print ``data`` that is already there, such as the rows of a table on screen, and file it.

        A refusal to draw leaves the number reserved without a document; numbers are not used twice.

        Raises:
            UserError: ``text_too_long``.
        """
        number = self._documents.reserve(form.name, form.prefix, params, actor)
        made_at = local(self._clock.now())
        stamped: Any = dataclasses.replace(
            data,  # type: ignore[type-var]  # Filed says it is a frozen dataclass
            document_number=number,
            made_at=made_at,
            made_by=actor.name,
        )
        pdf = form.render(stamped)
        title, full = getattr(data, "title", form.title), bool(params.get(FULL))
        if full:
            title = f"{title}（{FULL_WORDS}）"
        printed = Printed(number, title, pdf, page_count(pdf), full, form.offers_full)
        self._documents.store(number, pdf, printed.pages, actor)
        return printed

    def recovery_phrase(self, data: recovery_phrase.RecoveryPhrase) -> Printed:
        """The recovery phrase sheet, which is never filed."""
        pdf = recovery_phrase.render(data)
        return Printed("", recovery_phrase.TITLE, pdf, page_count(pdf))

    def save(self, printed: Printed, path: Path) -> None:
        """Write the document to ``path``; see `save`."""
        save(printed, path)


def save(printed: Printed, path: Path) -> None:
    """Write the document whole or not at all: temporary name, fsync, rename.

    Raises:
        UserError: ``is_folder``, ``not_found``.
        EnvironmentProblem: ``disk_full``, ``read_only_disk``, ``no_permission``, ``device_gone``.
    """
    write_file(path, printed.pdf)
