"""Why is this red: the clause, the numbers and the facts behind one obligation or finding."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.explain_item import explain_item
from lazaretto.web.asking import actor_of, instant_asked
from lazaretto.web.showing import house_zone, show


@requires("read_board")
def explain(request: HttpRequest, item: UUID) -> HttpResponse:
    """Explain an item of the view at an instant. The query says where to look, which makes it quick."""
    at = instant_asked(request)
    page = explain_item(
        item, actor=actor_of(request), now=now(), clause=request.GET.get("clause"),
        facility=request.GET.get("facility"), subject=request.GET.get("subject"), at=at,
    )  # fmt: skip
    return show(
        request, "web/explain.html", zone=house_zone(), at=at, page=page,
        may_raise=at is None and actor_of(request).may("state:supervision.finding_raised"),
    )  # fmt: skip
