"""Every message of the portal has its Chinese, and the catalogue holds nothing else."""

import re
import tomllib
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from portal.config import ROOT

CATALOGUE = ROOT / "portal" / "translations" / "zh_Hans" / "LC_MESSAGES" / "messages.po"
HINT = "Extract and update with pybabel (see ARCHITECTURE.md), then write the Chinese."


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="zh_Hans")


@pytest.fixture(scope="module")
def messages() -> set[str]:
    """What the sources ask for; of a plural message the singular."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["babel"]["mappings"]
    methods = [(mapping["pattern"], mapping["method"]) for mapping in mappings]
    found = extract_from_dir(ROOT, methods, {"templates/**.html": {"silent": "false"}}, directory_filter=is_source)
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}


def is_source(folder: str) -> bool:
    return Path(folder).name not in {".venv", ".git", "tests", "node_modules", "instance", "__pycache__"}


def entries(catalogue: Catalog) -> dict[str, Message]:
    return {
        message.id if isinstance(message.id, str) else message.id[0]: message for message in catalogue if message.id
    }


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)", text))


def test_every_message_stands_in_the_catalogue(catalogue: Catalog, messages: set[str]) -> None:
    assert sorted(messages - entries(catalogue).keys()) == [], HINT


def test_the_catalogue_holds_nothing_else(catalogue: Catalog, messages: set[str]) -> None:
    assert sorted(entries(catalogue).keys() - messages) == [], HINT
    assert not catalogue.obsolete, HINT


def test_every_message_has_its_chinese(catalogue: Catalog) -> None:
    empty = [key for key, message in entries(catalogue).items() if not all(_strings(message))]
    fuzzy = [key for key, message in entries(catalogue).items() if message.fuzzy]
    assert (empty, fuzzy) == ([], [])


def test_placeholders_are_kept(catalogue: Catalog) -> None:
    wrong = [
        key
        for key, message in entries(catalogue).items()
        if all(_strings(message)) and placeholders("".join(_strings(message))) != placeholders("".join(_ids(message)))
    ]
    assert wrong == []


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)
