"""Export profiles (导出方案): which columns of the list go to whom and for what."""

from app.services.export_profiles.columns import COLUMNS, GROUPS, ExportColumn
from app.services.export_profiles.service import (
    ExportList,
    ExportProfiles,
    Profile,
    SaveProfile,
)

__all__ = [
    "COLUMNS",
    "GROUPS",
    "ExportColumn",
    "ExportList",
    "ExportProfiles",
    "Profile",
    "SaveProfile",
]
