"""The root command and how refusals end."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import click
import platformdirs

from app import __version__
from app.cli.base import Desk, note
from app.cli.words import ChineseContext, speak_chinese, wrong_use
from app.core.errors import EnvironmentProblem, YizhanError

VERBS = {
    "init": "centre", "members": "members", "assessments": "assessments",
    "membership": "membership", "attendance": "centre", "meals": "centre",
    "terminals": "centre", "reconcile": "centre",
    "print": "papers", "backup": "keeping", "audit": "keeping", "sync": "upload",
    "district": "upload", "demo-day": "demo", "bench": "demo", "accounts": "keeping",
}  # fmt: skip
"""Verb → module; only the module of the verb in use is imported."""


class LazyGroup(click.Group):
    """Imports a verb's module when the verb is used."""

    context_class = ChineseContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Verbs in the order of a day."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb's command."""
        if cmd_name not in VERBS:
            return None
        import importlib

        module = importlib.import_module(f"app.cli.{VERBS[cmd_name]}")
        return speak_chinese(module.COMMANDS[cmd_name])


def default_folder() -> Path:
    """Where the centre's data lies unless ``--data`` or ``YIZHAN_DATA`` says otherwise."""
    named = os.environ.get("YIZHAN_DATA")
    return Path(named) if named else Path(platformdirs.user_data_dir("yizhan", appauthor=False))


@click.group(cls=LazyGroup, invoke_without_command=True)
@click.option("--data", type=click.Path(path_type=Path), default=None, help="中心数据文件夹")
@click.option("--json", "as_json", is_flag=True, help="结果输出为 JSON")
@click.option("--user", default="", help="以哪个账号操作")
@click.version_option(__version__, prog_name="yizhan")
@click.pass_context
def root(ctx: click.Context, data: Path | None, as_json: bool, user: str) -> None:
    """颐站：街道居家养老服务中心工作台。不带命令时打开窗口。"""
    ctx.obj = Desk((data or default_folder()).absolute(), as_json, user)
    if ctx.invoked_subcommand is None:
        from app.main import open_desktop

        ctx.exit(open_desktop(ctx.obj.data))


def invoke(arguments: list[str]) -> int:
    """Run ``arguments``; 0 done, 1 refused with a reason, 2 wrong use."""
    _never_fail_at_a_character()
    try:
        result = root.main(arguments, prog_name="yizhan", standalone_mode=False)
    except click.exceptions.Exit as end:
        return int(end.exit_code)
    except click.exceptions.NoArgsIsHelpError as wrong:
        note(wrong.format_message())
        return 2
    except click.UsageError as wrong:
        note(wrong_use(wrong))
        return 2
    except click.Abort:
        note("已中断。")
        return 1
    except EnvironmentProblem as problem:
        note(f"没有完成：{problem.message}")
        return 1
    except YizhanError as refusal:
        note(f"不能这样做：{refusal.message}")
        return 1
    return result if isinstance(result, int) else 0


def _never_fail_at_a_character() -> None:
    """A name that the console's code page lacks is shown by its number, the rest as it is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
