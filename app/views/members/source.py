"""The list of members as a table source: ids first, sorted and filtered in SQL."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from app.services.members import MemberQuery, MemberRow
from app.services.rights import Actor
from app.views.widgets.table import TableQuery
from app.views.widgets.table.columns import GROUP_SIGN

BACKWARDS = frozenset({"age"})
"""Columns that SQL sorts by something running the other way: the older, the earlier born."""


class MemberLister(Protocol):
    """The part of the members service that the list needs."""

    def list_ids(self, query: MemberQuery, actor: Actor) -> tuple[int, ...]:
        """Ids of the list in its order."""
        ...

    def rows(self, ids: Sequence[int], actor: Actor) -> list[MemberRow]:
        """Rows of ``ids``; those that have gone are left out."""
        ...


class MemberSource:
    """Adapts the members service to `TableSource`."""

    def __init__(self, members: MemberLister, actor: Callable[[], Actor]) -> None:
        self._members, self._actor = members, actor

    def ids(self, query: TableQuery) -> Sequence[int]:
        """Ids of what ``query`` finds."""
        return self._members.list_ids(member_query(query), self._actor())

    def rows(self, ids: Sequence[int]) -> Sequence[MemberRow | None]:
        """Rows of ``ids``, None where a member has gone meanwhile."""
        found = {row.id: row for row in self._members.rows(ids, self._actor())}
        return [found.get(one) for one in ids]


def member_query(query: TableQuery) -> MemberQuery:
    """The table's wish in the service's words."""
    chosen = query.filters
    return MemberQuery(
        text=query.text.strip(),
        community=chosen.get("community", ""),
        classes=tuple(one for one in chosen.get("class", "").split(GROUP_SIGN) if one),
        ability=chosen.get("ability", ""),
        state=chosen.get("state", ""),
        age_band=chosen.get("age", ""),
        priority=chosen.get("priority", ""),
        sort=query.sort or "member_no",
        descending=query.descending != (query.sort in BACKWARDS),
    )
