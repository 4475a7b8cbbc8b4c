"""The roster both roster measurements draw: 500 invented people, four communities."""

from __future__ import annotations

import datetime as dt

from app.services.rosters import DailyRoster, RosterGroup, RosterRow

NAMES = [
    "王秀英",
    "李桂兰",
    "张淑芬",
    "刘玉珍",
    "陈建国",
    "杨志高",
    "黄阿根",
    "赵德胜",
    "周金娣",
    "吴水仙",
]


def five_hundred() -> DailyRoster:
    """500 rows in four groups."""
    groups = []
    for g, community in enumerate(("塘河社区", "和睦社区", "左家桥社区", "米市巷社区")):
        rows = tuple(
            RosterRow(
                g * 125 + n + 1, NAMES[n % 10], "女" if n % 2 else "男", str(65 + n % 30),
                community, "轻度失能", f"08:{n % 60:02d}", "人脸", False, n % 3 == 0, False,
            )
            for n in range(125)
        )  # fmt: skip
        groups.append(RosterGroup(community, rows))
    made = dt.datetime(2026, 3, 2, 17, 0)
    return DailyRoster(
        "测量中心", "330105001", dt.date(2026, 3, 2), tuple(groups), "QD-20260302-001", made, "测量"
    )
