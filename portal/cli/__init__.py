"""Commands of `flask --app wsgi`. A new command is a module here and a line in the table."""

from flask import Flask

from portal.cli.check_percents import check_percents
from portal.cli.deem_receipts import deem_receipts
from portal.cli.demonstration import demo
from portal.cli.files import files
from portal.cli.migrating import migrating
from portal.cli.plan import plan
from portal.cli.prepare import prepare
from portal.cli.routes import routes_with_access
from portal.cli.serve import serve
from portal.cli.settings import settings
from portal.cli.synthesize import synthesize
from portal.cli.work import work

COMMANDS = (
    check_percents, deem_receipts, demo, files, migrating, plan, prepare, routes_with_access, serve, settings,
    synthesize, work,
)  # fmt: skip


def register(app: Flask) -> None:
    for command in COMMANDS:
        app.cli.add_command(command)
