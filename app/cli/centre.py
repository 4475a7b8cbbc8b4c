"""Verbs of the centre's day: set up, members, attendance, meals, terminals."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from app.cli.base import Desk, note, pass_desk
from app.core.clock import SystemClock, local, today
from app.core.codes import MealSlot, Method
from app.core.dates import parse_date
from app.core.errors import UserError

FILE = click.Path(path_type=Path)


def _date(text: str) -> dt.date:
    return parse_date(text, today(SystemClock()))


@click.command("init")
@click.option("--centre-code", default="", help="中心编码，如 330105001")
@click.option("--centre-name", default="", help="中心名称")
@click.option("--demo", is_flag=True, help="建立带演示数据的演示中心")
@pass_desk
def init(desk: Desk, centre_code: str, centre_name: str, demo: bool) -> None:
    """设立一个新的中心，并显示一次恢复口令。"""
    if demo:
        from app.demo.centre import build_demo

        app, phrase = build_demo(desk.data)
    else:
        from app.wiring import create_centre

        app, phrase = create_centre(desk.data, centre_code, centre_name)
    app.close()
    result = {"data": str(desk.data), "recovery_phrase": phrase}
    desk.show(
        result, f"已设立：{desk.data}", f"恢复口令（请抄下并妥善保管，只显示这一次）：{phrase}"
    )


@click.group()
def members() -> None:
    """老人名单。"""


@members.command("import")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="只看结果，不保存")
@click.option("--rejected", type=FILE, default=None, help="把没有导入的行另存为 xlsx")
@pass_desk
def members_import(desk: Desk, file: Path, dry_run: bool, rejected: Path | None) -> None:
    """导入名单 FILE（xlsx、xls、csv）。

    表头自动识别；已登记的人不会重复导入。先加 --dry-run 看一遍再正式导入。
    """
    # Rows that leave as a file are in the audit, so that also a dry run writes then.
    with desk.opened(write=not dry_run or rejected is not None) as (app, actor):
        if dry_run or rejected is not None:
            # The rejected rows are saved first: when that fails, nothing has been imported.
            report = app.imports.preview(file, actor)
        if rejected is not None:
            app.save_rejected(report, rejected, actor)
        if not dry_run:
            report = app.imports.run(file, actor)
    words = "（试运行，没有保存）" if dry_run else ""
    desk.show(
        report.as_json(),
        f"共 {report.rows} 行{words}：新增 {report.added}，已登记 {report.duplicates}，"
        f"不能导入 {report.rejected}，提醒 {report.warnings}",
    )


@members.command("export")
@click.argument("file", type=FILE)
@pass_desk
def members_export(desk: Desk, file: Path) -> None:
    """把名单导出为 xlsx 文件 FILE（证件号和电话打码）。"""
    with desk.opened(write=True) as (app, actor):
        count = app.export_members(file, actor)
    desk.show({"rows": count, "file": str(file)}, f"已导出 {count} 人：{file}")


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
    desk.show(
        {**dataclasses.asdict(file), "values": dict(file.values)},
        f"会员号：{file.member_no}",
        f"卡号：{file.card or '无'}",
        f"终端编号：{'、'.join(file.pins) or '无'}",
        *(f"{label}：{text}" for label, text in _in_words(file.values)),
    )


def _in_words(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The filled-in fields of a file as a form names them."""
    from app.services.imports.columns import LABELS
    from app.services.members.types import ability_text, sex_text

    words = {
        **values,
        "sex": sex_text(values["sex"]),
        "ability": ability_text(values["ability_level"], values["self_care"]),
    }
    return [(label, str(words[key])) for key, label in LABELS.items() if words.get(key)]


@click.group()
def attendance() -> None:
    """签到。"""


@attendance.command("check-in")
@click.argument("who")
@click.option("--at", default="", help="时间，如 2020-10-29T08:31；不写就是现在")
@click.option(
    "--method", type=click.Choice([m.value for m in Method]), default="manual", help="签到方式"
)
@click.option("--note", "why", default="", help="补记的原因")
@pass_desk
def check_in(desk: Desk, who: str, at: str, method: str, why: str) -> None:
    """给一位老人签到，一天一次；补记以前的要写原因。

    WHO 是会员号、卡号、证件号、手机尾号或不重名的姓名。
    """
    from app.services.attendance import CheckIn

    with desk.opened(write=True) as (app, actor):
        hit = app.members.who(who, actor)
        command = CheckIn(hit.uid, _moment(at), Method(method), why)
        result = app.attendance.check_in(command, actor)
    words = {"checked_in": "签到成功", "already": "已签到", "not_active": "已退出，未签到"}
    desk.show(
        dataclasses.asdict(result),
        f"{words.get(result.outcome, result.outcome)} {result.name} {result.arrived_at}",
    )


@attendance.command("day")
@click.argument("date")
@pass_desk
def attendance_day(desk: Desk, date: str) -> None:
    """一天的签到，按到达先后。

    DATE 可以写成 2020-10-29、1029、今天、-1。
    """
    with desk.opened(write=False) as (app, actor):
        day = app.attendance.day(_date(date), actor)
        first = app.face_checks.first_check(day.date, actor)
    keys = ("name", "arrived_at", "method", "community", "uid")
    people = [{key: getattr(row, key) for key in keys} for row in day.people]
    desk.show(
        {
            "date": day.date.isoformat(),
            "present": day.present,
            "first_check": first,
            "people": people,
        },
        f"{day.date} 签到 {day.present} 人",
        *(f"{r.arrived_at}  {r.name}  {r.method_label}  {r.community}" for r in day.people),
    )


