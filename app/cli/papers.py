"""Printing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.base import Desk, pass_desk
from app.core.errors import EnvironmentProblem, UserError, YizhanError

if TYPE_CHECKING:
    from app.printing.form import Form
    from app.services.rights import Actor
    from app.wiring import Application

NUMBER = re.compile(r"[A-Z]{2}-\d{8}-\d{3,}")
"""A document's number, such as ``QD-20201029-003``."""


TAKES = {"date": "--date 日期", "month": "--month 月份", "member": "--member 谁", "none": ""}
ALSO = {
    "kind": "[--kind 种类]", "assessment": "[--assessment 编号或日期]",
    "compare": "[--compare 编号或日期]", "full": "[--full --reason 用途]",
}  # fmt: skip
"""Parameters of forms as the list shows them."""


@click.command("print")
@click.argument("form")
@click.option("--date", default="", help="日期")
@click.option("--month", default="", help="月份")
@click.option("--member", default="", help="会员号、卡号或姓名")
@click.option("--kind", default="", help="同意书的种类，如 face 或“助餐”")
@click.option("--assessment", default="", help="评估编号或日期，不写就是最近一份")
@click.option("--compare", default="", help="和哪一份评估对比：编号或日期，不写就是前一份")
@click.option("--full", is_flag=True, help="印完整的证件号和电话，需要权限")
@click.option("--reason", default="", help="完整号码的用途，印在纸上并记入审计日志")
@click.option("--out", type=click.Path(path_type=Path), default=None, help="保存为 PDF")
@pass_desk
def print_form(desk: Desk, /, form: str, full: bool, out: Path | None, **given: str) -> None:
    """把表单 FORM 打印为 PDF 并归档；print list 列出所有表单和各要什么。

    FORM 写成文件编号（如 QD-20201029-003）时，取出当时归档的那一份，一字不差。
    证件号和电话默认打码。
    """
    from app.printing.registry import FORMS, find

    if form == "list":
        rows = [
            {"name": f.name, "title": f.title, "takes": f.takes, "usage": _usage(f)} for f in FORMS
        ]
        desk.show(rows, *(f"{r['name']}  {r['title']}  {r['usage']}".rstrip() for r in rows))
        return
    if NUMBER.fullmatch(form):
        _print_again(desk, form, given["reason"], _named(out))
        return
    if given["reason"] and not full:
        raise click.UsageError("--reason 和 --full 一起写。")
    found = find(form)
    given["date"] = _iso(given["date"])
    params = {key: text for key, text in given.items() if text} | ({"full": "1"} if full else {})
    _print_new(desk, found, params, _named(out))


def _usage(form: Form[Any]) -> str:
    """``--member 谁 [--kind 种类]``: what must and what may be said."""
    takes = f"{TAKES[form.takes]}[,谁…]" if form.several else TAKES[form.takes]
    return " ".join(word for word in (takes, *(ALSO.get(key, "") for key in form.also)) if word)


def _named(out: Path | None) -> Path:
    if out is None:
        raise click.UsageError("请用 --out 指定 PDF 文件。")
    return out


def _print_new(desk: Desk, form: Form[Any], params: dict[str, str], out: Path) -> None:
    from app.core.files import replacing

    form.check(params)
    number = ""
    try:
        # A place that cannot be written is found before the document gets its number.
        with desk.opened(write=True) as (app, actor):
            with replacing(out) as file:
                printed = app.printing.make(form.name, _with_uids(app, params, actor), actor)
                number = printed.number
                file.write(printed.pdf)
            app.documents.saved([number], actor)
    except YizhanError as problem:
        if not number:
            raise
        kind = EnvironmentProblem if isinstance(problem, EnvironmentProblem) else UserError
        again = " --reason 用途" if params.get("full") else ""
        raise kind(
            problem.code,
            f"{problem.message}文件已经归档，编号 {number}；"
            f"换个位置用 yizhan print {number}{again} --out 文件名 取出，不用重新打印。",
        ) from problem
    _say(desk, number, printed.title, printed.pages, printed.sha256, out)


def _with_uids(app: Application, params: dict[str, str], actor: Actor) -> dict[str, str]:
    """The people that ``--member`` means, as the forms take them, several with commas between;
    and which assessments ``--assessment`` and ``--compare`` mean."""
    if "member" not in params:
        return params
    people = re.split("[,，]", params["member"])
    uids = [app.members.who(one.strip(), actor).uid for one in people]
    found = {**params, "member": ",".join(uids)}
    for key in ("assessment", "compare"):
        if text := params.get(key):
            found[key] = app.assessments.which(uids[0], text, actor)
    return found


def _print_again(desk: Desk, number: str, reason: str, out: Path) -> None:
    """The filed bytes once more; that somebody took them out is in the audit."""
    from app.core.files import replacing
    from app.printing.form import FULL_WORDS
    from app.printing.registry import FORMS

    with desk.opened(write=True) as (app, actor), replacing(out) as file:
        filed = app.documents.again(number, actor, reason)
        file.write(filed.pdf)
    # A table printed from the screen is filed too, but is no form of the list.
    title = next((form.title for form in FORMS if form.name == filed.form), "列表")
    title = f"{title}（{FULL_WORDS}）" if filed.full else title
    _say(desk, number, title, filed.pages, filed.sha256, out)


def _say(desk: Desk, number: str, title: str, pages: int, sha256: str, out: Path) -> None:
    result = {"number": number, "pages": pages, "sha256": sha256, "file": str(out)}
    desk.show(result, f"{title} {number}，{pages} 页：{out}")


def _iso(text: str) -> str:
    from app.core.clock import SystemClock, today
    from app.core.dates import parse_date

    return parse_date(text, today(SystemClock())).isoformat() if text else ""


COMMANDS = {"print": print_form}
