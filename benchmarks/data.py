"""Centres and files to measure on, made once per run in a scratch folder."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import xlsxwriter

from app.core.clock import today
from app.demo.people import invented_members
from app.services.rights import SYSTEM
from app.services.seeding import Seeding
from app.sync.engine import SyncEngine
from app.wiring import Application, create_centre

CODE, NAME = "330105001", "测量中心"


def empty_centre(root: Path) -> Application:
    """A new centre without people."""
    app, _ = create_centre(root, CODE, NAME)
    return app


def centre(root: Path, members: int, days: int = 0, share: float = 0.6) -> Application:
    """A centre with ``members`` people and ``days`` days of history up to yesterday."""
    app = empty_centre(root)
    now = today(app.clock)
    seeding = Seeding(app.db)
    seeding.members(list(invented_members(members, now)), SYSTEM)
    dates = [now - dt.timedelta(days=n) for n in range(days, 0, -1)]
    seeding.days(dates, SYSTEM, share=share)
    app.db.checkpoint()
    return app


def pair_with_district(app: Application, place: Path) -> SyncEngine:
    """The upload of ``app``, paired with a fresh district that takes bundles in ``place``."""
    from app.sync.district import init_store

    place.mkdir(parents=True)
    (place / "target").mkdir()
    engine = app.sync(SYSTEM)
    engine.pair(init_store(f"file:{place / 'store'}", "测量区"), f"folder:{place / 'target'}")
    return engine


def deliver(engine: SyncEngine, place: Path) -> None:
    """Everything there is goes up and is acknowledged by the district in ``place``."""
    from app.core.clock import SystemClock, utc_text
    from app.sync.district import open_store, receive

    engine.build()
    engine.push()
    clock, target = SystemClock(), place / "target"
    with open_store(f"file:{place / 'store'}") as store:
        store.accept(engine.keys.pair(), utc_text(clock.now()))
        receive(store, target / "inbox", target / "receipts", clock)
    engine.fetch_receipts()


def member_list(path: Path, members: int) -> None:
    """A member list as centres keep it: title row, header, one person a row."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("花名册")
    sheet.write(0, 0, "老年人花名册")
    titles = (
        "序号", "姓名", "身份证号", "性别", "联系电话", "居住地址", "社区", "人员类别", "能力等级",
        "居住情况", "紧急联系人", "紧急联系电话", "老年卡号", "人脸机编号", "入会日期", "备注",
    )  # fmt: skip
    sheet.write_row(2, 0, titles)
    now = dt.date(2026, 1, 1)
    for number, person in enumerate(invented_members(members, now), 1):
        values = (
            number, person.name, person.id_number, "男" if person.sex == "1" else "女",
            person.phone, person.address, person.community, "、".join(person.categories),
            "自理", person.living, person.emergency_contact, person.emergency_phone,
            person.card, person.terminal_pin, "2025.3.4", "",
        )  # fmt: skip
        sheet.write_row(2 + number, 0, values)
    book.close()


def terminal_file(path: Path, lines: int) -> None:
    """A USB export with ``lines`` readable checks of 400 numbers."""
    start = dt.datetime(2025, 1, 1, 7, 0)
    text = "".join(
        f"{720001 + n % 400:>9}\t{start + dt.timedelta(seconds=37 * n):%Y-%m-%d %H:%M:%S}"
        "\t1\t0\t15\t0\r\n"
        for n in range(lines)
    )
    path.write_bytes(text.encode())
