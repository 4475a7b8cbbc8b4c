"""Chinese for what click says by itself: help pages and wrong use."""

from __future__ import annotations

from collections.abc import Iterable

import click

HEADINGS = {"Options": "选项", "Commands": "命令", "Arguments": "参数"}
TEXTS = {
    "Show this message and exit.": "显示这份说明。",
    "Show the version and exit.": "显示版本。",
    "[required]": "[必填]",
    "[default: ": "[默认：",
}


class ChineseHelp(click.HelpFormatter):
    """A help page with Chinese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The first line."""
        super().write_usage(prog, args, "用法：")

    def write_heading(self, heading: str) -> None:
        """选项 or 命令."""
        self.write(f"{'':>{self.current_indent}}{HEADINGS.get(heading, heading)}：\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: int, **more: int) -> None:
        """The table of options or commands."""
        super().write_dl([(name, _chinese(text)) for name, text in rows], *args, **more)


class ChineseContext(click.Context):
    """A context whose help page is Chinese."""

    formatter_class = ChineseHelp


def speak_chinese(command: click.Command) -> click.Command:
    """Make ``command`` and all below it answer in Chinese; gives it back."""
    command.context_class = ChineseContext
    for below in getattr(command, "commands", {}).values():
        speak_chinese(below)
    return command


def wrong_use(problem: click.UsageError) -> str:
    """What was wrong about the command line, and where to read how it goes."""
    context = problem.ctx
    path = context.command_path if context else "yizhan"
    return f"用法不对：{_what(problem)}\n写法见：{path} --help"


def _what(problem: click.UsageError) -> str:
    param = getattr(problem, "param", None)
    name = param.get_error_hint(problem.ctx) if param and problem.ctx else ""
    if isinstance(problem, click.MissingParameter):
        return f"缺少 {name}。"
    if isinstance(problem, click.NoSuchOption):
        return f"没有选项 {problem.option_name}。"
    if isinstance(problem, click.BadParameter):
        choices = getattr(param.type, "choices", ()) if param else ()
        allowed = "、".join(map(str, choices))
        return f"{name} 的值不对" + (f"，可以是：{allowed}。" if allowed else "。")
    if isinstance(problem, click.exceptions.NoSuchCommand):
        return f"没有命令 {problem.command_name}。"
    if isinstance(problem, click.BadOptionUsage):
        return f"选项 {problem.option_name} 用得不对。"
    text = problem.format_message()
    if text.startswith("Got unexpected extra"):
        return f"多出了 {text.partition('(')[2].rpartition(')')[0]}。"
    return text


def _chinese(text: str) -> str:
    for english, chinese in TEXTS.items():
        text = text.replace(english, chinese)
    return text
