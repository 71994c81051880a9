"""Numbers as people type them: full-width digits and thousands separators are understood."""

import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import gettext
from wtforms import DecimalField

from portal.domain.trajectory import plain

MOST = Decimal(10) ** 11
PLACES = 4


class FigureField(DecimalField):
    """A quantity with up to four decimals; shown without needless zeros."""

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, places=None, **kwargs)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else plain(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        text = unicodedata.normalize("NFKC", valuelist[0] if valuelist else "").replace(",", "").strip()
        self.data = None
        if not text:
            return
        try:
            value = Decimal(text)
        except InvalidOperation:
            raise ValueError(gettext("Write a number, such as 4.5.")) from None
        if not value.is_finite() or abs(value) >= MOST or round(value, PLACES) != value:
            raise ValueError(gettext("Write a number with at most four decimals."))
        self.data = value
