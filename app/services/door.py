"""Who may stand at the door: the accounts as the lock page lists them, read before anything else.

Apart from `app.services.accounts`, which brings the mapped classes along: the desk opens on these.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.services.base import Service
from app.services.rights import Role, open_to_all


@dataclass(frozen=True)
class Account:
    """One account as lists show it."""

    uid: str
    username: str
    display_name: str
    role: Role
    active: bool


class Door(Service):
    """Knows whom to offer for signing in."""

    @open_to_all
    def any_exist(self) -> bool:
        """Whether set-up has made the first account yet."""
        with self._db.glance() as connection:
            return bool(connection.execute("SELECT count(*) FROM user_account").fetchone()[0])

    @open_to_all
    def listed(self) -> list[Account]:
        """Active accounts for the lock page; a name is no secret in a centre."""
        with self._db.glance() as connection:
            rows = connection.execute(
                "SELECT uid, username, display_name, role FROM user_account WHERE active = 1"
                " ORDER BY id"
            )
            return [Account(r[0], r[1], r[2], Role(r[3]), True) for r in rows]
