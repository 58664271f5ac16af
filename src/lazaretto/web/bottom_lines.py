"""The lines that must read zero: all of them over some weeks, and each with every breach behind it."""

from django.http import HttpRequest, HttpResponse

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_bottom_lines import WEEKS, open_bottom_line, open_bottom_lines
from lazaretto.web.asking import actor_of, instant_asked
from lazaretto.web.showing import show


@requires("read_board")
def bottom_lines(request: HttpRequest) -> HttpResponse:
    """Show every line: its figure, what counts for it, and its days."""
    at, weeks = instant_asked(request), _weeks(request)
    actor = actor_of(request)
    page = open_bottom_lines(actor=actor, now=now(), at=at, weeks=weeks)
    return show(
        request, "web/bottom_lines.html", zone=page.zone, at=at, here="bottom_lines", page=page, weeks=weeks,
        choices=WEEKS, live=at is None, may_open=actor.may("read_person"),
    )  # fmt: skip


@requires("read_person")
def bottom_line(request: HttpRequest, document: str, line: str) -> HttpResponse:
    """Show one line: its breaches with their facts, whose they are, what cures them, its days."""
    at, weeks = instant_asked(request), _weeks(request)
    page = open_bottom_line(document, line, actor=actor_of(request), now=now(), at=at, weeks=weeks)
    return show(
        request, "web/bottom_line.html", zone=page.zone, at=at, here="bottom_lines", page=page, weeks=weeks,
        choices=WEEKS, live=at is None,
    )  # fmt: skip


def _weeks(request: HttpRequest) -> int:
    asked = request.GET.get("weeks", "")
    return next((weeks for weeks in WEEKS if str(weeks) == asked), WEEKS[0])
