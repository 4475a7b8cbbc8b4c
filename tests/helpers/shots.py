"""Pictures of every page of the desk on a demonstration centre.

    python -m tests.helpers.shots [FOLDER]

Light and dark, at 100 % and 150 %, light at 200 % too, at 1440 × 900; written to ``shots/``
unless told otherwise.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.core.clock import FixedClock
from app.demo.centre import PASSWORD, build_demo
from app.demo.day import play_day
from app.main.desktop import Desktop
from app.main.session import NAVIGATION, Session
from app.services.rights import Actor
from app.views import theme
from app.views.store import MemoryStore
from app.views.tasks import TaskRunner
from app.views.theme import Theme
from app.views.widgets.table import DataTable

SIZE = (1440, 900)
LOOKS = (
    (Theme.LIGHT, 100), (Theme.LIGHT, 150), (Theme.LIGHT, 200), (Theme.DARK, 100),
    (Theme.DARK, 150),
)  # fmt: skip
NOON = dt.datetime.combine(dt.date.today(), dt.time(12, 10))


TABS = ("family", "classes", "assessment", "health", "membership", "consents", "timeline")
PLACES = ("quality", "duplicates", "imports")
"""Tabs of a member's file, and what else opens on the page 老人."""


def settle(runner: TaskRunner, milliseconds: int = 500) -> None:
    """Let work off the GUI thread come back and the window paint itself."""
    loop = QEventLoop()
    end = time.monotonic() + milliseconds / 1000

    def look() -> None:
        if time.monotonic() > end and not runner.busy():
            loop.quit()

    timer = QTimer(interval=20)
    timer.timeout.connect(look)
    timer.start()
    loop.exec()
    timer.stop()


def save(widget: QWidget, folder: Path, name: str) -> None:
    """Grab ``widget`` as it is shown."""
    widget.grab().save(str(folder / f"{name}.png"))
    print(folder / f"{name}.png")


def press(window: QWidget, text: str, runner: TaskRunner) -> None:
    """Press the button in sight that says ``text``."""
    for _ in range(20):
        every = (one for one in window.findChildren(QAbstractButton) if one.text().strip() == text)
        alive = [one for one in every if one.isVisible() and one.isEnabled()]
        if alive:
            alive[0].click()
            return settle(runner)
        settle(runner, 250)
    window.grab().save("missing.png")
    raise SystemExit(f"no button {text!r} in sight; see missing.png")


def steps(session: Session, uid: str, folder: Path, stem: str) -> None:
    """What opens behind a button: a merge, a form, two assessments beside each other."""
    shell, runner = session.shell, session._runner
    shell.navigate("members", {"duplicates": True})
    settle(runner)
    press(shell, "核对并合并", runner)
    save(shell, folder, f"{stem}-members-merge")
    shell.navigate("members", {"uid": uid, "field": "name"})
    settle(runner)
    save(shell, folder, f"{stem}-member-form")
    press(shell, "取消", runner)
    shell.navigate("members", {"uid": uid, "tab": "assessment"})
    settle(runner)
    for table in shell.findChildren(DataTable):
        if table.isVisible():
            table.view.selectAll()
    press(shell, "对比", runner)
    save(shell, folder, f"{stem}-member-compare")
    press(shell, "返回", runner)


def pages(session: Session, actor: Actor, folder: Path, stem: str) -> None:
    """Every page, a member's file, the desk and the lock page."""
    shell, runner = session.shell, session._runner
    for key, _ in NAVIGATION:
        shell.navigate(key)
        settle(runner)
        save(shell, folder, f"{stem}-{key}")
    member = session.app.members.find("王𬱖", 1, session.actor)[0]
    shell.navigate("members", member.uid)
    settle(runner)
    save(shell, folder, f"{stem}-member-file")
    for tab in TABS:
        shell.navigate("members", {"uid": member.uid, "tab": tab})
        settle(runner)
        save(shell, folder, f"{stem}-member-{tab}")
    for place in PLACES:
        shell.navigate("members", {place: True})
        settle(runner)
        save(shell, folder, f"{stem}-members-{place}")
    steps(session, member.uid, folder, stem)
    shell.navigate("printing", {"form": "daily-roster", "date": NOON.date().isoformat()})
    settle(runner, 1200)
    save(shell, folder, f"{stem}-printing-preview")
    shell.open_desk()
    settle(runner)
    save(shell, folder, f"{stem}-desk")
    shell.close_desk()
    shell.lock()
    settle(runner)
    save(shell, folder, f"{stem}-lock")
    session._signed_in(actor)


def first_run(application: QApplication, folder: Path, scratch: Path) -> None:
    """What a new user sees first."""
    desktop = Desktop(scratch / "nothing", prefs=MemoryStore())
    desktop.start()
    settle(desktop.runner)
    window = desktop.window()
    assert window is not None
    window.resize(*SIZE)
    settle(desktop.runner)
    save(window, folder, "light-100-first-run")
    desktop.close()


def main(target: Path) -> None:
    """Build the demonstration, play its day, take every picture."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="yizhan-shots-") as name:
        scratch = Path(name)
        for variable in ("HOME", "XDG_CONFIG_HOME", "APPDATA"):
            os.environ[variable] = name
        clock = FixedClock(NOON)
        app, _ = build_demo(scratch / "demo", clock=clock)
        play_day(app, scratch / "out")
        app.close()
        application = QApplication.instance() or QApplication(["yizhan"])
        application.setQuitOnLastWindowClosed(False)
        theme.apply(application, Theme.LIGHT, 100)
        first_run(application, target, scratch)
        desktop = Desktop(scratch / "demo", prefs=MemoryStore(), clock=clock)
        desktop.start()
        settle(desktop.runner, 1200)
        session = desktop.session
        assert session is not None
        session.shell.resize(*SIZE)
        save(session.shell, target, "light-100-sign-in")
        actor: Actor = session.app.accounts.sign_in("admin", PASSWORD)
        session._signed_in(actor)
        for look, scale in LOOKS:
            theme.apply(application, look, scale)
            session.shell.resize(*SIZE)
            settle(desktop.runner)
            pages(session, actor, target, f"{look}-{scale}")
        desktop.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "shots"))
