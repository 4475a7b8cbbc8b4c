"""The Qt style sheet, generated from the tokens of `theme`.

In the templates ``$name`` is a palette colour and ``@12`` is 12 unscaled pixels. Widgets
choose a rule by a dynamic property (``role``, ``kind``), never by a colour of their own. A
focused control gets a 2 px ring; its padding shrinks by one, so nothing moves.
"""

from __future__ import annotations

import re
from dataclasses import asdict

from app.views.theme import Style

_BASE = """
QWidget { color: $text; }
QMainWindow, QDialog, QWidget[ground="page"] { background: $page; }
QWidget[ground="card"] { background: $card; }
QToolTip { background: $text; color: $card; border: 0; padding: @6px @8px; }
QFrame[role="card"] { background: $card; border: 1px solid $line; border-radius: @8px; }
QFrame[role="line"] { background: $line; border: 0; max-height: 1px; min-height: 1px; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: @24px; font-weight: bold; }
QLabel[role="heading"] { font-size: @20px; font-weight: bold; }
QLabel[role="strong"] { font-weight: bold; }
QLabel[role="subtitle"], QLabel[role="second"] { color: $second; }
QLabel[role="small"] { color: $second; font-size: @13px; }
QLabel[role="number"] { font-size: @36px; font-weight: bold; }
QLabel[role="error"] { color: $danger; font-size: @13px; }
QLabel[role="desk"] { font-size: @24px; }
QLabel[role="desk_second"] { font-size: @24px; color: $desk_second; }
QLabel[role="desk_heading"] { font-size: @36px; font-weight: bold; }
QLabel[role="desk_name"] { font-size: @72px; font-weight: bold; }
QLabel[tone="primary"] { color: $primary; }
QLabel[tone="ok"] { color: $ok; }
QLabel[tone="info"] { color: $info; }
QLabel[tone="warn"] { color: $accent; }
QLabel[tone="danger"] { color: $danger; }
QLabel[tone="neutral"] { color: $second; }
QLabel[desk_tone="ok"] { color: $desk_ok; }
QLabel[desk_tone="info"] { color: $desk_info; }
QLabel[desk_tone="warn"] { color: $desk_accent; }
QLabel[desk_tone="danger"] { color: $desk_danger; }
QLabel[desk_tone="neutral"] { color: $desk_second; }
QLabel[role="badge"] {
    background: $accent_weak; color: $accent; border-radius: @4px; padding: @2px @8px;
    font-weight: bold;
}
QLabel[role="desk_badge"] {
    background: $accent_weak; color: $accent; border-radius: @8px; padding: @4px @16px;
    font-size: @24px; font-weight: bold;
}
QLabel[role="key"] {
    border: 1px solid $border; border-radius: @4px; color: $second; font-size: @13px;
    background: $card;
}
"""

