"""Verbs of the group ``members`` about whole files: imports taken back, duplicates, merging."""

from __future__ import annotations

import dataclasses

import click

from app.cli.base import Desk, pass_desk
from app.core.numbers import counted


@click.command("imports")
@pass_desk
def imports(desk: Desk) -> None:
    """导入记录：每次导入的文件、时间、人数，撤销时要用的编号。"""
    with desk.opened(write=False) as (app, actor):
        rows = app.import_runs.all(actor)
    desk.show(
        [dataclasses.asdict(row) for row in rows],
        *(
            f"{r.uid}  {r.at}  {r.by}  新增 {counted(r.added)}，更新 {counted(r.updated)}"
            f"{'，已撤销' if r.undone_at else ''}  {r.file_name}"
            for r in rows
        ),
    )


@click.command("undo-import")
@click.argument("uid")
@click.option("--reason", required=True, help="为什么撤销，记入审计日志")
@pass_desk
def undo_import(desk: Desk, uid: str, reason: str) -> None:
    """撤销一次导入。

    UID 见 members imports。名单里的人已经签到、就餐、评估或改过档案时不能撤销。
    """
    with desk.opened(write=True) as (app, actor):
        done = app.import_runs.undo(uid, reason, actor)
    desk.show(
        dataclasses.asdict(done),
        f"已撤销“{done.file_name}”的导入：撤下 {counted(done.removed)} 人，"
        f"恢复 {counted(done.restored)} 人的资料"
        + (f"，重新打开 {counted(done.reopened)} 条待办" if done.reopened else ""),
    )


@click.command("duplicates")
@pass_desk
def duplicates(desk: Desk) -> None:
    """疑似重复的档案，最可能的在前（号码打码）。"""
    with desk.opened(write=False) as (app, actor):
        pairs = app.duplicates.proposals(actor)
    desk.show(
        [dataclasses.asdict(pair) for pair in pairs],
        *(
            f"{p.first.member_no} {p.first.name} {p.first.birth_date} {p.first.id_masked}"
            f"  ↔  {p.second.member_no} {p.second.name} {p.second.birth_date}"
            f" {p.second.id_masked}  {'；'.join(p.reasons)}"
            for p in pairs
        ),
    )


@click.command("merge")
@click.argument("keep")
@click.argument("merge")
@click.option("--reason", required=True, help="为什么是同一人，记入审计日志")
@pass_desk
def merge(desk: Desk, keep: str, merge: str, reason: str) -> None:
    """把 MERGE 的档案并入 KEEP，签到、就餐、卡等一并转过去。

    KEEP 和 MERGE 是会员号、卡号、证件号、手机尾号或不重名的姓名。
    两边都有的资料以 KEEP 为准，空的用 MERGE 的补上。
    """
    with desk.opened(write=True) as (app, actor):
        kept, merged = (app.members.who(one, actor).uid for one in (keep, merge))
        done = app.merging.merge(kept, merged, {}, reason, actor)
    desk.show(
        dataclasses.asdict(done),
        f"已把会员号 {done.merged_no} 并入{done.kept_name}，转移 {counted(done.moved)} 条记录"
        f"（撤销用 members unmerge {done.uid}）",
    )


@click.command("unmerge")
@click.argument("uid")
@click.option("--reason", required=True, help="为什么撤销，记入审计日志")
@pass_desk
def unmerge(desk: Desk, uid: str, reason: str) -> None:
    """撤销一次合并；UID 是合并的编号，或被并入的那份档案的编号。"""
    with desk.opened(write=True) as (app, actor):
        revived = app.merging.undo(uid, reason, actor)
        file = app.members.file(revived, actor)
    desk.show(
        {"uid": revived, "member_no": file.member_no},
        f"已撤销合并：{file.values['name']}（会员号 {file.member_no}）的档案恢复了",
    )


VERBS = (imports, undo_import, duplicates, merge, unmerge)
"""What `app.cli.members` adds to its group."""
