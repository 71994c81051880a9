"""Tables of words, written as running text."""


def listed(words: str) -> tuple[str, ...]:
    """The words of a text, one by one."""
    return tuple(words.split())


def longest_first(words: tuple[str, ...]) -> str:
    """The words as alternatives of a pattern; where one begins another, the longer is tried first."""
    return "|".join(sorted(words, key=len, reverse=True))
