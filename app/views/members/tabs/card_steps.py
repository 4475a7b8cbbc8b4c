"""What the buttons of cards do in the tab 会籍: chip cards, and the code of the paper card."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.services.cards import CardChange
from app.services.member_codes import CodeChange
from app.views import parts
from app.views.members.tabs.frame import TabContext
from app.views.memberships import forms
from app.views.memberships.words import tr

if TYPE_CHECKING:
    from app.views.members.tabs.membership import Loaded

Run = Callable[[Callable[[Any], Any], Callable[[Any], None]], None]
"""(work with the account, what to do with its answer): off the GUI thread."""


class CardSteps:
    """Asks what a step needs, does it, says so and offers to take it back.

    Args:
        context: services and the tools of the window.
        uid, loaded: whose file is open, and what the tab shows of it.
        run, undone, reload: how the tab works in the background, what it says once a step was
            taken back, and how it loads anew.
    """

    def __init__(
        self,
        context: TabContext,
        uid: Callable[[], str],
        loaded: Callable[[], Loaded],
        run: Run,
        undone: Callable[[str], Callable[[object], None]],
        reload: Callable[[], None],
    ) -> None:
        self._app, self._kit, self._ask = context.app, context.kit, context.ask
        self._clock = context.kit.clock
        self._uid, self._loaded, self._run = uid, loaded, run
        self._undone, self._reload = undone, reload
        self.keyed: dict[str, Callable[[str], None]] = {
            "replace": self._replace, "lose": self._lose, "return": self._take_back,
            "found": self._find_again, "again": self._use_again, "renew": self._renew,
            "void": self._void,
        }  # fmt: skip

    def issue(self) -> None:
        """发卡."""
        app, uid = self._app, self._uid()
        self._ask(tr("发卡"), forms.issue_form(self._clock, self._loaded().kinds),
                  lambda v, actor: app.cards.issue(forms.to_issue(uid, v), actor),
                  self._carded(tr("已发卡 %1。"), tr("发卡 %1")))  # fmt: skip

    def _replace(self, key: str) -> None:
        app = self._app
        self._ask(tr("补办"), forms.end_form(self._clock, tr("补办"), new_number=True),
                  lambda v, actor: app.cards.replace(forms.to_end(key, v), actor),
                  self._carded(tr("已补办新卡 %1，旧卡不能再用。"), tr("补办 %1")))  # fmt: skip

    def _lose(self, key: str) -> None:
        app = self._app
        self._ask(tr("挂失"), forms.end_form(self._clock, tr("挂失")),
                  lambda v, actor: app.cards.lose(forms.to_end(key, v), actor),
                  self._carded(tr("卡 %1 已挂失，签到台不再接受。"), tr("挂失 %1")))  # fmt: skip

    def _take_back(self, key: str) -> None:
        app = self._app
        self._ask(tr("退卡"), forms.end_form(self._clock, tr("退卡")),
                  lambda v, actor: app.cards.take_back(forms.to_end(key, v), actor),
                  self._carded(tr("卡 %1 已退回。"), tr("退卡 %1")))  # fmt: skip

    def _renew(self, key: str) -> None:
        app = self._app
        card = next(one for one in self._loaded().cards if one.uid == key)
        self._ask(parts.fill(tr("改有效期：%1"), card.number),
                  forms.renew_form(self._clock, card),
                  lambda v, actor: app.cards.renew(forms.to_renew(key, v), actor),
                  self._carded(tr("卡 %1 的有效期已更改。"), tr("更改 %1 的有效期")))  # fmt: skip

    def _find_again(self, key: str) -> None:
        self._back_in_use(key, tr("解挂"), self._app.cards.find_again,
                          self._carded(tr("卡 %1 已解挂，可以使用。"), tr("解挂 %1")))  # fmt: skip

    def _use_again(self, key: str) -> None:
        self._back_in_use(key, tr("重新启用"), self._app.cards.use_again,
                          self._carded(tr("卡 %1 已重新启用。"), tr("重新启用 %1")))  # fmt: skip

    def _back_in_use(
        self,
        key: str,
        word: str,
        do: Callable[..., CardChange],
        done: Callable[[CardChange], None],
    ) -> None:
        """解挂, 重新启用. Somebody uses one card of a kind: where there is a newer one, the clerk
        says that it goes."""
        cards = self._loaded().cards
        card = next(one for one in cards if one.uid == key)
        used = [one for one in cards if one.state == "issued" and one.kind == card.kind]
        if not used:
            self._run(lambda actor: do(key, actor), done)
            return
        title = parts.fill(tr("用回 %1，同时退回现在用的 %2"), card.number, used[0].number)
        self._ask(title, forms.instead_form(self._clock, word),
                  lambda v, actor: do(key, actor, instead=True, reason=v["reason"]),
                  done)  # fmt: skip

    def _carded(self, words: str, what: str) -> Callable[[CardChange], None]:
        def done(change: CardChange) -> None:
            app, text = self._app, parts.fill(words, change.number)
            if change.returned:
                text += parts.fill(tr("同时退回了卡 %1。"), change.returned)
            named = parts.fill(what, change.number)
            undone = self._undone(named)
            self._kit.notify.toast(
                text,
                lambda: self._run(lambda actor: app.cards.undo(change, actor), undone),
                what=named,
            )
            self._reload()

        return done

    # --- the paper card -------------------------------------------------------------------

    def _void(self, _: str) -> None:
        """旧卡作废、换新码; also of cards that came with files that were merged into this one."""
        app, uid = self._app, self._uid()
        former = [one.former_no for one in self._loaded().codes if one.valid and one.former_no]
        form = forms.void_form(self._clock, former)
        self._ask(tr("旧卡作废、换新码"), form,
                  lambda v, actor: app.member_codes.void(forms.to_void(uid, v), actor),
                  self._voided)  # fmt: skip

    def _voided(self, change: CodeChange) -> None:
        app = self._app
        named = parts.fill(tr("%1 会员卡作废"), change.name)
        undone = self._undone(named)
        words = tr("%1：旧会员卡已作废，签到台不再接受。请打印新会员卡，会印上新的二维码。")
        self._kit.notify.toast(
            parts.fill(words, change.name),
            lambda: self._run(lambda actor: app.member_codes.undo(change, actor), undone),
            what=named,
        )
        self._reload()
