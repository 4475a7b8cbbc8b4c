"""Members (老人): the list, the file, finding and importing."""

from app.services.members.service import Members
from app.services.members.types import (
    ChangeMember,
    MemberFile,
    MemberHit,
    MemberQuery,
    MemberRow,
    RegisterMember,
)

__all__ = [
    "ChangeMember",
    "MemberFile",
    "MemberHit",
    "MemberQuery",
    "MemberRow",
    "Members",
    "RegisterMember",
]
