"""Rights: declared on every method, checked before anything happens."""

from __future__ import annotations

import datetime as dt
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest

import app.services
from app.core.codes import MealSlot
from app.core.errors import NotAllowed
from app.core.masking import mask_id
from app.services.attendance import CheckIn
from app.services.base import Service
from app.services.cards import IssueCard
from app.services.memberships import ResumeMember
from app.services.rights import (
    AT_THE_DOOR,
    SYSTEM,
    Actor,
    Post,
    Right,
    Role,
    declared_right,
    internal,
    open_to_all,
    requires,
)
from app.wiring import Application
from tests.db.tools import count
from tests.helpers.people import register


def services() -> list[type[Service]]:
    """Every service class of the product."""
    for module in pkgutil.walk_packages(app.services.__path__, "app.services."):
        importlib.import_module(module.name)
    return sorted(_below(Service), key=lambda kind: kind.__qualname__)


def _below(kind: type) -> set[type]:
    found = {c for c in kind.__subclasses__() if c.__module__.startswith("app.")}
    return found.union(*(_below(child) for child in found))


def public_methods(kind: type) -> Iterator[tuple[str, Any]]:
    for name, member in inspect.getmembers(kind):
        if not name.startswith("_") and (
            inspect.isfunction(member) or isinstance(member, property)
        ):
            yield f"{kind.__name__}.{name}", member


def undeclared(kinds: list[type]) -> list[str]:
    return [
        name
        for kind in kinds
        for name, method in public_methods(kind)
        if not hasattr(getattr(method, "fget", method), "__right__")
    ]


def test_every_method_of_every_service_declares_its_right() -> None:
    kinds = services()
    assert len(kinds) >= 12
    assert undeclared(kinds) == []


def test_a_method_without_a_declaration_would_be_found() -> None:
    class Careless:
        @open_to_all
        def fine(self) -> None: ...

        def forgotten(self) -> None: ...

        @property
        def also_forgotten(self) -> int:
            return 1

    assert undeclared([Careless]) == ["Careless.also_forgotten", "Careless.forgotten"]
    with pytest.raises(AttributeError):
        declared_right(Careless.forgotten)


def test_whoever_needs_a_right_says_who_acts() -> None:
    for kind in services():
        for name, method in public_methods(kind):
            parameters = inspect.signature(getattr(method, "fget", method)).parameters
            if declared_right(method) is not None:
                assert "actor" in parameters, name


def test_reading_needs_at_least_the_right_to_look() -> None:
    """What is open to all is on this list on purpose."""
    open_ones = {
        name
        for kind in services()
        for name, method in public_methods(kind)
        if declared_right(method) is None
    }
    assert {name for name in open_ones if not name.startswith("SyncLedger.")} == {
        "Accounts.any_exist", "Accounts.change_password", "Accounts.create_first",
        "Accounts.listed", "Accounts.sign_in", "Assessments.lapse", "Classification.catch_up",
        "Classification.entry_changed", "Codes.names", "Codes.table", "Consents.kinds",
        "Consents.lapse", "Door.any_exist", "Door.listed", "FaceChecks.resolve_pin",
        "FaceChecks.settle_away", "Meals.slot_now", "Memberships.resume_within",
        "Memberships.roll", "Memberships.take_back_within", "Photos.enabled", "Settings.all",
        "Settings.centre", "Settings.get", "Upgrades.run",
    }  # fmt: skip


ALLOWED = {
    Role.CLERK: {"LOOK", "CHECK_IN", "EDIT_MEMBERS", "IMPORT", "PRINT"},
    Role.MANAGER: {
        "LOOK", "CHECK_IN", "EDIT_MEMBERS", "IMPORT", "PRINT", "EXPORT", "FULL_NUMBERS", "UPLOAD",
        "SETTINGS", "AUDIT", "BACKUP",
    },
    Role.ADMINISTRATOR: {right.name for right in Right},
}  # fmt: skip


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("right", Right)
def test_each_role_may_do_what_its_table_says(role: Role, right: Right) -> None:
    class Desk:
        @requires(right)
        def act(self, value: int, actor: Actor) -> int:
            return value

    actor = Actor("u", "某人", role)
    assert actor.may(right) is (right.name in ALLOWED[role])
    if right.name in ALLOWED[role]:
        assert Desk().act(5, actor) == Desk().act(5, actor=actor) == 5
    else:
        with pytest.raises(NotAllowed, match=right.value):
            Desk().act(5, actor)
        with pytest.raises(NotAllowed):
            Desk().act(value=5, actor=actor)


