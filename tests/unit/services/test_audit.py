"""The audit: what was done outside the product is found and named."""

from __future__ import annotations

import ast
import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.core.clock import FixedClock
from app.core.codes import MealSlot
from app.db.recorder import event_hash, recorded_columns
from app.models import WorkItem
from app.services.attendance import CheckIn
from app.services.audit import AuditQuery, AuditReport, action_words, entity_words, field_words
from app.services.audit.checking import recorded_models
from app.services.audit.words import ACTIONS
from app.services.export_profiles import ExportList
from app.services.meals import ServeMeal
from app.services.members import ChangeMember
from app.services.rights import SYSTEM, Actor
from app.wiring import Application
from tests.db.tools import count, raw, rows
from tests.helpers.people import register

ROOT = Path(__file__).parents[3]


@pytest.fixture
def used(app: Application, clerk: Actor, clock: FixedClock) -> Application:
    """A centre after a morning's work."""
    for n in range(6):
        uid = register(app, clerk, f"老人{n}", card=f"C{n}")
        result = app.attendance.check_in(CheckIn(uid), clerk)
        app.meals.serve(ServeMeal(uid, MealSlot.LUNCH), clerk)
        clock.advance(30)
    app.attendance.undo(result.attendance_uid, "点错人", clerk)
    app.members.change(ChangeMember(uid, 1, {"community": "小河社区"}), clerk)
    assert app.audit.verify(SYSTEM).sound
    return app


def tamper(app: Application, sql: str, *values: Any) -> AuditReport:
    with raw(app) as connection:
        changed = connection.execute(sql, values).rowcount
        assert changed, "the tampering itself must work"
    return app.audit.verify(SYSTEM)


def test_an_untouched_centre_is_sound(used: Application) -> None:
    report = used.audit.verify(SYSTEM)
    assert report.sound
    assert report.events == count(used, "audit_event")
    assert report.rows == sum(
        count(used, name) for name in ("member", "member_card", "attendance", "meal", "setting")
    )


@pytest.mark.parametrize(
    "column",
    ["at", "actor_uid", "actor_name", "action", "entity", "entity_uid", "row_hash", "changes",
     "reason", "prev_hash", "hash"],
)  # fmt: skip
def test_one_changed_character_of_an_event_is_found_and_named(
    used: Application, column: str
) -> None:
    sql = f"UPDATE audit_event SET {column} = 'x' || substr({column}, 2) WHERE id = 9"
    report = tamper(used, sql)
    assert any("审计事件 9 被改动" in problem for problem in report.problems)
    named = [problem for problem in report.problems if "审计事件" in problem]
    assert [problem for problem in named if "审计事件 9 " not in problem] == []


def test_an_event_rewritten_with_a_fitting_hash_no_longer_fits_the_next(
    used: Application,
) -> None:
    columns = "id, at, actor_uid, actor_name, action, entity, entity_uid, row_hash, reason"
    fields = list(rows(used, f"SELECT {columns} FROM audit_event WHERE id = 9")[0])
    fields[3] = "别人"
    prev, changes = rows(used, "SELECT prev_hash, changes FROM audit_event WHERE id = 9")[0]
    forged = event_hash(prev, fields, changes)
    report = tamper(
        used, "UPDATE audit_event SET actor_name = '别人', hash = ? WHERE id = 9", forged
    )
    assert report.problems == ("审计事件 10 与前一个事件不衔接",)


def test_a_removed_event_is_found_and_named(used: Application) -> None:
    report = tamper(used, "DELETE FROM audit_event WHERE id = 7")
    assert "审计事件 7 缺失" in report.problems
    assert not any("事件 8" in problem for problem in report.problems)


def test_removed_events_are_named_as_a_range(used: Application) -> None:
    report = tamper(used, "DELETE FROM audit_event WHERE id IN (5, 6, 7)")
    assert "审计事件 5 至 7 缺失" in report.problems


