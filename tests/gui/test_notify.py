"""The one route for messages."""

from __future__ import annotations

import ast
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.errors import EnvironmentProblem, UserError, ValidationProblem
from app.core.logging import scrub
from app.core.progress import Cancelled
from app.views.notify import Action, Notifier, Question, report
from app.views.theme import Tone
from app.views.widgets.irreversible import IrreversibleBox
from tests.helpers.qt import listen
from tests.helpers.source import modules, tree


def test_a_mistake_of_the_person_is_a_strip_with_its_sentence() -> None:
    notify = Notifier()
    heard = listen(notify)
    notify.problem(UserError("x", "这个证号已登记，请打开档案修改。"))
    notify.problem(ValidationProblem({"name": "请填写姓名。"}))
    assert [m.tone for m in heard.messages] == [Tone.DANGER, Tone.DANGER]
    assert heard.messages[0].text == "这个证号已登记，请打开档案修改。"
    assert "请填写姓名" in heard.messages[1].text
    assert heard.crashes == []


def test_what_may_pass_by_itself_can_be_tried_again() -> None:
    notify = Notifier()
    heard = listen(notify)
    tried: list[int] = []
    notify.problem(EnvironmentProblem("x", "连不上区平台。"), lambda: tried.append(1))
    notify.problem(EnvironmentProblem("y", "磁盘坏了。", retryable=False), lambda: tried.append(2))
    action = heard.messages[0].action
    assert action is not None
    assert action.text == "重试"
    action.callback()
    assert tried == [1]
    assert heard.messages[1].action is None


def test_cancelling_is_no_error() -> None:
    notify = Notifier()
    heard = listen(notify)
    notify.problem(Cancelled())
    assert heard.messages[0].tone is Tone.INFO


def test_a_bug_becomes_a_report_without_personal_data(
    expected_logs: pytest.LogCaptureFixture,
) -> None:
    notify = Notifier()
    heard = listen(notify)
    try:
        raise KeyError("王𬱖 330105193805123225")
    except KeyError as problem:
        notify.problem(problem)
    (text,) = heard.crashes
    assert "KeyError" in text
    assert "test_a_bug_becomes" in text
    for secret in ("王", "𬱖", "330105", "3225"):
        assert secret not in text
        assert secret not in expected_logs.text
    assert heard.messages == []


def test_what_nobody_caught_on_any_thread_becomes_a_report_too(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, expected_logs: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    notify = Notifier()
    heard = listen(notify)
    before = sys.excepthook, threading.excepthook
    put_back = notify.catch_everything()
    sys.excepthook(ZeroDivisionError, ZeroDivisionError("here"), None)

    def fail() -> None:
        raise LookupError("there")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(heard.crashes) == 2)
    assert "ZeroDivisionError" in heard.crashes[0]
    assert "LookupError" in heard.crashes[1]
    put_back()
    assert (sys.excepthook, threading.excepthook) == before


def test_blotting_out_leaves_line_numbers() -> None:
    assert scrub('File "x.py", line 1234: 13812341234 张三') == 'File "x.py", line 1234: # □'
    assert "Traceback" in report(ValueError("1")) or "ValueError" in report(ValueError("1"))


def test_undo_takes_back_the_latest_step_first_and_each_once() -> None:
    notify = Notifier()
    heard = listen(notify)
    undone: list[str] = []
    notify.toast("王秀英 签到成功", lambda: undone.append("王"))
    notify.toast("李建国 签到成功", lambda: undone.append("李"))
    assert notify.undo_last()
    assert notify.undo_last()
    assert undone == ["李", "王"]
    assert not notify.undo_last()
    assert heard.messages[-1].text == "没有可以撤销的操作。"


def test_the_button_of_a_toast_and_ctrl_z_do_not_undo_twice() -> None:
    notify = Notifier()
    heard = listen(notify)
    undone: list[int] = []
    notify.toast("已登记", lambda: undone.append(1))
    undo = heard.toasts[0].undo
    assert undo is not None
    notify.undo(undo)
    notify.undo(undo)
    notify.undo_last()
    assert undone == [1]


