"""A person's record: a reason first, then the legs, the tests, what is owed, and the paper to hand over."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.read_person import read_person
from lazaretto.board.folding import fold
from lazaretto.web.asking import actor_of
from lazaretto.web.labels.reasons import REASONS
from lazaretto.web.plots import NARROW, chart
from lazaretto.web.showing import house_zone, show


@never_cache
@requires("read_person")
def person(request: HttpRequest, code: str) -> HttpResponse:
    """Ask why first. The answer to the reason is the record itself, so that no address holds it."""
    reason = " ".join(request.POST.get("reason", "").split())
    words = " ".join(request.POST.get("words", "").split())
    said = f"{reason}: {words}" if reason and words else reason or words
    if request.method != "POST" or not said:
        return show(
            request, "web/person_reason.html", zone=house_zone(), person=code, reasons=REASONS,
            missing=request.method == "POST", status=422 if request.method == "POST" else 200,
        )  # fmt: skip
    named, whole = "named" in request.POST, "whole" in request.POST
    page = read_person(code, actor=actor_of(request), reason=said, now=now(), named=named, whole=whole)
    fevers = {reading.fact for reading in page.temperatures if reading.fever}
    return show(
        request, "web/person.html", zone=page.zone, page=page, known_at=page.known_at,
        reason=reason, words=words, named=named, whole=whole,
        plot=chart(page.temperatures, fever=page.fever),
        small_plot=chart(page.temperatures, fever=page.fever, width=NARROW),
        history=fold(page.entries, zone=page.zone, outstanding=fevers),
    )  # fmt: skip
