"""`flask settings`: every setting with its meaning, for whoever installs the portal."""

import click

from portal.config import SETTINGS


@click.command()
def settings() -> None:
    """Print every setting with its default and meaning."""
    for setting in SETTINGS:
        click.echo(f"PORTAL_{setting.name} [{setting.default}]\n    {setting.meaning}")
