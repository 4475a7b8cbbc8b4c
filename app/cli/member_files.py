"""Verbs of the group ``members`` about whole files: imports taken back, duplicates, merging."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from app.cli.base import Desk, note, pass_desk
from app.core.canonical import digest
from app.core.errors import UserError
from app.core.numbers import counted

if TYPE_CHECKING:
    from app.services.merging.types import MergePreview

TOKEN = 12
"""Digits of what `merge --seen` takes: enough to notice a change, short enough to be typed."""


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
@click.option("--reason", default="", help="为什么是同一人，记入审计日志；合并时必填")
@click.option("--dry-run", is_flag=True, help="只看结果和核对码，不保存")
@click.option("--seen", default="", help="--dry-run 给出的核对码；档案后来改过就不合并")
@click.option("--yes", is_flag=True, help="不再询问")
@pass_desk
def merge(
    desk: Desk, keep: str, merge: str, reason: str, dry_run: bool, seen: str, yes: bool
) -> None:
    """把 MERGE 的档案并入 KEEP，签到、就餐、卡等一并转过去。

    KEEP 和 MERGE 是会员号、卡号、证件号、手机尾号或不重名的姓名。
    两边都有的资料以 KEEP 为准，空的用 MERGE 的补上。

    先加 --dry-run 看一遍，合并时用 --seen 带上它给出的核对码；不带核对码时先说明会怎样，
    再询问，或加 --yes。
    """
    with desk.opened(write=not dry_run) as (app, actor):
        kept, merged = (app.members.who(one, actor).uid for one in (keep, merge))
        plan = app.merging.preview(kept, merged, actor)
        if dry_run:
            desk.show(_plan_json(plan), *_plan(plan), f"核对码：{_token(plan)}")
            return
        if not reason.strip():
            raise click.UsageError("请用 --reason 写明为什么是同一人。")
        if seen and seen.strip().lower() != _token(plan):
            raise UserError(
                "changed_meanwhile",
                "核对码与这两份档案现在的内容不符，还没有合并：核对以后档案改过，或 KEEP、MERGE"
                "换了人或次序。请用 --dry-run 重新核对。",
            )
        if not seen:
            for line in _plan(plan):
                note(line)
            if not yes:
                click.confirm("按上面的结果合并吗？", abort=True, err=True)
        both = plan.kept.seen, plan.merged.seen
        done = app.merging.merge(kept, merged, {}, reason, actor, both)
    desk.show(
        dataclasses.asdict(done),
        f"已把会员号 {done.merged_no} 并入{done.kept_name}，转移 {counted(done.moved)} 条记录"
        f"（撤销用 members unmerge {done.uid}）",
        *done.notes,
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


def _token(plan: MergePreview) -> str:
    """A short name for all that a person decides about, of both files and which of them stays."""
    return digest(f"{plan.kept.seen} {plan.merged.seen}".encode())[:TOKEN]


def _plan(plan: MergePreview) -> Iterator[str]:
    """What a merge would do, numbers masked."""
    kept, merged = plan.kept, plan.merged
    yield f"{merged.name}（会员号 {merged.member_no}）并入{kept.name}（会员号 {kept.member_no}）"
    for field in plan.fields:
        if not field.same:
            stays = {"kept": field.kept, "merged": field.merged}.get(field.wins, field.both)
            by = "（由证件号得出）" if field.by_document else ""
            both = f"{field.kept or '空'} / {field.merged or '空'}"
            yield f"{field.label}：{both} → {stays or '空'}{by}"
    for move in plan.moves:
        repeats = f"，其中 {counted(move.clashes)} 条重复，留作历史" if move.clashes else ""
        yield f"转移{move.word} {counted(move.rows)} 条{repeats}"
    yield from plan.notes


def _plan_json(plan: MergePreview) -> dict[str, Any]:
    return {
        "kept_no": plan.kept.member_no, "merged_no": plan.merged.member_no, "seen": _token(plan),
        "fields": [dataclasses.asdict(field) for field in plan.fields if not field.same],
        "moves": [dataclasses.asdict(move) for move in plan.moves], "notes": list(plan.notes),
    }  # fmt: skip


VERBS = (imports, undo_import, duplicates, merge, unmerge)
"""What `app.cli.members` adds to its group."""
