"""Work off the GUI thread: the one way to do it.

``TaskRunner.run`` takes a pure callable; callbacks come back on the GUI thread and are
dropped when their owner is gone. `InlineTaskRunner` is the same interface without threads,
for tests. `Latest` is for searches: debounced, and only the newest answer arrives.
"""

from __future__ import annotations

import contextlib
import inspect
import threading
import time
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal

from app.core.progress import Cancelled

Work = Callable[..., Any]
Done = Callable[[Any], object]
Failed = Callable[[BaseException], object]

SHOW_AFTER_MS = 400
_REPORT_EVERY = 0.05


class Task(QObject):
    """One piece of work on its way.

    Attributes:
        title: what is happening, in Chinese; empty for work too short to be shown.

    Signals:
        progressed(done, total, what): at most every 50 ms, on the GUI thread.
        ended(): after the callbacks ran or were dropped.
    """

    progressed = Signal(int, int, str)
    ended = Signal()
    _returned = Signal(object, object)

    def __init__(self, work: Work, owner: QObject, title: str) -> None:
        super().__init__()
        self.title = title
        self._work: Work | None = work
        self._owner = owner
        self._cancelled = threading.Event()
        self._reported = 0.0
        self._runnable: QRunnable | None = None
        owner.destroyed.connect(self.cancel)

    def cancel(self) -> None:
        """Ask the work to stop at its next report of progress."""
        self._cancelled.set()

    def show_later(self, show: Callable[[], object]) -> None:
        """Call ``show`` if the work still runs after 0.4 s."""
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(show)
        self.ended.connect(timer.stop)
        timer.start(SHOW_AFTER_MS)

    def is_cancelled(self) -> bool:
        """Whether 取消 was pressed or the owner is gone."""
        return self._cancelled.is_set()

    def owner_is_there(self) -> bool:
        """Whether there is still somebody to call back."""
        return shiboken6.isValid(self._owner)

    def report(self, done: int, total: int, what: str) -> None:
        """The `Progress` that the work receives; raises `Cancelled` when asked to stop."""
        if self._cancelled.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._reported >= _REPORT_EVERY or done >= total:
            self._reported = now
            self.progressed.emit(done, total, what)

    def execute(self) -> tuple[Any, BaseException | None]:
        """Run the work here and now; return its value or its exception."""
        work, self._work = self._work, None
        assert work is not None
        try:
            return (work(progress=self.report) if _takes_progress(work) else work()), None
        except BaseException as problem:
            return None, problem


