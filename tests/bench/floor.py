"""The floor: the least a Flask page with fifty rows of a database can be. Everything else is measured against it.

Plain Flask, plain SQLAlchemy, plain Jinja; no sign-in, no rights, no translation, no styles. One query along one
index of the same data, on the portal's own engine, under the portal's own server.
"""

import os
from collections.abc import Callable

from flask import Flask, render_template
from jinja2 import DictLoader
from sqlalchemy import Date, Integer, MetaData, String, Table, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from portal.cli.serve import calm_collector, die_with_parent, server_for
from portal.config import load
from portal.database import engine_options, reading

ROWS = 50
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Tasks</title></head><body><h1>Tasks</h1>
<table><thead><tr><th>Task</th><th>State</th><th>Due</th><th>Percent</th><th>Department</th></tr></thead><tbody>
{% for task in tasks %}
<tr><td><a href="/tasks/{{ task.id }}">{{ task.title }}</a></td><td>{{ task.state }}</td><td>{{ task.due_on }}</td>
<td>{{ task.percent_bp // 100 }} %</td><td>{{ task.lead_department_id }}</td></tr>
{% endfor %}
</tbody></table></body></html>"""


class Base(DeclarativeBase):
    metadata = MetaData()


class Task(Base):
    """Some columns of the portal's table."""

    __tablename__ = "task"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String)
    state: Mapped[str] = mapped_column(String)
    due_on: Mapped[object] = mapped_column(Date)
    percent_bp: Mapped[int] = mapped_column(Integer)
    lead_department_id: Mapped[int | None]


def create_floor(url: str) -> Flask:
    app = Flask(__name__)
    app.jinja_loader = DictLoader({"floor.html": PAGE})
    engine = create_engine(url, **engine_options(url))
    table = Task.__table__
    assert isinstance(table, Table)
    newest = select(Task).order_by(table.c.id.desc()).limit(ROWS)

    @app.get("/")
    def index() -> str:
        token = reading.set(True)
        with Session(engine) as session:
            page = render_template("floor.html", tasks=session.scalars(newest).all())
        reading.reset(token)
        return page

    @app.get("/health")
    def health() -> str:
        return "ok"

    return app


def load_floor(target: str) -> Callable[..., object]:
    """Runs in each worker, as the portal's own loader does."""
    die_with_parent()
    app = create_floor(_config()["SQLALCHEMY_DATABASE_URI"])
    calm_collector()
    return app


def _config() -> dict[str, str]:
    return load(os.environ, {})  # type: ignore[return-value]


if __name__ == "__main__":
    bare = Flask("settings")
    bare.config.from_mapping(_config())
    server_for(bare).serve(target_loader=load_floor)