def test_a_removed_tail_is_found_even_after_more_work(used: Application, clerk: Actor) -> None:
    last = count(used, "audit_event")
    report = tamper(used, "DELETE FROM audit_event WHERE id > ?", last - 2)
    assert f"审计事件 {last - 1} 至 {last} 在结尾处被删除" in report.problems
    used.db._head = None  # as after a restart
    register(used, clerk, "后来的人")
    report = used.audit.verify(SYSTEM)
    assert f"审计事件 {last - 1} 至 {last} 缺失" in report.problems


def test_removing_the_end_mark_is_found(used: Application) -> None:
    report = tamper(used, "DELETE FROM audit_head")
    assert any("结尾登记被删除" in problem for problem in report.problems)


def test_an_end_mark_set_back_is_found(used: Application) -> None:
    report = tamper(
        used,
        "UPDATE audit_head SET event_id = 5, hash = (SELECT hash FROM audit_event WHERE id = 5)",
    )
    assert any("结尾登记被改动" in problem for problem in report.problems)


def test_two_swapped_events_are_found_and_named(used: Application) -> None:
    with raw(used) as connection:
        connection.execute("UPDATE audit_event SET id = -1 WHERE id = 6")
        connection.execute("UPDATE audit_event SET id = 6 WHERE id = 7")
        connection.execute("UPDATE audit_event SET id = 7 WHERE id = -1")
    problems = used.audit.verify(SYSTEM).problems
    assert any("审计事件 6 被改动" in problem for problem in problems)
    assert any("审计事件 7 被改动" in problem for problem in problems)


def test_an_event_slipped_in_is_found(used: Application) -> None:
    last = count(used, "audit_event")
    sql = (
        "INSERT INTO audit_event SELECT ?, at, actor_uid, actor_name, action, entity, entity_uid,"
        " row_hash, changes, reason, prev_hash, hash FROM audit_event WHERE id = ?"
    )
    report = tamper(used, sql, last + 1, last)
    assert any(f"审计事件 {last + 1} " in problem for problem in report.problems)


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("member", "name = '冒名'"),
        ("member", "deleted_at = '2026-01-01'"),
        ("attendance", "arrived_at = '2026-11-23 06:00:00'"),
        ("attendance", "version = 9"),
        ("meal", "price_fen = 1"),
        ("member_card", "number = 'STOLEN'"),
        ("setting", "value = '\"别处\"'"),
    ],
)
def test_a_row_changed_outside_the_product_is_found_and_named(
    used: Application, table: str, change: str
) -> None:
    uid = rows(used, f"SELECT uid FROM {table} ORDER BY id LIMIT 1")[0][0]
    report = tamper(used, f"UPDATE {table} SET {change} WHERE uid = ?", uid)
    assert report.problems == (f"{table} {uid} 在系统外被改动",)


def test_a_row_deleted_outside_the_product_is_found_and_named(used: Application) -> None:
    uid = rows(used, "SELECT uid FROM meal LIMIT 1")[0][0]
    report = tamper(used, "DELETE FROM meal WHERE uid = ?", uid)
    assert report.problems == (f"meal {uid} 在系统外被删除",)


def test_a_row_added_outside_the_product_is_found_and_named(used: Application) -> None:
    sql = (
        "INSERT INTO meal SELECT 99999, 'forged-uid', member_id, '2026-11-22', slot, served_at,"
        " method, price_fen, subsidy_fen, note, 1, created_at, updated_at, NULL, NULL FROM meal"
        " LIMIT 1"
    )
    report = tamper(used, sql)
    assert report.problems == ("meal forged-uid 没有审计记录，是在系统外加入的",)


def test_ten_thousand_events_are_fine_and_one_among_them_is_found(app: Application) -> None:
    item = {"kind": "unknown_code", "detail": "", "opened_at": "2026-11-23 08:30:00"}
    with app.db.write(SYSTEM) as unit:
        unit.recorder.bulk_insert(WorkItem, [{**item, "subject": str(n)} for n in range(10_000)])
    told: list[tuple[int, int, str]] = []
    report = app.audit.verify(SYSTEM, lambda *step: told.append(step))
    assert report.sound
    assert report.events >= 10_000
    assert any("审计链" in what for _, _, what in told)
    report = tamper(app, "UPDATE audit_event SET reason = 'x' WHERE id = 7777")
    assert [problem for problem in report.problems if "7777" in problem] == list(report.problems)


