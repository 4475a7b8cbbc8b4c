"""导出方案: which columns of the list go to whom and for what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal

from app.services.export_profiles import GROUPS, Profile, SaveProfile, Who
from app.services.export_profiles.columns import BY_KEY
from app.views.attendance.live_rows import LiveRows
from app.views.settings.section import ListSection
from app.views.store import Store
from app.views.tasks import TaskRunner
from app.views.theme import Status, Tone
from app.views.widgets.form import Field, Form
from app.views.widgets.table import Column, DataTable

MASKED, FULL = "masked", "full"


def _tr(text: str) -> str:
    return QCoreApplication.translate("ExportProfiles", text)


class ExportsSection(ListSection):
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
        self.add = self.add_button(self.tr("增加"), "add", self.add_asked.emit, "primary")
        self.edit = self.add_line_button(self.tr("修改"), "edit", self.edit_asked)
        self.remove = self.add_line_button(self.tr("删除"), "delete", self.remove_asked)
        columns = (
            Column("name", self.tr("方案"), 150, sortable=False),
            Column("template", self.tr("状态"), 156, kind="status", sortable=False, value=_state),
            Column("purpose", self.tr("用途"), 180, sortable=False),
            Column("recipient", self.tr("接收方"), 130, sortable=False),
            Column("who", self.tr("对象"), 104, sortable=False, value=_who),
            Column("columns", self.tr("列"), 220, sortable=False, stretch=True, value=_titles),
        )
        table = DataTable("export_profiles", columns, runner, prefs=prefs, unit=self.tr("个"))
        table.toolbar.box.hide()
        self._rows = LiveRows(table, columns, lambda profile: profile.uid)
        self.show_table(table, self.edit)

    def set_profiles(self, profiles: Sequence[Profile]) -> None:
        """Show ``profiles``."""
        self._profiles = tuple(profiles)
        self._rows.replace(self._profiles)
        self.enable()

    def point_at(self, uid: str) -> None:
        """Select the profile ``uid`` as soon as it is listed."""
        self.table.point_at(uid)

    def enable(self) -> None:
        """What an export may hold stands there for whoever decides on it."""
        super().enable()
        words = self.tr("只选接收方用得着的列。证件号和电话默认打码，完整号码要有权限并写明原因。")
        self.say(words if self.allowed else "")

    def chosen(self) -> Profile | None:
        """The profile that is marked."""
        uid = self.table.current_id()
        return next((one for one in self._profiles if one.uid == uid), None)


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
            Field("who", _tr("对象"), "choice", width="full", required=True,
                  choices=tuple((who.value, who.label) for who in Who),
                  help=_tr("导出整张名单时只导出这些人；手工筛选或选中的人不受限制，导出前会提示")),
            Field("full_numbers", _tr("证件号和电话"), "choice", choices=numbers, width="full",
                  required=True,
                  help=_tr("完整号码只有有权限的账号写明原因后才能导出")),
            Field("columns", _tr("列"), "ordered", groups=groups, width="full"),
        ))  # fmt: skip
        self.set_marked("columns", True)
        self._profile = profile
        if profile is None:
            self.set_values({"full_numbers": MASKED, "who": Who.LISTED.value})
        else:
            self.set_values({
                "name": profile.name, "recipient": profile.recipient,
                "purpose": profile.purpose, "columns": profile.columns,
                "full_numbers": FULL if profile.full_numbers else MASKED,
                "who": profile.who.value,
            })  # fmt: skip

    def command(self, values: dict[str, Any]) -> SaveProfile:
        """What was filled in, as a command."""
        profile = self._profile
        return SaveProfile(
            values["name"], values["purpose"], values["recipient"],
            tuple(values["columns"]),
            values.get("full_numbers") == FULL,
            profile.uid if profile else "", profile.version if profile else 0,
            Who(values["who"]),
        )  # fmt: skip


def _titles(profile: Profile) -> str:
    return "、".join(BY_KEY[key].title for key in profile.columns)


def _who(profile: Profile) -> str:
    return profile.who.label


def _state(profile: Profile) -> Status:
    if profile.template:
        return Status(_tr("模板，待核对"), Tone.WARN)
    return Status(_tr("使用"), Tone.OK)
