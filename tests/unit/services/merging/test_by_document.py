"""What a document's number says goes with the document: what is shown is what is stored."""

from __future__ import annotations

import pytest

from app.services.merging.types import KEPT, MERGED
from app.services.rights import Actor
from app.wiring import Application
from tests.helpers.people import id_number, register

NO_DOCUMENT = {
    "id_type": "none", "id_number": "", "no_document_reason": "遗失", "birth_date": "1953-01-01",
    "sex": "1",
}  # fmt: skip


@pytest.fixture
def bare(app: Application, clerk: Actor) -> str:
    """Somebody without a document, born 1953, a man."""
    return register(app, clerk, "王秀英", **NO_DOCUMENT)


@pytest.fixture
def known(app: Application, clerk: Actor) -> str:
    """Somebody with a number: born 1954-02-03, a woman."""
    return register(app, clerk, "王秀英", id_number=id_number("19540203", 124))


def stored(app: Application, clerk: Actor, uid: str) -> tuple[object, object]:
    values = app.members.file(uid, clerk).values
    return values["birth_date"], values["sex"]


def test_what_the_number_says_is_shown_as_it_is_stored(
    app: Application, clerk: Actor, bare: str, known: str
) -> None:
    fields = {one.key: one for one in app.merging.preview(bare, known, clerk).fields}
    assert fields["document"].wins == MERGED
    for key in ("birth_date", "sex"):
        assert (fields[key].wins, fields[key].follows) == (MERGED, (MERGED,))
        assert fields[key].by_document
    assert not fields["name"].by_document
    # Whoever chooses otherwise there is not heard: the number says it.
    choices = {key: one.wins for key, one in fields.items()} | {"birth_date": KEPT, "sex": KEPT}
    app.merging.merge(bare, known, choices, "本人核对", clerk)
    assert stored(app, clerk, bare) == ("1954-02-03", "2")


def test_without_the_number_a_person_chooses(
    app: Application, clerk: Actor, bare: str, known: str
) -> None:
    choices = {"document": KEPT, "birth_date": MERGED, "sex": KEPT}
    app.merging.merge(bare, known, choices, "本人核对", clerk)
    assert stored(app, clerk, bare) == ("1954-02-03", "1")


def test_of_two_numbers_the_chosen_one_says_it(app: Application, clerk: Actor, known: str) -> None:
    other = register(app, clerk, "王秀瑛", id_number=id_number("19550607", 125))
    fields = {one.key: one for one in app.merging.preview(known, other, clerk).fields}
    assert fields["birth_date"].follows == (KEPT, MERGED)
    assert (fields["document"].wins, fields["birth_date"].wins) == (KEPT, KEPT)
    app.merging.merge(known, other, {"document": MERGED}, "本人核对", clerk)
    assert stored(app, clerk, known) == ("1955-06-07", "1")
