"""Every address that answers, found in the resolver and not in a list: with whatever numbers one likes.

A route asks for parts: their names say what may stand there. A part that :data:`PARTS` does not know stops
the walk and says what to add, so that a new page is attacked before it is shown to anybody.
"""

import html
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.urls import URLPattern, URLResolver, get_resolver
from pypdf import PdfReader

METHODS = ("get", "post", "put", "patch", "delete")
PART = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>|\(\?P<(?P<group>\w+)>(?:[^()]|\([^()]*\))*\)")
DOCUMENT, VERSION = "four-layer-2022", "1"
# The name of a part (or of a route and its part): which of a side's numbers stands there. A list: these.
PARTS: Mapping[str, str | list[str]] = {
    "code": "facility", "facility": "facility", "person": "person", "persons.code": "person",
    "round_code": "round_code", "directive": "directive", "dispatch": "dispatch", "patrol": "patrol",
    "incident": "incident", "draft": "draft", "finding": "finding", "notice": "notice",
    "inspection": "inspection", "appointment": "appointment", "complaint": "complaint", "fact": "fact",
    "message": "message", "token": "token", "item": "item", "post": "post", "device": "device",
    "digest": "digest", "hand-overs.number": "hand_over", "rows.number": "row", "plan.number": "plan",
    "what-if.number": "question", "what-if.order": ["1"],
    "checks.number": ["00000000-0000-4000-8000-000000000000"], "document": [DOCUMENT], "version": [VERSION],
    "old": [VERSION], "new": ["2"], "line": ["nobody-mixed"], "role": ["leader"], "pk": ["1"],
    "key": ["1-x"], "uidb36": ["1"],
    "file": ["checkpoint"], "provider_id": ["nobody"],
}  # fmt: skip
# What a query may ask for besides: everything at once, whether the route knows it or not. What pages read is
# found in their sources (asked.py); a name that stands neither here nor in SAID or REASON fails.
QUERIES: Mapping[str, str] = {
    "facility": "facility", "subject": "person", "person": "person", "cell": "cell", "incident": "incident",
    "order": "order_code", "device": "device", "post": "post", "vehicle": "vehicle", "wing": "cell",
    "place": "cell", "item": "item", "of": "facility", "with": "person", "facilities": "facility",
    "house": "facility", "parent": "directive", "plate": "plate", "digest": "digest", "picture": "digest",
    "scan": "consignment", "new": "consignment", "who": "staff", "q": "staff", "by": "staff",
    "tour": "tour", "stop": "stop", "group": "item", "cohort": "cohort", "revoke": "device",
    "whom": "cell", "to": "facility", "after": "staff", "pattern": "pattern", "authority": "person",
    "escort": "staff",
}  # fmt: skip
# What else it may ask for: instants and days at which everything of either house stands, how much of what.
SAID: Mapping[str, str] = {
    "at": "2022-03-12T08:00:00+08:00", "known_at": "2022-03-12T08:30:00+08:00", "day": "2022-03-11",
    "first": "2022-03-01", "last": "2022-03-12", "month": "2022-03",
    "since": "2022-03-01T00:00:00+08:00", "until": "2022-03-12T08:00:00+08:00",
    "begins": "2022-03-12T08:00", "closes": "2022-03-12T08:00", "hour": "8", "weeks": "4",
    "days": "14", "ahead": "7", "times": "2", "leg": "14", "depth": "2", "least": "0", "skip": "0",
    "limit": "100", "before": "999999", "from": "0", "have": "0", "seen": "nothing", "watch": "1",
    "sort": "pending", "kind": "gate.entered", "family": "testing", "form": "gate.entered",
    "part": "refusals", "state": "mixed", "status": "owed", "view": "day", "only": "idle",
    "role": "leader", "level": "closed", "layer": "transition", "city": "TS",
    "clause": "testing.daily", "category": "person", "cause": "illness", "company": "cell",
    "as": "csv", "all": "", "closing": "", "copy": "", "ending": "", "print": "", "named": "true",
    "whole": "true", "lang": "en", "sheet": "a4", "copies": "2", "next": "/me", "about": "",
    "version": "1", "address": "10.0.0.1", "need": "halal", "severity": "grave", "against": "1",
    "document": DOCUMENT, "disease": "covid-omicron-2022",
    "start": "today", "test": "pcr", "idea": "1", "repair": "1", "origin": "gate", "pool": "10",
    "stock": "5", "wanted": "5", "litres": "10", "attack": "0.5", "prevalence": "0.01",
    "refusal": "0.05", "sensitivity": "0.9", "specificity": "0.9", "turnaround": "6", "retest": "6",
    "sampled": "120", "tested": "96", "tubes": "100",
}  # fmt: skip


