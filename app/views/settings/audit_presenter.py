"""Joins the section 审计日志 to the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.clock import today
from app.core.progress import Progress
from app.services.audit import AuditChoices, AuditReport
from app.services.rights import Right
from app.views.settings.auditing import AuditSection, AuditSource
from app.views.settings.page import SettingsPage
from app.views.settings.section_presenter import SectionPresenter

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application


class AuditPresenter(SectionPresenter):
    """Lists the events and checks the chain."""

    def __init__(
        self, page: SettingsPage, section: AuditSection, app: Application, kit: Kit
    ) -> None:
        super().__init__(page, "audit", app, kit)
        self._section = section
        section.verify_asked.connect(self.verify)

    def refresh(self) -> None:
        """Show every event, the newest first."""
        actor = self._kit.actor()
        if not actor.may(Right.AUDIT):
            self._section.set_not_allowed()
            return

        def show(choices: AuditChoices) -> None:
            self._section.set_choices(choices, today(self._kit.clock))

        self._read(lambda: self._app.audit.choices(actor), show)
        self._section.set_source(AuditSource(self._app.audit, self._kit.actor))

    def verify(self) -> None:
        """Check the chain and every row."""
        actor = self._kit.actor()

        def work(progress: Progress) -> AuditReport:
            return self._app.audit.verify(actor, progress)

        def done(report: AuditReport) -> None:
            self._section.set_busy(False)
            self._section.set_report(report)

        def failed(problem: BaseException) -> None:
            self._section.set_busy(False)
            say(problem)

        say = self._kit.notify.attempt("verify-audit")
        self._section.set_busy(True)
        self._kit.runner.run(work, done, failed, owner=self, title=self.tr("核对审计链"))
