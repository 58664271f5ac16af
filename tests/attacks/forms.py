"""A page as a browser sees it: where its links lead, what its forms send, and which of them are alike."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from django.urls import Resolver404, resolve

NAMES_A_SORT = {"kind", "act", "group", "form", "part", "sort", "view", "only"}  # what a value of them opens
# What somebody would write where a page leaves it empty.
WRITTEN = {
    "date": "2022-03-12", "time": "08:00", "datetime-local": "2022-03-12T08:00", "number": "1",
    "month": "2022-03", "url": "https://example.org", "textarea": "a word", "text": "a word",
}  # fmt: skip


@dataclass
class Form:
    """A form that is posted: its address, and the values that it would send if nobody touched it.

    blank: which fields are empty, and how such a field is filled in.
    """

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    blank: dict[str, str] = field(default_factory=dict)

    def kind(self) -> tuple[str, ...]:
        """What tells it from others: whom it is sent to, what it does, and which fields it has."""
        sorts = (f"{name}={self.fields[name]}" for name in sorted(NAMES_A_SORT & {*self.fields}))
        return route_of(self.action), *sorts, *sorted(self.fields)

    def filled(self) -> dict[str, str]:
        """What it sends where somebody writes something into each empty field."""
        return self.fields | self.blank


def route_of(address: str) -> str:
    """The name of the route that answers an address; empty where none does."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def shape(address: str) -> tuple[str, ...]:
    """What tells a link from others: route, what it asks for (a value only of a sort), and the place."""
    asked = parse_qsl(urlsplit(address).query, keep_blank_values=True)
    said = sorted({f"{name}={value if name in NAMES_A_SORT else ''}" for name, value in asked})
    return route_of(address), *said, place_of(address)


def place_of(address: str) -> str:
    """The part of a page that a link leads to, as every page of that sort has it; empty: to all of it."""
    place = urlsplit(address).fragment
    return place if place.isalpha() else ""


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.forms, self.links = page, list[Form](), dict[str, None]()
        self._open: _Open | None = None
        self._into = ""  # the textarea or select whose content comes

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attributes}
        for name in ("href", "hx-get"):
            if said.get(name) and tag != "link":
                self.links[urljoin(self.page, said[name])] = None
        if tag == "form":
            self._open = _Open(urljoin(self.page, said.get("action", "")), said.get("method", "get").lower())
        elif self._open is not None:
            self._open.take(tag, said)
            self._into = said.get("name", "") if tag in ("select", "textarea") else self._into

    def handle_data(self, data: str) -> None:
        if self._open is not None and self._into and data.strip():
            self._open.written(self._into, data)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "textarea"):
            self._into = ""
        if tag == "form" and self._open is not None:
            if self._open.method == "post":
                self.forms += self._open.all()
            else:
                self.links[self._open.asked()] = None
            self._open = None


class _Open:
    """A form while it is read."""

    def __init__(self, action: str, method: str) -> None:
        self.action, self.method = action, method
        self.fields: dict[str, str] = {}
        self.blank: dict[str, str] = {}
        self.buttons: dict[tuple[str, str, str], None] = {}
        self._select = ""

    def take(self, tag: str, said: dict[str, str]) -> None:
        """A field, an option or a button of it."""
        name, sort = said.get("name", ""), said.get("type", "text" if tag != "button" else "submit")
        if tag == "button" and sort == "submit":
            self.buttons[said.get("formaction", ""), name, said.get("value", "")] = None
        elif tag == "option" and self._select:
            if said.get("value") and (self._select not in self.fields or "selected" in said):
                self.fields[self._select] = said["value"]
        elif tag == "select" and name:
            self._select = name
        elif tag in ("input", "textarea") and name and sort not in ("submit", "button", "file"):
            self._take_field(tag, name, sort, said)

    def _take_field(self, tag: str, name: str, sort: str, said: dict[str, str]) -> None:
        value = said.get("value", "on" if sort in ("checkbox", "radio") else "")
        if sort == "radio" and "checked" in said:
            self.fields[name] = value
        self.fields.setdefault(name, value)
        if not self.fields[name]:
            self.blank[name] = WRITTEN.get("textarea" if tag == "textarea" else sort, "a word")

    def written(self, name: str, text: str) -> None:
        """What stands in a textarea."""
        if name in self.blank:
            self.fields[name] = text
            del self.blank[name]

    def all(self) -> Iterator[Form]:
        """It, once for each of its buttons."""
        self.fields.pop("csrfmiddlewaretoken", None)
        self.blank.pop("csrfmiddlewaretoken", None)
        for goes, name, value in self.buttons or {("", "", ""): None}:
            said = {**self.fields, **({name: value} if name else {})}
            yield Form(urljoin(self.action, goes), said, dict(self.blank))

    def asked(self) -> str:
        """The address that it leads to where it only asks."""
        return f"{self.action.partition('?')[0]}?{urlencode(self.fields | self.blank)}"


def read(html: str, page: str) -> tuple[list[Form], list[str]]:
    """The forms of a page that are posted, and the addresses of this house that it leads to."""
    reader = _Reader(page)
    reader.feed(html)
    own = [one for one in reader.links if one.startswith("/") and not one.startswith("//")]
    return reader.forms, own