def test_something_that_is_no_actor_may_nothing() -> None:
    class Desk:
        @requires(Right.LOOK)
        def act(self, actor: Any) -> None: ...

    for nobody in (None, "administrator", object()):
        with pytest.raises(NotAllowed):
            Desk().act(nobody)


def test_the_internal_mark_asks_for_nothing() -> None:
    @internal
    def helper() -> int:
        return 1

    assert (helper(), declared_right(helper)) == (1, None)


def test_roles_have_chinese_names() -> None:
    assert [role.label for role in Role] == ["前台", "中心负责人", "系统管理"]
    assert (SYSTEM.name, AT_THE_DOOR.name) == ("系统", "前台签到")


def test_refused_means_nothing_happened(
    app: Application, clerk: Actor, administrator: Actor
) -> None:
    uid = register(app, clerk)
    events = len(app.audit.show(administrator, limit=1000))
    refused = [
        lambda: app.members.full_numbers(uid, "家属来电", clerk),
        lambda: app.settings.change({"price_lunch": 5}, clerk),
        lambda: app.audit.show(clerk),
        lambda: app.audit.verify(clerk),
        lambda: app.accounts.create("x", "x", Role.ADMINISTRATOR, "long enough", clerk),
        lambda: app.sync(clerk),
    ]
    for attempt in refused:
        with pytest.raises(NotAllowed) as caught:
            attempt()
        assert "没有" in caught.value.message
    assert len(app.audit.show(administrator, limit=1000)) == events


def test_a_clerk_can_do_the_days_work(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk)
    assert app.attendance.check_in(CheckIn(uid), clerk).outcome == "checked_in"
    values = app.members.file(uid, clerk).values
    assert values["id_number"] == mask_id(values["id_number"])


def test_what_the_application_does_for_somebody_declares_its_right_too() -> None:
    methods = {
        name: declared_right(method)
        for name, method in inspect.getmembers(Application, inspect.isfunction)
        if not name.startswith("_") and "actor" in inspect.signature(method).parameters
    }
    assert methods == {
        "import_terminal_file": Right.IMPORT,
        "make_backup": Right.BACKUP, "print_each": Right.PRINT, "print_table": Right.PRINT,
        "renew_phrase": Right.ACCOUNTS,
        "save_rejected": Right.IMPORT, "save_table": Right.EXPORT, "sync": Right.UPLOAD,
    }  # fmt: skip


def test_at_the_open_desk_nothing_is_done_but_checking_in(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk, card="A1")
    assert app.attendance.scan("A1", AT_THE_DOOR).outcome == "checked_in"
    assert [hit.name for hit in app.attendance.find("wxy", 5, AT_THE_DOOR)] == ["王秀英"]
    assert app.meals.scan("A1", MealSlot.LUNCH, AT_THE_DOOR).outcome == "served"
    events = count(app, "audit_event")
    refused = [
        lambda: app.members.file(uid, AT_THE_DOOR),
        lambda: app.members.find("wxy", 5, AT_THE_DOOR),
        lambda: app.members.rows([1], AT_THE_DOOR),
        lambda: app.attendance.day(dt.date(2026, 11, 23), AT_THE_DOOR),
        lambda: app.cards.of(uid, AT_THE_DOOR),
        lambda: app.cards.issue(IssueCard(uid, "A2"), AT_THE_DOOR),
        lambda: app.memberships.resume(ResumeMember(uid, dt.date(2026, 11, 23)), AT_THE_DOOR),
        lambda: app.photos.of(uid, AT_THE_DOOR),
        lambda: app.printing.make("member-card", {"member": uid}, AT_THE_DOOR),
    ]
    for attempt in refused:
        with pytest.raises(NotAllowed):
            attempt()
    assert count(app, "audit_event") == events


def test_what_the_open_desk_may_do_is_counted_up() -> None:
    """Whoever lets it do more, by a method or a right, says so here."""
    methods = (one for kind in services() for one in public_methods(kind))
    may = {
        name
        for name, method in methods
        if getattr(method, "fget", method).__right__ in Post.DESK.rights
    }
    assert may == {
        "Attendances.check_in", "Attendances.find", "Attendances.redo", "Attendances.scan",
        "Attendances.undo", "Cards.refuse_ended", "Meals.redo", "Meals.scan", "Meals.serve",
        "Meals.undo",
    }  # fmt: skip


def test_nobody_can_be_given_the_post_of_the_desk() -> None:
    assert Post.DESK.value not in [role.value for role in Role]
    with pytest.raises(ValueError, match="desk"):
        Role(Post.DESK.value)


def test_a_window_that_nobody_unlocked_is_no_account(clerk: Actor) -> None:
    assert clerk.signed_in
    assert not any(one.signed_in for one in (AT_THE_DOOR, SYSTEM))
