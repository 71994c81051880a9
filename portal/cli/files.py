"""`flask files check`: whether what the database names and what the folder holds are the same (SECURITY D4)."""

import sys

import click
from flask.cli import AppGroup

from portal import unit_of_work
from portal.forms.evidence import storage
from portal.services import evidence

files = AppGroup("files", help="The kept files of evidence.")

WORDS = {
    "missing": "named by the database, gone from the folder",
    "damaged": "its content has changed since it was kept",
    "unknown": "kept, but named by nothing (a form that was refused after its files came in)",
}


@files.command("check")
def check() -> None:
    """Compare rows and files both ways; exit 1 when a file is missing or damaged."""
    with unit_of_work.work(read_only=True):
        found = list(evidence.find_disagreements(storage()))
    for what, digest in found:
        click.echo(f"{what:8} {digest}  {WORDS[what]}")
    is_broken = any(what != "unknown" for what, _ in found)
    click.echo("Files and rows do not agree." if is_broken else "Every row has its file, whole.")
    sys.exit(1 if is_broken else 0)
