"""The import wizard: choose, check columns, dry run, import, save what was refused."""

from app.views.widgets.import_wizard.source import (
    ImportPeek,
    ImportPreview,
    ImportResult,
    ImportRow,
    ImportSource,
)
from app.views.widgets.import_wizard.wizard import ImportWizard

__all__ = [
    "ImportPeek",
    "ImportPreview",
    "ImportResult",
    "ImportRow",
    "ImportSource",
    "ImportWizard",
]