_BUTTONS = """
QPushButton {
    background: $card; border: 1px solid $border; border-radius: @6px;
    padding: 0 @15px; min-height: @38px;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $primary_weak; }
QPushButton:focus { border: 2px solid $primary; padding: 0 @14px; min-height: @36px; }
QPushButton:disabled { color: $faint; border-color: $line; }
QPushButton[kind="primary"] {
    background: $primary; color: $on_primary; border-color: $primary; font-weight: bold;
}
QPushButton[kind="primary"]:hover { background: $primary_strong; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled {
    background: $hover; color: $faint; border-color: $line;
}
QPushButton[kind="danger"] {
    background: $danger; color: $on_danger; border-color: $danger; font-weight: bold;
}
QPushButton[kind="danger"]:focus { border: 2px solid $text; }
QPushButton[kind="danger"]:disabled { background: $hover; color: $faint; border-color: $line; }
QPushButton[kind="quiet"] {
    background: transparent; border: 1px solid transparent; color: $primary; padding: 0 @11px;
}
QPushButton[kind="quiet"]:hover { background: $primary_weak; }
QPushButton[kind="quiet"]:focus { border: 2px solid $primary; padding: 0 @10px; }
QPushButton[kind="quiet"]:disabled { color: $faint; }
QPushButton[kind="icon"] {
    background: transparent; border: 1px solid transparent; padding: 0;
    min-width: @38px; max-width: @38px;
}
QPushButton[kind="icon"]:hover { background: $hover; }
QPushButton[kind="icon"]:focus {
    border: 2px solid $primary; min-width: @36px; max-width: @36px;
}
QPushButton[kind="inline"] {
    background: transparent; border: 0; padding: 0; min-height: 0; border-radius: @4px;
}
QPushButton[kind="inline"]:hover { background: $hover; }
QPushButton[kind="chip"] {
    border: 1px solid $border; border-radius: @15px; padding: 0 @13px; min-height: @30px;
    background: $card;
}
QPushButton[kind="chip"]:hover { background: $hover; }
QPushButton[kind="chip"]:focus { border: 2px solid $primary; padding: 0 @12px; min-height: @28px; }
QPushButton[kind="chip"][active="true"] {
    background: $primary_weak; border-color: $primary; color: $primary; font-weight: bold;
}
QPushButton[kind="chip"][clearable="true"] { padding: 0 @38px 0 @13px; text-align: left; }
QPushButton[kind="chip"][clearable="true"]:focus { padding: 0 @37px 0 @12px; }
QPushButton[kind="tile"] {
    border: 1px solid $border; border-radius: @4px; padding: 0 @4px; min-height: @28px;
    min-width: @26px; background: $card;
}
QPushButton[kind="tile"]:hover { background: $hover; }
QPushButton[kind="tile"][empty="true"] {
    background: $accent_weak; color: $accent; border-color: $accent;
}
QPushButton[kind="tile"][active="true"] {
    background: $primary_weak; border: 2px solid $primary; color: $primary; font-weight: bold;
    padding: 0 @3px; min-height: @26px; min-width: @24px;
}
QPushButton[kind="tile"]:focus {
    border: 2px solid $primary; padding: 0 @3px; min-height: @26px; min-width: @24px;
}
QPushButton::menu-indicator { image: none; width: 0; }
QPushButton[kind="switch"] { border-radius: 0; padding: 0 @15px; }
QPushButton[kind="switch"]:focus { padding: 0 @14px; }
QPushButton[kind="switch"]:checked {
    background: $primary_weak; color: $primary; font-weight: bold;
}
QPushButton[kind="status"] {
    background: transparent; border: 1px solid transparent; padding: 0 @9px;
    min-height: @28px; font-size: @13px; border-radius: @4px;
}
QPushButton[kind="status"]:hover { background: $hover; }
QPushButton[kind="status"]:focus { border: 2px solid $primary; padding: 0 @8px; min-height: @26px; }
QPushButton[kind="touch"] { min-height: @46px; }
QPushButton[kind="touch"]:focus { min-height: @44px; }
QPushButton[kind="desk"], QPushButton[kind="desk_primary"] {
    min-height: @62px; min-width: @62px; font-size: @24px; padding: 0 @19px;
}
QPushButton[kind="desk"]:focus, QPushButton[kind="desk_primary"]:focus {
    border: 2px solid $desk_primary; min-height: @60px; padding: 0 @18px;
}
QPushButton[kind="desk_primary"] {
    background: $desk_primary; color: $desk_on_primary; font-weight: bold;
}
QPushButton[tone="ok"] { color: $ok; }
QPushButton[tone="info"] { color: $info; }
QPushButton[tone="warn"] { color: $accent; }
QPushButton[tone="danger"] { color: $danger; }
"""

_INPUTS = """
QLineEdit, QPlainTextEdit, QComboBox {
    background: $card; color: $text; border: 1px solid $border; border-radius: @6px;
    padding: 0 @11px; min-height: @38px;
    selection-background-color: $primary; selection-color: $on_primary;
}
QPlainTextEdit { padding: @7px @7px; }
QPlainTextEdit[tall="true"] { min-height: @240px; }
QLineEdit, QPlainTextEdit { placeholder-text-color: $second; }
QLineEdit:focus, QComboBox:focus {
    border: 2px solid $primary; padding: 0 @10px; min-height: @36px;
}
QPlainTextEdit:focus { border: 2px solid $primary; padding: @6px @6px; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"] {
    border: 2px solid $danger; padding: 0 @10px; min-height: @36px;
}
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled,
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] {
    background: $hover; border-color: $line; color: $second;
}
QLineEdit[role="desk"] {
    font-size: @36px; min-height: @70px; padding: 0 @19px; border: 2px solid $border;
}
QLineEdit[role="desk"] { placeholder-text-color: $desk_second; }
QLineEdit[role="desk"]:focus { border: 2px solid $desk_primary; }
QComboBox::drop-down { border: 0; width: @32px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView {
    background: $card; border: 1px solid $border; outline: 0;
    selection-background-color: $primary_weak; selection-color: $text;
}
QComboBox QAbstractItemView::item, QListView[role="choices"]::item {
    min-height: @40px; padding: 0 @10px; border-radius: @4px;
}
QComboBox QAbstractItemView::item:selected, QListView[role="choices"]::item:selected,
QComboBox QAbstractItemView::item:hover, QListView[role="choices"]::item:hover {
    background: $primary_weak; color: $text;
}
QProgressBar {
    background: $hover; border: 0; border-radius: @4px; min-height: @8px; max-height: @8px;
}
QProgressBar::chunk { background: $primary; border-radius: @4px; }
"""

