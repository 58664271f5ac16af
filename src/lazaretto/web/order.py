"""A person's order: a reason first, then its whole path over the houses as one picture, fit for a court."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from lazaretto.access.actor import Actor
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_order import open_order
from lazaretto.board.order_page import OrderPage
from lazaretto.facts.vocabulary import BY_KIND
from lazaretto.web.asking import actor_of
from lazaretto.web.order_strip import picture
from lazaretto.web.reasons import ask_reason, reason_of
from lazaretto.web.showing import show


@never_cache
@requires("read_person")
def order(request: HttpRequest, code: str) -> HttpResponse:
    """Ask why first; the answer to the reason is the order, the latest one unless another is named."""
    asked = request.POST.get("order", "") or request.GET.get("order", "")
    why = reason_of(request)
    if not why.said:
        return ask_reason(
            request, "web/order_reason.html", person=code, along={"order": asked} if asked else {}
        )
    actor = actor_of(request)
    page = open_order(asked or None, person=code, actor=actor, reason=why.said, now=now())
    running = next((leg for leg in page.path if leg.stage == "running"), None)
    house = _house(page, actor)
    return show(
        request, "web/order.html", zone=page.zone, page=page, known_at=page.at, picture=picture(page),
        running=running, house={"facility": house}, reason=why.reason, words=why.words, reader=actor.code,
        stateable={kind for kind in BY_KIND if house and actor.may(f"state:{kind}")},
    )  # fmt: skip


def _house(page: OrderPage, actor: Actor) -> str | None:
    """The house in the actor's scope at which something is stated about the order: where its leg runs."""
    running = [leg.clock.facility for leg in page.path if leg.stage == "running" and leg.clock]
    return next((house for house in (*running, page.facility) if house in actor.scope), None)
