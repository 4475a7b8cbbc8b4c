"""Ability assessments (老年人能力评估)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import STRICT, Base, Recorded


class Assessment(Recorded, Base):
    """One assessment of one member; never overwritten: a correction is a row of its own.

    ``standard`` GB/T 42195-2022, MZ/T 039-2013 or 地方; ``state`` draft, final or void
    (taken back, with the reason in ``deleted_reason`` though the row stays in the list);
    ``assessed_on`` 基准日期; ``b1_1`` … ``b4_5`` the 26 items of GB/T 42195-2022, higher is
    better; ``coma`` 1 when B.3.9 is coma (scores 0 like stupor); ``falls`` … the risk events of
    the last 30 days, 3 means three and more; ``score_b1`` … the sums; levels 0–4;
    ``rule`` why the final level differs: coma, diagnosis, events, joined by ``、``;
    ``background``, ``diagnoses``, ``conditions`` canonical JSON of A.2, A.4, A.5;
    ``valid_until`` its last day; ``corrects`` uid of the row that this one takes the place of;
    ``other_level`` and ``other_score`` the words of an older standard, never converted;
    ``scan_uid`` the attachment with its signed paper.
    """

    __tablename__ = "assessment"
    __table_args__: Any = (
        Index("ix_assessment_member", "member_id", "assessed_on"),
        Index("ix_assessment_corrects", "corrects"),
        STRICT,
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    number: Mapped[str] = mapped_column(unique=True)
    standard: Mapped[str]
    state: Mapped[str] = mapped_column(default="draft")
    assessed_on: Mapped[str]
    cause: Mapped[str]
    b1_1: Mapped[int | None]
    b1_2: Mapped[int | None]
    b1_3: Mapped[int | None]
    b1_4: Mapped[int | None]
    b1_5: Mapped[int | None]
    b1_6: Mapped[int | None]
    b1_7: Mapped[int | None]
    b1_8: Mapped[int | None]
    b2_1: Mapped[int | None]
    b2_2: Mapped[int | None]
    b2_3: Mapped[int | None]
    b2_4: Mapped[int | None]
    b3_1: Mapped[int | None]
    b3_2: Mapped[int | None]
    b3_3: Mapped[int | None]
    b3_4: Mapped[int | None]
    b3_5: Mapped[int | None]
    b3_6: Mapped[int | None]
    b3_7: Mapped[int | None]
    b3_8: Mapped[int | None]
    b3_9: Mapped[int | None]
    b4_1: Mapped[int | None]
    b4_2: Mapped[int | None]
    b4_3: Mapped[int | None]
    b4_4: Mapped[int | None]
    b4_5: Mapped[int | None]
    coma: Mapped[int] = mapped_column(default=0)
    falls: Mapped[int | None]
    wandering: Mapped[int | None]
    choking: Mapped[int | None]
    self_harm: Mapped[int | None]
    other_events: Mapped[int | None]
    background: Mapped[str | None]
    diagnoses: Mapped[str | None]
    medication: Mapped[str | None]
    conditions: Mapped[str | None]
    score_b1: Mapped[int | None]
    score_b2: Mapped[int | None]
    score_b3: Mapped[int | None]
    score_b4: Mapped[int | None]
    total: Mapped[int | None]
    preliminary_level: Mapped[int | None]
    rule: Mapped[str | None]
    final_level: Mapped[int | None]
    other_level: Mapped[str | None]
    other_score: Mapped[str | None]
    informant_name: Mapped[str | None]
    informant_relation: Mapped[str | None]
    contact_name: Mapped[str | None]
    contact_phone: Mapped[str | None]
    assessor1: Mapped[str | None]
    assessor2: Mapped[str | None]
    organisation: Mapped[str | None]
    valid_until: Mapped[str | None]
    corrects: Mapped[str | None]
    correction_reason: Mapped[str | None]
    note: Mapped[str | None]
    scan_uid: Mapped[str | None] = mapped_column(sort_order=100)
