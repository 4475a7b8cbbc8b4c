"""Verbs of the centre's day: set up, attendance, meals, terminals."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.base import Desk, note, pass_desk
from app.core.clock import SystemClock, local, today
from app.core.codes import MealSlot, Method
from app.core.dates import parse_date
from app.core.errors import UserError
from app.core.numbers import counted

if TYPE_CHECKING:
    from app.services.rights import Actor
    from app.wiring import Application

FILE = click.Path(path_type=Path)


def _date(text: str) -> dt.date:
    return parse_date(text, today(SystemClock()))


@click.command("init")
@click.option("--centre-code", default="", help="中心编码，九位数字，如 330105001")
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
        moment = _moment(at)
        uid = _person(app, who, moment.date() if moment else None, actor)
        command = CheckIn(uid, moment, Method(method), why)
        result = app.attendance.check_in(command, actor)
    if result.refusal:
        raise UserError("away", f"{result.name}未签到：{result.refusal}")
    words = {"checked_in": "签到成功", "already": "已签到"}
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
        f"{day.date} 签到 {counted(day.present)} 人",
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
        on = _date(date) if date else None
        uid = _person(app, who, on, actor)
        result = app.meals.serve(ServeMeal(uid, MealSlot(slot), on, note=why), actor)
    if result.refusal:
        raise UserError("away", f"{result.name}未登记：{result.refusal}")
    words = {"served": "已登记", "already": "已就餐"}
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
        f"{_date(date)} 就餐 {counted(len(rows))} 人次",
        *(f"{r.served_at}  {r.slot_label}  {r.name}  {r.method_label}" for r in rows),
    )


@click.group()
def terminals() -> None:
    """人脸终端。"""


@terminals.command("import")
@click.argument("file", type=FILE)
@click.option("--device", required=True, help="设备号，人脸机菜单里的编号")
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
        f"共 {counted(found.lines)} 行：保存 {counted(found.stored)}，"
        f"重复 {counted(found.repeats)}，"
        f"读不出 {counted(found.unreadable)}，时间不可信 {counted(found.implausible)}",
    )


@terminals.command("list")
@pass_desk
def terminals_list(desk: Desk) -> None:
    """已知的终端。"""
    with desk.opened(write=False) as (app, actor):
        rows = app.face_checks.terminals(actor)
    desk.show(
        [dataclasses.asdict(row) for row in rows],
        *(f"{r.device_no}  {r.name}  {counted(r.checks)} 条  最近 {r.last_check}" for r in rows),
    )


@terminals.command("link")
@click.argument("pin")
@click.argument("who")
@pass_desk
def terminals_link(desk: Desk, pin: str, who: str) -> None:
    """把人脸机编号 PIN 关联到老人 WHO，以前的记录一并生效。

    WHO 是会员号、卡号、证件号、手机尾号或不重名的姓名。
    """
    with desk.opened(write=True) as (app, actor):
        hit = app.members.who(who, actor)
        added = app.face_checks.link_pin(pin, hit.uid, actor)
        before = app.face_checks.days_before_joining(hit.uid, actor)
    early = f"，其中终端签到有 {counted(before)} 天在入会日期以前，请核对" if before else ""
    desk.show(
        {"pin": pin, "added": added, "before_joining": before},
        f"人脸机编号 {pin} 已关联，补上签到 {added} 天{early}",
    )


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
        note("有人脸机编号还没有对应老人，见待办。")
    desk.show(
        {**dataclasses.asdict(found), "first_check": first},
        f"记录 {counted(found.checks)} 条，匹配 {counted(found.matched)}，"
        f"未匹配 {counted(found.unmatched)}，"
        f"到场 {counted(found.people)} 人，新增签到 {counted(found.added)}",
    )


def _person(app: Application, who: str, on: dt.date | None, actor: Actor) -> str:
    """Uid of ``who`` on a date (None: today): also by a card that was theirs then.

    Raises ``ended_card`` for one that was not valid any more, and as `Members.who`.
    """
    app.cards.refuse_ended(who, actor, on)
    held = app.cards.holder(who, on, actor) if on else ""
    return held or app.members.who(who, actor).uid


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
    "attendance": attendance,
    "meals": meals,
    "terminals": terminals,
    "reconcile": reconcile,
}
