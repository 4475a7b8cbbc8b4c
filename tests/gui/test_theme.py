"""Colours, fonts, icons and the style sheet: what must hold for every page at once."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.views import fonts, icons, parts, stylesheet, theme
from app.views.theme import DARK, DESK_PAIRS, LIGHT, TEXT_PAIRS, Colours, Status, Style, Theme, Tone

VIEWS = Path(theme.__file__).parent
PALETTES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


@PALETTES
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_every_text_can_be_read(colours: Colours, ink: str, ground: str) -> None:
    assert theme.contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@PALETTES
@pytest.mark.parametrize(("ink", "ground"), DESK_PAIRS)
def test_the_desk_can_be_read_by_old_eyes(colours: Colours, ink: str, ground: str) -> None:
    assert theme.contrast(getattr(colours, ink), getattr(colours, ground)) >= 7


@PALETTES
def test_borders_and_rings_stand_out(colours: Colours) -> None:
    for ground in (colours.page, colours.card):
        assert theme.contrast(colours.primary, ground) >= 3
    assert theme.contrast(colours.border, colours.card) >= 3


def test_contrast_is_computed_as_wcag_says() -> None:
    assert theme.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert theme.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def rules(sheet: str) -> list[tuple[str, dict[str, str]]]:
    """Selector and declarations of every rule."""
    found = re.findall(r"([^{}]+)\{([^{}]*)\}", sheet)
    return [
        (selector.strip(), dict(re.findall(r"([\w-]+)\s*:\s*([^;]+)", body)))
        for selector, body in found
    ]


@pytest.mark.parametrize("look", list(Theme))
def test_every_rule_with_ink_and_ground_can_be_read(look: Theme) -> None:
    checked = 0
    for selector, body in rules(stylesheet.build(Style(look, 100))):
        ink, ground = body.get("color", ""), body.get("background", "")
        if ink.startswith("#") and ground.startswith("#") and "disabled" not in selector:
            assert theme.contrast(ink, ground) >= 4.5, selector
            checked += 1
    assert checked > 10


@pytest.mark.parametrize("look", list(Theme))
def test_the_style_sheet_leaves_no_token_open(look: Theme) -> None:
    sheet = stylesheet.build(Style(look, 150))
    assert "$" not in sheet
    assert "@" not in sheet


def test_a_focused_control_gets_a_ring_of_two_pixels_and_does_not_move() -> None:
    found = dict(rules(stylesheet.build(Style())))
    calm, focused = found["QPushButton"], found["QPushButton:focus"]
    assert focused["border"].startswith("2px solid")
    assert int(calm["min-height"][:-2]) + 2 == int(focused["min-height"][:-2]) + 4


def test_the_scale_reaches_fonts_and_heights() -> None:
    small, large = (dict(rules(stylesheet.build(Style(Theme.LIGHT, n)))) for n in (100, 200))
    assert small['QLabel[role="title"]']["font-size"] == "24px"
    assert large['QLabel[role="title"]']["font-size"] == "48px"
    assert large["QPushButton"]["min-height"] == "76px"


def test_no_colour_stands_outside_the_tokens() -> None:
    named = re.compile(r"#[0-9A-Fa-f]{6}\b|QColor\(\s*\d|GlobalColor\.(?!transparent)")
    guilty = [
        str(path)
        for path in VIEWS.rglob("*.py")
        if path.name != "theme.py" and named.search(path.read_text("utf-8"))
    ]
    assert guilty == []


def test_apply_changes_font_palette_and_scale(qapp: QApplication) -> None:
    told: list[int] = []
    theme.hub().changed.connect(lambda: told.append(theme.current().scale))
    try:
        theme.apply(qapp, Theme.DARK, 150)
        assert qapp.font().pixelSize() == 22
        assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.page
        assert theme.px(40) == 60
        theme.apply(qapp, Theme.LIGHT, 900)
        assert theme.current().scale == 200
    finally:
        theme.apply(qapp)
    assert told == [150, 200, 100]


def test_names_are_drawn_in_the_bundled_face_with_figures_of_one_width(qapp: QApplication) -> None:
    theme.apply(qapp)
    assert fonts.family() == "Noto Sans SC"
    metrics = QFontMetricsF(theme.font())
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_missing_fonts_do_not_stop_the_window(qapp: QApplication, tmp_path: Path) -> None:
    assert fonts.load(tmp_path / "nothing") in {"Noto Sans SC", ""}
    assert fonts._choose(["DejaVu Sans", "Microsoft YaHei"]) == "Microsoft YaHei"
    assert fonts._choose(["DejaVu Sans"]) == ""


def test_icons_are_those_of_qtawesome() -> None:
    path = icons.font_path()
    assert path is not None
    (charmap,) = path.parent.glob("materialdesignicons6-webfont-charmap*.json")
    known = json.loads(charmap.read_text("utf-8"))
    assert dict(icons.GLYPHS.values()) == {
        name: int(known[name], 16) for name, _ in icons.GLYPHS.values()
    }


def drawn(name: str, role: str) -> QImage:
    """Icon ``name`` on an empty picture."""
    picture = QImage(24, 24, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    icons.icon(name, role).paint(painter, picture.rect())
    painter.end()
    return picture


def colours_in(picture: QImage) -> set[str]:
    """Every fully opaque colour in ``picture``."""
    pixels = (picture.pixelColor(x, y) for x in range(24) for y in range(24))
    return {pixel.name().upper() for pixel in pixels if pixel.alpha() == 255}


def test_an_icon_follows_the_theme(qapp: QApplication) -> None:
    theme.apply(qapp)
    assert LIGHT.danger in colours_in(drawn("error", "danger"))
    theme.apply(qapp, Theme.DARK)
    try:
        assert DARK.danger in colours_in(drawn("error", "danger"))
    finally:
        theme.apply(qapp)


def test_an_unknown_icon_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError, match=r"icons\.py"):
        icons.icon("no-such-thing")


def test_a_state_is_icon_word_and_colour(qtbot: QtBot) -> None:
    shown = parts.StatusLabel(Status("3 天未上报", Tone.WARN))
    qtbot.addWidget(shown)
    assert shown.text() == "3 天未上报"
    assert Status("x", Tone.WARN).icon_name == "warn"
    shown.set_status(Status(""))
    assert shown.isHidden()


def test_labels_never_read_markup(qtbot: QtBot) -> None:
    label = parts.label("<b>王</b>")
    qtbot.addWidget(label)
    assert label.text() == "<b>王</b>"
    assert label.sizeHint().width() > label.fontMetrics().horizontalAdvance("王") * 2


def test_a_button_without_a_word_still_has_a_name(qtbot: QtBot) -> None:
    button = parts.button("", "lock", "icon", tip="锁定")
    qtbot.addWidget(button)
    assert isinstance(button, QPushButton)
    assert button.accessibleName() == "锁定"


def test_fill_puts_each_value_in_its_place() -> None:
    assert parts.fill("第 %1 / %2 页", 3, 12) == "第 3 / 12 页"
    assert parts.fill("%1 %2", "50%2", "b") == "50%2 b"


def test_a_long_centre_name_is_shortened_and_told_in_full(qtbot: QtBot) -> None:
    label = parts.ElidedLabel("小河街道居家养老服务中心")
    qtbot.addWidget(label)
    label.resize(80, 30)
    label.show()
    assert label.text().endswith("…")
    assert label.toolTip() == "小河街道居家养老服务中心"
    label.resize(600, 30)
    assert label.text() == "小河街道居家养老服务中心"
