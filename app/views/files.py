"""Choosing a file to open or a place to save: the one route, so that tests can answer."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QSplitter, QTreeView, QWidget

from app.views.theme import px

_WIDTH, _HEIGHT, _PLACES = 960, 600, 200
_COLUMNS = (320, 90, 110, 180)
"""Name, size, kind, changed on; unscaled pixels."""

_last_folder: dict[str, Path] = {}


def choose_open(parent: QWidget, title: str, kinds: str) -> Path | None:
    """Ask for one file of ``kinds`` (``名单 (*.xlsx *.csv)``); None when cancelled."""
    dialog = _dialog(parent, title, start_folder(), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _chosen(dialog, _tr("打开"))


def choose_save(parent: QWidget, title: str, suggested: str, kinds: str) -> Path | None:
    """Ask where to save; ``suggested`` is the file name; None when cancelled."""
    start = start_folder() / safe_name(suggested)
    dialog = _dialog(parent, title, start.parent, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.selectFile(start.name)
    chosen = _chosen(dialog, _tr("保存"))
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


def _dialog(parent: QWidget, title: str, folder: Path, kinds: str) -> QFileDialog:
    # Of the window, not of a page: nobody who looks through a page must come upon its parts.
    dialog = QFileDialog(parent.window(), title, str(folder), kinds)
    _give_room(dialog)
    return dialog


def _name_parts(dialog: QFileDialog, accept: str) -> None:
    """Every word in Chinese: Qt's own translation lacks some. Choosing a mode takes them back."""
    labels = QFileDialog.DialogLabel
    words = {
        labels.LookIn: _tr("位置："), labels.FileName: _tr("文件名："),
        labels.FileType: _tr("文件类型："), labels.Accept: accept, labels.Reject: _tr("取消"),
    }  # fmt: skip
    for label, word in words.items():
        dialog.setLabelText(label, word)


def _give_room(dialog: QFileDialog) -> None:
    """Where Qt draws it itself: a list wide enough to read names and dates."""
    dialog.resize(px(_WIDTH), px(_HEIGHT))
    for splitter in dialog.findChildren(QSplitter):
        splitter.setSizes([px(_PLACES), px(_WIDTH - _PLACES)])
    for tree in dialog.findChildren(QTreeView):
        for column, width in enumerate(_COLUMNS):
            tree.setColumnWidth(column, px(width))


def _chosen(dialog: QFileDialog, accept: str) -> Path | None:
    _name_parts(dialog, accept)
    try:
        if not dialog.exec():
            return None
        path = Path(dialog.selectedFiles()[0])
    finally:
        dialog.deleteLater()
    _last_folder["path"] = path.parent
    return path


def _tr(text: str) -> str:
    return QCoreApplication.translate("Files", text)
