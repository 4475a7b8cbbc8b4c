"""Named column profiles for lists that leave the centre."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import STRICT, Base, Recorded


class ExportProfile(Recorded, Base):
    """Which columns go to whom and for what (个人信息保护法 Art. 6: the least that is needed).

    ``columns`` field names joined by ``、``; ``full_numbers`` 1 when numbers go unmasked; ``who``
    listed, paused or all (`app.services.export_profiles.whom.Who`), None as listed.
    """

    __tablename__ = "export_profile"
    __table_args__: Any = (STRICT,)

    name: Mapped[str]
    purpose: Mapped[str]
    recipient: Mapped[str]
    columns: Mapped[str]
    full_numbers: Mapped[int] = mapped_column(default=0)
    who: Mapped[str | None] = mapped_column(sort_order=100)
