"""Colours, sizes and the switch between light and dark: the one place where they stand.

No other module of ``app/views`` names a colour (a test greps for it). Sizes are given in
unscaled pixels and go through `px`, so that the setting 100–200 % scales everything.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

MIN_SCALE, MAX_SCALE = 100, 200


class Theme(StrEnum):
    """Which palette is shown."""

    LIGHT = "light"
    DARK = "dark"


class Tone(StrEnum):
    """What a state means; each tone has one colour and one default icon."""

    NEUTRAL = "neutral"
    PRIMARY = "primary"
    OK = "ok"
    INFO = "info"
    WARN = "warn"
    DANGER = "danger"


class Space:
    """The spacing steps, unscaled pixels."""

    XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 32


class Height:
    """Row and target heights, unscaled pixels; ``LOW_ROW`` in a window that holds few rows."""

    ROW, LOW_ROW, BUTTON, TOUCH, DESK = 40, 28, 40, 48, 64


class SheetWidth:
    """Widths of side sheets, unscaled pixels: a question, a form, fields beside each other."""

    NARROW, MIDDLE, WIDE = ALL = 480, 560, 640


class FontSize:
    """Font sizes, unscaled pixels."""

    SMALL, BASE, HEADING, TITLE, DESK, NUMBER, DESK_NAME = 13, 15, 20, 24, 24, 36, 72


@dataclass(frozen=True)
class Colours:
    """One palette. ``*_weak`` are the grounds of strips; ``desk_*`` keep 7 : 1."""

    page: str
    card: str
    line: str
    border: str
    text: str
    second: str
    faint: str
    hover: str
    primary: str
    primary_strong: str
    primary_weak: str
    on_primary: str
    accent: str
    accent_weak: str
    danger: str
    danger_weak: str
    on_danger: str
    info: str
    info_weak: str
    ok: str
    ok_weak: str
    desk_second: str
    desk_primary: str
    desk_on_primary: str
    desk_ok: str
    desk_accent: str
    desk_danger: str
    desk_info: str

    def tone(self, tone: Tone) -> str:
        """Text colour of ``tone``."""
        return str(getattr(self, TONE_ROLE[tone]))

    def weak(self, tone: Tone) -> str:
        """Background of a strip of ``tone``."""
        if tone is Tone.NEUTRAL:
            return self.hover
        return str(getattr(self, f"{TONE_ROLE[tone]}_weak"))


TONE_ROLE = {
    Tone.NEUTRAL: "second",
    Tone.PRIMARY: "primary",
    Tone.OK: "ok",
    Tone.INFO: "info",
    Tone.WARN: "accent",
    Tone.DANGER: "danger",
}

LIGHT = Colours(
    page="#F5F6F4", card="#FFFFFF", line="#DCE1DC", border="#87938D", text="#1C2321",
    second="#4F5B57", faint="#9AA5A0", hover="#EDF0EC",
    primary="#14695A", primary_strong="#0F5548", primary_weak="#DDEFEA", on_primary="#FFFFFF",
    accent="#9A520B", accent_weak="#FCEFE2", danger="#B3261E", danger_weak="#FCEBE9",
    on_danger="#FFFFFF", info="#2459A6", info_weak="#E7EFFA", ok="#256B29", ok_weak="#E5F2E5",
    desk_second="#3A4541", desk_primary="#0E5347", desk_on_primary="#FFFFFF",
    desk_ok="#1A5420", desk_accent="#743C05", desk_danger="#8E1B15", desk_info="#1B4885",
)  # fmt: skip

DARK = Colours(
    page="#141917", card="#1D2421", line="#35403C", border="#6F7E78", text="#E8EEEB",
    second="#A9B7B1", faint="#6C7974", hover="#27302C",
    primary="#59C3AC", primary_strong="#7AD3BF", primary_weak="#1E3F38", on_primary="#0A1F1A",
    accent="#EDAE6B", accent_weak="#3D2D1B", danger="#F4A19A", danger_weak="#43211F",
    on_danger="#2B0B08", info="#9CC1F0", info_weak="#1E3048", ok="#8FCF93", ok_weak="#1F3A22",
    desk_second="#C3CFCA", desk_primary="#7AD3BF", desk_on_primary="#0A1F1A",
    desk_ok="#9BD89F", desk_accent="#F3BE86", desk_danger="#F8B5AF", desk_info="#B4D0F5",
)  # fmt: skip

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((ink, ground) for ink in ("text", "second") for ground in ("page", "card", "hover")),
    *((ink, "primary_weak") for ink in ("text", "second", "primary")),
    *(
        (ink, ground)
        for ink in ("primary", "accent", "danger", "info", "ok")
        for ground in ("page", "card", "hover")
    ),
    *((ink, f"{ink}_weak") for ink in ("accent", "danger", "info", "ok")),
    *(("text", f"{ink}_weak") for ink in ("accent", "danger", "info", "ok")),
    ("on_primary", "primary"),
    ("on_primary", "primary_strong"),
    ("on_danger", "danger"),
    ("card", "text"),
)
"""Every text colour and the ground it may stand on: 4.5 : 1 (WCAG 2.2 SC 1.4.3)."""

DESK_PAIRS: tuple[tuple[str, str], ...] = (
    *(
        (ink, ground)
        for ink in ("text", "desk_second", "desk_ok", "desk_accent", "desk_danger", "desk_info")
        for ground in ("page", "card")
    ),
    ("desk_primary", "card"),
    ("desk_on_primary", "desk_primary"),
)
"""The pairs of the check-in desk: 7 : 1 (WCAG 2.2 SC 1.4.6)."""


@dataclass(frozen=True)
class Status:
    """A state as people see it: a word, its tone and an icon (the tone's own when empty)."""

    word: str
    tone: Tone = Tone.NEUTRAL
    icon: str = ""

    @property
    def icon_name(self) -> str:
        """Name in `icons.GLYPHS`."""
        return self.icon or _TONE_ICON[self.tone]


_TONE_ICON = {
    Tone.NEUTRAL: "neutral",
    Tone.PRIMARY: "neutral",
    Tone.OK: "ok",
    Tone.INFO: "info",
    Tone.WARN: "warn",
    Tone.DANGER: "error",
}


@dataclass(frozen=True)
class Style:
    """What is applied now: palette and scale in per cent."""

    theme: Theme = Theme.LIGHT
    scale: int = 100

    @property
    def colours(self) -> Colours:
        """The palette of the theme."""
        return LIGHT if self.theme is Theme.LIGHT else DARK


class _Hub(QObject):
    """Says that the style changed; widgets that paint by hand repaint themselves anyway.

    ``rescaling`` comes before another scale: what will be made anew need not be dressed first.
    """

    rescaling = Signal()
    changed = Signal()


_style = Style()
_hub: _Hub | None = None


def hub() -> _Hub:
    """The object whose ``changed`` signal follows every `apply`."""
    global _hub
    if _hub is None:
        _hub = _Hub()
    return _hub


def current() -> Style:
    """The style applied last."""
    return _style


def px(size: int) -> int:
    """``size`` in unscaled pixels as pixels on this screen."""
    return round(size * _style.scale / 100)


def colour(name: str) -> QColor:
    """The colour called ``name`` in the palette of now."""
    return QColor(str(getattr(_style.colours, name)))


def tone_colour(tone: Tone) -> QColor:
    """Text colour of ``tone`` now."""
    return QColor(_style.colours.tone(tone))


def font(size: int = FontSize.BASE, *, bold: bool = False) -> QFont:
    """The interface font at ``size`` unscaled pixels."""
    from app.views import fonts

    made = QFont()
    made.setFamilies(fonts.families())
    made.setPixelSize(px(size))
    made.setBold(bold)
    return made


def apply(app: QApplication, theme: Theme = Theme.LIGHT, scale: int = 100) -> None:
    """Put palette, font and style sheet on ``app``; ``scale`` is held to 100–200 %."""
    from app.views import fonts, stylesheet

    global _style
    wanted = Style(theme, max(MIN_SCALE, min(MAX_SCALE, scale)))
    if wanted.scale != _style.scale:
        hub().rescaling.emit()
    _style = wanted
    fonts.load()
    if app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")
    # Without the one before: to replace a sheet, Qt dresses every widget several times over
    # (1.3 s for 1,600 of them, against 0.2 s).
    app.setStyleSheet("")
    app.setFont(font())
    app.setPalette(_palette(_style.colours))
    app.setStyleSheet(stylesheet.build(_style))
    hub().changed.emit()


def _palette(colours: Colours) -> QPalette:
    """For what a style sheet does not reach: selections, placeholder text, native parts."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.page,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.card,
        QPalette.ColorRole.AlternateBase: colours.page,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.Button: colours.card,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.second,
        QPalette.ColorRole.Highlight: colours.primary,
        QPalette.ColorRole.HighlightedText: colours.on_primary,
        QPalette.ColorRole.ToolTipBase: colours.text,
        QPalette.ColorRole.ToolTipText: colours.card,
        QPalette.ColorRole.Mid: colours.line,
        QPalette.ColorRole.Dark: colours.line,
        QPalette.ColorRole.Link: colours.primary,
    }
    for role, value in roles.items():
        palette.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.faint))
    return palette


def contrast(ink: str, ground: str) -> float:
    """Contrast ratio of two ``#RRGGBB`` colours (WCAG 2.2 definition), 1–21."""
    light, dark = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(value: str) -> float:
    """Relative luminance of ``#RRGGBB``."""
    parts = [int(value[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def colour_names() -> tuple[str, ...]:
    """All names of `Colours`."""
    return tuple(field.name for field in fields(Colours))
