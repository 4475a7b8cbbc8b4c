"""Joins the section 备份 to the backups: made, checked, restored from."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.clock import local, today
from app.core.errors import YizhanError
from app.core.paths import DataFolder
from app.core.progress import Progress
from app.services.rights import Right
from app.views import files, parts
from app.views.settings.keeping import BackupSection
from app.views.settings.page import SettingsPage
from app.views.settings.section_presenter import SectionPresenter

if TYPE_CHECKING:
    from app.db.backup import BackupInfo
    from app.views.kit import Kit
    from app.wiring import Application

FRESH_DAYS = 7
KINDS = "颐站备份 (*.yzbackup);;所有文件 (*)"


class BackupPresenter(SectionPresenter):
    """Makes and checks backups; leads to the restore page."""

    def __init__(
        self, page: SettingsPage, section: BackupSection, app: Application, kit: Kit
    ) -> None:
        super().__init__(page, "backup", app, kit)
        self._section = section
        section.make_asked.connect(self.choose_target)
        section.verify_asked.connect(self.choose_backup)
        section.restore_asked.connect(self.restore)

    def refresh(self) -> None:
        """When the last backup was made."""

        def show(utc: str) -> None:
            at = local(dt.datetime.fromisoformat(utc.replace("Z", "+00:00"))) if utc else None
            now = local(self._kit.clock.now())
            fresh = at is not None and (now - at).days < FRESH_DAYS
            self._section.set_last(f"{at:%Y-%m-%d %H:%M}" if at else "", fresh=fresh)

        self._section.set_allowed(self._kit.actor().may(Right.BACKUP))
        self._read(lambda: str(self._app.settings.get("last_backup")), show)

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
            self._section.set_result(parts.fill(words, path, _size(info)))
            self.refresh()

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
            self._section.set_result(
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
            self._section.set_busy(False)
            self._section.set_result(problem.message if isinstance(problem, YizhanError) else "")
            say(problem)

        say = self._kit.notify.attempt(f"backup {title}")

        def finished(info: BackupInfo) -> None:
            self._section.set_busy(False)
            done(info)

        self._section.set_busy(True)
        self._section.set_result("")
        self._kit.runner.run(work, finished, failed, owner=self, title=title)


def _owner(folder: DataFolder) -> object:
    return json.loads(folder.keys.read_text(encoding="utf-8")).get("owner")


def _size(info: BackupInfo) -> str:
    return f"{info.size / 1_000_000:.1f} MB"


def _local(utc: str) -> str:
    return local(dt.datetime.fromisoformat(utc.replace("Z", "+00:00"))).strftime("%Y-%m-%d %H:%M")