def test_an_undo_that_fails_says_so() -> None:
    notify = Notifier()
    heard = listen(notify)

    def undo() -> None:
        raise UserError("sent", "这条已经上报，不能撤销。")

    notify.toast("已登记", undo)
    notify.undo_last()
    assert heard.messages[-1].text == "这条已经上报，不能撤销。"


def test_the_next_clerk_cannot_undo_the_last_ones_steps() -> None:
    notify = Notifier()
    notify.toast("已登记", lambda: pytest.fail("undone by somebody else"))
    cleared: list[int] = []
    notify.cleared.connect(lambda: cleared.append(1))
    notify.forget()
    assert not notify.undo_last()
    assert cleared == [1]


def test_what_failed_is_no_longer_said_once_it_is_tried_again() -> None:
    notify = Notifier()
    heard, gone = listen(notify), list[str]()
    notify.withdrawn.connect(gone.append)
    notify.attempt("save")(UserError("x", "没有保存。"))
    assert [(one.text, one.topic) for one in heard.messages] == [("没有保存。", "save")]
    notify.attempt("save")
    assert gone == ["save", "save"]


def test_another_day_takes_no_step_of_the_day_before_back() -> None:
    notify = Notifier()
    offered = list[object]()
    notify.taken_back.connect(offered.append)
    step = lambda: pytest.fail("taken back a day later")  # noqa: E731
    notify.toast("已登记", step, what="登记")
    notify.forget_steps()
    assert offered == [step], "the toast that offered it goes"
    assert not notify.undo_last()
    notify.undo(step)


def test_warnings_carry_their_action() -> None:
    notify = Notifier()
    heard = listen(notify)
    action = Action("去查看", lambda: None)
    notify.warn("终端断了。", action)
    assert heard.messages[0].tone is Tone.WARN
    assert heard.messages[0].action is action


def test_the_question_goes_to_whoever_was_given() -> None:
    asked: list[Question] = []
    notify = Notifier(asker=lambda question: bool(asked.append(question)) or True)
    assert notify.ask_irreversible("恢复备份", "……", "恢复", typed="恢复")
    assert asked[0].typed == "恢复"


def test_the_box_confirms_only_after_the_word_was_typed(qtbot: QtBot) -> None:
    box = IrreversibleBox(Question("恢复备份", "会覆盖。", "恢复", "恢复"))
    qtbot.addWidget(box)
    assert not box.confirm.isEnabled()
    box.field.insert("恢")
    assert not box.confirm.isEnabled()
    box.field.setText("恢复")
    assert box.confirm.isEnabled()


def test_the_box_answers_no_unless_confirmed(qtbot: QtBot) -> None:
    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, IrreversibleBox)
        assert box.cancel.hasFocus() or not box.isActiveWindow()
        box.cancel.click()

    timer = QTimer()
    timer.setSingleShot(True)
    timer.timeout.connect(answer)
    timer.start(20)
    assert Notifier().ask_irreversible("清除", "清除后找不回来。", "清除") is False


def toasts() -> list[tuple[Path, ast.Call]]:
    """Every call of ``….toast(…)`` in the window's code."""
    return [
        (path, node)
        for folder in ("app/views", "app/main")
        for path in modules(folder)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "toast"
    ]


def test_every_step_that_can_be_taken_back_is_named() -> None:
    """The name of the step is read behind 撤销, also on other pages; it is never the sentence
    that told what happened: 撤销 条件已删除 says the opposite."""
    found = toasts()
    assert len(found) > 30
    for path, call in found:
        where = f"{path.name}:{call.lineno}"
        what = next((key.value for key in call.keywords if key.arg == "what"), None)
        undoable = len(call.args) > 1 or any(key.arg == "undo" for key in call.keywords)
        assert what is not None or not undoable, f"{where}: what is taken back?"
        assert what is None or "rstrip" not in ast.unparse(what), f"{where}: not the sentence"
