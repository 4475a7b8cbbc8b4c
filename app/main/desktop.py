"""`Desktop`: which window is shown: what stands before the desk, or the desk itself."""

from __future__ import annotations

import base64
import binascii
import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path

import app.views  # noqa: F401 - before anything else after Qt: see there

# isort: split
import platformdirs
from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from app.core.clock import Clock, SystemClock
from app.core.logging import end_logging, setup_logging
from app.core.paths import DataFolder
from app.main.session import Session
from app.services.rights import Actor
from app.views.notify import Notifier
from app.views.setup.presenter import Doors, StartPresenter
from app.views.setup.window import StartWindow
from app.views.store import FileStore, Store
from app.views.tasks import TaskRunner
from app.wiring import Application, create_centre, open_centre, restore_centre

_GEOMETRY = "window.geometry"


class Desktop(QObject):
    """The program's windows, from start to close.

    Args:
        data: the centre's data folder.
        prefs: looks; by default a file of the person's profile.

    Signals:
        ready(): the first page of a signed-in clerk is in front.
        finished(): the person closed the window.
    """

    ready = Signal()
    finished = Signal()

    def __init__(
        self,
        data: Path,
        *,
        clock: Clock | None = None,
        prefs: Store | None = None,
        runner: TaskRunner | None = None,
    ) -> None:
        super().__init__()
        self.folder = DataFolder(data)
        self.clock = clock or SystemClock()
        self.prefs = prefs if prefs is not None else FileStore(prefs_file())
        self.notify = Notifier()
        self.runner = runner or TaskRunner()
        self.runner.set_problem(self.notify.problem)
        self.session: Session | None = None
        self._restoring: Actor | None = None
        self.starting: StartPresenter | None = None
        self._log = None if not self.folder.exists else setup_logging(self.folder.logs)

    def start(self, then: Callable[[StartPresenter], object] = StartPresenter.begin) -> None:
        """Open the folder, or show what to do first; ``then`` is the first step."""
        window = StartWindow(self.notify, self.runner)
        self._restore_geometry(window)
        self.starting = StartPresenter(
            self._doors(), window, self.runner, self.notify, self.prefs, self.clock
        )
        self.starting.opened.connect(self._enter)
        self.starting.leave.connect(window.close)
        window.closing.connect(self.finished)
        then(self.starting)

    def close(self) -> None:
        """Stop work, let go of the folder and of the windows."""
        if self.session is not None:
            self.session.stop()
        self.runner.stop()
        self._drop_start_window()
        self._leave_centre()

    def window(self) -> QMainWindow | None:
        """The window in sight."""
        if self.session is not None:
            return self.session.shell
        return self.starting.window if self.starting is not None else None

    def raise_window(self) -> None:
        """Come to the front: the program was started again."""
        window = self.window()
        if window is not None:
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
            window.show()
            window.raise_()
            window.activateWindow()

    # --- inside ----------------------------------------------------------------------------

    def _doors(self) -> Doors:
        root, clock = self.folder.root, self.clock
        return Doors(
            root,
            lambda: self.folder.exists,
            lambda phrase: open_centre(root, phrase=phrase, clock=clock, begin_day=False),
            lambda code, name: create_centre(root, code, name, clock=clock),
            lambda path, phrase: restore_centre(path, root, phrase, self._who_restores()),
        )

    def _who_restores(self) -> Callable[[Application], Actor] | None:
        """Whoever left the desk to restore; nobody when the folder did not open."""
        actor = self._restoring
        return None if actor is None else lambda _: actor

    def _leave_to_restore(self) -> None:
        assert self.session is not None
        self._restoring = self.session.actor
        self._begin_anew(StartPresenter.show_restore)

    def _enter(self, app: Application, actor: Actor | None, page: str, argument: object) -> None:
        """The centre is open: the desk takes over, signed in already when ``actor`` is known."""
        if self._log is None:
            self._log = setup_logging(self.folder.logs)
        self._restoring = None
        self.session = Session(app, self.runner, self.notify, self.prefs, self.clock)
        self.session.ready.connect(self.ready)
        self.session.restore_asked.connect(self._leave_to_restore)
        self.session.removal_asked.connect(lambda: self._begin_anew(self._delete_demo))
        shell = self.session.shell
        shell.closing.connect(self._shell_closed)
        if self.starting is not None and self.starting.window.isVisible():
            self._keep_geometry(self.starting.window)  # where it was moved to, or maximised
        self._restore_geometry(shell)
        self.session.begin(actor, page, argument)
        shell.show()
        shell.activateWindow()
        self._drop_start_window()

    def _begin_anew(self, then: Callable[[StartPresenter], object]) -> None:
        """Leave the centre and go on with the pages before the desk."""
        assert self.session is not None
        self.session.stop()
        self._keep_geometry(self.session.shell)
        self.runner.stop()
        self._leave_centre()
        self.start(then)

    def _delete_demo(self, presenter: StartPresenter) -> None:
        self.runner.run(
            lambda: remove_files(self.folder), lambda _: presenter.begin(), owner=presenter
        )

    def _leave_centre(self) -> None:
        if self.session is not None:
            shell, app = self.session.shell, self.session.app
            self.session.deleteLater()
            self.session = None
            shell.hide()
            shell.retire()
            shell.deleteLater()
            app.close()
        end_logging(self._log)
        self._log = None

    def _shell_closed(self) -> None:
        if self.session is not None:
            self._keep_geometry(self.session.shell)
            self.finished.emit()

    def _drop_start_window(self) -> None:
        if self.starting is not None:
            self.starting.close()
            window, self.starting = self.starting.window, None
            window.hide()
            window.deleteLater()

    def _keep_geometry(self, window: QWidget) -> None:
        raw = bytes(window.saveGeometry().data())
        self.prefs.set(_GEOMETRY, base64.b64encode(raw).decode())

    def _restore_geometry(self, window: QWidget) -> None:
        kept = self.prefs.get(_GEOMETRY, "")
        with contextlib.suppress(binascii.Error, ValueError, TypeError):
            window.restoreGeometry(QByteArray(base64.b64decode(kept)))


def prefs_file() -> Path:
    """Where the window remembers its looks; a file of the person, not of the centre."""
    folder = Path(platformdirs.user_config_dir("yizhan", appauthor=False))
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder / "window.json"


def remove_files(folder: DataFolder) -> None:
    """Delete the files of a closed demonstration centre; what else lies there stays."""
    for path in (folder.database, folder.keys, folder.lock):
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    for path in folder.root.glob(f"{folder.sign_ins.name}*"):
        path.unlink(missing_ok=True)
    for below in (folder.bundles, folder.backups, folder.logs):
        shutil.rmtree(below, ignore_errors=True)
