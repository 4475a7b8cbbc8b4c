"""The duplicates service: proposes, and remembers who is not the same person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select, text

from app.core.errors import UserError
from app.core.idcard import full_number
from app.core.masking import mask_id, mask_phone
from app.core.names import query_text
from app.db.session import UnitOfWork
from app.models import Member, MemberDistinct
from app.services.base import Service, chunks
from app.services.duplicates import rules
from app.services.duplicates.types import DuplicatePair, PersonFacts, Similar, TypedPerson
from app.services.members import spelling
from app.services.members.loading import load_member
from app.services.members.types import sex_text, state_text
from app.services.rights import Actor, Right, requires

PEOPLE = (
    "SELECT id, name, birth_date, id_number, phone, phone2, former_name FROM member"
    " WHERE deleted_at IS NULL ORDER BY id"
)
DECIDED = "SELECT first_uid, second_uid FROM member_distinct WHERE deleted_at IS NULL"
_ONE = (
    "SELECT id, name, birth_date, id_number, phone, phone2, former_name FROM member"
    " WHERE deleted_at IS NULL"
)
NEARBY = (
    f"{_ONE} AND (id IN (SELECT member_id FROM member_key WHERE kind = 'name'"  # noqa: S608
    " AND key IN (SELECT value FROM json_each(:names) UNION SELECT value FROM json_each(:former)))"
    " OR id IN (SELECT member_id FROM member_key WHERE kind = 'phone_tail'"
    " AND key >= :phone AND key < :phone_end)"
    " OR id IN (SELECT member_id FROM member_key WHERE kind = 'phone_tail'"
    " AND key >= :phone2 AND key < :phone2_end) OR (:birth <> '' AND birth_date = :birth)"
    " OR (:number <> '' AND id_number = :number)) LIMIT 400"
)
"""Candidates for somebody who is being typed: by indexes where there are any, and by birth date
in one scan."""
SEEN = (
    "SELECT member_id, max(service_date) FROM attendance WHERE deleted_at IS NULL"
    " AND member_id IN ({}) GROUP BY member_id"
)
MOST = 500
"""Pairs shown at once; the strongest come first."""


class Duplicates(Service):
    """Finds files that may be one person."""

    @requires(Right.LOOK)
    def proposals(self, actor: Actor, limit: int = MOST) -> list[DuplicatePair]:
        """Pairs that may be one person, strongest reasons first, without those decided."""
        with self._db.read() as connection:
            rows = connection.exec_driver_sql(PEOPLE).all()
            found = rules.proposals([_facts(row) for row in rows])
            decided = {tuple(row) for row in connection.exec_driver_sql(DECIDED)}
            ids = {rows[at].id for pair in found for at in pair}
            uids = _uids(connection, sorted(ids)) if decided else {}
            pairs = [
                (rows[a].id, rows[b].id, tuple(reasons))
                for (a, b), reasons in found.items()
                if not decided or _pair(uids[rows[a].id], uids[rows[b].id]) not in decided
            ]
            pairs.sort(key=lambda pair: (-weight_of(pair[2]), pair[0], pair[1]))
            del pairs[limit:]
            facts = self._people(connection, {i for a, b, _ in pairs for i in (a, b)})
        return [
            DuplicatePair(facts[a], facts[b], reasons, weight_of(reasons))
            for a, b, reasons in pairs
        ]

    @requires(Right.LOOK)
    def similar(self, typed: TypedPerson, actor: Actor) -> list[Similar]:
        """Who is registered already and may be the person being typed, likeliest first.

        The same identity number is among them: saving would be refused.
        """
        given = rules.Facts(
            0, typed.name.strip(), typed.birth_date, full_number(typed.id_number),
            tuple(rules.phone_key(p) for p in (typed.phone, typed.phone2) if p.strip()),
            typed.former_name.strip(),
        )  # fmt: skip
        if not (given.plain or given.number or given.phones):
            return []
        # Behind the last character of the empty text nothing follows: no number, nobody.
        phone, phone2 = (number[::-1] for number in (*given.phones, "", "")[:2])
        values = {
            "phone": phone, "phone_end": phone and f"{phone}:",
            "phone2": phone2, "phone2_end": phone2 and f"{phone2}:",
            "birth": given.birth or given.born, "number": given.number,
        }  # fmt: skip
        with self._db.read() as connection:
            values["names"] = spelling.keys(connection, given.plain)
            values["former"] = spelling.keys(connection, query_text(given.former))
            rows = connection.execute(text(NEARBY), values).all()
            reasons = {row.id: _reasons(given, row) for row in rows}
            likely = sorted(
                (i for i in reasons if reasons[i]), key=lambda i: -weight_of(reasons[i])
            )
            facts = self._people(connection, likely[:5])
        return [Similar(facts[i], reasons[i]) for i in likely[:5]]

    @requires(Right.EDIT_MEMBERS)
    def decide_distinct(self, one_uid: str, other_uid: str, reason: str, actor: Actor) -> None:
        """These are two people: the pair is never proposed again. Raises ``not_found``."""
        first, second = _pair(one_uid, other_uid)
        with self._db.write(actor, reason or "不是同一人") as unit:
            for uid in (first, second):
                load_member(unit, uid)
            if _decision(unit, first, second) is None:
                unit.session.add(MemberDistinct(first_uid=first, second_uid=second))

    @requires(Right.EDIT_MEMBERS)
    def propose_again(self, one_uid: str, other_uid: str, actor: Actor) -> None:
        """Undo of `decide_distinct`. Raises ``not_found``."""
        first, second = _pair(one_uid, other_uid)
        with self._db.write(actor, "撤销“不是同一人”") as unit:
            found = _decision(unit, first, second)
            if found is None:
                raise UserError("not_found", "这一对已经不在名单里。请按 F5 刷新。")
            found.deleted_at, found.deleted_reason = unit.now, "撤销"

    def _people(self, connection: Connection, ids: Iterable[int]) -> Mapping[int, PersonFacts]:
        found: dict[int, PersonFacts] = {}
        for part in chunks(list(ids)):
            marks = ",".join("?" * len(part))
            seen = {r[0]: r[1] for r in connection.exec_driver_sql(SEEN.format(marks), part)}
            rows = connection.execute(select(Member.__table__).where(Member.id.in_(part)))
            found.update({row.id: _person(row, seen.get(row.id, "")) for row in rows})
        return found


def weight_of(reasons: Iterable[str]) -> int:
    """How much ``reasons`` say together."""
    return sum(rules.WEIGHTS.get(reason, 9) for reason in reasons)


def _reasons(given: rules.Facts, row: Any) -> tuple[str, ...]:
    if given.number and given.number == row.id_number:
        return ("证件号相同",)
    other = _facts(row)
    return rules.reasons_between(other, given)


def _facts(row: Any) -> rules.Facts:
    phones = tuple(rules.phone_key(phone) for phone in (row.phone, row.phone2) if phone)
    return rules.Facts(
        row.id, row.name, row.birth_date or "", row.id_number or "", phones, row.former_name or ""
    )  # fmt: skip


def _person(row: Any, last_seen: str) -> PersonFacts:
    return PersonFacts(
        row.uid, row.member_no, row.name, sex_text(row.sex), row.birth_date or "",
        row.community or "", row.address or "", mask_id(row.id_number), mask_phone(row.phone),
        state_text(row.state), row.joined_on or "", last_seen,
    )  # fmt: skip


def _uids(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for part in chunks(list(ids)):
        rows = connection.execute(select(Member.id, Member.uid).where(Member.id.in_(part)))
        found.update({row.id: row.uid for row in rows})
    return found


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _decision(unit: UnitOfWork, first: str, second: str) -> MemberDistinct | None:
    return unit.session.scalars(
        select(MemberDistinct).where(
            MemberDistinct.first_uid == first, MemberDistinct.second_uid == second,
            MemberDistinct.deleted_at.is_(None),
        )
    ).first()  # fmt: skip
