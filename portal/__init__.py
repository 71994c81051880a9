"""攻坚督办平台 · Campaign Delivery Portal: a plan on paper becomes work that named departments have signed for."""

import os
from datetime import date

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from portal import bodies, clock, config, headers, logs, templating
from portal.config import ROOT
from portal.database import db, engine_options


def create_app(**overrides: object) -> Flask:
    """The portal, ready to answer. It refuses no setting: `serve` does."""
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.config.from_mapping(config.load(os.environ, overrides))
    _prepare_process(app)
    templating.init_app(app)
    headers.init_app(app)
    logs.init_app(app)
    bodies.init_app(app)
    _connect_database(app)
    _add_pages(app)
    return app


def _prepare_process(app: Flask) -> None:
    day = app.config["TODAY"]
    clock.fix(day if isinstance(day, date) else None)
    if count := app.config["PROXY_COUNT"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]


def _connect_database(app: Flask) -> None:
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    options = {**engine_options(url), **app.config.get("SQLALCHEMY_ENGINE_OPTIONS", {})}
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options
    db.init_app(app)


def _add_pages(app: Flask) -> None:
    """Late imports: pages, jobs, forms and commands need everything above."""
    from portal import cli, extensions, identity, views
    from portal.jobs import bell
    from portal.views import pages

    extensions.init_app(app, locale=identity.locale)
    identity.init_app(app)
    bell.init_app(app)
    views.register(app)
    pages.guard(app)
    cli.register(app)
