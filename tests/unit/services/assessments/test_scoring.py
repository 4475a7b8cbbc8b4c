"""Sums and levels of GB/T 42195-2022: the vectors of the field, and every combination there is.

The oracle below is written from the tables of the standard alone, not from the product's code.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.services.assessments.items import DOMAINS, EVENT_COLUMNS, ITEMS, LEVELS, RULES
from app.services.assessments.scoring import Answers, level_of, score
from app.services.codes import shipped_table

MAXIMA = {
    **{f"b1_{n}": 4 for n in range(1, 9)},
    "b2_1": 4, "b2_2": 4, "b2_3": 4, "b2_4": 3,
    **{f"b3_{n}": 4 for n in range(1, 7)}, "b3_7": 1, "b3_8": 1, "b3_9": 2,
    "b4_1": 2, "b4_2": 2, "b4_3": 4, "b4_4": 3, "b4_5": 4,
}  # fmt: skip
KINDS = ("falls", "wandering", "choking", "self_harm", "other_events")
DIAGNOSES = tuple(entry.code for entry in shipped_table("assessment_diagnoses"))


def points(total: int) -> dict[str, int | None]:
    """All 26 items with ``total`` points together: the first ones get all of theirs."""
    left, found = total, {}
    for column, most in MAXIMA.items():
        found[column] = min(left, most)
        left -= found[column]
    assert left == 0
    return found


def oracle(
    scores: dict[str, int], coma: bool, events: list[int], diagnosed: bool
) -> tuple[Any, ...]:
    total = sum(scores.values())
    first = 0 if total == 90 else 1 if total > 65 else 2 if total > 45 else 3 if total > 29 else 4
    if coma:
        return total, first, 4
    worse = diagnosed or sum(events) > 1
    return total, first, first + 1 if worse and first < 4 else first


complete = st.fixed_dictionaries({c: st.integers(0, most) for c, most in MAXIMA.items()})
happened = st.lists(st.integers(0, 3), min_size=5, max_size=5)
diagnosed = st.sets(st.sampled_from(DIAGNOSES))


# --- the tables -----------------------------------------------------------------------------


def test_the_items_are_those_of_the_standard() -> None:
    assert {item.column: item.maximum for item in ITEMS} == MAXIMA
    assert [item.code for item in ITEMS][7:9] == ["B.1.8", "B.2.1"]
    assert [d.maximum for d in DOMAINS] == [32, 15, 28, 15]
    for domain in DOMAINS:
        assert sum(i.maximum for i in ITEMS if i.domain == domain.key) == domain.maximum
    assert EVENT_COLUMNS == KINDS
    assert len(set(DIAGNOSES) - {"none"}) == 22


def test_every_scale_has_a_word_and_a_key_for_every_step() -> None:
    for item in ITEMS:
        assert {option.score for option in item.options} == set(range(item.maximum + 1)), item.code
        assert len({option.key for option in item.options}) == len(item.options)
        assert all(option.text for option in item.options)
    coma = [(i.code, o.score) for i in ITEMS for o in i.options if o.coma]
    assert coma == [("B.3.9", 0)]


def test_the_levels_leave_no_gap() -> None:
    assert [level_of(total) for total in range(91)] == (
        [4] * 30 + [3] * 16 + [2] * 20 + [1] * 24 + [0]
    )
    for total in (-1, 91):
        with pytest.raises(ValueError, match="no total"):
            level_of(total)
    assert [level.name for level in LEVELS][2] == "中度失能"


# --- the vectors of the field ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("total", "level"),
    [(90, 0), (89, 1), (66, 1), (65, 2), (46, 2), (45, 3), (30, 3), (29, 4), (0, 4)],
)
def test_the_total_gives_the_level(total: int, level: int) -> None:
    found = score(Answers(points(total)))
    assert (found.total, found.preliminary, found.final, found.rules) == (total, level, level, ())


def test_coma_goes_straight_to_four() -> None:
    found = score(Answers({**points(90), "b3_9": 0}, coma=True))
    assert (found.total, found.preliminary, found.final) == (88, 1, 4)
    assert found.rules == ("coma",)


def test_stupor_with_the_same_points_does_not() -> None:
    found = score(Answers({**points(90), "b3_9": 0}))
    assert (found.total, found.final, found.rules) == (88, 1, ())


def test_dementia_makes_the_able_one_step_worse() -> None:
    found = score(Answers(points(90), diagnoses=("dementia",)))
    assert (found.preliminary, found.final, found.rules) == (0, 1, ("diagnosis",))
    assert score(Answers(points(90), diagnoses=("other_mental",))).final == 1
    assert score(Answers(points(90), diagnoses=("hypertension", "cataract"))).final == 0


def test_two_reasons_are_one_step() -> None:
    found = score(Answers(points(70), events={"falls": 2}, diagnoses=("dementia",)))
    assert (found.preliminary, found.final) == (1, 2)
    assert found.rules == ("diagnosis", "events")


def test_nothing_is_worse_than_four() -> None:
    found = score(Answers(points(20), events={"falls": 3}))
    assert (found.preliminary, found.final, found.rules) == (4, 4, ("events",))


def test_events_of_different_kinds_add_up() -> None:
    assert score(Answers(points(70), events={"falls": 1, "wandering": 1})).final == 2
    assert score(Answers(points(70), events={"falls": 1})).final == 1


def test_a_missing_item_gives_no_level_at_all() -> None:
    found = score(Answers({**points(90), "b2_3": None}, events={"falls": 2}))
    assert found.missing == ("b2_3",)
    assert (found.total, found.preliminary, found.final) == (None, None, None)
    assert found.sums == {"b1": 32, "b2": None, "b3": 28, "b4": 15}
    assert found.running["b2"] == 11


def test_nothing_answered_is_no_level_and_not_total_dependence() -> None:
    found = score(Answers({}))
    assert len(found.missing) == 26
    assert (found.total, found.final) == (None, None)


def test_events_that_nobody_asked_about_leave_the_final_level_open() -> None:
    found = score(Answers(points(70), events=dict.fromkeys(KINDS)))
    assert (found.preliminary, found.final, found.missing) == (1, None, KINDS)


@pytest.mark.parametrize(
    "wrong",
    [
        Answers({"b3_7": 2}), Answers({"b2_4": 4}), Answers({"b1_1": -1}),
        Answers(points(90), coma=True), Answers({}, events={"falls": 4}),
        Answers({}, events={"bruises": 1}),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(wrong: Answers) -> None:
    with pytest.raises(ValueError):
        score(wrong)


# --- every combination ----------------------------------------------------------------------


@given(complete, happened, diagnosed, st.booleans())
def test_any_answers_agree_with_the_tables(
    scores: dict[str, int], events: list[int], ill: set[str], coma: bool
) -> None:
    scores = {**scores, "b3_9": 0} if coma else scores
    found = score(Answers(scores, coma, dict(zip(KINDS, events, strict=True)), ill))
    mental = bool(ill & {"dementia", "other_mental"})
    assert (found.total, found.preliminary, found.final) == oracle(scores, coma, events, mental)
    assert found.total == sum(found.running.values()) == sum(scores.values())
    assert set(found.rules) <= set(RULES)


@pytest.mark.parametrize("reasons", range(8))
def test_every_sum_with_every_set_of_rules(reasons: int) -> None:
    coma, ill, falls = bool(reasons & 1), bool(reasons & 2), bool(reasons & 4)
    events = [2 if falls else 1, 0, 0, 0, 0]
    for total in range(91):
        scores = points(total) | ({"b3_9": 0} if coma else {})
        asked = dict(zip(KINDS, events, strict=True))
        found = score(Answers(scores, coma, asked, ["dementia"] if ill else []))
        known = {column: one for column, one in scores.items() if one is not None}
        assert (found.total, found.preliminary, found.final) == oracle(known, coma, events, ill)


@given(complete, happened, diagnosed, st.sampled_from(sorted(MAXIMA)))
def test_one_point_more_is_never_a_worse_level(
    scores: dict[str, int], events: list[int], ill: set[str], column: str
) -> None:
    assume(scores[column] < MAXIMA[column])
    happenings = dict(zip(KINDS, events, strict=True))
    less = score(Answers(scores, False, happenings, ill))
    more = score(Answers({**scores, column: scores[column] + 1}, False, happenings, ill))
    assert less.final is not None
    assert more.final is not None
    assert more.final <= less.final


@given(complete, happened, diagnosed)
def test_without_coma_it_is_at_most_one_step_worse(
    scores: dict[str, int], events: list[int], ill: set[str]
) -> None:
    found = score(Answers(scores, False, dict(zip(KINDS, events, strict=True)), ill))
    assert found.preliminary is not None
    assert found.final is not None
    assert 0 <= found.final - found.preliminary <= 1
    assert found.final <= 4
    assert (found.final > found.preliminary) is (bool(found.rules) and found.preliminary < 4)


@given(complete, st.sets(st.sampled_from(sorted(MAXIMA)), min_size=1))
def test_a_blank_is_never_a_nought(scores: dict[str, int], blank: set[str]) -> None:
    found = score(Answers({**scores, **dict.fromkeys(blank)}))
    assert set(found.missing) == blank
    assert (found.total, found.preliminary, found.final) == (None, None, None)
    for domain, points_of in found.sums.items():
        assert (points_of is None) is any(column.startswith(domain) for column in blank)
    assert sum(found.running.values()) == sum(v for k, v in scores.items() if k not in blank)
