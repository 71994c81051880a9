"""Issuing and withdrawing: they ask for nothing but the version seen."""

from portal.forms.change_form import ChangeForm


class IssueForm(ChangeForm):
    """One draft, or the chosen ones of a list."""


def read_chosen(values: list[str]) -> dict[int, int]:
    """ "id:version" of the ticked lines of a list; what is neither is passed over."""
    pairs = [value.partition(":") for value in values[:500]]
    return {int(one): int(version) for one, _, version in pairs if _is_number(one) and _is_number(version)}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
