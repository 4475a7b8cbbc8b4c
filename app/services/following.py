"""From a file to the one that it went into: SQL that several services ask."""

from __future__ import annotations

FOLLOWED = (
    "WITH RECURSIVE one (id, merged_into, deleted_at) AS ("
    "SELECT id, merged_into, deleted_at FROM member WHERE {} UNION"
    " SELECT m.id, m.merged_into, m.deleted_at FROM member m"
    " JOIN one ON m.uid = one.merged_into AND one.deleted_at IS NOT NULL)"
    " SELECT id FROM one WHERE deleted_at IS NULL"
)
"""A file by its own number or code; one that was merged leads to the file it went into."""
FAMILY = (
    "WITH RECURSIVE part (uid) AS (SELECT ? UNION SELECT g.merged_uid FROM member_merge g"
    " JOIN part ON g.kept_uid = part.uid WHERE g.undone_at IS NULL AND g.deleted_at IS NULL)"
    " SELECT m.id FROM part JOIN member m ON m.uid = part.uid"
)
"""Ids of a file (by its uid) and of those that were merged into it."""
