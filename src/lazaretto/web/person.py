"""A person's record: a reason first, then the legs, the tests, what is owed, and the paper to hand over."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_needs import open_needs_of
from lazaretto.actions.read_person import read_person
from lazaretto.board.folding import fold
from lazaretto.facts.fact import kind_of
from lazaretto.facts.immunity import KINDS
from lazaretto.web.asking import actor_of
from lazaretto.web.plots import NARROW, chart
from lazaretto.web.reasons import ask_reason, reason_of
from lazaretto.web.showing import show


@never_cache
@requires("read_person")
def person(request: HttpRequest, code: str) -> HttpResponse:
    """Ask why first. The answer to the reason is the record itself, so that no address holds it."""
    why = reason_of(request)
    if not why.said:
        return ask_reason(request, "web/person_reason.html", person=code)
    actor = actor_of(request)
    named, whole = "named" in request.POST, "whole" in request.POST
    page = read_person(code, actor=actor, reason=why.said, now=now(), named=named, whole=whole)
    prepares = page.sort == "detainee" and actor.may("state:custody.hand_over_prepared")
    needs = open_needs_of(code, facility=page.facility, actor=actor, now=now())
    fevers = {reading.fact for reading in page.temperatures if reading.fever}
    return show(
        request, "web/person.html", zone=page.zone, page=page, known_at=page.known_at,
        reason=why.reason, words=why.words, named=named, whole=whole, prepares=prepares, needs=needs,
        inspects=actor.may("inspect"), noted_at=page.facility or page.entries[-1].facility,
        immunity_kinds=[kind for kind in map(kind_of, KINDS) if page.facility and actor.may(f"state:{kind}")],
        plot=chart(page.temperatures, fever=page.fever),
        small_plot=chart(page.temperatures, fever=page.fever, width=NARROW),
        history=fold(page.entries, zone=page.zone, outstanding=fevers),
    )  # fmt: skip
