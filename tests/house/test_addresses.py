"""Every route declares who may enter, and one that does not stops the start (SECURITY A1)."""

import json

import pytest
from flask import Flask

from portal.cli.routes import list_routes
from portal.domain.permissions import PERMISSIONS
from portal.views import pages
from portal.views.pages import PUBLIC, SIGNED_IN, Pages

PUBLIC_ADDRESSES = {"/health", "/sign-in", "/account/language", "/static/<path:filename>"}


def test_every_route_names_a_known_permission(app: Flask) -> None:
    unknown = [row for row in list_routes(app) if row["permission"] not in {PUBLIC, SIGNED_IN, *PERMISSIONS}]
    assert unknown == []


def test_few_routes_are_public(app: Flask) -> None:
    assert {row["address"] for row in list_routes(app) if row["permission"] == PUBLIC} == PUBLIC_ADDRESSES, (
        "A public page answers strangers: add it here only where that is meant."
    )


def test_reading_and_changing_the_same_address_are_asked_apart(app: Flask) -> None:
    """Every changing address takes POST, and no address changes anything by GET alone."""
    methods = {row["method"] for row in list_routes(app)}
    assert methods == {"GET", "POST"}


def test_the_command_lists_them_all(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["routes-with-access", "--json"])
    assert result.exit_code == 0
    assert json.loads(result.output) == list_routes(app)
    assert len(json.loads(result.output)) > 40


def test_a_route_without_a_permission_stops_the_start() -> None:
    portal = Flask("probe")
    portal.add_url_rule("/open", "open", lambda: "anybody")
    with pytest.raises(RuntimeError, match="/open declares no permission"):
        pages.guard(portal)


@pytest.mark.parametrize("permission", ["task.unheard_of", {"GET": "task.read"}])
def test_an_unknown_or_missing_permission_is_refused_where_it_stands(permission: str | dict[str, str]) -> None:
    with pytest.raises(ValueError, match="unknown permission"):
        Pages("probe", __name__).page("/probe", permission=permission, methods=("GET", "POST"))


def test_taking_one_declaration_away_stops_the_start(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """For each page in turn: without its declaration the guard refuses."""
    declared = [endpoint for endpoint in app.view_functions if endpoint != "static"]
    for endpoint in declared:
        bare = app.view_functions[endpoint].__wrapped__  # type: ignore[attr-defined]
        with monkeypatch.context() as patch:
            patch.setitem(app.view_functions, endpoint, bare)
            with pytest.raises(RuntimeError, match="declares no permission"):
                pages.guard(app)
    pages.guard(app)
