"""Accounts as the security administrator meets them: the list, one account and its acts, the review."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.accounts import Standing, codes
from lazaretto.access.actor import Refused
from lazaretto.access.clock import ahead, now
from lazaretto.access.declaring import requires
from lazaretto.access.roles import ROLES
from lazaretto.access.tokens import revoke_token
from lazaretto.access.two_persons import ACCOUNT_ACTS, FETCHED, INSPECTOR, takes_two
from lazaretto.actions.administer_account import Done, Wanted, administer_account
from lazaretto.actions.answer_request import answer_request
from lazaretto.actions.fetch_granted import fetch_granted
from lazaretto.actions.open_accounts import open_account_page, open_accounts, open_granted, open_requests
from lazaretto.actions.review_accounts import review_accounts
from lazaretto.facts.encoding import Malformed
from lazaretto.web.asking import actor_of
from lazaretto.web.labels.access import FILTERS, HINTS
from lazaretto.web.pressing import pressed, text
from lazaretto.web.showing import house_zone, show


@never_cache
@requires("read_accounts")
def accounts(request: HttpRequest) -> HttpResponse:
    """Show the list; open an account, take a token back, sign, be the second person, or fetch a grant."""
    if request.method != "POST":
        return _list(request)
    return pressed(request, "", acts=_ON_THE_LIST, page=_list)


@never_cache
@requires("read_accounts")
def account(request: HttpRequest, code: str) -> HttpResponse:
    """Show one account; do to it what was pressed."""
    if request.method != "POST":
        return _one(request, code)
    return pressed(request, code, acts=dict.fromkeys(ACCOUNT_ACTS[1:], _administer), page=_one)


def answered(request: HttpRequest) -> HttpResponse:
    """Grant or decline what somebody asked for; back to the page."""
    grant = request.POST.get("act") == "grant"
    done = answer_request(
        _number(request), grant=grant, reason=text(request.POST, "reason"), actor=actor_of(request),
        now=now(), until=_until(),
    )  # fmt: skip
    said = _("Granted, and done.") if grant else _("Declined. Nothing was done.")
    if grant and done.of in FETCHED:
        said = _("Granted. Whoever asked fetches it, and sees the secret alone.")
    return _after(request, done, said, back=request.path)


def _administer(request: HttpRequest, code: str) -> HttpResponse:
    act = next(one for one in ACCOUNT_ACTS if one == request.POST.get("act"))  # pressed() has looked
    standing = _standing(request) if act in ("open", "change") else None
    wanted = Wanted(act, code, text(request.POST, "reason"), standing)
    done = administer_account(wanted, actor=actor_of(request), now=now(), until=_until())
    back = reverse("accounts") if done.asked and act == "open" else reverse("account", args=[code])
    return _after(request, done, _("Done, and noted in the log."), back=back)


def _open(request: HttpRequest, _code: str) -> HttpResponse:
    return _administer(request, text(request.POST, "code"))


def _answer(request: HttpRequest, _code: str) -> HttpResponse:
    return answered(request)


def _fetch(request: HttpRequest, _code: str) -> HttpResponse:
    done = fetch_granted(
        _number(request), actor=actor_of(request), now=now(), real=timezone.now(), life=settings.SETUP_LIFE
    )
    if done.token is None:
        return _after(request, done, "", back=reverse("accounts"))
    return show(
        request, "web/node_token.html", zone=house_zone(), here="accounts", token=done.token, name=done.code,
        node=done.of == "node_token",
    )  # fmt: skip


def _number(request: HttpRequest) -> int:
    number = text(request.POST, "request")
    if not number.isdecimal() or len(number) > 18:
        raise Refused("not_in_record", what=number[:18])
    return int(number)


def _revoke(request: HttpRequest, _code: str) -> HttpResponse:
    device = request.POST.get("device", "")
    revoke_token(device=device, actor=actor_of(request), now=now())
    messages.success(request, _("The token of %(device)s was taken back.") % {"device": device})
    return HttpResponseRedirect(reverse("accounts"))


def _review(request: HttpRequest, _code: str) -> HttpResponse:
    review_accounts(
        digest=request.POST.get("digest", ""), remark=text(request.POST, "remark"), actor=actor_of(request),
        now=now(), real=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("The list is signed. The audit administrator sees it."))
    return HttpResponseRedirect(reverse("accounts"))


_ON_THE_LIST = {
    "open": _open, "revoke": _revoke, "review": _review, "grant": _answer, "decline": _answer,
    "fetch": _fetch,
}  # fmt: skip


def _after(request: HttpRequest, done: Done, said: str, *, back: str) -> HttpResponse:
    """The secret, shown this once on a sheet for its owner; else back, with what was done."""
    if done.secret is not None:
        return show(
            request, "web/account_secret.html", zone=house_zone(), here="accounts", done=done,
            until=_until() + ahead(), back=back, address=request.build_absolute_uri("/"),
        )  # fmt: skip
    if done.asked is not None:
        messages.warning(request, _("It is asked for, and waits for a second person. Nothing is done yet."))
    else:
        messages.success(request, said)
    return HttpResponseRedirect(back)


def _standing(request: HttpRequest) -> Standing:
    scope = request.POST.get("scope", "none")
    facilities = codes(request.POST.get("facilities", "")) if scope == "some" else ()
    if scope == "some" and not facilities:
        raise Malformed(_("Name the facilities, as in QZ-D, QZ-L, or choose another scope."))
    return Standing(text(request.POST, "role"), tuple(facilities), everywhere=scope == "all")


def _until() -> Any:
    return timezone.now() + settings.SETUP_LIFE


def _list(request: HttpRequest, _code: str = "", *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, asked = actor_of(request), request.GET
    page = open_accounts(
        actor=actor, real=timezone.now(), ahead=ahead(), after=asked.get("after", ""),
        holding=text(asked, "q"), only=asked.get("only", ""), role=asked.get("role", ""),
    )  # fmt: skip
    return show(
        request, "web/accounts.html", zone=house_zone(), here="accounts", page=page, problem=problem,
        status=status, roles=ROLES, filters=FILTERS, only=asked.get("only", ""), asked=text(asked, "q"),
        role=asked.get("role", ""), manages=actor.may("manage_users"), me=actor.code,
        appoints=actor.may("appoint_inspectors"), mine=open_requests(actor=actor), typed=request.POST,
        granted=open_granted(actor=actor, real=timezone.now()),
        openable=[one for one in ROLES if _opens(actor.may, one)],
    )  # fmt: skip


def _opens(may: Any, role: str) -> bool:
    return bool(may("appoint_inspectors" if role == INSPECTOR else "manage_users"))


def _one(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    page = open_account_page(code, actor=actor, real=timezone.now(), ahead=ahead())
    line = page.line
    acts = [
        (act, HINTS[act], takes_two(act, {line.role}, factor_owed=line.owed, passkey=page.passkey))
        for act in ACCOUNT_ACTS[2:]
        if _fits(act, line)
    ]
    scope = "all" if line.everywhere else "some" if line.facilities else "none"
    return show(
        request, "web/account.html", zone=house_zone(), here="accounts", page=page, line=line, status=status,
        problem=problem, acts=acts if page.may else [], scope=scope,
        openable=[one for one in ROLES if _opens(actor.may, one)], me=actor.code,
    )  # fmt: skip


def _fits(act: str, line: Any) -> bool:
    """Whether an act can do anything to an account as it stands."""
    if act == "reopen":
        return not bool(line.active)
    return bool(line.active and {"factor": line.factor, "unlock": line.locked}.get(act, True))
