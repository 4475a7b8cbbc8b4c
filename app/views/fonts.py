"""The bundled faces. Their digits have one width (tabular), so columns of figures align.

Rare characters of names (王𬱖) come from a second face, which is loaded with the first.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFontDatabase

FAMILY = "Noto Sans SC"
RARE_FAMILY = "Yizhan Rare Han"
FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
SYSTEM_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
_FALLBACKS = ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "WenQuanYi Micro Hei")

_loaded: dict[str, str] = {}


def load(folder: Path | None = None) -> str:
    """Register the faces of ``folder`` once; return the family to use.

    A missing folder is no reason to refuse a clerk the window: the machine's own fonts are
    used then, and `family` says which.
    """
    if folder is None and "family" in _loaded:
        return _loaded["family"]
    for path in _files(folder or FOLDER):
        QFontDatabase.addApplicationFont(str(path))
    _loaded["family"] = _choose(QFontDatabase.families())
    return _loaded["family"]


def family() -> str:
    """The family in use."""
    return _loaded.get("family") or load()


def families() -> list[str]:
    """The family in use and the one that draws rare characters."""
    return [name for name in (family(), RARE_FAMILY) if name]


def _files(folder: Path) -> list[Path]:
    """The faces of ``folder``, or Noto Sans SC as the system has it."""
    own = sorted(folder.glob("*.ttf")) if folder.is_dir() else []
    if own:
        return own
    return [p for base in SYSTEM_FOLDERS if base.is_dir() for p in base.rglob("NotoSansSC*.ttf")]


def _choose(families: list[str]) -> str:
    """The best family of ``families`` for Chinese; Qt's default when there is none."""
    for name in (FAMILY, *_FALLBACKS):
        if name in families:
            return name
    return ""
