"""`flask synthesize`: a database with as many plausible tasks as are wanted, for measuring."""

from time import perf_counter

import click
from flask import current_app
from flask.cli import with_appcontext

from portal import unit_of_work
from portal.cli.data_lock import hold_data


@click.command()
@click.option("--tasks", type=click.IntRange(24, 2_000_000), required=True, help="How many tasks.")
@with_appcontext
def synthesize(tasks: int) -> None:
    """Fill the database with plausible tasks and all that hangs on them."""
    from portal.demo import synthetic  # late: no server needs it

    began = perf_counter()
    with hold_data(current_app.config["SQLALCHEMY_DATABASE_URI"]), unit_of_work.work():
        written = synthetic.fill(tasks, tell=lambda done: click.echo(f"{done} tasks", err=True))
    seconds = perf_counter() - began
    click.echo(f"{written} tasks in {seconds:.1f} s: {written / seconds:.0f} a second.")
