"""The floor: the least a Flask page with fifty rows of a database can be. Everything else is measured against it.

Plain Flask, plain SQLAlchemy, plain Jinja; no sign-in, no rights, no translation, no styles, no lights. One query along
one index of the same data for the columns that the portal's list prints, on its own engine, under its own server.
"""

import os
from collections.abc import Callable

from flask import Flask, render_template
from jinja2 import DictLoader
from sqlalchemy import Date, DateTime, Integer, MetaData, String, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from portal.cli.memory import calm_collector
from portal.cli.parentage import die_with_parent
from portal.cli.serve import server_for
from portal.config import load
from portal.database import engine_options, reading

ROWS = 50
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Tasks</title></head><body><h1>Tasks</h1>
<table><thead><tr><th>Task</th><th>Due</th><th>Percent</th><th>Lead</th><th>State</th><th>Changed</th></tr></thead><tbody>
{% for task, campaign, lead in rows %}
<tr><td><a href="/tasks/{{ task.id }}">{{ task.title }}</a><small>{{ campaign }}</small></td><td>{{ task.due_on }}</td>
<td>{{ task.percent_bp // 100 }} %</td><td>{{ lead }}</td><td>{{ task.state }}</td><td>{{ task.changed_at }}</td></tr>
{% endfor %}
</tbody></table></body></html>"""


class Base(DeclarativeBase):
    metadata = MetaData()


class Campaign(Base):
    __tablename__ = "campaign"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String)


class Department(Base):
    __tablename__ = "department"
    id: Mapped[int] = mapped_column(primary_key=True)
    short_name: Mapped[str] = mapped_column(String)


class Task(Base):
    """Some columns of the portal's table."""

    __tablename__ = "task"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String)
    state: Mapped[str] = mapped_column(String)
    due_on: Mapped[object] = mapped_column(Date)
    changed_at: Mapped[object] = mapped_column(DateTime)
    percent_bp: Mapped[int] = mapped_column(Integer)
    campaign_id: Mapped[int]
    lead_department_id: Mapped[int | None]


def create_floor(url: str) -> Flask:
    app = Flask(__name__)
    app.jinja_loader = DictLoader({"floor.html": PAGE})
    engine = create_engine(url, **engine_options(url))
    newest = (
        select(Task, Campaign.name, Department.short_name)
        .join(Campaign, Campaign.id == Task.campaign_id)
        .join(Department, Department.id == Task.lead_department_id, isouter=True)
        .order_by(Task.id.desc())
        .limit(ROWS)
    )

    @app.get("/")
    def index() -> str:
        token = reading.set(True)
        with Session(engine) as session:
            page = render_template("floor.html", rows=session.execute(newest).all())
            session.commit()  # a rollback would have PostgreSQL plan the query anew each time
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
