"""How Chinese text becomes words for an index: neighbouring pairs of characters, and runs of letters or digits."""

import re
from unicodedata import normalize

_RUN = re.compile(r"[a-z0-9]+|[㐀-鿿豈-﫿]+")
LONGEST_QUERY = 60


def words_of(text: str) -> list[str]:
    """The words of a text in their order: `快速路3期` → 快速, 速路, 3, 期."""
    found: list[str] = []
    for run in _RUN.findall(normalize("NFKC", text).lower()):
        found.extend(_pairs(run) if run[0] > "z" else [run])
    return found


def phrases_of(query: str) -> list[list[str]]:
    """What a search asks for: each run of the query is a phrase of words that must follow each other.

    A single Chinese character alone is no word of the index and is left out.
    """
    runs = _RUN.findall(normalize("NFKC", query[:LONGEST_QUERY]).lower())
    return [_pairs(run) if run[0] > "z" else [run] for run in runs if len(run) > 1 or run[0] <= "z"]


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]
