"""`flask check-percents`: recompute what is derived, every percent from the leaves up, and compare with what stands."""

import click
from flask.cli import with_appcontext

from portal import unit_of_work
from portal.services.tasks import differences
from portal.services.tasks.differences import Difference, What


@click.command("check-percents")
@with_appcontext
def check_percents() -> None:
    """Fail, and say where, when a stored percent is not what its legs and children make, or a copy is outdated."""
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
    if one.what == What.LEGS:
        return f"task {one.id}: {one.stored} of its legs carry another day or state"
    return f"{one.what} {one.id}: stored {one.stored / 100:.2f} %, recomputed {one.recomputed / 100:.2f} %"
