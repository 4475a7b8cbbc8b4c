"""Editors of fields that take any of several values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from app.views import parts
from app.views.inputs import CheckBox
from app.views.theme import Space, px
from app.views.widgets.form.editor import Editor
from app.views.widgets.form.fields import Groups
from app.views.widgets.form.grid import COLUMNS, SpanLayout
from app.views.widgets.form.ordering import OrderedChoice


class MultiEditor(Editor):
    """Any of several, as check boxes."""

    def value(self) -> tuple[str, ...]:
        """The chosen values in the order offered."""
        return tuple(self.raw())

    def set_value(self, value: Iterable[str] | None) -> None:
        """Check exactly ``value``."""
        self.set_raw(list(value or ()))

    def raw(self) -> list[str]:
        """The chosen values."""
        return [value for value, box in self._boxes.items() if box.isChecked()]

    def set_raw(self, raw: Any) -> None:
        """Check exactly ``raw``."""
        for value, box in self._boxes.items():
            box.setChecked(value in raw)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other choices; what is still offered stays checked."""
        self.set_groups((("", tuple(choices)),))

    def set_groups(self, groups: Groups) -> None:
        """Offer other choices, each group under its heading; what is still offered stays."""
        kept = self.raw()
        parts.clear(self._grid)
        self._fill(groups)
        self.set_raw(kept)

    def _make(self) -> QWidget:
        self._holder = holder = QWidget()
        groups = self.field.groups
        # Under headings the columns of all groups are the same, else the words stand ragged.
        self._grid = SpanLayout(holder, rows=Space.XS if groups else Space.S, alike=bool(groups))
        self._boxes: dict[str, CheckBox] = {}
        self._fill(groups or (("", self.field.choices),))
        return holder

    def _fill(self, groups: Groups) -> None:
        self._boxes = {}
        for heading, choices in groups:
            if heading and choices:
                title = parts.label(heading, "second")
                # Nearer to what stands under it than to the group above.
                title.setContentsMargins(0, px(Space.S) if self._boxes else 0, 0, 0)
                self._grid.add(title, COLUMNS)
            for value, text in choices:
                box = CheckBox(text)
                box.setEnabled(not self.field.read_only)
                if heading:
                    box.setAccessibleName(f"{heading}：{text}")
                box.toggled.connect(lambda _: self.changed.emit())
                self._boxes[value] = box
                self._grid.add(box)
        if self._boxes:
            self._holder.setFocusProxy(next(iter(self._boxes.values())))


class OrderedEditor(Editor):
    """Any of several, in the order that the person gives them."""

    def value(self) -> tuple[str, ...]:
        """The chosen values in their order."""
        return tuple(self.raw())

    def set_value(self, value: Iterable[str] | None) -> None:
        """Choose exactly ``value`` in that order."""
        self.set_raw(list(value or ()))

    def raw(self) -> list[str]:
        """The chosen values."""
        return self._choice.chosen()

    def set_raw(self, raw: Any) -> None:
        """Choose exactly ``raw``."""
        self._choice.choose(raw)

    def _make(self) -> QWidget:
        self._choice = OrderedChoice(self.field.groups)
        self._choice.changed.connect(self.changed)
        return self._choice