@click.group()
def meals() -> None:
    """助餐。"""


@meals.command("serve")
@click.argument("who")
@click.option("--slot", type=click.Choice([s.value for s in MealSlot]), required=True, help="餐别")
@click.option("--date", default="", help="补记的日期；不写就是今天")
@click.option("--note", "why", default="", help="补记的原因")
@pass_desk
def meals_serve(desk: Desk, who: str, slot: str, date: str, why: str) -> None:
    """登记一餐，一人一天一餐别一次；补记以前的要写原因。

    WHO 是会员号、卡号、证件号、手机尾号或不重名的姓名。
    """
    from app.services.meals import ServeMeal

    with desk.opened(write=True) as (app, actor):
        hit = app.members.who(who, actor)
        on = _date(date) if date else None
        result = app.meals.serve(ServeMeal(hit.uid, MealSlot(slot), on, note=why), actor)
    words = {"served": "已登记", "already": "已就餐", "not_active": "已退出，未登记"}
    desk.show(
        dataclasses.asdict(result),
        f"{words.get(result.outcome, result.outcome)} {result.name} {result.slot.label} "
        f"{result.served_at}",
    )


@meals.command("day")
@click.argument("date")
@pass_desk
def meals_day(desk: Desk, date: str) -> None:
    """一天的就餐。"""
    with desk.opened(write=False) as (app, actor):
        rows = app.meals.day(_date(date), actor)
    desk.show(
        {"date": _date(date).isoformat(), "meals": [dataclasses.asdict(row) for row in rows]},
        f"{_date(date)} 就餐 {len(rows)} 人次",
        *(f"{r.served_at}  {r.slot_label}  {r.name}  {r.method_label}" for r in rows),
    )


@click.group()
def terminals() -> None:
    """人脸终端。"""


@terminals.command("import")
@click.argument("file", type=FILE)
@click.option("--device", required=True, help="终端编号")
@pass_desk
def terminals_import(desk: Desk, file: Path, device: str) -> None:
    """导入终端的 U 盘记录 FILE，如 1_attlog.dat。

    已导入过的记录不会重复；导入后用 reconcile 生成签到。
    """
    with desk.opened(write=True) as (app, actor):
        found = app.import_terminal_file(file, device, actor)
    result = dataclasses.asdict(found)
    result["dates"] = len(found.dates)
    desk.show(
        result,
        f"共 {found.lines} 行：保存 {found.stored}，重复 {found.repeats}，"
        f"读不出 {found.unreadable}，时间不可信 {found.implausible}",
    )


@terminals.command("list")
@pass_desk
def terminals_list(desk: Desk) -> None:
    """已知的终端。"""
    with desk.opened(write=False) as (app, actor):
        rows = app.face_checks.terminals(actor)
    desk.show(
        [dataclasses.asdict(row) for row in rows],
        *(f"{r.device_no}  {r.name}  {r.checks} 条  最近 {r.last_check}" for r in rows),
    )


@terminals.command("link")
@click.argument("pin")
@click.argument("who")
@pass_desk
def terminals_link(desk: Desk, pin: str, who: str) -> None:
    """把终端编号 PIN 关联到老人 WHO，以前的记录一并生效。

    WHO 是会员号、卡号、证件号、手机尾号或不重名的姓名。
    """
    with desk.opened(write=True) as (app, actor):
        hit = app.members.who(who, actor)
        added = app.face_checks.link_pin(pin, hit.uid, actor)
    desk.show({"pin": pin, "added": added}, f"终端编号 {pin} 已关联，补上签到 {added} 天")


@click.command("reconcile")
@click.argument("date")
@pass_desk
def reconcile(desk: Desk, date: str) -> None:
    """核对一天的终端记录并生成签到；可以重复做。

    DATE 可以写成 2020-10-29、1029、今天、-1。
    """
    with desk.opened(write=True) as (app, actor):
        found = app.face_checks.reconcile(_date(date), actor)
        first = app.face_checks.first_check(_date(date), actor)
    if found.unmatched:
        note("有终端编号还没有对应老人，见待办。")
    desk.show(
        {**dataclasses.asdict(found), "first_check": first},
        f"记录 {found.checks} 条，匹配 {found.matched}，未匹配 {found.unmatched}，"
        f"到场 {found.people} 人，新增签到 {found.added}",
    )


def _moment(text: str) -> dt.datetime | None:
    """Local time in Shanghai; a time with an offset is converted. Raises ``bad_time``."""
    if not text:
        return None
    try:
        moment = dt.datetime.fromisoformat(text)
        moment = local(moment) if moment.tzinfo else moment
    except (ValueError, OverflowError) as problem:
        raise UserError("bad_time", f"时间“{text}”看不懂，请写成 2020-10-29T08:31。") from problem
    if ":" not in text and not re.search(r"[T ]\d", text):
        raise UserError(
            "bad_time", f"“{text}”只有日期，没有几点几分。请写成 2020-10-29T08:31 这样。"
        )
    return moment


COMMANDS = {
    "init": init,
    "members": members,
    "attendance": attendance,
    "meals": meals,
    "terminals": terminals,
    "reconcile": reconcile,
}
