"""账号: who may sign in; one's own password."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.passwords import SHORTEST_PASSWORD
from app.services.door import Account
from app.services.rights import Role
from app.views import icons, parts
from app.views.setup.administrator import password_faults
from app.views.setup.panel import leads_on
from app.views.store import Store
from app.views.tasks import TaskRunner
from app.views.theme import Space
from app.views.widgets.flow import FlowLayout
from app.views.widgets.form import Field, Form
from app.views.widgets.table import Column, DataTable, SequenceSource

ROLE_WORDS = {
    Role.CLERK: "签到、就餐、老人档案、导入、打印",
    Role.MANAGER: "前台能做的，加上上报、导出、设置、备份、审计",
    Role.ADMINISTRATOR: "全部，包括账号管理",
}
"""What a role may do, in words."""


class AccountsSection(QWidget):
    """The list and its buttons.

    Signals:
        add_asked(), reset_asked(str uid), close_asked(str uid), own_asked()
    """

    add_asked = Signal()
    reset_asked = Signal(str)
    close_asked = Signal(str)
    own_asked = Signal()

    def __init__(self, runner: TaskRunner, prefs: Store) -> None:
        super().__init__()
        self.why_not = parts.label("", "second", wrap=True)
        self.why_not.hide()
        self.add = parts.on_click(
            parts.button(self.tr("新建账号"), "person_add", "primary"), self.add_asked.emit
        )
        self.reset = parts.button(self.tr("重设密码"), "key")
        self.close_button = parts.button(self.tr("停用"), "cancel")
        self.own = parts.on_click(
            parts.button(self.tr("修改我的密码"), "lock"), self.own_asked.emit
        )
        parts.on_click(self.reset, lambda: self._with_chosen(self.reset_asked))
        parts.on_click(self.close_button, lambda: self._with_chosen(self.close_asked))
        columns = (
            Column("display_name", self.tr("姓名"), 140),
            Column("username", self.tr("账号"), 140),
            Column("role", self.tr("角色"), 120, value=lambda one: one.role.label),
            Column("may", self.tr("可以做"), 240, stretch=True, sortable=False,
                   value=lambda one: self.tr(ROLE_WORDS[one.role])),
        )  # fmt: skip
        self.table = DataTable("accounts", columns, runner, prefs=prefs, unit=self.tr("个账号"))
        self.table.selection_changed.connect(lambda _: self._enable())
        box = parts.bare(QVBoxLayout(self), Space.M)
        actions = FlowLayout()
        for each in (self.add, self.reset, self.close_button):
            actions.addWidget(each)
        actions.add_stretch()
        actions.addWidget(self.own)
        box.addLayout(actions)
        box.addWidget(self.why_not)
        box.addWidget(self.table, 1)
        self._allowed = False
        self._enable()

    def set_accounts(self, accounts: Sequence[Account]) -> None:
        """Show the accounts."""
        self.table.set_source(
            SequenceSource(accounts, self.table.model.columns, identity=lambda one: one.uid)
        )

    def set_allowed(self, allowed: bool) -> None:
        """Only an administrator manages accounts; everybody changes the own password."""
        self._allowed = allowed
        self.why_not.setText(self.tr("新建、重设和停用账号由系统管理员来做。"))
        self.why_not.setVisible(not allowed)
        self._enable()

    def _enable(self) -> None:
        self.add.setEnabled(self._allowed)
        chosen = self.table.current_id() is not None
        self.reset.setEnabled(self._allowed and chosen)
        self.close_button.setEnabled(self._allowed and chosen)

    def _with_chosen(self, signal: Any) -> None:
        uid = self.table.current_id()
        if uid is not None:
            signal.emit(str(uid))


class PasswordForm(Form):
    """A form whose last two fields are a new password and its repetition.

    Signals:
        accepted(dict): everything is filled in and both passwords are the same.
    """

    accepted = Signal(object)

    def __init__(self, fields: Sequence[Field], save_text: str) -> None:
        hint = parts.fill("至少 %1 位", SHORTEST_PASSWORD)
        wide = "full"
        super().__init__(
            (
                *fields,
                Field("password", self.tr("新密码"), "password", hint, True, width=wide),
                Field(
                    "again",
                    self.tr("再输入一次新密码"),
                    "password",
                    "",
                    True,
                    width=wide,
                    missing=self.tr("请再输入一次新密码。"),
                ),
            ),
            save_text=save_text,
        )
        leads_on(self)
        self.save_button.setIcon(icons.icon("check", "on_primary"))
        self.submitted.connect(self._check)

    def set_errors(self, errors: Mapping[str, str]) -> None:
        """Show all errors at once; beside an empty field also what is wrong with the password."""
        if errors:
            errors = {**password_faults(self._read()[0]), **errors}
        super().set_errors(errors)

    def _check(self, values: dict[str, Any]) -> None:
        faults = password_faults(values)
        if faults:
            self.set_errors(faults)
            self.focus_first_error()
            return
        self.set_busy(True)
        self.accepted.emit(values)


def account_fields() -> tuple[Field, ...]:
    """What a new account needs besides the password."""
    roles = tuple((str(role), f"{role.label}：{ROLE_WORDS[role]}") for role in Role)
    return (
        Field(
            "display_name", "姓名", required=True, width="full", help="出现在打印件和操作记录上。"
        ),
        Field("username", "账号", required=True, width="full", help="登录时用，例如姓名的拼音。"),
        Field("role", "角色", "choice", required=True, width="full", choices=roles),
    )
