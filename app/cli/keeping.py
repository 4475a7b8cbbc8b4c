"""Keeping data safe: backup, audit, accounts."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import click

from app.cli.base import Desk, note, pass_desk
from app.core.clock import local
from app.core.errors import UserError
from app.core.numbers import counted
from app.services.rights import Role

FILE = click.Path(path_type=Path)


@click.group()
def backup() -> None:
    """备份与恢复。"""


@backup.command("make")
@click.argument("file", type=FILE)
@pass_desk
def backup_make(desk: Desk, file: Path) -> None:
    """做一份核验过的备份 FILE；窗口开着也可以，但那时不记入审计日志。"""
    from app.db.lock import FolderInUse

    try:
        with desk.opened(write=True) as (app, actor):
            info = app.make_backup(file, actor)
    except FolderInUse:
        with desk.opened(write=False) as (app, actor):
            info = app.make_backup(file, actor)
        note(
            "提示：窗口正开着，这份备份没有记入审计日志，也不更新“最近一次备份”；"
            "需要留痕时请在窗口的 设置 → 备份 里做。"
        )
    desk.show(dataclasses.asdict(info), f"备份已核验：{file}（{counted(info.size // 1024)} KB）")


@backup.command("verify")
@click.argument("file", type=FILE)
@click.option("--phrase", default="", help="恢复口令；给出时也打开内容核对")
@pass_desk
def backup_verify(desk: Desk, file: Path, phrase: str) -> None:
    """核对备份 FILE 的每一个字节。"""
    from app.db.backup import verify_backup
    from app.wiring import backup_key

    info = verify_backup(file, backup_key(file, phrase, needed=False))
    desk.show(
        dataclasses.asdict(info),
        f"备份完好：{info.made_at}，{counted(sum(info.counts.values()))} 行",
    )


@backup.command("restore")
@click.argument("file", type=FILE)
@click.option("--to", "target", type=FILE, required=True, help="恢复到哪个数据文件夹")
@click.option("--phrase", default="", help="恢复口令")
@pass_desk
def backup_restore(desk: Desk, file: Path, target: Path, phrase: str) -> None:
    """恢复备份 FILE；原有数据先移到旁边的文件夹。

    目标文件夹里的中心已设账号时，要加 --user 有备份权限的账号，或给出那个中心的恢复口令。
    """
    from app.wiring import restore_centre

    aside = restore_centre(file, target.absolute(), phrase, desk.actor if desk.user else None)
    result = {"restored": str(target), "set_aside": str(aside) if aside else None}
    words = f"，原来的数据在 {aside}" if aside else ""
    desk.show(result, f"已恢复到 {target}{words}")


@click.group()
def audit() -> None:
    """审计日志。"""


@audit.command("verify")
@pass_desk
def audit_verify(desk: Desk) -> None:
    """核对审计链和每一行数据。"""
    with desk.opened(write=False) as (app, actor):
        report = app.audit.verify(actor)
    desk.show(
        {**dataclasses.asdict(report), "sound": report.sound},
        f"审计事件 {counted(report.events)} 条，数据 {counted(report.rows)} 行，"
        + ("没有发现问题" if report.sound else f"发现 {len(report.problems)} 处问题"),
        *report.problems,
    )
    if not report.sound:
        raise UserError("audit_broken", "数据在系统外被改动过，见上面的清单。请联系系统管理员。")


@audit.command("show")
@click.option("--limit", default=50, show_default=True, help="最多几条")
@click.option("--before", default=0, help="只看这个号以前的，用来往前翻")
@pass_desk
def audit_show(desk: Desk, limit: int, before: int) -> None:
    """最近的审计事件；再往前的用 --before 加上最后一条的号。"""
    from app.services.audit import action_words, entity_words

    with desk.opened(write=False) as (app, actor):
        rows = app.audit.show(actor, before=before, limit=limit)
    desk.show(
        [dataclasses.asdict(row) for row in rows],
        *(
            f"{r.id}  {_wall_clock(r.at)}  {r.actor_name}  {action_words(r.action, r.entity)}"
            f"  {entity_words(r.entity)}  {r.subject}  {r.reason}".rstrip()
            for r in rows
        ),
    )


def _wall_clock(utc: str) -> str:
    return local(dt.datetime.fromisoformat(utc)).strftime("%Y-%m-%d %H:%M:%S")


@click.group()
def accounts() -> None:
    """账号。"""


@accounts.command("add")
@click.argument("username")
@click.option("--name", required=True, help="姓名")
@click.option("--role", type=click.Choice([r.value for r in Role]), required=True,
              help="前台、中心负责人或系统管理")  # fmt: skip
@click.password_option("--password", prompt="新账号的密码", help="不写就按提示输入")
@pass_desk
def accounts_add(desk: Desk, username: str, name: str, role: str, password: str) -> None:
    """新建账号 USERNAME；第一个账号一定是系统管理。"""
    with desk.opened(write=True) as (app, actor):
        if app.accounts.any_exist():
            app.accounts.create(username, name, Role(role), password, actor)
        elif role != Role.ADMINISTRATOR.value:
            raise UserError("first_administrator", "第一个账号必须是系统管理（administrator）。")
        else:
            app.accounts.create_first(username, name, password)
    desk.show({"username": username, "role": role}, f"已新建账号 {username}")


@accounts.command("list")
@pass_desk
def accounts_list(desk: Desk) -> None:
    """现有账号。"""
    with desk.opened(write=False) as (app, _):
        rows = app.accounts.listed()
    desk.show(
        [dataclasses.asdict(row) for row in rows],
        *(f"{r.username}  {r.display_name}  {r.role.label}" for r in rows),
    )


COMMANDS = {"backup": backup, "audit": audit, "accounts": accounts}
