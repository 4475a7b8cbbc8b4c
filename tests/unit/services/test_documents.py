"""Documents: numbers that are never given twice, and PDFs that stay what they were."""

from __future__ import annotations

import threading

import pytest

from app.core.canonical import digest
from app.core.clock import FixedClock
from app.core.errors import UserError
from app.services.rights import Actor
from app.wiring import Application
from tests.db.tools import raw

PDF = b"%PDF-1.4 invented"


def reserve(app: Application, actor: Actor, date: str = "2020-10-29", prefix: str = "QD") -> str:
    return app.documents.reserve("daily-roster", prefix, {"date": date} if date else {}, actor)


def test_numbers_run_per_form_and_service_date(app: Application, clerk: Actor) -> None:
    assert [reserve(app, clerk) for _ in range(3)] == [
        "QD-20201029-001", "QD-20201029-002", "QD-20201029-003",
    ]  # fmt: skip
    assert reserve(app, clerk, "2020-10-30") == "QD-20201030-001"
    assert reserve(app, clerk, prefix="HM") == "HM-20201029-001"
    assert reserve(app, clerk, "") == "QD-20261123-001"


def test_two_printing_at_once_never_get_the_same_number(app: Application, clerk: Actor) -> None:
    made: list[str] = []
    threads = [
        threading.Thread(target=lambda: made.extend(reserve(app, clerk) for _ in range(20)))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == [f"QD-20201029-{n:03d}" for n in range(1, 61)]


def test_the_thousandth_of_a_day_still_has_its_own_number(app: Application, clerk: Actor) -> None:
    from app.models import Document

    with app.db.write(clerk) as unit:
        unit.recorder.bulk_insert(
            Document,
            [{"number": f"QD-20201029-{n:03d}", "form": "daily-roster", "parameters": "{}",
              "made_by": "小王"} for n in range(1, 1000)],
        )  # fmt: skip
    assert reserve(app, clerk) == "QD-20201029-1000"
    assert reserve(app, clerk) == "QD-20201029-1001"


def test_the_archived_bytes_come_back_with_their_hash(
    app: Application, clerk: Actor, clock: FixedClock
) -> None:
    number = reserve(app, clerk)
    app.documents.store(number, PDF, 2, clerk)
    assert app.documents.pdf(number, clerk) == PDF
    (row,) = app.documents.recent(clerk)
    assert (row.number, row.form, row.pages, row.sha256, row.made_by, row.made_at) == (
        number, "daily-roster", 2, digest(PDF), "小王", "2026-11-23 08:30",
    )  # fmt: skip


def test_what_is_archived_is_never_replaced(app: Application, clerk: Actor) -> None:
    number = reserve(app, clerk)
    app.documents.store(number, PDF, 1, clerk)
    with pytest.raises(UserError, match="不能更改"):
        app.documents.store(number, b"%PDF other", 1, clerk)
    assert app.documents.pdf(number, clerk) == PDF


def test_a_number_without_a_pdf_is_not_listed_and_cannot_be_shown(
    app: Application, clerk: Actor
) -> None:
    number = reserve(app, clerk)
    assert app.documents.recent(clerk) == []
    for wanted in (number, "QD-1"):
        with pytest.raises(UserError, match="没有归档"):
            app.documents.pdf(wanted, clerk)
    with pytest.raises(UserError, match="没有编号"):
        app.documents.store("QD-1", PDF, 1, clerk)


def test_an_archive_changed_outside_is_noticed(
    app: Application, clerk: Actor, administrator: Actor
) -> None:
    number = reserve(app, clerk)
    app.documents.store(number, PDF, 1, clerk)
    with raw(app) as connection:
        connection.execute("UPDATE document SET pdf = ?", (b"%PDF-1.4 forged",))
    with pytest.raises(UserError, match="与登记不符"):
        app.documents.pdf(number, clerk)
    with raw(app) as connection:
        connection.execute("UPDATE document SET sha256 = ?", (digest(b"%PDF-1.4 forged"),))
    assert "document" in app.audit.verify(administrator).problems[0]


def test_newest_first(app: Application, clerk: Actor) -> None:
    for _ in range(3):
        app.documents.store(reserve(app, clerk), PDF, 1, clerk)
    assert [row.number[-3:] for row in app.documents.recent(clerk, 2)] == ["003", "002"]
