"""The rows behind the consent service, and what other services ask of consents."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Connection, func, or_, select, text
from sqlalchemy.orm import defer

from app.core.errors import UserError
from app.core.paths import resource
from app.db.session import UnitOfWork
from app.models import Attachment, Consent, ConsentText
from app.services.attachments import erase
from app.services.consents.types import ConsentRow, SignConsent, TextVersion

FACE, PHOTO = "face", "photo"
"""Kinds that something else depends on: terminal numbers, the photo."""
VALID = (
    "SELECT 1 FROM consent WHERE member_id = ? AND kind = ? AND deleted_at IS NULL"
    " AND signed_on <= ? AND (until IS NULL OR until >= ?)"
    " AND (withdrawn_on IS NULL OR withdrawn_on > ?) LIMIT 1"
)


LAPSED = (
    "SELECT m.id, l.until FROM (SELECT member_id, max(until) AS until FROM consent"
    " WHERE kind = 'face' AND deleted_at IS NULL AND withdrawn_on IS NULL AND until < ?"
    " GROUP BY member_id) l JOIN member m ON m.id = l.member_id AND m.deleted_at IS NULL"
    " WHERE EXISTS (SELECT 1 FROM terminal_pin p WHERE p.member_id = m.id"
    " AND p.deleted_at IS NULL)"
    " AND NOT EXISTS (SELECT 1 FROM consent o WHERE o.member_id = m.id AND o.kind = 'face'"
    " AND o.deleted_at IS NULL AND o.withdrawn_on IS NULL"
    " AND (o.until IS NULL OR o.until >= ?))"
    " AND NOT EXISTS (SELECT 1 FROM work_item w WHERE w.kind = 'face_removal'"
    " AND w.subject = m.uid AND substr(w.opened_at, 1, 10) > l.until)"
)
"""Members with terminal numbers whose last face consent ran out and was not asked about yet."""
HAS_LEFT = (
    "EXISTS (SELECT 1 FROM membership_period p WHERE p.member_id = {} AND p.deleted_at IS NULL"
    " AND p.state = 'left' AND p.from_on <= :d AND (p.to_on IS NULL OR p.to_on >= :d))"
)
LEFT = text(f"SELECT {HAS_LEFT.format(':m')}")
KEPT_WITHOUT_GROUND = text(
    "SELECT a.member_id,"  # noqa: S608
    " (SELECT max(l.until) FROM consent l WHERE l.member_id = a.member_id AND l.kind = 'photo'"
    " AND l.deleted_at IS NULL AND l.withdrawn_on IS NULL AND l.until < :d) AS until,"
    f" {HAS_LEFT.format('a.member_id')} AS has_left FROM attachment a"
    " WHERE a.kind = 'photo' AND a.content IS NOT NULL AND (has_left OR NOT EXISTS"
    " (SELECT 1 FROM consent v WHERE v.member_id = a.member_id AND v.kind = 'photo'"
    " AND v.deleted_at IS NULL AND v.signed_on <= :d AND (v.until IS NULL OR v.until >= :d)"
    " AND (v.withdrawn_on IS NULL OR v.withdrawn_on > :d)))"
    " GROUP BY a.member_id ORDER BY a.member_id"
)
"""Members whose photo is still stored on ``:d`` although nothing allows it, with the last day of
a consent that ran out, and whether they have left."""


WITHDRAWN_WITH = text(
    "WITH gone AS (SELECT c.uid, e.at, e.actor_uid FROM consent c JOIN audit_event e ON e.id ="
    " (SELECT max(w.id) FROM audit_event w WHERE w.entity_uid = c.uid AND w.action = 'update'"
    " AND w.changes LIKE '%\"withdrawn_on\"%') WHERE c.member_id = :m AND c.kind = :k"
    " AND c.withdrawn_on IS NOT NULL AND c.deleted_at IS NULL)"
    " SELECT o.uid FROM gone o JOIN gone g ON g.at = o.at AND g.actor_uid = o.actor_uid"
    " WHERE g.uid = :u AND o.uid <> :u"
)
"""The other sheets that one withdrawal ended together with ``:u``: that they belong together
stands in the audit, as one moment and one author."""


def is_valid(connection: Connection, member_id: int, kind: str, date: str) -> bool:
    """Whether a consent of ``kind`` holds on the ISO ``date``."""
    values = (member_id, kind, date, date, date)
    return connection.exec_driver_sql(VALID, values).first() is not None


def may_keep_photo(connection: Connection, member_id: int, date: str) -> bool:
    """Whether the member's photo may be kept on the ISO ``date``: the consent holds, and they
    have not left (the purpose that the consent names is over then)."""
    if connection.execute(LEFT, {"m": member_id, "d": date}).scalar():
        return False
    return is_valid(connection, member_id, PHOTO, date)


def photos_without_ground(connection: Connection, date: str) -> list[tuple[int, str]]:
    """Members whose photo must go on the ISO ``date``, each with the reason in words."""
    rows = connection.execute(KEPT_WITHOUT_GROUND, {"d": date})
    return [(row.member_id, _ground(row.until, left=bool(row.has_left))) for row in rows]


def _ground(until: str | None, *, left: bool) -> str:
    if left:
        return "已退出，照片不再需要"
    return f"照片同意 {until} 到期" if until else "没有有效的照片同意"


def erase_photo(unit: UnitOfWork, member_id: int, reason: str) -> bool:
    """Erase the photo of a member; whether there was one.

    Also that of a file which was merged: it waits as a tombstone for the merge to be undone. The
    tombstone stays as it is, so that the merge can still be undone, without a photo.
    """
    rows = unit.session.scalars(
        select(Attachment)
        .where(
            Attachment.member_id == member_id,
            Attachment.kind == PHOTO,
            Attachment.content.is_not(None),
        )
        .options(defer(Attachment.content))
    ).all()
    for row in rows:
        if row.deleted_at is None:
            erase(unit, row, reason)
        else:
            row.content = None
    unit.session.flush()
    return bool(rows)


def shipped_text(kind: str) -> str:
    """The wording that the program ships; a general one for a kind of the centre's own."""
    path = resource("consents", f"{kind}.txt")
    if not path.exists():
        path = resource("consents", "information.txt")
    return path.read_text(encoding="utf-8").strip()


