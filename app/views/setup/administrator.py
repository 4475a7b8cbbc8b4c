"""The first account: the administrator, asked for in the wizard and for a folder without one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal

from app.core.passwords import SHORTEST_PASSWORD, password_fault
from app.views import parts
from app.views.setup.panel import Panel, leads_on
from app.views.widgets.form import Field, Form


def _tr(text: str) -> str:
    return QCoreApplication.translate("Administrator", text)


def administrator_form(save_text: str, cancel_text: str) -> Form:
    """Account, name and the password twice."""
    hint = parts.fill(_tr("至少 %1 位，可以用一句好记的话。"), SHORTEST_PASSWORD)
    form = Form(
        (
            Field("username", _tr("账号"), required=True, max_length=32,
                  help=_tr("登录时用，例如姓名的拼音。")),
            Field("display_name", _tr("姓名"), required=True, max_length=32,
                  help=_tr("出现在打印件和操作记录上。")),
            Field("password", _tr("密码"), kind="password", required=True, help=hint),
            Field("again", _tr("再输入一次密码"), kind="password", required=True,
                  missing=_tr("请再输入一次密码。")),
        ),
        save_text=save_text,
        cancel_text=cancel_text,
    )  # fmt: skip
    leads_on(form)
    return form


def password_faults(values: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with ``password`` and ``again``, by field."""
    names = (str(values.get(key) or "") for key in ("username", "display_name"))
    if fault := password_fault(values["password"], *names):
        return {"password": fault}
    if values["password"] != values["again"]:
        return {"again": _tr("两次输入的密码不一样，请再输入一次。")}
    return {}


class AdministratorPage(Panel):
    """Asks for the administrator of a centre that was set up without one.

    Signals:
        given(dict): username, display_name, password.
        leave()
    """

    given = Signal(object)
    leave = Signal()

    def __init__(self, centre_name: str) -> None:
        super().__init__(self.tr("先设一个系统管理账号"), "person_add")
        words = self.tr("“%1”还没有账号。系统管理账号可以再给同事开账号，请由负责的人来设。")
        self.form = administrator_form(self.tr("设好并进入"), self.tr("退出"))
        self.add(parts.label(parts.fill(words, centre_name), "second", wrap=True), self.form)
        self.form.submitted.connect(self._check)
        self.form.cancelled.connect(self.leave.emit)
        self.setFocusProxy(self.form)

    def _check(self, values: dict[str, Any]) -> None:
        faults = password_faults(values)
        if faults:
            self.form.set_errors(faults)
            self.form.focus_first_error()
            return
        self.form.set_busy(True)
        self.given.emit(values)