_LISTS = """
QTableView, QListView {
    background: $card; border: 0; outline: 0; gridline-color: $line;
    selection-background-color: $primary_weak; selection-color: $text;
}
QListView[role="choices"] { border: 1px solid $border; padding: 2px; }
QListView[role="order"] { border: 1px solid $border; border-radius: @6px; padding: @3px; }
QListView[role="order"]:focus { border: 2px solid $primary; padding: @2px; }
QListView[role="order"]::item { padding: @5px @8px; border-radius: @4px; }
QListView[role="order"]::item:selected { background: $primary_weak; color: $text; }
QFrame[role="tableframe"] { background: $card; border: 1px solid $line; border-radius: @8px; }
QHeaderView { background: $card; border: 0; }
QHeaderView::section {
    background: $card; color: $second; border: 0; border-bottom: 1px solid $border;
    padding: 0 @12px; font-weight: bold; font-size: @13px;
}
QHeaderView::section:hover { background: $hover; }
QHeaderView::up-arrow, QHeaderView::down-arrow { image: none; width: 0; height: 0; }
QTableCornerButton::section { background: $card; border: 0; }
QMenu { background: $card; border: 1px solid $border; padding: @4px; }
QMenu::item { padding: @8px @24px @8px @16px; border-radius: @4px; }
QMenu::item:selected { background: $primary_weak; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: @4px @8px; }
QMenu::indicator { width: @16px; height: @16px; margin-left: @8px; }
QScrollArea { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: @12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: @12px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: @4px; margin: @2px; }
QScrollBar::handle:vertical { min-height: @32px; }
QScrollBar::handle:horizontal { min-width: @32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QSplitter::handle { background: $line; }
QTabBar::tab {
    background: transparent; color: $second; padding: @10px @12px;
    border: 2px solid transparent;
}
QTabBar::tab:selected { color: $primary; font-weight: bold; border-bottom-color: $primary; }
QTabBar::tab:hover { background: $hover; }
QTabBar::tab:focus { border: 2px solid $primary; }
QTabWidget::pane { border: 0; border-top: 1px solid $line; }
QTabBar { qproperty-drawBase: 0; }
QCalendarWidget QWidget { alternate-background-color: $hover; }
QCalendarWidget QToolButton { color: $text; background: transparent; padding: @6px; border: 0; }
QCalendarWidget QToolButton:hover { background: $hover; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $card; }
"""

_SHELL = """
QWidget#rail { background: $card; border-right: 1px solid $line; }
QWidget#topbar { background: $card; border-bottom: 1px solid $line; }
QWidget#statusline { background: $card; border-top: 1px solid $line; }
QPushButton[kind="rail"] {
    background: transparent; border: 1px solid transparent; border-radius: @6px;
    text-align: left; padding: 0 @11px; min-height: @44px; color: $second;
}
QPushButton[kind="rail"]:hover { background: $hover; }
QPushButton[kind="rail"]:focus { border: 2px solid $primary; padding: 0 @10px; min-height: @42px; }
QPushButton[kind="rail"]:checked {
    background: $primary_weak; color: $primary; font-weight: bold;
}
QFrame[role="sheet"] { background: $card; border-left: 1px solid $line; }
QFrame[role="popup"] { background: $card; border: 1px solid $border; border-radius: @8px; }
QFrame[role="toast"] { background: $text; border-radius: @8px; }
QFrame[role="toast"] QLabel { color: $card; }
QFrame[role="toast"] QPushButton {
    background: transparent; border: 1px solid $card; color: $card; font-weight: bold;
}
QFrame[role="toast"] QPushButton:focus { border: 2px solid $card; }
QFrame[role="toast"] QPushButton[kind="icon"] { border-color: transparent; }
QFrame[role="strip"] { border-radius: @6px; background: $info_weak; border: 1px solid $info; }
QFrame[role="strip"][tone="warn"] { background: $accent_weak; border-color: $accent; }
QFrame[role="strip"][tone="danger"] { background: $danger_weak; border-color: $danger; }
QFrame[role="strip"][tone="ok"] { background: $ok_weak; border-color: $ok; }
QFrame[role="strip"][tone="neutral"] { background: $hover; border-color: $line; }
QFrame[role="option"] { background: $card; border: 1px solid $line; border-radius: @6px; }
QFrame[role="option"]:hover { background: $hover; }
QFrame[role="option"][pointed="true"] { border: 1px solid $primary; background: $hover; }
QFrame[role="option"][chosen="true"] { border: 1px solid $primary; background: $primary_weak; }
QFrame[role="entry"][pointed="true"] {
    background: $primary_weak; border-radius: @6px; padding: @4px @8px;
}
QFrame[role="item"] { background: $card; border: 1px solid $line; border-radius: @6px; }
QFrame[role="item"]:focus { border: 2px solid $primary; }
QPushButton[kind="bignumber"] {
    background: $card; border: 1px solid $line; border-radius: @8px; padding: 0;
    min-height: @88px;
}
QPushButton[kind="bignumber"]:hover { background: $primary_weak; border-color: $primary; }
QPushButton[kind="bignumber"]:focus { border: 2px solid $primary; min-height: @86px; }
"""


def build(style: Style) -> str:
    """The whole style sheet for ``style``."""
    text = _BASE + _BUTTONS + _INPUTS + _LISTS + _SHELL
    text = re.sub(r"@(\d+)", lambda m: str(round(int(m[1]) * style.scale / 100)), text)
    palette = asdict(style.colours)
    return re.sub(r"\$(\w+)", lambda m: palette[m[1]], text)
