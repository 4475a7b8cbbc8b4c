"""Joins 备份, 审计日志 and 安全 to what keeps the data."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.core.clock import local, today
from app.core.errors import YizhanError
from app.core.paths import DataFolder
from app.core.progress import Progress
from app.services.audit import AuditChoices, AuditReport
from app.services.rights import Right
from app.views import files, parts
from app.views.settings.auditing import AuditSection, AuditSource
from app.views.settings.keeping import BackupSection, SecuritySection
from app.views.settings.page import SettingsPage
from app.views.setup.phrase import PhraseCard
from app.views.setup.presenter import PHRASE_UNCHECKED, phrase_sheet, print_sheet

if TYPE_CHECKING:
    from app.db.backup import BackupInfo
    from app.views.kit import Kit
    from app.wiring import Application

FRESH_DAYS = 7
KINDS = "颐站备份 (*.yzbackup);;所有文件 (*)"


class KeepingPresenter(QObject):
    """Makes and checks backups, checks the audit chain, renews the recovery phrase."""

    def __init__(
        self,
        page: SettingsPage,
        backup: BackupSection,
        audit: AuditSection,
        security: SecuritySection,
        app: Application,
        kit: Kit,
    ) -> None:
        super().__init__(page)
        self._page, self._app, self._kit = page, app, kit
        self._backup, self._audit, self._security = backup, audit, security
        self._printing: Any = None
        backup.make_asked.connect(self.choose_target)
        backup.verify_asked.connect(self.choose_backup)
        backup.restore_asked.connect(self.restore)
        audit.verify_asked.connect(self.verify_audit)
        security.renew_asked.connect(self.renew)

    # --- backup ---------------------------------------------------------------------------

    def refresh_backup(self) -> None:
        """When the last backup was made."""

        def show(utc: str) -> None:
            at = local(dt.datetime.fromisoformat(utc.replace("Z", "+00:00"))) if utc else None
            now = local(self._kit.clock.now())
            fresh = at is not None and (now - at).days < FRESH_DAYS
            self._backup.set_last(f"{at:%Y-%m-%d %H:%M}" if at else "", fresh=fresh)

        self._backup.set_allowed(self._kit.actor().may(Right.BACKUP))
        self._run(lambda: str(self._app.settings.get("last_backup")), show)

    def choose_target(self) -> None:
        """Ask where the backup goes."""
        name = files.dated(self._app.settings.centre().name, today(self._kit.clock))
        path = files.choose_save(self._page, self.tr("备份到"), f"{name}.yzbackup", KINDS)
        if path is not None:
            self.make(path)

    def make(self, path: Path) -> None:
        """Make a verified backup at ``path``."""
        actor = self._kit.actor()

        def work(progress: Progress) -> BackupInfo:
            return self._app.make_backup(path, actor, progress)

        def done(info: BackupInfo) -> None:
            words = self.tr("备份已写好并核对通过：%1（%2）")
            self._backup.set_result(parts.fill(words, path, _size(info)))
            self.refresh_backup()

        self._long(work, done, self.tr("备份"))

    def choose_backup(self) -> None:
        """Ask which backup to check."""
        path = files.choose_open(self._page, self.tr("核对哪一份备份"), KINDS)
        if path is not None:
            self.verify(path)

    def verify(self, path: Path) -> None:
        """Check every byte of the backup at ``path``; its content too when it is ours."""
        folder, key = self._app.folder, self._app.db.key

        def work(progress: Progress) -> BackupInfo:
            from app.db.backup import backup_keys, verify_backup

            ours = backup_keys(path).get("owner") == _owner(folder)
            return verify_backup(path, key if ours else None, progress)

        def done(info: BackupInfo) -> None:
            words = self.tr("%1 完好：%2 做的备份，中心编码 %3，%4。")
            made = _local(info.made_at)
            self._backup.set_result(
                parts.fill(words, path.name, made, info.centre_code or "—", _size(info))
            )

        self._long(work, done, self.tr("核对备份"))

    def restore(self) -> None:
        """Explain, then leave the centre for the restore page."""
        sure = self._kit.notify.ask_irreversible(
            self.tr("从备份恢复"),
            self.tr("先关闭现在的数据，再选择备份文件。现有的数据会移到旁边的文件夹保存；"
                    "备份之后登记的内容要重新登记。选好备份之前可以返回。"),
            self.tr("去恢复"),
        )  # fmt: skip
        if sure:
            self._kit.go("restore")

    def _long(
        self, work: Callable[[Progress], BackupInfo], done: Callable[[BackupInfo], None], title: str
    ) -> None:
        def failed(problem: BaseException) -> None:
            self._backup.set_busy(False)
            self._backup.set_result(problem.message if isinstance(problem, YizhanError) else "")
            self._kit.notify.problem(problem)

        def finished(info: BackupInfo) -> None:
            self._backup.set_busy(False)
            done(info)

        self._backup.set_busy(True)
        self._backup.set_result("")
        self._kit.runner.run(work, finished, failed, owner=self, title=title)

    # --- audit ----------------------------------------------------------------------------

    def refresh_audit(self) -> None:
        """Show every event, the newest first."""
        actor = self._kit.actor()
        if not actor.may(Right.AUDIT):
            self._audit.set_not_allowed()
            return

        def show(choices: AuditChoices) -> None:
            self._audit.set_choices(choices, today(self._kit.clock))

        self._run(lambda: self._app.audit.choices(actor), show)
        self._audit.set_source(AuditSource(self._app.audit, self._kit.actor))

    def verify_audit(self) -> None:
        """Check the chain and every row."""
        actor = self._kit.actor()

        def work(progress: Progress) -> AuditReport:
            return self._app.audit.verify(actor, progress)

        def done(report: AuditReport) -> None:
            self._audit.set_busy(False)
            self._audit.set_report(report)

        def failed(problem: BaseException) -> None:
            self._audit.set_busy(False)
            self._kit.notify.problem(problem)

        self._audit.set_busy(True)
        self._kit.runner.run(work, done, failed, owner=self, title=self.tr("核对审计链"))

    # --- security -------------------------------------------------------------------------

    def refresh_security(self) -> None:
        """Who keeps the key."""
        from app.db.keys import KeyRing

        self._security.set_allowed(self._kit.actor().may(Right.ACCOUNTS))
        self._run(KeyRing(self._app.folder.keys).keeper, self._security.set_keeper)

    def renew(self) -> None:
        """A new recovery phrase: ask, make, show, print, check."""
        sure = self._kit.notify.ask_irreversible(
            self.tr("更换恢复口令"),
            self.tr("新口令生成以后，以前打印的那张纸打不开现在的数据和以后的备份；"
                    "更换以前做的备份仍要用旧口令打开，新口令打不开它们。"
                    "请更换后马上做一份新备份，并确认打印机可用，或者准备好纸笔。"),
            self.tr("更换"),
        )  # fmt: skip
        if sure:
            self._run(self._renew_phrase, self._show_phrase)

    def _renew_phrase(self) -> str:
        return self._app.renew_phrase(self._kit.actor())

    def _show_phrase(self, phrase: str) -> None:
        code = self._app.settings.centre().code
        self._kit.prefs.set(PHRASE_UNCHECKED, code)
        card = PhraseCard(phrase)
        checked = {"yes": False}

        def confirmed() -> None:
            checked["yes"] = True
            self._kit.prefs.set(PHRASE_UNCHECKED, None)
            self._page.back()
            self._kit.notify.toast(
                self.tr(
                    "恢复口令已更换并核对。旧备份仍要用旧口令打开：请做一份新备份，"
                    "旧备份都不用以后再销毁旧的那张纸。"
                )
            )

        card.confirmed.connect(confirmed)
        card.print_asked.connect(lambda: self._print(card, phrase))
        self._page.open_sheet(self.tr("新的恢复口令"), card, 560, guard=lambda: checked["yes"])

    def _print(self, card: PhraseCard, phrase: str) -> None:
        kit, name = self._kit, self._kit.actor().name

        def done(pdf: bytes) -> None:
            self._printing = print_sheet(pdf, kit.runner, kit.notify, card)

        kit.runner.run(lambda: phrase_sheet(self._app, phrase, name, kit.clock), done, owner=card)

    def _run(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        self._kit.runner.run(work, done, owner=self)


def _owner(folder: DataFolder) -> object:
    return json.loads(folder.keys.read_text(encoding="utf-8")).get("owner")


def _size(info: BackupInfo) -> str:
    return f"{info.size / 1_000_000:.1f} MB"


def _local(utc: str) -> str:
    return local(dt.datetime.fromisoformat(utc.replace("Z", "+00:00"))).strftime("%Y-%m-%d %H:%M")