# Said along with every look, so that no record stays shut for want of a reason.
REASON = {"reason": "round", "words": "a look"}


class Unknown(LookupError):
    """A part of a route that nobody has said a number for."""


@dataclass(frozen=True)
class Route:
    """An address as the resolver has it, with the names of its parts."""

    name: str
    template: str
    parts: tuple[str, ...]

    def asks_for(self) -> tuple[str, ...]:
        """Which numbers of a side it asks for; none where it is about no house."""
        found = (PARTS[self._key(part)] for part in self.parts)
        return tuple(one for one in found if isinstance(one, str))

    def address(self, numbers: Mapping[str, str]) -> str:
        """The address with these numbers, each under the name of :data:`PARTS`."""

        def fill(match: re.Match[str]) -> str:
            kind = PARTS[self._key(match["name"] or match["group"])]
            return quote(numbers[kind] if isinstance(kind, str) else kind[0], safe="/")

        return "/" + PART.sub(fill, self.template).replace("^", "").replace("$", "").replace("\\Z", "")

    def _key(self, part: str) -> str:
        place = next(m.start() for m in PART.finditer(self.template) if part in (m["name"], m["group"]))
        before = self.template[:place].split("/")
        for segment in reversed(before[:-1]):
            if f"{segment}.{part}" in PARTS:
                return f"{segment}.{part}"
        if part not in PARTS:
            raise Unknown(
                f"the route {self.name!r} ({self.template}) asks for a {part!r}: say which number of a house"
                " stands there in PARTS of tests/attacks/walking.py, and keep one in tests/attacks/world.py"
            )
        return part


def routes() -> list[Route]:
    """Every route of the web and of the API. Raises :class:`Unknown` for one that cannot be filled in."""
    found = list(_routes(get_resolver().url_patterns, "", ""))
    for route in found:
        route.asks_for()
    return found


def _routes(patterns: Iterable[Any], before: str, space: str) -> Iterator[Route]:
    for pattern in patterns:
        template = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else space
            yield from _routes(pattern.url_patterns, template, inner)
        elif isinstance(pattern, URLPattern):
            names = tuple(match["name"] or match["group"] for match in PART.finditer(template))
            yield Route(f"{space}{pattern.name}", template, names)


def text_of(answer: Any) -> str:
    """Everything that an answer says: status, headers, body, and what lies inside of files."""
    data = b"".join(answer) if answer.streaming else answer.content
    said = [f"{name}: {value}" for name, value in answer.items()]
    said += [morsel.OutputString() for morsel in answer.cookies.values()]
    return "\n".join([*said, *_inside(data)])


def _inside(data: bytes) -> Iterator[str]:
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            for name in file.namelist():
                yield name
                yield from _inside(file.read(name))
    elif data.startswith(b"%PDF") and len(data) > 100:
        yield "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    else:
        text = data.decode("utf-8", "replace")
        yield text
        if "\\u" in text:
            yield json.dumps(text, ensure_ascii=False).encode().decode("unicode_escape", "replace")


def without(text: str, asked: Iterable[str]) -> str:
    """A text without what was asked for: an answer may say back what it was told."""
    for form in sorted({form for one in asked for form in _forms(one)}, key=len, reverse=True):
        text = text.replace(form, "")
    return text


def _forms(said: str) -> set[str]:
    """How a word that was said may come back: as it is, in a page, in an address, in an address's address."""
    quoted = {quote(said), quote(said, safe="")}
    plate = re.sub(r"\W", "", said).upper()  # as a plate is written, whoever typed it and how
    return {said, html.escape(said), json.dumps(said)[1:-1], *quoted, *map(quote, quoted), plate or said}


def leaks(text: str, mark: str) -> list[str]:
    """Where a mark stands in a text, with what stands around it."""
    return [text[max(0, m.start() - 60) : m.end() + 60] for m in re.finditer(mark, text, re.IGNORECASE)]


def same(text: str, numbers: Iterable[str]) -> str:
    """A text in which numbers, keys of forms and cookies are alike, so that two answers can be compared."""
    text = re.sub(
        r"^(csrftoken=|sessionid=|Expires: |X-Request-Id: |Content-Length: ).*$", "", text, flags=re.MULTILINE
    )
    text = re.sub(r'csrfmiddlewaretoken" value="[^"]+', "", text)
    text = re.sub(r'"csrf": "\w+"', "", text)
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "uuid", text)
    return "\n".join(line for line in without(text, numbers).splitlines() if line)
