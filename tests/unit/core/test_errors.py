"""What is said when something is refused."""

from __future__ import annotations

from app.core.errors import (
    EnvironmentProblem,
    NotAllowed,
    UserError,
    ValidationProblem,
    YizhanError,
)
from app.core.progress import Cancelled


def test_all_faults_of_a_form_are_said_at_once() -> None:
    problem = ValidationProblem({"name": "请填写姓名。", "phone": "电话不完整。"})
    assert problem.fields == {"name": "请填写姓名。", "phone": "电话不完整。"}
    assert "请填写姓名。；电话不完整。" in problem.message
    assert problem.code == "invalid"


def test_a_missing_right_is_named_in_chinese_with_who_can_help() -> None:
    said = NotAllowed("导出").message
    assert "“导出”" in said
    assert "中心负责人" in said


def test_a_fault_of_the_machine_is_not_a_fault_of_the_person() -> None:
    problem = EnvironmentProblem("disk_full", "磁盘空间不足。")
    assert isinstance(problem, YizhanError)
    assert not isinstance(problem, UserError)
    assert problem.retryable
    assert str(problem) == "磁盘空间不足。"


def test_cancelling_is_no_bug() -> None:
    assert isinstance(Cancelled(), UserError)
    assert "没有保存" in Cancelled().message