def text_versions(connection: Connection, kind: str) -> tuple[TextVersion, ...]:
    """Every version of a wording, newest first; the shipped one while none is stored."""
    rows = connection.execute(
        select(ConsentText.number, ConsentText.body, ConsentText.from_on)
        .where(ConsentText.kind == kind, ConsentText.deleted_at.is_(None))
        .order_by(ConsentText.number.desc())
    ).all()
    stored = tuple(TextVersion(kind, r.number, r.body, r.from_on, True) for r in rows)
    return stored or (TextVersion(kind, 1, shipped_text(kind), "", False),)


def store_current(unit: UnitOfWork, kind: str, today: dt.date) -> TextVersion:
    """The wording in use, written down: what people sign is never changed behind them."""
    current = text_versions(unit.session.connection(), kind)[0]
    if not current.stored:
        unit.session.add(
            ConsentText(kind=kind, number=1, body=current.body, from_on=today.isoformat())
        )
        unit.session.flush()
    return current


def next_number(unit: UnitOfWork, kind: str) -> int:
    """The number of the next version; those that were taken back keep theirs."""
    given = select(func.max(ConsentText.number)).where(ConsentText.kind == kind)
    return int(unit.session.scalar(given) or 1) + 1


def is_signed(unit: UnitOfWork, kind: str, number: int) -> bool:
    """Whether somebody signed version ``number`` of a wording, also who withdrew since."""
    found = select(Consent.id).where(
        Consent.kind == kind, Consent.text_number == number, Consent.deleted_at.is_(None)
    )
    return unit.session.scalar(found.limit(1)) is not None


def load_consent(unit: UnitOfWork, uid: str) -> Consent:
    """The living consent. Raises ``not_found``."""
    row = unit.session.scalars(
        select(Consent).where(Consent.uid == uid, Consent.deleted_at.is_(None))
    ).first()
    if row is None:
        raise UserError("not_found", "这份同意书已经撤销登记了。请按 F5 刷新。")
    return row


def in_force(unit: UnitOfWork, row: Consent, date: str) -> list[Consent]:
    """``row`` and every other sheet of its member and kind that was not over on the ISO ``date``,
    in the order of signing. A withdrawal ends them all: a renewal, or a file that was merged into
    this one, brings a second one, and who withdraws means the thing, not the paper."""
    found = unit.session.scalars(
        select(Consent)
        .where(
            Consent.member_id == row.member_id, Consent.kind == row.kind,
            Consent.deleted_at.is_(None), Consent.withdrawn_on.is_(None),
            or_(Consent.id == row.id, Consent.until.is_(None), Consent.until >= date),
        )
        .order_by(Consent.signed_on, Consent.id)
    )  # fmt: skip
    return list(found.all())


def withdrawn_with(unit: UnitOfWork, row: Consent) -> list[Consent]:
    """``row`` and the sheets that the same withdrawal ended."""
    values = {"m": row.member_id, "k": row.kind, "u": row.uid}
    others = [one.uid for one in unit.rows(WITHDRAWN_WITH, values)]
    found = unit.session.scalars(select(Consent).where(Consent.uid.in_(others)))
    return [row, *found.all()]


def consent_values(command: SignConsent, own_name: str) -> dict[str, Any]:
    """Columns of a signed sheet; whoever signs for themself is the person."""
    guardian = command.signed_by == "guardian"
    return {
        "kind": command.kind,
        "text_number": command.number,
        "signed_by": command.signed_by,
        "signer_name": command.signer_name.strip() if guardian else own_name,
        "relation": command.relation if guardian else None,
        "guardian_reason": command.guardian_reason.strip() if guardian else None,
        "signed_on": command.signed_on.isoformat(),
        "until": command.until.isoformat() if command.until else None,
        "witness": command.witness.strip() or None,
        "note": command.note.strip() or None,
    }


def consent_row(
    r: Any, titles: dict[str, str], relations: dict[str, str], today: str
) -> ConsentRow:
    """A consent as the tab shows it on ``today``."""
    return ConsentRow(
        r.uid, r.kind, titles.get(r.kind, r.kind), r.text_number, r.signed_by, r.signer_name,
        relations.get(r.relation or "", r.relation or ""), r.guardian_reason or "", r.signed_on,
        r.until or "", r.witness or "", r.scan_uid or "", r.withdrawn_on or "",
        r.withdrawn_reason or "", r.note or "", _state(r, today),
    )  # fmt: skip


def _state(r: Any, today: str) -> str:
    if r.withdrawn_on and r.withdrawn_on <= today:
        return "withdrawn"
    if r.until and r.until < today:
        return "expired"
    return "coming" if r.signed_on > today else "valid"
