"""What every verb shares: the open centre, the acting account, output, refusals."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.core.errors import UserError

if TYPE_CHECKING:
    from app.services.rights import Actor
    from app.wiring import Application

PASSWORD_ENV = "YIZHAN_PASSWORD_FILE"  # noqa: S105 - the name of a variable


@dataclass
class Desk:
    """The global options.

    Attributes:
        data: the centre's data folder.
        as_json: results as one JSON object.
        user: account to act as, needed once the centre has accounts.
    """

    data: Path
    as_json: bool = False
    user: str = ""

    @contextlib.contextmanager
    def opened(self, *, write: bool) -> Iterator[tuple[Application, Actor]]:
        """The centre and who acts in it. A reading verb also runs beside an open desktop."""
        from app.wiring import open_centre  # half a second that help and district verbs save

        app = open_centre(self.data, write=write)
        try:
            yield app, self.actor(app)
        finally:
            app.close()

    def actor(self, app: Application) -> Actor:
        """Who acts in ``app``: the account of ``--user``, or the command line without accounts."""
        from app.wiring import COMMAND_LINE

        if not app.accounts.any_exist():
            return COMMAND_LINE
        if not self.user:
            raise UserError(
                "sign_in_needed",
                "本中心已设账号。请加 --user 账号，密码写在 YIZHAN_PASSWORD_FILE 指定的文件里"
                "或按提示输入。",
            )
        password = _password()
        if app.db.read_only:
            return self._counted_sign_in(app, password)
        return app.accounts.sign_in(self.user, password)

    def _counted_sign_in(self, reading: Application, password: str) -> Actor:
        """Sign in through a writer of a moment, or a failure would never count.

        Only while a desktop holds the folder is there no writer: then an existing lock-out holds.
        """
        from app.db.lock import FolderInUse
        from app.wiring import open_centre

        try:
            writing = open_centre(self.data)
        except FolderInUse:
            return reading.accounts.sign_in(self.user, password)
        try:
            return writing.accounts.sign_in(self.user, password)
        finally:
            writing.close()

    def show(self, result: Any, *lines: str) -> None:
        """Print ``result`` as JSON, or ``lines`` for people."""
        if self.as_json:
            # A program that reads a pipe in another code page gets the same JSON in ASCII.
            plain = not (sys.stdout.encoding or "utf-8").lower().startswith("utf")
            click.echo(json.dumps(result, ensure_ascii=plain))
        else:
            for line in lines:
                click.echo(line)


def _password() -> str:
    named = os.environ.get(PASSWORD_ENV)
    if named:
        from app.core.files import read_file

        try:
            return read_file(Path(named), 4096).decode("utf-8-sig").strip()
        except UnicodeDecodeError:
            raise UserError(
                "password_file", f"密码文件“{named}”不是文本文件，请改成只含密码的一行文字。"
            ) from None
    entered: str = click.prompt("密码", hide_input=True, err=True)
    return entered


pass_desk = click.make_pass_decorator(Desk)


def note(text: str) -> None:
    """A message for people, on standard error."""
    click.echo(text, err=True)
