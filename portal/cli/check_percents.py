"""`flask check-percents`: recompute every percent from the leaves up and compare with what is stored."""

import click
from flask.cli import with_appcontext

from portal import unit_of_work
from portal.services.tasks import differences
from portal.services.tasks.differences import Difference, What


@click.command("check-percents")
@with_appcontext
def check_percents() -> None:
    """Fail, and say where, when a stored percent is not what its legs and children make."""
    with unit_of_work.work(read_only=True):
        found = differences.find_differences()
    for one in found:
        click.echo(_told(one))
    if found:
        raise click.ClickException(f"{len(found)} stored figures differ from what the legs and children make.")
    click.echo("Every stored percent is what its legs and children make.")


def _told(one: Difference) -> str:
    if one.what == What.CHILDREN:
        return f"task {one.id}: stored {one.stored} subtasks, counted {one.recomputed}"
    return f"{one.what} {one.id}: stored {one.stored / 100:.2f} %, recomputed {one.recomputed / 100:.2f} %"
