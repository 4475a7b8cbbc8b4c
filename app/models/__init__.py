"""Mapped tables, one noun a module. Importing the package makes the metadata complete."""

from app.models.attendance import Attendance
from app.models.audit import AuditEvent, AuditHead
from app.models.document import Document
from app.models.face_check import FaceCheck, TerminalFile, TerminalUnreadable
from app.models.meal import Meal
from app.models.member import Member, MemberCard, MemberKey
from app.models.outbox import Outbox
from app.models.setting import Setting
from app.models.sync import SyncBundle, SyncIdentity, SyncPeer, SyncRejection
from app.models.terminal import Terminal, TerminalPin
from app.models.user import User
from app.models.work_item import WorkItem

__all__ = [
    "Attendance",
    "AuditEvent",
    "AuditHead",
    "Document",
    "FaceCheck",
    "Meal",
    "Member",
    "MemberCard",
    "MemberKey",
    "Outbox",
    "Setting",
    "SyncBundle",
    "SyncIdentity",
    "SyncPeer",
    "SyncRejection",
    "Terminal",
    "TerminalFile",
    "TerminalPin",
    "TerminalUnreadable",
    "User",
    "WorkItem",
]
