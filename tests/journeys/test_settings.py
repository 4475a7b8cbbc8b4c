"""What the person in charge does once a week: accounts, backup, the look through the log."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.conftest import PASSWORD
from tests.journeys.hand import Hand
from tests.journeys.pages import Frame, LockPage, SettingsPage


def test_a_new_clerk_gets_an_account_and_signs_in(at_work: Hand) -> None:
    hand, page, lock = at_work, SettingsPage(at_work), LockPage(at_work)
    page.go("设置")
    page.open("账号")
    hand.press("新建账号")
    sheet = page.sheet()
    hand.fill("姓名", "赵小燕", sheet)
    hand.fill("账号", "zhaoxiaoyan", sheet)
    roles = hand.choices("角色", sheet)
    hand.choose("角色", next(one for one in roles if one.startswith("前台")), sheet)
    hand.fill("新密码", "kurz", sheet)
    hand.keys("Ctrl+S")
    hand.wait_for("密码至少 8 位。", "请再输入一次新密码。")
    hand.fill("新密码", PASSWORD[::-1], sheet)
    hand.fill("再输入一次新密码", PASSWORD[::-1], sheet)
    hand.keys("Ctrl+S")
    hand.wait_for("已新建账号 zhaoxiaoyan。", "共 3 个账号")
    hand.keys("Ctrl+L")
    lock.sign_in(PASSWORD[::-1], "赵小燕（前台）")
    hand.wait_for("赵小燕")
    page.go("设置")
    page.open("账号")
    hand.wait_for("新建、重设和停用账号由系统管理员来做。")


def test_a_backup_is_made_and_checked(at_work: Hand, asked: list[Path], tmp_path: Path) -> None:
    hand, page, backup = at_work, SettingsPage(at_work), tmp_path / "周一.yzbackup"
    hand.wait(lambda: "还没有备份" in Frame(hand).status_line(), "the status line")
    page.go("设置")
    page.open("备份")
    asked.append(backup)
    hand.press("备份到文件")
    hand.wait_for("备份已写好并核对通过：")
    hand.wait(lambda: "备份 08:31" in Frame(hand).status_line(), "the status line to say so")
    asked.append(backup)
    hand.press("核对一份备份")
    hand.wait_for("周一.yzbackup 完好：2026-11-23 08:31 做的备份")
    backup.write_bytes(backup.read_bytes()[:-40])
    asked.append(backup)
    hand.press("核对一份备份")
    hand.wait_for("备份文件不完整或被改动")


def test_the_log_is_whole(at_work: Hand) -> None:
    hand, page = at_work, SettingsPage(at_work)
    page.go("设置")
    page.open("审计日志")
    hand.press("核对审计链")
    hand.wait_for("审计链完整：核对了 ", "没有发现被改动、删除或调换")


def test_a_rule_says_whom_it_moves_and_is_taken_back(at_work: Hand) -> None:
    hand, page = at_work, SettingsPage(at_work)
    page.go("设置")
    page.open("重点对象规则")
    rules = hand.table("规则")
    hand.wait(lambda: len(rules.column("规则")) == 10, "the rules of a new centre")
    hand.press("增加规则")
    hand.wait(lambda: page.sheet() is not None, "the form")
    hand.fill("年龄不小于（周岁）", "60", page.sheet())
    hand.wait_for("保存后重点对象共 ", " 人由一般变为重点。")
    hand.keys("Ctrl+S")
    hand.wait_for("规则已保存。")
    rules.wait_for(规则="满 60 周岁")
    hand.keys("Ctrl+Z")
    hand.wait_for("已撤销：增加规则。")
    hand.wait(lambda: len(rules.column("规则")) == 10, "the rules of before")


def test_half_typed_settings_are_not_left_without_a_question(at_work: Hand) -> None:
    hand, page = at_work, SettingsPage(at_work)
    page.go("设置")
    page.open("中心与助餐")
    hand.turn_to("午餐餐费（元）", page.root())
    hand.fill("午餐餐费（元）", "12.5", page.root())
    page.open("外观")
    hand.wait_for("“中心与助餐”有未保存的修改。")
    hand.press("继续填写")
    hand.wait_gone("“中心与助餐”有未保存的修改。")
    hand.keys("Ctrl+S")
    hand.wait_for("设置已保存。")
    page.open("外观")
    hand.wait_for("字、按钮和行高一起放大。")
