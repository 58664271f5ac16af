"""The style page: the visual language, shown by its own components."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from lazaretto.access.declaring import ANYONE, requires
from lazaretto.web.samples import samples

TOKENS = {
    "inks": ("ink", "ink-soft", "rule", "hairline", "paper-sunk", "paper"),
    "meanings": ("owed", "late", "missed", "held", "clear", "excused", "disputed"),
    "layers": ("layer-1", "layer-2", "layer-3", "layer-4"),
    "sizes": ("t5", "t4", "t3", "t2", "t1", "t0", "t-1"),
}


@requires(ANYONE)
def design(request: HttpRequest) -> HttpResponse:
    """Show every token and component, in the reader's language and theme."""
    with timezone.override("Asia/Shanghai"):
        return render(request, "web/design.html", {**samples(), **TOKENS})
