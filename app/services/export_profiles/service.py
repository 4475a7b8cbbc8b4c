"""The export service: profiles, and the one way for a list of people to leave the centre."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from app.core.errors import NotAllowed, UserError, ValidationProblem
from app.core.progress import Progress, silent
from app.db.session import UnitOfWork
from app.models import ExportProfile
from app.services.base import Service
from app.services.codes import merged_table
from app.services.export_profiles.columns import BY_KEY, Context
from app.services.export_profiles.reading import export_rows
from app.services.export_profiles.whom import Chosen, Who, chosen, counts
from app.services.exports.xlsx import FULL_NUMBERS, Mark, write_table
from app.services.members import listing
from app.services.members.types import MemberQuery
from app.services.rights import Actor, Right, requires
from app.services.settings import Settings

BETWEEN = "、"
LONGEST = 60


@dataclass(frozen=True)
class Profile:
    """A named choice of columns about ``who``. ``template``: as shipped, nobody at the centre has
    read it."""

    uid: str
    version: int
    name: str
    purpose: str
    recipient: str
    columns: tuple[str, ...]
    full_numbers: bool = False
    template: bool = False
    who: Who = Who.LISTED


@dataclass(frozen=True)
class SaveProfile:
    """Make a profile (``uid`` empty) or change one that has not changed since ``version``."""

    name: str
    purpose: str
    recipient: str
    columns: tuple[str, ...]
    full_numbers: bool = False
    uid: str = ""
    version: int = 0
    who: Who = Who.LISTED


@dataclass(frozen=True)
class ExportList:
    """What leaves: people (``ids`` in their order, None: all that ``query`` finds), by which
    profile, and who of them (None: as the profile says). ``full`` needs `Right.FULL_NUMBERS` and
    a ``reason``."""

    path: Path
    profile: str
    query: MemberQuery = field(default_factory=MemberQuery)
    ids: tuple[int, ...] | None = None
    full: bool = False
    reason: str = ""
    who: Who | None = None


@dataclass(frozen=True)
class Exported:
    """What left: how many ``rows``, about ``who``; who was ``left_out`` and who went although not
    on the list (``among``), each as state → number."""

    rows: int
    who: Who
    left_out: Mapping[str, int]
    among: Mapping[str, int]


def _template(
    number: int, name: str, purpose: str, recipient: str, columns: str, who: Who = Who.LISTED
) -> Profile:
    uid = f"00000000-0000-7000-8000-0000000e{number:04d}"
    keys = tuple(columns.split())
    return Profile(uid, 0, name, purpose, recipient, keys, template=True, who=who)


TEMPLATES = (
    _template(1, "街道花名册", "在册老人名册", "街道办事处",
              "member_no name sex age id_number phone community address categories ability"
              " self_care joined_on state"),
    _template(2, "助餐名单", "备餐和送餐", "食堂、送餐员",
              "member_no name sex age community address phone diets allergies card"),
    _template(3, "能力评估汇总", "能力评估结果归集", "区民政局",
              "member_no name sex birth_date id_number community level score assessed_on"
              " valid_until assessors assessment_no", Who.PAUSED),
    _template(4, "应急联系名单", "高温、寒潮等应急时逐户联系", "社区网格员",
              "name age community address living priority phone emergency_contact"
              " emergency_phone", Who.PAUSED),
)  # fmt: skip
"""What a new centre finds ([default] in the field): to be read and changed before use."""


class ExportProfiles(Service):
    """Keeps the profiles and writes the files."""

    # -- profiles ------------------------------------------------------------------------

    @requires(Right.EXPORT)
    def all(self, actor: Actor) -> tuple[Profile, ...]:
        """Every profile, the templates first, as changed by the centre."""
        with self._db.read() as connection:
            return _profiles(connection)

    @requires(Right.SETTINGS)
    def save(self, command: SaveProfile, actor: Actor) -> str:
        """Store a profile; returns its uid.

        Raises `ValidationProblem`; `UserError` ``changed_meanwhile``, ``not_found``.
        """
        with self._db.write(actor, f"导出方案 {command.name.strip()}") as unit:
            known = _profiles(unit.session.connection())
            if faults := _faults(command, known):
                raise ValidationProblem(faults)
            row = _row(unit, command, known)
            row.name, row.purpose = command.name.strip(), command.purpose.strip()
            row.recipient = command.recipient.strip()
            row.columns = BETWEEN.join(command.columns)
            row.full_numbers, row.who = int(command.full_numbers), command.who.value
            unit.session.flush()
            return row.uid

    @requires(Right.SETTINGS)
    def remove(self, uid: str, actor: Actor) -> None:
        """Take a profile away; `restore` brings it back. Raises ``not_found``."""
        with self._db.write(actor, "删除导出方案") as unit:
            found = _by_uid(_profiles(unit.session.connection()), uid)
            kept = SaveProfile(found.name, found.purpose, found.recipient, found.columns,
                               found.full_numbers, uid, found.version, found.who)  # fmt: skip
            row = _row(unit, kept, (found,))
            row.name, row.purpose, row.recipient = found.name, found.purpose, found.recipient
            row.columns, row.full_numbers = BETWEEN.join(found.columns), int(found.full_numbers)
            row.who = found.who.value
            row.deleted_at, row.deleted_reason = unit.now, "删除"

    @requires(Right.SETTINGS)
    def restore(self, uid: str, actor: Actor) -> None:
        """Undo of `remove`."""
        with self._db.write(actor, "撤销删除导出方案") as unit:
            row = unit.session.scalars(select(ExportProfile).where(ExportProfile.uid == uid)).one()
            row.deleted_at = row.deleted_reason = None

    # -- exporting -----------------------------------------------------------------------

    @requires(Right.EXPORT)
    def chosen(self, query: MemberQuery, ids: Sequence[int] | None, actor: Actor) -> Chosen:
        """The people of ``ids``, or all that ``query`` finds, and who of them is not on the list
        today: to be said before anything goes out."""
        with self._db.read() as connection:
            return self._chosen(connection, query, ids)

    @requires(Right.EXPORT)
    def export(self, command: ExportList, actor: Actor, progress: Progress = silent) -> Exported:
        """Write the xlsx. Who, when, by which profile, which columns for what and for whom, about
        whom, how many rows and how many people left out, whether masked, why and the file's name
        are in the audit.

        Raises `NotAllowed` for full numbers without the right, `ValidationProblem` (``reason``),
        `UserError`, `EnvironmentProblem`.
        """
        if command.full and not actor.may(Right.FULL_NUMBERS):
            raise NotAllowed(Right.FULL_NUMBERS.value)
        reason = command.reason.strip()
        if command.full and not reason:
            raise ValidationProblem({"reason": "请写明为什么要导出完整号码。"})
        with self._db.read() as connection:
            profile = _by_uid(_profiles(connection), command.profile)
            people = self._chosen(connection, command.query, command.ids)
        who = profile.who if command.who is None else command.who
        out, among = counts(people.left_out(who)), counts(people.among(who))
        columns, centre = [BY_KEY[key] for key in profile.columns], Settings(self._db).centre()
        # In one transaction with its audit: no file of people leaves without a trace.
        with self._db.write(actor, reason or f"导出{profile.name}") as unit:
            full = command.full and any(column.masks for column in columns)
            mark = Mark(actor.name, self._clock.now(), profile.purpose, profile.recipient,
                        full=full, reason=reason if full else "",
                        whom=people.words(who), centre=centre.name,
                        demo=centre.demo)  # fmt: skip
            rows = self._rows(people.going(who), profile, full=full)
            title = f"{profile.name}（{FULL_NUMBERS}）" if full else profile.name
            count = write_table(command.path, title, [c.sheet_column for c in columns],
                                rows, mark, progress)  # fmt: skip
            unit.recorder.note(
                "export", "member", command.path.name,
                {"rows": count, "profile": profile.name, "recipient": profile.recipient,
                 "purpose": profile.purpose, "columns": BETWEEN.join(c.title for c in columns),
                 "who": who.label, "left_out": sum(out.values()),
                 "not_listed": sum(among.values()), "full_numbers": command.full,
                 "reason": reason},
            )  # fmt: skip
        return Exported(count, who, out, among)

    def _chosen(
        self, connection: Connection, query: MemberQuery, ids: Sequence[int] | None
    ) -> Chosen:
        today = self._today()
        found = listing.find(connection, query, today) if ids is None else ids
        return chosen(connection, found, today)

    def _rows(self, ids: Sequence[int], profile: Profile, *, full: bool) -> Iterator[Sequence[Any]]:
        columns, today = [BY_KEY[key] for key in profile.columns], self._today()
        with self._db.read() as connection:
            tables = {
                table: {entry.code: entry for entry in merged_table(connection, table)}
                for table in {column.table for column in columns} - {""}
            }
            context = Context(today, tables, full)
            more = {key for column in columns for key in column.more}
            for row in export_rows(connection, ids, today, more):
                yield [column.value(row, context) for column in columns]


def _profiles(connection: Connection) -> tuple[Profile, ...]:
    rows = connection.execute(
        select(
            ExportProfile.uid, ExportProfile.version, ExportProfile.name, ExportProfile.purpose,
            ExportProfile.recipient, ExportProfile.columns, ExportProfile.full_numbers,
            ExportProfile.deleted_at, ExportProfile.who,
        ).order_by(ExportProfile.id)
    ).all()  # fmt: skip
    own = {row.uid: row for row in rows}
    found = [_profile(own.pop(one.uid)) if one.uid in own else one for one in TEMPLATES]
    return tuple(
        one for one in (*found, *(_profile(row) for row in own.values())) if one is not None
    )


def _profile(row: Any) -> Profile | None:
    if row.deleted_at is not None:
        return None
    columns = tuple(key for key in row.columns.split(BETWEEN) if key in BY_KEY)
    return Profile(row.uid, row.version, row.name, row.purpose, row.recipient, columns,
                   bool(row.full_numbers), who=Who(row.who or Who.LISTED))  # fmt: skip


def _by_uid(known: Sequence[Profile], uid: str) -> Profile:
    """The profile of ``uid`` or of that name; without one the first."""
    found = next((one for one in known if uid in ("", one.uid, one.name)), None)
    if found is None:
        names = "、".join(one.name for one in known)
        raise UserError("not_found", f"没有名为“{uid}”的导出方案。现有：{names}。")
    return found


def _row(unit: UnitOfWork, command: SaveProfile, known: Sequence[Profile]) -> ExportProfile:
    """The stored row to write to; a template gets its own when it is first changed."""
    row = unit.session.scalars(
        select(ExportProfile).where(ExportProfile.uid == command.uid)
    ).first() if command.uid else None  # fmt: skip
    if row is not None:
        if row.version != command.version or row.deleted_at is not None:
            raise UserError("changed_meanwhile", "这个方案刚刚被别人改过。请按 F5 刷新后再改一次。")
        return row
    row = ExportProfile(name="", purpose="", recipient="", columns="", full_numbers=0)
    if command.uid:
        row.uid = _by_uid(known, command.uid).uid
    unit.session.add(row)
    return row


def _faults(command: SaveProfile, known: Sequence[Profile]) -> dict[str, str]:
    faults = {}
    for key, word in (("name", "名称"), ("purpose", "用途"), ("recipient", "接收方")):
        text = getattr(command, key).strip()
        if not text:
            faults[key] = f"请填写{word}。"
        elif len(text) > LONGEST:
            faults[key] = f"太长了，最多 {LONGEST} 个字。"
    name = command.name.strip()
    if any(one.name == name and one.uid != command.uid for one in known):
        faults["name"] = "已经有这个名称的方案。"
    if not command.columns:
        faults["columns"] = "请至少选一列。"
    elif len(set(command.columns)) < len(command.columns):
        faults["columns"] = "有的列选了两次，请去掉一次。"
    elif not set(command.columns) <= BY_KEY.keys():
        faults["columns"] = "有的列不认识，请重新选择。"
    return faults


def as_command(profile: Profile) -> SaveProfile:
    """``profile`` as a command that changes nothing; for a form to `replace` in."""
    return replace(
        SaveProfile(profile.name, profile.purpose, profile.recipient, profile.columns),
        full_numbers=profile.full_numbers, uid=profile.uid, version=profile.version,
        who=profile.who,
    )  # fmt: skip
