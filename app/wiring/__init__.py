"""The composition root: opens a centre and joins services, printing, devices and upload.

Nothing else creates a service; views, the command line and the tests get them from here.
"""

from app.wiring.application import COMMAND_LINE, Application, make_member_list
from app.wiring.centre import create_centre, open_centre
from app.wiring.restoring import backup_key, restore_centre

__all__ = [
    "COMMAND_LINE",
    "Application",
    "backup_key",
    "create_centre",
    "make_member_list",
    "open_centre",
    "restore_centre",
]
