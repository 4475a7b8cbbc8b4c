"""The audit (审计日志): shown, and verified event by event and row by row."""

from app.services.audit.checking import AuditReport
from app.services.audit.fields import field_words
from app.services.audit.listing import AuditChoices, AuditQuery, AuditRow
from app.services.audit.service import Audit
from app.services.audit.words import action_words, entity_words

__all__ = [
    "Audit",
    "AuditChoices",
    "AuditQuery",
    "AuditReport",
    "AuditRow",
    "action_words",
    "entity_words",
    "field_words",
]
