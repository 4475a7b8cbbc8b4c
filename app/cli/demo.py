"""The demonstration day, and filling a centre for measuring."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from app.cli.base import Desk, pass_desk
from app.core.errors import UserError
from app.core.numbers import counted
from app.wiring import open_centre


@click.command("demo-day")
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="放 PDF 和上报包的文件夹"
)
@pass_desk
def demo_day(desk: Desk, out: Path) -> None:
    """不开窗口，演示一天：签到、就餐、核对、打印、上报、回执。"""
    from app.demo.day import play_day

    app = open_centre(desk.data)
    try:
        if not app.settings.centre().demo:
            raise UserError("not_demo", "这不是演示中心，不能播放演示。请用 init --demo 另建一个。")
        day = play_day(app, out.absolute())
    finally:
        app.close()
    result = {key: str(value) if isinstance(value, Path) else value
              for key, value in vars(day).items()}  # fmt: skip
    desk.show(
        result,
        f"演示完成：签到 {day.present} 人，就餐 {day.meals} 人次",
        f"签到花名册  {day.roster}",
        f"上报包      {day.bundle}",
        f"签名回执    {day.receipt}（已确认到 {day.high_water}，等待 {day.waiting}）",
    )


@click.group()
def bench() -> None:
    """测量用的数据。"""


@bench.command("seed")
@click.option("--members", "count", type=int, required=True, help="人数")
@click.option("--days", type=int, required=True, help="往前的天数")
@pass_desk
def seed(desk: Desk, count: int, days: int) -> None:
    """往空的中心里装入虚构的人和历史。"""
    from app.core.clock import today
    from app.demo.people import invented_members
    from app.services.seeding import Seeding

    with desk.opened(write=True) as (app, actor):
        if app.members.count(actor):
            raise UserError("not_empty", "这个中心已有老人，不能装入测量数据。请用新的文件夹。")
        now = today(app.clock)
        seeding = Seeding(app.db)
        seeding.members(list(invented_members(count, now)), actor)
        rows = seeding.days([now - dt.timedelta(days=n) for n in range(days, 0, -1)], actor)
    desk.show(
        {"members": count, "rows": rows}, f"已装入 {counted(count)} 人，{counted(rows)} 条记录"
    )


COMMANDS = {"demo-day": demo_day, "bench": bench}
