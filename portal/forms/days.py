"""A day, picked from the browser's calendar or written as people write it: 2022年9月15日, 9.15, 9月底."""

from datetime import date
from typing import Any

from flask_babel import gettext
from wtforms import DateField

from portal import clock
from portal.domain.written_dates import parse_date
from portal.errors import Invalid


class DayField(DateField):
    """`opens` where something begins: of a written span (“9月”) its first day is meant then, else its last."""

    data: date | None

    def __init__(self, label: Any = None, validators: Any = None, *, opens: bool = False, **values: Any) -> None:
        super().__init__(label, validators, **values)
        self._opens = opens

    def process_formdata(self, valuelist: list[Any]) -> None:
        text = " ".join(valuelist).strip()
        self.data = None
        if not text:
            return
        try:
            self.data = parse_date(text, clock.today().year, opens=self._opens)
        except Invalid as error:
            raise ValueError(gettext(error.text, **error.values)) from None

    def _value(self) -> str:
        return self.data.isoformat() if self.data else " ".join(self.raw_data or ())
