"""Many rows in few statements: every one arrives, once, in the order given."""

from __future__ import annotations

import pytest

from app.db.bulk import MOST_VALUES, insert_rows
from app.services.rights import Actor
from app.wiring import Application
from tests.db.tools import count, rows

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
