"""Runs the desktop: one window, one event loop, faults and looks."""

from __future__ import annotations

import gc
import logging
from functools import partial
from pathlib import Path

import PySide6
from PySide6.QtCore import (
    QLibraryInfo,
    QMessageLogContext,
    QTimer,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from app import __version__
from app.main.collecting import Collector
from app.main.desktop import Desktop
from app.views import theme
from app.views.setup.single import SingleInstance
from app.views.store import Store

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


_TIDY_MS = 2_000


def run(data: Path) -> int:
    """Show the window on the centre in ``data`` until it is closed; the exit code."""
    application = _application()
    single = SingleInstance(data)
    if single.raise_other():
        return 0
    desktop = Desktop(data)
    apply_looks(application, desktop.prefs)
    single.raise_asked.connect(desktop.raise_window)
    single.listen()
    desktop.finished.connect(application.quit)
    put_back = desktop.notify.catch_everything()
    messages_before = qInstallMessageHandler(log_qt_message)
    collector = Collector(desktop)
    QTimer.singleShot(_TIDY_MS, collector, partial(collect_again, collector))
    desktop.start()
    try:
        return application.exec()
    finally:
        collector.stop()
        desktop.close()
        single.close()
        put_back()
        qInstallMessageHandler(messages_before)


def collect_again(collector: Collector) -> None:
    """Start-up is over: what it made stays for good and need not be looked through again."""
    gc.freeze()
    collector.start()


def apply_looks(application: QApplication, prefs: Store) -> None:
    """Put the remembered theme and scale on the application."""
    wanted = prefs.get("theme", str(theme.Theme.LIGHT))
    chosen = theme.Theme.DARK if wanted == theme.Theme.DARK else theme.Theme.LIGHT
    scale = prefs.get("scale", 100)
    theme.apply(application, chosen, scale if isinstance(scale, int) else 100)


def speak_chinese(application: QApplication) -> bool:
    """Qt's own words (file and print dialogues, menus of text lines) in Chinese.

    True when the texts were found: beside Qt, or where the built program keeps them.
    """
    translator = QTranslator(application)
    beside = Path(PySide6.__file__).parent
    known = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for folder in (Path(known), beside / "Qt" / "translations", beside / "translations"):
        if translator.load("qtbase_zh_CN", str(folder)):
            return application.installTranslator(translator)
    return False


def log_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Qt's own complaints go to the log."""
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.INFO), "%s", text)


def _application() -> QApplication:
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(["yizhan"])
    application.setApplicationName("yizhan")
    application.setApplicationDisplayName("颐站")
    application.setApplicationVersion(__version__)
    speak_chinese(application)
    # The desk replaces the start window; only Desktop.finished ends the program.
    application.setQuitOnLastWindowClosed(False)
    return application
