"""From a keystroke to the painted list of people, offscreen, without the 120 ms of debounce."""

from __future__ import annotations

import os
import time

from app.services.rights import SYSTEM
from app.wiring import Application


def milliseconds(app: Application, typed: list[str]) -> list[float]:
    """Query, list and paint for each text of ``typed``; the first one warms up."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from app.views import theme
    from app.views.tasks import InlineTaskRunner
    from app.views.theme import Theme
    from app.views.widgets.member_picker import MemberPicker

    application = QApplication.instance() or QApplication(["bench"])
    assert isinstance(application, QApplication)
    theme.apply(application, Theme.LIGHT)
    runner = InlineTaskRunner()
    picker = MemberPicker(lambda text: app.members.find(text, 12, SYSTEM), runner)
    picker.resize(420, 40)
    picker.show()
    samples = []
    for text in [typed[0], *typed]:
        start = time.perf_counter()
        picker.search(text)
        application.processEvents()
        samples.append((time.perf_counter() - start) * 1000)
    picker.close_popup()
    picker.close()
    runner.stop()
    return samples[1:]
