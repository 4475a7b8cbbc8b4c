"""每日签到花名册: who came on one day, who ate, with room to sign. A4 landscape, by community."""

from __future__ import annotations

from collections.abc import Iterable

from app.printing.form import Form
from app.printing.heading import heading_of
from app.printing.page import Sheet, long_date
from app.printing.table import Column, Group, Summary, draw
from app.services.rosters import DailyRoster, RosterGroup, RosterRow

COLUMNS = (
    Column("number", "序号", 11),
    Column("name", "姓名", 37, "left"),
    Column("sex", "性别", 11),
    Column("age", "年龄", 11),
    Column("community", "社区", 32, "left"),
    Column("ability", "能力等级", 20),
    Column("arrived_at", "到达时间", 19),
    Column("method", "方式", 16),
    Column("breakfast", "早餐", 12),
    Column("lunch", "午餐", 12),
    Column("dinner", "晚餐", 12),
    Column("signature", "签字", 38),
    Column("note", "备注", 42, "left"),
)
MARK = "✓"
_SIGN_OFF = ("制表人", "值班人", "中心负责人")
_SIGN_OFF_HEIGHT = 12.0


def render(data: DailyRoster) -> bytes:
    """The roster of ``data.date`` as PDF."""
    heading = heading_of(
        data,
        FORM.title,
        f"日期：{long_date(data.date)}",
        f"{MARK} 表示已用餐",
    )
    sheet = Sheet(heading, landscape=True)
    everyone = [row for group in data.groups for row in group.rows]
    draw(
        sheet,
        COLUMNS,
        [_group(group) for group in data.groups if group.rows],
        total=_summary("合计", everyone) if everyone else None,
        empty="本日无人签到",
        tail=_SIGN_OFF_HEIGHT,
    )
    sheet.signatures(_SIGN_OFF, height=_SIGN_OFF_HEIGHT)
    return sheet.finish()


def _group(group: RosterGroup) -> Group:
    return Group(
        rows=[_cells(row) for row in group.rows],
        heading=group.community,
        subtotal=_summary("小计", group.rows),
    )


def _cells(row: RosterRow) -> dict[str, str]:
    return {
        "number": str(row.number),
        "name": row.name,
        "sex": row.sex,
        "age": row.age,
        "community": row.community,
        "ability": row.ability,
        "arrived_at": row.arrived_at,
        "method": row.method,
        "breakfast": MARK if row.breakfast else "",
        "lunch": MARK if row.lunch else "",
        "dinner": MARK if row.dinner else "",
        "note": row.note,
    }


def _summary(label: str, rows: Iterable[RosterRow]) -> Summary:
    """``小计　到 32 人`` and how many ate each meal."""
    people = list(rows)
    return Summary(
        label=f"{label}　到 {len(people)} 人",
        cells={
            "breakfast": str(sum(row.breakfast for row in people)),
            "lunch": str(sum(row.lunch for row in people)),
            "dinner": str(sum(row.dinner for row in people)),
        },
    )


FORM: Form[DailyRoster] = Form("daily-roster", "每日签到花名册", "QD", "date", render)