def test_at_most_fifty_problems_are_listed(used: Application) -> None:
    with raw(used) as connection:
        connection.execute("UPDATE audit_event SET reason = 'x'")
        connection.execute("UPDATE member SET note = 'x'")
    assert 20 < len(used.audit.verify(SYSTEM).problems) <= 50


def test_the_log_names_who_did_what_and_hides_the_values(
    used: Application, administrator: Actor
) -> None:
    newest, *_ = shown = used.audit.show(administrator)
    assert (newest.actor_name, newest.action, newest.entity) == ("小王", "update", "member")
    assert newest.fields == ("community",)
    assert [row.id for row in shown] == sorted((row.id for row in shown), reverse=True)
    assert all("小河社区" not in str(row) for row in shown)
    older = used.audit.show(administrator, before=newest.id, limit=3)
    assert [row.id for row in older] == [newest.id - 1, newest.id - 2, newest.id - 3]


def test_a_reason_given_by_a_person_is_kept(used: Application, administrator: Actor) -> None:
    assert "点错人" in [row.reason for row in used.audit.show(administrator)]


@pytest.mark.parametrize(
    "act",
    [
        lambda app, who: app.members.full_numbers(register(app, who), "家属来电", who),
        lambda app, who: app.face_checks.reconcile(dt.date(2026, 11, 23), who),
        lambda app, who: app.documents.reserve("daily-roster", "QD", {"date": "2026-11-23"}, who),
    ],
)
def test_the_chain_stays_sound_whatever_is_done(
    used: Application, manager: Actor, act: Callable[[Application, Actor], object]
) -> None:
    act(used, manager)
    assert used.audit.verify(SYSTEM).sound


# -- the list ------------------------------------------------------------------------------


def found(app: Application, query: AuditQuery, who: Actor = SYSTEM) -> list[int]:
    return list(app.audit.ids(query, who))


def test_every_event_is_in_the_list_however_many(app: Application) -> None:
    item = {"kind": "unknown_code", "detail": "", "opened_at": "2026-11-23 08:30:00"}
    with app.db.write(SYSTEM) as unit:
        unit.recorder.bulk_insert(WorkItem, [{**item, "subject": str(n)} for n in range(1_200)])
    ids = found(app, AuditQuery())
    assert ids == list(range(count(app, "audit_event"), 0, -1))
    assert found(app, AuditQuery(sort="id")) == ids[::-1]
    assert [row.id for row in app.audit.rows(ids[600:900], SYSTEM)] == ids[600:900]


def test_a_removed_event_leaves_its_number_in_the_list(used: Application) -> None:
    tamper(used, "DELETE FROM audit_event WHERE id = 7")
    assert 7 in found(used, AuditQuery())
    assert [row.id for row in used.audit.rows([8, 7, 6], SYSTEM)] == [8, 6]


def test_events_are_found_by_local_day_action_and_account(
    used: Application, clock: FixedClock, manager: Actor, clerk: Actor
) -> None:
    clock.advance(16 * 3600)  # after midnight here, still the 23rd in UTC
    used.settings.change({"minimum_age": 65}, manager)
    (late,) = found(used, AuditQuery(account=manager.uid))
    tuesday = dt.date(2026, 11, 24)
    assert found(used, AuditQuery(since=tuesday)) == [late]
    assert late not in found(used, AuditQuery(until=dt.date(2026, 11, 23)))
    assert found(used, AuditQuery(since=tuesday, until=tuesday, action="insert")) == [late]
    assert found(used, AuditQuery(since=tuesday, action="sign_in")) == []
    mine = found(used, AuditQuery(account=clerk.uid))
    assert {row.actor_name for row in used.audit.rows(mine, SYSTEM)} == {"小王"}
    by_name = found(used, AuditQuery(sort="actor_name", descending=True))
    assert sorted(by_name) == sorted(found(used, AuditQuery()))


def test_rows_name_the_person_they_belong_to(used: Application) -> None:
    (person,) = rows(used, "SELECT id, uid, member_no FROM member WHERE name = '老人3'")
    named = f"老人3（{person[2]}）"
    about = found(used, AuditQuery(text="老人3"))
    events = used.audit.rows(about, SYSTEM)
    assert {event.subject for event in events} == {named}
    assert {event.entity for event in events} >= {"member", "member_card", "attendance", "meal"}
    assert found(used, AuditQuery(text=person[2])) == about


