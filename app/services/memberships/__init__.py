"""The life of a membership (会籍): registered, on the list, paused, left."""

from app.services.memberships.service import Memberships
from app.services.memberships.types import (
    Away,
    ChangePeriod,
    LeaveMember,
    Membership,
    MembershipChange,
    PauseMember,
    PeriodRow,
    ResumeMember,
    WaitMember,
)

__all__ = [
    "Away",
    "ChangePeriod",
    "LeaveMember",
    "Membership",
    "MembershipChange",
    "Memberships",
    "PauseMember",
    "PeriodRow",
    "ResumeMember",
    "WaitMember",
]
