"""Writes ``<revision>.sql``: a small centre as the current revision stores it.

Run it once when a revision is finished, before the next one is begun:
``python -m tests.db.old.make``. The tests then bring every stored database up to date. It is
kept as text, so that a reviewer can read it; a test pours it into an encrypted file.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
import sys
import tempfile
from pathlib import Path

from sqlalchemy import select

from app import models
from app.core.clock import FixedClock
from app.core.codes import MealSlot
from app.core.paths import DataFolder
from app.db.engine import connect
from app.db.migrate import migrate
from app.db.migrations import HEAD
from app.db.session import Database
from app.devices.attlog_file import read_attlog
from app.services.attendance import CheckIn
from app.services.meals import ServeMeal
from app.services.member_codes import VoidCard
from app.services.rights import SYSTEM
from app.services.settings import put
from app.services.sync_ledger import SyncLedger
from app.services.sync_types import BundleRecord, BundleState, Peer
from app.wiring import Application
from tests.helpers.people import register

HERE = Path(__file__).parent
KEY = b"stored old database, test key ok"
PEOPLE = ("王秀英", "单雄信", "阿卜杜热合曼·买买提艾力", "王𬱖")


def fill(app: Application, clock: FixedClock) -> None:
    """One row at least in every table."""
    with app.db.write(SYSTEM, "设立中心") as unit:
        put(unit, "centre_code", "330105001")
        put(unit, "centre_name", "小河街道居家养老服务中心")
    app.accounts.create_first("admin", "系统员", "correct horse battery")
    uids = [
        register(app, SYSTEM, name, card=f"C{n}", pin=f"{100 + n}", community="小河社区")
        for n, name in enumerate(PEOPLE)
    ]
    app.attendance.check_in(CheckIn(uids[0]), SYSTEM)
    undone = app.attendance.check_in(CheckIn(uids[1]), SYSTEM)
    app.attendance.undo(undone.attendance_uid, "点错人", SYSTEM)
    app.meals.serve(ServeMeal(uids[0], MealSlot.LUNCH), SYSTEM)
    app.attendance.scan("98765432", SYSTEM)
    lines = "102\t2026-11-23 07:10:05\t1\t0\t15\t0\r\n999\t2026-11-23 07:11:05\t1\t0\t15\t0\r\ntorn"
    app.face_checks.store_file(
        lines.encode(), "1_attlog.dat", "1", lambda raw: read_attlog(raw, clock.now()), SYSTEM
    )
    app.face_checks.reconcile(dt.date(2026, 11, 23), SYSTEM)
    number = app.documents.reserve("daily-roster", "QD", {"date": "2026-11-23"}, SYSTEM)
    app.documents.store(number, b"%PDF-1.4 invented", 1, SYSTEM)
    ledger = SyncLedger(app.db)
    ledger.save_peer(Peer("district pair text", "folder:/media/usb"))
    ledger.save_signing_key("public", "secret")
    ledger.add_built(
        BundleRecord("b1", "b1.yzb", 1, 3, "0" * 64, "1" * 64, 9, {"people": 1},
                     BundleState.BUILT, "2026-11-23T00:30:00.000000Z")
    )  # fmt: skip


def fill_member_file(app: Application) -> None:
    """One row in every table that came with revision 0002."""
    with app.db.write(SYSTEM, "设立中心") as unit:
        first = unit.session.scalars(select(models.Member).order_by(models.Member.id)).first()
        assert first is not None
        first.ethnic, first.marital, first.registered_area = "01", "30", "330105"
        household = models.Household(number="H000001", address="小河路 1 号")
        unit.session.add(household)
        unit.session.flush()
        own = {"member_id": first.id}
        unit.session.add_all(
            (
                models.HouseholdMember(**own, household_id=household.id, relation="02"),
                models.Contact(**own, name="王小明", relation="20", emergency_order=1),
                models.MemberClass(**own, axis="economic", code="低保", from_on="2026-01-01"),
                models.Assessment(
                    **own, number="PG000001", standard="GB/T 42195-2022", cause="首次",
                    assessed_on="2026-11-01", b1_1=4, falls=2,
                ),
                models.HealthNote(**own, allergies="花生", diets="软食"),
                models.ConsentText(kind="face", number=1, body="样例", from_on="2026-01-01"),
                models.Consent(
                    **own, kind="face", text_number=1, signed_by="self", signer_name="王秀英",
                    signed_on="2026-11-01",
                ),
                models.Attachment(
                    **own, kind="consent", file_name="a.png", media_type="image/png", size=3,
                    sha256="0" * 64, content=b"abc",
                ),
                models.MembershipPeriod(
                    **own, state="paused", from_on="2026-10-01", to_on="2026-10-03",
                    reason="hospital",
                ),
                models.ImportRun(
                    file_name="a.xlsx", sha256="0" * 64, source="1" * 64, mapping="{}", rows=1,
                    added=1, updated=0, duplicates=0, rejected=0, first_id=1, last_id=1,
                ),
                models.MemberMerge(kept_uid=first.uid, merged_uid="gone", moved="{}"),
                models.MemberDistinct(first_uid="a", second_uid="b"),
                models.ExportProfile(
                    name="街道月报", purpose="月报", recipient="街道", columns="name、community"
                ),
                models.CodeEntry(table_name="diets", code="无糖", name="无糖", position=1),
                models.Draft(form="member:new", actor_uid="x", content="{}", updated_at="x"),
            )
        )  # fmt: skip


def fill_validity(app: Application) -> None:
    """What came with revision 0003: a card with an end, a photo that is kept."""
    with app.db.write(SYSTEM, "设立中心") as unit:
        card = unit.session.scalars(
            select(models.MemberCard).order_by(models.MemberCard.id)
        ).first()
        assert card is not None
        card.valid_until = "2027-12-31"
        own = {"member_id": card.member_id}
        unit.session.add_all(
            (
                models.Consent(
                    **own, kind="photo", text_number=1, signed_by="self", signer_name="王秀英",
                    signed_on="2026-11-01", until="2027-10-31",
                ),
                models.Attachment(
                    **own, kind="photo", file_name="photo.jpg", media_type="image/jpeg", size=3,
                    sha256="0" * 64, content=b"abc",
                ),
            )
        )  # fmt: skip


def fill_scan(app: Application) -> None:
    """What came with revision 0004: the scan of an assessment."""
    with app.db.write(SYSTEM, "设立中心") as unit:
        row = unit.session.scalars(select(models.Assessment)).first()
        assert row is not None
        scan = models.Attachment(
            member_id=row.member_id, kind="assessment", file_name="a.pdf",
            media_type="application/pdf", size=3, sha256="0" * 64, content=b"abc",
        )  # fmt: skip
        unit.session.add(scan)
        unit.session.flush()
        row.scan_uid = scan.uid


def fill_whom(app: Application) -> None:
    """What came with revision 0005: a profile that says whom it is about."""
    with app.db.write(SYSTEM, "设立中心") as unit:
        profile = unit.session.scalars(select(models.ExportProfile)).first()
        assert profile is not None
        profile.who = "paused"


def fill_codes(app: Application) -> None:
    """What came with revision 0006: a paper card that is void, and the one after it."""
    uid = app.members.find(PEOPLE[0], 1, SYSTEM)[0].uid
    app.member_codes.to_print([uid], SYSTEM)
    app.member_codes.void(VoidCard(uid, "lost"), SYSTEM)
    app.member_codes.to_print([uid], SYSTEM)


def main() -> int:
    """Write the file of the current revision unless it is there."""
    target = HERE / f"{HEAD}.sql"
    if target.exists() and "--again" not in sys.argv:
        sys.stderr.write(f"{target.name} is there already; --again writes it anew\n")
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = DataFolder(Path(name))
        clock = FixedClock(dt.datetime(2026, 11, 23, 8, 30))
        migrate(folder.database, KEY)
        app = Application(folder, Database(folder.database, KEY, clock=clock), None)
        fill(app, clock)
        fill_member_file(app)
        fill_validity(app)
        fill_scan(app)
        fill_whom(app)
        fill_codes(app)
        app.close()
        target.write_text(dump(folder.database), encoding="utf-8", newline="\n")
    return 0


def dump(database: Path) -> str:
    """The encrypted file as SQL text, by way of a plain copy (the people in it are invented)."""
    plain = database.with_name("plain.db")
    connection = connect(database, KEY, writer=True)
    connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain),))
    connection.execute("SELECT sqlcipher_export('plain')").fetchall()
    connection.close()
    with contextlib.closing(sqlite3.connect(plain)) as opened:
        return "\n".join(opened.iterdump()) + "\n"


if __name__ == "__main__":
    sys.exit(main())
