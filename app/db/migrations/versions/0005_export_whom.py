"""Whom a list that leaves the centre is about."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa


def upgrade(op: Any) -> None:
    """Add whom an export profile is about.

    The column may be empty, so that the digests of old rows still hold: a profile that says
    nothing is about the people on the list (在册).
    """
    op.add_column("export_profile", sa.Column("who", sa.Text(), nullable=True))
