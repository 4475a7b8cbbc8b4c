"""Mapped tables, one noun a module. Importing the package makes the metadata complete."""

from app.models.assessment import Assessment
from app.models.attachment import Attachment
from app.models.attendance import Attendance
from app.models.audit import AuditEvent, AuditHead
from app.models.classification import MemberClass
from app.models.code import CodeEntry
from app.models.consent import Consent, ConsentText
from app.models.document import Document
from app.models.draft import Draft
from app.models.export_profile import ExportProfile
from app.models.face_check import FaceCheck, TerminalFile, TerminalUnreadable
from app.models.health import HealthNote
from app.models.household import Contact, Household, HouseholdMember
from app.models.import_run import ImportRun
from app.models.meal import Meal
from app.models.member import Member, MemberCard, MemberKey
from app.models.member_code import MemberCode
from app.models.membership import MembershipPeriod
from app.models.merge import MemberDistinct, MemberMerge
from app.models.outbox import Outbox
from app.models.setting import Setting
from app.models.sync import SyncBundle, SyncIdentity, SyncPeer, SyncRejection
from app.models.terminal import Terminal, TerminalPin
from app.models.user import User
from app.models.work_item import WorkItem

__all__ = [
    "Assessment",
    "Attachment",
    "Attendance",
    "AuditEvent",
    "AuditHead",
    "CodeEntry",
    "Consent",
    "ConsentText",
    "Contact",
    "Document",
    "Draft",
    "ExportProfile",
    "FaceCheck",
    "HealthNote",
    "Household",
    "HouseholdMember",
    "ImportRun",
    "Meal",
    "Member",
    "MemberCard",
    "MemberClass",
    "MemberCode",
    "MemberDistinct",
    "MemberKey",
    "MemberMerge",
    "MembershipPeriod",
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
