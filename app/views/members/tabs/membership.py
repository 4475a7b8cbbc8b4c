"""The tab 会籍: joins a membership, its cards and terminal numbers to what can be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout

from app.services.cards import CardRow
from app.services.codes import Code
from app.services.face_checks import PinRow, TerminalRow
from app.services.member_codes import CodeRow
from app.services.members import MemberFile
from app.services.memberships import Membership, MembershipChange, PeriodRow
from app.services.rights import Actor, Right
from app.views import parts
from app.views.members.paper import paper_view
from app.views.members.tabs.card_steps import CardSteps
from app.views.members.tabs.frame import FileTab, TabContext
from app.views.memberships import forms
from app.views.memberships.view import MembershipView
from app.views.memberships.words import resume_word, said, state_status, tr
from app.views.notify import Action, taken_back
from app.views.tasks import Latest
from app.views.theme import Space
from app.views.widgets.form import Form

if TYPE_CHECKING:
    from app.printing.archive import Printed

FACE = "face"
"""The consent that a terminal number needs."""
_SEEN = "membership.seen"
"""Topic of the warning about visits within a pause; the next change takes it back."""
CONCERNS = frozenset(
    {"membership_period", "member_card", "member_code", "terminal_pin", "face_check", "member"}
)
C = TypeVar("C")
T = TypeVar("T")


@dataclass(frozen=True)
class Loaded:
    """Everything the tab shows, and what its forms offer."""

    life: Membership
    cards: tuple[CardRow, ...]
    codes: tuple[CodeRow, ...]
    pins: list[PinRow]
    terminals: list[TerminalRow]
    reasons: tuple[Code, ...]
    kinds: tuple[Code, ...]


class MembershipTab(FileTab):
    """Loads one member's life on the list, and does what its buttons ask for."""

    concerns = CONCERNS

    def __init__(self, context: TabContext) -> None:
        super().__init__()
        self._ask = context.ask
        self._app, self._kit, self._page = context.app, context.kit, context.page
        # A load from before a step, answered after it, must not take its warning back.
        self._latest = Latest(self._kit.runner, self)
        self._file: MemberFile | None = None
        self._found: Loaded | None = None
        self._wanted = ""
        self._warned: tuple[PeriodRow, ...] | None = None
        self._warn_next = False
        self._page.left_file.connect(self._forget_warning)
        self._page.installEventFilter(self)
        self._cards = CardSteps(
            context, self._uid, self._loaded, self._run, self._undone, self._reload
        )
        self.view = MembershipView()
        self.view.asked.connect(self._do)
        parts.bare(QVBoxLayout(self), Space.M).addWidget(self.view)
        self.setFocusProxy(self.view)

    def show_file(self, file: MemberFile) -> None:
        """Load what belongs to ``file``."""
        app, actor, uid = self._app, self._kit.actor(), file.uid
        if self._file is not None and self._file.uid != uid:
            self._forget_warning()
        self._file = file

        def work() -> Loaded:
            return Loaded(
                app.memberships.of(uid, actor), app.cards.of(uid, actor),
                app.member_codes.of(uid, actor),
                app.face_checks.pins(uid, actor), app.face_checks.terminals(actor),
                app.codes.table("membership_reasons"), app.codes.table("cards"),
            )  # fmt: skip

        def done(found: Loaded) -> None:
            if self._file is not None and self._file.uid == uid:
                self._show(found)

        self._latest.ask(work, done)

    def point_at(self, entry: str) -> None:
        """Bring the period or card ``entry`` into sight."""
        self._wanted = "" if self.view.point_at(entry) else entry

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page is left for another one; the lock before it leaves it where it is."""
        if event.type() == QEvent.Type.Hide and watched is self._page and self._page.isHidden():
            self._forget_warning()
        return super().eventFilter(watched, event)

    def _forget_warning(self) -> None:
        """What was said of visits within a pause was about something else."""
        self._warned, self._warn_next = None, False
        self._kit.notify.withdraw(_SEEN)

    def _show(self, found: Loaded) -> None:
        if self._warn_next:
            self._warned, self._warn_next = found.life.periods, False
        elif self._warned is not None and self._warned != found.life.periods:
            self._forget_warning()  # changed again, wherever that was done
        self._found, view = found, self.view
        view.set_life(found.life)
        view.set_cards(found.cards)
        view.set_pins(found.pins)
        view.set_paper_cards(self._file.member_no if self._file else "", found.codes)
        words, actor = tr("当前账号没有“%1”的权限，请由中心负责人操作。"), self._kit.actor()
        view.set_allowed(
            {
                key: "" if actor.may(right) else parts.fill(words, right.value)
                for key, right in (("edit", Right.EDIT_MEMBERS), ("print", Right.PRINT))
            }
        )
        if self._wanted:
            self.point_at(self._wanted)

    def _do(self, action: str, key: str) -> None:
        if self._file is None or self._found is None:
            return
        plain: dict[str, Callable[[], None]] = {
            "pause": self._pause, "leave": self._leave, "resume": self._resume, "wait": self._wait,
            "issue": self._cards.issue, "pin": self._link, "print_card": self._print,
        }  # fmt: skip
        keyed: dict[str, Callable[[str], None]] = {
            "change": self._change, "remove": self._remove, "unlink": self._unlink,
            **self._cards.keyed,
        }  # fmt: skip
        if action in plain:
            plain[action]()
        else:
            keyed[action](key)

    # --- the membership -------------------------------------------------------------------

    def _pause(self) -> None:
        uid, loaded = self._uid(), self._loaded()
        self._enter(
            tr("暂停"), tr("登记暂停"),
            forms.pause_form(self._kit.clock, loaded.reasons, loaded.life),
            lambda v: forms.to_pause(uid, v), self._app.memberships.pause,
        )  # fmt: skip

    def _leave(self) -> None:
        uid, loaded = self._uid(), self._loaded()
        self._enter(
            tr("退出"), tr("登记退出"),
            forms.leave_form(self._kit.clock, loaded.reasons, loaded.life),
            lambda v: forms.to_leave(uid, v), self._app.memberships.leave,
        )  # fmt: skip

    def _resume(self) -> None:
        uid, word = self._uid(), resume_word(self._loaded().life)
        self._enter(
            word, word, forms.resume_form(self._kit.clock, word),
            lambda v: forms.to_resume(uid, v), self._app.memberships.resume,
        )  # fmt: skip

    def _wait(self) -> None:
        uid = self._uid()
        self._enter(
            tr("改为待批"), tr("改为待批"), forms.wait_form(self._kit.clock),
            lambda v: forms.to_wait(uid, v), self._app.memberships.wait,
        )  # fmt: skip

    def _change(self, key: str) -> None:
        period = self._period(key)
        form = forms.period_form(self._kit.clock, period, self._loaded().reasons)
        self._enter(
            parts.fill(tr("修改：%1"), period.label), parts.fill(tr("修改%1"), period.label), form,
            lambda v: forms.to_change(period, v), self._app.memberships.change,
        )  # fmt: skip

    def _remove(self, key: str) -> None:
        app, label = self._app, self._period(key).label
        what = parts.fill(tr("取消“%1”"), label)

        def done(change: MembershipChange) -> None:
            state = state_status(change.state).word
            self._changed(change, parts.fill(tr("已取消“%1”；今天：%2"), label, state), what)

        self._run(lambda actor: app.memberships.remove(key, tr("撤销"), actor), done)

    def _enter(
        self,
        title: str,
        what: str,
        form: Form,
        command_of: Callable[[forms.Values], C],
        do: Callable[[C, Actor], MembershipChange],
    ) -> None:
        """Ask with ``form``, do what it says, and say what was entered: ``what`` names it."""
        now = self._loaded().life.today

        def save(values: forms.Values, actor: Actor) -> tuple[MembershipChange, str]:
            command = command_of(values)
            change = do(command, actor)
            return change, said(command, what, change.state, now)

        self._ask(title, form, save, lambda made: self._changed(*made, what))

    def _changed(self, change: MembershipChange, said: str, what: str) -> None:
        app, name = self._app, change.name
        named = parts.fill(tr("%1 %2"), name, what)
        undone = self._undone(named)
        words = parts.fill(tr("%1：%2。"), name, said)
        if change.ended:
            words += parts.fill(tr("“%1”随之结束。"), tr("”“").join(change.ended))
        self._kit.notify.toast(
            words,
            lambda: self._run(lambda actor: app.memberships.undo(change, actor), undone),
            what=named,
        )
        self._forget_warning()
        if change.seen:
            self._warn_next = True
            words = tr("%1：这段日期里有 %2 天已有签到或就餐（%3 等），仍然保留，请核对日期。")
            self._kit.notify.warn(
                parts.fill(words, name, len(change.seen), change.seen[0]), topic=_SEEN
            )
        self._reload()

    def _period(self, key: str) -> PeriodRow:
        return next(p for p in self._loaded().life.periods if p.uid == key)

    # --- terminal numbers -----------------------------------------------------------------

    def _link(self) -> None:
        app, uid = self._app, self._uid()
        form = forms.pin_form([(one.device_no, one.name) for one in self._loaded().terminals])

        def save(values: forms.Values, actor: Any) -> tuple[str, str, bool, int]:
            pin, device = values["terminal_pin"].strip(), values["device_no"] or ""
            app.face_checks.link_pin(pin, uid, actor, device)
            early = app.face_checks.days_before_joining(uid, actor)
            return pin, device, app.consents.holds(uid, FACE, actor), early

        self._ask(tr("登记人脸机编号"), form, save, self._linked)

    def _linked(self, link: tuple[str, str, bool, int]) -> None:
        pin, device, consented, early = link
        words = parts.fill(tr("人脸机编号 %1 已登记，以前的核验一并生效。"), pin)
        if early:
            more = tr("终端签到有 %1 天在入会日期以前，请核对入会日期。")
            words += parts.fill(more, early)
        self._kit.notify.toast(words, lambda: self._unlink(f"{pin}\t{device}"),
                               what=parts.fill(tr("登记人脸机编号 %1"), pin))  # fmt: skip
        if not consented:
            action = Action(tr("去同意书"), lambda: self._page.tabs.choose("consents"))
            words = tr("还没有有效的人脸识别单独同意书。请先签署；不同意的老人请用卡或二维码。")
            self._kit.notify.warn(words, action)
        self._reload()

    def _unlink(self, key: str) -> None:
        app, uid = self._app, self._uid()
        pin, _, device = key.partition("\t")

        def again(actor: Any) -> None:
            app.face_checks.link_pin(pin, uid, actor, device)

        def done(_: object) -> None:
            words = parts.fill(tr("人脸机编号 %1 已取消关联。"), pin)
            what = parts.fill(tr("取消关联 %1"), pin)
            undone = self._undone(what)
            self._kit.notify.toast(words, lambda: self._run(again, undone), what=what)
            self._reload()

        self._run(lambda actor: app.face_checks.unlink_pin(pin, actor, device), done)

    # --- paper ----------------------------------------------------------------------------

    def _print(self) -> None:
        app, uid = self._app, self._uid()

        def show(printed: Printed) -> None:
            view = paper_view(app, self._kit, printed)
            self._page.show_full(view, printed.title, printed.number)
            self._reload()  # the first card, or one after a lost one, brought a code

        self._run(lambda actor: app.printing.make("member-card", {"member": uid}, actor), show)

    # --- inside ---------------------------------------------------------------------------

    def _run(self, work: Callable[[Any], T], done: Callable[[T], None]) -> None:
        actor = self._kit.actor()
        self._kit.runner.run(lambda: work(actor), done, owner=self)

    def _undone(self, what: str) -> Callable[[object], None]:
        """To be called once the step ``what`` was taken back."""

        def done(_: object) -> None:
            self._forget_warning()
            self._kit.notify.toast(taken_back(what))
            self._reload()

        return done

    def _reload(self) -> None:
        if self._file is not None:
            self.show_file(self._file)

    def _loaded(self) -> Loaded:
        assert self._found is not None
        return self._found

    def _uid(self) -> str:
        assert self._file is not None
        return self._file.uid
