"""Half-filled forms, kept inside the encrypted file so that a crash costs no typing.

They are no records: nothing of them is in the audit or goes up, and a saved form leaves none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app.core.canonical import canonical
from app.models import Draft
from app.services.base import Service
from app.services.rights import Actor, Right, requires


class Drafts(Service):
    """Keeps what an account has typed and not saved yet; nobody else sees it."""

    @requires(Right.LOOK)
    def all(self, actor: Actor) -> dict[str, Any]:
        """Form → content, of ``actor`` alone."""
        statement = select(Draft.form, Draft.content).where(Draft.actor_uid == actor.uid)
        with self._db.read() as connection:
            return {form: json.loads(content) for form, content in connection.execute(statement)}

    @requires(Right.LOOK)
    def keep(self, contents: Mapping[str, Any], actor: Actor) -> None:
        """Store form → content (JSON types) for ``actor``; None forgets the form's draft."""
        with self._db.write(actor) as unit:
            for form, content in contents.items():
                row = unit.session.get(Draft, (form, actor.uid))
                if content is None:
                    if row is not None:
                        unit.session.delete(row)
                    continue
                if row is None:
                    row = Draft(form=form, actor_uid=actor.uid)
                    unit.session.add(row)
                row.content, row.updated_at = canonical(content).decode(), unit.now
