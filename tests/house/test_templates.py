"""Templates: only components hold tables, forms and buttons; nothing weakens escaping or the content policy."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, StrictUndefined, nodes

from portal.config import ROOT
from tests.house.source_files import place, templates

COMPONENTS = ("components", "layouts")
OWN_BY_COMPONENTS = re.compile(r"<(table|form|button)\b")
HANDLERS = "click|change|submit|load|input|error|focus|blur|key[a-z]+|mouse[a-z]+|pointer[a-z]+"
REFUSED = {
    r"\sstyle\s*=": "inline styles are refused by the content policy: add a class",
    rf"\son(?:{HANDLERS})\s*=": "inline handlers are refused by the content policy: use a data- hook of portal.js",
    r"<style\b|<script\b(?![^>]*\bsrc=)": "inline style sheets and scripts are refused by the content policy",
    r"\|\s*safe\b|autoescape\s+false": "escaping is never switched off",
    r"(href|src|action)\s*=\s*[\"'](https?:)?//": "everything is served from here",
    r"javascript:": "an address is an address",
}


def lines(file: Path) -> list[tuple[int, str]]:
    return list(enumerate(file.read_text().splitlines(), 1))


def test_only_components_hold_tables_forms_and_buttons() -> None:
    found = [
        f"{place(file, number)} {line.strip()[:80]}"
        for file in templates()
        if file.relative_to(ROOT / "templates").parts[0] not in COMPONENTS
        for number, line in lines(file)
        if OWN_BY_COMPONENTS.search(line)
    ]
    assert found == [], (
        "Call the component instead: components/table.html, components/form.html, components/button.html."
    )


@pytest.mark.parametrize(
    ("pattern", "reason"), REFUSED.items(), ids=["style", "handler", "inline", "safe", "outside", "script"]
)
def test_nothing_weakens_the_page(pattern: str, reason: str) -> None:
    found = [
        place(file, number)
        for file in templates()
        for number, line in lines(file)
        if re.search(pattern, line, re.IGNORECASE)
    ]
    assert found == [], reason


def test_every_word_goes_through_translation() -> None:
    """Chinese characters outside of translation would stay on the English pages; languages' own names are meant."""
    allowed = {"中文"}
    found = [
        f"{place(file, number)} {word}"
        for file in templates()
        for number, line in lines(file)
        for word in re.findall(r"[\u4e00-\u9fff]+", re.sub(r"\{#.*?#\}", "", line))
        if word not in allowed
    ]
    assert found == [], "Write the English message in _('…') and put the Chinese into the catalogue."


@pytest.mark.parametrize("file", templates(), ids=lambda file: str(file.relative_to(ROOT / "templates")))
def test_it_compiles_and_its_parents_exist(file: Path) -> None:
    tree = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True).parse(file.read_text())
    asked = [node.template for node in tree.find_all((nodes.Extends, nodes.Import, nodes.FromImport, nodes.Include))]
    names = [name.value for name in asked if isinstance(name, nodes.Const)]
    missing = [name for name in names if not (ROOT / "templates" / name).is_file()]
    assert missing == []


def test_an_unknown_variable_is_a_mistake() -> None:
    from flask import Flask

    from portal import templating

    app = Flask("probe")
    templating.init_app(app)
    assert app.jinja_env.undefined is StrictUndefined
