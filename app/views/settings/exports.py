"""导出方案: which columns of the list go to whom and for what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.export_profiles import GROUPS, Profile, SaveProfile
from app.services.export_profiles.columns import BY_KEY
from app.views import parts
from app.views.store import Store
from app.views.tasks import TaskRunner
from app.views.theme import Space, Status, Tone
from app.views.widgets.flow import FlowLayout
from app.views.widgets.form import Field, Form
from app.views.widgets.table import Column, DataTable, SequenceSource

MASKED, FULL = "masked", "full"


def _tr(text: str) -> str:
    return QCoreApplication.translate("ExportProfiles", text)


class ExportsSection(QWidget):
    """Every profile; templates say that nobody has read them yet.

    Signals:
        add_asked(), edit_asked(Profile), remove_asked(Profile)
    """

    add_asked = Signal()
    edit_asked = Signal(object)
    remove_asked = Signal(object)

    def __init__(self, runner: TaskRunner, prefs: Store) -> None:
        super().__init__()
        self._profiles: tuple[Profile, ...] = ()
        self._allowed = False
        self.words = parts.label("", "second", wrap=True)
        self.add = parts.on_click(
            parts.button(self.tr("增加"), "add", "primary"), self.add_asked.emit
        )
        self.edit = parts.on_click(parts.button(self.tr("修改"), "edit"), self._edit)
        self.remove = parts.on_click(parts.button(self.tr("删除"), "delete"), self._remove)
        columns = (
            Column("name", self.tr("方案"), 150, sortable=False),
            Column("template", self.tr("状态"), 156, kind="status", sortable=False, value=_state),
            Column("purpose", self.tr("用途"), 180, sortable=False),
            Column("recipient", self.tr("接收方"), 130, sortable=False),
            Column("columns", self.tr("列"), 220, sortable=False, stretch=True, value=_titles),
        )
        self.table = DataTable("export_profiles", columns, runner, prefs=prefs, unit=self.tr("个"))
        self.table.toolbar.box.hide()
        self.table.selection_changed.connect(lambda _: self._enable())
        self.table.activated.connect(lambda _: self._edit())
        bar = QWidget()
        flow = FlowLayout(bar, Space.S)
        for each in (self.add, self.edit, self.remove):
            flow.addWidget(each)
        box = parts.bare(QVBoxLayout(self), Space.M)
        box.addWidget(bar)
        box.addWidget(self.words)
        box.addWidget(self.table, 1)
        self._enable()

    def set_profiles(self, profiles: Sequence[Profile]) -> None:
        """Show ``profiles``."""
        self._profiles = tuple(profiles)
        columns = self.table.model.columns
        self.table.set_source(SequenceSource(self._profiles, columns, identity=lambda p: p.uid))
        self._enable()

    def set_allowed(self, allowed: bool) -> None:
        """Who may change settings changes the profiles."""
        self._allowed = allowed
        self._enable()

    def chosen(self) -> Profile | None:
        """The profile that is marked."""
        uid = self.table.current_id()
        return next((one for one in self._profiles if one.uid == uid), None)

    def _edit(self) -> None:
        if (one := self.chosen()) is not None and self.edit.isEnabled():
            self.edit_asked.emit(one)

    def _remove(self) -> None:
        if (one := self.chosen()) is not None:
            self.remove_asked.emit(one)

    def _enable(self) -> None:
        one = self.chosen()
        self.add.setEnabled(self._allowed)
        self.edit.setEnabled(self._allowed and one is not None)
        self.remove.setEnabled(self._allowed and one is not None)
        self.words.setText(
            self.tr("只选接收方用得着的列。证件号和电话默认打码，完整号码要有权限并写明原因。")
            if self._allowed
            else self.tr("只有中心负责人和系统管理员可以修改。")
        )


class ProfileForm(Form):
    """Makes a profile or changes one."""

    def __init__(self, profile: Profile | None) -> None:
        groups = tuple(
            (title, tuple((column.key, column.title) for column in columns))
            for title, columns in GROUPS.items()
        )
        numbers = ((MASKED, _tr("打码")), (FULL, _tr("完整号码")))
        super().__init__((
            Field("name", _tr("名称"), required=True, max_length=60),
            Field("recipient", _tr("接收方"), required=True, max_length=60),
            Field("purpose", _tr("用途"), required=True, width="full", max_length=60),
            Field("full_numbers", _tr("证件号和电话"), "choice", choices=numbers, width="full",
                  required=True,
                  help=_tr("完整号码只有有权限的账号写明原因后才能导出")),
            Field("columns", _tr("列"), "ordered", groups=groups, width="full"),
        ))  # fmt: skip
        self.set_marked("columns", True)
        self._profile = profile
        if profile is None:
            self.set_values({"full_numbers": MASKED})
        else:
            self.set_values({
                "name": profile.name, "recipient": profile.recipient,
                "purpose": profile.purpose, "columns": profile.columns,
                "full_numbers": FULL if profile.full_numbers else MASKED,
            })  # fmt: skip

    def command(self, values: dict[str, Any]) -> SaveProfile:
        """What was filled in, as a command."""
        profile = self._profile
        return SaveProfile(
            values["name"], values["purpose"], values["recipient"],
            tuple(values["columns"]),
            values.get("full_numbers") == FULL,
            profile.uid if profile else "", profile.version if profile else 0,
        )  # fmt: skip


def _titles(profile: Profile) -> str:
    return "、".join(BY_KEY[key].title for key in profile.columns)


def _state(profile: Profile) -> Status:
    if profile.template:
        return Status(_tr("模板，待核对"), Tone.WARN)
    return Status(_tr("使用"), Tone.OK)
