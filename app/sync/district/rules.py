"""Judging the rows of a bundle one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from app.core.idcard import IdError, parse_id
from app.services.sync_types import RejectedRow
from app.sync.schema import DELETED, MEMBER, RESIDENT_ID, Entity
from app.sync.tables import Flaw, RowChecker

Row = Sequence[str]
_NAME, _ID_TYPE, _ID_NUMBER = (MEMBER.index(name) for name in ("name", "id_type", "id_number"))
_TWICE = Flaw("repeated", "同一份上报包中这一行出现了两次。")
_RANGE = Flaw("seq_range", "流水号不在上报包的范围内。")
_UNKNOWN = Flaw("unknown_member", "这一行所属的老人没有上报过，请先上报该老人的档案。")
_NO_NAME = Flaw("missing_name", "“姓名”（name）没有填写。")
_ID_FORM = Flaw("id_form", "身份证号应写成18位数字（末位可为大写X），不带空格。")
VERSION_CONFLICT = Flaw(
    "version_conflict", "区平台已有同一版本但内容不同的记录，请打开该记录核对并重新保存。"
)


class RowJudge:
    """Decides for each row of one entity of one bundle whether it is taken in.

    Args:
        known_members: uids that attendance and meals may point to.
        today: a birth date after it is impossible.
    """

    def __init__(
        self,
        entity: Entity,
        seqs: tuple[int, int],
        known_members: set[str],
        today: dt.date,
    ) -> None:
        self.entity = entity
        self._checker = RowChecker(entity)
        self._seqs = range(seqs[0], seqs[1] + 1)
        self._seen: set[str] = set()
        self._rule = _member_rule(today) if entity is MEMBER else _visit_rule(entity, known_members)

    def flaw(self, row: Row) -> Flaw | None:
        """Why ``row`` is rejected, None when it is taken in."""
        found = self._checker.flaw(row)
        if found:
            return found
        if row[0] in self._seen:
            return _TWICE
        self._seen.add(row[0])
        if int(row[2]) not in self._seqs:
            return _RANGE
        return self._rule(row)

    def split(self, rows: Iterable[Row]) -> tuple[list[Row], list[RejectedRow]]:
        """Rows to take in, and the rejected ones."""
        good, bad = [], []
        for row in rows:
            found = self.flaw(row)
            if found:
                bad.append(self.rejected(row, found))
            else:
                good.append(row)
        return good, bad

    def rejected(self, row: Row, flaw: Flaw) -> RejectedRow:
        """``row`` as a receipt names it."""
        cells = [*row, "", "", ""]
        return RejectedRow(
            self.entity.name,
            cells[0][:36],
            _number(cells[1]),
            _number(cells[2]),
            flaw.code,
            flaw.reason,
        )


def _number(cell: str) -> int:
    return int(cell) if cell.isascii() and cell.isdigit() and len(cell) < 19 else 0


def _member_rule(today: dt.date) -> Callable[[Row], Flaw | None]:
    def rule(row: Row) -> Flaw | None:
        if row[DELETED] == "1":
            return None
        if not row[_NAME].strip():
            return _NO_NAME
        number = row[_ID_NUMBER]
        if row[_ID_TYPE] != RESIDENT_ID or not number:
            return None
        try:
            right = parse_id(number, today).number
        except IdError as error:
            return Flaw(error.code, error.message)
        return None if right == number else _ID_FORM

    return rule


def _visit_rule(entity: Entity, known: set[str]) -> Callable[[Row], Flaw | None]:
    whose = entity.index("member_uid")
    return lambda row: None if row[whose] in known else _UNKNOWN
