"""The code tables (代码表): what ``resources/codes`` ships, with the centre's own entries over it.

Standards (GB/T 2261, 3304, 4761) cannot be edited; tables of common practice can. A code that
rows use is never removed, only switched off: old rows keep their word.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection, select

from app.core.errors import UserError, ValidationProblem
from app.core.paths import resource
from app.db.session import Database, UnitOfWork
from app.models import CodeEntry
from app.services.base import Service
from app.services.rights import Actor, Right, open_to_all, requires

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


@dataclass(frozen=True)
class Code:
    """One entry: what is stored, what is shown, the group it belongs to (``""``: none).

    ``synonyms`` are what people say instead of ``name``.
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


Renamed = Callable[[UnitOfWork, str, str], None]
"""Called when an entry has another name: (open transaction, table, code)."""


class Codes(Service):
    """Reads and changes the code tables."""

    def __init__(self, db: Database, renamed: Renamed | None = None) -> None:
        super().__init__(db)
        self._renamed = renamed

    @open_to_all
    def table(self, name: str, *, every: bool = False) -> tuple[Code, ...]:
        """Entries of ``name`` in order; ``every``: also those that are switched off."""
        found = self._merged(name)
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
        """Add or change one entry. Raises `ValidationProblem`, `UserError` ``fixed_table``."""
        if command.table not in EDITABLE:
            raise UserError("fixed_table", "这张代码表按国家标准执行，不能修改。")
        faults = self._faults(command)
        if faults:
            raise ValidationProblem(faults)
        before = self.names(command.table).get(command.code)
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
            if self._renamed is not None and before not in (None, found.name):
                self._renamed(unit, command.table, command.code)

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
    """What the program ships of ``name``, changed and extended by the centre's own entries."""
    rows = connection.execute(
        select(CodeEntry.code, CodeEntry.name, CodeEntry.grouping, CodeEntry.active)
        .where(CodeEntry.table_name == name, CodeEntry.deleted_at.is_(None))
        .order_by(CodeEntry.position, CodeEntry.id)
    ).all()
    own = {r.code: Code(r.code, r.name, r.grouping or "", bool(r.active), True) for r in rows}
    shipped = [own.pop(entry.code, entry) for entry in shipped_table(name)]
    return (*shipped, *own.values())


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
