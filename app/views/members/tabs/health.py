"""The tab 健康提示: what kitchen and counter need to know; no clinical records."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.services.codes import Code
from app.services.health import AVOIDS, HealthFile, SaveHealth, warning
from app.views import parts
from app.views.members.tabs.frame import TabContext
from app.views.members.tabs.working import ListCard, WorkingTab, filled
from app.views.theme import Space, px
from app.views.widgets.flow import FlowLayout
from app.views.widgets.form import Field, Form, Section

_FACT = 280


class HealthTab(WorkingTab):
    """A warning in words above, every note below, one form for all."""

    def __init__(self, context: TabContext) -> None:
        super().__init__(context)
        self._health: HealthFile | None = None
        self._diets: tuple[Code, ...] = ()
        self.warning = QFrame()
        self.warning.setProperty("role", "strip")
        self.warning.setProperty("tone", "warn")
        self._warning_words = parts.label("", "strong", wrap=True)
        inside = QHBoxLayout(self.warning)
        inside.setContentsMargins(*(px(n) for n in (Space.M, Space.S, Space.M, Space.S)))
        inside.addWidget(parts.IconLabel("warn", "accent"))
        inside.addWidget(self._warning_words, 1)
        self.warning.hide()
        holder = QWidget()
        self._flow = FlowLayout(holder, Space.L, columns=2, top=True)
        self.shown: dict[str, str] = {}
        self.card = ListCard(self.tr("健康提示"), holder)
        self.card.add_button("edit", self.tr("修改"), "edit", self.edit, "primary")
        filled(self, self.warning, self.card, parts.column(None))

    def _fetch(self, uid: str) -> tuple[HealthFile, tuple[Code, ...]]:
        app, actor = self._app, self._kit.actor()
        return app.health.of(uid, actor), app.codes.table("diets", every=True)

    def _show(self, found: tuple[HealthFile, tuple[Code, ...]]) -> None:
        self._health, self._diets = found
        values = self._health.values
        words = warning(values["allergies"], self._health.diet_words, values["diet_note"])
        self._warning_words.setText(words)
        self.warning.setVisible(bool(words))
        self.card.buttons["edit"].setEnabled(self.may_edit())
        self.card.set_words(
            self.tr("还没有健康提示。过敏、饮食和行动情况记在这里，助餐时会提醒。")
            if self._health.empty
            else ""
        )
        self._show_facts(self._health)

    def _show_facts(self, health: HealthFile) -> None:
        parts.clear(self._flow)
        self.shown = {}
        values = {**health.values, "diets": "、".join(health.diet_words)}
        for key, label in self._labels().items():
            self.shown[label] = values[key]
            value = parts.label(
                values[key] or self.tr("未填"),
                "body" if values[key] else "second",
                wrap=True, selectable=True,
            )  # fmt: skip
            one = parts.column(parts.label(label, "second"), value, None, spacing=Space.XS)
            one.setMinimumWidth(px(_FACT))
            self._flow.addWidget(one)

    def edit(self) -> None:
        """Open the form."""
        app, actor, file, health = self._app, self._kit.actor(), self._file, self._health
        if file is None or health is None or not self.may_edit():
            return
        form = HealthForm(health, self._diets, self._labels(), self._kit)
        before = dict(health.values)

        def take_back() -> None:
            version = app.health.of(file.uid, actor).version
            app.health.save(SaveHealth(file.uid, version, before), actor)

        def save(values: dict[str, Any]) -> None:
            command = SaveHealth(file.uid, health.version, values)
            self._submit(
                form,
                lambda: app.health.save(command, actor),
                self.tr("健康提示已保存。"),
                take_back,
                self.tr("修改健康提示"),
            )

        form.submitted.connect(save)
        self._sheet(self.tr("修改健康提示"), form)

    def _labels(self) -> dict[str, str]:
        return {
            "allergies": self.tr("过敏"),
            "diets": self.tr("饮食要求"),
            "diet_note": self.tr("饮食备注"),
            "mobility": self.tr("行动和辅具"),
            "medication": self.tr("用药提醒"),
            "doctor_organisation": self.tr("签约机构"),
            "doctor_name": self.tr("家庭医生"),
            "doctor_phone": self.tr("医生电话"),
            "doctor_signed_on": self.tr("签约日期"),
            "note": self.tr("其他提示"),
        }


class HealthForm(Form):
    """All notes of one member."""

    def __init__(
        self, health: HealthFile, diets: tuple[Code, ...], labels: dict[str, str], kit: Any
    ) -> None:
        chosen = tuple(code for code in health.values["diets"].split("、") if code)
        choices = tuple(
            (code.code, code.name) for code in diets if code.active or code.code in chosen
        )
        super().__init__(_sections(labels, choices), clock=kit.clock)
        signed = health.values["doctor_signed_on"]
        self.set_values({
            **health.values,
            "diets": chosen,
            "doctor_signed_on": dt.date.fromisoformat(signed) if signed else None,
        })  # fmt: skip
        self.value_changed.connect(self._ask_what)
        self._ask_what("diets")

    def _ask_what(self, key: str) -> None:
        """忌口 alone says nothing at the counter: of what."""
        if key == "diets":
            self.set_marked("diet_note", AVOIDS in self._cells["diets"].editor.raw())


def _sections(labels: dict[str, str], diets: tuple[tuple[str, str], ...]) -> tuple[Section, ...]:
    def field(key: str, kind: str = "text", **more: Any) -> Field:
        return Field(key, labels[key], kind, max_length=200 if kind == "text" else 0, **more)

    return (
        Section(
            "",
            (
                field("allergies", width="full", placeholder=_tr("食物、药物，如 花生、青霉素")),
                field("diets", "multi", choices=diets, width="full"),
                field("diet_note", width="full", placeholder=_tr("如 不吃羊肉，饭要煮烂")),
                field("mobility", width="full", placeholder=_tr("如 助行器，上楼要人扶")),
                field("medication", width="full", placeholder=_tr("如 中午饭后提醒吃降压药")),
            ),
        ),
        Section(
            _tr("家庭医生签约"),
            (
                field("doctor_organisation"),
                field("doctor_name"),
                field("doctor_phone", "phone"),
                field("doctor_signed_on", "date", lean="past"),
                field("note", "note", width="full"),
            ),
        ),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Health", text)
