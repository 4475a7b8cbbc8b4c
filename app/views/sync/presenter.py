"""Joins the page 上报 to the sync engine; everything that touches a network runs off the GUI
thread, with progress and 取消."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.core.clock import local
from app.core.errors import EnvironmentProblem, YizhanError
from app.services.rights import Actor, Right
from app.views import files, parts
from app.views.notify import Action
from app.views.sync.page import SyncPage
from app.views.sync.pairing import PairSheet, other_district, resume_after_restore
from app.views.sync.state import BundleRow, Refused, SyncView
from app.views.tasks import Latest

if TYPE_CHECKING:
    from app.services.sync_types import BundleRecord, Peer
    from app.sync.engine import PushResult
    from app.sync.pairing import DistrictPair
    from app.sync.receipts import FetchResult
    from app.views.kit import Kit
    from app.wiring import Application

TOPIC = "sync"
"""Strips and toasts of the steps; the next step takes them back."""


class SyncPresenter(QObject):
    """Pairs, builds, sends, takes receipts."""

    def __init__(self, page: SyncPage, app: Application, kit: Kit) -> None:
        super().__init__(page)
        self._page, self._app, self._kit = page, app, kit
        self._refused: dict[str, Refused] = {}
        self._peer: Peer | None = None
        self._known = ""
        self._latest = Latest(kit.runner, self)
        page.activated.connect(self._activated)
        page.refresh_requested.connect(self.refresh)
        page.pair_asked.connect(self.choose_pair_file)
        page.export_asked.connect(self.export_pair)
        page.step_asked.connect(self.step)
        page.refused_opened.connect(self._open_refused)
        page.refused_settled.connect(self._settle)

    # --- showing --------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read where the upload stands; touches no network."""
        actor = self._kit.actor()
        if not actor.may(Right.UPLOAD):
            self._page.set_not_allowed()
            return
        self._latest.ask(lambda: read_view(self._app, actor), self._show)

    def _show(self, found: tuple[SyncView, Peer | None]) -> None:
        view, self._peer = found
        self._refused = {one.key: one for one in view.refused}
        self._known = view.district_print
        self._page.set_view(view)

    def _activated(self, argument: object) -> None:
        """``{"pair": True}`` asks for the district's pair file."""
        if isinstance(argument, Mapping) and argument.get("pair"):
            self.choose_pair_file()

    # --- pairing --------------------------------------------------------------------------

    def choose_pair_file(self) -> None:
        """Ask for ``district.pair``."""
        path = files.choose_open(
            self._page,
            self.tr("选择区平台的配对文件"),
            self.tr("配对文件 (*.pair);;所有文件 (*)"),
        )
        if path is not None:
            self.read_pair_file(path)

    def read_pair_file(self, path: Path) -> None:
        """Read the pair file and show its check number beside the question where to send."""
        self._run(lambda: _read_pair(path), self._compare)

    def _compare(self, district: DistrictPair) -> None:
        """Another district than the one known has nothing yet: say so before going on."""
        if self._known in ("", district.fingerprint):
            self._ask_target(district)
            return
        warning = other_district(self._known, district.fingerprint)
        warning.confirmed.connect(lambda: self._ask_target(district))
        warning.cancelled.connect(self._page.back)
        self._page.open_sheet(self.tr("这是另一个区平台"), warning, 560)

    def _ask_target(self, district: DistrictPair) -> None:
        sheet = PairSheet(district.district_name, district.fingerprint)
        if self._peer is not None:
            sheet.fill_in(self._peer.target, self._peer.identity)
        sheet.submitted.connect(
            lambda target, identity: self._pair(sheet, district, target, identity)
        )
        sheet.cancelled.connect(self._page.back)
        self._page.open_sheet(
            self.tr("与区平台配对"), sheet, 560, guard=lambda: not sheet.form.is_dirty()
        )

    def _pair(self, sheet: PairSheet, district: DistrictPair, target: str, identity: str) -> None:
        actor = self._kit.actor()

        def done(_: object) -> None:
            sheet.form.mark_saved()
            self._page.back()
            self._kit.notify.toast(self.tr("已配对。再把本中心的配对文件交给区平台。"))
            self.refresh()

        def failed(problem: BaseException) -> None:
            sheet.form.set_busy(False)
            say(problem)

        say = self._kit.notify.attempt("pairing")
        self._kit.runner.run(
            lambda: self._app.sync(actor).pair(district, target, identity),
            done,
            failed,
            owner=sheet,
            title=self.tr("正在连接并配对"),
        )

    def export_pair(self) -> None:
        """Save the centre's own half."""
        path = files.choose_save(
            self._page, self.tr("导出本中心配对文件"), "centre.pair", self.tr("配对文件 (*.pair)")
        )
        if path is None:
            return
        actor = self._kit.actor()

        def done(fingerprint: str) -> None:
            words = self.tr("已导出 %1。交给区平台时，电话里核对本中心指纹：%2")
            self._kit.notify.info(parts.fill(words, path.name, fingerprint))

        self._run(lambda: _export(self._app, actor, path), done)

    # --- the steps ------------------------------------------------------------------------

    def step(self, name: str) -> None:
        """Run ``build``, ``push``, ``receipts`` or ``again`` (send unconfirmed ones again)."""
        engine, actor = self._app.sync, self._kit.actor()
        works: dict[str, tuple[str, Callable[..., Any], Callable[[Any], None]]] = {
            "build": (self.tr("生成上报包"),
                      lambda progress: engine(actor).build(progress), self._built),
            "push": (self.tr("上报"),
                     lambda progress: engine(actor).push(progress=progress), self._pushed),
            "again": (self.tr("重发"),
                      lambda progress: engine(actor).push(again=True, progress=progress),
                      self._pushed),
            "resume": (self.tr("继续上报"),
                       lambda progress: engine(actor).resume_after_restore(progress),
                       self._built),
            "receipts": (self.tr("取回执"),
                         lambda progress: engine(actor).fetch_receipts(progress), self._fetched),
        }  # fmt: skip
        title, work, done = works[name]
        self._kit.notify.withdraw(TOPIC)

        def failed(problem: BaseException) -> None:
            self._page.set_busy(False)
            self._stopped(name, problem)

        self._page.set_busy(True)
        self._kit.runner.run(
            work, lambda value: self._done(done, value), failed,
            owner=self, title=title,
        )  # fmt: skip

    def _done(self, say: Callable[[Any], None], value: Any) -> None:
        self._page.set_busy(False)
        say(value)
        self.refresh()

    def _stopped(self, name: str, problem: BaseException) -> None:
        """Unreachable is a state, not only a message: the page keeps saying it."""
        if isinstance(problem, YizhanError) and problem.code == "behind_district":
            action = Action(self.tr("核对后继续"), self.ask_resume)
            self._kit.notify.error(problem.message, action, topic=TOPIC)
            self.refresh()
            return
        self._kit.notify.problem(problem, lambda: self.step(name), topic=TOPIC)
        if isinstance(problem, EnvironmentProblem) and name != "build":
            self._page.set_offline(problem.message)
        else:
            self.refresh()

    def ask_resume(self) -> None:
        """An older backup was restored: a person says whether the upload goes on."""
        question = resume_after_restore()
        question.confirmed.connect(self._resume)
        question.cancelled.connect(self._page.back)
        self._page.open_sheet(self.tr("恢复备份以后继续上报"), question, 560)

    def _resume(self) -> None:
        self._page.back()
        self.step("resume")

    def _built(self, record: BundleRecord | None) -> None:
        if record is None:
            self._kit.notify.info(self.tr("没有需要上报的新内容。"), topic=TOPIC)
            return
        self._kit.notify.toast(self.tr("上报包已生成。接着按“2 上报”送出去。"), topic=TOPIC)

    def _pushed(self, result: PushResult) -> None:
        if not result.sent:
            self._kit.notify.info(self.tr("没有需要发送的上报包。"), topic=TOPIC)
            return
        words = self.tr("已送出 %1 个上报包到%2，等区平台的回执。")
        self._kit.notify.toast(parts.fill(words, len(result.sent), result.target), topic=TOPIC)

    def _fetched(self, result: FetchResult) -> None:
        for problem in result.problems:
            self._kit.notify.warn(f"{problem.file_name}：{problem.message}", topic=TOPIC)
        if result.acknowledged:
            words = self.tr("区平台确认了 %1 个上报包。")
            self._kit.notify.toast(parts.fill(words, len(result.acknowledged)), topic=TOPIC)
        elif not result.problems:
            self._kit.notify.info(self.tr("还没有新的回执，请过一会儿再取。"), topic=TOPIC)

    # --- refused rows ---------------------------------------------------------------------

    def _open_refused(self, key: str) -> None:
        one = self._refused.get(key)
        if one is not None and one.entity == "member":
            self._kit.go("members", one.uid)

    def _settle(self, key: str) -> None:
        actor, items = self._kit.actor(), self._app.work_items

        def done(_: object) -> None:
            self._kit.notify.toast(
                self.tr("已标为改好。"), lambda: items.reopen(key, actor), what=self.tr("标为改好")
            )
            self.refresh()

        self._run(lambda: items.dismiss(key, self.tr("已改好"), actor), done)

    def _run(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        self._kit.runner.run(work, done, owner=self)


def read_view(app: Application, actor: Actor) -> tuple[SyncView, Peer | None]:
    """Everything the page shows, and the peer as stored; runs off the GUI thread."""
    from app.sync.pairing import DistrictPair

    engine = app.sync(actor)
    status, peer = engine.status(), engine.ledger.peer()
    receipts = [one.acknowledged_at for one in status.bundles if one.acknowledged_at]
    view = SyncView(
        district=status.district,
        target=peer.target if peer else "",
        district_print=DistrictPair.from_text(peer.pair).fingerprint if peer else "",
        centre_print=engine.keys.pair().fingerprint,
        server_print=server_print(peer.host_key) if peer else "",
        waiting=status.waiting,
        last_receipt=_local(max(receipts)) if receipts else None,
        bundles=tuple(_bundle_row(one) for one in status.bundles),
        refused=tuple(
            _refused(one.uid, one.subject, one.detail, one.opened_at)
            for one in app.work_items.open_items(actor, "rejected_row")
        ),
    )
    return view, peer


def server_print(host_key: str) -> str:
    """``SHA256:…`` of a pinned SSH host key, as ``ssh-keygen -l`` shows it; empty for none."""
    _, _, body = host_key.partition(" ")
    if not body:
        return ""
    digest = hashlib.sha256(base64.b64decode(body.split()[0])).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def _bundle_row(one: BundleRecord) -> BundleRow:
    totals = one.totals
    return BundleRow(
        one.bundle_id, _local(one.built_at), one.from_seq, one.to_seq, totals.get("people", 0),
        totals.get("visits", 0), totals.get("meals", 0), one.size, str(one.state), one.problem,
    )  # fmt: skip


def _refused(key: str, subject: str, detail: str, opened_at: str) -> Refused:
    entity, _, uid = subject.partition(":")
    return Refused(key, entity, uid, detail, dt.datetime.fromisoformat(opened_at))


def _local(utc: str) -> dt.datetime:
    return local(dt.datetime.fromisoformat(utc.replace("Z", "+00:00")))


def _read_pair(path: Path) -> DistrictPair:
    from app.sync.pairing import DistrictPair

    return DistrictPair.read(path)


def _export(app: Application, actor: Actor, path: Path) -> str:
    pair = app.sync(actor).keys.pair()
    pair.write(path)
    return pair.fingerprint
