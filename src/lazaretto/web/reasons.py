"""A reason first: what whoever opens a person's record says, and the page that asks for it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from lazaretto.web.labels.reasons import REASONS
from lazaretto.web.showing import house_zone, show


@dataclass(frozen=True, slots=True)
class Reason:
    """What was chosen from the list, and in whose words."""

    reason: str
    words: str

    @property
    def said(self) -> str:
        """Both together, as the log of reads keeps it; empty where nothing was said."""
        return f"{self.reason}: {self.words}" if self.reason and self.words else self.reason or self.words


def reason_of(request: HttpRequest) -> Reason:
    """The reason that a form sent, never an address: so no address holds the answer to it."""
    reason, words = (" ".join(request.POST.get(name, "").split()) for name in ("reason", "words"))
    return Reason(reason, words)


def ask_reason(request: HttpRequest, template: str, *, person: str, **context: Any) -> HttpResponse:
    """The page that asks why; after an empty answer it says that one is missing.

    Of the context ``along`` are fields that go on with the answer, ``likely`` the reason that is chosen at
    first, and ``words`` those that stand there at first.
    """
    missing = request.method == "POST"
    return show(
        request, template, zone=house_zone(), person=person, reasons=REASONS, missing=missing,
        status=422 if missing else 200, **context,
    )  # fmt: skip
