"""Verbs of the group ``members``: lists in and out, finding, one file."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from app.cli.base import Desk, note, pass_desk
from app.cli.member_files import VERBS
from app.core.masking import mask_within
from app.core.numbers import counted

if TYPE_CHECKING:
    from app.services.imports.member_rows import MemberSheet
    from app.services.members.importing import MemberImports
    from app.services.rights import Actor

FILE = click.Path(path_type=Path)


@click.group()
def members() -> None:
    """老人名单。"""


@members.command("import")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="只看结果，不保存")
@click.option("--rejected", type=FILE, default=None, help="把没有导入的行另存为 xlsx")
@click.option("--update", is_flag=True, help="已登记的人资料不同时，采用名单里的新值")
@click.option("--sheet", default=None, help="导入哪一张工作表；不写就是第一张名单")
@pass_desk
def members_import(
    desk: Desk, file: Path, dry_run: bool, rejected: Path | None, update: bool, sheet: str | None
) -> None:
    """导入名单 FILE（xlsx、xls、csv）。

    表头自动识别；已登记的人不会重复导入。先加 --dry-run 看一遍再正式导入。
    """
    updates: Literal["all"] | None = "all" if update else None
    # Rows that leave as a file are in the audit, so that also a dry run writes then.
    with desk.opened(write=not dry_run or rejected is not None) as (app, actor):
        if dry_run or rejected is not None:
            # The rejected rows are saved first: when that fails, nothing has been imported.
            report = app.imports.preview(file, actor, updates=updates, sheet=sheet)
        if rejected is not None:
            app.save_rejected(report, rejected, actor)
        if not dry_run:
            report = app.imports.run(file, actor, updates=updates, sheet=sheet)
        others = _other_lists(app.imports, file, actor, report.sheet)
    if others:
        names = "、".join(f"{name}（{rows} 行）" for name, rows in others)
        note(f"这个文件里还有别的名单：{names}。要导入它们，请用 --sheet 指定工作表。")
    if report.sheet.columns.twice:
        note("表里有两组“姓名”和“身份证号”，只读了左边一组。")
    if report.sheet.columns is not report.sheet.recognised:
        note("各列按上次在窗口里改正的对应读取。")
    words = "（试运行，没有保存）" if dry_run else ""
    desk.show(
        report.as_json(),
        f"共 {counted(report.rows)} 行{words}：新增 {counted(report.added)}，"
        f"更新 {counted(report.updated)}，已登记 {counted(report.duplicates)}，"
        f"不能导入 {counted(report.rejected)}，提醒 {counted(report.warnings)}",
        *(f"提醒 {counted(rows)} 行：{words}" for rows, words in report.warned()),
        *report.notes,
    )


def _other_lists(
    imports: MemberImports, file: Path, actor: Actor, read: MemberSheet
) -> list[tuple[str, int]]:
    """The sheets of ``file`` that are lists too, with their number of rows."""
    if len(read.sheets) < 2:
        return []
    looked = imports.peek(file, actor, read.sheet)
    return [one for one in looked.lists if one[0] != read.sheet]


@members.command("export")
@click.argument("file", type=FILE)
@click.option("--profile", default="", help="导出方案的名称；不写就是第一个方案")
@click.option("--full", is_flag=True, help="导出完整的证件号和电话，需要权限")
@click.option("--reason", default="", help="为什么要完整号码，记入审计日志")
@click.option("--all", "everybody", is_flag=True, help="不在册的人也导出；不写就按方案的对象")
@pass_desk
def members_export(
    desk: Desk, file: Path, profile: str, full: bool, reason: str, everybody: bool
) -> None:
    """按导出方案把名单导出为 xlsx 文件 FILE，证件号和电话默认打码。

    只导出方案的对象，一般是在册的人；没有导出的人数会写出来。
    """
    from app.services.export_profiles import ExportList, Who
    from app.services.export_profiles.whom import counts_in_words as said

    with desk.opened(write=True) as (app, actor):
        who = Who.ALL if everybody else None
        done = app.exports.export(ExportList(file, profile, full=full, reason=reason, who=who),
                                  actor)  # fmt: skip
    if done.left_out:
        note(f"没有导出：{said(done.left_out)}。要一起导出，请加 --all。")
    if done.among:
        note(f"其中不在册：{said(done.among)}。")
    desk.show(
        {"rows": done.rows, "file": str(file), "who": done.who.label,
         "left_out": dict(done.left_out), "not_listed": dict(done.among)},
        f"已导出 {counted(done.rows)} 人（{done.who.label}）：{file}",
    )  # fmt: skip


@members.command("find")
@click.argument("text")
@pass_desk
def members_find(desk: Desk, text: str) -> None:
    """按姓名、拼音、首字母、尾号、卡号查找。"""
    with desk.opened(write=False) as (app, actor):
        found = app.members.find(text, 50, actor)
    desk.show(
        [dataclasses.asdict(hit) for hit in found],
        *(
            f"{h.member_no}  {h.name}  {h.sex}  {h.birth_year}  {h.community}  {h.id_masked}"
            for h in found
        ),
    )


@members.command("show")
@click.argument("who")
@pass_desk
def members_show(desk: Desk, who: str) -> None:
    """查看一位老人的档案（号码打码）。

    WHO 是会员号、卡号、证件号、手机尾号或不重名的姓名。
    """
    with desk.opened(write=False) as (app, actor):
        file = app.members.file(app.members.who(who, actor).uid, actor)
    values = {key: mask_within(v) if isinstance(v, str) else v for key, v in file.values.items()}
    desk.show(
        {**dataclasses.asdict(file), "values": values},
        f"会员号：{file.member_no}",
        f"卡号：{file.card or '无'}",
        f"人脸机编号：{'、'.join(file.pins) or '无'}",
        *(f"{label}：{text}" for label, text in _in_words(values)),
    )


def _in_words(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The filled-in fields of a file as a form names them."""
    from app.services.audit.fields import FIELDS
    from app.services.codes import shipped_table
    from app.services.imports.columns import LABELS
    from app.services.members.types import level_text, sex_text
    from app.services.merging.fields import DOCUMENTS

    words = {
        **values,
        "sex": sex_text(values["sex"]),
        "ability": level_text(values["ability_level"]),
        "id_type": DOCUMENTS.get(values["id_type"], ""),
    }
    for key in ("ethnic", "marital", "education"):
        names = {entry.code: entry.name for entry in shipped_table(key)}
        words[key] = names.get(values[key] or "", "")
    labels = {**LABELS, "self_care": FIELDS["self_care"]}
    return [(label, str(words[key])) for key, label in labels.items() if words.get(key)]


for _verb in VERBS:
    members.add_command(_verb)

COMMANDS = {"members": members}
