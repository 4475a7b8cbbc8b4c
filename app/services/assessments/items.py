"""The 26 items of GB/T 42195-2022 annex B, their scales, the risk events and the levels.

Codes, names, maxima and levels are those of the standard; the words of the steps are our own short
form of it. Where the short form of a step is not known to us, the step is worded neutrally.
Higher is better: 32 + 15 + 28 + 15 = 90.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Option:
    """One step of a scale.

    Attributes:
        score: points.
        text: what is seen, in a few words.
        key: the digit that chooses it; the score unless two steps have the same one.
        coma: this step is coma (B.3.9), which decides the final level alone.
    """

    score: int
    text: str
    key: str
    coma: bool = False


@dataclass(frozen=True)
class Item:
    """One second-level indicator; ``column`` is where it is stored."""

    code: str
    name: str
    options: tuple[Option, ...]
    hint: str = ""

    @property
    def column(self) -> str:
        """``b1_1`` of ``B.1.1``."""
        return self.code.lower().replace("b.", "b").replace(".", "_")

    @property
    def domain(self) -> str:
        """``b1`` of ``B.1.1``."""
        return self.column[:2]

    @property
    def maximum(self) -> int:
        """Points of somebody who manages alone."""
        return max(option.score for option in self.options)


@dataclass(frozen=True)
class Domain:
    """One first-level indicator (一级指标)."""

    key: str
    code: str
    name: str
    maximum: int


@dataclass(frozen=True)
class RiskEvent:
    """A care risk event of the last 30 days (照护风险事件), counted 0–3, 3 is three and more."""

    column: str
    name: str


@dataclass(frozen=True)
class Level:
    """A level and the lowest and highest total that gives it."""

    number: int
    name: str
    long_name: str
    lowest: int
    highest: int


def _scale(*texts: str) -> tuple[Option, ...]:
    """Steps from the best down to 0; each is chosen by the digit of its points."""
    top = len(texts) - 1
    return tuple(Option(top - i, text, str(top - i)) for i, text in enumerate(texts))


_S = _scale(
    "独立完成，不用他人帮助",
    "在提示或指导下自己完成",
    "需要帮助，但大部分由自己完成",
    "主要靠帮助，能配合",
    "完全靠帮助，不能配合",
)
_STAIRS = _scale(
    "独立上下 10–15 级台阶",
    "在提示或监护下完成",
    "需要帮助，但大部分由自己完成",
    "主要或完全靠帮助，或不能完成",
)
_TRANSPORT = _scale(
    "自己乘公共交通或驾车外出",
    "在提示或陪伴下乘交通工具外出",
    "需要他人帮助才能乘交通工具外出",
    "主要或完全靠帮助，或不能外出",
)
_BEHAVIOUR = _scale("近一个月没有", "近一个月有")
_CONSCIOUSNESS = (
    Option(2, "神志清醒", "2"),
    Option(1, "嗜睡或意识模糊", "1"),
    Option(0, "昏睡，强刺激才能唤醒", "0"),
    Option(0, "昏迷，不能唤醒（最终等级直接为完全失能）", "9", coma=True),
)

ITEMS: tuple[Item, ...] = (
    Item("B.1.1", "进食", _scale(
        "独立进食，无呛咳",
        "在提示下或用辅具自己进食，无呛咳",
        "需要少量接触式帮助，或每月呛咳 1 次及以上",
        "需要大量接触式帮助，或每周呛咳 1 次及以上",
        "完全靠帮助，不能吞咽，或靠管饲",
    )),
    Item("B.1.2", "修饰", _S, "洗脸、刷牙、梳头、剃须、剪指甲"),
    Item("B.1.3", "洗澡", _S, "清洗和擦干身体"),
    Item("B.1.4", "穿/脱上衣", _S),
    Item("B.1.5", "穿/脱裤子和鞋袜", _S),
    Item("B.1.6", "小便控制", _scale(
        "控制正常",
        "夜间较差，或自己处理尿垫等",
        "偶尔失禁（每周多于 1 次，每天少于 1 次），或需要少量帮助处理",
        "经常失禁（每天 1 次及以上），或需要大量帮助处理",
        "完全失禁，或留置导尿",
    )),
    Item("B.1.7", "大便控制", _scale(
        "控制正常",
        "有时失禁，或自己处理",
        "经常失禁（每周多于 1 次，每天少于 1 次），或需要少量帮助处理",
        "每天失禁 1 次及以上，或需要大量帮助处理",
        "完全失禁，或严重便秘须他人处理",
    )),
    Item("B.1.8", "如厕", _S, "解衣、擦净、整理衣物"),
    Item("B.2.1", "床上体位转移", _S),
    Item("B.2.2", "床椅转移", _S),
    Item("B.2.3", "平地行走", _scale(
        "独立行走约 50 米，无跌倒风险",
        "在监护下或用辅具行走约 50 米",
        "需要少量扶持",
        "需要大量扶持",
        "不能行走",
    )),
    Item("B.2.4", "上下楼梯", _STAIRS),
    Item("B.3.1", "时间定向", _scale(
        "时间清楚，日期前后差不超过 1 天",
        "时间有些模糊，大致知道",
        "时间较模糊，知道一部分",
        "时间很模糊，知道很少",
        "没有时间观念",
    )),
    Item("B.3.2", "空间定向", _scale(
        "能独自到常去的地方并返回",
        "在熟悉的环境里大致认得路",
        "熟悉的地方也要提示",
        "只认得身边很小的范围",
        "没有空间观念",
    )),
    Item("B.3.3", "人物定向", _scale(
        "认得身边的人，知道关系",
        "认得大部分熟人",
        "认得一部分熟人",
        "只认得最亲近的人",
        "不认得人",
    )),
    Item("B.3.4", "记忆", _scale(
        "5 分钟后能说出 3 个词中的 2–3 个",
        "5 分钟后只能说出 0–1 个",
        "记不起上一餐吃了什么",
        "记不起多年的老朋友",
        "没有记忆",
    )),
    Item("B.3.5", "理解能力", _scale(
        "完全理解",
        "大部分理解，偶尔要重复",
        "理解简单的话",
        "很少理解，要靠手势等",
        "不能理解",
    )),
    Item("B.3.6", "表达能力", _scale(
        "表达清楚",
        "大致清楚，偶尔要帮助",
        "只能表达简单的需要",
        "很少能表达，要靠手势等",
        "不能表达",
    )),
    Item("B.3.7", "攻击行为", _BEHAVIOUR, "语言或身体攻击"),
    Item("B.3.8", "抑郁症状", _BEHAVIOUR, "情绪低落、不愿说话、拒食、想不开等"),
    Item("B.3.9", "意识水平", _CONSCIOUSNESS),
    Item("B.4.1", "视力", _scale("看得清", "看得清大的物体，或只见轮廓", "看不见"),
         "戴上平日的眼镜"),
    Item("B.4.2", "听力", _scale("听得清", "要大声或靠近才听得清", "听不见"), "戴上平日的助听器"),
    Item("B.4.3", "执行日常事务", _S, "购物、做饭、用电话、管钱等"),
    Item("B.4.4", "使用交通工具外出", _TRANSPORT),
    Item("B.4.5", "社会交往能力", _scale(
        "主动与人交往，能适应",
        "能与人交往，不太主动",
        "在他人带动下交往",
        "很少与人交往",
        "不能与人交往",
    )),
)  # fmt: skip
BY_COLUMN = {item.column: item for item in ITEMS}

DOMAINS = (
    Domain("b1", "B.1", "自理能力", 32),
    Domain("b2", "B.2", "基础运动能力", 15),
    Domain("b3", "B.3", "精神状态", 28),
    Domain("b4", "B.4", "感知觉与社会参与", 15),
)
TOTAL = sum(domain.maximum for domain in DOMAINS)

EVENTS = (
    RiskEvent("falls", "跌倒"),
    RiskEvent("wandering", "走失"),
    RiskEvent("choking", "噎食"),
    RiskEvent("self_harm", "自杀或自伤"),
    RiskEvent("other_events", "其他"),
)
EVENT_STEPS = ("无", "发生过 1 次", "发生过 2 次", "发生过 3 次及以上")
EVENT_COLUMNS = tuple(event.column for event in EVENTS)

LEVELS = (
    Level(0, "能力完好", "能力完好", 90, 90),
    Level(1, "轻度失能", "能力轻度受损（轻度失能）", 66, 89),
    Level(2, "中度失能", "能力中度受损（中度失能）", 46, 65),
    Level(3, "重度失能", "能力重度受损（重度失能）", 30, 45),
    Level(4, "完全失能", "能力完全丧失（完全失能）", 0, 29),
)
WORST = LEVELS[-1].number

RULES = {
    "coma": "昏迷，直接为完全失能",
    "diagnosis": "确诊痴呆或其他精神和行为障碍，加重一级",
    "events": "近 30 天照护风险事件 2 次及以上，加重一级",
}
"""Why a final level differs from the preliminary one (report C.4)."""
RULE_DIAGNOSES = frozenset({"dementia", "other_mental"})
"""F00–F03 and F04–F99, codes of ``assessment_diagnoses``."""
