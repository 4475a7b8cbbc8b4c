"""Ability assessments on the command line: to look at."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import click

from app.cli.base import Desk, pass_desk

if TYPE_CHECKING:
    from app.services.assessments import AssessmentRow


@click.group()
def assessments() -> None:
    """老年人能力评估。"""


@assessments.command("show")
@click.argument("who")
@pass_desk
def show(desk: Desk, who: str) -> None:
    """一位老人的全部能力评估，新的在前。

    WHO 是会员号、卡号、证件号、手机尾号或不重名的姓名。更正过的评估列在更正后的那一份下面。
    """
    with desk.opened(write=False) as (app, actor):
        hit = app.members.who(who, actor)
        rows = app.assessments.of_member(hit.uid, actor)
    lines = [line for row in rows for line in _lines(row)]
    desk.show(
        [dataclasses.asdict(row) for row in rows],
        f"{hit.name} {hit.member_no} 共 {len(rows)} 份能力评估",
        *lines,
    )


def _lines(row: AssessmentRow) -> list[str]:
    return [_line(row), *(f"  更正前 {_line(one)}" for one in row.earlier)]


def _line(row: AssessmentRow) -> str:
    level = row.words if row.level is None else f"{row.level} 级 {row.words}"
    words = (
        row.assessed_on,
        row.standard,
        "草稿" if row.state == "draft" else f"{level}（已作废）" if row.state == "void" else level,
        row.other_score if row.total is None else f"{row.total} 分",
        _valid(row),
        row.number,
    )
    return "  ".join(word for word in words if word)


def _valid(row: AssessmentRow) -> str:
    if not row.valid_until:
        return ""
    return f"有效期至 {row.valid_until}{'（已过期）' if row.expired else ''}"


COMMANDS = {"assessments": assessments}
