"""An office computer, a new program, a centre that has to be set up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.helpers.cli import MEMBERS
from tests.journeys.conftest import CODE, NAME, PASSWORD
from tests.journeys.hand import Hand
from tests.journeys.pages import FirstRun, ImportWizardPage, TodayPage


def test_a_centre_is_set_up(opens: Callable[[Path], Hand], tmp_path: Path) -> None:
    hand = opens(tmp_path / "data")
    wizard = FirstRun(hand)
    hand.wait_for("设立中心", "第 1 步，共 5 步：中心")
    wizard.name_centre("", CODE)
    hand.wait_for("请填写中心名称。")
    wizard.name_centre(NAME, CODE)
    hand.wait_for("第 2 步，共 5 步：管理员")
    wizard.name_administrator("lizhuren", "李主任", "kurz")
    hand.wait_for("密码至少 8 位。")
    wizard.name_administrator("lizhuren", "李主任", PASSWORD, again="etwas anderes")
    hand.wait_for("两次输入的密码不一样，请再输入一次。")
    wizard.name_administrator("lizhuren", "李主任", PASSWORD)
    hand.wait_for(
        "第 3 步，共 5 步：确认", f"中心名称：{NAME}", "系统管理：李主任（账号 lizhuren）"
    )
    assert not (tmp_path / "data").exists(), "nothing may be written before 确认设立"
    hand.press("确认设立")
    phrase = wizard.read_phrase()
    hand.press("已打印或抄好，下一步")
    asked = wizard.asked_groups()
    assert len(asked) == 2
    assert not any(group in hand.texts() for group in phrase), "the phrase must be out of sight"
    wizard.give_groups(dict.fromkeys(asked, "0000"))
    hand.wait_for("和纸上的不一样，请对照纸再输入一次。")
    wizard.give_groups({number: phrase[number - 1] for number in asked})
    hand.wait_for("中心已经设好", "导入老人名单", "人脸考勤终端", "与区平台配对")
    hand.press("以后再说，开始使用")
    today = TodayPage(hand)
    hand.wait_for(NAME, "李主任")
    today.wait_number("在册", "0")
    assert today.title() == "今日"


def test_steps_that_can_wait_lead_to_their_pages(
    opens: Callable[[Path], Hand], asked: list[Path], tmp_path: Path
) -> None:
    hand = opens(tmp_path / "data")
    wizard = FirstRun(hand)
    wizard.name_centre(NAME, CODE)
    wizard.name_administrator("lizhuren", "李主任", PASSWORD)
    hand.press("确认设立")
    phrase = wizard.read_phrase()
    hand.press("已打印或抄好，下一步")
    wizard.give_groups({number: phrase[number - 1] for number in wizard.asked_groups()})
    hand.wait_for("中心已经设好")
    hand.press("现在做")
    page = ImportWizardPage(hand)
    asked.append(MEMBERS)
    page.check()
    assert page.counts().startswith("共 240 行：新增 222，")
    hand.keys("Esc")
    hand.wait_for("还没有登记老人。")


def test_who_has_second_thoughts_leaves_nothing_behind(
    opens: Callable[[Path], Hand], tmp_path: Path
) -> None:
    hand = opens(tmp_path / "data")
    wizard = FirstRun(hand)
    wizard.name_centre(NAME, CODE)
    wizard.name_administrator("lizhuren", "李主任", PASSWORD)
    hand.press("上一步")
    hand.wait_for("第 2 步")
    hand.press("上一步")
    hand.wait_for("第 1 步")
    hand.press("退出")
    hand.wait(lambda: not hand.window.isVisible(), "the window to close")
    assert not (tmp_path / "data").exists()
