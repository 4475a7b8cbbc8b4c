"""Choosing a file to open or a place to save: the one route, so that tests can answer."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

_last_folder: dict[str, Path] = {}


def choose_open(parent: QWidget, title: str, kinds: str) -> Path | None:
    """Ask for one file of ``kinds`` (``名单 (*.xlsx *.csv)``); None when cancelled."""
    name, _ = QFileDialog.getOpenFileName(parent, title, str(start_folder()), kinds)
    return _chosen(name)


def choose_save(parent: QWidget, title: str, suggested: str, kinds: str) -> Path | None:
    """Ask where to save; ``suggested`` is the file name; None when cancelled."""
    start = start_folder() / safe_name(suggested)
    name, _ = QFileDialog.getSaveFileName(parent, title, str(start), kinds)
    chosen = _chosen(name)
    if chosen is not None and not chosen.suffix:
        chosen = chosen.with_suffix(start.suffix)
    return chosen


def start_folder() -> Path:
    """The folder used last, else the desktop, else the home folder."""
    last = _last_folder.get("path")
    if last is not None and last.is_dir():
        return last
    places = QStandardPaths.StandardLocation
    for place in (places.DesktopLocation, places.HomeLocation):
        folder = Path(QStandardPaths.writableLocation(place))
        if folder.is_dir():
            return folder
    return Path.home()


def safe_name(name: str) -> str:
    """``name`` without characters that Windows refuses in file names."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", name).strip(" .") or "未命名"


def dated(name: str, date: dt.date) -> str:
    """``老人名单`` → ``老人名单_2026-03-02``."""
    return f"{name}_{date.isoformat()}"


def _chosen(name: str) -> Path | None:
    if not name:
        return None
    path = Path(name)
    _last_folder["path"] = path.parent
    return path
