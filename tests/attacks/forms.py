"""The forms of a page as a browser sees them: where each goes, and what stands in its fields."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin


@dataclass
class Form:
    """A form that is posted: its address, and the values that it would send if nobody touched it."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)

    def kind(self, route: str) -> tuple[str, ...]:
        """What tells it from others: its route, what it does, and which fields it has."""
        return route, self.fields.get("act", ""), *sorted(self.fields)


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.found, self.open = page, list[Form](), None

    open: Form | None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = dict(attributes)
        if tag == "form":
            posted = (said.get("method") or "get").lower() == "post"
            self.open = Form(urljoin(self.page, said.get("action") or "")) if posted else None
        elif self.open is not None and tag in ("input", "select", "textarea", "button") and said.get("name"):
            self.open.fields.setdefault(str(said["name"]), said.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.open is not None:
            self.found.append(self.open)
            self.open = None


def forms_of(html: str, page: str) -> Iterator[Form]:
    """Every form of a page that is posted. page: its address."""
    reader = _Reader(page)
    reader.feed(html)
    for form in reader.found:
        form.fields.pop("csrfmiddlewaretoken", None)
        yield form
