"""Parts of pages that are written once for as long as they say the same: a table whose rows have not changed.

Everything such a part depends on is handed over, and is the key under which it is kept. It never holds what belongs to
one visitor alone: no form, no token.
"""

from functools import lru_cache

from flask import Flask, g, get_template_attribute
from markupsafe import Markup

from portal import identity

PARTS = 1024


def kept(template: str, macro: str, *values: object) -> Markup:
    """What a macro writes for these values. They are hashable: text, numbers, tuples and frozen rows of them."""
    return _write(template, macro, identity.locale(), values)


@lru_cache(maxsize=PARTS)
def _write(template: str, macro: str, language: str, values: tuple[object, ...]) -> Markup:
    written: Markup = get_template_attribute(template, macro)(*values)
    if "csrf_token" in written or g.get("csrf_token", "\0") in written:
        raise RuntimeError(f"{macro} of {template} holds a form: it belongs to one visitor and cannot be kept.")
    return written


def init_app(app: Flask) -> None:
    """Give templates `kept_part('tasks/_who.html', 'legs_table', legs)`."""
    app.jinja_env.globals["kept_part"] = kept
