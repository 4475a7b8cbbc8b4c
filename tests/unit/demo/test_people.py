"""The invented people are people one could meet: their classes go with age, home and ability."""

from __future__ import annotations

import datetime as dt

import pytest

from app.core.clock import age_on
from app.demo.people import invented_members
from app.services.imports.imported import ImportedMember

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def people() -> list[ImportedMember]:
    return list(invented_members(400, TODAY))


def test_the_very_old_are_those_from_eighty_on(people: list[ImportedMember]) -> None:
    """高龄 = 80+ (domain.md, section 2.4)."""
    for one in people:
        assert one.birth_date is not None
        old = age_on(one.birth_date, TODAY) >= 80
        assert ("高龄" in one.categories) is old, (one.name, one.birth_date, one.categories)


def test_whoever_lives_alone_does_not_live_with_children(people: list[ImportedMember]) -> None:
    alone = {"独居", "孤寡"}
    for one in people:
        assert (one.living == "独居") is bool(alone & set(one.categories)), one
        if {"空巢", "留守"} & set(one.categories):
            assert one.living != "与子女同住", one
        if one.living == "独居":
            assert "空巢" not in one.categories, "空巢 is a couple alone"


def test_the_disabled_are_not_marked_as_fully_able(people: list[ImportedMember]) -> None:
    for one in people:
        if {"失能", "失智"} & set(one.categories):
            assert one.ability_level, one


def test_the_same_seed_gives_the_same_people(people: list[ImportedMember]) -> None:
    assert list(invented_members(400, TODAY)) == people
    assert len({one.id_number for one in people}) == len(people)
