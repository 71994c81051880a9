"""`flask serve`: checks everything, then runs the production server with its workers."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from functools import partial

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from portal import create_app, logs
from portal.cli.data_lock import hold_data
from portal.cli.demonstration import accounts_text
from portal.cli.job_workers import free_jobs, job_workers
from portal.cli.memory import calm_collector, give_back_memory
from portal.cli.parentage import die_with_parent
from portal.cli.prepare import prepare_data
from portal.cli.readiness import list_obstacles, port_is_free


@click.command()
@click.option("--prepare", "prepares", is_flag=True, help="Make first whatever is not there yet, as `prepare` does.")
@with_appcontext
def serve(prepares: bool) -> None:
    """Check all settings, then answer on PORTAL_HOST:PORTAL_PORT until Ctrl-C."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # the app behind the proxy
    if prepares:
        prepare_data()
        app = create_app()  # the key may be new
    host, port = app.config["HOST"], app.config["PORT"]
    if not port_is_free(host, port):
        raise click.ClickException(f"Port {port} on {host} is taken. Choose another: PORTAL_PORT, or make run PORT=…")
    with hold_data(app.config["SQLALCHEMY_DATABASE_URI"]) as lock:
        if obstacles := list_obstacles(app):
            raise click.ClickException("The portal does not start:\n" + "\n".join(f"  * {text}" for text in obstacles))
        with app.app_context():
            free_jobs(lock)
        _announce(app)
        calm_collector()
        with job_workers(app.config["JOB_WORKERS"], lock):
            server_for(app).serve(target_loader=partial(load_worker, inherited(app)))


def _announce(app: Flask) -> None:
    """What whoever started the portal wants to know."""
    if app.config["DEMONSTRATION"]:
        click.echo(accounts_text())
    click.echo(f"Data: {app.config['DATA']}")
    click.echo(f"The portal answers on http://{app.config['HOST']}:{app.config['PORT']}/ (Ctrl-C stops it).")
    sys.stdout.flush()


def server_for(app: Flask) -> MPServer:
    return MPServer(
        "wsgi:app",
        address=app.config["HOST"],
        port=app.config["PORT"],
        interface=Interfaces.WSGI,
        workers=app.config["WORKERS"],
        blocking_threads=app.config["THREADS"],
        http=HTTPModes.http1,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
    )


def inherited(app: Flask) -> Flask | None:
    """What a worker finds when it begins: a fork has all that its parent has loaded, without doing it again."""
    return app if multiprocessing.get_start_method() == "fork" else None


def load_worker(app: Flask | None, target: str) -> Callable[..., object]:
    """Runs in each worker. What it inherits holds no connection: the parent has closed those with which it looked."""
    os.setpgrp()  # Ctrl-C reaches the parent alone: a worker told twice to stop does not stop at all
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the parent's own handler would make it deaf while it starts
    die_with_parent()
    give_back_memory()
    if app is None:
        app = create_app()
        calm_collector()
    logs.write_to_stderr(app.config["LOG_LEVEL"])
    return app
