"""A member's time line: attendance, meals, checks and changes in one list."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection

from app.core.codes import MealSlot, Method
from app.services.members.types import FileEvent

SHOWN = 60
ATTENDANCE = (
    "SELECT arrived_at, method FROM attendance WHERE member_id = ? AND deleted_at IS NULL"
    " ORDER BY service_date DESC LIMIT ?"
)
MEALS = (
    "SELECT served_at, slot, method FROM meal WHERE member_id = ? AND deleted_at IS NULL"
    " ORDER BY service_date DESC LIMIT ?"
)
CHANGES = (
    "SELECT at, actor_name, action, changes, reason FROM audit_event"
    " WHERE entity_uid = ? ORDER BY id DESC LIMIT ?"
)
ACTIONS = {"insert": "建档", "update": "修改档案", "look": "查看完整号码"}


def member_history(connection: Connection, member_id: int, uid: str) -> tuple[FileEvent, ...]:
    """The newest `SHOWN` events, newest first."""
    run = connection.exec_driver_sql
    events = [
        FileEvent(at, "签到", f"签到（{Method(method).label}）")
        for at, method in run(ATTENDANCE, (member_id, SHOWN))
    ]
    events += [
        FileEvent(at, "就餐", f"{MealSlot(slot).label}（{Method(method).label}）")
        for at, slot, method in run(MEALS, (member_id, SHOWN))
    ]
    events += [_change(*row) for row in run(CHANGES, (uid, SHOWN))]
    events.sort(key=lambda event: event.at, reverse=True)
    return tuple(events[:SHOWN])


def _change(at: str, actor: str, action: str, changes: str, reason: str) -> FileEvent:
    import datetime as dt

    from app.core.clock import local

    moment = local(dt.datetime.fromisoformat(at.replace("Z", "+00:00")))
    fields: Any = json.loads(changes)
    count = f" {len(fields)} 项" if action == "update" else ""
    why = f"，原因：{reason}" if reason else ""
    text = f"{ACTIONS.get(action, action)}{count}（{actor}{why}）"
    return FileEvent(moment.strftime("%Y-%m-%d %H:%M:%S"), "变更", text)
