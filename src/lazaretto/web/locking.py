"""The lock of a shared desk: one key, one press, or nobody acting; its owner goes on where they were."""

from typing import Any

from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lazaretto.access.declaring import SIGNED_IN, requires
from lazaretto.access.locking import is_locked, unlock
from lazaretto.access.locking import lock as lock_session
from lazaretto.access.models import User
from lazaretto.web.showing import house_zone, show


@require_POST
@requires(SIGNED_IN)
def lock(request: HttpRequest) -> HttpResponse:
    """Lock the desk, and remember the page that is open."""
    lock_session(request)
    return HttpResponseRedirect(f"{reverse('locked')}?{urlencode({'next': _next(request)})}")


@never_cache
@requires(SIGNED_IN)
def locked(request: HttpRequest) -> HttpResponse:
    """Say who locked it and how to go on. The demo, where nobody has a password, goes on by a press."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 — signed in
    if request.method == "POST" and settings.DEMO and user.demo:
        unlock(request)
    if not is_locked(request):
        return HttpResponseRedirect(_next(request))
    kinds: set[str] = set()
    for flow in get_reauthentication_flows(user):
        kinds |= {flow["id"], *map(str, flow.get("types", ()))}
    return show(
        request, "web/locked.html", zone=house_zone(), here="locked", next=_next(request), kinds=kinds,
        of_demo=settings.DEMO and user.demo,
    )  # fmt: skip


def lock_minutes(request: HttpRequest) -> dict[str, Any]:
    """A context processor: after how many minutes the reader's desk locks; nothing where it does not."""
    user = getattr(request, "user", None)
    return {"lock_minutes": settings.LOCK_MINUTES.get(user.role) if isinstance(user, User) else None}


def _next(request: HttpRequest) -> str:
    """The page to go back to, if it is one of ours."""
    wanted = request.POST.get("next", "") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else "/"
