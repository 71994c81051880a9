"""`flask check-percents`: recompute every percent from the leaves up and compare with what is stored."""

import click
from flask.cli import with_appcontext

from portal import unit_of_work
from portal.services.tasks import settling


@click.command("check-percents")
@with_appcontext
def check_percents() -> None:
    """Fail, and say where, when a stored percent is not what its legs and children make."""
    with unit_of_work.work(read_only=True):
        differences = settling.find_differences()
    for task_id, stored, recomputed in differences:
        click.echo(f"task {task_id}: stored {stored / 100:.2f} %, recomputed {recomputed / 100:.2f} %")
    if differences:
        raise click.ClickException(f"{len(differences)} stored percents differ from what the legs and children make.")
    click.echo("Every stored percent is what its legs and children make.")
