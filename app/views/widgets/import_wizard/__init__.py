"""The import wizard: choose, check columns, dry run, decide about what differs, import."""

from app.views.widgets.import_wizard.source import (
    ImportConflict,
    ImportField,
    ImportPeek,
    ImportPreview,
    ImportResult,
    ImportRow,
    ImportSource,
)
from app.views.widgets.import_wizard.wizard import ImportWizard

__all__ = [
    "ImportConflict",
    "ImportField",
    "ImportPeek",
    "ImportPreview",
    "ImportResult",
    "ImportRow",
    "ImportSource",
    "ImportWizard",
]
