"""`flask routes-with-access`: who may enter where, for reviewers and for tests."""

import json

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from portal.views.pages import PUBLIC

UNLISTED = ("HEAD", "OPTIONS")


def list_routes(app: Flask) -> list[dict[str, str]]:
    """Every method of every route with the permission its door asks for."""
    rows = [
        {
            "address": rule.rule,
            "method": method,
            "endpoint": rule.endpoint,
            "permission": _permission(app, rule.endpoint, method),
        }
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()).difference(UNLISTED)
    ]
    return sorted(rows, key=lambda row: (row["address"], row["method"]))


def _permission(app: Flask, endpoint: str, method: str) -> str:
    if endpoint == "static":
        return PUBLIC
    permissions: dict[str, str] = getattr(app.view_functions[endpoint], "permissions", {})
    return permissions.get(method, "undeclared")


@click.command("routes-with-access")
@click.option("--json", "as_json", is_flag=True, help="One JSON list instead of a table.")
@with_appcontext
def routes_with_access(as_json: bool) -> None:
    """Print every route with its methods and permission."""
    rows = list_routes(current_app)
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        click.echo(f"{row['method']:6} {row['address']:50} {row['permission']}")
