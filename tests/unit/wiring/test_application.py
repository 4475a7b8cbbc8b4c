"""What the open centre joins: exports with a right, a mark and a trace."""

from __future__ import annotations

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from app.core.errors import NotAllowed
from app.services.export_profiles import ExportList
from app.services.rights import SYSTEM, Actor
from app.services.settings import put
from app.wiring import Application
from tests.helpers.people import id_number

WOMAN = id_number("19381222", 124)


def cells(path: Path) -> list[str]:
    book = CalamineWorkbook.from_path(path)
    return [
        str(c) for n in book.sheet_names for r in book.get_sheet_by_name(n).to_python() for c in r
    ]


def test_a_table_is_saved_as_it_is_shown(
    app: Application, manager: Actor, clerk: Actor, tmp_path: Path
) -> None:
    target = tmp_path / "考勤.xlsx"
    rows = [("王秀英", "08:30"), ("李建国", "08:31")]
    with pytest.raises(NotAllowed):
        app.save_table(target, "考勤", ["姓名", "到达"], rows, clerk)
    assert app.save_table(target, "考勤", ["姓名", "到达"], rows, manager) == 2
    text = cells(target)
    assert text.index("姓名") < text.index("王秀英") < text.index("李建国")


def test_refused_rows_are_saved_with_the_reason(
    app: Application, clerk: Actor, manager: Actor, tmp_path: Path
) -> None:
    source, target = tmp_path / "名单.csv", tmp_path / "退回.xlsx"
    source.write_text(f"姓名,身份证号\n王秀英,{WOMAN}\n李建国,\n", "utf-8")
    report = app.imports.run(source, manager)
    with pytest.raises(NotAllowed, match="导入"):
        app.save_rejected(report, target, None)  # type: ignore[arg-type]
    assert not target.exists()
    assert app.save_rejected(report, target, clerk) == 1
    event = app.audit.show(manager)[0]
    assert (event.action, event.actor_name) == ("export", clerk.name)
    text = cells(target)
    assert "李建国" in text
    assert "王秀英" not in text
    assert any("没有身份证号" in cell for cell in text)


def test_every_xlsx_of_the_demonstration_says_so_and_whose_it_is(
    app: Application, manager: Actor, tmp_path: Path
) -> None:
    with app.db.write(SYSTEM) as unit:
        put(unit, "demo", True)
    source = tmp_path / "名单.csv"
    source.write_text(f"姓名,身份证号\n王秀英,{WOMAN}\n李建国,\n", "utf-8")
    report = app.imports.run(source, manager)
    app.save_rejected(report, tmp_path / "退回.xlsx", manager)
    app.save_table(tmp_path / "考勤.xlsx", "考勤", ["姓名"], [("王秀英",)], manager)
    app.exports.export(ExportList(tmp_path / "名单.xlsx", "街道花名册"), manager)
    for name in ("退回", "考勤", "名单"):
        text = cells(tmp_path / f"{name}.xlsx")
        assert text[text.index("演示") + 1] == "演示数据，不作凭证"
        assert text[text.index("中心") + 1] == "小河街道居家养老服务中心"


def test_looking_beside_a_desktop_signs_nothing(app: Application, manager: Actor) -> None:
    from app.db.session import Database
    from app.services.sync_ledger import SyncLedger

    beside = Application(
        app.folder, Database(app.folder.database, app.db.key, read_only=True), None
    )
    assert beside.sync(manager).status().latest_seq == 0
    beside.close()
    assert SyncLedger(app.db).signing_secret() == ""
    app.sync(manager)
    made = SyncLedger(app.db).signing_secret()
    app.sync(manager)
    assert SyncLedger(app.db).signing_secret() == made != ""
