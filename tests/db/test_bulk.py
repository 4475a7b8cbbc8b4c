"""Many rows in few statements: every one arrives, once, in the order given."""

from __future__ import annotations

import pytest

from app.db.bulk import MOST_VALUES, first_values, insert_rows, plain_rows
from app.services.rights import Actor
from app.wiring import Application
from tests.db.tools import count, rows
from tests.helpers.people import register

INTO = "INSERT INTO member_key (kind, key, member_id)"


@pytest.mark.parametrize("many", [0, 1, MOST_VALUES // 3, MOST_VALUES // 3 + 1, MOST_VALUES])
def test_every_row_arrives_whatever_the_size_of_a_statement(
    app: Application, clerk: Actor, many: int
) -> None:
    keys = [("name", f"{number:06d}", number) for number in range(many)]
    with app.db.write(clerk) as unit:
        insert_rows(unit.session.connection(), INTO, keys)
    assert rows(app, "SELECT kind, key, member_id FROM member_key ORDER BY key") == keys


def test_one_refused_row_undoes_the_rows_of_earlier_statements(
    app: Application, clerk: Actor
) -> None:
    keys = [("name", f"{number:06d}", number) for number in range(MOST_VALUES)]
    with pytest.raises(Exception, match="UNIQUE"), app.db.write(clerk) as unit:
        insert_rows(unit.session.connection(), INTO, [*keys, keys[0]])
    assert count(app, "member_key") == 0


def test_values_are_read_without_an_object_around_each(app: Application, clerk: Actor) -> None:
    for name in ("王一", "王二"):
        register(app, clerk, name)
    sql = "SELECT name, sex FROM member WHERE id > :least ORDER BY id"
    with app.db.read() as connection:
        assert first_values(connection, sql, {"least": 0}) == ["王一", "王二"]
        assert plain_rows(connection, sql, {"least": 1}) == [("王二", "2")]
        with pytest.raises(Exception, match="no such table"):
            first_values(connection, "SELECT 1 FROM nowhere", ())
