"""Attendance (考勤): check-in at the desk, the day, the roster."""

from app.services.attendance.service import Attendances
from app.services.attendance.types import (
    AttendanceDay,
    AttendanceRow,
    CheckIn,
    CheckInResult,
    Returned,
    Undone,
)

__all__ = [
    "AttendanceDay",
    "AttendanceRow",
    "Attendances",
    "CheckIn",
    "CheckInResult",
    "Returned",
    "Undone",
]
