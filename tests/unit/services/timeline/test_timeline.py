"""The time line: everything of one person, in order, filtered, by indexes alone."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from app.core.clock import FixedClock, today
from app.core.codes import MealSlot
from app.core.errors import UserError
from app.models import Assessment, Consent, Document, FaceCheck, MemberMerge, TerminalFile
from app.services.attendance import CheckIn
from app.services.cards import EndCard, IssueCard
from app.services.contacts import SaveContact
from app.services.meals import ServeMeal
from app.services.members import ChangeMember
from app.services.memberships import PauseMember, ResumeMember
from app.services.rights import Actor
from app.services.timeline import KINDS, Slots, TimelineEvent, TimelineQuery, moments, sources
from app.services.timeline.changes import in_words
from app.services.timeline.service import NEAR
from app.wiring import Application
from tests.helpers.people import id_number, pause, register


def change(app: Application, actor: Actor, uid: str, **values: object) -> None:
    version = app.members.file(uid, actor).version
    app.members.change(ChangeMember(uid, version, values, reason="家属来电"), actor)


def line(
    app: Application, actor: Actor, uid: str, *kinds: str, first: dt.date | None = None,
    last: dt.date | None = None,
) -> list[TimelineEvent]:  # fmt: skip
    query = TimelineQuery(uid, frozenset(kinds), first, last)
    events = app.timeline.events(query, app.timeline.ids(query, actor), actor)
    assert None not in events
    return [event for event in events if event is not None]


def texts(events: list[TimelineEvent]) -> list[str]:
    return [event.text for event in events]


@pytest.fixture
def full(app: Application, clerk: Actor, manager: Actor, clock: FixedClock) -> str:
    """Somebody to whom everything happened, in this order."""
    uid = register(
        app, clerk, card="YS0001", pin="801", phone="13812341234", categories=("独居",),
        joined_on=dt.date(2026, 1, 5),
    )  # fmt: skip
    clock.advance(60)
    app.attendance.check_in(CheckIn(uid), clerk)
    clock.advance(3 * 3600)
    app.meals.serve(ServeMeal(uid, MealSlot.LUNCH), clerk)
    clock.advance(60)
    change(app, clerk, uid, phone="13900005678", community="小河社区")
    app.cards.lose(EndCard(app.cards.of(uid, clerk)[0].uid, "掉了"), clerk)
    pause(app, clerk, uid, today(clock), today(clock) + dt.timedelta(days=6))
    member_id = app.members.find("王秀英", 1, clerk)[0].id
    with app.db.write(clerk) as unit:
        unit.session.add(
            Consent(member_id=member_id, kind="face", text_number=1, signed_by="self",
                    signer_name="王秀英", signed_on="2026-02-01", withdrawn_on="2026-03-01")
        )  # fmt: skip
        unit.session.add(
            Document(number="DA-1", form="member-file", made_by="小王", parameters="{}",
                     sha256="x", pages=2, member_uid=uid)
        )  # fmt: skip
        file = TerminalFile(sha256="f", device_no="1", file_name="1.dat", size=0, raw=b"")
        unit.session.add(file)
        unit.session.flush()
        for line_no, (pin, device) in enumerate((("801", "1"), ("802", "1"))):
            unit.session.add(
                FaceCheck(file_id=file.id, line_no=line_no, device_no=device, pin=pin,
                          checked_at="2026-02-02 07:58:00", service_date="2026-02-02", status=1,
                          verify=15, work_code=0, implausible=0)
            )  # fmt: skip
    return uid


def test_everything_is_there_newest_first(app: Application, clerk: Actor, full: str) -> None:
    events = line(app, clerk, full)
    kinds = {event.kind for event in events}
    assert kinds >= set(KINDS) - {"assessment", "merge"}
    for newer, older in pairwise(events):
        assert newer.at[:10] >= older.at[:10]
        assert newer.order >= older.order
    found = texts(events)
    assert found[-1] == "入会"
    assert [text for text in found if "人脸机核验" in text] == ["人脸机核验（终端 1）"]
    assert any(text.startswith("撤回人脸识别") for text in found)
    assert "挂失：卡 YS0001（掉了）" in found
    assert "生成老人档案摘要 DA-1（2 页）" in found
    assert "午餐（人工）" in found


def test_changes_say_from_what_to_what_with_numbers_masked(
    app: Application, clerk: Actor, full: str
) -> None:
    changed = next(e for e in line(app, clerk, full, "change") if "电话" in e.text)
    assert "电话 138****1234 → 139****5678" in changed.text
    assert "社区 （空） → 小河社区" in changed.text
    assert changed.text.endswith("（原因：家属来电）")
    assert changed.who == "小王"
    assert "13812341234" not in str(line(app, clerk, full))


def test_each_line_says_where_it_can_be_seen(app: Application, clerk: Actor, full: str) -> None:
    places = {event.kind: (event.page, dict(event.argument)) for event in line(app, clerk, full)}
    day = dt.date(2026, 11, 23)
    arrival, meal = app.attendance.day(day, clerk).people[0], app.meals.day(day, clerk)[0]
    check = app.face_checks.day(dt.date(2026, 2, 2), clerk)[0]
    consent = app.consents.of(full, clerk)[0].uid
    card = app.cards.of(full, clerk)[0].uid
    assert places["attendance"] == (
        "attendance", {"date": "2026-11-23", "view": "present", "row": arrival.uid},
    )  # fmt: skip
    assert places["meal"] == ("meals", {"date": "2026-11-23", "slot": "lunch", "row": meal.uid})
    assert places["face_check"] == ("face_checks", {"date": "2026-02-02", "row": str(check.id)})
    assert places["print"] == ("printing", {"number": "DA-1", "form": "member-file"})
    assert places["card"] == ("members", {"uid": full, "tab": "membership", "entry": card})
    assert places["consent"] == ("members", {"uid": full, "tab": "consents", "entry": consent})
    period = line(app, clerk, full, "membership")[0]
    paused = app.memberships.of(full, clerk).periods[0].uid
    assert period.text.startswith("暂停")
    assert dict(period.argument) == {"uid": full, "tab": "membership", "entry": paused}


def test_kinds_and_days_narrow_it(app: Application, clerk: Actor, full: str) -> None:
    assert texts(line(app, clerk, full, "consent")) == [
        "撤回人脸识别单独同意书", "签署人脸识别单独同意书（本人）",
    ]  # fmt: skip
    first = dt.date(2026, 2, 2)
    assert [e.at[:10] for e in line(app, clerk, full, first=first, last=dt.date(2026, 3, 1))] == [
        "2026-03-01", "2026-02-02",
    ]  # fmt: skip
    assert line(app, clerk, full, last=dt.date(2025, 1, 1)) == []


def test_a_check_in_taken_back_leaves_its_trace(
    app: Application, clerk: Actor, manager: Actor, clock: FixedClock
) -> None:
    uid = register(app, clerk)
    done = app.attendance.check_in(CheckIn(uid), clerk)
    clock.advance(60)
    app.attendance.undo(done.attendance_uid, "点错", manager)
    (trace,) = line(app, clerk, uid, "attendance")
    assert trace.text == "签到已撤销：2026-11-23 08:30（人工）（原因：点错）"
    assert (trace.at, trace.who, trace.label) == ("2026-11-23 08:31:00", "李主任", "签到")
    assert (trace.page, trace.argument["date"]) == ("attendance", "2026-11-23")
    assert "签到" not in "".join(texts(line(app, clerk, uid, "change")))
    clock.advance(60)
    app.attendance.redo(done.attendance_uid, clerk)
    assert texts(line(app, clerk, uid, "attendance")) == [
        "签到撤销后又恢复：2026-11-23 08:30（人工）",
        "签到已撤销：2026-11-23 08:30（人工）（原因：点错）", "签到（人工）",
    ]  # fmt: skip
    assert "签到已撤销" in "".join(texts(list(app.timeline.newest(uid, 20, clerk))))


def test_a_trace_stands_on_the_day_it_was_taken_back(
    app: Application, clerk: Actor, clock: FixedClock
) -> None:
    uid = register(app, clerk)
    done = app.meals.serve(ServeMeal(uid, MealSlot.LUNCH), clerk)
    clock.advance(2 * 86400)
    app.meals.undo(done.meal_uid, "撤销", clerk)
    (trace,) = line(app, clerk, uid, "meal")
    assert (trace.at[:10], trace.text) == ("2026-11-25", "午餐已撤销：2026-11-23 08:30（人工）")
    assert trace.argument == {"date": "2026-11-23"}
    assert len(app.timeline.ids(TimelineQuery(uid, frozenset({"meal"})), clerk)) == 1
    assert line(app, clerk, uid, "meal", last=dt.date(2026, 11, 24)) == []
    app.meals.redo(done.meal_uid, clerk)
    assert texts(line(app, clerk, uid, "meal"))[0] == "午餐撤销后又恢复：2026-11-23 08:30（人工）"


def test_attendance_that_went_with_a_terminal_number_is_one_line(
    app: Application, clerk: Actor, full: str
) -> None:
    app.face_checks.reconcile(dt.date(2026, 2, 2), clerk)
    app.face_checks.unlink_pin("801", clerk)
    told = texts(line(app, clerk, full, "attendance"))
    assert "签到已撤销 1 天（取消关联人脸机编号 801）" in told


def test_what_was_taken_back_of_a_file_leaves_its_trace(
    app: Application, clerk: Actor, clock: FixedClock
) -> None:
    uid = register(app, clerk, joined_on="2026-01-05")
    paused = app.memberships.pause(
        PauseMember(uid, today(clock), "hospital", None, "家属来电"), clerk
    )
    back = app.memberships.undo(paused, clerk)
    app.memberships.undo(back, clerk)
    clock.advance(86400)
    resumed = app.memberships.resume(ResumeMember(uid, today(clock)), clerk)
    app.memberships.undo(resumed, clerk)
    assert [text for text in texts(line(app, clerk, uid, "membership")) if "撤销" in text] == [
        "恢复在册已撤销（暂停（住院）照旧）", "暂停（住院）：撤销后又恢复", "暂停（住院）已撤销",
    ]  # fmt: skip
    app.cards.issue(IssueCard(uid, "YS9"), clerk)
    card = app.cards.of(uid, clerk)[0].uid
    app.cards.undo(app.cards.lose(EndCard(card, "掉了"), clerk), clerk)
    app.cards.lose(EndCard(card, "又掉了"), clerk)
    found = app.cards.find_again(card, clerk)
    app.cards.undo(app.cards.undo(found, clerk), clerk)
    told = [(e.text, e.who) for e in line(app, clerk, uid, "card") if len(e.at) > 10]
    assert told == [
        ("挂失已撤销：卡 YS9", "小王"), ("解挂已撤销：卡 YS9", "小王"),
        ("解挂：卡 YS9", "小王"), ("挂失已撤销：卡 YS9", "小王"),
    ]  # fmt: skip
    gone = app.cards.issue(IssueCard(uid, "AX1", "爱心卡"), clerk)
    app.cards.undo(gone, clerk)
    assert texts(line(app, clerk, uid, "card"))[0] == "发卡 爱心卡 AX1已撤销"


def test_a_number_that_is_somebody_elses_on_another_terminal(
    app: Application, clerk: Actor, full: str
) -> None:
    from app.models import TerminalPin

    register(app, clerk, "李建国", id_number=id_number("19400101", 301))
    other = app.members.find("李建国", 1, clerk)[0].id
    with app.db.write(clerk) as unit:
        unit.session.add(TerminalPin(member_id=other, pin="801", device_no="1"))
    assert line(app, clerk, full, "face_check") == []
    uid = app.members.find("李建国", 1, clerk)[0].uid
    assert len(line(app, clerk, uid, "face_check")) == 1


def test_a_merge_brings_the_other_files_changes(
    app: Application, clerk: Actor, clock: FixedClock
) -> None:
    kept, gone = register(app, clerk), register(app, clerk, "王秀瑛")
    with app.db.write(clerk) as unit:
        unit.session.add(MemberMerge(kept_uid=kept, merged_uid=gone, moved="{}"))
    assert texts(line(app, clerk, kept, "merge")) == ["并入档案 王秀瑛（000002）"]
    assert texts(line(app, clerk, kept, "change")) == ["建档", "建档"]
    assert texts(line(app, clerk, gone, "merge")) == ["并入了 王秀英（000001）"]


def test_a_long_life_is_paged_without_gaps(
    app: Application, clerk: Actor, clock: FixedClock
) -> None:
    uid = register(app, clerk, joined_on=dt.date(2026, 1, 1))
    days = 3 * NEAR
    for _ in range(days):
        app.attendance.check_in(CheckIn(uid), clerk)
        clock.advance(86_400)
    query = TimelineQuery(uid)
    ids = app.timeline.ids(query, clerk)
    pages = [app.timeline.events(query, ids[n : n + 50], clerk) for n in range(0, len(ids), 50)]
    dates = [event.at for page in pages for event in page if event is not None]
    assert len(dates) == len(ids) == days + 2
    assert dates == sorted(dates, reverse=True)
    assert [e.at for e in app.timeline.newest(uid, 7, clerk)] == dates[:7]


def test_what_went_meanwhile_leaves_an_empty_place(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk, joined_on="2026-01-05")
    before = CheckIn(uid, dt.datetime(2026, 11, 20, 8), note="补登")
    done = app.attendance.check_in(before, clerk)
    query = TimelineQuery(uid, frozenset({"attendance"}))
    slots = app.timeline.ids(query, clerk)
    app.attendance.undo(done.attendance_uid, "", clerk)
    assert app.timeline.events(query, slots, clerk) == [None]


def test_nobody_has_no_time_line(app: Application, clerk: Actor) -> None:
    with pytest.raises(UserError) as refused:
        app.timeline.ids(TimelineQuery("0" * 36), clerk)
    assert refused.value.code == "not_found"


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        # Not called covering because of ``deleted_at``, which the index itself promises: the
        # row is looked up only when a column of it is read, and none is.
        (sources.ATTENDANCE_DAYS, "USING INDEX uq_attendance_member_date"),
        (sources.MEAL_DAYS, "USING INDEX uq_meal_member_date_slot"),
        (sources.CHECKS, "USING COVERING INDEX uq_face_check_natural"),
        (sources.CHANGE_TIMES.format(marks="?"), "USING INDEX ix_audit_event_entity_uid"),
        (sources.PINS, "USING INDEX ix_terminal_pin_member_id"),
    ],
)
def test_nothing_is_searched_without_an_index(app: Application, sql: str, index: str) -> None:
    with app.db.read() as connection:
        plan = connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {sql}", ("x",) * sql.count("?")
        ).all()
    assert any(index in row[3] for row in plan), plan


def test_a_merged_file_opens_the_line_of_the_kept_one(app: Application, clerk: Actor) -> None:
    kept = register(app, clerk, "王秀英", id_number=id_number("19400101", 124))
    gone = register(app, clerk, "王秀英", id_number=id_number("19400101", 126))
    app.merging.merge(kept, gone, {}, "本人核对", clerk)
    assert texts(line(app, clerk, gone)) == texts(line(app, clerk, kept)) != []


def test_numbers_in_what_somebody_wrote_are_masked(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk, "王秀英")
    version = app.members.file(uid, clerk).version
    values = {"note": "儿子 13977778888"}
    reason = "家属 13977778888 来电"
    app.members.change(ChangeMember(uid, version, values, reason=reason), clerk)
    newest = line(app, clerk, uid, "change")[0].text
    assert "13977778888" not in newest
    assert newest.count("139****8888") == 2


def test_what_is_to_come_is_a_list_of_its_own_soonest_first(
    app: Application, clerk: Actor, clock: FixedClock, full: str
) -> None:
    member_id = app.members.file(full, clerk).id
    app.cards.issue(IssueCard(full, "YS0002", valid_until=dt.date(2027, 5, 1)), clerk)
    with app.db.write(clerk) as unit:
        unit.session.add(
            Consent(member_id=member_id, kind="photo", text_number=1, signed_by="self",
                    signer_name="王秀英", signed_on="2026-02-01", until="2038-01-01")
        )  # fmt: skip
        unit.session.add(
            Assessment(member_id=member_id, number="PG-1", standard="GB/T 42195-2022",
                       state="final", assessed_on="2026-05-01", cause="regular",
                       valid_until="2028-04-30")
        )  # fmt: skip
    now = today(clock)
    past = line(app, clerk, full)
    assert {event.at[:10] <= now.isoformat() for event in past} == {True}
    assert app.timeline.newest(full, 3, clerk) == tuple(past[:3])
    month = line(app, clerk, full, first=now.replace(day=1), last=dt.date(2026, 11, 30))
    assert max(event.at[:10] for event in month) <= now.isoformat()
    coming = line(app, clerk, full, first=now + dt.timedelta(days=1))
    assert [(event.at, event.text) for event in coming] == [
        ("2026-11-30", "恢复在册（暂停结束）"),
        ("2027-05-01", "卡 YS0002 有效到这一天"),
        ("2028-04-30", "能力评估有效到这一天"),
        ("2038-01-01", "照片留存同意书有效到这一天"),
    ]
    assert app.timeline.coming(full, clerk) == 4
    clock.advance(86_400 * 7)
    assert app.timeline.coming(full, clerk) == 3
    assert "恢复在册（暂停结束）" in texts(line(app, clerk, full))


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("家庭与联系人", "新增联系人"),
        ("家属来电", "新增联系人（原因：家属来电）"),
        ("导入名单 小河.xlsx", "新增联系人（导入名单 小河.xlsx）"),
        ("撤销", "新增联系人（撤销）"),
        ("", "新增联系人"),
    ],
)
def test_a_line_does_not_say_a_thing_twice(reason: str, said: str) -> None:
    assert in_words("insert", "contact", {}, reason) == said


def test_a_contact_is_told_without_the_name_of_the_gesture(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk)
    values = {"name": "李明", "relation": "20", "phone": "13900001111", "emergency": True}
    app.contacts.save(SaveContact(uid, values), clerk)
    told = texts(line(app, clerk, uid, "change"))
    assert "新增联系人" in told
    assert "原因" not in str(told)


def test_of_one_day_the_later_comes_first(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk)
    app.cards.issue(IssueCard(uid, "YS0001"), clerk)
    app.cards.lose(EndCard(app.cards.of(uid, clerk)[0].uid), clerk)
    assert texts(line(app, clerk, uid, "card")) == ["挂失：卡 YS0001", "发卡 YS0001"]


def test_places_are_those_of_the_days(app: Application) -> None:
    slots = Slots(["2026-03-02", "2026-03-01", "2026-02-01"], [2, 1, 3])
    every = [
        ("2026-03-02", 0), ("2026-03-02", 1), ("2026-03-01", 0),
        ("2026-02-01", 0), ("2026-02-01", 1), ("2026-02-01", 2),
    ]  # fmt: skip
    assert len(slots) == len(every)
    assert list(slots) == [slots[n] for n in range(6)] == slots[:] == every
    assert (slots[-1], slots[1:4], slots[4:99]) == (every[-1], every[1:4], every[4:])
    assert slots.index(("2026-03-01", 0)) == 2
    with pytest.raises(IndexError):
        slots[6]
    assert (len(Slots([], [])), Slots([], [])[:100]) == (0, [])


@pytest.mark.parametrize("moment", ["T15:59:59.999999Z", "T16:00:00.000000Z", "T00:00:00.000000Z"])
@pytest.mark.parametrize("date", ["2026-11-22", "2026-12-31", "2028-02-29"])
def test_the_day_of_a_stored_moment_is_that_of_its_local_time(date: str, moment: str) -> None:
    assert moments.day_of(date + moment) == moments.moment(date + moment)[:10]
