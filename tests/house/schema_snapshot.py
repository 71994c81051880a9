"""A database's whole schema as a flat dictionary, so that two databases can be compared line by line."""

import re

from sqlalchemy import Connection, Inspector, inspect, text

# What SQLAlchemy's inspector does not tell, in each engine's own words.
FURTHER = {
    "sqlite": """
        SELECT type || ' ' || name, sql FROM sqlite_master
        WHERE sql IS NOT NULL AND (type != 'table' OR sql LIKE 'CREATE VIRTUAL%')
    """,
    "postgresql": """
        SELECT 'index ' || indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL
        SELECT 'trigger ' || tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL
        SELECT 'function ' || proname, pg_get_functiondef(oid) FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace
        UNION ALL
        SELECT 'constraint ' || conname || ' of ' || conrelid::regclass, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace AND contype != 'n'
    """,
}


def snapshot(connection: Connection) -> dict[str, str]:
    """Every table's columns and constraints, every index, trigger and function by its definition."""
    inspector = inspect(connection)
    found: dict[str, str] = {}
    for table in inspector.get_table_names():
        if table != "alembic_version":
            found |= _table(inspector, table)
    for name, definition in connection.execute(text(FURTHER[connection.dialect.name])):
        if "alembic_version" not in name:
            found[name] = " ".join(definition.split())
    return found


def _table(inspector: Inspector, table: str) -> dict[str, str]:
    found = {}
    for column in inspector.get_columns(table):
        facts = (str(column["type"]), column["nullable"], column["default"])
        found[f"column {table}.{column['name']}"] = str(facts)
    found[f"primary key of {table}"] = str(inspector.get_pk_constraint(table)["constrained_columns"])
    for key in inspector.get_foreign_keys(table):
        target = (key["constrained_columns"], key["referred_table"], key["referred_columns"], key["options"])
        found[f"foreign key {key['name']} of {table}"] = str(target)
    for unique in inspector.get_unique_constraints(table):
        found[f"unique {unique['name']} of {table}"] = str(unique["column_names"])
    for check in inspector.get_check_constraints(table):
        found[f"check {check['name']} of {table}"] = re.sub(r"\s+", " ", check["sqltext"])
    return found
