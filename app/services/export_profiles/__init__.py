"""Export profiles (导出方案): which columns of the list go to whom and for what."""

from app.services.export_profiles.columns import COLUMNS, GROUPS, ExportColumn
from app.services.export_profiles.service import (
    Exported,
    ExportList,
    ExportProfiles,
    Profile,
    SaveProfile,
)
from app.services.export_profiles.whom import Chosen, Who

__all__ = [
    "COLUMNS",
    "GROUPS",
    "Chosen",
    "ExportColumn",
    "ExportList",
    "ExportProfiles",
    "Exported",
    "Profile",
    "SaveProfile",
    "Who",
]
