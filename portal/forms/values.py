"""What stands in a checked field, without the None that stood there before the check."""

from datetime import date

from wtforms import DateField, IntegerField, StringField


def text_of(field: StringField) -> str:
    return (field.data or "").strip()


def day_of(field: DateField) -> date:
    """The day of a field that must be filled."""
    assert field.data is not None
    return field.data


def number_of(field: IntegerField) -> int:
    """The number of a field that must be filled."""
    assert field.data is not None
    return int(field.data)
