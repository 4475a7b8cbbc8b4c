"""Printing."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.base import Desk, pass_desk


@click.command("print")
@click.argument("form")
@click.option("--date", default="", help="日期")
@click.option("--month", default="", help="月份")
@click.option("--member", default="", help="会员号、卡号或姓名")
@click.option("--out", type=click.Path(path_type=Path), default=None, help="保存为 PDF")
@pass_desk
def print_form(desk: Desk, form: str, date: str, month: str, member: str, out: Path | None) -> None:
    """把表单 FORM 打印为 PDF 并归档；print list 列出所有表单。"""
    from app.core.files import replacing
    from app.printing.registry import FORMS, find

    if form == "list":
        rows = [{"name": f.name, "title": f.title, "takes": f.takes} for f in FORMS]
        desk.show(rows, *(f"{r['name']}  {r['title']}" for r in rows))
        return
    found = find(form)
    if out is None:
        raise click.UsageError("请用 --out 指定 PDF 文件。")
    given = {"date": _iso(date), "month": month, "member": member}
    params: dict[str, str] = {k: v for k, v in given.items() if v and k == found.takes}
    # A place that cannot be written is found before the document gets its number.
    with desk.opened(write=True) as (app, actor), replacing(out) as file:
        printed = app.printing.make(form, params, actor)
        file.write(printed.pdf)
    result = {
        "number": printed.number, "pages": printed.pages, "sha256": printed.sha256,
        "file": str(out),
    }  # fmt: skip
    desk.show(result, f"{printed.title} {printed.number}，{printed.pages} 页：{out}")


def _iso(text: str) -> str:
    from app.core.clock import SystemClock, today
    from app.core.dates import parse_date

    return parse_date(text, today(SystemClock())).isoformat() if text else ""


COMMANDS = {"print": print_form}
