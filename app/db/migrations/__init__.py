"""The ladder of schema revisions: one module each in `versions`, in the order listed here.

A module has ``upgrade(op)`` and nothing else; `app.db.migrate` runs it inside one transaction
with foreign keys off and checks them afterwards.
"""

from __future__ import annotations

REVISIONS = (
    "0001_first_schema",
    "0002_member_file",
    "0003_card_validity",
    "0004_assessment_scan",
    "0005_export_whom",
    "0006_member_code",
)
HEAD = REVISIONS[-1][:4]
