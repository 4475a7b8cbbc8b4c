"""Face checks (人脸核验): keep what a terminal claims, match it to people, propose attendance.

A check proposes; the rules decide by date; a person resolves what does not match. Matching is
not stored: a check belongs to whoever its number (PIN) is linked to, so linking a number resolves
its checks back to the beginning.
"""

from app.services.face_checks.service import FaceChecks
from app.services.face_checks.types import (
    FaceCheckRow,
    PinRow,
    ReadFile,
    Reconciliation,
    TerminalImport,
    TerminalRow,
    UnmatchedPin,
)

__all__ = [
    "FaceCheckRow",
    "FaceChecks",
    "PinRow",
    "ReadFile",
    "Reconciliation",
    "TerminalImport",
    "TerminalRow",
    "UnmatchedPin",
]
