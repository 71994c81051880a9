"""The database that migrations make is the one the models describe: nothing forgotten, nothing left over."""

from sqlalchemy import text

import portal.models  # noqa: F401 - the tables are known once their models are imported
from portal.database import Base, db
from tests.engines import Database, database_app, postgresql_url, run_id, sqlite_url
from tests.house.schema_snapshot import snapshot

URLS = {"sqlite": sqlite_url, "postgresql": lambda: postgresql_url(f"portal_models_{run_id()}")}


def schema_of_models(engine_name: str) -> dict[str, str]:
    with URLS[engine_name]() as url, database_app(url).app_context():
        Base.metadata.create_all(db.engine)
        with db.engine.connect() as connection:
            found = snapshot(connection)
        db.engine.dispose()
    return found


def test_migrations_make_what_the_models_say(context: Database) -> None:
    wanted = schema_of_models(context.name)
    with db.engine.connect() as connection:
        found = snapshot(connection)
    missing = {name: wanted[name] for name in wanted.keys() - found.keys()}
    extra = {name: found[name] for name in found.keys() - wanted.keys()}
    different = {
        name: (found[name], wanted[name]) for name in wanted.keys() & found.keys() if found[name] != wanted[name]
    }
    assert (missing, extra, different) == ({}, {}, {}), (
        "The newest migration does not lead to the models' schema. Missing in the database, left over in it, "
        "different (database, models). Add a migration; mind that batch mode drops triggers and expression indexes."
    )
    assert len(found) > 200, "the comparison sees too little"


def test_every_table_names_its_constraints(context: Database) -> None:
    with db.engine.connect() as connection:
        unnamed = [name for name in snapshot(connection) if " None " in name]
    assert unnamed == [], "Unnamed constraints cannot be altered by a migration."


def test_the_search_index_knows_words_of_two_characters(context: Database) -> None:
    query = {
        "sqlite": ("INSERT INTO task_search (rowid, words) VALUES (1, '道路 路建')", "words MATCH '路建'"),
        "postgresql": (
            "SET session_replication_role = replica; "
            "INSERT INTO task_search VALUES (1, to_tsvector('simple', '道路 路建'))",
            "words @@ to_tsquery('simple', '路建')",
        ),
    }[context.name]
    with db.engine.connect() as connection:
        connection.execute(text(query[0]))
        assert connection.execute(text(f"SELECT count(*) FROM task_search WHERE {query[1]}")).scalar() == 1
        connection.rollback()
