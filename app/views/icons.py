"""Icons by our own names, drawn from the Material Design face that qtawesome brings.

qtawesome itself is not imported: reading its six character maps costs 0.3 s, a third of the
whole start (docs/decisions/views.md). Only its font file is used; `GLYPHS` holds the code
points, and a test compares them with qtawesome's own map. The engine asks the theme for
its colour at every paint, so icons follow a switch between light and dark by themselves.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from app.views import theme

GLYPHS: dict[str, tuple[str, int]] = {
    "today": ("home-outline", 0xF06A1),
    "members": ("account-group-outline", 0xF0B58),
    "attendance": ("calendar-check-outline", 0xF0C44),
    "meals": ("silverware-fork-knife", 0xF0A70),
    "face_checks": ("face-recognition", 0xF0C7B),
    "printing": ("printer-outline", 0xF1786),
    "sync": ("cloud-upload-outline", 0xF0B7E),
    "reports": ("chart-line", 0xF012A),
    "settings": ("cog-outline", 0xF08BB),
    "search": ("magnify", 0xF0349),
    "lock": ("lock-outline", 0xF0341),
    "check": ("check", 0xF012C),
    "ok": ("check-circle-outline", 0xF05E1),
    "warn": ("alert-outline", 0xF002A),
    "error": ("alert-circle-outline", 0xF05D6),
    "info": ("information-outline", 0xF02FD),
    "neutral": ("circle-outline", 0xF0766),
    "close": ("close", 0xF0156),
    "clear": ("close-circle-outline", 0xF015A),
    "undo": ("undo", 0xF054C),
    "refresh": ("refresh", 0xF0450),
    "add": ("plus", 0xF0415),
    "minus": ("minus", 0xF0374),
    "more": ("dots-horizontal", 0xF01D8),
    "left": ("chevron-left", 0xF0141),
    "right": ("chevron-right", 0xF0142),
    "down": ("chevron-down", 0xF0140),
    "up": ("chevron-up", 0xF0143),
    "back": ("arrow-left", 0xF004D),
    "menu": ("menu", 0xF035C),
    "menu_open": ("menu-open", 0xF0BAB),
    "filter": ("filter-variant", 0xF0236),
    "columns": ("table-column", 0xF0835),
    "excel": ("file-excel-outline", 0xF102D),
    "import": ("file-import-outline", 0xF102F),
    "export": ("file-export-outline", 0xF102E),
    "copy": ("content-copy", 0xF018F),
    "save": ("content-save-outline", 0xF0818),
    "person": ("account-outline", 0xF0013),
    "person_add": ("account-plus-outline", 0xF0801),
    "person_search": ("account-search-outline", 0xF0935),
    "card": ("card-account-details-outline", 0xF0DAB),
    "phone": ("phone-outline", 0xF0DF0),
    "clock": ("clock-outline", 0xF0150),
    "late": ("clock-alert-outline", 0xF05CE),
    "calendar": ("calendar-outline", 0xF0B67),
    "help": ("help-circle-outline", 0xF0625),
    "delete": ("delete-outline", 0xF09E7),
    "edit": ("pencil-outline", 0xF0CB6),
    "link": ("link-variant", 0xF0339),
    "unlink": ("link-off", 0xF0338),
    "desk": ("monitor", 0xF0379),
    "offline": ("wifi-off", 0xF05AA),
    "shield": ("shield-check-outline", 0xF0CC8),
    "database": ("database-check-outline", 0xF1629),
    "restore": ("backup-restore", 0xF006F),
    "upload": ("upload-outline", 0xF0E07),
    "download": ("download-outline", 0xF0B8F),
    "folder": ("folder-open-outline", 0xF0DCF),
    "empty": ("inbox-outline", 0xF1274),
    "zoom_in": ("magnify-plus-outline", 0xF06ED),
    "zoom_out": ("magnify-minus-outline", 0xF06EC),
    "fit": ("fit-to-page-outline", 0xF0EF6),
    "box": ("checkbox-blank-outline", 0xF0131),
    "box_checked": ("checkbox-marked-outline", 0xF0135),
    "waiting": ("progress-clock", 0xF0996),
    "loading": ("timer-sand", 0xF051F),
    "scan": ("barcode-scan", 0xF0072),
    "cancel": ("cancel", 0xF073A),
    "bug": ("bug-outline", 0xF0A30),
    "key": ("key-outline", 0xF0DD6),
    "sign_out": ("logout", 0xF0343),
    "ascending": ("sort-ascending", 0xF04BC),
    "descending": ("sort-descending", 0xF04BD),
    "show": ("eye-outline", 0xF06D0),
    "hide": ("eye-off-outline", 0xF06D1),
    "bell": ("bell-outline", 0xF009C),
    "fingerprint": ("fingerprint", 0xF0237),
    "qr": ("qrcode-scan", 0xF0433),
    "manual": ("hand-pointing-right", 0xF02C7),
    "house": ("home-heart", 0xF0827),
    "disk": ("harddisk", 0xF02CA),
    "stick": ("usb-flash-drive-outline", 0xF129F),
    "terminal": ("server-network", 0xF048D),
    "tag": ("tag-outline", 0xF04FC),
    "pause": ("pause-circle-outline", 0xF03E6),
    "document": ("file-document-outline", 0xF09EE),
    "sound": ("volume-high", 0xF057E),
    "palette": ("palette-outline", 0xF0E0C),
    "text_size": ("format-size", 0xF027F),
    "food": ("food-outline", 0xF1916),
    "breakfast": ("bowl-mix-outline", 0xF02E4),
}
"""Our name → (Material Design name, code point)."""

_FONT_FILE = "materialdesignicons6-webfont-6.9.96.ttf"
_family: dict[str, str] = {}


def font_path() -> Path | None:
    """Where qtawesome keeps the face, found without importing qtawesome."""
    built = getattr(sys, "_MEIPASS", None)
    spec = None if built else importlib.util.find_spec("qtawesome")
    if built:
        # The built application carries the package's files, but not the package.
        folder = Path(built) / "qtawesome"
    elif spec is not None and spec.origin:
        folder = Path(spec.origin).parent
    else:
        return None
    path = folder / "fonts" / _FONT_FILE
    return path if path.is_file() else None


def family() -> str:
    """Family of the icon face, loaded at the first icon; empty when it is missing."""
    if "name" not in _family:
        path = font_path()
        number = QFontDatabase.addApplicationFont(str(path)) if path else -1
        names = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
        _family["name"] = names[0] if names else ""
    return _family["name"]


def paint(painter: QPainter, rect: QRect, name: str, role: str = "second") -> None:
    """Draw icon ``name`` into ``rect`` in the palette colour ``role``."""
    face = family()
    if not face:
        return
    font = QFont(face)
    font.setPixelSize(max(1, min(rect.width(), rect.height())))
    painter.save()
    painter.setFont(font)
    painter.setPen(theme.colour(role))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, chr(GLYPHS[name][1]))
    painter.restore()


_copies: list[QIconEngine] = []


class _Engine(QIconEngine):
    """Paints one glyph in the theme's colour of the moment."""

    def __init__(self, name: str, role: str, on_role: str) -> None:
        super().__init__()
        self._name, self._role, self._on_role = name, role, on_role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw at the left of ``rect``; a wider one leaves air before the word.

        Disabled icons are faint, checked ones take the second role.
        """
        role = self._on_role if state is QIcon.State.On else self._role
        rect = QRect(rect.x(), rect.y(), min(rect.width(), rect.height()), rect.height())
        paint(painter, rect, self._name, "faint" if mode is QIcon.Mode.Disabled else role)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """A transparent pixmap with the glyph."""
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        """A copy, as Qt asks for when an icon detaches.

        Qt keeps it without telling Python, which would delete what nobody else holds: the program
        died of it (a segmentation fault at the next use of the icon).
        """
        made = _Engine(self._name, self._role, self._on_role)
        _copies.append(made)
        return made


def icon(name: str, role: str = "second", on_role: str = "") -> QIcon:
    """Icon ``name`` of `GLYPHS` in palette colour ``role`` (``on_role`` when checked)."""
    if name not in GLYPHS:
        raise KeyError(f"no icon called {name!r}; add it to app/views/icons.py")
    return QIcon(_Engine(name, role, on_role or role))


def role_of(tone: theme.Tone) -> str:
    """Palette colour of ``tone``."""
    return theme.TONE_ROLE[tone]


def tone_icon(name: str, tone: theme.Tone) -> QIcon:
    """Icon ``name`` in the colour of ``tone``."""
    return icon(name, role_of(tone))
