"""Codes of paper cards, which can be made void."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa


def upgrade(op: Any) -> None:
    """Make the table of codes.

    Its first rows, the uid of everybody that is on cards already, are the services' business
    (`app.services.upgrades`), so that they are in the audit.
    """
    op.create_table(
        "member_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("made_on", sa.Text(), nullable=True),
        sa.Column("voided_on", sa.Text(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.Column("deleted_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_member_code_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_code")),
        sa.UniqueConstraint("code", name=op.f("uq_member_code_code")),
        sa.UniqueConstraint("uid", name=op.f("uq_member_code_uid")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_member_code_member_id"), "member_code", ["member_id"], unique=False)
    op.create_index(
        "uq_member_code_valid",
        "member_code",
        ["member_id"],
        unique=True,
        sqlite_where=sa.text("voided_on IS NULL AND deleted_at IS NULL"),
    )
