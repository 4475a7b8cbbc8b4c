"""`Services`: every service of an open centre, made when first asked for.

What the first page needs is made at once; each of the others imports its module when somebody
asks, so that the window stands before they are read.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from app.core.clock import Clock
from app.core.events import EventBus
from app.db.session import Database
from app.services.dashboard import Dashboard
from app.services.door import Door
from app.services.settings import Settings
from app.services.work_items import WorkItems

if TYPE_CHECKING:
    from app.services.accounts import Accounts
    from app.services.assessments import Assessments
    from app.services.attachments import Attachments
    from app.services.attendance import Attendances
    from app.services.audit import Audit
    from app.services.cards import Cards
    from app.services.classification import Classification
    from app.services.codes import Codes
    from app.services.consents import Consents
    from app.services.contacts import Contacts
    from app.services.data_quality import DataQuality
    from app.services.documents import Documents
    from app.services.drafts import Drafts
    from app.services.duplicates import Duplicates
    from app.services.export_profiles import ExportProfiles
    from app.services.face_checks import FaceChecks
    from app.services.health import Health
    from app.services.households import Households
    from app.services.meals import Meals
    from app.services.member_codes import MemberCodes
    from app.services.members import Members
    from app.services.members.bulk import Bulk
    from app.services.members.import_undo import ImportRuns
    from app.services.members.importing import MemberImports
    from app.services.memberships import Memberships
    from app.services.merging import Merging
    from app.services.photos import Photos
    from app.services.timeline import Timelines


class Services:
    """The services on one database.

    Attributes:
        db: the open database; events: what changed.
    """

    def __init__(self, db: Database) -> None:
        self.db = db
        self.clock: Clock = db.clock
        self.events: EventBus = db.events
        self.settings = Settings(db)
        self.door = Door(db)
        self.work_items = WorkItems(db)
        self.dashboard = Dashboard(db)

    @cached_property
    def face_checks(self) -> FaceChecks:
        """Records of the terminals."""
        from app.services.face_checks import FaceChecks

        return FaceChecks(self.db, _method_of)

    @cached_property
    def members(self) -> Members:
        """The list and the files of the members."""
        from app.services.members import Members

        return Members(self.db, self.face_checks.resolve_pin)

    @cached_property
    def memberships(self) -> Memberships:
        """Who is on the list on which days."""
        from app.services.memberships import Memberships

        return Memberships(self.db, self.face_checks.settle_away)

    @cached_property
    def cards(self) -> Cards:
        """Cards and their life."""
        from app.services.cards import Cards

        return Cards(self.db)

    @cached_property
    def member_codes(self) -> MemberCodes:
        """Codes of paper cards."""
        from app.services.member_codes import MemberCodes

        return MemberCodes(self.db)

    @cached_property
    def consents(self) -> Consents:
        """Consents and their texts."""
        from app.services.consents import Consents

        return Consents(self.db)

    @cached_property
    def attachments(self) -> Attachments:
        """Scans."""
        from app.services.attachments import Attachments

        return Attachments(self.db)

    @cached_property
    def photos(self) -> Photos:
        """Photos of members."""
        from app.services.photos import Photos

        return Photos(self.db)

    @cached_property
    def attendance(self) -> Attendances:
        """Who came."""
        from app.services.attendance import Attendances

        return Attendances(self.db, self.memberships)

    @cached_property
    def meals(self) -> Meals:
        """What was eaten."""
        from app.services.meals import Meals

        return Meals(self.db)

    @cached_property
    def imports(self) -> MemberImports:
        """Importing member lists."""
        from app.services.members.importing import MemberImports

        return MemberImports(self.db, self.face_checks.resolve_pin)

    @cached_property
    def duplicates(self) -> Duplicates:
        """Files that may be one person."""
        from app.services.duplicates import Duplicates

        return Duplicates(self.db)

    @cached_property
    def merging(self) -> Merging:
        """Putting two files of one person together."""
        from app.services.merging import Merging

        return Merging(self.db, self.face_checks.resolve_pin)

    @cached_property
    def import_runs(self) -> ImportRuns:
        """Imports that were made, and taking them back."""
        from app.services.members.import_undo import ImportRuns

        return ImportRuns(self.db)

    @cached_property
    def assessments(self) -> Assessments:
        """Ability assessments."""
        from app.services.assessments import Assessments

        return Assessments(self.db)

    @cached_property
    def codes(self) -> Codes:
        """Code tables."""
        from app.services.codes import Codes

        return Codes(self.db, self.classification.entry_changed)

    @cached_property
    def classification(self) -> Classification:
        """Classes on five axes, and who is 重点."""
        from app.services.classification import Classification

        return Classification(self.db)

    @cached_property
    def contacts(self) -> Contacts:
        """The people around the members."""
        from app.services.contacts import Contacts

        return Contacts(self.db)

    @cached_property
    def households(self) -> Households:
        """Who lives as one family."""
        from app.services.households import Households

        return Households(self.db)

    @cached_property
    def health(self) -> Health:
        """Health notes for kitchen and counter."""
        from app.services.health import Health

        return Health(self.db)

    @cached_property
    def quality(self) -> DataQuality:
        """What is missing, impossible or out of date in the files."""
        from app.services.data_quality import DataQuality

        return DataQuality(self.db)

    @cached_property
    def bulk(self) -> Bulk:
        """Changing many files at once."""
        from app.services.members.bulk import Bulk

        return Bulk(self.db)

    @cached_property
    def exports(self) -> ExportProfiles:
        """Lists that leave the centre."""
        from app.services.export_profiles import ExportProfiles

        return ExportProfiles(self.db)

    @cached_property
    def timeline(self) -> Timelines:
        """Everything that happened to one member."""
        from app.services.timeline import Timelines

        return Timelines(self.db)

    @cached_property
    def accounts(self) -> Accounts:
        """Accounts and signing in."""
        from app.services.accounts import Accounts

        return Accounts(self.db)

    @cached_property
    def audit(self) -> Audit:
        """The audit log."""
        from app.services.audit import Audit

        return Audit(self.db)

    @cached_property
    def documents(self) -> Documents:
        """Archived prints."""
        from app.services.documents import Documents

        return Documents(self.db)

    @cached_property
    def drafts(self) -> Drafts:
        """Half-filled forms."""
        from app.services.drafts import Drafts

        return Drafts(self.db)


def _method_of(verify: int) -> Any:
    from app.devices.attlog_file import method_of

    return method_of(verify)
