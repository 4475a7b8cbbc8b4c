"""The signed paper of an assessment: which attachment is its scan."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa


def upgrade(op: Any) -> None:
    """Add the uid of the scan, as consents have it.

    The column may be empty, so that the digests of old rows still hold: before, no assessment had
    a scan.
    """
    op.add_column("assessment", sa.Column("scan_uid", sa.Text(), nullable=True))
