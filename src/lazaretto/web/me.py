"""Each officer's own page: phase, next step, stands, check-in, training; and the calendar feed."""

from collections.abc import Callable
from datetime import time

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import ANYONE, SIGNED_IN, requires
from lazaretto.access.feeds import give_up, owner, renew, token_of
from lazaretto.access.models import User
from lazaretto.actions import keep_channels
from lazaretto.actions.open_me import open_me, open_my_calendar
from lazaretto.facts.encoding import Malformed
from lazaretto.web.asking import actor_of
from lazaretto.web.calendars import calendar_of
from lazaretto.web.check_ins import STATES, checked_in, form_context
from lazaretto.web.labels.notifications import OUTCOMES
from lazaretto.web.pressing import Unread
from lazaretto.web.refusing import worded
from lazaretto.web.showing import house_zone, show
from lazaretto.web.stating import announce
from lazaretto.web.templatetags.lazaretto import house


@requires(SIGNED_IN)
def me(request: HttpRequest) -> HttpResponse:
    """Show one's own page; check in, or draw the calendar's address anew."""
    if request.method != "POST":
        return _page(request)
    act = _ACTS.get(request.POST.get("act", ""))
    if act is None:
        return _page(request, status=422)
    try:
        act(request)
    except Refused as refusal:
        return _page(request, problem=worded(refusal.rule, refusal.values), status=422)
    except Malformed as fault:
        return _page(request, problem=str(fault), status=422)
    return HttpResponseRedirect(reverse("me"))


@require_safe
@requires(ANYONE)
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001 — a view
    """The calendar behind a secret address. A void one is not found, whatever was wrong with it."""
    user = owner(token)
    if user is None:
        raise Http404
    moment = now()
    with translation.override(user.language or translation.get_language()):
        body = calendar_of(open_my_calendar(user.username, now=moment), stamp=moment)
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="duty.ics"'
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _check_in(request: HttpRequest) -> None:
    actor = actor_of(request)
    duty = open_me(actor=actor, now=now()).duty
    if duty is None:
        raise Refused("not_in_record", what=actor.code)
    announce(request, checked_in(request, duty.house.code, actor.code))


def _renew(request: HttpRequest) -> None:
    renew(_user(request))


def _give_up(request: HttpRequest) -> None:
    give_up(_user(request))


def _add_channel(request: HttpRequest) -> None:
    keep_channels.add_channel(request.POST.get("address", ""), actor=actor_of(request), now=now())
    messages.success(request, _("Added. Try it out: the address is not shown again."))


def _remove_channel(request: HttpRequest) -> None:
    keep_channels.remove_channel(_channel(request), actor=actor_of(request))
    messages.success(request, _("Removed, and its address is forgotten."))


def _try_channel(request: HttpRequest) -> None:
    spoken = translation.get_language() or ""
    found = keep_channels.try_channel(_channel(request), spoken=spoken, actor=actor_of(request), now=now())
    if found.outcome == "sent":
        messages.success(request, _("The test message was delivered."))
    else:
        messages.error(
            request, _("The test message was not delivered: %(why)s") % {"why": OUTCOMES[found.outcome]}
        )


def _set_quiet(request: HttpRequest) -> None:
    typed = [request.POST.get(name, "").strip() for name in ("quiet_from", "quiet_until")]
    try:
        hours = [time.fromisoformat(one) for one in typed if one]
    except ValueError:
        raise Unread(_("Type both times as hours and minutes, or leave both empty.")) from None
    if len(hours) == 1:
        raise Unread(_("Type both times as hours and minutes, or leave both empty."))
    keep_channels.set_quiet((hours[0], hours[1]) if hours else None, actor=actor_of(request))
    messages.success(request, _("Kept. Urgent messages pass quiet hours."))


def _channel(request: HttpRequest) -> int:
    typed = request.POST.get("channel", "")
    if not typed.isdecimal() or len(typed) > 18:
        raise Unread(_("Reload the page and try again."))
    return int(typed)


_ACTS: dict[str, Callable[[HttpRequest], None]] = {
    "said": _check_in, "renew": _renew, "give_up": _give_up, "add_channel": _add_channel,
    "remove_channel": _remove_channel, "try_channel": _try_channel, "quiet": _set_quiet,
}  # fmt: skip


def _user(request: HttpRequest) -> User:
    """The account of the reader. The guard has let nobody through who has none."""
    assert isinstance(request.user, User)  # noqa: S101 — signed in
    return request.user


def _page(request: HttpRequest, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    page = open_me(actor=actor, now=now())
    duty, token = page.duty, token_of(_user(request))
    return show(
        request, "web/me.html", zone=duty.house.zone if duty else house_zone(), here="me", page=page,
        duty=duty, who=actor.code, problem=problem, status=status, place=house(duty.house) if duty else "",
        feed=request.build_absolute_uri(reverse("calendar_feed", args=[token])) if token else "",
        may_check_in=duty is not None and actor.may(STATES) and duty.house.code in actor.scope,
        channels=keep_channels.open_channels(actor=actor), **form_context(),
    )  # fmt: skip
