from __future__ import annotations

import pytest

from app.sync.schema import ENTITIES, TOTALS, Entity


@pytest.mark.parametrize("entity", ENTITIES)
def test_every_table_begins_alike(entity: Entity) -> None:
    assert entity.columns[:4] == ("uid", "version", "seq", "deleted")
    assert len(set(entity.columns)) == len(entity.columns)


@pytest.mark.parametrize("entity", ENTITIES)
def test_schemas_are_frictionless(entity: Entity) -> None:
    schema = entity.schema()
    assert schema["primaryKey"] == ["uid"]
    for column in schema["fields"]:
        assert column["type"] in {"string", "integer", "boolean", "date", "datetime"}
        allowed = {"required", "unique", "pattern", "enum", "minimum", "maximum", "maxLength"}
        assert set(column.get("constraints", {})) <= allowed


def test_faces_and_terminal_lines_never_go_up() -> None:
    names = " ".join(name for entity in ENTITIES for name in (entity.name, *entity.columns))
    for word in ("photo", "template", "pin", "raw", "terminal_", "picture"):
        assert word not in names


def test_totals_point_to_declared_columns() -> None:
    columns = {entity.name: entity.columns for entity in ENTITIES}
    for total in TOTALS:
        assert total.column is None or total.column in columns[total.entity]
