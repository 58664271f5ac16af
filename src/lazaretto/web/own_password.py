"""The one page that a one-time secret leads to: a password of one's own, and then the house."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import SIGNED_IN, requires
from lazaretto.actions.set_own_password import set_own_password
from lazaretto.web.asking import actor_of
from lazaretto.web.refusing import worded
from lazaretto.web.showing import house_zone, show


@sensitive_post_parameters("password", "again")
@never_cache
@requires(SIGNED_IN)
def own_password(request: HttpRequest) -> HttpResponse:
    """Show the form, or take the password that was typed twice."""
    if request.method != "POST":
        return _page(request)
    password = request.POST.get("password", "")
    if password != request.POST.get("again", ""):
        return _page(request, problem=_("The two are not alike. Type the same password twice."))
    try:
        user = set_own_password(password, actor=actor_of(request), now=now())
    except Refused as refusal:
        return _page(request, problem=worded(refusal.rule, refusal.values))
    update_session_auth_hash(request, user)
    messages.success(request, _("The password is yours alone now. Nobody can look it up."))
    return HttpResponseRedirect(reverse("me"))


def _page(request: HttpRequest, *, problem: str = "") -> HttpResponse:
    return show(
        request, "web/own_password.html", zone=house_zone(), here="own_password", problem=problem,
        who=actor_of(request).code, status=422 if problem else 200,
    )  # fmt: skip
