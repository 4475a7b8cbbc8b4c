"""The member file: person, household, classes, assessments, consents, memberships."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from app.core.names import sort_text


def upgrade(op: Any) -> None:
    """Add the tables and columns of the member file.

    New columns of recorded tables may be empty, so that the digests of old rows still hold; what
    the new tables hold of old rows is filled in by `app.services.upgrades`, with its audit.
    """
    op.create_table(
        "code_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("grouping", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("active", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.Column("deleted_reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_entry")),
        sa.UniqueConstraint("uid", name=op.f("uq_code_entry_uid")),
        sqlite_strict=True,
    )
    op.create_index("uq_code_entry", "code_entry", ["table_name", "code"], unique=True)
    op.create_table(
        "consent_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.Column("deleted_reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_text")),
        sa.UniqueConstraint("uid", name=op.f("uq_consent_text_uid")),
        sqlite_strict=True,
    )
    op.create_index("uq_consent_text", "consent_text", ["kind", "number"], unique=True)
    op.create_table(
        "draft",
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("actor_uid", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("form", "actor_uid", name=op.f("pk_draft")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "export_profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("full_numbers", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.Column("deleted_reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_profile")),
        sa.UniqueConstraint("uid", name=op.f("uq_export_profile_uid")),
        sqlite_strict=True,
    )
    op.create_table(
        "household",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("community", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.Column("deleted_reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
        sa.UniqueConstraint("number", name=op.f("uq_household_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_household_uid")),
        sqlite_strict=True,
    )
    op.create_table(
        "import_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("duplicates", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=True),
        sa.Column("last_id", sa.Integer(), nullable=True),
        sa.Column("updates", sa.Text(), nullable=True),
        sa.Column("undone_at", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.Column("deleted_reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
        sa.UniqueConstraint("uid", name=op.f("uq_import_run_uid")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_import_run_source"), "import_run", ["source"], unique=False)
    op.create_table(
        "member_distinct",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("first_uid", sa.Text(), nullable=False),
        sa.Column("second_uid", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.Column("deleted_reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_distinct")),
        sa.UniqueConstraint("uid", name=op.f("uq_member_distinct_uid")),
        sqlite_strict=True,
    )
    op.create_index(
        "uq_member_distinct",
        "member_distinct",
        ["first_uid", "second_uid"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "member_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("kept_uid", sa.Text(), nullable=False),
        sa.Column("merged_uid", sa.Text(), nullable=False),
        sa.Column("moved", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.Column("deleted_reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_merge")),
        sa.UniqueConstraint("uid", name=op.f("uq_member_merge_uid")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_member_merge_kept_uid"), "member_merge", ["kept_uid"], unique=False)
    op.create_index(
        op.f("ix_member_merge_merged_uid"), "member_merge", ["merged_uid"], unique=False
    )
    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("standard", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("assessed_on", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("b1_1", sa.Integer(), nullable=True),
        sa.Column("b1_2", sa.Integer(), nullable=True),
        sa.Column("b1_3", sa.Integer(), nullable=True),
        sa.Column("b1_4", sa.Integer(), nullable=True),
        sa.Column("b1_5", sa.Integer(), nullable=True),
        sa.Column("b1_6", sa.Integer(), nullable=True),
        sa.Column("b1_7", sa.Integer(), nullable=True),
        sa.Column("b1_8", sa.Integer(), nullable=True),
        sa.Column("b2_1", sa.Integer(), nullable=True),
        sa.Column("b2_2", sa.Integer(), nullable=True),
        sa.Column("b2_3", sa.Integer(), nullable=True),
        sa.Column("b2_4", sa.Integer(), nullable=True),
        sa.Column("b3_1", sa.Integer(), nullable=True),
        sa.Column("b3_2", sa.Integer(), nullable=True),
        sa.Column("b3_3", sa.Integer(), nullable=True),
        sa.Column("b3_4", sa.Integer(), nullable=True),
        sa.Column("b3_5", sa.Integer(), nullable=True),
        sa.Column("b3_6", sa.Integer(), nullable=True),
        sa.Column("b3_7", sa.Integer(), nullable=True),
        sa.Column("b3_8", sa.Integer(), nullable=True),
        sa.Column("b3_9", sa.Integer(), nullable=True),
        sa.Column("b4_1", sa.Integer(), nullable=True),
        sa.Column("b4_2", sa.Integer(), nullable=True),
        sa.Column("b4_3", sa.Integer(), nullable=True),
        sa.Column("b4_4", sa.Integer(), nullable=True),
        sa.Column("b4_5", sa.Integer(), nullable=True),
        sa.Column("coma", sa.Integer(), nullable=False),
        sa.Column("falls", sa.Integer(), nullable=True),
        sa.Column("wandering", sa.Integer(), nullable=True),
        sa.Column("choking", sa.Integer(), nullable=True),
        sa.Column("self_harm", sa.Integer(), nullable=True),
        sa.Column("other_events", sa.Integer(), nullable=True),
        sa.Column("background", sa.Text(), nullable=True),
        sa.Column("diagnoses", sa.Text(), nullable=True),
        sa.Column("medication", sa.Text(), nullable=True),
        sa.Column("conditions", sa.Text(), nullable=True),
        sa.Column("score_b1", sa.Integer(), nullable=True),
        sa.Column("score_b2", sa.Integer(), nullable=True),
        sa.Column("score_b3", sa.Integer(), nullable=True),
        sa.Column("score_b4", sa.Integer(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("preliminary_level", sa.Integer(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("final_level", sa.Integer(), nullable=True),
        sa.Column("other_level", sa.Text(), nullable=True),
        sa.Column("other_score", sa.Text(), nullable=True),
        sa.Column("informant_name", sa.Text(), nullable=True),
        sa.Column("informant_relation", sa.Text(), nullable=True),
        sa.Column("contact_name", sa.Text(), nullable=True),
        sa.Column("contact_phone", sa.Text(), nullable=True),
        sa.Column("assessor1", sa.Text(), nullable=True),
        sa.Column("assessor2", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("valid_until", sa.Text(), nullable=True),
        sa.Column("corrects", sa.Text(), nullable=True),
        sa.Column("correction_reason", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.Column("deleted_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_assessment_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        sa.UniqueConstraint("number", name=op.f("uq_assessment_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_assessment_uid")),
        sqlite_strict=True,
    )
    op.create_index("ix_assessment_corrects", "assessment", ["corrects"], unique=False)
    op.create_index(
        "ix_assessment_member", "assessment", ["member_id", "assessed_on"], unique=False
    )
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.Column("deleted_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_attachment_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("uid", name=op.f("uq_attachment_uid")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_attachment_member_id"), "attachment", ["member_id"], unique=False)
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text_number", sa.Integer(), nullable=False),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("signer_name", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=True),
        sa.Column("guardian_reason", sa.Text(), nullable=True),
        sa.Column("signed_on", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("witness", sa.Text(), nullable=True),
        sa.Column("scan_uid", sa.Text(), nullable=True),
        sa.Column("withdrawn_on", sa.Text(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.Column("deleted_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_consent_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
        sa.UniqueConstraint("uid", name=op.f("uq_consent_uid")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_consent_member_id"), "consent", ["member_id"], unique=False)
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("phone2", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("guardian", sa.Integer(), nullable=False),
        sa.Column("guardian_evidence", sa.Text(), nullable=True),
        sa.Column("emergency_order", sa.Integer(), nullable=True),
        sa.Column("may_collect", sa.Integer(), nullable=False),
        sa.Column("lives_together", sa.Integer(), nullable=False),
        sa.Column("linked_member_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.Column("deleted_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["linked_member_id"], ["member.id"], name=op.f("fk_contact_linked_member_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_contact_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("uid", name=op.f("uq_contact_uid")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_contact_member_id"), "contact", ["member_id"], unique=False)
    op.create_table(
        "health_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("allergies", sa.Text(), nullable=True),
        sa.Column("diets", sa.Text(), nullable=True),
        sa.Column("diet_note", sa.Text(), nullable=True),
        sa.Column("mobility", sa.Text(), nullable=True),
        sa.Column("medication", sa.Text(), nullable=True),
        sa.Column("doctor_organisation", sa.Text(), nullable=True),
        sa.Column("doctor_name", sa.Text(), nullable=True),
        sa.Column("doctor_phone", sa.Text(), nullable=True),
        sa.Column("doctor_signed_on", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.Column("deleted_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_health_note_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_note")),
        sa.UniqueConstraint("member_id", name=op.f("uq_health_note_member_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_health_note_uid")),
        sqlite_strict=True,
    )
    op.create_table(
        "household_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.Column("deleted_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
            name=op.f("fk_household_member_household_id_household"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_household_member_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_member")),
        sa.UniqueConstraint("uid", name=op.f("uq_household_member_uid")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_household_member_household_id"), "household_member", ["household_id"], unique=False
    )
    op.create_index(
        "uq_household_member",
        "household_member",
        ["member_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "member_class",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("axis", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Text(), nullable=True),
        sa.Column("to_on", sa.Text(), nullable=True),
        sa.Column("evidence_no", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.Column("deleted_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_member_class_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_class")),
        sa.UniqueConstraint("uid", name=op.f("uq_member_class_uid")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_member_class_member_id"), "member_class", ["member_id"], unique=False)
    op.create_table(
        "membership_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Text(), nullable=False),
        sa.Column("to_on", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.Column("deleted_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_membership_period_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership_period")),
        sa.UniqueConstraint("uid", name=op.f("uq_membership_period_uid")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_membership_period_member_id"), "membership_period", ["member_id"], unique=False
    )
    op.add_column("document", sa.Column("member_uid", sa.Text(), nullable=True))
    op.create_index(op.f("ix_document_member_uid"), "document", ["member_uid"], unique=False)
    op.add_column("member", sa.Column("no_document_reason", sa.Text(), nullable=True))
    op.add_column("member", sa.Column("ethnic", sa.Text(), nullable=True))
    op.add_column("member", sa.Column("marital", sa.Text(), nullable=True))
    op.add_column("member", sa.Column("education", sa.Text(), nullable=True))
    op.add_column("member", sa.Column("registered_area", sa.Text(), nullable=True))
    op.add_column("member", sa.Column("registered_address", sa.Text(), nullable=True))
    op.add_column("member", sa.Column("merged_into", sa.Text(), nullable=True))
    op.add_column("member", sa.Column("name_sort", sa.Text(), nullable=True))
    op.add_column("member", sa.Column("community_sort", sa.Text(), nullable=True))
    op.create_index("ix_member_community", "member", ["community"], unique=False)
    op.add_column("member_card", sa.Column("kind", sa.Text(), nullable=True))
    op.add_column("member_card", sa.Column("ended_on", sa.Text(), nullable=True))
    op.add_column("member_card", sa.Column("end_reason", sa.Text(), nullable=True))
    op.create_index(
        "ix_member_card_ended",
        "member_card",
        ["number"],
        unique=False,
        sqlite_where=sa.text("state <> 'issued'"),
    )
    op.add_column("terminal_pin", sa.Column("device_no", sa.Text(), nullable=True))
    op.create_index(
        "uq_terminal_pin_device",
        "terminal_pin",
        ["pin", "device_no"],
        unique=True,
        sqlite_where=sa.text("device_no IS NOT NULL AND deleted_at IS NULL"),
    )
    op.drop_index("uq_terminal_pin_pin", table_name="terminal_pin")
    op.create_index(
        "uq_terminal_pin_pin",
        "terminal_pin",
        ["pin"],
        unique=True,
        sqlite_where=sa.text("device_no IS NULL AND deleted_at IS NULL"),
    )
    _fill_order(op.get_bind())


def _fill_order(connection: Any) -> None:
    """Readings for the order of lists; derived, so outside of the audit."""
    rows = connection.exec_driver_sql("SELECT id, name, community FROM member").all()
    filled = [
        (sort_text(row.name), sort_text(row.community) if row.community else None, row.id)
        for row in rows
    ]
    if filled:
        connection.exec_driver_sql(
            "UPDATE member SET name_sort = ?, community_sort = ? WHERE id = ?", filled
        )
