"""`flask plan read`: what the portal understands of a notice; nothing is written."""

import json
from pathlib import Path

import click
from flask.cli import AppGroup

from portal.documents.notice_text import text_of
from portal.documents.refusal import NotAcceptedError
from portal.domain.plan_text import as_answer, read

plan = AppGroup("plan", help="Plans on paper.")


@plan.command("read", with_appcontext=False)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Everything that was understood, as one JSON object.")
def read_notice(file: Path, as_json: bool) -> None:
    """Read FILE and print what was understood."""
    try:
        text = text_of(file.read_bytes(), file.name)
    except NotAcceptedError as refused:
        raise click.ClickException(refused.text % refused.values) from None
    answer = as_answer(read(text))
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
        return
    for task in answer["tasks"]:
        click.echo(f"{task['title']}  {'、'.join(task['lead']) or '—'}")
    click.echo(f"{len(answer['tasks'])} tasks, {len(answer['targets'])} targets.")
