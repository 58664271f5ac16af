"""One hand-over and its status document: what it would say, drawing it up, the paper, its canonical bytes."""

from typing import get_args
from uuid import uuid4, uuid5

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_hand_over import (
    PARTY_OF,
    HandOverPage,
    Preparing,
    open_hand_over,
    open_preparing,
)
from lazaretto.actions.prepare_hand_over import prepare_hand_over
from lazaretto.facts.custody import Party
from lazaretto.facts.hand_overs import Precaution
from lazaretto.obligations.partners import Partner
from lazaretto.web.asking import DEVICE, actor_of
from lazaretto.web.handing_out import file_named
from lazaretto.web.partners import PARTIES, number_of
from lazaretto.web.pressing import Unread, pressed, seed, text
from lazaretto.web.refusing import worded
from lazaretto.web.showing import show
from lazaretto.web.stating import announce
from lazaretto.web.status_paper import status_lines, status_paper
from lazaretto.web.surroundings import LANGUAGES
from lazaretto.web.templatetags.lazaretto import house, spoken
from lazaretto.web.typesetting import FontsMissing

PRECAUTIONS: tuple[Precaution, ...] = get_args(Precaution)
# Why a person goes out of the gate → to whom they are handed over.
_PURPOSES: dict[str, Party] = {
    "release": "health_authority", "hospital": "hospital", "transfer": "facility", "court": "other",
}  # fmt: skip


@never_cache
@requires("state:custody.hand_over_prepared")
def status_new(request: HttpRequest, code: str) -> HttpResponse:
    """Show what a status document of a person would say now; draw it up, as was pressed.

    Whom it is about is posted, so that no address holds a person's number.
    """
    actor_of(request).require("state:custody.hand_over_prepared", facility=code)
    if request.method != "POST" or request.POST.get("act", "") != "prepare":
        return _form(request, code)
    return pressed(request, code, acts={"prepare": _prepare}, page=_form)


@never_cache
@requires("read_person")
def status(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Show one hand-over: its document, who did what, and whether the record still gives the digest."""
    page = open_hand_over(code, number, actor=actor_of(request), now=now())
    asked = " ".join(request.GET.get("digest", "").split())
    return show(
        request, "web/status.html", zone=page.house.zone, here="house_partners", code=code, page=page,
        one=page.hand_over, place=house(page.house), lines=_lines(page), tongues=dict(LANGUAGES),
        compared=asked, same=bool(asked) and page.status is not None and asked.endswith(page.status.digest),
        may_prepare=actor_of(request).may("state:custody.hand_over_prepared"),
    )  # fmt: skip


@never_cache
@requires("read_person")
def status_pdf(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The status document on paper, in a language; with ``copy`` the one for the person concerned."""
    page = open_hand_over(code, number, actor=actor_of(request), now=now())
    if page.status is None:
        raise Refused("not_in_record", what=number[:64])
    lang, copy = _language(request), "copy" in request.GET
    try:
        data = status_paper(page.status, issuer=page.house.name, lang=lang, copy=copy)
    except FontsMissing as missing:
        return HttpResponse(str(missing), status=503, content_type="text/plain; charset=utf-8")
    return file_named(data, f"status-{number}-{lang}{'-copy' if copy else ''}.pdf", media="application/pdf")


@never_cache
@requires("read_person")
def status_json(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The canonical bytes of the document: their SHA-256 is what stands on the paper."""
    page = open_hand_over(code, number, actor=actor_of(request), now=now())
    if page.status is None:
        raise Refused("not_in_record", what=number[:64])
    return file_named(page.status.document, f"status-{number}.json", media="application/json")


def _prepare(request: HttpRequest, code: str) -> HttpResponse:
    post = request.POST
    preparing = _preparing(request, code)
    partner = _partner(preparing, text(post, "partner"))
    party = PARTY_OF[partner.card.sort] if partner else preparing.party
    to = partner.card.name if partner else text(post, "to")
    call, telephone = text(post, "call"), text(post, "telephone")
    if not to:
        raise Unread(_("Choose a partner, or say to whom the person is handed over."))
    if not call or not telephone:
        raise Unread(_("Say whom they call, and the telephone."))
    number = text(post, "hand_over") or number_of(now(), text(post, "made"), zone=preparing.house.zone)
    receipt = prepare_hand_over(
        code, person=preparing.person, number=number, party=party, to=to,
        partner=partner.partner if partner else None,
        precautions=[one for one in PRECAUTIONS if one in post.getlist("precautions")] or ["standard"],
        call=call, telephone=telephone, fact=uuid5(seed(text(post, "made")), "prepare"),
        actor=actor_of(request), device=DEVICE, now=now(),
    )  # fmt: skip
    announce(request, [receipt])
    return HttpResponseRedirect(reverse("status", args=[code, number]))


def _partner(preparing: Preparing, number: str) -> Partner | None:
    return next((one for one in preparing.partners if one.partner == number), None)


def _preparing(request: HttpRequest, code: str) -> Preparing:
    person = text(request.POST, "person")[:40]
    asked = text(request.POST, "party") or _PURPOSES.get(text(request.POST, "purpose"), "hospital")
    party: Party = next((one for one in PARTIES if one == asked), "hospital")
    return open_preparing(code, person=person, party=party, actor=actor_of(request), now=now())


def _form(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    """The form, with what is on record about the person; without a number it asks for one."""
    preparing: Preparing | None = None
    if request.method == "POST":
        try:
            preparing = _preparing(request, code)
        except Refused as refusal:
            if refusal.rule != "not_held_here":
                raise
            problem, status = worded(refusal.rule, refusal.values), 422
    chosen = text(request.POST, "partner") if preparing else ""
    return show(
        request, "web/status_new.html", zone=_zone(preparing), here="house_partners", code=code,
        problem=problem, status=status, page=preparing, made=str(uuid4()), parties=PARTIES,
        precautions=PRECAUTIONS, chosen=chosen or _fitting(preparing), typed=_typed(request, preparing),
        ticked=_ticked(request, preparing), lines=_previewed(preparing), person=text(request.POST, "person"),
        place=house(preparing.house) if preparing else code,
    )  # fmt: skip


def _zone(preparing: Preparing | None) -> str:
    return preparing.house.zone if preparing else "UTC"


def _fitting(preparing: Preparing | None) -> str:
    """The only partner that the party points to; where there are several, somebody chooses."""
    if preparing is None:
        return ""
    found = [one.partner for one in preparing.partners if PARTY_OF[one.card.sort] == preparing.party]
    return found[0] if len(found) == 1 else ""


def _typed(request: HttpRequest, preparing: Preparing | None) -> dict[str, str]:
    """The fields as typed; at first what was said in this house last."""
    known = {"call": preparing.call, "telephone": preparing.telephone} if preparing else {}
    return {name: text(request.POST, name) or known.get(name, "") for name in ("to", "call", "telephone")}


def _ticked(request: HttpRequest, preparing: Preparing | None) -> set[str]:
    if "precautions" in request.POST:
        return set(request.POST.getlist("precautions"))
    return set(preparing.status.asked.precautions) if preparing else set()


def _previewed(preparing: Preparing | None) -> list[tuple[str, list[str]]]:
    return status_lines(preparing.status, lang=spoken()) if preparing else []


def _lines(page: HandOverPage) -> list[tuple[str, list[str]]]:
    return status_lines(page.status, lang=spoken()) if page.status else []


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("lang", "")
    return asked if asked in dict(LANGUAGES) else str(get_language() or "en").lower()
