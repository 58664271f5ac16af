"""Messages: what was told to whom, what waits, one in full; one press says that it was seen."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.clock import now
from lazaretto.access.declaring import SIGNED_IN, requires
from lazaretto.actions.acknowledge_message import acknowledge_message
from lazaretto.actions.open_notifications import open_message, open_notifications
from lazaretto.web.asking import actor_of
from lazaretto.web.pressing import pressed, text
from lazaretto.web.showing import house_zone, show


@never_cache
@requires(SIGNED_IN)
def notifications(request: HttpRequest) -> HttpResponse:
    """Show the messages; acknowledge the one that was pressed."""
    if request.method == "POST":
        return pressed(request, "", acts={"seen": _seen_in_the_list}, page=_list)
    return _list(request, "")


@never_cache
@requires(SIGNED_IN)
def notification(request: HttpRequest, message: UUID) -> HttpResponse:
    """Show one message, where its link leads; acknowledge it, as was pressed."""

    def again(request: HttpRequest, _code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
        line = open_message(message, actor=actor_of(request), now=now())
        return show(
            request, "web/notification.html", zone=house_zone(), here="notifications", line=line, now=now(),
            problem=problem, status=status,
        )  # fmt: skip

    def seen(request: HttpRequest, _code: str) -> HttpResponse:
        return _seen(request, message, back=reverse("notification", args=[message]))

    if request.method == "POST":
        return pressed(request, "", acts={"seen": seen}, page=again)
    return again(request, "")


def _seen_in_the_list(request: HttpRequest, code: str) -> HttpResponse:
    try:
        number = UUID(text(request.POST, "message"))
    except ValueError:
        return _list(request, code, status=422)
    return _seen(request, number, back=reverse("notifications"))


def _seen(request: HttpRequest, number: UUID, *, back: str) -> HttpResponse:
    if acknowledge_message(number, actor=actor_of(request), now=now()):
        messages.success(
            request, _("Acknowledged. It climbs no further; what it speaks of is still to be done.")
        )
    else:
        messages.info(request, _("Somebody had acknowledged it before."))
    return HttpResponseRedirect(back)


def _list(request: HttpRequest, _code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    page = open_notifications(actor=actor_of(request), now=now())
    return show(
        request, "web/notifications.html", zone=house_zone(), here="notifications", page=page,
        problem=problem, status=status,
    )  # fmt: skip
