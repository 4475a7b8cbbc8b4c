"""The code tables (代码表): what ``resources/codes`` ships, with the centre's own entries over it.

Standards (GB/T 2261, 3304, 4761) cannot be edited; tables of common practice can. A code that
rows use is never removed, only switched off: old rows keep their word.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from app.core.errors import UserError, ValidationProblem
from app.core.paths import resource
from app.db.session import Database, UnitOfWork
from app.models import CodeEntry
from app.services.base import Service
from app.services.rights import Actor, Right, open_to_all, requires
from app.services.settings import peek

EDITABLE = {
    "classes": "分类保障",
    "diets": "饮食要求",
    "cards": "卡种类",
    "membership_reasons": "暂停和退出原因",
}
"""Tables that a centre may change, with the name on the settings page ([default] in the field)."""
GROUPS = {"classes": "axis", "membership_reasons": "state"}
"""Tables whose rows belong to a group, and the column that names it."""
AXES = {
    "economic": "经济状况",
    "physical": "生理心理",
    "family": "家庭结构",
    "preference": "社会优待",
    "identity": "社会身份",
}
"""The five axes of 分类保障 (西城区方案 2018, item 4)."""
LONGEST_WORD = 20
USED = {
    "classes": "SELECT 1 FROM member_class WHERE code = ? AND deleted_at IS NULL LIMIT 1",
    "diets": (
        "SELECT 1 FROM health_note WHERE instr('、' || diets || '、', '、' || ? || '、') > 0"
        " AND deleted_at IS NULL LIMIT 1"
    ),
    "cards": "SELECT 1 FROM member_card WHERE kind = ? AND deleted_at IS NULL LIMIT 1",
    "membership_reasons": (
        "SELECT 1 FROM membership_period WHERE reason = ? AND deleted_at IS NULL LIMIT 1"
    ),
}
"""Editable table → whether somebody has a code of it."""


@dataclass(frozen=True)
class Code:
    """One entry: what is stored, what is shown, the group it belongs to (``""``: none).

    ``own``: the centre added or changed it; another place alone does not count. ``synonyms`` are
    what people say instead of ``name``.
    """

    code: str
    name: str
    group: str = ""
    active: bool = True
    own: bool = False
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class SaveCode:
    """Add or change one entry of an editable table."""

    table: str
    code: str
    name: str
    group: str = ""
    active: bool = True


Changed = Callable[[UnitOfWork, str, str], None]
"""Called when an entry has another name or group: (open transaction, table, code)."""


class Codes(Service):
    """Reads and changes the code tables."""

    def __init__(self, db: Database, changed: Changed | None = None) -> None:
        super().__init__(db)
        self._changed = changed

    @open_to_all
    def table(self, name: str, *, every: bool = False) -> tuple[Code, ...]:
        """Entries of ``name`` in the centre's order; ``every``: also those switched off."""
        with self._db.read() as connection:
            found = tuple(entry for _, entry in _in_place(_placed(connection, name)))
        return found if every else tuple(entry for entry in found if entry.active)

    @open_to_all
    def names(self, name: str) -> dict[str, str]:
        """Code → word, also of entries that are switched off."""
        return {entry.code: entry.name for entry in self._merged(name)}

    def _merged(self, name: str) -> tuple[Code, ...]:
        """What the program ships, changed and extended by the centre's own entries."""
        with self._db.read() as connection:
            return merged_table(connection, name)

    @requires(Right.SETTINGS)
    def save(self, command: SaveCode, actor: Actor) -> None:
        """Add or change one entry; what people have of it follows, in the same transaction.

        Raises `ValidationProblem`, `UserError` ``fixed_table``.
        """
        if command.table not in EDITABLE:
            raise UserError("fixed_table", "这张代码表按国家标准执行，不能修改。")
        faults = self._faults(command)
        if faults:
            raise ValidationProblem(faults)
        before = next((e for e in self._merged(command.table) if e.code == command.code), None)
        with self._db.write(actor, f"修改代码表 {EDITABLE[command.table]}") as unit:
            found = unit.session.scalars(
                select(CodeEntry).where(
                    CodeEntry.table_name == command.table, CodeEntry.code == command.code
                )
            ).first()
            if found is None:
                found = CodeEntry(table_name=command.table, code=command.code, name=command.name)
                unit.session.add(found)
            found.name = command.name.strip()
            found.grouping = command.group or None
            found.active = int(command.active)
            found.deleted_at = None
            if before is None or self._changed is None:
                return
            if (before.name, before.group) != (found.name, command.group):
                self._changed(unit, command.table, command.code)

    @requires(Right.SETTINGS)
    def move(self, table: str, code: str, actor: Actor, *, up: bool) -> bool:
        """Let ``code`` change places with the entry of its group before it (``up``) or after it;
        False at the end of the group. Forms show the entries in this order; the words of files
        and papers keep theirs.

        Raises `UserError` ``fixed_table``, ``not_found``.
        """
        if table not in EDITABLE:
            raise UserError("fixed_table", "这张代码表按国家标准执行，不能修改。")
        with self._db.write(actor, f"调整代码表 {EDITABLE[table]} 的顺序") as unit:
            order = _in_place(_placed(unit.session.connection(), table))
            at = next((i for i, (_, entry) in enumerate(order) if entry.code == code), None)
            if at is None:
                raise UserError("not_found", "代码表里没有这一项。请按 F5 刷新。")
            group = order[at][1].group
            others = range(at - 1, -1, -1) if up else range(at + 1, len(order))
            other = next((i for i in others if order[i][1].group == group), None)
            if other is None:
                return False
            order[at], order[other] = order[other], order[at]
            for place, (before, entry) in enumerate(order, 1):
                if before != place:
                    _put_in_place(unit, table, entry, place)
            return True

    @requires(Right.SETTINGS)
    def remove(self, table: str, code: str, actor: Actor) -> None:
        """Undo of adding an entry that nobody has yet; whoever adds it again gets it back.

        Raises `UserError` ``fixed_table``, ``not_found`` (also for what the program ships),
        ``used``.
        """
        if table not in EDITABLE:
            raise UserError("fixed_table", "这张代码表按国家标准执行，不能修改。")
        with self._db.write(actor, f"修改代码表 {EDITABLE[table]}") as unit:
            found = unit.session.scalars(
                select(CodeEntry).where(
                    CodeEntry.table_name == table, CodeEntry.code == code,
                    CodeEntry.deleted_at.is_(None),
                )
            ).first()  # fmt: skip
            if found is None or any(entry.code == code for entry in shipped_table(table)):
                raise UserError("not_found", "代码表里没有这一项。请按 F5 刷新。")
            if unit.session.connection().exec_driver_sql(USED[table], (code,)).first():
                raise UserError("used", f"已经有档案在用“{found.name}”，不能撤销；可以停用。")
            if table == "classes" and _is_in_a_rule(unit, code):
                raise UserError("used", f"重点对象规则里写着“{found.name}”，请先改那条规则。")
            found.deleted_at, found.deleted_reason = unit.now, "撤销"

    def _faults(self, command: SaveCode) -> dict[str, str]:
        faults = {}
        if not command.code.strip() or not command.name.strip():
            faults["name"] = "请填写名称。"
        elif len(command.name) > LONGEST_WORD or "、" in command.name:
            faults["name"] = f"名称最多 {LONGEST_WORD} 个字，不能有顿号。"
        elif any(
            entry.name == command.name.strip() and entry.code != command.code
            for entry in self._merged(command.table)
        ):
            faults["name"] = "已经有这个名称。"
        if command.table in GROUPS and command.group not in groups(command.table):
            faults["group"] = "请选择属于哪一类。"
        return faults


