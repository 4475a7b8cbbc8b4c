"""Invented people: arithmetically valid numbers, nobody's. The same seed gives the same people."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from stdnum.cn.ric import calc_check_digit

from app.core.clock import age_on
from app.core.codes import CATEGORIES
from app.services.imports.imported import ImportedMember

SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚"
    "方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐"
    "单解仇查盖缪覃"
)
WOMEN = (
    "秀英", "桂英", "秀兰", "玉兰", "桂兰", "凤英", "玉珍", "淑芬", "惠珍", "素珍",
    "金娣", "水仙", "彩凤", "美珍", "月仙", "宝珠", "翠娥", "小妹", "爱珍", "兰",
    "英",
)  # fmt: skip
MEN = (
    "建国", "国强", "志明", "德胜", "永年", "福生", "根生", "金根", "土根", "水根",
    "荣华", "炳炎", "长庚", "文斌", "庆余", "柏林", "海泉", "寿松", "志高", "阿根",
    "关林", "祥", "明", "阿毛",
)  # fmt: skip
RARE = ("王𬱖", "李㛃", "赵䶮", "方喦", "沈翀", "陈喆", "阿卜杜热合曼·买买提艾力")
COMMUNITIES = (
    "塘河社区", "和睦社区", "左家桥社区", "米市巷社区", "大关西社区", "湖墅社区", "卖鱼桥社区",
    "德胜新村社区",
)  # fmt: skip
ALONE = frozenset({"独居", "孤寡"})
COUPLES = frozenset({"空巢", "留守"})
"""Their children are away: they live with husband or wife."""
DISABLED = frozenset({"失能", "失智"})
VERY_OLD = 80
"""Completed years from which a person is 高龄."""
ROADS = ("小河路", "莫干山路", "湖墅南路", "大关路")


def invented_members(
    count: int, today: dt.date, *, seed: int = 1, first: int = 0
) -> Iterator[ImportedMember]:
    """``count`` people of 60 to 101 years as an import would give them; ``first`` numbers them."""
    draw = random.Random(seed)
    for number in range(first, first + count):
        yield _person(number, today, draw)


def _person(number: int, today: dt.date, draw: random.Random) -> ImportedMember:
    # Day and sequence follow from the running number, so that numbers never collide.
    birth = dt.date(today.year - 61 - number % 40, 1, 1) + dt.timedelta(days=number // 40 % 365)
    sequence = number // 14_600 * 2 + draw.randrange(2)
    sex = "1" if sequence % 2 else "2"
    given = draw.choice(MEN if sex == "1" else WOMEN)
    name = RARE[number] if number < len(RARE) else draw.choice(SURNAMES) + given
    body = f"330105{birth:%Y%m%d}{sequence:03d}"
    chosen = _fitting(
        draw.sample(CATEGORIES, draw.choice((0, 0, 0, 1, 1, 2))), age_on(birth, today)
    )
    level = draw.choice((0, 0, 0, 1, 1, 2, 3, None))
    if DISABLED & chosen:
        level = level or 2
    address = f"拱墅区{draw.choice(ROADS)}{draw.randrange(1, 300)}号{draw.randrange(1, 20)}幢"
    return ImportedMember(
        row=number + 1, raw=(), name=name, id_number=body + calc_check_digit(body + "0"), sex=sex,
        birth_date=birth, phone=f"1{draw.choice('3578')}9{draw.randrange(10**8):08d}", phone2="",
        address=address, community=COMMUNITIES[number % len(COMMUNITIES)],
        categories=tuple(c for c in CATEGORIES if c in chosen), ability_level=level,
        self_care="" if level is not None else "自理",
        living=_living(chosen, draw.choice(("与配偶同住", "与子女同住"))),
        emergency_contact=draw.choice(SURNAMES) + "家属",
        emergency_phone=f"13900{draw.randrange(10**6):06d}", card=f"YS{number + 1:08d}",
        terminal_pin=str(800_001 + number), joined_on=today - dt.timedelta(days=60), note="",
        warnings=(), rejection=None,
    )  # fmt: skip


def _fitting(chosen: list[str], age: int) -> set[str]:
    """The classes of ``chosen`` that go together, and 高龄 for exactly those who are."""
    found = set(chosen) - {"高龄"}
    if ALONE & found:
        found -= COUPLES
    return found | {"高龄"} if age >= VERY_OLD else found


def _living(classes: set[str], otherwise: str) -> str:
    if ALONE & classes:
        return "独居"
    return "与配偶同住" if COUPLES & classes else otherwise