class _Runnable(QRunnable):
    """Carries a task onto the pool and its outcome back."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task
        self.setAutoDelete(False)

    def run(self) -> None:
        """Called by the pool."""
        value, problem = self._task.execute()
        with contextlib.suppress(RuntimeError):
            self._task._returned.emit(value, problem)


class TaskRunner(QObject):
    """Runs work on a thread pool.

    Args:
        problem: what happens to a failure nobody handles; normally ``notify.problem``.

    Signals:
        shown(task): a titled task is still running after 0.4 s; show its progress.
    """

    shown = Signal(object)
    immediate = False

    def __init__(self, problem: Failed | None = None, *, threads: int = 4) -> None:
        super().__init__()
        self._problem = problem
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._tasks: set[Task] = set()

    def set_problem(self, problem: Failed) -> None:
        """Say where failures without a handler of their own go."""
        self._problem = problem

    def run(
        self,
        work: Work,
        done: Done | None = None,
        failed: Failed | None = None,
        *,
        owner: QObject,
        title: str = "",
    ) -> Task:
        """Run ``work`` off the GUI thread; call back here while ``owner`` lives.

        A parameter of ``work`` named ``progress`` receives a `core.progress.Progress`.
        Whoever presses 取消 makes the next report raise `Cancelled`, which arrives in
        ``failed`` like any other exception.
        """
        task = Task(work, owner, title)
        self._tasks.add(task)
        task._returned.connect(lambda value, problem: self._end(task, value, problem, done, failed))
        if title:
            task.show_later(lambda: self.shown.emit(task))
        self._start(task)
        return task

    def report_problem(self, problem: BaseException) -> None:
        """Hand ``problem`` to where unhandled failures go."""
        if self._problem is None:
            raise problem
        self._problem(problem)

    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._tasks)

    def stop(self, wait_ms: int = 3000) -> bool:
        """Cancel everything and wait; False when something would not stop in time."""
        for task in self._tasks:
            task.cancel()
        self._pool.clear()
        return self._pool.waitForDone(wait_ms)

    def _start(self, task: Task) -> None:
        task._runnable = _Runnable(task)
        self._pool.start(task._runnable)

    def _end(
        self,
        task: Task,
        value: Any,
        problem: BaseException | None,
        done: Done | None,
        failed: Failed | None,
    ) -> None:
        self._tasks.discard(task)
        task.ended.emit()
        task.deleteLater()
        if not task.owner_is_there():
            return
        if problem is None:
            if done is not None:
                done(value)
            return
        (failed or self.report_problem)(problem)


class InlineTaskRunner(TaskRunner):
    """The double for tests: ``run`` returns after the callbacks have run.

    Attributes:
        cancel_after: make the n-th report of progress raise `Cancelled` (0: never).
        titles: titles of everything that ran, in order.
    """

    immediate = True

    def __init__(self, problem: Failed | None = None) -> None:
        super().__init__(problem, threads=1)
        self.cancel_after = 0
        self.titles: list[str] = []

    def _start(self, task: Task) -> None:
        self.titles.append(task.title)
        reports = 0

        def count(*_: object) -> None:
            nonlocal reports
            reports += 1
            if reports == self.cancel_after:
                task.cancel()

        task.progressed.connect(count)
        value, problem = task.execute()
        task._returned.emit(value, problem)


class Latest(QObject):
    """Drops every answer but the newest; while somebody types a search, waits for a pause first.

    120 ms is about the pause between two quick keystrokes; below it the database would
    answer questions nobody is asking any more.
    """

    def __init__(self, runner: TaskRunner, owner: QObject, delay_ms: int = 120) -> None:
        super().__init__(owner)
        self._runner, self._owner = runner, owner
        self._generation, self._asking = 0, False
        self._pending: tuple[Work, Done, Failed | None] | None = None
        self._task: Task | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(delay_ms)
        self._timer.timeout.connect(self.flush)

    def submit(self, work: Work, done: Done, failed: Failed | None = None) -> None:
        """Ask anew; whatever was asked before is forgotten."""
        self.cancel()
        self._pending, self._asking = (work, done, failed), True
        if self._runner.immediate:
            self.flush()
        else:
            self._timer.start()

    def ask(self, work: Work, done: Done, failed: Failed | None = None) -> None:
        """`submit` for what is loaded, not typed: at once. An answer from before a change, which
        a slow machine may bring after the one from behind it, is dropped."""
        self.submit(work, done, failed)
        self.flush()

    def flush(self) -> None:
        """Ask now, without waiting for the pause."""
        self._timer.stop()
        if self._pending is None:
            return
        (work, done, failed), self._pending = self._pending, None
        mine = self._generation
        self._task = self._runner.run(
            work,
            lambda value: self._deliver(mine, done, value),
            lambda problem: self._deliver(mine, failed or self._runner.report_problem, problem),
            owner=self._owner,
        )

    def is_asking(self) -> bool:
        """Whether an answer is still to come."""
        return self._asking

    def cancel(self) -> None:
        """Forget the question; its answer will not arrive."""
        self._generation += 1
        self._pending, self._asking = None, False
        self._timer.stop()
        task, self._task = self._task, None
        if task is not None and shiboken6.isValid(task):
            task.cancel()

    def _deliver(self, mine: int, callback: Done, value: Any) -> None:
        if mine == self._generation:
            self._asking = False
            callback(value)


def _takes_progress(work: Work) -> bool:
    """Whether ``work`` has a parameter named ``progress``."""
    try:
        return "progress" in inspect.signature(work).parameters
    except (TypeError, ValueError):
        return False