def merged_table(connection: Connection, name: str) -> tuple[Code, ...]:
    """What the program ships of ``name``, changed and extended by the centre's own entries.

    In an order that nobody changes: what is written down from it (``member.categories``) stays
    the same when the forms show the entries in another order.
    """
    return tuple(entry for _, entry in _placed(connection, name))


class _Placed(NamedTuple):
    place: int
    entry: Code


def _placed(connection: Connection, name: str) -> list[_Placed]:
    """The entries as shipped, then as added; each with its place, from 1, in the forms."""
    rows = connection.execute(
        select(
            CodeEntry.code, CodeEntry.name, CodeEntry.grouping, CodeEntry.active,
            CodeEntry.position,
        )
        .where(CodeEntry.table_name == name, CodeEntry.deleted_at.is_(None))
        .order_by(CodeEntry.id)
    ).all()  # fmt: skip
    own = {row.code: row for row in rows}
    found = [(entry, own.pop(entry.code, None)) for entry in shipped_table(name)]
    entries = [(_changed(entry, row), row) for entry, row in found]
    entries += [(Code(r.code, r.name, r.grouping or "", bool(r.active), True), r)
                for r in own.values()]  # fmt: skip
    return [
        _Placed((row.position if row is not None else None) or number, entry)
        for number, (entry, row) in enumerate(entries, 1)
    ]


def _changed(entry: Code, row: Any) -> Code:
    """The shipped ``entry`` as the centre has it."""
    if row is None:
        return entry
    now = replace(entry, name=row.name, group=row.grouping or "", active=bool(row.active))
    return replace(now, own=now != entry)


def _in_place(entries: Sequence[_Placed]) -> list[_Placed]:
    return sorted(entries, key=lambda one: one.place)


def _put_in_place(unit: UnitOfWork, table: str, entry: Code, place: int) -> None:
    found = unit.session.scalars(
        select(CodeEntry).where(CodeEntry.table_name == table, CodeEntry.code == entry.code)
    ).first()
    if found is None:
        found = CodeEntry(
            table_name=table, code=entry.code, name=entry.name, grouping=entry.group or None,
            active=int(entry.active),
        )  # fmt: skip
        unit.session.add(found)
    found.position = place


def _is_in_a_rule(unit: UnitOfWork, code: str) -> bool:
    return any(code in rule.get("classes", ()) for rule in peek(unit, "priority_rules"))


def groups(table: str) -> Sequence[str]:
    """The groups that entries of ``table`` may belong to."""
    return tuple(AXES) if table == "classes" else ("paused", "left")


@cache
def shipped_table(name: str) -> tuple[Code, ...]:
    """The rows of ``resources/codes/<name>.csv`` in order."""
    column = GROUPS.get(name, "")
    with resource("codes", f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Code(
                row["code"], row["name"], row.get(column) or "" if column else "",
                synonyms=tuple((row.get("synonyms") or "").split()),
            )
            for row in csv.DictReader(file)
        )  # fmt: skip
