"""Forms from the catalogue of settings, and the values between form and store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.codes import ABILITY_LEVELS, LEGACY_ABILITY
from app.core.settings import BY_KEY, CATALOGUE, SettingSpec
from app.services.assessments.legacy import covered_levels
from app.views import parts
from app.views.settings.section import SettingsSection
from app.views.store import Store
from app.views.theme import Space
from app.views.widgets.form import Field, Form, Section

FEN = 100


def _tr(text: str) -> str:
    return QCoreApplication.translate("Settings", text)


_ON, _OFF = "1", "0"
_FLAG = ((_OFF, _tr("不开启")), (_ON, _tr("开启")))


LEVELS = "self_care_levels"
"""The setting that is kept as one line and chosen word by word."""


def sections_of(names: Sequence[str]) -> tuple[Section, ...]:
    """The form sections called ``names``, with every declared setting of theirs."""
    return tuple(Section(_tr(name), tuple(_fields_of(name))) for name in names)


def _fields_of(section: str) -> Iterator[Field]:
    for one in CATALOGUE:
        if one.section == section:
            yield from _level_fields(one) if one.key == LEVELS else (_field(one),)


def _level_fields(spec: SettingSpec) -> Iterator[Field]:
    """For each older word the levels it stands for."""
    count = range(len(ABILITY_LEVELS))
    spans = tuple((levels_text(a, b), _span(a, b)) for a in count for b in count if a <= b)
    for word in LEGACY_ABILITY:
        label = parts.fill(_tr("自理情况（旧）“%1”对应的等级"), word)
        help_text = _tr(spec.help) if word == LEGACY_ABILITY[0] else ""
        yield Field(level_key(word), label, "choice", help_text, required=True, choices=spans)


def level_key(word: str) -> str:
    """The field of the older word ``word``."""
    return f"{LEVELS}.{word}"


def levels_text(first: int, last: int) -> str:
    """As the setting writes levels: ``0-1``, ``2``."""
    return str(first) if first == last else f"{first}-{last}"


def _span(first: int, last: int) -> str:
    """``0–1 级（能力完好至轻度失能）``."""
    if first == last:
        return parts.fill(_tr("%1 级（%2）"), first, ABILITY_LEVELS[first])
    names = (ABILITY_LEVELS[first], ABILITY_LEVELS[last])
    return parts.fill(_tr("%1–%2 级（%3至%4）"), first, last, *names)


def _field(spec: SettingSpec) -> Field:
    return Field(
        spec.key,
        _tr(spec.label),
        kind=_kind(spec),
        help=_tr(spec.help),
        required=spec.kind != "text" or bool(spec.default) or spec.section == "中心",
        width="full" if spec.key == "centre_name" else "half",
        choices=_FLAG if spec.kind == "flag" else (),
    )


def _kind(spec: SettingSpec) -> str:
    if spec.key.endswith("_from"):
        return "time"
    if spec.kind == "flag":
        return "choice"
    return "number" if spec.kind in ("number", "fen") else "text"


def to_form(values: Mapping[str, Any]) -> dict[str, Any]:
    """Stored values as the form takes them: 分 as yuan, times as times."""
    shown = {key: _shown(BY_KEY[key], value) for key, value in values.items() if key != LEVELS}
    if LEVELS in values:
        for word, levels in covered_levels(values[LEVELS]).items():
            shown[level_key(word)] = levels_text(levels[0], levels[-1])
    return shown


def _shown(spec: SettingSpec, value: Any) -> Any:
    if spec.kind == "flag":
        return _ON if value else _OFF
    if spec.kind == "fen":
        yuan = Decimal(int(value)) / FEN
        return int(yuan) if yuan == int(yuan) else yuan
    if _kind(spec) == "time":
        return dt.time.fromisoformat(value)
    return value


def to_store(values: Mapping[str, Any]) -> dict[str, Any]:
    """What the form gave, as it is stored: yuan as 分, times as ``10:30``."""
    words = {word: values[key] for word in LEGACY_ABILITY if (key := level_key(word)) in values}
    stored = {key: _stored(BY_KEY[key], value) for key, value in values.items() if key in BY_KEY}
    if words:
        stored[LEVELS] = "；".join(f"{word} {levels}" for word, levels in words.items())
    return stored


def _stored(spec: SettingSpec, value: Any) -> Any:
    if spec.kind == "flag":
        return value == _ON
    if spec.kind == "fen":
        return int((Decimal(value) * FEN).quantize(Decimal(1), ROUND_HALF_UP))
    return value.strftime("%H:%M") if isinstance(value, dt.time) else value


class CatalogueSection(SettingsSection):
    """One or more catalogue sections as a form; what is half typed waits as a draft.

    Args:
        names: the catalogue sections.
        foot: its buttons stay in sight below what scrolls, see `foot`.

    Signals:
        submitted(dict): values as stored.
    """

    submitted = Signal(object)

    def __init__(
        self, names: Sequence[str], drafts: Store | None = None, *, foot: bool = False
    ) -> None:
        super().__init__()
        self._keys = [one.key for one in CATALOGUE if one.section in names]
        self.form = Form(
            sections_of(names),
            drafts=drafts,
            draft_key=f"settings.{self._keys[0]}",
            cancel_text=self.tr("还原"),
        )
        self._foot = self.form.take_foot() if foot else None
        self.form.setEnabled(False)
        self.form.submitted.connect(lambda values: self.submitted.emit(to_store(values)))
        self.form.cancelled.connect(self.drop)
        self._values: dict[str, Any] = {}
        self.setFocusProxy(self.form)
        card = parts.Card()
        card.add(self.why_not, self.form)
        parts.bare(QVBoxLayout(self), Space.M).addWidget(card)

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show stored values, unless somebody is typing."""
        self._values = to_form({key: values[key] for key in self._keys})
        if not self.form.is_dirty():
            self.form.set_values(self._values)
        self.enable()

    def set_saved(self) -> None:
        """What is shown was stored."""
        self.form.mark_saved()
        self.saved.emit()

    def enable(self) -> None:
        """Nothing is typed over values that have not been read yet."""
        ready = self.allowed and bool(self._values)
        self.form.setEnabled(ready)
        self.form.foot.setEnabled(ready)

    def is_dirty(self) -> bool:
        """Whether something is typed that is not stored."""
        return self.form.is_dirty()

    def submit(self) -> None:
        """Ask to store it."""
        self.form.submit()

    def drop(self) -> None:
        """Show what is stored, and forget the draft."""
        self.form.drop_draft()
        self.form.set_values(self._values)

    def foot(self) -> QWidget | None:
        """The buttons of the form."""
        return self._foot
