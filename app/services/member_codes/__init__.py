"""Codes of paper cards (会员卡): printed, scanned, made void (作废)."""

from app.services.member_codes.rows import VoidCode, holders, void_code
from app.services.member_codes.service import MemberCodes
from app.services.member_codes.types import REASONS, CodeChange, CodeRow, VoidCard

__all__ = [
    "REASONS",
    "CodeChange",
    "CodeRow",
    "MemberCodes",
    "VoidCard",
    "VoidCode",
    "holders",
    "void_code",
]
