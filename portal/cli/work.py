"""`flask work`: a worker, in a process of its own. `serve` starts one beside the web processes."""

import signal
from threading import Event

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from portal import logs
from portal.cli.data_lock import hold_data
from portal.cli.job_workers import free_jobs
from portal.cli.memory import calm_collector
from portal.cli.parentage import die_with
from portal.cli.readiness import list_obstacles
from portal.database import db


@click.command()
@click.option("--below", type=int, default=None, hidden=True, help="The `serve` that started it and holds the lock.")
@with_appcontext
def work(below: int | None) -> None:
    """Carry out jobs until Ctrl-C. On PostgreSQL as many may run as are wanted, on other machines too."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # the app behind the proxy
    logs.write_to_stderr(app.config["LOG_LEVEL"])
    if below is not None:
        die_with(below)
        _work(app)
        return
    with hold_data(app.config["SQLALCHEMY_DATABASE_URI"]) as lock:
        if obstacles := list_obstacles(app):
            raise click.ClickException("The worker does not start:\n" + "\n".join(f"  * {text}" for text in obstacles))
        free_jobs(lock)
        click.echo("The worker waits for jobs (Ctrl-C stops it).")
        _work(app)


def _work(app: Flask) -> None:
    """Both signals stop it gently: a running job is given back at its next sign of life, or ends before."""
    from portal.jobs.worker import work_until  # late: no other command needs it

    stop = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    calm_collector()
    try:
        work_until(stop, app, app.extensions["bell"])
    finally:
        db.engine.dispose()
