"""Other nodes: whom this one follows and how far; and the tokens by which they follow it."""

from datetime import date, datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.accounts import codes
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.access.node_tokens import end_of, node_tokens, revoke_node_token
from lazaretto.actions.ask_for_token import ask_for_node_token
from lazaretto.actions.open_nodes import open_nodes
from lazaretto.facts.encoding import Malformed
from lazaretto.neighbours.peers import BadPeers
from lazaretto.web.asking import actor_of
from lazaretto.web.pressing import pressed, text
from lazaretto.web.showing import house_zone, show


@never_cache
@requires("read_watch")
def nodes(request: HttpRequest) -> HttpResponse:
    """Show each peer: last heard, how far behind, what is verified, what to do."""
    actor, zone = actor_of(request), house_zone()
    try:
        page, problem = open_nodes(actor=actor, now=now(), zone=zone), ""
    except BadPeers as wrong:
        page, problem = None, str(wrong)
    return show(
        request, "web/nodes.html", zone=zone, here="nodes", page=page, problem=problem,
        disputes=actor.may("read_day_sheet"), file=settings.PEERS_FILE.name,
    )  # fmt: skip


@never_cache
@requires("manage_users")
def tokens(request: HttpRequest) -> HttpResponse:
    """Show the tokens of nodes; ask for one, which a second person grants, or take one back."""
    if request.method != "POST":
        return _tokens(request)
    return pressed(request, "", acts={"issue": _issue, "revoke": _revoke}, page=_tokens)


def _tokens(
    request: HttpRequest, _code: str = "", *, problem: str = "", status: int = 200
) -> HttpResponse:  # fmt: skip
    return show(
        request, "web/node_tokens.html", zone=house_zone(), here="node_tokens", problem=problem,
        tokens=node_tokens(actor=actor_of(request)), moment=now(), typed=request.POST, status=status,
    )  # fmt: skip


def _issue(request: HttpRequest, _code: str) -> HttpResponse:
    scope, name = request.POST.get("scope", "some"), text(request.POST, "node")
    facilities = codes(request.POST.get("facilities", "")) if scope == "some" else ()
    if scope == "some" and not facilities:
        raise Malformed(_("Name the facilities, as in QZ-D, QZ-L, or choose another scope."))
    ask_for_node_token(
        node=name, facilities=tuple(facilities), everywhere=scope == "all", expires=_day(request),
        reason=text(request.POST, "reason"), actor=actor_of(request), now=now(),
    )  # fmt: skip
    messages.warning(
        request, _("It is asked for, and waits for a second person. Then you fetch it on the page Accounts.")
    )
    return HttpResponseRedirect(reverse("node_tokens"))


def _revoke(request: HttpRequest, _code: str) -> HttpResponse:
    name = text(request.POST, "node")
    revoke_node_token(node=name, actor=actor_of(request), now=now())
    messages.success(request, _("The token of %(node)s was taken back.") % {"node": name})
    return HttpResponseRedirect(reverse("node_tokens"))


def _day(request: HttpRequest) -> datetime:
    """The end of the last day, on the clock by which the page shows it."""
    try:
        return end_of(date.fromisoformat(request.POST.get("until", "")), zone=house_zone())
    except (ValueError, OverflowError):
        raise Malformed(_("Choose its last day.")) from None
