"""The person in the window: who is called, what class, what the kitchen must know."""

from __future__ import annotations

from app.demo.people import invented_members
from app.services.imports.imported import ImportedMember
from app.views.members.tabs.classes import AxisCard
from app.views.members.tabs.health import HealthTab
from tests.journeys.conftest import NOW, PEOPLE
from tests.journeys.hand import Hand
from tests.journeys.pages import MembersPage
from tests.journeys.test_membership import open_tab

MEMBERS: list[ImportedMember] = list(invented_members(PEOPLE, NOW.date()))
PERSON = MEMBERS[22]


def open_file(hand: Hand) -> MembersPage:
    """The file of `PERSON`, from the list."""
    page = MembersPage(hand)
    page.go("老人")
    hand.settle()
    page.find(PERSON.name)
    page.table.click(double=True, 姓名=PERSON.name)
    hand.button("返回")
    return page


def test_a_daughter_is_called_first_and_taken_back(at_work: Hand) -> None:
    hand = at_work
    page = open_file(hand)
    open_tab(hand, "家庭")
    hand.wait_for("第 1 位")
    hand.press("增加联系人", page.root())
    hand.fill("姓名", "陈小红", page.sheet())
    hand.fill("和老人的关系", "女", page.sheet())
    hand.keys("Tab")
    hand.fill("电话", "13712345678", page.sheet())
    hand.keys("Ctrl+S")
    hand.wait_for("联系人已保存。", "第 2 位", "137****5678")
    hand.table("联系顺序").click(姓名="陈小红")
    hand.press("先联系", page.root())
    hand.wait(lambda: hand.table("联系顺序").column("姓名")[0] == "陈小红", "the new order")
    open_tab(hand, "概况")
    page.wait_fact("紧急联系人", "陈小红")
    open_tab(hand, "家庭")
    hand.table("联系顺序").click(姓名="陈小红")
    hand.press("删除", page.root())
    hand.wait_for("已删除联系人陈小红。")
    hand.keys("Ctrl+Z")
    hand.wait(lambda: hand.table("联系顺序").column("姓名")[0] == "陈小红", "her to be back")


def test_a_class_makes_somebody_a_priority_and_the_kitchen_is_told(at_work: Hand) -> None:
    hand = at_work
    page = open_file(hand)
    open_tab(hand, "分类保障")
    economic = next(card for card in hand.widgets(AxisCard) if card.axis == "economic")
    hand.press("增加", economic)
    hand.choose("类别", "特困", page.sheet())
    hand.fill("依据编号", "特困 12 号", page.sheet())
    hand.keys("Ctrl+S")
    hand.wait_for("分类已保存。", "重点：特困", "特困 12 号")
    open_tab(hand, "健康提示")
    hand.press("修改", next(hand.widgets(HealthTab)))
    hand.fill("过敏", "花生", page.sheet())
    hand.keys("Ctrl+S")
    hand.wait_for("健康提示已保存。", "过敏：花生")
    page.go("助餐")
    hand.wait_for("可以刷卡了。")
    hand.scan(PERSON.card)
    hand.wait_for(f"{PERSON.name}　过敏：花生")
