"""`Application`: an open centre with its services joined to printing, devices and upload."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.core.clock import Clock, local, today, utc_text
from app.core.events import EventBus
from app.core.paths import DataFolder
from app.core.progress import Progress, silent
from app.db.lock import FolderLock
from app.db.session import Database
from app.services.attendance import Attendances
from app.services.dashboard import Dashboard
from app.services.face_checks import FaceChecks, TerminalImport
from app.services.meals import Meals
from app.services.members import MemberQuery, Members
from app.services.rights import Actor, Right, Role, requires
from app.services.settings import Settings, put
from app.services.work_items import WorkItems

if TYPE_CHECKING:
    from app.db.backup import BackupInfo
    from app.printing.archive import PrintRoom
    from app.services.accounts import Accounts
    from app.services.audit import Audit
    from app.services.codes import Codes
    from app.services.documents import Documents
    from app.services.members.importing import ImportReport, MemberImports
    from app.sync.engine import SyncEngine

COMMAND_LINE = Actor("<command-line>", "命令行", Role.ADMINISTRATOR)
"""Acts on the command line while the centre has no account yet."""


MEMBER_TITLES = (
    "会员号", "姓名", "性别", "年龄", "证件号", "联系电话", "社区", "人员类别", "能力等级",
    "老年卡号", "状态",
)  # fmt: skip


class Application:
    """An open centre. Services that start-up does not need are made when first asked for.

    Attributes:
        folder: the centre's data folder; db: its open database; events: what changed.
    """

    def __init__(self, folder: DataFolder, db: Database, lock: FolderLock | None) -> None:
        self.folder, self.db, self._lock = folder, db, lock
        self.clock: Clock = db.clock
        self.events: EventBus = db.events
        self.settings = Settings(db)
        self.face_checks = FaceChecks(db, _method_of)
        self.members = Members(db, self.face_checks.resolve_pin)
        self.attendance = Attendances(db)
        self.meals = Meals(db)
        self.work_items = WorkItems(db)
        self.dashboard = Dashboard(db)

    @cached_property
    def imports(self) -> MemberImports:
        """Importing member lists."""
        from app.services.members.importing import MemberImports

        return MemberImports(self.db, self.face_checks.resolve_pin)

    @cached_property
    def codes(self) -> Codes:
        """Code tables."""
        from app.services.codes import Codes

        return Codes(self.db)

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
    def printing(self) -> PrintRoom:
        """Forms."""
        from app.printing.archive import PrintRoom

        return PrintRoom(self.documents, self._loaders(), self.clock)

    def _loaders(self) -> Mapping[str, Callable[[Mapping[str, str], Actor], Any]]:
        from app.printing.forms.member_list import MemberList, MemberListRow

        def roster(params: Mapping[str, str], actor: Actor) -> Any:
            date = dt.date.fromisoformat(params["date"])
            return self.attendance.roster(date, self.settings.centre(), "", actor)

        def member_list(params: Mapping[str, str], actor: Actor) -> Any:
            return _member_list(self, MemberList, MemberListRow, actor)

        return {"daily-roster": roster, "member-list": member_list}

    # -- lists as files ------------------------------------------------------------------

    @requires(Right.IMPORT)
    def save_rejected(self, report: ImportReport, path: Path, actor: Actor) -> int:
        """Save the rows that were not imported, with a reason column; returns their number.

        They hold full numbers, so that who saved them is in the audit. Raises `NotAllowed`.
        """
        from app.services.exports.xlsx import rejected_rows

        reasons = {
            d.row: (d.reason, *d.warnings) if d.reason else d.warnings
            for d in report.details
            if d.outcome != "added"
        }
        mark = self._mark(actor, "补正后重新导入")
        count = rejected_rows(path, report.sheet, reasons, mark)
        with self.db.write(actor, "保存未导入的行") as unit:
            unit.recorder.note("export", "rejected_rows", path.name, {"rows": count})
        return count

    @requires(Right.EXPORT)
    def export_members(self, path: Path, actor: Actor, progress: Progress = silent) -> int:
        """The masked list as xlsx; who exported it is in the file and in the audit."""
        from app.services.exports.xlsx import Column, write_table

        ids = self.members.list_ids(MemberQuery(), actor)
        rows = self.members.rows(ids, actor)
        values = [
            (r.member_no, r.name, r.sex, r.age, r.id_masked, r.phone_masked, r.community,
             r.categories, r.ability, r.card, r.state)
            for r in rows
        ]  # fmt: skip
        columns = [Column(title) for title in MEMBER_TITLES]
        count = write_table(
            path, "老人名单", columns, values, self._mark(actor, "名单导出"), progress
        )
        with self.db.write(actor, "导出名单") as unit:
            unit.recorder.note("export", "member", path.name, {"rows": count})
        return count

    @requires(Right.EXPORT)
    def save_table(
        self,
        path: Path,
        title: str,
        headings: Sequence[str],
        rows: Iterable[Sequence[Any]],
        actor: Actor,
        progress: Progress = silent,
    ) -> int:
        """What a table shows, as xlsx. Raises `NotAllowed`."""
        from app.services.exports.xlsx import Column, write_table

        columns = [Column(heading) for heading in headings]
        count = write_table(path, title, columns, rows, self._mark(actor, title), progress)
        with self.db.write(actor, f"导出{title}") as unit:
            unit.recorder.note("export", "table", path.name, {"rows": count, "title": title})
        return count

    def _mark(self, actor: Actor, purpose: str) -> Any:
        from app.services.exports.xlsx import Mark

        return Mark(actor.name, self.clock.now(), purpose)

    # -- terminals -----------------------------------------------------------------------

    @requires(Right.IMPORT)
    def import_terminal_file(
        self, path: Path, device_no: str, actor: Actor, progress: Progress = silent
    ) -> TerminalImport:
        """Read a terminal's USB export and keep it; see `FaceChecks.store_file`."""
        from app.devices.attlog_file import load_attlog, read_attlog

        raw = load_attlog(path)
        now = self.clock.now()
        return self.face_checks.store_file(
            raw, path.name, device_no, lambda data: read_attlog(data, now, path.name), actor,
            progress,
        )  # fmt: skip

    # -- upload --------------------------------------------------------------------------

    @requires(Right.UPLOAD)
    def sync(self, actor: Actor) -> SyncEngine:
        """The upload, on behalf of ``actor``. Raises `NotAllowed`."""
        from app.services.outbox import OutboxReader
        from app.services.sync_ledger import SyncLedger
        from app.sync.crypto import load_signing_key, new_signing_key
        from app.sync.engine import CentreKeys, SyncEngine

        ledger = SyncLedger(self.db).acting(actor)
        secret = ledger.signing_secret()
        if not secret:
            made = new_signing_key()
            if not self.db.read_only:  # else only the state is looked at, nothing is signed
                ledger.save_signing_key(made.public().text, made.secret)
            secret = made.secret
        centre = self.settings.centre()
        keys = CentreKeys(centre.code, centre.name, load_signing_key(secret))
        return SyncEngine(self.folder.bundles, OutboxReader(self.db), ledger, keys, self.clock)

    # -- backup --------------------------------------------------------------------------

    @requires(Right.BACKUP)
    def make_backup(self, target: Path, actor: Actor, progress: Progress = silent) -> BackupInfo:
        """A verified backup of the running centre. Raises `NotAllowed`.

        Beside a desktop (``db.read_only``) it leaves no audit event and no "last backup".
        """
        from app.db.backup import make_backup

        made_at = utc_text(self.clock.now())
        centre = self.settings.centre()
        info = make_backup(self.folder, self.db.key, target, made_at, centre.code, progress)
        if not self.db.read_only:
            with self.db.write(actor, "备份") as unit:
                put(unit, "last_backup", made_at)
                unit.touch("setting")
        return info

    @requires(Right.ACCOUNTS)
    def renew_phrase(self, actor: Actor) -> str:
        """A new recovery phrase, shown once; the old one opens only the backups made before.

        That it was renewed, and by whom, is in the audit. Raises `NotAllowed`.
        """
        from app.db.keys import KeyRing

        phrase = KeyRing(self.folder.keys).renew_phrase(self.db.key)
        with self.db.write(actor, "更换恢复口令") as unit:
            unit.recorder.note("renew_phrase", "setting", "keys", {})
        return phrase

    def close(self) -> None:
        """Fold the log, close the file, let the next process in."""
        with contextlib.suppress(Exception):
            self.db.checkpoint()
        self.db.close()
        if self._lock is not None:
            self._lock.release()


def _method_of(verify: int) -> Any:
    from app.devices.attlog_file import method_of

    return method_of(verify)


def _member_list(app: Application, sheet: Any, line: Any, actor: Actor) -> Any:
    ids = app.members.list_ids(MemberQuery(sort="community"), actor)
    rows = app.members.rows(ids, actor)
    return make_member_list(app, rows, sheet, line)


def make_member_list(app: Application, rows: Any, sheet: Any, line: Any) -> Any:
    """The 花名册 form's data from list rows."""
    centre = app.settings.centre()
    lines = tuple(
        line(
            n, r.name, r.sex, "" if r.age is None else str(r.age), r.id_masked, r.community,
            r.categories, r.ability, r.phone_masked,
        )
        for n, r in enumerate(rows, 1)
    )  # fmt: skip
    return sheet(
        centre_name=centre.name, date=today(app.clock), rows=lines, document_number="",
        made_at=local(app.clock.now()), made_by="", demo=centre.demo,
    )  # fmt: skip
