"""All pages: one noun a file, added here once."""

from importlib import import_module

from flask import Flask

from portal.views import frame, kept, refusals
from portal.views.addresses import IdConverter

NOUNS = (
    "home",
    "sign_in",
    "account",
    "users",
    "appointments",
    "departments",
    "groups",
    "calendar",
    "periods",
    "plans",
    "plan_import",
    "campaigns",
    "targets",
    "tasks",
    "reports",
    "findings",
    "files",
    "jobs",
    "search",
    "audit",
    "health",
    "exports",
)


def register(app: Flask) -> None:
    """Add every noun's pages, the frame they stand in, and the pages for what is refused."""
    app.url_map.converters["int"] = IdConverter
    for noun in NOUNS:
        app.register_blueprint(import_module(f"portal.views.{noun}").pages)
    frame.init_app(app)
    kept.init_app(app)
    refusals.init_app(app)
