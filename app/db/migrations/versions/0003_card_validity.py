"""Until when a card is valid; photos are found without looking at every scan."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa


def upgrade(op: Any) -> None:
    """Add the date of cards and the index of photos.

    The column may be empty, so that the digests of old rows still hold: of cards that were given
    out before nobody knows until when they are valid.
    """
    op.add_column("member_card", sa.Column("valid_until", sa.Text(), nullable=True))
    op.create_index(
        "ix_attachment_photo",
        "attachment",
        ["member_id"],
        unique=False,
        sqlite_where=sa.text("kind = 'photo' AND content IS NOT NULL"),
    )
