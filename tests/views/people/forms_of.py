"""The forms of a page, as a browser would send them."""

from html.parser import HTMLParser


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, list[tuple[str, str]]] = {}
        self._fields: list[tuple[str, str]] = []
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._fields = self.forms.setdefault(values["action"], [])
        is_off = values.get("type") in {"radio", "checkbox"} and "checked" not in values
        if tag == "input" and "name" in values and not is_off:
            self._fields.append((values["name"], values.get("value", "")))
        if tag == "option" and self._area:
            self._choose(values["value"], is_selected="selected" in values)
        if tag in {"select", "textarea"}:
            self._area = values["name"]
        if tag == "textarea":
            self._fields.append((values["name"], ""))

    def _choose(self, value: str, *, is_selected: bool) -> None:
        """The selected option, else the first one, as browsers do."""
        is_first = not self._fields or self._fields[-1][0] != self._area
        if self._area and (is_selected or is_first):
            self._fields.append((self._area, value))

    def handle_data(self, data: str) -> None:
        if self._area and self._fields and self._fields[-1][0] == self._area and self.lasttag == "textarea":
            self._fields[-1] = (self._area, (self._fields[-1][1] + data).lstrip("\r\n"))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"select", "textarea"}:
            self._area = None


def fields_of(html: str, action: str) -> dict[str, str]:
    """What the form with this address would send now."""
    parser = _Forms()
    parser.feed(html)
    return dict(parser.forms[action])
