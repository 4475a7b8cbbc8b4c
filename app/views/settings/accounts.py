"""账号: who may sign in; one's own password."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal

from app.core.passwords import SHORTEST_PASSWORD
from app.services.door import Account
from app.services.rights import Role
from app.views import icons, parts
from app.views.attendance.live_rows import LiveRows
from app.views.settings.section import ListSection
from app.views.setup.administrator import password_faults
from app.views.setup.panel import leads_on
from app.views.store import Store
from app.views.tasks import TaskRunner
from app.views.widgets.form import Field, Form
from app.views.widgets.table import Column, DataTable

ROLE_WORDS = {
    Role.CLERK: "签到、就餐、老人档案、导入、打印",
    Role.MANAGER: "前台能做的，加上上报、导出、设置、备份、审计",
    Role.ADMINISTRATOR: "全部，包括账号管理",
}
"""What a role may do, in words."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("AccountsSection", text)


class AccountsSection(ListSection):
    """The list and its buttons.

    Signals:
        add_asked(), reset_asked(str uid), close_asked(str uid), own_asked()
    """

    add_asked = Signal()
    reset_asked = Signal(str)
    close_asked = Signal(str)
    own_asked = Signal()

    def __init__(self, runner: TaskRunner, prefs: Store) -> None:
        super().__init__(who=_tr("新建、重设和停用账号由系统管理员来做。"))
        self.add = self.add_button(
            self.tr("新建账号"), "person_add", self.add_asked.emit, "primary"
        )
        self.reset = self.add_line_button(self.tr("重设密码"), "key", self.reset_asked)
        self.close_button = self.add_line_button(self.tr("停用"), "cancel", self.close_asked)
        self.own = self.add_button(
            self.tr("修改我的密码"), "lock", self.own_asked.emit, everybody=True
        )
        columns = (
            Column("display_name", self.tr("姓名"), 140),
            Column("username", self.tr("账号"), 140),
            Column("role", self.tr("角色"), 120, value=lambda one: one.role.label),
            Column("may", self.tr("可以做"), 240, stretch=True, sortable=False,
                   value=lambda one: self.tr(ROLE_WORDS[one.role])),
        )  # fmt: skip
        table = DataTable("accounts", columns, runner, prefs=prefs, unit=self.tr("个账号"))
        self._rows = LiveRows(table, columns, lambda one: one.uid)
        self.show_table(table)

    def set_accounts(self, accounts: Sequence[Account]) -> None:
        """Show the accounts."""
        self._rows.replace(accounts)
        self.enable()


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
