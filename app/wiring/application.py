"""`Application`: an open centre with its services joined to printing, devices and upload."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.core.clock import local, today, utc_text
from app.core.paths import DataFolder
from app.core.progress import Progress, silent
from app.db.lock import FolderLock
from app.db.session import Database
from app.services.rights import SYSTEM, Actor, Right, Role, internal, requires
from app.services.settings import put
from app.wiring.services import Services

if TYPE_CHECKING:
    from app.db.backup import BackupInfo
    from app.printing.archive import Printed, PrintRoom
    from app.services.face_checks import TerminalImport
    from app.services.members.importing import ImportReport
    from app.sync.engine import SyncEngine

COMMAND_LINE = Actor("<command-line>", "命令行", Role.ADMINISTRATOR)
"""Acts on the command line while the centre has no account yet."""


class Application(Services):
    """An open centre: its services, with what needs more than one of them or another layer.

    Attributes:
        folder: the centre's data folder.
    """

    def __init__(self, folder: DataFolder, db: Database, lock: FolderLock | None) -> None:
        super().__init__(db)
        self.folder, self._lock = folder, lock
        self._begun: dt.date | None = None

    @cached_property
    def printing(self) -> PrintRoom:
        """Forms."""
        from app.printing.archive import PrintRoom

        return PrintRoom(self.documents, self._loaders(), self.clock)

    def _loaders(self) -> Mapping[str, Callable[[Mapping[str, str], Actor], Any]]:
        from app.printing.forms.member_list import MemberList, MemberListRow
        from app.wiring import (
            assessment_papers,
            comparison_papers,
            file_summary,
            member_papers,
        )

        def roster(params: Mapping[str, str], actor: Actor) -> Any:
            date = dt.date.fromisoformat(params["date"])
            return self.attendance.roster(date, self.settings.centre(), "", actor)

        def member_list(params: Mapping[str, str], actor: Actor) -> Any:
            return _member_list(self, MemberList, MemberListRow, actor)

        own = {
            "member-file": file_summary.member_file,
            "member-card": member_papers.member_cards,
            "consent-sheet": member_papers.consent_sheet,
            "consent-withdrawal": member_papers.withdrawal,
            "assessment-report": assessment_papers.report,
            "assessment-comparison": comparison_papers.comparison,
        }
        return {
            "daily-roster": roster, "member-list": member_list,
            **{name: functools.partial(load, self) for name, load in own.items()},
        }  # fmt: skip

    # -- lists as files ------------------------------------------------------------------

    @requires(Right.IMPORT)
    def save_rejected(self, report: ImportReport, path: Path, actor: Actor) -> int:
        """Save the rows that were not imported, with a reason column; returns their number.

        They hold full numbers, so that who saved them is in the audit. Raises `NotAllowed`.
        """
        from app.services.exports.xlsx import rejected_rows

        mark = self._mark(actor, "补正后重新导入")
        count = rejected_rows(path, report.sheet, report.left_out(), mark)
        with self.db.write(actor, "保存未导入的行") as unit:
            unit.recorder.note("export", "rejected_rows", path.name, {"rows": count})
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

    @requires(Right.PRINT)
    def print_table(
        self, title: str, shown: Any, rows: Sequence[Sequence[str]], actor: Actor
    ) -> Printed:
        """What a table shows, on paper and filed; ``shown`` has its ``headings``,
        ``alignments`` and ``conditions``. Raises `NotAllowed`."""
        from app.wiring.table_papers import table_paper

        form, data = table_paper(self, title, shown, rows)
        return self.printing.make_from(form, data, {"title": title}, actor)

    @requires(Right.PRINT)
    def print_each(
        self, form: str, uids: Sequence[str], actor: Actor, progress: Progress = silent
    ) -> Printed:
        """``form`` of each member, filed one by one and put together to look at and print.

        Raises `NotAllowed`, `Cancelled`; what was filed until then stays filed.
        """
        from app.wiring.table_papers import together

        made = []
        for number, uid in enumerate(uids):
            progress(number, len(uids), "正在准备")
            made.append(self.printing.make(form, {"member": uid}, actor))
        return together(made)

    def _mark(self, actor: Actor, purpose: str) -> Any:
        from app.services.exports.xlsx import Mark

        centre = self.settings.centre()
        now = self.clock.now()
        return Mark(actor.name, now, purpose, centre=centre.name, demo=centre.demo)

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

    # -- days ----------------------------------------------------------------------------

    @internal
    def begin_day(self) -> None:
        """What an earlier release or the days that passed left undone; nothing when nothing is.

        Called when the centre is opened for writing and every minute by the window: the first
        call on a date does the work.
        """
        day = today(self.clock)
        if self._begun == day:
            return
        from app.services.upgrades import Upgrades

        Upgrades(self.db).run()
        self.memberships.roll()
        self.assessments.lapse(SYSTEM)
        self.consents.lapse()
        self.classification.catch_up()
        self._begun = day

    def close(self) -> None:
        """Fold the log, close the file, let the next process in."""
        with contextlib.suppress(Exception):
            self.db.checkpoint()
        self.db.close()
        if self._lock is not None:
            self._lock.release()


def _member_list(app: Application, sheet: Any, line: Any, actor: Actor) -> Any:
    from app.services.members import MemberQuery

    ids = app.members.list_ids(MemberQuery(state="active", sort="community"), actor)
    rows = app.members.rows(ids, actor)
    return make_member_list(app, rows, sheet, line)


def make_member_list(app: Application, rows: Any, sheet: Any, line: Any) -> Any:
    """The 花名册 form's data from list rows."""
    centre = app.settings.centre()
    lines = tuple(
        line(
            n, r.name, r.sex, r.age_text, r.id_masked, r.community,
            r.categories, r.ability, r.phone_masked,
        )
        for n, r in enumerate(rows, 1)
    )  # fmt: skip
    return sheet(
        centre_name=centre.name, date=today(app.clock), rows=lines, document_number="",
        made_at=local(app.clock.now()), made_by="", demo=centre.demo,
    )  # fmt: skip
