"""A browser as far as these tests need one: cookies, links to follow by hand, and the forms that pages really carry."""

import http.client
from contextlib import closing
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode

FORM_TYPE = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    """What came back; `location` is where it leads."""

    status: int
    text: str
    location: str

    @property
    def is_acknowledged(self) -> bool:
        return 200 <= self.status < 400


@dataclass
class Form:
    """A form as the page filled it."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)


class Visitor:
    """One signed-in browser; a new connection for each request, so that a server may come and go."""

    def __init__(self, port: int, timeout: float = 20) -> None:
        self.port, self.timeout = port, timeout
        self.cookies: dict[str, str] = {}

    def get(self, address: str) -> Answer:
        return self._send("GET", address, "")

    def post(self, address: str, fields: dict[str, str]) -> Answer:
        return self._send("POST", address, urlencode(fields))

    def sign_in(self, login: str, password: str) -> "Visitor":
        form = self.form("/sign-in", "/sign-in")
        answer = self.post(form.action, {**form.fields, "login": login, "password": password})
        assert answer.status == 303, f"{login} could not sign in: {answer.status}"
        return self

    def form(self, page: str, action: str = "") -> Form:
        """The form on a page whose action ends like this."""
        answer = self.get(page)
        assert answer.status == 200, f"{page} → {answer.status} {answer.location}\n{answer.text[:2000]}"
        found = [form for form in forms_in(answer.text) if (form.action or page).split("?")[0].endswith(action or page)]
        assert found, f"{page} has no form for {action or page}"
        return Form(found[0].action or page, found[0].fields)

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def _send(self, method: str, address: str, body: str) -> Answer:
        headers = {"Cookie": self.cookie, "Origin": f"http://127.0.0.1:{self.port}"}
        if body:
            headers["Content-Type"] = FORM_TYPE
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)) as connection:
            connection.request(method, address, body or None, headers)
            response = connection.getresponse()
            text = response.read().decode()
        for header in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(header).items()}
        return Answer(response.status, text, response.headers.get("Location", ""))


def forms_in(html: str) -> list[Form]:
    reader = _FormReader()
    reader.feed(html)
    return reader.forms


class _FormReader(HTMLParser):
    """Every form that posts, with the values its fields have now."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._is_open = False
        self._name = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._is_open = values.get("method", "get").lower() == "post"
            if self._is_open:
                self.forms.append(Form(values.get("action", "")))
        elif self._is_open:
            self._note(tag, values)

    def _note(self, tag: str, values: dict[str, str]) -> None:
        fields, name = self.forms[-1].fields, values.get("name", "")
        if tag == "input" and name and values.get("type") not in {"file", "submit"}:
            if values.get("type") not in {"checkbox", "radio"} or "checked" in values:
                fields[name] = values.get("value", "")
        elif tag in {"select", "textarea"}:
            self._name = name
            if tag == "textarea":
                fields[name] = ""
        elif tag == "option" and self._name and ("selected" in values or self._name not in fields):
            fields[self._name] = values.get("value", "")  # without a choice a browser sends the first

    def handle_data(self, data: str) -> None:
        if self._name and self.lasttag == "textarea" and self._is_open:
            self.forms[-1].fields[self._name] += data.removeprefix("\r").removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._is_open = False
        elif tag in {"select", "textarea"}:
            self._name = ""
