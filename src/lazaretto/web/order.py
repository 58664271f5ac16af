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
from lazaretto.web.labels.reasons import REASONS
from lazaretto.web.order_strip import picture
from lazaretto.web.showing import house_zone, show


@never_cache
@requires("read_person")
def order(request: HttpRequest, code: str) -> HttpResponse:
    """Ask why first; the answer to the reason is the order, the latest one unless another is named."""
    asked = request.POST.get("order", "") or request.GET.get("order", "")
    reason = " ".join(request.POST.get("reason", "").split())
    words = " ".join(request.POST.get("words", "").split())
    said = f"{reason}: {words}" if reason and words else reason or words
    if request.method != "POST" or not said:
        return show(
            request, "web/order_reason.html", zone=house_zone(), person=code, asked=asked, reasons=REASONS,
            missing=request.method == "POST", status=422 if request.method == "POST" else 200,
        )  # fmt: skip
    actor = actor_of(request)
    page = open_order(asked or None, person=code, actor=actor, reason=said, now=now())
    running = next((leg for leg in page.path if leg.stage == "running"), None)
    house = _house(page, actor)
    return show(
        request, "web/order.html", zone=page.zone, page=page, known_at=page.at, picture=picture(page),
        running=running, house={"facility": house}, reason=reason, words=words, reader=actor.code,
        stateable={kind for kind in BY_KIND if house and actor.may(f"state:{kind}")},
    )  # fmt: skip


def _house(page: OrderPage, actor: Actor) -> str | None:
    """The house in the actor's scope at which something is stated about the order: where its leg runs."""
    running = [leg.clock.facility for leg in page.path if leg.stage == "running" and leg.clock]
    return next((house for house in (*running, page.facility) if house in actor.scope), None)
