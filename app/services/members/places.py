"""A community and a name typed together: which communities are meant, and what is left over."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from app.core.names import query_text, search_keys

COMMUNITIES = (
    "WITH RECURSIVE place(name) AS (SELECT min(community) FROM member UNION ALL"
    " SELECT (SELECT min(m.community) FROM member m WHERE m.community > place.name) FROM place"
    " WHERE place.name IS NOT NULL) SELECT name FROM place WHERE name IS NOT NULL"
)
"""Every community once: one step in its index each, however many people live there."""
IN_USE = (
    f"{COMMUNITIES} AND EXISTS (SELECT 1 FROM member m WHERE m.community = place.name"  # noqa: S608
    " AND m.deleted_at IS NULL)"
)
"""Those of them where somebody lives whose file is not closed."""
AREAS = (
    "SELECT registered_area FROM member WHERE registered_area IS NOT NULL AND deleted_at IS NULL"
    " GROUP BY registered_area ORDER BY count(*) DESC, registered_area LIMIT 300"
)
"""What the centre has written as 户籍地, to be suggested: more is no help to anybody."""
SHORTEST = 2
"""Characters that a community is known by when no blank ends it."""


def communities(connection: Connection) -> list[str]:
    """Communities in use, in the order of their characters."""
    return [row[0] for row in connection.exec_driver_sql(COMMUNITIES) if row[0]]


def places_and_names(connection: Connection, typed: str) -> Iterator[tuple[str, str]]:
    """(community, rest of ``typed``) for every way to read it as a community and a name."""
    words = typed.split()
    whole = query_text(typed)
    glued = len(words) == 1 and len(whole) > SHORTEST and not whole.isascii()
    if len(words) < 2 and not glued:
        return
    known = communities(connection)
    if glued:
        yield from _unglued(whole, known)
        return
    for at in range(1, len(words)):
        head, tail = "".join(words[:at]), "".join(words[at:])
        for place, name in ((head, tail), (tail, head)):
            if not query_text(name).isdecimal():
                yield from ((one, name) for one in known if _fits(query_text(place), one))


def _unglued(whole: str, known: list[str]) -> Iterator[tuple[str, str]]:
    """The longest beginning that a community has in common, for each of them."""
    for one in known:
        plain = query_text(one)
        shared = 0
        while shared < min(len(plain), len(whole)) and plain[shared] == whole[shared]:
            shared += 1
        if SHORTEST <= shared < len(whole):
            yield one, whole[shared:]


def _fits(typed: str, community: str) -> bool:
    """Whether ``typed`` is a part of the name, or begins its reading or its first letters."""
    if not typed:
        return False
    if not typed.isascii():
        return typed in query_text(community)
    keys = search_keys(community)
    return any(key.startswith(typed) for key in (*keys.pinyin, *keys.initials))
