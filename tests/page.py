"""The browser of the tests: every HTML answer it receives is checked for what each page owes its readers."""

import re
from collections import Counter
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905 - reads better
ENDS_BY_ITSELF = frozenset({"option", "li", "p", "td", "th", "tr", "dt", "dd", "thead", "tbody"})
INTERACTIVE = frozenset({"a", "button", "form", "select", "textarea"})
NOT_WITHIN = {"a": INTERACTIVE - {"form"}, "button": INTERACTIVE | {"input"}, "form": {"form"}}
BLOCKS = frozenset({"div", "table", "ul", "ol", "dl", "form", "section", "p", "h1", "h2", "h3", "fieldset"})
NEED_LABEL = frozenset({"input", "select", "textarea"})
UNLABELLED_TYPES = frozenset({"hidden", "submit", "button"})

Attributes = dict[str, str]


class PageClient(FlaskClient):
    """Takes no page that is wrong: a missing heading fails the test that fetched it."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        if response.mimetype == "text/html" and response.data and not 300 <= response.status_code < 400:
            address = f"{response.request.method} {response.request.path} → {response.status_code}"
            complaints = complaints_about(response.text)
            assert not complaints, f"{address}:\n" + "\n".join(f"  * {complaint}" for complaint in complaints)
        return response


def complaints_about(html: str) -> list[str]:
    """Each sentence says what to do."""
    if not html.lstrip().lower().startswith("<!doctype"):
        return []  # a fragment that a script puts into a page
    page = Page()
    page.feed(html)
    page.close()
    return page.complaints + list(page.closing_complaints())


class Page(HTMLParser):
    """One pass over a document, noting what is wrong with it."""

    def __init__(self) -> None:
        super().__init__()
        self.complaints: list[str] = []
        self._open: list[str] = []
        self._text: dict[str, list[str]] = {"h1": [], "title": []}
        self._ids: Counter[str] = Counter()
        self._labels: set[str] = set()
        self._fields: list[tuple[str, Attributes]] = []
        self._forms: list[dict[str, Any]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self._check_nesting(tag)
        self._check_attributes(tag, attributes)
        self._note(tag, attributes)
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open[-1] != tag and self._open[-1] in ENDS_BY_ITSELF and tag in self._open:
            self._open.pop()
        if not self._open or self._open[-1] != tag:
            where = " > ".join(self._open[-4:])
            self.complaints.append(
                f"close what was opened last: </{tag}> came inside {where} (line {self.getpos()[0]})"
            )
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for tag in self._text.keys() & set(self._open):
            self._text[tag].append(data)
        if "{{" in data or "%(" in data or "{%" in data:
            self.complaints.append(f"fill the placeholder in “{data.strip()[:60]}”")

    def _check_nesting(self, tag: str) -> None:
        if tag in BLOCKS and self._open and self._open[-1] == "p":
            self._open.pop()  # as browsers do
        for outer in self._open:
            if tag in NOT_WITHIN.get(outer, ()):
                self.complaints.append(f"move the <{tag}> out of the <{outer}> (line {self.getpos()[0]})")
        if tag == "li" and self._open and self._open[-1] not in {"ul", "ol", "menu", "li"}:
            self.complaints.append(f"put the <li> into a list (line {self.getpos()[0]})")

    def _check_attributes(self, tag: str, attributes: Attributes) -> None:
        for name in attributes:
            if name == "style" or name.startswith("on"):
                self.complaints.append(f"take the {name}= off the <{tag}>: the content policy refuses it")
        if tag == "img" and "alt" not in attributes:
            self.complaints.append(f"say in alt= what {attributes.get('src', 'the picture')} shows")
        address = attributes.get("href") or attributes.get("src") or attributes.get("action") or ""
        if re.match(r"(?:https?:)?//", address):
            self.complaints.append(f"serve {address} from here: nothing is fetched from outside")
        if tag == "a" and "href" in attributes and not attributes["href"]:
            self.complaints.append("give the empty link an address")

    def _note(self, tag: str, attributes: Attributes) -> None:
        if "id" in attributes:
            self._ids[attributes["id"]] += 1
        if tag == "html" and not attributes.get("lang"):
            self.complaints.append("say the page's language in <html lang=…>")
        if tag in self._text:
            self._text[tag].append("\0")
        if tag == "label":
            self._labels.add(attributes.get("for", ""))
        if tag == "form":
            self._forms.append({"post": attributes.get("method", "get").lower() == "post", "fields": []})
        if tag in NEED_LABEL and self._forms:
            self._forms[-1]["fields"].append(attributes.get("name"))
        if tag in NEED_LABEL and attributes.get("type") not in UNLABELLED_TYPES and "label" not in self._open:
            self._fields.append((tag, attributes))

    def closing_complaints(self) -> list[str]:
        """What can be said at the end only."""
        found = [f"close <{tag}>" for tag in self._open if tag not in ENDS_BY_ITSELF and tag != "html"]
        found += [
            f"give one of the {count} elements with the id {name} another id"
            for name, count in self._ids.items()
            if count > 1
        ]
        found += [
            f"label the <{tag} name={attributes.get('name')!r}>"
            for tag, attributes in self._fields
            if attributes.get("id") not in self._labels and not {"aria-label", "aria-labelledby"} & attributes.keys()
        ]
        if any(form["post"] and "csrf_token" not in form["fields"] for form in self._forms):
            found.append("put a token into every form that posts (form_for or step_button do)")
        return found + self._heading()

    def _heading(self) -> list[str]:
        headings = [" ".join(text.split()) for text in "".join(self._text["h1"]).split("\0")[1:]]
        title = " ".join("".join(self._text["title"]).replace("\0", "").split())
        if len(headings) != 1 or not headings[0]:
            return [f"give the page exactly one <h1>, it has {headings}"]
        if not title.startswith(headings[0]):
            return [f"begin the title “{title}” with the heading “{headings[0]}”"]
        return []
