"""Joins the section 账号 to the accounts service."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.services.door import Account
from app.services.rights import Right, Role
from app.views import parts
from app.views.settings.accounts import AccountsSection, PasswordForm, account_fields
from app.views.settings.page import SettingsPage
from app.views.settings.section_presenter import SectionPresenter
from app.views.theme import SheetWidth
from app.views.widgets.form import Field
from app.views.widgets.saving import Said

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application


class AccountsPresenter(SectionPresenter):
    """Lists, adds, resets, closes; changes one's own password."""

    def __init__(
        self, page: SettingsPage, section: AccountsSection, app: Application, kit: Kit
    ) -> None:
        super().__init__(page, "accounts", app, kit)
        self._section = section
        self._accounts: dict[str, Account] = {}
        section.add_asked.connect(self.add)
        section.reset_asked.connect(self.reset)
        section.close_asked.connect(self.close)
        section.own_asked.connect(self.change_own)

    def refresh(self) -> None:
        """Read the accounts."""

        def show(accounts: list[Account]) -> None:
            self._accounts = {one.uid: one for one in accounts}
            self._section.set_accounts(accounts)

        self._section.set_allowed(self._kit.actor().may(Right.ACCOUNTS))
        self._read(self._app.accounts.listed, show)

    def add(self) -> None:
        """A new account in a sheet."""
        actor = self._kit.actor()
        form = PasswordForm(account_fields(), self.tr("新建账号"))

        def create(values: dict[str, Any]) -> object:
            return self._app.accounts.create(
                values["username"], values["display_name"], Role(values["role"]),
                values["password"], actor,
            )  # fmt: skip

        words = self.tr("已新建账号 %1。请把账号和密码当面告诉本人，并请他登录后改密码。")
        self._open(
            self.tr("新建账号"), form, create, lambda values: parts.fill(words, values["username"])
        )

    def reset(self, uid: str) -> None:
        """A new password for somebody who forgot the old one."""
        actor, account = self._kit.actor(), self._accounts[uid]
        form = PasswordForm((), self.tr("重设密码"))
        self._open(
            parts.fill(self.tr("重设 %1 的密码"), account.display_name),
            form,
            lambda values: self._app.accounts.reset_password(uid, values["password"], actor),
            lambda _: parts.fill(self.tr("已重设 %1 的密码。"), account.display_name),
        )

    def change_own(self) -> None:
        """The signed-in clerk's own password."""
        uid = self._kit.actor().uid
        old = Field("old", self.tr("原密码"), "password", required=True, width="full")
        form = PasswordForm((old,), self.tr("修改密码"))
        self._open(
            self.tr("修改我的密码"),
            form,
            lambda values: self._app.accounts.change_password(
                uid, values["old"], values["password"]
            ),
            lambda _: self.tr("密码已修改。"),
        )

    def close(self, uid: str) -> None:
        """Close an account; 撤销 opens it again."""
        actor, account, accounts = self._kit.actor(), self._accounts[uid], self._app.accounts
        if uid == actor.uid:
            self._kit.notify.warn(self.tr("不能停用自己正在用的账号，请换一个系统管理账号来做。"))
            return

        said = Said(
            parts.fill(self.tr("已停用 %1 的账号，以前的记录都还在。"), account.display_name),
            lambda: accounts.set_active(uid, True, actor),
            parts.fill(self.tr("停用 %1 的账号"), account.display_name),
        )
        self._saving.run(lambda: accounts.set_active(uid, False, actor), lambda _: said)

    def _open(
        self,
        title: str,
        form: PasswordForm,
        work: Callable[[dict[str, Any]], object],
        words: Callable[[dict[str, Any]], str],
    ) -> None:
        """Show ``form``; on success say ``words`` and close."""

        def failed(problem: BaseException) -> bool:
            if getattr(problem, "code", "") != "wrong_password":
                return False
            form.set_errors({"old": str(problem)})
            form.focus_first_error()
            return True

        def accept(values: dict[str, Any]) -> None:
            self._saving.save(
                form, lambda: work(values), lambda _: Said(words(values)), failed=failed
            )

        form.accepted.connect(accept)
        self._page.open_form(title, form, SheetWidth.NARROW)
