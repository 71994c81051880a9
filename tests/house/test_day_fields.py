"""Every form takes a day as people write it; where something begins, the first day of a written span is meant."""

import ast

from tests.house.source_files import nodes, parse, place, python_files

TYPES_ONLY = {"days.py", "values.py"}  # the field itself, and the reader of its value
BEGINNINGS = ("start", "first_on", "from_on", "empowered_from")


def day_fields() -> list[tuple[str, bool, str]]:
    """Name, whether it opens, and place of each field of a form."""
    return [
        (node.targets[0].id, any(word.arg == "opens" for word in node.value.keywords), place(file, node.lineno))
        for file in python_files("portal/forms")
        for node in nodes(file, ast.Assign)
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Call)
        and getattr(node.value.func, "id", "") == "DayField"
    ]


def test_no_form_takes_days_in_one_form_only() -> None:
    plain = [
        place(file, node.lineno)
        for file in (*python_files("portal/forms"), *python_files("portal/views"))
        for node in ast.walk(parse(file))
        if isinstance(node, ast.ImportFrom)
        and node.module == "wtforms"
        and file.name not in TYPES_ONLY
        and {"DateField", "DateTimeField"} & {one.name for one in node.names}
    ]
    assert plain == [], "Use portal.forms.days.DayField: people write 9.15, 9月底 or 2022年9月15日."


def test_what_begins_opens_a_written_span() -> None:
    found = day_fields()
    assert len(found) > 20, "the check sees too little"
    wrong = [where for name, opens, where in found if name.startswith(BEGINNINGS) is not opens]
    assert wrong == [], "A field where something begins says opens=True, and no other does."
