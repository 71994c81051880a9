"""How templates are read: strictly, and a part that others import is made once a process."""

from flask import Flask
from jinja2 import StrictUndefined, Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context

from portal import assets


class SharedTemplate(Template):
    """Globals are the environment's alone, never handed over with one template: what is imported is always the same.

    Jinja would compare all names of both sides at every import, nine times a page.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


def init_app(app: Flask) -> None:
    """Before any template is read."""
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.template_class = SharedTemplate
    assets.init_app(app)