def test_what_belongs_to_nobody_any_more_has_no_name(used: Application) -> None:
    newest = found(used, AuditQuery(text="老人5"))[0]
    tamper(used, "UPDATE member SET name = '' WHERE name = '老人5'")
    (event,) = used.audit.rows([newest], SYSTEM)
    assert event.subject == "000006"


def test_documents_and_files_are_named(used: Application, manager: Actor, tmp_path: Any) -> None:
    number = used.documents.reserve("daily-roster", "QD", {"date": "2026-11-23"}, manager)
    used.exports.export(ExportList(tmp_path / "名单.xlsx", ""), manager)
    exported, filed = used.audit.rows(found(used, AuditQuery())[:2], SYSTEM)
    assert (exported.subject, filed.subject) == ("名单.xlsx", number)


def test_it_can_be_filtered_by_every_account_and_the_product(
    used: Application, administrator: Actor
) -> None:
    made = used.accounts.create_first("admin", "系统员", "correct horse")
    choices = used.audit.choices(administrator)
    assert choices.accounts[0] == (made.uid, "系统员")
    assert ("<system>", "系统") in choices.accounts
    assert choices.first == dt.date(2026, 11, 23)


def test_every_table_and_action_has_a_chinese_word() -> None:
    names = [model.__tablename__ for model in recorded_models()]
    assert [name for name in names if entity_words(name) == name] == []
    assert action_words("sign_in_failed") == "登录失败"
    # What the program notes besides: its calls are read, so that a new one cannot be forgotten.
    noted = set(noted_events())
    assert {("merge", "member"), ("undo_import", "member"), ("print", "document")} <= noted
    assert len(noted) >= 20
    for action, entity in noted:
        assert not has_letters(action_words(action, entity)), action
        assert not has_letters(entity_words(entity)), entity


def test_every_column_has_a_chinese_word() -> None:
    stamps = {"uid", "version", "created_at", "updated_at"}
    columns = {key for model in recorded_models() for key in recorded_columns(model)} - stamps
    assert [key for key in sorted(columns) if has_letters(field_words(key))] == []


def test_the_reason_of_an_earlier_release_is_said_in_words(used: Application, clerk: Actor) -> None:
    with used.db.write(clerk, "打印 member-file") as unit:
        unit.recorder.note("reprint", "document", "x", {})
    assert used.audit.show(SYSTEM, limit=1)[0].reason == "生成老人档案摘要"


def has_letters(words: str) -> bool:
    return bool(re.search("[a-z]", words, re.IGNORECASE))


def noted_events() -> Iterator[tuple[str, str]]:
    """(action, entity) of every call of ``recorder.note`` in the program."""
    for path in sorted((ROOT / "app").rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if "recorder.note(" not in source:
            continue
        for call in ast.walk(ast.parse(source)):
            if not (isinstance(call, ast.Call) and ast.unparse(call.func).endswith("corder.note")):
                continue
            entity = ast.literal_eval(call.args[1])
            if isinstance(call.args[0], ast.Constant):
                yield str(call.args[0].value), entity
            else:  # a name: every action of the module that is spelled with this entity
                words = re.findall(r'"([a-z_]+)"', source)
                yield from ((word, entity) for word in words if word in ACTIONS)


def test_numbers_in_a_reason_are_masked(used: Application, manager: Actor) -> None:
    number = "330105193812223225"
    uid = used.members.who("老人0", manager).uid
    used.members.full_numbers(uid, f"看 {number}，回电 13812341234", manager)
    row = used.audit.show(manager, limit=1)[0]
    assert row.reason == "看 330105********3225，回电 138****1234"
    assert used.audit.ids(AuditQuery(text=number), manager) == [row.id], "it is still found"


def test_half_a_character_in_the_filter_finds_nothing_wrong(
    used: Application, manager: Actor
) -> None:
    assert used.audit.ids(AuditQuery(text="查无\ud800此人"), manager) == []
