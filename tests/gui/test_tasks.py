"""Work off the GUI thread."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from app.core.errors import UserError
from app.core.progress import Cancelled, Progress
from app.views.tasks import InlineTaskRunner, Latest, Task, TaskRunner


@pytest.fixture
def runner(qtbot: QtBot) -> Any:
    made = TaskRunner()
    yield made
    assert made.stop()


def test_work_runs_elsewhere_and_its_answer_comes_back_here(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    here, owner, answers = QThread.currentThread(), QObject(), []

    def done(there: Any) -> None:
        answers.append((there, QThread.currentThread()))

    runner.run(QThread.currentThread, done, owner=owner)
    qtbot.waitUntil(lambda: bool(answers))
    there, back = answers[0]
    assert there is not here
    assert back is here
    assert not runner.busy()


def test_a_failure_goes_to_its_handler_or_to_the_one_for_all(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    own: list[BaseException] = []
    general: list[BaseException] = []
    owner = QObject()
    runner.set_problem(general.append)

    def work() -> None:
        raise UserError("x", "打不开。")

    runner.run(work, failed=own.append, owner=owner)
    runner.run(work, owner=owner)
    qtbot.waitUntil(lambda: bool(own and general))
    assert isinstance(own[0], UserError)
    assert isinstance(general[0], UserError)


def test_nobody_is_called_back_when_the_owner_is_gone(qtbot: QtBot, runner: TaskRunner) -> None:
    go, answers = threading.Event(), []
    owner = QObject()
    task = runner.run(lambda: go.wait(5), answers.append, answers.append, owner=owner)
    owner.deleteLater()
    del owner
    qtbot.waitUntil(task.is_cancelled)
    with qtbot.waitSignal(task.ended):
        go.set()
    assert answers == []


def test_cancel_stops_the_work_at_its_next_report(qtbot: QtBot, runner: TaskRunner) -> None:
    started, problems, steps = threading.Event(), [], []
    owner = QObject()

    def work(progress: Progress) -> None:
        for step in range(100_000):
            progress(step, 100_000, "核对")
            steps.append(step)
            started.set()
            threading.Event().wait(0.001)

    task = runner.run(work, failed=problems.append, owner=owner, title="导入")
    assert started.wait(5)
    task.cancel()
    qtbot.waitUntil(lambda: bool(problems))
    assert isinstance(problems[0], Cancelled)
    assert len(steps) < 100_000


def test_progress_arrives_on_this_thread_and_not_too_often(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    seen: list[tuple[int, int, str]] = []
    done: list[Any] = []
    owner, listening = QObject(), threading.Event()

    def work(progress: Progress) -> None:
        listening.wait(10)
        for step in range(1, 5001):
            progress(step, 5000, "写入")

    task = runner.run(work, done.append, owner=owner)
    task.progressed.connect(lambda *step: seen.append(step))
    listening.set()
    qtbot.waitUntil(lambda: bool(done))
    assert seen[-1] == (5000, 5000, "写入")
    assert len(seen) < 100


def test_only_titled_work_that_takes_long_is_shown(qtbot: QtBot, runner: TaskRunner) -> None:
    shown: list[Task] = []
    runner.shown.connect(shown.append)
    go, owner, done = threading.Event(), QObject(), []
    runner.run(lambda: None, done.append, owner=owner, title="很快")
    runner.run(lambda: go.wait(5), done.append, owner=owner)
    long = runner.run(lambda: go.wait(5), done.append, owner=owner, title="导出表格")
    with qtbot.waitSignal(runner.shown, timeout=2000):
        pass
    go.set()
    qtbot.waitUntil(lambda: len(done) == 3)
    assert shown == [long]


def test_the_inline_double_answers_at_once_and_can_cancel() -> None:
    runner, owner = InlineTaskRunner(), QObject()
    answers: list[Any] = []
    runner.run(lambda: 7, answers.append, owner=owner, title="数数")
    assert answers == [7]
    assert runner.titles == ["数数"]
    runner.cancel_after = 2
    reached: list[int] = []

    def work(progress: Progress) -> None:
        for step in range(5):
            progress(step, 0, "")
            reached.append(step)

    runner.run(work, failed=answers.append, owner=owner)
    assert isinstance(answers[-1], Cancelled)
    assert len(reached) < 5


def test_a_failure_nobody_handles_is_not_swallowed() -> None:
    runner, owner = InlineTaskRunner(), QObject()
    with pytest.raises(ZeroDivisionError):
        runner.report_problem(ZeroDivisionError())
    assert owner is not None


def test_only_the_newest_question_is_asked_and_answered(qtbot: QtBot, runner: TaskRunner) -> None:
    owner = QObject()
    latest = Latest(runner, owner, delay_ms=30)
    asked, answered = [], []

    def ask(text: str) -> None:
        latest.submit(lambda: asked.append(text) or text, answered.append)

    for text in ("w", "wa", "wan"):
        ask(text)
    qtbot.waitUntil(lambda: bool(answered))
    assert asked == ["wan"]
    assert answered == ["wan"]


def test_a_late_answer_to_an_old_question_is_dropped(qtbot: QtBot, runner: TaskRunner) -> None:
    owner, go = QObject(), threading.Event()
    latest = Latest(runner, owner, delay_ms=1)
    answered: list[str] = []

    def slow() -> str:
        go.wait(5)
        return "旧"

    latest.submit(slow, answered.append)
    latest.flush()
    latest.submit(lambda: "新", answered.append)
    qtbot.waitUntil(lambda: answered == ["新"])
    go.set()
    qtbot.waitUntil(lambda: not runner.busy())
    assert answered == ["新"]


def test_a_failed_search_is_reported_once(qtbot: QtBot) -> None:
    problems: list[BaseException] = []
    runner, owner = InlineTaskRunner(problems.append), QObject()
    latest = Latest(runner, owner)

    def work() -> None:
        raise UserError("x", "读不了。")

    latest.submit(work, lambda _: None)
    assert [type(one) for one in problems] == [UserError]
