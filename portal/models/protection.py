"""What the database itself refuses: changed history, altered findings, administrators with other posts.

The statements stand here once for each engine; migrations carry their own copy, and a test compares the two.
"""

from sqlalchemy import DDL, event

from portal.database import Base

FINDING_FACTS = (
    "task_id", "assignment_id", "department_id", "kind", "severity", "seen_on", "place", "seen", "claimed_percent",
    "found_percent", "recorded_by_id", "recorded_at",
)  # fmt: skip

ADMINISTRATOR = "('system_admin', 'security_admin', 'audit_admin')"
SAME_DAYS = (
    "other.user_id = NEW.user_id AND other.id != NEW.id "
    "AND other.first_on <= COALESCE(NEW.last_on, '9999-12-31') "
    "AND COALESCE(other.last_on, '9999-12-31') >= NEW.first_on "
    f"AND (other.post IN {ADMINISTRATOR} OR NEW.post IN {ADMINISTRATOR})"
)

# Of which tables (and where only some matter, of which columns) a change gives a topic a new mark.
STAMPED: dict[str, dict[str, tuple[str, ...]]] = {
    "calendar": {"calendar_year": (), "calendar_day": ()},
    "names": {
        "plan": ("title", "state", "starts_on"),
        "campaign": ("name", "position", "plan_id"),
        "department": ("short_name", "position", "kind"),
        "reporting_period": ("name", "first_on", "plan_id"),
    },
    "people": {"user_account": ("name", "language", "must_change_password", "is_stopped"), "appointment": ()},
}


def _sqlite_append_only(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for verb in ("UPDATE", "DELETE")
    ]


def _sqlite() -> list[str]:
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in FINDING_FACTS)
    statements = _sqlite_append_only("history")
    statements += [
        f"CREATE TRIGGER finding_issued_unchanged BEFORE UPDATE ON finding "
        f"WHEN OLD.issued_at IS NOT NULL AND ({changed} OR NEW.issued_at IS NOT OLD.issued_at) "
        "BEGIN SELECT RAISE(ABORT, 'an issued finding keeps its facts'); END",
        "CREATE TRIGGER finding_issued_kept BEFORE DELETE ON finding WHEN OLD.issued_at IS NOT NULL "
        "BEGIN SELECT RAISE(ABORT, 'an issued finding is kept'); END",
        "CREATE TRIGGER task_issued_day_kept BEFORE UPDATE ON task "
        "WHEN OLD.state != 'draft' AND NEW.state != 'draft' AND NEW.issued_due_on IS NOT OLD.issued_due_on "
        "BEGIN SELECT RAISE(ABORT, 'the issued day never changes'); END",
    ]
    statements += [
        f"CREATE TRIGGER appointment_administrators_{verb.lower()} BEFORE {verb} ON appointment "
        f"WHEN EXISTS (SELECT 1 FROM appointment AS other WHERE {SAME_DAYS}) "
        "BEGIN SELECT RAISE(ABORT, 'an administrator holds nothing else'); END"
        for verb in ("INSERT", "UPDATE")
    ]
    return statements + [
        f"CREATE TRIGGER {table}_stamped_{verb.lower()} AFTER {_of(verb, columns)} ON {table} "
        f"BEGIN INSERT INTO reference_stamp (topic, mark) VALUES ('{topic}', hex(randomblob(16))) "
        "ON CONFLICT (topic) DO UPDATE SET mark = excluded.mark; END"
        for topic, tables in STAMPED.items()
        for table, columns in tables.items()
        for verb in ("INSERT", "UPDATE", "DELETE")
    ]


def _of(verb: str, columns: tuple[str, ...]) -> str:
    return f"{verb} OF {', '.join(columns)}" if columns and verb == "UPDATE" else verb


def _postgresql_stamps() -> list[str]:
    return [
        "CREATE FUNCTION reference_changed() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN INSERT INTO reference_stamp (topic, mark) VALUES (TG_ARGV[0], gen_random_uuid()) "
        "ON CONFLICT (topic) DO UPDATE SET mark = excluded.mark; RETURN NULL; END $$",
        *(
            f"CREATE TRIGGER {table}_stamped AFTER INSERT OR DELETE OR {_of('UPDATE', columns)} ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION reference_changed('{topic}')"
            for topic, tables in STAMPED.items()
            for table, columns in tables.items()
        ),
    ]


def _postgresql_trigger(name: str, table: str, verbs: str, condition: str, sentence: str) -> list[str]:
    body = f"IF {condition} THEN RAISE EXCEPTION '{sentence}' USING ERRCODE = '23514'; END IF; "
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {body}IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
        f"CREATE TRIGGER {name} BEFORE {verbs} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


def _postgresql() -> list[str]:
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in (*FINDING_FACTS, "issued_at"))
    same_days = SAME_DAYS.replace("'9999-12-31'", "DATE '9999-12-31'")
    return [
        *_postgresql_trigger("history_append_only", "history", "UPDATE OR DELETE", "true", "history is append-only"),
        "CREATE TRIGGER history_no_truncate BEFORE TRUNCATE ON history FOR EACH STATEMENT "
        "EXECUTE FUNCTION history_append_only()",
        *_postgresql_trigger(
            "finding_issued_unchanged", "finding", "UPDATE OR DELETE",
            f"OLD.issued_at IS NOT NULL AND (TG_OP = 'DELETE' OR {changed})", "an issued finding keeps its facts"),
        *_postgresql_trigger(
            "task_issued_day_kept", "task", "UPDATE",
            "OLD.state != 'draft' AND NEW.state != 'draft' AND NEW.issued_due_on IS DISTINCT FROM OLD.issued_due_on",
            "the issued day never changes"),
        *_postgresql_trigger(
            "appointment_administrators", "appointment", "INSERT OR UPDATE",
            f"EXISTS (SELECT 1 FROM appointment AS other WHERE {same_days})", "an administrator holds nothing else"),
        *_postgresql_stamps(),
    ]  # fmt: skip


SEARCH = {
    "sqlite": [
        "CREATE VIRTUAL TABLE task_search USING fts5(words, tokenize = 'unicode61')",
    ],
    "postgresql": [
        "CREATE TABLE task_search (task_id integer PRIMARY KEY REFERENCES task (id) ON DELETE CASCADE, "
        "words tsvector NOT NULL)",
        "CREATE INDEX ix_task_search_words ON task_search USING gin (words) WITH (fastupdate = off)",
    ],
}
PROTECTION = {"sqlite": _sqlite(), "postgresql": _postgresql()}

for dialect in ("sqlite", "postgresql"):
    for statement in (*PROTECTION[dialect], *SEARCH[dialect]):
        hung = DDL(statement.replace("%", "%%"))  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
        event.listen(Base.metadata, "after_create", hung.execute_if(dialect=dialect))
