"""Drafts: one account's, in the encrypted file, and in no record."""

from __future__ import annotations

from app.services.rights import Actor
from app.wiring import Application
from tests.db.tools import count, rows

FORM = {"name": "王秀英", "categories": ["低保", "空巢"], "consent": True, "note": None}


def test_what_was_typed_comes_back_for_its_account_alone(
    app: Application, clerk: Actor, manager: Actor
) -> None:
    app.drafts.keep({"form.member.new": FORM}, clerk)
    app.drafts.keep({"form.member.new": {"name": "李"}, "form.other": {"a": "1"}}, manager)
    assert app.drafts.all(clerk) == {"form.member.new": FORM}
    app.drafts.keep({"form.member.new": {"name": "王秀"}}, clerk)
    assert app.drafts.all(clerk) == {"form.member.new": {"name": "王秀"}}
    app.drafts.keep({"form.member.new": None, "form.never": None}, clerk)
    assert app.drafts.all(clerk) == {}
    assert set(app.drafts.all(manager)) == {"form.member.new", "form.other"}


def test_drafts_are_in_no_audit_and_do_not_go_up(app: Application, clerk: Actor) -> None:
    before = count(app, "audit_event"), count(app, "outbox")
    app.drafts.keep({"form.member.new": FORM}, clerk)
    app.drafts.keep({"form.member.new": None}, clerk)
    app.drafts.keep({"form.member.new": FORM}, clerk)
    assert (count(app, "audit_event"), count(app, "outbox")) == before
    assert rows(app, "SELECT updated_at FROM draft") == [("2026-11-23T00:30:00.000000Z",)]


def test_drafts_are_unreadable_without_the_key(app: Application, clerk: Actor) -> None:
    app.drafts.keep({"form.member.new": {"name": "UNMISTAKABLE"}}, clerk)
    app.db.checkpoint()
    files = [path for path in app.folder.root.rglob("*") if path.is_file()]
    assert not [path for path in files if b"UNMISTAKABLE" in path.read_bytes()]
